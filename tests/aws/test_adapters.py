"""The AWS adapters against a real HTTP endpoint that speaks AWS (moto's server)."""

import json
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import boto3
import pytest
from moto.server import ThreadedMotoServer

from central.aws import signed
from central.aws.blobs import S3Blobs
from central.aws.bus import EventBridgeBus
from central.aws.queues import SqsQueues
from central.aws.schedules import Schedules
from central.aws.secrets import AwsSecrets
from central.aws.wire import Wire
from central.clock import now
from central.errors import TryLater
from central.events import Doorbell
from central.ports import OutboxEntry

TIMERS, ROLE = "central-timers", "arn:aws:iam::123456789012:role/timers"


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    host, port = server.get_host_and_port()
    address = f"http://{host}:{port}"
    session = boto3.Session("test", "test", region_name="sa-east-1")
    session.client("scheduler", endpoint_url=address).create_schedule_group(Name=TIMERS)
    yield address
    server.stop()


@pytest.fixture(autouse=True)
def environment(endpoint: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {
        "AWS_ENDPOINT_URL": endpoint,
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_REGION": "sa-east-1",
        "AWS_DEFAULT_REGION": "sa-east-1",
    }.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("AWS_SESSION_TOKEN", raising=False)
    # The server loads a service when it is first asked for, which takes seconds on a busy machine: longer than the two
    # our own client grants SSM. It waits as boto3 does here, a minute.
    monkeypatch.setattr(signed, "Wire", lambda scheme, host, port, _: Wire(scheme, host, port, 60.0))


@pytest.fixture
def sqs() -> Any:
    return boto3.client("sqs")


def make_queues(sqs: Any) -> tuple[SqsQueues, str, str]:
    name = uuid4().hex
    fifo = {"FifoQueue": "true"}
    live = sqs.create_queue(QueueName=f"{name}.fifo", Attributes=fifo)["QueueUrl"]
    dead = sqs.create_queue(QueueName=f"{name}-dead.fifo", Attributes=fifo)["QueueUrl"]
    return with_timers(live, dead), live, dead


def with_timers(live: str, dead: str = "", *, group: str = TIMERS) -> SqsQueues:
    return SqsQueues(lambda _: live, lambda _: dead, Schedules(lambda: group, lambda: ROLE))


def received(sqs: Any, url: str) -> list[Any]:
    answer = sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10, MessageAttributeNames=["All"])
    messages: list[Any] = answer.get("Messages", [])
    return messages


def test_doorbells_arrive_and_a_repeated_one_does_not(sqs: Any) -> None:
    queues, live, _ = make_queues(sqs)
    ring = Doorbell("inbound", {"text": "olá 👋"}, group="g", deduplication_id="once")
    queues.ring([ring, ring])
    bodies = [json.loads(message["Body"]) for message in received(sqs, live)]
    assert bodies == [{"text": "olá 👋"}]


def test_more_than_ten_doorbells_take_several_batches(sqs: Any) -> None:
    queues, live, _ = make_queues(sqs)
    queues.ring([Doorbell("inbound", {"n": n}, group=str(n), deduplication_id=str(n)) for n in range(23)])
    count = sqs.get_queue_attributes(QueueUrl=live, AttributeNames=["ApproximateNumberOfMessages"])
    assert count["Attributes"]["ApproximateNumberOfMessages"] == "23"


def test_a_parked_message_keeps_its_body_and_says_why(sqs: Any) -> None:
    queues, _, dead = make_queues(sqs)
    queues.park("inbound", '{"a":1}', group="g", reason="unreadable")
    (message,) = received(sqs, dead)
    assert message["Body"] == '{"a":1}'
    assert message["MessageAttributes"]["reason"]["StringValue"] == "unreadable"


def test_a_queue_that_is_away_is_said_so() -> None:
    queues = with_timers("http://127.0.0.1:1/none.fifo")
    with pytest.raises(TryLater):
        queues.ring([Doorbell("inbound", {}, group="g", deduplication_id="1")])


def schedules() -> list[Any]:
    client = boto3.client("scheduler")
    named = client.list_schedules(GroupName=TIMERS)["Schedules"]
    return [client.get_schedule(GroupName=TIMERS, Name=one["Name"]) for one in named]


