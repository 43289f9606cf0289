-- A message that comes alone, as most do, and whose writer nobody knows, is stored on a way of its own (0273 stored it like a batch of one,
-- whose lists were made, handed on and taken apart again). Everything else of a batch goes the way it went.

-- The channel of a key, and what it does with somebody new.
create type channel_of_key as (account_id uuid, channel_id uuid, reads boolean, queues boolean, queue_id uuid);

create function find_channel_of_key(p_platform text, p_key text) returns channel_of_key
    language plpgsql stable security definer set search_path = pg_catalog, public as $$
declare
    v_channel channel_of_key;
begin
    select h.account_id, h.id, h.read_receipts = 'on_arrival', h.entry_mode = 'queue', h.queue_id into v_channel
      from channels h
      join accounts a on a.id = h.account_id and a.status = 'active'
     where h.type = p_platform and h.external_id = p_key and h.state <> 'inactive';
    return v_channel;
end
$$;
call run_as_lookup('find_channel_of_key(text, text)');

-- What stands for a message of a number, whether it is here or not, in pg_advisory_xact_lock.
create function external_id_lock(p_channel_id uuid, p_external_id text) returns bigint
    language sql immutable parallel safe
return hashtextextended(p_channel_id::text || ':' || p_external_id, 7236413);

create or replace function lock_external_ids(p_channel_ids uuid[], p_external_ids text[]) returns void
    language plpgsql as $$
declare
    v_taken text;
begin
    if cardinality(p_external_ids) = 1 then
        v_taken := pg_advisory_xact_lock(external_id_lock(p_channel_ids[1], p_external_ids[1]));
    else
        perform pg_advisory_xact_lock(k.key)
           from (select distinct external_id_lock(t.channel_id, t.external_id) as key
                   from unnest(p_channel_ids, p_external_ids) as t (channel_id, external_id) order by 1) k;
    end if;
end
$$;

-- What is told of a conversation that a contact's message opened.
create function conversation_opened(p_conversation_id uuid, p_contact_id uuid, p_channel_id uuid, p_reopened boolean) returns jsonb
    language sql stable parallel safe
return jsonb_build_object(
    'source', 'central.conversations', 'detail_type', 'ConversationOpened', 'data', jsonb_build_object(
        'conversation_id', p_conversation_id, 'contact_id', p_contact_id, 'channel_id', p_channel_id, 'reopened', p_reopened));

-- Stores the first message of somebody nobody knew: contact, addresses, conversation and message; the conversation already as
-- queue_conversations, which comes next, wants it. The ids are chosen already. Whoever stores the same person or message in this
-- moment is found by their unique key: 23505, everything is undone, tried again, and finds them.
create function store_first_message(
    p_item jsonb, p_channel_id uuid, p_contact_id uuid, p_identity_id uuid, p_conversation_id uuid, p_message_id uuid, p_queue_id uuid,
    p_answer_due_at timestamptz) returns void
    language plpgsql as $$
declare
    v_account uuid := current_account();
    v_addresses jsonb := p_item #> '{contact,identities}';
    v_kind text := v_addresses #>> '{0,kind}';
    v_platform text := p_item ->> 'platform';
    v_address jsonb;
    v_name text := left(p_item #>> '{contact,name}', 200);
    v_phone text;
    v_at timestamptz := p_item ->> 'occurred_at';
    v_reply_to uuid;
begin
    if jsonb_array_length(v_addresses) > 1 then
        -- In the order of find_or_create_contact: two that name the same person twice do not wait for each other.
        select jsonb_agg(e order by e ->> 'kind', e ->> 'match_key') into v_addresses from jsonb_array_elements(v_addresses) e;
    end if;
    for v_position in 0 .. jsonb_array_length(v_addresses) - 1 loop
        v_address := v_addresses -> v_position;
        if v_address ->> 'kind' = 'wa_phone' and length(v_address ->> 'value') between 6 and 18
           and rtrim(v_address ->> 'value', '0123456789') = '' then
            v_phone := '+' || (v_address ->> 'value');
        end if;
    end loop;
    insert into contacts (account_id, id, name, profile_name, phone)
    values (v_account, p_contact_id, coalesce(v_name, ''), v_name, v_phone);
    for v_position in 0 .. jsonb_array_length(v_addresses) - 1 loop
        v_address := v_addresses -> v_position;
        insert into contact_identities (account_id, id, contact_id, channel_type, kind, value, match_key)
        values (v_account,
                case when v_address ->> 'kind' = v_kind then p_identity_id else gen_random_uuid() end,
                p_contact_id, v_platform, v_address ->> 'kind', v_address ->> 'value', v_address ->> 'match_key');
    end loop;
    insert into conversations (account_id, id, channel_id, contact_id, identity_id, status, session, queue_id,
                               handoff_reason, last_sequence, last_message_id, unread_count, inbound_count,
                               waiting_since, answer_due_at)
    values (v_account, p_conversation_id, p_channel_id, p_contact_id, p_identity_id, 'open',
            case when p_queue_id is null then 'bot' else 'waiting' end, p_queue_id,
            case when p_queue_id is not null then 'rule' end, 1, p_message_id, 1, 1, v_at, p_answer_due_at);
    insert into reply_windows (account_id, channel_id, contact_id, last_inbound_at)
    values (v_account, p_channel_id, p_contact_id, v_at);
    if p_item ? 'reply_to_external_id' then
        select m.id into v_reply_to
          from messages m
         where m.account_id = v_account and m.channel_id = p_channel_id
           and m.external_id = p_item ->> 'reply_to_external_id';
    end if;
    insert into messages (account_id, id, conversation_id, channel_id, sequence, direction, author_type, author_id,
                          type, text, content, external_id, error, reply_to_id, reply_to_external_id, forwarded,
                          metadata, created_at)
    values (v_account, p_message_id, p_conversation_id, p_channel_id, 1, 'in', 'contact', p_contact_id,
            p_item ->> 'type', p_item ->> 'text', message_content(p_item), p_item ->> 'external_id',
            p_item -> 'error', v_reply_to, p_item ->> 'reply_to_external_id',
            coalesce((p_item -> 'forwarded')::boolean, false), coalesce(p_item -> 'metadata', '{}'), v_at);
end
$$;

-- As in migration 0273, but that each message is stored by store_first_message.
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
            v_item.item, v_channel_id, v_item.contact_id, v_item.identity_id, v_item.conversation_id, v_item.message_id, v_queue,
            case when not v_standby then p_due end);
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

