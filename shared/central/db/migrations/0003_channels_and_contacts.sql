-- A company's connections to platforms, and the people who write through them.

create table queues (
    account_id uuid not null references accounts (id) on delete cascade,
    id uuid not null default gen_random_uuid(),
    name text not null check (length(name) between 1 and 80),
    description text not null default '',
    mode text not null default 'round_robin' check (mode in ('round_robin', 'least_busy', 'manual')),
    agent_limit integer not null default 5 check (agent_limit between 1 and 100),
    is_default boolean not null default false,
    active boolean not null default true,
    priority integer not null default 5 check (priority between 1 and 10),
    position_text text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    primary key (account_id, id)
);
create unique index queues_one_default on queues (account_id) where is_default;
create unique index queues_name on queues (account_id, lower(name));
call protect_table('queues');

create table queue_members (
    account_id uuid not null,
    queue_id uuid not null,
    user_id uuid not null,
    primary key (account_id, queue_id, user_id),
    foreign key (account_id, queue_id) references queues (account_id, id) on delete cascade,
    foreign key (account_id, user_id) references memberships (account_id, user_id) on delete cascade
);
create index queue_members_user on queue_members (account_id, user_id);
call protect_table('queue_members');

create table channels (
    account_id uuid not null references accounts (id) on delete cascade,
    id uuid not null default gen_random_uuid(),
    type text not null check (type in ('whatsapp')),
    name text not null check (length(name) between 1 and 80),
    -- The platform's id of this connection (Meta: phone_number_id) and of the business above it (Meta: WABA id).
    external_id text not null check (length(external_id) between 1 and 128),
    business_id text,
    display_address text,
    state text not null default 'configuring' check (state in ('active', 'inactive', 'configuring', 'error')),
    state_reason text,
    is_default boolean not null default false,
    -- queue: a new conversation goes to the queue at once. bot: a flow or an AI answers first.
    entry_mode text not null default 'queue' check (entry_mode in ('queue', 'bot')),
    queue_id uuid,
    -- reopen: a contact who writes again continues the last conversation. new: starts another one.
    when_contact_returns text not null default 'reopen' check (when_contact_returns in ('reopen', 'new')),
    -- When the platform is told that a message was read: on_view (an agent sees it) or on_arrival.
    read_receipts text not null default 'on_view' check (read_receipts in ('on_view', 'on_arrival')),
    messages_per_second integer not null default 80 check (messages_per_second between 1 and 1000),
    credentials bytea,
    credentials_hint text,
    uses_own_app boolean not null default false,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    primary key (account_id, id),
    foreign key (account_id, queue_id) references queues (account_id, id)
);
-- One number belongs to one company: the platform's webhook names the number, never the company.
create unique index channels_external on channels (type, external_id);
create index channels_business on channels (type, business_id);
create unique index channels_one_default on channels (account_id, type) where is_default;
call protect_table('channels');

-- Pacing of one number: when its next message may leave, and until when the platform asked us to wait.
create table channel_pacing (
    account_id uuid not null,
    channel_id uuid not null,
    next_send_at timestamptz not null default now(),
    blocked_until timestamptz,
    consecutive_failures integer not null default 0,
    primary key (account_id, channel_id),
    foreign key (account_id, channel_id) references channels (account_id, id) on delete cascade
);
call protect_table('channel_pacing');

create function find_channels(p_type text, p_external_ids text[])
    returns table (external_id text, account_id uuid, channel_id uuid)
    language sql stable security definer set search_path = pg_catalog, public
begin atomic
    select c.external_id, c.account_id, c.id
      from channels c join accounts a on a.id = c.account_id and a.status = 'active'
     where c.type = p_type and c.external_id = any (p_external_ids) and c.state <> 'inactive';
end;

-- Account-level webhooks (templates, quality, bans) carry only the id of the business, which may own several numbers.
create function find_channels_of_business(p_type text, p_business_id text)
    returns table (account_id uuid, channel_id uuid)
    language sql stable security definer set search_path = pg_catalog, public
begin atomic
    select c.account_id, c.id from channels c where c.type = p_type and c.business_id = p_business_id;
end;

call let_lookup_read('channels');
call run_as_lookup('find_channels(text, text[])');
call run_as_lookup('find_channels_of_business(text, text)');

create table message_templates (
    account_id uuid not null,
    id uuid not null default gen_random_uuid(),
    channel_id uuid not null,
    external_id text,
    name text not null,
    language text not null,
    category text not null default 'UTILITY',
    status text not null default 'PENDING',
    parameter_format text not null default 'POSITIONAL' check (parameter_format in ('POSITIONAL', 'NAMED')),
    components jsonb not null default '[]',
    rejected_reason text,
    quality text,
    updated_at timestamptz not null default now(),
    primary key (account_id, id),
    unique (account_id, channel_id, name, language),
    foreign key (account_id, channel_id) references channels (account_id, id) on delete cascade
);
call protect_table('message_templates');

create table contacts (
    account_id uuid not null references accounts (id) on delete cascade,
    id uuid not null default gen_random_uuid(),
    name text not null default '' check (length(name) <= 200),
    email text check (length(email) <= 254),
    phone text check (phone ~ '^\+[0-9]{6,18}$'),
    avatar_url text,
    state text not null default 'lead' check (state in ('lead', 'qualified', 'customer', 'inactive')),
    attributes jsonb not null default '{}',
    blocked boolean not null default false,
    marketing_opt_out_at timestamptz,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    primary key (account_id, id)
);
create index contacts_recent on contacts (account_id, updated_at desc, id desc);
create index contacts_search on contacts using gin (fold(name || ' ' || coalesce(email, '') || ' ' || coalesce(phone, '')) gin_trgm_ops);
call protect_table('contacts');

-- A person's addresses. value is what the platform gave us and what we answer to; match_key is how we recognise it
-- again (Brazilian mobiles with and without the ninth digit share one).
create table contact_identities (
    account_id uuid not null,
    id uuid not null default gen_random_uuid(),
    contact_id uuid not null,
    channel_type text not null,
    kind text not null,
    value text not null check (length(value) between 1 and 200),
    match_key text not null check (length(match_key) between 1 and 200),
    created_at timestamptz not null default now(),
    primary key (account_id, id),
    unique (account_id, channel_type, kind, match_key),
    foreign key (account_id, contact_id) references contacts (account_id, id) on delete cascade
);
create index contact_identities_contact on contact_identities (account_id, contact_id);
call protect_table('contact_identities');

-- The platform's reply window belongs to the contact and the number, not to a conversation: a new conversation with
-- the same number keeps the window that is open.
create table reply_windows (
    account_id uuid not null,
    channel_id uuid not null,
    contact_id uuid not null,
    last_inbound_at timestamptz not null,
    primary key (account_id, channel_id, contact_id),
    foreign key (account_id, channel_id) references channels (account_id, id) on delete cascade,
    foreign key (account_id, contact_id) references contacts (account_id, id) on delete cascade
);
call protect_table('reply_windows');
