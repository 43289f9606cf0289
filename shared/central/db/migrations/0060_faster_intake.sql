-- Storing what comes in, with as few statements as it takes: each costs 20 to 50 microseconds before it does anything, and a
-- message of somebody new took fifty. What happens is what happened before. The newest versions of these are here:
--   intake_messages (0007), intake_account (0010); queue_conversations is in 0061, ingest_batch in 0067.
-- What opens conversations: store_first_messages here for people nobody knew, find_or_open_conversation (0007) for others.
-- Nothing used apply_parked_updates (0009) any more.
drop function apply_parked_updates(uuid, text);

-- An id that follows from a secret of one call and from what it stands for: a statement can name a row it has yet to make.
create function chosen_id(p_seed uuid, variadic p_what text[]) returns uuid
    language sql stable
    return left(encode(sha256(convert_to(p_seed || array_to_string(p_what, ':', ''), 'UTF8')), 'hex'), 32)::uuid;

-- What of an item a message keeps beside its text, as the API shows it.
create function message_content(p_item jsonb) returns jsonb
    language sql immutable
    return case when p_item ?| array['location', 'contacts', 'interactive', 'order', 'referral', 'template', 'raw']
                then (select jsonb_object_agg(k, p_item -> k)
                        from unnest(array['location', 'contacts', 'interactive', 'order', 'referral', 'template', 'raw']) k
                       where p_item ? k)
                else '{}' end;

-- The queue a conversation waits in: the wanted one, else its channel's, unless they are switched off; else the default one.
create function entry_queue(p_wanted uuid, p_of_channel uuid) returns uuid
    language sql stable
begin atomic
    select coalesce(
        (select q.id from queues q where q.account_id = current_account() and q.id = p_wanted and q.active),
        (select q.id from queues q where q.account_id = current_account() and q.id = p_of_channel and q.active),
        (select q.id from queues q where q.account_id = current_account()
          order by q.is_default desc, q.active desc, q.created_at, q.id limit 1));
end;
grant execute on function entry_queue(uuid, uuid) to central_app;

-- Stores the first messages of people nobody knew: contact, addresses, conversation and messages, written once each; the
-- conversation already as queue_conversations, which comes next, wants it. All of p_work is such messages ('opens'), and the
-- ids in it are chosen already. If somebody else stores the same person or message in this moment, theirs counts: 23505,
-- everything is undone, tried again, and finds them. Returns {outcomes, updates, answer: [conversation id],
-- opened: {conversation id: {contact_id, channel_id, reopened, standby, index}}}.
create function store_first_messages(p_work intake_item[], p_due timestamptz) returns jsonb
    language plpgsql as $$
declare
    v_account uuid := current_account();
    v_missing bigint;
    v_result jsonb;
begin
    with items as materialized (
        select w.*, row_number() over (partition by w.conversation_id order by w.index) as sequence,
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
        select t.*, case when h.entry_mode = 'queue' and not t.standby then entry_queue(null, h.queue_id) end as queue_id
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
                       'opened', jsonb_object_agg(t.conversation_id, jsonb_build_object(
                           'contact_id', t.contact_id, 'channel_id', t.channel_id, 'reopened', false,
                           'standby', t.standby, 'index', t.first_index)))
                 from talks t)
      into v_missing, v_result;
    if v_missing > 0 then
        raise exception 'somebody else knows this person by now' using errcode = '23505';
    end if;
    return v_result;
end
$$;

-- Stores messages and echoes of one account. Returns {outcomes: {index: {outcome, conversation_id, message_id}}, updates,
-- facts, answer: [conversation id], media: [media id], read: [conversation id]}.
create or replace function intake_messages(p_work intake_item[], p_grouping interval) returns jsonb
    language plpgsql as $$
#variable_conflict use_column
declare
    v_account uuid := current_account();
    v_due timestamptz := now() + p_grouping;
    v_seed uuid := gen_random_uuid();
    v_work intake_item[];
    v_channels uuid[];
    v_external_ids text[];
    v_new intake_item[];
    v_only_written boolean;
    v_first jsonb := '{"outcomes": {}, "updates": []}';
    v_has_media boolean;
    v_has_replies boolean;
    v_duplicates jsonb;
    v_outcomes jsonb := '{}';
    v_item intake_item;
    v_position integer;
    v_known uuid[] := '{}';
    v_locked uuid[] := '{}';
    v_woken boolean;
    v_opened jsonb := '{}';
    v_found record;
    v_news jsonb;
    v_updates jsonb := '[]';
    v_facts jsonb;
    v_answer jsonb;
    v_media jsonb;
    v_stored integer;
