-- Who runs this installation: people who may see every company's name and size, open one, and suspend one. Only the owner of
-- the database writes this list (make operator); nothing the functions can do adds anybody, whatever their role.

create table gate.operators (
    user_id uuid primary key references users (id) on delete cascade,
    -- Without a second factor in the demonstration only.
    second_factor_required boolean not null default true,
    granted_at timestamptz not null default now()
);
grant select on gate.operators to central_lookup;

-- For the owner of the database: who is on the list.
create function operator_emails() returns table (email text)
    language sql stable security definer set search_path = pg_catalog, public
begin atomic
    select u.email from gate.operators o join users u on u.id = o.user_id order by u.email;
end;
revoke all on function operator_emails() from public;
grant execute on function operator_emails() to central_owner;
alter function operator_emails() owner to central_lookup;

-- What the app shows somebody.
create function is_operator(p_user_id uuid) returns boolean
    language sql stable security definer set search_path = pg_catalog, public
begin atomic
    select exists (select from gate.operators o where o.user_id = p_user_id);
end;
call run_as_lookup('is_operator(uuid)');

-- Whether a session is an operator's: 'no', 'second_factor' (they have to sign in with one), 'yes'. Primary keys.
create function operator_state(p_account_id uuid, p_session_id uuid) returns text
    language sql stable security definer set search_path = pg_catalog, public
begin atomic
    select coalesce(
        (select case when o.second_factor_required and s.second_factor_at is null then 'second_factor' else 'yes' end
           from sessions s
           join accounts a on a.id = s.account_id and a.status = 'active'
           join memberships m on m.account_id = s.account_id and m.user_id = s.user_id and m.active
           join gate.operators o on o.user_id = s.user_id
          where s.account_id = p_account_id and s.id = p_session_id and s.revoked_at is null and s.expires_at > now()),
        'no');
end;
call run_as_lookup('operator_state(uuid, uuid)');

-- Companies and what they use, the newest first, from behind (p_before, p_before_id). Nothing for who is no operator. Only
-- those of the page are measured: each by one walk over an index, or over the company's own rows.
create function operator_companies(
    p_account_id uuid, p_session_id uuid, p_search text, p_status text, p_before timestamptz, p_before_id uuid, p_limit integer
)
    returns table (id uuid, name text, status text, created_at timestamptz, people bigint, channels bigint,
                   conversations bigint, open_conversations bigint, messages bigint, stored_bytes bigint,
                   last_activity_at timestamptz)
    language sql stable security definer set search_path = pg_catalog, public
begin atomic
    select a.id, a.name, a.status, a.created_at,
           (select count(*) from memberships m where m.account_id = a.id and m.active),
           (select count(*) from channels h where h.account_id = a.id and h.state = 'active'),
           c.total, c.open, c.messages,
           (select coalesce(sum(f.bytes), 0)::bigint from media f where f.account_id = a.id and f.state = 'stored'),
           c.last_activity_at
      from (select b.*
              from accounts b
             where operator_state(p_account_id, p_session_id) = 'yes'
               and (p_status is null or b.status = p_status)
               and (p_search is null
                    or strpos(fold(b.name), fold(p_search)) > 0
                    or b.id::text = lower(p_search)
                    or exists (select from memberships w join users u on u.id = w.user_id
                                where w.account_id = b.id and u.email = lower(p_search)))
               and (p_before is null or (b.created_at, b.id) < (p_before, p_before_id))
             order by b.created_at desc, b.id desc
             limit p_limit) a
     cross join lateral (
           select count(*) as total, count(*) filter (where v.status <> 'closed') as open,
                  coalesce(sum(v.last_sequence), 0)::bigint as messages, max(v.last_activity_at) as last_activity_at
             from conversations v where v.account_id = a.id) c
     order by a.created_at desc, a.id desc;
end;
call run_as_lookup('operator_companies(uuid, uuid, text, text, timestamptz, uuid, integer)');

-- Suspends or resumes a company for an operator: 'missing', 'unchanged' or 'changed'; 'refused' for everybody else.
create function operator_change_status(p_account_id uuid, p_session_id uuid, p_company_id uuid, p_status text) returns text
    language plpgsql security definer set search_path = pg_catalog, public as $$
declare
    v_status text;
begin
    if operator_state(p_account_id, p_session_id) <> 'yes' then
        return 'refused';
    end if;
    select a.status into v_status from accounts a where a.id = p_company_id for update;
    if v_status is null then
        return 'missing';
    end if;
    update accounts a set status = p_status where a.id = p_company_id and a.status <> p_status;
    return case when v_status = p_status then 'unchanged' else 'changed' end;
end
$$;
create policy lookup_status on accounts for update to central_lookup using (true) with check (true);
grant update (status) on accounts to central_lookup;
call run_as_lookup('operator_change_status(uuid, uuid, uuid, text)');

-- The functions reach "accounts" for its settings; whether a company lives is for operators alone.
create function refuse_status() returns trigger language plpgsql as $$
begin
    raise insufficient_privilege using message = 'only an operator suspends or resumes a company';
end
$$;
create trigger accounts_status before update of status on accounts
    for each row when (old.status is distinct from new.status and current_user = 'central_app') execute function refuse_status();

-- Whom a new company's first admin is, for an operator: null, nobody has this address yet. Who has no password yet is sent a
-- link to choose one. Raises for everybody else.
create function operator_first_admin(p_account_id uuid, p_session_id uuid, p_request_id uuid, p_email text) returns uuid
    language plpgsql security definer set search_path = pg_catalog, public as $$
declare
    v_user uuid;
    v_has_password boolean;
begin
    if operator_state(p_account_id, p_session_id) <> 'yes' then
        raise insufficient_privilege using message = 'only an operator opens companies';
    end if;
    select u.id, u.password_hash is not null into v_user, v_has_password from users u where u.email = lower(p_email);
    if v_has_password is distinct from true then
        insert into gate.reset_requests (email, id, asked_at) values (lower(p_email), p_request_id, now())
        on conflict (email) do nothing;
    end if;
    return v_user;
end
$$;
call run_as_lookup('operator_first_admin(uuid, uuid, uuid, text)');
