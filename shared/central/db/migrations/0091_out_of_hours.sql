-- Outside hours only the hand-off waits. A conversation that wants a person while its queue is closed gets no ticket: it
-- stays with the bot, and its wish is written down with its place. When the queue opens, wishes become tickets in the order
-- they were made. Rows are the truth; a doorbell at the time of the next change makes it a matter of seconds.

create table handoff_wishes (
    account_id uuid not null,
    conversation_id uuid not null,
    -- What is wished: a place in this queue since then. Null: nothing; the row only remembers what the contact was told.
    queue_id uuid,
    reason text check (reason in ('asked', 'ai', 'flow', 'failure', 'rule', 'agent')),
    wished_at timestamptz,
    -- Until when the queue is closed, as the contact was told: once per closing.
    told_until timestamptz,
    primary key (account_id, conversation_id),
    foreign key (account_id, conversation_id) references conversations (account_id, id) on delete cascade,
    foreign key (account_id, queue_id) references queues (account_id, id) on delete cascade,
    check ((wished_at is null) = (queue_id is null) and (wished_at is null) = (reason is null))
);
create index handoff_wishes_queue on handoff_wishes (account_id, queue_id, wished_at) where wished_at is not null;
call protect_table('handoff_wishes');

-- When a calendar (null: none) closes, or opens again; null: not as far as it is worked out.
create function next_change(p_calendar_id uuid) returns timestamptz
    language sql stable
begin atomic
    select nullif(
        coalesce((select o.closes_at from calendar_openings o
                   where o.account_id = current_account() and o.calendar_id = p_calendar_id and o.opens_at <= now()
                     and o.closes_at > now()),
                 next_opening(p_calendar_id)),
        (select c.filled_until from calendars c where c.account_id = current_account() and c.id = p_calendar_id))
     where p_calendar_id is not null;
end;
grant execute on function next_change(uuid) to central_app;

-- For which change of a calendar routing was rung already: many who wait ring once.
alter table calendars add column rung_for timestamptz;

-- Whoever gets a ticket wishes for none any more, however it came about.
create function forget_wishes() returns trigger
    language plpgsql as $$
begin
    delete from handoff_wishes h using made m
     where h.account_id = m.account_id and h.conversation_id = m.conversation_id and h.wished_at is not null;
    return null;
end
$$;
create trigger forget_wishes after insert on tickets referencing new table as made
    for each statement execute function forget_wishes();

-- Writes down what is wished of closed queues (parallel lists, those that p_shut marks) and leaves the conversations with
-- the bot. Who wished already keeps their place. Returns the news.
create function wish_for_queues(p_conversations uuid[], p_queues uuid[], p_items jsonb, p_shut boolean[]) returns jsonb
    language plpgsql as $$
declare
    v_account uuid := current_account();
    v_now timestamptz := clock_timestamp();
    v_news jsonb;
begin
    with wanted as (
        select w.conversation_id, w.queue_id, w.place, p_items -> (w.place - 1)::integer as item
          from unnest(p_conversations, p_queues, p_shut) with ordinality as w (conversation_id, queue_id, shut, place)
         where w.shut
    ), wished as (
        insert into handoff_wishes as h (account_id, conversation_id, queue_id, reason, wished_at)
        select v_account, w.conversation_id, w.queue_id, w.item ->> 'reason',
               coalesce((w.item ->> 'entered_at')::timestamptz, v_now + w.place * interval '1 microsecond')
          from wanted w
            on conflict (account_id, conversation_id) do update
           set queue_id = excluded.queue_id, reason = excluded.reason, wished_at = coalesce(h.wished_at, excluded.wished_at)
    ), moved as (
        update conversations c
           set session = 'bot', assignee_id = null, queue_id = w.queue_id, handoff_reason = w.item ->> 'reason',
               version = c.version + 1
          from wanted w
         where c.account_id = v_account and c.id = w.conversation_id
           and (c.session, c.assignee_id, c.queue_id, c.handoff_reason)
               is distinct from ('bot', null::uuid, w.queue_id, w.item ->> 'reason')
        returning c.id
    )
    select jsonb_build_object('updates', jsonb_agg(jsonb_build_object('type', 'ticket_updated', 'conversation_id', m.id)))
      into v_news
      from moved m having count(*) > 0;
    return v_news;
