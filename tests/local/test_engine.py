"""The local engine with our patches: one real engine, small functions, and what each patch promises.

The engine itself is somebody else's; what is tested is what the launcher changes in it, and the life of its process.
"""

from __future__ import annotations

import io
import json
import os
import signal
import socket
import sys
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import psutil
import pytest

from central_local import engine as launcher
from central_local.engine import CREDENTIALS, REGION, Engine
from central_local.files import ROOT

RUNTIME = f"python{sys.version_info[0]}.{sys.version_info[1]}"
ENGINE_PYTHON = ROOT / ".central/envs/engine/bin/python"
CAP = 8

# Appends one line per call; what it does is in the message: hold (seconds), after (so many lines of others), fail (how
# many receives).
HANDLER = """
import json, os, time
import in_a_layer
TRACE = in_a_layer.TRACE

def note(**fields):
    with open(TRACE, "a") as handle:
        handle.write(json.dumps({"at": time.time(), "process": os.getpid(), **fields}) + "\\n")

def noted():
    return len(open(TRACE).readlines()) if os.path.exists(TRACE) else 0

def direct(event, context):
    time.sleep(event.get("hold", 0))
    if event.get("say"):
        print(event["say"])
    note(kind="direct", folder=os.path.dirname(os.path.abspath(__file__)))
    if event.get("fail"):
        raise ValueError("wanted")
    return {"process": os.getpid()}

def batch(event, context):
    blocked, failed = set(), []
    for record in event["Records"]:
        body, group = json.loads(record["body"]), record["attributes"]["MessageGroupId"]
        received = int(record["attributes"]["ApproximateReceiveCount"])
        if group in blocked or received <= body.get("fail", 0):
            blocked.add(group)
            failed.append({"itemIdentifier": record["messageId"]})
            continue
        while body.get("after", 0) > noted():
            time.sleep(0.01)
        note(kind="batch", group=group, number=body["number"])
    return {"batchItemFailures": failed}
"""


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    folder = tmp_path_factory.mktemp("engine")
    started = launcher.start_engine(folder)
    yield started
    started.stop()


def client(engine: Engine, service: str) -> Any:
    import boto3

    create: Any = boto3.client
    return create(
        service, endpoint_url=engine.endpoint, region_name=REGION,
        aws_access_key_id=CREDENTIALS["AWS_ACCESS_KEY_ID"], aws_secret_access_key=CREDENTIALS["AWS_SECRET_ACCESS_KEY"],
    )  # fmt: skip


