"""Tickets by the number the contact was given."""

from pathlib import Path
from typing import Any

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
