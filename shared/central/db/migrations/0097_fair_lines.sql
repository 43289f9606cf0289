-- Giving waiting tickets out, and what happens by itself as time goes by. What routing knows is in 0095, who may serve what in
-- 0096.

-- As in migration 0091, for what 0095 brings. A line is what waits in one queue, on one channel, for the same skills: where
-- anything but room decides who may serve (v_careful), only lines with somebody for them are looked at, so that a long one
-- nobody can serve never hides a short one nor costs anything. Skills: the best match, then who has least. Everywhere: who got
-- one longest ago. What rings at an agent takes their room, and is not given to others.
create or replace function assign_waiting_tickets(p_queue_id uuid default null, p_limit integer default 50) returns jsonb
    language plpgsql as $$
declare
    v_account uuid := current_account();
    -- One seat per agent and queue, as parallel lists.
    v_queues uuid[];
    v_modes text[];
    v_users uuid[];
    v_limits integer[];
    v_loads numeric[];
    v_last timestamptz[];
    -- Whose role sees some channels only.
    v_limited boolean[];
    v_careful boolean;
    v_lightest numeric;
    -- {"agent:kind of channel": how many more}, where there is a limit.
    v_kinds jsonb := '{}';
    v_kind text;
    v_line_queues uuid[];
    v_line_channels uuid[];
    v_line_needs jsonb[];
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
    v_over jsonb;
    v_news jsonb;
    v_ticket record;
