"""Contacts and their addresses."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

ContactState = Literal["lead", "qualified", "customer", "inactive"]


@dataclass(frozen=True, slots=True)
class Contact:
    """A person. ``identities`` are the addresses: ``[{id, channel_type, kind, value}]``, the oldest first."""

    id: UUID
    name: str
    email: str | None
    phone: str | None
    avatar_url: str | None
    state: ContactState
    attributes: Mapping[str, Any]
    blocked: bool
    marketing_opt_out_at: datetime | None
    created_at: datetime
    updated_at: datetime
    identities: list[Mapping[str, Any]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ContactChange:
    """New values by column; a column that is not named stays as it is. ``phone`` is in international form."""

    values: Mapping[str, Any]

    def get(self, column: str) -> Any:
        """Return the new value of a column, or None."""
        return self.values.get(column)

    def names(self, column: str) -> bool:
        """Whether the change is about a column."""
        return column in self.values


def search_text(typed: str) -> str:
    """Return what to look for: a typed phone number becomes its digits, everything else stays text.

    The result goes into a LIKE pattern, so its special characters are escaped.
    """
    text = " ".join(typed.split())
    digits = "".join(char for char in text if char.isascii() and char.isdigit())
    if len(digits) >= 4 and all(char in "+-(). " or char.isdigit() for char in text):
        return digits
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
