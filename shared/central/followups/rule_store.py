"""Statements about rules and their timers, one function each."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from central.db.database import Row, Transaction
from central.db.driver import Jsonb
from central.db.queries import Queries
from central.followups.rule_model import FollowUp, FollowUpRule, Trigger, read_steps, write_steps
from central.platforms.registry import limited_platforms

queries = Queries(Path(__file__).with_name("rules.sql"))


def list_rules(transaction: Transaction, ids: Sequence[UUID] | None = None) -> list[FollowUpRule]:
    """Return rules, by name."""
    rows = transaction.all(queries.list_rules, ids=None if ids is None else list(ids))
    return [FollowUpRule(**{**row, "steps": read_steps(row["steps"])}) for row in rows]


def lock_rule(transaction: Transaction, rule_id: UUID) -> None:
    """Let others who change this rule wait."""
    transaction.execute(queries.lock_rule, rule_id=rule_id)


def insert_rule(transaction: Transaction, values: Mapping[str, Any]) -> UUID:
    """Store a rule (``steps`` as :class:`central.followups.rule_model.FollowUpStep`).

    Raises:
        psycopg.errors.UniqueViolation: the name is taken, or an active one is for the same.
    """
    row = transaction.one(queries.insert_rule, **_stored(values))
    assert row is not None
    rule_id: UUID = row["id"]
    return rule_id


def update_rule(transaction: Transaction, rule_id: UUID, values: Mapping[str, Any]) -> None:
    """Replace everything of a rule.

    Raises:
        psycopg.errors.UniqueViolation: the name is taken, or an active one is for the same.
    """
    transaction.count(queries.update_rule, rule_id=rule_id, **_stored(values))


def delete_rule(transaction: Transaction, rule_id: UUID) -> int:
    """Delete a rule; return how many there were."""
    return transaction.count(queries.delete_rule, rule_id=rule_id)


def names_what_exists(transaction: Transaction, *, queue_id: UUID | None, channel_id: UUID | None) -> Row:
    """Return of what a rule names whether it is of this account: ``queue, channel, reasons, reason_required``."""
    row = transaction.one(queries.names_what_exists, queue_id=queue_id, channel_id=channel_id)
    assert row is not None
    return row


def find_timers(transaction: Transaction, conversation_id: UUID) -> list[FollowUp]:
    """Return the timers of a conversation that is locked."""
    rows = transaction.all(queries.find_timers, conversation_id=conversation_id)
    return [FollowUp(**{**row, "steps": read_steps(row["steps"])}) for row in rows]


def end_timer(transaction: Transaction, conversation_id: UUID, trigger: Trigger) -> None:
    """Let nothing happen any more."""
    transaction.execute(queries.end_timer, conversation_id=conversation_id, trigger=trigger)


def ring_timer(transaction: Transaction, conversation_id: UUID, trigger: Trigger, rings_at: datetime | None) -> None:
    """Note when somebody rings."""
    transaction.execute(queries.ring_timer, conversation_id=conversation_id, trigger=trigger, rings_at=rings_at)


def next_step(transaction: Transaction, conversation_id: UUID, timer: FollowUp, step: int) -> datetime:
    """Move a timer on to a step; return when that is due."""
    row = transaction.one(
        queries.next_step,
        conversation_id=conversation_id,
        trigger=timer.trigger,
        step=step,
        minutes=timer.steps[step].after_minutes,
        business_hours=timer.business_hours,
        queue_id=timer.queue_id,
    )
    assert row is not None
    due_at: datetime = row["due_at"]
    return due_at


def show_timer(transaction: Transaction, conversation_id: UUID) -> Row | None:
    """Return the timer of a conversation as its thread shows it; None when there never was one."""
    return transaction.one(queries.show_timer, conversation_id=conversation_id)


def switch_timer(transaction: Transaction, conversation_id: UUID, *, off: bool) -> int:
    """Switch rules about silence off or on for one conversation; return whether anything changed."""
    return transaction.count(queries.switch_timer, conversation_id=conversation_id, off=off)


def closing_windows(transaction: Transaction) -> list[Row]:
    """Return where a rule about windows applies within a day: ``id, rule_id, due_at, soon, waits``."""
    return transaction.all(queries.closing_windows, limited=limited_platforms())


def set_window_timers(transaction: Transaction, rows: Sequence[Row]) -> None:
    """Give conversations of :func:`closing_windows` their timer."""
    if rows:
        transaction.execute(
            queries.set_window_timers,
            ids=[row["id"] for row in rows],
            rule_ids=[row["rule_id"] for row in rows],
            moments=[row["due_at"] for row in rows],
        )


def set_look(transaction: Transaction, next_at: datetime | None) -> datetime | None:
    """Set when somebody looks next for windows that end, and return that; None: no rule is about them."""
    transaction.execute(queries.unset_look)
    row = transaction.one(queries.set_look, next_at=next_at)
    return row["looks_at"] if row else None


def _stored(values: Mapping[str, Any]) -> dict[str, Any]:
    return {**values, "steps": Jsonb(write_steps(values["steps"]))}
