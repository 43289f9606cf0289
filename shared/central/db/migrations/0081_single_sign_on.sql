-- Signing in by OpenID Connect: the questions that come before the account.

-- The sign-in page of a company: its active providers, by name; one row without a provider when it has none. No row: no such
-- company; such tries are counted, 20 per address in a quarter of an hour.
create function find_sign_in_page(p_code text, p_address text, p_now timestamptz)
    returns table (wait_seconds integer, account_name text, single_sign_on_only boolean, provider_id uuid, provider_name text,
                   issuer text)
    language plpgsql security definer set search_path = pg_catalog, public as $$
begin
    return query
        select 0, a.name, a.single_sign_on_only, p.id, p.name, p.issuer
          from accounts a
          join sign_in_providers p on p.account_id = a.id and p.active
         where a.sign_in_code = p_code and a.status = 'active'
         order by p.name, p.id;
    if not found then
        return query select gate.count_try(gate.key_of('sign-in page', p_address), 20, p_now), null::text, null::boolean,
                            null::uuid, null::text, null::text;
    end if;
end
$$;

-- Where a journey leads. Counted, 300 per address in a quarter of an hour: there is nothing to guess, and a whole office
-- begins its day behind one address.
create function find_sign_in_provider(p_provider_id uuid, p_address text, p_now timestamptz)
    returns table (wait_seconds integer, account_id uuid, issuer text, client_id text)
    language plpgsql security definer set search_path = pg_catalog, public as $$
declare
    v_wait integer := gate.count_try(gate.key_of('journey', p_address), 300, p_now);
begin
    if v_wait > 0 then
        return query select v_wait, null::uuid, null::text, null::text;
        return;
    end if;
    return query
        select 0, p.account_id, p.issuer, p.client_id
          from sign_in_providers p
          join accounts a on a.id = p.account_id and a.status = 'active'
         where p.id = p_provider_id and p.active;
end
$$;

create function begin_journey(p_state_hash bytea, p_browser_hash bytea, p_account_id uuid, p_provider_id uuid,
                              p_expires_at timestamptz) returns void
    language sql security definer set search_path = pg_catalog, public
begin atomic
    insert into gate.journeys (state_hash, browser_hash, account_id, provider_id, expires_at)
    select p_state_hash, p_browser_hash, p.account_id, p.id, p_expires_at
      from sign_in_providers p where p.account_id = p_account_id and p.id = p_provider_id and p.active;
end;

-- Ends a journey and says whose it was; no row when it is over, was ended before, or began in another browser.
create function end_journey(p_state_hash bytea, p_browser_hash bytea, p_now timestamptz)
    returns table (account_id uuid, provider_id uuid)
    language sql security definer set search_path = pg_catalog, public
begin atomic
    delete from gate.journeys j
     using accounts a, sign_in_providers p
     where j.state_hash = p_state_hash and j.browser_hash = p_browser_hash and j.expires_at > p_now
       and a.id = j.account_id and a.status = 'active'
       and p.account_id = j.account_id and p.id = j.provider_id and p.active
    returning j.account_id, j.provider_id;
end;

create function prune_journeys() returns void
    language sql security definer set search_path = pg_catalog, public
begin atomic
    delete from gate.journeys where expires_at < now();
end;

-- Who somebody is whom a provider of the transaction's company vouches for; one row always.
--   bound     known by the subject
--   colleague works here by that address, and is bound to nobody at this provider
--   taken     works here by that address, and is bound to somebody else there
--   inactive  works here no more, or not now
--   stranger  works not here; user_id when the address is somebody's all the same, invite_id when they were invited
create function who_comes(p_provider_id uuid, p_subject text, p_email text)
    returns table (standing text, user_id uuid, role text, email text, invite_id uuid)
    language sql stable security definer set search_path = pg_catalog, public
begin atomic
    select case when b.user_id is not null then case when b.active then 'bound' else 'inactive' end
                when m.user_id is null or (m.left_at is not null and i.id is not null) then 'stranger'
                when not m.active then 'inactive'
                when t.user_id is not null then 'taken'
                else 'colleague' end,
           coalesce(b.user_id, u.id), coalesce(b.role, m.role), coalesce(b.email, u.email), i.id
      from (select) one
      left join lateral (
          select n.user_id, w.role, w.active, o.email
            from sign_in_identities n
            join memberships w on w.account_id = n.account_id and w.user_id = n.user_id
            join users o on o.id = n.user_id
           where n.account_id = current_account() and n.provider_id = p_provider_id and n.subject = p_subject) b on true
      left join users u on u.email = lower(p_email)
      left join memberships m on m.account_id = current_account() and m.user_id = u.id
      left join sign_in_identities t
             on t.account_id = current_account() and t.provider_id = p_provider_id and t.user_id = u.id
      left join invites i
             on i.account_id = current_account() and i.email = lower(p_email)
            and i.accepted_at is null and i.revoked_at is null and i.expires_at > now();
