-- Who may serve what, who is next, and what a ticket brings when it enters a line. Locks as in migration 0008:
-- conversations, then the capacity, then everything else.

-- What a queue of mode skills and the conversation's labels ask: {skill: level}, the higher level where both do; null: nothing.
create function skills_needed(p_queue_id uuid, p_conversation_id uuid) returns jsonb
    language sql stable
begin atomic
    select jsonb_object_agg(n.skill_id, n.level)
      from (select w.skill_id, max(w.level) as level
              from (select s.skill_id, s.level from queue_skills s
                     where s.account_id = current_account() and s.queue_id = p_queue_id
                    union all
                    select s.skill_id, s.level
                      from conversation_labels l
                      join label_skills s on s.account_id = l.account_id and s.label_id = l.label_id
                     where l.account_id = current_account() and l.conversation_id = p_conversation_id) w
             group by w.skill_id) n
     where exists (select from queues q
                    where q.account_id = current_account() and q.id = p_queue_id and q.mode = 'skills');
end;
grant execute on function skills_needed(uuid, uuid) to central_app;

-- Whether somebody can all of it, and how well: the sum of their levels.
create function has_skills(p_user_id uuid, p_needs jsonb) returns boolean
    language sql stable
begin atomic
    select not exists (
        select from jsonb_each_text(p_needs) n
          left join agent_skills a
            on a.account_id = current_account() and a.user_id = p_user_id and a.skill_id = n.key::uuid
         where coalesce(a.level, 0) < n.value::integer);
end;
grant execute on function has_skills(uuid, jsonb) to central_app;
create function skill_score(p_user_id uuid, p_needs jsonb) returns integer
    language sql stable
begin atomic
    select coalesce(sum(a.level), 0)::integer
      from jsonb_each_text(p_needs) n
      join agent_skills a on a.account_id = current_account() and a.user_id = p_user_id and a.skill_id = n.key::uuid;
end;
grant execute on function skill_score(uuid, jsonb) to central_app;

-- What an agent has: the weights of what they serve and of what rings at them. Indexes tickets_in_service, tickets_offered.
create function agent_load(p_user_id uuid) returns numeric
    language sql stable
begin atomic
    select coalesce(sum(l.weight), 0)
      from (select t.weight from tickets t
             where t.account_id = current_account() and t.assignee_id = p_user_id and t.state = 'in_service'
            union all
            select t.weight from tickets t
             where t.account_id = current_account() and t.offered_to = p_user_id) l;
end;
grant execute on function agent_load(uuid) to central_app;

-- As in migration 0065, by weight: load is rounded up.
create or replace function agent_capacity(p_user_id uuid, p_queue_id uuid)
    returns table (load integer, agent_limit integer, available boolean)
    language sql stable
begin atomic
    select ceil(agent_load(p_user_id))::integer,
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

-- What one more conversation of a channel would meet: its weight, how many of the kind the agent has and may have (null: as
-- many as fit). No row when there is no such channel.
create function channel_capacity(p_user_id uuid, p_channel_id uuid)
    returns table (weight numeric, load integer, agent_limit integer)
    language sql stable
begin atomic
    select coalesce(w.weight, 1), k.load, coalesce(a.agent_limit, w.agent_limit)
      from channels c
      left join channel_weights w on w.account_id = c.account_id and w.channel_type = c.type
      left join agent_channel_limits a
        on a.account_id = c.account_id and a.user_id = p_user_id and a.channel_type = c.type
     cross join lateral (
           select count(*)::integer as load
             from tickets t
             join channels h on h.account_id = t.account_id and h.id = t.channel_id and h.type = c.type
            where t.account_id = c.account_id
              and (t.assignee_id = p_user_id and t.state = 'in_service' or t.offered_to = p_user_id)) k
     where c.account_id = current_account() and c.id = p_channel_id;
end;
grant execute on function channel_capacity(uuid, uuid) to central_app;

-- Whether one more conversation of a channel fits into an agent's limits.
create function has_room(p_user_id uuid, p_queue_id uuid, p_channel_id uuid) returns boolean
    language sql stable
