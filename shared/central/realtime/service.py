"""Sockets: connecting with a one-use ticket, what a browser may say, who looks at what, and resuming after a drop."""

import hashlib
import json
import secrets
from typing import Any
from uuid import UUID

from central.accounts.permissions import SOCKET_ACTIONS, check, granted
from central.accounts.rights import read_rights
from central.call import Actor, Call
from central.clock import now, rfc3339
from central.conversations import service as conversations
from central.conversations.service import load_viewer
from central.db.database import Transaction
from central.errors import CentralError, Invalid, NotFound, TooMany, Unauthenticated
from central.events import signal_doorbell, sweep_doorbell
from central.ids import new_id, parse_id
from central.ports import Ports
from central.queues import presence
from central.realtime import store
from central.realtime.model import (
    MESSAGE_BYTES,
    RIGHTS_CHANGED,
    Listener,
    coalesce,
    encode,
    error_frame,
    last_about,
    present,
    read_idle_seconds,
)
from central.realtime.pushing import send_all, sign_messages
from central.realtime.store import Connected, Watcher

_TOKEN_BYTES = 32
_MOST_EVENTS = 500
_MOST_BYTES = 1_000_000
# WhatsApp shows that we type for 25 seconds; more often than this it need not be told.
_TYPING_SECONDS = 20


def create_ticket(ports: Ports, call: Call) -> dict[str, Any]:
    """Return a right to connect that works once and for half a minute.

    Returns:
        ``{ticket, expires_at, last_sequence}``: fetch everything after asking for the ticket, then resume from there.
    """
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    with ports.database.transaction(call) as transaction:
        expires_at, last_sequence = store.insert_ticket(
            transaction, _hash(token), session_id=call.actor.session_id, user_id=call.user_id
        )
    return {"ticket": token, "expires_at": rfc3339(expires_at), "last_sequence": last_sequence}


def connect(ports: Ports, connection_id: str, ticket: str, idle_seconds: object = None) -> Connected:
    """Connect a browser, which is a sign of life of its person.

    The sign of life comes first: it may give the person work, and a push to a socket that is not open yet is answered
    "gone" and would forget the connection. Once open, the browser reads what it missed from the log.

    Args:
        idle_seconds: since its person touched the device, as the browser says it; None: it does not say.

    Raises:
        Invalid: ``idle_seconds`` is no number of seconds; the ticket is not used up.
        Unauthenticated: the ticket is unknown, used, too old, or its session has ended.
    """
    idle = read_idle_seconds(idle_seconds)
    connected = store.use_ticket(ports.database, _hash(ticket))
    if connected is None:
        raise Unauthenticated("O bilhete de conexão não vale mais.")
    call = _call_of(connected)
    presence.beat(ports, call, idle)
    with ports.database.transaction(call) as transaction:
        store.insert_connection(transaction, connection_id, connected)
    return connected


def disconnect(ports: Ports, connection_id: str) -> None:
    """Forget a connection. After a person's last one, the sweep gives their tickets back once the grace time is up."""
    connected = store.find_connection(ports.database, connection_id)
    if connected is None:
        return
    with ports.database.transaction(_call_of(connected)) as transaction:
        gone = store.delete_connection(transaction, connection_id)
        viewed = gone["viewing_conversation_id"] if gone else None
        if gone and gone["last"]:
            transaction.ring(sweep_doorbell(now()))
    if viewed is not None:
        _tell_viewers(ports, _call_of(connected), viewed)


