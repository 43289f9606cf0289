"""Facts about tickets, agents and conversations, as they leave on the bus. Source ``central.queues``.

``TicketQueued``, ``TicketAssigned``, ``TicketOffered`` and ``TicketGivenBack`` are written by the SQL functions of
assignment.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from central.events import Fact

SOURCE = "central.queues"
CONVERSATIONS = "central.conversations"


def _plain(data: Mapping[str, Any]) -> dict[str, Any]:
    return {
        key: str(value) if isinstance(value, UUID) else value.isoformat() if isinstance(value, datetime) else value
        for key, value in data.items()
    }


def agent_available(user_id: UUID) -> Fact:
    """An agent is there and takes work."""
    return Fact(SOURCE, "AgentAvailable", _plain({"user_id": user_id}))


def presence_changed(user_id: UUID, state: str, reason: str | None) -> Fact:
    """An agent chose another state, or was put into one: idle, or by a supervisor."""
    return Fact(SOURCE, "AgentPresenceChanged", _plain({"user_id": user_id, "state": state, "reason": reason}))


def ticket_transferred(
    ticket: Mapping[str, Any],
    *,
    to_queue_id: UUID | None,
    to_user_id: UUID | None,
    to_channel_id: UUID | None = None,
    to_ticket_id: UUID | None = None,
) -> Fact:
    """A ticket went to another agent, or ended because its case goes on in another queue or on another channel.

    Args:
        ticket: ``id, protocol, conversation_id, queue_id, assignee_id`` as they were before.
        to_channel_id, to_ticket_id: where its case goes on, when that is another channel.
    """
    return Fact(
        SOURCE,
        "TicketTransferred",
        _plain(
            {
                "ticket_id": ticket["id"],
                "protocol": ticket["protocol"],
                "conversation_id": ticket["conversation_id"],
                "from_queue_id": ticket["queue_id"],
                "from_user_id": ticket["assignee_id"],
                "to_queue_id": to_queue_id,
                "to_user_id": to_user_id,
                "to_channel_id": to_channel_id,
                "to_ticket_id": to_ticket_id,
            }
        ),
    )


def ticket_declined(ticket: Mapping[str, Any], *, user_id: UUID, reason: str | None) -> Fact:
    """An agent does not want what rang at them.

    Args:
        ticket: ``ticket_id, protocol, conversation_id, queue_id``.
    """
    data = {name: ticket[name] for name in ("ticket_id", "protocol", "conversation_id", "queue_id")}
    return Fact(SOURCE, "TicketDeclined", _plain({**data, "user_id": user_id, "how": "declined", "reason": reason}))


def ticket_overflowed(moved: Mapping[str, Any]) -> Fact:
    """A ticket waited too long and moved on to another queue.

    Args:
        moved: ``ticket_id, protocol, conversation_id, from_queue_id, to_queue_id, waited_seconds``.
    """
    names = ("ticket_id", "protocol", "conversation_id", "from_queue_id", "to_queue_id", "waited_seconds")
    return Fact(SOURCE, "TicketOverflowed", _plain({name: moved[name] for name in names}))


def ticket_resolved(ticket: Mapping[str, Any], *, user_id: UUID | None, reason: str | None) -> Fact:
    """A ticket is finished.

    Args:
        ticket: its row after finishing, with ``wait_seconds`` and ``service_seconds`` (None when it was never served).
        user_id: who resolved it; None for the system.
    """
    return Fact(
        SOURCE,
        "TicketResolved",
        _plain(
            {
                "ticket_id": ticket["id"],
                "protocol": ticket["protocol"],
                "conversation_id": ticket["conversation_id"],
                "queue_id": ticket["queue_id"],
                "assignee_id": ticket["assignee_id"],
                "user_id": user_id,
                "reason": reason,
                "wait_seconds": ticket["wait_seconds"],
                "service_seconds": ticket["service_seconds"],
            }
        ),
    )


def ticket_abandoned(ticket: Mapping[str, Any]) -> Fact:
    """A ticket waited too long and found no agent.

    Args:
        ticket: its row after ending, with ``wait_seconds``.
    """
    return Fact(
        SOURCE,
        "TicketAbandoned",
        _plain(
            {
                "ticket_id": ticket["id"],
                "protocol": ticket["protocol"],
                "conversation_id": ticket["conversation_id"],
                "queue_id": ticket["queue_id"],
                "wait_seconds": ticket["wait_seconds"],
            }
        ),
    )


def conversation_fact(name: str, conversation_id: UUID, **data: Any) -> Fact:
    """Something happened to a conversation: ``ConversationClosed``, ``ConversationReopened`` and the like."""
    return Fact(CONVERSATIONS, name, _plain({"conversation_id": conversation_id, **data}))
