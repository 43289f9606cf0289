"""The statements of delivery. Claim, begin and finish set the account and commit inside: one round trip each."""

import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from central.call import Call
from central.db.database import Row, Transaction, without_account
from central.db.queries import load_queries
from central.delivery.model import (
    CALL_LEASE_SECONDS,
    DEADLINE_HOURS,
    MOST_TRIES,
    PREPARE_LEASE_SECONDS,
    Attempt,
    Lane,
    read_lane,
)
from central.ports import Database

QUERIES = load_queries(__file__)


def claim_next(
    database: Database, account_id: UUID, conversation_id: UUID, *, lease_seconds: int = PREPARE_LEASE_SECONDS
) -> Lane:
    """Claim the head of a lane.

    Raises:
        TryLater: the database did not answer. Should the claim have been stored nevertheless, its lease ends by itself.
    """
    answer = _call(
        database,
        QUERIES.claim_next_message,
        account_id=account_id,
        conversation_id=conversation_id,
        lease_seconds=lease_seconds,
        most_tries=MOST_TRIES,
        deadline_hours=DEADLINE_HOURS,
    )
    return read_lane(account_id, answer)


def begin_call(database: Database, account_id: UUID, attempt: Attempt, uploaded: Mapping[str, str]) -> bool:
    """Say that the call begins now; False when the attempt is no longer ours and nothing may be sent."""
    media = [{"id": file_id, "platform_media_id": platform_id} for file_id, platform_id in uploaded.items()]
    answer: bool = _call(
        database,
        QUERIES.begin_call,
        account_id=account_id,
        attempt_id=attempt.id,
        fence=attempt.fence,
        lease_seconds=CALL_LEASE_SECONDS,
        media=json.dumps(media),
    )
    return answer


def finish(database: Database, account_id: UUID, attempt: Attempt, outcome: Mapping[str, Any]) -> Row:
    """Write down what came of an attempt; ``{"written", "told", "status"}``. Writing the same again changes nothing."""
    answer: Row = _call(
        database,
        QUERIES.finish_attempt,
        account_id=account_id,
        attempt_id=attempt.id,
        fence=attempt.fence,
        outcome=json.dumps(outcome),
    )
    return answer


def lanes_of_channel(transaction: Transaction, channel_id: UUID, limit: int) -> list[UUID]:
    """Return the conversations of a channel that have something to send."""
    rows = transaction.all(QUERIES.lanes_of_channel, channel_id=channel_id, limit=limit)
    return [row["conversation_id"] for row in rows]


def find_signal_target(database: Database, call: Call, conversation_id: UUID, message_id: UUID | None) -> Row | None:
    """Return the message that a receipt, a typing sign or a reaction is about, with its channel."""
    with database.transaction(call) as transaction:
        return transaction.one(QUERIES.find_signal_target, conversation_id=conversation_id, message_id=message_id)


def _call(database: Database, statement: str, **parameters: Any) -> Any:
    with without_account(database) as connection:
        row = connection.execute(statement, parameters).fetchone()
    return row[0] if row else None
