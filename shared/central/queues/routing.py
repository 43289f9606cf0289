"""Reads what arrives on the routing queue: facts from the bus, and doorbells of our own."""

import json
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from central.call import system_call
from central.clock import now
from central.errors import Poison
from central.events import routing_doorbell
from central.ports import Ports
from central.queues.answer import tell_positions
from central.queues.model import timer_delay
from central.queues.service import assign_waiting_tickets, wake_conversation


@dataclass(frozen=True, slots=True)
class Routing:
    """A reason to look: at an account's lines, or (with the other two) at one sleeping conversation."""

    account_id: UUID
    conversation_id: UUID | None = None
    due_at: datetime | None = None
    idle: bool = False


def read_routing(body: str) -> Routing:
    """Return what a message of the routing queue asks for.

    A ``TicketQueued`` whose ticket already has an agent is ``idle``: nothing is left to do.

    Raises:
        Poison: it is neither a fact nor a doorbell.
    """
    try:
        message = json.loads(body)
        if "detail-type" in message:
            detail = message["detail"]
            return Routing(UUID(detail["account_id"]), idle=detail["data"].get("assigned") is True)
        account_id = UUID(message["account_id"])
        if "due_at" not in message:
            return Routing(account_id)
        due_at = datetime.fromisoformat(message["due_at"])
        if due_at.tzinfo is None:
            raise ValueError("a time without a zone")
        return Routing(account_id, UUID(message["conversation_id"]), due_at)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Poison("neither a fact nor a doorbell of routing") from error


def route(ports: Ports, routing: Routing, *, correlation_id: str) -> int:
    """Give an account's waiting tickets to free agents and tell the others their new place; or wake a conversation.

    A conversation whose time has not come is passed on: SQS delays a message by at most 15 minutes. That costs no
    database.

    Returns:
        How many tickets found an agent.
    """
    if routing.idle:
        return 0
    call = system_call(routing.account_id, correlation_id)
    if routing.conversation_id is not None and routing.due_at is not None:
        delay = timer_delay(routing.due_at, now())
        if delay > 0:
            ports.queues.ring(
                [
                    routing_doorbell(
                        routing.account_id,
                        conversation_id=routing.conversation_id,
                        due_at=routing.due_at,
                        delay_seconds=delay,
                    )
                ]
            )
        else:
            wake_conversation(ports, call, routing.conversation_id)
        return 0
    assigned = assign_waiting_tickets(ports, call)
    tell_positions(ports, call)
    return assigned
