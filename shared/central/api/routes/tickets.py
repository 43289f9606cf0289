"""Tickets: lists, by protocol, and those a conversation had."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from central.api.dependencies import PortsHere, allowed
from central.api.errors import error_responses
from central.api.examples import READS, TAKES_BODY, example, page_example
from central.api.paths import PREFIX
from central.api.routes.shown import CONVERSATION
from central.call import Call
from central.conversations.model import Level, Pressure
from central.conversations.schemas import ConversationView, HandoffReason, PriorityNumber, TicketState
from central.paging import Keyset, split_page
from central.queues import tickets
from central.schemas import Limit, Page, PathId, Time, View
from central.sla.model import State, Target
from central.surveys import staff
from central.surveys.schemas import CsatView, RatingBody

router = APIRouter(prefix=PREFIX, tags=["queues"])

Reader = Annotated[Call, allowed("conversations.read")]
Rater = Annotated[Call, allowed("tickets.rate")]
_KEYSET = Keyset("tickets-of-conversation", "time", "id")


class QueueOfTicketView(View):
    """Where the ticket waits or waited."""

    id: UUID
    name: str


class AssigneeView(View):
    """Who serves or served it."""

    id: UUID
    name: str


class ClockView(View):
    """A promise to the contact, and how it stands.

    `seconds`: counted time it ran, up to now, of `goal_seconds`. `due_at`: null while it stands still (`paused_since`)
    and once it is decided. A missed one has no `ended_at` while an answer is still owed.
    """

    target: Target
    state: State
    goal_seconds: int
    seconds: float
    started_at: Time
    due_at: Time | None
    paused_since: Time | None
    missed_at: Time | None
    ended_at: Time | None


class TicketFactsView(View):
    """A ticket. What lasts is counted up to now; no seconds of service until served.

    `clocks`: first response, next response and resolution, as far as they are promised; of a ticket that was handed on
    to another queue those that were decided by then, for the others went along.
    """

    id: UUID
    protocol: str
    state: TicketState
    priority: PriorityNumber
    handoff_reason: HandoffReason
    queue: QueueOfTicketView
    assignee: AssigneeView | None
    entered_at: Time
    assigned_at: Time | None
    finished_at: Time | None
    finish_reason: str | None
    wait_seconds: float
    service_seconds: float | None
    csat: CsatView | None
    clocks: list[ClockView]


class ContactOfTicketView(View):
    """Whose ticket it is."""

    id: UUID
    name: str
    avatar_url: str | None
    phone: str | None


class ChannelOfTicketView(View):
    """Where it came in."""

    id: UUID
    type: str
    name: str


class ListedTicketView(TicketFactsView):
    """A ticket in a list; of a finished one the subject is what it was then."""

    conversation_id: UUID
    subject: str | None
    contact: ContactOfTicketView
    channel: ChannelOfTicketView


class TicketView(TicketFactsView):
    """A ticket with its conversation."""

    conversation: ConversationView


class ClosingOfTicketView(View):
    """What a finished ticket was closed with: the note, and subject and labels as they were."""

    note: str
    subject: str | None
    labels: list[str]


class TransferView(View):
    """How a ticket was handed on, by names; null: nobody in particular, or no queue."""

    at: Time
    from_user: str | None
    to_user: str | None
    from_queue: str | None
    to_queue: str | None


class LinkedTicketView(View):
    """A ticket of the same case on another channel; its conversation may be out of the reader's sight."""

    protocol: str
    conversation_id: UUID
    channel: str


class TicketOfConversationView(TicketFactsView):
    """A ticket in a conversation's history.

    `continued_as`: the ticket it goes on as, on another channel. `continues`: those that went on as this one.
    """

    closing: ClosingOfTicketView | None
    transfers: list[TransferView]
    continued_as: LinkedTicketView | None
    continues: list[LinkedTicketView]


