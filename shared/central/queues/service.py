"""What people do with conversations and tickets. One use case, one transaction; each returns the conversation's id.

Locks: the conversation first, then the account's capacity (see migration 0008). A slot that becomes free is filled in
the same transaction.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from central.accounts.sight import load_sight_parameter
from central.call import Call
from central.clock import now
from central.conversations.append import append_message
from central.conversations.model import capacity_reached, closed, refusal
from central.conversations.service import load_viewer
from central.db.database import Transaction
from central.db.driver import psycopg
from central.desk.closing import check_may_close
from central.errors import Conflict, Forbidden, Invalid, NotFound
from central.events import Update, routing_doorbell
from central.ports import Ports
from central.queues import events, store
from central.queues.assigning import absorb_given, fill_free_slots
from central.queues.farewell import plan_farewell
from central.queues.model import Held, check_snooze
from central.surveys.asking import plan_survey


def accept_ticket(ports: Ports, call: Call, conversation_id: UUID) -> UUID:
    """Take a conversation that nobody has; the first wins.

    Raises:
        NotFound: no such conversation for this agent.
        Conflict: ``already_accepted`` (details.winner {id, name}), ``capacity_reached`` or ``conversation_closed``.
    """
    with ports.database.transaction(call) as transaction:
        _hold(transaction, conversation_id, blind=True)
        _take(transaction, conversation_id, call.user_id, "accepted")
    return conversation_id


def take_next(ports: Ports, call: Call, queue_id: UUID) -> UUID:
    """Take the conversation that is next in a queue.

    Raises:
        NotFound: no such queue, or nobody waits in it (``empty``).
        Forbidden: an agent who does not serve this queue.
        Conflict: ``capacity_reached``.
    """
    with ports.database.transaction(call) as transaction:
        if store.queue_exists(transaction, queue_id) is None:
            raise NotFound("Fila não encontrada.")
        viewer = load_viewer(transaction)
        if not viewer.sees_all and viewer.people is not None and str(queue_id) not in (viewer.queue_ids or ()):
            raise Forbidden("Você não atende nesta fila.", code="not_in_queue")
        found = store.head_of_queue(transaction, queue_id, viewer.parameter)
        if found is None:
            raise NotFound("Ninguém está esperando nesta fila.", code="empty")
        _take(transaction, found, call.user_id, "taken")
    return found


def assign_conversation(ports: Ports, call: Call, conversation_id: UUID, user_id: UUID | None) -> UUID:
    """Give a conversation to somebody, or (None) back to its queue, for somebody else.

    Raises:
        NotFound: no such conversation, or nobody of that id works here.
        Conflict: ``capacity_reached``, ``cannot_serve`` (their role) or ``conversation_closed``.
    """
    with ports.database.transaction(call) as transaction:
        held = hold_open(transaction, conversation_id)
        if user_id is None:
            _unassign(transaction, held)
        elif user_id != held.assignee_id:
            _give_to(transaction, held, user_id, queue_id=None)
    return conversation_id


def transfer_conversation(
    ports: Ports,
    call: Call,
    conversation_id: UUID,
    *,
    queue_id: UUID | None = None,
    user_id: UUID | None = None,
    note: str | None = None,
) -> UUID:
    """Hand a conversation on to another queue, to a colleague, or to a colleague within a queue.

    Another queue means another ticket: the old one ends as ``transferred``. Who had not been served yet keeps the place
    they waited for.

    Args:
        note: for the colleague; stored as a private note.

    Raises:
        Invalid: neither a queue nor a colleague.
        NotFound: one of the ids does not exist.
        Conflict: ``capacity_reached``, ``cannot_serve``, ``queue_inactive`` or ``conversation_closed``.
    """
    with ports.database.transaction(call) as transaction:
        hand_on(transaction, conversation_id, queue_id=queue_id, user_id=user_id, note=note)
    return conversation_id


def resolve_conversation(
    ports: Ports,
    call: Call,
    conversation_id: UUID,
    *,
    reason: str | None = None,
    note: str | None = None,
    quiet: bool = False,
) -> UUID:
    """Close a conversation and finish its ticket; the free slot is filled at once. Closing twice changes nothing.

    Args:
        quiet: the contact gets no last word.

    Raises:
        Invalid: ``closing_incomplete``: something the company asks for before is missing.
        NotFound: no such conversation for this agent.
    """
    with ports.database.transaction(call) as transaction:
        held = _hold(transaction, conversation_id)
        if held.status == "closed":
            return conversation_id
        check_may_close(transaction, conversation_id, reason=reason, note=note)
        add_note(transaction, conversation_id, note)
        resolve(transaction, held, reason, note=note, quiet=quiet)
    return conversation_id


def resolve(
    transaction: Transaction, held: Held, reason: str | None, *, note: str | None = None, quiet: bool = False
) -> None:
    """Within a transaction: close an open conversation that is locked and finish its ticket; for the system too."""
    user_id = transaction.call.actor.user_id
    ticket = store.end_ticket(transaction, held.id, "finished", reason, note)
    store.close_conversation(transaction, held.id, reason)
    transaction.push(Update("ticket_closed", held.id))
    if ticket is not None:
        transaction.emit(events.ticket_resolved(ticket, user_id=user_id, reason=reason))
        if not quiet:
            plan_farewell(transaction, held.id, ticket["id"])
        plan_survey(transaction, held.id, ticket["id"])
    transaction.emit(
        events.conversation_fact("ConversationClosed", held.id, user_id=user_id, reason=reason, queue_id=held.queue_id)
    )
    if held.ticket_state == "in_service":
        fill_free_slots(transaction)


def reopen_conversation(ports: Ports, call: Call, conversation_id: UUID) -> UUID:
    """Open a closed (or sleeping) conversation again, with the ticket it had.

    It goes to the agent who had it when they are there, or do it themselves; else to its queue.

    Raises:
        NotFound: no such conversation for this agent.
        Conflict: ``already_open``: the contact has another open conversation on this channel.
    """
    with ports.database.transaction(call) as transaction:
        held = _hold(transaction, conversation_id)
        if held.status == "open":
            return conversation_id
        try:
            store.open_conversation(transaction, conversation_id)
        except psycopg.errors.UniqueViolation as error:
            raise Conflict("Este cliente já tem outra conversa aberta neste canal.", code="already_open") from error
        if held.status == "snoozed":
            transaction.push(Update("ticket_updated", conversation_id))
            transaction.emit(
                events.conversation_fact("ConversationWoken", conversation_id, user_id=call.actor.user_id, by="agent")
            )
            if held.ticket_state == "waiting":
                fill_free_slots(transaction)
            return conversation_id
        transaction.emit(
            events.conversation_fact("ConversationReopened", conversation_id, user_id=call.actor.user_id, by="agent")
        )
        _hand_back(transaction, conversation_id, actor=call.actor.user_id)
    return conversation_id


def snooze_conversation(ports: Ports, call: Call, conversation_id: UUID, until: datetime) -> UUID:
    """Let a conversation sleep until a time; a new message of the contact wakes it earlier.

    Args:
        until: with a time zone; in the future, at most a year ahead.

    Raises:
        Invalid: the time.
        NotFound: no such conversation for this agent.
        Conflict: ``conversation_closed``.
    """
    check_snooze(until, now())
    with ports.database.transaction(call) as transaction:
        hold_open(transaction, conversation_id)
        store.snooze_conversation(transaction, conversation_id, until)
        transaction.push(Update("ticket_updated", conversation_id))
        transaction.emit(
            events.conversation_fact("ConversationSnoozed", conversation_id, user_id=call.actor.user_id, until=until)
        )
        transaction.ring(routing_doorbell(call.account_id, conversation_id=conversation_id, due_at=until))
    return conversation_id


def wake_conversation(ports: Ports, call: Call, conversation_id: UUID) -> bool:
    """Open a sleeping conversation whose time has come; False when it does not sleep.

    False also when its time has not come yet: then it is rung for again.
    """
    with ports.database.transaction(call) as transaction:
        asleep = store.hold_sleeping(transaction, conversation_id)
        if asleep is None:
            return False
        if not asleep["due"]:
            until = asleep["snoozed_until"]
            transaction.ring(routing_doorbell(call.account_id, conversation_id=conversation_id, due_at=until))
            return False
        store.open_conversation(transaction, conversation_id)
        transaction.push(Update("ticket_updated", conversation_id))
        transaction.emit(events.conversation_fact("ConversationWoken", conversation_id, user_id=None, by="time"))
        fill_free_slots(transaction)
    return True


def assign_waiting_tickets(ports: Ports, call: Call, *, limit: int = 50) -> int:
    """Look at all the account's lines; return how many tickets were given, or rang at somebody.

    What rang too long goes on to the next agent, who waited too long to the next queue, and who is silent loses the
    ticket. Rings routing again when more can be done (the limit was reached, or somebody held a conversation at that
    moment), and for the moment at which time decides something next.
    """
    with ports.database.transaction(call) as transaction:
        news = store.run_lines(transaction, limit)
        absorb_given(transaction, news)
        for moved in news["moved"]:
            _tell_overflow(transaction, moved)
        if news["due_at"] is not None:
            due_at = datetime.fromisoformat(news["due_at"])
            transaction.ring(routing_doorbell(transaction.account_id, due_at=due_at))
        return int(news["assigned"])


def _tell_overflow(transaction: Transaction, moved: Mapping[str, Any]) -> None:
    """Tell that a ticket moved on to another queue: watchers, the bus, and the conversation's own history."""
    conversation_id = UUID(moved["conversation_id"])
    transaction.push(Update("ticket_transferred", conversation_id))
    transaction.emit(events.ticket_overflowed(moved))
    append_message(
        transaction,
        conversation_id,
        author_type="system",
        type="system",
        text=f"{moved['from_name']} → {moved['to_name']}",
        content={"kind": "overflow", "from": moved["from_name"], "to": moved["to_name"]},
        private=True,
    )


