"""Statements about what is said later, one function each."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from central.db.database import Row, Transaction
from central.db.queries import load_queries
from central.followups.model import Draft, Scheduled, State

queries = load_queries(__file__)


def insert_scheduled(transaction: Transaction, conversation_id: UUID, author_id: UUID, draft: Draft) -> UUID:
    """Store what is sent later."""
    row = transaction.one(
        queries.insert_scheduled,
        conversation_id=conversation_id,
        author_id=author_id,
        kind=draft.kind,
        **_content(draft),
    )
    assert row is not None
    scheduled_id: UUID = row["id"]
    return scheduled_id


def count_scheduled(transaction: Transaction, conversation_id: UUID) -> int:
    """Return how many wait in a conversation."""
    row = transaction.one(queries.count_scheduled, conversation_id=conversation_id)
    return int(row["waiting"]) if row else 0


def conversation_of(transaction: Transaction, scheduled_id: UUID) -> UUID | None:
    """Return the conversation of a scheduled message."""
    row = transaction.one(queries.conversation_of_scheduled, id=scheduled_id)
    return row["conversation_id"] if row else None


def hold_scheduled(transaction: Transaction, scheduled_id: UUID) -> Scheduled | None:
    """Lock one; its conversation is locked already."""
    return transaction.one_as(Scheduled, queries.hold_scheduled, id=scheduled_id)


def hold_due(transaction: Transaction, conversation_id: UUID, limit: int) -> list[Scheduled]:
    """Lock what is due in a conversation that is locked already, the oldest first."""
    return transaction.all_as(Scheduled, queries.hold_due, conversation_id=conversation_id, limit=limit)


def next_due(transaction: Transaction, conversation_id: UUID) -> datetime | None:
    """Return when the next one of a conversation is due."""
    row = transaction.one(queries.next_due, conversation_id=conversation_id)
    return row["due_at"] if row else None


def change_scheduled(transaction: Transaction, scheduled_id: UUID, draft: Draft) -> None:
    """Replace what is sent and when."""
    transaction.count(queries.change_scheduled, id=scheduled_id, **_content(draft))


def end_scheduled(
    transaction: Transaction,
    scheduled_id: UUID,
    state: State,
    *,
    reason: str | None = None,
    message_id: UUID | None = None,
) -> None:
    """Say what became of it."""
    transaction.execute(queries.end_scheduled, id=scheduled_id, state=state, reason=reason, message_id=message_id)


def other_conversation(transaction: Transaction, conversation_id: UUID) -> UUID | None:
    """Return the open conversation with the same contact on the same channel as a closed one."""
    row = transaction.one(queries.other_conversation, conversation_id=conversation_id)
    return row["id"] if row else None


def page_scheduled(
    transaction: Transaction,
    *,
    sight: str | None,
    scheduled_id: UUID | None = None,
    conversation_id: UUID | None = None,
    state: State | None = None,
    after: Sequence[Any] | None = None,
    limit: int = 1,
) -> list[Row]:
    """Return scheduled messages within sight as the API shows them, the next one first.

    Args:
        sight: SQL parameter of what is seen; None sees all.
        after: time and id of the last one shown.
    """
    return transaction.all(
        queries.page_scheduled,
        sight=sight,
        id=scheduled_id,
        conversation_id=conversation_id,
        state=state,
        after_time=after[0] if after else None,
        after_id=after[1] if after else None,
        limit=limit,
    )


def _content(draft: Draft) -> dict[str, Any]:
    return {
        "type": draft.type,
        "text": None if draft.type == "template" else draft.text,
        "template": None if draft.template is None else json.dumps(dict(draft.template)),
        "media_id": draft.outgoing.file_id,
        "voice": draft.voice,
        "due_at": draft.due_at,
        "cancel_on_reply": draft.cancel_on_reply,
    }
