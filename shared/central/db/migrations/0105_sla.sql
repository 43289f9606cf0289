-- Service levels: what a company promises (policies), and the clocks of each ticket (targets). The row of a target is the
-- truth: what is met or missed is decided under its lock, by the database's clock, in the statement that stores the answer.
-- Executions of the state machine only come and look.

create table sla_policies (
    account_id uuid not null references accounts (id) on delete cascade,
    id uuid not null default gen_random_uuid(),
    name text not null check (length(name) between 1 and 80),
    active boolean not null default true,
    -- What it is for; null: any.
    queue_id uuid,
    channel_id uuid,
    priority_class text check (priority_class in ('low', 'medium', 'high')),
    first_response_seconds integer check (first_response_seconds between 1 and 31536000),
    next_response_seconds integer check (next_response_seconds between 1 and 31536000),
    resolution_seconds integer check (resolution_seconds between 1 and 31536000),
    -- Whether only the hours of the ticket's queue count.
    business_hours boolean not null default true,
    -- Whether the resolution's clock stands still while the contact has the word.
    pauses boolean not null default true,
    -- What happens at a mark or some time after it: see central/sla/model.py.
    steps jsonb not null default '[]' check (jsonb_typeof(steps) = 'array'),
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    primary key (account_id, id),
    foreign key (account_id, queue_id) references queues (account_id, id),
    foreign key (account_id, channel_id) references channels (account_id, id)
);
create unique index sla_policies_name on sla_policies (account_id, lower(name));
-- Of two for the same nobody could tell which one holds.
create unique index sla_policies_scope on sla_policies (account_id, queue_id, channel_id, priority_class)
    nulls not distinct where active;
create index sla_policies_queue on sla_policies (account_id, queue_id) where queue_id is not null;
create index sla_policies_channel on sla_policies (account_id, channel_id) where channel_id is not null;
call protect_table('sla_policies');

-- One clock: what a ticket is owed, per cycle (a ticket that was reopened is owed anew). A next response is one clock that
-- stands still between the contact's turns and begins anew with each.
create table sla_targets (
    account_id uuid not null,
    ticket_id uuid not null,
    target text not null check (target in ('first_response', 'next_response', 'resolution')),
    cycle integer not null default 1,
    -- Of the execution that looks after it; another one is not listened to.
    version integer not null default 1,
    conversation_id uuid not null,
    policy_id uuid,
    goal_seconds integer not null check (goal_seconds > 0),
    -- Whose open time counts; null: all time.
    calendar_id uuid,
    pauses boolean not null,
    steps jsonb not null,
    state text not null check (state in ('running', 'paused', 'met', 'missed', 'cancelled')),
    started_at timestamptz not null,
    -- Since when the clock runs, and the open seconds it ran before.
    resumed_at timestamptz,
    spent_seconds double precision not null default 0,
    paused_at timestamptz,
    -- Null while it stands still.
    due_at timestamptz,
    -- The percentage that was warned of, the steps that were taken, the open seconds of the next thing to do (null: none).
    warned integer not null default 0 check (warned in (0, 50, 80)),
    steps_done integer not null default 0,
    next_offset double precision,
    next_mark_at timestamptz,
    -- When its execution comes to look next; null: nobody looks yet.
    looks_at timestamptz,
    turns integer not null default 0,
    missed_turns integer not null default 0,
    missed_at timestamptz,
    -- Nothing is owed any more. A missed one is still owed until somebody answers.
    ended_at timestamptz,
    -- The ticket ended: what comes after is another cycle.
    over boolean not null default false,
    primary key (account_id, ticket_id, target, cycle),
    foreign key (account_id, ticket_id) references tickets (account_id, id) on delete cascade,
    foreign key (account_id, conversation_id) references conversations (account_id, id) on delete cascade,
    foreign key (account_id, policy_id) references sla_policies (account_id, id) on delete set null (policy_id),
    foreign key (account_id, calendar_id) references calendars (account_id, id) on delete set null (calendar_id),
    check ((resumed_at is null) = (due_at is null))
);
create index sla_targets_live on sla_targets (account_id, conversation_id, due_at) where ended_at is null;
create index sla_targets_due on sla_targets (account_id, due_at, conversation_id) where ended_at is null and due_at is not null;
-- For the sweep: what nobody comes to look at in time.
create index sla_targets_looks on sla_targets (looks_at) where ended_at is null and next_offset is not null;
create index sla_targets_unwatched on sla_targets (next_mark_at)
    where ended_at is null and next_offset is not null and (looks_at is null or next_mark_at < looks_at);