def hand_on(
    transaction: Transaction,
    conversation_id: UUID,
    *,
    queue_id: UUID | None = None,
    user_id: UUID | None = None,
    note: str | None = None,
) -> None:
    """Within a transaction: what :func:`transfer_conversation` says, with its errors; for the system too."""
    if queue_id is None and user_id is None:
        raise Invalid(
            "Escolha uma fila ou um atendente.", fields={"queue_id": "Obrigatório.", "user_id": "Obrigatório."}
        )
    held = hold_open(transaction, conversation_id)
    if queue_id is not None:
        active = store.queue_exists(transaction, queue_id)
        if active is None:
            raise NotFound("Fila não encontrada.")
        if not active:
            raise Conflict("Esta fila está desativada.", code="queue_inactive")
    add_note(transaction, conversation_id, note)
    if user_id is None:
        assert queue_id is not None
        _move_to_queue(transaction, held, queue_id)
    elif user_id != held.assignee_id or queue_id not in (None, held.ticket_queue_id):
        _give_to(transaction, held, user_id, queue_id=queue_id)


def _hold(transaction: Transaction, conversation_id: UUID, *, blind: bool = False) -> Held:
    held = store.hold_conversation(transaction, conversation_id, sight=load_sight_parameter(transaction), blind=blind)
    if held is None:
        raise NotFound("Conversa não encontrada.")
    return held


