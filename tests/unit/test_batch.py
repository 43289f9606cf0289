"""The batch responder: who comes back, who is parked, whose order is kept."""

from typing import Any

import pytest

from central.errors import Poison, TryLater
from central.runtime.batch import Record, backoff_seconds, process_each
from tests.fakes import FakeQueues


def event(*items: tuple[str, str]) -> dict[str, Any]:
    """An SQS event of (body, group) messages; each body is its id too."""
    return {
        "Records": [
            {
                "messageId": body,
                "body": body,
                "receiptHandle": f"handle-{body}",
                "attributes": {"MessageGroupId": group, "ApproximateReceiveCount": "1"},
            }
            for body, group in items
        ]
    }


def failing(*bodies: str, error: Exception) -> Any:
    def work(record: Record) -> None:
        if record.body in bodies:
            raise error

    return work


def failed(answer: dict[str, Any]) -> list[str]:
    return [item["itemIdentifier"] for item in answer["batchItemFailures"]]


def test_nothing_fails() -> None:
    answer = process_each(event(("a", "1")), failing(error=ValueError()), queue="inbound", queues=FakeQueues())
    assert failed(answer) == []


def test_a_fifo_group_is_held_back_from_the_failed_item_on_and_others_are_not() -> None:
    seen: list[str] = []

    def work(record: Record) -> None:
        seen.append(record.body)
        if record.body == "b":
            raise TryLater("away")

    answer = process_each(
        event(("a", "1"), ("b", "1"), ("c", "2"), ("d", "1")), work, queue="inbound", queues=FakeQueues(), fifo=True
    )
    assert failed(answer) == ["b", "d"]
    assert seen == ["a", "b", "c"], "an item behind a failed one of its group must not be tried"


def test_a_standard_queue_holds_back_nobody_else() -> None:
    answer = process_each(
        event(("a", "1"), ("b", "1")), failing("a", error=ValueError()), queue="push", queues=FakeQueues()
    )
    assert failed(answer) == ["a"]


def test_poison_is_parked_with_its_reason_and_its_group_goes_on() -> None:
    queues = FakeQueues()
    answer = process_each(
        event(("a", "1"), ("b", "1")),
        failing("a", error=Poison("unreadable")),
        queue="inbound",
        queues=queues,
        fifo=True,
    )
    assert failed(answer) == []
    assert [(p.queue, p.body, p.reason) for p in queues.parked] == [("inbound", "a", "unreadable")]


def test_poison_that_cannot_be_parked_is_not_lost() -> None:
    queues = FakeQueues()
    queues.away = True
    answer = process_each(
        event(("a", "1")), failing("a", error=Poison("unreadable")), queue="inbound", queues=queues, fifo=True
    )
    assert failed(answer) == ["a"]


def test_what_failed_comes_back_within_seconds() -> None:
    queues = FakeQueues()
    process_each(event(("a", "1")), failing("a", error=TryLater("away")), queue="inbound", queues=queues, fifo=True)
    assert queues.delays == {"handle-a": 1}


@pytest.mark.parametrize(("received", "seconds"), [(1, 1), (2, 2), (5, 15), (6, 30), (500, 30)])
def test_backoff(received: int, seconds: int) -> None:
    assert backoff_seconds(received) == seconds
