-- name: begin_sign_in
-- Before the account is known. Counts the try; wait_seconds > 0: not now. Otherwise one row per company the person works
-- for, the oldest first, or a row of nulls. Primary keys, index users_email.
select wait_seconds, user_id, account_id, role, password_hash, has_second_factor(user_id) as second_factor,
       closed_to_passwords(account_id, role) as closed
  from begin_sign_in(%(email)s, %(address)s, %(device)s, %(now)s);

-- name: sign_in_succeeded
-- Takes the try back and remembers browser and address. Primary keys.
select sign_in_succeeded(%(email)s, %(address)s, %(device)s, %(now)s);

-- name: find_session
-- Before the account is known. At most one row. Counts the request. Unique index on sessions.token_hash, primary keys.
select s.session_id, s.account_id, s.user_id, s.role, s.expires_at, s.last_used_at,
       case when s.role = 'agent' then rights_of(s.account_id, s.user_id) end as rights,
       session_state(s.account_id, s.session_id) as state, c.wait_seconds, c.quota, c.remaining, c.reset_seconds
  from find_session(%(token_hash)s) s
 cross join lateral count_request(s.account_id, s.user_id, null, %(now)s) c;

-- name: insert_session
-- Returns the profile of who signed in. Primary keys.
with opened as (
    insert into sessions (account_id, id, user_id, token_hash, expires_at, user_agent, second_factor_at, provider_id,
                          second_factor_by_provider)
    values (current_account(), %(session_id)s, %(user_id)s, %(token_hash)s, now() + %(life)s, %(user_agent)s,
            case when %(second_factor)s or %(by_provider)s then now() end, %(provider_id)s, %(by_provider)s)
    returning user_id, expires_at, second_factor_by_provider
)
select u.id as user_id, u.name as user_name, u.email, u.avatar_url, u.locale as user_locale, u.signature,
       a.id as account_id, a.name as account_name, a.locale as account_locale, a.time_zone, a.brand_color,
       a.onboarding_ended_at is null as onboarding, m.role, o.expires_at,
       (select count(*) from companies_of_person(u.id)) as companies, is_operator(u.id) as operator,
       case when m.role_id is not null then rights_of(m.account_id, m.user_id) end as rights,
       a.second_factor_required and not o.second_factor_by_provider and not has_second_factor(u.id)
           as second_factor_setup_required
  from opened o
  join memberships m on m.account_id = current_account() and m.user_id = o.user_id
  join users u on u.id = o.user_id
  join accounts a on a.id = m.account_id;

-- name: find_profile
-- The signed-in person. Primary keys.
select u.id as user_id, u.name as user_name, u.email, u.avatar_url, u.locale as user_locale, u.signature,
       a.id as account_id, a.name as account_name, a.locale as account_locale, a.time_zone, a.brand_color,
       a.onboarding_ended_at is null as onboarding, m.role, s.expires_at,
       (select count(*) from companies_of_person(u.id)) as companies, is_operator(u.id) as operator,
       case when m.role_id is not null then rights_of(m.account_id, m.user_id) end as rights,
       a.second_factor_required and not s.second_factor_by_provider and not has_second_factor(u.id)
           as second_factor_setup_required
  from sessions s
  join memberships m on m.account_id = s.account_id and m.user_id = s.user_id
  join users u on u.id = s.user_id
  join accounts a on a.id = s.account_id
 where s.account_id = current_account() and s.id = %(session_id)s;

-- name: touch_session
-- Writes down the last use; a concurrent one wins nothing. Primary key.
update sessions set last_used_at = now()
 where account_id = current_account() and id = %(session_id)s and last_used_at < now() - interval '1 minute';

-- name: is_password
-- Whether it is still this password. See the function.
select is_password(%(user_id)s, %(password_hash)s) as same;

-- name: password_proof
-- Another one once the password changes. See the function.
select password_proof(%(user_id)s) as proof;

-- name: hold_person
-- The person's password stays as it is until commit. Primary key.
select id from users where id = %(user_id)s for no key update;

-- name: save_password_hash
-- The same password hashed again with today's parameters. Primary key.
update users set password_hash = %(password_hash)s where id = %(user_id)s;

-- name: revoke_session
-- Primary key.
update sessions set revoked_at = now()
 where account_id = current_account() and id = %(session_id)s and revoked_at is null;

-- name: revoke_sessions_of
-- Every session of one person in this company. Index sessions_user.
update sessions set revoked_at = now()
 where account_id = current_account() and user_id = %(user_id)s and revoked_at is null;

-- name: take_connections
-- Deletes and returns the sockets of one session, or of one person (the other is null).
delete from socket_connections
 where account_id = current_account()
   and (session_id = %(session_id)s::uuid or user_id = %(user_id)s::uuid)
returning connection_id;

-- name: update_profile
-- Null leaves a column as it is. Primary key.
update users
   set name = coalesce(%(name)s, name), locale = coalesce(%(locale)s, locale),
       signature = coalesce(%(signature)s, signature)
 where id = %(user_id)s;

