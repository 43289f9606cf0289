-- What every first message has comes to the database as parameters, and what is told of one is written as the rows it becomes: whatever
-- a function takes out of JSON or puts into it is an expression that Postgres sets up anew in every transaction, and 0275 had sixty of them.

-- The address to answer to is a preference among the contact's: one that is gone does no harm, and is not worth a look-up at every opening.
alter table conversations drop constraint conversations_account_id_identity_id_fkey;

-- What is pending is unconfirmed (0004): one index finds both.
drop index messages_to_send;

-- Read anew for every message, so it says no more than it must; the function sees to the rest.
drop trigger messages_answer on messages;
create or replace function follow_answers() returns trigger
    language plpgsql as $$
begin
    if new.direction <> 'out' or new.private then
        return null;
    end if;
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
create trigger messages_answer after insert on messages for each row when (new.author_type = 'agent') execute function follow_answers();

drop function ingest_first_message(jsonb, channel_of_key, timestamptz, text);
drop function store_first_message(jsonb, uuid, uuid, uuid, uuid, uuid, uuid, timestamptz);
drop function conversation_opened(uuid, uuid, uuid, boolean);

-- The phone number that an address is, or null.
create function phone_of_address(p_kind text, p_value text) returns text
    language sql immutable parallel safe
return case when p_kind = 'wa_phone' and p_value ~ '^[0-9]{6,18}$' then '+' || p_value end;

-- A fact as it is told: the envelope of docs/events.md, as JSON. p_data is JSON already.
create function fact_detail(p_id uuid, p_account_id uuid, p_correlation_id text, p_data text) returns text
    language sql volatile
return format(
    '{"id": "%s", "version": 1, "occurred_at": "%s", "account_id": "%s", "correlation_id": %s, "causation_id": null, "data": %s}',
    p_id, to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), p_account_id, to_json(p_correlation_id),
    p_data);

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
            'detail', fact_detail(v_id, v_account, p_correlation_id, v_fact ->> 'data')::jsonb);
    end loop;
    return v_wrapped;
end
$$;

-- Takes the next numbers of an account's events: the last of them, and whether somebody listens. Everybody who writes for this account
-- waits for the lock of this row.
create function take_sequences(p_account_id uuid, p_count integer, out last_sequence bigint, out listened boolean)
    language plpgsql as $$
begin
    loop
        update account_sequences s
           set last_sequence = s.last_sequence + p_count, last_event_at = now(),
               pushed_sequence = case when exists (select from socket_connections c where c.account_id = p_account_id)
                                      then s.pushed_sequence else s.last_sequence + p_count end
         where s.account_id = p_account_id
        returning s.last_sequence, s.pushed_sequence < s.last_sequence into last_sequence, listened;
        exit when found;
        insert into account_sequences (account_id) values (p_account_id) on conflict do nothing;
    end loop;
    -- Who came while this waited for the row is seen only now.
    if not listened and exists (select from socket_connections c where c.account_id = p_account_id) then
        update account_sequences s set pushed_sequence = s.last_sequence - p_count where s.account_id = p_account_id;
        listened := true;
    end if;
end
$$;

create or replace function append_news(p_events jsonb, p_facts jsonb) returns bigint
    language plpgsql as $$
declare
    v_account uuid := current_account();
    v_count integer := jsonb_array_length(p_events);
    v_taken record;
begin
    if p_facts <> '[]' then
        insert into outbox (account_id, id, source, detail_type, detail)
        select v_account, (f ->> 'id')::uuid, f ->> 'source', f ->> 'detail_type', f -> 'detail'
          from jsonb_array_elements(p_facts) f;
    end if;
    if v_count = 0 then
        return null;
    end if;
    v_taken := take_sequences(v_account, v_count);
    insert into account_events (account_id, sequence, type, conversation_id, message_id, user_id, data)
    select v_account, v_taken.last_sequence - v_count + e.position, e.item ->> 'type', (e.item ->> 'conversation_id')::uuid,
           (e.item ->> 'message_id')::uuid, (e.item ->> 'user_id')::uuid, coalesce(e.item -> 'data', '{}')
      from jsonb_array_elements(p_events) with ordinality as e (item, position);
    return case when v_taken.listened then v_taken.last_sequence end;
end
$$;

