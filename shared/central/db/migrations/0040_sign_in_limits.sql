-- Limits of signing in (reliability D15). They come before the account, and before anybody's password is hashed.
--
-- The counters belong to no company, so they live outside "public", in a schema the application cannot even look into:
-- the functions below, which run as central_lookup, are the only way to them. Keys are SHA-256 of what is counted.

create schema gate;
grant usage on schema gate to central_lookup;

-- Tries in a window of a quarter of an hour that begins with the first. Who went on trying when it was full (used is then
-- the limit and one) finds the next window longer: 15, 30, 60 minutes.
create table gate.attempts (
    key bytea primary key,
    used integer not null,
    strikes integer not null default 0,
    window_ends_at timestamptz not null
);
create index attempts_end on gate.attempts (window_ends_at);

-- Browsers and addresses somebody has signed in from: what others try with their e-mail does not concern them.
create table gate.known (
    key bytea primary key,
    expires_at timestamptz not null
);
create index known_end on gate.known (expires_at);

grant select, insert, update, delete on gate.attempts, gate.known to central_lookup;

create function gate.key_of(variadic p_parts text[]) returns bytea
    language sql immutable parallel safe set search_path = pg_catalog
begin atomic
    select sha256(convert_to(to_jsonb(p_parts)::text, 'UTF8'));
end;

-- Counts one try and returns 0, or the seconds to wait when the window is full. One statement, so that a hundred at once
-- are counted one after the other.
create function gate.count_try(p_key bytea, p_limit integer, p_now timestamptz) returns integer
    language plpgsql set search_path = pg_catalog as $$
declare
    v_row gate.attempts;
begin
    insert into gate.attempts as a (key, used, window_ends_at)
    values (p_key, 1, p_now + interval '15 minutes')
    on conflict (key) do update
       set (used, strikes, window_ends_at) = (
           select case when w.open then least(a.used + 1, p_limit + 1) else 1 end,
                  w.strikes,
                  case when w.open then a.window_ends_at
                       else p_now + interval '15 minutes' * (1 << w.strikes) end
             from (select a.window_ends_at > p_now as open,
                          case when a.window_ends_at > p_now then a.strikes
                               when a.used > p_limit and a.window_ends_at > p_now - interval '1 hour'
                               then least(a.strikes + 1, 2)
                               else 0 end as strikes) w)
    returning * into v_row;
    if v_row.used > p_limit then
        return greatest(ceil(extract(epoch from v_row.window_ends_at - p_now)), 1);
    end if;
    return 0;
end
$$;

create function gate.give_back(p_key bytea) returns void
    language sql set search_path = pg_catalog
begin atomic
    update gate.attempts set used = greatest(used - 1, 0) where key = p_key;
end;

-- The third limit, per e-mail over all addresses. Somebody else can exhaust it, so it never closes: it slows down, and each
-- address by itself. The first try of an address is answered with a delay, which grows with the number of tries; the one
-- after it passes. Returns 0 or the seconds to wait.
create function gate.slow_down(p_email_key bytea, p_slow_key bytea, p_limit integer, p_now timestamptz) returns integer
    language plpgsql set search_path = pg_catalog as $$
declare
    v_used integer;
    v_delay interval;
    v_until timestamptz;
begin
    select used into v_used from gate.attempts where key = p_email_key and window_ends_at > p_now;
    if coalesce(v_used, 0) >= p_limit then
        v_delay := least(interval '30 seconds' * (1 << least((v_used - p_limit) * 2 / p_limit, 5)), interval '15 minutes');
        select window_ends_at into v_until
          from gate.attempts
         where key = p_slow_key and window_ends_at > p_now - interval '15 minutes'
           for update;
        if v_until > p_now then
            return greatest(ceil(extract(epoch from v_until - p_now)), 1);
        end if;
        insert into gate.attempts (key, used, window_ends_at) values (p_slow_key, 0, p_now + v_delay)
        on conflict (key) do update set window_ends_at = excluded.window_ends_at;
        if v_until is null then
            return ceil(extract(epoch from v_delay));
        end if;
    end if;
    perform gate.count_try(p_email_key, 1000000000, p_now);
    return 0;
