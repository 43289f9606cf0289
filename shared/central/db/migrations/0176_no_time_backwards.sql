-- As in migration 0105, but 0 also when the end comes first within one opening: a clock that was set back took time away.
create or replace function sla_open_seconds(p_calendar_id uuid, p_from timestamptz, p_until timestamptz) returns double precision
    language sql stable
begin atomic
    select case when p_calendar_id is null then greatest(0, extract(epoch from p_until - p_from))::double precision
                else coalesce((
                    select sum(extract(epoch from least(o.closes_at, p_until) - greatest(o.opens_at, p_from)))
                      from calendar_openings o
                     where o.account_id = current_account() and o.calendar_id = p_calendar_id and p_from < p_until
                       and o.closes_at > p_from and o.opens_at < p_until), 0)::double precision end;
end;
