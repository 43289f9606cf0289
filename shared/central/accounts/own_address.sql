-- name: count_email_change
-- The seconds to wait before another link is mailed; see the function.
select count_email_change(%(user_id)s, %(email)s, %(now)s) as wait_seconds;

-- name: pending_address
-- In whichever company it was asked for; see the function.
select address, asked_at, expires_at, mail_state from pending_address(%(user_id)s);

-- name: change_address
-- Primary key; refused by users_email when somebody else has it.
update users set email = %(email)s where id = %(user_id)s;

-- name: note_everywhere
-- One row in the audit log of every company the person works for; see the function.
select note_everywhere(%(user_id)s, %(action)s, %(fields)s::text[], %(address)s, %(session_id)s, %(correlation_id)s);
