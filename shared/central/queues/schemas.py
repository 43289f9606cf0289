"""Bodies and views of queues, presence and the actions on conversations."""

from datetime import datetime
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import Field, StringConstraints, model_validator

from central.queues.model import Mode, PresenceState
from central.schemas import Body, OneLine, Time, View

_Name = Annotated[OneLine, StringConstraints(max_length=80)]
_Text = Annotated[str, StringConstraints(max_length=2000)]
_Reason = Annotated[str, StringConstraints(strip_whitespace=True, max_length=80)]


class QueueBody(Body):
    """A new queue."""

    name: _Name
    description: _Text = ""
    mode: Mode = "round_robin"
    agent_limit: Annotated[int, Field(ge=1, le=100)] = 5
    priority: Annotated[int, Field(ge=1, le=10)] = 5
    position_text: Annotated[str, StringConstraints(max_length=1000)] | None = None
    out_of_hours_text: Annotated[str, StringConstraints(max_length=1000)] | None = None
    calendar_id: UUID | None = None
    member_ids: Annotated[list[UUID], Field(default_factory=list, max_length=1000)]


class QueueChangeBody(Body):
    """What changes about a queue; what is not given stays. ``is_default`` can only be given away, never taken off."""

    name: _Name | None = None
    description: _Text | None = None
    mode: Mode | None = None
    agent_limit: Annotated[int, Field(ge=1, le=100)] | None = None
    priority: Annotated[int, Field(ge=1, le=10)] | None = None
    position_text: Annotated[str, StringConstraints(max_length=1000)] | None = None
    out_of_hours_text: Annotated[str, StringConstraints(max_length=1000)] | None = None
    calendar_id: UUID | None = None
    active: bool | None = None
    is_default: bool | None = None
    member_ids: Annotated[list[UUID], Field(max_length=1000)] | None = None


class QueueView(View):
    """A queue and how it stands now.

    ``calendar_id``: its own; null: the company's default one. ``changes_at``: when it closes, or opens again; null: it
    does not.
    """

    id: UUID
    name: str
    description: str
    mode: Mode
    agent_limit: int
    is_default: bool
    active: bool
    priority: int
    position_text: str | None
    out_of_hours_text: str | None
    calendar_id: UUID | None
    open: bool
    changes_at: Time | None
    member_ids: list[UUID]
    waiting: int
    in_service: int
    online: int
    oldest_entered_at: Time | None


class PresenceBody(Body):
    """What an agent chooses."""

    state: PresenceState
    reason: _Reason | None = None


class PresenceView(View):
    """How an agent stands now."""

    user_id: UUID
    state: PresenceState
    chosen_state: PresenceState
    reason: str | None
    state_since: Time | None
    load: int


class AssignBody(Body):
    """Who gets the conversation; null gives it back to its queue."""

    user_id: UUID | None


class TransferBody(Body):
    """Where the conversation goes: a queue, a colleague, or a colleague within a queue."""

    queue_id: UUID | None = None
    user_id: UUID | None = None
    note: Annotated[str, StringConstraints(strip_whitespace=True, max_length=4096)] | None = None


class ResolveBody(Body):
    """How it ended."""

    reason: _Reason | None = None
    note: Annotated[str, StringConstraints(strip_whitespace=True, max_length=4096)] | None = None


class SnoozeBody(Body):
    """Until when the conversation sleeps, unless the contact writes."""

    until: datetime


class WaitingBody(Body):
    """How a queue treats who waits; what is not given stays."""

    abandon_after_seconds: Annotated[int, Field(ge=0, le=86_400)] | None = None
    position_text: Annotated[str, StringConstraints(max_length=1000)] | None = None
    position_interval_seconds: Annotated[int, Field(ge=0, le=3600)] | None = None

    @model_validator(mode="after")
    def _not_too_short(self) -> Self:
        if 0 < (self.abandon_after_seconds or 0) < 30:
            raise ValueError("abandon_after_seconds: 0 or at least 30")
        if 0 < (self.position_interval_seconds or 0) < 10:
            raise ValueError("position_interval_seconds: 0 or at least 10")
        return self

    def change(self) -> dict[str, Any]:
        """Return what the use case takes: texts and pauses may be taken away, the limit not."""
        change = self.model_dump(exclude_unset=True)
        if change.get("abandon_after_seconds", 0) is None:
            del change["abandon_after_seconds"]
        return change


class WaitingView(View):
    """How a queue treats who waits.

    Seconds of open time until a ticket is abandoned (0: never), the text about the place in line (null: the account's)
    and the least seconds between two of them (0: never told, null: the account's pause).
    """

    queue_id: UUID
    abandon_after_seconds: int
    position_text: str | None
    position_interval_seconds: int | None
