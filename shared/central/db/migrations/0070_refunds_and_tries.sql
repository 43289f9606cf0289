-- A success takes back what its own try was counted by and nothing else. A browser that is known is counted by itself; its
-- success must not make room for guesses at others from the same address. As in migration 0040 but for that.

create or replace function sign_in_succeeded(p_email text, p_address text, p_device bytea, p_now timestamptz) returns void
    language plpgsql security definer set search_path = pg_catalog, public as $$
declare
    v_email text := lower(p_email);
    v_device bytea := gate.key_of('device', v_email, encode(p_device, 'hex'));
    v_pair bytea := gate.key_of('pair', v_email, p_address);
begin
    delete from gate.attempts where key = v_device;
    delete from gate.attempts where key = v_pair;
    if not exists (select from gate.known k where k.key = v_device and k.expires_at > p_now) then
        perform gate.give_back(gate.key_of('address', p_address));
        perform gate.give_back(gate.key_of('email', v_email));
    end if;
    insert into gate.known (key, expires_at)
    values (v_device, p_now + interval '400 days'), (v_pair, p_now + interval '90 days')
    on conflict (key) do update set expires_at = excluded.expires_at;
end
$$;

-- Before a code of a set-up is compared: 5 tries per person in a quarter of an hour. Whoever holds a session while a factor
-- is set up would otherwise guess until one fits, and be given the recovery codes. Only the person can use them up.
create function count_setup_try(p_user_id uuid, p_now timestamptz) returns integer
    language sql security definer set search_path = pg_catalog, public
begin atomic
    select gate.count_try(gate.key_of('setup', p_user_id::text), 5, p_now);
end;
call run_as_lookup('count_setup_try(uuid, timestamptz)');
