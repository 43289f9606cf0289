"""Statements about facts, live numbers and time sheets, one function each."""

import json
from collections.abc import Sequence
from datetime import date
from uuid import UUID

from central.analytics.model import LiveAgent, QueueDay, RecordedFact, Sheet, Stretch
from central.db.database import Transaction
from central.db.queries import load_queries

queries = load_queries(__file__)


def record_fact(transaction: Transaction, fact: RecordedFact) -> None:
    """Keep a fact of the transaction's account; one that is known already changes nothing."""
    transaction.execute(
        queries.record_fact,
        id=fact.id,
        type=fact.type,
        occurred_at=fact.occurred_at,
        conversation_id=fact.conversation_id,
        ticket_id=fact.ticket_id,
        queue_id=fact.queue_id,
        user_id=fact.user_id,
        data=json.dumps(fact.data),
    )


def queue_days(transaction: Transaction) -> dict[UUID, QueueDay]:
    """Return what every queue did today, by its id."""
    return {day.queue_id: day for day in transaction.all_as(QueueDay, queries.queue_days)}


def live_agents(transaction: Transaction) -> list[LiveAgent]:
    """Return everybody who serves a queue, is there or has conversations, by name."""
    return transaction.all_as(LiveAgent, queries.live_agents)


def today(transaction: Transaction) -> date:
    """Return the day it is in the account's zone."""
    row = transaction.one(queries.today)
    assert row is not None
    day: date = row["day"]
    return day


def locale_of(transaction: Transaction, user_id: UUID) -> str:
    """Return the language somebody reads in."""
    row = transaction.one(queries.locale_of, user_id=user_id)
    assert row is not None
    locale: str = row["locale"]
    return locale


def people_of_sheet(
    transaction: Transaction, *, user_id: UUID | None, after: tuple[str, UUID] | None, limit: int
) -> list[Sheet]:
    """Return empty sheets of whoever was ever there, by name, behind ``after``; ``user_id`` None: everybody's."""
    name, last_id = after or (None, None)
    rows = transaction.all(queries.people_of_sheet, user_id=user_id, after_name=name, after_id=last_id, limit=limit)
    return [Sheet(row["user_id"], row["name"]) for row in rows]


def stretches(transaction: Transaction, user_ids: Sequence[UUID], *, first: date, last: date) -> list[Stretch]:
    """Return how long these people were in which state on each day of the account's zone, both days included."""
    return transaction.all_as(Stretch, queries.stretches, user_ids=list(user_ids), first=first, last=last)
