"""Statements about sockets and the event log, one function each."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from central.call import Role
from central.conversations.model import show_conversation
from central.db.database import Transaction, without_account
from central.db.driver import class_row
from central.db.queries import load_queries
from central.ports import Database
from central.realtime.model import RETENTION_HOURS, TICKET_SECONDS, Event, Things

queries = load_queries(__file__)


class Connected(NamedTuple):
    """Whose connection (or ticket) it is; ``rights`` as the SQL function ``rights_of`` says them, of agents only.

    Attributes:
        wait_seconds: more than 0: they said too much.
    """

    account_id: UUID
    user_id: UUID
    session_id: UUID
    role: Role
    rights: dict[str, Any] | None = None
    wait_seconds: int = 0


class Watcher(NamedTuple):
    """A connection that shows a conversation.

    Attributes:
        listens: its person may listen in on colleagues, and is told who else does.
        hidden: they do so now: the conversation is somebody else's.
    """

    connection_id: str
    user_id: str
    name: str
    avatar_url: str | None
    listens: bool
    hidden: bool


def insert_ticket(
    transaction: Transaction, token_hash: bytes, *, session_id: UUID | None, user_id: UUID
) -> tuple[datetime, int]:
    """Store a ticket; return when it expires and the account's last event."""
    row = transaction.one(
        queries.insert_ticket,
        token_hash=token_hash,
        session_id=session_id,
        user_id=user_id,
        seconds=TICKET_SECONDS,
    )
    assert row is not None
    return row["expires_at"], row["last_sequence"]


def use_ticket(database: Database, token_hash: bytes) -> Connected | None:
    """Use a ticket up; None when it is not (or no longer) good."""
    return _look_up(database, queries.use_ticket, token_hash=token_hash)


def find_connection(database: Database, connection_id: str) -> Connected | None:
    """Return whose connection it is; None when nobody's any more."""
    return _look_up(database, queries.find_connection, connection_id=connection_id)


def hear_connection(database: Database, connection_id: str, *, sign_of_life: bool, now: datetime) -> Connected | None:
    """Return whose connection it is and count one more thing they say; None when nobody's any more."""
    return _look_up(database, queries.hear_connection, connection_id=connection_id, sign_of_life=sign_of_life, now=now)


def _look_up(database: Database, query: str, **parameters: Any) -> Connected | None:
    with without_account(database) as connection, connection.cursor(row_factory=class_row(Connected)) as cursor:
        return cursor.execute(query, parameters).fetchone()


def insert_connection(transaction: Transaction, connection_id: str, connected: Connected) -> None:
    """Remember a connection; whatever is told after this commits is pushed to it."""
    transaction.execute(
        queries.insert_connection,
        connection_id=connection_id,
        session_id=connected.session_id,
        user_id=connected.user_id,
    )
    transaction.execute(queries.lock_news)


def delete_connection(transaction: Transaction, connection_id: str) -> dict[str, Any] | None:
    """Forget a connection; return ``{user_id, viewing_conversation_id, last}``."""
    return transaction.one(queries.delete_connection, connection_id=connection_id)


def touch_connection(transaction: Transaction, connection_id: str) -> int:
    """Write a sign of life down; return the account's last event."""
    row = transaction.one(queries.touch_connection, connection_id=connection_id)
    return (row["last_sequence"] if row else None) or 0


def look_at(
    transaction: Transaction, connection_id: str, conversation_id: UUID | None, *, listens: bool
) -> UUID | None:
    """Write down what a connection shows, and whether its person may listen in; return what it showed before."""
    row = transaction.one(
        queries.look_at, connection_id=connection_id, conversation_id=conversation_id, listens=listens
    )
    return row["before"] if row else None


def list_watchers(transaction: Transaction, conversation_id: UUID) -> list[Watcher]:
    """Return the connections that show a conversation."""
    return transaction.all_as(Watcher, queries.list_watchers, conversation_id=conversation_id)


def find_person(transaction: Transaction, user_id: UUID) -> dict[str, Any] | None:
    """Return ``{id, name, avatar_url}`` of a colleague."""
    return transaction.one(queries.find_person, user_id=user_id)


def forget_connections(transaction: Transaction, connection_ids: Sequence[str]) -> None:
    """Forget connections that are gone."""
    transaction.execute(queries.forget_connections, connection_ids=list(connection_ids))


def last_inbound(transaction: Transaction, conversation_id: UUID) -> UUID | None:
    """Return the contact's last message."""
    row = transaction.one(queries.last_inbound, conversation_id=conversation_id)
    return row["id"] if row else None


def read_position(transaction: Transaction, after: int) -> tuple[int, bool]:
    """Return the account's last event, and whether the log still holds everything behind ``after``."""
    row = transaction.one(queries.read_position, after=after, hours=RETENTION_HOURS)
    assert row is not None
    return row["last_sequence"], row["known"]


def read_events(transaction: Transaction, after: int, limit: int) -> list[Event]:
    """Return events of the log in their order."""
    return [Event(**row) for row in transaction.all(queries.read_events, after=after, limit=limit)]


def read_things(transaction: Transaction, events: Sequence[Event]) -> Things:
    """Return what events are about."""
    row = transaction.one(
        queries.read_things,
        conversation_ids=sorted({event.conversation_id for event in events if event.conversation_id}),
        message_ids=sorted({event.message_id for event in events if event.message_id}),
    )
    return things_of(row["things"] if row else None)


def things_of(answer: Mapping[str, Any] | None) -> Things:
    """Read the answer of the SQL function ``event_things``."""
    if answer is None:
        return Things({}, {}, {})
    return Things(
        {row["id"]: show_conversation(row) for row in answer["conversations"]},
        {body["id"]: body for body in answer["messages"]},
        {(conversation, user): sequence for conversation, user, sequence in answer["reads"]},
    )


def begin_push(
    database: Database, account_id: UUID, holder: UUID, *, limit: int, lease_seconds: int
) -> dict[str, Any] | None:
    """Take the account's push lease and read what is to be pushed; None when somebody else is at it."""
    answer: dict[str, Any] | None = _call(
        database,
        queries.begin_push,
        account_id=account_id,
        holder=holder,
        limit=limit,
        lease_seconds=lease_seconds,
    )
    return answer


def finish_push(database: Database, account_id: UUID, holder: UUID, *, until: int, gone: Sequence[str]) -> bool:
    """Remember how far was pushed; True when this pusher is done."""
    answer: bool = _call(
        database, queries.finish_push, account_id=account_id, holder=holder, until=until, gone=list(gone)
    )
    return answer


def _call(database: Database, statement: str, **parameters: Any) -> Any:
    with without_account(database) as connection:
        row = connection.execute(statement, parameters).fetchone()
    return row[0] if row else None
