-- People come, go, and say who they are.

-- Somebody who left the company: kept, because conversations and the log name them, and shown no more.
alter table memberships add column left_at timestamptz;
alter table memberships add check (left_at is null or not active);

-- Whoever accepts an invite becomes a colleague first and is written down second, within one transaction: so the policy of
-- "users" needs no exception, and nobody is ever created who works for nobody.
alter table memberships alter constraint memberships_user_id_fkey deferrable initially immediate;
grant insert (id, email, name, password_hash, locale) on users to central_app;

-- Goes below what somebody writes when they want it to. The picture lies in the media bucket; avatar_url is its route.
alter table users add column signature text not null default '' check (length(signature) <= 500);
alter table users add column avatar_key text check (length(avatar_key) <= 300);
grant select (signature, avatar_key), update (signature, avatar_key) on users to central_app;
