"""What rings at an agent: they accept or decline; who lets it ring is passed over (see the SQL function end_offers).

Locks as everywhere: the conversation, then the account's capacity. So of an accept, a decline and the end of the time
one comes first and the others are told.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from central.accounts.sight import load_sight_parameter
from central.call import Call
from central.db.database import Row, Transaction
from central.db.queries import Queries
from central.errors import Conflict, NotFound
from central.events import Update
from central.ports import Ports
from central.queues import events, store
from central.queues.assigning import fill_free_slots

queries = Queries(Path(__file__).with_name("offers.sql"))


@dataclass(frozen=True, slots=True)
class Offer:
    """A ticket that rings at somebody, and what they need to decide."""

    ticket_id: UUID
    protocol: str
    conversation_id: UUID
    priority: int
    entered_at: datetime
    offered_at: datetime
    offered_until: datetime
    queue_id: UUID
    queue_name: str
    contact_name: str
    channel_type: str
    channel_name: str
    preview: str | None


def list_offers(ports: Ports, call: Call) -> list[Offer]:
    """Return what rings at the caller now, the oldest first."""
    with ports.database.transaction(call) as transaction:
        return transaction.all_as(Offer, queries.list_offers, user_id=call.user_id)


def accept_offer(ports: Ports, call: Call, conversation_id: UUID) -> UUID:
    """Take what rings at the caller; return the conversation's id. Doing it twice changes nothing.

    Raises:
        NotFound: no such conversation for this agent.
        Conflict: ``offer_over`` (it rang too long, or was withdrawn), or ``already_accepted`` (details.winner {id,
            name}).
    """
    with ports.database.transaction(call) as transaction:
        ticket = _hold(transaction, call, conversation_id)
        if ticket is not None:
            transaction.absorb(store.put_in_service(transaction, ticket["ticket_id"], call.user_id, "offer"))
            transaction.push(Update("offers_changed", user_id=call.user_id))
    return conversation_id


def decline_offer(ports: Ports, call: Call, conversation_id: UUID, reason: str | None = None) -> None:
    """Let what rings at the caller ring at the next agent; the caller is not asked again for a minute.

    Args:
        reason: for supervisors and reports.

    Raises:
        NotFound, Conflict: see :func:`accept_offer`; ``already_accepted`` also when the caller has it by now.
    """
    with ports.database.transaction(call) as transaction:
        ticket = _hold(transaction, call, conversation_id)
        if ticket is None:
            raise Conflict("Você já assumiu este atendimento.", code="already_accepted")
        transaction.execute(queries.decline_offer, ticket_id=ticket["ticket_id"])
        transaction.push(Update("offers_changed", user_id=call.user_id))
        transaction.emit(events.ticket_declined(ticket, user_id=call.user_id, reason=reason))
        fill_free_slots(transaction)


def _hold(transaction: Transaction, call: Call, conversation_id: UUID) -> Row | None:
    """Lock the conversation and the capacity; return the ticket that rings at the caller, None when it is theirs."""
    if store.hold_conversation(transaction, conversation_id, sight=None) is None:
        raise NotFound("Conversa não encontrada.")
    store.lock_capacity(transaction)
    ticket = transaction.one(queries.find_offer, conversation_id=conversation_id, user_id=call.user_id)
    if ticket is None or not ticket["rang_here"]:
        # Only who may see it learns more than that there is nothing for them.
        sight = load_sight_parameter(transaction)
        if store.hold_conversation(transaction, conversation_id, sight=sight, blind=True) is None:
            raise NotFound("Conversa não encontrada.")
    if ticket is not None and ticket["assignee_id"] == call.user_id:
        return None
    if ticket is not None and ticket["assignee_id"] is not None:
        winner = {"id": str(ticket["assignee_id"]), "name": ticket["assignee_name"]}
        raise Conflict(
            f"{winner['name']} já assumiu esta conversa.", code="already_accepted", details={"winner": winner}
        )
    if ticket is None or ticket["offered_to"] != call.user_id or ticket["over"]:
        raise Conflict("O tempo para responder a este chamado acabou.", code="offer_over")
    return ticket
