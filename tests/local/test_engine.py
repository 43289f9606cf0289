"""The local engine with our patches: one real engine, small functions, and what each patch promises.

The engine itself is somebody else's; what is tested is what the launcher changes in it, and the life of its process.
"""

from __future__ import annotations

import io
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, ClassVar

import psutil
import pytest

from central_local import engine as launcher
from central_local.engine import CREDENTIALS, REGION, Engine
from central_local.engine_host import deduplication, polling, remembered, threads
from central_local.engine_host import main as host
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


def test_only_this_version_is_patched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.metadata.version", lambda _: host.VERSION)
    host.check_version()
    monkeypatch.setattr("importlib.metadata.version", lambda _: "1.5.34")
    with pytest.raises(SystemExit, match=r"must be MiniStack 1\.5\.33, found 1\.5\.34"):
        host.check_version()


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


def test_a_call_ends_when_the_worker_says_so(tmp_path: Path) -> None:
    """Without the end mark every call would wait for a log line that does not come."""
    (tmp_path / "code.zip").write_bytes(zipped(main="def handler(event, context):\n    return 'done'\n"))
    code = (
        "import pathlib, sys\n"
        "from ministack.core import lambda_runtime\n"
        "from central_local.engine_host import workers\n"
        "workers.LOG_PATIENCE = 60\n"
        "config = {'FunctionName': 'prompt', 'Handler': 'main.handler', 'Timeout': 60,"
        " 'FunctionArn': 'arn:aws:lambda:sa-east-1:000000000000:function:prompt'}\n"
        "worker = workers.make_worker_class(lambda_runtime)('prompt', config, pathlib.Path('code.zip').read_bytes())\n"
        "print(worker.invoke({}, 'one')['result'], worker._ended.is_set())\n"
        "worker.kill()"
    )
    environment = {
        "PYTHONPATH": str(ROOT / "local"), "CENTRAL_UNPACKED": str(tmp_path / "unpacked"), "HOME": str(tmp_path),
        "CENTRAL_LOGS": str(tmp_path / "logs"), "CENTRAL_FUNCTIONS_PYTHON": sys.executable, "GATEWAY_PORT": "0",
    }  # fmt: skip
    done = subprocess.run(
        [ENGINE_PYTHON, "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert done.stdout.split() == ["done", "True"], done.stderr


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


def test_every_patch_changes_a_name_that_the_engine_uses(tmp_path: Path) -> None:
    code = (
        "from ministack import app\n"
        "from ministack.core import concurrency, lambda_runtime as runtime\n"
        "from ministack.services import lambda_svc, sqs\n"
        "from ministack.services.cloudformation import changesets\n"
        "names = lambda: (runtime._worker_class_for, runtime.acquire_worker, lambda_svc.acquire_worker,"
        " lambda_svc.release_worker, lambda_svc._sqs_esm_concurrency, sqs._prune_dedup, changesets._apply_transforms,"
        " sqs._receive_messages_for_esm, concurrency.threading, lambda_svc.parse_arn, lambda_svc._poll_kinesis,"
        " lambda_svc._poll_dynamodb_streams, sqs.use_ssl_enabled, app.formatdate)\n"
        "before = names(); from central_local.engine_host.main import apply_patches; apply_patches()\n"
        "print([a is b for a, b in zip(before, names())], lambda_svc._ESM_IDLE_WAKE_GAP_SECONDS)"
    )
    environment = {"PYTHONPATH": str(ROOT / "local"), "CENTRAL_UNPACKED": str(tmp_path), "HOME": str(tmp_path)}
    done = subprocess.run([ENGINE_PYTHON, "-c", code], capture_output=True, text=True, check=True, env=environment)
    assert done.stdout.strip().splitlines()[-1] == f"{[False] * 14} 0.002"


def test_the_same_id_counts_once_and_again_when_its_time_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [1000.0]
    monkeypatch.setattr("central_local.engine_host.deduplication.time.time", lambda: now[0])
    ids = deduplication.ExpiringIds({"a": {"expire": 1300.0}})
    assert ids.get("a") is not None
    now[0] = 1300.0
    assert ids.get("a") is None


def test_ids_are_swept_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    walks = []

    class Sqs:
        @staticmethod
        def _prune_dedup(queue: dict[str, Any]) -> None:
            walks.append(1)
            queue["dedup_cache"] = dict(queue["dedup_cache"])

    package = type(sys)("ministack")
    services = type(sys)("ministack.services")
    services.sqs = Sqs  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "ministack", package)
    monkeypatch.setitem(sys.modules, "ministack.services", services)
    deduplication.apply()
    queue: dict[str, Any] = {"dedup_cache": {"a": {"expire": time.time() + 300}}}
    for _ in range(500):
        Sqs._prune_dedup(queue)
    assert len(walks) <= 2
    assert queue["dedup_cache"].get("a")


def test_threads_are_used_again_and_are_as_many_as_are_wanted_at_once() -> None:
    def run(work: Callable[[], Any]) -> threads.ReusedThread:
        started = threads.ReusedThread(target=work, daemon=True, name="wanted")
        started.start()
        return started

    seen: list[int] = []
    for _ in range(20):
        run(lambda: seen.append(threading.get_ident())).join(60)
        eventually(lambda: bool(threads._idle))
    assert len(seen) == 20
    assert len(set(seen)) < 20
    # each waits for the others: a bounded pool would never end
    together = threading.Barrier(2 * threads.IDLE_KEPT)
    started = [run(lambda: together.wait(60)) for _ in range(2 * threads.IDLE_KEPT)]
    for one in started:
        one.join(60)
    assert not any(one.is_alive() for one in started)
    assert not together.broken


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_thread_outlives_work_that_fails() -> None:
    def fail() -> None:
        raise ValueError("wanted")

    for work in (fail, fail):
        started = threads.ReusedThread(target=work, daemon=True, name="fails")
        started.start()
        started.join(60)
        assert not started.is_alive()


def test_a_message_is_received_when_it_is_due_and_not_before(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []

    class Sqs:
        _queues: ClassVar[dict[str, Any]] = {"url": {"messages": [{"visible_at": 1005.0}]}}

        @staticmethod
        def _receive_messages_for_esm(queue_url: str, most: int) -> list[dict[str, Any]]:
            looked.append(queue_url)
            return [{}]

    package, services = type(sys)("ministack"), type(sys)("ministack.services")
    services.sqs = Sqs  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "ministack", package)
    monkeypatch.setitem(sys.modules, "ministack.services", services)
    now = [1000.0]
    monkeypatch.setattr("central_local.engine_host.polling.time.time", lambda: now[0])
    polling.apply()
    assert Sqs._receive_messages_for_esm("url", 10) == []
    assert looked == []
    now[0] = 1005.0
    assert Sqs._receive_messages_for_esm("url", 10) == [{}]
    assert Sqs._receive_messages_for_esm("unknown", 10) == [{}]  # the engine's own answer


def test_the_date_of_an_answer_is_that_of_its_second(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [1_000_000_000.9]
    monkeypatch.setattr("central_local.engine_host.remembered.time.time", lambda: now[0])
    assert remembered.date_now(usegmt=True) == "Sun, 09 Sep 2001 01:46:40 GMT"
    now[0] += 0.1
    assert remembered.date_now(usegmt=True) == "Sun, 09 Sep 2001 01:46:41 GMT"


def test_an_answer_comes_in_one_piece(engine: Engine) -> None:
    with socket.create_connection(("127.0.0.1", engine.port), timeout=60) as connection:
        for _ in range(20):
            connection.sendall(b"GET /_ministack/health HTTP/1.1\r\nhost: localhost\r\n\r\n")
            head, _, body = connection.recv(1 << 20).partition(b"\r\n\r\n")
            assert head.startswith(b"HTTP/1.1 200")
            assert json.loads(body)


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