def hold_open(transaction: Transaction, conversation_id: UUID) -> Held:
    """Return a conversation within the caller's sight that is not closed, locked.

    Raises:
        NotFound: no such conversation for the caller.
        Conflict: ``conversation_closed``.
    """
    held = _hold(transaction, conversation_id)
    if held.status == "closed":
        raise closed()
    return held


def _take(transaction: Transaction, conversation_id: UUID, user_id: UUID, how: str) -> None:
    outcome = store.take_conversation(transaction, conversation_id, user_id, how)
    error = refusal(outcome)
    if error is not None:
        raise error
    transaction.absorb(outcome.get("news"))


def add_note(transaction: Transaction, conversation_id: UUID, note: str | None) -> None:
    """Store what the caller wrote for their colleagues, if anything."""
    if note:
        append_message(
            transaction,
            conversation_id,
            author_type="agent",
            author_id=transaction.call.actor.user_id,
            text=note,
            private=True,
        )


def _unassign(transaction: Transaction, held: Held) -> None:
    if held.assignee_id is None:
        return
    if held.ticket_id is None:
        item = {"conversation_id": held.id, "reason": "agent", "avoid_user_id": held.assignee_id}
        transaction.absorb(store.queue_conversations(transaction, [item]))
        return
    store.put_back_in_line(transaction, held.ticket_id, avoid_user_id=held.assignee_id)
    store.set_handling(transaction, held.id, "waiting", None)
    transaction.push(Update("ticket_updated", held.id))
    transaction.emit(events.conversation_fact("ConversationUnassigned", held.id, from_user_id=held.assignee_id))
    fill_free_slots(transaction)