end;

-- The code of the company's own sign-in page when a password opens nothing there for somebody of this role; else null.
create function closed_to_passwords(p_account_id uuid, p_role text) returns text
    language sql stable security definer set search_path = pg_catalog, public
begin atomic
    select a.sign_in_code from accounts a where a.id = p_account_id and a.single_sign_on_only and p_role <> 'admin';
end;

-- As in migration 0047, and: 'ended' when a password opened it where a password opens nothing, or a provider that is trusted
-- no longer; a provider's word may stand for the second factor.
create or replace function session_state(p_account_id uuid, p_session_id uuid) returns text
    language sql stable security definer set search_path = pg_catalog, public
begin atomic
    select case when s.provider_id is null and a.single_sign_on_only and m.role <> 'admin' then 'ended'
                when not p.active then 'ended'
                when f.enabled_at is null then
                    case when a.second_factor_required and not s.second_factor_by_provider then 'setup' else 'fine' end
                when s.second_factor_at is null then 'ended'
                else 'fine' end
      from sessions s
      join accounts a on a.id = s.account_id
      join memberships m on m.account_id = s.account_id and m.user_id = s.user_id
      left join sign_in_providers p on p.account_id = s.account_id and p.id = s.provider_id
      left join gate.second_factors f on f.user_id = s.user_id
     where s.account_id = p_account_id and s.id = p_session_id;
end;

-- As in migration 0047, with the provider whose word was taken (null: a password was right).
drop function begin_challenge(bytea, uuid, uuid, timestamptz);
create function begin_challenge(p_token_hash bytea, p_user_id uuid, p_account_id uuid, p_provider_id uuid,
                                p_expires_at timestamptz) returns void
    language plpgsql security definer set search_path = pg_catalog, public as $$
begin
    insert into gate.challenges (token_hash, user_id, account_id, provider_id, password_digest, expires_at)
    select p_token_hash, p_user_id, p_account_id, p_provider_id, gate.digest_of_password(u.password_hash), p_expires_at
      from users u where u.id = p_user_id;
end
$$;

-- As in migration 0047, with the provider.
drop function begin_second_factor(bytea, text, bytea, timestamptz);
create function begin_second_factor(p_token_hash bytea, p_address text, p_device bytea, p_now timestamptz)
    returns table (wait_seconds integer, user_id uuid, account_id uuid, role text, email text, secret bytea,
                   last_step bigint, recovery_salt bytea, provider_id uuid)
    language plpgsql security definer set search_path = pg_catalog, public as $$
declare
    v record;
    v_wait integer;
begin
    select c.user_id, c.account_id, c.provider_id, m.role, u.email, f.secret, f.last_step, f.recovery_salt into v
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
        return query select v_wait, v.user_id, v.account_id, v.role, v.email, null::bytea, 0::bigint, null::bytea,
                            v.provider_id;
        return;
    end if;
    update gate.challenges set tries_left = tries_left - 1 where token_hash = p_token_hash and tries_left > 0;
    if found then
        return query select 0, v.user_id, v.account_id, v.role, v.email, v.secret, v.last_step, v.recovery_salt,
                            v.provider_id;
    end if;
end
$$;

-- As in migration 0058, with the providers' secrets.
create or replace function accounts_with_secrets() returns setof uuid
    language sql stable security definer set search_path = pg_catalog, public
begin atomic
    select a.id
      from accounts a
     where exists (select from channels h where h.account_id = a.id and h.credentials is not null)
        or exists (select from privacy_keys k where k.account_id = a.id)
        or exists (select from sign_in_providers p where p.account_id = a.id)
        or exists (select from memberships m join gate.second_factors f on f.user_id = m.user_id where m.account_id = a.id)
     order by a.id;
end;

call run_as_lookup('find_sign_in_page(text, text, timestamptz)');
call run_as_lookup('find_sign_in_provider(uuid, text, timestamptz)');
call run_as_lookup('begin_journey(bytea, bytea, uuid, uuid, timestamptz)');
call run_as_lookup('end_journey(bytea, bytea, timestamptz)');
call run_as_lookup('prune_journeys()');
call run_as_lookup('who_comes(uuid, text, text)');
call run_as_lookup('closed_to_passwords(uuid, text)');
call run_as_lookup('begin_challenge(bytea, uuid, uuid, uuid, timestamptz)');
call run_as_lookup('begin_second_factor(bytea, text, bytea, timestamptz)');
