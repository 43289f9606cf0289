-- What a company says about itself, the companies one person works for, and how ready a company is.

alter table accounts add column brand_color text check (brand_color ~ '^#[0-9a-f]{6}$');

-- The living companies somebody works for, the oldest first: what the switcher shows. Asked for the caller only.
create function companies_of_person(p_user_id uuid)
    returns table (id uuid, name text, brand_color text, role text)
    language sql stable security definer set search_path = pg_catalog, public
begin atomic
    select a.id, a.name, a.brand_color, m.role
      from memberships m
      join accounts a on a.id = m.account_id and a.status = 'active'
     where m.user_id = p_user_id and m.active
     order by m.created_at, a.id;
end;
call run_as_lookup('companies_of_person(uuid)');

-- News of the platform about a business is for living companies only, as its messages are (replaces that of 0003).
create or replace function find_channels_of_business(p_type text, p_business_id text)
    returns table (account_id uuid, channel_id uuid)
    language sql stable security definer set search_path = pg_catalog, public
begin atomic
    select c.account_id, c.id
      from channels c join accounts a on a.id = c.account_id and a.status = 'active'
     where c.type = p_type and c.business_id = p_business_id;
end;

-- For the operator, who is no person of any company: only the owner of the database may run these, never the functions.

create function account_ids() returns setof uuid
    language sql stable security definer set search_path = pg_catalog, public
begin atomic
    select a.id from accounts a order by a.created_at, a.id;
end;

create function person_of_email(p_email text) returns table (id uuid, has_password boolean)
    language sql stable security definer set search_path = pg_catalog, public
begin atomic
    select u.id, u.password_hash is not null from users u where u.email = lower(p_email);
end;

-- Every company and what it uses, company by company.
create function operator_accounts()
    returns table (id uuid, name text, status text, created_at timestamptz, people bigint, channels bigint,
                   open_conversations bigint, messages_30_days bigint, last_activity_at timestamptz)
    language plpgsql as $$
declare
    v_account uuid;
begin
    for v_account in select account_ids() loop
        perform set_config('central.account_id', v_account::text, true);
        return query
            select a.id, a.name, a.status, a.created_at,
                   (select count(*) from memberships m where m.account_id = v_account and m.active),
                   (select count(*) from channels h where h.account_id = v_account and h.state = 'active'),
                   (select count(*) from conversations c where c.account_id = v_account and c.status <> 'closed'),
                   (select count(*) from messages g
                     where g.account_id = v_account and g.created_at > now() - interval '30 days'),
                   (select max(c.last_activity_at) from conversations c where c.account_id = v_account)
              from accounts a where a.id = v_account;
    end loop;
end
$$;

-- Opens the running transaction's account as a company with its first admin and its first queue; false when it is there
-- already. p_email null: the admin is somebody who is known. Who works here is written down before who they are, because the
-- policy of "users" wants a colleague. As whoever calls: the walls stand here as everywhere.
create function open_company(
    p_name text, p_locale text, p_time_zone text, p_user_id uuid, p_email text, p_person_name text
) returns boolean
    language plpgsql as $$
declare
    v_account uuid := current_account();
    v_queue uuid := gen_random_uuid();
begin
    insert into accounts (id, name, locale, time_zone)
    values (v_account, p_name, p_locale, coalesce(p_time_zone, 'America/Sao_Paulo')) on conflict (id) do nothing;
    if not found then
        return false;
    end if;
    set constraints memberships_user_id_fkey deferred;
    insert into memberships (account_id, user_id, role) values (v_account, p_user_id, 'admin');
    if p_email is not null then
        insert into users (id, email, name, locale) values (p_user_id, lower(p_email), p_person_name, p_locale);
    end if;
    set constraints memberships_user_id_fkey immediate;
    insert into queues (account_id, id, name, is_default)
    values (v_account, v_queue, case p_locale when 'en' then 'Support' when 'es' then 'Atención' else 'Atendimento' end, true);
    insert into queue_members (account_id, queue_id, user_id) values (v_account, v_queue, p_user_id);
    return true;
end
$$;
grant execute on function open_company(text, text, text, uuid, text, text) to central_app;

-- Opens a company with its first admin. Somebody who has no password yet is sent a link to choose one.
create function operator_create_account(p_name text, p_locale text, p_time_zone text, p_email text, p_person_name text)
    returns uuid
    language plpgsql as $$
declare
    v_account uuid := gen_random_uuid();
    v_person record;
begin
    perform set_config('central.account_id', v_account::text, true);
    select p.id, p.has_password into v_person from person_of_email(p_email) p;
    perform open_company(p_name, p_locale, p_time_zone, coalesce(v_person.id, gen_random_uuid()),
                         case when v_person.id is null then p_email end, p_person_name);
    insert into audit_log (account_id, actor_type, actor_name, action, target_type, target_id)
    values (v_account, 'system', 'operator', 'account.created', 'account', v_account::text);
    if v_person.has_password is distinct from true then
        insert into gate.reset_requests (email, id, asked_at) values (lower(p_email), gen_random_uuid(), now())
        on conflict (email) do nothing;
    end if;
    return v_account;
end
$$;

-- Suspends or resumes a company; false: there is none. Whoever is suspended is signed out of everything at once: sessions
-- of a suspended company open nothing, and its sockets are told nothing any more.
create function operator_set_status(p_account_id uuid, p_status text, p_reason text) returns boolean
    language plpgsql as $$
declare
    v_changed boolean;
begin
    perform set_config('central.account_id', p_account_id::text, true);
    update accounts a set status = p_status where a.id = p_account_id and a.status <> p_status;
    v_changed := found;
    if not v_changed and not exists (select from accounts a where a.id = p_account_id) then
        return false;
    end if;
    if p_status = 'suspended' then
        delete from socket_connections c where c.account_id = p_account_id;
    end if;
    if v_changed then
        insert into audit_log (account_id, actor_type, actor_name, action, target_type, target_id, details)
        values (p_account_id, 'system', 'operator', 'account.' || case p_status when 'active' then 'resumed' else p_status end,
                'account', p_account_id::text, jsonb_build_object('reason', p_reason));
    end if;
    return true;
end
$$;

do $$
declare
    v_function regprocedure;
begin
    foreach v_function in array array['account_ids()', 'person_of_email(text)']::regprocedure[] loop
        execute format('revoke all on function %s from public', v_function);
        execute format('grant execute on function %s to central_owner', v_function);
        execute format('alter function %s owner to central_lookup', v_function);
    end loop;
end
$$;
revoke all on function operator_accounts() from public;
revoke all on function operator_create_account(text, text, text, text, text) from public;
revoke all on function operator_set_status(uuid, text, text) from public;
