"""Bodies and views of queues, presence and the actions on conversations."""

from datetime import datetime
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from central.queues.model import Mode, PresenceState
from central.schemas import Body, OneLine, Time, View

_Name = Annotated[OneLine, StringConstraints(max_length=80)]
_Text = Annotated[str, StringConstraints(max_length=2000)]
_SHORTEST_RING = 5
_SHORTEST_SILENCE = 60
_SHORTEST_PAUSE = 10
_Reason = Annotated[str, StringConstraints(strip_whitespace=True, max_length=80)]


_Limit = Annotated[int, Field(ge=1, le=100)]
_Level = Annotated[int, Field(ge=1, le=5)]
_Seconds = Annotated[int, Field(ge=0, le=86_400)]


def _rings(seconds: int) -> int:
    if 0 < seconds < _SHORTEST_RING:
        raise ValueError("0 (não tocar) ou de 5 a 600 segundos")
    return seconds


def _silent(seconds: int) -> int:
    if 0 < seconds < _SHORTEST_SILENCE:
        raise ValueError("0 (nunca) ou a partir de 60 segundos")
    return seconds


def _paused(seconds: int) -> int:
    if 0 < seconds < _SHORTEST_PAUSE:
        raise ValueError("0 (nunca) ou a partir de 10 segundos")
    return seconds


_Said = Annotated[str, StringConstraints(strip_whitespace=True, max_length=1000)]
_Ring = Annotated[int, Field(ge=0, le=600), AfterValidator(_rings)]
_Silence = Annotated[_Seconds, AfterValidator(_silent)]


class NeededSkill(Body):
    """A skill that is asked for, and how well: 1 (a little) to 5."""

    skill_id: UUID
    level: _Level


def _once(skills: list[NeededSkill]) -> list[NeededSkill]:
    if len({skill.skill_id for skill in skills}) < len(skills):
        raise ValueError("cada habilidade uma vez")
    return skills


_Skills = Annotated[list[NeededSkill], Field(max_length=20), AfterValidator(_once)]


class QueueBody(Body):
    """A new queue. Seconds of 0 mean never (``offer_seconds``: agents are not asked).

    ``member_ids``: people chosen by name. Whoever is in one of ``team_ids``, now or later, serves it too.
    """

    name: _Name
    description: _Text = ""
    mode: Mode = "round_robin"
    agent_limit: _Limit = 5
    priority: Annotated[int, Field(ge=1, le=10)] = 5
    position_text: Annotated[str, StringConstraints(max_length=1000)] | None = None
    out_of_hours_text: Annotated[str, StringConstraints(max_length=1000)] | None = None
    calendar_id: UUID | None = None
    sticky: bool = True
    relax_skills_after_seconds: _Seconds = 0
    offer_seconds: _Ring = 0
    pause_when_silent: bool = False
    overflow_after_seconds: _Seconds = 0
    overflow_queue_id: UUID | None = None
    silence_after_seconds: _Silence = 0
    skills: _Skills = Field(default_factory=list)
    member_ids: Annotated[list[UUID], Field(default_factory=list, max_length=1000)]
    team_ids: Annotated[list[UUID], Field(default_factory=list, max_length=200)]


class QueueChangeBody(Body):
    """What changes about a queue; what is not given stays. ``is_default`` can only be given away, never taken off."""

    name: _Name | None = None
    description: _Text | None = None
    mode: Mode | None = None
    agent_limit: _Limit | None = None
    priority: Annotated[int, Field(ge=1, le=10)] | None = None
    position_text: Annotated[str, StringConstraints(max_length=1000)] | None = None
    out_of_hours_text: Annotated[str, StringConstraints(max_length=1000)] | None = None
    calendar_id: UUID | None = None
    sticky: bool | None = None
    relax_skills_after_seconds: _Seconds | None = None
    offer_seconds: _Ring | None = None
    pause_when_silent: bool | None = None
    overflow_after_seconds: _Seconds | None = None
    overflow_queue_id: UUID | None = None
    silence_after_seconds: _Silence | None = None
    skills: _Skills | None = None
    active: bool | None = None
    is_default: bool | None = None
    member_ids: Annotated[list[UUID], Field(max_length=1000)] | None = None
    team_ids: Annotated[list[UUID], Field(max_length=200)] | None = None


class NeededSkillView(View):
    """A skill that is asked for, and how well."""

    skill_id: UUID
    level: int