-- Stores the first message of somebody nobody knew: contact, addresses, conversation and message; the conversation already as
-- queue_conversations, which comes next, wants it. The ids are chosen already. p_rest is the whole item where it has more than the other
-- parameters tell, or null. Whoever stores the same person or message in this moment is found by their unique key: 23505, everything
-- is undone, tried again, and finds them.
create function store_first_message(
    p_platform text, p_external_id text, p_identity_kind text, p_identity_value text, p_identity_key text, p_name text, p_type text, p_text text,
    p_occurred_at timestamptz, p_rest jsonb, p_channel_id uuid, p_contact_id uuid, p_identity_id uuid, p_conversation_id uuid,
    p_message_id uuid, p_queue_id uuid, p_answer_due_at timestamptz) returns void
    language plpgsql as $$
declare
    v_account uuid := current_account();
    v_name text := left(p_name, 200);
    v_phone text := phone_of_address(p_identity_kind, p_identity_value);
    v_addresses jsonb;
    v_content jsonb := '{}';
    v_metadata jsonb := '{}';
    v_error jsonb;
    v_forwarded boolean := false;
    v_reply_to_external_id text;
    v_reply_to uuid;
begin
    if p_rest is not null then
        v_content := message_content(p_rest);
        v_metadata := coalesce(p_rest -> 'metadata', '{}');
        v_error := p_rest -> 'error';
        v_forwarded := coalesce((p_rest -> 'forwarded')::boolean, false);
        v_reply_to_external_id := p_rest ->> 'reply_to_external_id';
        v_addresses := p_rest #> '{contact,identities}';
        if jsonb_array_length(v_addresses) = 1 then
            v_addresses := null;
        else
            v_phone := (select max(phone_of_address(e ->> 'kind', e ->> 'value')) from jsonb_array_elements(v_addresses) e);
        end if;
    end if;
    insert into contacts (account_id, id, name, profile_name, phone)
    values (v_account, p_contact_id, coalesce(v_name, ''), v_name, v_phone);
    if v_addresses is null then
        insert into contact_identities (account_id, id, contact_id, channel_type, kind, value, match_key)
        values (v_account, p_identity_id, p_contact_id, p_platform, p_identity_kind, p_identity_value, p_identity_key);
    else
        -- In the order of find_or_create_contact: two that name the same person twice do not wait for each other.
        insert into contact_identities (account_id, id, contact_id, channel_type, kind, value, match_key)
        select v_account, case when e.position = 1 then p_identity_id else gen_random_uuid() end, p_contact_id, p_platform,
               e.address ->> 'kind', e.address ->> 'value', e.address ->> 'match_key'
          from jsonb_array_elements(v_addresses) with ordinality as e (address, position)
         order by e.address ->> 'kind', e.address ->> 'match_key';
    end if;
    insert into conversations (account_id, id, channel_id, contact_id, identity_id, status, session, queue_id,
                               handoff_reason, last_sequence, last_message_id, unread_count, inbound_count,
                               waiting_since, answer_due_at)
    values (v_account, p_conversation_id, p_channel_id, p_contact_id, p_identity_id, 'open',
            case when p_queue_id is null then 'bot' else 'waiting' end, p_queue_id,
            case when p_queue_id is not null then 'rule' end, 1, p_message_id, 1, 1, p_occurred_at, p_answer_due_at);
    insert into reply_windows (account_id, channel_id, contact_id, last_inbound_at)
    values (v_account, p_channel_id, p_contact_id, p_occurred_at);
    if v_reply_to_external_id is not null then
        select m.id into v_reply_to
          from messages m
         where m.account_id = v_account and m.channel_id = p_channel_id and m.external_id = v_reply_to_external_id;
    end if;
    insert into messages (account_id, id, conversation_id, channel_id, sequence, direction, author_type, author_id,
                          type, text, content, external_id, error, reply_to_id, reply_to_external_id, forwarded,
                          metadata, created_at)
    values (v_account, p_message_id, p_conversation_id, p_channel_id, 1, 'in', 'contact', p_contact_id, p_type, p_text,
            v_content, p_external_id, v_error, v_reply_to, v_reply_to_external_id, v_forwarded, v_metadata, p_occurred_at);
end
$$;

-- As in migration 0275, but for the parameters of store_first_message.
create or replace function store_first_messages(p_work intake_item[], p_due timestamptz) returns intake_news
    language plpgsql as $$
