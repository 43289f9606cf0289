"""Tickets by the number the contact was given, and those a conversation had."""

from pathlib import Path
from typing import Any
from uuid import UUID

from central.call import Call
from central.conversations.service import require_visible, show
from central.db.database import Row
from central.db.queries import Queries
from central.errors import NotFound
from central.ports import Ports

queries = Queries(Path(__file__).with_name("tickets.sql"))
_LONGEST_PROTOCOL = 64


def find_ticket(ports: Ports, call: Call, protocol: str) -> tuple[Row, dict[str, Any]]:
    """Return a ticket and its conversation.

    Raises:
        NotFound: no such ticket, or of a conversation the caller may not see.
    """
    if len(protocol) > _LONGEST_PROTOCOL:
        raise NotFound()
    with ports.database.transaction(call) as transaction:
        ticket = transaction.one(queries.find_ticket, protocol=protocol)
        if ticket is None:
            raise NotFound()
        require_visible(transaction, ticket["conversation_id"])
        return ticket, show(transaction, ticket["conversation_id"])


def list_tickets(
    ports: Ports, call: Call, conversation_id: UUID, *, after: tuple[Any, ...] | None, limit: int
) -> list[Row]:
    """Return a conversation's tickets, newest first: who served them, how long, how they ended and were handed on.

    Args:
        after: entry and id of the last one shown.

    Raises:
        NotFound: no such conversation for the caller.
    """
    with ports.database.transaction(call) as transaction:
        require_visible(transaction, conversation_id)
        return transaction.all(
            queries.tickets_of_conversation,
            conversation_id=conversation_id,
            after_time=after[0] if after else None,
            after_id=after[1] if after else None,
            limit=limit,
        )
