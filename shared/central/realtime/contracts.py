"""The contracts of what leaves: a JSON schema per update, frame and fact, written to ``events/contracts``.

Run ``python -m central.realtime.contracts events/contracts`` after changing one; a test compares. Facts carry ids and
numbers only, never texts, names or addresses of contacts.
"""

import json
import sys
from pathlib import Path
from typing import Any, Literal
from uuid import UUID

from pydantic import AwareDatetime, ConfigDict, Field, create_model

from central.realtime.schemas import FRAMES, UPDATE_DATA, EventView
from central.schemas import View

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


class FactData(View):
    """What a fact says. Others may come with it later; nothing of this goes away without a new version."""

    model_config = ConfigDict(extra="forbid")


class ConversationOpened(FactData):
    """A contact wrote and there was no open conversation, or somebody of the company started one (``started_by``)."""

    conversation_id: UUID
    contact_id: UUID
    channel_id: UUID
    reopened: bool
    started_by: UUID | None = None


class FirstReplied(FactData):
    """A person answered for the first time since the conversation was opened."""

    conversation_id: UUID
    message_id: UUID
    user_id: UUID | None


class ConversationClosed(FactData):
    """Somebody (or, without ``user_id``, the system) resolved the conversation."""

    conversation_id: UUID
    user_id: UUID | None = None
    reason: str | None = None
    queue_id: UUID | None = None


class ConversationReopened(FactData):
    """A closed conversation is open again."""

    conversation_id: UUID
    user_id: UUID | None = None
    by: str | None = None


class ConversationPriorityChanged(FactData):
    """Its priority (1 to 10) is another one: by hand, by a label, or (no ``user_id``) by a step of service levels."""

    conversation_id: UUID
    user_id: UUID | None = None
    from_priority: int
    to_priority: int


class ConversationSnoozed(FactData):
    """A conversation sleeps until a time, or until the contact writes."""

    conversation_id: UUID
    user_id: UUID | None = None
    until: AwareDatetime


class ConversationWoken(FactData):
    """A sleeping conversation is open again: somebody woke it, the contact wrote, or its time came."""

    conversation_id: UUID
    user_id: UUID | None = None
    by: Literal["agent", "contact", "time"] | None = None


class ConversationUnassigned(FactData):
    """Somebody gave a conversation back to its queue."""

    conversation_id: UUID
    from_user_id: UUID | None


class TicketQueued(FactData):
    """A conversation went into a queue; ``assigned``: somebody was free and has it already."""

    ticket_id: UUID
    protocol: str
    conversation_id: UUID
    queue_id: UUID
    priority: int
    handoff_reason: str
    entered_at: AwareDatetime
    assigned: bool


class TicketAssigned(FactData):
    """An agent serves a ticket now."""

    ticket_id: UUID
    protocol: str
    conversation_id: UUID
    queue_id: UUID
    user_id: UUID
    how: str
    waited_seconds: float


class TicketOffered(FactData):
    """A ticket rings at an agent, who accepts or declines."""

    ticket_id: UUID
    protocol: str
    conversation_id: UUID
    queue_id: UUID
    user_id: UUID
    until: AwareDatetime


class TicketDeclined(FactData):
    """An agent did not take what rang at them: declined it, let it ring (``silent``) or went away (``left``)."""

    ticket_id: UUID
    protocol: str
    conversation_id: UUID
    queue_id: UUID
    user_id: UUID
    how: Literal["declined", "silent", "left"]
    reason: str | None


class TicketOverflowed(FactData):
    """A ticket waited too long and moved on to another queue; its place by entry is kept."""

    ticket_id: UUID
    protocol: str
    conversation_id: UUID
    from_queue_id: UUID
    to_queue_id: UUID
    waited_seconds: float


class TicketGivenBack(FactData):
    """The agent of a ticket left, vanished or stayed silent; it waits again, in its old place."""

    ticket_id: UUID
    protocol: str
    conversation_id: UUID
    queue_id: UUID
    user_id: UUID
    reason: Literal["left", "gone", "silent"]


class TicketTransferred(FactData):
    """A ticket went to another agent, or ended because its case goes on in another queue or on another channel."""

    ticket_id: UUID
    protocol: str
    conversation_id: UUID
    from_queue_id: UUID | None
    from_user_id: UUID | None
    to_queue_id: UUID | None
    to_user_id: UUID | None
    to_channel_id: UUID | None
    to_ticket_id: UUID | None


class TicketResolved(FactData):
    """A ticket is finished."""

    ticket_id: UUID
    protocol: str
    conversation_id: UUID
    queue_id: UUID
    assignee_id: UUID | None
    user_id: UUID | None
    reason: str | None
    wait_seconds: float | None
    service_seconds: float | None


class TicketAbandoned(FactData):
    """A ticket waited too long and found no agent."""

    ticket_id: UUID
    protocol: str
    conversation_id: UUID
    queue_id: UUID
    wait_seconds: float


