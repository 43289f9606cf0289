-- name: find_member_by_email
-- Somebody who works here, or did. Index users_email.
select m.user_id, m.left_at is not null as gone
  from users u
  join memberships m on m.account_id = current_account() and m.user_id = u.id
 where u.email = %(email)s;

-- name: insert_invite
-- Nothing when an open invite for that address exists. Index invites_open.
insert into invites (account_id, id, email, role, role_id, team_ids, invited_by, expires_at)
values (current_account(), %(id)s, %(email)s, %(role)s, %(role_id)s, %(team_ids)s, %(invited_by)s, now() + interval '7 days')
on conflict do nothing
returning id;

-- name: list_invites
-- Open invites, also those whose time is over, the newest first; with the outcome of the last mail. Indexes invites_made,
-- mails_invite.
select i.id, i.email, i.role, r.id as role_id, r.name as role_name, i.team_ids, i.created_at, i.expires_at, i.expires_at <= now() as expired,
       v.id as inviter_id, v.name as inviter_name, coalesce(m.state, 'pending') as mail_state
  from invites i
  left join users v on v.id = i.invited_by
  left join roles r on r.account_id = i.account_id and r.id = i.role_id
  left join lateral (select o.state from mails o
                      where o.account_id = i.account_id and o.invite_id = i.id
                      order by o.created_at desc, o.id desc limit 1) m on true
 where i.account_id = current_account() and i.accepted_at is null and i.revoked_at is null
   and (%(invite_id)s::uuid is null or i.id = %(invite_id)s)
   and (%(after_time)s::timestamptz is null or (i.created_at, i.id) < (%(after_time)s, %(after_id)s::uuid))
 order by i.created_at desc, i.id desc
 limit %(limit)s;

-- name: renew_invite
-- An open invite lasts seven days from now on. Primary key.
update invites set expires_at = now() + interval '7 days'
 where account_id = current_account() and id = %(id)s and accepted_at is null and revoked_at is null
returning email, role, role_id;

-- name: revoke_invite
-- Primary key.
update invites set revoked_at = now()
 where account_id = current_account() and id = %(id)s and accepted_at is null and revoked_at is null
returning id;

-- name: revoke_invites_of
-- What somebody gave who may not give it any more. Index invites_inviter.
update invites set revoked_at = now()
 where account_id = current_account() and invited_by = %(user_id)s and accepted_at is null and revoked_at is null;

-- name: accept_invite
-- The first who comes gets it. Primary key.
update invites set accepted_at = now()
 where account_id = current_account() and id = %(id)s
   and accepted_at is null and revoked_at is null and expires_at > now()
returning role, role_id, team_ids;

-- name: count_invite_mail
-- The seconds to wait before another invite is mailed; see the function.
select count_invite_mail(%(email)s, %(now)s) as wait_seconds;

-- name: begin_invite_password
-- What the password of somebody invited is compared with; see the function.
select wait_seconds, password_hash from begin_invite_password(%(token_hash)s, %(now)s);

-- name: owe_user
-- The person of a membership is written down after it, in this transaction; see migration 0044.
set constraints memberships_user_id_fkey deferred;

-- name: join_company
-- Somebody works here from now on, or again, with this role. Primary key.
insert into memberships (account_id, user_id, role, role_id)
values (current_account(), %(user_id)s, %(role)s, %(role_id)s)
on conflict (account_id, user_id) do update set role = excluded.role, role_id = excluded.role_id, active = true, left_at = null;

-- name: insert_user
-- A newcomer; they work here already, or this is refused. Index users_email.
insert into users (id, email, name, password_hash, locale)
values (%(user_id)s, %(email)s, %(name)s, %(password_hash)s, %(locale)s);

-- name: set_password
-- Somebody who is known but never had a password. Primary key.
update users set password_hash = %(password_hash)s, name = %(name)s where id = %(user_id)s;

-- name: has_password
-- Whether somebody of this company has one by now; see the function.
select has_password(%(user_id)s) as yes;

-- name: has_second_factor
-- Whether somebody signs in with a code; see the function.
select has_second_factor(%(user_id)s) as yes;

-- name: closed_to_passwords
-- Whether a password opens anything here; see the function.
select closed_to_passwords(current_account(), %(role)s) as page_code;