declare
    v_account uuid := current_account();
    v_item intake_item;
    v_standby boolean;
    v_channel_id uuid;
    v_channel record;
    v_queue uuid;
    v_stored text;
    v_updates jsonb := '[]';
    v_outcomes intake_outcome[] := '{}';
    v_openings intake_opening[] := '{}';
    v_answer uuid[] := '{}';
    v_read uuid[] := '{}';
begin
    foreach v_item in array p_work loop
        if v_item.channel_id is distinct from v_channel_id then
            v_channel_id := v_item.channel_id;
            select h.read_receipts = 'on_arrival' as reads, h.entry_mode = 'queue' as queues, h.queue_id into v_channel
              from channels h where h.account_id = v_account and h.id = v_channel_id;
        end if;
        v_standby := v_item.item @> '{"metadata": {"standby": true}}';
        v_queue := case when v_channel.queues and not v_standby then entry_queue(null, v_channel.queue_id) end;
        v_stored := store_first_message(
            v_item.platform, v_item.external_id, v_item.identity_kind, v_item.item #>> '{contact,identities,0,value}',
            v_item.identity_key, v_item.item #>> '{contact,name}', v_item.item ->> 'type', v_item.item ->> 'text',
            (v_item.item ->> 'occurred_at')::timestamptz, v_item.item, v_channel_id, v_item.contact_id, v_item.identity_id,
            v_item.conversation_id, v_item.message_id, v_queue, case when not v_standby then p_due end);
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

-- Stores a batch of inbound items of any number of accounts. Returns a JSON array of rows (central/intake/model.py, ItemResult): one
-- per item and one per account.
create or replace function ingest_batch(p_items jsonb, p_grouping_seconds double precision default 2, p_correlation_id text default '')
    returns text
    language plpgsql
    -- A batch is a handful of rows found by key in tables of any size: one plan, planned once, always by index.
    set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
as $$
declare
    v_rows text := ingest_items(p_items, find_channels_of_items(p_items), make_interval(secs => p_grouping_seconds), p_correlation_id);
    v_set text := set_config('central.account_id', '', true);
begin
    return v_rows;
end
$$;

-- Stores the first message of somebody nobody knows, if it is one: the account is set already. Returns the rows that ingest_batch
-- returns, or null when somebody knows who wrote, and nothing was done.
create function ingest_first_message(
    p_platform text, p_external_id text, p_identity_kind text, p_identity_value text, p_identity_key text, p_name text, p_type text, p_text text,
    p_occurred_at timestamptz, p_rest jsonb, p_channel channel_of_key, p_due timestamptz, p_correlation_id text) returns text
    language plpgsql as $$
declare
    v_standby boolean := p_rest is not null and p_rest @> '{"metadata": {"standby": true}}';
    v_contact_id uuid := gen_random_uuid();
    v_conversation_id uuid := gen_random_uuid();
    v_message_id uuid := gen_random_uuid();
    v_done text;
    v_known boolean;
    v_parked boolean;
    v_queue uuid;
    v_opened text;
    v_fact_id uuid;
    v_taken record;
    v_updates jsonb;
    v_queued jsonb;
    v_news jsonb;
    v_listened boolean;
    v_facts text;
