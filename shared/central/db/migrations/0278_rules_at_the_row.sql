-- The rules of a row (0261, 0272) stand in a trigger and no longer in a CHECK: Postgres reads the text of a CHECK anew for every statement
-- that writes the table, if only to call one function; that was an eighth of storing a first message. A trigger is read once, and is not
-- asked when nothing it looks at is written. Each rule refuses by the name it had.

alter table contacts drop constraint contacts_rules;
create function check_contact() returns trigger
    language plpgsql as $$
declare
    v_broken text := case
        when length(new.name) > 200 then 'contacts_name_check'
        when length(new.profile_name) > 200 then 'contacts_profile_name_check'
        when length(new.phone) not between 7 and 19 or rtrim(new.phone, '0123456789') <> '+' then 'contacts_phone_check'
        when length(new.email) > 254 then 'contacts_email_check'
        when new.state not in ('lead', 'qualified', 'customer', 'inactive') then 'contacts_state_check'
    end;
begin
    if v_broken is not null then
        perform broken('contacts', v_broken);
    end if;
    return new;
end
$$;
create trigger contacts_rules before insert or update of name, profile_name, phone, email, state
    on contacts for each row execute function check_contact();

alter table contact_identities drop constraint contact_identities_rules;
create function check_identity() returns trigger
    language plpgsql as $$
declare
    v_broken text := case
        when length(new.value) not between 1 and 200 then 'contact_identities_value_check'
        when length(new.match_key) not between 1 and 200 then 'contact_identities_match_key_check'
    end;
begin
    if v_broken is not null then
        perform broken('contact_identities', v_broken);
    end if;
    return new;
end
$$;
create trigger contact_identities_rules before insert or update of value, match_key
    on contact_identities for each row execute function check_identity();

alter table conversations drop constraint conversations_rules;
create function check_conversation() returns trigger
    language plpgsql as $$
declare
    v_broken text := case
        when new.status not in ('open', 'snoozed', 'closed') then 'conversations_status_check'
        when new.session not in ('bot', 'waiting', 'human') then 'conversations_session_check'
        when new.handoff_reason not in ('asked', 'ai', 'flow', 'failure', 'rule', 'agent') then 'conversations_handoff_reason_check'
        when new.priority not between 1 and 10 then 'conversations_priority_check'
        when length(new.subject) > 200 then 'conversations_subject_check'
        when (new.status = 'closed') <> (new.closed_at is not null) then 'conversations_closed_at_check'
        when (new.status = 'snoozed') <> (new.snoozed_until is not null) then 'conversations_snoozed_until_check'
    end;
begin
    if v_broken is not null then
        perform broken('conversations', v_broken);
    end if;
    return new;
end
$$;
create trigger conversations_rules before insert or update of status, session, handoff_reason, priority, subject, closed_at, snoozed_until
    on conversations for each row execute function check_conversation();

alter table messages drop constraint messages_rules;
create function check_message() returns trigger
    language plpgsql as $$
declare
    v_broken text := case
        when new.type not in ('text', 'image', 'audio', 'video', 'document', 'location', 'contact', 'sticker', 'reaction',
                            'interactive', 'template', 'system', 'unsupported') then 'messages_type_check'
        when new.direction not in ('in', 'out') then 'messages_direction_check'
        when new.author_type not in ('contact', 'agent', 'bot', 'ai', 'system') then 'messages_author_type_check'
        when new.status not in ('pending', 'sent', 'delivered', 'read', 'failed', 'unknown') then 'messages_status_check'
        when length(new.text) > 65536 then 'messages_text_check'
        when length(new.external_id) > 512 then 'messages_external_id_check'
    end;
begin
    if v_broken is not null then
        perform broken('messages', v_broken);
    end if;
    return new;
end
$$;
create trigger messages_rules before insert or update of type, direction, author_type, status, text, external_id
    on messages for each row execute function check_message();

alter table tickets drop constraint tickets_rules;
create function check_ticket() returns trigger
    language plpgsql as $$
declare
    v_broken text := case
        when new.state not in ('waiting', 'in_service', 'finished', 'abandoned', 'transferred') then 'tickets_state_check'
        when new.handoff_reason not in ('asked', 'ai', 'flow', 'failure', 'rule', 'agent') then 'tickets_handoff_reason_check'
        when new.priority not between 1 and 10 then 'tickets_priority_check'
        when new.state = 'in_service' and new.assignee_id is null then 'tickets_assignee_id_check'
        when (new.state in ('finished', 'abandoned', 'transferred')) <> (new.finished_at is not null) then 'tickets_finished_at_check'
        when num_nulls(new.offered_to, new.offered_at, new.offered_until) not in (0, 3) then 'tickets_offered_to_check'
        when new.offered_to is not null and new.state <> 'waiting' then 'tickets_offered_to_check'
        when new.continued_as is not null and new.state <> 'transferred' then 'tickets_continued_as_check'
        when jsonb_typeof(new.closing) <> 'object' then 'tickets_closing_check'
    end;
begin
    if v_broken is not null then
        perform broken('tickets', v_broken);
    end if;
    return new;
end
$$;
create trigger tickets_rules before insert or update of state, handoff_reason, priority, assignee_id, offered_to, offered_at,
    offered_until, finished_at, continued_as, closing
    on tickets for each row execute function check_ticket();

drop function is_contact(text, text, text, text, text);
drop function is_identity(text, text);
drop function is_conversation(text, text, text, integer, text, timestamptz, timestamptz);
drop function is_message(text, text, text, text, text, text);
drop function is_ticket(text, text, integer, uuid, uuid, timestamptz, timestamptz, timestamptz, uuid, jsonb);
