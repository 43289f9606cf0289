-- name: ingest_batch
-- Stores a batch of inbound items of any number of accounts and commits by itself; an array with a row per item and one per account
-- (0275_first_messages_alone.sql). Every look-up inside goes by a unique key.
select ingest_batch(%(items)s::jsonb, %(grouping_seconds)s, %(correlation_id)s)

-- name: ingest_message
-- As ingest_batch, of a message that came alone (0279_parts_of_a_first_message.sql).
select ingest_message(
    %(items)s, %(platform)s, %(channel_key)s, %(external_id)s, %(identity_kind)s, %(identity_value)s, %(identity_key)s, %(name)s,
    %(type)s, %(text)s, %(occurred_at)s, %(rest)s, %(grouping_seconds)s, %(correlation_id)s)

-- name: forget_facts
-- Facts of several accounts the bus has taken, by primary key; commits by itself (0010_ingest_batch.sql).
select forget_facts(%(account_ids)s, %(ids)s)
