"""Bodies and views of calendars. Hours are local times of a clock on the wall."""

import datetime
from collections.abc import Iterable
from typing import Annotated, Any, Literal, Self
from uuid import UUID

from pydantic import Field, StringConstraints, field_validator

from central.calendars.model import (
    MINUTES_OF_A_DAY,
    Calendar,
    HolidayRule,
    Interval,
    Plan,
    SpecialDay,
)
from central.schemas import Body, OneLine, Time, View

_Name = Annotated[OneLine, StringConstraints(max_length=80)]
_DayName = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200, pattern=r"^[^\r\n\t]*$")]
_Zone = Annotated[str, StringConstraints(min_length=1, max_length=64)]
_Opens = Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
_Closes = Annotated[str, StringConstraints(pattern=r"^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$")]
_Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
_Region = Annotated[OneLine, StringConstraints(max_length=40)]
_Weekday = Annotated[int, Field(ge=0, le=6)]
_FIRST_DAY, _LAST_DAY = datetime.date(2000, 1, 1), datetime.date(2100, 12, 31)


class HoursBody(Body):
    """Open from ``opens`` to ``closes``; a time that is not later is of the next day, ``24:00`` is midnight."""

    opens: _Opens
    closes: _Closes

    def interval(self) -> Interval:
        """Return what the slice works with."""
        opens, closes = _minute(self.opens), _minute(self.closes)
        return Interval(opens, closes if closes > opens else closes + MINUTES_OF_A_DAY)


class WeekHoursBody(HoursBody):
    """Hours that begin on a day of the week: 0 is Monday, 6 is Sunday."""

    weekday: _Weekday


class SpecialDayBody(Body):
    """A day with other hours than its weekday; without any it is closed."""

    date: datetime.date
    name: _DayName = ""
    hours: Annotated[list[HoursBody], Field(default_factory=list, max_length=8)]
    every_year: bool = False

    @field_validator("date")
    @classmethod
    def _in_our_time(cls, value: datetime.date) -> datetime.date:
        if not _FIRST_DAY <= value <= _LAST_DAY:
            raise ValueError("Esta data fica longe demais.")
        return value


class HolidaysBody(Body):
    """Which public holidays close: of a country, and of one of its states. They go on by themselves, year after year.

    ``optional``: also days on which many rest without having to; ``worked``: names of holidays that do not close.
    """

    country: _Country
    region: _Region | None = None
    optional: bool = False
    worked: Annotated[list[_DayName], Field(default_factory=list, max_length=60)]

    def rule(self) -> HolidayRule:
        """Return what the slice works with."""
        return HolidayRule(self.country, self.region, self.optional, tuple(self.worked))


class PlanBody(Body):
    """When it is open."""

    time_zone: _Zone
    week: Annotated[list[WeekHoursBody], Field(max_length=56)]
    days: Annotated[list[SpecialDayBody], Field(default_factory=list, max_length=400)]
    holidays: HolidaysBody | None = None

    def plan(self) -> Plan:
        """Return what the slice works with."""
        return Plan(self.time_zone, _week(self.week), _days(self.days), self.holidays.rule() if self.holidays else None)


class CalendarBody(PlanBody):
    """A new calendar. ``is_default``: queues without one of their own go by it."""

    name: _Name
    is_default: bool = False


class CalendarChangeBody(Body):
    """What changes about a calendar; what is left out stays. ``week`` and ``days`` replace all of them."""

    name: _Name | None = None
    is_default: bool | None = None
    time_zone: _Zone | None = None
    week: Annotated[list[WeekHoursBody], Field(max_length=56)] | None = None
    days: Annotated[list[SpecialDayBody], Field(max_length=400)] | None = None
    holidays: HolidaysBody | None = None

    def change(self) -> dict[str, Any]:
        """Return what is given, as the slice works with it. ``holidays`` null: none; null for others is left out."""
        given = self.model_fields_set
        change: dict[str, Any] = {
            name: value
            for name in ("name", "is_default", "time_zone")
            if name in given and (value := getattr(self, name)) is not None
        }
        if self.week is not None:
            change["week"] = _week(self.week)
        if self.days is not None:
            change["days"] = _days(self.days)
        if "holidays" in given:
            change["holidays"] = self.holidays.rule() if self.holidays else None
        return change


