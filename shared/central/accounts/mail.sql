-- name: ask_password_reset
-- Before anybody is known; the seconds to wait. See the function.
select ask_password_reset(%(id)s, %(email)s, %(address)s, %(device)s, %(now)s) as wait_seconds;

-- name: due_reset_requests
-- Who asked for a new password, with nulls for whom nobody knows; see the function.
select id, email, user_id, account_id from due_reset_requests(%(limit)s);

-- name: forget_reset_request
-- Primary key.
select forget_reset_request(%(id)s);

-- name: due_mails
-- Mails whose time has come, in all companies; see the function.
select account_id, mail_id from due_mails(%(limit)s);

-- name: insert_mail
-- Twice is once: a request keeps its id. Primary key.
insert into mails (account_id, id, kind, address, user_id, invite_id)
values (current_account(), %(id)s, %(kind)s, %(address)s, %(user_id)s, %(invite_id)s)
on conflict do nothing
returning id;

-- name: insert_notice
-- Tells somebody at their own address, in the company where it happened. Primary keys.
insert into mails (account_id, id, kind, address, user_id)
select current_account(), %(id)s, %(kind)s, u.email, u.id from users u where u.id = %(user_id)s;

-- name: count_live_links
-- How many links for a new password somebody has or is about to have. Index mails_user.
select count(*) as count
  from mails
 where account_id = current_account() and user_id = %(user_id)s and kind = 'password_reset' and link_used_at is null
   and state in ('pending', 'sending', 'sent', 'unknown') and coalesce(link_expires_at, created_at + interval '1 hour') > now();

-- name: claim_mail
-- Takes one mail for two minutes and gives its link a token (a notice has none). A worker that died with it leaves what nobody knows. Nothing
-- when somebody else has it, its time has not come, or what it is about is over. Primary key.
with dead as (
    update mails
       set state = 'unknown', due_at = null, ended_at = now(), error = 'no_answer'
     where account_id = current_account() and id = %(id)s and state = 'sending' and due_at <= now()
), over as (
    update mails m
       set state = 'failed', due_at = null, ended_at = now(), error = 'too_late'
     where m.account_id = current_account() and m.id = %(id)s and m.state = 'pending'
       and (m.created_at < now() - case m.kind when 'password_reset' then interval '1 hour' else interval '24 hours' end
            or m.link_used_at is not null
            or m.kind = 'password_reset' and exists (select from users u where u.id = m.user_id and u.email <> m.address)
            or exists (select from accounts a where a.id = m.account_id and a.status <> 'active')
            or exists (select from invites i
                        where i.account_id = m.account_id and i.id = m.invite_id
                          and (i.accepted_at is not null or i.revoked_at is not null)))
    returning m.id
)
update mails m
   set state = 'sending', attempts = m.attempts + 1, due_at = now() + interval '2 minutes',
       token_hash = case when m.kind in ('invite', 'password_reset', 'email_change') then %(token_hash)s::bytea end,
       link_expires_at = now() + case m.kind when 'invite' then interval '7 days'
                                             when 'password_reset' then interval '1 hour'
                                             when 'email_change' then interval '1 day' end
 where m.account_id = current_account() and m.id = %(id)s and m.state = 'pending' and m.due_at <= now()
   and not exists (select from over)
returning m.id, m.kind, m.address, m.attempts, m.user_id, m.invite_id;

-- name: read_reader
-- Whom a mail is for: names and language. An invite speaks the language of whom it is for when they are known, else the
-- company's. A new address may be somebody else's. Primary keys; see the SQL functions.
select a.name as company, coalesce(u.locale, a.locale) as locale, u.name as name, v.name as inviter,
       has_password(u.id) as has_password,
       %(new_address)s::text is not null and address_is_taken(%(new_address)s, u.id) as taken
  from accounts a
  left join users u on u.id = %(user_id)s
  left join invites i on i.account_id = a.id and i.id = %(invite_id)s
  left join users v on v.id = i.invited_by
 where a.id = current_account();

-- name: finish_mail
-- The outcome of one attempt; a later attempt of somebody else is not touched. Primary key.
update mails
   set state = %(state)s, error = %(error)s,
       due_at = case when %(state)s = 'pending' then now() + %(seconds)s * interval '1 second' end,
       ended_at = case when %(state)s <> 'pending' then now() end
 where account_id = current_account() and id = %(id)s and state = 'sending' and attempts = %(attempts)s;

-- name: forget_old_mails
-- What nobody asks about any more; a bounded number, every time one is sent.
delete from mails
 where account_id = current_account()
   and id in (select o.id from mails o
               where o.account_id = current_account() and o.ended_at < now() - interval '30 days'
               limit 100);

-- name: end_links
-- Ends a person's own links of some kinds, in every company, sent or not. See the function.
select kind, address, token_hash from end_links(%(user_id)s, %(kinds)s::text[]);

-- name: find_link
-- Before the account is known; see the function.
select wait_seconds, account_id, account_name, account_locale, invite_id, email, role, user_id, user_name, has_password
  from find_link(%(kind)s, %(token_hash)s, %(address)s, %(now)s);
