-- name: due_work
-- What is due anywhere, in all companies; see the function.
select kind, account_id, conversation_id, media_id from due_work(%(limit)s);

-- name: work_ahead
-- Whether anything may become due before somebody rings for it.
select work_ahead() or routing_ahead() as ahead;

-- name: prune_gate
-- Forgets counters that count no more, challenges nobody answered, and journeys nobody ended; see the functions.
select prune_gate(), prune_challenges(), prune_budgets(), prune_journeys();

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

-- name: accounts_with_secrets
-- Every company that has sealed values; see the function.
select accounts_with_secrets() as id;

-- name: sealed_values
-- Every sealed value of the account, with the place it is bound to (account|table|column|row).
select 'channels' as place, h.id, h.credentials as sealed,
       h.account_id || '|channels|credentials|' || h.id as context
  from channels h
 where h.account_id = current_account() and h.credentials is not null
union all
select 'privacy_keys', k.account_id, k.sealed, k.account_id || '|privacy_keys|sealed|' || k.account_id
  from privacy_keys k
 where k.account_id = current_account()
union all
select 'sign_in_providers', p.id, p.client_secret, p.account_id || '|sign_in_providers|client_secret|' || p.id
  from sign_in_providers p
 where p.account_id = current_account()
union all
select 'second_factors', f.user_id, s.sealed, 'global|second_factors|secret|' || f.user_id
  from sealed_factors() f cross join unnest(array[f.secret, f.pending_secret]) s (sealed)
 where s.sealed is not null;

-- name: replace_channels
-- Nothing when somebody saved other credentials meanwhile. Primary key.
update channels set credentials = %(new)s
 where account_id = current_account() and id = %(id)s and credentials = %(old)s;

-- name: replace_privacy_keys
-- Primary key.
update privacy_keys set sealed = %(new)s
 where account_id = current_account() and account_id = %(id)s and sealed = %(old)s;

-- name: replace_sign_in_providers
-- Nothing when somebody saved another secret meanwhile. Primary key.
update sign_in_providers set client_secret = %(new)s
 where account_id = current_account() and id = %(id)s and client_secret = %(old)s;

-- name: replace_second_factors
-- See the function.
select replace_sealed_factor(%(id)s, %(old)s, %(new)s);
