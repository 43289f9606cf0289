-- A first message for less again, by what every statement and every expression costs to be set up (see 0271): fewer of them.
-- What happens is what happened before.

-- The rules of a row (0261): which one is broken is found by one CASE, and only then it is named. In each condition the call that
-- raises was set up for every row written.

create or replace function is_contact(p_name text, p_profile_name text, p_phone text, p_email text, p_state text) returns boolean
    language plpgsql immutable as $$
declare
    v_broken text := case
        when length(p_name) > 200 then 'contacts_name_check'
        when length(p_profile_name) > 200 then 'contacts_profile_name_check'
        when p_phone !~ '^\+[0-9]{6,18}$' then 'contacts_phone_check'
        when length(p_email) > 254 then 'contacts_email_check'
        when p_state not in ('lead', 'qualified', 'customer', 'inactive') then 'contacts_state_check'
    end;
begin
    if v_broken is not null then
        perform broken('contacts', v_broken);
    end if;
    return true;
end
$$;

create or replace function is_identity(p_value text, p_match_key text) returns boolean
    language plpgsql immutable as $$
declare
    v_broken text := case
        when length(p_value) not between 1 and 200 then 'contact_identities_value_check'
        when length(p_match_key) not between 1 and 200 then 'contact_identities_match_key_check'
    end;
begin
    if v_broken is not null then
        perform broken('contact_identities', v_broken);
    end if;
    return true;
end
$$;

create or replace function is_conversation(p_status text, p_session text, p_handoff_reason text, p_priority integer, p_subject text,
                                           p_closed_at timestamptz, p_snoozed_until timestamptz) returns boolean
    language plpgsql immutable as $$
declare
    v_broken text := case
        when p_status not in ('open', 'snoozed', 'closed') then 'conversations_status_check'
        when p_session not in ('bot', 'waiting', 'human') then 'conversations_session_check'
        when p_handoff_reason not in ('asked', 'ai', 'flow', 'failure', 'rule', 'agent') then 'conversations_handoff_reason_check'
        when p_priority not between 1 and 10 then 'conversations_priority_check'
        when length(p_subject) > 200 then 'conversations_subject_check'
        when (p_status = 'closed') <> (p_closed_at is not null) then 'conversations_closed_at_check'
        when (p_status = 'snoozed') <> (p_snoozed_until is not null) then 'conversations_snoozed_until_check'
    end;
begin
    if v_broken is not null then
        perform broken('conversations', v_broken);
    end if;
    return true;
end
$$;

create or replace function is_message(p_type text, p_direction text, p_author_type text, p_status text, p_text text,
                                      p_external_id text) returns boolean
    language plpgsql immutable as $$
declare
    v_broken text := case
        when p_type not in ('text', 'image', 'audio', 'video', 'document', 'location', 'contact', 'sticker', 'reaction',
                            'interactive', 'template', 'system', 'unsupported') then 'messages_type_check'
        when p_direction not in ('in', 'out') then 'messages_direction_check'
        when p_author_type not in ('contact', 'agent', 'bot', 'ai', 'system') then 'messages_author_type_check'
        when p_status not in ('pending', 'sent', 'delivered', 'read', 'failed', 'unknown') then 'messages_status_check'
        when length(p_text) > 65536 then 'messages_text_check'
        when length(p_external_id) > 512 then 'messages_external_id_check'
    end;
begin
    if v_broken is not null then
        perform broken('messages', v_broken);
    end if;
    return true;
end
$$;

create or replace function is_ticket(p_state text, p_handoff_reason text, p_priority integer, p_assignee_id uuid, p_offered_to uuid,
                                     p_offered_at timestamptz, p_offered_until timestamptz, p_finished_at timestamptz,
                                     p_continued_as uuid, p_closing jsonb) returns boolean
    language plpgsql immutable as $$
declare
    v_broken text := case
        when p_state not in ('waiting', 'in_service', 'finished', 'abandoned', 'transferred') then 'tickets_state_check'
        when p_handoff_reason not in ('asked', 'ai', 'flow', 'failure', 'rule', 'agent') then 'tickets_handoff_reason_check'
        when p_priority not between 1 and 10 then 'tickets_priority_check'
        when p_state = 'in_service' and p_assignee_id is null then 'tickets_assignee_id_check'
        when (p_state in ('finished', 'abandoned', 'transferred')) <> (p_finished_at is not null) then 'tickets_finished_at_check'
        when num_nulls(p_offered_to, p_offered_at, p_offered_until) not in (0, 3) then 'tickets_offered_to_check'
        when p_offered_to is not null and p_state <> 'waiting' then 'tickets_offered_to_check'
        when p_continued_as is not null and p_state <> 'transferred' then 'tickets_continued_as_check'
        when jsonb_typeof(p_closing) <> 'object' then 'tickets_closing_check'
    end;
begin
    if v_broken is not null then
        perform broken('tickets', v_broken);
    end if;
    return true;
end
$$;

-- An agent's answer begins the follow-ups anew and moves the promises, as before; but one trigger does both: the text of its condition is
-- read for every statement that writes messages.
create function follow_answers() returns trigger
    language plpgsql as $$
