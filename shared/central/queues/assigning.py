"""Giving waiting tickets to whoever is free, and taking them from whoever is gone."""

from uuid import UUID

from central.call import Call
from central.db.database import Transaction
from central.events import routing_doorbell
from central.ports import Ports
from central.queues import store

# While somebody else changes a conversation its ticket is passed over; a moment later it is free.
_PASSED_OVER_SECONDS = 1


def fill_free_slots(transaction: Transaction, queue_id: UUID | None = None, *, limit: int = 50) -> int:
    """Within a transaction: give waiting tickets to free agents (of one queue or of all); return how many."""
    news = store.assign_waiting_tickets(transaction, queue_id, limit)
    absorb_given(transaction, news)
    return int(news["assigned"])


def absorb_given(transaction: Transaction, news: store.News) -> None:
    """Tell what an assignment did, and have the lines looked at again where more can be done."""
    transaction.absorb(news)
    if news["left"] or news["assigned"]:
        # More to give, or contacts behind in line to be told their new place.
        transaction.ring(routing_doorbell(transaction.account_id, delay_seconds=_PASSED_OVER_SECONDS))


def give_back_absent_agents(ports: Ports, call: Call) -> None:
    """Tell who is gone, and give the tickets of those who are gone too long to others."""
    with ports.database.transaction(call) as transaction:
        transaction.absorb(store.give_back(transaction))
