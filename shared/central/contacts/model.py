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
