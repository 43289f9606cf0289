-- What happens when a message comes in: contact, conversation, numbering, counters and news of one account's messages.
-- ingest_batch (0010) calls it. Deduplication is messages_external, in the same statement as the effect.

-- What the platform calls this person. The name follows it until an agent changes the name.
alter table contacts add column profile_name text check (length(profile_name) <= 200);

create function as_uuid(p_text text) returns uuid
    language sql immutable
    return case when p_text ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then p_text::uuid end;

-- One item on its way. What tables are searched by stands in columns of its own: an expression over JSON is not leak-proof, and
-- row-level security would keep such a condition from the index.
-- mode: opens = a contact wrote; follows = the company wrote elsewhere; quiet = kept, nobody is told.
create type intake_item as (
    index integer,
    kind text,
    platform text,
    channel_id uuid,
    external_id text,
    identity_kind text,
    identity_key text,
    attempt_id uuid,
    item jsonb,
    mode text,
    contact_id uuid,
    identity_id uuid,
    conversation_id uuid,
    message_id uuid
);

create function intake_item_of(p_index integer, p_channel_id uuid, p_item jsonb) returns intake_item
    language sql immutable
    return row(p_index, p_item ->> 'kind', p_item ->> 'platform', p_channel_id, p_item ->> 'external_id',
               p_item #>> '{contact,identities,0,kind}', p_item #>> '{contact,identities,0,match_key}',
               as_uuid(p_item ->> 'attempt_id'), p_item, null, null, null, null, null)::intake_item;

-- Finds or creates who is meant. p_contact: {identities: [{kind, value, match_key}] in order of trust, name?}.
-- Identities of two different people are never joined: the first known one decides, the others stay where they are.
create function find_or_create_contact(p_channel_type text, p_contact jsonb, out contact_id uuid, out identity_id uuid)
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

-- Finds, reopens or creates the conversation an item belongs to, and locks it.
-- opened: 'opened', 'reopened', or null when it was there.
create function find_or_open_conversation(
    p_channel_id uuid, p_contact_id uuid, p_identity_id uuid, p_mode text, p_answer_due_at timestamptz,
    out conversation_id uuid, out opened text)
    language plpgsql as $$
#variable_conflict use_column
declare
    v_account uuid := current_account();
begin
    for attempt in 1 .. 5 loop
        select c.id into conversation_id
          from conversations c
         where c.account_id = v_account and c.channel_id = p_channel_id and c.contact_id = p_contact_id
           and (c.status <> 'closed' or p_mode <> 'opens')
         order by (c.status <> 'closed') desc, c.last_activity_at desc
         limit 1 for update;
        if conversation_id is not null then
            return;
        end if;
        if p_mode = 'opens' and exists (select 1 from channels h where h.account_id = v_account and h.id = p_channel_id
                                           and h.when_contact_returns = 'reopen') then
            begin
                update conversations c
                   set status = 'open', closed_at = null, close_reason = null, session = 'bot', handoff_reason = null,
                       assignee_id = null, queue_id = null, opened_at = now(), first_replied_at = null,
                       answer_due_at = p_answer_due_at
                 where c.account_id = v_account and c.status = 'closed'
                   and c.id = (select l.id from conversations l
                                where l.account_id = v_account and l.channel_id = p_channel_id
                                  and l.contact_id = p_contact_id and l.status = 'closed'
                                order by l.last_activity_at desc limit 1)
                returning c.id into conversation_id;
            exception when unique_violation then
                continue;  -- somebody else opened one at this moment: take theirs
            end;
            if conversation_id is not null then
                opened := 'reopened';
                return;
            end if;
        end if;
        insert into conversations (account_id, channel_id, contact_id, identity_id, status, closed_at, session, answer_due_at)
        values (v_account, p_channel_id, p_contact_id, p_identity_id,
                case p_mode when 'quiet' then 'closed' else 'open' end, case p_mode when 'quiet' then now() end,
                case p_mode when 'opens' then 'bot' else 'human' end, p_answer_due_at)
            on conflict (account_id, channel_id, contact_id) where status <> 'closed' do nothing
        returning id into conversation_id;
        if conversation_id is not null then
            opened := 'opened';
            return;
        end if;
    end loop;
    raise exception 'conversation of contact % keeps moving', p_contact_id using errcode = '40001';
