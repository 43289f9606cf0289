"""Reading conversations and messages, and everything about them that is not sending: marks, labels, priority, subject.

Whoever may not see a conversation is answered as if it did not exist.
"""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from central.accounts.sight import load_sight
from central.call import Call
from central.conversations import store
from central.conversations.model import Filter, Sort, Viewer
from central.conversations.store import Found
from central.db.database import Transaction
from central.errors import Invalid, NotFound
from central.events import Fact, Update, routing_doorbell, signal_doorbell
from central.platforms.phone import search_pattern
from central.ports import Ports


def load_viewer(transaction: Transaction) -> Viewer:
    """Return who looks, with what they see."""
    user_id = transaction.call.actor.user_id
    return Viewer.of(str(user_id) if user_id else None, load_sight(transaction))


def require_visible(transaction: Transaction, conversation_id: UUID, *, lock: bool = False) -> Found:
    """Return a conversation the caller may see.

    Args:
        lock: others who change it wait until this transaction ends. Taken first, so that nobody waits in a circle.

    Raises:
        NotFound: missing, somebody else's company, or not for the caller's eyes.
    """
    if lock:
        store.lock_conversation(transaction, conversation_id)
    found = store.find_visible(transaction, load_viewer(transaction), conversation_id)
    if found is None:
        raise NotFound("Conversa não encontrada.")
    return found


def list_conversations(
    ports: Ports, call: Call, wanted: Filter, *, sort: Sort = "-last_activity_at", cursor: str | None, limit: int
) -> tuple[list[dict[str, Any]], str | None]:
    """Return a page of conversations as the API shows them and the cursor of the next page.

    Raises:
        NotFound: a filter names what does not exist, or not here.
        Invalid: the cursor is of another list, or the filters contradict each other.
    """
    with ports.database.transaction(call) as transaction:
        if not store.names_what_exists(transaction, wanted):
            raise NotFound()
        viewer = load_viewer(transaction)
        found = None
        if wanted.search is not None:
            digits = wanted.search.digits
            found = store.search(transaction, viewer, wanted.search.words, digits and search_pattern(digits))
            if not found:
                return [], None
        return store.page_conversations(transaction, viewer, wanted, sort=sort, found=found, cursor=cursor, limit=limit)


def count_conversations(ports: Ports, call: Call) -> dict[str, int]:
    """Return the numbers the inbox shows: mine, unassigned, waiting, all, unread (of mine); open conversations only."""
    with ports.database.transaction(call) as transaction:
        return store.count_conversations(transaction, load_viewer(transaction))


def get_conversation(ports: Ports, call: Call, conversation_id: UUID) -> dict[str, Any]:
    """Return one conversation.

    Raises:
        NotFound: see :func:`require_visible`.
    """
    with ports.database.transaction(call) as transaction:
        require_visible(transaction, conversation_id)
        return show(transaction, conversation_id)


def show(transaction: Transaction, conversation_id: UUID) -> dict[str, Any]:
    """Return a conversation the caller was already found to see (or just changed)."""
    reader = transaction.call.actor.user_id
    shown = store.show_conversations(transaction, [conversation_id], reader=str(reader) if reader else None)
    if not shown:
        raise NotFound("Conversa não encontrada.")
    return shown[0]


def show_changed(ports: Ports, call: Call, conversation_id: UUID) -> dict[str, Any]:
    """Return a conversation the caller just changed, even if it is out of their sight now (handed on, given back)."""
    with ports.database.transaction(call) as transaction:
        return show(transaction, conversation_id)


def list_messages(
    ports: Ports, call: Call, conversation_id: UUID, *, cursor: str | None, limit: int
) -> tuple[list[dict[str, Any]], str | None]:
    """Return a page of messages, newest first, and the cursor of the older ones.

    Raises:
        NotFound: see :func:`require_visible`.
        Invalid: the cursor is of another list.
    """
    with ports.database.transaction(call) as transaction:
        require_visible(transaction, conversation_id)
        bodies, next_cursor = store.page_messages(transaction, conversation_id, cursor=cursor, limit=limit)
    return [sign_files(ports, body) for body in bodies], next_cursor


def get_message(ports: Ports, call: Call, message_id: UUID) -> dict[str, Any]:
    """Return one message; what a frame that was too large points at.

    Raises:
        NotFound: missing, or of a conversation the caller may not see.
    """
    with ports.database.transaction(call) as transaction:
        message = store.find_message(transaction, message_id)
        if message is None:
            raise NotFound("Mensagem não encontrada.")
        require_visible(transaction, message.conversation_id)
        body = store.show_messages(transaction, [message_id])[0]
    return sign_files(ports, body)


def sign_files(ports: Ports, message: Mapping[str, Any]) -> dict[str, Any]:
    """Return a message whose files carry a signed, short-lived address instead of our key."""
    if not message["media"]:
        return dict(message)
    return {**message, "media": [_signed(ports, file) for file in message["media"]]}


