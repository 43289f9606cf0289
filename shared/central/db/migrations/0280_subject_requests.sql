-- What contacts ask for by law (LGPD, art. 18), written down by whoever they told it: until somebody answers, and as proof after.

create table subject_requests (
    account_id uuid not null references accounts (id) on delete cascade,
    id uuid not null default gen_random_uuid(),
    -- No foreign key: that it was asked for and answered is remembered when the contact is gone, without a word about them.
    contact_id uuid not null,
    kind text not null check (kind in ('export', 'erasure', 'correction', 'objection')),
    -- lapsed: the contact was erased before it was answered.
    state text not null default 'open' check (state in ('open', 'fulfilled', 'refused', 'lapsed')),
    -- In somebody's words, which may name the person: they go with the contact. The answer is why it was refused.
    note text check (length(note) between 1 and 1000),
    answer text check (length(answer) between 1 and 1000),
    recorded_by uuid,
    created_at timestamptz not null default now(),
    -- The last day to answer on, in the company's time zone.
    due_on date not null,
    closed_by uuid,
    closed_at timestamptz,
    primary key (account_id, id),
    check ((state = 'open') = (closed_at is null))
);
create unique index subject_requests_one_open on subject_requests (account_id, contact_id, kind) where state = 'open';
create index subject_requests_contact on subject_requests (account_id, contact_id, created_at desc, id desc);
create index subject_requests_open on subject_requests (account_id, created_at, id) where state = 'open';
create index subject_requests_closed on subject_requests (account_id, closed_at desc, id desc) where state <> 'open';
call protect_table('subject_requests', 'select, insert, update');
