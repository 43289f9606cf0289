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
_PARTS = ("platform", "channel_key", "external_id", "type", "text", "occurred_at")
# A message with nothing else is told by its parts: the rest of these is where it went, or no matter of a first message.
_PLAIN = {*_PARTS, "kind", "channel_key_kind", "author", "contact", "survey"}


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
                *statement_of(items, grouping_seconds=float(grouping_seconds), correlation_id=correlation_id)
            )
            return results_of(cursor.fetchone())
    except (psycopg.DataError, psycopg.IntegrityError) as error:
        raise Poison(f"{error.sqlstate}: {error.diag.message_primary}") from error


def statement_of(items: Sequence[InboundItem], **how: Any) -> tuple[str, dict[str, Any]]:
    """Return the statement that stores a batch, and its parameters.

    Args:
        how: ``grouping_seconds`` and ``correlation_id``.
    """
    whole = {"items": json.dumps(items), **how}
    parts = _parts(items[0]) if len(items) == 1 else None
    return (QUERIES.ingest_batch, whole) if parts is None else (QUERIES.ingest_message, {**whole, **parts})


def _parts(item: InboundItem) -> dict[str, Any] | None:
    """Return what ``ingest_message`` wants to know of a message, or None of anything else."""
    contact = item.get("contact", {})
    addresses = contact.get("identities")
    if item["kind"] != "message" or item.get("type") == "system" or "media" in item or not addresses:
        return None
    plain = len(addresses) == 1 and item.keys() <= _PLAIN
    return {
        **{name: item.get(name) for name in _PARTS},
        "identity_kind": addresses[0]["kind"],
        "identity_value": addresses[0]["value"],
        "identity_key": addresses[0]["match_key"],
        "name": contact.get("name"),
        "rest": None if plain else json.dumps(item),
    }


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
