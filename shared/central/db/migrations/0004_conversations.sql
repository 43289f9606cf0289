-- Conversations, their messages and what happens to them on the way.

create table conversations (
    account_id uuid not null references accounts (id) on delete cascade,
    id uuid not null default gen_random_uuid(),
    channel_id uuid not null,
    contact_id uuid not null,
    -- The address the contact last wrote from: what we answer to.
    identity_id uuid,
    status text not null default 'open' check (status in ('open', 'snoozed', 'closed')),
    session text not null default 'bot' check (session in ('bot', 'waiting', 'human')),
    handoff_reason text check (handoff_reason in ('asked', 'ai', 'flow', 'failure', 'rule', 'agent')),
    subject text check (length(subject) <= 200),
    priority integer not null default 5 check (priority between 1 and 10),
    assignee_id uuid,
    queue_id uuid,
    last_sequence bigint not null default 0,
    last_message_id uuid,
    -- What an agent has seen; the counter is kept beside it so that a list never counts messages.
    read_sequence bigint not null default 0,
    unread_count integer not null default 0,
    inbound_count integer not null default 0,
    outbound_count integer not null default 0,
    -- Since when the contact waits for an answer; null when the last word was ours.
    waiting_since timestamptz,
    first_replied_at timestamptz,
    -- When the bot may answer: the last message plus the grouping delay. Null when nothing is due.
    answer_due_at timestamptz,
    snoozed_until timestamptz,
    last_activity_at timestamptz not null default now(),
    opened_at timestamptz not null default now(),
    closed_at timestamptz,
    close_reason text,
    version bigint not null default 1,
    primary key (account_id, id),
    foreign key (account_id, channel_id) references channels (account_id, id),
    foreign key (account_id, contact_id) references contacts (account_id, id) on delete cascade,
    foreign key (account_id, identity_id) references contact_identities (account_id, id) on delete set null (identity_id),
    foreign key (account_id, assignee_id) references memberships (account_id, user_id),
    foreign key (account_id, queue_id) references queues (account_id, id),
    check ((status = 'closed') = (closed_at is not null)),
    check ((status = 'snoozed') = (snoozed_until is not null))
);
create unique index conversations_one_open on conversations (account_id, channel_id, contact_id) where status <> 'closed';
create index conversations_by_status on conversations (account_id, status, last_activity_at desc, id desc);
create index conversations_by_assignee on conversations (account_id, assignee_id, status, last_activity_at desc, id desc);
create index conversations_by_queue on conversations (account_id, queue_id, status, last_activity_at desc, id desc);
create index conversations_all on conversations (account_id, last_activity_at desc, id desc);
create index conversations_of_contact on conversations (account_id, contact_id, last_activity_at desc);
create index conversations_answer_due on conversations (answer_due_at) where answer_due_at is not null;
create index conversations_snoozed on conversations (snoozed_until) where snoozed_until is not null;
call protect_table('conversations');

create table messages (
    account_id uuid not null,
    id uuid not null default gen_random_uuid(),
    conversation_id uuid not null,
    channel_id uuid not null,
    -- Gap-free within the conversation; the order in which everything is shown.
    sequence bigint not null,
    direction text not null check (direction in ('in', 'out')),
    author_type text not null check (author_type in ('contact', 'agent', 'bot', 'ai', 'system')),
    author_id uuid,
    private boolean not null default false,
    type text not null check (type in ('text', 'image', 'audio', 'video', 'document', 'location', 'contact', 'sticker',
                                       'reaction', 'interactive', 'template', 'system', 'unsupported')),
    text text check (length(text) <= 65536),
    -- location, contacts, interactive, template, order, referral … as the API shows them.
    content jsonb not null default '{}',
    -- The platform's id, and the client's own id of an optimistic send.
    external_id text check (length(external_id) <= 512),
    client_id uuid,
    status text check (status in ('pending', 'sent', 'delivered', 'read', 'failed', 'unknown')),
    error jsonb,
    reply_to_id uuid,
    reply_to_external_id text,
    forwarded boolean not null default false,
    metadata jsonb not null default '{}',
    created_at timestamptz not null default now(),
    stored_at timestamptz not null default now(),
    sent_at timestamptz,
    delivered_at timestamptz,
    read_at timestamptz,
    edited_at timestamptz,
    deleted_at timestamptz,
    primary key (account_id, id),
    unique (account_id, conversation_id, sequence),
    foreign key (account_id, conversation_id) references conversations (account_id, id) on delete cascade,
    foreign key (account_id, channel_id) references channels (account_id, id)
);
-- The deduplication of everything a platform delivers: in the same transaction as the effect.
create unique index messages_external on messages (account_id, channel_id, external_id) where external_id is not null;
create unique index messages_client on messages (account_id, conversation_id, client_id) where client_id is not null;
-- The send lane of a conversation, and the sweep that rings again for what a lost doorbell left.
create index messages_pending on messages (account_id, conversation_id, sequence) where status = 'pending';
create index messages_unconfirmed on messages (stored_at) where status in ('pending', 'unknown');
create index messages_search on messages using gin (to_tsvector('simple', fold(text))) where text is not null;
call protect_table('messages');

