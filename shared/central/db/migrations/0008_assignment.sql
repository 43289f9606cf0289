-- Waiting tickets find free agents: protocol numbers, presence as it counts, queueing, assignment and giving back.
--
-- Every function here runs as the caller, inside a transaction whose account is set, and returns its news as
-- {"updates": […], "facts": [{source, detail_type, data}]} for the caller to append as the last statement.
--
-- Locks are always taken in this order, so that nobody waits in a circle:
--   1. conversations (several: by id)   2. the account's capacity (lock_capacity)   3. everything else.
-- Whoever already holds the capacity and wants a conversation takes it with SKIP LOCKED only, and never waits for it.
-- A function that stores messages therefore queues its new conversations last.

-- Who gave this ticket away by hand: it is offered to others, not straight back to them.
alter table tickets add column avoid_user_id uuid;
-- When the contact was last told a position; told_position and told_total say which.
alter table tickets add column told_at timestamptz;
-- Since when everybody was told that this agent is gone although they never said so. Cleared by the next heartbeat.
alter table agent_presence add column absent_since timestamptz;
-- How fast a queue moves, for the estimated wait.
create index tickets_assigned on tickets (account_id, queue_id, assigned_at desc) where assigned_at is not null;

-- Presence as it counts, by the database's clock: an agent whose heartbeat is older than 90 s is offline whatever they
-- chose. The only place that knows the 90 s.
create view effective_presence with (security_invoker = true) as
select p.account_id, p.user_id,
       case when p.last_heartbeat_at > now() - interval '90 seconds' then p.state else 'offline' end as state,
       p.state as chosen_state, p.reason, p.state_since, p.last_heartbeat_at, p.last_assigned_at, p.agent_limit,
       p.absent_since,
       coalesce(p.state = 'online' and p.last_heartbeat_at > now() - interval '90 seconds', false) as available
  from agent_presence p;
grant select on effective_presence to central_app;

-- A number of the account's settings, or the default when it is missing or no number.
create function account_setting(p_name text, p_default numeric) returns numeric
    language sql stable
begin atomic
    select coalesce((select (a.settings ->> p_name)::numeric from accounts a
                      where a.id = current_account() and jsonb_typeof(a.settings -> p_name) = 'number'), p_default);
end;
grant execute on function account_setting(text, numeric) to central_app;

-- The account's mutex of capacity: whoever gives an agent a ticket, or changes who is there, holds it until commit. One
-- lock for the account instead of one per agent: an agent serves several queues, and somebody who is just coming online
-- must exclude somebody who is just finding nobody there.
create function lock_capacity() returns void
    language sql volatile
begin atomic
    select pg_advisory_xact_lock(hashtextextended('capacity ' || current_account()::text, 0));
end;
grant execute on function lock_capacity() to central_app;

-- The account's next protocol number: YYYYMMDD-NNNNNN, counted per day of the account's own time zone, without gaps.
create function next_protocol() returns text
    language plpgsql as $$
declare
    v_day date;
    v_number integer;
begin
    select (now() at time zone a.time_zone)::date into strict v_day from accounts a where a.id = current_account();
    insert into protocol_counters as c (account_id, day, last_number)
    values (current_account(), v_day, 1)
    on conflict (account_id, day) do update set last_number = c.last_number + 1
    returning last_number into v_number;
    return to_char(v_day, 'YYYYMMDD') || '-' || lpad(v_number::text, 6, '0');
end
$$;
grant execute on function next_protocol() to central_app;

-- Two news in one, in order.
create function join_news(p_first jsonb, p_second jsonb) returns jsonb
    language sql immutable parallel safe
begin atomic
    select jsonb_build_object(
        'updates', coalesce(p_first -> 'updates', '[]') || coalesce(p_second -> 'updates', '[]'),
        'facts', coalesce(p_first -> 'facts', '[]') || coalesce(p_second -> 'facts', '[]'));
