-- Conversations are locked before their contact, also by what changes a contact's name, number or form of address. Whoever is
-- known exactly as given is still looked at by intake_messages alone: nothing is added to what every message costs.

-- As in migration 0007, but for the lock.
create or replace function find_or_create_contact(p_channel_type text, p_contact jsonb, out contact_id uuid, out identity_id uuid)
    language plpgsql as $$
#variable_conflict use_column
declare
    v_account uuid := current_account();
    v_name text := left(p_contact ->> 'name', 200);
    v_kinds text[];
    v_keys text[];
    v_values text[];
    v_contact uuid;
    v_new uuid;
    v_identity record;
begin
    select array_agg(e ->> 'kind'), array_agg(e ->> 'match_key'), array_agg(e ->> 'value')
      into v_kinds, v_keys, v_values from jsonb_array_elements(p_contact -> 'identities') e;
    if v_kinds is null then
        raise exception 'a contact without an address' using errcode = '22023';
    end if;
    select k.contact_id into v_contact
      from unnest(v_kinds, v_keys) with ordinality as e (kind, match_key, position)
      join contact_identities k
        on k.account_id = v_account and k.channel_type = p_channel_type and k.kind = e.kind and k.match_key = e.match_key
     order by e.position limit 1;
    if v_contact is not null then
        -- Something about a person who is known changes. Their conversations before them: the order of everybody else.
        perform from conversations c
          where c.account_id = v_account and c.contact_id = v_contact order by c.id for update;
        if not exists (select from contacts c where c.account_id = v_account and c.id = v_contact) then
            v_contact := null; -- erased while we waited
        end if;
    end if;
    if v_contact is null then
        insert into contacts (account_id, name, profile_name, phone)
        select v_account, coalesce(v_name, ''), v_name,
               (select '+' || e.value from unnest(v_kinds, v_values) as e (kind, value)
                 where e.kind = 'wa_phone' and e.value ~ '^[0-9]{6,18}$')
        returning id into v_new;
        v_contact := v_new;
    end if;
    -- Sorted, so that two batches that name the same person twice cannot wait for each other.
    insert into contact_identities (account_id, contact_id, channel_type, kind, value, match_key)
    select v_account, v_contact, p_channel_type, e.kind, e.value, e.match_key
      from unnest(v_kinds, v_values, v_keys) as e (kind, value, match_key)
     order by e.kind, e.match_key
        on conflict (account_id, channel_type, kind, match_key) do nothing;
    for v_identity in
        select k.id, k.contact_id, k.value, e.value as given
          from unnest(v_kinds, v_values, v_keys) with ordinality as e (kind, value, match_key, position)
          join contact_identities k
            on k.account_id = v_account and k.channel_type = p_channel_type
           and k.kind = e.kind and k.match_key = e.match_key
         order by e.position
    loop
        if v_new is not null and v_identity.contact_id <> v_new then
            -- Another call created this person while we waited for the unique key: theirs is the one.
            update contact_identities k set contact_id = v_identity.contact_id
             where k.account_id = v_account and k.contact_id = v_new;
            delete from contacts c where c.account_id = v_account and c.id = v_new;
            v_contact := v_identity.contact_id;
            v_new := null;
        end if;
        if identity_id is null and v_identity.contact_id = v_contact then
            identity_id := v_identity.id;
        end if;
        if v_identity.value <> v_identity.given then
            -- The platform uses another form of the same number now (with or without the ninth digit): answer to that one.
            update contact_identities k set value = v_identity.given
             where k.account_id = v_account and k.id = v_identity.id;
        end if;
    end loop;
    if v_new is null and v_name is not null then
        update contacts c
           set name = case when c.name in ('', coalesce(c.profile_name, '')) then v_name else c.name end,
               profile_name = v_name, updated_at = now()
         where c.account_id = v_account and c.id = v_contact and c.profile_name is distinct from v_name;
    end if;
    contact_id := v_contact;
end
$$;

-- As in migration 0014, but for the lock.
create or replace function intake_identity_change(p_channel_id uuid, p_item jsonb) returns jsonb
    language plpgsql as $$
declare
    v_account uuid := current_account();
    v_type text := p_item ->> 'platform';
    v_contact uuid;
    v_old record;
    v_new jsonb;
begin
    select k.contact_id into v_contact
      from rows from (jsonb_to_recordset(coalesce(p_item #> '{previous,identities}', p_item #> '{contact,identities}'))
                      as (kind text, match_key text)) with ordinality as e (kind, match_key, position)
      join contact_identities k
        on k.account_id = v_account and k.channel_type = v_type and k.kind = e.kind and k.match_key = e.match_key
     order by e.position limit 1;
    if v_contact is null then
        return '{"outcome": "ignored", "reason": "unknown_contact"}';
    end if;
    -- The person's conversations before the person: the order of everybody else.
    perform from conversations c
      where c.account_id = v_account and c.contact_id = v_contact order by c.id for update;
    if not exists (select from contacts c where c.account_id = v_account and c.id = v_contact) then
        return '{"outcome": "ignored", "reason": "unknown_contact"}'; -- erased while we waited
    end if;
    for v_old in
        select k.id, k.kind, k.value
          from jsonb_array_elements(coalesce(p_item #> '{previous,identities}', '[]')) e
          join contact_identities k
            on k.account_id = v_account and k.channel_type = v_type and k.contact_id = v_contact
           and k.kind = e ->> 'kind' and k.match_key = e ->> 'match_key'
    loop
        select e into v_new from jsonb_array_elements(p_item #> '{contact,identities}') e where e ->> 'kind' = v_old.kind limit 1;
        if v_old.kind = 'wa_phone' then
            update contacts c set phone = case when v_new ->> 'value' ~ '^[0-9]{6,18}$' then '+' || (v_new ->> 'value') end,
                                  updated_at = now()
             where c.account_id = v_account and c.id = v_contact and c.phone = '+' || v_old.value;
        end if;
        if v_new is null or exists (select 1 from contact_identities k
                                     where k.account_id = v_account and k.channel_type = v_type and k.kind = v_old.kind
                                       and k.match_key = v_new ->> 'match_key' and k.id <> v_old.id) then
            delete from contact_identities k where k.account_id = v_account and k.id = v_old.id;
        else
            update contact_identities k set value = v_new ->> 'value', match_key = v_new ->> 'match_key'
             where k.account_id = v_account and k.id = v_old.id;
        end if;
    end loop;
    if p_item ? 'previous' then
        insert into contact_identities (account_id, contact_id, channel_type, kind, value, match_key)
        select v_account, v_contact, v_type, e ->> 'kind', e ->> 'value', e ->> 'match_key'
          from jsonb_array_elements(p_item #> '{contact,identities}') e
            on conflict (account_id, channel_type, kind, match_key) do nothing;
    end if;
    return note_in_conversation(p_channel_id, v_contact, p_item);
end
$$;
