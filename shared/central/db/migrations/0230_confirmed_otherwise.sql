-- Who has no password confirms what is dangerous otherwise: by a code of their second factor, or by signing in at their
-- provider again (decision 0040).

-- Not null: nobody signs in by this journey. Somebody signed in confirms that it is still they who ask.
alter table gate.journeys
    add column session_id uuid,
    add foreign key (account_id, session_id) references sessions (account_id, id) on delete cascade;
create index journeys_session on gate.journeys (account_id, session_id);

-- Somebody signed in at their provider again: good once, for minutes, in one session. "everywhere": also for what holds in
-- every company the person works for.
create table gate.proofs (
    token_hash bytea primary key,
    account_id uuid not null,
    session_id uuid not null,
    everywhere boolean not null,
    expires_at timestamptz not null,
    foreign key (account_id, session_id) references sessions (account_id, id) on delete cascade
);
create index proofs_session on gate.proofs (account_id, session_id);
create index proofs_end on gate.proofs (expires_at);
grant select, insert, delete on gate.proofs to central_lookup;

-- Whether what somebody decides about themselves reaches beyond one company: they work for another too, or operate all.
create function gate.reaches_beyond(p_account_id uuid, p_user_id uuid) returns boolean
    language sql stable set search_path = pg_catalog, public
begin atomic
    select exists (select from memberships m where m.user_id = p_user_id and m.active and m.account_id <> p_account_id)
        or exists (select from gate.operators o where o.user_id = p_user_id);
end;

-- As in migration 0041, and of somebody without a password: what a code is compared with.
drop function begin_password_check(uuid, timestamptz);
create function begin_password_check(p_session_id uuid, p_now timestamptz)
    returns table (wait_seconds integer, user_id uuid, email text, name text, password_hash text, secret bytea,
                   last_step bigint, recovery_salt bytea)
    language plpgsql security definer set search_path = pg_catalog, public as $$
declare
    v_wait integer := gate.count_try(gate.key_of('password', p_session_id::text), 5, p_now);
begin
    return query
        select v_wait, u.id, u.email, u.name, case when v_wait = 0 then u.password_hash end,
               case when v_wait = 0 then f.secret end, coalesce(f.last_step, 0), f.recovery_salt
          from sessions s
          join users u on u.id = s.user_id
          left join gate.second_factors f on f.user_id = u.id and f.enabled_at is not null and u.password_hash is null
         where s.id = p_session_id and s.revoked_at is null and s.expires_at > now();
end
$$;

-- Uses up a code that fits, of somebody without a password: a time step, or the hash of a recovery code. False when somebody
-- was faster with it, or it is none. The tries so far are forgotten.
create function pass_code_check(p_session_id uuid, p_step bigint, p_recovery_hash bytea) returns boolean
    language plpgsql security definer set search_path = pg_catalog, public as $$
declare
    v_user uuid;
begin
    select s.user_id into v_user
      from sessions s
      join users u on u.id = s.user_id and u.password_hash is null
     where s.id = p_session_id and s.revoked_at is null;
    if p_step is not null then
        update gate.second_factors set last_step = p_step
         where user_id = v_user and enabled_at is not null and last_step < p_step;
    else
        delete from gate.recovery_codes where user_id = v_user and hash = p_recovery_hash;
    end if;
    if not found then
        return false;
    end if;
    perform password_check_succeeded(p_session_id);
    return true;
end
$$;

-- Uses up a proof. False when it is none of this session's, is over, or is not enough for what holds in every company: there
-- a provider's word does not outweigh a second factor, and a company's own provider speaks for nobody who works elsewhere.
create function use_proof(p_session_id uuid, p_token_hash bytea, p_everywhere boolean, p_now timestamptz) returns boolean
    language plpgsql security definer set search_path = pg_catalog, public as $$
