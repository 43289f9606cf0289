"""What an event looks like to one listener, and how events become frames. Pure.

A frame says which part of the account's log it covers: a client that has everything up to ``after`` applies it and then
has everything up to ``until``, even where events in between were not for its eyes. Any other client asks for what it
misses by REST.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from math import inf
from typing import Any

from central.accounts.permissions import AUDIENCES, UPDATES, Permission
from central.conversations.model import Viewer, can_see, standing_of
from central.errors import Invalid
from central.frozen import Frozen
from central.origin import is_own_origin

# API Gateway sends frames of 32 KB; what is larger is split there and billed per part.
FRAME_BYTES = 30_000
# What a browser may send in one message.
MESSAGE_BYTES = 32 * 1024
TICKET_SECONDS = 30
RETENTION_HOURS = 24
# Longer than any company lets somebody be idle.
_LONGEST_IDLE_SECONDS = 86_400.0

_ABOUT_TICKETS = frozenset(("new_ticket", "ticket_assigned", "ticket_transferred", "ticket_updated", "ticket_closed"))
RIGHTS_CHANGED = "rights_changed"
# Nobody else is told.
_FOR_ONE = frozenset((RIGHTS_CHANGED, "offers_changed"))
_ABOUT_MESSAGES = frozenset(("new_message", "message_status"))


class Event(Frozen):
    """A row of the log: ids only. ``occurred_at`` as the API writes times."""

    sequence: int
    type: str
    conversation_id: str | None
    message_id: str | None
    user_id: str | None
    data: Mapping[str, Any]
    occurred_at: str


class Listener(Frozen):
    """Somebody who is told: what they may do and what they see."""

    permissions: frozenset[Permission]
    viewer: Viewer


class Things(Frozen):
    """What events are about, by id, as the API shows it; how far people read: (conversation, user) → sequence."""

    conversations: Mapping[str, Mapping[str, Any]]
    messages: Mapping[str, Mapping[str, Any]]
    reads: Mapping[tuple[str, str], int]


def read_idle_seconds(said: object) -> float:
    """Return the seconds since its person touched a device, as a browser says them; who does not say it just did.

    Raises:
        Invalid: they are no seconds.
    """
    seconds = -1.0
    if said is None:
        seconds = 0.0
    elif isinstance(said, int | float | str) and not isinstance(said, bool):
        with suppress(ValueError, OverflowError):
            seconds = float(said)
    if not 0 <= seconds < inf:
        raise Invalid("O tempo sem atividade são segundos.", fields={"idle_seconds": "Zero ou mais segundos."})
    return min(seconds, _LONGEST_IDLE_SECONDS)


def coalesce(events: Sequence[Event]) -> list[Event]:
    """Leave out what a later event of the same batch says again: of a message's states only the last is told."""
    last = {event.message_id: event.sequence for event in events if event.type == "message_status"}
    return [event for event in events if event.type != "message_status" or last[event.message_id] == event.sequence]


def last_about(events: Iterable[Event]) -> dict[str, int]:
    """Return, per conversation, the sequence of the last event about it: the one that carries the conversation."""
    return {event.conversation_id: event.sequence for event in events if event.conversation_id}


def present(event: Event, listener: Listener, things: Things, carriers: Mapping[str, int]) -> dict[str, Any] | None:
    """Return an event as one listener gets it, or None when it is not for them: the table of permissions says so.

    Whoever may no longer see a conversation is told to forget it (``{"removed": true}``) by events about its ticket;
    that names an id and nothing else.

    Args:
        carriers: see :func:`last_about`.
    """
    shown = {
        "sequence": event.sequence,
        "type": event.type,
        "conversation_id": event.conversation_id,
        "occurred_at": event.occurred_at,
    }
    needed = UPDATES.get(event.type)
    if needed is None or needed not in listener.permissions:
        return None
    if event.conversation_id is None:
        audience = event.data.get("audience", "everybody")
        if audience in AUDIENCES and AUDIENCES[audience] not in listener.permissions:
            return None
        personal = event.type in _FOR_ONE or audience == "person"
        if personal and event.user_id != listener.viewer.user_id:
            return None
        data = {**event.data, "user_id": event.user_id} if event.user_id else dict(event.data)
        return {**shown, "data": data}
    conversation = things.conversations.get(event.conversation_id)
    if conversation is None or not can_see(listener.viewer, standing_of(conversation)):
        return {**shown, "data": {"removed": True}} if event.type in _ABOUT_TICKETS else None
    data = dict(event.data)
    if event.user_id:
        data["user_id"] = event.user_id
    if event.type in _ABOUT_MESSAGES:
        message = things.messages.get(event.message_id or "")
        if message is None:
            return None
        data = {"message": message}
    if carriers.get(event.conversation_id) == event.sequence:
        data["conversation"] = _read_by(conversation, listener.viewer.user_id, things.reads)
    return {**shown, "data": data}


def _read_by(
    conversation: Mapping[str, Any], user_id: str | None, reads: Mapping[tuple[str, str], int]
) -> dict[str, Any]:
    """Return a conversation with the read mark of one person (it was read with that of the responsible one)."""
    own = reads.get((conversation["id"], user_id or ""), 0)
    assignee = conversation["assignee"]
    if assignee and assignee["id"] == user_id:
        own = max(own, conversation["read_sequence"])
    return {**conversation, "read_sequence": own}


def point_at(event: Mapping[str, Any]) -> dict[str, Any]:
    """Return an event that is too large for a frame without its payload: the client asks for it by REST."""
    message = event["data"].get("message") or {}
    return {
        **event,
        "data": {"pointer": {"conversation_id": event["conversation_id"], "message_id": message.get("id")}},
    }


def build_frames(
    events: Sequence[Mapping[str, Any]], *, after: int, until: int, most_bytes: int = FRAME_BYTES
) -> list[bytes]:
    """Return the frames that bring a client from ``after`` to ``until``; at least one, even without events."""
    envelope = len(b'{"type":"events","after":,"until":,"events":[]}') + 2 * 20
    frames: list[bytes] = []
    parts: list[bytes] = []
    size, start, end = envelope, after, after
    for event in events:
        encoded = encode(event)
        if envelope + len(encoded) > most_bytes:
            encoded = encode(point_at(event))
        if parts and size + len(encoded) + 1 > most_bytes:
            frames.append(_frame(start, end, parts))
            parts, size, start = [], envelope, end
        parts.append(encoded)
        size += len(encoded) + 1
        end = event["sequence"]
    frames.append(_frame(start, until, parts))
    return frames


def _frame(after: int, until: int, parts: Sequence[bytes]) -> bytes:
    return b'{"type":"events","after":%d,"until":%d,"events":[%s]}' % (after, until, b",".join(parts))


def encode(value: Mapping[str, Any]) -> bytes:
    """Return compact JSON in UTF-8."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def error_frame(code: str, message: str) -> bytes:
    """Return the frame that answers what a browser should not have sent."""
    return encode({"type": "error", "error": {"code": code, "message": message}})


def is_allowed_origin(origin: str | None, public_url: str) -> bool:
    """Whether a page of ``origin`` may connect; a program that is no browser names none.

    Args:
        public_url: where browsers reach us.
    """
    return origin is None or is_own_origin(origin, public_url)
