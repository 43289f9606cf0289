"""Bodies of realtime, and what every event type carries: the source of ``events/contracts/updates``."""

from typing import Literal
from uuid import UUID

from pydantic import Field

from central.conversations.schemas import ConversationView, MessageView, PersonView
from central.schemas import View


class SocketTicketView(View):
    """A right to connect, once, within half a minute. ``last_sequence``: where the log was at that moment."""

    ticket: str
    url: str
    expires_at: str
    last_sequence: int


class PointerView(View):
    """Where to ask for what was too large for a frame."""

    conversation_id: str | None
    message_id: str | None


class TicketData(View):
    """What happened to a conversation or its ticket. ``conversation`` comes with the last event of a frame about it.
    ``removed``: the listener may not see it (any more); nothing else is told then."""

    conversation: ConversationView | None = None
    removed: Literal[True] | None = None
    ticket_id: UUID | None = None
    queue_id: UUID | None = None
    user_id: UUID | None = None
    pointer: PointerView | None = None


class SlaData(View):
    """A promised time runs out or is over. ``percent`` of it is used up (warnings only); ``escalated``: the policy says
    that whoever leads must know."""

    conversation: ConversationView | None = None
    ticket_id: UUID | None = None
    target: Literal["first_response", "next_response", "resolution"] | None = None
    due_at: str | None = None
    percent: int | None = None
    escalated: bool | None = None
    pointer: PointerView | None = None


class MessageData(View):
    """A message that is new or has changed (status, reaction, edit, deletion), whole."""

    message: MessageView | None = None
    conversation: ConversationView | None = None
    pointer: PointerView | None = None


class RatedData(View):
    """The contact rated a ticket, or told more about the rating they gave."""

    conversation: ConversationView | None = None
    rating: int | None = None
    pointer: PointerView | None = None


class PresenceData(View):
    """How a colleague stands, and who put them there if they did not themselves."""

    user_id: UUID
    state: Literal["online", "busy", "pause", "offline"]
    reason: str | None = None
    by_user_id: UUID | None = None


class SystemData(View):
    """Something people should know, for example a channel that stopped working."""

    kind: str
    text: str | None = None
    severity: Literal["info", "warning", "critical"] = "info"
    audience: Literal["everybody", "admins", "leaders", "privacy", "person"] = "everybody"
    conversation_id: UUID | None = None
    user_id: UUID | None = None


class RightsData(View):
    """What the person may do or see is another: their sockets close, and what they have must be fetched anew."""

    user_id: UUID


class OffersData(View):
    """Something began or ceased to ring at the person: `GET /me/offers` says what does."""

    user_id: UUID


class EventView(View):
    """An event as a client gets it."""

    sequence: int
    type: str
    conversation_id: str | None
    occurred_at: str
    data: dict[str, object]


class EventsView(View):
    """A part of the log."""

    items: list[EventView]
    next_cursor: str | None
    last_sequence: int
    reset: bool


class EventsFrame(View):
    """A frame of the log: it brings a client from ``after`` to ``until``."""

    type: Literal["events"]
    after: int
    until: int
    events: list[EventView]


class TypingFrame(View):
    """Somebody who looks at the same conversation types, or stopped."""

    type: Literal["typing"]
    conversation_id: str
    user: PersonView
    state: Literal["on", "off"]
    private: bool


class ViewingFrame(View):
    """Who looks at a conversation now."""

    type: Literal["viewing"]
    conversation_id: str
    viewers: list[PersonView]


class HeartbeatFrame(View):
    """Answer to a heartbeat: whoever is behind ``last_sequence`` asks for what is missing."""

    type: Literal["heartbeat"]
    last_sequence: int


class ErrorReason(View):
    """What was wrong with what the browser sent."""

    code: str
    message: str


class ErrorFrame(View):
    """Answer to what could not be done."""

    type: Literal["error"]
    error: ErrorReason = Field(description="code and one sentence")


UPDATE_DATA: dict[str, type[View]] = {
    "new_ticket": TicketData,
    "ticket_assigned": TicketData,
    "ticket_transferred": TicketData,
    "ticket_updated": TicketData,
    "ticket_closed": TicketData,
    "ticket_rated": RatedData,
    "sla_warning": SlaData,
    "sla_breached": SlaData,
    "new_message": MessageData,
    "message_status": MessageData,
    "presence": PresenceData,
    "offers_changed": OffersData,
    "system_message": SystemData,
    "rights_changed": RightsData,
}
FRAMES: dict[str, type[View]] = {
    "events": EventsFrame,
    "typing": TypingFrame,
    "viewing": ViewingFrame,
    "heartbeat": HeartbeatFrame,
    "error": ErrorFrame,
}
