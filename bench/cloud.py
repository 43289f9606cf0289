"""AWS as the handlers see it, in a process of its own: it takes signed calls over HTTP, counts them and keeps queues.

It knows what the per-message path uses: SQS (FIFO groups, deduplication, delays, partial batches), SSM, EventBridge and
@connections. Everything is real on our side (signature, connection, JSON); only what Amazon does with it is small.
``/-/…`` is the bench's own door: what the event source poller of Lambda does, and the counts.
"""

import asyncio
import http.client
import json
import time
from collections import Counter, deque
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any, cast
from uuid import uuid4

import uvloop

_SPAWN = get_context("spawn")
_ROUTED = {"TicketQueued", "TicketGivenBack", "TicketTransferred", "TicketResolved", "AgentAvailable"}


@dataclass
class Held:
    """A message in a queue. ``due`` is a time of the monotonic clock."""

    id: str
    body: str
    group: str | None
    due: float
    receives: int = 0


@dataclass
class Queue:
    """One queue: what waits, what is being worked on, which groups are therefore closed."""

    fifo: bool
    waiting: deque[Held] = field(default_factory=deque)
    taken: dict[str, Held] = field(default_factory=dict)
    closed: set[str] = field(default_factory=set)
    seen: set[tuple[str | None, str]] = field(default_factory=set)
    arrived: asyncio.Event = field(default_factory=asyncio.Event)

    def take(self, most: int) -> list[Held]:
        """Take what may be worked on now, in order; a FIFO group is closed until it is given back."""
        batch: list[Held] = []
        passed: deque[Held] = deque()
        skipped: set[str | None] = set()
        now = time.monotonic()
        while self.waiting and len(batch) < most:
            held = self.waiting.popleft()
            if held.due > now or (self.fifo and (held.group in self.closed or held.group in skipped)):
                skipped.add(held.group)
                passed.append(held)
                continue
            held.receives += 1
            self.taken[held.id] = held
            batch.append(held)
        self.waiting.extendleft(reversed(passed))
        self.closed.update(held.group for held in batch if self.fifo and held.group is not None)
        return batch

    def give_back(self, ids: list[str], failed: set[str]) -> None:
        """End a batch: what failed stands first again."""
        for id_ in reversed(ids):
            held = self.taken.pop(id_)
            if held.group is not None:
                self.closed.discard(held.group)
            if id_ in failed:
                self.waiting.appendleft(held)
        self.arrived.set()


