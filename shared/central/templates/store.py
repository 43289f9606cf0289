"""Statements about message templates, one function each."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from central.db.database import Transaction
from central.db.driver import Jsonb
from central.db.queries import load_queries
from central.templates.model import MessageTemplate, Synced

queries = load_queries(__file__)


def list_templates(
    transaction: Transaction, channel_id: UUID, *, status: str | None, after: tuple[str, str] | None, limit: int
) -> list[MessageTemplate]:
    """Return templates of a channel by name and language, from behind ``after``."""
    after_name, after_language = after or (None, None)
    return transaction.all_as(
        MessageTemplate,
        queries.list_templates,
        channel_id=channel_id,
        status=status,
        after_name=after_name,
        after_language=after_language,
        limit=limit,
    )


def store_templates(transaction: Transaction, channel_id: UUID, templates: Sequence[Mapping[str, Any]]) -> Synced:
    """Replace a channel's templates by what the platform listed."""
    row = transaction.one(
        queries.store_templates, channel_id=channel_id, templates=Jsonb([dict(template) for template in templates])
    )
    assert row is not None
    return Synced(row["stored"], row["removed"])
