"""Answers SQS batches. The one place that turns an error into "again", "later" or "parked".

Powertools' FIFO processor stops the whole batch at the first failure; here a failed item holds back only the later
items of its own message group, and an item that can never succeed is parked at once so that its group goes on.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from central.clock import now, seconds_left
from central.errors import CentralError, Poison
from central.events import QueueName
from central.frozen import Frozen
from central.ports import Queues
from central.runtime.entry import Event, logger, note

# Seconds until an item that failed may come back, by how often it was received. A FIFO group must not sleep for
# minutes after a hiccup.
_BACKOFF = (1, 2, 4, 8, 15, 30)


class Record(Frozen):
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


def seconds_early(body: str) -> int:
    """Return for how many seconds a message must be held back: Scheduler delivers up to a minute before ``due_at``."""
    if '"due_at"' not in body:
        return 0
    try:
        return seconds_left(datetime.fromisoformat(json.loads(body)["due_at"]), now())
    except (ValueError, KeyError, TypeError, RecursionError):
        return 0  # no doorbell of ours: its worker says so


def respond(
    records: Sequence[Record],
    failed: set[str],
    *,
    queue: QueueName,
    queues: Queues,
    fifo: bool,
    early: Mapping[str, int] | None = None,
) -> dict[str, Any]:
    """Return the partial batch answer and shorten the visibility of what failed.

    Args:
        records: the whole batch, in order.
        failed: message ids that must come back.
        queue: where they came from.
        fifo: then every later item of a failed item's group comes back too, or order would break.
        early: seconds until the time of what came before it, by message id.
    """
    early = early or {}
    blocked: set[str | None] = set()
    again: list[Record] = []
    for record in records:
        if record.message_id in failed or record.message_id in early or (fifo and record.group in blocked):
            blocked.add(record.group)
            again.append(record)
    if again:
        waits = {r.receipt_handle: early.get(r.message_id) or backoff_seconds(r.receive_count) for r in again}
        queues.delay(queue, waits)
    note(records=len(records), failed=len(again) - len(early))
    return {"batchItemFailures": [{"itemIdentifier": record.message_id} for record in again]}


def process_each(
    event: Event, work: Callable[[Record], None], *, queue: QueueName, queues: Queues, fifo: bool = False
) -> dict[str, Any]:
    """Run ``work`` for every message of a batch and answer for each by itself.

    An item of a group that already failed in this batch is not tried. :class:`Poison` parks the item. What came before
    its time comes back at it.
    """
    records = read_records(event)
    early = {record.message_id: seconds for record in records if (seconds := seconds_early(record.body))}
    failed: set[str] = set()
    blocked: set[str | None] = set()
    for record in records:
        if record.message_id in early:
            continue
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
    return respond(records, failed, queue=queue, queues=queues, fifo=fifo, early=early)
