-- One call stores a whole batch of many companies' messages and changes.
--
-- ingest_batch runs as the application role, in one statement that commits by itself. It looks every number up, sets
-- the account of each group, stores the group at once, and only when that is refused item by item, so that one bad item
-- costs its neighbours nothing.

-- Stores everything of one account that came in a batch, in the order that keeps its meaning. The shape of what
-- intake_messages returns.
create function intake_account(p_work intake_item[], p_grouping interval) returns jsonb
    language plpgsql as $$
declare
    v_part intake_item[];
    v_item intake_item;
    v_result jsonb := '{"outcomes": {}, "updates": [], "facts": []}';
    v_one jsonb;
begin
    select array_agg(w order by w.index) into v_part from unnest(p_work) w where w.kind in ('message', 'echo');
    if v_part is not null then
        v_result := intake_messages(v_part, p_grouping);
    end if;
    foreach v_item in array p_work loop
        if v_item.kind not in ('message', 'echo', 'status') then
            v_one := intake_change(v_item);
            v_result := jsonb_set(v_result, '{outcomes}', (v_result -> 'outcomes') || jsonb_build_object(v_item.index, v_one))
                     || jsonb_build_object('updates', (v_result -> 'updates') || coalesce(v_one -> 'updates', '[]'));
        end if;
    end loop;
    select array_agg(w order by w.index) into v_part from unnest(p_work) w where w.kind = 'status';
    if v_part is not null then
        v_one := intake_statuses(v_part);
        v_result := v_result || jsonb_build_object('outcomes', (v_result -> 'outcomes') || (v_one -> 'outcomes'),
                                                   'updates', (v_result -> 'updates') || (v_one -> 'updates'));
    end if;
    return v_result;
end
$$;

-- The one call of process_inbound.
-- p_items: array of InboundItem (central/platforms/base.py). Returns a row per item, by its index from 0:
--   stored | applied | duplicate | deferred (waits for the message it names) | ignored | parked (reason: why it never can be)
-- and a row per account without index that carries what to ring ({push: bool, answer, read: [conversation id], media: [id]})
-- and the facts to publish ([{id, source, detail_type, detail}], stored in the outbox already).
-- Errors that another try may heal (deadlock, time-out, shutdown …) are raised: then nothing of the batch happened.
create function ingest_batch(p_items jsonb, p_grouping_seconds double precision default 2, p_correlation_id text default '')
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
    v_news jsonb := '[]';
    v_state text;
    v_message text;
begin
    with items as materialized (
        select e.position::integer - 1 as position, e.item, e.item ->> 'channel_key_kind' is not distinct from 'waba' as waba
          from jsonb_array_elements(p_items) with ordinality as e (item, position)
         where e.item ->> 'kind' not in ('bad', 'ignored')
    ), known as materialized (
        select g.platform, false as waba, k.external_id as key, k.account_id, k.channel_id
          from (select i.item ->> 'platform' as platform, array_agg(distinct i.item ->> 'channel_key') as keys
                  from items i where not i.waba group by 1) g
         cross join lateral find_channels(g.platform, g.keys) k
        union all
        select g.platform, true, g.key, k.account_id, k.channel_id
          from (select distinct i.item ->> 'platform' as platform, i.item ->> 'channel_key' as key
                  from items i where i.waba) g
         cross join lateral find_channels_of_business(g.platform, g.key) k
    )
    select array_agg(intake_item_of(i.position, k.channel_id, i.item) order by k.account_id, i.position),
           array_agg(k.account_id order by k.account_id, i.position)
      into v_all, v_accounts
      from items i
      join known k on k.platform = i.item ->> 'platform' and k.waba = i.waba and k.key = i.item ->> 'channel_key';

    return query
        select e.position::integer - 1,
               case when e.item ->> 'kind' = 'bad' then 'parked'
                    when e.item ->> 'kind' in ('message', 'echo', 'edit', 'revoke', 'reaction', 'identity_change', 'opt')
                    then 'parked' else 'ignored' end,
               coalesce(e.item ->> 'reason', 'unknown_channel'), null::uuid, null::uuid, null::uuid, null::jsonb, null::jsonb
          from jsonb_array_elements(p_items) with ordinality as e (item, position)
         where e.position - 1 <> all (select w.index from unnest(v_all) w);

    while v_from <= cardinality(v_accounts) loop
        v_to := v_from;
        while v_accounts[v_to + 1] = v_accounts[v_from] loop
            v_to := v_to + 1;
        end loop;
        v_work := v_all[v_from : v_to];
        perform set_config('central.account_id', v_accounts[v_from]::text, true);
        v_result := null;
        -- A changed number changes who the later messages are from: then the order of everything counts.
        if not exists (select 1 from unnest(v_work) w where w.kind = 'identity_change') then
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
                        -- A unique key that somebody else just took is read the next time.
                        exit when v_state <> '23505';
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
        if v_one -> 'updates' <> '[]' or v_one -> 'facts' <> '[]' then
            perform append_news(v_one -> 'updates', v_one -> 'facts');
        end if;
        return query select null::integer, null::text, null::text, (v_one ->> 'account_id')::uuid, null::uuid, null::uuid,
            jsonb_build_object('push', v_one -> 'updates' <> '[]', 'answer', coalesce(nullif(v_one -> 'answer', 'null'), '[]'),
                               'media', coalesce(nullif(v_one -> 'media', 'null'), '[]'),
                               'read', coalesce(nullif(v_one -> 'read', 'null'), '[]')),
            v_one -> 'facts';
    end loop;
    perform set_config('central.account_id', '', true);
end
$$;

-- Forgets facts of several accounts that the bus has taken, in one statement that commits by itself.
create function forget_facts(p_account_ids uuid[], p_ids uuid[]) returns void
    language plpgsql as $$
declare
    v_account uuid;
begin
    for v_account in select distinct t.account_id from unnest(p_account_ids) as t (account_id) order by 1 loop
        perform set_config('central.account_id', v_account::text, true);
        delete from outbox o where o.account_id = v_account and o.id = any (p_ids);
    end loop;
    perform set_config('central.account_id', '', true);
end
$$;
grant execute on function forget_facts(uuid[], uuid[]) to central_app;

-- Whether an error says that this item can never be stored. Everything else is a fault that passes.
create function ingest_can_park(p_state text) returns boolean
    language sql immutable
    return left(p_state, 2) in ('22', '23', '54');

grant execute on function ingest_batch(jsonb, double precision, text) to central_app;
