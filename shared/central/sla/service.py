"""The clocks of tickets: started by facts, looked at by executions of the state machine.

Locks: the conversation first, then its clocks, then (where a step hands a ticket on) the account's capacity. What
is met or missed by an answer is decided by triggers, in the statement that stores it (migration 0105): nothing here is
on that path.
"""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, get_args
from uuid import UUID

from central.call import system_call
from central.clock import rfc3339
from central.conversations.service import raise_priority
from central.db.database import Row, Transaction
from central.errors import CentralError, Poison
from central.events import Update
from central.frozen import Frozen
from central.ports import Ports, Workflows
from central.queues.service import hand_on
from central.sla import events, store
from central.sla.model import (
    TARGETS,
    Clock,
    Look,
    Step,
    Target,
    execution_name,
    first_offset,
    idle_look,
    in_order,
    look_at,
    whole_second,
)


class Begin(Frozen):
    """A reason to start or watch clocks: of a ticket, or of the active ticket of a conversation."""

    account_id: UUID
    ticket_id: UUID | None
    conversation_id: UUID | None


def read_begin(body: str) -> Begin:
    """Return what a message of the SLA queue asks for: a fact from the bus, or the sweep's doorbell.

    Raises:
        Poison: it is neither.
    """
    try:
        message = json.loads(body)
        if "detail-type" not in message:
            return Begin(UUID(message["account_id"]), UUID(message["ticket_id"]), None)
        detail = message["detail"]
        account_id, data = UUID(detail["account_id"]), detail["data"]
        if message["detail-type"].startswith("Conversation"):
            return Begin(account_id, None, UUID(data["conversation_id"]))
        return Begin(account_id, UUID(data["ticket_id"]), None)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Poison("neither a fact nor a doorbell of service levels") from error


def start_sla(ports: Ports, workflows: Workflows, begin: Begin, *, correlation_id: str) -> int:
    """Start the clocks a ticket is owed, and the execution that looks after each; return how many are looked after.

    Twice is once: clocks have keys and executions have names. An execution that was lost is followed by one of the next
    version.

    Raises:
        TryLater: executions cannot be started now; asked again, the same ones are.
    """
    with ports.database.transaction(system_call(begin.account_id, correlation_id)) as transaction:
        ticket = store.find_ticket(transaction, ticket_id=begin.ticket_id, conversation_id=begin.conversation_id)
        if ticket is None:
            return 0
        store.lock_conversation(transaction, ticket["conversation_id"])
        # Read again: whoever waited for the lock sees what was done meanwhile.
        ticket = store.find_ticket(transaction, ticket_id=ticket["id"], conversation_id=None)
        if ticket is None:
            return 0
        if ticket["last_cycle"] is None or ticket["last_over"]:
            _start_cycle(transaction, ticket)
        watches = store.watch_targets(transaction, ticket["id"])
    for watch in watches:
        workflows.start(
            execution_name(ticket["id"], watch.target, watch.version),
            {
                "account_id": str(begin.account_id),
                "ticket_id": str(ticket["id"]),
                "target": watch.target,
                "version": watch.version,
                "at": _instant(watch.looks_at),
            },
        )
    return len(watches)


def _start_cycle(transaction: Transaction, ticket: Row) -> None:
    """Start all clocks of a ticket of a company that promises anything.

    Those nothing is promised for count too: another queue or priority may promise it later, and the wait is the same.
    """
    policies = [policy for policy in store.list_policies(transaction) if policy.active]
    if not policies:
        return
    policy = next((policy for policy in policies if policy.id == ticket["policy_id"]), None)
    # Whoever looks at it was told of the ticket before it had clocks.
    transaction.push(Update("ticket_updated", ticket["conversation_id"]))
    first = ticket["last_cycle"] is None
    answered = ticket["replied_at"] if first else None
    # What an agent began, nobody waits for; a ticket that was reopened had its first answer.
    counts_first = first and (ticket["handoff_reason"] != "agent" or ticket["waits"])
    owes_first = counts_first and policy is not None and policy.first_response_seconds and answered is None
    # In line, somebody is waited for whatever the bot said; with an agent, only while the contact has written last.
    waits = ticket["waits"] or ticket["session"] != "human"
    for target in TARGETS:
        goal = None if policy is None else policy.goal(target)
        if target == "first_response" and not (counts_first and (goal or answered is None)):
            continue
        paused = {
            "first_response": False,
            "next_response": not ticket["waits"] or bool(owes_first),
            "resolution": (policy is None or policy.pauses) and not waits,
        }[target]
        store.insert_target(
            transaction,
            ticket,
            policy,
            target,
            cycle=1 if first else ticket["last_cycle"] + 1,
            version=1 if first else ticket["last_version"] + 1,
            started_at=ticket["entered_at"],
            ended_at=answered if target == "first_response" else None,
            paused=paused,
            next_offset=None if goal is None else first_offset(goal),
        )


