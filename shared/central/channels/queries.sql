-- name: list_channels
-- The company's channels by name, from behind the last one shown. Sorts them: they are few.
select id, type, name, external_id, business_id, display_address, state, state_reason, is_default, entry_mode, queue_id,
       when_contact_returns, read_receipts, messages_per_second, credentials, credentials_hint, uses_own_app,
       created_at, updated_at
  from channels
 where account_id = current_account()
   and (%(after_name)s::text is null or (fold(name), id) > (fold(%(after_name)s), %(after_id)s::uuid))
 order by fold(name), id
 limit %(limit)s;

-- name: find_channel
-- Primary key.
select id, type, name, external_id, business_id, display_address, state, state_reason, is_default, entry_mode, queue_id,
       when_contact_returns, read_receipts, messages_per_second, credentials, credentials_hint, uses_own_app,
       created_at, updated_at
  from channels
 where account_id = current_account() and id = %(channel_id)s;

-- name: lock_channel
-- The same, locked until commit.
select id, type, name, external_id, business_id, display_address, state, state_reason, is_default, entry_mode, queue_id,
       when_contact_returns, read_receipts, messages_per_second, credentials, credentials_hint, uses_own_app,
       created_at, updated_at
  from channels
 where account_id = current_account() and id = %(channel_id)s
   for update;

-- name: insert_channel
-- Returns nothing when another connection, of whichever company, has this number. The first of its type is the default.
insert into channels (account_id, id, type, name, external_id, business_id, is_default, entry_mode, queue_id,
                      when_contact_returns, read_receipts, messages_per_second, credentials, credentials_hint, uses_own_app)
select current_account(), %(id)s, %(type)s, %(name)s, %(external_id)s, %(business_id)s,
       not exists (select from channels c where c.account_id = current_account() and c.type = %(type)s and c.is_default),
       %(entry_mode)s, %(queue_id)s, %(when_contact_returns)s, %(read_receipts)s, %(messages_per_second)s,
       %(credentials)s, %(credentials_hint)s, %(uses_own_app)s
on conflict (type, external_id) do nothing
returning id;

-- name: clear_default
-- Makes room for another default of the type. Unique index channels_one_default.
update channels set is_default = false
 where account_id = current_account() and type = %(type)s and is_default and id <> %(channel_id)s;

-- name: update_channel
-- Writes every column a person may change. Primary key.
update channels
   set name = %(name)s, business_id = %(business_id)s, display_address = %(display_address)s, state = %(state)s,
       state_reason = %(state_reason)s, is_default = %(is_default)s, entry_mode = %(entry_mode)s, queue_id = %(queue_id)s,
       when_contact_returns = %(when_contact_returns)s, read_receipts = %(read_receipts)s,
       messages_per_second = %(messages_per_second)s, credentials = %(credentials)s,
       credentials_hint = %(credentials_hint)s, uses_own_app = %(uses_own_app)s, updated_at = now()
 where account_id = current_account() and id = %(id)s;
