-- name: due_work
-- What is due anywhere, in all companies; see the function.
select kind, account_id, conversation_id, media_id from due_work(%(limit)s);

-- name: work_ahead
-- Whether anything may become due before somebody rings for it.
select work_ahead() as ahead;

-- name: prune_gate
-- Forgets counters that count no more, and challenges nobody answered; see the functions.
select prune_gate(), prune_challenges(), prune_budgets();

-- name: prune_account
-- Forgets what the account keeps no longer, a bounded number of rows; see the function.
select prune_account(%(limit)s) as pruned;

-- name: business_metrics
-- How the whole house does, in numbers; see the function.
select waiting_tickets, oldest_wait_seconds, late_messages, oldest_pending_seconds, unconfirmed_messages, parked_updates
  from business_metrics();

-- name: leftover_facts
-- Facts of the account that were not published, oldest first.
select id, source, detail_type, detail::text as detail
  from outbox
 where account_id = current_account() and created_at < now() - interval '10 seconds'
 order by created_at, id
 limit %(limit)s;

-- name: delete_facts
delete from outbox where account_id = current_account() and id = any (%(ids)s);