end;
grant execute on function join_news(jsonb, jsonb) to central_app;

-- Gives each waiting ticket to its agent (two parallel lists). A ticket that no longer waits is left alone and has no
-- news: that is how the second of two agents learns that they lost. The caller holds the capacity and has counted.
create function put_in_service(p_ticket_ids uuid[], p_user_ids uuid[], p_how text) returns jsonb
    language plpgsql as $$
declare
    v_account uuid := current_account();
    v_now timestamptz := clock_timestamp();
    v_news jsonb;
begin
    with picks as (
        select p.ticket_id, p.user_id, v_now + p.place * interval '1 microsecond' as at
          from unnest(p_ticket_ids, p_user_ids) with ordinality as p (ticket_id, user_id, place)
    ), given as (
        update tickets t
           set state = 'in_service', assignee_id = p.user_id, assigned_at = p.at, avoid_user_id = null
          from picks p
         where t.account_id = v_account and t.id = p.ticket_id and t.state = 'waiting'
        returning t.id, t.protocol, t.conversation_id, t.queue_id, t.assignee_id, t.entered_at, t.assigned_at
    ), moved as (
        update conversations c
           set session = 'human', assignee_id = g.assignee_id, queue_id = g.queue_id, version = c.version + 1
          from given g
         where c.account_id = v_account and c.id = g.conversation_id
    ), counted as (
        update agent_presence a
           set last_assigned_at = g.at
          from (select assignee_id, max(assigned_at) as at from given group by assignee_id) g
         where a.account_id = v_account and a.user_id = g.assignee_id
    )
    select jsonb_build_object(
               'updates', jsonb_agg(jsonb_build_object(
                   'type', 'ticket_assigned', 'conversation_id', g.conversation_id, 'user_id', g.assignee_id,
                   'data', jsonb_build_object('ticket_id', g.id, 'queue_id', g.queue_id)) order by g.assigned_at),
               'facts', jsonb_agg(jsonb_build_object(
                   'source', 'central.queues', 'detail_type', 'TicketAssigned',
                   'data', jsonb_build_object(
                       'ticket_id', g.id, 'protocol', g.protocol, 'conversation_id', g.conversation_id,
                       'queue_id', g.queue_id, 'user_id', g.assignee_id, 'how', p_how,
                       'waited_seconds', round(greatest(0, extract(epoch from g.assigned_at - g.entered_at)), 3)))
                   order by g.assigned_at))
      into v_news
      from given g having count(*) > 0;
    return join_news(v_news, null);
end
$$;
grant execute on function put_in_service(uuid[], uuid[], text) to central_app;

-- How many tickets this agent serves and how many they may serve in this queue.
create function agent_capacity(p_user_id uuid, p_queue_id uuid)
    returns table (load integer, agent_limit integer, available boolean)
    language sql stable
begin atomic
    select (select count(*)::integer from tickets t
             where t.account_id = current_account() and t.assignee_id = p_user_id and t.state = 'in_service'),
           coalesce(p.agent_limit, q.agent_limit),
           coalesce(p.available and m.active, false)
      from queues q
      join memberships m on m.account_id = q.account_id and m.user_id = p_user_id
      left join effective_presence p on p.account_id = q.account_id and p.user_id = p_user_id
     where q.account_id = current_account() and q.id = p_queue_id;
end;
grant execute on function agent_capacity(uuid, uuid) to central_app;

-- Gives waiting tickets to free agents of one queue, or of all active queues: by priority, then entry; round robin goes
-- to whoever got one longest ago, least busy to whoever has fewest. Never over a limit, never one ticket twice.
-- Besides the news it returns "assigned" (how many) and "left": true when tickets were passed over because somebody else
-- was changing their conversation at that moment; the caller then rings routing again.
create function assign_waiting_tickets(p_queue_id uuid default null, p_limit integer default 50) returns jsonb
    language plpgsql as $$