begin
    perform lock_capacity();
    v_over := end_offers();
    select array_agg(s.queue_id), array_agg(s.mode), array_agg(s.user_id), array_agg(s.agent_limit),
           array_agg(s.load), array_agg(s.last_assigned_at), array_agg(s.limited),
           bool_or(s.limited or s.mode = 'skills')
      into v_queues, v_modes, v_users, v_limits, v_loads, v_last, v_limited, v_careful
      from (select q.id as queue_id, q.mode, p.user_id, coalesce(p.agent_limit, q.agent_limit) as agent_limit,
                   coalesce(l.load, 0) as load, coalesce(p.last_assigned_at, '-infinity') as last_assigned_at,
                   not coalesce(r.every_channel, true) as limited
              from queues q
              join queue_members qm on qm.account_id = v_account and qm.queue_id = q.id
              join memberships m on m.account_id = v_account and m.user_id = qm.user_id and m.active
              left join roles r on r.account_id = v_account and r.id = m.role_id
              join effective_presence p on p.account_id = v_account and p.user_id = qm.user_id and p.available
              left join (select h.user_id, sum(h.weight) as load
                           from (select t.assignee_id as user_id, t.weight from tickets t
                                  where t.account_id = v_account and t.state = 'in_service'
                                 union all
                                 select t.offered_to, t.weight from tickets t
                                  where t.account_id = v_account and t.offered_to is not null) h
                          group by h.user_id) l on l.user_id = p.user_id
             where q.account_id = v_account and q.active and q.mode <> 'manual'
               and (p_queue_id is null or q.id = p_queue_id) and queue_is_open(q.id)
               and coalesce(l.load, 0) < coalesce(p.agent_limit, q.agent_limit)
               and (m.role_id is null or r.permissions @> array['conversations.read', 'conversations.reply'])
             order by p.user_id, q.id) s;
    select v_careful or count(*) > 0, least(1, min(w.weight)) into v_careful, v_lightest
      from channel_weights w where w.account_id = v_account;
    if v_careful or exists (select from agent_channel_limits a where a.account_id = v_account) then
        v_careful := true;
        select coalesce(jsonb_object_agg(u.id || ':' || k.type, coalesce(a.agent_limit, w.agent_limit) - c.load), '{}')
          into v_kinds
          from (select distinct s.id from unnest(v_users) s (id)) u
         cross join (select h.type, min(h.id::text)::uuid as channel_id from channels h
                      where h.account_id = v_account group by h.type) k
          left join channel_weights w on w.account_id = v_account and w.channel_type = k.type
          left join agent_channel_limits a
            on a.account_id = v_account and a.user_id = u.id and a.channel_type = k.type
         cross join lateral channel_capacity(u.id, k.channel_id) c
         where coalesce(a.agent_limit, w.agent_limit) is not null;
    end if;
    loop
        v_before := cardinality(v_tickets);
        -- Only queues where somebody is free.
        select array_agg(distinct s.queue_id), least(p_limit, ceil(sum(s.agent_limit - s.load) / v_lightest))
          into v_open, v_room
          from unnest(v_queues, v_limits, v_loads) as s (queue_id, agent_limit, load)
         where s.load < s.agent_limit;
        v_room := least(v_room, p_limit - v_before);
        exit when v_open is null or v_room <= 0;

        if v_careful then
            select array_agg(l.queue_id), array_agg(l.channel_id), array_agg(l.needs)
              into v_line_queues, v_line_channels, v_line_needs
              from (select distinct t.queue_id, t.channel_id,
                           case when q.relax_skills_after_seconds = 0
                                  or t.entered_at > now() - make_interval(secs => q.relax_skills_after_seconds)
                                then t.needs end as needs
                      from tickets t
                      join queues q on q.account_id = v_account and q.id = t.queue_id
                     where t.account_id = v_account and t.queue_id = any (v_open) and t.state = 'waiting'
                       and t.offered_to is null) l
              join channels h on h.account_id = v_account and h.id = l.channel_id
              left join channel_weights w on w.account_id = v_account and w.channel_type = h.type
             where exists (
                   select from unnest(v_queues, v_users, v_limits, v_loads, v_limited)
                              as s (queue_id, user_id, agent_limit, load, limited)
                    where s.queue_id = l.queue_id and s.load + coalesce(w.weight, 1) <= s.agent_limit
                      and coalesce((v_kinds ->> (s.user_id || ':' || h.type))::integer, 1) > 0
                      and (not s.limited or may_serve(s.user_id, l.channel_id))
                      and (l.needs is null or has_skills(s.user_id, l.needs)));
            -- A few more than fit: who gave one away, or let it ring, passes it over.
            select array_agg(w.id order by w.rank desc, w.queue_priority desc, w.entered_at, w.id)
              into v_candidates
              from (select w.*, q.priority as queue_priority
                      from unnest(v_line_queues, v_line_channels, v_line_needs) as l (queue_id, channel_id, needs)
                      join queues q on q.account_id = v_account and q.id = l.queue_id
                     cross join lateral (
                           select t.id, t.rank, t.entered_at
                             from tickets t
                            where t.account_id = v_account and t.queue_id = l.queue_id and t.state = 'waiting'
                              and t.offered_to is null and t.channel_id = l.channel_id
                              and case when q.relax_skills_after_seconds = 0
                                         or t.entered_at > now() - make_interval(secs => q.relax_skills_after_seconds)
                                       then t.needs end is not distinct from l.needs
                              and t.id <> all (v_passed)
                            order by t.rank desc, t.entered_at, t.id
                            limit greatest(v_room, 200)) w
                     order by w.rank desc, q.priority desc, w.entered_at, w.id
                     limit greatest(v_room, 200)) w;
        else
            select array_agg(w.id order by w.rank desc, w.queue_priority desc, w.entered_at, w.id)
              into v_candidates
              from (select w.*, q.priority as queue_priority
                      from queues q
                     cross join lateral (
                           select t.id, t.rank, t.entered_at
                             from tickets t
                            where t.account_id = v_account and t.queue_id = q.id and t.state = 'waiting'
                              and t.offered_to is null and t.id <> all (v_passed)
                            order by t.rank desc, t.entered_at, t.id
                            limit v_room) w
                     where q.account_id = v_account and q.id = any (v_open)
                     order by w.rank desc, q.priority desc, w.entered_at, w.id
                     limit v_room) w;
        end if;
        exit when v_candidates is null;

        v_claimed := 0;
        for v_ticket in
            select k.id, k.queue_id, k.avoid_user_id, k.needs, c.status, c.channel_id, h.type,
                   coalesce(w.weight, 1) as weight,
                   case when k.passed_at > now() - interval '1 minute' then k.passed_by else '{}' end as passed_by,
                   k.needs is null or q.relax_skills_after_seconds > 0
                       and k.entered_at <= now() - make_interval(secs => q.relax_skills_after_seconds) as anybody
              from unnest(v_candidates) with ordinality as o (id, place)
              join tickets k on k.account_id = v_account and k.id = o.id and k.state = 'waiting' and k.offered_to is null
              join conversations c on c.account_id = v_account and c.id = k.conversation_id
              join queues q on q.account_id = v_account and q.id = k.queue_id
              join channels h on h.account_id = v_account and h.id = c.channel_id
              left join channel_weights w on w.account_id = v_account and w.channel_type = h.type
             order by o.place
               for no key update of k, c skip locked
        loop
            v_claimed := v_claimed + 1;
            continue when v_ticket.status <> 'open' or cardinality(v_tickets) >= p_limit;
            select s.place into v_best
              from unnest(v_queues, v_modes, v_users, v_limits, v_loads, v_last, v_limited) with ordinality
                       as s (queue_id, mode, user_id, agent_limit, load, last, limited, place)
             where s.queue_id = v_ticket.queue_id and s.load + v_ticket.weight <= s.agent_limit
               and s.user_id is distinct from v_ticket.avoid_user_id and s.user_id <> all (v_ticket.passed_by)
               and coalesce((v_kinds ->> (s.user_id || ':' || v_ticket.type))::integer, 1) > 0
               and (not s.limited or may_serve(s.user_id, v_ticket.channel_id))
               and (v_ticket.anybody or has_skills(s.user_id, v_ticket.needs))
             order by case when s.mode = 'skills' and v_ticket.needs is not null
                           then -skill_score(s.user_id, v_ticket.needs) end,
                      case when s.mode in ('least_busy', 'skills') then s.load end, s.last, s.load, s.place
             limit 1;
            if v_best is not null then
                v_tickets := v_tickets || v_ticket.id;
                v_agents := v_agents || v_users[v_best];
                for i in 1 .. cardinality(v_users) loop
                    if v_users[i] = v_users[v_best] then
                        v_loads[i] := v_loads[i] + v_ticket.weight;
                        v_last[i] := clock_timestamp();
                    end if;
                end loop;
                v_kind := v_users[v_best] || ':' || v_ticket.type;
                if v_kinds ? v_kind then
                    v_kinds := v_kinds || jsonb_build_object(v_kind, (v_kinds ->> v_kind)::integer - 1);
                end if;
            end if;
        end loop;
        v_locked := v_locked + cardinality(v_candidates) - v_claimed;
        -- What was not given in this pass (locked by somebody, or nobody for it) is not looked at again.
        v_passed := v_passed || v_candidates;
    end loop;

    if cardinality(v_tickets) > 0 then
        v_news := put_in_service(v_tickets, v_agents, 'automatic');
    end if;
    return join_news(v_over, v_news) || jsonb_build_object(
        'assigned', cardinality(v_tickets), 'left', v_locked > 0 or cardinality(v_tickets) >= p_limit);
