-- A resolution that was late and that nobody had looked at was told of as late with every answer, and once more by whoever looked:
-- reports counted it as often.

-- As in migration 0164, but that a late resolution is left to who looks at it when the contact has the word.
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
