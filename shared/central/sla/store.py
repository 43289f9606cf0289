"""Statements about policies and clocks, one function each."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from central.db.database import Row, Transaction
from central.db.driver import Jsonb
from central.db.queries import load_queries
from central.sla.model import Clock, Policy, State, Target, read_steps, write_steps

queries = load_queries(__file__)


class Watch(NamedTuple):
    """The execution that must look after a live target, and when it is to look first."""

    target: Target
    version: int
    looks_at: datetime


def list_policies(transaction: Transaction, ids: Sequence[UUID] | None = None) -> list[Policy]:
    """Return policies, by name."""
    rows = transaction.all(queries.list_policies, ids=None if ids is None else list(ids))
    return [Policy(**{**row, "steps": read_steps(row["steps"])}) for row in rows]


def lock_policy(transaction: Transaction, policy_id: UUID) -> None:
    """Let others who change this policy wait."""
    transaction.execute(queries.lock_policy, policy_id=policy_id)


def insert_policy(transaction: Transaction, values: Mapping[str, Any]) -> UUID:
    """Store a policy (``steps`` as :class:`central.sla.model.Step`).

    Raises:
        psycopg.errors.UniqueViolation: the name is taken, or an active one is for the same.
    """
    row = transaction.one(queries.insert_policy, **_stored(values))
    assert row is not None
    policy_id: UUID = row["id"]
    return policy_id


def update_policy(transaction: Transaction, policy_id: UUID, values: Mapping[str, Any]) -> None:
    """Replace everything of a policy.

    Raises:
        psycopg.errors.UniqueViolation: the name is taken, or an active one is for the same.
    """
    transaction.count(queries.update_policy, policy_id=policy_id, **_stored(values))


def delete_policy(transaction: Transaction, policy_id: UUID) -> int:
    """Delete a policy; return how many there were."""
    return transaction.count(queries.delete_policy, policy_id=policy_id)


def names_what_exists(
    transaction: Transaction,
    *,
    queue_id: UUID | None,
    channel_id: UUID | None,
    queue_ids: Collection[UUID],
    user_ids: Collection[UUID],
    team_ids: Collection[UUID],
) -> Row:
    """Return of everything a policy names whether it is of this account: ``queue, channel, queues, people, teams``."""
    return (
        transaction.one(
            queries.names_what_exists,
            queue_id=queue_id,
            channel_id=channel_id,
            queue_ids=list(queue_ids),
            user_ids=list(user_ids),
            team_ids=list(team_ids),
        )
        or {}
    )


def lock_conversation(transaction: Transaction, conversation_id: UUID) -> None:
    """Let nobody answer, resolve or move a conversation until this transaction ends."""
    transaction.execute(queries.lock_conversation, conversation_id=conversation_id)


def find_ticket(transaction: Transaction, *, ticket_id: UUID | None, conversation_id: UUID | None) -> Row | None:
    """Return what decides which clocks an active ticket has; None when it is over or unknown."""
    return transaction.one(queries.find_ticket, ticket_id=ticket_id, conversation_id=conversation_id)


def insert_target(transaction: Transaction, ticket: Row, policy: Policy | None, target: Target, **values: Any) -> None:
    """Start a clock (``policy`` None: nothing is promised yet); tell how one ended that is decided by now."""
    key = {"ticket_id": ticket["id"], "target": target, "cycle": values["cycle"]}
    transaction.execute(
        queries.insert_target,
        **{**key, **values},
        conversation_id=ticket["conversation_id"],
        policy_id=None if policy is None else policy.id,
        goal_seconds=None if policy is None else policy.goal(target),
        calendar_id=ticket["calendar_id"] if policy is None or policy.business_hours else None,
        pauses=policy is None or policy.pauses,
        steps=Jsonb([] if policy is None else write_steps(policy.steps)),
    )
    if values["ended_at"] is not None:
        transaction.execute(queries.tell_decided, **key)


def watch_targets(transaction: Transaction, ticket_id: UUID) -> list[Watch]:
    """Note that executions look after the live targets of a ticket, and return which."""
    return [Watch(**row) for row in transaction.all(queries.watch_targets, ticket_id=ticket_id)]


def hold_target(transaction: Transaction, ticket_id: UUID, target: Target, version: int) -> Clock | None:
    """Lock a live target and its conversation; None when it is over, or looked after by another version."""
    key = {"ticket_id": ticket_id, "target": target, "version": version}
    found = transaction.one(queries.find_target, **key)
    if found is None:
        return None
    lock_conversation(transaction, found["conversation_id"])
    row = transaction.one(queries.hold_target, **key)
    return None if row is None else Clock(**{**row, "steps": read_steps(row["steps"])})


def save_look(
    transaction: Transaction, clock: Clock, *, state: State, warned: int, steps_done: int, next_offset: float | None
) -> Row:
    """Store what was done about a clock; return ``due_at`` and ``looks_at`` (None: nothing is left to do)."""
    row = transaction.one(
        queries.save_look,
        ticket_id=clock.ticket_id,
        target=clock.target,
        cycle=clock.cycle,
        state=state,
        warned=warned,
        steps_done=steps_done,
        next_offset=next_offset,
    )
    assert row is not None
    return row


def earliest_mark(transaction: Transaction, clock: Clock, seconds: float) -> datetime:
    """Return when so many open seconds will have passed from now on."""
    row = transaction.one(queries.earliest_mark, calendar_id=clock.calendar_id, now=clock.now, seconds=seconds)
    assert row is not None
    at: datetime = row["at"]
    return at


def save_idle_look(transaction: Transaction, clock: Clock, looks_at: datetime) -> None:
    """Store when somebody looks again at a clock that stands still."""
    transaction.execute(
        queries.save_idle_look,
        ticket_id=clock.ticket_id,
        target=clock.target,
        cycle=clock.cycle,
        looks_at=looks_at,
    )


def freest_of_team(transaction: Transaction, team_id: UUID) -> UUID | None:
    """Return who of a team is there and serves the fewest, or None."""
    row = transaction.one(queries.freest_of_team, team_id=team_id)
    return None if row is None else row["user_id"]


def _stored(values: Mapping[str, Any]) -> dict[str, Any]:
    return {**values, "steps": Jsonb(write_steps(values["steps"]))}