declare
    v_account uuid := current_account();
    -- One seat per agent and queue, as parallel lists.
    v_queues uuid[];
    v_modes text[];
    v_users uuid[];
    v_limits integer[];
    v_loads integer[];
    v_last timestamptz[];
    v_open uuid[];
    v_room integer;
    v_candidates uuid[];
    v_passed uuid[] := '{}';
    v_tickets uuid[] := '{}';
    v_agents uuid[] := '{}';
    v_locked integer := 0;
    v_claimed integer;
    v_before integer;
    v_best integer;
    v_news jsonb;
    v_ticket record;
begin
    perform lock_capacity();
    select array_agg(s.queue_id), array_agg(s.mode), array_agg(s.user_id), array_agg(s.agent_limit),
           array_agg(s.load), array_agg(s.last_assigned_at)
      into v_queues, v_modes, v_users, v_limits, v_loads, v_last
      from (select q.id as queue_id, q.mode, p.user_id, coalesce(p.agent_limit, q.agent_limit) as agent_limit,
                   coalesce(l.load, 0)::integer as load, coalesce(p.last_assigned_at, '-infinity') as last_assigned_at
              from queues q
              join queue_members qm on qm.account_id = v_account and qm.queue_id = q.id
              join memberships m on m.account_id = v_account and m.user_id = qm.user_id and m.active
              join effective_presence p on p.account_id = v_account and p.user_id = qm.user_id and p.available
              left join (select assignee_id, count(*) as load from tickets
                          where account_id = v_account and state = 'in_service' group by assignee_id) l
                     on l.assignee_id = p.user_id
             where q.account_id = v_account and q.active and q.mode <> 'manual'
               and (p_queue_id is null or q.id = p_queue_id)
             order by p.user_id, q.id) s;
    loop
        v_before := cardinality(v_tickets);
        -- Only queues where somebody is free: a long line nobody can serve never hides a short one.
        select array_agg(distinct s.queue_id), sum(s.agent_limit - s.load)
          into v_open, v_room
          from unnest(v_queues, v_limits, v_loads) as s (queue_id, agent_limit, load)
         where s.load < s.agent_limit;
        v_room := least(v_room, p_limit - v_before);
        exit when v_open is null or v_room <= 0;

        select array_agg(w.id order by w.priority desc, w.queue_priority desc, w.entered_at, w.id)
          into v_candidates
          from (select w.*, q.priority as queue_priority
                  from queues q
                 cross join lateral (
                       select t.id, t.priority, t.entered_at
                         from tickets t
                        where t.account_id = v_account and t.queue_id = q.id and t.state = 'waiting'
                          and t.id <> all (v_passed) and t.id <> all (v_tickets)
                        order by t.priority desc, t.entered_at, t.id
                        limit v_room) w
                 where q.account_id = v_account and q.id = any (v_open)
                 order by w.priority desc, q.priority desc, w.entered_at, w.id
                 limit v_room) w;
        exit when v_candidates is null;

        v_claimed := 0;
        for v_ticket in
            select k.id, k.queue_id, k.avoid_user_id, c.status
              from unnest(v_candidates) with ordinality as w (id, place)
              join tickets k on k.account_id = v_account and k.id = w.id and k.state = 'waiting'
              join conversations c on c.account_id = v_account and c.id = k.conversation_id
             order by w.place
               for no key update of k, c skip locked
        loop
            v_claimed := v_claimed + 1;
            v_best := 0;
            if v_ticket.status = 'open' then
                for i in 1 .. cardinality(v_users) loop
                    if v_queues[i] = v_ticket.queue_id and v_loads[i] < v_limits[i]
                       and v_users[i] is distinct from v_ticket.avoid_user_id
                       and (v_best = 0
                            or (v_modes[i] = 'least_busy' and (v_loads[i], v_last[i]) < (v_loads[v_best], v_last[v_best]))
                            or (v_modes[i] <> 'least_busy' and (v_last[i], v_loads[i]) < (v_last[v_best], v_loads[v_best])))
                    then
                        v_best := i;
                    end if;
                end loop;
            end if;
            if v_best > 0 then
                v_tickets := v_tickets || v_ticket.id;
                v_agents := v_agents || v_users[v_best];
                for i in 1 .. cardinality(v_users) loop
                    if v_users[i] = v_users[v_best] then
                        v_loads[i] := v_loads[i] + 1;
                        v_last[i] := clock_timestamp();
                    end if;
                end loop;
            end if;
        end loop;
        v_locked := v_locked + cardinality(v_candidates) - v_claimed;
        -- What was not given in this pass (locked by somebody, or nobody for it) is not looked at again.
        v_passed := v_passed || v_candidates;
    end loop;

    if cardinality(v_tickets) > 0 then
        v_news := put_in_service(v_tickets, v_agents, 'automatic');
    end if;
    return join_news(v_news, null) || jsonb_build_object(
        'assigned', cardinality(v_tickets), 'left', v_locked > 0 or cardinality(v_tickets) >= p_limit);