end
$$;

-- Puts tickets back into their lines at the place they had. p_reason: left (said so), gone (no sign of life) or silent; a
-- silent agent does not get them back by themselves. The caller holds the capacity and the rows.
create function give_back_tickets(p_ticket_ids uuid[], p_reason text) returns jsonb
    language plpgsql as $$
declare
    v_account uuid := current_account();
    v_news jsonb;
begin
    with lost as (
        select t.id, t.assignee_id from tickets t where t.account_id = v_account and t.id = any (p_ticket_ids)
    ), back as (
        update tickets t
           set state = 'waiting', assignee_id = null, assigned_at = null, told_position = null, told_total = null,
               avoid_user_id = case when p_reason = 'silent' then l.assignee_id else t.avoid_user_id end
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
                       'conversation_id', b.conversation_id, 'queue_id', b.queue_id, 'user_id', b.assignee_id,
                       'reason', p_reason))
                   order by b.entered_at))
      into v_news
      from back b having count(*) > 0;
    return v_news;
end
$$;
grant execute on function give_back_tickets(uuid[], text) to central_app;

-- As in migration 0008; what rings at whoever leaves goes on at once too.
create or replace function give_back_absent_agents(p_user_id uuid default null) returns jsonb
    language plpgsql as $$
declare
    v_account uuid := current_account();
    v_grace interval := make_interval(secs => account_setting('give_back_after_seconds', 300)::double precision);
    v_lost uuid[];
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
    if p_user_id is not null then
        v_back := end_offers(p_user_id);
    end if;

    select array_agg(l.id) into v_lost
      from (select t.id
              from tickets t
              join conversations c on c.account_id = v_account and c.id = t.conversation_id
              left join effective_presence p on p.account_id = v_account and p.user_id = t.assignee_id
             where t.account_id = v_account and t.state = 'in_service'
               and case when p_user_id is not null then t.assignee_id = p_user_id
                        else v_grace > interval '0' and coalesce(p.state, 'offline') = 'offline'
                             and greatest(t.assigned_at, p.last_heartbeat_at,
                                          case when p.chosen_state = 'offline' then p.state_since end) < now() - v_grace
                   end
               for no key update of t, c skip locked) l;
    if v_lost is null and v_back -> 'updates' is not distinct from '[]' then
        return join_news(v_news, null);
    end if;
    v_back := join_news(v_back, give_back_tickets(v_lost, case when p_user_id is null then 'gone' else 'left' end));
    if v_back -> 'updates' = '[]' then
        return join_news(v_news, null);
    end if;
    return join_news(join_news(v_news, v_back), assign_waiting_tickets());
