-- A first message for three tenths less (0272). It was stored by one statement for a batch of any size, whose windows, groups and
-- sortings were set up for a single message too. Now the messages of a batch are looked at and stored one after the other, by
-- statements that name their rows; what else somebody unknown wrote in the same batch finds what the first one made. And what one
-- function tells the next is rows instead of JSON, which was put together and taken apart four times.
-- Counted in instructions: alone 3.8 -> 2.6 million, a known person 3.4 -> 2.5; ten newcomers who are queued 32.8 -> 33.9.
-- What happens is what happened before.

-- What became of one inbound item.
create type intake_outcome as (index integer, outcome text, reason text, conversation_id uuid, message_id uuid);

-- A conversation that a contact's message opened. queues: it goes into a queue at once.
create type intake_opening as (
    index integer, conversation_id uuid, contact_id uuid, channel_id uuid, reopened boolean, queues boolean
);

-- What storing the items of one account has to tell. updates and facts are what append_news takes; answer: conversations that a bot
-- owes an answer; media: files to fetch; read: conversations to mark as read on the platform; woken: snoozed ones that a message
-- opened.
create type intake_news as (
    outcomes intake_outcome[], updates jsonb, facts jsonb, openings intake_opening[], answer uuid[], media uuid[], read uuid[],
    woken uuid[]
);

-- Items by account and place, and the places of items without a channel.
create type intake_batch as (items intake_item[], accounts uuid[], unknown integer[]);

drop function intake_account(intake_item[], interval);
drop function intake_messages(intake_item[], interval);
drop function store_first_messages(intake_item[], timestamptz);
drop function find_channels_of_items(jsonb);

-- Finds the channel of every item: by its key, and where the key names a business, each of its channels. A batch is seldom about
-- more than one number, so that a key is looked for once for those that follow each other.
create function find_channels_of_items(p_items jsonb) returns intake_batch
    language plpgsql stable security definer set search_path = pg_catalog, public as $$
declare
    v_item jsonb;
    v_platform text;
    v_key text;
    v_account uuid;
    v_channel uuid;
    v_items intake_item[] := '{}';
    v_accounts uuid[] := '{}';
    v_unknown integer[] := '{}';
begin
    for v_place in 0 .. jsonb_array_length(p_items) - 1 loop
        v_item := p_items -> v_place;
        if v_item ->> 'kind' in ('bad', 'ignored') then
            v_unknown := v_unknown || v_place;
        elsif v_item ->> 'channel_key_kind' = 'waba' then
            for v_account, v_channel in
                select h.account_id, h.id
                  from channels h
                  join accounts a on a.id = h.account_id and a.status = 'active'
                 where h.type = v_item ->> 'platform' and h.business_id = v_item ->> 'channel_key'
            loop
                v_items := v_items || intake_item_of(v_place, v_channel, v_item);
                v_accounts := v_accounts || v_account;
            end loop;
            if not found then
                v_unknown := v_unknown || v_place;
            end if;
            v_key := null;
        else
            if v_key is distinct from v_item ->> 'channel_key' or v_platform is distinct from v_item ->> 'platform' then
                v_platform := v_item ->> 'platform';
                v_key := v_item ->> 'channel_key';
                select h.account_id, h.id into v_account, v_channel
                  from channels h
                  join accounts a on a.id = h.account_id and a.status = 'active'
                 where h.type = v_platform and h.external_id = v_key and h.state <> 'inactive';
            end if;
            if v_channel is null then
                v_unknown := v_unknown || v_place;
            else
                v_items := v_items || intake_item_of(v_place, v_channel, v_item);
                v_accounts := v_accounts || v_account;
            end if;
        end if;
    end loop;
    if v_accounts[1] <> any (v_accounts) then
        select array_agg(v_items[t.place] order by t.account_id, t.place), array_agg(t.account_id order by t.account_id, t.place)
          into v_items, v_accounts
          from unnest(v_accounts) with ordinality as t (account_id, place);
    end if;
    return row(v_items, v_accounts, v_unknown)::intake_batch;
