"""Keeps facts for reports."""

import json
from datetime import datetime
from typing import Any
from uuid import UUID

from central.analytics import store
from central.analytics.model import RecordedFact
from central.call import system_call
from central.errors import Poison
from central.ports import Ports


def read_fact(body: str) -> tuple[UUID, RecordedFact]:
    """Return the account and the fact that a message of the analytics queue carries.

    Raises:
        Poison: it is no fact.
    """
    try:
        message = json.loads(body)
        detail = message["detail"]
        data: dict[str, Any] = detail["data"]
        occurred_at = datetime.fromisoformat(detail["occurred_at"])
        if occurred_at.tzinfo is None:
            raise ValueError("a time without a zone")
        ids = {name: data.get(name) for name in ("conversation_id", "ticket_id", "queue_id", "user_id")}
        # A transfer names where from and where to; reports ask whose ticket it was.
        ids["queue_id"] = ids["queue_id"] or data.get("from_queue_id")
        ids["user_id"] = ids["user_id"] or data.get("from_user_id")
        known = {name: UUID(value) for name, value in ids.items() if value is not None}
        fact = RecordedFact(UUID(detail["id"]), str(message["detail-type"]), occurred_at, data, **known)
        return UUID(detail["account_id"]), fact
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Poison("not a fact") from error


def record_fact(ports: Ports, account_id: UUID, fact: RecordedFact) -> None:
    """Keep a fact; doing it twice changes nothing.

    Raises:
        TryLater: the database is away.
    """
    with ports.database.transaction(system_call(account_id)) as transaction:
        store.record_fact(transaction, fact)
