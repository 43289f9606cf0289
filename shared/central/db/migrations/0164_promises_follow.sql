-- What is promised follows a ticket: another queue, channel or class of priority may mean another policy. The clocks go on with
-- what they ran; a clock nothing is promised for (goal_seconds null) counts on, so that whoever promises later knows the wait.

alter table sla_targets alter column goal_seconds drop not null;
alter table sla_targets drop constraint sla_targets_check;
alter table sla_targets add constraint sla_targets_due
    check (goal_seconds is null or (resumed_at is null) = (due_at is null));

-- The moment at which so many open seconds have passed. As add_open_time in central/calendars/model.py; what lies beyond
-- the openings that are worked out (or a calendar that never opens) is 400 days away: somebody looks again before that.
-- Without seconds there is no such moment.
create or replace function sla_moment(p_calendar_id uuid, p_from timestamptz, p_seconds double precision) returns timestamptz
    language sql stable
begin atomic
    select case when p_seconds is null then null
                when p_calendar_id is null or p_seconds <= 0 then p_from + make_interval(secs => greatest(p_seconds, 0))
                else coalesce((
                    select w.opens_at + make_interval(secs => p_seconds - (w.through - w.length))
                      from (select s.opens_at, s.length, sum(s.length) over (order by s.opens_at) as through
                              from (select greatest(o.opens_at, p_from) as opens_at,
                                           extract(epoch from o.closes_at - greatest(o.opens_at, p_from))::double precision
                                               as length
                                      from calendar_openings o
                                     where o.account_id = current_account() and o.calendar_id = p_calendar_id
                                       and o.closes_at > p_from) s) w
                     where w.through >= p_seconds
                     order by w.opens_at limit 1), p_from + interval '400 days') end;
end;

-- The policy that holds for a ticket, as a whole: the most specific active one that is for it. The more it names (queue, channel,
-- class of priority), the more specific; of two that name as many, the one that names the queue, then the channel. No row: none.
create function sla_policy_for(p_queue_id uuid, p_channel_id uuid, p_priority integer) returns setof sla_policies
    language sql stable
begin atomic
    select p.*
      from sla_policies p
     where p.account_id = current_account() and p.active
       and (p.queue_id is null or p.queue_id = p_queue_id) and (p.channel_id is null or p.channel_id = p_channel_id)
       and (p.priority_class is null
            or p.priority_class = case when p_priority <= 3 then 'low' when p_priority <= 7 then 'medium' else 'high' end)
     order by num_nonnulls(p.queue_id, p.channel_id, p.priority_class) desc, p.queue_id is null, p.channel_id is null
     limit 1;
end;
grant execute on function sla_policy_for(uuid, uuid, integer) to central_app;

-- Gives the live clocks of a ticket the policy that holds for it now, under the lock of its conversation. The time they ran
-- counts; who has used up the new time is due at this moment, never before. What is met or missed stays so, and a clock that
-- is late keeps its promise (and who is told of it) until somebody answers. Of the new policy's steps those are behind that
-- lie at a warning the old one gave and at a time that is over: a ticket is not moved to and fro. Every clock that changed
-- gets another execution.
create function sla_choose_again(p_ticket_id uuid) returns void
    language plpgsql as $$
declare
    v_account uuid := current_account();
    v_now timestamptz := clock_timestamp();
    v_ticket record;
    v_policy sla_policies;
    v_calendar uuid;
    v_target sla_targets;
    v_goal integer;
    v_owes_first boolean := false;
    v_runs boolean;