begin
    -- What was told of it before it was here is parked. Who looks for it in vain while it is stored waits for this lock, and finds it.
    v_done := pg_advisory_xact_lock(external_id_lock(p_channel.channel_id, p_external_id));
    -- Who is known by another address, and what is here already, is found by its unique key (23505).
    select exists (select from contact_identities i
                    where i.account_id = p_channel.account_id and i.channel_type = p_platform
                      and i.kind = p_identity_kind and i.match_key = p_identity_key),
           exists (select from parked_updates p where p.account_id = p_channel.account_id)
      into v_known, v_parked;
    if v_known then
        return null;
    end if;
    if p_channel.queues and not v_standby then
        v_queue := entry_queue(null, p_channel.queue_id);
    end if;
    v_done := store_first_message(
        p_platform, p_external_id, p_identity_kind, p_identity_value, p_identity_key, p_name, p_type, p_text, p_occurred_at, p_rest, p_channel.channel_id,
        v_contact_id, gen_random_uuid(), v_conversation_id, v_message_id, v_queue, case when not v_standby then p_due end);
    -- Ids and flags need no escaping.
    v_opened := format('{"conversation_id": "%s", "contact_id": "%s", "channel_id": "%s", "reopened": false}',
                       v_conversation_id, v_contact_id, p_channel.channel_id);
    if v_queue is null and not v_parked then
        v_fact_id := gen_random_uuid();
        v_opened := fact_detail(v_fact_id, p_channel.account_id, p_correlation_id, v_opened);
        insert into outbox (account_id, id, source, detail_type, detail)
        values (p_channel.account_id, v_fact_id, 'central.conversations', 'ConversationOpened', v_opened::jsonb);
        -- The counter of the account is a lock that every writer of that account needs: taken last.
        v_taken := take_sequences(p_channel.account_id, 1);
        insert into account_events (account_id, sequence, type, conversation_id, message_id)
        values (p_channel.account_id, v_taken.last_sequence, 'new_message', v_conversation_id, v_message_id);
        v_listened := v_taken.listened;
        v_facts := format(
            '[{"id": "%s", "source": "central.conversations", "detail_type": "ConversationOpened", "detail": %s}]', v_fact_id, v_opened);
    else
        v_updates := jsonb_build_array(jsonb_build_object(
            'type', 'new_message', 'conversation_id', v_conversation_id, 'message_id', v_message_id));
        v_news := jsonb_build_array(jsonb_build_object(
            'source', 'central.conversations', 'detail_type', 'ConversationOpened', 'data', v_opened::jsonb));
        if v_queue is not null then
            v_queued := queue_conversations(jsonb_build_array(jsonb_build_object(
                'conversation_id', v_conversation_id, 'reason', 'rule')));
            v_updates := coalesce(nullif(v_queued -> 'updates', 'null'), '[]') || v_updates;
            v_news := v_news || coalesce(nullif(v_queued -> 'facts', 'null'), '[]');
        end if;
        if v_parked then
            v_updates := v_updates || take_parked_updates(array[p_channel.channel_id], array[p_external_id]);
        end if;
        v_news := wrap_facts(v_news, p_correlation_id);
        v_listened := append_news(v_updates, v_news) is not null;
        v_facts := v_news::text;
    end if;
    return format(
        '[[0, "stored", null, "%1$s", "%2$s", "%3$s", null, null],'
        ' [null, null, null, "%1$s", null, null, {"push": %4$s, "answer": [%5$s], "media": [], "read": [%6$s]}, %7$s]]',
        p_channel.account_id, v_conversation_id, v_message_id, v_listened::text, case when not v_standby then to_json(v_conversation_id) end,
        case when p_channel.reads then to_json(v_conversation_id) end, v_facts);
end
$$;

-- Stores a message that came alone. p_items is a JSON array with it; the other parameters tell what every message has, and p_rest is the
-- message where there is more to it (store_first_message). Returns what ingest_batch returns.
create function ingest_message(
    p_items text, p_platform text, p_channel_key text, p_external_id text, p_identity_kind text, p_identity_value text, p_identity_key text, p_name text,
    p_type text, p_text text, p_occurred_at timestamptz, p_rest jsonb, p_grouping_seconds double precision,
    p_correlation_id text) returns text
    language plpgsql
    set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
as $$
declare
    v_grouping interval := make_interval(secs => p_grouping_seconds);
    v_channel channel_of_key := find_channel_of_key(p_platform, p_channel_key);
    v_items jsonb;
    v_batch intake_batch;
    v_rows text;
    v_set text;
begin
    if v_channel.account_id is not null then
        v_set := set_config('central.account_id', v_channel.account_id::text, true);
        begin
            v_rows := ingest_first_message(
                p_platform, p_external_id, p_identity_kind, p_identity_value, p_identity_key, p_name, p_type, p_text, p_occurred_at, p_rest, v_channel,
                now() + v_grouping, p_correlation_id);
        exception when others then
            -- Nothing was done. The general way finds what somebody else just stored, and parks what can never be.
            if not ingest_can_park(sqlstate) then
                raise;
            end if;
        end;
    end if;
    if v_rows is null then
        v_items := p_items;
        if v_channel.account_id is null then
            v_batch := find_channels_of_items(v_items);
        else
            v_batch := row(array[intake_item_of(0, v_channel.channel_id, v_items -> 0)], array[v_channel.account_id], '{}');
        end if;
        v_rows := ingest_items(v_items, v_batch, v_grouping, p_correlation_id);
    end if;
    v_set := set_config('central.account_id', '', true);
    return v_rows;
end
$$;
