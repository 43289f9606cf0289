-- name: list_policies
-- The account's policies (ids null: all), by name.
select p.id, p.name, p.active, p.queue_id, p.channel_id, p.priority_class, p.first_response_seconds, p.next_response_seconds,
       p.resolution_seconds, p.business_hours, p.pauses, p.steps
  from sla_policies p
 where p.account_id = current_account() and (%(ids)s::uuid[] is null or p.id = any (%(ids)s::uuid[]))
 order by lower(p.name), p.id;

-- name: lock_policy
-- Others who change this policy wait. Primary key.
select p.id from sla_policies p where p.account_id = current_account() and p.id = %(policy_id)s for update;

-- name: insert_policy
insert into sla_policies (account_id, name, active, queue_id, channel_id, priority_class, first_response_seconds,
                          next_response_seconds, resolution_seconds, business_hours, pauses, steps)
values (current_account(), %(name)s, %(active)s, %(queue_id)s, %(channel_id)s, %(priority_class)s,
        %(first_response_seconds)s, %(next_response_seconds)s, %(resolution_seconds)s, %(business_hours)s, %(pauses)s,
        %(steps)s)
returning id;

-- name: update_policy
-- Primary key.
update sla_policies
   set name = %(name)s, active = %(active)s, queue_id = %(queue_id)s, channel_id = %(channel_id)s,
       priority_class = %(priority_class)s, first_response_seconds = %(first_response_seconds)s,
       next_response_seconds = %(next_response_seconds)s, resolution_seconds = %(resolution_seconds)s,
       business_hours = %(business_hours)s, pauses = %(pauses)s, steps = %(steps)s, updated_at = now()
 where account_id = current_account() and id = %(policy_id)s;

-- name: delete_policy
-- Clocks that run keep what they were started with. Primary key.
delete from sla_policies where account_id = current_account() and id = %(policy_id)s;

-- name: names_what_exists
-- Whether everything a policy names is of this account: its queue and channel, and the queues, people and teams of its steps.
select (%(queue_id)s::uuid is null
        or exists (select from queues where account_id = current_account() and id = %(queue_id)s::uuid)) as queue,
       (%(channel_id)s::uuid is null
        or exists (select from channels where account_id = current_account() and id = %(channel_id)s::uuid)) as channel,
       (select count(*) from queues where account_id = current_account() and id = any (%(queue_ids)s::uuid[]))
           = cardinality(%(queue_ids)s::uuid[]) as queues,
       (select count(*) from memberships
         where account_id = current_account() and active and user_id = any (%(user_ids)s::uuid[]))
           = cardinality(%(user_ids)s::uuid[]) as people,
       (select count(*) from teams where account_id = current_account() and id = any (%(team_ids)s::uuid[]))
           = cardinality(%(team_ids)s::uuid[]) as teams;

-- name: lock_conversation
-- Nobody answers, resolves or moves it meanwhile. A statement of its own (decision 0011). Primary key.
select c.id from conversations c where c.account_id = current_account() and c.id = %(conversation_id)s for no key update;

-- name: find_ticket
-- What decides which clocks a ticket has (ticket_id, or the active one of conversation_id). last_cycle: null: none yet;
-- last_over: it ended with the ticket. replied_at: when an agent first wrote since the ticket came in. policy_id: which
-- policy holds for it; null: none.
select t.id, t.conversation_id, t.queue_id, t.priority, t.state, t.handoff_reason, t.entered_at, c.channel_id,
       c.waiting_since is not null as waits, c.session, calendar_of_queue(t.queue_id) as calendar_id,
       (select p.id from sla_policy_for(t.queue_id, c.channel_id, t.priority) p) as policy_id,
       l.cycle as last_cycle, l.over as last_over, l.version as last_version,
       (select min(m.created_at) from messages m
         where m.account_id = t.account_id and m.conversation_id = t.conversation_id and m.sequence > c.last_sequence - 500
           and m.direction = 'out' and m.author_type = 'agent' and not m.private
           and m.stored_at >= t.entered_at) as replied_at
  from tickets t
  join conversations c on c.account_id = t.account_id and c.id = t.conversation_id
  left join lateral (
      select max(s.cycle) as cycle, bool_and(s.over) as over, max(s.version) as version
        from sla_targets s where s.account_id = t.account_id and s.ticket_id = t.id) l on true
 where t.account_id = current_account()
   and (t.id = %(ticket_id)s::uuid or t.conversation_id = %(conversation_id)s::uuid)
   and t.state in ('waiting', 'in_service');

-- name: insert_target
-- A clock from its start: running, standing still (paused), or decided already (ended_at: when the answer came). Without
-- goal_seconds nothing is promised, and it counts for a policy that may hold later.
insert into sla_targets (account_id, ticket_id, target, cycle, version, conversation_id, policy_id, goal_seconds,
                         calendar_id, pauses, steps, state, started_at, resumed_at, spent_seconds, paused_at, due_at,
                         next_offset, next_mark_at, turns, missed_at, ended_at)
