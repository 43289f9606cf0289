-- As in migrations 0164 and 0242, without what decided nothing. Only a clock that runs or is late has a moment it is due at; one
-- that stands still is as its next turn begins; the live clocks of a conversation are those of its one active ticket; a step that
-- is not behind lies at the next mark, after it, or ahead of the clock.

-- Gives the live clocks of a ticket the policy that holds for it now, under the lock of its conversation. The time they ran
-- counts; who has used up the new time is due at this moment, never before. What is met or missed stays so, and a clock that
-- is late keeps its promise (and who is told of it) until somebody answers. Of the new policy's steps those are behind that
-- lie at a warning the old one gave and at a time that is over: a ticket is not moved to and fro. Every clock that changed
-- gets another execution.
create or replace function sla_choose_again(p_ticket_id uuid) returns void
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
    v_late boolean;
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
        -- Missed, or nobody came to look in time.
        v_late := v_target.state = 'missed' or v_now > v_target.due_at;
        v_goal := case when v_late or v_target.policy_id is not distinct from v_policy.id then v_target.goal_seconds
                       when v_target.target = 'first_response' then v_policy.first_response_seconds
                       when v_target.target = 'next_response' then v_policy.next_response_seconds
                       else v_policy.resolution_seconds end;
        v_owes_first := v_owes_first or (v_target.target = 'first_response' and v_goal is not null);
        if v_late or v_target.policy_id is not distinct from v_policy.id
           and (v_target.calendar_id is not distinct from v_calendar or v_policy.id is null and v_goal is not null) then
            continue;
        end if;
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
                   min(w.at) filter (where not w.behind))
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
               warned = v_target.warned, steps_done = v_target.steps_done, next_offset = v_target.next_offset,
               next_mark_at = case when v_runs
                                   then sla_moment(v_calendar, v_now, v_target.next_offset - v_target.spent_seconds) end,
               looks_at = null
         where s.account_id = v_account and s.ticket_id = v_target.ticket_id and s.target = v_target.target
           and s.cycle = v_target.cycle;
    end loop;
end
$$;

-- Decides, under the lock of the conversation its caller holds, what something that just happened means for the clocks of a
-- conversation, and of which ticket they are when that ends. p_what:
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
         order by s.ticket_id, s.target, s.cycle for update
    loop
        v_first := v_first or (v_target.target = 'first_response' and v_target.goal_seconds is not null);
        v_late := v_target.state = 'running' and v_now > v_target.due_at;
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
           or v_target.target = 'resolution' and p_what = 'rests'
              and (v_late or not (v_target.pauses and v_target.state = 'running')) then
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
            else
                -- What was missed kept its promise until now; the next turn has the one that holds today.
                v_again := case when v_target.state = 'missed' then v_target.ticket_id end;
                v_target.state := 'paused';
                v_target.spent_seconds := 0;
                v_target.warned := 0;
                v_target.steps_done := 0;
                v_target.missed_at := null;
                v_target.next_offset := v_target.goal_seconds / 2.0;
            end if;
        elsif p_what = 'rests' then
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
