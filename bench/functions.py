"""The product's real handlers, each in a process of its own, called with the events Lambda would call them with."""

import base64
import importlib
import json
import os
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import psutil

from bench.cloud import Door

_SPAWN = get_context("spawn")
# Seconds an idle poller waits for work before it looks whether it should end.
_POLL_SECONDS = 0.5


class Context:
    """What Lambda hands a handler beside the event."""

    aws_request_id = "bench"

    def get_remaining_time_in_millis(self) -> int:
        """Milliseconds left."""
        return 30_000


@dataclass(frozen=True, slots=True)
class Calls:
    """What a handler did: wall and CPU seconds of its calls, their number and their answers."""

    count: int
    wall: float
    cpu: float
    answers: Sequence[Any]
    started: Sequence[float]


def http_event(raw: bytes, signature: str, path: str = "/webhooks/whatsapp") -> dict[str, Any]:
    """Return a webhook POST as an HTTP API hands it over (payload format 2.0)."""
    try:
        body, encoded = raw.decode(), False
    except UnicodeDecodeError:
        body, encoded = base64.b64encode(raw).decode(), True
    return {
        "version": "2.0",
        "routeKey": f"POST {path}",
        "rawPath": path,
        "rawQueryString": "",
        "headers": {"content-type": "application/json", "x-hub-signature-256": signature},
        "requestContext": {"http": {"method": "POST", "path": path}, "requestId": "bench"},
        "body": body,
        "isBase64Encoded": encoded,
    }


def rest_event(method: str, path: str, token: str, body: Any) -> dict[str, Any]:
    """Return a signed-in request to the REST API as an HTTP API hands it over (payload format 2.0)."""
    return {
        "version": "2.0",
        "routeKey": "ANY /api/{proxy+}",
        "rawPath": path,
        "rawQueryString": "",
        "headers": {"host": "bench", "content-type": "application/json", "authorization": f"Bearer {token}"},
        "requestContext": {
            "domainName": "bench",
            "http": {"method": method, "path": path, "protocol": "HTTP/1.1", "sourceIp": "127.0.0.1"},
            "requestId": "bench",
            "stage": "$default",
        },
        "body": json.dumps(body),
        "isBase64Encoded": False,
    }


def _serve(name: str, environment: Mapping[str, str], log: str, cloud_port: int, pipe: Connection) -> None:
    """The child: imports the handler with its environment, then does what it is told."""
    os.environ.update(environment)
    sys.stderr = Path(log).open("w", buffering=1)  # noqa: SIM115 - for the life of the process
    handler = importlib.import_module(f"{name}.handler").lambda_handler
    door = Door(cloud_port)
    context = Context()
    pipe.send("ready")
    while True:
        verb, given = pipe.recv()
        if verb == "stop":
            return
        wall = cpu = 0.0
        answers: list[Any] = []
        started: list[float] = []

        def call(event: Any) -> Any:
            nonlocal wall, cpu
            begun, busy = time.perf_counter(), time.process_time()
            answer = handler(event, context)
            cpu += time.process_time() - busy
            wall += time.perf_counter() - begun
            return answer

        if verb == "call":
            for event in given["events"]:
                started.append(time.monotonic())
                answers.append(call(event))
        elif verb == "pace":
            for moment, event in given["events"]:
                time.sleep(max(0.0, moment - time.monotonic()))
                started.append(time.monotonic())
                answers.append(call(event))
        else:
            _poll(door, given["queue"], given["batch"], call, answers, pipe)
        pipe.send(Calls(len(answers), wall, cpu, answers, started))


def _poll(door: Door, queue: str, batch: int, call: Any, answers: list[Any], pipe: Connection) -> None:
    """What Lambda's event source does: receive, call, delete what did not fail; until told to end."""
    while not pipe.poll():
        event = door.ask("receive", queue=queue, most=batch, seconds=_POLL_SECONDS)
        if not event["Records"]:
            continue
        answer = call(event)
        answers.append(answer)
        failed = [one["itemIdentifier"] for one in answer["batchItemFailures"]]
        door.ask("done", queue=queue, ids=[record["messageId"] for record in event["Records"]], failed=failed)
    pipe.recv()


class Function:
    """One running handler.

    Args:
        name: the function's folder.
        environment: what the template would give it.
        cloud_port: where AWS is.
    """

    def __init__(self, name: str, environment: Mapping[str, str], cloud_port: int) -> None:
        self.name = name
        with NamedTemporaryFile(prefix=f"bench-{name}-", suffix=".log", delete=False) as log:
            self.log = Path(log.name)
        self._pipe, theirs = _SPAWN.Pipe()
        self._process = _SPAWN.Process(
            target=_serve, args=(name, dict(environment), str(self.log), cloud_port, theirs), daemon=True
        )
        self._process.start()
        theirs.close()
        self._answer()

    def _answer(self) -> Any:
        try:
            return self._pipe.recv()
        except EOFError:
            raise RuntimeError(f"{self.name} ended:\n{self.log.read_text()[-3000:]}") from None

    @property
    def process(self) -> psutil.Process:
        """Its process."""
        return psutil.Process(self._process.pid)

    def call(self, events: Sequence[Any]) -> Calls:
        """Call the handler with each event in turn."""
        self.begin(events)
        return self.finish()

    def begin(self, events: Sequence[Any]) -> None:
        """Like :meth:`call`, without waiting; :meth:`finish` returns what it did."""
        self._pipe.send(("call", {"events": events}))

    def begin_paced(self, events: Sequence[tuple[float, Any]]) -> None:
        """Call the handler with each event at its time of the monotonic clock."""
        self._pipe.send(("pace", {"events": events}))

    def begin_polling(self, queue: str, batch: int = 10) -> None:
        """Work off a queue until :meth:`end_polling`."""
        self._pipe.send(("poll", {"queue": queue, "batch": batch}))

    def end_polling(self) -> Calls:
        """End it and return what was done."""
        self._pipe.send("end")
        return self.finish()

    def finish(self) -> Calls:
        """Wait for what was begun."""
        done: Calls = self._answer()
        return done

    def log_bytes(self) -> int:
        """Bytes logged so far."""
        return self.log.stat().st_size

    def stop(self) -> None:
        """End the process."""
        try:
            self._pipe.send(("stop", None))
        except OSError:
            pass
        self._process.join(2)
        if self._process.is_alive():
            self._process.terminate()
        self.log.unlink(missing_ok=True)