class HoursView(View):
    """From when until when; ``closes`` is of the next day when it is not later than ``opens``."""

    opens: str
    closes: str


class WeekHoursView(HoursView):
    """Hours that begin on a day of the week: 0 is Monday, 6 is Sunday."""

    weekday: int


class SpecialDayView(View):
    """A day with other hours than its weekday; without any it is closed."""

    date: datetime.date
    name: str
    hours: list[HoursView]
    every_year: bool

    @classmethod
    def of(cls, day: SpecialDay) -> Self:
        """Return a day as it is shown."""
        return cls(date=day.day, name=day.name, hours=_hours(day.intervals), every_year=day.every_year)


class HolidayRuleView(View):
    """Which public holidays close."""

    country: str
    region: str | None
    optional: bool
    worked: list[str]


class HolidayView(View):
    """A public holiday; ``optional``: many rest on it without having to."""

    date: datetime.date
    name: str
    optional: bool


class HolidaysView(View):
    """The public holidays of a year."""

    items: list[HolidayView]


class OpeningView(View):
    """From when until when it is open."""

    opens_at: Time
    closes_at: Time


class CalendarUserView(View):
    """Who goes by a calendar."""

    kind: Literal["queue"]
    id: UUID
    name: str


class CalendarView(View):
    """A calendar and how it stands now.

    ``changes_at``: when it closes, or opens again; null: not within a year. ``closed_days``: the holidays ahead that
    its rule stands for.
    """

    id: UUID
    name: str
    is_default: bool
    time_zone: str
    week: list[WeekHoursView]
    days: list[SpecialDayView]
    holidays: HolidayRuleView | None
    closed_days: list[SpecialDayView]
    open: bool
    changes_at: Time | None
    used_by: list[CalendarUserView]

    @classmethod
    def of(cls, calendar: Calendar) -> Self:
        """Return a calendar as it is shown."""
        plan = calendar.plan
        return cls(
            id=calendar.id,
            name=calendar.name,
            is_default=calendar.is_default,
            time_zone=plan.time_zone,
            week=[
                WeekHoursView(weekday=weekday, opens=hours.opens, closes=hours.closes)
                for weekday, intervals in enumerate(plan.week)
                for hours in _hours(intervals)
            ],
            days=[SpecialDayView.of(day) for day in plan.days],
            holidays=HolidayRuleView.model_validate(plan.holidays) if plan.holidays else None,
            closed_days=[SpecialDayView.of(day) for day in calendar.holidays],
            open=calendar.open,
            changes_at=calendar.changes_at,
            used_by=[CalendarUserView.model_validate(user) for user in calendar.used_by],
        )


class PlanPreviewView(View):
    """What hours would mean: how it would stand now, the next openings, and the holidays of the coming years."""

    open: bool
    changes_at: Time | None
    openings: list[OpeningView]
    closed_days: list[SpecialDayView]


def _minute(text: str) -> int:
    hours, minutes = text.split(":")
    return int(hours) * 60 + int(minutes)


def _time(minute: int) -> str:
    minute = minute if minute <= MINUTES_OF_A_DAY else minute - MINUTES_OF_A_DAY
    return f"{minute // 60:02d}:{minute % 60:02d}"


def _hours(intervals: Iterable[Interval]) -> list[HoursView]:
    return [HoursView(opens=_time(one.opens), closes=_time(one.closes)) for one in intervals]


def _week(hours: Iterable[WeekHoursBody]) -> tuple[tuple[Interval, ...], ...]:
    given = list(hours)
    return tuple(tuple(sorted(one.interval() for one in given if one.weekday == weekday)) for weekday in range(7))


def _days(days: Iterable[SpecialDayBody]) -> tuple[SpecialDay, ...]:
    return tuple(
        SpecialDay(day.date, day.name, tuple(sorted(one.interval() for one in day.hours)), day.every_year)
        for day in sorted(days, key=lambda one: one.date)
    )
