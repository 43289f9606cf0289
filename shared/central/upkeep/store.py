"""Statements of the sweep."""

from collections.abc import Sequence
from typing import Literal
from uuid import UUID

from central.db.database import Transaction, without_account
from central.db.driver import class_row
from central.db.queries import load_queries
from central.frozen import Frozen
from central.ports import Database, OutboxEntry

queries = load_queries(__file__)

Kind = Literal["answer", "snooze", "lane", "file", "push", "outbox", "assign", "absent", "prune"]


class Due(Frozen):
    """One thing that is due."""

    kind: Kind
    account_id: UUID
    conversation_id: UUID | None
    media_id: UUID | None


class Gauges(Frozen):
    """How the whole house does. Late: pending for more than a minute on a number that works."""

    waiting_tickets: int
    oldest_wait_seconds: float
    late_messages: int
    oldest_pending_seconds: float
    unconfirmed_messages: int
    parked_updates: int


def due_work(database: Database, limit: int) -> list[Due]:
    """Return what is due anywhere, at most ``limit`` of each kind.

    Raises:
        TryLater: the database went away.
    """
    with without_account(database) as connection, connection.cursor(row_factory=class_row(Due)) as cursor:
        return cursor.execute(queries.due_work, {"limit": limit}).fetchall()


def work_ahead(database: Database) -> bool:
    """Return whether anything may become due before somebody rings for it."""
    with without_account(database) as connection:
        row = connection.execute(queries.work_ahead).fetchone()
    return bool(row and row[0])


def read_gauges(database: Database) -> Gauges:
    """Return how the whole house does, in one query."""
    with without_account(database) as connection, connection.cursor(row_factory=class_row(Gauges)) as cursor:
        row = cursor.execute(queries.business_metrics).fetchone()
    assert row is not None
    return row


def prune_account(transaction: Transaction, limit: int) -> int:
    """Forget what the account keeps no longer, at most ``limit`` rows of each kind; return the most of one kind."""
    row = transaction.one(queries.prune_account, limit=limit)
    return int(row["pruned"]) if row else 0


def prune_gate(database: Database) -> None:
    """Forget counters of signing in that count no more."""
    with without_account(database) as connection:
        connection.execute(queries.prune_gate)


def leftover_facts(transaction: Transaction, limit: int) -> list[OutboxEntry]:
    """Return facts that were not published."""
    return transaction.all_as(OutboxEntry, queries.leftover_facts, limit=limit)


def delete_facts(transaction: Transaction, ids: Sequence[UUID]) -> None:
    """Forget facts that are published."""
    transaction.execute(queries.delete_facts, ids=list(ids))