select current_account(), %(ticket_id)s, %(target)s, %(cycle)s, %(version)s, %(conversation_id)s, %(policy_id)s,
       %(goal_seconds)s, %(calendar_id)s, %(pauses)s, %(steps)s,
       case when t.ended_at > t.due_at then 'missed' when t.ended_at is not null then 'met'
            when %(paused)s then 'paused' else 'running' end,
       t.started_at, case when t.runs then t.started_at end,
       case when t.ended_at is null then 0
            else sla_open_seconds(%(calendar_id)s::uuid, t.started_at, t.ended_at) end,
       case when t.ended_at is null and %(paused)s then t.started_at end,
       case when t.runs then t.due_at end,
       case when t.ended_at is null then %(next_offset)s::float8 end,
       case when t.runs then sla_moment(%(calendar_id)s::uuid, t.started_at, %(next_offset)s) end,
       (%(target)s = 'next_response' and t.runs and %(goal_seconds)s::integer is not null)::integer,
       case when t.ended_at > t.due_at then t.due_at end, t.ended_at
  from (select g.started_at, g.ended_at, g.ended_at is null and not %(paused)s as runs,
               sla_moment(%(calendar_id)s::uuid, g.started_at, %(goal_seconds)s::integer) as due_at
          from (select %(started_at)s::timestamptz as started_at, %(ended_at)s::timestamptz as ended_at) g) t
returning state;

-- name: tell_decided
-- Tells of a clock that was decided before it was made: the answer was faster than the bus. Primary key.
select sla_tell(s, s.state = 'met')
  from sla_targets s
 where s.account_id = current_account() and s.ticket_id = %(ticket_id)s and s.target = %(target)s and s.cycle = %(cycle)s;

-- name: watch_targets
-- Notes that executions of the live targets of a ticket come to look at once or when they were to; a version whose
-- execution is lost or too late gives way to the next. Returns every live target: name parts, and when to look first.
update sla_targets s
   set version = s.version + (s.looks_at is not null and not w.watched)::integer,
       looks_at = case when w.watched then s.looks_at else w.at end
  from (select k.ticket_id, k.target, k.cycle,
               coalesce(k.looks_at >= clock_timestamp() - interval '30 seconds'
                        and (k.next_mark_at is null or k.looks_at <= k.next_mark_at + interval '2 seconds'), false) as watched,
               date_trunc('second', greatest(clock_timestamp(), coalesce(
                   k.next_mark_at, sla_moment(k.calendar_id, clock_timestamp(), k.next_offset - k.spent_seconds))))
                   + interval '1 second' as at
          from sla_targets k
         where k.account_id = current_account() and k.ticket_id = %(ticket_id)s and k.ended_at is null
           and k.next_offset is not null) w
 where s.account_id = current_account() and s.ticket_id = w.ticket_id and s.target = w.target and s.cycle = w.cycle
returning s.target, s.version, s.looks_at;

-- name: find_target
-- A live target without its lock: whose conversation it is, to lock that first. Primary key.
select s.conversation_id from sla_targets s
 where s.account_id = current_account() and s.ticket_id = %(ticket_id)s and s.target = %(target)s
   and s.version = %(version)s and s.ended_at is null;

-- name: hold_target
-- Locks a live target. elapsed: the open seconds its clock ran up to now, by the hours its calendar has today.
select s.ticket_id, s.conversation_id, s.policy_id, s.target, s.cycle, s.version, s.goal_seconds, s.calendar_id, s.steps,
       s.state, s.warned, s.steps_done, s.next_offset, s.paused_at, s.ended_at,
       s.spent_seconds + case when s.resumed_at is null then 0
                              else sla_open_seconds(s.calendar_id, s.resumed_at, n.now) end as elapsed, n.now
  from sla_targets s cross join (select clock_timestamp() as now offset 0) n
 where s.account_id = current_account() and s.ticket_id = %(ticket_id)s and s.target = %(target)s
   and s.version = %(version)s and s.ended_at is null
   for update of s;

-- name: save_look
-- What was done about a clock that runs or is late, and when it is looked at next: at its next mark, by the hours of today.
update sla_targets s
   set warned = %(warned)s, steps_done = %(steps_done)s, state = %(state)s,
       missed_at = case when %(state)s = 'missed' then coalesce(s.missed_at, s.due_at) end,
       missed_turns = s.missed_turns + (%(state)s = 'missed' and s.state <> 'missed' and s.target = 'next_response')::integer,
       due_at = case when %(state)s = 'missed' then s.due_at
                     else sla_moment(s.calendar_id, s.resumed_at, s.goal_seconds - s.spent_seconds) end,
       next_offset = %(next_offset)s,
       next_mark_at = sla_moment(s.calendar_id, s.resumed_at, %(next_offset)s::float8 - s.spent_seconds),
       looks_at = date_trunc('second', sla_moment(s.calendar_id, s.resumed_at, %(next_offset)s::float8 - s.spent_seconds))
                  + interval '1 second'
 where s.account_id = current_account() and s.ticket_id = %(ticket_id)s and s.target = %(target)s and s.cycle = %(cycle)s
returning s.due_at, s.looks_at;

-- name: earliest_mark
-- Where the next mark would be if a clock that stands still went on now.
select sla_moment(%(calendar_id)s::uuid, %(now)s::timestamptz, %(seconds)s::float8) as at;

-- name: save_idle_look
update sla_targets set looks_at = %(looks_at)s
 where account_id = current_account() and ticket_id = %(ticket_id)s and target = %(target)s and cycle = %(cycle)s;

-- name: freest_of_team
-- Who of a team is there and serves the fewest. Index tickets_in_service.
select m.user_id
  from team_members m
  join effective_presence p on p.account_id = m.account_id and p.user_id = m.user_id and p.available
 where m.account_id = current_account() and m.team_id = %(team_id)s
 order by (select count(*) from tickets t
            where t.account_id = m.account_id and t.assignee_id = m.user_id and t.state = 'in_service'),
          p.last_assigned_at nulls first, m.user_id
 limit 1;