def zipped(**files: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, text in files.items():
            archive.writestr(name.replace("__", "/") + ".py", text)
    return target.getvalue()


class Functions:
    """The test's functions and what they noted."""

    def __init__(self, engine: Engine, trace: Path) -> None:
        self.engine, self.trace = engine, trace
        self._lambda = client(engine, "lambda")
        layer = self._lambda.publish_layer_version(
            LayerName=f"layer-{trace.stem}", CompatibleRuntimes=[RUNTIME],
            Content={"ZipFile": zipped(python__in_a_layer=f"TRACE = {str(trace)!r}\n")},
        )  # fmt: skip
        self.layer = layer["LayerVersionArn"]

    def create(self, name: str, handler: str) -> str:
        self._lambda.create_function(
            FunctionName=name, Runtime=RUNTIME, Role="arn:aws:iam::000000000000:role/none", Timeout=20,
            Handler=f"main.{handler}", Code={"ZipFile": zipped(main=HANDLER)}, Layers=[self.layer],
        )  # fmt: skip
        return name

    def call(self, name: str, **event: Any) -> dict[str, Any]:
        answer = self._lambda.invoke(FunctionName=name, Payload=json.dumps(event))
        found: dict[str, Any] = json.loads(answer["Payload"].read())
        return found

    def source(self, name: str, queue_url: str, concurrency: int) -> None:
        arn = client(self.engine, "sqs").get_queue_attributes(QueueUrl=queue_url, AttributeNames=["QueueArn"])
        self._lambda.create_event_source_mapping(
            FunctionName=name, EventSourceArn=arn["Attributes"]["QueueArn"], BatchSize=10,
            FunctionResponseTypes=["ReportBatchItemFailures"], ScalingConfig={"MaximumConcurrency": concurrency},
        )  # fmt: skip

    def noted(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.trace.read_text().splitlines()] if self.trace.exists() else []


@pytest.fixture
def functions(engine: Engine, tmp_path: Path, request: pytest.FixtureRequest) -> Functions:
    return Functions(engine, tmp_path / f"{request.node.name[:40].replace('[', '-').replace(']', '')}.jsonl")


def eventually(look: Callable[[], Any], seconds: float = 60) -> Any:
    deadline = time.monotonic() + seconds
    while not (found := look()):
        assert time.monotonic() < deadline, "nothing came"
        threading.Event().wait(0.05)
    return found


def fifo(engine: Engine, name: str, *, visibility: int = 1) -> str:
    url: str = client(engine, "sqs").create_queue(
        QueueName=f"{name}.fifo",
        Attributes={"FifoQueue": "true", "VisibilityTimeout": str(visibility), "DeduplicationScope": "messageGroup",
                    "FifoThroughputLimit": "perMessageGroupId"},
    )["QueueUrl"]  # fmt: skip
    return url


def send(engine: Engine, url: str, bodies: list[tuple[str, dict[str, Any]]]) -> None:
    sqs = client(engine, "sqs")
    for start in range(0, len(bodies), 10):
        sqs.send_message_batch(
            QueueUrl=url,
            Entries=[
                {"Id": str(i), "MessageBody": json.dumps(body), "MessageGroupId": group,
                 "MessageDeduplicationId": f"{group}-{body['number']}"}
                for i, (group, body) in enumerate(bodies[start : start + 10])
            ],
        )  # fmt: skip


def test_a_burst_on_cold_workers_unpacks_once_and_stays_in_bounds(engine: Engine, functions: Functions) -> None:
    before = set((engine.folder / "unpacked").iterdir())
    name = functions.create("burst", "direct")
    with ThreadPoolExecutor(24) as pool:
        answers = list(pool.map(lambda _: functions.call(name, hold=0.05), range(48)))
    assert len({answer["process"] for answer in answers}) <= CAP
    added = [path for path in (engine.folder / "unpacked").iterdir() if path not in before]
    assert len(added) == 2  # the code and the layer
    assert {Path(line["folder"]).parent for line in functions.noted()} == {engine.folder / "unpacked"}


def test_a_handler_that_raises_keeps_its_worker(functions: Functions) -> None:
    name = functions.create("raises", "direct")
    first = functions.call(name)["process"]
    assert functions.call(name, fail=True)["errorMessage"] == "wanted"
    assert functions.call(name)["process"] == first


def test_what_a_function_logs_and_why_it_failed_is_in_its_file(engine: Engine, functions: Functions) -> None:
    name = functions.create("logs", "direct")
    functions.call(name, say="first line\nsecond line")
    functions.call(name, fail=True)
    log = (engine.folder / "logs" / f"{name}.log").read_text()
    assert log.startswith("first line\nsecond line\nTraceback")
    assert log.endswith("ValueError: wanted\n")


def test_a_function_that_cannot_be_imported_says_why(engine: Engine, functions: Functions) -> None:
    name = functions.create("absent", "absent")
    assert "has no attribute 'absent'" in functions.call(name)["errorMessage"]
    assert "has no attribute 'absent'" in (engine.folder / "logs" / f"{name}.log").read_text()


def test_who_waits_for_an_answer_goes_before_queues(engine: Engine, functions: Functions) -> None:
    url = fifo(engine, "patient")
    functions.source(functions.create("patient", "batch"), url, 2)
    send(engine, url, [("a", {"number": 1})])
    eventually(functions.noted)
    asked = functions.call(functions.create("asked", "direct"))["process"]
    served = functions.noted()[0]["process"]
    assert psutil.Process(served).nice() > psutil.Process(asked).nice()


def test_groups_run_side_by_side_and_each_in_order(engine: Engine, functions: Functions) -> None:
    url = fifo(engine, "groups", visibility=60)
    functions.source(functions.create("groups", "batch"), url, 4)
    send(engine, url, [("slow", {"number": 0, "after": 3})])
    sqs = client(engine, "sqs")
    attribute = "ApproximateNumberOfMessagesNotVisible"
    eventually(
        lambda: sqs.get_queue_attributes(QueueUrl=url, AttributeNames=[attribute])["Attributes"][attribute] == "1"
    )
    send(engine, url, [("slow", {"number": 1})])
    for number in range(3):
        send(engine, url, [("quick", {"number": number})])
    eventually(lambda: len(functions.noted()) == 5)
    order = [(line["group"], line["number"]) for line in functions.noted()]
    assert order == [("quick", 0), ("quick", 1), ("quick", 2), ("slow", 0), ("slow", 1)]


def test_order_is_kept_after_partial_failures(engine: Engine, functions: Functions) -> None:
    url = fifo(engine, "failures", visibility=3)  # longer than a batch takes on a busy machine
    name = functions.create("failures", "batch")
    functions.call(name, Records=[])  # nor does the first wait for its worker
    functions.source(name, url, 4)
    bodies = []
    for number in range(12):
        for group in ("a", "b", "c"):
            # the 3rd fails twice, the 7th once; group c never
            fail = {2: 2, 6: 1}.get(number, 0) if group != "c" else 0
            bodies.append((group, {"number": number, "fail": fail}))
    send(engine, url, bodies)
    eventually(lambda: len(functions.noted()) == 36, 60)
    lines = functions.noted()
    for group in ("a", "b", "c"):
        assert [line["number"] for line in lines if line["group"] == group] == list(range(12))


def test_an_answer_comes_in_one_piece(engine: Engine) -> None:
    with socket.create_connection(("127.0.0.1", engine.port), timeout=60) as connection:
        for _ in range(20):
            connection.sendall(b"GET /_ministack/health HTTP/1.1\r\nhost: localhost\r\n\r\n")
            head, _, body = connection.recv(1 << 20).partition(b"\r\n\r\n")
            assert head.startswith(b"HTTP/1.1 200")
            assert json.loads(body)


def test_both_ways_lead_to_the_same_answer(engine: Engine) -> None:
    url = fifo(engine, "ways")

    def sent(number: int, *, long: bool, to: str = url) -> dict[str, Any]:
        repeated = "cookie: a=1\r\ncookie: b=2\r\n" if long else ""
        body = json.dumps(
            {"QueueUrl": to, "MessageBody": "olá", "MessageGroupId": "a", "MessageDeduplicationId": str(number)}
        )
        with socket.create_connection(("127.0.0.1", engine.port), timeout=60) as connection:
            connection.sendall(
                f"POST / HTTP/1.1\r\nhost: localhost\r\nx-amz-target: AmazonSQS.SendMessage\r\n{repeated}"
                f"authorization: AWS4-HMAC-SHA256 Credential=000000000000/20261130/{REGION}/sqs/aws4_request\r\n"
                f"content-length: {len(body)}\r\n\r\n{body}".encode()
            )
            head, _, answer = connection.recv(1 << 20).partition(b"\r\n\r\n")
        names = {line.partition(b":")[0].lower() for line in head.split(b"\r\n")[1:]}
        assert {b"x-amzn-requestid", b"date", b"content-type", b"content-length"} <= names
        found: dict[str, Any] = json.loads(answer)
        return {"status": head.split()[1], "type": found.get("__type"), "digest": found.get("MD5OfMessageBody")}

    assert sent(1, long=False) == sent(2, long=True)
    assert sent(1, long=False)["status"] == b"200"
    unknown = sent(1, long=False, to=f"{url}-unknown")
    assert unknown == sent(1, long=True, to=f"{url}-unknown")
    assert unknown["status"] == b"400"
    messages = client(engine, "sqs").receive_message(QueueUrl=url, MaxNumberOfMessages=10)["Messages"]
    assert [message["Body"] for message in messages] == ["olá", "olá"]


def test_a_repeated_send_is_one_message(engine: Engine) -> None:
    url = fifo(engine, "repeated")
    for _ in range(3):
        send(engine, url, [("a", {"number": 1})])
    messages = client(engine, "sqs").receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages", [])
    assert len(messages) == 1


def test_only_loopback_is_bound(engine: Engine) -> None:
    listening = [c for c in psutil.Process(engine.pid).net_connections() if c.status == "LISTEN"]
    assert {c.laddr.ip for c in listening} == {"127.0.0.1"}
    assert [c.laddr.port for c in listening] == [engine.port]


def test_what_a_killed_engine_left_is_cleared_and_what_was_saved_is_found(tmp_path: Path) -> None:
    first = launcher.start_engine(tmp_path)
    functions = Functions(first, tmp_path / "trace.jsonl")
    name = functions.create("kept", "direct")
    worker = functions.call(name)["process"]
    first.save()
    eventually(lambda: any((tmp_path / "state").rglob("*lambda*")))
    os.kill(first.pid, signal.SIGKILL)
    psutil.wait_procs([psutil.Process(first.pid)] if psutil.pid_exists(first.pid) else [], timeout=60)
    assert not first.is_running()

    second = launcher.start_engine(tmp_path)
    try:
        assert second.port == first.port  # addresses stay: nothing has to be deployed again
        again = Functions(second, tmp_path / "trace.jsonl")
        assert again.call(name)["process"] != worker
        eventually(lambda: not psutil.pid_exists(worker) or psutil.Process(worker).status() == "zombie")
    finally:
        second.stop()
    assert not second.is_running()