class QueueView(View):
    """A queue and how it stands now.

    ``calendar_id``: its own; null: the company's default one. ``changes_at``: when it closes, or opens again; null: it
    does not. ``member_ids``: everybody who serves it; ``chosen_ids``: those chosen by name, not only because of a team.
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
    sticky: bool
    relax_skills_after_seconds: int
    offer_seconds: int
    pause_when_silent: bool
    overflow_after_seconds: int
    overflow_queue_id: UUID | None
    silence_after_seconds: int
    skills: list[NeededSkillView]
    member_ids: list[UUID]
    chosen_ids: list[UUID]
    team_ids: list[UUID]
    waiting: int
    in_service: int
    online: int
    oldest_entered_at: Time | None


class PresenceBody(Body):
    """What an agent chooses."""

    state: PresenceState
    reason: _Reason | None = None


class PresenceView(View):
    """How an agent stands now.

    `reason` is what was written, or a code of ours: `offer_missed` (they let a conversation ring), `idle` (they touched
    nothing for so long; it ends by itself when they do). `idle_after_seconds`: how long that is; 0: for ever.
    """

    user_id: UUID
    state: PresenceState
    chosen_state: PresenceState
    reason: str | None
    state_since: Time | None
    load: int
    idle_after_seconds: int


class AssignBody(Body):
    """Who gets the conversation; null gives it back to its queue."""

    user_id: UUID | None


class TransferBody(Body):
    """Where the conversation goes: a queue, a colleague, a colleague within a queue; or another channel alone."""

    queue_id: UUID | None = None
    user_id: UUID | None = None
    channel_id: UUID | None = None
    note: Annotated[str, StringConstraints(strip_whitespace=True, max_length=4096)] | None = None

    @model_validator(mode="after")
    def _channel_alone(self) -> Self:
        if self.channel_id is not None and (self.queue_id is not None or self.user_id is not None):
            raise ValueError("channel_id: sem fila nem atendente")
        return self


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
    and the least seconds between two of them (0: never told, null: the account's pause). When the place is the same and
    only the total is another, it is told after five such pauses, where the text names it.
    """

    queue_id: UUID
    abandon_after_seconds: int
    position_text: str | None
    position_interval_seconds: int | None


class ServiceTexts(View):
    """What is said by itself, each in the company's own words."""

    greeting: str
    protocol: str
    handoff: str
    position: str
    away: str
    out_of_hours: str
    abandonment: str
    closing: str
    marketing_stopped: str
    marketing_resumed: str


class OwnServiceTexts(View):
    """The company's own words; null: those of its language. An empty text is not said."""

    greeting: str | None
    protocol: str | None
    handoff: str | None
    position: str | None
    away: str | None
    out_of_hours: str | None
    abandonment: str | None
    closing: str | None
    marketing_stopped: str | None
    marketing_resumed: str | None


class ServiceView(View):
    """What the company says by itself (``defaults``: the words of its language), and how patient it is.

    `say_closing`: whoever was served gets the text `closing` once their conversation is resolved, before the survey.
    `position_interval_seconds`: least time between two texts about the place in line, where a queue says nothing else.
    `give_back_after_seconds`: whoever is gone so long gives back what they serve. `idle_after_seconds`: whoever is
    online and touches nothing for so long is put into a pause (reason `idle`), until they touch something. 0: never.
    """

    texts: OwnServiceTexts
    defaults: ServiceTexts
    say_closing: bool
    position_interval_seconds: int
    give_back_after_seconds: int
    idle_after_seconds: int


class ServiceTextsBody(Body):
    """Texts that change; null: the words of the language again, empty: not said. Variables: {name}, {protocol} …"""

    greeting: _Said | None = None
    protocol: _Said | None = None
    handoff: _Said | None = None
    position: _Said | None = None
    away: _Said | None = None
    out_of_hours: _Said | None = None
    abandonment: _Said | None = None
    closing: _Said | None = None
    marketing_stopped: _Said | None = None
    marketing_resumed: _Said | None = None


class ServiceBody(Body):
    """What changes; what is left out stays."""

    texts: ServiceTextsBody | None = None
    say_closing: bool | None = None
    position_interval_seconds: Annotated[int, Field(ge=0, le=3600), AfterValidator(_paused)] | None = None
    give_back_after_seconds: Annotated[int, Field(ge=0, le=86_400), AfterValidator(_silent)] | None = None
    idle_after_seconds: Annotated[int, Field(ge=0, le=28_800), AfterValidator(_silent)] | None = None