class TicketRated(FactData):
    """A contact rated a ticket from 1 to 5; ``user_id`` is who served it. A comment is no part of it.

    ``staff``: they said it by telephone or in person, and ``entered_by`` wrote it down.
    """

    ticket_id: UUID
    protocol: str
    conversation_id: UUID
    queue_id: UUID
    user_id: UUID | None
    rating: int
    answered_by: Literal["chat", "link", "staff"]
    entered_by: UUID | None = None


class AgentAvailable(FactData):
    """An agent is there and takes work."""

    user_id: UUID


class AgentPresenceChanged(FactData):
    """An agent chose another state, or was put into one: idle, silent, or by a supervisor."""

    user_id: UUID
    state: Literal["online", "busy", "pause", "offline"]
    reason: str | None


class ChannelStateChanged(FactData):
    """A connection began or ceased to work."""

    channel_id: UUID
    type: str
    state: Literal["active", "inactive", "configuring", "error"]


SlaTarget = Literal["first_response", "next_response", "resolution"]


class SlaFact(FactData):
    """What a fact about service levels is about: one clock of a ticket, and the open seconds it has run."""

    ticket_id: UUID
    conversation_id: UUID
    policy_id: UUID | None
    target: SlaTarget
    cycle: int
    goal_seconds: int
    seconds: float


class SlaWarned(SlaFact):
    """So much (50 or 80 %) of the promised time is over."""

    percent: int


class SlaBreached(SlaFact):
    """The promised time is over and nothing had happened."""


class SlaMet(SlaFact):
    """What was promised happened in time; of a next response once, when the ticket ends and none was late."""


class SlaEscalated(SlaFact):
    """A step of the policy was taken, or (``skipped``) could not be: the queue is off, the person has no room."""

    action: Literal["notify", "raise_priority", "move_to_queue", "assign_person", "assign_team"]
    outcome: Literal["done", "skipped"]


class FollowUpTaken(FactData):
    """A rule about silence did what it says, or (``skipped``, with the reason) could not. A ``close``'s reason is the
    finish reason of the ticket."""

    conversation_id: UUID
    rule_id: UUID
    trigger: Literal["silence", "window"]
    step: int
    action: Literal["message", "close", "notify"]
    outcome: Literal["done", "skipped"]
    reason: str | None


_BY_SOURCE: dict[str, tuple[type[FactData], ...]] = {
    "central.conversations": (
        ConversationOpened,
        FirstReplied,
        ConversationClosed,
        ConversationReopened,
        ConversationPriorityChanged,
        ConversationSnoozed,
        ConversationWoken,
        ConversationUnassigned,
    ),
    "central.queues": (
        TicketQueued,
        TicketAssigned,
        TicketOffered,
        TicketDeclined,
        TicketOverflowed,
        TicketGivenBack,
        TicketTransferred,
        TicketResolved,
        TicketAbandoned,
        AgentAvailable,
        AgentPresenceChanged,
    ),
    "central.sla": (SlaWarned, SlaBreached, SlaMet, SlaEscalated),
    "central.followups": (FollowUpTaken,),
    "central.surveys": (TicketRated,),
    "central.channels": (ChannelStateChanged,),
}
FACTS: dict[str, tuple[str, type[FactData]]] = {
    kind.__name__: (source, kind) for source, kinds in _BY_SOURCE.items() for kind in kinds
}


def fact_envelope(name: str) -> type[View]:
    """Return the ``detail`` of a fact on the bus."""
    _, data = FACTS[name]
    return create_model(
        name,
        __base__=View,
        __doc__=data.__doc__,
        id=(UUID, Field(description="Of this fact: a second delivery has the same.")),
        version=(int, Field(ge=1)),
        occurred_at=(AwareDatetime, ...),
        account_id=(UUID, ...),
        correlation_id=(str, ...),
        causation_id=(str | None, ...),
        data=(data, ...),
    )


def update_event(name: str) -> type[View]:
    """Return an update as clients get it, in a frame or from ``GET /events``."""
    data = UPDATE_DATA[name]
    only: Any = Literal[name]
    return create_model(name, __base__=EventView, __doc__=data.__doc__, type=(only, ...), data=(data, ...))


def contracts() -> dict[str, dict[str, Any]]:
    """Return every contract by its path below ``events/contracts``."""
    found: dict[str, dict[str, Any]] = {}
    for name in UPDATE_DATA:
        found[f"updates/{name}.json"] = _schema(update_event(name), name)
    for name, frame in FRAMES.items():
        found[f"frames/{name}.json"] = _schema(frame, f"{name} frame")
    for name, (source, _) in FACTS.items():
        found[f"facts/{name}.json"] = {**_schema(fact_envelope(name), name), "x-source": source}
    return found


def _schema(model: type[View], title: str) -> dict[str, Any]:
    return {"$schema": _DIALECT, **model.model_json_schema(mode="serialization"), "title": title}


def write_contracts(folder: Path) -> None:
    """Write every contract and remove those that are no more."""
    wanted = {folder / path: schema for path, schema in contracts().items()}
    for old in folder.glob("*/*.json"):
        if old not in wanted:
            old.unlink()
    for path, schema in wanted.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(schema, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write_contracts(Path(sys.argv[1]))
