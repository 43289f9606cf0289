-- The second factor of signing in: an app's one-time codes (RFC 6238), and recovery codes for who lost the phone.
--
-- People work for several companies, so the factor is the person's and belongs to none of them. Its tables lie in "gate",
-- where the application cannot look; the functions below, which run as central_lookup, are the only way to them.

-- Whether everybody who works here must have one.
alter table accounts add column second_factor_required boolean not null default false;

-- Null: a password alone opened it. Such a session is worth nothing once the person has a second factor, whatever opened
-- it (see session_state).
alter table sessions add column second_factor_at timestamptz;

create table gate.second_factors (
    user_id uuid primary key references users (id) on delete cascade,
    -- Sealed by the application (central.accounts.second_factor), bound to the person.
    secret bytea,
    enabled_at timestamptz,
    -- The time step of the last code that was taken: that code and all before it are used up.
    last_step bigint not null default 0,
    -- What somebody is setting up and has not confirmed with a code.
    pending_secret bytea,
    pending_until timestamptz,
    recovery_salt bytea,
    check ((secret is null) = (enabled_at is null)),
    check ((pending_secret is null) = (pending_until is null))
);

-- argon2id of each code that was not used, all of a person with one salt: a try costs one hashing.
create table gate.recovery_codes (
    user_id uuid not null references gate.second_factors (user_id) on delete cascade,
    hash bytea not null,
    primary key (user_id, hash)
);

-- A password was right and a code is waited for. Dies with the password it was made for.
create table gate.challenges (
    token_hash bytea primary key,
    user_id uuid not null references users (id) on delete cascade,
    account_id uuid not null references accounts (id) on delete cascade,
    password_digest bytea not null,
    tries_left integer not null default 5,
    expires_at timestamptz not null
);
create index challenges_user on gate.challenges (user_id);
create index challenges_account on gate.challenges (account_id);
create index challenges_end on gate.challenges (expires_at);

grant select, insert, update, delete on gate.second_factors, gate.recovery_codes, gate.challenges to central_lookup;

create function has_second_factor(p_user_id uuid) returns boolean
    language sql stable security definer set search_path = pg_catalog, public
begin atomic
    select exists (select from gate.second_factors f where f.user_id = p_user_id and f.enabled_at is not null);
end;

-- Whether the transaction's company may do something about this person's factor. Who left is no colleague any more, though
-- the row that names them stays (0044).
create function gate.works_here(p_user_id uuid) returns boolean
    language sql stable set search_path = pg_catalog, public
begin atomic
    select exists (select from memberships m
                    where m.account_id = current_account() and m.user_id = p_user_id and m.left_at is null);
end;

-- What a session is worth: 'fine'; 'ended' when it was opened without the second factor its owner has; 'setup' when the
-- company asks for one and its owner has none yet.
create function session_state(p_account_id uuid, p_session_id uuid) returns text
    language sql stable security definer set search_path = pg_catalog, public
begin atomic
    select case when f.enabled_at is null then case when a.second_factor_required then 'setup' else 'fine' end
                when s.second_factor_at is null then 'ended'
                else 'fine' end
      from sessions s
      join accounts a on a.id = s.account_id
      left join gate.second_factors f on f.user_id = s.user_id
     where s.account_id = p_account_id and s.id = p_session_id;
end;

-- One person's factor, as they may know of it. pending_secret is what is being set up. elsewhere: they work for another
-- company too.
create function second_factor_of(p_user_id uuid, p_now timestamptz)
    returns table (enabled_at timestamptz, recovery_codes_left integer, pending_secret bytea, elsewhere boolean)
    language sql stable security definer set search_path = pg_catalog, public
begin atomic
    select f.enabled_at,
           (select count(*) from gate.recovery_codes r where r.user_id = p_user_id)::integer,
           case when f.pending_until > p_now then f.pending_secret end,
           exists (select from memberships m
                    where m.user_id = p_user_id and m.active and m.account_id <> current_account())
      from (select) one
      left join gate.second_factors f on f.user_id = p_user_id
     where gate.works_here(p_user_id);
end;

-- Puts down what somebody sets up; false when they have a factor already.
create function start_second_factor(p_user_id uuid, p_secret bytea, p_until timestamptz) returns boolean
    language plpgsql security definer set search_path = pg_catalog, public as $$
begin
    insert into gate.second_factors as f (user_id, pending_secret, pending_until)
    select p_user_id, p_secret, p_until where gate.works_here(p_user_id)
    on conflict (user_id) do update
       set pending_secret = excluded.pending_secret, pending_until = excluded.pending_until
     where f.enabled_at is null;
    return found;
