"""What the bodies of all slices share. Loaded by the API only: workers never import pydantic."""

from datetime import UTC, datetime
from typing import Annotated, Generic, TypeVar
from uuid import UUID

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    StringConstraints,
)

from central.clock import rfc3339
from central.errors import NotFound
from central.ids import parse_id

Item = TypeVar("Item")

MAX_BIGINT = 2**63 - 1


class Body(BaseModel):
    """A request body. What is not named in it is refused, so nobody can write a column by naming it."""

    model_config = ConfigDict(extra="forbid", str_max_length=65_536)


class View(BaseModel):
    """A response body, built from keywords or from a dataclass of the slice."""

    model_config = ConfigDict(from_attributes=True)


class Page(View, Generic[Item]):
    """One page of a list; ``next_cursor`` is null on the last."""

    items: list[Item]
    next_cursor: str | None = None


def _known_form(value: object) -> UUID:
    """A malformed id names nothing: it is answered exactly like a missing one."""
    parsed = parse_id(value) if isinstance(value, str) else value
    if not isinstance(parsed, UUID):
        raise NotFound()
    return parsed


PathId = Annotated[UUID, BeforeValidator(_known_form)]
"""An id in a path or query: malformed, missing and foreign ones are answered alike."""

Time = Annotated[datetime, PlainSerializer(rfc3339, return_type=str, when_used="json")]
"""RFC 3339 in UTC with microseconds."""


def _in_utc(value: datetime) -> datetime:
    try:
        return value.astimezone(UTC)
    except OverflowError:
        raise ValueError("Não é uma data e hora.") from None


Instant = Annotated[AwareDatetime, AfterValidator(_in_utc)]
"""A moment somebody sends, with its zone; in UTC, also where that is another year than the calendar has."""


def _can_be_seen(value: str) -> str:
    if value and not any(char.isprintable() and char != " " for char in value):
        raise ValueError("Escreva algo que se possa ver.")
    return value


OneLine = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, pattern=r"^[^\r\n\t]*$"),
    AfterValidator(_can_be_seen),
]
"""Text of one line that is not empty, also not to the eye: marks of direction and of no width alone are no name."""

KnownVersion = Annotated[
    str | None,
    Field(
        max_length=64,
        description="The `version` that was read and changed: 409 `changed_meanwhile` when another is there by now,"
        " which `details.version` names. Left out, whatever is there is replaced.",
    ),
]
"""Of a body that replaces everything."""

Limit = Annotated[int, Field(ge=1, le=100)]
