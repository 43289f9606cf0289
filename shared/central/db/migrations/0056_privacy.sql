-- What the law (LGPD) lets a contact ask for: a copy of everything about them, and that it is erased. And how long a company
-- keeps what is finished.

-- Days after which closed conversations are erased; null keeps them.
alter table accounts add column if not exists retention_days integer check (retention_days between 1 and 3650);
-- What retention looks for.
create index conversations_closed on conversations (account_id, closed_at) where status = 'closed';

-- One export or erasure. The row is the work; a worker takes it with a lease, and the sweep rings again for what was left.
create table privacy_jobs (
    account_id uuid not null references accounts (id) on delete cascade,
    id uuid not null default gen_random_uuid(),
    kind text not null check (kind in ('export', 'erasure')),
    -- No foreign key: an erasure is remembered when the contact is gone. A random number says nothing about anybody.
    contact_id uuid not null,
    state text not null default 'waiting' check (state in ('waiting', 'working', 'done', 'failed', 'expired')),
    requested_by uuid,
    -- Why, in somebody's words: they may name the person, so they go when the work is done.
    reason text check (length(reason) <= 500),
    counts jsonb not null default '{}',
    object_key text,
    bytes bigint,
    attempts integer not null default 0,
    leased_until timestamptz,
    created_at timestamptz not null default now(),
    finished_at timestamptz,
    expires_at timestamptz,
    primary key (account_id, id)
);
create unique index privacy_jobs_one_open on privacy_jobs (account_id, kind, contact_id) where state in ('waiting', 'working');
create index privacy_jobs_recent on privacy_jobs (account_id, kind, created_at desc, id desc);
create index privacy_jobs_contact on privacy_jobs (account_id, contact_id);
create index privacy_jobs_open on privacy_jobs (created_at) where state in ('waiting', 'working');
create index privacy_jobs_expiry on privacy_jobs (expires_at) where expires_at is not null;
call protect_table('privacy_jobs');
call let_lookup_read('privacy_jobs');

-- Folders of the bucket whose rows are gone, written in the transaction that deleted those. Deleted at once, and once more
-- when every worker and every upload address of then has ended: what arrived meanwhile goes too.
create table forgotten_files (
    account_id uuid not null references accounts (id) on delete cascade,
    folder text not null check (folder ~ '^accounts/[0-9a-f-]{36}/[a-z]+/[0-9a-f-]{36}$'),
    due_at timestamptz not null default now(),
    once_more boolean not null default true,
    primary key (account_id, folder)
);
create index forgotten_files_due on forgotten_files (due_at);
call protect_table('forgotten_files');
call let_lookup_read('forgotten_files');

-- Who must not get marketing although nothing is known of them any more: HMAC-SHA-256 of their addresses, under a key that
-- only the key service opens. The table alone tells nothing, not even by trying all numbers.
create table privacy_keys (
    account_id uuid primary key references accounts (id) on delete cascade,
    sealed bytea not null,
    created_at timestamptz not null default now()
);
call protect_table('privacy_keys', 'select, insert, update');

create table suppressions (
    account_id uuid not null references accounts (id) on delete cascade,
    hash bytea not null check (length(hash) = 32),
    created_at timestamptz not null default now(),
    primary key (account_id, hash)
);
call protect_table('suppressions', 'select, insert');

-- Jobs nobody works on, and accounts with files to forget, exports that are over, or conversations older than they keep
-- (job null). Half a minute is what a doorbell needs.
create function due_privacy(p_limit integer)
    returns table (account_id uuid, job_id uuid)
    language sql stable security definer set search_path = pg_catalog, public
begin atomic
    (select j.account_id, j.id
       from privacy_jobs j
      where j.state in ('waiting', 'working') and coalesce(j.leased_until, j.created_at + interval '30 seconds') < now()
      order by j.created_at limit p_limit)
    union all
    (select distinct t.account_id, null::uuid
       from (select f.account_id from forgotten_files f where f.due_at <= now()
             union all
             select j.account_id from privacy_jobs j where j.expires_at <= now()
             union all
             select k.id from accounts k
              where k.retention_days is not null
                and exists (select from conversations c
                             where c.account_id = k.id and c.status = 'closed'
                               and c.closed_at < now() - make_interval(days => k.retention_days))) t
      limit p_limit);
end;
call run_as_lookup('due_privacy(integer)');