end
$$;
call run_as_lookup('find_channels_of_items(jsonb)');

-- Stores the first message of each person nobody knew: contact, addresses, conversation and message; the conversation already as
-- queue_conversations, which comes next, wants it. The ids are chosen already. Whoever stores the same person or message in this
-- moment is found by their unique key: 23505, everything is undone, tried again, and finds them.
create function store_first_messages(p_work intake_item[], p_due timestamptz) returns intake_news
    language plpgsql as $$
declare
    v_account uuid := current_account();
    v_item intake_item;
    v_addresses jsonb;
    v_address jsonb;
    v_name text;
    v_phone text;
    v_standby boolean;
    v_at timestamptz;
    v_channel_id uuid;
    v_channel record;
    v_queue uuid;
    v_reply_to uuid;
    v_updates jsonb := '[]';
    v_outcomes intake_outcome[] := '{}';
    v_openings intake_opening[] := '{}';
    v_answer uuid[] := '{}';
    v_read uuid[] := '{}';
begin
    foreach v_item in array p_work loop
        v_addresses := v_item.item #> '{contact,identities}';
        v_name := left(v_item.item #>> '{contact,name}', 200);
        v_standby := v_item.item @> '{"metadata": {"standby": true}}';
        v_at := (v_item.item ->> 'occurred_at')::timestamptz;
        if jsonb_array_length(v_addresses) > 1 then
            -- In the order of find_or_create_contact: two that name the same person twice do not wait for each other.
            select jsonb_agg(e order by e ->> 'kind', e ->> 'match_key') into v_addresses from jsonb_array_elements(v_addresses) e;
        end if;
        v_phone := null;
        for v_position in 0 .. jsonb_array_length(v_addresses) - 1 loop
            v_address := v_addresses -> v_position;
            if v_address ->> 'kind' = 'wa_phone' and v_address ->> 'value' ~ '^[0-9]{6,18}$' then
                v_phone := '+' || (v_address ->> 'value');
            end if;
        end loop;
        insert into contacts (account_id, id, name, profile_name, phone)
        values (v_account, v_item.contact_id, coalesce(v_name, ''), v_name, v_phone);
        for v_position in 0 .. jsonb_array_length(v_addresses) - 1 loop
            v_address := v_addresses -> v_position;
            insert into contact_identities (account_id, id, contact_id, channel_type, kind, value, match_key)
            values (v_account,
                    case when v_address ->> 'kind' = v_item.identity_kind then v_item.identity_id else gen_random_uuid() end,
                    v_item.contact_id, v_item.platform, v_address ->> 'kind', v_address ->> 'value', v_address ->> 'match_key');
        end loop;
        if v_item.channel_id is distinct from v_channel_id then
            v_channel_id := v_item.channel_id;
            select h.read_receipts = 'on_arrival' as reads, h.entry_mode = 'queue' as queues, h.queue_id into v_channel
              from channels h where h.account_id = v_account and h.id = v_channel_id;
        end if;
        v_queue := case when v_channel.queues and not v_standby then entry_queue(null, v_channel.queue_id) end;
        insert into conversations (account_id, id, channel_id, contact_id, identity_id, status, session, queue_id,
                                   handoff_reason, last_sequence, last_message_id, unread_count, inbound_count,
                                   waiting_since, answer_due_at)
        values (v_account, v_item.conversation_id, v_item.channel_id, v_item.contact_id, v_item.identity_id, 'open',
                case when v_queue is null then 'bot' else 'waiting' end, v_queue, case when v_queue is not null then 'rule' end,
                1, v_item.message_id, 1, 1, v_at, case when not v_standby then p_due end);
        insert into reply_windows (account_id, channel_id, contact_id, last_inbound_at)
        values (v_account, v_item.channel_id, v_item.contact_id, v_at);
        v_reply_to := null;
        if v_item.item ? 'reply_to_external_id' then
            select m.id into v_reply_to
              from messages m
             where m.account_id = v_account and m.channel_id = v_item.channel_id
               and m.external_id = v_item.item ->> 'reply_to_external_id';
        end if;
        insert into messages (account_id, id, conversation_id, channel_id, sequence, direction, author_type, author_id,
                              type, text, content, external_id, error, reply_to_id, reply_to_external_id, forwarded,
                              metadata, created_at)
        values (v_account, v_item.message_id, v_item.conversation_id, v_item.channel_id, 1, 'in', 'contact', v_item.contact_id,
                v_item.item ->> 'type', v_item.item ->> 'text', message_content(v_item.item), v_item.external_id,
                v_item.item -> 'error', v_reply_to, v_item.item ->> 'reply_to_external_id',
                coalesce((v_item.item -> 'forwarded')::boolean, false), coalesce(v_item.item -> 'metadata', '{}'), v_at);
        v_outcomes := v_outcomes || row(v_item.index, 'stored', null, v_item.conversation_id, v_item.message_id)::intake_outcome;
        v_updates := v_updates || jsonb_build_object(
            'type', 'new_message', 'conversation_id', v_item.conversation_id, 'message_id', v_item.message_id);
        v_openings := v_openings || row(v_item.index, v_item.conversation_id, v_item.contact_id, v_item.channel_id, false,
                                        v_queue is not null)::intake_opening;
        if not v_standby then
            v_answer := v_answer || v_item.conversation_id;
        end if;
        if v_channel.reads then
            v_read := v_read || v_item.conversation_id;
        end if;
    end loop;
    return row(v_outcomes, v_updates, '[]'::jsonb, v_openings, v_answer, null, v_read, null)::intake_news;
end
$$;

-- Stores what known people wrote, what is written to somebody from the phone, and notices. p_alone: it is the whole batch.
create function store_further_messages(p_work intake_item[], p_due timestamptz, p_alone boolean) returns intake_news
    language plpgsql as $$
#variable_conflict use_column
declare
    v_account uuid := current_account();
    v_work intake_item[] := p_work;
    v_item intake_item;
    v_known uuid[] := '{}';
    v_locked uuid[] := '{}';
    v_missing boolean;
    v_found record;
    v_rated jsonb := '[]';
    v_stored integer;
    v_outcomes intake_outcome[];
    v_updates jsonb;
    v_openings intake_opening[] := '{}';
    v_answer uuid[];
    v_read uuid[];
    v_woken uuid[];
begin
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
                            then p_due end) f;
            v_item.conversation_id := v_found.conversation_id;
            v_work[v_position] := v_item;
            if v_found.opened is not null and v_item.mode = 'opens' then
                v_openings := v_openings || row(
                    v_item.index, v_found.conversation_id, v_item.contact_id, v_item.channel_id, v_found.opened = 'reopened',
                    not v_item.item @> '{"metadata": {"standby": true}}'
                    and exists (select from channels h where h.account_id = v_account and h.id = v_item.channel_id
                                   and h.entry_mode = 'queue'))::intake_opening;
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
                   when t.answerable and (c.session = 'bot' or c.answer_due_at is not null) then p_due
                   else c.answer_due_at end,
               last_activity_at = case when t.unread + t.sent > 0 then now() else c.last_activity_at end,
               version = c.version + 1
          from totals t
         where c.account_id = v_account and c.id = t.conversation_id
        returning c.id, t.unread > 0 and c.answer_due_at = p_due
                  and (t.was_due is null or t.was_due = p_due or t.was_due < now()) as rings
    ), windows as (
        insert into reply_windows as x (account_id, channel_id, contact_id, last_inbound_at)
        select v_account, s.channel_id, s.contact_id, max(s.occurred_at)
          from stored s where s.kind <> 'echo' and s.item ->> 'type' <> 'system'
         group by s.channel_id, s.contact_id order by s.channel_id, s.contact_id
            on conflict (account_id, channel_id, contact_id) do update set last_inbound_at = excluded.last_inbound_at
         where x.last_inbound_at < excluded.last_inbound_at
    )
    select count(*), array_agg(row(s.index, 'stored', case s.mode when 'answers' then 'survey' end, s.conversation_id,
                                   s.message_id)::intake_outcome),
           coalesce(jsonb_agg(jsonb_build_object('type', 'new_message', 'conversation_id', s.conversation_id,
                                                 'message_id', s.message_id) order by s.index)
                        filter (where s.mode <> 'quiet'), '[]'),
           (select array_agg(t.id) from touched t where t.rings),
           array_agg(distinct s.conversation_id) filter (where s.wakes)
      into v_stored, v_outcomes, v_updates, v_answer, v_woken
      from stored s;
    if v_stored < cardinality(v_work) then
        -- A neighbour stored the same message in this moment. Numbers were given for all: begin again one by one.
        if not p_alone then
            raise exception 'stored meanwhile' using errcode = '22000';
        end if;
        return row(array[row(v_work[1].index, 'duplicate', null, null, null)::intake_outcome], '[]'::jsonb, '[]'::jsonb,
                   null, null, null, null, null)::intake_news;
    end if;
    select array_agg(distinct w.conversation_id) into v_read
      from unnest(v_work) w
      join channels h on h.account_id = v_account and h.id = w.channel_id
     where h.read_receipts = 'on_arrival' and w.mode = 'opens';
    return row(v_outcomes, v_updates, v_rated, v_openings, v_answer, null, v_read, v_woken)::intake_news;
