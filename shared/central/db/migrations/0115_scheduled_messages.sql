-- What an agent wrote today for another day: a message to the contact, or a reminder to themselves (a note that appears in
-- the conversation). The row is the timer: a doorbell rings at due_at, and whoever is woken looks here.
create table scheduled_messages (
    account_id uuid not null,
    id uuid not null default gen_random_uuid(),
    conversation_id uuid not null,
    author_id uuid not null,
    kind text not null check (kind in ('message', 'reminder')),
    type text not null default 'text' check (type in ('text', 'template')),
    text text check (length(text) <= 65536),
    template jsonb,
    due_at timestamptz not null,
    -- Not sent when the contact writes first: when the conversation has more from them than it had then.
    cancel_on_reply boolean not null,
    inbound_count integer not null,
    state text not null default 'scheduled' check (state in ('scheduled', 'sent', 'cancelled', 'failed')),
    -- Why it was not sent: replied, person, or the code of what the platform would have refused.
    reason text check (length(reason) <= 80),
    message_id uuid,
    created_at timestamptz not null default now(),
    ended_at timestamptz,
    primary key (account_id, id),
    foreign key (account_id, conversation_id) references conversations (account_id, id) on delete cascade,
    foreign key (account_id, author_id) references memberships (account_id, user_id),
    foreign key (account_id, message_id) references messages (account_id, id) on delete set null (message_id),
    check ((type = 'template') = (template is not null)),
    check (kind = 'message' or type = 'text'),
    check ((state = 'scheduled') = (ended_at is null))
);
create index scheduled_messages_due on scheduled_messages (due_at) where state = 'scheduled';
create index scheduled_messages_in_order on scheduled_messages (account_id, state, due_at, id);
create index scheduled_messages_conversation on scheduled_messages (account_id, conversation_id, due_at, id);
create index scheduled_messages_message on scheduled_messages (account_id, message_id) where message_id is not null;
create index scheduled_messages_author on scheduled_messages (account_id, author_id);
call protect_table('scheduled_messages');

-- Conversations in which something is due now or within a quarter of an hour (due: now), for the sweep: it rings for the
-- former and goes on looking for the latter.
create function due_timers(p_limit integer) returns table (account_id uuid, conversation_id uuid, due boolean)
    language sql stable security definer set search_path = pg_catalog, public
begin atomic
    select s.account_id, s.conversation_id, bool_or(s.due_at <= now())
      from (select m.account_id, m.conversation_id, m.due_at from scheduled_messages m
             where m.state = 'scheduled' and m.due_at <= now() + interval '15 minutes'
             order by m.due_at limit p_limit) s
     group by s.account_id, s.conversation_id;
end;
call let_lookup_read('scheduled_messages');
call run_as_lookup('due_timers(integer)');
