-- name: find_ticket
-- One ticket by its protocol number. Unique index on account and protocol.
select t.id, t.protocol, t.state, t.priority, t.handoff_reason, t.entered_at, t.assigned_at, t.finished_at, t.finish_reason,
       t.conversation_id, q.id as queue_id, q.name as queue_name, u.id as assignee_id, u.name as assignee_name
  from tickets t
  join queues q on q.account_id = t.account_id and q.id = t.queue_id
  left join users u on u.id = t.assignee_id
 where t.account_id = current_account() and t.protocol = %(protocol)s;
