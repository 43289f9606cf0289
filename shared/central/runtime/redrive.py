"""Looks into a dead-letter queue and puts messages back where they came from.

    python -m central.runtime.redrive inbound                          what is there, by reason
    python -m central.runtime.redrive inbound --redrive                put everything back
    python -m central.runtime.redrive inbound --redrive --reason text  only what was parked for this reason
    python -m central.runtime.redrive inbound --redrive --dry-run      say what would be put back

Putting back is safe to repeat: the effect of a message is keyed by the platform's own id in the database, and SQS
drops a second copy of the same dead letter by its deduplication id.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, get_args

from central.aws.signed import SignedClient
from central.events import QueueName

# While we look at a message nobody else sees it; after this it is back by itself, whatever became of us.
_LOOK_SECONDS = 60
_UNKNOWN = "received too often"  # moved by SQS after maxReceiveCount: it has no reason of ours


class SqsCalls(Protocol):
    """The part of :class:`central.aws.signed.SignedClient` that is used."""

    def call(self, target: str, body: Mapping[str, Any], *, version: str = ...) -> dict[str, Any]: ...


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """One message of a dead-letter queue."""

    id: str
    receipt_handle: str
    body: str
    group: str | None
    reason: str


def read_dead_letters(sqs: SqsCalls, url: str) -> Iterator[DeadLetter]:
    """Yield what is in the queue, each message once; they stay invisible to others for a minute."""
    seen: set[str] = set()
    while True:
        answer = sqs.call(
            "AmazonSQS.ReceiveMessage",
            {
                "QueueUrl": url,
                "MaxNumberOfMessages": 10,
                "VisibilityTimeout": _LOOK_SECONDS,
                "WaitTimeSeconds": 0,
                "MessageAttributeNames": ["All"],
                "AttributeNames": ["All"],
            },
            version="1.0",
        )
        fresh = [message for message in answer.get("Messages") or () if message["MessageId"] not in seen]
        if not fresh:
            return
        for message in fresh:
            seen.add(message["MessageId"])
            reason = (message.get("MessageAttributes") or {}).get("reason", {}).get("StringValue")
            yield DeadLetter(
                message["MessageId"],
                message["ReceiptHandle"],
                message["Body"],
                (message.get("Attributes") or {}).get("MessageGroupId"),
                reason or _UNKNOWN,
            )


def put_back(sqs: SqsCalls, letter: DeadLetter, *, source_url: str, dead_letter_url: str) -> None:
    """Send the message to its queue again, then delete it here; dying in between does no harm: it is in both."""
    message: dict[str, Any] = {"QueueUrl": source_url, "MessageBody": letter.body}
    if source_url.endswith(".fifo"):
        message["MessageGroupId"] = letter.group or "redriven"
        # Not the first one's: within five minutes SQS would take the redriven message for a repetition and drop it.
        message["MessageDeduplicationId"] = f"redrive-{letter.id}"
    sqs.call("AmazonSQS.SendMessage", message, version="1.0")
    sqs.call(
        "AmazonSQS.DeleteMessage", {"QueueUrl": dead_letter_url, "ReceiptHandle": letter.receipt_handle}, version="1.0"
    )


def leave(sqs: SqsCalls, letter: DeadLetter, *, dead_letter_url: str) -> None:
    """Let others see the message again at once."""
    body = {"QueueUrl": dead_letter_url, "ReceiptHandle": letter.receipt_handle, "VisibilityTimeout": 0}
    sqs.call("AmazonSQS.ChangeMessageVisibility", body, version="1.0")


def run(
    sqs: SqsCalls, source_url: str, dead_letter_url: str, *, redrive: bool, dry_run: bool, reason: str | None
) -> Counter[str]:
    """List or redrive; return how many messages of each reason were listed, or put back.

    Args:
        reason: take only messages whose reason contains this text.
    """
    found: Counter[str] = Counter()
    kept: list[DeadLetter] = []
    for letter in read_dead_letters(sqs, dead_letter_url):
        chosen = reason is None or reason in letter.reason
        if chosen:
            found[letter.reason] += 1
        if chosen and redrive and not dry_run:
            put_back(sqs, letter, source_url=source_url, dead_letter_url=dead_letter_url)
        else:
            kept.append(letter)
    for letter in kept:
        leave(sqs, letter, dead_letter_url=dead_letter_url)
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """The command; addresses come from the environment the functions have (``INBOUND_QUEUE_URL`` …)."""
    from central.runtime.settings import settings

    parser = argparse.ArgumentParser(prog="redrive", description="Look into a dead-letter queue, put messages back.")
    parser.add_argument("queue", choices=get_args(QueueName))
    parser.add_argument("--redrive", action="store_true", help="put messages back where they came from")
    parser.add_argument("--reason", help="only messages whose reason contains this text")
    parser.add_argument("--dry-run", action="store_true", help="with --redrive: only say what would be done")
    chosen = parser.parse_args(arguments)
    try:
        source_url, dead_letter_url = settings.queue_url(chosen.queue), settings.dead_letter_url(chosen.queue)
    except KeyError as missing:
        parser.error(f"the environment does not say where the queue is: {missing.args[0]}")
    found = run(
        SignedClient("sqs"),
        source_url,
        dead_letter_url,
        redrive=chosen.redrive,
        dry_run=chosen.dry_run,
        reason=chosen.reason,
    )
    verb = "would be put back" if chosen.redrive and chosen.dry_run else "put back" if chosen.redrive else "waiting"
    for name, number in found.most_common():
        sys.stdout.write(f"{number:6} {verb}: {name}\n")
    sys.stdout.write(f"{found.total():6} {verb} in all\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
