"""The plain objects of storing a batch."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from central.frozen import Frozen
from central.platforms.base import InboundItem
from central.privacy.keywords import Wish


class Delivery(Frozen):
    """One message of Inbound.fifo as it was received. ``receive_count`` is 1 the first time."""

    id: str
    body: str
    group: str | None
    receive_count: int


@dataclass(slots=True)
class Reading:
    """What a delivery turned out to hold; ``reasons`` tell why parts of it can never be stored.

    ``pointer``: where its body lies, when it was too large for the queue.
    ``wishes``: account, message and what it asks for, of stored messages that are a keyword.
    """

    delivery: Delivery
    items: list[InboundItem] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    pointer: str | None = None
    wishes: list[tuple[UUID, UUID, Wish]] = field(default_factory=list)


class ItemResult(Frozen):
    """A row of ``ingest_batch``: of an item (``index``), or of an account (``index`` is None).

    Ids are text, as they came: few of them are needed.
    """

    index: int | None
    outcome: str | None
    reason: str | None
    account_id: str | None
    conversation_id: str | None
    message_id: str | None
    doorbells: Mapping[str, Any] | None
    facts: Sequence[Mapping[str, Any]] | None


@dataclass(slots=True)
class BatchResult:
    """What became of a batch: ids of deliveries that must come back, and how many items had which outcome."""

    failed: set[str] = field(default_factory=set)
    outcomes: dict[str, int] = field(default_factory=dict)

    def count(self, outcome: str) -> None:
        """Count one item."""
        self.outcomes[outcome] = self.outcomes.get(outcome, 0) + 1
