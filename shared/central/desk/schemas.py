"""Bodies about labels."""

from typing import Annotated
from uuid import UUID

from pydantic import StringConstraints

from central.desk.model import DEFAULT_COLOR
from central.schemas import Body, OneLine, View


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
