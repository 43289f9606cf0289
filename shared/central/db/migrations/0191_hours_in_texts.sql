-- What any text may say of a queue's hours, not only the one for when it is closed.

-- The hours of a queue's calendar, as the clock on its wall shows them; null: it has none. opens: when it opens next, after the
-- hours that run now if it is open; null: not as far as it is worked out. Primary keys.
create function hours_to_say(p_queue_id uuid) returns jsonb
    language sql stable
begin atomic
    select jsonb_build_object(
               'week', d.week, 'but_holidays', d.holidays is not null, 'now', now() at time zone d.time_zone,
               'open', calendar_is_open(d.id),
               'opens', (select o.opens_at at time zone d.time_zone from calendar_openings o
                          where o.account_id = d.account_id and o.calendar_id = d.id and o.opens_at > now()
                          order by o.opens_at limit 1))
      from calendars d
     where d.account_id = current_account() and d.id = calendar_of_queue(p_queue_id);
end;
grant execute on function hours_to_say(uuid) to central_app;

-- The same where a text asks for it ({hours}, {opens}), so that nobody else pays for it. The account's text for when it is closed does
-- not count: it is said elsewhere.
create function hours_to_say_in(p_queue_id uuid, p_texts jsonb, p_text text default null) returns jsonb
    language sql stable
begin atomic
    select case when concat(p_texts - 'out_of_hours', p_text) ~ '\{(hours|opens)\}' then hours_to_say(p_queue_id) end;
end;
grant execute on function hours_to_say_in(uuid, jsonb, text) to central_app;
