-- Tickets go by themselves only to who may answer, on channels their role sees (may_serve, migration 0051).

-- As in migration 0008; somebody whose role may not answer is not available.
create or replace function agent_capacity(p_user_id uuid, p_queue_id uuid)
    returns table (load integer, agent_limit integer, available boolean)
    language sql stable
begin atomic
    select (select count(*)::integer from tickets t
             where t.account_id = current_account() and t.assignee_id = p_user_id and t.state = 'in_service'),
           coalesce(p.agent_limit, q.agent_limit),
           coalesce(p.available and m.active
                    and (m.role_id is null
                         or exists (select from roles r
                                     where r.account_id = m.account_id and r.id = m.role_id
                                       and r.permissions @> array['conversations.read', 'conversations.reply'])), false)
      from queues q
      join memberships m on m.account_id = q.account_id and m.user_id = p_user_id
      left join effective_presence p on p.account_id = q.account_id and p.user_id = p_user_id
     where q.account_id = current_account() and q.id = p_queue_id;
end;
-- As in migration 0008, for those who may serve.
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
                   coalesce(l.load, 0)::integer as load, coalesce(p.last_assigned_at, '-infinity') as last_assigned_at,
                   not coalesce(r.every_channel, true) as limited
              from queues q
              join queue_members qm on qm.account_id = v_account and qm.queue_id = q.id
              join memberships m on m.account_id = v_account and m.user_id = qm.user_id and m.active
              left join roles r on r.account_id = v_account and r.id = m.role_id
              join effective_presence p on p.account_id = v_account and p.user_id = qm.user_id and p.available
              left join (select assignee_id, count(*) as load from tickets
                          where account_id = v_account and state = 'in_service' group by assignee_id) l
                     on l.assignee_id = p.user_id
             where q.account_id = v_account and q.active and q.mode <> 'manual'
               and (p_queue_id is null or q.id = p_queue_id)
               and coalesce(l.load, 0) < coalesce(p.agent_limit, q.agent_limit)
               and (m.role_id is null or r.permissions @> array['conversations.read', 'conversations.reply'])
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
-- Replaced by conversation_in_sight (migration 0051).
drop function conversation_visible(uuid, uuid, text, text, uuid, uuid[]);
