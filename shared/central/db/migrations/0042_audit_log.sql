-- The audit log: who did what, when, from where. Rows are only ever added, and each is bound to the one before it by a
-- hash, so that changing, removing or reordering rows later shows (verify_audit). Never holds values, only names of fields
-- and what is harmless (a role before and after).

create table audit_log (
    account_id uuid not null references accounts (id) on delete cascade,
    sequence bigint not null,
    occurred_at timestamptz not null,
    actor_type text not null check (actor_type in ('user', 'token', 'system', 'anonymous')),
    actor_id uuid,
    actor_name text,
    action text not null check (length(action) <= 64),
    target_type text,
    target_id text,
    fields text[] not null default '{}',
    details jsonb not null default '{}',
    address text,
    session_id uuid,
    correlation_id text,
    previous_hash bytea not null,
    hash bytea not null,
    primary key (account_id, sequence)
);
create index audit_log_actor on audit_log (account_id, actor_id, sequence);
create index audit_log_action on audit_log (account_id, action, sequence);
create index audit_log_time on audit_log (account_id, occurred_at);
call protect_table('audit_log', 'select, insert');

-- Everything of a row but the hash itself, in one spelling whatever the session's settings are.
create function audit_hash(p_row audit_log) returns bytea
    language sql stable
    return sha256(p_row.previous_hash || convert_to(jsonb_build_array(
        p_row.account_id, p_row.sequence, (extract(epoch from p_row.occurred_at) * 1000000)::bigint,
        p_row.actor_type, p_row.actor_id, p_row.actor_name, p_row.action, p_row.target_type, p_row.target_id,
        to_jsonb(p_row.fields), p_row.details, p_row.address, p_row.session_id, p_row.correlation_id)::text, 'UTF8'));

-- Place, time and hashes are given here, whatever the statement says: one row of an account after the other. The lock
-- lives until commit, so writing to the log is the last thing a transaction does (before its news).
create function chain_audit() returns trigger
    language plpgsql as $$
declare
    v_last record;
begin
    perform pg_advisory_xact_lock(hashtextextended('audit ' || new.account_id::text, 0));
    select a.sequence, a.hash into v_last
      from audit_log a where a.account_id = new.account_id order by a.sequence desc limit 1;
    new.sequence := coalesce(v_last.sequence, 0) + 1;
    new.occurred_at := clock_timestamp();
    new.previous_hash := coalesce(v_last.hash, sha256(convert_to(new.account_id::text, 'UTF8')));
    new.hash := audit_hash(new);
    return new;
end
$$;
create trigger chain_audit before insert on audit_log for each row execute function chain_audit();

-- Walks the account's chain: how many rows, the first that does not fit (null: all do), and the last hash. Rows cut off at
-- the end leave a shorter chain that fits: compare head and count with what was noted or exported earlier.
create function verify_audit() returns table (rows bigint, broken_at bigint, head text)
    language sql stable as $$
    select count(*), min(c.sequence) filter (where c.broken),
           (array_agg(encode(c.hash, 'hex') order by c.sequence desc))[1]
      from (select a.sequence, a.hash,
                   a.hash <> audit_hash(a)
                   or a.sequence <> row_number() over w
                   or a.previous_hash <> coalesce(lag(a.hash) over w, sha256(convert_to(a.account_id::text, 'UTF8')))
                   as broken
              from audit_log a
             where a.account_id = current_account()
            window w as (order by a.sequence)) c
$$;

-- Somebody did not get in. Called for every wrong sign-in, also of an e-mail nobody has (no companies, nothing to write),
-- so that the time it takes tells nothing.
create function note_failed_sign_in(p_accounts uuid[], p_user_id uuid, p_address text, p_correlation_id text) returns void
    language plpgsql as $$
declare
    v_account uuid;
begin
    foreach v_account in array p_accounts loop
        perform set_config('central.account_id', v_account::text, true);
        insert into audit_log (account_id, actor_type, action, target_type, target_id, address, correlation_id)
        values (v_account, 'anonymous', 'session.failed', 'user', p_user_id::text, p_address, p_correlation_id);
    end loop;
    perform set_config('central.account_id', '', true);
end
$$;
