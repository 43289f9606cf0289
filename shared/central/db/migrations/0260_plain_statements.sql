-- A first message took 9.6 million instructions in the database, a third of them to set statements up: one statement for everything
-- and any number of people costs more to begin than what it does. So plain statements, one after the other, for what a batch
-- holds few of. And one ticket among thousands that wait is found by its key (decision 0048).

-- As in migration 0201, but that numbers are looked up one by one.
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
    v_platform text;
    v_key_kind text;
    v_key text;
    v_owners uuid[];
    v_channels uuid[];
    v_channel uuid;
    v_all intake_item[] := '{}';
    v_accounts uuid[] := '{}';
    v_work intake_item[];
    v_from integer := 1;
    v_to integer;
    v_result jsonb;
    v_one jsonb;
    v_news jsonb := '[]';
    v_listened boolean;
    v_renumbers boolean;
    v_known integer := 0;
    v_state text;
    v_message text;
begin
    for v_place in 0 .. jsonb_array_length(p_items) - 1 loop
        v_one := p_items -> v_place;
        continue when v_one ->> 'kind' in ('bad', 'ignored');
        -- Most batches name one number, and it is looked up once.
        if (v_one ->> 'platform', v_one ->> 'channel_key_kind', v_one ->> 'channel_key')
           is distinct from (v_platform, v_key_kind, v_key) then
            v_platform := v_one ->> 'platform';
            v_key_kind := v_one ->> 'channel_key_kind';
            v_key := v_one ->> 'channel_key';
            if v_key_kind = 'waba' then
                select array_agg(k.account_id), array_agg(k.channel_id) into v_owners, v_channels
                  from find_channels_of_business(v_platform, v_key) k;
            else
                select array_agg(k.account_id), array_agg(k.channel_id) into v_owners, v_channels
                  from find_channels(v_platform, array[v_key]) k;
            end if;
        end if;
        if v_channels is not null then
            v_known := v_known + 1;
            v_accounts := v_accounts || v_owners;
            foreach v_channel in array v_channels loop
                v_all := v_all || intake_item_of(v_place, v_channel, v_one);
            end loop;
        end if;
    end loop;
    if v_accounts[1] <> any (v_accounts) then
        select array_agg(v_all[n] order by v_accounts[n], n), array_agg(v_accounts[n] order by v_accounts[n], n)
          into v_all, v_accounts from generate_subscripts(v_all, 1) n;
    end if;

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
        if (v_result ->> 'facts') <> '[]' then
            v_result := v_result || jsonb_build_object('facts', wrap_facts(v_result -> 'facts', p_correlation_id));
        end if;
        v_news := v_news || jsonb_build_array(v_result || jsonb_build_object('account_id', v_accounts[v_from]));
        return query
            select o.key::integer, o.value ->> 'outcome', o.value ->> 'reason', v_accounts[v_from],
                   (o.value ->> 'conversation_id')::uuid, (o.value ->> 'message_id')::uuid, null::jsonb, null::jsonb
              from jsonb_each(v_result -> 'outcomes') o;
        v_from := v_to + 1;
    end loop;

    -- The counter of each account is a lock that every writer of that account needs: taken last, always in the same order.
    for v_one in select value from jsonb_array_elements(v_news) loop
        perform set_config('central.account_id', v_one ->> 'account_id', true);
        v_listened := false;
        if v_one -> 'updates' <> '[]' or v_one -> 'facts' <> '[]' then
            v_listened := append_news(v_one -> 'updates', v_one -> 'facts') is not null;
        end if;
        return query select null::integer, null::text, null::text, (v_one ->> 'account_id')::uuid, null::uuid, null::uuid,
            jsonb_build_object('push', v_listened, 'answer', coalesce(nullif(v_one -> 'answer', 'null'), '[]'),
                               'media', coalesce(nullif(v_one -> 'media', 'null'), '[]'),
                               'read', coalesce(nullif(v_one -> 'read', 'null'), '[]')),
            v_one -> 'facts';
    end loop;
    perform set_config('central.account_id', '', true);
end
$$;

