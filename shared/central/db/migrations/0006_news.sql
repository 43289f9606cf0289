-- How others learn what happened: the event log behind the sockets, facts for the bus, and who is connected.

-- Last and pushed sequence of each account. Taking a number locks the row until commit, so the log has no gaps and
-- nobody can read number n+1 before n is visible.
create table account_sequences (
    account_id uuid primary key references accounts (id) on delete cascade,
    last_sequence bigint not null default 0,
    pushed_sequence bigint not null default 0,
    last_event_at timestamptz
);
call protect_table('account_sequences');
create index account_sequences_unpushed on account_sequences (account_id) where pushed_sequence < last_sequence;

create table account_events (
    account_id uuid not null references accounts (id) on delete cascade,
    sequence bigint not null,
    type text not null,
    conversation_id uuid,
    message_id uuid,
    user_id uuid,
    data jsonb not null default '{}',
    occurred_at timestamptz not null default now(),
    primary key (account_id, sequence)
);
call protect_table('account_events', 'select, insert, delete');

-- Facts on their way to the bus. Published right after commit and then deleted; what a crash left is swept.
create table outbox (
    account_id uuid not null references accounts (id) on delete cascade,
    id uuid not null default gen_random_uuid(),
    source text not null,
    detail_type text not null,
    detail jsonb not null,
    created_at timestamptz not null default now(),
    primary key (account_id, id)
);
create index outbox_age on outbox (created_at);
call protect_table('outbox', 'select, insert, delete');

create table socket_tickets (
    account_id uuid not null,
    token_hash bytea not null,
    session_id uuid not null,
    user_id uuid not null,
    expires_at timestamptz not null,
    used_at timestamptz,
    primary key (account_id, token_hash),
    foreign key (account_id, session_id) references sessions (account_id, id) on delete cascade
);
create index socket_tickets_age on socket_tickets (account_id, expires_at);
call protect_table('socket_tickets');

create table socket_connections (
    account_id uuid not null,
    connection_id text not null,
    session_id uuid not null,
    user_id uuid not null,
    viewing_conversation_id uuid,
    connected_at timestamptz not null default now(),
    last_seen_at timestamptz not null default now(),
    primary key (account_id, connection_id),
    foreign key (account_id, session_id) references sessions (account_id, id) on delete cascade
);
create unique index socket_connections_id on socket_connections (connection_id);
call protect_table('socket_connections');

create table idempotency_keys (
    account_id uuid not null,
    user_id uuid not null,
    key text not null check (length(key) between 1 and 255),
    request_hash bytea not null,
    response_status integer,
    response jsonb,
    created_at timestamptz not null default now(),
    primary key (account_id, user_id, key),
    foreign key (account_id, user_id) references memberships (account_id, user_id) on delete cascade
);
create index idempotency_keys_age on idempotency_keys (account_id, created_at);
call protect_table('idempotency_keys');

-- Appends what a transaction has to tell, as its last statement before commit.
-- p_events: [{type, conversation_id?, message_id?, user_id?, data?}]; p_facts: [{id, source, detail_type, detail}].
-- Returns the account's last sequence.
create function append_news(p_events jsonb, p_facts jsonb) returns bigint
    language plpgsql as $$
declare
    v_account uuid := current_account();
    v_count integer := jsonb_array_length(p_events);
    v_last bigint;
begin
    if jsonb_array_length(p_facts) > 0 then
        insert into outbox (account_id, id, source, detail_type, detail)
        select v_account, (f ->> 'id')::uuid, f ->> 'source', f ->> 'detail_type', f -> 'detail'
          from jsonb_array_elements(p_facts) f;
    end if;
    if v_count = 0 then
        return null;
    end if;
    insert into account_sequences as s (account_id, last_sequence, last_event_at)
    values (v_account, v_count, now())
    on conflict (account_id) do update
        set last_sequence = s.last_sequence + v_count, last_event_at = now()
    returning last_sequence into v_last;
    insert into account_events (account_id, sequence, type, conversation_id, message_id, user_id, data)
    select v_account, v_last - v_count + e.position, e.item ->> 'type', (e.item ->> 'conversation_id')::uuid,
           (e.item ->> 'message_id')::uuid, (e.item ->> 'user_id')::uuid, coalesce(e.item -> 'data', '{}')
      from jsonb_array_elements(p_events) with ordinality as e (item, position);
    return v_last;
end
$$;
grant execute on function append_news(jsonb, jsonb) to central_app;

-- SQL functions that change state return their news as {"updates": […], "facts": [{source, detail_type, data}]} and leave
-- it to their caller to append them, because append_news must be the last statement. This gives such facts the envelope
-- that every fact on the bus has.
create function wrap_facts(p_facts jsonb, p_correlation_id text) returns jsonb
    language sql volatile
begin atomic
    select coalesce(jsonb_agg(jsonb_build_object(
               'id', w.id, 'source', w.fact ->> 'source', 'detail_type', w.fact ->> 'detail_type',
               'detail', jsonb_build_object(
                   'id', w.id, 'version', 1,
                   'occurred_at', to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
                   'account_id', current_account(), 'correlation_id', p_correlation_id, 'causation_id', null,
                   'data', w.fact -> 'data'))), '[]')
      from (select gen_random_uuid() as id, f as fact from jsonb_array_elements(p_facts) f offset 0) w;
end;
grant execute on function wrap_facts(jsonb, text) to central_app;

-- Sockets: look-ups that precede the account.
create function use_socket_ticket(p_token_hash bytea)
    returns table (account_id uuid, user_id uuid, session_id uuid, role text)
    language sql volatile security definer set search_path = pg_catalog, public
begin atomic
    update socket_tickets t
       set used_at = now()
      from sessions s, memberships m, accounts a
     where t.token_hash = p_token_hash and t.used_at is null and t.expires_at > now()
       and a.id = t.account_id and a.status = 'active'
       and s.account_id = t.account_id and s.id = t.session_id and s.revoked_at is null and s.expires_at > now()
       and m.account_id = t.account_id and m.user_id = t.user_id and m.active
    returning t.account_id, t.user_id, t.session_id, m.role;
end;

create function find_socket_connection(p_connection_id text)
    returns table (account_id uuid, user_id uuid, session_id uuid, role text)
    language sql stable security definer set search_path = pg_catalog, public
begin atomic
    select c.account_id, c.user_id, c.session_id, m.role
      from socket_connections c
      join memberships m on m.account_id = c.account_id and m.user_id = c.user_id and m.active
      join sessions s on s.account_id = c.account_id and s.id = c.session_id
                     and s.revoked_at is null and s.expires_at > now()
      join accounts a on a.id = c.account_id and a.status = 'active'
     where c.connection_id = p_connection_id;
end;

call let_lookup_read('socket_tickets');
call let_lookup_read('socket_connections');
create policy lookup_use on socket_tickets for update to central_lookup using (true) with check (true);
grant update (used_at) on socket_tickets to central_lookup;
call run_as_lookup('use_socket_ticket(bytea)');
call run_as_lookup('find_socket_connection(text)');
