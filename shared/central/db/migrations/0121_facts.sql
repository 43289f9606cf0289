-- What happened, for reports: facts as they were published, append-only. The id is the fact's own: told twice it is kept
-- once. No foreign keys to conversations: a report of last year does not change because a conversation was erased.
create table facts (
    account_id uuid not null references accounts (id) on delete cascade,
    id uuid not null,
    type text not null,
    occurred_at timestamptz not null,
    conversation_id uuid,
    ticket_id uuid,
    queue_id uuid,
    user_id uuid,
    data jsonb not null,
    primary key (account_id, id)
);
create index facts_by_time on facts (account_id, type, occurred_at);
create index facts_of_conversation on facts (account_id, conversation_id, occurred_at) where conversation_id is not null;
call protect_table('facts', 'select, insert');

-- What a queue did today is read all day long.
create index tickets_finished on tickets (account_id, queue_id, finished_at) where finished_at is not null;