_CSAT = {
    "rating": 5,
    "comment": "Muito rápido!",
    "answered_by": "chat",
    "answered_at": "2026-11-21T12:11:40.000000Z",
    "entered_by": None,
}
_ENTERED = {
    **_CSAT,
    "answered_by": "staff",
    "entered_by": {"id": "0b7f2f0e-6f0c-4d52-9d1c-4c1f6f0a9b11", "name": "Ana Souza"},
}
_FACTS = {
    "id": "8f0d9a3c-52a7-4f0e-8d7b-4f6a2b1c9d77",
    "protocol": "20261121-000123",
    "state": "in_service",
    "priority": 5,
    "handoff_reason": "rule",
    "queue": {"id": "2a7c9d10-6f4e-4f6c-9a55-0f7f2c8e1b66", "name": "Atendimento"},
    "assignee": {"id": "0b7f2f0e-6f0c-4d52-9d1c-4c1f6f0a9b11", "name": "Ana Souza"},
    "entered_at": "2026-11-21T11:55:00.000000Z",
    "assigned_at": "2026-11-21T11:58:03.000000Z",
    "finished_at": None,
    "finish_reason": None,
    "wait_seconds": 183.0,
    "service_seconds": 61.5,
    "csat": None,
    "clocks": [
        {
            "target": "first_response",
            "state": "met",
            "goal_seconds": 900,
            "seconds": 190.2,
            "started_at": "2026-11-21T11:55:00.000000Z",
            "due_at": None,
            "paused_since": None,
            "missed_at": None,
            "ended_at": "2026-11-21T11:58:10.200000Z",
        },
        {
            "target": "resolution",
            "state": "running",
            "goal_seconds": 28800,
            "seconds": 244.5,
            "started_at": "2026-11-21T11:55:00.000000Z",
            "due_at": "2026-11-21T19:55:00.000000Z",
            "paused_since": None,
            "missed_at": None,
            "ended_at": None,
        },
    ],
}
_TICKET = {**_FACTS, "conversation": CONVERSATION}
_LISTED = {
    **_FACTS,
    "conversation_id": CONVERSATION["id"],
    "subject": "Boleto",
    "contact": {name: CONVERSATION["contact"][name] for name in ("id", "name", "avatar_url", "phone")},
    "channel": CONVERSATION["channel"],
}
_OF_CONVERSATION = {
    **_FACTS,
    "state": "finished",
    "finished_at": "2026-11-21T12:10:03.000000Z",
    "finish_reason": "Dúvida resolvida",
    "csat": _CSAT,
    "service_seconds": 720.0,
    "closing": {"note": "Segunda via enviada.", "subject": "Boleto", "labels": ["Financeiro"]},
    "transfers": [
        {
            "at": "2026-11-21T12:01:00.000000Z",
            "from_user": "Bruno Lima",
            "to_user": "Ana Souza",
            "from_queue": "Atendimento",
            "to_queue": "Atendimento",
        }
    ],
    "continued_as": None,
    "continues": [
        {
            "protocol": "20261121-000120",
            "conversation_id": "5b0f0c9e-0a53-4d0f-9a0b-7c1d9d6e2f10",
            "channel": "WhatsApp vendas",
        }
    ],
}


@router.get("/tickets", summary="List", responses={200: page_example(_LISTED), **error_responses(404, *READS)})
def search_tickets(
    call: Reader,
    ports: PortsHere,
    state: Annotated[
        tickets.Standing | None, Query(description="`closed`: whatever ended, in one way or another.")
    ] = None,
    queue_id: PathId | None = None,
    assignee_id: PathId | None = None,
    team_id: Annotated[PathId | None, Query(description="Served by somebody of this team.")] = None,
    unassigned: bool = False,
    priority: Level | None = None,
    protocol_prefix: Annotated[
        str | None, Query(pattern="^[0-9-]{1,40}$", description="How the protocol begins.")
    ] = None,
    sla: Pressure | None = None,
    since: Annotated[date | None, Query(description="First day it came in on, in the company's time zone.")] = None,
    until: Annotated[date | None, Query(description="Last day it came in on.")] = None,
    sort: tickets.Order = "-entered_at",
    cursor: str | None = None,
    limit: Limit = 50,
) -> Page[ListedTicketView]:
    """Return tickets of conversations the caller may see. `sla`: of what is open, warned of or late."""
    wanted = tickets.TicketFilter(
        state=state,
        queue_id=queue_id,
        assignee_id=assignee_id,
        team_id=team_id,
        unassigned=unassigned,
        priority=priority,
        protocol=protocol_prefix,
        sla=sla,
        since=since,
        until=until,
    )
    rows, following = tickets.search_tickets(ports, call, wanted, order=sort, cursor=cursor, limit=limit)
    return Page[ListedTicketView](items=[ListedTicketView.model_validate(row) for row in rows], next_cursor=following)


@router.get(
    "/tickets/{protocol}", summary="Find by protocol", responses={200: example(_TICKET), **error_responses(404, *READS)}
)
def read_ticket(protocol: str, call: Reader, ports: PortsHere) -> TicketView:
    """Return the ticket with the number the contact was given, and its conversation."""
    ticket, conversation = tickets.find_ticket(ports, call, protocol)
    return TicketView.model_validate({**ticket, "conversation": ConversationView.model_validate(conversation)})


@router.post(
    "/tickets/{protocol}/rating",
    status_code=201,
    summary="Enter a rating",
    responses={201: example(_ENTERED), **error_responses(404, 409, *TAKES_BODY)},
)
def rate_ticket(protocol: str, body: RatingBody, call: Rater, ports: PortsHere) -> CsatView:
    """Store what the contact said about a resolved ticket by telephone or in person; once, and marked as entered.

    409 `nothing_to_rate` (not resolved, or nobody served it), or `already_rated`.
    """
    rated = staff.rate_ticket(ports, call, protocol, rating=body.rating, comment=body.comment or None)
    return CsatView.model_validate(rated)


@router.get(
    "/conversations/{conversation_id}/tickets",
    summary="Tickets of a conversation",
    responses={200: page_example(_OF_CONVERSATION), **error_responses(404, *READS)},
)
def list_tickets(
    conversation_id: PathId, call: Reader, ports: PortsHere, cursor: str | None = None, limit: Limit = 10
) -> Page[TicketOfConversationView]:
    """Return every ticket the conversation had, newest first: who, how long, how it ended and was handed on."""
    found = tickets.list_tickets(ports, call, conversation_id, after=_KEYSET.decode(cursor), limit=limit + 1)
    rows, more = split_page(found, limit)
    following = _KEYSET.encode((rows[-1]["entered_at"], rows[-1]["id"])) if more else None
    return Page[TicketOfConversationView](
        items=[TicketOfConversationView.model_validate(row) for row in rows], next_cursor=following
    )
