-- The look-alike platform's own memory. Not account-owned: a platform knows numbers and people, not our accounts.
-- Idempotent: run at every deploy with DemoMode.

create schema if not exists demo;
grant usage on schema demo to central_app;

-- Business numbers registered with the look-alike, and the switches of the simulator for each.
create table if not exists demo.numbers (
    phone_number_id text primary key,
    business_id text not null,
    display_number text not null,
    verified_name text not null,
    access_token text not null,
    faults jsonb not null default '{}'
);
-- The page that plays the customer opens on the oldest.
alter table demo.numbers add column if not exists created_at timestamptz not null default now();

create table if not exists demo.customers (
    wa_id text primary key,
    user_id text not null,
    name text not null,
    created_at timestamptz not null default now()
);

-- Both directions, in the shape the platform speaks: what a customer wrote, and what the business sent.
create table if not exists demo.messages (
    id bigint generated always as identity primary key,
    wamid text not null unique,
    phone_number_id text not null references demo.numbers (phone_number_id),
    wa_id text not null references demo.customers (wa_id),
    direction text not null check (direction in ('customer', 'business')),
    type text not null,
    content jsonb not null,
    reply_to text,
    status text check (status in ('accepted', 'sent', 'delivered', 'read', 'failed')),
    callback_data text,
    reactions jsonb not null default '{}',
    edited_at timestamptz,
    deleted_at timestamptz,
    created_at timestamptz not null default now(),
    changed_at timestamptz not null default clock_timestamp()
);
create index if not exists demo_messages_thread on demo.messages (phone_number_id, wa_id, id);

create table if not exists demo.media (
    id text primary key,
    mime_type text not null,
    file_name text,
    sha256 text not null,
    content bytea not null,
    created_at timestamptz not null default now()
);

create table if not exists demo.templates (
    business_id text not null,
    name text not null,
    language text not null,
    category text not null,
    status text not null default 'APPROVED',
    components jsonb not null,
    primary key (business_id, name, language)
);

-- Every call the look-alike took: the ledger that decides whether something was sent once.
create table if not exists demo.calls (
    id bigint generated always as identity primary key,
    phone_number_id text,
    operation text not null,
    answer integer not null,
    callback_data text,
    at timestamptz not null default now()
);

-- The business is typing, until this moment.
create table if not exists demo.typing (
    phone_number_id text not null,
    wa_id text not null,
    until timestamptz not null,
    primary key (phone_number_id, wa_id)
);

-- What the mail service of the demo took.
create table if not exists demo.mails (
    id bigint generated always as identity primary key,
    sender text not null,
    recipient text not null,
    subject text not null,
    content text not null,
    created_at timestamptz not null default now()
);

-- The look-alike provider's people, the codes it gave out, and the key it signs with (worth nothing outside the demo).
create table if not exists demo.people (
    email text primary key,
    subject uuid not null default gen_random_uuid() unique,
    name text not null,
    created_at timestamptz not null default now()
);
create table if not exists demo.codes (
    code text primary key,
    email text not null references demo.people (email),
    challenge text not null,
    nonce text,
    created_at timestamptz not null default now()
);
create table if not exists demo.keys (
    one boolean primary key default true check (one),
    id text not null,
    pem text not null
);

grant select, insert, update, delete on all tables in schema demo to central_app;
