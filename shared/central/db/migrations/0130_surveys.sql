-- How did we do? Once a ticket that a person served is resolved its contact is asked for a rating from 1 to 5, and then for
-- a comment. One row per ticket: it is the timer of what is said next, and the answer.

-- What a company chose; no row: asked, with a comment, at once. The texts are the account's (csat, csat_comment …).
create table survey_settings (
    account_id uuid primary key references accounts (id) on delete cascade,
    enabled boolean not null default true,
    ask_comment boolean not null default true,
    delay_seconds integer not null default 0 check (delay_seconds between 0 and 86400),
    -- Queues whose contacts are not asked.
    quiet_queue_ids uuid[] not null default '{}'
);
call protect_table('survey_settings');

create table survey_requests (
    account_id uuid not null,
    id uuid not null default gen_random_uuid(),
    ticket_id uuid not null,
    conversation_id uuid not null,
    contact_id uuid not null,
    channel_id uuid not null,
    -- planned: asked at due_at. skipped: not asked, for this reason; a link may still ask. After expires_at asked is over.
    state text not null default 'planned' check (state in ('planned', 'asked', 'answered', 'skipped')),
    reason text check (reason in ('reopened', 'blocked', 'opted_out', 'channel', 'window', 'disabled')),
    -- When something is to be said: the question, or thanks.
    due_at timestamptz,
    -- The question, and the thanks that ask for a comment.
    message_id uuid,
    prompt_id uuid,
    -- What the contact had written when it was asked, and what of it since was for the survey: more is something else.
    inbound_count integer not null default 0,
    rating integer check (rating between 1 and 5),
    comment text check (length(comment) between 1 and 2000),
    answered_by text check (answered_by in ('chat', 'link')),
    planned_at timestamptz not null default now(),
    asked_at timestamptz,
    expires_at timestamptz,
    answered_at timestamptz,
    -- Until when what the contact writes next is the comment; null: none is wanted.
    comment_until timestamptz,
    primary key (account_id, id),
    unique (account_id, ticket_id),
    foreign key (account_id, ticket_id) references tickets (account_id, id) on delete cascade,
    foreign key (account_id, conversation_id) references conversations (account_id, id) on delete cascade,
    foreign key (account_id, contact_id) references contacts (account_id, id) on delete cascade,
    foreign key (account_id, channel_id) references channels (account_id, id),
    foreign key (account_id, message_id) references messages (account_id, id) on delete set null (message_id),
    foreign key (account_id, prompt_id) references messages (account_id, id) on delete set null (prompt_id),
    check ((state = 'answered') = (rating is not null)),
    check ((rating is null) = (answered_at is null) and (rating is null) = (answered_by is null)),
    check (comment is null or rating is not null),
    check ((state = 'skipped') = (reason is not null)),
    check (state not in ('asked', 'answered') or (asked_at is not null and expires_at is not null))
);
create index survey_requests_due on survey_requests (due_at) where due_at is not null;
create index survey_requests_conversation on survey_requests (account_id, conversation_id);
create index survey_requests_contact on survey_requests (account_id, contact_id, channel_id, asked_at desc)
    where message_id is not null;
create index survey_requests_answered on survey_requests (account_id, answered_at desc, id desc) where rating is not null;
create index survey_requests_channel on survey_requests (account_id, channel_id);
create index survey_requests_message on survey_requests (account_id, message_id) where message_id is not null;
create index survey_requests_prompt on survey_requests (account_id, prompt_id) where prompt_id is not null;
call protect_table('survey_requests');

-- Links to a survey's page, by the hash of their token: 256 random bits that open one survey and nothing else.
create table survey_links (
    account_id uuid not null,
    token_hash bytea not null,
    request_id uuid not null,
    created_at timestamptz not null default clock_timestamp(),
    primary key (account_id, token_hash),
    foreign key (account_id, request_id) references survey_requests (account_id, id) on delete cascade
);
create unique index survey_links_token on survey_links (token_hash);
create index survey_links_request on survey_links (account_id, request_id, created_at desc);
call protect_table('survey_links', 'select, insert, delete');

-- Which survey a link opens, before the account is known; tries at links that open nothing are counted per address.
create function find_survey_link(p_token_hash bytea, p_address text, p_now timestamptz)
    returns table (wait_seconds integer, account_id uuid, request_id uuid)
    language plpgsql security definer set search_path = pg_catalog, public as $$
begin
    return query
        select 0, l.account_id, l.request_id
          from survey_links l
          join accounts a on a.id = l.account_id and a.status = 'active'
         where l.token_hash = p_token_hash;
    if not found then
        return query select gate.count_try(gate.key_of('survey link', p_address), 20, p_now), null::uuid, null::uuid;
    end if;
end
$$;
call let_lookup_read('survey_links');
call run_as_lookup('find_survey_link(bytea, text, timestamptz)');
-- The sweep asks what is due (due_timers).
call let_lookup_read('survey_requests');