-- name: list_members
-- Everybody of the company by name, from behind the last row shown; open_tickets within sight (null: all). Sorts the
-- company's members: they are few.
select u.id, u.name, u.email, u.avatar_url, m.role, m.active, m.created_at,
       r.id as role_id, r.name as role_name,
       array(select t.team_id from team_members t
              where t.account_id = m.account_id and t.user_id = m.user_id order by t.team_id) as team_ids,
       p.agent_limit as capacity,
       coalesce(p.state, 'offline') as presence, p.reason as presence_reason, p.state_since as presence_since,
       (select count(*) from tickets t
         where t.account_id = m.account_id and t.assignee_id = m.user_id and t.state = 'in_service'
           and ((%(sight)s::sight).viewer is null
                or exists (select from conversations c
                            where c.account_id = t.account_id and c.id = t.conversation_id
                              and conversation_in_sight(c.assignee_id, c.queue_id, c.channel_id, c.status, c.session,
                                                        %(sight)s::sight))))::integer as open_tickets
  from memberships m
  join users u on u.id = m.user_id
  left join roles r on r.account_id = m.account_id and r.id = m.role_id
  left join effective_presence p on p.account_id = m.account_id and p.user_id = m.user_id
 where m.account_id = current_account() and m.left_at is null
   and (%(user_id)s::uuid is null or m.user_id = %(user_id)s)
   and (%(after_name)s::text is null or (fold(u.name), u.id) > (fold(%(after_name)s), %(after_id)s::uuid))
 order by fold(u.name), u.id
 limit %(limit)s;

-- name: lock_member
-- One member, locked until commit. Primary key.
select role, active from memberships
 where account_id = current_account() and user_id = %(user_id)s
   for update;

-- name: list_sessions
-- One person's living sessions, the newest first. Index sessions_user; they are few.
select id, user_agent, created_at, last_used_at, expires_at
  from sessions
 where account_id = current_account() and user_id = %(user_id)s
   and revoked_at is null and expires_at > now() and last_used_at > now() - %(idle)s::interval
   and (%(after_time)s::timestamptz is null or (created_at, id) < (%(after_time)s, %(after_id)s::uuid))
 order by created_at desc, id desc
 limit %(limit)s;

-- name: revoke_session_of
-- Ends one session of one person. Primary key.
update sessions set revoked_at = now()
 where account_id = current_account() and id = %(session_id)s and user_id = %(user_id)s and revoked_at is null
returning id;

-- name: end_sessions
-- Ends a person's sessions in all companies but one; returns the sockets to close. See the function.
select connection_id from end_sessions(%(user_id)s, %(keep)s) as connection_id;

-- name: take_other_connections
-- Deletes and returns the sockets of one person's other sessions.
delete from socket_connections
 where account_id = current_account() and user_id = %(user_id)s and session_id <> %(session_id)s
returning connection_id;

-- name: revoke_other_sessions
-- Every session of one person in this company but one. Index sessions_user.
update sessions set revoked_at = now()
 where account_id = current_account() and user_id = %(user_id)s and id <> %(session_id)s and revoked_at is null;

-- name: begin_password_check
-- Counts the try; wait_seconds > 0: not now. No row: the session ended. Primary keys.
select wait_seconds, user_id, email, name, password_hash, secret, last_step, recovery_salt
  from begin_password_check(%(session_id)s, %(now)s);

-- name: password_check_succeeded
-- The tries so far are forgotten. Primary key.
select password_check_succeeded(%(session_id)s);

-- name: pass_code_check
-- Uses up a code of somebody without a password; false when it was used by now. Primary keys.
select pass_code_check(%(session_id)s, %(step)s, %(recovery_hash)s) as done;

-- name: use_proof
-- False when it is none of this session's, or not enough. Primary key.
select use_proof(%(session_id)s, %(token_hash)s, %(everywhere)s, %(now)s) as done;

-- name: save_proof
-- See the SQL function.
select save_proof(%(token_hash)s, %(session_id)s, %(everywhere)s, %(expires_at)s);

-- name: end_challenges
-- Sign-ins that wait for a code; before sessions are ended. Indexes challenges_user and challenges_provider.
select end_challenges(%(user_id)s, %(provider_id)s);

-- name: append_audit
-- One row of the audit log; the table's trigger gives it its place in the chain.
insert into audit_log (account_id, actor_type, actor_id, actor_name, action, target_type, target_id, fields, details,
                       address, session_id, correlation_id)
values (current_account(), %(actor_type)s, %(actor_id)s, (select u.name from users u where u.id = %(actor_id)s),
        %(action)s, %(target_type)s, %(target_id)s, %(fields)s, %(details)s, %(address)s, %(session_id)s,
        %(correlation_id)s);

-- name: note_failed_sign_in
-- Before anybody is signed in; see the function.
select note_failed_sign_in(%(accounts)s::uuid[], %(user_id)s, %(address)s, %(correlation_id)s);

-- name: list_audit
-- The newest first, from behind a sequence. Primary key, or indexes audit_log_actor, _action, _time.
select sequence, occurred_at, actor_type, actor_id, actor_name, action, target_type, target_id, fields, details, address,
       session_id, correlation_id, encode(hash, 'hex') as hash
  from audit_log
 where account_id = current_account()
   and (%(actor_id)s::uuid is null or actor_id = %(actor_id)s)
   and (%(action)s::text is null or action = %(action)s)
   and (%(since)s::timestamptz is null or occurred_at >= %(since)s)
   and (%(until)s::timestamptz is null or occurred_at < %(until)s)
   and (%(before)s::bigint is null or sequence < %(before)s)
 order by sequence desc
 limit %(limit)s;

-- name: verify_audit
-- Walks the whole chain of the account; see the function.
select rows, broken_at, head from verify_audit();