end
$$;

-- Whether somebody may try now, and if so whom the e-mail belongs to: one row at least, one per company. Counts the try,
-- also for an e-mail nobody has; a success takes it back (sign_in_succeeded).
--
-- A browser that is known for the e-mail has tries of its own, beside all the others. An address that is known for the
-- e-mail is spared the third limit. So what others do elsewhere never keeps anybody out of their own place.
create function begin_sign_in(p_email text, p_address text, p_device bytea, p_now timestamptz)
    returns table (wait_seconds integer, user_id uuid, account_id uuid, role text, password_hash text)
    language plpgsql security definer set search_path = pg_catalog, public as $$
declare
    v_email text := lower(p_email);
    v_device bytea := gate.key_of('device', v_email, encode(p_device, 'hex'));
    v_pair bytea := gate.key_of('pair', v_email, p_address);
    v_address bytea := gate.key_of('address', p_address);
    v_wait integer;
begin
    if p_device is not null
       and exists (select from gate.known k where k.key = v_device and k.expires_at > p_now)
       and gate.count_try(v_device, 5, p_now) = 0 then
        v_wait := 0;
    else
        v_wait := gate.count_try(v_pair, 5, p_now);
        if v_wait = 0 then
            v_wait := gate.count_try(v_address, 20, p_now);
            if v_wait = 0
               and not exists (select from gate.known k where k.key = v_pair and k.expires_at > p_now) then
                v_wait := gate.slow_down(gate.key_of('email', v_email), gate.key_of('slow', v_email, p_address), 100, p_now);
                if v_wait > 0 then
                    perform gate.give_back(v_pair);
                    perform gate.give_back(v_address);
                end if;
            end if;
        end if;
    end if;
    if v_wait > 0 then
        return query select v_wait, null::uuid, null::uuid, null::text, null::text;
        return;
    end if;
    return query select 0, l.user_id, l.account_id, l.role, l.password_hash from find_login(v_email) l;
    if not found then
        return query select 0, null::uuid, null::uuid, null::text, null::text;
    end if;
end
$$;

-- Takes the try back and remembers browser and address. What others tried with the e-mail stays counted.
create function sign_in_succeeded(p_email text, p_address text, p_device bytea, p_now timestamptz) returns void
    language plpgsql security definer set search_path = pg_catalog, public as $$
declare
    v_email text := lower(p_email);
    v_device bytea := gate.key_of('device', v_email, encode(p_device, 'hex'));
    v_pair bytea := gate.key_of('pair', v_email, p_address);
begin
    delete from gate.attempts where key = v_device;
    delete from gate.attempts where key = v_pair;
    perform gate.give_back(gate.key_of('address', p_address));
    perform gate.give_back(gate.key_of('email', v_email));
    insert into gate.known (key, expires_at)
    values (v_device, p_now + interval '400 days'), (v_pair, p_now + interval '90 days')
    on conflict (key) do update set expires_at = excluded.expires_at;
end
$$;

-- Forgets what counts no more; called by the sweep.
create function prune_gate() returns void
    language sql security definer set search_path = pg_catalog, public
begin atomic
    delete from gate.attempts where window_ends_at < now() - interval '1 hour';
    delete from gate.known where expires_at < now();
end;

revoke all on all functions in schema gate from public;
grant execute on all functions in schema gate to central_lookup;
call run_as_lookup('begin_sign_in(text, text, bytea, timestamptz)');
call run_as_lookup('sign_in_succeeded(text, text, bytea, timestamptz)');
call run_as_lookup('prune_gate()');

-- From now on nobody reads a password's hash past the limits.
revoke execute on function find_login(text) from central_app;
