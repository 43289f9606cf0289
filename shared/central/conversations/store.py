"""Statements about conversations and messages, one function each."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple
from uuid import UUID

from central.conversations.model import Filter, Sort, Viewer, show_conversation
from central.db.database import Transaction
from central.db.driver import Jsonb
from central.db.queries import load_queries
from central.paging import Keyset

queries = load_queries(__file__)

# No list shows more of a search than this: who gets so much types another word.
_MOST_FOUND = 2000
# A label that so many have is soon met in any list; one that fewer have is looked for the other way round.
_RARE = 2000
_FAR_FUTURE = datetime(9999, 1, 1, tzinfo=UTC)

_PAGES: Mapping[Sort, tuple[str, Keyset]] = {
    "-last_activity_at": (queries.page_recent, Keyset("conversations/recent", "time", "id")),
    "last_activity_at": (queries.page_oldest, Keyset("conversations/oldest", "time", "id")),
    "-priority": (queries.page_by_priority, Keyset("conversations/priority", "int", "time", "id")),
    "waiting_since": (queries.page_by_waiting, Keyset("conversations/waiting", "time", "id")),
    "sla_due_at": (queries.page_by_sla, Keyset("conversations/sla", "time", "id")),
}
_MESSAGES = Keyset("messages", "int")


class Found(NamedTuple):
    """What a use case needs to know of a conversation. ``window_expires_at`` None: the contact never wrote."""

    id: UUID
    channel_id: UUID
    contact_id: UUID
    identity_id: UUID | None
    status: str
    session: str
    assignee_id: UUID | None
    queue_id: UUID | None
    last_sequence: int
    read_sequence: int
    unread_count: int
    priority: int
    version: int
    channel_type: str
    channel_state: str
    read_receipts: str
    window_expires_at: datetime | None


class FoundMessage(NamedTuple):
    """What a use case needs to know of a message."""

    id: UUID
    conversation_id: UUID
    channel_id: UUID
    sequence: int
    direction: str
    private: bool
    type: str
    status: str | None
    external_id: str | None
    deleted_at: datetime | None
    stored_at: datetime


class FoundFile(NamedTuple):
    """An uploaded file."""

    id: UUID
    kind: str
    state: str
    mime_type: str | None
    file_name: str | None
    bytes: int | None
    animated: bool
    voice: bool
    message_id: UUID | None
    created_by: UUID | None


def names_what_exists(transaction: Transaction, wanted: Filter) -> bool:
    """Return whether every queue, channel, person and contact a filter names is of this account."""
    ids = {name: getattr(wanted, name) for name in ("queue_id", "channel_id", "assignee_id", "contact_id")}
    if not any(ids.values()):
        return True
    row = transaction.one(queries.names_what_exists, **ids)
    return bool(row and row["known"])


def page_conversations(
    transaction: Transaction,
    viewer: Viewer,
    wanted: Filter,
    *,
    sort: Sort,
    found: Sequence[UUID] | None,
    cursor: str | None,
    limit: int,
) -> tuple[list[dict[str, Any]], str | None]:
    """Return a page of conversations as the API shows them, and the cursor of the next.

    Args:
        found: what a search found; None when nothing was searched.
        cursor: as an earlier page gave it.

    Raises:
        Invalid: the cursor is of another list, or the filters contradict each other.
    """
    statement, keyset = _PAGES[sort]
    after = keyset.decode(cursor)
    conditions = wanted.conditions(viewer)
    if found is None and wanted.label is not None:
        found = _find_rarely_labelled(transaction, wanted.label)
    parameters: dict[str, Any] = {
        "filter": Jsonb(conditions),
        "ids": list(found) if found is not None else None,
        "sight": viewer.parameter,
        "reader": viewer.user_id,
        "after_time": after[-2] if after else None,
        "after_id": after[-1] if after else None,
        "limit": limit + 1,
    }
    # A search and most filters are planned as they are; what everybody looks at all day keeps its plan.
    plain = found is None and conditions.keys() <= {"status"}
    own = wanted.view == "mine"
    if sort == "-last_activity_at" and (
        wanted.status is None if own else not viewer.sees_all and viewer.people is not None
    ):
        statement = queries.page_recent_of_people_plain if plain else queries.page_recent_of_people
        others = frozenset[str]() if own else viewer.people or frozenset()
        parameters["people"] = sorted({viewer.user_id or "", *others} - {""})
        parameters["unassigned"] = "assignee_id" not in conditions and wanted.status != "closed"
    elif sort == "-last_activity_at" and plain:
        statement = queries.page_recent_plain
    if plain:
        parameters["status"] = wanted.status
    if sort == "-priority":
        parameters["after_priority"] = after[0] if after else None
    rows = transaction.all(statement, **parameters)
    next_cursor = None
    if len(rows) > limit:
        rows = rows[:limit]
        next_cursor = keyset.encode(_sort_key(sort, rows[-1]))
    return [show_conversation(row) for row in rows], next_cursor


def _sort_key(sort: Sort, row: Mapping[str, Any]) -> tuple[Any, ...]:
    if sort == "waiting_since":
        return (_time(row["waiting_since"]) if row["waiting_since"] else _FAR_FUTURE, row["id"])
    if sort == "-priority":
        return (row["priority"], _time(row["last_activity_at"]), row["id"])
    if sort == "sla_due_at":
        return (_time(row["sla_due_at"]), row["id"])
    return (_time(row["last_activity_at"]), row["id"])


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def _find_rarely_labelled(transaction: Transaction, label: str) -> list[UUID] | None:
    """Return the conversations with a label, seen by the caller or not; None when so many have it that lists meet it.

    A list that walks in its order until it has met enough would read every conversation of the company for a rare one.
    """
    row = transaction.one(queries.find_labelled, label=label, limit=_RARE + 1)
    ids: list[UUID] = row["ids"] if row else []
    return ids if len(ids) <= _RARE else None


def search(transaction: Transaction, viewer: Viewer, words: Sequence[str], digits: str | None) -> list[UUID]:
    """Return the visible conversations that match, newest activity first.

    Args:
        digits: when a phone number was typed, the middle of a LIKE pattern for it.
    """
    row = transaction.one(
        queries.search_conversations,
        words=list(words),
        digits=digits,
        sight=viewer.parameter,
        limit=_MOST_FOUND,
    )
    ids: list[UUID] = row["ids"] if row else []
    return ids


def count_conversations(transaction: Transaction, viewer: Viewer) -> dict[str, int]:
    """Return the inbox's numbers: mine, unassigned, waiting, all, unread."""
    row = transaction.one(queries.count_conversations, reader=viewer.user_id, sight=viewer.parameter)
    return dict(row or {})