begin
    if not exists (select from sla_targets s where s.account_id = v_account and s.ticket_id = p_ticket_id and s.ended_at is null) then
        return;
    end if;
    select t.queue_id, t.channel_id, t.priority, c.session, c.waiting_since into v_ticket
      from tickets t join conversations c on c.account_id = v_account and c.id = t.conversation_id
     where t.account_id = v_account and t.id = p_ticket_id;
    select * into v_policy from sla_policy_for(v_ticket.queue_id, v_ticket.channel_id, v_ticket.priority);
    v_calendar := case when v_policy.business_hours is not false then calendar_of_queue(v_ticket.queue_id) end;
    for v_target in
        select * from sla_targets s
         where s.account_id = v_account and s.ticket_id = p_ticket_id and s.ended_at is null
         order by s.target, s.cycle for update
    loop
        v_goal := case when v_target.policy_id is not distinct from v_policy.id then v_target.goal_seconds
                       when v_target.target = 'first_response' then v_policy.first_response_seconds
                       when v_target.target = 'next_response' then v_policy.next_response_seconds
                       else v_policy.resolution_seconds end;
        if v_target.policy_id is not distinct from v_policy.id
           and (v_target.calendar_id is not distinct from v_calendar or v_policy.id is null and v_goal is not null)
           or v_target.state = 'missed' or v_target.state = 'running' and v_now > v_target.due_at then
            v_owes_first := v_owes_first or (v_target.target = 'first_response' and v_target.goal_seconds is not null);
            continue;
        end if;
        v_owes_first := v_owes_first or (v_target.target = 'first_response' and v_goal is not null);
        if v_target.policy_id is distinct from v_policy.id then
            v_target.pauses := coalesce(v_policy.pauses, true);
            v_target.steps := coalesce(v_policy.steps, '[]');
        end if;
        v_runs := case v_target.target
            when 'first_response' then true
            when 'next_response' then v_ticket.waiting_since is not null and not v_owes_first
            else not v_target.pauses
                 or v_target.state = 'running' and (v_ticket.waiting_since is not null or v_ticket.session <> 'human') end;
        if v_target.target = 'next_response' and v_runs <> (v_target.state = 'running') then
            -- The turn belongs to the first answer, or does not any more.
            v_target.started_at := case when v_runs then v_ticket.waiting_since else v_target.started_at end;
            v_target.spent_seconds := case when v_runs then sla_open_seconds(v_calendar, v_ticket.waiting_since, v_now) else 0 end;
        elsif v_target.resumed_at is not null then
            v_target.spent_seconds := v_target.spent_seconds
                + sla_open_seconds(v_target.calendar_id, v_target.resumed_at, v_now);
        end if;
        if v_target.target = 'next_response' then
            v_target.turns := v_target.turns + (v_runs and v_goal is not null)::integer
                - (v_target.state = 'running' and v_target.goal_seconds is not null)::integer;
        end if;
        v_target.warned := least(v_target.warned, case when v_target.spent_seconds >= 0.8 * v_goal then 80
                                                       when v_target.spent_seconds >= 0.5 * v_goal then 50 else 0 end);
        select count(*) filter (where w.behind), least(
                   v_goal * case v_target.warned when 0 then 0.5 when 50 then 0.8 else 1.0 end,
                   min(w.at) filter (where not w.behind and w.at > v_target.spent_seconds))
          into v_target.steps_done, v_target.next_offset
          from (select s.at, bool_and(s.percent <= v_target.warned and s.at <= v_target.spent_seconds)
                                 over (order by s.at, s.position) as behind
                  from (select x.position, m.percent, m.percent * v_goal / 100.0 + (x.step ->> 'after_seconds')::integer as at
                          from jsonb_array_elements(v_target.steps) with ordinality as x (step, position)
                         cross join lateral (select case x.step ->> 'when' when 'warn_50' then 50 when 'warn_80' then 80
                                                         else 100 end as percent) m) s) w;
        update sla_targets s
           set version = s.version + 1, policy_id = v_policy.id, goal_seconds = v_goal, calendar_id = v_calendar,
               pauses = v_target.pauses, steps = v_target.steps, turns = v_target.turns, started_at = v_target.started_at,
               state = case when v_runs then 'running' else 'paused' end, spent_seconds = v_target.spent_seconds,
               resumed_at = case when v_runs then v_now end,
               paused_at = case when not v_runs then coalesce(s.paused_at, v_now) end,
               due_at = case when v_runs then sla_moment(v_calendar, v_now, v_goal - v_target.spent_seconds) end,
               warned = v_target.warned, steps_done = v_target.steps_done,
               next_offset = case when v_goal is not null then v_target.next_offset end,
               next_mark_at = case when v_runs
                                   then sla_moment(v_calendar, v_now, v_target.next_offset - v_target.spent_seconds) end,
               looks_at = null
         where s.account_id = v_account and s.ticket_id = v_target.ticket_id and s.target = v_target.target
           and s.cycle = v_target.cycle;
    end loop;
