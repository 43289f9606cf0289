"""Contacts and their addresses."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from central.frozen import Frozen

ContactState = Literal["lead", "qualified", "customer", "inactive"]


class Contact(Frozen):
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
    identities: Sequence[Mapping[str, Any]] = ()


class ContactChange(Frozen):
    """New values by column; a column that is not named stays as it is. ``phone`` is in international form."""

    values: Mapping[str, Any]

    def get(self, column: str) -> Any:
        """Return the new value of a column, or None."""
        return self.values.get(column)

    def names(self, column: str) -> bool:
        """Whether the change is about a column."""
        return column in self.values