end
$$;
grant execute on function assign_waiting_tickets(uuid, integer) to central_app;

-- Puts conversations into queues and gives them to whoever is free, in this transaction.
-- p_items: [{conversation_id, queue_id?, reason, prefer_user_id?, avoid_user_id?, entered_at?}].
--   queue_id        missing or switched off: the channel's queue, else the account's default one
--   prefer_user_id  gets it when they are there and have room; missing: the agent who served this contact last
--   avoid_user_id   who just gave it away
--   entered_at      keeps a place already waited for
-- A conversation that already has an active ticket, is not open or unknown is left alone. Call it once per account, after
-- the conversations' messages are stored; conversations queue in the order of the items.
create function queue_conversations(p_items jsonb) returns jsonb
    language plpgsql as $$
declare
    v_account uuid := current_account();
    v_created uuid[] := '{}';
    v_new jsonb := '[]';
    v_news jsonb;
    v_ticket record;
    v_queues uuid[];
    v_assigned uuid[];
    item record;
begin
    perform 1 from conversations c
      where c.account_id = v_account
        and c.id in (select (i ->> 'conversation_id')::uuid from jsonb_array_elements(p_items) i)
      order by c.id for no key update;
    perform lock_capacity();

    for item in
        select c.id, c.priority, i.item ->> 'reason' as reason,
               coalesce(
                   (i.item ->> 'prefer_user_id')::uuid,
                   (select l.assignee_id
                      from (select t.assignee_id, t.state from tickets t
                             where t.account_id = v_account and t.conversation_id = c.id
                             order by t.entered_at desc limit 1) l
                     where l.state = 'finished')) as prefer_user_id,
               (i.item ->> 'entered_at')::timestamptz as entered_at, (i.item ->> 'avoid_user_id')::uuid as avoid_user_id,
               coalesce(
                   (select q.id from queues q
                     where q.account_id = v_account and q.id = (i.item ->> 'queue_id')::uuid and q.active),
                   (select q.id from channels ch join queues q on q.account_id = v_account and q.id = ch.queue_id and q.active
                     where ch.account_id = v_account and ch.id = c.channel_id),
                   (select q.id from queues q where q.account_id = v_account
                     order by q.is_default desc, q.active desc, q.created_at, q.id limit 1)) as queue_id
          from jsonb_array_elements(p_items) with ordinality as i (item, place)
          join conversations c on c.account_id = v_account and c.id = (i.item ->> 'conversation_id')::uuid
         where c.status = 'open'
         order by i.place
    loop
        continue when item.queue_id is null or exists (
            select 1 from tickets t where t.account_id = v_account and t.conversation_id = item.id
                                      and t.state in ('waiting', 'in_service'));
        -- The clock and not now(): conversations of one transaction keep the order in which they came.
        insert into tickets (account_id, protocol, conversation_id, queue_id, priority, handoff_reason, entered_at, avoid_user_id)
        values (v_account, next_protocol(), item.id, item.queue_id, item.priority, item.reason,
                coalesce(item.entered_at, clock_timestamp()), item.avoid_user_id)
        returning * into v_ticket;
        update conversations c
           set session = 'waiting', assignee_id = null, queue_id = item.queue_id, handoff_reason = item.reason,
               version = c.version + 1
         where c.account_id = v_account and c.id = item.id;
        v_created := v_created || v_ticket.id;
        v_new := v_new || jsonb_build_object('ticket_id', v_ticket.id, 'protocol', v_ticket.protocol,
            'conversation_id', item.id, 'queue_id', item.queue_id, 'priority', v_ticket.priority,
            'handoff_reason', v_ticket.handoff_reason, 'entered_at', v_ticket.entered_at);
        if item.prefer_user_id is not null
           and exists (select 1 from agent_capacity(item.prefer_user_id, item.queue_id) a
                        where a.available and a.load < a.agent_limit) then
            v_news := join_news(v_news, put_in_service(array[v_ticket.id], array[item.prefer_user_id], 'same_agent'));
        end if;
    end loop;
    if cardinality(v_created) = 0 then
        return join_news(null, null);
    end if;

    select array_agg(distinct t.queue_id) into v_queues
      from tickets t where t.account_id = v_account and t.id = any (v_created) and t.state = 'waiting';
    if v_queues is not null then
        v_news := join_news(v_news, assign_waiting_tickets(
            case when cardinality(v_queues) = 1 then v_queues[1] end, greatest(50, cardinality(v_created))));
    end if;
    select array_agg(t.id) into v_assigned
      from tickets t where t.account_id = v_account and t.id = any (v_created) and t.state = 'in_service';
    return join_news(
        (select jsonb_build_object(
                    'updates', jsonb_agg(jsonb_build_object(
                        'type', 'new_ticket', 'conversation_id', n.item ->> 'conversation_id',
                        'data', jsonb_build_object('ticket_id', n.item ->> 'ticket_id', 'queue_id', n.item ->> 'queue_id'))
                        order by n.place),
                    'facts', jsonb_agg(jsonb_build_object(
                        'source', 'central.queues', 'detail_type', 'TicketQueued',
                        'data', n.item || jsonb_build_object('assigned',
                            coalesce((n.item ->> 'ticket_id')::uuid = any (v_assigned), false)))
                        order by n.place))
           from jsonb_array_elements(v_new) with ordinality as n (item, place)),
        v_news);
