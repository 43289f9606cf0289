-- What may stand in a row of the five tables every conversation writes, as one function for each instead of 29 constraints: Postgres
-- reads the text of a CHECK anew for every statement, and the functions' once: a tenth of storing a first message (decision 0048). The
-- rules and the names they are refused by stay what they were.

create function broken(p_table text, p_rule text) returns boolean
    language plpgsql as $$
begin
    raise exception 'new row for relation "%" violates check constraint "%"', p_table, p_rule
        using errcode = 'check_violation', table = p_table, constraint = p_rule;
end
$$;

create function is_contact(p_name text, p_profile_name text, p_phone text, p_email text, p_state text) returns boolean
    language plpgsql immutable as $$
begin
    return (p_name is null or length(p_name) <= 200 or broken('contacts', 'contacts_name_check'))
       and (p_profile_name is null or length(p_profile_name) <= 200 or broken('contacts', 'contacts_profile_name_check'))
       and (p_phone is null or p_phone ~ '^\+[0-9]{6,18}$' or broken('contacts', 'contacts_phone_check'))
       and (p_email is null or length(p_email) <= 254 or broken('contacts', 'contacts_email_check'))
       and (p_state is null or p_state in ('lead', 'qualified', 'customer', 'inactive')
            or broken('contacts', 'contacts_state_check'));
end
$$;

create function is_identity(p_value text, p_match_key text) returns boolean
    language plpgsql immutable as $$
begin
    return (p_value is null or length(p_value) between 1 and 200 or broken('contact_identities', 'contact_identities_value_check'))
       and (p_match_key is null or length(p_match_key) between 1 and 200
            or broken('contact_identities', 'contact_identities_match_key_check'));
end
$$;

create function is_conversation(p_status text, p_session text, p_handoff_reason text, p_priority integer, p_subject text,
                                p_closed_at timestamptz, p_snoozed_until timestamptz) returns boolean
    language plpgsql immutable as $$
begin
    return (p_status is null or p_status in ('open', 'snoozed', 'closed')
            or broken('conversations', 'conversations_status_check'))
       and (p_session is null or p_session in ('bot', 'waiting', 'human')
            or broken('conversations', 'conversations_session_check'))
       and (p_handoff_reason is null or p_handoff_reason in ('asked', 'ai', 'flow', 'failure', 'rule', 'agent')
            or broken('conversations', 'conversations_handoff_reason_check'))
       and (p_priority is null or p_priority between 1 and 10 or broken('conversations', 'conversations_priority_check'))
       and (p_subject is null or length(p_subject) <= 200 or broken('conversations', 'conversations_subject_check'))
       and (p_status is null or (p_status = 'closed') = (p_closed_at is not null)
            or broken('conversations', 'conversations_closed_at_check'))
       and (p_status is null or (p_status = 'snoozed') = (p_snoozed_until is not null)
            or broken('conversations', 'conversations_snoozed_until_check'));
end
$$;

create function is_message(p_type text, p_direction text, p_author_type text, p_status text, p_text text, p_external_id text)
    returns boolean
    language plpgsql immutable as $$
begin
    return (p_type is null
            or p_type in ('text', 'image', 'audio', 'video', 'document', 'location', 'contact', 'sticker', 'reaction',
                          'interactive', 'template', 'system', 'unsupported')
            or broken('messages', 'messages_type_check'))
       and (p_direction is null or p_direction in ('in', 'out') or broken('messages', 'messages_direction_check'))
       and (p_author_type is null or p_author_type in ('contact', 'agent', 'bot', 'ai', 'system')
            or broken('messages', 'messages_author_type_check'))
       and (p_status is null or p_status in ('pending', 'sent', 'delivered', 'read', 'failed', 'unknown')
            or broken('messages', 'messages_status_check'))
       and (p_text is null or length(p_text) <= 65536 or broken('messages', 'messages_text_check'))
       and (p_external_id is null or length(p_external_id) <= 512 or broken('messages', 'messages_external_id_check'));
end
$$;