end
$$;

-- Takes tickets from agents who left a contact without an answer for longer than the queue allows, where a colleague of the
-- queue is there to answer: with nobody else a ticket is better off with whom the contact knows. Only while it is open.
create function give_back_silent_agents() returns jsonb
    language plpgsql as $$
declare
    v_account uuid := current_account();
    v_lost uuid[];
begin
    if not exists (select from queues q where q.account_id = v_account and q.silence_after_seconds > 0) then
        return join_news(null, null);
    end if;
    perform lock_capacity();
    select array_agg(l.id) into v_lost
      from (select t.id
              from queues q
              join tickets t on t.account_id = v_account and t.queue_id = q.id and t.state = 'in_service'
              join conversations c on c.account_id = v_account and c.id = t.conversation_id
             where q.account_id = v_account and q.silence_after_seconds > 0 and q.active and q.mode <> 'manual'
               and queue_is_open(q.id) and c.status = 'open'
               and c.waiting_since is not null
               and greatest(c.waiting_since, t.assigned_at) <= now() - make_interval(secs => q.silence_after_seconds)
               and exists (select from queue_members m
                             join effective_presence p
                               on p.account_id = m.account_id and p.user_id = m.user_id and p.available
                            where m.account_id = v_account and m.queue_id = q.id and m.user_id <> t.assignee_id)
               for no key update of t, c skip locked) l;
    return join_news(give_back_tickets(v_lost, 'silent'), null);
end
$$;
grant execute on function give_back_silent_agents() to central_app;

