-- As in migration 0040, and: somebody whose companies are suspended, or whose access to them was taken, is named without a
-- company, so that a right password can be told why it opens nothing. It is counted as any other try.
create or replace function begin_sign_in(p_email text, p_address text, p_device bytea, p_now timestamptz)
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
    if found then
        return;
    end if;
    return query
        select 0, u.id, null::uuid, null::text, u.password_hash
          from users u
         where u.email = v_email and exists (select from memberships m where m.user_id = u.id and m.left_at is null);
    if not found then
        return query select 0, null::uuid, null::uuid, null::text, null::text;
    end if;
end
$$;
