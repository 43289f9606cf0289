-- A right password is no try: whoever changes six colleagues in a row proves six times who they are.
create function password_check_succeeded(p_session_id uuid) returns void
    language sql security definer set search_path = pg_catalog, public
begin atomic
    delete from gate.attempts where key = gate.key_of('password', p_session_id::text);
end;
call run_as_lookup('password_check_succeeded(uuid)');

-- Whatever ends sessions ends the sign-ins too that wait for a code: what began them is believed no longer. To be called
-- before sessions are ended: a code that is right at this moment holds its challenge, and its session is there by then.
-- In the company of the transaction; null: everybody's, by whatever they began.
create function end_challenges(p_user_id uuid, p_provider_id uuid) returns void
    language sql security definer set search_path = pg_catalog, public
begin atomic
    delete from gate.challenges c
     where c.account_id = current_account()
       and (p_user_id is null or c.user_id = p_user_id)
       and (p_provider_id is null or c.provider_id = p_provider_id);
end;
call run_as_lookup('end_challenges(uuid, uuid)');

-- As in migration 0041, with the challenges.
create or replace function end_sessions(p_user_id uuid, p_keep uuid) returns setof text
    language plpgsql as $$
declare
    v_here text := current_setting('central.account_id', true);
    v_account uuid;
begin
    for v_account in select companies_of(p_user_id) loop
        perform set_config('central.account_id', v_account::text, true);
        perform end_challenges(p_user_id, null);
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