end
$$;

create function gate.save_recovery_codes(p_user_id uuid, p_salt bytea, p_hashes bytea[]) returns void
    language plpgsql set search_path = pg_catalog, public as $$
begin
    update gate.second_factors set recovery_salt = p_salt where user_id = p_user_id;
    delete from gate.recovery_codes where user_id = p_user_id;
    insert into gate.recovery_codes (user_id, hash) select p_user_id, unnest(p_hashes);
end
$$;

-- From now on the factor is asked for. False when it is not what was being set up any more. The code that confirmed it is
-- used up.
create function confirm_second_factor(p_user_id uuid, p_pending bytea, p_step bigint, p_salt bytea, p_hashes bytea[],
                                      p_now timestamptz) returns boolean
    language plpgsql security definer set search_path = pg_catalog, public as $$
begin
    update gate.second_factors
       set secret = pending_secret, enabled_at = p_now, last_step = p_step, pending_secret = null, pending_until = null
     where user_id = p_user_id and enabled_at is null and pending_secret = p_pending and pending_until > p_now
       and gate.works_here(p_user_id);
    if not found then
        return false;
    end if;
    perform gate.save_recovery_codes(p_user_id, p_salt, p_hashes);
    return true;
end
$$;

-- Other recovery codes; the ones of before are worth nothing. False when there is no factor.
create function replace_recovery_codes(p_user_id uuid, p_salt bytea, p_hashes bytea[]) returns boolean
    language plpgsql security definer set search_path = pg_catalog, public as $$
begin
    perform from gate.second_factors f
      where f.user_id = p_user_id and f.enabled_at is not null and gate.works_here(p_user_id) for update;
    if not found then
        return false;
    end if;
    perform gate.save_recovery_codes(p_user_id, p_salt, p_hashes);
    return true;
end
$$;

-- False when there was none.
create function remove_second_factor(p_user_id uuid) returns boolean
    language plpgsql security definer set search_path = pg_catalog, public as $$
begin
    delete from gate.challenges where user_id = p_user_id and gate.works_here(p_user_id);
    delete from gate.second_factors where user_id = p_user_id and enabled_at is not null and gate.works_here(p_user_id);
    return found;
end
$$;

create function gate.digest_of_password(p_hash text) returns bytea
    language sql immutable set search_path = pg_catalog
begin atomic
    select sha256(convert_to(coalesce(p_hash, ''), 'UTF8'));
end;

-- A password was right: from now on a code is waited for. What the try of the password counted stays counted until the code
-- was right too, so whoever knows a password gets as many challenges as others get tries. Older challenges stay: whoever
-- begins anew must not end what somebody else is at.
create function begin_challenge(p_token_hash bytea, p_user_id uuid, p_account_id uuid, p_expires_at timestamptz)
    returns void
    language plpgsql security definer set search_path = pg_catalog, public as $$
begin
    insert into gate.challenges (token_hash, user_id, account_id, password_digest, expires_at)
    select p_token_hash, p_user_id, p_account_id, gate.digest_of_password(u.password_hash), p_expires_at
      from users u where u.id = p_user_id;
end
$$;

-- How long a try of a code must wait: the same limits as a password's (begin_sign_in), with counters of their own.
create function gate.wait_for_code(p_email text, p_address text, p_device bytea, p_now timestamptz) returns integer
    language plpgsql set search_path = pg_catalog, public as $$
declare
    v_pair bytea := gate.key_of('code pair', p_email, p_address);
    v_address bytea := gate.key_of('code address', p_address);
    v_wait integer;
begin
    if p_device is not null
       and exists (select from gate.known k
                    where k.key = gate.key_of('device', p_email, encode(p_device, 'hex')) and k.expires_at > p_now)
       and gate.count_try(gate.key_of('code device', p_email, encode(p_device, 'hex')), 5, p_now) = 0 then
        return 0;
    end if;
    v_wait := gate.count_try(v_pair, 5, p_now);
    if v_wait = 0 then
        v_wait := gate.count_try(v_address, 20, p_now);
    end if;
    if v_wait = 0
       and not exists (select from gate.known k
                        where k.key = gate.key_of('pair', p_email, p_address) and k.expires_at > p_now) then
        v_wait := gate.slow_down(gate.key_of('code email', p_email), gate.key_of('code slow', p_email, p_address),
                                 100, p_now);
        if v_wait > 0 then
            perform gate.give_back(v_pair);
            perform gate.give_back(v_address);
        end if;
    end if;
    return v_wait;
end
$$;