end
$$;
grant execute on function queue_conversations(jsonb) to central_app;

-- One conversation into a queue; see queue_conversations.
create function queue_conversation(
    p_conversation_id uuid, p_queue_id uuid, p_reason text, p_prefer_user_id uuid default null) returns jsonb
    language sql volatile
begin atomic
    select queue_conversations(jsonb_build_array(jsonb_build_object(
        'conversation_id', p_conversation_id, 'queue_id', p_queue_id, 'reason', p_reason,
        'prefer_user_id', p_prefer_user_id)));
end;
grant execute on function queue_conversation(uuid, uuid, text, uuid) to central_app;

-- Takes tickets away from agents who are gone and gives them to others. Their place in line is the one they had.
-- With p_user_id: all tickets of that agent, now (they said that they leave). Without: tickets of everybody whose last
-- sign of life (heartbeat, own choice, or being given this ticket) is older than the account's grace time, setting
-- give_back_after_seconds, 300 by default (0: never). Somebody whose heartbeat only falters keeps theirs.
create function give_back_absent_agents(p_user_id uuid default null) returns jsonb
    language plpgsql as $$
declare
    v_account uuid := current_account();
    v_grace interval := make_interval(secs => account_setting('give_back_after_seconds', 300)::double precision);
    v_news jsonb;
    v_back jsonb;
