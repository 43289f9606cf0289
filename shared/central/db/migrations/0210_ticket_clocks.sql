-- The clocks of a ticket, as they are read: of each target the latest cycle, without those nothing is promised for. seconds: the
-- open seconds it ran, up to now. Primary key of sla_targets.
create function ticket_clocks(p_ticket_id uuid) returns json
    language sql stable
begin atomic
    select coalesce(json_agg(json_build_object(
               'target', l.target, 'state', l.state, 'goal_seconds', l.goal_seconds,
               'seconds', l.spent_seconds + case when l.resumed_at is null then 0
                                                 else sla_open_seconds(l.calendar_id, l.resumed_at, now()) end,
               'started_at', l.started_at, 'due_at', l.due_at, 'paused_since', l.paused_at, 'missed_at', l.missed_at,
               'ended_at', l.ended_at)
               order by array_position(array['first_response', 'next_response', 'resolution'], l.target)), '[]')
      from (select distinct on (s.target) s.* from sla_targets s
             where s.account_id = current_account() and s.ticket_id = p_ticket_id
             order by s.target, s.cycle desc) l
     where l.goal_seconds is not null;
end;
grant execute on function ticket_clocks(uuid) to central_app;
