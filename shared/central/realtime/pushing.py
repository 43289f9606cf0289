"""The push: from an account's event log to its sockets. One pusher per account, and no lock held while it sends."""

import json
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from functools import lru_cache
from typing import Any
from uuid import UUID

from central.accounts.permissions import granted
from central.accounts.rights import read_rights, sees_all
from central.call import Actor, Sight
from central.conversations.model import Viewer
from central.conversations.service import sign_files
from central.errors import TryLater
from central.frozen import Frozen
from central.ids import new_id
from central.ports import Ports, Sockets
from central.realtime import store
from central.realtime.model import Event, Listener, Things, build_frames, coalesce, last_about, present

_MOST_EVENTS = 500
_LEASE_SECONDS = 30
_MOST_ROUNDS = 40
_SENDERS = 8
# Who does not take a frame in this time is left behind: a client that misses one asks for it.
_SEND_SECONDS = 10.0


class Pushed(Frozen):
    """What a push did. ``taken`` False: somebody else is at it and will look again."""

    taken: bool
    events: int = 0
    connections: int = 0
    gone: int = 0


def push_account(ports: Ports, account_id: UUID, *, checkpoint: Callable[[str], None] = lambda _name: None) -> Pushed:
    """Bring every socket of an account up to date.

    Whoever finds the account taken leaves word and goes: the holder looks again before it gives the account back, so
    what was committed before a doorbell is pushed by the end of one of the two.

    Args:
        checkpoint: called with a name at every place where dying must do no harm.

    Raises:
        TryLater: the database went away, or new events kept coming for too long; the doorbell must ring again.
    """
    holder = new_id()
    events = connections = gone_count = 0
    for _ in range(_MOST_ROUNDS):
        work = store.begin_push(ports.database, account_id, holder, limit=_MOST_EVENTS, lease_seconds=_LEASE_SECONDS)
        if work is None:
            return Pushed(False, events, connections, gone_count)
        checkpoint("push.taken")
        deliveries = build_deliveries(ports, work)
        gone = send_all(ports.sockets, deliveries)
        checkpoint("push.sent")
        events += len(work["events"])
        connections = len(deliveries)
        gone_count += len(gone)
        finished = store.finish_push(ports.database, account_id, holder, until=work["until"], gone=gone)
        checkpoint("push.written")
        if finished:
            return Pushed(True, events, connections, gone_count)
    raise TryLater("new events keep coming")


def build_deliveries(ports: Ports, work: Mapping[str, Any]) -> dict[str, list[bytes]]:
    """Return the frames of every connection: connection id → frames in order."""
    if work["after"] >= work["until"]:
        return {}
    events = coalesce([Event(**event) for event in work["events"]])
    things = sign_messages(ports, store.things_of(work["things"]))
    carriers = last_about(events)
    frames_of: dict[str, list[bytes]] = {}
    deliveries: dict[str, list[bytes]] = {}
    for listener in work["listeners"]:
        user_id = listener["user_id"]
        if user_id not in frames_of:
            shown = [
                presented
                for event in events
                if (presented := present(event, listener_of(listener), things, carriers)) is not None
            ]
            frames_of[user_id] = build_frames(shown, after=work["after"], until=work["until"])
        deliveries[listener["connection_id"]] = frames_of[user_id]
    return deliveries


def listener_of(row: Mapping[str, Any]) -> Listener:
    """Read a listener of ``begin_push``."""
    custom, sight = read_rights(row["rights"])
    sight = sight or Sight(queue_ids=frozenset(row["queue_ids"]))
    actor = Actor("user", UUID(row["user_id"]), row["role"], custom=custom, sight=sight)
    return Listener(granted(actor), Viewer.of(row["user_id"], None if sees_all(actor) else sight))


def sign_messages(ports: Ports, things: Things) -> Things:
    """Return things whose messages carry signed addresses of their files."""
    signed = {message_id: sign_files(ports, body) for message_id, body in things.messages.items()}
    return Things(things.conversations, signed, things.reads)


def send_all(sockets: Sockets, deliveries: Mapping[str, Sequence[bytes]]) -> list[str]:
    """Send each connection its frames in order and return the connections that are gone.

    Connections are served side by side; a slow or broken one holds nobody else and gets what it misses by asking.
    """
    if len(deliveries) < 2:
        return [connection for connection, frames in deliveries.items() if not _send(sockets, connection, frames)]
    tasks = {
        _senders().submit(_send, sockets, connection, frames): connection for connection, frames in deliveries.items()
    }
    done, late = wait(tasks, timeout=_SEND_SECONDS)
    for task in late:
        task.cancel()
    return sorted(tasks[task] for task in done if not task.result())


def _send(sockets: Sockets, connection_id: str, frames: Sequence[bytes]) -> bool:
    """Send frames until one is refused; False when the connection is gone."""
    try:
        return all(sockets.send(connection_id, frame) for frame in frames)
    except TryLater:
        return True


@lru_cache(maxsize=1)
def _senders() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(_SENDERS, thread_name_prefix="push")


def read_doorbell(body: str) -> UUID:
    """Return the account a push doorbell is about.

    Raises:
        ValueError: it is no push doorbell.
    """
    try:
        return UUID(json.loads(body)["account_id"])
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("not a push doorbell") from error
