"""Drains the send lane of a conversation: claim, prepare, call, write down. No transaction is open during a call."""

import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

from central.call import Call
from central.clock import now
from central.db.database import ring_quietly
from central.delivery import store
from central.delivery.clients import Client, Clients
from central.delivery.model import (
    CALL_SECONDS,
    LONGEST_UPLOAD_SECONDS,
    Claimed,
    Outcome,
    accepted,
    failed,
    platform_message,
    refused,
    unknown,
)
from central.errors import TryLater
from central.events import SignalKind, outbound_doorbell, push_doorbell, sweep_doorbell
from central.frozen import Frozen
from central.platforms.base import Accepted, InvalidMessage, Platform, PlatformFailure, Recipient, Refused, SendResult
from central.platforms.phone import match_key
from central.ports import Database, Ports

MESSAGES_PER_RING = 25
# Between tries to write down what the platform answered: losing it makes the message unknown.
_FINISH_PAUSES = (0.1, 0.5, 2.0, 5.0)
_PREPARATION_FAILED = "Não foi possível preparar esta mensagem. Tentaremos de novo em instantes."

Checkpoint = Callable[[str], None]


def _pass(_name: str) -> None:
    """No crash point is armed outside tests."""


class Drained(Frozen):
    """What draining did: how many calls were made, and what the lane waits for, if it does.

    ``reason``: None (empty), ``more`` (rung again), or that of ``claim_next_message``; ``seconds`` when known.
    """

    calls: int
    reason: str | None = None
    seconds: float | None = None


class Surroundings(Frozen):
    """What tests replace: crash points, pauses, chance, and how much time the invocation has left (seconds)."""

    checkpoint: Checkpoint = _pass
    pause: Callable[[float], None] = time.sleep
    chance: Callable[[], float] = random.random
    time_left: Callable[[], float] = lambda: float("inf")


def drain_lane(
    ports: Ports, call: Call, conversation_id: UUID, clients: Clients, around: Surroundings | None = None
) -> Drained:
    """Send what stands in a conversation's lane, in order, until it is empty, must wait, or time is up.

    Raises:
        TryLater: the database is away. What was claimed is taken over when its lease ends.
    """
    around = around or Surroundings()
    calls = 0
    for _ in range(MESSAGES_PER_RING):
        if around.time_left() < CALL_SECONDS * 2:
            break
        lane = store.claim_next(ports.database, call.account_id, conversation_id)
        if lane.told:
            _push(ports, call)
        if lane.claimed is None:
            return Drained(calls, lane.reason, lane.seconds)
        around.checkpoint("delivery.claimed")
        calls += _deliver(ports, call, lane.claimed, clients, around)
    ring_quietly(ports.queues, [outbound_doorbell(call.account_id, conversation_id)])
    return Drained(calls, "more", 0.0)


def _deliver(ports: Ports, call: Call, claimed: Claimed, clients: Clients, around: Surroundings) -> int:
    """One claimed message to its end. Returns how many calls were made: one, or none."""
    uploaded: dict[str, str] = {}
    calls = 0
    try:
        client, body = _prepare(ports, claimed, clients, uploaded, around)
    except InvalidMessage as invalid:
        outcome: Outcome = failed(invalid.code, invalid.sentence)
    except PlatformFailure as failure:
        outcome = refused(failure.refused, claimed.attempt, chance=around.chance())
    except Exception as error:
        # Whatever it is (storage, keys, a fault of ours), no byte of the message has left: count it and try again.
        fault = Refused("preparation_failed", "later", _PREPARATION_FAILED, details=repr(error))
        outcome = {**refused(fault, claimed.attempt, chance=around.chance()), "health": None}
    else:
        around.checkpoint("delivery.prepared")
        if claimed.send_in > 0:
            around.pause(claimed.send_in)
        if not store.begin_call(ports.database, call.account_id, claimed.attempt, uploaded):
            # Somebody took the attempt over, or the message is wanted no more: close it, so that the lane goes on.
            store.finish(ports.database, call.account_id, claimed.attempt, {"outcome": "retry", "retry_seconds": 0})
            return 0
        around.checkpoint("delivery.calling")
        outcome = _send(client, body, claimed, around)
        around.checkpoint("delivery.answered")
        calls = 1
    written = _finish(ports.database, claimed, outcome, around)
    around.checkpoint("delivery.written")
    if written["told"]:
        _push(ports, call)
    if outcome["outcome"] == "unknown":
        leave_to_sweep(ports)  # tells the agent when nobody confirms it
    return calls


