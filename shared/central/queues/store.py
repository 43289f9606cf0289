"""Statements about queues, tickets and presence, one function each."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Literal, NamedTuple
from uuid import UUID

from central.accounts.sight import load_numbers_parameter
from central.db.database import Row, Transaction
from central.db.queries import load_queries
from central.queues.model import Attendance, Held, Presence, Queue, Standing, place_variables

queries = load_queries(__file__)
News = dict[str, Any]


class Telling(NamedTuple):
    """A waiting contact who stands elsewhere than they were told at ``told_at``, and from when on they may be told."""

    conversation_id: UUID
    told_at: datetime
    due_at: datetime
    due: bool


def hold_conversation(
    transaction: Transaction, conversation_id: UUID, *, sight: str | None, blind: bool = False
) -> Held | None:
    """Lock a conversation within sight; None when there is none.

    Args:
        sight: SQL parameter of what is seen; None sees all.
        blind: find it also when a colleague has it by now, to say who.
    """
    transaction.execute(queries.lock_conversation, conversation_id=conversation_id)
    return transaction.one_as(
        Held, queries.hold_conversation, conversation_id=conversation_id, sight=sight, blind=blind
    )


def take_conversation(transaction: Transaction, conversation_id: UUID, user_id: UUID, how: str) -> News:
    """Give a conversation nobody has to an agent; see the SQL function for the outcomes."""
    row = transaction.one(queries.take_conversation, conversation_id=conversation_id, user_id=user_id, how=how)
    result: News = row["result"] if row else {}
    return result


def lock_capacity(transaction: Transaction) -> None:
    """Let nobody else give tickets or change who is there until this transaction ends."""
    transaction.execute(queries.lock_capacity)


def agent_capacity(transaction: Transaction, user_id: UUID, queue_id: UUID | None, conversation_id: UUID) -> Row | None:
    """Return ``load, agent_limit, available, may_serve, has_room`` of an acting member; None for anybody else.

    Args:
        conversation_id: whose channel ``may_serve`` and ``has_room`` are about.
    """
    return transaction.one(queries.agent_capacity, user_id=user_id, queue_id=queue_id, conversation_id=conversation_id)


def queue_exists(transaction: Transaction, queue_id: UUID) -> bool | None:
    """Return whether a queue is active; None when there is no such queue."""
    row = transaction.one(queries.find_queue, queue_id=queue_id)
    return None if row is None else bool(row["active"])


def head_of_queue(transaction: Transaction, queue_id: UUID, sight: str | None) -> UUID | None:
    """Return the next waiting conversation within sight (SQL parameter; None sees all), locked."""
    row = transaction.one(queries.head_of_queue, queue_id=queue_id, sight=sight)
    return None if row is None else row["conversation_id"]


def put_in_service(transaction: Transaction, ticket_id: UUID, user_id: UUID, how: str) -> News:
    """Give one waiting ticket to an agent; return the news."""
    return _news(transaction, queries.put_in_service, ticket_id=ticket_id, user_id=user_id, how=how)


def pass_ticket_on(transaction: Transaction, ticket_id: UUID, user_id: UUID) -> None:
    """Give a ticket in service to a colleague."""
    transaction.execute(queries.pass_ticket_on, ticket_id=ticket_id, user_id=user_id)


def put_back_in_line(transaction: Transaction, ticket_id: UUID, *, avoid_user_id: UUID | None) -> None:
    """Let a ticket in service wait again at the place it had."""
    transaction.execute(queries.put_back_in_line, ticket_id=ticket_id, avoid_user_id=avoid_user_id)


def end_ticket(
    transaction: Transaction,
    conversation_id: UUID,
    state: Literal["finished", "transferred", "abandoned"],
    reason: str | None,
    note: str | None = None,
) -> Row | None:
    """End the active ticket and return it; None when there is none."""
    return transaction.one(queries.end_ticket, conversation_id=conversation_id, state=state, reason=reason, note=note)


def revive_ticket(transaction: Transaction, conversation_id: UUID) -> Row | None:
    """Let the last, finished ticket wait again: ``id, queue_id`` and who had it (``assignee_id``)."""
    return transaction.one(queries.revive_ticket, conversation_id=conversation_id)


def set_handling(
    transaction: Transaction,
    conversation_id: UUID,
    session: Literal["bot", "waiting", "human"],
    assignee_id: UUID | None,
    queue_id: UUID | None = None,
) -> None:
    """Say who handles a conversation."""
    transaction.execute(
        queries.set_handling,
        conversation_id=conversation_id,
        session=session,
        assignee_id=assignee_id,
        queue_id=queue_id,
    )


def close_conversation(transaction: Transaction, conversation_id: UUID, reason: str | None) -> None:
    """Close a conversation."""
    transaction.execute(queries.close_conversation, conversation_id=conversation_id, reason=reason)


def open_conversation(transaction: Transaction, conversation_id: UUID) -> None:
    """Open a closed or sleeping conversation.

    Raises:
        psycopg.errors.UniqueViolation: the contact has another open one.
    """
    transaction.count(queries.open_conversation, conversation_id=conversation_id)


def snooze_conversation(transaction: Transaction, conversation_id: UUID, until: datetime) -> None:
    """Let a conversation sleep."""
    transaction.execute(queries.snooze_conversation, conversation_id=conversation_id, until=until)


def queue_conversations(transaction: Transaction, items: Sequence[Mapping[str, Any]]) -> News:
    """Put conversations into queues; return the news. Items: see the SQL function."""
    plain = [{key: str(value) for key, value in item.items() if value is not None} for item in items]
    return _news(transaction, queries.queue_conversations, items=json.dumps(plain))


def assign_waiting_tickets(transaction: Transaction, queue_id: UUID | None = None, limit: int = 50) -> News:
    """Give waiting tickets to free agents; return the news with ``assigned`` and ``left``."""
    return _news(transaction, queries.assign_waiting_tickets, queue_id=queue_id, limit=limit)


def hold_conversations_of(transaction: Transaction, user_id: UUID) -> None:
    """Lock what somebody is working on, so that all of it can be given back; comes before the capacity."""
    transaction.execute(queries.hold_conversations_of, user_id=user_id)


def run_lines(transaction: Transaction, limit: int) -> News:
    """Do everything a look at the account's lines does; return its news, see the SQL function."""
    return _news(transaction, queries.run_lines, limit=limit)


