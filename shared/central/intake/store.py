"""The statements of intake."""

import json
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from central.db.database import without_account
from central.db.driver import psycopg
from central.db.queries import load_queries
from central.errors import Poison
from central.intake.model import ItemResult
from central.platforms.base import InboundItem
from central.ports import Database

QUERIES = load_queries(__file__)


def ingest(
    database: Database, items: Sequence[InboundItem], *, grouping_seconds: int, correlation_id: str
) -> list[ItemResult]:
    """Store a batch in one round trip; all of it or, when this raises, nothing.

    Raises:
        TryLater: the database is away, or another try may heal what went wrong.
        Poison: the batch as a whole cannot be read; a part of it may.
    """
    try:
        with without_account(database) as connection, connection.cursor() as cursor:
            cursor.execute(
                QUERIES.ingest_batch,
                {
                    "items": json.dumps(items),
                    "grouping_seconds": float(grouping_seconds),
                    "correlation_id": correlation_id,
                },
            )
            return results_of(cursor.fetchone())
    except (psycopg.DataError, psycopg.IntegrityError) as error:
        raise Poison(f"{error.sqlstate}: {error.diag.message_primary}") from error


def results_of(answer: Any) -> list[ItemResult]:
    """Read what ``ingest_batch`` returned: one value, a JSON array of rows."""
    return [ItemResult(*row) for row in json.loads(answer[0])]


def forget_facts(database: Database, facts: Sequence[tuple[UUID, UUID]]) -> None:
    """Forget facts that were published, in one round trip.

    Args:
        facts: ``(account id, fact id)``.

    Raises:
        TryLater: the database is away; the sweep publishes them once more, which consumers bear.
    """
    with without_account(database) as connection:
        connection.execute(QUERIES.forget_facts, {"account_ids": [a for a, _ in facts], "ids": [f for _, f in facts]})