-- As in migration 0190, but that what is known of a message is read in few columns and put together here.
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
    v_only_written boolean := true;
    v_first jsonb := '{"outcomes": {}, "updates": []}';
    v_has_media boolean := false;
    v_has_replies boolean := false;
    v_duplicates jsonb := '{}';
    v_seen text[] := '{}';
    v_key text;
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
    for v_found in
        select w.place::integer as place, m.id as stored_id, m.conversation_id as stored_in, i.id as identity_id,
               c.id as contact_id, c.blocked, o.id as conversation_id, not known.somebody as is_new,
               known.same and coalesce(c.profile_name = left(w.item #>> '{contact,name}', 200),
                                       not w.item -> 'contact' ? 'name') as complete
          from unnest(p_work) with ordinality
               as w (index, kind, platform, channel_id, external_id, identity_kind, identity_key, attempt_id, item, mode,
                     contact_id, identity_id, conversation_id, message_id, place)
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
         order by w.place
    loop
        v_item := p_work[v_found.place];
        v_key := v_item.channel_id || ':' || v_item.external_id;
        if v_found.stored_id is not null or array_position(v_seen, v_key) is not null then
            v_duplicates := v_duplicates || jsonb_build_object(v_item.index, jsonb_build_object(
                'outcome', 'duplicate', 'conversation_id', v_found.stored_in, 'message_id', v_found.stored_id));
            continue;
        end if;
        v_seen := v_seen || v_key;
        v_channels := v_channels || v_item.channel_id;
        v_external_ids := v_external_ids || v_item.external_id;
        v_has_media := v_has_media or v_item.item ? 'media';
        v_has_replies := v_has_replies or v_item.item ? 'reply_to_external_id';
        v_item.mode := case when v_found.blocked or v_item.item ->> 'type' = 'system' then 'quiet'
                            when v_item.kind = 'echo' then 'follows' else 'opens' end;
        v_item.message_id := gen_random_uuid();
        if v_found.is_new then
            v_item.contact_id := chosen_id(v_seed, 'contact', v_item.platform, v_item.identity_kind, v_item.identity_key);
            v_item.identity_id := chosen_id(v_seed, 'identity', v_item.platform, v_item.identity_kind, v_item.identity_key);
            v_item.conversation_id := chosen_id(v_seed, v_item.channel_id::text, v_item.platform, v_item.identity_kind,
                                                v_item.identity_key);
            v_only_written := v_only_written and v_item.mode = 'opens';
            v_new := v_new || v_item;
        else
            v_item.contact_id := case when v_found.complete then v_found.contact_id end;
            v_item.identity_id := v_found.identity_id;
            v_item.conversation_id := v_found.conversation_id;
            v_work := v_work || v_item;
        end if;
    end loop;
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
        'outcomes', v_outcomes || (v_first -> 'outcomes') || v_duplicates,
        'updates', v_updates || take_parked_updates(v_channels, v_external_ids),
        'facts', coalesce(v_facts, '[]') || v_rated,
        'answer', coalesce(nullif(v_first -> 'answer', 'null'), '[]') || coalesce(v_answer, '[]'), 'media', v_media,
        'read', (select jsonb_agg(distinct w.conversation_id)
                   from unnest(v_new || v_work) w
                   join channels h on h.account_id = v_account and h.id = w.channel_id
                  where h.read_receipts = 'on_arrival' and w.mode = 'opens'));
end
$$;

-- As in migration 0060, but one conversation after the other.
create or replace function store_first_messages(p_work intake_item[], p_due timestamptz) returns jsonb
    language plpgsql as $$
declare
    v_account uuid := current_account();
    v_talk record;
    v_entry_mode text;
    v_queue uuid;
    v_contacts uuid[] := '{}';
    v_opened jsonb := '{}';
    v_answer jsonb := '[]';
    v_outcomes jsonb;
    v_updates jsonb;
