-- Who writes to a conversation that sleeps wakes it, and nothing said so but the conversation: reports could not tell how long it
-- slept. Now that is a fact too, as when its time comes or somebody wakes it.

-- As in migration 0170, but for the fact.
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
    v_woken uuid[];
    v_opened jsonb := '{}';
    v_found record;
    v_missing boolean;
    v_rated jsonb := '[]';
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
                    v_opened := v_opened || jsonb_build_object(v_found.conversation_id, jsonb_build_object(
                        'contact_id', v_item.contact_id, 'channel_id', v_item.channel_id,
                        'reopened', v_found.opened = 'reopened', 'index', v_item.index,
                        'standby', v_item.item @> '{"metadata": {"standby": true}}'));
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
    if v_woken is not null then
        -- A conversation that slept in line waits again, and somebody may be free by now.
        v_news := assign_waiting_tickets();
        v_updates := v_updates || (v_news -> 'updates');
        v_facts := coalesce(v_facts, '[]') || (v_news -> 'facts') || (
            select jsonb_agg(jsonb_build_object(
                       'source', 'central.conversations', 'detail_type', 'ConversationWoken',
                       'data', jsonb_build_object('conversation_id', w.id, 'user_id', null, 'by', 'contact')))
              from unnest(v_woken) w (id));
    end if;
    return jsonb_build_object(
        'outcomes', v_outcomes || (v_first -> 'outcomes') || coalesce(v_duplicates, '{}'),
        'updates', v_updates || take_parked_updates(v_channels, v_external_ids),
        'facts', coalesce(v_facts, '[]') || v_rated,
        'answer', coalesce(nullif(v_first -> 'answer', 'null'), '[]') || coalesce(v_answer, '[]'), 'media', v_media,
        'read', (select jsonb_agg(distinct w.conversation_id)
                   from unnest(v_new || v_work) w
                   join channels h on h.account_id = v_account and h.id = w.channel_id
                  where h.read_receipts = 'on_arrival' and w.mode = 'opens'));
end
$$;
