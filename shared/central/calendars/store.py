"""Statements about calendars, one function each."""

import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from central.calendars.model import (
    Calendar,
    DayKind,
    HolidayRule,
    Interval,
    Opening,
    Openings,
    Plan,
    SpecialDay,
    User,
)
from central.db.database import Row, Transaction
from central.db.queries import load_queries
from central.frozen import asdict

queries = load_queries(__file__)


def list_calendars(
    transaction: Transaction, *, after: tuple[str, UUID] | None = None, limit: int, ids: Sequence[UUID] | None = None
) -> list[Calendar]:
    """Return calendars by name, from behind ``after`` (name, id)."""
    after_name, after_id = after or (None, None)
    rows = transaction.all(
        queries.list_calendars,
        ids=None if ids is None else list(ids),
        after_name=after_name,
        after_id=after_id,
        limit=limit,
    )
    return [_calendar(row) for row in rows]


def lock_calendar(transaction: Transaction, calendar_id: UUID) -> bool:
    """Let nobody else save or fill a calendar until this transaction ends; False when there is none."""
    return transaction.one(queries.lock_calendar, calendar_id=calendar_id) is not None


def count_calendars(transaction: Transaction) -> int:
    """Return how many calendars the account has."""
    row = transaction.one(queries.count_calendars)
    return int(row["count"]) if row else 0


def insert_calendar(transaction: Transaction, name: str, plan: Plan) -> UUID:
    """Store a calendar, without its days and openings.

    Raises:
        psycopg.errors.UniqueViolation: the name is taken.
    """
    row = transaction.one(queries.insert_calendar, name=name, **_columns(plan))
    assert row is not None
    calendar_id: UUID = row["id"]
    return calendar_id


def update_calendar(transaction: Transaction, calendar_id: UUID, name: str, plan: Plan) -> None:
    """Store another name and plan, without days and openings.

    Raises:
        psycopg.errors.UniqueViolation: the name is taken.
    """
    transaction.count(queries.update_calendar, calendar_id=calendar_id, name=name, **_columns(plan))


def set_default(transaction: Transaction, calendar_id: UUID | None) -> None:
    """Make one calendar the account's default one, or none."""
    transaction.execute(queries.set_default, calendar_id=calendar_id)
    if calendar_id is not None:
        transaction.execute(queries.make_default, calendar_id=calendar_id)


def delete_calendar(transaction: Transaction, calendar_id: UUID) -> None:
    """Delete a calendar with its days and openings.

    Raises:
        psycopg.errors.ForeignKeyViolation: something goes by it.
    """
    transaction.count(queries.delete_calendar, calendar_id=calendar_id)


def replace_days(transaction: Transaction, calendar_id: UUID, kind: DayKind, days: Iterable[SpecialDay]) -> None:
    """Store all special days of a kind anew."""
    items = [[day.day.isoformat(), day.name, _plain(day.intervals), day.every_year] for day in days]
    transaction.execute(queries.clear_days, calendar_id=calendar_id, kind=kind)
    transaction.execute(queries.insert_days, calendar_id=calendar_id, kind=kind, days=json.dumps(items))


def replace_openings(
    transaction: Transaction, calendar_id: UUID, openings: Sequence[Opening], *, at: datetime, until: datetime
) -> None:
    """Store what is to come anew; what is past stays.

    Args:
        at: from when on the openings count.
        until: up to when they are worked out.
    """
    transaction.execute(queries.clear_openings, calendar_id=calendar_id, at=at)
    transaction.execute(queries.cut_opening, calendar_id=calendar_id, at=at)
    transaction.execute(
        queries.insert_openings,
        calendar_id=calendar_id,
        at=at,
        opens=[opening.opens_at for opening in openings],
        closes=[opening.closes_at for opening in openings],
    )
    transaction.execute(queries.note_filled, calendar_id=calendar_id, until=until)


def openings_between(transaction: Transaction, calendar_id: UUID | None, start: datetime, end: datetime) -> Openings:
    """Return a calendar's openings that touch a span, in order; None (always open) when there is no calendar."""
    if calendar_id is None:
        return None
    return transaction.all_as(Opening, queries.openings_between, calendar_id=calendar_id, start=start, end=end)


def calendar_of_queue(transaction: Transaction, queue_id: UUID) -> UUID | None:
    """Return the calendar a queue goes by: its own, the account's default one, or None."""
    row = transaction.one(queries.calendar_of_queue, queue_id=queue_id)
    return row["id"] if row else None


def _columns(plan: Plan) -> dict[str, Any]:
    return {
        "time_zone": plan.time_zone,
        "week": json.dumps([_plain(intervals) for intervals in plan.week]),
        "holidays": None if plan.holidays is None else json.dumps(asdict(plan.holidays)),
    }


def _plain(intervals: Iterable[Interval]) -> list[list[int]]:
    return [[interval.opens, interval.closes] for interval in intervals]


def _intervals(plain: Iterable[Sequence[int]]) -> tuple[Interval, ...]:
    return tuple(Interval(opens, closes) for opens, closes in plain)


def _days(items: Iterable[Sequence[Any]]) -> tuple[SpecialDay, ...]:
    return tuple(
        SpecialDay(date.fromisoformat(day), name, _intervals(intervals), every_year)
        for day, name, intervals, every_year in items
    )


def _calendar(row: Row) -> Calendar:
    rule = row["holidays"]
    return Calendar(
        id=row["id"],
        name=row["name"],
        is_default=row["is_default"],
        plan=Plan(
            time_zone=row["time_zone"],
            week=tuple(_intervals(intervals) for intervals in row["week"]),
            days=_days(row["typed_days"]),
            holidays=None if rule is None else HolidayRule(**{**rule, "worked": tuple(rule["worked"])}),
        ),
        holidays=_days(row["holiday_days"]),
        open=row["open"],
        changes_at=row["changes_at"],
        used_by=tuple(User(kind, UUID(user_id), name) for kind, user_id, name in row["used_by"]),
    )