begin atomic
    select exists (
        select from queues q
         cross join channel_capacity(p_user_id, p_channel_id) c
          left join agent_presence p on p.account_id = q.account_id and p.user_id = p_user_id
         where q.account_id = current_account() and q.id = p_queue_id
           and agent_load(p_user_id) + c.weight <= coalesce(p.agent_limit, q.agent_limit)
           and (c.agent_limit is null or c.load < c.agent_limit));
end;
grant execute on function has_room(uuid, uuid, uuid) to central_app;

-- The priority the account's rules give a conversation: the highest of those that hold; null when none does.
create function ruled_priority(p_conversation_id uuid) returns integer
    language sql stable
begin atomic
    select max(r.priority)
      from priority_rules r
      join conversations c on c.account_id = r.account_id and c.id = p_conversation_id
      join contacts k on k.account_id = c.account_id and k.id = c.contact_id
     where r.account_id = current_account() and r.active
       and (r.channel_id is null or r.channel_id = c.channel_id)
       and (r.contact_state is null or r.contact_state = k.state)
       and (r.attribute_name is null or lower(k.attributes ->> r.attribute_name) = lower(r.attribute_value))
       and (r.label_id is null or exists (
               select from conversation_labels l
                where l.account_id = c.account_id and l.conversation_id = c.id and l.label_id = r.label_id));
end;
grant execute on function ruled_priority(uuid) to central_app;

-- What a ticket brings into the line: its channel, what it asks for, whether it was abandoned before, and the priority of the
-- account's rules where nobody chose one by hand (5 is what nobody chose).
create function enter_line() returns trigger
    language plpgsql as $$
begin
    select c.channel_id into new.channel_id from conversations c
     where c.account_id = new.account_id and c.id = new.conversation_id;
    if new.state = 'waiting' then
        new.ahead := new.ahead or coalesce((
            select t.state = 'abandoned' from tickets t
             where t.account_id = new.account_id and t.conversation_id = new.conversation_id
             order by t.entered_at desc limit 1), false);
        if new.priority = 5 and exists (select from priority_rules r where r.account_id = new.account_id) then
            new.priority := coalesce(ruled_priority(new.conversation_id), 5);
        end if;
        new.needs := skills_needed(new.queue_id, new.conversation_id);
    end if;
    return new;
end
$$;
create trigger tickets_enter_line before insert on tickets for each row execute function enter_line();

-- A conversation shows the priority its ticket got by a rule.
create function lead_conversation_priority() returns trigger
    language plpgsql as $$
begin
    update conversations c set priority = new.priority, version = c.version + 1
     where c.account_id = new.account_id and c.id = new.conversation_id and c.priority <> new.priority;
    return null;
end
$$;
create trigger tickets_lead_priority after insert on tickets
    for each row when (new.state = 'waiting' and new.priority <> 5) execute function lead_conversation_priority();

-- Who enters a line again, or another one, has passed nobody yet; who left it rings at nobody.
create function move_in_line() returns trigger
    language plpgsql as $$
begin
    if new.state <> 'waiting' then
        new.offered_to := null;
        new.offered_at := null;
        new.offered_until := null;
    elsif old.state <> 'waiting' or new.queue_id <> old.queue_id then
        new.queued_at := clock_timestamp();
        new.passed_by := '{}';
        new.needs := skills_needed(new.queue_id, new.conversation_id);
    end if;
    return new;
end
$$;
create trigger tickets_move_in_line before update of queue_id, state on tickets
    for each row when (old.queue_id <> new.queue_id or old.state <> new.state) execute function move_in_line();

-- A label that asks for a skill, or that a rule of priority names, counts at once for a conversation that waits.
create function follow_labels() returns trigger
    language plpgsql as $$
declare
    v_row conversation_labels := case when tg_op = 'DELETE' then old else new end;
begin
    update tickets t set needs = skills_needed(t.queue_id, t.conversation_id)
     where t.account_id = v_row.account_id and t.conversation_id = v_row.conversation_id and t.state = 'waiting'
       and exists (select from label_skills s where s.account_id = v_row.account_id and s.label_id = v_row.label_id);
    if tg_op = 'INSERT'
       and exists (select from priority_rules r where r.account_id = v_row.account_id and r.label_id = v_row.label_id) then
        update conversations c set priority = ruled_priority(c.id)
         where c.account_id = v_row.account_id and c.id = v_row.conversation_id and c.priority < ruled_priority(c.id);
    end if;
    return null;