def waiting(sqs: Any, url: str) -> tuple[int, int]:
    """How many messages may be received now, and how many are delayed."""
    names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesDelayed"]
    found = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=names)["Attributes"]
    return int(found[names[0]]), int(found[names[1]])


def test_a_doorbell_for_later_is_a_schedule_that_exists_once(sqs: Any) -> None:
    name = uuid4().hex
    queues = with_timers(sqs.create_queue(QueueName=name)["QueueUrl"])
    due_at = datetime(2126, 1, 1, 12, 0, 30, tzinfo=UTC)
    before = len(schedules())
    for _ in range(2):
        queues.ring([Doorbell("routing", {"account_id": name}, due_at=due_at)])
    queues.ring([Doorbell("routing", {"account_id": name}, due_at=due_at + timedelta(seconds=1))])
    made = [one for one in schedules() if one["Target"]["Arn"].endswith(name)]
    assert len(made) == len(schedules()) - before == 2
    one = next(s for s in made if s["ScheduleExpression"] == "at(2126-01-01T11:59:30)")
    assert one["ActionAfterCompletion"] == "DELETE"
    assert one["FlexibleTimeWindow"] == {"Mode": "OFF"}
    assert one["Target"]["Arn"] == f"arn:aws:sqs:sa-east-1:123456789012:{name}"
    assert one["Target"]["RoleArn"] == ROLE
    assert json.loads(one["Target"]["Input"]) == {"account_id": name, "due_at": "2126-01-01T12:00:30.000000Z"}
    assert waiting(sqs, queues._url_of("routing")) == (0, 0)


def test_a_doorbell_for_soon_is_delayed_and_one_for_the_past_is_sent(sqs: Any) -> None:
    url = sqs.create_queue(QueueName=uuid4().hex)["QueueUrl"]
    queues, before = with_timers(url), len(schedules())
    queues.ring([Doorbell("routing", {}, due_at=now() - timedelta(days=1))])
    assert waiting(sqs, url) == (1, 0)
    queues.ring([Doorbell("routing", {}, due_at=now() + timedelta(seconds=890))])
    assert waiting(sqs, url) == (1, 1)
    assert len(schedules()) == before


def test_without_scheduler_a_doorbell_rings_early_and_its_neighbours_at_once(sqs: Any) -> None:
    """Whoever is woken before the time in their row asks for it again."""
    url = sqs.create_queue(QueueName=uuid4().hex)["QueueUrl"]
    queues = with_timers(url, group="no-such-group")
    queues.ring([Doorbell("routing", {}, due_at=now() + timedelta(days=1)), Doorbell("routing", {})])
    assert waiting(sqs, url) == (1, 1)


def test_facts_are_published_and_their_ids_returned() -> None:
    bus_name = uuid4().hex
    boto3.client("events").create_event_bus(Name=bus_name)
    entries = [OutboxEntry(uuid4(), "central.queues", "TicketQueued", "{}") for _ in range(12)]
    assert EventBridgeBus(lambda: bus_name).publish(entries) == [entry.id for entry in entries]


@pytest.fixture
def secrets() -> AwsSecrets:
    key = boto3.client("kms").create_key()["KeyMetadata"]["KeyId"]
    return AwsSecrets(lambda: f"/central/{uuid4().hex}", lambda: key)


def test_a_webhook_secret_is_kept_and_a_missing_one_is_none() -> None:
    prefix = f"/central/{uuid4().hex}"
    store = AwsSecrets(lambda: prefix, lambda: "")
    assert store.webhook_secret("meta/app_secret") is None
    store.save_webhook_secret("meta/app_secret", "s3cret")
    assert store.webhook_secret("meta/app_secret") == "s3cret"
    parameter = boto3.client("ssm").get_parameter(Name=f"{prefix}/meta/app_secret")["Parameter"]
    assert parameter["Type"] == "SecureString"


def test_a_webhook_secret_survives_an_outage_of_its_store(monkeypatch: pytest.MonkeyPatch) -> None:
    prefix = f"/central/{uuid4().hex}"
    store = AwsSecrets(lambda: prefix, lambda: "")
    store.save_webhook_secret("meta/app_secret", "s3cret")
    assert store.webhook_secret("meta/app_secret") == "s3cret"
    store._webhook_secrets["meta/app_secret"] = (0.0, "s3cret")
    store._ssm.close()
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:1")
    assert store.webhook_secret("meta/app_secret") == "s3cret"
    with pytest.raises(TryLater):
        store.webhook_secret("another")