class Visit(Frozen):
    """What an execution asks about."""

    account_id: UUID
    ticket_id: UUID
    target: Target
    version: int


def read_visit(event: dict[str, Any]) -> Visit:
    """Return what an execution asks about.

    Raises:
        Poison: it is no execution of ours.
    """
    try:
        target, version = event["target"], event["version"]
        if target not in get_args(Target) or not isinstance(version, int):
            raise ValueError("no target")
        return Visit(UUID(event["account_id"]), UUID(event["ticket_id"]), target, version)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Poison("not an execution's question") from error


def look(ports: Ports, visit: Visit, *, correlation_id: str) -> str | None:
    """Do what is due about one clock, and return when its execution asks again (RFC 3339); None: never.

    The row decides. An execution that is late, doubled, of a version that was replaced or of a ticket that is over
    finds nothing to do.

    Raises:
        TryLater: the database is away; the state machine asks again.
    """
    call = system_call(visit.account_id, correlation_id)
    with ports.database.transaction(call) as transaction:
        clock = store.hold_target(transaction, visit.ticket_id, visit.target, visit.version)
        if clock is None:
            return None
        if clock.state == "paused":
            return _instant(_rest(transaction, clock))
        due = look_at(clock)
        saved = store.save_look(
            transaction,
            clock,
            state="missed" if due.breaches else clock.state,
            warned=max((clock.warned, *due.warnings)),
            steps_done=clock.steps_done + len(due.steps),
            next_offset=due.next_offset,
        )
        _tell(transaction, clock, due, saved["due_at"])
        _escalate(transaction, clock, due.steps)
        if due.next_offset is not None:
            return _instant(saved["looks_at"])
        # Nothing is left to do about this turn, but the next one may begin at any time.
        return _instant(_rest(transaction, clock)) if clock.target == "next_response" else None


def _rest(transaction: Transaction, clock: Clock) -> datetime:
    """Note when somebody looks again at a clock that stands still, and return it."""
    if clock.state == "paused":
        offset, elapsed = clock.next_offset or first_offset(clock.goal_seconds), clock.elapsed
    else:
        offset, elapsed = first_offset(clock.goal_seconds), 0.0
    earliest = store.earliest_mark(transaction, clock, max(offset - elapsed, 0))
    looks_at = whole_second(idle_look(clock.now, paused_at=clock.paused_at or clock.now, earliest_mark=earliest))
    store.save_idle_look(transaction, clock, looks_at)
    return looks_at


def _tell(transaction: Transaction, clock: Clock, due: Look, due_at: datetime) -> None:
    about = {"ticket_id": str(clock.ticket_id), "target": clock.target, "due_at": rfc3339(due_at)}
    for percent in due.warnings:
        transaction.emit(events.sla_warned(clock, percent))
    if due.breaches:
        transaction.emit(events.sla_breached(clock))
        transaction.push(Update("sla_breached", clock.conversation_id, data={**about, "escalated": False}))
    elif due.warnings:
        data = {**about, "percent": due.warnings[-1], "escalated": False}
        transaction.push(Update("sla_warning", clock.conversation_id, data=data))
    if any(step.action == "notify" for step in due.steps):
        late = due.breaches or clock.state == "missed"
        data = {**about, "escalated": True} if late else {**about, "percent": _percent(clock), "escalated": True}
        transaction.push(Update("sla_breached" if late else "sla_warning", clock.conversation_id, data=data))


def _percent(clock: Clock) -> int:
    return min(int(100 * clock.elapsed / clock.goal_seconds), 99)


def _escalate(transaction: Transaction, clock: Clock, steps: Sequence[Step]) -> None:
    for step in in_order(steps, clock.goal_seconds):
        try:
            _take(transaction, clock, step)
        except CentralError:
            # The queue was switched off, the person left or has no room, nobody of the team is there: the others still
            # happen.
            transaction.emit(events.sla_escalated(clock, step.action, "skipped"))
        else:
            transaction.emit(events.sla_escalated(clock, step.action, "done"))


def _take(transaction: Transaction, clock: Clock, step: Step) -> None:
    if step.action == "raise_priority" and step.priority is not None:
        raise_priority(transaction, clock.conversation_id, step.priority)
    elif step.action == "move_to_queue":
        hand_on(transaction, clock.conversation_id, queue_id=step.queue_id)
    elif step.action == "assign_person":
        hand_on(transaction, clock.conversation_id, user_id=step.user_id)
    elif step.action == "assign_team" and step.team_id is not None:
        hand_on(transaction, clock.conversation_id, user_id=store.freest_of_team(transaction, step.team_id))


def _instant(moment: datetime) -> str:
    return f"{whole_second(moment).astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
