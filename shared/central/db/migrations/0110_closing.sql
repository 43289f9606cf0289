-- How conversations are closed: the reasons a company chooses from, and what must be known before.
create table closing_reasons (
    account_id uuid not null references accounts (id) on delete cascade,
    id uuid not null default gen_random_uuid(),
    name text not null check (length(name) between 1 and 80),
    position integer not null,
    -- Switched off: what was closed with it keeps its name, nobody chooses it any more.
    active boolean not null default true,
    primary key (account_id, id)
);
-- Reasons of a company are saved together, and names may change places: so it is checked at the end.
alter table closing_reasons add constraint closing_reasons_name unique (account_id, name) deferrable initially deferred;
call protect_table('closing_reasons');

create table closing_rules (
    account_id uuid primary key references accounts (id) on delete cascade,
    required text[] not null default '{}'
        check (required <@ array['reason', 'note', 'labels', 'subject', 'contact.name', 'contact.phone', 'contact.email'])
);
call protect_table('closing_rules');
