"""The last word to a contact whose ticket was resolved, where the company says one (setting ``say_closing``).

The row of ``farewells`` is the timer. It rings a moment late, so that whoever resolved by mistake has said nothing, and
no later than the survey is asked: goodbye first, then the question.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

from central.calendars.words import hours_variables
from central.conversations.append import append_message
from central.db.database import Transaction
from central.db.queries import Queries
from central.events import timers_doorbell
from central.platforms.registry import platform
from central.surveys.model import LEAST_DELAY
from central.texts import say

queries = Queries(Path(__file__).with_name("farewell.sql"))


def plan_farewell(transaction: Transaction, conversation_id: UUID, ticket_id: UUID) -> None:
    """Within a transaction that resolved a ticket: plan the last word, when a person served and answered."""
    row = transaction.one(queries.plan_farewell, ticket_id=ticket_id, delay=LEAST_DELAY)
    if row is not None:
        transaction.ring(timers_doorbell(transaction.account_id, conversation_id, due_at=row["due_at"]))


def say_farewell(transaction: Transaction, conversation_id: UUID) -> bool:
    """Within a transaction that has locked the conversation: say the last word when it is time; return whether it was.

    Late and doubled rings find none, an early one is asked for again.
    """
    found = transaction.one(queries.find_farewell, conversation_id=conversation_id)
    if found is None:
        return False
    if not found["due"]:
        transaction.ring(timers_doorbell(transaction.account_id, conversation_id, due_at=found["due_at"]))
        return False
    transaction.execute(queries.forget_farewell, conversation_id=conversation_id)
    text = _words(found)
    if not text or not _may_be_said(found):
        return False
    append_message(transaction, conversation_id, author_type="bot", text=text)
    return True


def _may_be_said(found: Mapping[str, Any]) -> bool:
    """Whoever writes again meanwhile is answered, not bidden farewell; nobody is written to who may not be."""
    if found["talks"] or found["blocked"] or found["channel_state"] != "active":
        return False
    return bool(found["window_open"]) or platform(found["channel_type"]).capabilities.window_hours is None


def _words(found: Mapping[str, Any]) -> str:
    variables = {
        "name": found["contact_name"],
        "protocol": found["protocol"],
        "queue": found["queue_name"],
        **hours_variables(found["hours"], locale=found["locale"]),
    }
    return say("closing", locale=found["locale"], overrides=found["texts"], variables=variables)