end
$$;
grant execute on function wish_for_queues(uuid[], uuid[], jsonb, boolean[]) to central_app;

-- Puts conversations into queues and gives them to whoever is free, in this transaction; see migration 0061.
-- p_items: [{conversation_id, queue_id?, reason, prefer_user_id?, avoid_user_id?, entered_at?}].
--   queue_id        missing or switched off: the channel's queue, else the account's default one
--   reason          agent: somebody does it by hand, and it waits in the queue also while that is closed
--   prefer_user_id  gets it when they are there and have room; missing: the agent who served this contact last. Nobody is
--                   given anything while the queue is closed
--   avoid_user_id   who just gave it away
--   entered_at      keeps a place already waited for
-- A conversation that already has an active ticket, is not open or unknown is left alone. Call it once per account, after
-- the conversations' messages are stored; conversations queue in the order of the items. A conversation that was just
-- written as waiting in its queue (store_first_messages) stays there and is not written again, unless that queue is closed.
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
      from (select f.*, queue_is_open(f.queue_id) as open
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
    return join_news(v_later, join_news(jsonb_build_object('updates', v_updates, 'facts', v_facts), v_news));
end
$$;

-- As in migration 0065, and nothing of a queue that is closed now: it waits, and who wants to may still take it.
create or replace function assign_waiting_tickets(p_queue_id uuid default null, p_limit integer default 50) returns jsonb
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
    -- Whose role sees some channels only.
    v_limited boolean[];
    v_look integer;
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
           array_agg(s.load), array_agg(s.last_assigned_at), array_agg(s.limited)
      into v_queues, v_modes, v_users, v_limits, v_loads, v_last, v_limited
      from (select q.id as queue_id, q.mode, p.user_id, coalesce(p.agent_limit, q.agent_limit) as agent_limit,
                   l.load, coalesce(p.last_assigned_at, '-infinity') as last_assigned_at,
                   not coalesce(r.every_channel, true) as limited
              from queues q
              join queue_members qm on qm.account_id = v_account and qm.queue_id = q.id
              join memberships m on m.account_id = v_account and m.user_id = qm.user_id and m.active
              left join roles r on r.account_id = v_account and r.id = m.role_id
              join effective_presence p on p.account_id = v_account and p.user_id = qm.user_id and p.available
             cross join lateral (select count(*)::integer as load from tickets t
                                  where t.account_id = v_account and t.assignee_id = p.user_id
                                    and t.state = 'in_service') l
             where q.account_id = v_account and q.active and q.mode <> 'manual'
               and (p_queue_id is null or q.id = p_queue_id) and queue_is_open(q.id)
               and l.load < coalesce(p.agent_limit, q.agent_limit)
               and (m.role_id is null or r.permissions @> array['conversations.read', 'conversations.reply'])
             order by p.user_id, q.id) s;
    if v_users is null then
        return '{"updates": [], "facts": [], "assigned": 0, "left": false}';
    end if;
    loop
        v_before := cardinality(v_tickets);
        -- Only queues where somebody is free: a long line nobody can serve never hides a short one.
        select array_agg(distinct s.queue_id), sum(s.agent_limit - s.load)
          into v_open, v_room
          from unnest(v_queues, v_limits, v_loads) as s (queue_id, agent_limit, load)
         where s.load < s.agent_limit;
        v_room := least(v_room, p_limit - v_before);
        exit when v_open is null or v_room <= 0;
        -- Who sees some channels only passes over what stands first: a few more are looked at, so that it is not one by one.
        v_look := case when true = any (v_limited) then greatest(v_room, 200) else v_room end;

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
                        limit v_look) w
                 where q.account_id = v_account and q.id = any (v_open)
                 order by w.priority desc, q.priority desc, w.entered_at, w.id
                 limit v_look) w;
        exit when v_candidates is null;

        v_claimed := 0;
        for v_ticket in
            select k.id, k.queue_id, k.avoid_user_id, c.status, c.channel_id
              from unnest(v_candidates) with ordinality as w (id, place)
              join tickets k on k.account_id = v_account and k.id = w.id and k.state = 'waiting'
              join conversations c on c.account_id = v_account and c.id = k.conversation_id
             order by w.place
               for no key update of k, c skip locked
        loop
            v_claimed := v_claimed + 1;
            v_best := 0;
            if v_ticket.status = 'open' and cardinality(v_tickets) < p_limit then
                for i in 1 .. cardinality(v_users) loop
                    if v_queues[i] = v_ticket.queue_id and v_loads[i] < v_limits[i]
                       and v_users[i] is distinct from v_ticket.avoid_user_id
                       and (not v_limited[i] or may_serve(v_users[i], v_ticket.channel_id))
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

