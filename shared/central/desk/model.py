"""Labels."""

from dataclasses import dataclass
from uuid import UUID

DEFAULT_COLOR = "#0b5c6b"


@dataclass(frozen=True, slots=True)
class Label:
    """A word people mark conversations with. ``conversations`` counts those that are not closed."""

    id: UUID
    name: str
    color: str
    conversations: int
