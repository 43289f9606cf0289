"""Use cases about calendars. Whoever goes by one (queues, deadlines) reads its openings.

A change is told by ringing routing: what waited for a queue that is open now is not left waiting.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from central.accounts import audit
from central.accounts.permissions import check
from central.calendars import store
from central.calendars.model import (
    Calendar,
    Holiday,
    Opening,
    Plan,
    SpecialDay,
    check_plan,
    days_of_rule,
    is_open,
    next_change,
    work_out,
)
from central.calendars.public_holidays import public_holidays
from central.call import Call
from central.clock import now
from central.db.database import Transaction
from central.db.driver import psycopg
from central.errors import Conflict, NotFound
from central.events import routing_doorbell
from central.frozen import Frozen, changed
from central.ports import Ports

MOST_CALENDARS = 100
# Thirteen months, so that a refresh a month keeps a year; deadlines may begin before a calendar was made.
_AHEAD = timedelta(days=396)
_BEHIND = timedelta(days=31)
_SHOWN_AHEAD = timedelta(days=28)
_MOST_SHOWN = 14


class Preview(Frozen):
    """What a plan would mean: how it stands now, its next openings, and the holidays on which it closes."""

    open: bool
    changes_at: datetime | None
    openings: list[Opening]
    holidays: tuple[SpecialDay, ...]


def list_calendars(ports: Ports, call: Call, *, after: tuple[str, UUID] | None, limit: int) -> list[Calendar]:
    """Return at most ``limit`` calendars by name, from behind ``after`` (name, id)."""
    check(call, "queues.read")
    with ports.database.transaction(call) as transaction:
        return store.list_calendars(transaction, after=after, limit=limit)


def get_calendar(ports: Ports, call: Call, calendar_id: UUID) -> Calendar:
    """Return one calendar.

    Raises:
        NotFound: no such calendar.
    """
    check(call, "queues.read")
    with ports.database.transaction(call) as transaction:
        return _calendar(transaction, calendar_id)


def create_calendar(ports: Ports, call: Call, name: str, plan: Plan, *, is_default: bool) -> Calendar:
    """Make a calendar and work its openings out.

    Raises:
        Forbidden: the caller may not.
        Invalid: the hours, the zone or the holidays; see :func:`central.calendars.model.check_plan`.
        Conflict: ``name_taken``, or ``too_many_calendars``.
    """
    check(call, "queues.manage")
    check_plan(plan)
    moment = now()
    holidays = _holidays(plan, moment)
    with ports.database.transaction(call) as transaction:
        if store.count_calendars(transaction) >= MOST_CALENDARS:
            raise Conflict(f"São no máximo {MOST_CALENDARS} calendários.", code="too_many_calendars")
        try:
            calendar_id = store.insert_calendar(transaction, name, plan)
        except psycopg.errors.UniqueViolation as error:
            raise _name_taken() from error
        if is_default:
            store.set_default(transaction, calendar_id)
        store.replace_days(transaction, calendar_id, "typed", plan.days)
        _fill(transaction, calendar_id, plan, holidays, at=moment - _BEHIND, until=moment + _AHEAD)
        calendar = _calendar(transaction, calendar_id)
        audit.record(transaction, "calendar.created", target=("calendar", calendar_id), fields=["name", "hours"])
        transaction.ring(routing_doorbell(call.account_id))
        return calendar


def update_calendar(ports: Ports, call: Call, calendar_id: UUID, change: Mapping[str, Any]) -> Calendar:
    """Change what is given of a calendar and work its openings out again. What is past stays as it was.

    Args:
        change: ``name``, ``is_default`` and fields of :class:`Plan`.

    Raises:
        Forbidden: the caller may not.
        NotFound: no such calendar.
        Invalid: as when it is made.
        Conflict: ``name_taken``.
    """
    check(call, "queues.manage")
    planned = {name: value for name, value in change.items() if name not in ("name", "is_default")}
    moment = now()
    with ports.database.transaction(call) as transaction:
        if not store.lock_calendar(transaction, calendar_id):
            raise _missing()
        before = _calendar(transaction, calendar_id)
        plan = changed(before.plan, **planned)
        check_plan(plan)
        try:
            store.update_calendar(transaction, calendar_id, change.get("name", before.name), plan)
        except psycopg.errors.UniqueViolation as error:
            raise _name_taken() from error
        if change.get("is_default", before.is_default) != before.is_default:
            store.set_default(transaction, calendar_id if change["is_default"] else None)
        if planned:
            store.replace_days(transaction, calendar_id, "typed", plan.days)
            _fill(transaction, calendar_id, plan, _holidays(plan, moment), at=moment, until=moment + _AHEAD)
        calendar = _calendar(transaction, calendar_id)
        audit.record(transaction, "calendar.changed", target=("calendar", calendar_id), fields=list(change))
        transaction.ring(routing_doorbell(call.account_id))
        return calendar


def delete_calendar(ports: Ports, call: Call, calendar_id: UUID) -> None:
    """Delete a calendar that nobody goes by.

    Raises:
        Forbidden: the caller may not.
        NotFound: no such calendar.
        Conflict: ``calendar_in_use``; details.used_by names who goes by it.
    """
    check(call, "queues.manage")
    with ports.database.transaction(call) as transaction:
        if not store.lock_calendar(transaction, calendar_id):
            raise _missing()
        calendar = _calendar(transaction, calendar_id)
        if calendar.used_by:
            raise _in_use(calendar)
        try:
            store.delete_calendar(transaction, calendar_id)
        except psycopg.errors.ForeignKeyViolation as error:
            raise _in_use(calendar) from error
        audit.record(transaction, "calendar.deleted", target=("calendar", calendar_id), fields=[calendar.name])


def preview_plan(call: Call, plan: Plan) -> Preview:
    """Return what a plan would mean, without storing it.

    Raises:
        Invalid: as when it is saved.
    """
    check(call, "queues.manage")
    check_plan(plan)
    moment = now()
    holidays = _holidays(plan, moment)
    openings = work_out(plan, holidays, moment, moment + _AHEAD)
    changes_at = next_change(openings, moment)
    return Preview(
        open=is_open(openings, moment),
        changes_at=None if changes_at == moment + _AHEAD else changes_at,
        openings=[opening for opening in openings if opening.opens_at < moment + _SHOWN_AHEAD][:_MOST_SHOWN],
        holidays=holidays,
    )


def list_holidays(call: Call, country: str, region: str | None, year: int) -> list[Holiday]:
    """Return the public holidays of a year, to choose from.

    Raises:
        Invalid: for ``country`` or ``region``.
    """
    check(call, "queues.read")
    return public_holidays(country, region, [year])


def refresh_calendar(ports: Ports, call: Call, calendar_id: UUID) -> bool:
    """Work a calendar out for another thirteen months; False when it is gone."""
    moment = now()
    with ports.database.transaction(call) as transaction:
        if not store.lock_calendar(transaction, calendar_id):
            return False
        plan = _calendar(transaction, calendar_id).plan
        _fill(transaction, calendar_id, plan, _holidays(plan, moment), at=moment, until=moment + _AHEAD)
    return True


def _fill(
    transaction: Transaction,
    calendar_id: UUID,
    plan: Plan,
    holidays: tuple[SpecialDay, ...],
    *,
    at: datetime,
    until: datetime,
) -> None:
    store.replace_days(transaction, calendar_id, "holiday", holidays)
    store.replace_openings(transaction, calendar_id, work_out(plan, holidays, at, until), at=at, until=until)


def _holidays(plan: Plan, moment: datetime) -> tuple[SpecialDay, ...]:
    """Return the days on which a plan's rule closes, of the last year to the next but one."""
    if plan.holidays is None:
        return ()
    years = range(moment.year - 1, moment.year + 3)
    return days_of_rule(plan.holidays, public_holidays(plan.holidays.country, plan.holidays.region, years))


def _calendar(transaction: Transaction, calendar_id: UUID) -> Calendar:
    found = store.list_calendars(transaction, ids=[calendar_id], limit=1)
    if not found:
        raise _missing()
    return found[0]


def _missing() -> NotFound:
    return NotFound("Calendário não encontrado.")


def _name_taken() -> Conflict:
    return Conflict("Já existe um calendário com este nome.", code="name_taken", fields={"name": "Já existe."})


def _in_use(calendar: Calendar) -> Conflict:
    used_by = [{"kind": user.kind, "id": str(user.id), "name": user.name} for user in calendar.used_by]
    return Conflict("Este calendário está em uso.", code="calendar_in_use", details={"used_by": used_by})
