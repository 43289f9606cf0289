"""Going on with a case on another channel: the ticket here ends, and one there with the same contact takes its place.

Locks: both conversations, in the order of their ids; then the account's capacity.
"""

from pathlib import Path
from uuid import UUID

from central.accounts.sight import load_sight
from central.call import Call
from central.conversations import store as conversations
from central.conversations.append import append_message
from central.conversations.model import refusal
from central.conversations.service import raise_priority, require_visible
from central.db.database import Row, Transaction
from central.db.driver import psycopg
from central.db.queries import Queries
from central.errors import Conflict, Invalid, NotFound
from central.events import Update
from central.ports import Ports
from central.queues import events, store
from central.queues.assigning import fill_free_slots
from central.queues.model import Held
from central.queues.service import add_note, hold_open

queries = Queries(Path(__file__).with_name("channel_transfer.sql"))


def transfer_to_channel(
    ports: Ports, call: Call, conversation_id: UUID, channel_id: UUID, *, note: str | None = None
) -> UUID:
    """End the ticket as ``transferred``, close its conversation and go on with the contact on another channel.

    What is open there is carried on; else the last conversation, where the channel puts who returns into it; else a
    new one begins. It is for whoever has it here; where nobody has, or they have no room there or may not serve it, it
    waits in that channel's queue. Nothing is said to the contact, no survey is asked. Returns the conversation there.

    Args:
        note: for whoever goes on; stored there as a private note.

    Raises:
        Invalid: ``same_channel``, ``channel_inactive`` or ``no_address``.
        NotFound: no such conversation or channel for the caller.
        Conflict: ``already_accepted``: a colleague has the conversation there; ``conversation_closed``.
    """
    with ports.database.transaction(call) as transaction:
        channel = _find_channel(transaction, channel_id)
        contact_id = require_visible(transaction, conversation_id).contact_id
        there_id = _find_there(transaction, channel_id, contact_id)
        transaction.execute(
            queries.lock_conversations, ids=[conversation_id] if there_id is None else [conversation_id, there_id]
        )
        held = hold_open(transaction, conversation_id)
        if held.channel_id == channel_id:
            raise Invalid(
                "A conversa já está neste canal. Escolha outro.",
                code="same_channel",
                fields={"channel_id": "É o canal da conversa."},
            )
        if channel["state"] != "active":
            raise Invalid(
                "Por este canal não se envia nada agora. Escolha outro.",
                code="channel_inactive",
                fields={"channel_id": "Não está ativo."},
            )
        if (held.contact_id, there_id) != (contact_id, _find_there(transaction, channel_id, held.contact_id)):
            raise _changed()
        if held.ticket is not None:
            store.end_ticket(transaction, held.id, "transferred", None)
        there = _open_there(transaction, held, channel, there_id)
        _give(transaction, held, there)
        _link(transaction, held, there.id, channel)
        add_note(transaction, there.id, note)
        store.close_conversation(transaction, held.id, None)
        transaction.push(Update("ticket_closed", held.id))
        transaction.emit(
            events.conversation_fact(
                "ConversationClosed", held.id, user_id=call.actor.user_id, reason=None, queue_id=held.queue_id
            )
        )
        if held.ticket_state == "in_service":
            fill_free_slots(transaction)
        return there.id


def _find_channel(transaction: Transaction, channel_id: UUID) -> Row:
    channel = conversations.find_channel(transaction, channel_id)
    sight = load_sight(transaction)
    hidden = sight is not None and sight.channel_ids is not None and str(channel_id) not in sight.channel_ids
    if channel is None or hidden:
        raise NotFound("Canal não encontrado.")
    return channel


def _find_there(transaction: Transaction, channel_id: UUID, contact_id: UUID) -> UUID | None:
    row = transaction.one(queries.find_there, channel_id=channel_id, contact_id=contact_id)
    return row["id"] if row else None


def _changed() -> Conflict:
    return Conflict("A conversa com este cliente mudou neste momento. Tente de novo.")