def end_offers(transaction: Transaction, user_id: UUID) -> News:
    """Take back what rings at somebody; return the news."""
    return _news(transaction, queries.end_offers, user_id=user_id)


def give_back(transaction: Transaction, user_id: UUID | None = None) -> News:
    """Take tickets from agents who are gone, or all from one who leaves; return the news."""
    return _news(transaction, queries.give_back, user_id=user_id)


def get_attendance(transaction: Transaction, user_id: UUID) -> Attendance:
    """Return how an agent stands and what their next sign of life is judged by."""
    row = transaction.one(queries.get_attendance, user_id=user_id)
    assert row is not None
    judged = {name: row.pop(name) for name in ("known", "absent", "idle_seconds", "rings")}
    return Attendance(Presence(**row), **judged)


def save_presence(transaction: Transaction, user_id: UUID, state: str, reason: str | None) -> None:
    """Store what an agent chose; also a sign of life."""
    transaction.execute(queries.save_presence, user_id=user_id, state=state, reason=reason)


def force_presence(transaction: Transaction, user_id: UUID, state: str, reason: str | None) -> None:
    """Store what somebody else chose for an agent; no sign of life."""
    transaction.execute(queries.force_presence, user_id=user_id, state=state, reason=reason)


def beat(transaction: Transaction, user_id: UUID, idle_seconds: float) -> None:
    """Store a sign of life, and how long ago the device it comes from was touched."""
    transaction.execute(queries.beat, user_id=user_id, idle_seconds=idle_seconds)


def follow_idleness(transaction: Transaction, user_id: UUID, state: str, reason: str | None) -> None:
    """Put somebody into the pause of who is idle, or back online."""
    transaction.execute(queries.follow_idleness, user_id=user_id, state=state, reason=reason)


def list_queues(transaction: Transaction, ids: Sequence[UUID] | None = None) -> list[Queue]:
    """Return queues and how they stand, the default one first."""
    sight = load_numbers_parameter(transaction)
    return transaction.all_as(Queue, queries.list_queues, ids=None if ids is None else list(ids), sight=sight)


def insert_queue(transaction: Transaction, name: str) -> UUID:
    """Store a queue with every default.

    Raises:
        psycopg.errors.UniqueViolation: the name is taken.
    """
    row = transaction.one(queries.insert_queue, name=name)
    assert row is not None
    queue_id: UUID = row["id"]
    return queue_id