end
$$;
create trigger conversation_labels_follow after insert or delete on conversation_labels
    for each row execute function follow_labels();

-- As in migration 0008, but for the agents who are asked first: where the queue lets a ticket ring (offer_seconds) and it is
-- given automatically or to the same agent, it is offered. how 'same_agent' also asks whether the queue wants that, whether
-- they can what it needs, and whether it fits; the caller of any other how has counted.
create or replace function put_in_service(p_ticket_ids uuid[], p_user_ids uuid[], p_how text) returns jsonb
    language plpgsql as $$
declare
    v_account uuid := current_account();
    v_now timestamptz := clock_timestamp();
    v_news jsonb;
    v_offers jsonb;
begin
    if p_how = 'same_agent' then
        select array_agg(p.ticket_id), array_agg(p.user_id) into p_ticket_ids, p_user_ids
          from unnest(p_ticket_ids, p_user_ids) as p (ticket_id, user_id)
          join tickets t on t.account_id = v_account and t.id = p.ticket_id
          join queues q on q.account_id = v_account and q.id = t.queue_id and q.sticky
         where has_room(p.user_id, t.queue_id, t.channel_id)
           and (t.needs is null or has_skills(p.user_id, t.needs));
        if p_ticket_ids is null then
            return join_news(null, null);
        end if;
    end if;
    if p_how in ('automatic', 'same_agent') then
        v_offers := offer_tickets(p_ticket_ids, p_user_ids);
    end if;
    with picks as (
        select p.ticket_id, p.user_id, v_now + p.place * interval '1 microsecond' as at
          from unnest(p_ticket_ids, p_user_ids) with ordinality as p (ticket_id, user_id, place)
    ), given as (
        update tickets t
           set state = 'in_service', assignee_id = p.user_id, assigned_at = p.at, avoid_user_id = null,
               weight = coalesce(w.weight, 1)
          from picks p
          join tickets k on k.account_id = v_account and k.id = p.ticket_id
          join queues q on q.account_id = v_account and q.id = k.queue_id
          left join channels h on h.account_id = v_account and h.id = k.channel_id
          left join channel_weights w on w.account_id = v_account and w.channel_type = h.type
         where t.account_id = v_account and t.id = p.ticket_id and t.state = 'waiting'
           and (q.offer_seconds = 0 or p_how not in ('automatic', 'same_agent'))
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
    return join_news(v_offers, v_news);
end
$$;

-- Lets each ticket of a queue with offers ring at its agent; the others are left alone. The caller holds the capacity and has
-- counted. Whoever was asked counts as given: round robin goes on to the next.
create function offer_tickets(p_ticket_ids uuid[], p_user_ids uuid[]) returns jsonb
    language plpgsql as $$
declare
    v_account uuid := current_account();
    v_news jsonb;
begin
    if not exists (select from queues q where q.account_id = v_account and q.offer_seconds > 0) then
        return null;
    end if;
    with offered as (
        update tickets t
           set offered_to = p.user_id, offered_at = clock_timestamp(),
               offered_until = clock_timestamp() + make_interval(secs => q.offer_seconds), weight = coalesce(w.weight, 1)
          from unnest(p_ticket_ids, p_user_ids) as p (ticket_id, user_id)
          join tickets k on k.account_id = v_account and k.id = p.ticket_id
          join queues q on q.account_id = v_account and q.id = k.queue_id and q.offer_seconds > 0
          left join channels h on h.account_id = v_account and h.id = k.channel_id
          left join channel_weights w on w.account_id = v_account and w.channel_type = h.type
         where t.account_id = v_account and t.id = p.ticket_id and t.state = 'waiting' and t.offered_to is null
        returning t.id, t.protocol, t.conversation_id, t.queue_id, t.offered_to, t.offered_until
    ), counted as (
        update agent_presence a set last_assigned_at = clock_timestamp()
         where a.account_id = v_account and a.user_id in (select o.offered_to from offered o)
    )
    select jsonb_build_object(
               'updates', jsonb_agg(jsonb_build_object('type', 'offers_changed', 'user_id', o.offered_to)),
               'facts', jsonb_agg(jsonb_build_object(
                   'source', 'central.queues', 'detail_type', 'TicketOffered',
                   'data', jsonb_build_object('ticket_id', o.id, 'protocol', o.protocol,
                       'conversation_id', o.conversation_id, 'queue_id', o.queue_id, 'user_id', o.offered_to,
                       'until', o.offered_until))))
      into v_news
      from offered o having count(*) > 0;
    return v_news;
end
$$;
grant execute on function offer_tickets(uuid[], uuid[]) to central_app;

-- Takes back what rings: what rang too long, or (p_user_id) everything at somebody who leaves. They are not asked again for a
-- minute, and whoever let it ring goes on pause where the queue wants that. The caller holds the capacity.
create function end_offers(p_user_id uuid default null) returns jsonb
    language plpgsql as $$
declare
    v_account uuid := current_account();
    v_over uuid[];
    v_news jsonb;
    v_paused jsonb;
begin
    select array_agg(o.id) into v_over
      from (select t.id
              from tickets t
              join conversations c on c.account_id = v_account and c.id = t.conversation_id
             where t.account_id = v_account and t.offered_to is not null
               and (t.offered_to = p_user_id or p_user_id is null and t.offered_until <= clock_timestamp())
               for no key update of c, t skip locked) o;
    if v_over is null then
        return join_news(null, null);
    end if;
    with ended as (
        update tickets t
           set offered_to = null, offered_at = null, offered_until = null,
               passed_by = array_append(t.passed_by, t.offered_to), passed_at = clock_timestamp()
          from (select k.id, k.offered_to, q.pause_when_silent
                  from tickets k join queues q on q.account_id = k.account_id and q.id = k.queue_id
                 where k.account_id = v_account and k.id = any (v_over)) o
         where t.account_id = v_account and t.id = o.id
        returning t.id, t.protocol, t.conversation_id, t.queue_id, o.offered_to as user_id, o.pause_when_silent
    ), paused as (
        update agent_presence a set state = 'pause', reason = 'Não atendeu ao toque', state_since = now()
         where a.account_id = v_account and a.state = 'online' and p_user_id is null
           and a.user_id in (select e.user_id from ended e where e.pause_when_silent)
        returning a.user_id, a.reason
    ), told as (
        select jsonb_build_object(
                   'updates', jsonb_agg(jsonb_build_object(
                       'type', 'presence', 'user_id', p.user_id,
                       'data', jsonb_build_object('state', 'pause', 'reason', p.reason))),
                   'facts', jsonb_agg(jsonb_build_object(
                       'source', 'central.queues', 'detail_type', 'AgentPresenceChanged',
                       'data', jsonb_build_object('user_id', p.user_id, 'state', 'pause', 'reason', p.reason)))) as news
          from paused p having count(*) > 0
    )
    select jsonb_build_object(
               'updates', jsonb_agg(jsonb_build_object('type', 'offers_changed', 'user_id', e.user_id)),
               'facts', jsonb_agg(jsonb_build_object(
                   'source', 'central.queues', 'detail_type', 'TicketDeclined',
                   'data', jsonb_build_object('ticket_id', e.id, 'protocol', e.protocol,
                       'conversation_id', e.conversation_id, 'queue_id', e.queue_id, 'user_id', e.user_id,
                       'how', case when p_user_id is null then 'silent' else 'left' end, 'reason', null)))),
           (select t.news from told t)
      into v_news, v_paused
      from ended e;
    return join_news(v_news, v_paused);
end
$$;
grant execute on function end_offers(uuid) to central_app;

-- As in migration 0045: by weight and kind of channel; and what rings at a colleague is theirs while it rings.
create or replace function take_conversation(p_conversation_id uuid, p_user_id uuid, p_how text default 'accepted') returns jsonb
    language plpgsql as $$
declare
    v_account uuid := current_account();
    v_conversation conversations;
    v_ticket tickets;
    v_queue uuid;
    v_capacity record;
    v_news jsonb;
begin
    select * into v_conversation from conversations c
     where c.account_id = v_account and c.id = p_conversation_id for no key update;
    if not found then
        return '{"outcome": "missing"}';
    elsif v_conversation.assignee_id = p_user_id and v_conversation.status <> 'closed' then
        return '{"outcome": "mine"}';
    elsif v_conversation.assignee_id is not null then
        return jsonb_build_object('outcome', 'lost', 'winner', (
            select jsonb_build_object('id', u.id, 'name', u.name) from users u where u.id = v_conversation.assignee_id));
    elsif v_conversation.status = 'closed' then
        return '{"outcome": "closed"}';
    end if;
    perform lock_capacity();
    if not exists (select from memberships m
                    where m.account_id = v_account and m.user_id = p_user_id and m.active) then
        return '{"outcome": "missing"}';
    end if;
    select * into v_ticket from tickets t
     where t.account_id = v_account and t.conversation_id = p_conversation_id and t.state in ('waiting', 'in_service');
    if p_how in ('accepted', 'taken') and v_ticket.offered_to <> p_user_id and v_ticket.offered_until > clock_timestamp() then
        return jsonb_build_object('outcome', 'ringing', 'at', (
            select jsonb_build_object('id', u.id, 'name', u.name) from users u where u.id = v_ticket.offered_to));
    end if;
    v_queue := coalesce(v_ticket.queue_id, v_conversation.queue_id,
        (select ch.queue_id from channels ch where ch.account_id = v_account and ch.id = v_conversation.channel_id),
        (select q.id from queues q where q.account_id = v_account order by q.is_default desc, q.created_at, q.id limit 1));
    if v_ticket.offered_to is distinct from p_user_id and not has_room(p_user_id, v_queue, v_conversation.channel_id) then
        select a.load, a.agent_limit, c.load as channel_load, c.agent_limit as channel_limit into v_capacity
          from agent_capacity(p_user_id, v_queue) a cross join channel_capacity(p_user_id, v_conversation.channel_id) c;
        return jsonb_build_object('outcome', 'full',
            'load', case when v_capacity.channel_load >= v_capacity.channel_limit then v_capacity.channel_load
                         else v_capacity.load end,
            'agent_limit', case when v_capacity.channel_load >= v_capacity.channel_limit then v_capacity.channel_limit
                                else v_capacity.agent_limit end);
    end if;
    if v_ticket.id is null then
        insert into tickets (account_id, protocol, conversation_id, queue_id, priority, handoff_reason, entered_at)
        values (v_account, next_protocol(), p_conversation_id, v_queue, v_conversation.priority, 'agent', clock_timestamp())
        returning * into v_ticket;
        update conversations c set handoff_reason = 'agent' where c.account_id = v_account and c.id = p_conversation_id;
        v_news := jsonb_build_object('updates', jsonb_build_array(jsonb_build_object(
            'type', 'new_ticket', 'conversation_id', p_conversation_id,
            'data', jsonb_build_object('ticket_id', v_ticket.id, 'queue_id', v_queue))));
    end if;
    if v_ticket.offered_to <> p_user_id then
        v_news := join_news(v_news, jsonb_build_object('updates', jsonb_build_array(jsonb_build_object(
            'type', 'offers_changed', 'user_id', v_ticket.offered_to))));
    end if;
    return jsonb_build_object('outcome', 'taken', 'news',
        join_news(v_news, put_in_service(array[v_ticket.id], array[p_user_id], p_how)));
end
$$;

-- Place and length of the line a conversation waits in; no row when it does not wait. As in migration 0008, by rank.
create or replace function ticket_position(p_conversation_id uuid) returns table (ticket_id uuid, place integer, total integer)
    language sql stable
begin atomic
    select t.id,
           (select 1 + count(*)::integer from tickets a
             where a.account_id = t.account_id and a.queue_id = t.queue_id and a.state = 'waiting'
               and (a.rank > t.rank or (a.rank = t.rank and (a.entered_at, a.id) < (t.entered_at, t.id)))),
           (select count(*)::integer from tickets a
             where a.account_id = t.account_id and a.queue_id = t.queue_id and a.state = 'waiting')
      from tickets t
     where t.account_id = current_account() and t.conversation_id = p_conversation_id and t.state = 'waiting';
end;