create index sla_targets_policy on sla_targets (account_id, policy_id);
create index sla_targets_calendar on sla_targets (account_id, calendar_id) where calendar_id is not null;
call protect_table('sla_targets');

-- Seconds between two moments that are open time (calendar null: all of them). As open_seconds in central/calendars/model.py.
create function sla_open_seconds(p_calendar_id uuid, p_from timestamptz, p_until timestamptz) returns double precision
    language sql stable
begin atomic
    select case when p_calendar_id is null then greatest(0, extract(epoch from p_until - p_from))::double precision
                else coalesce((
                    select sum(extract(epoch from least(o.closes_at, p_until) - greatest(o.opens_at, p_from)))
                      from calendar_openings o
                     where o.account_id = current_account() and o.calendar_id = p_calendar_id
                       and o.closes_at > p_from and o.opens_at < p_until), 0)::double precision end;
end;
grant execute on function sla_open_seconds(uuid, timestamptz, timestamptz) to central_app;

-- The moment at which so many open seconds have passed. As add_open_time in central/calendars/model.py; what lies beyond
-- the openings that are worked out (or a calendar that never opens) is 400 days away: somebody looks again before that.
create function sla_moment(p_calendar_id uuid, p_from timestamptz, p_seconds double precision) returns timestamptz
    language sql stable
begin atomic
    select case when p_calendar_id is null or p_seconds <= 0 then p_from + make_interval(secs => greatest(p_seconds, 0))
                else coalesce((
                    select w.opens_at + make_interval(secs => p_seconds - (w.through - w.length))
                      from (select s.opens_at, s.length, sum(s.length) over (order by s.opens_at) as through
                              from (select greatest(o.opens_at, p_from) as opens_at,
                                           extract(epoch from o.closes_at - greatest(o.opens_at, p_from))::double precision
                                               as length
                                      from calendar_openings o
                                     where o.account_id = current_account() and o.calendar_id = p_calendar_id
                                       and o.closes_at > p_from) s) w
                     where w.through >= p_seconds
                     order by w.opens_at limit 1), p_from + interval '400 days') end;
end;
grant execute on function sla_moment(uuid, timestamptz, double precision) to central_app;

-- Puts what became of a target into the outbox. Triggers have no caller who could publish it: the sweep does.
create function sla_tell(p_target sla_targets, p_met boolean) returns void
    language sql volatile
begin atomic
    insert into outbox (account_id, id, source, detail_type, detail)
    select current_account(), (f.fact ->> 'id')::uuid, f.fact ->> 'source', f.fact ->> 'detail_type', f.fact -> 'detail'
      from jsonb_array_elements(wrap_facts(jsonb_build_array(
               case when p_met then jsonb_build_object('source', 'central.sla', 'detail_type', 'SlaMet')
                    else jsonb_build_object('source', 'central.sla', 'detail_type', 'SlaBreached') end
               || jsonb_build_object('data', jsonb_build_object(
                   'ticket_id', p_target.ticket_id, 'conversation_id', p_target.conversation_id,
                   'policy_id', p_target.policy_id, 'target', p_target.target, 'cycle', p_target.cycle,
                   'goal_seconds', p_target.goal_seconds,
                   'seconds', round(p_target.spent_seconds::numeric, 3)))), '')) f (fact);
end;
grant execute on function sla_tell(sla_targets, boolean) to central_app;

