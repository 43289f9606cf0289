"""Who is there. A heartbeat every 30 s; after 90 s without one an agent counts as offline (effective_presence).

Going online fills free slots at once; saying goodbye gives open tickets back at once; vanishing gives them back after
the grace time (the sweep looks). Who is online but touches nothing is put into a pause by their own heartbeats, and is
back by the first one after they touch something on any device; whoever gives no heartbeat has vanished anyway.
"""

from uuid import UUID

from central.accounts import audit
from central.accounts.permissions import check
from central.call import Call
from central.clock import now
from central.db.database import Transaction
from central.errors import Conflict, NotFound
from central.events import Update, sweep_doorbell
from central.ports import Ports
from central.queues import events, store
from central.queues.assigning import fill_free_slots
from central.queues.model import IDLE, Presence, PresenceState, check_pause_reason, judge_idleness


def get_presence(ports: Ports, call: Call) -> Presence:
    """Return how the caller stands."""
    with ports.database.transaction(call) as transaction:
        return _presence(transaction, call.user_id)


def set_presence(ports: Ports, call: Call, state: PresenceState, reason: str | None = None) -> Presence:
    """Store what an agent chose; it is a sign of life too.

    Args:
        reason: of a pause, for colleagues.

    Raises:
        Invalid: the reason is a code of ours.
    """
    check_pause_reason(reason)
    with ports.database.transaction(call) as transaction:
        if state == "offline":
            store.hold_conversations_of(transaction, call.user_id)
        store.lock_capacity(transaction)
        store.save_presence(transaction, call.user_id, state, _kept(state, reason))
        _tell(transaction, call.user_id, state, reason)
        _follow(transaction, call.user_id, state, reason)
        if state != "offline":
            # From now on somebody may vanish: the sweep has to look.
            transaction.ring(sweep_doorbell(now()))
        return _presence(transaction, call.user_id)


def force_presence(
    ports: Ports, call: Call, user_id: UUID, state: PresenceState, reason: str | None = None
) -> Presence:
    """Put a colleague into another state, as if they had chosen it; they and the audit log are told who did.

    It is no sign of life of theirs: whoever is not connected can only be sent offline; what they hold goes on. How long
    they have been idle is counted anew.

    Args:
        reason: told to the colleague; of a pause it stays, for others to see.

    Raises:
        Forbidden: the caller may not.
        Invalid: the reason is a code of ours.
        NotFound: nobody of this company, or somebody who was never there.
        Conflict: ``not_connected``.
    """
    check(call, "supervision.act")
    check_pause_reason(reason)
    with ports.database.transaction(call) as transaction:
        store.lock_capacity(transaction)
        found = store.get_attendance(transaction, user_id)
        if not found.known:
            raise NotFound("Atendente não encontrado.")
        before = found.presence
        if before.state == "offline" and state != "offline":
            raise Conflict("Esta pessoa não está conectada.", code="not_connected")
        store.force_presence(transaction, user_id, state, _kept(state, reason))
        _tell(transaction, user_id, state, reason, by=call.actor.user_id)
        _follow(transaction, user_id, state, reason)
        after = _presence(transaction, user_id)
        audit.record(
            transaction,
            "presence.forced",
            target=("user", user_id),
            details={"before": before.state, "after": state},
        )
        return after


def beat(ports: Ports, call: Call, idle_seconds: float = 0) -> None:
    """Note a sign of life of the caller: a socket's heartbeat or its connecting.

    Who was never there before is online from now on; who chose a state keeps it. Coming back after having counted as
    offline is told, and fills free slots when the state is online. Who has been idle for too long goes into the pause
    of who is idle; who is in it and has touched something since is online again.

    Args:
        idle_seconds: since this device was touched; a client that does not say counts as touched.
    """
    with ports.database.transaction(call) as transaction:
        before = store.get_attendance(transaction, call.user_id)
        if before.known and not before.comes_back and judge_idleness(before, idle_seconds) is None:
            store.beat(transaction, call.user_id, idle_seconds)
            return
        # Who comes, goes or returns changes who is there: capacity first, then the row, and only then what it says, for
        # another device or a choice may have been quicker.
        store.lock_capacity(transaction)
        store.beat(transaction, call.user_id, idle_seconds)
        found = store.get_attendance(transaction, call.user_id)
        verdict = judge_idleness(found, idle_seconds)
        state, reason = found.presence.chosen_state, found.presence.reason
        if verdict is not None:
            state, reason = ("pause", IDLE) if verdict == "goes" else ("online", None)
            store.follow_idleness(transaction, call.user_id, state, reason)
        elif before.known and not before.comes_back:
            return
        _tell(transaction, call.user_id, state, reason)
        transaction.ring(sweep_doorbell(now()))
        if verdict is not None:
            _follow(transaction, call.user_id, state, reason)
        elif state == "online":
            transaction.emit(events.agent_available(call.user_id))
            fill_free_slots(transaction)


def _presence(transaction: Transaction, user_id: UUID) -> Presence:
    return store.get_attendance(transaction, user_id).presence


def _kept(state: PresenceState, reason: str | None) -> str | None:
    """Only a pause has a reason that stays."""
    return reason if state == "pause" else None


def _follow(transaction: Transaction, user_id: UUID, state: PresenceState, reason: str | None) -> None:
    """What a chosen state means for the tickets."""
    transaction.emit(events.presence_changed(user_id, state, reason))
    if state == "online":
        transaction.emit(events.agent_available(user_id))
        fill_free_slots(transaction)
    elif state == "offline":
        transaction.absorb(store.give_back(transaction, user_id))
    else:
        withdrawn = store.end_offers(transaction, user_id)
        transaction.absorb(withdrawn)
        if withdrawn["updates"]:
            fill_free_slots(transaction)


def _tell(transaction: Transaction, user_id: UUID, state: str, reason: str | None, *, by: UUID | None = None) -> None:
    data = {"state": state, "reason": reason} | ({} if by is None else {"by_user_id": str(by)})
    transaction.push(Update("presence", user_id=user_id, data=data))