begin
    if exists (select from follow_up_rules r where r.account_id = new.account_id and r.active and r.trigger = 'silence') then
        insert into follow_up_timers as t (account_id, conversation_id, trigger, rule_id, step, inbound_count, due_at, paused_at)
        select c.account_id, c.id, 'silence', r.id, 0, c.inbound_count,
               follow_up_moment(r.business_hours, c.queue_id, clock_timestamp(), (r.steps -> 0 ->> 'after_minutes')::integer),
               case when c.status = 'snoozed' then clock_timestamp() end
          from conversations c
         cross join lateral follow_up_rule_for('silence', c.queue_id, c.channel_id) r
         where c.account_id = new.account_id and c.id = new.conversation_id and c.session = 'human' and r.id is not null
            on conflict (account_id, conversation_id, trigger) do update
           set rule_id = excluded.rule_id, step = 0, inbound_count = excluded.inbound_count, due_at = excluded.due_at,
               paused_at = excluded.paused_at
         where not t.off;
    end if;
    perform sla_move(new.conversation_id, null, 'answered');
    return null;
end
$$;

drop trigger messages_follow_up on messages;
drop trigger messages_sla on messages;
create trigger messages_answer after insert on messages
    for each row when (new.direction = 'out' and new.author_type = 'agent' and not new.private)
    execute function follow_answers();
drop function follow_up_arm();
drop function sla_follow_messages();

-- As in migration 0271, but that each item looks for its channel: to look for each channel once cost more than it saved. What names a
-- business comes seldom, and then it is looked for beside the rest.
create or replace function find_channels_of_items(p_items jsonb)
    returns table (place integer, account_id uuid, channel_id uuid)
    language plpgsql stable security definer set search_path = pg_catalog, public as $$
#variable_conflict use_column
begin
    return query
        select e.place::integer - 1, h.account_id, h.id
          from jsonb_array_elements(p_items) with ordinality as e (item, place)
          join channels h on h.type = e.item ->> 'platform' and h.external_id = e.item ->> 'channel_key' and h.state <> 'inactive'
          join accounts a on a.id = h.account_id and a.status = 'active'
         where e.item ->> 'kind' not in ('bad', 'ignored') and e.item ->> 'channel_key_kind' is distinct from 'waba';
    if p_items @> '[{"channel_key_kind": "waba"}]' then
        return query
            select e.place::integer - 1, h.account_id, h.id
              from jsonb_array_elements(p_items) with ordinality as e (item, place)
              join channels h on h.type = e.item ->> 'platform' and h.business_id = e.item ->> 'channel_key'
              join accounts a on a.id = h.account_id and a.status = 'active'
             where e.item ->> 'kind' not in ('bad', 'ignored') and e.item ->> 'channel_key_kind' = 'waba';
    end if;
end
$$;

-- Every message changes a company's two numbers; an index on whether they are equal kept each change from staying on its page. It was
-- for the sweep, which finds those that differ among one row per company.
drop index account_sequences_unpushed;
alter table account_sequences set (fillfactor = 50);

-- As in migration 0271, but one expression for each fact instead of a statement for all.
create or replace function wrap_facts(p_facts jsonb, p_correlation_id text) returns jsonb
    language plpgsql volatile as $$
declare
    v_account uuid := current_account();
    v_wrapped jsonb := '[]';
    v_fact jsonb;
    v_id uuid;
begin
    for v_position in 0 .. jsonb_array_length(p_facts) - 1 loop
        v_fact := p_facts -> v_position;
        v_id := gen_random_uuid();
        v_wrapped := v_wrapped || jsonb_build_object(
            'id', v_id, 'source', v_fact -> 'source', 'detail_type', v_fact -> 'detail_type',
            'detail', jsonb_build_object(
                'id', v_id, 'version', 1,
                'occurred_at', to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
                'account_id', v_account, 'correlation_id', p_correlation_id, 'causation_id', null,
                'data', v_fact -> 'data'));
    end loop;
    return v_wrapped;
end
$$;

-- As in migration 0067, but that the row is written once. Whether somebody listens is looked at in the statement that counts, which may
-- have begun before it waited for the row: who is seen listens, and when nobody is, we look again with the row locked.
create or replace function append_news(p_events jsonb, p_facts jsonb) returns bigint
    language plpgsql as $$
declare
    v_account uuid := current_account();
    v_count integer := jsonb_array_length(p_events);
    v_last bigint;
    v_listened boolean;
begin
    if v_count = 0 then
        insert into outbox (account_id, id, source, detail_type, detail)
        select v_account, (f ->> 'id')::uuid, f ->> 'source', f ->> 'detail_type', f -> 'detail'
          from jsonb_array_elements(p_facts) f;
        return null;
    end if;
    with listeners as (
        select exists (select from socket_connections c where c.account_id = v_account) as seen
    ), counted as (
        insert into account_sequences as s (account_id, last_sequence, last_event_at, pushed_sequence)
        select v_account, v_count, now(), case when l.seen then 0 else v_count end from listeners l
        on conflict (account_id) do update
            set last_sequence = s.last_sequence + v_count, last_event_at = now(),
                pushed_sequence = case when excluded.pushed_sequence = 0 then s.pushed_sequence else s.last_sequence + v_count end
        returning last_sequence, pushed_sequence
    ), facts as (
        insert into outbox (account_id, id, source, detail_type, detail)
        select v_account, (f ->> 'id')::uuid, f ->> 'source', f ->> 'detail_type', f -> 'detail'
          from jsonb_array_elements(p_facts) f
    ), events as (
        insert into account_events (account_id, sequence, type, conversation_id, message_id, user_id, data)
        select v_account, c.last_sequence - v_count + e.position, e.item ->> 'type', (e.item ->> 'conversation_id')::uuid,
               (e.item ->> 'message_id')::uuid, (e.item ->> 'user_id')::uuid, coalesce(e.item -> 'data', '{}')
          from counted c cross join jsonb_array_elements(p_events) with ordinality as e (item, position)
    )
    select c.last_sequence, c.pushed_sequence < c.last_sequence into v_last, v_listened from counted c;
    if v_listened then
        return v_last;
    elsif not exists (select from socket_connections c where c.account_id = v_account) then
        return null;
    end if;
    update account_sequences set pushed_sequence = v_last - v_count where account_id = v_account;
    return v_last;
