"""Bodies about labels and closing."""

from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from central.desk.model import DEFAULT_COLOR, ClosingField
from central.schemas import Body, KnownVersion, OneLine, View


class LabelView(View):
    """A word people mark conversations with; ``conversations`` counts those that are not closed."""

    id: UUID
    name: str
    color: str
    conversations: int


class LabelBody(Body):
    """A new label."""

    name: Annotated[OneLine, StringConstraints(max_length=40)]
    color: Annotated[str, StringConstraints(to_lower=True, pattern=r"^#[0-9a-fA-F]{6}$")] = DEFAULT_COLOR


class ClosingReasonView(View):
    """Why a conversation is closed; switched off, nobody chooses it any more."""

    id: UUID
    name: str
    active: bool


class ClosingView(View):
    """How the company closes conversations."""

    reasons: list[ClosingReasonView]
    required: list[ClosingField]
    version: str


class ClosingReasonBody(Body):
    """A reason; without ``id`` it is a new one."""

    id: UUID | None = None
    name: Annotated[OneLine, StringConstraints(max_length=80)]
    active: bool = True


class ClosingBody(Body):
    """All reasons, in their order, and what must be known before a conversation is closed."""

    reasons: Annotated[list[ClosingReasonBody], Field(max_length=100)]
    required: Annotated[list[ClosingField], Field(max_length=7)]
    version: KnownVersion = None
