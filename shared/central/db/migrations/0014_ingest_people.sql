-- What comes in and is no message: a person's new number or user id, and notices about the number or its templates.

-- A line in the last conversation with somebody, from nobody: it opens nothing and counts as nothing.
create function note_in_conversation(p_channel_id uuid, p_contact_id uuid, p_item jsonb) returns jsonb
    language plpgsql as $$
declare
    v_account uuid := current_account();
    v_conversation uuid;
    v_sequence bigint;
    v_message uuid;
begin
    select c.id, c.last_sequence + 1 into v_conversation, v_sequence
      from conversations c
     where c.account_id = v_account and c.channel_id = p_channel_id and c.contact_id = p_contact_id
     order by (c.status <> 'closed') desc, c.last_activity_at desc limit 1 for update;
    if v_conversation is null then
        return '{"outcome": "applied"}';
    end if;
    insert into messages (account_id, conversation_id, channel_id, sequence, direction, author_type, type, text, content,
                          external_id, created_at)
    values (v_account, v_conversation, p_channel_id, v_sequence, 'in', 'system', 'system', p_item ->> 'text',
            jsonb_strip_nulls(jsonb_build_object('event', p_item -> 'reason', 'data', p_item -> 'data')),
            p_item ->> 'external_id', (p_item ->> 'occurred_at')::timestamptz)
        on conflict (account_id, channel_id, external_id) where external_id is not null do nothing
    returning id into v_message;
    if v_message is null then
        return '{"outcome": "duplicate"}';
    end if;
    update conversations c set last_sequence = v_sequence, last_message_id = v_message, version = c.version + 1
     where c.account_id = v_account and c.id = v_conversation;
    return jsonb_build_object(
        'outcome', 'stored', 'conversation_id', v_conversation, 'message_id', v_message,
        'updates', jsonb_build_array(jsonb_build_object('type', 'new_message', 'conversation_id', v_conversation,
                                                        'message_id', v_message)));
end
$$;

-- A person's number or user id changed: the identity gets its new value. An address that somebody else has already stays
-- theirs; the old one is dropped, because whoever gets that number next is not this person. Nobody is merged.
create function intake_identity_change(p_channel_id uuid, p_item jsonb) returns jsonb
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

-- Notices of the platform about templates and the number itself.
create function intake_notice(p_channel_id uuid, p_item jsonb) returns jsonb
    language plpgsql as $$
declare
    v_account uuid := current_account();
    v_template jsonb := coalesce(p_item -> 'template', '{}');
    v_stops boolean := p_item ->> 'kind' = 'account_update' and p_item ->> 'severity' = 'critical';
begin
    if p_item ->> 'kind' = 'template_update' then
        update message_templates t
           set status = case when p_item ->> 'field' = 'message_template_status_update' then p_item ->> 'event' else t.status end,
               rejected_reason = case when p_item ->> 'field' = 'message_template_status_update'
                                      then v_template ->> 'reason' else t.rejected_reason end,
               quality = coalesce(v_template ->> 'quality', t.quality),
               category = coalesce(v_template ->> 'category', t.category), updated_at = now()
         where t.account_id = v_account and t.channel_id = p_channel_id
           and (t.external_id = v_template ->> 'id'
                or (t.name = v_template ->> 'name' and t.language = v_template ->> 'language'));
    elsif v_stops then
        update channels h set state = 'error', state_reason = p_item ->> 'event', updated_at = now()
         where h.account_id = v_account and h.id = p_channel_id and h.state = 'active';
    end if;
    return jsonb_build_object('outcome', 'applied', 'updates', case when p_item ->> 'severity' = 'info' then '[]'
        else jsonb_build_array(jsonb_build_object('type', 'system_message', 'data', jsonb_strip_nulls(jsonb_build_object(
            'kind', p_item -> 'kind', 'audience', 'admins', 'severity', p_item -> 'severity', 'channel_id', p_channel_id,
            'event', p_item -> 'event', 'template', v_template -> 'name', 'text', p_item #> '{error,message}')))) end);
end
$$;
