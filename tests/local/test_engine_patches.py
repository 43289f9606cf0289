"""What each patch of the local engine decides, without an engine."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from central_local.engine_host import deduplication, polling, remembered, threads, workers
from central_local.engine_host import fifo as fifo_patch
from central_local.engine_host import main as host
from central_local.files import ROOT
from tests.local.test_engine import ENGINE_PYTHON, eventually


def test_only_this_version_is_patched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.metadata.version", lambda _: host.VERSION)
    host.check_version()
    monkeypatch.setattr("importlib.metadata.version", lambda _: "1.5.34")
    with pytest.raises(SystemExit, match=r"must be MiniStack 1\.5\.33, found 1\.5\.34"):
        host.check_version()


def test_a_long_log_is_laid_aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CENTRAL_LOGS", str(tmp_path / "logs"))
    monkeypatch.setattr(workers, "LOG_LIMIT_BYTES", 3)
    for text in (b"one", b"two", b"three"):
        with workers.log_of("talkative") as log:
            log.write(text)
    assert (tmp_path / "logs/talkative.log").read_bytes() == b"three"
    assert (tmp_path / "logs/talkative.log.1").read_bytes() == b"onetwo"


def test_every_patch_changes_a_name_that_the_engine_uses(tmp_path: Path) -> None:
    code = (
        "from ministack import app\n"
        "from ministack.core import concurrency, lambda_runtime as runtime\n"
        "from ministack.services import apigateway, lambda_svc, sqs\n"
        "from ministack.services.cloudformation import changesets\n"
        "names = lambda: (runtime._worker_class_for, runtime.acquire_worker, lambda_svc.acquire_worker,"
        " lambda_svc.release_worker, lambda_svc._sqs_esm_concurrency, sqs._prune_dedup, changesets._apply_transforms,"
        " lambda_svc._iter_all_esms, concurrency.threading, lambda_svc.parse_arn, lambda_svc._poll_kinesis,"
        " lambda_svc._poll_dynamodb_streams, sqs.use_ssl_enabled, app.formatdate, lambda_svc._emit_lambda_logs,"
        " lambda_svc._emit_lambda_metrics, apigateway._path_matches, apigateway._route_specificity)\n"
        "before = names(); from central_local.engine_host.main import apply_patches; apply_patches()\n"
        "print([a is b for a, b in zip(before, names())], lambda_svc._ESM_IDLE_WAKE_GAP_SECONDS)"
    )
    environment = {"PYTHONPATH": str(ROOT / "local"), "CENTRAL_UNPACKED": str(tmp_path), "HOME": str(tmp_path)}
    done = subprocess.run([ENGINE_PYTHON, "-c", code], capture_output=True, text=True, check=True, env=environment)
    assert done.stdout.strip().splitlines()[-1] == f"{[False] * 18} 0.002"


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


def test_a_source_is_looked_into_when_a_message_is_due() -> None:
    def queue(name: str, *due: float) -> dict[str, Any]:
        return {"attributes": {"QueueArn": name}, "messages": [{"visible_at": at} for at in due]}

    queues = [queue("empty"), queue("later", 1000.1), queue("now", 1000.0), queue("both", 2000.0, 999.0)]
    assert polling.with_work(queues, 1000.0) == {"now", "both"}


@pytest.mark.parametrize(
    ("due", "worth"),
    [
        ([], False),
        ([1000.0] * 3, False),  # they can go with the next one
        ([1000.0] * 10, True),
        ([1000.0] * 9 + [1000.1], False),  # the last is not due yet
        ([999.9], True),  # somebody waits for a batch that takes long
    ],
)
def test_a_batch_beside_another_is_full_or_somebody_waits(due: list[float], worth: bool) -> None:
    messages = [{"visible_at": at} for at in due]
    assert fifo_patch.is_worth_another(messages, 10, 1000.0) is worth


def test_the_date_of_an_answer_is_that_of_its_second(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [1_000_000_000.9]
    monkeypatch.setattr("central_local.engine_host.remembered.time.time", lambda: now[0])
    assert remembered.date_now(usegmt=True) == "Sun, 09 Sep 2001 01:46:40 GMT"
    now[0] += 0.1
    assert remembered.date_now(usegmt=True) == "Sun, 09 Sep 2001 01:46:41 GMT"


# Tells of each request on its standard input by which way it goes in.
WAYS = """
import asyncio, json, types
from central_local.engine_host import short_way
from ministack import app

ways = []

async def long_way(scope, receive, send):
    ways.append("long")

async def send(message):
    pass

async def receive():
    return {"type": "http.request", "body": b"{}"}

engine = types.SimpleNamespace(**{**vars(app), "app": long_way})
serve = short_way.shortened(engine)
for path, headers in json.loads(open(0).read()):
    raw = [(name.encode(), value.encode()) for name, value in headers]
    before = len(ways)
    asyncio.run(serve({"type": "http", "method": "POST", "path": path, "raw_path": path.encode(), "query_string": b"",
                       "headers": raw, "client": ("127.0.0.1", 1)}, receive, send))
    if len(ways) == before:
        ways.append("short")
print(json.dumps(ways))
"""


def test_what_comes_by_the_hundred_goes_the_short_way(tmp_path: Path) -> None:
    send_message = ["x-amz-target", "AmazonSQS.SendMessage"]
    requests = {
        "a message for a queue": (["/", [send_message]], "short"),
        "an event": (["/", [["x-amz-target", "AWSEvents.PutEvents"]]], "short"),
        "a call of an API": (["/_aws/execute-api/unknown/$default/empty", []], "short"),
        "a push to a socket": (["/_aws/execute-api/unknown/live/@connections/one", []], "short"),
        "another service": (["/", [["x-amz-target", "AWSStepFunctions.StartExecution"]]], "long"),
        "a queue's address": (["/000000000000/queue", [send_message]], "long"),
        "a packed body": (["/", [send_message, ["content-encoding", "gzip"]]], "long"),
        "a body in frames": (
            ["/_aws/execute-api/unknown/$default/empty", [["x-amz-content-sha256", "STREAMING-X"]]],
            "long",
        ),
        "a repeated header": (["/", [send_message, ["cookie", "a=1"], ["cookie", "b=2"]]], "long"),
        "a page": (["/_ministack/health", []], "long"),
    }
    environment = {"PYTHONPATH": str(ROOT / "local"), "HOME": str(tmp_path), "GATEWAY_PORT": "0"}
    done = subprocess.run(
        [ENGINE_PYTHON, "-c", WAYS], input=json.dumps([request for request, _ in requests.values()]),
        capture_output=True, text=True, check=True, env=environment,
    )  # fmt: skip
    ways = json.loads(done.stdout.splitlines()[-1])
    assert dict(zip(requests, ways, strict=True)) == {name: way for name, (_, way) in requests.items()}