create table media (
    account_id uuid not null references accounts (id) on delete cascade,
    id uuid not null default gen_random_uuid(),
    message_id uuid,
    position integer not null default 0,
    kind text not null check (kind in ('image', 'audio', 'video', 'document', 'sticker')),
    -- uploading: waits for the browser. pending: to be fetched from or converted for the platform. stored: ready.
    state text not null default 'pending' check (state in ('uploading', 'pending', 'stored', 'failed')),
    file_name text check (length(file_name) <= 255),
    mime_type text check (length(mime_type) <= 127),
    bytes bigint check (bytes >= 0),
    object_key text,
    platform_media_id text,
    sha256 text,
    voice boolean not null default false,
    animated boolean not null default false,
    duration_seconds numeric,
    width integer,
    height integer,
    error jsonb,
    attempts integer not null default 0,
    next_attempt_at timestamptz,
    created_by uuid,
    created_at timestamptz not null default now(),
    primary key (account_id, id),
    foreign key (account_id, message_id) references messages (account_id, id) on delete cascade
);
create index media_of_message on media (account_id, message_id, position);
create index media_pending on media (next_attempt_at) where state = 'pending';
call protect_table('media');

create table reactions (
    account_id uuid not null,
    message_id uuid not null,
    author_type text not null check (author_type in ('contact', 'agent')),
    author_id uuid not null,
    emoji text not null check (length(emoji) between 1 and 32),
    created_at timestamptz not null default now(),
    primary key (account_id, message_id, author_type, author_id),
    foreign key (account_id, message_id) references messages (account_id, id) on delete cascade
);
call protect_table('reactions');

-- Reactions, edits, deletions and statuses that arrived before the message they name. Applied when it appears.
create table parked_updates (
    account_id uuid not null references accounts (id) on delete cascade,
    id bigint generated always as identity,
    channel_id uuid not null,
    external_id text not null,
    -- Tells one update from its redelivery.
    update_key text not null,
    item jsonb not null,
    created_at timestamptz not null default now(),
    primary key (account_id, id),
    unique (account_id, channel_id, external_id, update_key),
    foreign key (account_id, channel_id) references channels (account_id, id) on delete cascade
);
create index parked_updates_age on parked_updates (account_id, created_at);
call protect_table('parked_updates');

-- One try to hand a message to the platform. The lease says who works on it now, the fence refuses the write of a
-- worker that woke up late; the id goes out with the message and comes back in its statuses.
create table delivery_attempts (
    account_id uuid not null,
    id uuid not null default gen_random_uuid(),
    message_id uuid not null,
    number integer not null,
    state text not null default 'sending' check (state in ('sending', 'accepted', 'refused', 'unknown')),
    fence bigint not null default 1,
    leased_until timestamptz,
    retry_at timestamptz,
    external_id text,
    error jsonb,
    started_at timestamptz not null default now(),
    finished_at timestamptz,
    primary key (account_id, id),
    unique (account_id, message_id, number),
    foreign key (account_id, message_id) references messages (account_id, id) on delete cascade
);
create unique index delivery_attempts_one_sending on delivery_attempts (account_id, message_id) where state = 'sending';
create index delivery_attempts_lease on delivery_attempts (leased_until) where state = 'sending';
create index delivery_attempts_retry on delivery_attempts (retry_at) where retry_at is not null;
call protect_table('delivery_attempts');

create table labels (
    account_id uuid not null references accounts (id) on delete cascade,
    id uuid not null default gen_random_uuid(),
    name text not null check (length(name) between 1 and 40),
    color text not null default '#0b5c6b' check (color ~ '^#[0-9a-f]{6}$'),
    primary key (account_id, id)
);
create unique index labels_name on labels (account_id, lower(name));
call protect_table('labels');

create table conversation_labels (
    account_id uuid not null,
    conversation_id uuid not null,
    label_id uuid not null,
    primary key (account_id, conversation_id, label_id),
    foreign key (account_id, conversation_id) references conversations (account_id, id) on delete cascade,
    foreign key (account_id, label_id) references labels (account_id, id) on delete cascade
);
create index conversation_labels_label on conversation_labels (account_id, label_id);
call protect_table('conversation_labels');

-- Contacts by a part of name, e-mail or number. Row-level security would keep the planner from using the index (the match
-- operator is not leak-proof), so searches run as central_lookup and name the account themselves.
create function search_contacts(p_text text, p_limit integer)
    returns table (contact_id uuid)
    language sql stable security definer set search_path = pg_catalog, public
begin atomic
    select c.id
      from contacts c
     where c.account_id = current_account()
       and fold(c.name || ' ' || coalesce(c.email, '') || ' ' || coalesce(c.phone, '')) like '%' || fold(p_text) || '%'
     order by c.updated_at desc
     limit p_limit;
end;
call let_lookup_read('messages');
call let_lookup_read('contacts');
call run_as_lookup('search_contacts(text, integer)');