end
$$;
grant execute on function sla_choose_again(uuid) to central_app;

-- As in migration 0105, but for clocks nothing is promised for: nobody is late for those, and they end as cancelled.
-- Decides, under the lock of the conversation its caller holds, what something that just happened means for the clocks of a
-- conversation. p_what:
--   answered   an agent wrote to the contact          finished    the ticket is resolved
--   waits      the contact wrote and waits             abandoned   the ticket ended without anybody
--   rests      nobody waits for an answer any more
create or replace function sla_move(p_conversation_id uuid, p_ticket_id uuid, p_what text) returns void
    language plpgsql as $$
declare
    v_account uuid := current_account();
    -- The clock and not now(): whoever waited for the lock came later than they began.
    v_now timestamptz := clock_timestamp();
    v_ends boolean := p_what in ('finished', 'abandoned');
    v_first boolean := false;
    v_late boolean;
    v_again uuid;
    v_target sla_targets;
begin
    for v_target in
        select * from sla_targets s
         where s.account_id = v_account and s.conversation_id = p_conversation_id and s.ended_at is null
           and (p_ticket_id is null or s.ticket_id = p_ticket_id)
         order by s.ticket_id, s.target, s.cycle for update
    loop
        v_first := v_first or (v_target.target = 'first_response' and v_target.goal_seconds is not null);
        v_late := v_target.state = 'running' and coalesce(v_now > v_target.due_at, false);
        if v_target.resumed_at is not null then
            v_target.spent_seconds := v_target.spent_seconds
                + sla_open_seconds(v_target.calendar_id, v_target.resumed_at, v_now);
        end if;
        if p_what = 'waits' then
            -- A turn begins; while the first answer is owed, it is the only one that is.
            if v_target.state = 'paused' and not (v_target.target = 'next_response' and v_first) then
                update sla_targets s
                   set state = 'running', resumed_at = v_now, paused_at = null,
                       started_at = case when s.target = 'next_response' then v_now else s.started_at end,
                       turns = s.turns + (s.target = 'next_response' and s.goal_seconds is not null)::integer,
                       due_at = sla_moment(s.calendar_id, v_now, s.goal_seconds - s.spent_seconds),
                       next_mark_at = sla_moment(s.calendar_id, v_now, s.next_offset - s.spent_seconds)
                 where s.account_id = v_account and s.ticket_id = v_target.ticket_id and s.target = v_target.target
                   and s.cycle = v_target.cycle;
            end if;
            continue;
        end if;
        if v_target.target = 'first_response' and p_what = 'rests'
           or v_target.target = 'resolution' and p_what = 'answered'
           or v_target.target = 'resolution' and p_what = 'rests' and not (v_target.pauses and v_target.state = 'running') then
            continue;
        end if;
        if v_late then
            -- Nobody came to look in time; it was late all the same.
            v_target.state := 'missed';
            v_target.missed_at := v_target.due_at;
            v_target.missed_turns := v_target.missed_turns + (v_target.target = 'next_response')::integer;
            perform sla_tell(v_target, false);
        end if;
        if v_target.target = 'next_response' then
            if v_ends then
                v_target.state := case when v_target.missed_turns > 0 then 'missed'
                                       when v_target.goal_seconds is null or v_target.turns = 0
                                            or (v_target.state = 'running' and p_what = 'abandoned')
                                       then 'cancelled' else 'met' end;
                v_target.ended_at := v_now;
            elsif v_target.state <> 'paused' then
                -- What was missed kept its promise until now; the next turn has the one that holds today.
                v_again := case when v_target.state = 'missed' then v_target.ticket_id else v_again end;
                v_target.state := 'paused';
                v_target.spent_seconds := 0;
                v_target.warned := 0;
                v_target.steps_done := 0;
                v_target.missed_at := null;
                v_target.next_offset := v_target.goal_seconds / 2.0;
            end if;
        elsif p_what = 'rests' then
            if v_late then
                continue;
            end if;
            v_target.state := 'paused';
        else
            v_target.state := case when v_target.state = 'missed' then 'missed'
                                   when v_target.goal_seconds is null then 'cancelled'
                                   when p_what = 'answered' or p_what = 'finished' and v_target.target = 'resolution' then 'met'
                                   else 'cancelled' end;
            v_target.ended_at := v_now;
        end if;
        update sla_targets s
           set state = v_target.state, spent_seconds = v_target.spent_seconds, resumed_at = null, due_at = null,
               paused_at = case when v_target.state = 'paused' then coalesce(s.paused_at, v_now) end,
               next_mark_at = null, warned = v_target.warned, steps_done = v_target.steps_done,
               next_offset = v_target.next_offset, missed_turns = v_target.missed_turns, missed_at = v_target.missed_at,
               ended_at = v_target.ended_at
         where s.account_id = v_account and s.ticket_id = v_target.ticket_id and s.target = v_target.target
           and s.cycle = v_target.cycle;
        if v_target.state = 'met' then
            perform sla_tell(v_target, true);
        end if;
    end loop;
    if v_again is not null then
        perform sla_choose_again(v_again);
    end if;
    if v_ends then
        update sla_targets s set over = true
         where s.account_id = v_account and s.ticket_id = p_ticket_id and not s.over;
    end if;