end
$$;

-- As in migration 0271, but that it carries along only what it uses.
create or replace function store_first_messages(p_work intake_item[], p_due timestamptz) returns jsonb
    language plpgsql as $$
declare
    v_account uuid := current_account();
    v_missing bigint;
    v_result jsonb;
begin
    with items as materialized (
        select w.index, w.platform, w.channel_id, w.external_id, w.item, w.contact_id, w.identity_id, w.conversation_id,
               w.message_id, row_number() over (partition by w.conversation_id order by w.index) as sequence,
               left(w.item #>> '{contact,name}', 200) as name, w.item @> '{"metadata": {"standby": true}}' as standby,
               (w.item ->> 'occurred_at')::timestamptz as occurred_at
          from unnest(p_work) w
    ), addresses as materialized (
        select distinct on (i.contact_id, e.kind, e.match_key)
               i.contact_id, i.platform, e.kind, e.match_key, e.value,
               case e.position when 1 then i.identity_id else gen_random_uuid() end as id
          from items i
         cross join lateral (
               select x.item ->> 'kind' as kind, x.item ->> 'match_key' as match_key, x.item ->> 'value' as value, x.position
                 from jsonb_array_elements(i.item #> '{contact,identities}') with ordinality as x (item, position)) e
         order by i.contact_id, e.kind, e.match_key, i.index desc, e.position
    ), people as (
        insert into contacts (account_id, id, name, profile_name, phone)
        select v_account, p.contact_id, coalesce(p.name, ''), p.name,
               (select '+' || a.value from addresses a
                 where a.contact_id = p.contact_id and a.kind = 'wa_phone' and a.value ~ '^[0-9]{6,18}$' limit 1)
          from (select i.contact_id, (array_agg(i.name order by i.index desc) filter (where i.name is not null))[1] as name
                  from items i group by i.contact_id) p
    ), named as (
        -- Sorted, so that two batches that name the same people cannot wait for each other.
        insert into contact_identities (account_id, id, contact_id, channel_type, kind, value, match_key)
        select v_account, a.id, a.contact_id, a.platform, a.kind, a.value, a.match_key
          from addresses a
         order by a.platform, a.kind, a.match_key
            on conflict (account_id, channel_type, kind, match_key) do nothing
        returning 1
    ), talks as materialized (
        select t.*, h.read_receipts = 'on_arrival' as read_on_arrival,
               case when h.entry_mode = 'queue' and not t.standby then entry_queue(null, h.queue_id) end as queue_id
          from (select i.conversation_id, i.channel_id, i.contact_id, i.identity_id, count(*) as number,
                       min(i.index) as first_index, (array_agg(i.message_id order by i.sequence desc))[1] as last_message_id,
                       min(i.occurred_at) as first_at, max(i.occurred_at) as last_at,
                       (array_agg(i.standby order by i.sequence))[1] as standby, bool_or(not i.standby) as answerable
                  from items i group by i.conversation_id, i.channel_id, i.contact_id, i.identity_id) t
          join channels h on h.account_id = v_account and h.id = t.channel_id
    ), opened as (
        insert into conversations (account_id, id, channel_id, contact_id, identity_id, status, session, queue_id,
                                   handoff_reason, last_sequence, last_message_id, unread_count, inbound_count,
                                   waiting_since, answer_due_at)
        select v_account, t.conversation_id, t.channel_id, t.contact_id, t.identity_id, 'open',
               case when t.queue_id is null then 'bot' else 'waiting' end, t.queue_id,
               case when t.queue_id is not null then 'rule' end, t.number, t.last_message_id, t.number, t.number,
               t.first_at, case when t.answerable then p_due end
          from talks t
    ), windows as (
        insert into reply_windows (account_id, channel_id, contact_id, last_inbound_at)
        select v_account, t.channel_id, t.contact_id, t.last_at from talks t
    ), written as (
        insert into messages (account_id, id, conversation_id, channel_id, sequence, direction, author_type, author_id,
                              type, text, content, external_id, error, reply_to_id, reply_to_external_id, forwarded,
                              metadata, created_at)
        select v_account, i.message_id, i.conversation_id, i.channel_id, i.sequence, 'in', 'contact', i.contact_id,
               i.item ->> 'type', i.item ->> 'text', message_content(i.item), i.external_id, i.item -> 'error',
               case when i.item ? 'reply_to_external_id' then
                   (select r.id from messages r where r.account_id = v_account and r.channel_id = i.channel_id
                       and r.external_id = i.item ->> 'reply_to_external_id') end,
               i.item ->> 'reply_to_external_id', coalesce((i.item -> 'forwarded')::boolean, false),
               coalesce(i.item -> 'metadata', '{}'), i.occurred_at
          from items i
         order by i.index
    )
    select (select count(*) from addresses) - (select count(*) from named),
           (select jsonb_build_object(
                       'outcomes', jsonb_object_agg(i.index, jsonb_build_object(
                           'outcome', 'stored', 'conversation_id', i.conversation_id, 'message_id', i.message_id)),
                       'updates', jsonb_agg(jsonb_build_object(
                           'type', 'new_message', 'conversation_id', i.conversation_id, 'message_id', i.message_id)
                           order by i.index))
              from items i)
           || (select jsonb_build_object(
                       'answer', jsonb_agg(t.conversation_id) filter (where t.answerable),
                       'read', jsonb_agg(t.conversation_id) filter (where t.read_on_arrival),
                       'opened', jsonb_agg(jsonb_build_object(
                           'conversation_id', t.conversation_id, 'contact_id', t.contact_id, 'channel_id', t.channel_id,
                           'reopened', false, 'queues', t.queue_id is not null, 'index', t.first_index)
                           order by t.first_index))
                 from talks t)
      into v_missing, v_result;
    if v_missing > 0 then
        raise exception 'somebody else knows this person by now' using errcode = '23505';
    end if;
    return v_result;
end
$$;

-- As in migration 0271, but that only a batch is searched for what is in it twice, and what one message is and has is read off it:
-- all that was aggregates and a window of the statement that looks who wrote.
create or replace function intake_messages(p_work intake_item[], p_grouping interval) returns jsonb
    language plpgsql as $$
#variable_conflict use_column
declare
    v_account uuid := current_account();
    v_due timestamptz := now() + p_grouping;
    v_given intake_item[] := p_work;
    v_work intake_item[];
    v_channels uuid[];
    v_external_ids text[];
    v_new intake_item[];
    v_only_written boolean;
    v_first jsonb := '{"outcomes": {}, "updates": []}'::jsonb;
    v_read jsonb;
    v_has_media boolean;
    v_has_replies boolean;
    v_duplicates jsonb;
    v_repeated jsonb := '{}';
    v_outcomes jsonb := '{}'::jsonb;
    v_item intake_item;
    v_position integer;
    v_known uuid[] := '{}';
    v_locked uuid[] := '{}';
    v_woken uuid[];
    v_opened jsonb := '[]'::jsonb;
    v_queueing jsonb := '[]'::jsonb;
    v_one jsonb;
    v_found record;
    v_missing boolean;
    v_rated jsonb := '[]'::jsonb;
    v_news jsonb;
    v_updates jsonb := '[]'::jsonb;
    v_facts jsonb := '[]'::jsonb;
    v_answer jsonb;
    v_media jsonb;
    v_stored integer;
begin
    if cardinality(p_work) = 1 then
        v_channels := array[p_work[1].channel_id];
        v_external_ids := array[p_work[1].external_id];
        v_has_media := p_work[1].item ? 'media';
        v_has_replies := p_work[1].item ? 'reply_to_external_id';
    else
        select array_agg(w.work order by w.index) filter (where w.first), array_agg(w.channel_id) filter (where w.first),
               array_agg(w.external_id) filter (where w.first), bool_or((w.work).item ? 'media'),
               bool_or((w.work).item ? 'reply_to_external_id'),
               coalesce(jsonb_object_agg(w.index, '{"outcome": "duplicate"}'::jsonb) filter (where not w.first), '{}')
          into v_given, v_channels, v_external_ids, v_has_media, v_has_replies, v_repeated
          from (select w as work, w.index, w.channel_id, w.external_id,
                       row_number() over (partition by w.channel_id, w.external_id order by w.index) = 1 as first
                  from unnest(p_work) w) w;
    end if;
    -- Who wrote, and what is here already. Contacts that are known exactly as given need nothing else. For people of whom
    -- nothing is known the ids are chosen here.
    select array_agg(w.work order by w.index) filter (where w.stores and w.is_new is not true),
           array_agg(w.work order by w.index) filter (where w.stores and w.is_new),
           bool_and(w.mode = 'opens') filter (where w.is_new),
           jsonb_object_agg(w.index, jsonb_build_object('outcome', 'duplicate', 'conversation_id', w.stored_in,
                                                        'message_id', w.stored_id)) filter (where not w.stores)
      into v_work, v_new, v_only_written, v_duplicates
      from (select w.*, row(
                       w.index, w.kind, w.platform, w.channel_id, w.external_id, w.identity_kind, w.identity_key,
                       w.attempt_id, w.item, w.mode,
                       case when w.is_new then gen_random_uuid() when w.complete then w.contact_id end,
                       case when w.is_new then gen_random_uuid() else w.identity_id end,
                       case when w.is_new then gen_random_uuid() else w.conversation_id end,
                       gen_random_uuid())::intake_item as work
              from (select w.*, m.id as stored_id, m.conversation_id as stored_in, m.id is null as stores,
                           i.id as identity_id, c.id as contact_id, o.id as conversation_id,
                           case when c.blocked or w.item ->> 'type' = 'system' then 'quiet'
                                when w.kind = 'echo' then 'follows' else 'opens' end as mode,
                           known.same and coalesce(c.profile_name = left(w.item #>> '{contact,name}', 200),
                                                   not w.item -> 'contact' ? 'name') as complete,
                           not known.somebody as is_new
                      from (select index, kind, platform, channel_id, external_id, identity_kind, identity_key, attempt_id, item
                              from unnest(v_given)) w
                      left join messages m
                        on m.account_id = v_account and m.channel_id = w.channel_id and m.external_id = w.external_id
                      left join contact_identities i
                        on i.account_id = v_account and i.channel_type = w.platform and i.kind = w.identity_kind
                       and i.match_key = w.identity_key
                      left join contacts c on c.account_id = v_account and c.id = i.contact_id
                      left join conversations o
                        on o.account_id = v_account and o.channel_id = w.channel_id and o.contact_id = i.contact_id
                       and o.status <> 'closed'
                     cross join lateral (
                           select bool_and(k.contact_id is not distinct from i.contact_id and k.value = e.value) as same,
                                  bool_or(k.id is not null) as somebody
                             from (select x ->> 'kind' as kind, x ->> 'match_key' as match_key, x ->> 'value' as value
                                     from jsonb_array_elements(w.item #> '{contact,identities}') x offset 0) e
                             left join contact_identities k
                               on k.account_id = v_account and k.channel_type = w.platform and k.kind = e.kind
                              and k.match_key = e.match_key) known
                    offset 0) w) w;
    if cardinality(v_new) > 1 then
        -- Who wrote more than once is one person still, with one conversation for each number.
        select array_agg(row(n.index, n.kind, n.platform, n.channel_id, n.external_id, n.identity_kind, n.identity_key,
                             n.attempt_id, n.item, n.mode, n.person, n.address, n.talk, n.message_id)::intake_item
                         order by n.index)
          into v_new
          from (select w.*, first_value(w.contact_id) over person as person,
                       first_value(w.identity_id) over person as address,
                       first_value(w.conversation_id) over (
                           partition by w.platform, w.identity_kind, w.identity_key, w.channel_id order by w.index) as talk
                  from unnest(v_new) w
                window person as (partition by w.platform, w.identity_kind, w.identity_key order by w.index)) n;
    end if;
    if v_new is not null and not v_only_written then
        -- Written to from the phone, or a notice: who comes first decides what is opened, so one after the other.
        foreach v_item in array v_new loop
            v_item.contact_id := null;
            v_work := v_work || v_item;
        end loop;
        select array_agg(w order by w.index) into v_work from unnest(v_work) w;
        v_new := null;
    end if;
    if v_work is null and v_new is null then
        return jsonb_build_object('outcomes', coalesce(v_duplicates, '{}') || v_repeated, 'updates', '[]'::jsonb, 'facts', '[]'::jsonb);
    end if;
    if v_new is not null then
        v_first := store_first_messages(v_new, v_due);
        v_opened := v_first -> 'opened';
    end if;

    if v_work is not null then
        for v_position in 1 .. cardinality(v_work) loop
            v_item := v_work[v_position];
            if v_item.contact_id is null then
                select f.contact_id, f.identity_id into v_item.contact_id, v_item.identity_id
                  from find_or_create_contact(v_item.platform, v_item.item -> 'contact') f;
                if v_item.mode = 'opens' and exists (select 1 from contacts c where c.account_id = v_account
                                                        and c.id = v_item.contact_id and c.blocked) then
                    v_item.mode := 'quiet';
                end if;
                v_item.conversation_id := null;
                v_work[v_position] := v_item;
            elsif v_item.conversation_id is not null then
                v_known := v_known || v_item.conversation_id;
            end if;
        end loop;

        -- Lock what is open, in one order for everybody; open what is missing.
        if cardinality(v_known) > 0 then
            select coalesce(array_agg(l.id), '{}') into v_locked
              from (select c.id from conversations c
                     where c.account_id = v_account and c.id = any (v_known) and c.status <> 'closed'
                     order by c.id for update) l;
        end if;
        for v_position in 1 .. cardinality(v_work) loop
            v_item := v_work[v_position];
            v_missing := v_item.conversation_id is null or v_item.conversation_id <> all (v_locked);
            -- What is said beside an open conversation is no answer to a survey, unless it says that it is one.
            if v_item.item ? 'survey' and v_item.mode = 'opens'
               and (v_missing or v_item.item -> 'survey' ? 'request_id'
                    or (v_item.item ? 'reply_to_external_id' and v_item.item -> 'survey' ? 'rating')) then
                select s.conversation_id, s.rated into v_found from take_survey_answer(v_item) s;
                if v_found.conversation_id is not null then
                    v_item.mode := 'answers';
                    v_item.conversation_id := v_found.conversation_id;
                    v_work[v_position] := v_item;
                    v_missing := false;
                    if v_found.rated is not null then
                        v_rated := v_rated || v_found.rated;
                    end if;
                end if;
            end if;
            if v_missing then
                select f.conversation_id, f.opened into v_found
                  from find_or_open_conversation(v_item.channel_id, v_item.contact_id, v_item.identity_id, v_item.mode,
                           case when v_item.mode = 'opens' and not v_item.item @> '{"metadata": {"standby": true}}'
                                then v_due end) f;
                v_item.conversation_id := v_found.conversation_id;
                v_work[v_position] := v_item;
                if v_found.opened is not null and v_item.mode = 'opens' then
                    v_opened := v_opened || jsonb_build_object(
                        'conversation_id', v_found.conversation_id, 'contact_id', v_item.contact_id,
                        'channel_id', v_item.channel_id, 'reopened', v_found.opened = 'reopened', 'index', v_item.index,
                        'queues', not v_item.item @> '{"metadata": {"standby": true}}'
                                  and exists (select from channels h where h.account_id = v_account
                                                 and h.id = v_item.channel_id and h.entry_mode = 'queue'));
                end if;
            end if;
        end loop;

        with numbered as (
            select w.*, c.last_sequence + row_number() over (partition by w.conversation_id order by w.index) as sequence,
                   (w.item ->> 'occurred_at')::timestamptz as occurred_at, w.mode = 'opens' and c.status = 'snoozed' as wakes,
                   c.answer_due_at as was_due
              from unnest(v_work) w
              join conversations c on c.account_id = v_account and c.id = w.conversation_id
        ), inserted as (
            insert into messages (account_id, id, conversation_id, channel_id, sequence, direction, author_type, author_id,
                                  type, text, content, external_id, status, error, reply_to_id, reply_to_external_id,
                                  forwarded, metadata, created_at, sent_at)
            select v_account, n.message_id, n.conversation_id, n.channel_id, n.sequence,
                   case n.kind when 'echo' then 'out' else 'in' end,
                   case when n.kind = 'echo' then 'agent' when n.item ->> 'type' = 'system' then 'system' else 'contact' end,
                   case when n.kind <> 'echo' and n.item ->> 'type' <> 'system' then n.contact_id end,
                   n.item ->> 'type', n.item ->> 'text', message_content(n.item), n.external_id,
                   case n.kind when 'echo' then 'sent' end, n.item -> 'error',
                   case when n.item ? 'reply_to_external_id' then
                       (select r.id from messages r where r.account_id = v_account and r.channel_id = n.channel_id
                           and r.external_id = n.item ->> 'reply_to_external_id') end,
                   n.item ->> 'reply_to_external_id', coalesce((n.item -> 'forwarded')::boolean, false),
                   coalesce(n.item -> 'metadata', '{}'), n.occurred_at, case n.kind when 'echo' then n.occurred_at end
              from numbered n
             order by n.index
                on conflict (account_id, channel_id, external_id) where external_id is not null do nothing
            returning id
        ), stored as (
            select n.* from inserted join numbered n on n.message_id = inserted.id
        ), totals as (
            select s.conversation_id, max(s.sequence) as last_sequence,
                   (array_agg(s.message_id order by s.sequence desc))[1] as last_message_id,
                   (array_agg(s.mode order by s.sequence desc))[1] as last_mode,
                   (array_agg(s.identity_id order by s.sequence desc) filter (where s.mode = 'opens'))[1] as identity_id,
                   count(*) filter (where s.kind <> 'echo') as received, count(*) filter (where s.mode = 'opens') as unread,
                   count(*) filter (where s.kind = 'echo') as sent,
                   min(s.occurred_at) filter (where s.mode = 'opens') as first_received_at,
                   min(s.occurred_at) filter (where s.kind = 'echo') as first_sent_at,
                   bool_or(s.mode = 'opens' and not s.item @> '{"metadata": {"standby": true}}') as answerable,
                   max(s.was_due) as was_due
              from stored s group by s.conversation_id
        ), touched as (
            update conversations c
               set last_sequence = t.last_sequence, last_message_id = t.last_message_id,
                   identity_id = coalesce(t.identity_id, c.identity_id),
                   unread_count = c.unread_count + t.unread, inbound_count = c.inbound_count + t.received,
                   outbound_count = c.outbound_count + t.sent,
                   status = case when t.unread > 0 and c.status = 'snoozed' then 'open' else c.status end,
                   snoozed_until = case when t.unread > 0 then null else c.snoozed_until end,
                   -- Somebody answered from the phone: the bot keeps quiet from here on.
                   session = case when t.sent > 0 and c.session = 'bot' then 'human' else c.session end,
                   waiting_since = case t.last_mode when 'follows' then null
                       when 'opens' then coalesce(case when t.sent = 0 then c.waiting_since end, t.first_received_at)
                       else c.waiting_since end,
                   first_replied_at = coalesce(c.first_replied_at, t.first_sent_at),
                   answer_due_at = case when t.sent > 0 then null
                       when t.answerable and (c.session = 'bot' or c.answer_due_at is not null) then v_due
                       else c.answer_due_at end,
                   last_activity_at = case when t.unread + t.sent > 0 then now() else c.last_activity_at end,
                   version = c.version + 1
              from totals t
             where c.account_id = v_account and c.id = t.conversation_id
            returning c.id, t.unread > 0 and c.answer_due_at = v_due
                      and (t.was_due is null or t.was_due = v_due or t.was_due < now()) as rings
        ), windows as (
            insert into reply_windows as x (account_id, channel_id, contact_id, last_inbound_at)
            select v_account, s.channel_id, s.contact_id, max(s.occurred_at)
              from stored s where s.kind <> 'echo' and s.item ->> 'type' <> 'system'
             group by s.channel_id, s.contact_id order by s.channel_id, s.contact_id
                on conflict (account_id, channel_id, contact_id) do update set last_inbound_at = excluded.last_inbound_at
             where x.last_inbound_at < excluded.last_inbound_at
        )
        select count(*), jsonb_object_agg(s.index, jsonb_build_object(
                   'outcome', 'stored', 'reason', case s.mode when 'answers' then 'survey' end,
                   'conversation_id', s.conversation_id, 'message_id', s.message_id)),
               coalesce(jsonb_agg(jsonb_build_object('type', 'new_message', 'conversation_id', s.conversation_id,
                                                     'message_id', s.message_id) order by s.index)
                            filter (where s.mode <> 'quiet'), '[]'),
               (select jsonb_agg(t.id) from touched t where t.rings),
               array_agg(distinct s.conversation_id) filter (where s.wakes)
          into v_stored, v_outcomes, v_updates, v_answer, v_woken
          from stored s;
        if v_stored < cardinality(v_work) then
            -- A neighbour stored the same message in this moment. Numbers were given for all: begin again one by one.
            if cardinality(p_work) > 1 then
                raise exception 'stored meanwhile' using errcode = '22000';
            end if;
            select jsonb_object_agg(w.index, jsonb_build_object('outcome', 'duplicate')) into v_outcomes from unnest(p_work) w;
            return jsonb_build_object('outcomes', v_outcomes, 'updates', '[]'::jsonb, 'facts', '[]'::jsonb);
        end if;
    end if;
    v_updates := (v_first -> 'updates') || v_updates;

    if v_has_media then
        with added as (
            insert into media (account_id, message_id, position, kind, file_name, mime_type, platform_media_id, sha256,
                               voice, animated, next_attempt_at)
            select v_account, w.message_id, e.position - 1, e.file ->> 'kind', left(e.file ->> 'file_name', 255),
                   left(e.file ->> 'mime_type', 127), e.file ->> 'platform_media_id', e.file ->> 'sha256',
                   coalesce((e.file -> 'voice')::boolean, false), coalesce((e.file -> 'animated')::boolean, false), now()
              from unnest(v_new || v_work) w
             cross join jsonb_array_elements(w.item -> 'media') with ordinality as e (file, position)
            returning id)
        select jsonb_agg(added.id) into v_media from added;
    end if;
    if v_has_replies then
        update messages m set reply_to_id = r.message_id
          from unnest(v_new || v_work) w join unnest(v_new || v_work) r
            on w.item ->> 'reply_to_external_id' = r.external_id and w.channel_id = r.channel_id
         where m.account_id = v_account and m.id = w.message_id;
    end if;

    if v_new is not null and v_work is not null then
        select coalesce(jsonb_agg(o order by (o -> 'index')::integer), '[]') into v_opened from jsonb_array_elements(v_opened) o;
    end if;
    for v_position in 0 .. jsonb_array_length(v_opened) - 1 loop
        v_one := v_opened -> v_position;
        v_facts := v_facts || jsonb_build_object(
            'source', 'central.conversations', 'detail_type', 'ConversationOpened', 'data', v_one - '{queues,index}'::text[]);
        if (v_one -> 'queues')::boolean then
            v_queueing := v_queueing || jsonb_build_object('conversation_id', v_one -> 'conversation_id', 'reason', 'rule');
        end if;
    end loop;
    if v_queueing <> '[]' then
        v_news := queue_conversations(v_queueing);
        v_updates := coalesce(nullif(v_news -> 'updates', 'null'), '[]') || v_updates;
        v_facts := v_facts || coalesce(nullif(v_news -> 'facts', 'null'), '[]');
    end if;
    if v_woken is not null then
        -- A conversation that slept in line waits again, and somebody may be free by now.
        v_news := assign_waiting_tickets();
        v_updates := v_updates || (v_news -> 'updates');
        v_facts := v_facts || (v_news -> 'facts') || (
            select jsonb_agg(jsonb_build_object(
                       'source', 'central.conversations', 'detail_type', 'ConversationWoken',
                       'data', jsonb_build_object('conversation_id', w.id, 'user_id', null, 'by', 'contact')))
              from unnest(v_woken) w (id));
    end if;
    if v_work is not null then
        select jsonb_agg(distinct w.conversation_id) into v_read
          from unnest(v_work) w
          join channels h on h.account_id = v_account and h.id = w.channel_id
         where h.read_receipts = 'on_arrival' and w.mode = 'opens';
    end if;
    return jsonb_build_object(
        'outcomes', v_outcomes || (v_first -> 'outcomes') || coalesce(v_duplicates, '{}') || v_repeated,
        'updates', v_updates || take_parked_updates(v_channels, v_external_ids),
        'facts', v_facts || v_rated,
        'answer', coalesce(nullif(v_first -> 'answer', 'null'), '[]') || coalesce(v_answer, '[]'),
        'media', v_media,
        'read', coalesce(nullif(v_first -> 'read', 'null'), '[]') || coalesce(v_read, '[]'));
end
$$;

-- As in migration 0271, but that the row of an account is no statement of its own.
create or replace function ingest_batch(p_items jsonb, p_grouping_seconds double precision default 2, p_correlation_id text default '')
    returns table (index integer, outcome text, reason text, account_id uuid, conversation_id uuid, message_id uuid,
                   doorbells jsonb, facts jsonb)
    language plpgsql
    -- A batch is a handful of rows found by key in tables of any size: one plan, planned once, always by index.
    set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
as $$
#variable_conflict use_column
declare
    v_grouping interval := make_interval(secs => p_grouping_seconds);
    v_all intake_item[];
    v_accounts uuid[];
    v_work intake_item[];
    v_from integer := 1;
    v_to integer;
    v_result jsonb;
    v_one jsonb;
    v_news jsonb[] := '{}';
    v_told uuid[] := '{}';
    v_facts jsonb;
    v_listened boolean;
    v_renumbers boolean;
    v_known integer;
    v_state text;
    v_message text;
begin
    select array_agg(intake_item_of(k.place, k.channel_id, p_items -> k.place) order by k.account_id, k.place),
           array_agg(k.account_id order by k.account_id, k.place), count(distinct k.place)
      into v_all, v_accounts, v_known
      from find_channels_of_items(p_items) k;

    -- Not the length of v_all: what names a business is there once for each of its numbers.
    if v_known < jsonb_array_length(p_items) then
        return query
            select e.position::integer - 1,
                   case when e.item ->> 'kind' = 'bad' then 'parked'
                        when e.item ->> 'kind' in ('message', 'echo', 'edit', 'revoke', 'reaction', 'identity_change', 'opt')
                        then 'parked' else 'ignored' end,
                   coalesce(e.item ->> 'reason', 'unknown_channel'), null::uuid, null::uuid, null::uuid, null::jsonb,
                   null::jsonb
              from jsonb_array_elements(p_items) with ordinality as e (item, position)
             where e.position - 1 <> all (select w.index from unnest(v_all) w);
    end if;

    while v_from <= cardinality(v_accounts) loop
        v_to := v_from;
        v_renumbers := v_all[v_from].kind = 'identity_change';
        while v_accounts[v_to + 1] = v_accounts[v_from] loop
            v_to := v_to + 1;
            v_renumbers := v_renumbers or v_all[v_to].kind = 'identity_change';
        end loop;
        v_work := v_all[v_from : v_to];
        perform set_config('central.account_id', v_accounts[v_from]::text, true);
        v_result := null;
        -- A changed number changes who the later messages are from: then the order of everything counts.
        if not v_renumbers then
            begin
                v_result := intake_account(v_work, v_grouping);
            exception when others then
                if not ingest_can_park(sqlstate) then
                    raise;
                end if;
            end;
        end if;
        if v_result is null then
            v_result := '{"outcomes": {}, "updates": [], "facts": [], "answer": [], "media": [], "read": []}';
            for v_position in 1 .. cardinality(v_work) loop
                v_one := null;
                for attempt in 1 .. 3 loop
                    begin
                        v_one := intake_account(v_work[v_position : v_position], v_grouping);
                        exit;
                    exception when others then
                        get stacked diagnostics v_state = returned_sqlstate, v_message = message_text;
                        if not ingest_can_park(v_state) then
                            raise;
                        end if;
                        -- A unique key that somebody else just took is read the next time, and a contact that was erased
                        -- between finding and storing is made anew.
                        exit when v_state not in ('23503', '23505');
                    end;
                end loop;
                v_one := coalesce(v_one, jsonb_build_object('outcomes', jsonb_build_object(
                    v_work[v_position].index, jsonb_build_object('outcome', 'parked', 'reason', v_state || ': ' || v_message))));
                select jsonb_object_agg(r.key, case when r.key = 'outcomes' then r.value || coalesce(v_one -> 'outcomes', '{}')
                                                    else r.value || coalesce(nullif(v_one -> r.key, 'null'), '[]') end)
                  into v_result from jsonb_each(v_result) r;
            end loop;
        end if;
        v_news := v_news || v_result;
        v_told := v_told || v_accounts[v_from];
        return query
            select o.key::integer, o.value ->> 'outcome', o.value ->> 'reason', v_accounts[v_from],
                   (o.value ->> 'conversation_id')::uuid, (o.value ->> 'message_id')::uuid, null::jsonb, null::jsonb
              from jsonb_each(v_result -> 'outcomes') o;
        v_from := v_to + 1;
    end loop;

    -- The counter of each account is a lock that every writer of that account needs: taken last, always in the same order.
    for v_position in 1 .. cardinality(v_told) loop
        v_result := v_news[v_position];
        perform set_config('central.account_id', v_told[v_position]::text, true);
        v_listened := false;
        v_facts := '[]';
        if v_result -> 'facts' <> v_facts then
            v_facts := wrap_facts(v_result -> 'facts', p_correlation_id);
        end if;
        if v_result -> 'updates' <> '[]' or v_facts <> '[]' then
            v_listened := append_news(v_result -> 'updates', v_facts) is not null;
        end if;
        account_id := v_told[v_position];
        doorbells := jsonb_build_object('push', v_listened, 'answer', coalesce(nullif(v_result -> 'answer', 'null'), '[]'),
                                        'media', coalesce(nullif(v_result -> 'media', 'null'), '[]'),
                                        'read', coalesce(nullif(v_result -> 'read', 'null'), '[]'));
        facts := v_facts;
        return next;
    end loop;
    perform set_config('central.account_id', '', true);
end
$$;
