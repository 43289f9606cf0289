-- When a company works. A calendar says so in local time (week, holidays, special days); calendar_openings is what follows
-- from it in absolute time, worked out thirteen months ahead whenever it is saved and again before that runs out. So "open
-- now?" is one look into an index, and nothing has to happen at eight o'clock for it to be true.

create table calendars (
    account_id uuid not null references accounts (id) on delete cascade,
    id uuid not null default gen_random_uuid(),
    name text not null check (length(name) between 1 and 80),
    time_zone text not null check (length(time_zone) <= 64),
    is_default boolean not null default false,
    -- Monday to Sunday: each the intervals that begin on it, [[minute it opens, minute it closes]]; over 1440 is the next day.
    week jsonb not null default '[[], [], [], [], [], [], []]' check (jsonb_array_length(week) = 7),
    -- Which public holidays close: {country, region, optional, worked}. Null: none.
    holidays jsonb check (jsonb_typeof(holidays) = 'object'),
    -- Until when its days and openings are worked out.
    filled_until timestamptz not null default 'epoch',
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    primary key (account_id, id)
);
create unique index calendars_name on calendars (account_id, lower(name));
create unique index calendars_one_default on calendars (account_id) where is_default;
create index calendars_filled on calendars (filled_until);
call protect_table('calendars');

-- Days that are not like their weekday: typed by somebody, or following from the rule about holidays.
create table calendar_days (
    account_id uuid not null,
    calendar_id uuid not null,
    day date not null,
    kind text not null check (kind in ('typed', 'holiday')),
    name text not null default '' check (length(name) <= 200),
    -- As in a calendar's week; none: closed.
    intervals jsonb not null default '[]' check (jsonb_typeof(intervals) = 'array'),
    every_year boolean not null default false,
    primary key (account_id, calendar_id, day, kind),
    foreign key (account_id, calendar_id) references calendars (account_id, id) on delete cascade
);
call protect_table('calendar_days');

-- Sorted, and apart from each other. What is past stays as it was, whatever changes later: reports and deadlines count it.
create table calendar_openings (
    account_id uuid not null,
    calendar_id uuid not null,
    opens_at timestamptz not null,
    closes_at timestamptz not null,
    primary key (account_id, calendar_id, opens_at),
    foreign key (account_id, calendar_id) references calendars (account_id, id) on delete cascade,
    check (opens_at < closes_at)
);
call protect_table('calendar_openings');

-- A queue's own hours and what it says while it is closed; null: the account's calendar, the account's text.
alter table queues
    add column calendar_id uuid,
    add column out_of_hours_text text check (length(out_of_hours_text) <= 1000),
    add foreign key (account_id, calendar_id) references calendars (account_id, id);
create index queues_calendar on queues (account_id, calendar_id) where calendar_id is not null;

-- Whether a calendar (null: none, always open) is open at a moment. Primary key of calendar_openings.
create function calendar_is_open(p_calendar_id uuid, p_at timestamptz default now()) returns boolean
    language sql stable
begin atomic
    select p_calendar_id is null or coalesce(
        (select o.closes_at > p_at from calendar_openings o
          where o.account_id = current_account() and o.calendar_id = p_calendar_id and o.opens_at <= p_at
          order by o.opens_at desc limit 1), false);
end;
grant execute on function calendar_is_open(uuid, timestamptz) to central_app;

-- When a calendar is open next: the moment itself when it is open then, null when it never is as far as it is worked out.
create function next_opening(p_calendar_id uuid, p_at timestamptz default now()) returns timestamptz
    language sql stable
begin atomic
    select case when calendar_is_open(p_calendar_id, p_at) then p_at
                else (select o.opens_at from calendar_openings o
                       where o.account_id = current_account() and o.calendar_id = p_calendar_id and o.opens_at > p_at
                       order by o.opens_at limit 1) end;
end;
grant execute on function next_opening(uuid, timestamptz) to central_app;

-- The calendar a queue goes by: its own, else the account's default one, else none.
create function calendar_of_queue(p_queue_id uuid) returns uuid
    language sql stable
begin atomic
    select coalesce((select q.calendar_id from queues q where q.account_id = current_account() and q.id = p_queue_id),
                    (select c.id from calendars c where c.account_id = current_account() and c.is_default));
end;
grant execute on function calendar_of_queue(uuid) to central_app;

-- Whether a queue is open now. A queue without a calendar always is.
create function queue_is_open(p_queue_id uuid) returns boolean
    language sql stable
begin atomic
    select calendar_is_open(calendar_of_queue(p_queue_id));
end;
grant execute on function queue_is_open(uuid) to central_app;

-- Calendars whose openings end within twelve months: for the sweep.
create function due_calendars(p_limit integer) returns table (account_id uuid, calendar_id uuid)
    language sql stable security definer set search_path = pg_catalog, public
begin atomic
    select c.account_id, c.id from calendars c
     where c.filled_until < now() + interval '12 months'
     order by c.filled_until limit p_limit;
end;
call let_lookup_read('calendars');
call run_as_lookup('due_calendars(integer)');
