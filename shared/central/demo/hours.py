"""The hours of the demo's company: its queues never close, so that whoever tries it is served at any time."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from central.calendars.model import HolidayRule, Interval, Plan, days_of_rule, work_out
from central.calendars.public_holidays import public_holidays

_ZONE = "America/Sao_Paulo"
_AHEAD = timedelta(days=396)
_ALWAYS = Plan(_ZONE, ((Interval(0, 1440),),) * 7)
_BUSINESS = Plan(_ZONE, (*((Interval(480, 1080),),) * 5, (Interval(480, 720),), ()), holidays=HolidayRule("BR", "SP"))
# By name: the company's default one, and one to look at.
CALENDARS = {"Sempre aberto": (_ALWAYS, True), "Horário comercial": (_BUSINESS, False)}


def calendar_rows(name: str, now: datetime) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield table and columns of a calendar's rows, without account and calendar."""
    plan, is_default = CALENDARS[name]
    rule = plan.holidays
    holidays = (
        days_of_rule(rule, public_holidays(rule.country, rule.region, range(now.year, now.year + 3))) if rule else ()
    )
    yield (
        "calendars",
        {
            "name": name,
            "time_zone": plan.time_zone,
            "is_default": is_default,
            "week": [[[one.opens, one.closes] for one in hours] for hours in plan.week],
            "holidays": {"country": "BR", "region": "SP", "optional": False, "worked": []} if rule else None,
            "filled_until": now + _AHEAD,
        },
    )
    for day in holidays:
        yield "calendar_days", {"day": day.day, "kind": "holiday", "name": day.name}
    for opening in work_out(plan, holidays, now - timedelta(days=31), now + _AHEAD):
        yield "calendar_openings", {"opens_at": opening.opens_at, "closes_at": opening.closes_at}