end
$$;

-- The people of a batch are locked in one order, before any of them is stored: two batches that name the same people would wait
-- for each other. One message alone needs no lock, its addresses have one order.
create function lock_people(p_work intake_item[]) returns void
    language plpgsql as $$
begin
    perform pg_advisory_xact_lock(k.key)
       from (select distinct hashtextextended(current_account() || w.platform || (e.item ->> 'kind') || (e.item ->> 'match_key'),
                                              7236414) as key
               from unnest(p_work) w
              cross join jsonb_array_elements(w.item #> '{contact,identities}') e (item)
              order by 1) k;
end
$$;

-- Messages of one account's channels: who wrote, which conversation, and what follows from it.
create function intake_messages(p_work intake_item[], p_grouping interval) returns intake_news
    language plpgsql as $$
#variable_conflict use_column
declare
    v_account uuid := current_account();
    v_due timestamptz := now() + p_grouping;
    v_given intake_item[] := p_work;
    v_channels uuid[];
    v_external_ids text[];
    v_has_media boolean;
    v_has_replies boolean;
    v_item intake_item;
    v_found record;
    v_address record;
    v_contact record;
    v_addresses jsonb;
    v_same boolean;
    v_somebody boolean;
    v_person text;
    v_people text[] := '{}';
    v_new intake_item[];
    v_work intake_item[];
    v_outcomes intake_outcome[] := '{}';
    v_news intake_news;
    v_further intake_news;
    v_opening intake_opening;
    v_queueing jsonb := '[]';
    v_more jsonb;
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
               coalesce(array_agg(row(w.index, 'duplicate', null, null, null)::intake_outcome) filter (where not w.first), '{}')
          into v_given, v_channels, v_external_ids, v_has_media, v_has_replies, v_outcomes
          from (select w as work, w.index, w.channel_id, w.external_id,
                       row_number() over (partition by w.channel_id, w.external_id order by w.index) = 1 as first
                  from unnest(p_work) w) w;
        perform lock_people(p_work);
    end if;

    -- Who wrote, and what is here already. Contacts that are known exactly as given need nothing else. For people of whom
    -- nothing is known the ids are chosen here.
    foreach v_item in array v_given loop
        select m.id, m.conversation_id into v_found
          from messages m
         where m.account_id = v_account and m.channel_id = v_item.channel_id and m.external_id = v_item.external_id;
        if found then
            v_outcomes := v_outcomes || row(v_item.index, 'duplicate', null, v_found.conversation_id, v_found.id)::intake_outcome;
            continue;
        end if;
        v_item.message_id := gen_random_uuid();
        v_item.mode := case when v_item.item ->> 'type' = 'system' then 'quiet'
                            when v_item.kind = 'echo' then 'follows' else 'opens' end;
        select i.id, i.contact_id, i.value into v_address
          from contact_identities i
         where i.account_id = v_account and i.channel_type = v_item.platform and i.kind = v_item.identity_kind
           and i.match_key = v_item.identity_key;
        v_somebody := found;
        v_addresses := v_item.item #> '{contact,identities}';
        if jsonb_array_length(v_addresses) = 1 then
            v_same := v_address.value = v_addresses #>> '{0,value}';
        else
            select bool_and(k.contact_id is not distinct from v_address.contact_id and k.value = e.item ->> 'value'),
                   bool_or(k.id is not null)
              into v_same, v_somebody
              from jsonb_array_elements(v_addresses) e (item)
              left join contact_identities k
                on k.account_id = v_account and k.channel_type = v_item.platform and k.kind = e.item ->> 'kind'
               and k.match_key = e.item ->> 'match_key';
        end if;
        if v_address.contact_id is not null then
            select c.blocked, c.profile_name, o.id as conversation_id into v_contact
              from contacts c
              left join conversations o
                on o.account_id = v_account and o.channel_id = v_item.channel_id and o.contact_id = c.id and o.status <> 'closed'
             where c.account_id = v_account and c.id = v_address.contact_id;
            if v_contact.blocked then
                v_item.mode := 'quiet';
            end if;
            v_item.identity_id := v_address.id;
            v_item.conversation_id := v_contact.conversation_id;
            if v_same and coalesce(v_contact.profile_name = left(v_item.item #>> '{contact,name}', 200),
                                   not v_item.item -> 'contact' ? 'name') then
                v_item.contact_id := v_address.contact_id;
            end if;
        elsif v_somebody is false then
            v_person := concat_ws(' ', v_item.platform, v_item.identity_kind, v_item.identity_key);
            -- Who is written to from the phone first, or is in a notice, is no first message.
            if v_item.mode = 'opens' and v_person <> all (v_people) then
                v_item.contact_id := gen_random_uuid();
                v_item.identity_id := gen_random_uuid();
                v_item.conversation_id := gen_random_uuid();
                v_new := v_new || v_item;
                v_people := v_people || v_person;
                continue;
            end if;
            v_people := v_people || v_person;
        end if;
        v_work := v_work || v_item;
    end loop;
    if v_new is not null then
        v_news := store_first_messages(v_new, v_due);
    end if;
    if v_work is not null then
        v_further := store_further_messages(v_work, v_due, cardinality(p_work) = 1);
        if v_further.outcomes[1].outcome = 'duplicate' then
            return v_further;
        end if;
        if v_new is null then
            v_news := v_further;
        else
            v_news.outcomes := v_news.outcomes || v_further.outcomes;
            v_news.updates := v_news.updates || v_further.updates;
            v_news.facts := v_further.facts;
            v_news.openings := v_news.openings || v_further.openings;
            v_news.answer := array(select unnest(v_news.answer || v_further.answer) group by 1);
            v_news.read := array(select unnest(v_news.read || v_further.read) group by 1);
            v_news.woken := v_further.woken;
            v_news.openings := array(select o from unnest(v_news.openings) o order by o.index);
        end if;
    elsif v_new is null then
        return row(v_outcomes, '[]'::jsonb, '[]'::jsonb, null, null, null, null, null)::intake_news;
    end if;
    v_news.outcomes := v_news.outcomes || v_outcomes;

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
        select array_agg(added.id) into v_news.media from added;
    end if;
    if v_has_replies then
        update messages m set reply_to_id = r.message_id
          from unnest(v_new || v_work) w join unnest(v_new || v_work) r
            on w.item ->> 'reply_to_external_id' = r.external_id and w.channel_id = r.channel_id
         where m.account_id = v_account and m.id = w.message_id;
    end if;

    foreach v_opening in array coalesce(v_news.openings, '{}') loop
        v_news.facts := v_news.facts || jsonb_build_object(
            'source', 'central.conversations', 'detail_type', 'ConversationOpened', 'data', jsonb_build_object(
                'conversation_id', v_opening.conversation_id, 'contact_id', v_opening.contact_id,
                'channel_id', v_opening.channel_id, 'reopened', v_opening.reopened));
        if v_opening.queues then
            v_queueing := v_queueing || jsonb_build_object('conversation_id', v_opening.conversation_id, 'reason', 'rule');
        end if;
    end loop;
    if v_queueing <> '[]' then
        v_more := queue_conversations(v_queueing);
        v_news.updates := coalesce(nullif(v_more -> 'updates', 'null'), '[]') || v_news.updates;
        v_news.facts := v_news.facts || coalesce(nullif(v_more -> 'facts', 'null'), '[]');
    end if;
    if v_news.woken is not null then
        -- A conversation that slept in line waits again, and somebody may be free by now.
        v_more := assign_waiting_tickets();
        v_news.updates := v_news.updates || (v_more -> 'updates');
        v_news.facts := v_news.facts || (v_more -> 'facts') || (
            select jsonb_agg(jsonb_build_object(
                       'source', 'central.conversations', 'detail_type', 'ConversationWoken',
                       'data', jsonb_build_object('conversation_id', w.id, 'user_id', null, 'by', 'contact')))
              from unnest(v_news.woken) w (id));
    end if;
    v_news.updates := v_news.updates || take_parked_updates(v_channels, v_external_ids);
    return v_news;
end
$$;

-- As in migration 0260, but that a lock is taken by an expression and no statement.
create or replace function lock_external_ids(p_channel_ids uuid[], p_external_ids text[]) returns void
    language plpgsql as $$
declare
    v_taken text;
begin
    if cardinality(p_external_ids) = 1 then
        v_taken := pg_advisory_xact_lock(hashtextextended(p_channel_ids[1] || ':' || p_external_ids[1], 7236413));
    else
        perform pg_advisory_xact_lock(k.key)
           from (select distinct hashtextextended(t.channel_id || ':' || t.external_id, 7236413) as key
                   from unnest(p_channel_ids, p_external_ids) as t (channel_id, external_id) order by 1) k;
    end if;
end
$$;

-- Items of one account, in the order in which they depend on each other.
create function intake_account(p_work intake_item[], p_grouping interval) returns intake_news
    language plpgsql as $$
declare
    v_written intake_item[] := '{}';
    v_statuses intake_item[] := '{}';
    v_others intake_item[] := '{}';
    v_item intake_item;
    v_news intake_news := row('{}', '[]', '[]', null, null, null, null, null);
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
        v_news := intake_messages(v_written, p_grouping);
    end if;
    foreach v_item in array v_others loop
        v_one := intake_change(v_item);
        v_news.outcomes := v_news.outcomes || row(
            v_item.index, v_one ->> 'outcome', v_one ->> 'reason', (v_one ->> 'conversation_id')::uuid,
            (v_one ->> 'message_id')::uuid)::intake_outcome;
        v_news.updates := v_news.updates || coalesce(v_one -> 'updates', '[]');
    end loop;
    if cardinality(v_statuses) > 0 then
        v_one := intake_statuses(v_statuses);
        v_news.outcomes := v_news.outcomes || array(
            select row(o.key::integer, o.value ->> 'outcome', o.value ->> 'reason', (o.value ->> 'conversation_id')::uuid,
                       (o.value ->> 'message_id')::uuid)::intake_outcome
              from jsonb_each(v_one -> 'outcomes') o);
        v_news.updates := v_news.updates || (v_one -> 'updates');
    end if;
    return v_news;
end
$$;

-- As in migration 0272, but for what the functions it calls return.
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
    v_batch intake_batch := find_channels_of_items(p_items);
    v_work intake_item[];
    v_from integer := 1;
    v_to integer;
    v_result intake_news;
    v_one intake_news;
    v_news intake_news[] := '{}';
    v_outcome intake_outcome;
    v_told uuid[] := '{}';
    v_facts jsonb;
    v_listened boolean;
    v_renumbers boolean;
    v_place integer;
    v_set text;
    v_state text;
    v_message text;
begin
    foreach v_place in array v_batch.unknown loop
        index := v_place;
        outcome := case when p_items -> v_place ->> 'kind' in (
            'bad', 'message', 'echo', 'edit', 'revoke', 'reaction', 'identity_change', 'opt') then 'parked' else 'ignored' end;
        reason := coalesce(p_items -> v_place ->> 'reason', 'unknown_channel');
        return next;
    end loop;

    while v_from <= cardinality(v_batch.accounts) loop
        v_to := v_from;
        v_renumbers := v_batch.items[v_from].kind = 'identity_change';
        while v_batch.accounts[v_to + 1] = v_batch.accounts[v_from] loop
            v_to := v_to + 1;
            v_renumbers := v_renumbers or v_batch.items[v_to].kind = 'identity_change';
        end loop;
        v_work := v_batch.items[v_from : v_to];
        v_set := set_config('central.account_id', v_batch.accounts[v_from]::text, true);
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
            v_result := row('{}', '[]', '[]', null, '{}', '{}', '{}', null);
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
                if v_one is null then
                    v_one.outcomes := array[
                        row(v_work[v_position].index, 'parked', v_state || ': ' || v_message, null, null)::intake_outcome];
                end if;
                v_result.outcomes := v_result.outcomes || v_one.outcomes;
                v_result.updates := v_result.updates || coalesce(v_one.updates, '[]');
                v_result.facts := v_result.facts || coalesce(v_one.facts, '[]');
                v_result.answer := v_result.answer || v_one.answer;
                v_result.media := v_result.media || v_one.media;
                v_result.read := v_result.read || v_one.read;
            end loop;
        end if;
        v_news := v_news || v_result;
        v_told := v_told || v_batch.accounts[v_from];
        account_id := v_batch.accounts[v_from];
        foreach v_outcome in array v_result.outcomes loop
            index := v_outcome.index;
            outcome := v_outcome.outcome;
            reason := v_outcome.reason;
            conversation_id := v_outcome.conversation_id;
            message_id := v_outcome.message_id;
            return next;
        end loop;
        v_from := v_to + 1;
    end loop;

    index := null;
    outcome := null;
    reason := null;
    conversation_id := null;
    message_id := null;
    -- The counter of each account is a lock that every writer of that account needs: taken last, always in the same order.
    for v_position in 1 .. cardinality(v_told) loop
        v_result := v_news[v_position];
        v_set := set_config('central.account_id', v_told[v_position]::text, true);
        v_listened := false;
        v_facts := '[]';
        if v_result.facts <> v_facts then
            v_facts := wrap_facts(v_result.facts, p_correlation_id);
        end if;
        if v_result.updates <> '[]' or v_facts <> '[]' then
            v_listened := append_news(v_result.updates, v_facts) is not null;
        end if;
        account_id := v_told[v_position];
        doorbells := jsonb_build_object('push', v_listened, 'answer', coalesce(v_result.answer, '{}'),
                                        'media', coalesce(v_result.media, '{}'), 'read', coalesce(v_result.read, '{}'));
        facts := v_facts;
        return next;
    end loop;
    v_set := set_config('central.account_id', '', true);
end
$$;