-- Decides, under the lock of the conversation its caller holds, what something that just happened means for the clocks of a
-- conversation. p_what:
--   answered   an agent wrote to the contact          finished    the ticket is resolved
--   waits      the contact wrote and waits             abandoned   the ticket ended without anybody
--   rests      nobody waits for an answer any more
create function sla_move(p_conversation_id uuid, p_ticket_id uuid, p_what text) returns void
    language plpgsql as $$
declare
    v_account uuid := current_account();
    -- The clock and not now(): whoever waited for the lock came later than they began.
    v_now timestamptz := clock_timestamp();
    v_ends boolean := p_what in ('finished', 'abandoned');
    v_first boolean := false;
    v_late boolean;
    v_target sla_targets;
begin
    for v_target in
        select * from sla_targets s
         where s.account_id = v_account and s.conversation_id = p_conversation_id and s.ended_at is null
           and (p_ticket_id is null or s.ticket_id = p_ticket_id)
         order by s.ticket_id, s.target, s.cycle for update
    loop
        v_first := v_first or v_target.target = 'first_response';
        v_late := v_target.state = 'running' and v_now > v_target.due_at;
        if v_target.resumed_at is not null then
            v_target.spent_seconds := v_target.spent_seconds
                + sla_open_seconds(v_target.calendar_id, v_target.resumed_at, v_now);
        end if;
        if p_what = 'waits' then
            -- A turn begins; while the first answer is owed, it is the only one that is.
            if v_target.state = 'paused' and not (v_target.target = 'next_response' and v_first) then
                update sla_targets s
                   set state = 'running', resumed_at = v_now, paused_at = null,
                       started_at = case when s.target = 'next_response' then v_now else s.started_at end,
                       turns = s.turns + (s.target = 'next_response')::integer,
                       due_at = sla_moment(s.calendar_id, v_now, s.goal_seconds - s.spent_seconds),
                       next_mark_at = sla_moment(s.calendar_id, v_now, s.next_offset - s.spent_seconds)
                 where s.account_id = v_account and s.ticket_id = v_target.ticket_id and s.target = v_target.target
                   and s.cycle = v_target.cycle;
            end if;
            continue;
        end if;
        if v_target.target = 'first_response' and p_what = 'rests'
           or v_target.target = 'resolution' and p_what = 'answered'
           or v_target.target = 'resolution' and p_what = 'rests' and not (v_target.pauses and v_target.state = 'running') then
            continue;
        end if;
        if v_late then
            -- Nobody came to look in time; it was late all the same.
            v_target.state := 'missed';
            v_target.missed_at := v_target.due_at;
            v_target.missed_turns := v_target.missed_turns + (v_target.target = 'next_response')::integer;
            perform sla_tell(v_target, false);
        end if;
        if v_target.target = 'next_response' then
            if v_ends then
                v_target.state := case when v_target.missed_turns > 0 then 'missed'
                                       when v_target.turns = 0 or (v_target.state = 'running' and p_what = 'abandoned')
                                       then 'cancelled' else 'met' end;
                v_target.ended_at := v_now;
            elsif v_target.state <> 'paused' then
                v_target.state := 'paused';
                v_target.spent_seconds := 0;
                v_target.warned := 0;
                v_target.steps_done := 0;
                v_target.missed_at := null;
                v_target.next_offset := v_target.goal_seconds / 2.0;
            end if;
        elsif p_what = 'rests' then
            if v_late then
                continue;
            end if;
            v_target.state := 'paused';
        else
            v_target.state := case when v_target.state = 'missed' then 'missed'
                                   when p_what = 'answered' or p_what = 'finished' and v_target.target = 'resolution' then 'met'
                                   else 'cancelled' end;
            v_target.ended_at := v_now;
        end if;
        update sla_targets s
           set state = v_target.state, spent_seconds = v_target.spent_seconds, resumed_at = null, due_at = null,
               paused_at = case when v_target.state = 'paused' then coalesce(s.paused_at, v_now) end,
               next_mark_at = null, warned = v_target.warned, steps_done = v_target.steps_done,
               next_offset = v_target.next_offset, missed_turns = v_target.missed_turns, missed_at = v_target.missed_at,
               ended_at = v_target.ended_at
         where s.account_id = v_account and s.ticket_id = v_target.ticket_id and s.target = v_target.target
           and s.cycle = v_target.cycle;
        if v_target.state = 'met' then
            perform sla_tell(v_target, true);
        end if;
    end loop;
    if v_ends then
        update sla_targets s set over = true
         where s.account_id = v_account and s.ticket_id = p_ticket_id and not s.over;
    end if;