def test_a_sealed_value_opens_for_its_own_row_only(secrets: AwsSecrets) -> None:
    sealed = secrets.seal(b"token", "account|channels|credentials|1")
    assert b"token" not in sealed
    assert secrets.open(sealed, "account|channels|credentials|1") == b"token"
    with pytest.raises(ValueError, match=r"row|key"):
        secrets.open(sealed, "account|channels|credentials|2")
    with pytest.raises(ValueError, match=r"row|key"):
        secrets.open(sealed[:-1] + bytes([sealed[-1] ^ 1]), "account|channels|credentials|1")


def test_a_value_is_wrapped_again_under_another_key(secrets: AwsSecrets) -> None:
    sealed = secrets.seal(b"token", "row")
    other = boto3.client("kms").create_key()["KeyMetadata"]["KeyId"]
    fresh = AwsSecrets(lambda: "", lambda: other)
    again = fresh.rewrap(sealed, "row")
    assert again != sealed
    assert fresh.open(again, "row") == b"token"
    with pytest.raises(ValueError, match="unwrapped"):
        fresh.rewrap(sealed, "another row")


def test_a_folder_is_emptied_and_its_neighbours_stay() -> None:
    bucket = f"media-{uuid4().hex}"
    boto3.client("s3").create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": "sa-east-1"})
    blobs = S3Blobs(lambda: bucket)
    for key in ("a/1/x", "a/1/y/z", "a/10/x", "a/1x"):
        blobs.put(key, b"1", "text/plain")
    for _ in range(2):
        blobs.delete_folder("a/1")
    assert [blobs.head(key) for key in ("a/1/x", "a/1/y/z", "a/10/x", "a/1x")] == [None, None, 1, 1]


def test_a_file_goes_up_and_comes_down_by_signed_addresses() -> None:
    bucket = f"media-{uuid4().hex}"
    boto3.client("s3").create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": "sa-east-1"})
    blobs = S3Blobs(lambda: bucket)
    key = "accounts/1/ação 1.txt"
    assert blobs.head(key) is None
    url, headers = blobs.upload_url(key, mime_type="text/plain", size=3, expires_seconds=60)
    urllib.request.urlopen(urllib.request.Request(url, b"abc", headers, method="PUT"), timeout=60)
    assert blobs.head(key) == 3
    address = blobs.download_url(key, file_name="ação.txt", mime_type="text/html", inline=True, expires_seconds=60)
    with urllib.request.urlopen(address, timeout=60) as answer:
        assert answer.read() == b"abc"
    assert "attachment" in address
    assert "octet-stream" in address


@pytest.mark.parametrize(
    ("mime_type", "shown"),
    [
        ("image/jpeg", True),
        ("audio/ogg; codecs=opus", True),
        ("application/pdf", True),
        ("text/html", False),
        ("image/svg+xml", False),
        ("IMAGE/SVG+XML; charset=utf-8", False),
        ("application/xhtml+xml", False),
        ("text/xml", False),
        ("application/javascript", False),
        ("", False),
    ],
)
def test_what_could_run_is_never_shown_in_the_page(mime_type: str, shown: bool) -> None:
    address = S3Blobs(lambda: "media").download_url(
        "accounts/1/a", file_name="a", mime_type=mime_type, inline=True, expires_seconds=60
    )
    query = parse_qs(urlsplit(address).query)
    assert query["response-content-disposition"][0].split(";")[0] == ("inline" if shown else "attachment")
    assert query["response-content-type"] == [mime_type if shown else "application/octet-stream"]
    assert query["X-Amz-Expires"] == ["60"]


def test_an_address_to_upload_to_takes_one_type_and_size() -> None:
    url, _ = S3Blobs(lambda: "media").upload_url("accounts/1/a", mime_type="image/png", size=3, expires_seconds=60)
    assert parse_qs(urlsplit(url).query)["X-Amz-SignedHeaders"] == ["content-length;content-type;host"]
