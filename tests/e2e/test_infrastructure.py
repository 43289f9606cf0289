"""What the template wires, on the running stack: bus to queue, schedule to sweep, browser to bucket."""

import json
import os
import subprocess
import sys
import uuid
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import boto3
import httpx
import psycopg
import pytest

from central.aws import signed
from central.aws.blobs import S3Blobs
from tests.e2e.stack import ROOT, Agent, Stack, eventually, running_stack

pytestmark = pytest.mark.stack
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"  # pragma: allowlist secret
)


@pytest.fixture(scope="module")
def known() -> dict[str, Any]:
    path = Path(os.environ.get("CENTRAL_LOCAL_JSON", ROOT / ".central/local.json"))
    found: dict[str, Any] = json.loads(path.read_text())
    return found


@pytest.fixture(scope="module")
def stack() -> Stack:
    return running_stack()


@pytest.fixture
def agent(stack: Stack) -> Agent:
    return stack.sign_in("admin")


def aws(known: dict[str, Any], service: str) -> Any:
    create: Any = boto3.client  # its overloads want a literal
    return create(
        service, endpoint_url=known["aws_endpoint"], region_name=known["aws_region"],
        aws_access_key_id="test", aws_secret_access_key="test",
    )  # fmt: skip


def log_lines(known: dict[str, Any], function: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for path in Path(known["logs"]).glob(f"central-local-{function}-*.log"):
        found += [json.loads(line) for line in path.read_text().splitlines() if line.startswith("{")]
    return [line for line in found if "failed" in line]  # one for each batch that was worked off


def waiting(known: dict[str, Any], output: str) -> int:
    names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
    answer = aws(known, "sqs").get_queue_attributes(QueueUrl=known["outputs"][output], AttributeNames=names)
    return sum(int(answer["Attributes"][name]) for name in names)


def test_a_fact_reaches_routing_in_the_shape_it_reads(known: dict[str, Any]) -> None:
    """What EventBridge delivers is parsed: worked off, not parked."""
    before = len(log_lines(known, "RouteTickets"))
    parked = waiting(known, "RoutingDeadLettersUrl")
    detail = {
        "id": str(uuid.uuid4()), "version": 1, "occurred_at": datetime.now(UTC).isoformat(),
        "account_id": str(uuid.uuid4()), "correlation_id": "proof", "causation_id": None,
        "data": {"user_id": str(uuid.uuid4())},
    }  # fmt: skip
    bus = aws(known, "events").list_event_buses()["EventBuses"]
    name = next(entry["Name"] for entry in bus if entry["Name"].startswith("central-local"))
    entry = {"EventBusName": name, "Source": "central.queues", "DetailType": "AgentAvailable"}
    answer = aws(known, "events").put_events(
        Entries=[
            {**entry, "Detail": json.dumps(detail)},
            {**entry, "DetailType": "Ignored", "Detail": json.dumps(detail)},
        ]
    )
    assert answer["FailedEntryCount"] == 0
    lines = eventually(lambda: log_lines(known, "RouteTickets")[before:])
    assert lines[0]["records"] >= 1
    assert lines[0]["failed"] == 0
    eventually(lambda: waiting(known, "RoutingQueueUrl") == 0)
    assert waiting(known, "RoutingDeadLettersUrl") == parked


def test_the_schedule_s_message_is_a_sweep(known: dict[str, Any]) -> None:
    """The rule's own target input, sent as the schedule sends it, is worked off."""
    rules = aws(known, "events")
    rule = next(r for r in rules.list_rules()["Rules"] if r.get("ScheduleExpression") == "rate(1 hour)")
    target = rules.list_targets_by_rule(Rule=rule["Name"])["Targets"][0]
    assert target["Arn"].endswith("-sweep.fifo")
    sqs, url = aws(known, "sqs"), known["outputs"]["SweepQueueUrl"]
    sqs.set_queue_attributes(QueueUrl=url, Attributes={"DelaySeconds": "0"})
    try:
        before = len(log_lines(known, "SweepWork"))
        sqs.send_message(
            QueueUrl=url, MessageBody=target["Input"], MessageGroupId=target["SqsParameters"]["MessageGroupId"],
            MessageDeduplicationId=str(uuid.uuid4()),
        )  # fmt: skip
        line = eventually(lambda: log_lines(known, "SweepWork")[before:], seconds=90)[0]
    finally:
        sqs.set_queue_attributes(QueueUrl=url, Attributes={"DelaySeconds": "60"})
    assert line["failed"] == 0
    assert waiting(known, "SweepDeadLettersUrl") == 0


def test_a_doorbell_for_later_rings_at_its_time(known: dict[str, Any]) -> None:
    """A schedule in the stack's own group, with its own role: Scheduler delivers early, the worker holds it back."""
    sqs, scheduler = aws(known, "sqs"), aws(known, "scheduler")
    (group,) = [g["Name"] for g in scheduler.list_schedule_groups()["ScheduleGroups"] if g["Name"] != "default"]
    arn = sqs.get_queue_attributes(QueueUrl=known["outputs"]["RoutingQueueUrl"], AttributeNames=["QueueArn"])
    name, due_at = uuid.uuid4().hex, datetime.now(UTC) + timedelta(seconds=20)
    before = len(log_lines(known, "RouteTickets"))
    scheduler.create_schedule(
        Name=name, GroupName=group, ScheduleExpression=f"at({due_at - timedelta(seconds=18):%Y-%m-%dT%H:%M:%S})",
        FlexibleTimeWindow={"Mode": "OFF"}, ActionAfterCompletion="DELETE",
        Target={
            "Arn": arn["Attributes"]["QueueArn"], "RoleArn": "arn:aws:iam::000000000000:role/timers",
            "Input": json.dumps({"account_id": str(uuid.uuid4()), "due_at": due_at.isoformat()}),
        },
    )  # fmt: skip
    eventually(lambda: len(log_lines(known, "RouteTickets")) >= before + 2, seconds=60)  # held back, then worked off
    assert datetime.now(UTC) >= due_at
    eventually(lambda: waiting(known, "RoutingQueueUrl") == 0)
    assert name not in [one["Name"] for one in scheduler.list_schedules(GroupName=group)["Schedules"]]


def test_a_browser_may_upload_to_the_bucket(known: dict[str, Any], stack: Stack, agent: Agent) -> None:
    rules = aws(known, "s3").get_bucket_cors(Bucket=known["outputs"]["MediaBucketName"])["CORSRules"]
    assert [rule["AllowedOrigins"] for rule in rules] == [[stack.base_url]]
    asked = agent.post("/media", {"file_name": "ponto.png", "mime_type": "image/png", "bytes": len(PIXEL)})
    assert asked.status_code == 201, asked.text
    upload = asked.json()["upload"]
    preflight = {
        "origin": stack.base_url, "access-control-request-method": upload["method"],
        "access-control-request-headers": "content-type",
    }  # fmt: skip
    allowed = httpx.options(upload["url"], headers=preflight)
    assert allowed.status_code == 200
    # the local engine answers everybody; the bucket's own rule above is what AWS goes by
    assert allowed.headers["access-control-allow-origin"] in (stack.base_url, "*")
    assert "PUT" in allowed.headers["access-control-allow-methods"]

    done = httpx.put(upload["url"], content=PIXEL, headers={**upload["headers"], "origin": stack.base_url})
    assert done.status_code == 200, done.text
    assert done.headers["access-control-allow-origin"] in (stack.base_url, "*")
    completed = agent.post(f"/media/{asked.json()['id']}/complete")
    assert completed.status_code == 200, completed.text
    address = eventually(lambda: agent.get(f"/media/{asked.json()['id']}")["url"])  # the worker looks at it first
    shown = httpx.get(address)
    assert shown.status_code == 200
    assert shown.headers["content-type"].startswith("image/")


def test_an_address_of_a_file_is_for_that_file_and_for_minutes(
    known: dict[str, Any], agent: Agent, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What S3 checks of an address, at the bucket of the stack: the file, what is asked beside it, type, size, time."""
    asked = agent.post("/media", {"file_name": "ponto.png", "mime_type": "image/png", "bytes": len(PIXEL)}).json()
    upload = asked["upload"]
    stolen = f"accounts/{uuid.uuid4()}/media/{asked['id']}/ponto.png"
    own = urlsplit(upload["url"]).path.split("/", 2)[2]
    for url, body, headers in (
        (upload["url"].replace(own, stolen), PIXEL, upload["headers"]),
        (upload["url"], PIXEL + b"x", upload["headers"]),
        (upload["url"], PIXEL, {"content-type": "text/html"}),
    ):
        assert httpx.put(url, content=body, headers=headers).status_code == 403
    assert httpx.put(upload["url"], content=PIXEL, headers=upload["headers"]).status_code == 200
    assert agent.post(f"/media/{asked['id']}/complete").status_code == 200
    address = eventually(lambda: agent.get(f"/media/{asked['id']}")["url"])
    assert httpx.get(address).status_code == 200

    key = urlsplit(address).path.split("/", 2)[2]
    s3, bucket = aws(known, "s3"), known["outputs"]["MediaBucketName"]
    s3.put_object(Bucket=bucket, Key=stolen, Body=b"somebody else's")
    assert httpx.get(address.replace(key, stolen)).status_code == 403
    s3.delete_object(Bucket=bucket, Key=stolen)
    last = address[-1]
    for edited in (
        address[:-1] + ("0" if last != "0" else "1"),
        address.replace("X-Amz-Expires=300", "X-Amz-Expires=604800"),
        address.replace("response-content-type=image%2Fpng", "response-content-type=text%2Fhtml"),
        address.replace("response-content-disposition=inline", "response-content-disposition=attachment"),
    ):
        assert edited != address
        assert httpx.get(edited).status_code == 403, edited
    assert httpx.put(address, content=b"x").status_code == 403

    class Earlier(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> "Earlier":
            return super().now(tz) - timedelta(seconds=seconds)

    for name, value in {
        "AWS_ENDPOINT_URL": known["aws_endpoint"], "AWS_REGION": known["aws_region"],
        "AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test",
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("AWS_SESSION_TOKEN", raising=False)
    monkeypatch.setattr(signed, "datetime", Earlier)
    answers = {}
    for seconds in (200, 400):
        made = S3Blobs(lambda: bucket).download_url(
            key, file_name=None, mime_type="image/png", inline=True, expires_seconds=300
        )
        answers[seconds] = httpx.get(made).status_code
    assert answers == {200: 200, 400: 403}


def test_redriven_dead_letters_have_one_effect(known: dict[str, Any], stack: Stack) -> None:
    """The command of the runbook against this stack: listed first, then put back to work."""
    sqs, url = aws(known, "sqs"), known["outputs"]["RoutingDeadLettersUrl"]
    body = json.dumps({"account_id": str(uuid.uuid4())})
    attributes = {"reason": {"DataType": "String", "StringValue": "proof of redrive"}}
    sqs.send_message(QueueUrl=url, MessageBody=body, MessageAttributes=attributes)
    command = [sys.executable, "-m", "central_local.cli", "redrive", "routing", "--reason", "proof of redrive"]
    listed = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    assert "1 waiting: proof of redrive" in listed.stdout
    before = len(log_lines(known, "RouteTickets"))
    done = subprocess.run([*command, "--go"], capture_output=True, text=True, check=True, cwd=ROOT)
    assert "1 put back: proof of redrive" in done.stdout
    eventually(lambda: log_lines(known, "RouteTickets")[before:])
    again = subprocess.run([*command, "--go"], capture_output=True, text=True, check=True, cwd=ROOT)
    assert "0 put back in all" in again.stdout


def test_the_planner_knows_the_tables(known: dict[str, Any]) -> None:
    with psycopg.connect(known["database_url"]) as connection:
        row = connection.execute(
            "select reltuples from pg_class where oid = 'public.messages'::regclass and relkind in ('r', 'p')"
        ).fetchone()
        nap = connection.execute("show autovacuum_naptime").fetchone()
    assert row is not None
    assert row[0] > 0
    assert nap == ("10s",)