end
$$;

-- As in migration 0105; the new ticket's queue may promise something else.
create or replace function sla_carry_on() returns trigger
    language plpgsql as $$
begin
    -- Its execution asks for the old ticket and finds nothing; the new ticket's fact starts another one.
    update sla_targets s
       set ticket_id = new.id, version = s.version + 1, looks_at = null
     where s.account_id = new.account_id and s.conversation_id = new.conversation_id and s.ended_at is null;
    if found then
        perform sla_choose_again(new.id);
    end if;
    return null;
end
$$;

-- A ticket that moves on in its line, or whose priority is another now.
create function sla_follow_choice() returns trigger
    language plpgsql as $$
begin
    perform sla_choose_again(new.id);
    return null;
end
$$;
create trigger tickets_sla_choice after update of queue_id, channel_id, priority on tickets
    for each row when (new.state in ('waiting', 'in_service')
                       and (old.queue_id, old.channel_id, old.priority) is distinct from (new.queue_id, new.channel_id, new.priority))
    execute function sla_follow_choice();

-- As in migration 0106, but that a clock nothing is promised for is not shown.
-- Conversations in the order of p_ids, flat (building JSON here costs three times the query). Ids that do not exist in this
-- account are left out. Ids and times are text: times in UTC, without a zone. p_viewer: whose read mark is shown (null:
-- the responsible's). place and waiting_total are set only while the ticket waits,
-- sla_* while a clock of it is live.
create or replace function conversation_rows(p_ids uuid[], p_viewer uuid default null)
    returns table (
        id text, status text, session text, subject text, priority integer, unread_count integer, last_sequence bigint,
        version bigint, handoff_reason text, read_sequence bigint, labels text[],
        last_activity_at text, waiting_since text, opened_at text, closed_at text, snoozed_until text, window_expires_at text,
        contact_id text, contact_name text, contact_avatar_url text, contact_phone text, contact_identity text,
        channel_id text, channel_type text, channel_name text,
        assignee_id text, assignee_name text, assignee_avatar_url text,
        queue_id text, queue_name text,
        ticket_id text, ticket_protocol text, ticket_state text, ticket_priority integer, ticket_entered_at text,
        ticket_assigned_at text, ticket_finished_at text, place bigint, waiting_total bigint,
        preview_at text, preview_text text, preview_type text, preview_author_type text, preview_status text,
        preview_private boolean, preview_deleted boolean,
        sla_target text, sla_state text, sla_due_at text)
    language plpgsql stable
    set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_column
declare
    v_account uuid := current_account();
begin
    return query
    with page as materialized (
        select c.*, wanted.position,
               t.id as ticket_id, t.protocol, t.state as ticket_state, t.priority as ticket_priority, t.entered_at,
               t.assigned_at, t.finished_at, t.queue_id as ticket_queue_id
          from unnest(p_ids) with ordinality as wanted (id, position)
          join conversations c on c.account_id = v_account and c.id = wanted.id
          left join lateral (
              select k.* from tickets k
               where k.account_id = v_account and k.conversation_id = c.id
               order by k.entered_at desc limit 1) t on true
    ),
    -- Only the queues somebody of this page waits in, served by rank, then entry (index tickets_waiting). Nobody needs
    -- to know that he is the 1,001st, so no more than a thousand are numbered.
    lines as materialized (
        select w.queue_id, (select count(*) from tickets k
                             where k.account_id = v_account and k.queue_id = w.queue_id and k.state = 'waiting') as total
          from (select distinct p.ticket_queue_id as queue_id from page p where p.ticket_state = 'waiting') w
    ),
    places as materialized (
        select o.id, o.place
          from lines n
         cross join lateral (
             select k.id, row_number() over (order by k.rank desc, k.entered_at, k.id) as place
               from tickets k
              where k.account_id = v_account and k.queue_id = n.queue_id and k.state = 'waiting'
              order by k.rank desc, k.entered_at, k.id
              limit 1000) o
    )
    select p.id::text, p.status, p.session, p.subject, p.priority, p.unread_count, p.last_sequence, p.version,
           p.handoff_reason,
           greatest(case when p_viewer is null or p_viewer = p.assignee_id then p.read_sequence else 0 end,
                    coalesce(r.read_sequence, 0)),
           array(select l.name
                   from conversation_labels cl
                   join labels l on l.account_id = v_account and l.id = cl.label_id
                  where cl.account_id = v_account and cl.conversation_id = p.id
                  order by lower(l.name)),
           utc(p.last_activity_at), utc(p.waiting_since), utc(p.opened_at), utc(p.closed_at), utc(p.snoozed_until),
           -- A minute before the platform's 24 hours are over, so that a message on its way still arrives in time.
           utc(w.last_inbound_at + interval '23:59'),
           k.id::text, k.name, k.avatar_url, k.phone, i.value,
           h.id::text, h.type, h.name,
           u.id::text, u.name, u.avatar_url,
           q.id::text, q.name,
           p.ticket_id::text, p.protocol, p.ticket_state, p.ticket_priority,
           utc(p.entered_at), utc(p.assigned_at), utc(p.finished_at), s.place, n.total,
           utc(m.created_at), case when m.deleted_at is null then left(m.text, 200) end, m.type, m.author_type, m.status,
           m.private, m.deleted_at is not null,
           x.target, x.state, utc(x.due_at)
      from page p
      join contacts k on k.account_id = v_account and k.id = p.contact_id
      join channels h on h.account_id = v_account and h.id = p.channel_id
      left join users u on u.id = p.assignee_id
      left join queues q on q.account_id = v_account and q.id = p.queue_id
      left join contact_identities i on i.account_id = v_account and i.id = p.identity_id
      left join reply_windows w
        on w.account_id = v_account and w.channel_id = p.channel_id and w.contact_id = p.contact_id
      left join messages m on m.account_id = v_account and m.id = p.last_message_id
      left join conversation_reads r
        on r.account_id = v_account and r.conversation_id = p.id and r.user_id = p_viewer
      -- The clock that ends first; those that stand still end last. Index sla_targets_live.
      left join lateral (
          select t.target, t.state, t.due_at from sla_targets t
           where t.account_id = v_account and t.conversation_id = p.id and t.ended_at is null and t.goal_seconds is not null
             and p.status <> 'closed'
           order by t.due_at limit 1) x on true
      left join lines n on p.ticket_state = 'waiting' and n.queue_id = p.ticket_queue_id
      left join places s on p.ticket_state = 'waiting' and s.id = p.ticket_id
     order by p.position;
end
$$;
