"""Statements of the sweep."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

import psycopg
from psycopg.rows import class_row

from central.db.database import Transaction
from central.db.queries import load_queries
from central.errors import TryLater
from central.ports import Database, OutboxEntry

queries = load_queries(__file__)

Kind = Literal["answer", "snooze", "lane", "file", "push", "outbox", "assign", "absent"]


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that is due."""

    kind: Kind
    account_id: UUID
    conversation_id: UUID | None
    media_id: UUID | None


def due_work(database: Database, limit: int) -> list[Due]:
    """Return what is due anywhere, at most ``limit`` of each kind.

    Raises:
        TryLater: the database went away.
    """
    try:
        with database.lookup().cursor(row_factory=class_row(Due)) as cursor:
            return cursor.execute(queries.due_work, {"limit": limit}).fetchall()
    except psycopg.OperationalError as error:
        raise TryLater("the database did not answer") from error


def work_ahead(database: Database) -> bool:
    """Return whether anything may become due before somebody rings for it."""
    row = database.lookup().execute(queries.work_ahead).fetchone()
    return bool(row and row[0])


def prune_gate(database: Database) -> None:
    """Forget counters of signing in that count no more."""
    database.lookup().execute(queries.prune_gate)


def leftover_facts(transaction: Transaction, limit: int) -> list[OutboxEntry]:
    """Return facts that were not published."""
    return transaction.all_as(OutboxEntry, queries.leftover_facts, limit=limit)


def delete_facts(transaction: Transaction, ids: Sequence[UUID]) -> None:
    """Forget facts that are published."""
    transaction.execute(queries.delete_facts, ids=list(ids))
