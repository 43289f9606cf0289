-- Signing in by OpenID Connect (decision 0027): whom a company trusts to say who somebody is, and who is who there.

create table sign_in_providers (
    account_id uuid not null references accounts (id) on delete cascade,
    id uuid not null default gen_random_uuid(),
    name text not null check (length(name) between 1 and 60),
    -- Never changes: another issuer is another provider.
    issuer text not null check (length(issuer) between 9 and 300),
    client_id text not null check (length(client_id) between 1 and 300),
    -- Sealed by the application (central.single_sign_on.providers), bound to the row.
    client_secret bytea not null,
    -- What it is trusted to say of e-mail addresses; nothing of any other.
    domains text[] not null check (cardinality(domains) between 1 and 20),
    -- Whether whoever has an address of these domains may come to work here, and as what.
    admits_newcomers boolean not null default false,
    newcomer_role text not null default 'agent' check (newcomer_role in ('supervisor', 'agent')),
    -- A role of the company's own, when it still exists by the time somebody comes.
    newcomer_role_id uuid,
    -- Whether its own second factor counts as ours.
    trusts_second_factor boolean not null default false,
    active boolean not null default true,
    -- In whose name newcomers are invited.
    created_by uuid not null,
    created_at timestamptz not null default now(),
    primary key (account_id, id),
    foreign key (account_id, created_by) references memberships (account_id, user_id) on delete cascade
);
-- A journey begins with a provider's id alone.
create index sign_in_providers_id on sign_in_providers (id);
create index sign_in_providers_maker on sign_in_providers (account_id, created_by);
call protect_table('sign_in_providers');
call let_lookup_read('sign_in_providers');

-- Who somebody is at a provider: issuer and subject, and from the first time on never the address.
create table sign_in_identities (
    account_id uuid not null,
    id uuid not null default gen_random_uuid(),
    provider_id uuid not null,
    user_id uuid not null,
    subject text not null check (length(subject) between 1 and 255),
    -- What the provider called them last; to be shown, never to be looked up by.
    email text not null check (length(email) between 3 and 254),
    created_at timestamptz not null default now(),
    last_used_at timestamptz not null default now(),
    primary key (account_id, id),
    unique (account_id, provider_id, subject),
    unique (account_id, provider_id, user_id),
    foreign key (account_id, provider_id) references sign_in_providers (account_id, id) on delete cascade,
    foreign key (account_id, user_id) references memberships (account_id, user_id) on delete cascade
);
create index sign_in_identities_user on sign_in_identities (account_id, user_id);
call protect_table('sign_in_identities');
call let_lookup_read('sign_in_identities');

-- Who left is nobody here any more, though the row that names them stays (0044): should they come back, they are bound anew.
create function unbind_who_left() returns trigger
    language plpgsql as $$
begin
    delete from sign_in_identities i where i.account_id = new.account_id and i.user_id = new.user_id;
    return null;
end
$$;
create trigger unbind_who_left after update of left_at on memberships for each row
    when (new.left_at is not null) execute function unbind_who_left();

alter table accounts
    -- Names the company on its own sign-in page. 60 random bits at least: whoever does not know it finds nobody.
    add column sign_in_code text not null unique default left(replace(gen_random_uuid()::text, '-', ''), 12)
        || right(replace(gen_random_uuid()::text, '-', ''), 4),
    -- A password opens nothing here, but for admins: nobody can be locked out of their own company.
    add column single_sign_on_only boolean not null default false;

-- Which provider opened a session, and whether its word counted as the second factor. Such a session is of this company
-- and no other, and ends with the provider.
alter table sessions
    add column provider_id uuid,
    add column second_factor_by_provider boolean not null default false,
    add foreign key (account_id, provider_id) references sign_in_providers (account_id, id) on delete cascade;
create index sessions_provider on sessions (account_id, provider_id);

-- A code is waited for after a provider's word as after a password.
alter table gate.challenges
    add column provider_id uuid,
    add foreign key (account_id, provider_id) references sign_in_providers (account_id, id) on delete cascade;
create index challenges_provider on gate.challenges (account_id, provider_id);

-- Somebody is on their way to a provider: good once, for ten minutes, in the browser that began. All of it hashes; what they
-- are made from is in the browser only.
create table gate.journeys (
    state_hash bytea primary key,
    browser_hash bytea not null,
    account_id uuid not null,
    provider_id uuid not null,
    expires_at timestamptz not null,
    foreign key (account_id, provider_id) references sign_in_providers (account_id, id) on delete cascade
);
create index journeys_provider on gate.journeys (account_id, provider_id);
create index journeys_end on gate.journeys (expires_at);
grant select, insert, delete on gate.journeys to central_lookup;
