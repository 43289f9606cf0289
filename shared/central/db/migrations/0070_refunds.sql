-- A success takes back what its own try was counted by and nothing else. A browser that is known is counted by itself; its
-- success must not make room for guesses at others from the same address. As in migrations 0040 and 0047 but for that.

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

create or replace function pass_second_factor(p_token_hash bytea, p_step bigint, p_recovery_hash bytea, p_address text,
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