def _prepare(
    ports: Ports, claimed: Claimed, clients: Clients, uploaded: dict[str, str], around: Surroundings
) -> tuple[Client, dict[str, Any]]:
    """Open the client, hand files over, and build the request; nothing of the message itself leaves."""
    adapter, client = _open(clients, claimed)
    for file in claimed.media:
        if not file.get("platform_media_id"):
            with tempfile.TemporaryDirectory() as folder:
                # Opened only now: boto3 downloads beside the path and renames, whoever held it open would read nothing.
                path = Path(folder) / "upload"
                ports.blobs.get_file(file["object_key"], str(path))
                name = file.get("file_name") or f"{file['kind']}"
                # Leaves time for the call itself.
                seconds = min(LONGEST_UPLOAD_SECONDS, max(5.0, around.time_left() - CALL_SECONDS - 5.0))
                with path.open("rb") as copy:
                    uploaded[str(file["id"])] = client.upload_media(
                        copy, file["mime_type"], name, total_seconds=seconds
                    )
            around.checkpoint("delivery.uploaded")
    message = platform_message(claimed, uploaded)
    body = adapter.build_request(message, to=recipient_of(claimed.recipient), attempt_id=str(claimed.attempt.id))
    return client, body


def _open(clients: Clients, claimed: Claimed) -> tuple[Platform, Client]:
    return clients.open(
        claimed.account_id,
        claimed.channel_id,
        claimed.channel_type,
        claimed.channel_external_id,
        claimed.credentials,
    )


def recipient_of(addresses: Any) -> Recipient:
    """Return whom to answer: the address the contact last wrote from, which comes first."""
    first = next(iter(addresses or ()), None)
    if first is None:
        return Recipient()
    if first["kind"] == "wa_phone":
        return Recipient(phone=first["value"])
    return Recipient(user_id=first["value"])


def _send(client: Client, body: dict[str, Any], claimed: Claimed, around: Surroundings) -> Outcome:
    try:
        result: SendResult = client.send(body, refused_before=claimed.attempt.tries, total_seconds=CALL_SECONDS)
    except Exception as error:
        # A fault of ours in the middle of a call: nobody can say what has left.
        return unknown("fault", repr(error))
    if isinstance(result, Accepted):
        identities = []
        if result.wa_id:
            identities.append({"kind": "wa_phone", "value": result.wa_id, "match_key": match_key(result.wa_id)})
        if result.user_id:
            identities.append({"kind": "wa_bsuid", "value": result.user_id, "match_key": result.user_id})
        return accepted(result, identities)
    if isinstance(result, Refused):
        return refused(result, claimed.attempt, chance=around.chance())
    return unknown(result.reason, result.details)


def _finish(database: Database, claimed: Claimed, outcome: Outcome, around: Surroundings) -> dict[str, Any]:
    """Write the outcome, patiently: it is the only trace of what the platform said."""
    for pause in _FINISH_PAUSES:
        try:
            return store.finish(database, claimed.account_id, claimed.attempt, outcome)
        except TryLater:
            around.pause(pause)
    return store.finish(database, claimed.account_id, claimed.attempt, outcome)


def send_signal(
    ports: Ports, call: Call, conversation_id: UUID, kind: SignalKind, message_id: UUID | None, clients: Clients
) -> bool:
    """Tell the platform that a message was read, that we type, or an agent's reaction. Repeating it does no harm.

    Args:
        message_id: the message it is about; by default the contact's last one.

    Returns:
        Whether the platform was told. A failure is the platform's or the network's and worth a log line only.

    Raises:
        PlatformFailure: the platform did not take it.
        TryLater: the database or the key service is away.
    """
    target = store.find_signal_target(ports.database, call, conversation_id, message_id)
    if target is None or target["state"] != "active" or not target["recent"]:
        return False
    if kind != "reaction" and target["direction"] != "in":
        return False
    adapter, client = clients.open(
        call.account_id,
        target["channel_id"],
        target["channel_type"],
        target["channel_external_id"],
        target["credentials"],
    )
    if kind != "reaction":
        client.mark_read(target["external_id"], typing=kind == "typing")
        return True
    reaction = {"target_external_id": target["external_id"], "emoji": target["emoji"] or ""}
    body = adapter.build_request(
        {"type": "reaction", "reaction": reaction}, to=recipient_of(target["recipient"]), attempt_id=None
    )
    result = client.send(body, total_seconds=CALL_SECONDS)
    if isinstance(result, Refused):
        raise PlatformFailure(result)
    return isinstance(result, Accepted)


def resume_channel(ports: Ports, call: Call, channel_id: UUID, *, limit: int = 500) -> int:
    """Ring the lanes of a channel that works (again) and return how many; of one that does not, nothing is rung.

    Args:
        limit: most lanes to ring at once; what is beyond it is found by the sweep, which is asked to look.
    """
    with ports.database.transaction(call) as transaction:
        waiting = store.lanes_of_channel(transaction, channel_id, limit)
        transaction.ring(*(outbound_doorbell(call.account_id, conversation_id) for conversation_id in waiting))
        # For what is beyond the limit, and for files that waited.
        transaction.ring(sweep_doorbell(now()))
    return len(waiting)


def leave_to_sweep(ports: Ports) -> None:
    """A lane waits longer than a doorbell may: have the sweep look in a minute."""
    ring_quietly(ports.queues, [sweep_doorbell(now())])


def _push(ports: Ports, call: Call) -> None:
    ring_quietly(ports.queues, [push_doorbell(call.account_id)])