-- What the clock changed: wishes of queues that are open now become tickets, in the order they were made, at most p_limit at
-- a time. Returns the news and
--   opened  conversations that got a ticket, whose contact may be written to: they are told where they stand
--   tell    conversations that wait in a queue that is closed now and whose contact was not told so, and may be
--   rings   when the calendars of who waits change next, as far as nobody rang for that yet
--   left    true when there are more wishes to fulfil
-- The ticket's entry is the moment of opening, less a ten-thousandth of how long before it was wished: nobody waited for us
-- at night, but who wished first is first, and before whoever comes after the opening. A microsecond for each who wished
-- before keeps that order between wishes of the same instant.
create function follow_hours(p_limit integer) returns jsonb
    language plpgsql as $$
declare
    v_account uuid := current_account();
    v_items jsonb;
    v_ids uuid[];
    v_news jsonb;
    v_opened jsonb;
    v_tell jsonb;
    v_rings jsonb;
begin
    if not exists (select from calendars c where c.account_id = v_account)
       and not exists (select from handoff_wishes h where h.account_id = v_account) then
        return null;
    end if;
    select array_agg(w.conversation_id), jsonb_agg(jsonb_build_object(
               'conversation_id', w.conversation_id, 'queue_id', w.queue_id, 'reason', w.reason,
               'entered_at', w.since - (w.since - least(w.wished_at, w.since)) / 10000 + w.place * interval '1 microsecond')
               order by w.place)
      into v_ids, v_items
      from (select h.conversation_id, h.queue_id, h.reason, h.wished_at, coalesce(o.opens_at, now()) as since,
                   row_number() over (order by h.wished_at, h.conversation_id) as place
              from handoff_wishes h
              join conversations c on c.account_id = v_account and c.id = h.conversation_id and c.status <> 'snoozed'
             cross join lateral (select calendar_of_queue(h.queue_id) as id) k
              left join lateral (select x.opens_at, x.closes_at from calendar_openings x
                                  where x.account_id = v_account and x.calendar_id = k.id and x.opens_at <= now()
                                  order by x.opens_at desc limit 1) o on o.closes_at > now()
             where h.account_id = v_account and h.wished_at is not null and (k.id is null or o.opens_at is not null)
             order by h.wished_at, h.conversation_id
             limit p_limit) w;
    if v_items is not null then
        v_news := queue_conversations(v_items);
        -- Also what is closed or served by now.
        delete from handoff_wishes h
         where h.account_id = v_account and h.conversation_id = any (v_ids) and h.wished_at is not null;
        select jsonb_agg(t.conversation_id order by t.entered_at) into v_opened
          from tickets t
          join conversations c on c.account_id = v_account and c.id = t.conversation_id
          join reply_windows r on r.account_id = v_account and r.channel_id = c.channel_id and r.contact_id = c.contact_id
         where t.account_id = v_account and t.conversation_id = any (v_ids) and t.state in ('waiting', 'in_service')
           and t.told_position is null and r.last_inbound_at > now() - interval '23 hours 59 minutes';
    end if;
    delete from handoff_wishes h where h.account_id = v_account and h.wished_at is null and h.told_until <= now();
    select jsonb_agg(w.conversation_id order by w.entered_at) into v_tell
      from (select t.conversation_id, t.entered_at
              from tickets t
              join conversations c on c.account_id = v_account and c.id = t.conversation_id and c.status = 'open'
              join reply_windows r
                on r.account_id = v_account and r.channel_id = c.channel_id and r.contact_id = c.contact_id
             where t.account_id = v_account and t.state = 'waiting' and not queue_is_open(t.queue_id)
               and r.last_inbound_at > now() - interval '23 hours 59 minutes'
               and not exists (select from handoff_wishes h where h.account_id = v_account
                                  and h.conversation_id = t.conversation_id and h.told_until > now())
             order by t.entered_at
             limit p_limit) w;
    with waited_for as (
        select t.queue_id from tickets t where t.account_id = v_account and t.state = 'waiting' group by t.queue_id
        union
        select h.queue_id from handoff_wishes h where h.account_id = v_account and h.wished_at is not null
    ), changes as (
        select k.id, next_change(k.id) as at
          from (select distinct calendar_of_queue(w.queue_id) as id from waited_for w) k
         where k.id is not null
    ), rung as (
        update calendars c set rung_for = n.at
          from changes n
         where c.account_id = v_account and c.id = n.id and n.at is not null and c.rung_for is distinct from n.at
        returning n.at
    )
    select jsonb_agg(distinct r.at) into v_rings from rung r;
    return join_news(v_news, null) || jsonb_build_object(
        'opened', coalesce(v_opened, '[]'), 'tell', coalesce(v_tell, '[]'), 'rings', coalesce(v_rings, '[]'),
        'left', coalesce(cardinality(v_ids), 0) >= p_limit);
