-- What happens by itself when somebody is silent: rules of a company, and one timer per conversation and trigger.
create table follow_up_rules (
    account_id uuid not null references accounts (id) on delete cascade,
    id uuid not null default gen_random_uuid(),
    name text not null check (length(name) between 1 and 80),
    active boolean not null default true,
    -- silence: the contact does not answer a person. window: the platform's 24 hours end while the contact waits for us.
    trigger text not null check (trigger in ('silence', 'window')),
    -- What it is for; null: any.
    queue_id uuid,
    channel_id uuid,
    -- Whether only the hours of the conversation's queue count.
    business_hours boolean not null default true,
    -- Of window: so many minutes before its end, and who is told.
    minutes_before integer check (minutes_before between 5 and 1200),
    notify text not null default 'nobody' check (notify in ('nobody', 'assignee', 'leaders')),
    -- One after the other: see central/followups/rule_model.py.
    steps jsonb not null default '[]' check (jsonb_typeof(steps) = 'array'),
    -- Of window: when somebody looks next for windows that end.
    looks_at timestamptz,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    primary key (account_id, id),
    foreign key (account_id, queue_id) references queues (account_id, id),
    foreign key (account_id, channel_id) references channels (account_id, id),
    check ((trigger = 'window') = (minutes_before is not null))
);
create unique index follow_up_rules_name on follow_up_rules (account_id, lower(name));
-- Of two for the same nobody could tell which one holds.
create unique index follow_up_rules_scope on follow_up_rules (account_id, trigger, queue_id, channel_id)
    nulls not distinct where active;
create index follow_up_rules_queue on follow_up_rules (account_id, queue_id) where queue_id is not null;
create index follow_up_rules_channel on follow_up_rules (account_id, channel_id) where channel_id is not null;
create index follow_up_rules_looks on follow_up_rules (looks_at) where looks_at is not null;
call protect_table('follow_up_rules');

-- The next step in a conversation. Nothing is written here when the contact answers: the row remembers how often they had
-- written, and whoever comes at due_at sees that it is more by now.
create table follow_up_timers (
    account_id uuid not null,
    conversation_id uuid not null,
    trigger text not null check (trigger in ('silence', 'window')),
    rule_id uuid,
    step integer not null default 0,
    inbound_count integer not null default 0,
    -- Null: nothing is going to happen.
    due_at timestamptz,
    -- When a doorbell rings; it may be earlier than due_at, which is then rung for again.
    rings_at timestamptz,
    -- Since when the conversation is snoozed: so long nothing is counted.
    paused_at timestamptz,
    -- Somebody does not want it in this conversation.
    off boolean not null default false,
    primary key (account_id, conversation_id, trigger),
    foreign key (account_id, conversation_id) references conversations (account_id, id) on delete cascade,
    foreign key (account_id, rule_id) references follow_up_rules (account_id, id) on delete set null (rule_id)
);
create index follow_up_timers_due on follow_up_timers (due_at) where due_at is not null;
create index follow_up_timers_rule on follow_up_timers (account_id, rule_id) where rule_id is not null;
call protect_table('follow_up_timers');

-- The rule that holds for a conversation: the most specific active one. Index follow_up_rules_scope.
create function follow_up_rule_for(p_trigger text, p_queue_id uuid, p_channel_id uuid) returns follow_up_rules
    language sql stable
begin atomic
    select r from follow_up_rules r
     where r.account_id = current_account() and r.active and r.trigger = p_trigger
       and (r.queue_id is null or r.queue_id = p_queue_id) and (r.channel_id is null or r.channel_id = p_channel_id)
     order by (r.queue_id is not null)::integer + (r.channel_id is not null)::integer desc, r.queue_id is not null desc
     limit 1;
end;
grant execute on function follow_up_rule_for(text, uuid, uuid) to central_app;

-- When so many minutes of a rule's time have passed. The calendar is that of the conversation's queue.
create function follow_up_moment(p_business_hours boolean, p_queue_id uuid, p_from timestamptz, p_minutes double precision)
    returns timestamptz
    language sql stable
begin atomic
    select sla_moment(case when p_business_hours then calendar_of_queue(p_queue_id) end, p_from, p_minutes * 60);
