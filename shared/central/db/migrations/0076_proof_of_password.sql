-- What a password proved holds until it changes, also for who is signing in at that moment.

-- Whether a password's hash is still the one that was compared. Who locks the person's row first is not overtaken.
create function is_password(p_user_id uuid, p_password_hash text) returns boolean
    language sql stable security definer set search_path = pg_catalog, public
begin atomic
    select exists (select from users u where u.id = p_user_id and u.password_hash = p_password_hash);
end;
call run_as_lookup('is_password(uuid, text)');

-- As in migration 0047, but the password is looked at once more: whoever calls this has locked the person's row, so it does
-- not change between this look and the session's opening.
create or replace function pass_second_factor(p_token_hash bytea, p_step bigint, p_recovery_hash bytea, p_address text,
                                   p_device bytea, p_now timestamptz) returns boolean
    language plpgsql security definer set search_path = pg_catalog, public as $$
declare
    v_user uuid;
    v_email text;
begin
    delete from gate.challenges c
     using users u
     where c.token_hash = p_token_hash and c.expires_at > p_now
       and u.id = c.user_id and gate.digest_of_password(u.password_hash) = c.password_digest
    returning c.user_id into v_user;
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
