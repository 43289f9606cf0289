"""Nobody waits for ever: a ticket that finds no agent is abandoned, the contact told, the leaders alerted.

The row of ``ticket_waits`` is the timer. It is decided under the lock of the conversation, which whoever gives its
ticket holds too: of an agent who accepts at that moment and the end of the wait exactly one wins.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from central.calendars.model import add_open_time
from central.calendars.store import openings_between
from central.call import Call
from central.conversations.append import append_message
from central.db.database import Row, Transaction
from central.db.queries import Queries
from central.errors import NotFound
from central.events import Update, routing_doorbell, timers_doorbell
from central.ports import Ports
from central.queues import store
from central.queues.events import ticket_abandoned
from central.queues.model import abandonment_words

queries = Queries(Path(__file__).with_name("abandonment.sql"))

_AT_ONCE = 500
# As far as open hours are looked for; who waits longer is looked at again.
_HORIZON = timedelta(days=14)


def start_waits(transaction: Transaction) -> None:
    """Within a transaction: ring for everybody who waits and for whom nobody rings yet."""
    for row in transaction.all(queries.start_waits, limit=_AT_ONCE):
        transaction.ring(timers_doorbell(transaction.account_id, row["conversation_id"], due_at=row["due_at"]))


def abandon_due(transaction: Transaction, conversation_id: UUID) -> bool:
    """Within a transaction that has locked the conversation: abandon its ticket when it waits too long.

    Not too long yet (the queue was closed meanwhile, or its limit is another now): rung for again. Late and doubled
    rings find a ticket that does not wait, or no timer.

    Returns:
        Whether it was abandoned.
    """
    wait = transaction.one(queries.find_wait, conversation_id=conversation_id)
    if wait is None:
        return False
    if wait["state"] != "waiting" or not wait["abandon_after_seconds"]:
        transaction.execute(queries.forget_waits, conversation_id=conversation_id)
        return False
    # Who sleeps waits from their waking on, which may be late.
    since = max(wait["snoozed_until"], wait["now"]) if wait["status"] == "snoozed" else wait["since"]
    due_at = _due_at(transaction, wait, since)
    if due_at > wait["now"]:
        transaction.execute(queries.move_wait, ticket_id=wait["ticket_id"], since=since, due_at=due_at)
        transaction.ring(timers_doorbell(transaction.account_id, conversation_id, due_at=due_at))
        return False
    _abandon(transaction, conversation_id, wait)
    return True


def _due_at(transaction: Transaction, wait: Mapping[str, Any], since: datetime) -> datetime:
    seconds: int = wait["abandon_after_seconds"]
    until: datetime = max(since, wait["now"]) + _HORIZON
    try:
        return add_open_time(openings_between(transaction, wait["calendar_id"], since, until), since, seconds)
    except LookupError:
        return until


def _abandon(transaction: Transaction, conversation_id: UUID, wait: Mapping[str, Any]) -> None:
    # Where they stand is known as long as they wait.
    found = store.standing(transaction, conversation_id)
    ticket = store.end_ticket(transaction, conversation_id, "abandoned", None)
    assert found is not None
    assert ticket is not None
    transaction.execute(queries.forget_wait, ticket_id=wait["ticket_id"])
    store.clear_answer(transaction, conversation_id)
    store.set_handling(transaction, conversation_id, "bot", None)
    standing, _ = found
    text = abandonment_words(standing)
    if text and standing.window_open:
        append_message(transaction, conversation_id, author_type="bot", text=text)
    transaction.push(
        Update("ticket_updated", conversation_id),
        Update(
            "system_message",
            data={
                "kind": "ticket_abandoned",
                "text": standing.contact_name,
                "severity": "warning",
                "audience": "leaders",
                "conversation_id": str(conversation_id),
            },
        ),
    )
    transaction.emit(ticket_abandoned(ticket))
    # Those behind have another place now.
    transaction.ring(routing_doorbell(transaction.account_id))


def read_waiting(ports: Ports, call: Call, queue_id: UUID) -> Row:
    """Return how a queue treats who waits.

    Raises:
        NotFound: no such queue.
    """
    with ports.database.transaction(call) as transaction:
        return _read(transaction, queue_id)


def change_waiting(ports: Ports, call: Call, queue_id: UUID, change: Mapping[str, Any]) -> Row:
    """Change how a queue treats who waits; what is left out stays. Who waits already is treated by it too.

    Raises:
        NotFound: no such queue.
    """
    with ports.database.transaction(call) as transaction:
        values = {**_read(transaction, queue_id), **change, "queue_id": queue_id}
        transaction.execute(queries.change_waiting, **values)
        transaction.ring(routing_doorbell(call.account_id))
        return values


def _read(transaction: Transaction, queue_id: UUID) -> Row:
    row = transaction.one(queries.read_waiting, queue_id=queue_id)
    if row is None:
        raise NotFound("Fila não encontrada.")
    return row
