-- What somebody does about their own sessions and password.

create function companies_of(p_user_id uuid) returns setof uuid
    language sql stable security definer set search_path = pg_catalog, public
begin atomic
    select m.account_id from memberships m where m.user_id = p_user_id order by m.account_id;
end;
call run_as_lookup('companies_of(uuid)');

-- Ends a person's sessions in all their companies but one session (null: every one), and returns the sockets to close.
-- A password is the person's and not a company's. Runs as the application role, company by company.
create function end_sessions(p_user_id uuid, p_keep uuid) returns setof text
    language plpgsql as $$
declare
    v_here text := current_setting('central.account_id', true);
    v_account uuid;
begin
    for v_account in select companies_of(p_user_id) loop
        perform set_config('central.account_id', v_account::text, true);
        update sessions s set revoked_at = now()
         where s.account_id = v_account and s.user_id = p_user_id
           and s.revoked_at is null and s.id is distinct from p_keep;
        return query
            delete from socket_connections c
             where c.account_id = v_account and c.user_id = p_user_id and c.session_id is distinct from p_keep
            returning c.connection_id;
    end loop;
    perform set_config('central.account_id', coalesce(v_here, ''), true);
end
$$;

-- Before a signed-in person's password is compared again: 5 tries per session in a quarter of an hour. Only who holds a
-- live session can use it up, so nobody else is kept from anything.
create function begin_password_check(p_session_id uuid, p_now timestamptz)
    returns table (wait_seconds integer, email text, name text, password_hash text)
    language plpgsql security definer set search_path = pg_catalog, public as $$
declare
    v_wait integer := gate.count_try(gate.key_of('password', p_session_id::text), 5, p_now);
begin
    return query
        select v_wait, u.email, u.name, case when v_wait = 0 then u.password_hash end
          from sessions s
          join users u on u.id = s.user_id
         where s.id = p_session_id and s.revoked_at is null and s.expires_at > now();
end
$$;
call run_as_lookup('begin_password_check(uuid, timestamptz)');
