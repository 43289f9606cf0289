-- name: start_waits
-- Whom to ring for, and when: see the function.
select conversation_id, due_at from start_ticket_waits(%(limit)s);

-- name: find_wait
-- The timer of a conversation that is locked, with its ticket as it is now; that of one who waits comes first. Index
-- tickets_of_conversation.
select w.ticket_id, w.since, w.due_at, t.state, q.abandon_after_seconds,
       calendar_of_queue(t.queue_id) as calendar_id, c.status, c.snoozed_until, clock_timestamp() as now
  from tickets t
  join ticket_waits w on w.account_id = t.account_id and w.ticket_id = t.id
  join queues q on q.account_id = t.account_id and q.id = t.queue_id
  join conversations c on c.account_id = t.account_id and c.id = t.conversation_id
 where t.account_id = current_account() and t.conversation_id = %(conversation_id)s
 order by t.state = 'waiting' desc
 limit 1;

-- name: forget_waits
-- Of a conversation's tickets that wait no longer, or as long as they like.
delete from ticket_waits w using tickets t, queues q
 where w.account_id = current_account() and t.account_id = w.account_id and t.id = w.ticket_id
   and q.account_id = t.account_id and q.id = t.queue_id
   and t.conversation_id = %(conversation_id)s and (t.state <> 'waiting' or q.abandon_after_seconds = 0);

-- name: forget_wait
-- Primary key.
delete from ticket_waits where account_id = current_account() and ticket_id = %(ticket_id)s;

-- name: move_wait
-- Primary key.
update ticket_waits set since = %(since)s, due_at = %(due_at)s
 where account_id = current_account() and ticket_id = %(ticket_id)s;

-- name: read_waiting
-- How a queue treats who waits. Primary key.
select q.id as queue_id, q.abandon_after_seconds, q.position_text, q.position_interval_seconds
  from queues q where q.account_id = current_account() and q.id = %(queue_id)s;

-- name: change_waiting
-- Primary key.
update queues
   set abandon_after_seconds = %(abandon_after_seconds)s, position_text = %(position_text)s,
       position_interval_seconds = %(position_interval_seconds)s, updated_at = now()
 where account_id = current_account() and id = %(queue_id)s;
