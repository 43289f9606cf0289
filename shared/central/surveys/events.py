"""Facts about ratings, as they leave on the bus. Source ``central.surveys``.

A rating that was given in the chat is told by the SQL function ``take_survey_answer``.
"""

from collections.abc import Mapping
from typing import Any, Literal
from uuid import UUID

from central.events import Fact


def ticket_rated(
    ticket: Mapping[str, Any], rating: int, answered_by: Literal["link", "staff"], *, entered_by: UUID | None = None
) -> Fact:
    """A contact rated a ticket.

    Args:
        ticket: ``ticket_id, protocol, conversation_id, queue_id, assignee_id``.
        entered_by: who wrote down what the contact said; None: the contact answered.
    """
    return Fact(
        "central.surveys",
        "TicketRated",
        {
            "ticket_id": str(ticket["ticket_id"]),
            "protocol": ticket["protocol"],
            "conversation_id": str(ticket["conversation_id"]),
            "queue_id": str(ticket["queue_id"]),
            "user_id": None if ticket["assignee_id"] is None else str(ticket["assignee_id"]),
            "rating": rating,
            "answered_by": answered_by,
            "entered_by": None if entered_by is None else str(entered_by),
        },
    )
