"""What a report to the authority needs (LGPD, article 48): who did what in a time, from the audit log."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from central.accounts import audit
from central.accounts import store as accounts
from central.accounts.model import AuditRow, AuditState
from central.accounts.step_up import check_person
from central.call import Call
from central.ports import Ports
from central.privacy import store

MOST_ROWS = 5000


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who did something in the time; ``id`` is None for the system and for people who did not get in."""

    id: UUID | None
    kind: str
    name: str | None
    actions: int
    addresses: list[str]
    first_at: datetime
    last_at: datetime


@dataclass(frozen=True, slots=True)
class Report:
    """What happened from ``since`` until before ``until``. ``complete`` False: there are more than ``MOST_ROWS``."""

    since: datetime
    until: datetime
    complete: bool
    chain: AuditState
    actions: dict[str, int]
    people: list[Person]
    rows: list[AuditRow]


def summarise(rows: list[AuditRow]) -> tuple[dict[str, int], list[Person]]:
    """Return how often what was done, and who did how much from where, busiest first."""
    groups: dict[tuple[str, UUID | None], list[AuditRow]] = {}
    for row in rows:
        groups.setdefault((row.actor_type, row.actor_id), []).append(row)
    people = [
        Person(
            actor_id,
            kind,
            next((row.actor_name for row in reversed(done) if row.actor_name), None),
            len(done),
            sorted({row.address for row in done if row.address}),
            done[0].occurred_at,
            done[-1].occurred_at,
        )
        for (kind, actor_id), done in groups.items()
    ]
    people.sort(key=lambda person: (-person.actions, person.first_at))
    return dict(sorted(Counter(row.action for row in rows).items())), people


def incident_report(
    ports: Ports, call: Call, *, since: datetime, until: datetime, password: str | None = None
) -> Report:
    """Return who did what from ``since`` until before ``until``, and whether the log is whole. Asking is audited.

    Args:
        password: the caller's own, because the report is made to leave the house; an API token gives none.

    Raises:
        Invalid, TooMany, Unauthenticated: see :func:`central.accounts.step_up.check_person`.
    """
    check_person(ports, call, password)
    with ports.database.transaction(call) as transaction:
        rows = transaction.all_as(AuditRow, store.queries.incident_rows, since=since, until=until, limit=MOST_ROWS + 1)
        chain = accounts.verify_audit(transaction)
        audit.record(transaction, "incident_report.made", details={"rows": min(len(rows), MOST_ROWS)})
    complete, rows = len(rows) <= MOST_ROWS, rows[:MOST_ROWS]
    actions, people = summarise(rows)
    return Report(since, until, complete, chain, actions, people, rows)
