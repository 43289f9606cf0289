-- name: ingest_batch
-- Stores a batch of inbound items of any number of accounts and commits by itself; an array with a row per item and one per account
-- (0275_first_messages_alone.sql). Every look-up inside goes by a unique key.
select ingest_batch(%(items)s::jsonb, %(grouping_seconds)s, %(correlation_id)s)

-- name: forget_facts
-- Facts of several accounts the bus has taken, by primary key; commits by itself (0010_ingest_batch.sql).
select forget_facts(%(account_ids)s, %(ids)s)