end
$$;

-- Stores messages and echoes of one account. Returns {outcomes: {index: {outcome, conversation_id, message_id}}, updates,
-- facts, answer: [conversation id], media: [media id], read: [conversation id]}.
create function intake_messages(p_work intake_item[], p_grouping interval) returns jsonb
    language plpgsql as $$
#variable_conflict use_column
declare
    v_account uuid := current_account();
    v_due timestamptz := now() + p_grouping;
    v_work intake_item[];
    v_duplicates jsonb;
    v_outcomes jsonb;
    v_item intake_item;
    v_position integer;
    v_locked uuid[];
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
    -- Who wrote, and what is here already. Contacts that are known exactly as given need nothing else.
    select array_agg(row(w.index, w.kind, w.platform, w.channel_id, w.external_id, w.identity_kind, w.identity_key,
                         w.attempt_id, w.item,
                         case when c.blocked or w.item ->> 'type' = 'system' then 'quiet'
                              when w.kind = 'echo' then 'follows' else 'opens' end,
                         case when known.complete then c.id end, i.id, o.id, gen_random_uuid())::intake_item
                     order by w.index) filter (where w.first and m.id is null),
           jsonb_object_agg(w.index, jsonb_build_object('outcome', 'duplicate', 'conversation_id', m.conversation_id,
                                                        'message_id', m.id)) filter (where not w.first or m.id is not null)
      into v_work, v_duplicates
      from (select *, row_number() over (partition by channel_id, external_id order by index) = 1 as first
              from unnest(p_work)) w
      left join messages m on m.account_id = v_account and m.channel_id = w.channel_id and m.external_id = w.external_id
      left join contact_identities i
        on i.account_id = v_account and i.channel_type = w.platform and i.kind = w.identity_kind
       and i.match_key = w.identity_key
      left join contacts c on c.account_id = v_account and c.id = i.contact_id
      left join conversations o
        on o.account_id = v_account and o.channel_id = w.channel_id and o.contact_id = i.contact_id and o.status <> 'closed'
      cross join lateral (
            select coalesce(c.profile_name = left(w.item #>> '{contact,name}', 200), not w.item -> 'contact' ? 'name')
               and not exists (
                select 1 from jsonb_array_elements(w.item #> '{contact,identities}') e
                 where not exists (
                    select 1 from contact_identities k
                     where k.account_id = v_account and k.contact_id = i.contact_id and k.channel_type = w.platform
                       and k.kind = e ->> 'kind' and k.match_key = e ->> 'match_key' and k.value = e ->> 'value'))
                   as complete offset 0) known;
    if v_work is null then
        return jsonb_build_object('outcomes', v_duplicates, 'updates', '[]'::jsonb, 'facts', '[]'::jsonb);
    end if;

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
        end if;
    end loop;

    -- Lock what is open, in one order for everybody; open what is missing.
    select array_agg(l.id) into v_locked
      from (select c.id from conversations c
             where c.account_id = v_account and c.id in (select w.conversation_id from unnest(v_work) w)
               and c.status <> 'closed'
             order by c.id for update) l;
    for v_position in 1 .. cardinality(v_work) loop
        v_item := v_work[v_position];
        if v_item.conversation_id is null or v_item.conversation_id <> all (coalesce(v_locked, '{}')) then
            select f.conversation_id, f.opened into v_found
              from find_or_open_conversation(v_item.channel_id, v_item.contact_id, v_item.identity_id, v_item.mode,
                       case when v_item.mode = 'opens' and not v_item.item @> '{"metadata": {"standby": true}}'
                            then v_due end) f;
            v_item.conversation_id := v_found.conversation_id;
            v_work[v_position] := v_item;
            if v_found.opened is not null and v_item.mode = 'opens' then
                v_opened := v_opened || jsonb_build_object(v_found.conversation_id, jsonb_build_object(
                    'contact_id', v_item.contact_id, 'channel_id', v_item.channel_id, 'reopened', v_found.opened = 'reopened',
                    'standby', v_item.item @> '{"metadata": {"standby": true}}', 'place', v_position));
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
               n.item ->> 'type', n.item ->> 'text',
               case when n.item ?| array['location', 'contacts', 'interactive', 'order', 'referral', 'template', 'raw']
                    then (select jsonb_object_agg(k, n.item -> k)
                            from unnest(array['location', 'contacts', 'interactive', 'order', 'referral', 'template', 'raw']) k
                           where n.item ? k)
                    else '{}' end,
               n.external_id, case n.kind when 'echo' then 'sent' end, n.item -> 'error',
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
    select count(*), jsonb_object_agg(s.index, jsonb_build_object('outcome', 'stored', 'conversation_id', s.conversation_id,
                                                                  'message_id', s.message_id)),
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

    if exists (select 1 from unnest(v_work) w where w.item ? 'media') then
        with added as (
            insert into media (account_id, message_id, position, kind, file_name, mime_type, platform_media_id, sha256,
                               voice, animated, next_attempt_at)
            select v_account, w.message_id, e.position - 1, e.file ->> 'kind', left(e.file ->> 'file_name', 255),
                   left(e.file ->> 'mime_type', 127), e.file ->> 'platform_media_id', e.file ->> 'sha256',
                   coalesce((e.file -> 'voice')::boolean, false), coalesce((e.file -> 'animated')::boolean, false), now()
              from unnest(v_work) w cross join jsonb_array_elements(w.item -> 'media') with ordinality as e (file, position)
            returning id)
        select jsonb_agg(added.id) into v_media from added;
    end if;
    if exists (select 1 from unnest(v_work) w join unnest(v_work) r on w.item ->> 'reply_to_external_id' = r.external_id) then
        update messages m set reply_to_id = r.message_id
          from unnest(v_work) w join unnest(v_work) r
            on w.item ->> 'reply_to_external_id' = r.external_id and w.channel_id = r.channel_id
         where m.account_id = v_account and m.id = w.message_id;
    end if;

    select jsonb_agg(jsonb_build_object(
               'source', 'central.conversations', 'detail_type', 'ConversationOpened',
               'data', (o.value - '{standby,place}'::text[]) || jsonb_build_object('conversation_id', o.key))
               order by (o.value ->> 'place')::integer),
           -- Whoever wrote first is served first; the object itself is ordered by its keys.
           jsonb_agg(jsonb_build_object('conversation_id', o.key, 'queue_id', h.queue_id, 'reason', 'rule')
                     order by (o.value ->> 'place')::integer)
               filter (where h.entry_mode = 'queue' and not (o.value -> 'standby')::boolean)
      into v_facts, v_news
      from jsonb_each(v_opened) o
      join channels h on h.account_id = v_account and h.id = as_uuid(o.value ->> 'channel_id');
    if v_news is not null then
        v_news := queue_conversations(v_news);
        v_updates := coalesce(nullif(v_news -> 'updates', 'null'), '[]') || v_updates;
        v_facts := v_facts || coalesce(nullif(v_news -> 'facts', 'null'), '[]');
    end if;
    if v_woken then
        -- A conversation that slept in line waits again, and somebody may be free by now.
        v_news := assign_waiting_tickets();
        v_updates := v_updates || (v_news -> 'updates');
        v_facts := coalesce(v_facts, '[]') || (v_news -> 'facts');
    end if;
    return jsonb_build_object(
        'outcomes', v_outcomes || coalesce(v_duplicates, '{}'),
        'updates', v_updates || take_parked_updates((select array_agg(w.channel_id) from unnest(v_work) w),
                                                    (select array_agg(w.external_id) from unnest(v_work) w)),
        'facts', coalesce(v_facts, '[]'), 'answer', v_answer, 'media', v_media,
        'read', (select jsonb_agg(distinct w.conversation_id)
                   from unnest(v_work) w
                   join channels h on h.account_id = v_account and h.id = w.channel_id
                  where h.read_receipts = 'on_arrival' and w.mode = 'opens'));
end
$$;