def _open_there(transaction: Transaction, held: Held, channel: Row, there_id: UUID | None) -> Held:
    """Return the conversation on the other channel, open and locked, with what the case takes along."""
    identity = conversations.find_identity_of_contact(transaction, held.contact_id, channel["type"])
    if identity is None:
        raise Invalid(
            "Este cliente não tem um endereço neste tipo de canal. Acrescente-o ao contato ou escolha outro canal.",
            code="no_address",
            fields={"channel_id": "O cliente não tem um endereço neste canal."},
        )
    there = None if there_id is None else store.hold_conversation(transaction, there_id, sight=None)
    fresh = there is None or there.status == "closed"
    user_id = transaction.call.actor.user_id
    if there is None:
        there_id = conversations.open_conversation(
            transaction,
            channel_id=channel["id"],
            contact_id=held.contact_id,
            identity_id=identity["id"],
            subject=held.subject,
        )
        if there_id is None:
            raise _changed()
        data = {"channel_id": channel["id"], "contact_id": held.contact_id, "reopened": False, "started_by": user_id}
        transaction.emit(events.conversation_fact("ConversationOpened", there_id, **data))
    elif there.status == "closed":
        try:
            transaction.count(queries.open_again, conversation_id=there.id)
        except psycopg.errors.UniqueViolation as error:
            raise _changed() from error
        transaction.emit(events.conversation_fact("ConversationReopened", there.id, user_id=user_id, by="agent"))
    elif there.status == "snoozed":
        store.open_conversation(transaction, there.id)
        transaction.emit(events.conversation_fact("ConversationWoken", there.id, user_id=user_id, by="agent"))
    assert there_id is not None
    transaction.execute(
        queries.carry_over,
        conversation_id=there_id,
        waiting_since=held.waiting_since,
        subject=held.subject,
        priority=held.priority,
        fresh=fresh,
    )
    if not fresh:
        raise_priority(transaction, there_id, held.priority)
    there = store.hold_conversation(transaction, there_id, sight=None)
    assert there is not None
    return there


def _give(transaction: Transaction, held: Held, there: Held) -> None:
    """Give the conversation there to whoever has it here, or to its queue."""
    user_id = held.assignee_id or there.assignee_id
    if user_id is not None and (there.assignee_id is not None or _may_serve(transaction, user_id, there)):
        outcome = store.take_conversation(transaction, there.id, user_id, "assigned")
        if outcome["outcome"] not in ("full", "missing"):
            error = refusal(outcome)
            if error is not None:
                error.details.setdefault("conversation_id", str(there.id))
                raise error
            transaction.absorb(outcome.get("news"))
            return
    transaction.absorb(store.queue_conversations(transaction, [{"conversation_id": there.id, "reason": "agent"}]))


def _may_serve(transaction: Transaction, user_id: UUID, there: Held) -> bool:
    store.lock_capacity(transaction)
    capacity = store.agent_capacity(transaction, user_id, there.ticket_queue_id or there.queue_id, there.id)
    return capacity is not None and capacity["may_serve"]


def _link(transaction: Transaction, held: Held, there_id: UUID, channel: Row) -> None:
    """Let both tickets name each other, and both conversations say so."""
    there = store.hold_conversation(transaction, there_id, sight=None)
    assert there is not None
    if held.ticket is not None:
        if there.ticket_id is not None:
            transaction.execute(queries.continue_ticket, former_id=held.ticket_id, ticket_id=there.ticket_id)
        transaction.emit(
            events.ticket_transferred(
                held.ticket,
                to_queue_id=there.ticket_queue_id,
                to_user_id=there.assignee_id,
                to_channel_id=channel["id"],
                to_ticket_id=there.ticket_id,
            )
        )
    here = conversations.find_channel(transaction, held.channel_id)
    assert here is not None
    places = (here["name"], held.ticket_protocol), (channel["name"], there.ticket_protocol)
    text = " → ".join(f"{name} ({protocol})" if protocol else name for name, protocol in places)
    content = {"kind": "channel", "from": here["name"], "to": channel["name"]}
    for conversation_id in (held.id, there_id):
        append_message(
            transaction,
            conversation_id,
            author_type="system",
            type="system",
            text=text,
            content=content,
            private=True,
        )