begin
    perform lock_capacity();
    -- Once per absence everybody is told that the agent is gone.
    with gone as (
        update agent_presence a
           set absent_since = now()
          from effective_presence p
         where a.account_id = v_account and a.absent_since is null and p_user_id is null
           and p.account_id = v_account and p.user_id = a.user_id
           and p.state = 'offline' and p.chosen_state <> 'offline'
        returning a.user_id
    )
    select jsonb_build_object('updates', jsonb_agg(jsonb_build_object(
               'type', 'presence', 'user_id', g.user_id, 'data', jsonb_build_object('state', 'offline'))))
      into v_news
      from gone g having count(*) > 0;

    with lost as (
        select t.id, t.conversation_id, t.assignee_id
          from tickets t
          join conversations c on c.account_id = v_account and c.id = t.conversation_id
          left join effective_presence p on p.account_id = v_account and p.user_id = t.assignee_id
         where t.account_id = v_account and t.state = 'in_service'
           and case when p_user_id is not null then t.assignee_id = p_user_id
                    else v_grace > interval '0' and coalesce(p.state, 'offline') = 'offline'
                         and greatest(t.assigned_at, p.last_heartbeat_at,
                                      case when p.chosen_state = 'offline' then p.state_since end) < now() - v_grace
               end
           for no key update of t, c skip locked
    ), back as (
        update tickets t
           set state = 'waiting', assignee_id = null, assigned_at = null, told_position = null, told_total = null
          from lost l
         where t.account_id = v_account and t.id = l.id
        returning t.id, t.protocol, t.conversation_id, t.queue_id, l.assignee_id, t.entered_at
    ), moved as (
        update conversations c
           set session = 'waiting', assignee_id = null, version = c.version + 1
          from back b
         where c.account_id = v_account and c.id = b.conversation_id
    )
    select jsonb_build_object(
               'updates', jsonb_agg(jsonb_build_object(
                   'type', 'ticket_updated', 'conversation_id', b.conversation_id,
                   'data', jsonb_build_object('ticket_id', b.id, 'queue_id', b.queue_id)) order by b.entered_at),
               'facts', jsonb_agg(jsonb_build_object(
                   'source', 'central.queues', 'detail_type', 'TicketGivenBack',
                   'data', jsonb_build_object('ticket_id', b.id, 'protocol', b.protocol,
                       'conversation_id', b.conversation_id, 'queue_id', b.queue_id, 'user_id', b.assignee_id))
                   order by b.entered_at))
      into v_back
      from back b having count(*) > 0;
    if v_back is null then
        return join_news(v_news, null);
    end if;
    return join_news(join_news(v_news, v_back), assign_waiting_tickets());
end
$$;
grant execute on function give_back_absent_agents(uuid) to central_app;

-- Place and length of the line a conversation waits in; no row when it does not wait.
create function ticket_position(p_conversation_id uuid) returns table (ticket_id uuid, place integer, total integer)
    language sql stable
begin atomic
    select t.id,
           (select 1 + count(*)::integer from tickets a
             where a.account_id = t.account_id and a.queue_id = t.queue_id and a.state = 'waiting'
               and (a.priority > t.priority or (a.priority = t.priority and (a.entered_at, a.id) < (t.entered_at, t.id)))),
           (select count(*)::integer from tickets a
             where a.account_id = t.account_id and a.queue_id = t.queue_id and a.state = 'waiting')
      from tickets t
     where t.account_id = current_account() and t.conversation_id = p_conversation_id and t.state = 'waiting';
end;
grant execute on function ticket_position(uuid) to central_app;

-- A ticket waits with the priority of its conversation.
create function follow_conversation_priority() returns trigger
    language plpgsql as $$
begin
    update tickets set priority = new.priority
     where account_id = new.account_id and conversation_id = new.id and state in ('waiting', 'in_service');
    return null;
end
$$;
create trigger conversations_priority after update of priority on conversations
    for each row when (old.priority is distinct from new.priority) execute function follow_conversation_priority();
