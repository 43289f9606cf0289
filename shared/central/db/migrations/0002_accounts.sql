-- Companies, the people who work for them, and how they prove who they are.

create table accounts (
    id uuid primary key default gen_random_uuid(),
    name text not null check (length(name) between 1 and 120),
    locale text not null default 'pt-BR' check (locale in ('pt-BR', 'en', 'es')),
    time_zone text not null default 'America/Sao_Paulo',
    status text not null default 'active' check (status in ('active', 'suspended')),
    settings jsonb not null default '{}',
    texts jsonb not null default '{}',
    created_at timestamptz not null default now()
);
alter table accounts enable row level security;
alter table accounts force row level security;
create policy account_isolation on accounts using (id = (select current_account())) with check (id = (select current_account()));
grant select, update on accounts to central_app;

-- A person may work for several companies, so users are not account-owned; a member is visible to colleagues only.
create table users (
    id uuid primary key default gen_random_uuid(),
    email text not null check (email = lower(email) and length(email) between 3 and 254),
    name text not null check (length(name) between 1 and 120),
    password_hash text,
    avatar_url text,
    locale text not null default 'pt-BR' check (locale in ('pt-BR', 'en', 'es')),
    created_at timestamptz not null default now()
);
create unique index users_email on users (email);

create table memberships (
    account_id uuid not null references accounts (id) on delete cascade,
    user_id uuid not null references users (id) on delete cascade,
    role text not null check (role in ('admin', 'supervisor', 'agent')),
    active boolean not null default true,
    created_at timestamptz not null default now(),
    primary key (account_id, user_id)
);
create index memberships_user on memberships (user_id);
call protect_table('memberships');

alter table users enable row level security;
alter table users force row level security;
create policy colleagues on users
    using (exists (select 1 from memberships m where m.user_id = users.id and m.account_id = (select current_account())))
    with check (exists (select 1 from memberships m where m.user_id = users.id and m.account_id = (select current_account())));
grant select (id, email, name, avatar_url, locale, created_at) on users to central_app;
grant update (name, avatar_url, locale) on users to central_app;

-- Opaque tokens: only their SHA-256 is stored, so a read of this table signs nobody in.
create table sessions (
    account_id uuid not null,
    id uuid not null default gen_random_uuid(),
    user_id uuid not null,
    token_hash bytea not null unique,
    created_at timestamptz not null default now(),
    last_used_at timestamptz not null default now(),
    expires_at timestamptz not null,
    revoked_at timestamptz,
    user_agent text,
    primary key (account_id, id),
    foreign key (account_id, user_id) references memberships (account_id, user_id) on delete cascade
);
create index sessions_user on sessions (account_id, user_id);
-- Since when a session is over: for whoever forgets it.
create index sessions_ended on sessions (account_id, least(expires_at, revoked_at));
call protect_table('sessions');

-- Look-ups that come before the account is known. They are the only way to these rows without an account, answer
-- nothing but what the caller needs, and stand on the audit's list of SECURITY DEFINER functions.
create function find_login(p_email text)
    returns table (user_id uuid, account_id uuid, role text, password_hash text)
    language sql stable security definer set search_path = pg_catalog, public
begin atomic
    select u.id, m.account_id, m.role, u.password_hash
      from users u
      join memberships m on m.user_id = u.id and m.active
      join accounts a on a.id = m.account_id and a.status = 'active'
     where u.email = lower(p_email)
     order by m.created_at, m.account_id;
end;

create function find_session(p_token_hash bytea)
    returns table (session_id uuid, account_id uuid, user_id uuid, role text, expires_at timestamptz, last_used_at timestamptz)
    language sql stable security definer set search_path = pg_catalog, public
begin atomic
    select s.id, s.account_id, s.user_id, m.role, s.expires_at, s.last_used_at
      from sessions s
      join memberships m on m.account_id = s.account_id and m.user_id = s.user_id and m.active
      join accounts a on a.id = s.account_id and a.status = 'active'
     where s.token_hash = p_token_hash and s.revoked_at is null and s.expires_at > now();
end;

call let_lookup_read('accounts');
call let_lookup_read('users');
call let_lookup_read('memberships');
call let_lookup_read('sessions');
call run_as_lookup('find_login(text)');
call run_as_lookup('find_session(bytea)');
