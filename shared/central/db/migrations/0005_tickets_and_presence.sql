-- Waiting in a queue, and who is there to answer.

create table tickets (
    account_id uuid not null,
    id uuid not null default gen_random_uuid(),
    protocol text not null,
    conversation_id uuid not null,
    queue_id uuid not null,
    state text not null default 'waiting' check (state in ('waiting', 'in_service', 'finished', 'abandoned', 'transferred')),
    priority integer not null default 5 check (priority between 1 and 10),
    handoff_reason text not null check (handoff_reason in ('asked', 'ai', 'flow', 'failure', 'rule', 'agent')),
    assignee_id uuid,
    entered_at timestamptz not null default now(),
    assigned_at timestamptz,
    finished_at timestamptz,
    finish_reason text,
    -- What the contact was last told, so that only a change is told again.
    told_position integer,
    told_total integer,
    primary key (account_id, id),
    unique (account_id, protocol),
    foreign key (account_id, conversation_id) references conversations (account_id, id) on delete cascade,
    foreign key (account_id, queue_id) references queues (account_id, id),
    foreign key (account_id, assignee_id) references memberships (account_id, user_id),
    check ((state = 'in_service') <= (assignee_id is not null)),
    check ((state in ('finished', 'abandoned', 'transferred')) = (finished_at is not null))
);
create unique index tickets_one_active on tickets (account_id, conversation_id) where state in ('waiting', 'in_service');
-- The order in which a queue is served: priority, then entry.
create index tickets_waiting on tickets (account_id, queue_id, priority desc, entered_at, id) where state = 'waiting';
create index tickets_in_service on tickets (account_id, assignee_id) where state = 'in_service';
create index tickets_of_conversation on tickets (account_id, conversation_id, entered_at desc);
call protect_table('tickets', 'select, insert, update');

create table protocol_counters (
    account_id uuid not null references accounts (id) on delete cascade,
    day date not null,
    last_number integer not null,
    primary key (account_id, day)
);
call protect_table('protocol_counters');

create table agent_presence (
    account_id uuid not null,
    user_id uuid not null,
    -- What the agent chose; somebody whose heartbeat stopped counts as offline whatever stands here.
    state text not null default 'offline' check (state in ('online', 'busy', 'pause', 'offline')),
    reason text check (length(reason) <= 80),
    state_since timestamptz not null default now(),
    last_heartbeat_at timestamptz,
    last_assigned_at timestamptz,
    -- Overrides the queue's limit when set.
    agent_limit integer check (agent_limit between 1 and 100),
    primary key (account_id, user_id),
    foreign key (account_id, user_id) references memberships (account_id, user_id) on delete cascade
);
create index agent_presence_heartbeat on agent_presence (last_heartbeat_at) where state <> 'offline';
call protect_table('agent_presence');
