-- Somebody changes their own e-mail address: a link goes to the new one, and nothing changes before it is opened by whoever
-- asked (decision 0046). An address is the person's and not a company's, and so are the links mailed to it.

alter table mails drop constraint mails_kind_check;
alter table mails add constraint mails_kind_check
    check (kind in ('invite', 'password_reset', 'email_change', 'password_changed', 'second_factor_removed',
                    'sign_in_changed', 'email_change_asked', 'email_changed')) not valid;
alter table mails validate constraint mails_kind_check;

-- Which address is theirs a person proves by its mailbox; that nobody else has it, the index users_email.
grant update (email) on users to central_app;

-- Ends a person's own links of some kinds, also those whose mail has not left yet, whatever company's mail they came with.
-- Returns them. As the application role, company by company, like end_sessions (0041); takes the place of
-- use_reset_links (0046).
create function end_links(p_user_id uuid, p_kinds text[]) returns table (kind text, address text, token_hash bytea)
    language plpgsql as $$
#variable_conflict use_column
declare
    v_here text := current_setting('central.account_id', true);
    v_account uuid;
begin
    for v_account in select companies_of(p_user_id) loop
        perform set_config('central.account_id', v_account::text, true);
        return query
            update mails m
               set link_used_at = now()
             where m.account_id = v_account and m.user_id = p_user_id and m.kind = any (p_kinds)
               and m.link_used_at is null and coalesce(m.link_expires_at, 'infinity') > now()
            returning m.kind, m.address, m.token_hash;
    end loop;
    perform set_config('central.account_id', coalesce(v_here, ''), true);
end
$$;
drop function use_reset_links(uuid);

-- The new address somebody's link was mailed to, or will be, in whichever company they asked: at most one, since asking
-- again ends the one before.
create function pending_address(p_user_id uuid)
    returns table (address text, asked_at timestamptz, expires_at timestamptz, mail_state text)
    language plpgsql as $$
#variable_conflict use_column
declare
    v_here text := current_setting('central.account_id', true);
    v_account uuid;
begin
    for v_account in select companies_of(p_user_id) loop
        perform set_config('central.account_id', v_account::text, true);
        return query
            select m.address, m.created_at, coalesce(m.link_expires_at, m.created_at + interval '1 day'), m.state
              from mails m
             where m.account_id = v_account and m.user_id = p_user_id and m.kind = 'email_change'
               and m.link_used_at is null and coalesce(m.link_expires_at, m.created_at + interval '1 day') > now();
    end loop;
    perform set_config('central.account_id', coalesce(v_here, ''), true);
end
$$;

-- Tells every company somebody works for what they did about themselves. As the application role, in the order everybody
-- takes: each row waits for the company's others.
create function note_everywhere(p_user_id uuid, p_action text, p_fields text[], p_address text, p_session_id uuid,
                                p_correlation_id text) returns void
    language plpgsql as $$
declare
    v_here text := current_setting('central.account_id', true);
    v_account uuid;
begin
    for v_account in select companies_of(p_user_id) loop
        perform set_config('central.account_id', v_account::text, true);
        insert into audit_log (account_id, actor_type, actor_id, actor_name, action, target_type, target_id, fields,
                               address, session_id, correlation_id)
        select v_account, 'user', u.id, u.name, p_action, 'user', u.id::text, p_fields, p_address,
               case when v_account::text = v_here then p_session_id end, p_correlation_id
          from users u
          join memberships m on m.account_id = v_account and m.user_id = u.id and m.left_at is null
         where u.id = p_user_id;
    end loop;
    perform set_config('central.account_id', coalesce(v_here, ''), true);
end
$$;

-- Whether somebody else has an address. Asked by whoever writes the mail to it, never by a request.
create function address_is_taken(p_email text, p_user_id uuid) returns boolean
    language sql stable security definer set search_path = pg_catalog, public
begin atomic
    select exists (select from users u where u.email = p_email and u.id <> p_user_id);
end;
call run_as_lookup('address_is_taken(text, uuid)');

-- Mail to an address nobody has proved yet: 5 in a quarter of an hour to one address, whoever asks, and 5 of one person.
create function count_email_change(p_user_id uuid, p_email text, p_now timestamptz) returns integer
    language plpgsql security definer set search_path = pg_catalog, public as $$
begin
    return greatest(
        gate.count_try(gate.key_of('email change', p_user_id::text), 5, p_now),
        gate.count_try(gate.key_of('email change mail', p_email), 5, p_now));
end
$$;
call run_as_lookup('count_email_change(uuid, text, timestamptz)');
