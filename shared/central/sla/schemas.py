"""Bodies and views of policies."""

from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import Field, StringConstraints, model_validator

from central.conversations.model import Level
from central.schemas import Body, KnownVersion, OneLine, View
from central.sla.model import Action, Mark, Step

_Name = Annotated[OneLine, StringConstraints(max_length=80)]
# A year: more is no promise.
_Seconds = Annotated[int, Field(ge=1, le=31_536_000)]
_NEEDS: dict[Action, str | None] = {
    "notify": None,
    "raise_priority": "priority",
    "move_to_queue": "queue_id",
    "assign_person": "user_id",
    "assign_team": "team_id",
}


class SlaStepBody(Body):
    """What happens at a mark, or so many seconds of counted time after it.

    The action says what else must be given: `raise_priority` a `priority`, `move_to_queue` a `queue_id`,
    `assign_person` a `user_id`, `assign_team` a `team_id`.
    """

    when: Mark
    after_seconds: Annotated[int, Field(ge=0, le=2_592_000)] = 0
    action: Action
    priority: Annotated[int, Field(ge=1, le=10)] | None = None
    queue_id: UUID | None = None
    user_id: UUID | None = None
    team_id: UUID | None = None

    @model_validator(mode="after")
    def _has_what_it_needs(self) -> Self:
        needed = _NEEDS[self.action]
        given = {name for name in ("priority", "queue_id", "user_id", "team_id") if getattr(self, name) is not None}
        if given != ({needed} if needed else set()):
            raise ValueError("the action and what is given with it do not match")
        return self


class PolicyBody(Body):
    """A policy, whole. `queue_id`, `channel_id` and `priority_class` say what it is for; null is any. The most specific
    active policy holds for a ticket, as a whole. At least one goal is needed."""

    name: _Name
    active: bool = True
    queue_id: UUID | None = None
    channel_id: UUID | None = None
    priority_class: Level | None = None
    first_response_seconds: _Seconds | None = None
    next_response_seconds: _Seconds | None = None
    resolution_seconds: _Seconds | None = None
    business_hours: bool = True
    pauses: bool = True
    steps: Annotated[list[SlaStepBody], Field(default_factory=list, max_length=20)]

    @model_validator(mode="after")
    def _promises_something(self) -> Self:
        if self.first_response_seconds is self.next_response_seconds is self.resolution_seconds is None:
            raise ValueError("at least one goal is needed")
        return self

    def values(self) -> dict[str, Any]:
        """Return what the use cases take."""
        return {
            **self.model_dump(exclude={"steps", "version"}),
            "steps": [Step(**step.model_dump()) for step in self.steps],
        }


class PolicyReplacementBody(PolicyBody):
    """What a policy is from now on, whole."""

    version: KnownVersion = None


class SlaStepView(View):
    """A step of a policy; what its action does not need is null."""

    when: Mark
    after_seconds: int
    action: Action
    priority: int | None
    queue_id: UUID | None
    user_id: UUID | None
    team_id: UUID | None


class PolicyView(View):
    """A policy. Goals in seconds of counted time; null: not promised."""

    id: UUID
    name: str
    active: bool
    queue_id: UUID | None
    channel_id: UUID | None
    priority_class: Level | None
    first_response_seconds: int | None
    next_response_seconds: int | None
    resolution_seconds: int | None
    business_hours: bool
    pauses: bool
    steps: list[SlaStepView]
    version: str