def show_conversations(transaction: Transaction, ids: Sequence[UUID], *, reader: str | None) -> list[dict[str, Any]]:
    """Return conversations of the account as the API shows them, whoever may see them; unknown ids are left out."""
    rows = transaction.all(queries.show_conversations, ids=list(ids), reader=reader)
    return [show_conversation(row) for row in rows]


def find_visible(transaction: Transaction, viewer: Viewer, conversation_id: UUID) -> Found | None:
    """Return a conversation the viewer may see, or None."""
    return transaction.one_as(Found, queries.find_visible, id=conversation_id, sight=viewer.parameter)


def lock_conversation(transaction: Transaction, conversation_id: UUID) -> None:
    """Let others who change this conversation wait until this transaction ends."""
    transaction.execute(queries.lock_conversation, id=conversation_id)


def page_messages(
    transaction: Transaction, conversation_id: UUID, *, cursor: str | None, limit: int
) -> tuple[list[dict[str, Any]], str | None]:
    """Return a page of messages, newest first, with ``object_key`` in their files, and the cursor of the older ones."""
    before = _MESSAGES.decode(cursor)
    rows = transaction.all(
        queries.page_messages,
        conversation_id=conversation_id,
        before=before[0] if before else None,
        limit=limit + 1,
    )
    bodies = [row["body"] for row in rows]
    next_cursor = _MESSAGES.encode((bodies[limit - 1]["sequence"],)) if len(bodies) > limit else None
    return bodies[:limit], next_cursor


