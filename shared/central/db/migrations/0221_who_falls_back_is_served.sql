-- A queue that is switched off takes nobody new, but somebody may fall back into it: their agent leaves or is silent, or their
-- conversation is opened again. Its people serve them as before; nobody gave them out, however long they waited.

-- As in migration 0097, but for that.
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
             where q.account_id = v_account and q.mode <> 'manual'
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

-- As in migration 0075, but for that.
create or replace function due_work(p_limit integer)
    returns table (kind text, account_id uuid, conversation_id uuid, media_id uuid)
    language sql stable security definer set search_path = pg_catalog, public
begin atomic
    (select 'answer', c.account_id, c.id, null::uuid
       from conversations c
      where c.answer_due_at < now() - interval '5 seconds'
      order by c.answer_due_at limit p_limit)
    union all
    (select 'snooze', c.account_id, c.id, null
       from conversations c
      where c.snoozed_until <= now()
      order by c.snoozed_until limit p_limit)
    union all
    select 'lane', l.account_id, l.conversation_id, null from due_lanes(p_limit) l
    union all
    select 'file', f.account_id, null, f.media_id from due_files(p_limit) f
    union all
    (select 'push', s.account_id, null, null
       from account_sequences s
      where s.pushed_sequence < s.last_sequence and s.last_event_at < now() - interval '5 seconds'
      limit p_limit)
    union all
    (select distinct 'outbox', o.account_id, null::uuid, null::uuid
       from outbox o
      where o.created_at < now() - interval '10 seconds'
      limit p_limit)
    union all
    (select distinct 'assign', t.account_id, null::uuid, null::uuid
       from tickets t
       join conversations c on c.account_id = t.account_id and c.id = t.conversation_id and c.status = 'open'
       join queues q on q.account_id = t.account_id and q.id = t.queue_id and q.mode <> 'manual'
       join queue_members qm on qm.account_id = q.account_id and qm.queue_id = q.id
       join memberships m on m.account_id = q.account_id and m.user_id = qm.user_id and m.active
       join agent_presence p on p.account_id = q.account_id and p.user_id = qm.user_id
      where t.state = 'waiting' and t.entered_at < now() - interval '5 seconds'
        and p.state = 'online' and p.last_heartbeat_at > now() - interval '90 seconds'
        and qm.user_id is distinct from t.avoid_user_id
        -- As in may_serve (0051): else the sweep would ring every minute for what nobody here may answer.
        and (m.role_id is null
             or exists (select from roles r
                         where r.account_id = m.account_id and r.id = m.role_id
                           and r.permissions @> array['conversations.read', 'conversations.reply']
                           and (r.every_channel
                                or exists (select from role_channels rc
                                            where rc.account_id = r.account_id and rc.role_id = r.id
                                              and rc.channel_id = c.channel_id))))
        and (select count(*) from tickets s
              where s.account_id = p.account_id and s.assignee_id = p.user_id and s.state = 'in_service')
            < coalesce(p.agent_limit, q.agent_limit)
      limit p_limit)
    union all
    (select distinct 'absent', a.account_id, null::uuid, null::uuid
       from (select p.account_id
               from agent_presence p
              where p.state <> 'offline' and p.absent_since is null
                and (p.last_heartbeat_at is null or p.last_heartbeat_at <= now() - interval '90 seconds')
             union all
             select t.account_id
               from tickets t
               join accounts k on k.id = t.account_id
               left join agent_presence p on p.account_id = t.account_id and p.user_id = t.assignee_id
              cross join lateral (select case when jsonb_typeof(k.settings -> 'give_back_after_seconds') = 'number'
                                              then (k.settings ->> 'give_back_after_seconds')::numeric else 300 end as seconds) g
              where t.state = 'in_service' and g.seconds > 0
                and greatest(t.assigned_at, p.last_heartbeat_at, case when p.state = 'offline' then p.state_since end)
                    < now() - make_interval(secs => g.seconds::double precision)
                and (p.state is null or p.state = 'offline' or p.last_heartbeat_at is null
                     or p.last_heartbeat_at <= now() - interval '90 seconds')) a
      limit p_limit)
    union all
    -- An hour of grace: whoever prunes takes everything that is over, so an account is due once an hour at most.
    (select 'prune', k.id, null::uuid, null::uuid
       from accounts k
      cross join lateral (select e.occurred_at as at from account_events e where e.account_id = k.id
                           order by e.sequence limit 1) first_event
      where first_event.at < now() - interval '25 hours'
      limit p_limit)
    union all
    (select 'prune', k.id, null::uuid, null::uuid
       from accounts k
      where exists (select from idempotency_keys i where i.account_id = k.id and i.created_at < now() - interval '25 hours')
         or exists (select from parked_updates u where u.account_id = k.id and u.created_at < now() - interval '7 days 1 hour')
         or exists (select from socket_tickets t where t.account_id = k.id and t.expires_at < now() - interval '2 hours')
         or exists (select from sessions s where s.account_id = k.id
                                             and least(s.expires_at, s.revoked_at) < now() - interval '30 days 1 hour')
      limit p_limit);
end;