-- Moves who waited too long on to the queue theirs names, when that one is active and open; the place by entry is kept. One step at a
-- time: there it waits as long as that queue says. Returns what was moved, so that it can be told in the conversation.
create function overflow_tickets(p_limit integer default 50)
    returns table (ticket_id uuid, protocol text, conversation_id uuid, from_queue_id uuid, to_queue_id uuid,
                   from_name text, to_name text, waited_seconds double precision)
    language plpgsql as $$
#variable_conflict use_column
declare
    v_account uuid := current_account();
    v_due uuid[];
begin
    if not exists (select from queues q where q.account_id = v_account and q.overflow_after_seconds > 0) then
        return;
    end if;
    perform lock_capacity();
    select array_agg(d.id) into v_due
      from (select t.id
              from queues q
              join queues o on o.account_id = v_account and o.id = q.overflow_queue_id and o.active
              join tickets t on t.account_id = v_account and t.queue_id = q.id and t.state = 'waiting'
              join conversations c on c.account_id = v_account and c.id = t.conversation_id and c.status = 'open'
             where q.account_id = v_account and q.overflow_after_seconds > 0 and t.offered_to is null
               and queue_is_open(o.id) and t.queued_at <= now() - make_interval(secs => q.overflow_after_seconds)
             order by t.rank desc, t.entered_at, t.id
             limit p_limit
               for no key update of t, c skip locked) d;
    return query
    with moved as (
        update tickets t set queue_id = q.overflow_queue_id
          from queues q, tickets b
         where t.account_id = v_account and t.id = any (v_due) and b.account_id = v_account and b.id = t.id
           and q.account_id = v_account and q.id = b.queue_id
        returning t.id, t.protocol, t.conversation_id, q.id as from_id, q.name as from_name, t.queue_id as to_id,
                  extract(epoch from now() - t.entered_at)::double precision as waited
    ), shown as (
        update conversations c set queue_id = m.to_id, version = c.version + 1
          from moved m
         where c.account_id = v_account and c.id = m.conversation_id
    )
    select m.id, m.protocol, m.conversation_id, m.from_id, m.to_id, m.from_name, o.name, m.waited
      from moved m join queues o on o.account_id = v_account and o.id = m.to_id;
end
$$;
grant execute on function overflow_tickets(integer) to central_app;

-- When something of the account's routing is next due: an offer is over, who passed may be asked again, skills relax, a ticket
-- overflows, an agent was silent too long (a contact who writes only now is due that long from now, so whoever looks then is
-- never late). Null: nothing.
create function routing_due() returns timestamptz
    language sql stable
begin atomic
    select min(d.at)
      from (select min(t.offered_until) as at from tickets t
             where t.account_id = current_account() and t.offered_to is not null
            union all
            select min(t.passed_at) + interval '1 minute' from tickets t
             where t.account_id = current_account() and t.state = 'waiting' and t.offered_to is null
               and t.passed_by <> '{}' and t.passed_at > now() - interval '1 minute'
            union all
            select min(t.queued_at + make_interval(secs => q.overflow_after_seconds))
              from queues q
              join tickets t on t.account_id = q.account_id and t.queue_id = q.id and t.state = 'waiting'
             where q.account_id = current_account() and q.overflow_after_seconds > 0
               and t.queued_at > now() - make_interval(secs => q.overflow_after_seconds)
            union all
            select min(t.entered_at + make_interval(secs => q.relax_skills_after_seconds))
              from queues q
              join tickets t on t.account_id = q.account_id and t.queue_id = q.id and t.state = 'waiting'
             where q.account_id = current_account() and q.relax_skills_after_seconds > 0 and t.needs is not null
               and t.entered_at > now() - make_interval(secs => q.relax_skills_after_seconds)
            union all
            select min(greatest(coalesce(c.waiting_since, now()), t.assigned_at)
                       + make_interval(secs => q.silence_after_seconds))
              from queues q
              join tickets t on t.account_id = q.account_id and t.queue_id = q.id and t.state = 'in_service'
              join conversations c
                on c.account_id = t.account_id and c.id = t.conversation_id and c.status = 'open'
             where q.account_id = current_account() and q.silence_after_seconds > 0
               and greatest(coalesce(c.waiting_since, now()), t.assigned_at)
                   > now() - make_interval(secs => q.silence_after_seconds)) d;
