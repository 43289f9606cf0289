-- name: find_company
-- Primary key.
select id, name, locale, time_zone, brand_color, retention_days, second_factor_required,
       onboarding_ended_at is null as onboarding, created_at
  from accounts where id = current_account();

-- name: update_company
-- Null leaves a column as it is, unless it is named among those to be emptied. Primary key.
update accounts
   set name = coalesce(%(name)s, name),
       locale = coalesce(%(locale)s, locale),
       time_zone = coalesce(%(time_zone)s, time_zone),
       brand_color = case when 'brand_color' = any(%(emptied)s::text[]) then null else coalesce(%(brand_color)s, brand_color) end,
       retention_days = case when 'retention_days' = any(%(emptied)s::text[]) then null
                             else coalesce(%(retention_days)s, retention_days) end,
       onboarding_ended_at = case when %(onboarding)s then null
                                  when not %(onboarding)s then coalesce(onboarding_ended_at, now())
                                  else onboarding_ended_at end
 where id = current_account();

-- name: knows_time_zone
-- The database's own list: what it knows, reports and texts can use.
select exists (select from pg_timezone_names where name = %(name)s) as known;

-- name: list_workplaces
-- See the SQL function: the caller's own only.
select id, name, brand_color, role, closed_to_passwords(id, role) as closed from companies_of_person(%(user_id)s);

-- name: end_session
-- Ends the caller's session, once; returns what carries over to another company of theirs. Primary key.
update sessions set revoked_at = now()
 where account_id = current_account() and id = %(session_id)s and revoked_at is null and expires_at > now()
returning expires_at - now() as life, second_factor_at is not null as second_factor, provider_id is not null as vouched;

-- name: read_readiness
-- Each is one look at an index, or at a handful of rows.
select exists (select from channels h where h.account_id = current_account() and h.state = 'active') as channel,
       exists (select from reply_windows w where w.account_id = current_account()) as received,
       exists (select from messages m
                where m.account_id = current_account() and m.direction = 'out' and not m.private
                  and m.status in ('sent', 'delivered', 'read')) as sent,
       exists (select from messages m
                where m.account_id = current_account() and m.direction = 'out' and not m.private
                  and m.author_type = 'agent' and m.status in ('sent', 'delivered', 'read')) as replied,
       (select count(*) from (select from memberships m where m.account_id = current_account() and m.active limit 2) t) > 1
           or exists (select from invites i where i.account_id = current_account() and i.accepted_at is null
                         and i.revoked_at is null and i.expires_at > now()) as team,
       exists (select from queue_members qm
                 join queues q on q.account_id = qm.account_id and q.id = qm.queue_id and q.is_default and q.active
                 join memberships m on m.account_id = qm.account_id and m.user_id = qm.user_id and m.active
                where qm.account_id = current_account()) as queue,
       exists (select from socket_connections c
                where c.account_id = current_account() and c.last_seen_at > now() - interval '90 seconds') as socket,
       exists (select from calendars c where c.account_id = current_account()) as hours,
       exists (select from tickets t
                where t.account_id = current_account() and t.assigned_at is not null) as round_robin;

-- name: ask_sign_up
-- Before any account. See the SQL function.
select ask_sign_up(%(id)s, %(email)s, %(company)s, %(person)s, %(locale)s, %(address)s, %(now)s) as wait;

-- name: due_sign_ups
-- Before any account; the oldest first.
select id, email, company, person, locale, known from due_sign_ups(%(limit)s);

-- name: finish_sign_up
-- Before any account. See the SQL function.
select finish_sign_up(%(id)s, %(now)s);

-- name: open_company
-- The transaction's account is the new company; a second try finds it. See the SQL function.
select open_company(%(name)s, %(locale)s, %(time_zone)s, %(user_id)s, %(email)s, %(person)s) as opened;

-- name: operator_state
-- Whether the caller's session is an operator's. See the SQL function.
select operator_state(current_account(), %(session_id)s) as state;

-- name: list_companies
-- Companies and what they use, for an operator. See the SQL function.
select id, name, status, created_at, people, channels, conversations, open_conversations, messages, stored_bytes,
       last_activity_at
  from operator_companies(current_account(), %(session_id)s, %(search)s, %(status)s, %(before)s::timestamptz,
                          %(before_id)s::uuid, %(limit)s);

-- name: operator_change_status
-- The transaction's account is the company; the session is the operator's, elsewhere. See the SQL function.
select operator_change_status(%(account_id)s, %(session_id)s, %(company_id)s, %(status)s) as outcome;

-- name: operator_first_admin
-- As above.
select operator_first_admin(%(account_id)s, %(session_id)s, %(request_id)s, %(email)s) as user_id;

-- name: take_all_connections
-- Deletes and returns the company's sockets.
delete from socket_connections where account_id = current_account() returning connection_id;
