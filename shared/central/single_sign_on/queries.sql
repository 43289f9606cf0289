-- name: find_sign_in_page
-- Before the account is known. The providers of a company's sign-in page; see the SQL function.
select wait_seconds, account_name, single_sign_on_only, provider_id, provider_name, issuer
  from find_sign_in_page(%(code)s, %(address)s, %(now)s);

-- name: find_sign_in_provider
-- Before the account is known. Counts the journey; see the SQL function.
select wait_seconds, account_id, issuer, client_id from find_sign_in_provider(%(provider_id)s, %(address)s, %(now)s);

-- name: begin_journey
-- Before the account is known; see the SQL function.
select begin_journey(%(state_hash)s, %(browser_hash)s, %(account_id)s, %(provider_id)s, %(session_id)s, %(expires_at)s);

-- name: end_journey
-- Before the account is known. Uses it up; see the SQL function.
select account_id, provider_id, expires_at from end_journey(%(state_hash)s, %(browser_hash)s, %(session_id)s, %(now)s);

-- name: who_comes
-- Who somebody is for whom a provider vouches; see the SQL function.
select standing, user_id, role, email, invite_id from who_comes(%(provider_id)s, %(subject)s, %(email)s);

-- name: list_providers
-- All of the company's, or one; by name. They are few.
select p.id, p.name, p.issuer, p.client_id, p.client_secret, p.domains, p.admits_newcomers, p.newcomer_role,
       p.newcomer_role_id, r.name as newcomer_role_name, p.trusts_second_factor, p.active, p.created_by, p.created_at
  from sign_in_providers p
  left join roles r on r.account_id = p.account_id and r.id = p.newcomer_role_id
 where p.account_id = current_account() and (%(provider_id)s::uuid is null or p.id = %(provider_id)s)
 order by lower(p.name), p.id;

-- name: lock_providers
-- The company's row, and with it all of its providers, until commit. Primary key.
select sign_in_code, single_sign_on_only from accounts where id = current_account() for update;

-- name: find_settings
-- Primary key.
select sign_in_code, single_sign_on_only from accounts where id = current_account();

-- name: insert_provider
-- Primary key.
insert into sign_in_providers (account_id, id, name, issuer, client_id, client_secret, domains, admits_newcomers,
                               newcomer_role, newcomer_role_id, trusts_second_factor, created_by)
values (current_account(), %(id)s, %(name)s, %(issuer)s, %(client_id)s, %(client_secret)s, %(domains)s,
        %(admits_newcomers)s, %(newcomer_role)s, %(newcomer_role_id)s, %(trusts_second_factor)s, %(created_by)s);

-- name: save_provider
-- Everything that may change. Primary key.
update sign_in_providers
   set name = %(name)s, client_id = %(client_id)s, client_secret = %(client_secret)s, domains = %(domains)s,
       admits_newcomers = %(admits_newcomers)s, newcomer_role = %(newcomer_role)s,
       newcomer_role_id = %(newcomer_role_id)s, trusts_second_factor = %(trusts_second_factor)s, active = %(active)s
 where account_id = current_account() and id = %(id)s;

-- name: delete_provider
-- Its sessions, and who is who there, go with it. Primary key.
delete from sign_in_providers where account_id = current_account() and id = %(id)s;

-- name: end_sessions_of_provider
-- Everybody's or one person's, but one that goes on. Index sessions_provider.
update sessions set revoked_at = now()
 where account_id = current_account() and provider_id = %(id)s and revoked_at is null
   and (%(user_id)s::uuid is null or user_id = %(user_id)s) and id is distinct from %(keep)s::uuid;

-- name: take_connections_of_provider
-- Deletes and returns the sockets of the same sessions.
delete from socket_connections c
 using sessions s
 where c.account_id = current_account() and s.account_id = c.account_id and s.id = c.session_id and s.provider_id = %(id)s
   and (%(user_id)s::uuid is null or s.user_id = %(user_id)s) and s.id is distinct from %(keep)s::uuid
returning c.connection_id;

-- name: forget_identities
-- With another client id a provider may call everybody by another subject. Primary keys.
delete from sign_in_identities where account_id = current_account() and provider_id = %(id)s;

-- name: require_single_sign_on
-- Primary key.
update accounts set single_sign_on_only = %(required)s where id = current_account();

-- name: take_connections_of_passwords
-- Deletes and returns the sockets of sessions that a password opened, but admins'.
delete from socket_connections c
 using sessions s, memberships m
 where c.account_id = current_account()
   and s.account_id = c.account_id and s.id = c.session_id and s.provider_id is null
   and m.account_id = c.account_id and m.user_id = c.user_id and m.role <> 'admin'
returning c.connection_id;

-- name: insert_identity
-- Unique by subject, and by person.
insert into sign_in_identities (account_id, id, provider_id, user_id, subject, email)
values (current_account(), %(id)s, %(provider_id)s, %(user_id)s, %(subject)s, %(email)s);

-- name: touch_identity
-- Nothing when it was taken away meanwhile. Unique index.
update sign_in_identities set last_used_at = now(), email = %(email)s
 where account_id = current_account() and provider_id = %(provider_id)s and subject = %(subject)s
   and user_id = %(user_id)s
returning id;

-- name: list_identities
-- One person's, by provider. Index sign_in_identities_user.
select i.id, i.provider_id, p.name as provider_name, p.issuer, i.email, i.created_at, i.last_used_at
  from sign_in_identities i
  join sign_in_providers p on p.account_id = i.account_id and p.id = i.provider_id
 where i.account_id = current_account() and i.user_id = %(user_id)s
 order by lower(p.name), i.id;

-- name: delete_identity
-- Primary key.
delete from sign_in_identities
 where account_id = current_account() and id = %(id)s and user_id = %(user_id)s
returning provider_id;

-- name: ways_to_confirm
-- What one session's person can confirm with, and the provider that opened it while it knows them. See the SQL function.
select w.password, w.code, w.factor, w.beyond, p.id as provider_id, p.name as provider_name, p.issuer
  from ways_to_confirm(%(session_id)s) w
  left join sessions s on s.account_id = current_account() and s.id = %(session_id)s
  left join sign_in_identities i
         on i.account_id = s.account_id and i.provider_id = s.provider_id and i.user_id = s.user_id
  left join sign_in_providers p on p.account_id = i.account_id and p.id = i.provider_id and p.active;

-- name: has_second_factor
-- See the SQL function.
select has_second_factor(%(user_id)s) as yes;

-- name: find_locale
-- Primary key.
select locale from accounts where id = current_account();
