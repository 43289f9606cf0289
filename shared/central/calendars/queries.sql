-- name: list_calendars
-- Calendars by name, from behind after (ids null: all), as they stand now, with the queues that go by them: their own, or
-- the account's default one. What ends where it is worked out until does not end. Unique index calendars_name.
select c.id, c.name, c.is_default, c.time_zone, c.week, c.holidays,
       (select coalesce(jsonb_agg(jsonb_build_array(d.day, d.name, d.intervals, d.every_year) order by d.day), '[]')
          from calendar_days d
         where d.account_id = c.account_id and d.calendar_id = c.id and d.kind = 'typed') as typed_days,
       (select coalesce(jsonb_agg(jsonb_build_array(d.day, d.name, d.intervals, d.every_year) order by d.day), '[]')
          from calendar_days d
         where d.account_id = c.account_id and d.calendar_id = c.id and d.kind = 'holiday'
           and d.day >= (now() at time zone c.time_zone)::date) as holiday_days,
       o.closes_at is not null as open,
       nullif(coalesce(o.closes_at, next_opening(c.id)), c.filled_until) as changes_at,
       (select coalesce(jsonb_agg(jsonb_build_array('queue', q.id, q.name) order by lower(q.name)), '[]')
          from queues q
         where q.account_id = c.account_id and (q.calendar_id = c.id or (c.is_default and q.calendar_id is null))) as used_by
  from calendars c
  left join lateral (select x.closes_at from calendar_openings x
                      where x.account_id = c.account_id and x.calendar_id = c.id and x.opens_at <= now()
                      order by x.opens_at desc limit 1) o on o.closes_at > now()
 where c.account_id = current_account()
   and (%(ids)s::uuid[] is null or c.id = any (%(ids)s::uuid[]))
   and (%(after_name)s::text is null or (lower(c.name), c.id) > (lower(%(after_name)s::text), %(after_id)s::uuid))
 order by lower(c.name), c.id
 limit %(limit)s;

-- name: lock_calendar
-- Whoever saves or fills the same calendar waits. Primary key.
select c.id from calendars c where c.account_id = current_account() and c.id = %(calendar_id)s for no key update;

-- name: count_calendars
select count(*)::integer as count from calendars where account_id = current_account();

-- name: insert_calendar
insert into calendars (account_id, name, time_zone, week, holidays)
values (current_account(), %(name)s, %(time_zone)s, %(week)s::jsonb, %(holidays)s::jsonb)
returning id;

-- name: update_calendar
-- Primary key.
update calendars
   set name = %(name)s, time_zone = %(time_zone)s, week = %(week)s::jsonb, holidays = %(holidays)s::jsonb,
       updated_at = now()
 where account_id = current_account() and id = %(calendar_id)s;

-- name: set_default
-- Makes one calendar the account's default one, or (null) none. Two statements in one would meet the unique index.
update calendars set is_default = false, updated_at = now()
 where account_id = current_account() and is_default and id is distinct from %(calendar_id)s::uuid;

-- name: make_default
update calendars set is_default = true, updated_at = now()
 where account_id = current_account() and id = %(calendar_id)s and not is_default;

-- name: delete_calendar
-- Refused by the foreign keys of whatever goes by it.
delete from calendars where account_id = current_account() and id = %(calendar_id)s;

-- name: clear_days
delete from calendar_days
 where account_id = current_account() and calendar_id = %(calendar_id)s and kind = %(kind)s;

-- name: insert_days
insert into calendar_days (account_id, calendar_id, kind, day, name, intervals, every_year)
select current_account(), %(calendar_id)s, %(kind)s, (d.item ->> 0)::date, d.item ->> 1, d.item -> 2, (d.item -> 3)::boolean
  from jsonb_array_elements(%(days)s::jsonb) as d (item);

-- name: clear_openings
-- What is to come is worked out again.
delete from calendar_openings
 where account_id = current_account() and calendar_id = %(calendar_id)s and opens_at >= %(at)s;

-- name: cut_opening
-- What is going on ends now, unless it goes on as the new openings say.
update calendar_openings set closes_at = %(at)s
 where account_id = current_account() and calendar_id = %(calendar_id)s and opens_at < %(at)s and closes_at > %(at)s;

-- name: insert_openings
-- What is past stays as it was: an opening that is going on begins now, or goes on with the one that was just cut.
with given as (
    select greatest(g.opens_at, %(at)s) as opens_at, g.closes_at
      from unnest(%(opens)s::timestamptz[], %(closes)s::timestamptz[]) as g (opens_at, closes_at)
), continued as (
    update calendar_openings o set closes_at = g.closes_at
      from given g
     where o.account_id = current_account() and o.calendar_id = %(calendar_id)s and o.closes_at = %(at)s
       and g.opens_at = %(at)s
    returning g.opens_at
)
insert into calendar_openings (account_id, calendar_id, opens_at, closes_at)
select current_account(), %(calendar_id)s, g.opens_at, g.closes_at
  from given g
 where not exists (select from continued c where c.opens_at = g.opens_at);

-- name: note_filled
update calendars set filled_until = %(until)s where account_id = current_account() and id = %(calendar_id)s;

-- name: openings_between
-- Openings that touch a span, in order. Primary key.
select o.opens_at, o.closes_at
  from calendar_openings o
 where o.account_id = current_account() and o.calendar_id = %(calendar_id)s
   and o.opens_at < %(end)s and o.closes_at > %(start)s
 order by o.opens_at;

-- name: calendar_of_queue
select calendar_of_queue(%(queue_id)s) as id;