end;
grant execute on function routing_due() to central_app;

-- Sets the account's clock to what is next due and returns that when somebody should ring then; null: a bell that comes early
-- enough is on its way, or nothing is due. A bell may ring a little early: what is due within seconds is rung for again.
create function set_routing_clock() returns timestamptz
    language plpgsql as $$
declare
    v_due timestamptz := routing_due();
    v_ring timestamptz;
begin
    if v_due is null then
        delete from routing_clocks r where r.account_id = current_account();
        return null;
    end if;
    insert into routing_clocks as r (account_id, due_at)
    values (current_account(), v_due)
    on conflict (account_id) do update set due_at = excluded.due_at
     where r.due_at <= now() + interval '3 seconds' or r.due_at > excluded.due_at
    returning r.due_at into v_ring;
    return v_ring;
end
$$;
grant execute on function set_routing_clock() to central_app;

-- Everything a look at the account's lines does: ends what rang too long, moves on who waited too long, takes tickets from who
-- is silent, gives out, and sets the clock. {updates, facts, assigned, left, moved: what overflowed, due_at: when somebody
-- should look again (null: not because of the time)}.
create function run_lines(p_limit integer default 50) returns jsonb
    language plpgsql as $$
declare
    v_news jsonb;
    v_moved jsonb;
    v_given jsonb;
begin
    perform lock_capacity();
    v_news := end_offers();
    select jsonb_agg(to_jsonb(o)) into v_moved from overflow_tickets(p_limit) o;
    v_news := join_news(v_news, give_back_silent_agents());
    v_given := assign_waiting_tickets(null, p_limit);
    return join_news(v_news, v_given) || jsonb_build_object(
        'assigned', v_given -> 'assigned', 'left', v_given -> 'left', 'moved', coalesce(v_moved, '[]'),
        'due_at', set_routing_clock());
end
$$;
grant execute on function run_lines(integer) to central_app;

-- For the sweep: companies whose clock's bell was lost, or whose clock was never set although time decides something.
create function due_routing(p_limit integer) returns table (account_id uuid)
    language sql stable security definer set search_path = pg_catalog, public
begin atomic
    select d.account_id
      from (select r.account_id from routing_clocks r where r.due_at < now() - interval '5 seconds'
            union
            select t.account_id from tickets t where t.offered_until < now() - interval '5 seconds'
            union
            select q.account_id
              from queues q
              join tickets t on t.account_id = q.account_id and t.queue_id = q.id
              join conversations c on c.account_id = t.account_id and c.id = t.conversation_id and c.status = 'open'
             where not exists (select from routing_clocks r where r.account_id = q.account_id)
               and (t.state = 'in_service' and q.silence_after_seconds > 0
                    or t.state = 'waiting' and (q.overflow_after_seconds > 0
                                                or q.relax_skills_after_seconds > 0 and t.needs is not null
                                                   and t.entered_at > now() - make_interval(
                                                       secs => q.relax_skills_after_seconds)))
               -- Who weighs little fits where somebody counts as busy (due_work, kind assign).
            union
            select t.account_id
              from channel_weights w
              join tickets t on t.account_id = w.account_id and t.state = 'waiting' and t.offered_to is null
             where w.weight < 1 and t.entered_at < now() - interval '5 seconds') d
     limit p_limit;
end;
create function routing_ahead() returns boolean
    language sql stable security definer set search_path = pg_catalog, public
begin atomic
    select exists (select from routing_clocks);
end;
call let_lookup_read('routing_clocks');
call let_lookup_read('channel_weights');
call run_as_lookup('due_routing(integer)');
call run_as_lookup('routing_ahead()');