def show_messages(transaction: Transaction, ids: Sequence[UUID]) -> list[dict[str, Any]]:
    """Return messages of the account with ``object_key`` in their files; unknown ids are left out."""
    return [row["body"] for row in transaction.all(queries.show_messages, ids=list(ids))]


def find_message(transaction: Transaction, message_id: UUID) -> FoundMessage | None:
    """Return a message of the account, whoever may see it."""
    return transaction.one_as(FoundMessage, queries.find_message, id=message_id)


def find_by_client_id(transaction: Transaction, conversation_id: UUID, client_id: UUID) -> UUID | None:
    """Return the message an optimistic send already made."""
    row = transaction.one(queries.find_by_client_id, conversation_id=conversation_id, client_id=client_id)
    return row["id"] if row else None


def retry_message(transaction: Transaction, message_id: UUID) -> bool:
    """Put a failed or unconfirmed message back into its lane; False when it is neither (any more)."""
    return transaction.count(queries.retry_message, id=message_id) > 0


def retry_files(transaction: Transaction, message_id: UUID) -> list[UUID]:
    """Prepare the message's failed files again; return those to be worked on."""
    return [row["id"] for row in transaction.all(queries.retry_files, message_id=message_id)]


def find_media(transaction: Transaction, media_id: UUID) -> FoundFile | None:
    """Return an uploaded file and keep others from sending it too."""
    return transaction.one_as(FoundFile, queries.find_media, id=media_id)


def set_media_kind(transaction: Transaction, media_id: UUID, *, kind: str, voice: bool, waits: bool) -> None:
    """Set how an uploaded file is sent; ``waits``: a worker must prepare it (again) for that."""
    transaction.execute(queries.set_media_kind, id=media_id, kind=kind, voice=voice, waits=waits)


def find_template(transaction: Transaction, channel_id: UUID, name: str, language: str) -> dict[str, Any] | None:
    """Return a template of a channel."""
    return transaction.one(queries.find_template, channel_id=channel_id, name=name, language=language)


def set_reaction(transaction: Transaction, message_id: UUID, author_id: UUID, emoji: str) -> None:
    """Store the company's reaction; an empty one takes it back."""
    if emoji:
        transaction.execute(queries.set_reaction, message_id=message_id, author_id=author_id, emoji=emoji)
    else:
        transaction.execute(queries.remove_reactions, message_id=message_id)


def save_read(transaction: Transaction, conversation_id: UUID, user_id: UUID, sequence: int) -> bool:
    """Remember how far somebody has read; False when they had read so far already."""
    return transaction.count(queries.save_read, conversation_id=conversation_id, user_id=user_id, sequence=sequence) > 0


def mark_read(transaction: Transaction, conversation_id: UUID, sequence: int) -> bool:
    """Reset the conversation's unread counter up to a message; False when nothing changed."""
    return transaction.count(queries.mark_read, id=conversation_id, sequence=sequence) > 0


def last_inbound(transaction: Transaction, conversation_id: UUID, sequence: int) -> UUID | None:
    """Return the contact's last message up to a point."""
    row = transaction.one(queries.last_inbound, conversation_id=conversation_id, sequence=sequence)
    return row["id"] if row else None


def mark_unread(transaction: Transaction, conversation_id: UUID, user_id: UUID) -> None:
    """Let the contact's last message count as unread again."""
    transaction.execute(queries.mark_unread, id=conversation_id, user_id=user_id)


