-- API tokens, and how often the API may be asked.

create table api_tokens (
    account_id uuid not null,
    id uuid not null default gen_random_uuid(),
    -- Who made it: it acts for them, and ends with their membership.
    user_id uuid not null,
    name text not null check (length(name) between 1 and 120),
    -- SHA-256 of 256 random bits; the last four characters are all that is shown again.
    token_hash bytea not null unique,
    hint text not null,
    permissions text[] not null,
    requests_per_minute integer not null default 120 check (requests_per_minute between 1 and 1000000),
    created_at timestamptz not null default now(),
    expires_at timestamptz,
    last_used_at timestamptz,
    primary key (account_id, id),
    foreign key (account_id, user_id) references memberships (account_id, user_id) on delete cascade
);
create index api_tokens_user on api_tokens (account_id, user_id);
create index api_tokens_created on api_tokens (account_id, created_at, id);
call protect_table('api_tokens', 'select, insert, delete');

call let_lookup_read('api_tokens');
create policy lookup_uses on api_tokens for update to central_lookup using (true) with check (true);
grant update (last_used_at) on api_tokens to central_lookup;

-- What a company's people may ask together; its tokens have the same once more, so a script in a loop keeps nobody from
-- working. Operators raise it.
alter table accounts add column requests_per_minute integer not null default 3000
    check (requests_per_minute between 60 and 1000000);

-- One row per budget, a single moment each: when it will be full again (GCRA; no window, so no burst at its edge). Counters
-- need not outlive a crash, so nothing is logged, and a request waits for no disk.
create unlogged table gate.budgets (
    account_id uuid not null,
    kind text not null,
    id uuid not null,
    full_at timestamptz not null,
    primary key (account_id, kind, id)
) with (fillfactor = 50);
grant select, insert, update, delete on gate.budgets to central_lookup;

-- Takes one request from a budget. wait_seconds > 0: it is empty, and nothing was taken.
create function gate.draw(p_account_id uuid, p_kind text, p_id uuid, p_per_minute integer, p_now timestamptz,
                          out wait_seconds integer, out remaining integer, out reset_seconds integer)
    language plpgsql set search_path = pg_catalog as $$
declare
    v_minute constant interval := interval '1 minute';
    v_step constant interval := v_minute / p_per_minute;
    v_full_at timestamptz;
begin
    insert into gate.budgets as b (account_id, kind, id, full_at) values (p_account_id, p_kind, p_id, p_now + v_step)
    on conflict (account_id, kind, id) do update
       set full_at = greatest(b.full_at, p_now) + v_step
     where greatest(b.full_at, p_now) + v_step <= p_now + v_minute
    returning b.full_at into v_full_at;
    if found then
        wait_seconds := 0;
        remaining := floor(extract(epoch from p_now + v_minute - v_full_at) / extract(epoch from v_step));
    else
        select b.full_at into v_full_at
          from gate.budgets b where b.account_id = p_account_id and b.kind = p_kind and b.id = p_id;
        -- Forgotten in between: then it is full again in a moment.
        v_full_at := coalesce(v_full_at, p_now + v_minute);
        wait_seconds := greatest(ceil(extract(epoch from v_full_at + v_step - v_minute - p_now)), 1);
        remaining := 0;
    end if;
    reset_seconds := greatest(ceil(extract(epoch from v_full_at - p_now)), 0);
end
$$;

-- One request of a person (p_token_id null) or of a token: first from their own budget, and when that has some left, from
-- the company's. A fifth of the company's is the most one person takes. Answers with the budget that is nearer its
-- end. Who is refused because the company has nothing left gets back what was taken from their own.
create function count_request(p_account_id uuid, p_user_id uuid, p_token_id uuid, p_now timestamptz)
    returns table (wait_seconds integer, quota integer, remaining integer, reset_seconds integer)
    language plpgsql security definer set search_path = pg_catalog, public as $$
declare
    v_all integer := (select a.requests_per_minute from accounts a where a.id = p_account_id);
    v_own integer := case when p_token_id is null then v_all / 5
                          else (select t.requests_per_minute from api_tokens t
                                 where t.account_id = p_account_id and t.id = p_token_id) end;
    v_kind text := case when p_token_id is null then 'person' else 'token' end;
    v_id uuid := coalesce(p_token_id, p_user_id);
    v_first record;
    v_second record;
begin
    v_first := gate.draw(p_account_id, v_kind, v_id, v_own, p_now);
    if v_first.wait_seconds = 0 then
        v_second := gate.draw(p_account_id, case when p_token_id is null then 'people' else 'tokens' end,
                              p_account_id, v_all, p_now);
        if v_second.wait_seconds > 0 then
            update gate.budgets b set full_at = b.full_at - interval '1 minute' / v_own
             where b.account_id = p_account_id and b.kind = v_kind and b.id = v_id;
        end if;
        if v_second.wait_seconds > 0 or v_second.remaining < v_first.remaining then
            return query select v_second.wait_seconds, v_all, v_second.remaining, v_second.reset_seconds;
            return;
        end if;
    end if;
    return query select v_first.wait_seconds, v_own, v_first.remaining, v_first.reset_seconds;
end
$$;

-- Whose token this is, while it may be used: it has not expired, and who made it still works for a company that is active.
-- Writes down the use, once a minute.
create function find_token(p_token_hash bytea, p_now timestamptz)
    returns table (token_id uuid, account_id uuid, user_id uuid, role text, permissions text[])
    language plpgsql security definer set search_path = pg_catalog, public as $$
begin
    return query
        select t.id, t.account_id, t.user_id, m.role, t.permissions
          from api_tokens t
          join memberships m on m.account_id = t.account_id and m.user_id = t.user_id and m.active
          join accounts a on a.id = t.account_id and a.status = 'active'
         where t.token_hash = p_token_hash and (t.expires_at is null or t.expires_at > p_now);
    if found then
        update api_tokens t set last_used_at = p_now
         where t.token_hash = p_token_hash
           and (t.last_used_at is null or t.last_used_at <= p_now - interval '1 minute');
    end if;
end
$$;

create function prune_budgets() returns void
    language sql security definer set search_path = pg_catalog, public
begin atomic
    delete from gate.budgets where full_at < now() - interval '1 minute';
end;

revoke all on all functions in schema gate from public;
grant execute on all functions in schema gate to central_lookup;
call run_as_lookup('count_request(uuid, uuid, uuid, timestamptz)');
call run_as_lookup('find_token(bytea, timestamptz)');
call run_as_lookup('prune_budgets()');
