"""What opening hours do to who waits.

While a queue is closed a hand-off to it waits as a wish, and the contact is told once per closing when it opens. When
it opens, wishes become tickets in the order they were made. Who waited with a ticket when it closed keeps their place:
nobody is given them until it opens, and whoever is there may still take them.
"""

from datetime import datetime
from pathlib import Path
from uuid import UUID

from central.calendars.words import hours_variables
from central.call import Call
from central.conversations.append import append_message
from central.db.database import Row, Transaction
from central.db.queries import Queries
from central.events import routing_doorbell
from central.frozen import changed
from central.ports import Ports
from central.queues import store
from central.queues.model import opening_words
from central.texts import TextName, known_locale, say

queries = Queries(Path(__file__).with_name("hours.sql"))
# Wishes fulfilled, and contacts told, at a time.
_AT_ONCE = 200


def say_closed(transaction: Transaction, conversation_id: UUID, *, greet: bool = False) -> bool:
    """Within a transaction that holds the conversation: tell who waits for a closed queue when it opens.

    They are told once per closing, and only while they may be written to freely.

    Args:
        greet: begin with the greeting.

    Returns:
        Whether they wait for a closed queue.
    """
    closing = transaction.one(queries.closing, conversation_id=conversation_id)
    if closing is None:
        return False
    if closing["window_open"] and not closing["told"]:
        transaction.execute(queries.note_told_closed, conversation_id=conversation_id, opens_at=closing["opens_at"])
        for text in _closed_words(closing, greet=greet):
            append_message(transaction, conversation_id, author_type="bot", text=text)
    return True


def follow_hours(ports: Ports, call: Call) -> None:
    """Do what the clock asks for: give wishes of queues that are open their ticket, tell who waits in closed ones.

    Rings routing for the next change of hours that somebody waits for, and again while there is more to do.
    """
    with ports.database.transaction(call) as transaction:
        row = transaction.one(queries.follow_hours, limit=_AT_ONCE)
        news = row["news"] if row else None
        if news is None:
            return
        transaction.absorb(news)
        for moment in news["rings"]:
            transaction.ring(routing_doorbell(call.account_id, due_at=datetime.fromisoformat(moment)))
        if news["left"]:
            transaction.ring(routing_doorbell(call.account_id))
    for conversation_id in news["opened"]:
        _tell_opened(ports, call, UUID(conversation_id))
    for conversation_id in news["tell"]:
        with ports.database.transaction(call) as transaction:
            if store.hold_conversation(transaction, UUID(conversation_id), sight=None) is not None:
                say_closed(transaction, UUID(conversation_id))


def _tell_opened(ports: Ports, call: Call, conversation_id: UUID) -> None:
    with ports.database.transaction(call) as transaction:
        if store.hold_conversation(transaction, conversation_id, sight=None) is None:
            return
        found = store.standing(transaction, conversation_id)
        if found is None or found[1]["told_position"] is not None:
            return
        standing, ticket = found
        # They were greeted when they wrote.
        for text in opening_words(changed(standing, texts={**standing.texts, "greeting": ""})):
            append_message(transaction, conversation_id, author_type="bot", text=text)
        if standing.position is not None and standing.total is not None:
            store.note_told(transaction, ticket["ticket_id"], standing.position, standing.total)


def _closed_words(closing: Row, *, greet: bool) -> list[str]:
    locale = known_locale(closing["locale"])
    texts = dict(closing["texts"])
    if closing["out_of_hours_text"] is not None:
        texts["out_of_hours"] = closing["out_of_hours_text"]
    variables = {
        "name": closing["contact_name"],
        "protocol": closing["protocol"],
        "queue": closing["queue_name"],
        "position": closing["position"],
        "total": closing["total"],
        **hours_variables(closing["hours"], locale=locale),
    }
    names: tuple[TextName, ...] = ("greeting", "out_of_hours") if greet else ("out_of_hours",)
    said = [say(name, locale=locale, overrides=texts, variables=variables) for name in names]
    return [text for text in said if text]