-- Stores a message that came alone, if it is the first of somebody nobody knows: the account is set already. Returns the rows that
-- ingest_batch returns, or null when it is another message and nothing was done. A message with files goes the general way.
create function ingest_first_message(p_item jsonb, p_channel channel_of_key, p_due timestamptz, p_correlation_id text) returns text
    language plpgsql as $$
declare
    v_platform text := p_item ->> 'platform';
    v_external_id text := p_item ->> 'external_id';
    v_addresses jsonb := p_item #> '{contact,identities}';
    v_kind text := v_addresses #>> '{0,kind}';
    v_key text := v_addresses #>> '{0,match_key}';
    v_standby boolean := p_item @> '{"metadata": {"standby": true}}';
    v_contact_id uuid;
    v_conversation_id uuid;
    v_message_id uuid;
    v_done text;
    v_known boolean;
    v_parked boolean;
    v_queue uuid;
    v_updates jsonb;
    v_facts jsonb;
    v_news jsonb;
    v_listened boolean;
begin
    if p_item ->> 'type' = 'system' or p_item ? 'media' then
        return null;
    end if;
    -- What was told of it before it was here is parked. Who looks for it in vain while it is stored waits for this lock, and finds it.
    v_done := pg_advisory_xact_lock(external_id_lock(p_channel.channel_id, v_external_id));
    select exists (select from contact_identities i
                    where i.account_id = p_channel.account_id and i.channel_type = v_platform
                      and i.kind = v_kind and i.match_key = v_key)
           or exists (select from messages m
                       where m.account_id = p_channel.account_id and m.channel_id = p_channel.channel_id
                         and m.external_id = v_external_id),
           exists (select from parked_updates p where p.account_id = p_channel.account_id)
      into v_known, v_parked;
    if v_known then
        return null;
    end if;
    for v_position in 1 .. jsonb_array_length(v_addresses) - 1 loop
        if exists (select from contact_identities i
                    where i.account_id = p_channel.account_id and i.channel_type = v_platform
                      and i.kind = v_addresses -> v_position ->> 'kind'
                      and i.match_key = v_addresses -> v_position ->> 'match_key') then
            return null;
        end if;
    end loop;

    v_contact_id := gen_random_uuid();
    v_conversation_id := gen_random_uuid();
    v_message_id := gen_random_uuid();
    if p_channel.queues and not v_standby then
        v_queue := entry_queue(null, p_channel.queue_id);
    end if;
    v_done := store_first_message(
        p_item, p_channel.channel_id, v_contact_id, gen_random_uuid(), v_conversation_id, v_message_id, v_queue,
        case when not v_standby then p_due end);
    v_updates := jsonb_build_array(jsonb_build_object(
        'type', 'new_message', 'conversation_id', v_conversation_id, 'message_id', v_message_id));
    v_facts := jsonb_build_array(conversation_opened(v_conversation_id, v_contact_id, p_channel.channel_id, false));
    if v_queue is not null then
        v_news := queue_conversations(jsonb_build_array(jsonb_build_object(
            'conversation_id', v_conversation_id, 'reason', 'rule')));
        v_updates := coalesce(nullif(v_news -> 'updates', 'null'), '[]') || v_updates;
        v_facts := v_facts || coalesce(nullif(v_news -> 'facts', 'null'), '[]');
    end if;
    if v_parked then
        v_updates := v_updates || take_parked_updates(array[p_channel.channel_id], array[v_external_id]);
    end if;
    v_facts := wrap_facts(v_facts, p_correlation_id);
    -- The counter of the account is a lock that every writer of that account needs: taken last.
    v_listened := append_news(v_updates, v_facts) is not null;
    -- Ids and flags need no escaping.
    return format(
        '[[0, "stored", null, "%1$s", "%2$s", "%3$s", null, null],'
        ' [null, null, null, "%1$s", null, null, {"push": %4$s, "answer": [%5$s], "media": [], "read": [%6$s]}, %7$s]]',
        p_channel.account_id, v_conversation_id, v_message_id, v_listened::text,
        case when not v_standby then '"' || v_conversation_id || '"' end,
        case when p_channel.reads then '"' || v_conversation_id || '"' end, v_facts);