end
$$;
grant execute on function sla_move(uuid, uuid, text) to central_app;

-- An agent wrote to the contact, here or on the phone. The conversation is locked by whoever stores a message.
create function sla_follow_messages() returns trigger
    language plpgsql as $$
begin
    perform sla_move(new.conversation_id, null, 'answered');
    return null;
end
$$;
create trigger messages_sla after insert on messages
    for each row when (new.direction = 'out' and new.author_type = 'agent' and not new.private)
    execute function sla_follow_messages();

-- The contact begins to wait, or does not any more.
create function sla_follow_conversations() returns trigger
    language plpgsql as $$
begin
    if new.waiting_since is not null then
        perform sla_move(new.id, null, 'waits');
    elsif new.session = 'human' then
        -- In line, whatever the bot said meanwhile, somebody is waited for.
        perform sla_move(new.id, null, 'rests');
    end if;
    return null;
end
$$;
create trigger conversations_sla after update of waiting_since on conversations
    for each row when ((old.waiting_since is null) <> (new.waiting_since is null))
    execute function sla_follow_conversations();

-- A ticket ends. One that ends as transferred takes its clocks along: to the contact it is the same wait.
create function sla_follow_tickets() returns trigger
    language plpgsql as $$
begin
    perform sla_move(new.conversation_id, new.id, new.state);
    return null;
end
$$;
create trigger tickets_sla after update of state on tickets
    for each row when (old.state is distinct from new.state and new.state in ('finished', 'abandoned'))
    execute function sla_follow_tickets();

create function sla_carry_on() returns trigger
    language plpgsql as $$
begin
    -- Its execution asks for the old ticket and finds nothing; the new ticket's fact starts another one.
    update sla_targets s
       set ticket_id = new.id, version = s.version + 1, looks_at = null
     where s.account_id = new.account_id and s.conversation_id = new.conversation_id and s.ended_at is null;
    return null;
end
$$;
create trigger tickets_sla_carry_on after insert on tickets
    for each row execute function sla_carry_on();

-- Targets nobody comes to look at in time, in all companies, and whether any will need a look within a quarter of an hour.
create function due_sla(p_limit integer) returns table (account_id uuid, ticket_id uuid)
    language sql stable security definer set search_path = pg_catalog, public
begin atomic
    select distinct d.account_id, d.ticket_id
      from ((select s.account_id, s.ticket_id from sla_targets s
              where s.ended_at is null and s.next_offset is not null and s.looks_at < now() - interval '30 seconds'
              order by s.looks_at limit p_limit)
            union all
            (select s.account_id, s.ticket_id from sla_targets s
              where s.ended_at is null and s.next_offset is not null and (s.looks_at is null or s.next_mark_at < s.looks_at)
              order by s.next_mark_at limit p_limit)) d
     limit p_limit;
end;
create function sla_ahead() returns boolean
    language sql stable security definer set search_path = pg_catalog, public
begin atomic
    select exists (select from sla_targets s
                    where s.ended_at is null and s.next_offset is not null
                      and (s.looks_at is null or s.looks_at < now() + interval '15 minutes'));
end;
call let_lookup_read('sla_targets');
call run_as_lookup('due_sla(integer)');
call run_as_lookup('sla_ahead()');