def receive(ports: Ports, connection_id: str, raw: str | bytes | None, correlation_id: str = "") -> None:
    """Do what a browser asks for: ``{"action": "heartbeat" | "view" | "typing", …}``; a mistake is answered by a frame.

    A person's sockets together have 300 actions a minute, and 60 heartbeats: more is answered ``rate_limited``.

    Actions:
        heartbeat: a sign of life of connection and agent; answered with ``{type, last_sequence}``. ``idle_seconds``:
            since its person touched the device; left out: they just did.
        view: ``conversation_id`` (or null) is on the screen now; those who look at it too are told.
        typing: ``conversation_id``, ``state`` on or off, ``private`` for a note.
    """
    mistake: CentralError | None = None
    message: dict[str, Any] = {}
    try:
        message = _read(raw)
    except Invalid as error:
        mistake = error
    action = message.get("action")
    connected = store.hear_connection(ports.database, connection_id, sign_of_life=action == "heartbeat", now=now())
    if connected is None:
        ports.sockets.close(connection_id)
        return
    call = _call_of(connected, correlation_id)
    try:
        if connected.wait_seconds:
            raise TooMany(
                f"Muitas ações em pouco tempo. Tente de novo em {connected.wait_seconds} s.",
                code="rate_limited",
                retry_after=connected.wait_seconds,
            )
        if mistake is not None:
            raise mistake
        if not isinstance(action, str) or action not in SOCKET_ACTIONS:
            raise _unknown()
        needed = SOCKET_ACTIONS[action]
        if needed is not None:
            check(call, needed)
        if action == "heartbeat":
            _heartbeat(ports, call, connection_id, read_idle_seconds(message.get("idle_seconds")))
        elif action == "view":
            look_at(ports, call, connection_id, _id_of(message, optional=True))
        elif action == "typing":
            if message.get("state") not in ("on", "off"):
                raise Invalid("O estado é on ou off.", fields={"state": "on ou off."})
            conversation_id = _id_of(message)
            assert conversation_id is not None
            set_typing(
                ports, call, conversation_id, on=message["state"] == "on", private=message.get("private") is True
            )
        else:
            raise _unknown()
    except CentralError as error:
        ports.sockets.send(connection_id, error_frame(error.code, error.message))


def _unknown() -> Invalid:
    return Invalid("Esta ação não existe.", code="unknown_action")


def _read(raw: str | bytes | None) -> dict[str, Any]:
    text = raw or ""
    if len(text if isinstance(text, bytes) else text.encode(errors="replace")) > MESSAGE_BYTES:
        raise Invalid("A mensagem é grande demais.", code="frame_too_large")
    try:
        message = json.loads(text)
    except (ValueError, RecursionError):
        message = None
    if not isinstance(message, dict):
        raise Invalid("A mensagem deve ser um objeto JSON.", code="invalid_json")
    return message


def _id_of(message: dict[str, Any], *, optional: bool = False) -> UUID | None:
    given = message.get("conversation_id")
    if given is None and optional:
        return None
    found = parse_id(given) if isinstance(given, str) else None
    if found is None:
        raise NotFound("Conversa não encontrada.")
    return found


def _heartbeat(ports: Ports, call: Call, connection_id: str, idle_seconds: float) -> None:
    presence.beat(ports, call, idle_seconds)
    with ports.database.transaction(call) as transaction:
        last_sequence = store.touch_connection(transaction, connection_id)
    ports.sockets.send(connection_id, encode({"type": "heartbeat", "last_sequence": last_sequence}))


def look_at(ports: Ports, call: Call, connection_id: str, conversation_id: UUID | None) -> None:
    """Write down which conversation a connection shows and tell those who show it too.

    Whoever leads is not shown to others while they look at a conversation somebody else has: they listen in.

    Raises:
        NotFound: the conversation is missing or not for the caller.
    """
    with ports.database.transaction(call) as transaction:
        if conversation_id is not None:
            conversations.require_visible(transaction, conversation_id)
        before = store.look_at(
            transaction, connection_id, conversation_id, listens="supervision.read" in granted(call.actor)
        )
    for changed in {before, conversation_id} - {None}:
        assert changed is not None
        _tell_viewers(ports, call, changed)


def _tell_viewers(ports: Ports, call: Call, conversation_id: UUID) -> None:
    with ports.database.transaction(call) as transaction:
        watchers = store.list_watchers(transaction, conversation_id)
    frames = {listens: _viewing(conversation_id, watchers, listens=listens) for listens in (False, True)}
    _send(ports, call, {watcher.connection_id: [frames[watcher.listens]] for watcher in watchers})


def _viewing(conversation_id: UUID, watchers: list[Watcher], *, listens: bool) -> bytes:
    """Return the frame that tells who looks; those who listen in are known only to those who may too."""
    shown = (watcher for watcher in watchers if listens or not watcher.hidden)
    people = {w.user_id: {"id": w.user_id, "name": w.name, "avatar_url": w.avatar_url} for w in shown}
    return encode({"type": "viewing", "conversation_id": str(conversation_id), "viewers": list(people.values())})


