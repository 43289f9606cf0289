"""Answers SQS batches. The one place that turns an error into "again", "later" or "parked".

Powertools' FIFO processor stops the whole batch at the first failure; here a failed item holds back only the later
items of its own message group, and an item that can never succeed is parked at once so that its group goes on.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from central.errors import CentralError, Poison
from central.events import QueueName
from central.ports import Queues
from central.runtime.entry import Event, logger, note

# Seconds until an item that failed may come back, by how often it was received. A FIFO group must not sleep for
# minutes after a hiccup.
_BACKOFF = (1, 2, 4, 8, 15, 30)


@dataclass(frozen=True, slots=True)
class Record:
    """One message of a batch."""

    message_id: str
    body: str
    group: str | None
    receive_count: int
    receipt_handle: str


def read_records(event: Event) -> list[Record]:
    """Return the messages of an SQS event in their order."""
    return [
        Record(
            record["messageId"],
            record["body"],
            record.get("attributes", {}).get("MessageGroupId"),
            int(record.get("attributes", {}).get("ApproximateReceiveCount", 1)),
            record.get("receiptHandle", ""),
        )
        for record in event["Records"]
    ]


def backoff_seconds(receive_count: int) -> int:
    """Return how long an item that was received so often stays away."""
    return _BACKOFF[min(receive_count, len(_BACKOFF)) - 1]


def respond(
    records: Sequence[Record], failed: set[str], *, queue: QueueName, queues: Queues, fifo: bool
) -> dict[str, Any]:
    """Return the partial batch answer and shorten the visibility of what failed.

    Args:
        records: the whole batch, in order.
        failed: message ids that must come back.
        queue: where they came from.
        fifo: then every later item of a failed item's group comes back too, or order would break.
    """
    blocked: set[str | None] = set()
    again: list[Record] = []
    for record in records:
        if record.message_id in failed or (fifo and record.group in blocked):
            blocked.add(record.group)
            again.append(record)
    if again:
        queues.delay(queue, {record.receipt_handle: backoff_seconds(record.receive_count) for record in again})
    note(records=len(records), failed=len(again))
    return {"batchItemFailures": [{"itemIdentifier": record.message_id} for record in again]}


def process_each(
    event: Event, work: Callable[[Record], None], *, queue: QueueName, queues: Queues, fifo: bool = False
) -> dict[str, Any]:
    """Run ``work`` for every message of a batch and answer for each by itself.

    An item of a group that already failed in this batch is not tried. :class:`Poison` parks the item.
    """
    records = read_records(event)
    failed: set[str] = set()
    blocked: set[str | None] = set()
    for record in records:
        if fifo and record.group in blocked:
            failed.add(record.message_id)
            continue
        try:
            try:
                work(record)
            except Poison as poison:
                queues.park(queue, record.body, group=record.group, reason=poison.message)
                logger.warning("parked", reason=poison.message, code=poison.code, message_id=record.message_id)
        except Exception as error:
            if isinstance(error, CentralError):
                logger.warning("item failed", code=error.code, message_id=record.message_id)
            else:
                logger.exception("item failed", message_id=record.message_id)
            failed.add(record.message_id)
            blocked.add(record.group)
    return respond(records, failed, queue=queue, queues=queues, fifo=fifo)