create function is_ticket(p_state text, p_handoff_reason text, p_priority integer, p_assignee_id uuid, p_offered_to uuid,
                          p_offered_at timestamptz, p_offered_until timestamptz, p_finished_at timestamptz,
                          p_continued_as uuid, p_closing jsonb) returns boolean
    language plpgsql immutable as $$
begin
    return (p_state is null or p_state in ('waiting', 'in_service', 'finished', 'abandoned', 'transferred')
            or broken('tickets', 'tickets_state_check'))
       and (p_handoff_reason is null or p_handoff_reason in ('asked', 'ai', 'flow', 'failure', 'rule', 'agent')
            or broken('tickets', 'tickets_handoff_reason_check'))
       and (p_priority is null or p_priority between 1 and 10 or broken('tickets', 'tickets_priority_check'))
       and (p_state is distinct from 'in_service' or p_assignee_id is not null or broken('tickets', 'tickets_assignee_id_check'))
       and (p_state is null or (p_state in ('finished', 'abandoned', 'transferred')) = (p_finished_at is not null)
            or broken('tickets', 'tickets_finished_at_check'))
       and (p_offered_to is null and p_offered_at is null and p_offered_until is null
            or p_state = 'waiting' and p_offered_to is not null and p_offered_at is not null and p_offered_until is not null
            or broken('tickets', 'tickets_offered_to_check'))
       and (p_continued_as is null or p_state = 'transferred' or broken('tickets', 'tickets_continued_as_check'))
       and (p_closing is null or jsonb_typeof(p_closing) = 'object' or broken('tickets', 'tickets_closing_check'));
end
$$;

alter table contacts
    drop constraint contacts_name_check, drop constraint contacts_profile_name_check, drop constraint contacts_phone_check,
    drop constraint contacts_email_check, drop constraint contacts_state_check,
    add constraint contacts_rules check (is_contact(name, profile_name, phone, email, state)) not valid;
alter table contact_identities
    drop constraint contact_identities_value_check, drop constraint contact_identities_match_key_check,
    add constraint contact_identities_rules check (is_identity(value, match_key)) not valid;
alter table conversations
    drop constraint conversations_status_check, drop constraint conversations_session_check,
    drop constraint conversations_handoff_reason_check, drop constraint conversations_priority_check,
    drop constraint conversations_subject_check, drop constraint conversations_check, drop constraint conversations_check1,
    add constraint conversations_rules
        check (is_conversation(status, session, handoff_reason, priority, subject, closed_at, snoozed_until)) not valid;
alter table messages
    drop constraint messages_type_check, drop constraint messages_direction_check, drop constraint messages_author_type_check,
    drop constraint messages_status_check, drop constraint messages_text_check, drop constraint messages_external_id_check,
    add constraint messages_rules check (is_message(type, direction, author_type, status, text, external_id)) not valid;
alter table tickets
    drop constraint tickets_state_check, drop constraint tickets_handoff_reason_check, drop constraint tickets_priority_check,
    drop constraint tickets_check, drop constraint tickets_check1, drop constraint tickets_check2,
    drop constraint tickets_check3, drop constraint tickets_continued_as, drop constraint tickets_closing_check,
    add constraint tickets_rules
        check (is_ticket(state, handoff_reason, priority, assignee_id, offered_to, offered_at, offered_until, finished_at,
                         continued_as, closing)) not valid;
alter table contacts validate constraint contacts_rules;
alter table contact_identities validate constraint contact_identities_rules;
alter table conversations validate constraint conversations_rules;
alter table messages validate constraint messages_rules;
alter table tickets validate constraint tickets_rules;

-- Whoever writes a row runs them.
grant execute on function broken(text, text), is_contact(text, text, text, text, text), is_identity(text, text),
    is_conversation(text, text, text, integer, text, timestamptz, timestamptz), is_message(text, text, text, text, text, text),
    is_ticket(text, text, integer, uuid, uuid, timestamptz, timestamptz, timestamptz, uuid, jsonb) to central_app;
