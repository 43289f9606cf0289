-- Queueing with fewer statements: each costs 30 to 50 microseconds before it does anything, and more when its plan is large.
-- The newest version of queue_conversations is here; assign_waiting_tickets is in 0097.

-- As in migration 0096, asked in one statement; and whoever gets a ticket wishes for none any more, however it came about.
create or replace function enter_line() returns trigger
    language plpgsql as $$
declare
    v_wished boolean;
begin
    select c.channel_id,
           case when new.state = 'waiting' then new.ahead or coalesce((
                select t.state = 'abandoned' from tickets t
                 where t.account_id = new.account_id and t.conversation_id = c.id
                 order by t.entered_at desc limit 1), false) else new.ahead end,
           case when new.state = 'waiting' and new.priority = 5
                     and exists (select from priority_rules r where r.account_id = new.account_id)
                then coalesce(ruled_priority(c.id), 5) else new.priority end,
           case when new.state = 'waiting' and exists (
                     select from queues q where q.account_id = new.account_id and q.id = new.queue_id and q.mode = 'skills')
                then skills_needed(new.queue_id, c.id) else new.needs end,
           exists (select from handoff_wishes h where h.account_id = new.account_id and h.conversation_id = c.id)
      into new.channel_id, new.ahead, new.priority, new.needs, v_wished
      from conversations c
     where c.account_id = new.account_id and c.id = new.conversation_id;
    if v_wished then
        delete from handoff_wishes h
         where h.account_id = new.account_id and h.conversation_id = new.conversation_id and h.wished_at is not null;
    end if;
    return new;
end
$$;
drop trigger forget_wishes on tickets;
drop function forget_wishes();

-- Whether all of these tickets stand behind somebody whom everybody who may serve them could serve as well: who still waits there
-- says that nobody has room, and nobody need be looked for. Whoever gets room looks at the whole line by themselves.
create function stand_behind(p_ticket_ids uuid[]) returns boolean
    language plpgsql stable as $$
begin
    return not exists (
        select from tickets n
         where n.account_id = current_account() and n.id = any (p_ticket_ids) and n.state = 'waiting'
           and not exists (
               select from (select t.id, t.channel_id, t.conversation_id, t.offered_to, t.needs, t.avoid_user_id, t.passed_by
                              from tickets t
                             where t.account_id = current_account() and t.queue_id = n.queue_id and t.state = 'waiting'
                             order by t.rank desc, t.entered_at, t.id limit 3) t
                 join conversations c on c.account_id = current_account() and c.id = t.conversation_id and c.status = 'open'
                where t.id <> all (p_ticket_ids) and t.channel_id = n.channel_id and t.offered_to is null
                  and t.needs is null and t.avoid_user_id is null and t.passed_by = '{}'));
end
$$;
grant execute on function stand_behind(uuid[]) to central_app;

-- As in migration 0091, but that nobody is looked for where the line says that nobody has room, and hours are only asked for
-- where there are calendars.
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
