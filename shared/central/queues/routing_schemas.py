"""Bodies and views of what routing goes by: skills, capacity, rules of priority, and what rings at an agent."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, Field, StringConstraints

from central.schemas import Body, KnownVersion, OneLine, Time, View

ChannelType = Literal["whatsapp", "instagram", "messenger", "telegram", "sms", "email", "webchat", "voice", "x", "api"]
_Level = Annotated[int, Field(ge=1, le=5)]
_Name = Annotated[OneLine, StringConstraints(max_length=60)]


class AgentLevel(Body):
    """How well somebody can it: 1 (a little) to 5."""

    user_id: UUID
    level: _Level


class LabelLevel(Body):
    """How well whoever serves a conversation with this label must be able to."""

    label_id: UUID
    level: _Level


def _agents_once(agents: list[AgentLevel]) -> list[AgentLevel]:
    if len({agent.user_id for agent in agents}) < len(agents):
        raise ValueError("cada pessoa uma vez")
    return agents


def _labels_once(labels: list[LabelLevel]) -> list[LabelLevel]:
    if len({label.label_id for label in labels}) < len(labels):
        raise ValueError("cada etiqueta uma vez")
    return labels


_Agents = Annotated[list[AgentLevel], Field(max_length=1000), AfterValidator(_agents_once)]
_Labels = Annotated[list[LabelLevel], Field(max_length=200), AfterValidator(_labels_once)]


class SkillBody(Body):
    """A new skill."""

    name: _Name
    agents: _Agents = Field(default_factory=list)
    labels: _Labels = Field(default_factory=list)


class SkillChangeBody(Body):
    """What changes about a skill; what is not given stays, what is given replaces."""

    name: _Name | None = None
    agents: _Agents | None = None
    labels: _Labels | None = None


class AgentLevelView(View):
    """Somebody who can it, and how well."""

    user_id: UUID
    level: int


class LabelLevelView(View):
    """A label that asks for it, and how well."""

    label_id: UUID
    level: int


class SkillView(View):
    """A skill; ``queues``: how many ask for it."""

    id: UUID
    name: str
    agents: list[AgentLevelView]
    labels: list[LabelLevelView]
    queues: int


class ChannelWeightBody(Body):
    """What one conversation of a kind takes of an agent's limit, and how many of the kind an agent has at most."""

    channel_type: ChannelType
    weight: Annotated[float, Field(ge=0.1, le=10)] = 1
    agent_limit: Annotated[int, Field(ge=1, le=100)] | None = None


class AgentLimitBody(Body):
    """A limit of one agent for one kind of channel; 0: none of it."""

    user_id: UUID
    channel_type: ChannelType
    agent_limit: Annotated[int, Field(ge=0, le=100)]


def _kinds_once(channels: list[ChannelWeightBody]) -> list[ChannelWeightBody]:
    if len({channel.channel_type for channel in channels}) < len(channels):
        raise ValueError("cada tipo de canal uma vez")
    return channels


def _limits_once(agents: list[AgentLimitBody]) -> list[AgentLimitBody]:
    if len({(agent.user_id, agent.channel_type) for agent in agents}) < len(agents):
        raise ValueError("cada pessoa e tipo de canal uma vez")
    return agents


class CapacityBody(Body):
    """All weights and limits; what is not named weighs 1 and has no limit of its own."""

    channels: Annotated[list[ChannelWeightBody], Field(max_length=20), AfterValidator(_kinds_once)]
    agents: Annotated[list[AgentLimitBody], Field(max_length=1000), AfterValidator(_limits_once)] = Field(
        default_factory=list
    )
    version: KnownVersion = None


class ChannelWeightView(View):
    """See :class:`ChannelWeightBody`."""

    channel_type: str
    weight: float
    agent_limit: int | None


class AgentLimitView(View):
    """See :class:`AgentLimitBody`."""

    user_id: UUID
    channel_type: str
    agent_limit: int


class CapacityView(View):
    """Weights of every kind of channel the company has, and limits of single agents."""

    channels: list[ChannelWeightView]
    agents: list[AgentLimitView]
    version: str


class PriorityRuleBody(Body):
    """Which priority (1 to 10) whom every given condition holds for gets; at least one condition."""

    name: Annotated[OneLine, StringConstraints(max_length=80)]
    priority: Annotated[int, Field(ge=1, le=10)]
    active: bool = True
    label_id: UUID | None = None
    channel_id: UUID | None = None
    contact_state: Literal["lead", "qualified", "customer", "inactive"] | None = None
    attribute_name: Annotated[OneLine, StringConstraints(max_length=80)] | None = None
    attribute_value: Annotated[OneLine, StringConstraints(max_length=200)] | None = None


class PriorityRuleReplacementBody(PriorityRuleBody):
    """What a rule is from now on, whole."""

    version: KnownVersion = None


class PriorityRuleView(View):
    """A rule of priority."""

    id: UUID
    name: str
    priority: int
    active: bool
    label_id: UUID | None
    channel_id: UUID | None
    contact_state: Literal["lead", "qualified", "customer", "inactive"] | None
    attribute_name: str | None
    attribute_value: str | None
    version: str


class DeclineBody(Body):
    """Why not."""

    reason: Annotated[str, StringConstraints(strip_whitespace=True, max_length=80)] | None = None


class OfferView(View):
    """A conversation that rings at the caller until ``offered_until``."""

    conversation_id: UUID
    ticket_id: UUID
    protocol: str
    priority: int
    entered_at: Time
    offered_at: Time
    offered_until: Time
    queue_id: UUID
    queue_name: str
    contact_name: str
    channel_type: str
    channel_name: str
    preview: str | None