begin
    -- Who wrote, and what is here already. Contacts that are known exactly as given need nothing else. For people of whom
    -- nothing is known the ids are chosen here, the same ones wherever they occur again in this batch.
    select array_agg(w.work order by w.index) filter (where w.stores and w.is_new is not true),
           array_agg(w.work order by w.index) filter (where w.stores and w.is_new),
           bool_and(w.mode = 'opens') filter (where w.is_new),
           array_agg(w.channel_id) filter (where w.stores), array_agg(w.external_id) filter (where w.stores),
           bool_or(w.item ? 'media'), bool_or(w.item ? 'reply_to_external_id'),
           jsonb_object_agg(w.index, jsonb_build_object('outcome', 'duplicate', 'conversation_id', w.stored_in,
                                                        'message_id', w.stored_id)) filter (where not w.stores)
      into v_work, v_new, v_only_written, v_channels, v_external_ids, v_has_media, v_has_replies, v_duplicates
      from (select w.*, row(
                       w.index, w.kind, w.platform, w.channel_id, w.external_id, w.identity_kind, w.identity_key,
                       w.attempt_id, w.item, w.mode,
                       case when w.is_new then chosen_id(v_seed, 'contact', w.platform, w.identity_kind, w.identity_key)
                            when w.complete then w.contact_id end,
                       case when w.is_new then chosen_id(v_seed, 'identity', w.platform, w.identity_kind, w.identity_key)
                            else w.identity_id end,
                       case when w.is_new
                            then chosen_id(v_seed, w.channel_id::text, w.platform, w.identity_kind, w.identity_key)
                            else w.conversation_id end,
                       gen_random_uuid())::intake_item as work
              from (select w.*, m.id as stored_id, m.conversation_id as stored_in, w.first and m.id is null as stores,
                           i.id as identity_id, c.id as contact_id, o.id as conversation_id,
                           case when c.blocked or w.item ->> 'type' = 'system' then 'quiet'
                                when w.kind = 'echo' then 'follows' else 'opens' end as mode,
                           known.same and coalesce(c.profile_name = left(w.item #>> '{contact,name}', 200),
                                                   not w.item -> 'contact' ? 'name') as complete,
                           not known.somebody as is_new
                      from (select index, kind, platform, channel_id, external_id, identity_kind, identity_key, attempt_id,
                                   item, row_number() over (partition by channel_id, external_id order by index) = 1 as first
                              from unnest(p_work)) w
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
        return jsonb_build_object('outcomes', v_duplicates, 'updates', '[]'::jsonb, 'facts', '[]'::jsonb);
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
            if v_item.conversation_id is null or v_item.conversation_id <> all (v_locked) then
                select f.conversation_id, f.opened into v_found
                  from find_or_open_conversation(v_item.channel_id, v_item.contact_id, v_item.identity_id, v_item.mode,
                           case when v_item.mode = 'opens' and not v_item.item @> '{"metadata": {"standby": true}}'
                                then v_due end) f;
                v_item.conversation_id := v_found.conversation_id;
                v_work[v_position] := v_item;
                if v_found.opened is not null and v_item.mode = 'opens' then
                    v_opened := v_opened || jsonb_build_object(v_found.conversation_id, jsonb_build_object(
                        'contact_id', v_item.contact_id, 'channel_id', v_item.channel_id,
                        'reopened', v_found.opened = 'reopened', 'index', v_item.index,
                        'standby', v_item.item @> '{"metadata": {"standby": true}}'));
                end if;
            end if;
        end loop;

        with numbered as (
            select w.*, c.last_sequence + row_number() over (partition by w.conversation_id order by w.index) as sequence,
                   (w.item ->> 'occurred_at')::timestamptz as occurred_at, w.mode = 'opens' and c.status = 'snoozed' as wakes
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
                   bool_or(s.mode = 'opens' and not s.item @> '{"metadata": {"standby": true}}') as answerable
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
            returning c.id, t.unread > 0 and c.answer_due_at = v_due as rings
        ), windows as (
            insert into reply_windows as x (account_id, channel_id, contact_id, last_inbound_at)
            select v_account, s.channel_id, s.contact_id, max(s.occurred_at)
              from stored s where s.kind <> 'echo' and s.item ->> 'type' <> 'system'
             group by s.channel_id, s.contact_id order by s.channel_id, s.contact_id
                on conflict (account_id, channel_id, contact_id) do update set last_inbound_at = excluded.last_inbound_at
             where x.last_inbound_at < excluded.last_inbound_at
        )
        select count(*), jsonb_object_agg(s.index, jsonb_build_object(
                   'outcome', 'stored', 'conversation_id', s.conversation_id, 'message_id', s.message_id)),
               coalesce(jsonb_agg(jsonb_build_object('type', 'new_message', 'conversation_id', s.conversation_id,
                                                     'message_id', s.message_id) order by s.index)
                            filter (where s.mode <> 'quiet'), '[]'),
               (select jsonb_agg(t.id) from touched t where t.rings), bool_or(s.wakes)
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

    if v_opened <> '{}' then
        select jsonb_agg(jsonb_build_object(
                   'source', 'central.conversations', 'detail_type', 'ConversationOpened',
                   'data', (o.value - '{standby,index}'::text[]) || jsonb_build_object('conversation_id', o.key))
                   order by (o.value ->> 'index')::integer),
               -- Whoever wrote first is served first; the object itself is ordered by its keys.
               jsonb_agg(jsonb_build_object('conversation_id', o.key, 'reason', 'rule')
                         order by (o.value ->> 'index')::integer)
                   filter (where h.entry_mode = 'queue' and not (o.value -> 'standby')::boolean)
          into v_facts, v_news
          from jsonb_each(v_opened) o
          join channels h on h.account_id = v_account and h.id = as_uuid(o.value ->> 'channel_id');
        if v_news is not null then
            v_news := queue_conversations(v_news);
            v_updates := coalesce(nullif(v_news -> 'updates', 'null'), '[]') || v_updates;
            v_facts := v_facts || coalesce(nullif(v_news -> 'facts', 'null'), '[]');
        end if;
    end if;
    if v_woken then
        -- A conversation that slept in line waits again, and somebody may be free by now.
        v_news := assign_waiting_tickets();
        v_updates := v_updates || (v_news -> 'updates');
        v_facts := coalesce(v_facts, '[]') || (v_news -> 'facts');
    end if;
    return jsonb_build_object(
        'outcomes', v_outcomes || (v_first -> 'outcomes') || coalesce(v_duplicates, '{}'),
        'updates', v_updates || take_parked_updates(v_channels, v_external_ids),
        'facts', coalesce(v_facts, '[]'),
        'answer', coalesce(nullif(v_first -> 'answer', 'null'), '[]') || coalesce(v_answer, '[]'), 'media', v_media,
        'read', (select jsonb_agg(distinct w.conversation_id)
                   from unnest(v_new || v_work) w
                   join channels h on h.account_id = v_account and h.id = w.channel_id
                  where h.read_receipts = 'on_arrival' and w.mode = 'opens'));
end
$$;

-- Stores everything of one account that came in a batch, in the order that keeps its meaning. The shape of what
-- intake_messages returns.
create or replace function intake_account(p_work intake_item[], p_grouping interval) returns jsonb
    language plpgsql as $$
declare
    v_written intake_item[] := '{}';
    v_statuses intake_item[] := '{}';
    v_others intake_item[] := '{}';
    v_item intake_item;
    v_result jsonb := '{"outcomes": {}, "updates": [], "facts": []}';
    v_one jsonb;
begin
    foreach v_item in array p_work loop
        if v_item.kind in ('message', 'echo') then
            v_written := v_written || v_item;
        elsif v_item.kind = 'status' then
            v_statuses := v_statuses || v_item;
        else
            v_others := v_others || v_item;
        end if;
    end loop;
    if cardinality(v_written) > 0 then
        v_result := intake_messages(v_written, p_grouping);
    end if;
    foreach v_item in array v_others loop
        v_one := intake_change(v_item);
        v_result := jsonb_set(v_result, '{outcomes}', (v_result -> 'outcomes') || jsonb_build_object(v_item.index, v_one))
                 || jsonb_build_object('updates', (v_result -> 'updates') || coalesce(v_one -> 'updates', '[]'));
    end loop;
    if cardinality(v_statuses) > 0 then
        v_one := intake_statuses(v_statuses);
        v_result := v_result || jsonb_build_object('outcomes', (v_result -> 'outcomes') || (v_one -> 'outcomes'),
                                                   'updates', (v_result -> 'updates') || (v_one -> 'updates'));
    end if;
    return v_result;
end
$$;