def set_typing(ports: Ports, call: Call, conversation_id: UUID, *, on: bool, private: bool = False) -> None:
    """Tell those who look at a conversation that the caller types, and the contact when it is the caller's to answer.

    Who listens in and writes a note is not announced: the note says it when it is there.

    Raises:
        NotFound: the conversation is missing or not for the caller.
    """
    with ports.database.transaction(call) as transaction:
        found = conversations.require_visible(transaction, conversation_id)
        watchers = store.list_watchers(transaction, conversation_id)
        user = store.find_person(transaction, call.user_id)
        if on and not private and found.assignee_id == call.user_id and found.status == "open":
            _ring_typing(transaction, conversation_id, found.channel_type)
    frame = encode(
        {
            "type": "typing",
            "conversation_id": str(conversation_id),
            "user": user,
            "state": "on" if on else "off",
            "private": private,
        }
    )
    me = str(call.user_id)
    unseen = private and any(watcher.hidden for watcher in watchers if watcher.user_id == me)
    others = [watcher for watcher in watchers if watcher.user_id != me and (watcher.listens or not unseen)]
    _send(ports, call, {watcher.connection_id: [frame] for watcher in others})


def _ring_typing(transaction: Transaction, conversation_id: UUID, channel_type: str) -> None:
    from central.platforms.registry import platform  # for who types only: connecting and leaving stay light

    if not platform(channel_type).capabilities.typing:
        return
    message_id = store.last_inbound(transaction, conversation_id)
    if message_id is None:
        return
    # The queue drops what has the same id: pressed keys become one sign every so many seconds.
    moment = int(now().timestamp()) // _TYPING_SECONDS
    transaction.ring(
        signal_doorbell(
            transaction.account_id,
            conversation_id,
            "typing",
            message_id,
            deduplication_id=f"typing-{conversation_id}-{moment}",
        )
    )


def _send(ports: Ports, call: Call, frames: dict[str, list[bytes]]) -> None:
    gone = send_all(ports.sockets, frames)
    if gone:
        with ports.database.transaction(call) as transaction:
            store.forget_connections(transaction, gone)


def read_events(ports: Ports, call: Call, after: int | None, *, limit: int = _MOST_EVENTS) -> dict[str, Any]:
    """Return what happened since ``after``, as far as it is for the caller.

    Args:
        after: the last sequence the client has; None only asks where the log is.

    Returns:
        ``{items, next_cursor, last_sequence, reset}``. Without a ``next_cursor`` the client now has everything up to
        ``last_sequence``. ``reset``: fetch everything anew: the log no longer holds what follows ``after``, or what
        the caller may do or see has changed since.
    """
    with ports.database.transaction(call) as transaction:
        last_sequence, known = store.read_position(transaction, after or 0)
        if after is None or not known:
            return {"items": [], "next_cursor": None, "last_sequence": last_sequence, "reset": after is not None}
        events = store.read_events(transaction, after, limit + 1)
        more = len(events) > limit
        events = events[:limit]
        things = store.read_things(transaction, events)
        viewer = load_viewer(transaction)
    listener = Listener(granted(call.actor), viewer)
    things = sign_messages(ports, things)
    told = coalesce(events)
    if any(event.type == RIGHTS_CHANGED and event.user_id == str(call.actor.user_id) for event in told):
        # What the client has was fetched with other rights.
        return {"items": [], "next_cursor": None, "last_sequence": last_sequence, "reset": True}
    carriers = last_about(told)
    items: list[dict[str, Any]] = []
    size, until = 0, events[-1].sequence if events else after
    for event in told:
        item = present(event, listener, things, carriers)
        if item is None:
            continue
        size += len(encode(item))
        if items and size > _MOST_BYTES:
            more, until = True, items[-1]["sequence"]
            break
        items.append(item)
    return {
        "items": items,
        "next_cursor": str(until) if more else None,
        "last_sequence": max(last_sequence, until),
        "reset": False,
    }


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode(errors="replace")).digest()


def _call_of(connected: Connected, correlation_id: str = "") -> Call:
    custom, sight = read_rights(connected.rights)
    actor = Actor("user", connected.user_id, connected.role, connected.session_id, custom, sight)
    return Call(connected.account_id, actor, correlation_id or str(new_id()))