-- Counts one try of a code and returns what it is compared with, or how long to wait. No row: there is no such challenge
-- (any more), its tries are used up, or the password is another one since.
create function begin_second_factor(p_token_hash bytea, p_address text, p_device bytea, p_now timestamptz)
    returns table (wait_seconds integer, user_id uuid, account_id uuid, role text, email text, secret bytea,
                   last_step bigint, recovery_salt bytea)
    language plpgsql security definer set search_path = pg_catalog, public as $$
declare
    v record;
    v_wait integer;
begin
    select c.user_id, c.account_id, m.role, u.email, f.secret, f.last_step, f.recovery_salt into v
      from gate.challenges c
      join gate.second_factors f on f.user_id = c.user_id and f.enabled_at is not null
      join users u on u.id = c.user_id and gate.digest_of_password(u.password_hash) = c.password_digest
      join memberships m on m.account_id = c.account_id and m.user_id = c.user_id and m.active
      join accounts a on a.id = c.account_id and a.status = 'active'
     where c.token_hash = p_token_hash and c.expires_at > p_now and c.tries_left > 0;
    if not found then
        return;
    end if;
    v_wait := gate.wait_for_code(v.email, p_address, p_device, p_now);
    if v_wait > 0 then
        return query select v_wait, v.user_id, v.account_id, v.role, v.email, null::bytea, 0::bigint, null::bytea;
        return;
    end if;
    update gate.challenges set tries_left = tries_left - 1 where token_hash = p_token_hash and tries_left > 0;
    if found then
        return query select 0, v.user_id, v.account_id, v.role, v.email, v.secret, v.last_step, v.recovery_salt;
    end if;
end
$$;

-- Uses up the challenge and the code: a time step, or the hash of a recovery code. False when somebody was faster with
-- either of them; the caller then rolls back. What was counted against the right person is taken back, and
-- nothing else: a browser that is known was counted by itself.
create function pass_second_factor(p_token_hash bytea, p_step bigint, p_recovery_hash bytea, p_address text,
                                   p_device bytea, p_now timestamptz) returns boolean
    language plpgsql security definer set search_path = pg_catalog, public as $$
declare
    v_user uuid;
    v_email text;
begin
    delete from gate.challenges c where c.token_hash = p_token_hash and c.expires_at > p_now returning c.user_id into v_user;
    if not found then
        return false;
    end if;
    if p_step is not null then
        update gate.second_factors set last_step = p_step
         where user_id = v_user and enabled_at is not null and last_step < p_step;
    else
        delete from gate.recovery_codes where user_id = v_user and hash = p_recovery_hash;
    end if;
    if not found then
        return false;
    end if;
    select u.email into v_email from users u where u.id = v_user;
    delete from gate.attempts
     where key in (gate.key_of('code pair', v_email, p_address),
                   gate.key_of('code device', v_email, encode(p_device, 'hex')));
    if not exists (select from gate.known k
                    where k.key = gate.key_of('device', v_email, encode(p_device, 'hex')) and k.expires_at > p_now) then
        perform gate.give_back(gate.key_of('code address', p_address));
        perform gate.give_back(gate.key_of('code email', v_email));
    end if;
    return true;
end
$$;

-- Who works here and owes the second factor the company asks for.
create function people_without_second_factor() returns setof uuid
    language sql stable security definer set search_path = pg_catalog, public
begin atomic
    select m.user_id from memberships m
     where m.account_id = current_account()
       and not exists (select from gate.second_factors f where f.user_id = m.user_id and f.enabled_at is not null);
end;

create function prune_challenges() returns void
    language sql security definer set search_path = pg_catalog, public
begin atomic
    delete from gate.challenges where expires_at < now();
end;

revoke all on all functions in schema gate from public;
grant execute on all functions in schema gate to central_lookup;
call run_as_lookup('has_second_factor(uuid)');
call run_as_lookup('session_state(uuid, uuid)');
call run_as_lookup('second_factor_of(uuid, timestamptz)');
call run_as_lookup('start_second_factor(uuid, bytea, timestamptz)');
call run_as_lookup('confirm_second_factor(uuid, bytea, bigint, bytea, bytea[], timestamptz)');
call run_as_lookup('replace_recovery_codes(uuid, bytea, bytea[])');
call run_as_lookup('remove_second_factor(uuid)');
call run_as_lookup('begin_challenge(bytea, uuid, uuid, timestamptz)');
call run_as_lookup('begin_second_factor(bytea, text, bytea, timestamptz)');
call run_as_lookup('pass_second_factor(bytea, bigint, bytea, text, bytea, timestamptz)');
call run_as_lookup('people_without_second_factor()');
call run_as_lookup('prune_challenges()');