class Cloud:
    """The state behind the endpoint."""

    def __init__(self, parameters: dict[str, str], *, deduplicate: bool) -> None:
        self.parameters = parameters
        self.deduplicate = deduplicate
        self.queues: dict[str, Queue] = {}
        self.calls: Counter[str] = Counter()
        self.units: Counter[str] = Counter()
        self.frames: list[tuple[float, str, str]] = []
        self.arrivals: dict[str, list[str]] = {}

    def queue(self, name: str) -> Queue:
        """Return a queue, made on first use."""
        if name not in self.queues:
            self.queues[name] = Queue(fifo=name.endswith(".fifo"))
        return self.queues[name]

    async def answer(self, path: str, target: str, body: bytes) -> tuple[int, Any]:
        """Answer one call: HTTP status and what becomes its JSON body."""
        if path.startswith("/-/"):
            return 200, await self.control(path[3:], json.loads(body or b"{}"))
        if "/@connections/" in path:
            self.calls["connections.Post"] += 1
            self.units["websocket"] += max(1, -(-len(body) // 32768))
            self.frames.append((time.monotonic(), path.rpartition("/")[2], body.decode()))
            return 200, {}
        self.calls[target] += 1
        given = json.loads(body)
        if target == "AmazonSQS.SendMessageBatch":
            return 200, self.send(given)
        if target == "AmazonSQS.SendMessage":
            self.units["parked"] += 1
            return 200, {"MessageId": str(uuid4())}
        if target == "AmazonSSM.GetParameter":
            name = given["Name"]
            if name not in self.parameters:
                return 400, {"__type": "ParameterNotFound"}
            return 200, {"Parameter": {"Name": name, "Value": self.parameters[name]}}
        if target == "AWSEvents.PutEvents":
            self.units["events"] += len(given["Entries"])
            self.route(given["Entries"])
            return 200, {"FailedEntryCount": 0, "Entries": [{"EventId": str(uuid4())} for _ in given["Entries"]]}
        return 200, {}

    def send(self, given: dict[str, Any]) -> dict[str, Any]:
        """SendMessageBatch."""
        name = given["QueueUrl"].rpartition("/")[2]
        queue = self.queue(name)
        now = time.monotonic()
        self.calls[f"send {name}"] += 1
        for entry in given["Entries"]:
            group, once = entry.get("MessageGroupId"), entry.get("MessageDeduplicationId")
            self.arrivals.setdefault(name, []).append(entry["MessageBody"])
            if once is not None and self.deduplicate:
                if (group, once) in queue.seen:
                    continue
                queue.seen.add((group, once))
            held = Held(str(uuid4()), entry["MessageBody"], group, now + float(entry.get("DelaySeconds", 0)))
            queue.waiting.append(held)
        queue.arrived.set()
        return {"Successful": [{"Id": entry["Id"], "MessageId": str(uuid4())} for entry in given["Entries"]]}

    def route(self, entries: list[dict[str, Any]]) -> None:
        """What the template's rule does: facts that may bring a ticket and an agent together ring the routing queue."""
        queue = self.queue("routing")
        for entry in entries:
            if entry["DetailType"] in _ROUTED:
                body = json.dumps({"account_id": json.loads(entry["Detail"])["account_id"]})
                queue.waiting.append(Held(str(uuid4()), body, None, time.monotonic()))
                self.calls["send routing"] += 1

    async def control(self, verb: str, given: dict[str, Any]) -> Any:
        """The bench's door."""
        if verb == "receive":
            return await self.receive(**given)
        if verb == "done":
            self.calls[f"delete {given['queue']}"] += 1
            self.queue(given["queue"]).give_back(given["ids"], set(given["failed"]))
        if verb == "counts":
            return {"calls": dict(self.calls), "units": dict(self.units)}
        if verb == "left":
            queue = self.queue(given["queue"])
            return len(queue.waiting) + len(queue.taken)
        if verb == "arrivals":
            return self.arrivals.get(given["queue"], [])
        if verb == "frames":
            frames, self.frames = self.frames, []
            return frames
        if verb == "reset":
            self.queues, self.frames, self.arrivals = {}, [], {}
            self.calls.clear()
            self.units.clear()
            self.deduplicate = given.get("deduplicate", True)
        return {}

    async def receive(self, queue: str, most: int, seconds: float) -> dict[str, Any]:
        """Long-poll a queue; answers the event Lambda would be called with."""
        found = self.queue(queue)
        deadline = time.monotonic() + seconds
        while not (batch := found.take(most)):
            left = deadline - time.monotonic()
            if left <= 0:
                return {"Records": []}
            found.arrived.clear()
            try:
                # Delayed messages are looked for now and then; nothing that is measured is delayed.
                await asyncio.wait_for(found.arrived.wait(), min(left, 0.2))
            except TimeoutError:
                pass
        self.calls[f"receive {queue}"] += 1
        return {"Records": [_record(held, queue) for held in batch]}


def _record(held: Held, queue: str) -> dict[str, Any]:
    attributes = {"ApproximateReceiveCount": str(held.receives), "SentTimestamp": "0", "SenderId": "bench"}
    if held.group is not None:
        attributes["MessageGroupId"] = held.group
    return {
        "messageId": held.id,
        "receiptHandle": held.id,
        "body": held.body,
        "attributes": attributes,
        "messageAttributes": {},
        "eventSource": "aws:sqs",
        "eventSourceARN": f"arn:aws:sqs:sa-east-1:000000000000:{queue}",
        "awsRegion": "sa-east-1",
    }


class _Http(asyncio.Protocol):
    """As much of HTTP/1.1 as our own clients send: one request after the other, with a Content-Length."""

    def __init__(self, cloud: Cloud) -> None:
        self.cloud = cloud
        self.buffer = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        head, separator, rest = self.buffer.partition(b"\r\n\r\n")
        if not separator:
            return
        lines = head.decode("latin-1").split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:])}
        length = int(headers.get("content-length", 0))
        if len(rest) < length:
            return
        self.buffer = rest[length:]
        path = lines[0].split(" ")[1].replace("%40", "@")
        self.task = asyncio.ensure_future(self._answer(path, headers.get("x-amz-target", ""), rest[:length]))

    async def _answer(self, path: str, target: str, body: bytes) -> None:
        status, answer = await self.cloud.answer(path, target, body)
        content = json.dumps(answer).encode()
        self.transport.write(
            b"HTTP/1.1 %d OK\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n" % (status, len(content))
            + content
        )


async def _serve(parameters: dict[str, str], pipe: Connection) -> None:
    loop = asyncio.get_running_loop()
    cloud = Cloud(parameters, deduplicate=True)
    server = await loop.create_server(lambda: _Http(cloud), "127.0.0.1", 0)
    pipe.send(server.sockets[0].getsockname()[1])
    await loop.run_in_executor(None, pipe.recv)
    server.close()


def _main(parameters: dict[str, str], pipe: Connection) -> None:
    loop = uvloop.new_event_loop()
    try:
        loop.run_until_complete(_serve(parameters, pipe))
    except EOFError:
        pass


class CloudProcess:
    """Starts and stops it.

    Args:
        parameters: SSM parameters, full name → value.
    """

    def __init__(self, parameters: dict[str, str]) -> None:
        self._pipe, theirs = _SPAWN.Pipe()
        self._process = _SPAWN.Process(target=_main, args=(parameters, theirs), daemon=True)
        self._process.start()
        theirs.close()
        self.port: int = self._pipe.recv()
        self.endpoint = f"http://127.0.0.1:{self.port}"
        self._door = Door(self.port)

    def ask(self, verb: str, **given: Any) -> Any:
        """Use the bench's door."""
        return self._door.ask(verb, **given)

    def stop(self) -> None:
        """End it."""
        self._pipe.send("stop")
        self._process.join(2)
        if self._process.is_alive():
            self._process.terminate()


class Door:
    """A kept-alive connection to ``/-/``."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def ask(self, verb: str, **given: Any) -> Any:
        """Call and return the answer."""
        self._connection.request("POST", f"/-/{verb}", json.dumps(given))
        return json.loads(self._connection.getresponse().read())
