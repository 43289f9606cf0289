"""What supervisors look at: the service at this moment, and how agents spent their time."""

from datetime import date
from uuid import UUID

from central.accounts.csv_text import csv_text
from central.accounts.permissions import check
from central.accounts.step_up import check_person
from central.analytics import store
from central.analytics.model import Live, Sheet, choose_period, sheet_days
from central.call import Call
from central.clock import now
from central.db.database import Transaction
from central.errors import NotFound
from central.ports import Ports
from central.queues.model import say_pause_reason
from central.queues.store import list_queues

_MOST_PEOPLE = 1000
_COLUMNS = ("name", "day", "first_at", "last_at", "online_minutes", "busy_minutes", "pause_minutes", "pauses")


def show_live(ports: Ports, call: Call) -> Live:
    """Return every queue and every agent as they stand now.

    Raises:
        Forbidden: the caller may not.
    """
    check(call, "supervision.read")
    with ports.database.transaction(call) as transaction:
        queues = list_queues(transaction)
        days = store.queue_days(transaction)
        agents = store.live_agents(transaction)
    return Live(now(), [(queue, days.get(queue.id)) for queue in queues], agents)


def list_sheets(
    ports: Ports,
    call: Call,
    *,
    first: date | None,
    last: date | None,
    user_id: UUID | None = None,
    after: tuple[str, UUID] | None = None,
    limit: int,
) -> list[Sheet]:
    """Return how people spent their time, by name, from the first day through the last of the account's zone.

    Args:
        first, last: None: the week that ends with ``last``, and today.
        user_id: one person's only; None: of whoever was ever there.

    Raises:
        Forbidden: the caller may not.
        Invalid: the period.
        NotFound: nobody of that id works here.
    """
    check(call, "supervision.read")
    with ports.database.transaction(call) as transaction:
        return _read_sheets(transaction, first=first, last=last, user_id=user_id, after=after, limit=limit)


def _read_sheets(
    transaction: Transaction,
    *,
    first: date | None,
    last: date | None,
    user_id: UUID | None = None,
    after: tuple[str, UUID] | None = None,
    limit: int,
) -> list[Sheet]:
    first, last = choose_period(first, last, today=store.today(transaction))
    people = store.people_of_sheet(transaction, user_id=user_id, after=after, limit=limit)
    if user_id is not None and not people and after is None:
        raise NotFound()
    spent = store.stretches(transaction, [person.user_id for person in people], first=first, last=last)
    return [
        Sheet(person.user_id, person.name, sheet_days(part for part in spent if part.user_id == person.user_id))
        for person in people
    ]


def export_sheets(
    ports: Ports, call: Call, *, first: date | None, last: date | None, password: str | None = None
) -> str:
    """Return the same of everybody as CSV, a line per person and day, in the caller's language. No cell is a formula.

    Args:
        password: the caller's own, because a file leaves the house; an API token gives none.

    Raises:
        Forbidden: the caller may not.
        Invalid: the period; or, with TooMany and Unauthenticated, see
            :func:`central.accounts.step_up.check_person`.
    """
    check(call, "supervision.read")
    check_person(ports, call, password)
    with ports.database.transaction(call) as transaction:
        sheets = _read_sheets(transaction, first=first, last=last, limit=_MOST_PEOPLE)
        locale = store.locale_of(transaction, call.user_id)
    return csv_text(_COLUMNS, (_line(sheet, index, locale) for sheet in sheets for index in range(len(sheet.days))))


def _line(sheet: Sheet, index: int, locale: str) -> list[str]:
    day = sheet.days[index]
    minutes = [str(round(seconds / 60)) for seconds in (day.online_seconds, day.busy_seconds, day.pause_seconds)]
    pauses = "; ".join(
        f"{say_pause_reason(reason, locale=locale) or '–'}: {round(seconds / 60)}"
        for reason, seconds in sorted(day.pauses.items())
    )
    return [sheet.name, day.day.isoformat(), day.first_at.isoformat(), day.last_at.isoformat(), *minutes, pauses]
