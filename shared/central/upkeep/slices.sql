-- name: mail_work
-- Whether mail waits, and whether any may; see the function.
select due, ahead from mail_work();

-- name: due_calendars
-- Calendars of all companies that are worked out for less than twelve months; see the function.
select account_id, calendar_id from due_calendars(%(limit)s);

-- name: due_timers
-- Where something is due in all companies, now or soon; see the function.
select account_id, conversation_id, due from due_timers(%(limit)s);

-- name: due_privacy
-- What is due anywhere, in all companies; see the function.
select account_id, job_id from due_privacy(%(limit)s);

-- name: due_wishes
-- Companies with wishes that could be fulfilled; see the function.
select account_id from due_wishes(%(limit)s) as account_id;

-- name: wishes_ahead
-- Whether wishes can be fulfilled before the sweep's hourly schedule looks again.
select wishes_ahead() as ahead;

-- name: due_routing
-- Accounts whose routing should be rung again; see the function.
select account_id from due_routing(%(limit)s);

-- name: due_sla
-- Tickets whose clocks nobody comes to look at in time, in all companies; see the function.
select account_id, ticket_id from due_sla(%(limit)s);

-- name: sla_ahead
-- Whether any clock must be looked at within a quarter of an hour.
select sla_ahead() as ahead;