end
$$;

-- Stores the items of a batch whose channels are known, by account. As ingest_batch of migration 0273.
create function ingest_items(p_items jsonb, p_batch intake_batch, p_grouping interval, p_correlation_id text) returns jsonb
    language plpgsql as $$
declare
    v_batch intake_batch := p_batch;
    v_rows jsonb := '[]';
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
        v_rows := v_rows || jsonb_build_array(jsonb_build_array(
            v_place,
            case when p_items -> v_place ->> 'kind' in (
                'bad', 'message', 'echo', 'edit', 'revoke', 'reaction', 'identity_change', 'opt') then 'parked' else 'ignored' end,
            coalesce(p_items -> v_place ->> 'reason', 'unknown_channel'), null, null, null, null, null));
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
                v_result := intake_account(v_work, p_grouping);
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
                        v_one := intake_account(v_work[v_position : v_position], p_grouping);
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
        foreach v_outcome in array v_result.outcomes loop
            v_rows := v_rows || jsonb_build_array(jsonb_build_array(
                v_outcome.index, v_outcome.outcome, v_outcome.reason, v_batch.accounts[v_from], v_outcome.conversation_id,
                v_outcome.message_id, null, null));
        end loop;
        v_from := v_to + 1;
    end loop;

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
        v_rows := v_rows || jsonb_build_array(jsonb_build_array(
            null, null, null, v_told[v_position], null, null, jsonb_build_object(
                'push', v_listened, 'answer', coalesce(v_result.answer, '{}'), 'media', coalesce(v_result.media, '{}'),
                'read', coalesce(v_result.read, '{}')), v_facts));
    end loop;
    return v_rows;
end
$$;

drop function ingest_batch(jsonb, double precision, text);

-- Stores a batch of inbound items of any number of accounts. Returns a JSON array of rows (central/intake/model.py, ItemResult): one
-- per item and one per account.
create function ingest_batch(p_items jsonb, p_grouping_seconds double precision default 2, p_correlation_id text default '') returns text
    language plpgsql
    -- A batch is a handful of rows found by key in tables of any size: one plan, planned once, always by index.
    set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
as $$
declare
    v_grouping interval := make_interval(secs => p_grouping_seconds);
    v_alone jsonb := p_items -> 0;
    v_channel channel_of_key;
    v_batch intake_batch;
    v_rows text;
    v_set text;
begin
    if jsonb_array_length(p_items) = 1 and v_alone ->> 'kind' = 'message' and v_alone ->> 'channel_key_kind' is distinct from 'waba' then
        v_channel := find_channel_of_key(v_alone ->> 'platform', v_alone ->> 'channel_key');
        if v_channel.account_id is not null then
            v_set := set_config('central.account_id', v_channel.account_id::text, true);
            begin
                v_rows := ingest_first_message(v_alone, v_channel, now() + v_grouping, p_correlation_id);
            exception when others then
                -- Nothing was done. The general way finds what somebody else just stored, and parks what can never be.
                if not ingest_can_park(sqlstate) then
                    raise;
                end if;
            end;
            if v_rows is null then
                v_batch := row(array[intake_item_of(0, v_channel.channel_id, v_alone)], array[v_channel.account_id], '{}');
            end if;
        end if;
    end if;
    if v_rows is null then
        v_rows := ingest_items(p_items, coalesce(v_batch, find_channels_of_items(p_items)), v_grouping, p_correlation_id);
    end if;
    v_set := set_config('central.account_id', '', true);
    return v_rows;
end
$$;