def change_conversation(
    transaction: Transaction, conversation_id: UUID, *, subject: str | None, set_subject: bool, priority: int | None
) -> None:
    """Set subject (when ``set_subject``) and priority (when not None)."""
    transaction.execute(
        queries.change_conversation, id=conversation_id, subject=subject, set_subject=set_subject, priority=priority
    )


def raise_priority(transaction: Transaction, conversation_id: UUID, priority: int) -> int | None:
    """Set a priority that is higher than the present one, and return that; None when it is not."""
    row = transaction.one(queries.raise_priority, id=conversation_id, priority=priority)
    return None if row is None else row["before"]


def find_labels(transaction: Transaction, names: Sequence[str]) -> dict[str, UUID]:
    """Return the labels with these names, by lower-case name."""
    rows = transaction.all(queries.find_labels, names=[name.lower() for name in names])
    return {row["name"].lower(): row["id"] for row in rows}


def list_label_names(transaction: Transaction, conversation_id: UUID) -> list[str]:
    """Return the names of a conversation's labels."""
    return [row["name"] for row in transaction.all(queries.list_label_names, id=conversation_id)]


def set_labels(transaction: Transaction, conversation_id: UUID, label_ids: Sequence[UUID]) -> bool:
    """Give a conversation exactly these labels; return whether anything changed."""
    row = transaction.one(queries.set_labels, id=conversation_id, label_ids=list(label_ids))
    return bool(row and row["changed"])


def touch_conversation(transaction: Transaction, conversation_id: UUID) -> None:
    """Raise the conversation's version."""
    transaction.execute(queries.touch_conversation, id=conversation_id)


def find_identity_of_contact(transaction: Transaction, contact_id: UUID, channel_type: str) -> dict[str, Any] | None:
    """Return ``{id, contact_id}``: the address of a contact on a kind of channel."""
    return transaction.one(queries.find_identity_of_contact, contact_id=contact_id, channel_type=channel_type)


def find_or_create_contact(
    transaction: Transaction, channel_type: str, *, phone: str, match_key: str, name: str | None
) -> dict[str, Any]:
    """Return ``{id, contact_id}`` of whoever has this number; an unknown one becomes a contact.

    Args:
        phone: digits without ``+``. The form the platform gave us before is kept.
    """
    known = transaction.one(queries.find_identity_by_phone, channel_type=channel_type, match_key=match_key)
    if known is None:
        contact = {"identities": [{"kind": "wa_phone", "value": phone, "match_key": match_key}], "name": name or phone}
        known = transaction.one(queries.create_contact, channel_type=channel_type, contact=Jsonb(contact))
    assert known is not None
    return known


def find_channel(transaction: Transaction, channel_id: UUID) -> dict[str, Any] | None:
    """Return ``{id, type, state, name}`` of a channel."""
    return transaction.one(queries.find_channel, id=channel_id)


def open_conversation(
    transaction: Transaction, *, channel_id: UUID, contact_id: UUID, identity_id: UUID, subject: str | None
) -> UUID | None:
    """Open a conversation; None when one with this contact is open already."""
    row = transaction.one(
        queries.open_conversation,
        channel_id=channel_id,
        contact_id=contact_id,
        identity_id=identity_id,
        subject=subject,
    )
    return row["id"] if row else None


def find_open_conversation(transaction: Transaction, channel_id: UUID, contact_id: UUID) -> dict[str, Any] | None:
    """Return ``{id, assignee_id, assignee_name}`` of the open conversation and lock it."""
    return transaction.one(queries.find_open_conversation, channel_id=channel_id, contact_id=contact_id)


def take_conversation(transaction: Transaction, conversation_id: UUID, user_id: UUID, how: str) -> dict[str, Any]:
    """Make somebody responsible; see the SQL function of the same name for the outcomes."""
    row = transaction.one(queries.take_conversation, id=conversation_id, user_id=user_id, how=how)
    answer: dict[str, Any] = row["answer"] if row else {"outcome": "missing"}
    return answer