begin
    -- Sorted, so that two batches that name the same people cannot wait for each other.
    for v_talk in
        select i.contact_id, i.identity_id, i.conversation_id, i.channel_id, i.platform, count(*) as number,
               min(i.index) as first_index, (array_agg(i.message_id order by i.index desc))[1] as last_message_id,
               min(i.at) as first_at, max(i.at) as last_at,
               (array_agg(i.standby order by i.index))[1] as standby, bool_or(not i.standby) as answerable,
               (array_agg(i.name order by i.index desc) filter (where i.name is not null))[1] as name,
               jsonb_agg(i.addresses order by i.index desc) as addresses
          from (select w.*, (w.item ->> 'occurred_at')::timestamptz as at, left(w.item #>> '{contact,name}', 200) as name,
                       w.item @> '{"metadata": {"standby": true}}' as standby, w.item #> '{contact,identities}' as addresses
                  from unnest(p_work) w) i
         group by i.platform, i.identity_kind, i.identity_key, i.channel_id, i.contact_id, i.identity_id, i.conversation_id
         order by i.platform, i.identity_kind, i.identity_key, i.channel_id
    loop
        if v_talk.contact_id <> all (v_contacts) then
            v_contacts := v_contacts || v_talk.contact_id;
            insert into contacts (account_id, id, name, profile_name, phone)
            values (v_account, v_talk.contact_id, coalesce(v_talk.name, ''), v_talk.name,
                    (select '+' || (x.item ->> 'value')
                       from jsonb_array_elements(v_talk.addresses) a (list)
                      cross join lateral jsonb_array_elements(a.list) x (item)
                      where x.item ->> 'kind' = 'wa_phone' and x.item ->> 'value' ~ '^[0-9]{6,18}$' limit 1));
            -- Refused where somebody else knows this person by now; then they are looked for again.
            insert into contact_identities (account_id, id, contact_id, channel_type, kind, value, match_key)
            select distinct on (x.item ->> 'kind', x.item ->> 'match_key')
                   v_account, case x.position when 1 then v_talk.identity_id else gen_random_uuid() end, v_talk.contact_id,
                   v_talk.platform, x.item ->> 'kind', x.item ->> 'value', x.item ->> 'match_key'
              from jsonb_array_elements(v_talk.addresses) with ordinality a (list, age)
             cross join lateral jsonb_array_elements(a.list) with ordinality x (item, position)
             order by x.item ->> 'kind', x.item ->> 'match_key', a.age, x.position;
        end if;
        select h.entry_mode, h.queue_id into v_entry_mode, v_queue
          from channels h where h.account_id = v_account and h.id = v_talk.channel_id;
        v_queue := case when v_entry_mode = 'queue' and not v_talk.standby then entry_queue(null, v_queue) end;
        insert into conversations (account_id, id, channel_id, contact_id, identity_id, status, session, queue_id,
                                   handoff_reason, last_sequence, last_message_id, unread_count, inbound_count,
                                   waiting_since, answer_due_at)
        values (v_account, v_talk.conversation_id, v_talk.channel_id, v_talk.contact_id, v_talk.identity_id, 'open',
                case when v_queue is null then 'bot' else 'waiting' end, v_queue,
                case when v_queue is not null then 'rule' end, v_talk.number, v_talk.last_message_id, v_talk.number,
                v_talk.number, v_talk.first_at, case when v_talk.answerable then p_due end);
        insert into reply_windows (account_id, channel_id, contact_id, last_inbound_at)
        values (v_account, v_talk.channel_id, v_talk.contact_id, v_talk.last_at);
        if v_talk.answerable then
            v_answer := v_answer || to_jsonb(v_talk.conversation_id);
        end if;
        v_opened := v_opened || jsonb_build_object(v_talk.conversation_id, jsonb_build_object(
            'contact_id', v_talk.contact_id, 'channel_id', v_talk.channel_id, 'reopened', false,
            'standby', v_talk.standby, 'index', v_talk.first_index));
    end loop;
    with written as (
        insert into messages (account_id, id, conversation_id, channel_id, sequence, direction, author_type, author_id,
                              type, text, content, external_id, error, reply_to_id, reply_to_external_id, forwarded,
                              metadata, created_at)
        select v_account, i.message_id, i.conversation_id, i.channel_id,
               row_number() over (partition by i.conversation_id order by i.index), 'in', 'contact', i.contact_id,
               i.item ->> 'type', i.item ->> 'text', message_content(i.item), i.external_id, i.item -> 'error',
               case when i.item ? 'reply_to_external_id' then
                   (select r.id from messages r where r.account_id = v_account and r.channel_id = i.channel_id
                       and r.external_id = i.item ->> 'reply_to_external_id') end,
               i.item ->> 'reply_to_external_id', coalesce((i.item -> 'forwarded')::boolean, false),
               coalesce(i.item -> 'metadata', '{}'), (i.item ->> 'occurred_at')::timestamptz
          from unnest(p_work) i
    )
    select jsonb_object_agg(i.index, jsonb_build_object(
               'outcome', 'stored', 'conversation_id', i.conversation_id, 'message_id', i.message_id)),
           jsonb_agg(jsonb_build_object(
               'type', 'new_message', 'conversation_id', i.conversation_id, 'message_id', i.message_id) order by i.index)
      into v_outcomes, v_updates
      from unnest(p_work) i;
    return jsonb_build_object('outcomes', v_outcomes, 'updates', v_updates, 'answer', v_answer, 'opened', v_opened);
end
$$;

-- As in migration 0150, but one ticket after the other.
create or replace function queue_conversations(p_items jsonb) returns jsonb
    language plpgsql as $$
declare
    v_account uuid := current_account();
    v_ids uuid[];
    v_conversations uuid[];
    v_queues uuid[];
    v_prefer uuid[];
    v_items jsonb;
    v_moves boolean;
    v_shut boolean[];
    v_later jsonb;
    v_protocols text[];
    v_item jsonb;
    v_ticket record;
    v_tickets uuid[] := '{}';
    v_updates jsonb := '[]';
    v_facts jsonb := '[]';
    v_news jsonb;
    v_assigned uuid[];
    -- The clock and not now(): conversations that queue one after the other keep that order.
    v_now timestamptz;
begin
    -- Ids as columns of their own: an expression over JSON would keep row-level security from the index.
    for v_place in 0 .. jsonb_array_length(p_items) - 1 loop
        v_ids[v_place + 1] := p_items -> v_place ->> 'conversation_id';
    end loop;
    perform 1 from conversations c
      where c.account_id = v_account and c.id = any (v_ids)
      order by c.id for no key update;
    perform lock_capacity();

    select array_agg(n.id order by n.place), array_agg(n.queue_id order by n.place),
           array_agg(case when n.open then n.prefer_user_id end order by n.place), jsonb_agg(n.item order by n.place),
           bool_or((n.session, n.queue_id, n.item ->> 'reason') is distinct from ('waiting', n.stands_in, n.handoff_reason)),
           array_agg(not n.open and n.item ->> 'reason' <> 'agent' order by n.place)
      into v_conversations, v_queues, v_prefer, v_items, v_moves, v_shut
      from (select f.*, not exists (select from calendars k where k.account_id = v_account) or queue_is_open(f.queue_id) as open
              from (select distinct on (c.id) c.id, w.place, i.item || jsonb_build_object('priority', c.priority) as item,
                           c.session, c.queue_id as stands_in, c.handoff_reason,
                           case when c.session = 'waiting' and c.queue_id is not null and not i.item ? 'queue_id'
                                then c.queue_id
                                else entry_queue((i.item ->> 'queue_id')::uuid,
                                                 (select ch.queue_id from channels ch
                                                   where ch.account_id = v_account and ch.id = c.channel_id))
                                end as queue_id,
                           coalesce(
                               (i.item ->> 'prefer_user_id')::uuid,
                               (select l.assignee_id
                                  from (select t.assignee_id, t.state from tickets t
                                         where t.account_id = v_account and t.conversation_id = c.id
                                         order by t.entered_at desc limit 1) l
                                 where l.state = 'finished')) as prefer_user_id
                      from unnest(v_ids) with ordinality as w (id, place)
                     cross join lateral (select p_items -> (w.place - 1)::integer as item) i
                      join conversations c on c.account_id = v_account and c.id = w.id and c.status = 'open'
                     where not exists (select from tickets t
                                        where t.account_id = v_account and t.conversation_id = c.id
                                          and t.state in ('waiting', 'in_service'))
                     order by c.id, w.place) f
             where f.queue_id is not null) n;
    if true = any (v_shut) then
        v_later := wish_for_queues(v_conversations, v_queues, v_items, v_shut);
        select array_agg(n.id order by n.place), array_agg(n.queue_id order by n.place),
               array_agg(n.prefer_user_id order by n.place), jsonb_agg(v_items -> (n.place - 1)::integer order by n.place)
          into v_conversations, v_queues, v_prefer, v_items
          from unnest(v_conversations, v_queues, v_prefer, v_shut) with ordinality
               as n (id, queue_id, prefer_user_id, shut, place)
         where not n.shut;
    end if;
    if v_conversations is null then
        return join_news(v_later, null);
    end if;

    if v_moves then
        update conversations c
           set session = 'waiting', assignee_id = null, queue_id = w.queue_id, version = c.version + 1,
               handoff_reason = v_items -> (w.place - 1)::integer ->> 'reason'
          from unnest(v_conversations, v_queues) with ordinality as w (conversation_id, queue_id, place)
         where c.account_id = v_account and c.id = w.conversation_id;
    end if;
    v_protocols := next_protocols(cardinality(v_conversations));
    v_now := clock_timestamp();
    for v_place in 1 .. cardinality(v_conversations) loop
        v_item := v_items -> v_place - 1;
        insert into tickets (account_id, protocol, conversation_id, queue_id, priority, handoff_reason, entered_at, avoid_user_id)
        values (v_account, v_protocols[v_place], v_conversations[v_place], v_queues[v_place],
                (v_item -> 'priority')::integer, v_item ->> 'reason',
                coalesce((v_item ->> 'entered_at')::timestamptz, v_now + v_place * interval '1 microsecond'),
                (v_item ->> 'avoid_user_id')::uuid)
        returning id, priority, entered_at into v_ticket;
        v_tickets := v_tickets || v_ticket.id;
        v_updates := v_updates || jsonb_build_object(
            'type', 'new_ticket', 'conversation_id', v_conversations[v_place],
            'data', jsonb_build_object('ticket_id', v_ticket.id, 'queue_id', v_queues[v_place]));
        v_facts := v_facts || jsonb_build_object(
            'source', 'central.queues', 'detail_type', 'TicketQueued',
            'data', jsonb_build_object(
                'ticket_id', v_ticket.id, 'protocol', v_protocols[v_place], 'conversation_id', v_conversations[v_place],
                'queue_id', v_queues[v_place], 'priority', v_ticket.priority, 'handoff_reason', v_item ->> 'reason',
                'entered_at', v_ticket.entered_at, 'assigned', false));
    end loop;

    for i in 1 .. cardinality(v_tickets) loop
        if v_prefer[i] is not null then
            if exists (select 1 from agent_capacity(v_prefer[i], v_queues[i]) a
                        where a.available and a.load < a.agent_limit)
               and may_serve(v_prefer[i], (select c.channel_id from conversations c
                                            where c.account_id = v_account and c.id = v_conversations[i])) then
                v_news := join_news(v_news, put_in_service(v_tickets[i : i], v_prefer[i : i], 'same_agent'));
            end if;
        end if;
    end loop;
    if v_news is not null then
        select array_agg(t.queue_id) into v_queues
          from tickets t where t.account_id = v_account and t.id = any (v_tickets) and t.state = 'waiting';
    end if;
    if v_queues is not null and not stand_behind(v_tickets) then
        v_news := join_news(v_news, assign_waiting_tickets(
            case when v_queues[1] = all (v_queues) then v_queues[1] end, greatest(50, cardinality(v_tickets))));
    end if;
    if v_news -> 'updates' <> '[]' then
        select array_agg(t.id) into v_assigned
          from tickets t where t.account_id = v_account and t.id = any (v_tickets) and t.state = 'in_service';
        for v_place in 0 .. cardinality(v_tickets) - 1 loop
            if v_tickets[v_place + 1] = any (v_assigned) then
                v_facts := jsonb_set(v_facts, array[v_place::text, 'data', 'assigned'], 'true');
            end if;
        end loop;
    end if;
    return join_news(v_later, join_news(jsonb_build_object('updates', v_updates, 'facts', v_facts), v_news));
end
$$;

-- As in migration 0150, but that each ticket is read by its key: among ten ids the planner preferred an index of the whole line.
create or replace function stand_behind(p_ticket_ids uuid[]) returns boolean
    language plpgsql stable as $$
declare
    v_account uuid := current_account();
    v_id uuid;
    v_ticket record;
    v_queue uuid;
    v_channel uuid;
begin
    foreach v_id in array p_ticket_ids loop
        select t.queue_id, t.channel_id, t.state into v_ticket from tickets t where t.account_id = v_account and t.id = v_id;
        continue when v_ticket.state is distinct from 'waiting'
                   or (v_ticket.queue_id, v_ticket.channel_id) = (v_queue, v_channel);
        v_queue := v_ticket.queue_id;
        v_channel := v_ticket.channel_id;
        if not exists (
               select from (select t.id, t.channel_id, t.conversation_id, t.offered_to, t.needs, t.avoid_user_id, t.passed_by
                              from tickets t
                             where t.account_id = v_account and t.queue_id = v_queue and t.state = 'waiting'
                             order by t.rank desc, t.entered_at, t.id limit 3) t
                 join conversations c on c.account_id = v_account and c.id = t.conversation_id and c.status = 'open'
                where t.id <> all (p_ticket_ids) and t.channel_id = v_channel and t.offered_to is null
                  and t.needs is null and t.avoid_user_id is null and t.passed_by = '{}') then
            return false;
        end if;
    end loop;
    return true;
end
$$;

-- As in migration 0009; one alone needs no order.
create or replace function lock_external_ids(p_channel_ids uuid[], p_external_ids text[]) returns void
    language plpgsql as $$
begin
    if cardinality(p_external_ids) = 1 then
        perform pg_advisory_xact_lock(hashtextextended(p_channel_ids[1] || ':' || p_external_ids[1], 7236413));
    else
        perform pg_advisory_xact_lock(k.key)
           from (select distinct hashtextextended(t.channel_id || ':' || t.external_id, 7236413) as key
                   from unnest(p_channel_ids, p_external_ids) as t (channel_id, external_id) order by 1) k;
    end if;
end
$$;

-- As in migration 0009, but that a company for which nothing is parked is not searched.
create or replace function take_parked_updates(p_channel_ids uuid[], p_external_ids text[]) returns jsonb
    language plpgsql as $$
#variable_conflict use_column
declare
    v_account uuid := current_account();
    v_work intake_item[];
    v_item intake_item;
    v_updates jsonb := '[]';
begin
    perform lock_external_ids(p_channel_ids, p_external_ids);
    if not exists (select from parked_updates p where p.account_id = v_account) then
        return v_updates;
    end if;
    with taken as (
        delete from parked_updates p
         using (select distinct * from unnest(p_channel_ids, p_external_ids) as t (channel_id, external_id)) t
         where p.account_id = v_account and p.channel_id = t.channel_id and p.external_id = t.external_id
        returning p.id, p.channel_id, p.item
    )
    select array_agg(intake_item_of(0, t.channel_id, t.item) order by t.id)
      into v_work from taken t;
    if v_work is null then
        return v_updates;
    end if;
    foreach v_item in array v_work loop
        if v_item.kind <> 'status' then
            v_updates := v_updates || coalesce(intake_message_change(v_item.channel_id, v_item.item) -> 'updates', '[]');
        end if;
    end loop;
    select array_agg(w) into v_work from unnest(v_work) w where w.kind = 'status';
    if v_work is not null then
        v_updates := v_updates || (intake_statuses(v_work, false) -> 'updates');
    end if;
    return v_updates;
end
$$;