end;
grant execute on function follow_up_moment(boolean, uuid, timestamptz, double precision) to central_app;

-- A person wrote to the contact, here or on the phone: their silence counts from now, of a snoozed conversation from its
-- waking. The conversation is locked by whoever stores a message.
create function follow_up_arm() returns trigger
    language plpgsql as $$
begin
    if not exists (select from follow_up_rules r where r.account_id = new.account_id and r.active and r.trigger = 'silence') then
        return null;
    end if;
    insert into follow_up_timers as t (account_id, conversation_id, trigger, rule_id, step, inbound_count, due_at, paused_at)
    select c.account_id, c.id, 'silence', r.id, 0, c.inbound_count,
           follow_up_moment(r.business_hours, c.queue_id, clock_timestamp(), (r.steps -> 0 ->> 'after_minutes')::integer),
           case when c.status = 'snoozed' then clock_timestamp() end
      from conversations c
     cross join lateral follow_up_rule_for('silence', c.queue_id, c.channel_id) r
     where c.account_id = new.account_id and c.id = new.conversation_id and c.session = 'human' and r.id is not null
        on conflict (account_id, conversation_id, trigger) do update
       set rule_id = excluded.rule_id, step = 0, inbound_count = excluded.inbound_count, due_at = excluded.due_at,
           paused_at = excluded.paused_at
     where not t.off;
    return null;
end
$$;
create trigger messages_follow_up after insert on messages
    for each row when (new.direction = 'out' and new.author_type = 'agent' and not new.private)
    execute function follow_up_arm();

-- When somebody should ring for a conversation that was just written in; null: a bell that comes early enough is on its way.
create function follow_up_bell(p_conversation_id uuid) returns timestamptz
    language sql volatile
begin atomic
    update follow_up_timers t set rings_at = t.due_at
     where t.account_id = current_account() and t.conversation_id = p_conversation_id and t.trigger = 'silence'
       and t.due_at is not null and (t.rings_at is null or t.rings_at > t.due_at or t.rings_at < now())
    returning t.due_at;
end;
grant execute on function follow_up_bell(uuid) to central_app;

-- While a conversation is snoozed nothing is counted; what was left is left when it wakes.
create function follow_up_pause() returns trigger
    language plpgsql as $$
begin
    update follow_up_timers t
       set paused_at = case when new.status = 'snoozed' then clock_timestamp() end,
           due_at = case when new.status = 'snoozed' then t.due_at
                         else follow_up_moment(r.business_hours, new.queue_id, clock_timestamp(), sla_open_seconds(
                             case when r.business_hours then calendar_of_queue(new.queue_id) end,
                             t.paused_at, t.due_at) / 60) end
      from follow_up_rules r
     where t.account_id = new.account_id and t.conversation_id = new.id and t.trigger = 'silence' and t.due_at is not null
       and r.account_id = t.account_id and r.id = t.rule_id
       and (new.status = 'snoozed') = (t.paused_at is null);
    return null;
end
$$;
create trigger conversations_follow_up after update of status on conversations
    for each row when (old.status <> new.status and (old.status = 'snoozed' or new.status = 'snoozed'))
    execute function follow_up_pause();

-- As in migration 0116, and where somebody is silent, a window ends, or a survey asks or thanks; without a conversation it is
-- time to look which windows do.
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
              order by w.due_at limit p_limit)
            union all
            (select f.account_id, f.conversation_id, f.due_at from follow_up_timers f
              where f.due_at <= now() + interval '15 minutes' and f.paused_at is null
              order by f.due_at limit p_limit)
            union all
            (select r.account_id, null, r.looks_at from follow_up_rules r
              where r.looks_at <= now() + interval '15 minutes'
              order by r.looks_at limit p_limit)
            union all
            (select q.account_id, q.conversation_id, q.due_at from survey_requests q
              where q.due_at <= now() + interval '15 minutes'
              order by q.due_at limit p_limit)) s
     group by s.account_id, s.conversation_id;
end;
call let_lookup_read('follow_up_timers');
call let_lookup_read('follow_up_rules');