def _signed(ports: Ports, file: Mapping[str, Any]) -> dict[str, Any]:
    from central.media.service import signed_address  # few messages have a file; the fan-out starts without it

    shown = {name: value for name, value in file.items() if name != "object_key"}
    return {**shown, "url": signed_address(ports.blobs, file)}


def mark_read(ports: Ports, call: Call, conversation_id: UUID, *, sequence: int | None = None) -> dict[str, Any]:
    """Remember that the caller has read up to a message (default: all) and return the conversation.

    The unread counter is the responsible person's: somebody else who looks does not reset it. Where nobody is
    responsible, whoever looks does. The platform is told then, when the channel says so.

    Raises:
        NotFound: see :func:`require_visible`.
    """
    with ports.database.transaction(call) as transaction:
        found = require_visible(transaction, conversation_id, lock=True)
        point = found.last_sequence if sequence is None else min(sequence, found.last_sequence)
        store.save_read(transaction, conversation_id, call.user_id, point)
        if found.assignee_id in (None, call.user_id) and store.mark_read(transaction, conversation_id, point):
            transaction.push(Update("ticket_updated", conversation_id))
            if found.read_receipts == "on_view" and found.unread_count:
                seen = store.last_inbound(transaction, conversation_id, point)
                if seen is not None:
                    transaction.ring(signal_doorbell(call.account_id, conversation_id, "read", seen))
        return show(transaction, conversation_id)


def mark_unread(ports: Ports, call: Call, conversation_id: UUID) -> dict[str, Any]:
    """Let the contact's last message count as unread again, and return the conversation.

    Raises:
        NotFound: see :func:`require_visible`.
    """
    with ports.database.transaction(call) as transaction:
        require_visible(transaction, conversation_id, lock=True)
        store.mark_unread(transaction, conversation_id, call.user_id)
        transaction.push(Update("ticket_updated", conversation_id))
        return show(transaction, conversation_id)


def update_conversation(ports: Ports, call: Call, conversation_id: UUID, values: Mapping[str, Any]) -> dict[str, Any]:
    """Set ``subject`` and ``priority`` (1 to 10), as far as they are given, and return the conversation.

    Raises:
        NotFound: see :func:`require_visible`.
    """
    with ports.database.transaction(call) as transaction:
        before = require_visible(transaction, conversation_id, lock=True)
        if values:
            store.change_conversation(
                transaction,
                conversation_id,
                subject=values.get("subject"),
                set_subject="subject" in values,
                priority=values.get("priority"),
            )
            transaction.push(Update("ticket_updated", conversation_id))
        shown = show(transaction, conversation_id)
        _tell_priority(transaction, conversation_id, before.priority, shown["priority"])
        return shown


def raise_priority(transaction: Transaction, conversation_id: UUID, priority: int) -> None:
    """Within a transaction: give a conversation at least this priority; a ticket that is active follows."""
    before = store.raise_priority(transaction, conversation_id, priority)
    if before is not None:
        transaction.push(Update("ticket_updated", conversation_id))
        _tell_priority(transaction, conversation_id, before, priority)


def set_labels(
    ports: Ports,
    call: Call,
    conversation_id: UUID,
    names: Sequence[str],
    *,
    add: bool = False,
    remove: bool = False,
) -> dict[str, Any]:
    """Give a conversation exactly these labels, or ``add`` or ``remove`` them, and return the conversation.

    Raises:
        NotFound: see :func:`require_visible`.
        Invalid: a label does not exist.
    """
    with ports.database.transaction(call) as transaction:
        before = require_visible(transaction, conversation_id, lock=True)
        wanted = {name.lower() for name in names}
        if add or remove:
            present = {name.lower() for name in store.list_label_names(transaction, conversation_id)}
            known = store.find_labels(transaction, [*present, *wanted])
            _check_labels(known, wanted)
            wanted = present | wanted if add else present - wanted
        else:
            known = store.find_labels(transaction, [*wanted])
            _check_labels(known, wanted)
        if store.set_labels(transaction, conversation_id, [known[name] for name in sorted(wanted)]):
            store.touch_conversation(transaction, conversation_id)
            transaction.push(Update("ticket_updated", conversation_id))
            # A label may ask for a skill less: somebody may be free for it.
            transaction.ring(routing_doorbell(call.account_id))
        shown = show(transaction, conversation_id)
        # A rule may raise the priority for a label.
        _tell_priority(transaction, conversation_id, before.priority, shown["priority"])
        return shown


def _tell_priority(transaction: Transaction, conversation_id: UUID, before: int, after: int) -> None:
    if before != after:
        user_id = transaction.call.actor.user_id
        data = {
            "conversation_id": str(conversation_id),
            "user_id": None if user_id is None else str(user_id),
            "from_priority": before,
            "to_priority": after,
        }
        transaction.emit(Fact("central.conversations", "ConversationPriorityChanged", data))


def _check_labels(known: Mapping[str, UUID], wanted: set[str]) -> None:
    missing = sorted(wanted - set(known))
    if missing:
        raise Invalid("Esta etiqueta não existe.", fields={"labels": f"Não existe: {', '.join(missing)[:200]}."})
