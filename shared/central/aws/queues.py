"""SQS: doorbells, delays and dead letters. What is due later than SQS can delay waits in EventBridge Scheduler."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from central.aws.schedules import Schedules
from central.aws.signed import AwsError, SignedClient
from central.clock import now, seconds_left
from central.errors import TryLater
from central.events import Doorbell, QueueName

# SQS, SendMessageBatch: at most ten entries and 1 MiB together.
_BATCH = 10
_BATCH_BYTES = 1_000_000
# SQS, DelaySeconds: at most.
_LONGEST_DELAY = 900


class SqsQueues:
    """Work queues on SQS.

    Args:
        url_of: returns a queue's address by its name.
        dead_letter_url_of: returns the address of its dead-letter queue.
        schedules: where doorbells wait that are due later than SQS can delay.
    """

    def __init__(
        self, url_of: Callable[[QueueName], str], dead_letter_url_of: Callable[[QueueName], str], schedules: Schedules
    ) -> None:
        self._url_of = url_of
        self._dead_letter_url_of = dead_letter_url_of
        self._schedules = schedules
        self._client = SignedClient("sqs")

    def ring(self, doorbells: Sequence[Doorbell]) -> None:
        """Send every doorbell, in batches; what is due more than 15 minutes ahead becomes a schedule.

        Should Scheduler not take one, the doorbell is sent with the longest delay instead: it rings early, and whoever
        is woken asks again for the time in their row.

        Raises:
            TryLater: SQS did not take all of them.
        """
        by_queue: dict[QueueName, list[dict[str, Any]]] = defaultdict(list)
        moment = now()
        for doorbell in doorbells:
            left = seconds_left(doorbell.due_at, moment) if doorbell.due_at else doorbell.delay_seconds
            if doorbell.due_at is None or left <= _LONGEST_DELAY or not self._schedule(doorbell, doorbell.due_at):
                by_queue[doorbell.queue].append(_entry(doorbell, min(left, _LONGEST_DELAY)))
        for queue, entries in by_queue.items():
            for batch in _batches(entries):
                self._send(self._url_of(queue), batch)

    def delay(self, queue: QueueName, receipt_handles: Mapping[str, int]) -> None:
        """Let received messages come back after so many seconds each; what SQS refuses comes back by itself."""
        entries = [
            {"Id": str(index), "ReceiptHandle": handle, "VisibilityTimeout": seconds}
            for index, (handle, seconds) in enumerate(receipt_handles.items())
        ]
        for start in range(0, len(entries), _BATCH):
            try:
                self._call(
                    "ChangeMessageVisibilityBatch",
                    {"QueueUrl": self._url_of(queue), "Entries": entries[start : start + _BATCH]},
                )
            except (AwsError, TryLater):
                return

    def park(self, queue: QueueName, body: str, *, group: str | None, reason: str) -> None:
        """Put a message into the dead-letter queue with its reason as an attribute.

        Raises:
            TryLater: it was not taken.
        """
        url = self._dead_letter_url_of(queue)
        message: dict[str, Any] = {
            "QueueUrl": url,
            "MessageBody": body,
            "MessageAttributes": {"reason": {"DataType": "String", "StringValue": reason[:1000]}},
        }
        if url.endswith(".fifo"):
            message["MessageGroupId"] = group or "parked"
            # Parked again because the acknowledgement was lost: still one dead letter.
            message["MessageDeduplicationId"] = hashlib.sha256(body.encode()).hexdigest()
        try:
            self._call("SendMessage", message)
        except AwsError as error:
            raise TryLater("the dead-letter queue refused a message") from error

    def check(self) -> None:
        """Reach for the push queue.

        Raises:
            TryLater: SQS did not answer, or the queue is not there.
        """
        try:
            self._call("GetQueueAttributes", {"QueueUrl": self._url_of("push"), "AttributeNames": ["QueueArn"]})
        except AwsError as error:
            raise TryLater("the queue cannot be reached") from error

    def _schedule(self, doorbell: Doorbell, due_at: datetime) -> bool:
        try:
            self._schedules.create(due_at, self._url_of(doorbell.queue).rsplit("/", 1)[-1], doorbell.body)
        except (AwsError, TryLater):
            return False
        return True

    def _send(self, url: str, entries: list[dict[str, Any]]) -> None:
        for entry_number, entry in enumerate(entries):
            entry["Id"] = str(entry_number)
        try:
            answer = self._call("SendMessageBatch", {"QueueUrl": url, "Entries": entries})
        except AwsError as error:
            raise TryLater("the queue refused a batch") from error
        if answer.get("Failed"):
            raise TryLater("the queue did not take every message of a batch")

    def _call(self, operation: str, body: Mapping[str, Any]) -> dict[str, Any]:
        return self._client.call(f"AmazonSQS.{operation}", body, version="1.0")


def _entry(doorbell: Doorbell, delay_seconds: int) -> dict[str, Any]:
    # ASCII-escaped JSON: SQS refuses characters that XML cannot carry.
    entry: dict[str, Any] = {"MessageBody": json.dumps(doorbell.body, separators=(",", ":"))}
    if doorbell.group is not None:
        entry["MessageGroupId"] = doorbell.group
    if doorbell.deduplication_id is not None:
        entry["MessageDeduplicationId"] = doorbell.deduplication_id
    if delay_seconds and doorbell.deduplication_id is None:
        entry["DelaySeconds"] = delay_seconds
    return entry


def _batches(entries: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    batch: list[dict[str, Any]] = []
    size = 0
    for entry in entries:
        length = len(entry["MessageBody"])
        if batch and (len(batch) == _BATCH or size + length > _BATCH_BYTES):
            yield batch
            batch, size = [], 0
        batch.append(entry)
        size += length
    if batch:
        yield batch
