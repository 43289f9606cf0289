-- name: second_factor_of
-- One colleague's factor; no row: nobody of this company. Primary keys.
select enabled_at, recovery_codes_left, pending_secret, elsewhere,
       (select a.second_factor_required from accounts a where a.id = current_account()) as required
  from second_factor_of(%(user_id)s, %(now)s);

-- name: start_second_factor
-- False when there is a factor already. Primary key.
select start_second_factor(%(user_id)s, %(secret)s, %(until)s) as done;

-- name: confirm_second_factor
-- False when something else is being set up by now. Primary keys.
select confirm_second_factor(%(user_id)s, %(pending)s, %(step)s, %(salt)s, %(hashes)s, %(now)s) as done;

-- name: replace_recovery_codes
-- False when there is no factor. Primary keys.
select replace_recovery_codes(%(user_id)s, %(salt)s, %(hashes)s) as done;

-- name: remove_second_factor
-- False when there was none. Primary keys.
select remove_second_factor(%(user_id)s) as done;

-- name: mark_session
-- The session was proved with a second factor. Primary key.
update sessions set second_factor_at = now() where account_id = current_account() and id = %(session_id)s;

-- name: begin_challenge
-- A password was right; a code is waited for. Primary keys.
select begin_challenge(%(token_hash)s, %(user_id)s, current_account(), %(provider_id)s, %(expires_at)s);

-- name: begin_second_factor
-- Before the account is known. Counts the try; wait_seconds > 0: not now. No row: no such challenge. Primary keys.
select wait_seconds, user_id, account_id, role, email, secret, last_step, recovery_salt, provider_id
  from begin_second_factor(%(token_hash)s, %(address)s, %(device)s, %(now)s);

-- name: pass_second_factor
-- Uses up challenge and code; false when either was used by now. Primary keys.
select pass_second_factor(%(token_hash)s, %(step)s, %(recovery_hash)s, %(address)s, %(device)s, %(now)s) as done;

-- name: require_second_factor
-- Primary key.
update accounts set second_factor_required = %(required)s where id = current_account();

-- name: take_connections_without_second_factor
-- Deletes and returns the sockets of everybody who owes one.
delete from socket_connections
 where account_id = current_account() and user_id in (select people_without_second_factor())
returning connection_id;

-- name: count_setup_try
-- Seconds to wait; 0: this try is counted. See the SQL function.
select count_setup_try(%(user_id)s, %(now)s) as wait;
