"""Sending what was scheduled, within a transaction that has the conversation and the row."""

from uuid import UUID

from central.conversations import sending
from central.conversations.append import append_message
from central.conversations.model import Viewer
from central.conversations.outgoing import content_of
from central.conversations.store import Found, find_visible, lock_conversation
from central.db.database import Transaction
from central.errors import NotFound
from central.events import Update
from central.followups import store
from central.followups.model import Scheduled
from central.queues import store as queues

_ANYBODY = Viewer(None, True)


def deliver(transaction: Transaction, scheduled: Scheduled) -> None:
    """Append it to its conversation in its author's name, whether they still work here or not, and mark it sent.

    A reminder is a note that its author is told of. Of a closed conversation the contact's open one on the same channel
    is written in; when there is none it opens again.

    Raises:
        Conflict, Invalid, NotFound: the platform would refuse it, or the channel is off; nothing was done.
    """
    if scheduled.kind == "reminder":
        row = append_message(
            transaction,
            scheduled.conversation_id,
            author_type="agent",
            author_id=scheduled.author_id,
            text=scheduled.text,
            private=True,
            client_id=scheduled.id,
            metadata={"scheduled_id": str(scheduled.id)},
        )
        tell(transaction, scheduled, "reminder", scheduled.text)
    else:
        found = _open_conversation(transaction, scheduled.conversation_id)
        message = scheduled.draft.outgoing
        text = sending.check_sendable(transaction, found, message, author_id=scheduled.author_id)
        row = append_message(
            transaction,
            found.id,
            author_type="agent",
            author_id=scheduled.author_id,
            type=scheduled.type,
            text=text,
            content=content_of(message),
            client_id=scheduled.id,
            media_ids=() if message.file_id is None else (message.file_id,),
            metadata={"scheduled_id": str(scheduled.id)},
        )
    store.end_scheduled(transaction, scheduled.id, "sent", message_id=row["id"])


def tell(transaction: Transaction, scheduled: Scheduled, kind: str, text: str | None) -> None:
    """Tell the author, wherever they are in the app."""
    data = {
        "kind": kind,
        "text": (text or "")[:500],
        "severity": "info",
        "audience": "person",
        "conversation_id": str(scheduled.conversation_id),
    }
    transaction.push(Update("system_message", user_id=scheduled.author_id, data=data))


def _open_conversation(transaction: Transaction, conversation_id: UUID) -> Found:
    found = _find(transaction, conversation_id)
    if found.status != "closed":
        return found
    other = store.other_conversation(transaction, conversation_id)
    if other is None:
        queues.open_conversation(transaction, conversation_id)
        queues.set_handling(transaction, conversation_id, "bot", None)
        transaction.push(Update("ticket_updated", conversation_id))
        return _find(transaction, conversation_id)
    lock_conversation(transaction, other)
    return _find(transaction, other)


def _find(transaction: Transaction, conversation_id: UUID) -> Found:
    found = find_visible(transaction, _ANYBODY, conversation_id)
    if found is None:
        raise NotFound("Conversa não encontrada.")
    return found