def _give_to(transaction: Transaction, held: Held, user_id: UUID, *, queue_id: UUID | None) -> None:
    """Give an open conversation to one person, in its queue or (``queue_id``) in another."""
    store.lock_capacity(transaction)
    moves = queue_id is not None and queue_id != held.ticket_queue_id
    place = queue_id if moves else held.ticket_queue_id or held.queue_id
    capacity = store.agent_capacity(transaction, user_id, place, held.id)
    if capacity is None:
        raise NotFound("Atendente não encontrado.")
    if not capacity["may_serve"]:
        raise Conflict("A função desta pessoa não permite atender neste canal.", code="cannot_serve")
    if user_id != held.assignee_id and not capacity["has_room"]:
        raise capacity_reached(capacity["load"], capacity["agent_limit"])
    if held.ticket is not None and (moves or held.assignee_id is not None):
        transaction.emit(
            events.ticket_transferred(
                held.ticket, to_queue_id=queue_id if moves else held.ticket_queue_id, to_user_id=user_id
            )
        )
    if held.ticket_state == "in_service" and not moves:
        assert held.ticket_id is not None
        store.pass_ticket_on(transaction, held.ticket_id, user_id)
        store.set_handling(transaction, held.id, "human", user_id)
        transaction.push(Update("ticket_transferred", held.id, user_id=user_id))
    else:
        if moves and held.ticket_id is not None:
            store.end_ticket(transaction, held.id, "transferred", None)
        if moves or held.assignee_id is not None:
            store.set_handling(transaction, held.id, "waiting", None, queue_id)
            transaction.push(Update("ticket_transferred", held.id, user_id=user_id))
        _take(transaction, held.id, user_id, "assigned")
    if held.ticket_state == "in_service":
        fill_free_slots(transaction)


def _move_to_queue(transaction: Transaction, held: Held, queue_id: UUID) -> None:
    if held.ticket_state == "waiting" and held.ticket_queue_id == queue_id:
        return
    if held.ticket is not None:
        transaction.emit(events.ticket_transferred(held.ticket, to_queue_id=queue_id, to_user_id=None))
        store.end_ticket(transaction, held.id, "transferred", None)
    store.set_handling(transaction, held.id, "waiting", None, queue_id)
    transaction.push(Update("ticket_transferred", held.id))
    item = {
        "conversation_id": held.id,
        "queue_id": queue_id,
        "reason": "rule" if transaction.call.actor.user_id is None else "agent",
        "avoid_user_id": held.assignee_id,
        "entered_at": held.ticket_entered_at if held.ticket_state == "waiting" else None,
    }
    transaction.absorb(store.queue_conversations(transaction, [item]))
    if held.ticket_state == "in_service":
        fill_free_slots(transaction)


def _hand_back(transaction: Transaction, conversation_id: UUID, *, actor: UUID | None) -> None:
    """Give a reopened conversation to who had it, or to its queue."""
    store.lock_capacity(transaction)
    ticket = store.revive_ticket(transaction, conversation_id)
    if ticket is None:
        store.set_handling(transaction, conversation_id, "bot", None)
        transaction.absorb(
            store.queue_conversations(transaction, [{"conversation_id": conversation_id, "reason": "agent"}])
        )
        return
    store.set_handling(transaction, conversation_id, "waiting", None, ticket["queue_id"])
    transaction.push(Update("ticket_updated", conversation_id))
    former: UUID | None = ticket["assignee_id"]
    capacity = store.agent_capacity(transaction, former, ticket["queue_id"], conversation_id) if former else None
    if (
        former is not None
        and capacity is not None
        and capacity["has_room"]
        and capacity["may_serve"]
        and (capacity["available"] or former == actor)
    ):
        # Who does it themselves is not asked again, whatever the queue says.
        how = "reopened" if former == actor else "same_agent"
        news = store.put_in_service(transaction, ticket["id"], former, how)
        transaction.absorb(news)
        if news["updates"]:
            return
    fill_free_slots(transaction, ticket["queue_id"])
