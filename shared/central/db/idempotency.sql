-- name: begin_request
-- Takes the key for this transaction. held: nobody else is at it. fresh: it was never used. The rest is what was stored.
with lock as materialized (
    select pg_try_advisory_xact_lock(hashtextextended(
               'idempotency ' || current_account() || ' ' || %(user_id)s::uuid || ' ' || %(key)s::text, 0)) as held
), taken as (
    insert into idempotency_keys (account_id, user_id, key, request_hash)
    select current_account(), %(user_id)s::uuid, %(key)s::text, %(request_hash)s::bytea from lock where held
    on conflict do nothing
    returning 1
)
select l.held, exists (select from taken) as fresh, k.request_hash, k.response_status, k.response
  from lock l
  left join idempotency_keys k
    on k.account_id = current_account() and k.user_id = %(user_id)s and k.key = %(key)s;

-- name: finish_request
-- Primary key.
update idempotency_keys
   set response_status = %(status)s, response = %(response)s
 where account_id = current_account() and user_id = %(user_id)s and key = %(key)s;