end
$$;
grant execute on function follow_hours(integer) to central_app;

-- Companies with wishes that could be fulfilled: their doorbell was lost, or a crash left them. For the sweep.
create function due_wishes(p_limit integer) returns setof uuid
    language sql stable security definer set search_path = pg_catalog, public
begin atomic
    select distinct h.account_id
      from handoff_wishes h
      join conversations c on c.account_id = h.account_id and c.id = h.conversation_id and c.status <> 'snoozed'
      join queues q on q.account_id = h.account_id and q.id = h.queue_id
      left join calendars d on d.account_id = h.account_id and d.is_default
     where h.wished_at < now() - interval '5 seconds'
       and (coalesce(q.calendar_id, d.id) is null
            or exists (select from calendar_openings o
                        where o.account_id = h.account_id and o.calendar_id = coalesce(q.calendar_id, d.id)
                          and o.opens_at <= now() - interval '5 seconds' and o.closes_at > now()))
     limit p_limit;
end;

-- Whether wishes can be fulfilled before the sweep's hourly schedule looks again: then it keeps itself going.
create function wishes_ahead() returns boolean
    language sql stable security definer set search_path = pg_catalog, public
begin atomic
    select exists (
        select from handoff_wishes h
          join queues q on q.account_id = h.account_id and q.id = h.queue_id
          left join calendars d on d.account_id = h.account_id and d.is_default
          join calendar_openings o on o.account_id = h.account_id and o.calendar_id = coalesce(q.calendar_id, d.id)
         where h.wished_at is not null and o.opens_at <= now() + interval '65 minutes' and o.closes_at > now());
end;
call let_lookup_read('handoff_wishes');
call let_lookup_read('calendar_openings');
call run_as_lookup('due_wishes(integer)');
call run_as_lookup('wishes_ahead()');
