"""Reads what arrives on the routing queue: facts from the bus, and doorbells of our own."""

import json
from uuid import UUID

from central.call import system_call
from central.errors import Poison
from central.frozen import Frozen
from central.ports import Ports
from central.queues.answer import rescue_conversation, tell_positions
from central.queues.hours import follow_hours
from central.queues.service import assign_waiting_tickets, wake_conversation


class Routing(Frozen):
    """A reason to look: at an account's lines, a conversation that sleeps or whose bot is dead, a calendar's end."""

    account_id: UUID
    conversation_id: UUID | None = None
    calendar_id: UUID | None = None
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
        conversation_id, calendar_id = message.get("conversation_id"), message.get("calendar_id")
        return Routing(
            UUID(message["account_id"]),
            None if conversation_id is None else UUID(conversation_id),
            None if calendar_id is None else UUID(calendar_id),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Poison("neither a fact nor a doorbell of routing") from error


def route(ports: Ports, routing: Routing, *, correlation_id: str) -> int:
    """Follow the hours, give waiting tickets to free agents and tell the others their new place; or do the one thing.

    Returns:
        How many tickets found an agent.
    """
    if routing.idle:
        return 0
    call = system_call(routing.account_id, correlation_id)
    if routing.conversation_id is not None:
        if not wake_conversation(ports, call, routing.conversation_id):
            rescue_conversation(ports, call, routing.conversation_id)
        return 0
    if routing.calendar_id is not None:
        from central.calendars.service import refresh_calendar  # a few times a year: no start waits for it

        refresh_calendar(ports, call, routing.calendar_id)
        return 0
    follow_hours(ports, call)
    assigned = assign_waiting_tickets(ports, call)
    tell_positions(ports, call)
    return assigned
