-- Nobody waits for ever: after so long without an agent a ticket is abandoned. Beside it, how often a queue tells its place.
alter table queues
    -- Seconds of open time; 0: never.
    add column abandon_after_seconds integer not null default 600
        check (abandon_after_seconds = 0 or abandon_after_seconds between 30 and 86400),
    -- Least seconds between two texts about the place in line; 0: never told, null: the account's pause.
    add column position_interval_seconds integer
        check (position_interval_seconds = 0 or position_interval_seconds between 10 and 3600);

-- Since when a ticket waits for the agent it does not get, and when that is too long. Made when routing first sees it wait
-- (who is served at once costs nothing), or when it waits again. due_at counts every hour: whoever is woken counts open ones.
create table ticket_waits (
    account_id uuid not null,
    ticket_id uuid not null,
    since timestamptz not null,
    due_at timestamptz not null,
    -- A doorbell is on its way.
    rung boolean not null default false,
    primary key (account_id, ticket_id),
    foreign key (account_id, ticket_id) references tickets (account_id, id) on delete cascade
);
create index ticket_waits_due on ticket_waits (due_at);
call protect_table('ticket_waits');

-- Notes who waits and has no timer yet; returns whom to ring for, and when. At most p_limit.
create function start_ticket_waits(p_limit integer) returns table (conversation_id uuid, due_at timestamptz)
    language plpgsql as $$
declare
    v_account uuid := current_account();
begin
    insert into ticket_waits (account_id, ticket_id, since, due_at)
    select t.account_id, t.id, t.entered_at, t.entered_at + make_interval(secs => q.abandon_after_seconds)
      from tickets t
      join queues q on q.account_id = v_account and q.id = t.queue_id and q.abandon_after_seconds > 0
     where t.account_id = v_account and t.state = 'waiting'
       and not exists (select from ticket_waits w where w.account_id = v_account and w.ticket_id = t.id)
     order by t.entered_at limit p_limit
        on conflict do nothing;
    return query
    update ticket_waits w set rung = true
      from tickets t
     where w.account_id = v_account and not w.rung and t.account_id = v_account and t.id = w.ticket_id
    returning t.conversation_id, w.due_at;
end
$$;
grant execute on function start_ticket_waits(integer) to central_app;

-- Whoever had an agent and waits again (the agent left, the conversation was opened again) waits from now.
create function wait_again() returns trigger
    language plpgsql as $$
begin
    insert into ticket_waits as w (account_id, ticket_id, since, due_at)
    select new.account_id, new.id, clock_timestamp(), clock_timestamp() + make_interval(secs => q.abandon_after_seconds)
      from queues q
     where q.account_id = new.account_id and q.id = new.queue_id and q.abandon_after_seconds > 0
        on conflict (account_id, ticket_id) do update
       set since = excluded.since, due_at = excluded.due_at, rung = false;
    return null;
end
$$;
create trigger tickets_wait_again after update of state on tickets
    for each row when (new.state = 'waiting' and old.state <> 'waiting') execute function wait_again();

-- As in migration 0115, and who waits too long.
create or replace function due_timers(p_limit integer) returns table (account_id uuid, conversation_id uuid, due boolean)
    language sql stable security definer set search_path = pg_catalog, public
begin atomic
    select s.account_id, s.conversation_id, bool_or(s.due_at <= now())
      from ((select m.account_id, m.conversation_id, m.due_at from scheduled_messages m
              where m.state = 'scheduled' and m.due_at <= now() + interval '15 minutes'
              order by m.due_at limit p_limit)
            union all
            (select w.account_id, t.conversation_id, w.due_at
               from ticket_waits w
               join tickets t on t.account_id = w.account_id and t.id = w.ticket_id
              where w.due_at <= now() + interval '15 minutes'
              order by w.due_at limit p_limit)) s
     group by s.account_id, s.conversation_id;
end;
call let_lookup_read('ticket_waits');
