"""The plain objects of storing a batch."""

from collections.abc import Mapping, Sequence
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


class Reading:
    """What a delivery turned out to hold; ``reasons`` tell why parts of it can never be stored.

    ``pointer``: where its body lies, when it was too large for the queue.
    ``wishes``: account, message and what it asks for, of stored messages that are a keyword.
    """

    __slots__ = ("delivery", "items", "pointer", "reasons", "wishes")

    def __init__(self, delivery: Delivery) -> None:
        self.delivery = delivery
        self.items: list[InboundItem] = []
        self.reasons: list[str] = []
        self.pointer: str | None = None
        self.wishes: list[tuple[UUID, UUID, Wish]] = []


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


class BatchResult:
    """What became of a batch: ids of deliveries that must come back, and how many items had which outcome."""

    __slots__ = ("failed", "outcomes")

    def __init__(self) -> None:
        self.failed: set[str] = set()
        self.outcomes: dict[str, int] = {}

    def count(self, outcome: str) -> None:
        """Count one item."""
        self.outcomes[outcome] = self.outcomes.get(outcome, 0) + 1
