"""EventBridge: facts."""

from collections.abc import Callable, Sequence
from uuid import UUID

from central.aws.signed import AwsError, SignedClient
from central.errors import TryLater
from central.ports import OutboxEntry

_BATCH = 10  # EventBridge, PutEvents: entries per call


class EventBridgeBus:
    """The event bus.

    Args:
        bus_name: returns the name of the bus.
    """

    def __init__(self, bus_name: Callable[[], str]) -> None:
        self._bus_name = bus_name
        self._client = SignedClient("events")

    def publish(self, entries: Sequence[OutboxEntry]) -> list[UUID]:
        """Publish facts; return the ids of those EventBridge took.

        Raises:
            TryLater: EventBridge cannot be reached and took nothing.
        """
        taken: list[UUID] = []
        for start in range(0, len(entries), _BATCH):
            batch = entries[start : start + _BATCH]
            body = {
                "Entries": [
                    {
                        "EventBusName": self._bus_name(),
                        "Source": e.source,
                        "DetailType": e.detail_type,
                        "Detail": e.detail,
                    }
                    for e in batch
                ]
            }
            try:
                answer = self._client.call("AWSEvents.PutEvents", body)
            except (AwsError, TryLater):
                if taken:
                    return taken
                raise TryLater("the event bus does not answer") from None
            taken += [
                entry.id
                for entry, result in zip(batch, answer.get("Entries", []), strict=False)
                if result.get("EventId")
            ]
        return taken
