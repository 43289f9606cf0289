-- What routing knows: skills, weights, rules of priority, offers, overflow. The functions that read it are in 0096.

alter table queues drop constraint queues_mode_check;
alter table queues add constraint queues_mode_check check (mode in ('round_robin', 'least_busy', 'skills', 'manual'));
alter table queues
    -- A returning contact goes to who served them last, when they are there and have room.
    add column sticky boolean not null default true,
    -- Mode skills: after so long anybody of the queue may serve; 0: never.
    add column relax_skills_after_seconds integer not null default 0 check (relax_skills_after_seconds between 0 and 86400),
    -- For how long a ticket rings at one agent, who accepts or declines; 0: agents are given tickets without being asked.
    add column offer_seconds integer not null default 0 check (offer_seconds = 0 or offer_seconds between 5 and 600),
    -- Whoever lets an offer ring until it is over goes on pause.
    add column pause_when_silent boolean not null default false,
    -- Who waits longer than this goes on to another queue; 0: never.
    add column overflow_after_seconds integer not null default 0 check (overflow_after_seconds between 0 and 86400),
    add column overflow_queue_id uuid,
    -- An agent who leaves a contact without an answer for so long loses the ticket; 0: never.
    add column silence_after_seconds integer not null default 0 check (silence_after_seconds = 0
                                                                       or silence_after_seconds between 60 and 86400),
    add foreign key (account_id, overflow_queue_id) references queues (account_id, id),
    add check (overflow_queue_id <> id),
    add check (overflow_after_seconds = 0 or overflow_queue_id is not null);

create table skills (
    account_id uuid not null references accounts (id) on delete cascade,
    id uuid not null default gen_random_uuid(),
    name text not null check (length(name) between 1 and 60),
    primary key (account_id, id)
);
create unique index skills_name on skills (account_id, lower(name));
call protect_table('skills');

-- How well somebody can it: 1 (a little) to 5 (nobody better).
create table agent_skills (
    account_id uuid not null,
    user_id uuid not null,
    skill_id uuid not null,
    level integer not null check (level between 1 and 5),
    primary key (account_id, user_id, skill_id),
    foreign key (account_id, user_id) references memberships (account_id, user_id) on delete cascade,
    foreign key (account_id, skill_id) references skills (account_id, id) on delete cascade
);
create index agent_skills_skill on agent_skills (account_id, skill_id);
call protect_table('agent_skills');

-- What a queue of mode skills asks of whoever serves it, and what a label asks beside it.
create table queue_skills (
    account_id uuid not null,
    queue_id uuid not null,
    skill_id uuid not null,
    level integer not null check (level between 1 and 5),
    primary key (account_id, queue_id, skill_id),
    foreign key (account_id, queue_id) references queues (account_id, id) on delete cascade,
    foreign key (account_id, skill_id) references skills (account_id, id) on delete cascade
);
create index queue_skills_skill on queue_skills (account_id, skill_id);
call protect_table('queue_skills');

create table label_skills (
    account_id uuid not null,
    label_id uuid not null,
    skill_id uuid not null,
    level integer not null check (level between 1 and 5),
    primary key (account_id, label_id, skill_id),
    foreign key (account_id, label_id) references labels (account_id, id) on delete cascade,
    foreign key (account_id, skill_id) references skills (account_id, id) on delete cascade
);
create index label_skills_skill on label_skills (account_id, skill_id);
call protect_table('label_skills');

-- What one conversation of a kind of channel takes of an agent's limit (1 when there is no row), and how many of the kind an
-- agent has at most (null: no limit of its own). One agent may have a limit of their own for a kind.
create table channel_weights (
    account_id uuid not null references accounts (id) on delete cascade,
    channel_type text not null check (length(channel_type) between 1 and 64),
    weight numeric(4, 2) not null default 1 check (weight between 0.1 and 10),
    agent_limit integer check (agent_limit between 1 and 100),
    primary key (account_id, channel_type)
);
call protect_table('channel_weights');

create table agent_channel_limits (
    account_id uuid not null,
    user_id uuid not null,
    channel_type text not null check (length(channel_type) between 1 and 64),
    agent_limit integer not null check (agent_limit between 0 and 100),
    primary key (account_id, user_id, channel_type),
    foreign key (account_id, user_id) references memberships (account_id, user_id) on delete cascade
);
call protect_table('agent_channel_limits');

-- Who is served first: every condition that is set must hold.
create table priority_rules (
    account_id uuid not null references accounts (id) on delete cascade,
    id uuid not null default gen_random_uuid(),
    name text not null check (length(name) between 1 and 80),
    priority integer not null check (priority between 1 and 10),
    active boolean not null default true,
    label_id uuid,
    channel_id uuid,
    contact_state text check (contact_state in ('lead', 'qualified', 'customer', 'inactive')),
    attribute_name text check (length(attribute_name) between 1 and 80),
    attribute_value text check (length(attribute_value) <= 200),
    created_at timestamptz not null default now(),
    primary key (account_id, id),
    foreign key (account_id, label_id) references labels (account_id, id) on delete cascade,
    foreign key (account_id, channel_id) references channels (account_id, id) on delete cascade,
    check ((attribute_name is null) = (attribute_value is null))
);
create index priority_rules_label on priority_rules (account_id, label_id);
create index priority_rules_channel on priority_rules (account_id, channel_id);
call protect_table('priority_rules');

-- When the account's routing is next rung for something that is due at a known time, so that one bell is on its way and not
-- one for each ticket.
create table routing_clocks (
    account_id uuid primary key references accounts (id) on delete cascade,
    due_at timestamptz not null
);
call protect_table('routing_clocks');

alter table tickets
    add column channel_id uuid,
    -- What it takes of its agent's limit.
    add column weight numeric(4, 2) not null default 1,
    -- {skill: level} that whoever serves it needs; null: nothing, or the queue does not ask for skills.
    add column needs jsonb,
    -- Was abandoned, and is back: before everybody of its class (Baixa 1-3, Média 4-7, Alta 8-10).
    add column ahead boolean not null default false,
    -- The order of the line: rank, then entry.
    add column rank integer generated always as (
        case when not ahead then 2 * priority
             when priority <= 3 then 7 when priority <= 7 then 15 else 21 end) stored,
    -- Since when it waits in this queue; entered_at is since when it waits at all.
    add column queued_at timestamptz not null default clock_timestamp(),
    -- At whom it rings, since when and until when. It waits, and takes room of theirs.
    add column offered_to uuid,
    add column offered_at timestamptz,
    add column offered_until timestamptz,
    -- Who let it ring or declined lately: they are not asked again for a minute.
    add column passed_by uuid[] not null default '{}',
    add column passed_at timestamptz,
    add foreign key (account_id, offered_to) references memberships (account_id, user_id),
    add check (offered_to is null or state = 'waiting'),
    add check ((offered_to is null) = (offered_until is null) and (offered_to is null) = (offered_at is null));
update tickets t set channel_id = c.channel_id
  from conversations c where c.account_id = t.account_id and c.id = t.conversation_id;
alter table tickets alter column channel_id set not null;
drop index tickets_waiting;
create index tickets_waiting on tickets (account_id, queue_id, rank desc, entered_at, id) where state = 'waiting';
create index tickets_offered on tickets (account_id, offered_to) where offered_to is not null;
create index tickets_offers_over on tickets (offered_until) where offered_to is not null;
