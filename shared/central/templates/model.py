"""A message template as it was last read from the platform."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class MessageTemplate:
    """One template in one language. ``components`` are the platform's own."""

    id: UUID
    channel_id: UUID
    external_id: str | None
    name: str
    language: str
    category: str
    status: str
    parameter_format: str
    components: list[Mapping[str, Any]]
    rejected_reason: str | None
    quality: str | None
    updated_at: datetime

    @property
    def definition(self) -> dict[str, Any]:
        """What ``platforms.whatsapp_templates`` reads."""
        return {
            "name": self.name,
            "language": self.language,
            "parameter_format": self.parameter_format,
            "components": self.components,
        }


@dataclass(frozen=True, slots=True)
class Synced:
    """How many templates a synchronisation stored and removed."""

    stored: int
    removed: int
