"""Rules about working hours. Pure: the time is an argument, nothing here reads or writes.

A calendar says in local time when it is open. What everybody else asks are its openings: spans of absolute time,
sorted, never overlapping, worked out ahead (:func:`work_out`). ``None`` in the place of openings means: always open.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Literal
from uuid import UUID
from zoneinfo import ZoneInfo

from central.errors import Invalid
from central.frozen import Frozen

MINUTES_OF_A_DAY = 1440
_DAY = timedelta(days=1)

DayKind = Literal["typed", "holiday"]


class Interval(Frozen):
    """Open from one minute of a day until another one; minutes after 1440 are of the next day."""

    opens: int
    closes: int


class SpecialDay(Frozen):
    """A day that is not like its weekday: open in these intervals only, or closed without any.

    ``every_year``: the same day and month of every year, from that one on.
    """

    day: date
    name: str
    intervals: tuple[Interval, ...] = ()
    every_year: bool = False


class Holiday(Frozen):
    """A public holiday. ``optional``: many rest on it without having to, like Carnival."""

    day: date
    name: str
    optional: bool


class HolidayRule(Frozen):
    """Which public holidays close: those of a country, and of one of its states.

    Args:
        country: two letters (``BR``).
        region: the state as the country shortens it (``SP``); None: only what holds in the whole country.
        optional: also days on which many rest without having to.
        worked: names of holidays on which the company works as on any day.
    """

    country: str
    region: str | None = None
    optional: bool = False
    worked: tuple[str, ...] = ()


class Plan(Frozen):
    """Everything that decides when a calendar is open. ``week`` has the intervals of Monday to Sunday."""

    time_zone: str
    week: tuple[tuple[Interval, ...], ...]
    days: tuple[SpecialDay, ...] = ()
    holidays: HolidayRule | None = None


class User(Frozen):
    """Who goes by a calendar."""

    kind: Literal["queue"]
    id: UUID
    name: str


class Calendar(Frozen):
    """A calendar as it is stored, with the holidays worked out so far and how it stands now.

    ``changes_at``: when it closes, or opens again; None: not as far as it is worked out.
    """

    id: UUID
    name: str
    is_default: bool
    plan: Plan
    holidays: tuple[SpecialDay, ...]
    open: bool
    changes_at: datetime | None
    used_by: tuple[User, ...] = ()


class Opening(Frozen):
    """A span of absolute time in which somebody is there; the end does not belong to it."""

    opens_at: datetime
    closes_at: datetime


Openings = Sequence[Opening] | None
"""Sorted and apart from each other. None: always open."""


def is_open(openings: Openings, at: datetime) -> bool:
    """Whether it is open at a moment."""
    return openings is None or _opening_of(openings, at) is not None


def next_opening(openings: Openings, at: datetime) -> datetime | None:
    """Return ``at`` when it is open, else when it opens next; None when that is not known."""
    if is_open(openings, at):
        return at
    assert openings is not None
    following = bisect_right(openings, at, key=lambda opening: opening.opens_at)
    return openings[following].opens_at if following < len(openings) else None


def next_change(openings: Openings, at: datetime) -> datetime | None:
    """Return when it closes, or when it opens next; None when that is not known."""
    if openings is None:
        return None
    current = _opening_of(openings, at)
    return next_opening(openings, at) if current is None else current.closes_at


def add_open_time(openings: Openings, start: datetime, seconds: float) -> datetime:
    """Return the moment at which so many open seconds have passed since ``start``.

    Nothing to wait for (``seconds`` 0) is over at once, also while it is closed.

    Args:
        seconds: 0 or more.

    Raises:
        LookupError: the openings end before.
    """
    if openings is None or seconds <= 0:
        return start + timedelta(seconds=max(seconds, 0))
    left = timedelta(seconds=seconds)
    for opening in openings[bisect_right(openings, start, key=lambda one: one.closes_at) :]:
        begins = max(opening.opens_at, start)
        if left <= opening.closes_at - begins:
            return begins + left
        left -= opening.closes_at - begins
    raise LookupError("the openings end before")


def open_seconds(openings: Openings, start: datetime, end: datetime) -> float:
    """Return how many seconds it is open from ``start`` to ``end``; 0 when the end comes first."""
    if openings is None:
        return max(0.0, (end - start).total_seconds())
    return sum(
        (min(opening.closes_at, end) - max(opening.opens_at, start)).total_seconds()
        for opening in openings[bisect_right(openings, start, key=lambda one: one.closes_at) :]
        if opening.opens_at < end and start < end
    )


def work_out(plan: Plan, holidays: Iterable[SpecialDay], start: datetime, end: datetime) -> list[Opening]:
    """Return a plan's openings that lie in a span, the last one cut at its end.

    An interval belongs to the day on which it begins: a night shift that begins before a holiday ends on it. What
    somebody typed for a day counts more than a holiday, and both more than the weekday. When clocks jump forward over
    an opening or closing time, the jump is that time; when they are set back, it opens at the first of the two
    moments and closes at the second: whoever sees an hour written on the door is let in.

    Args:
        holidays: days that the plan's rule stands for.
        start, end: with a time zone.
    """
    zone = ZoneInfo(plan.time_zone)
    special = {day.day: day.intervals for day in holidays}
    first, last = start.astimezone(zone).date() - 2 * _DAY, end.astimezone(zone).date() + _DAY
    typed = {day: intervals for one in plan.days for day, intervals in _occurrences(one, first, last)}
    special.update(typed)
    spans: list[Opening] = []
    day = first
    while day <= last:
        for interval in special.get(day, plan.week[day.weekday()]):
            span = Opening(
                _moment(day, interval.opens, zone, later=False), _moment(day, interval.closes, zone, later=True)
            )
            if span.opens_at < span.closes_at:
                spans.append(span)
        day += _DAY
    return [
        Opening(span.opens_at, min(span.closes_at, end))
        for span in join_openings(spans)
        if span.closes_at > start and span.opens_at < end
    ]


def join_openings(spans: Iterable[Opening]) -> list[Opening]:
    """Return spans sorted, with what overlaps or touches made one."""
    joined: list[Opening] = []
    for span in sorted(spans):
        if joined and span.opens_at <= joined[-1].closes_at:
            if span.closes_at > joined[-1].closes_at:
                joined[-1] = Opening(joined[-1].opens_at, span.closes_at)
        else:
            joined.append(span)
    return joined


def check_plan(plan: Plan) -> None:
    """Refuse hours that cannot be kept.

    Raises:
        Invalid: for ``week`` (no hours at all, or hours that overlap), ``days`` (the same day twice, hours that
            overlap) or ``time_zone``.
    """
    if not any(plan.week):
        raise Invalid("Informe ao menos um horário de funcionamento.", fields={"week": "Sem nenhum horário."})
    whole = [
        Interval(interval.opens + number * MINUTES_OF_A_DAY, interval.closes + number * MINUTES_OF_A_DAY)
        for number, intervals in enumerate(plan.week)
        for interval in intervals
    ]
    first = min(whole)
    week = 7 * MINUTES_OF_A_DAY
    if _overlap([*whole, Interval(first.opens + week, first.closes + week)]):
        raise Invalid("Há horários que se sobrepõem.", fields={"week": "Horários sobrepostos."})
    if any(_overlap(day.intervals) for day in plan.days):
        raise Invalid("Há horários que se sobrepõem.", fields={"days": "Horários sobrepostos no mesmo dia."})
    if len({day.day for day in plan.days}) < len(plan.days):
        raise Invalid("O mesmo dia foi informado duas vezes.", fields={"days": "Dia repetido."})
    try:
        ZoneInfo(plan.time_zone)
    except (ValueError, OSError, LookupError):
        raise Invalid("Fuso horário desconhecido.", fields={"time_zone": "Desconhecido."}) from None


def _overlap(intervals: Iterable[Interval]) -> bool:
    in_order = sorted(intervals)
    return any(after.opens < before.closes for before, after in pairwise(in_order))


def _opening_of(openings: Sequence[Opening], at: datetime) -> Opening | None:
    before = bisect_right(openings, at, key=lambda opening: opening.opens_at)
    return openings[before - 1] if before and at < openings[before - 1].closes_at else None


def _occurrences(special: SpecialDay, first: date, last: date) -> Iterable[tuple[date, tuple[Interval, ...]]]:
    years = range(max(special.day.year, first.year), last.year + 1) if special.every_year else (special.day.year,)
    for year in years:
        with suppress(ValueError):  # the 29th of February is a day of leap years only
            yield special.day.replace(year=year), special.intervals


def _moment(day: date, minute: int, zone: ZoneInfo, *, later: bool) -> datetime:
    """Return the moment at which a clock on the wall shows a minute of a day."""
    wall = datetime.combine(day, time(), zone) + timedelta(minutes=minute)
    moment = wall.replace(fold=int(later)).astimezone(UTC)
    if moment.astimezone(zone).replace(tzinfo=None) == wall.replace(tzinfo=None):
        return moment
    # Clocks jump over it: look for the jump between the two readings, to the second.
    before, after = sorted(int(wall.replace(fold=fold).timestamp()) for fold in (0, 1))
    offset = datetime.fromtimestamp(before, zone).utcoffset()
    while after - before > 1:
        middle = (before + after) // 2
        if datetime.fromtimestamp(middle, zone).utcoffset() == offset:
            before = middle
        else:
            after = middle
    return datetime.fromtimestamp(after, UTC)


def days_of_rule(rule: HolidayRule, known: Iterable[Holiday]) -> tuple[SpecialDay, ...]:
    """Return the days on which a rule closes, of the holidays of its country and region."""
    return tuple(
        SpecialDay(holiday.day, holiday.name)
        for holiday in known
        if (rule.optional or not holiday.optional) and holiday.name not in rule.worked
    )
