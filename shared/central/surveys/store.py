"""Statements about surveys, one function each."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from central.accounts.store import look_up
from central.db.database import Row, Transaction
from central.db.queries import load_queries
from central.ports import Database
from central.surveys.model import Due, Reason

queries = load_queries(__file__)


class FoundLink(NamedTuple):
    """What a link opens, or (no account) the seconds to wait after too many that open nothing."""

    wait_seconds: int
    account_id: UUID | None
    request_id: UUID | None


def plan_survey(transaction: Transaction, ticket_id: UUID, least_delay: int) -> datetime | None:
    """Plan to ask about a resolved ticket, in ``least_delay`` seconds or later; return when, None: nobody is asked."""
    row = transaction.one(queries.plan_survey, ticket_id=ticket_id, least_delay=least_delay)
    return row["due_at"] if row else None


def hold_due(transaction: Transaction, conversation_id: UUID, limit: int) -> list[Due]:
    """Lock the surveys of a locked conversation in which something is to be said, now or later."""
    return transaction.all_as(Due, queries.hold_due, conversation_id=conversation_id, limit=limit)


def mark_asked(transaction: Transaction, request_id: UUID, message_id: UUID, days: int) -> None:
    """It was asked with this message, and is open for so many days."""
    transaction.execute(queries.mark_asked, id=request_id, message_id=message_id, days=days)


def mark_skipped(transaction: Transaction, request_id: UUID, reason: Reason) -> None:
    """It is not asked."""
    transaction.execute(queries.mark_skipped, id=request_id, reason=reason)


def mark_thanked(transaction: Transaction, request_id: UUID, prompt_id: UUID | None) -> None:
    """Thanks were said; ``prompt_id`` is the message that asked for a comment."""
    transaction.execute(queries.mark_thanked, id=request_id, prompt_id=prompt_id)


def open_request(transaction: Transaction, conversation_id: UUID, days: int) -> Row | None:
    """Open the survey of a conversation's last resolved ticket: ``id, rating, expires_at``; None when there is none."""
    return transaction.one(queries.open_request, conversation_id=conversation_id, days=days)


def insert_link(transaction: Transaction, request_id: UUID, token_hash: bytes) -> None:
    """Store a link; of many the oldest go."""
    transaction.execute(queries.insert_link, request_id=request_id, token_hash=token_hash)


def find_link(database: Database, token_hash: bytes, *, address: str, now: datetime) -> FoundLink | None:
    """Return what a link opens; tries at links that open nothing are counted per address.

    Raises:
        TryLater: the database went away.
    """
    found = look_up(database, FoundLink, queries.find_link, {"token_hash": token_hash, "address": address, "now": now})
    return found[0] if found else None


def conversation_of(transaction: Transaction, request_id: UUID) -> UUID | None:
    """Return the conversation of a survey."""
    row = transaction.one(queries.conversation_of_request, id=request_id)
    return row["conversation_id"] if row else None


def show_request(transaction: Transaction, request_id: UUID) -> Row | None:
    """Lock a survey and return what its page shows."""
    return transaction.one(queries.show_request, id=request_id)


def rate_by_link(transaction: Transaction, request_id: UUID, rating: int) -> None:
    """Store a rating."""
    transaction.execute(queries.rate_by_link, id=request_id, rating=rating)


def comment_by_link(transaction: Transaction, request_id: UUID, comment: str) -> None:
    """Store a comment."""
    transaction.execute(queries.comment_by_link, id=request_id, comment=comment)


def find_ticket_to_rate(transaction: Transaction, protocol: str) -> Row | None:
    """Return what staff rates: whether it may be rated (``served``), whose it is, and the name of the caller."""
    return transaction.one(queries.find_ticket_to_rate, protocol=protocol, user_id=transaction.call.user_id)


def rate_by_staff(
    transaction: Transaction, ticket_id: UUID, user_id: UUID, rating: int, comment: str | None
) -> Row | None:
    """Store a rating somebody entered and return it as a ticket shows it; None when there is one already."""
    return transaction.one(queries.rate_by_staff, ticket_id=ticket_id, user_id=user_id, rating=rating, comment=comment)


def read_settings(transaction: Transaction) -> Row:
    """Return what the company chose, with ``locale`` and ``texts`` of the account."""
    row = transaction.one(queries.read_settings)
    assert row is not None
    return row


def count_queues(transaction: Transaction, ids: Sequence[UUID]) -> int:
    """Return how many of these queues there are."""
    row = transaction.one(queries.known_queues, ids=list(ids))
    return int(row["known"]) if row else 0


def lock_settings(transaction: Transaction) -> None:
    """Let others who save the settings wait."""
    transaction.execute(queries.lock_settings)


def save_settings(transaction: Transaction, values: Mapping[str, Any], texts: Mapping[str, str | None]) -> None:
    """Store what the company chose; a text that is None is the language's own again."""
    transaction.execute(queries.save_settings, **values)
    transaction.execute(queries.save_texts, texts=json.dumps(dict(texts)))


def knows(transaction: Transaction, *, queue_id: UUID | None, user_id: UUID | None) -> bool:
    """Whether the queue and the person (None: any) belong to the company."""
    row = transaction.one(queries.known_filters, queue_id=queue_id, user_id=user_id)
    return bool(row and row["known"])


def satisfaction_of(transaction: Transaction, contact_id: UUID) -> Row | None:
    """Return ``answered, mean, last_rating, last_answered_at`` of a contact; None when there is no such contact."""
    return transaction.one(queries.satisfaction_of, contact_id=contact_id)


def page_answers(
    transaction: Transaction, conditions: Mapping[str, Any], *, after: Sequence[Any] | None, limit: int
) -> list[Row]:
    """Return answers, the newest first.

    Args:
        conditions: ``queue_id, user_id, rating, since, until``; None: any.
        after: time and id of the last one shown.
    """
    return transaction.all(
        queries.page_answers,
        **conditions,
        after_time=after[0] if after else None,
        after_id=after[1] if after else None,
        limit=limit,
    )


def sum_up(
    transaction: Transaction,
    *,
    queue_id: UUID | None,
    user_id: UUID | None,
    since: date | None,
    until: date | None,
) -> Row:
    """Return ``asked, answered, mean, by_rating`` (of 1, 2, 3, 4 and 5) in a period."""
    row = transaction.one(queries.sum_up, queue_id=queue_id, user_id=user_id, since=since, until=until)
    assert row is not None
    return row
