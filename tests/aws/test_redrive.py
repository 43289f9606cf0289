"""The redrive command against a real HTTP endpoint that speaks SQS (moto's server)."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import boto3
import pytest
from moto.server import ThreadedMotoServer

from central.aws.queues import SqsQueues
from central.aws.schedules import Schedules
from central.runtime import redrive


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def addresses(endpoint: str, monkeypatch: pytest.MonkeyPatch) -> tuple[Any, str, str]:
    for name, value in {
        "AWS_ENDPOINT_URL": endpoint,
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_REGION": "sa-east-1",
        "AWS_DEFAULT_REGION": "sa-east-1",
    }.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("AWS_SESSION_TOKEN", raising=False)
    sqs = boto3.client("sqs")
    attributes: Any = {"FifoQueue": "true", "ContentBasedDeduplication": "true"}
    live, dead = (
        sqs.create_queue(QueueName=f"{uuid4().hex}.fifo", Attributes=attributes)["QueueUrl"] for _ in range(2)
    )
    monkeypatch.setenv("INBOUND_QUEUE_URL", live)
    monkeypatch.setenv("INBOUND_DEAD_LETTER_URL", dead)
    queues = SqsQueues(lambda _: live, lambda _: dead, Schedules(lambda: "none", lambda: "none"))
    for number in range(3):
        queues.park("inbound", f'{{"n": {number}}}', group=f"1001:{number}", reason="unknown_channel")
    queues.park("inbound", "{", group="1001:9", reason="not_json")
    return sqs, live, dead


def waiting(sqs: Any, url: str) -> int:
    names = ["ApproximateNumberOfMessages"]
    return int(sqs.get_queue_attributes(QueueUrl=url, AttributeNames=names)["Attributes"][names[0]])


def test_lists_by_reason_and_changes_nothing(
    addresses: tuple[Any, str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    sqs, live, dead = addresses
    for arguments in (["inbound"], ["inbound", "--redrive", "--dry-run"]):
        assert redrive.main(arguments) == 0
        shown = capsys.readouterr().out
        assert "3 w" in shown
        assert "unknown_channel" in shown
        assert "not_json" in shown
        assert (waiting(sqs, live), waiting(sqs, dead)) == (0, 4)


def test_puts_back_what_was_parked_for_a_reason(addresses: tuple[Any, str, str]) -> None:
    sqs, live, dead = addresses
    redrive.main(["inbound", "--redrive", "--reason", "unknown"])
    assert (waiting(sqs, live), waiting(sqs, dead)) == (3, 1)
    messages = sqs.receive_message(QueueUrl=live, MaxNumberOfMessages=10, AttributeNames=["All"])["Messages"]
    assert sorted(m["Body"] for m in messages) == [f'{{"n": {n}}}' for n in range(3)]
    assert sorted(m["Attributes"]["MessageGroupId"] for m in messages) == [f"1001:{n}" for n in range(3)]


def test_puts_back_everything(addresses: tuple[Any, str, str]) -> None:
    sqs, live, dead = addresses
    redrive.main(["inbound", "--redrive"])
    redrive.main(["inbound", "--redrive"])
    assert (waiting(sqs, live), waiting(sqs, dead)) == (4, 0)


def test_says_what_is_missing(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.delenv("INBOUND_QUEUE_URL", raising=False)
    with pytest.raises(SystemExit):
        redrive.main(["inbound"])
    assert "INBOUND_QUEUE_URL" in capsys.readouterr().err