def update_queue(transaction: Transaction, queue_id: UUID, change: Mapping[str, Any]) -> None:
    """Change the given columns.

    Raises:
        psycopg.errors.UniqueViolation: the name is taken.
    """
    if change.get("is_default"):
        transaction.execute(queries.drop_default, queue_id=queue_id)
    transaction.count(queries.update_queue, queue_id=queue_id, change=json.dumps(dict(change), default=str))


def leads_back(transaction: Transaction, queue_id: UUID, overflow_queue_id: UUID) -> bool:
    """Whether who overflows into a queue would come back to ``queue_id``."""
    row = transaction.one(queries.leads_back, queue_id=queue_id, overflow_queue_id=overflow_queue_id)
    return bool(row and row["leads_back"])


def set_queue_skills(transaction: Transaction, queue_id: UUID, skills: Mapping[UUID, int]) -> int:
    """Let a queue ask for exactly these skills; return how many of them exist."""
    row = transaction.one(
        queries.set_queue_skills, queue_id=queue_id, skill_ids=list(skills), levels=list(skills.values())
    )
    return int(row["known"]) if row else 0


def refresh_needs(transaction: Transaction, queue_id: UUID | None = None) -> None:
    """Let what waits (in one queue or in all) ask for the skills that are asked for now."""
    transaction.execute(queries.refresh_needs, queue_id=queue_id)


def add_members(transaction: Transaction, queue_id: UUID, user_ids: Sequence[UUID]) -> int:
    """Add acting members of the account; return how many of them exist."""
    return len(transaction.all(queries.add_members, queue_id=queue_id, user_ids=list(user_ids)))


def remove_members(transaction: Transaction, queue_id: UUID, user_ids: Sequence[UUID]) -> None:
    """Take members out."""
    transaction.execute(queries.remove_members, queue_id=queue_id, user_ids=list(user_ids))


def set_teams(transaction: Transaction, queue_id: UUID, team_ids: Sequence[UUID]) -> int:
    """Let exactly these teams serve a queue; return how many of them exist."""
    row = transaction.one(queries.set_teams, queue_id=queue_id, team_ids=list(team_ids))
    return int(row["known"]) if row else 0


def hold_answer(transaction: Transaction, conversation_id: UUID) -> Row | None:
    """Lock a conversation whose bot may answer; None when nothing is due there."""
    return transaction.one(queries.hold_answer, conversation_id=conversation_id)


def clear_answer(transaction: Transaction, conversation_id: UUID) -> None:
    """Nothing is due any more."""
    transaction.execute(queries.clear_answer, conversation_id=conversation_id)


def standing(transaction: Transaction, conversation_id: UUID) -> tuple[Standing, Row] | None:
    """Return what the bot knows of a conversation, and of its ticket ``ticket_id, told_at`` and what was told."""
    row = transaction.one(queries.standing, conversation_id=conversation_id)
    if row is None:
        return None
    return Standing(**{name: row[name] for name in Standing.__slots__}), row


def place_to_say(transaction: Transaction, conversation_id: UUID) -> dict[str, object]:
    """Return what a text of another slice may say of a waiting contact's place: ``position, total, wait``."""
    found = standing(transaction, conversation_id)
    return place_variables(found[0]) if found else {}


def note_told(transaction: Transaction, ticket_id: UUID, position: int, total: int) -> None:
    """Remember what the contact was told."""
    transaction.execute(queries.note_told, ticket_id=ticket_id, position=position, total=total)


def positions_to_tell(transaction: Transaction, limit: int, *, total_pauses: int) -> list[Telling]:
    """Return waiting contacts whose place or total is another than they were told, who may be told by now first.

    Args:
        total_pauses: how many of the queue's pauses must be over where only the total changed.
    """
    rows = transaction.all(queries.positions_to_tell, limit=limit, total_pauses=total_pauses)
    return [Telling(**row) for row in rows]


def hold_sleeping(transaction: Transaction, conversation_id: UUID) -> Row | None:
    """Lock a sleeping conversation and return ``snoozed_until`` and whether that is over (``due``)."""
    return transaction.one(queries.hold_sleeping, conversation_id=conversation_id)


def _news(transaction: Transaction, query: str, **parameters: Any) -> News:
    row = transaction.one(query, **parameters)
    news: News = row["news"] if row else {}
    return news
