-- Queueing a whole batch at once. The newest versions of queue_conversations and next_protocol (0008) are here; may_serve is
-- in 0051. Nothing used queue_conversation (0008) any more.
drop function queue_conversation(uuid, uuid, text, uuid);

-- The account's next protocol numbers: YYYYMMDD-NNNNNN, counted per day of the account's own time zone, without gaps.
create function next_protocols(p_count integer) returns text[]
    language plpgsql as $$
declare
    v_day text;
    v_last integer;
    v_protocols text[] := '{}';
begin
    insert into protocol_counters as c (account_id, day, last_number)
    select a.id, (now() at time zone a.time_zone)::date, p_count from accounts a where a.id = current_account()
    on conflict (account_id, day) do update set last_number = c.last_number + p_count
    returning to_char(day, 'YYYYMMDD-'), last_number into strict v_day, v_last;
    for v_number in v_last - p_count + 1 .. v_last loop
        v_protocols := v_protocols || (v_day || lpad(v_number::text, 6, '0'));
    end loop;
    return v_protocols;
end
$$;
grant execute on function next_protocols(integer) to central_app;

-- One of them.
create or replace function next_protocol() returns text
    language plpgsql as $$
begin
    return (next_protocols(1))[1];
end
$$;

-- Puts conversations into queues and gives them to whoever is free, in this transaction.
-- p_items: [{conversation_id, queue_id?, reason, prefer_user_id?, avoid_user_id?, entered_at?}].
--   queue_id        missing or switched off: the channel's queue, else the account's default one
--   prefer_user_id  gets it when they are there and have room; missing: the agent who served this contact last
--   avoid_user_id   who just gave it away
--   entered_at      keeps a place already waited for
-- A conversation that already has an active ticket, is not open or unknown is left alone. Call it once per account, after
-- the conversations' messages are stored; conversations queue in the order of the items. A conversation that was just
-- written as waiting in its queue (store_first_messages) is not written again.
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
    v_protocols text[];
    v_tickets uuid[];
    v_updates jsonb;
    v_facts jsonb;
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
           array_agg(n.prefer_user_id order by n.place), jsonb_agg(n.item order by n.place),
           bool_or((n.session, n.queue_id, n.item ->> 'reason') is distinct from ('waiting', n.stands_in, n.handoff_reason))
      into v_conversations, v_queues, v_prefer, v_items, v_moves
      from (select distinct on (c.id) c.id, w.place, i.item || jsonb_build_object('priority', c.priority) as item,
                   c.session, c.queue_id as stands_in, c.handoff_reason,
                   entry_queue((i.item ->> 'queue_id')::uuid,
                               (select ch.queue_id from channels ch
                                 where ch.account_id = v_account and ch.id = c.channel_id)) as queue_id,
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
             order by c.id, w.place) n
     where n.queue_id is not null;
    if v_conversations is null then
        return join_news(null, null);
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
    with created as (
        insert into tickets (account_id, protocol, conversation_id, queue_id, priority, handoff_reason, entered_at,
                             avoid_user_id)
        select v_account, w.protocol, w.conversation_id, w.queue_id, (i.item -> 'priority')::integer, i.item ->> 'reason',
               coalesce((i.item ->> 'entered_at')::timestamptz, v_now + w.place * interval '1 microsecond'),
               (i.item ->> 'avoid_user_id')::uuid
          from unnest(v_conversations, v_queues, v_protocols) with ordinality
               as w (conversation_id, queue_id, protocol, place)
         cross join lateral (select v_items -> (w.place - 1)::integer as item) i
        returning id, protocol, conversation_id, queue_id, priority, handoff_reason, entered_at
    )
    select array_agg(t.id order by t.protocol),
           jsonb_agg(jsonb_build_object(
               'type', 'new_ticket', 'conversation_id', t.conversation_id,
               'data', jsonb_build_object('ticket_id', t.id, 'queue_id', t.queue_id)) order by t.protocol),
           jsonb_agg(jsonb_build_object(
               'source', 'central.queues', 'detail_type', 'TicketQueued',
               'data', jsonb_build_object(
                   'ticket_id', t.id, 'protocol', t.protocol, 'conversation_id', t.conversation_id,
                   'queue_id', t.queue_id, 'priority', t.priority, 'handoff_reason', t.handoff_reason,
                   'entered_at', t.entered_at, 'assigned', false)) order by t.protocol)
      into v_tickets, v_updates, v_facts
      from created t;

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
    if v_queues is not null then
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
    return join_news(jsonb_build_object('updates', v_updates, 'facts', v_facts), v_news);
end
$$;