begin
    delete from gate.proofs p
     using sessions s
     where p.token_hash = p_token_hash and p.session_id = p_session_id and p.expires_at > p_now
       and s.account_id = p.account_id and s.id = p.session_id and s.revoked_at is null
       and (not p_everywhere
            or (not has_second_factor(s.user_id)
                and (p.everywhere or not gate.reaches_beyond(s.account_id, s.user_id))));
    if not found then
        return false;
    end if;
    perform password_check_succeeded(p_session_id);
    return true;
end
$$;

-- Somebody signed in at their provider again, in the transaction's company.
create function save_proof(p_token_hash bytea, p_session_id uuid, p_everywhere boolean, p_expires_at timestamptz)
    returns void
    language sql security definer set search_path = pg_catalog, public
begin atomic
    insert into gate.proofs (token_hash, account_id, session_id, everywhere, expires_at)
    select p_token_hash, s.account_id, s.id, p_everywhere, p_expires_at
      from sessions s where s.account_id = current_account() and s.id = p_session_id and s.revoked_at is null;
end;

-- What somebody can confirm with, of the transaction's company.
create function ways_to_confirm(p_session_id uuid) returns table (password boolean, code boolean, factor boolean, beyond boolean)
    language sql stable security definer set search_path = pg_catalog, public
begin atomic
    select u.password_hash is not null, u.password_hash is null and has_second_factor(u.id), has_second_factor(u.id),
           gate.reaches_beyond(s.account_id, u.id)
      from sessions s
      join users u on u.id = s.user_id
     where s.account_id = current_account() and s.id = p_session_id;
end;

-- As in migration 0081, and whose session it is that confirms (null: somebody signs in).
drop function begin_journey(bytea, bytea, uuid, uuid, timestamptz);
create function begin_journey(p_state_hash bytea, p_browser_hash bytea, p_account_id uuid, p_provider_id uuid,
                              p_session_id uuid, p_expires_at timestamptz) returns void
    language sql security definer set search_path = pg_catalog, public
begin atomic
    insert into gate.journeys (state_hash, browser_hash, account_id, provider_id, session_id, expires_at)
    select p_state_hash, p_browser_hash, p.account_id, p.id, p_session_id, p_expires_at
      from sign_in_providers p where p.account_id = p_account_id and p.id = p_provider_id and p.active;
end;

-- As in migration 0081; no row also when it was not for this, or for another session.
drop function end_journey(bytea, bytea, timestamptz);
create function end_journey(p_state_hash bytea, p_browser_hash bytea, p_session_id uuid, p_now timestamptz)
    returns table (account_id uuid, provider_id uuid, expires_at timestamptz)
    language sql security definer set search_path = pg_catalog, public
begin atomic
    delete from gate.journeys j
     using accounts a, sign_in_providers p
     where j.state_hash = p_state_hash and j.browser_hash = p_browser_hash and j.expires_at > p_now
       and j.session_id is not distinct from p_session_id
       and a.id = j.account_id and a.status = 'active'
       and p.account_id = j.account_id and p.id = j.provider_id and p.active
    returning j.account_id, j.provider_id, j.expires_at;
end;

-- As in migration 0081, with the proofs nobody used.
create or replace function prune_journeys() returns void
    language sql security definer set search_path = pg_catalog, public
begin atomic
    delete from gate.journeys where expires_at < now();
    delete from gate.proofs where expires_at < now();
end;

revoke all on all functions in schema gate from public;
grant execute on all functions in schema gate to central_lookup;
call run_as_lookup('begin_password_check(uuid, timestamptz)');
call run_as_lookup('pass_code_check(uuid, bigint, bytea)');
call run_as_lookup('use_proof(uuid, bytea, boolean, timestamptz)');
call run_as_lookup('save_proof(bytea, uuid, boolean, timestamptz)');
call run_as_lookup('ways_to_confirm(uuid)');
call run_as_lookup('begin_journey(bytea, bytea, uuid, uuid, uuid, timestamptz)');
call run_as_lookup('end_journey(bytea, bytea, uuid, timestamptz)');
