"""What a million inbound messages cost on AWS: calls counted by the stand-in for AWS, priced by Amazon's list.

One message in five opens a conversation; one browser is connected (one push each). Counted is what an inbound message
causes, the bot's greeting included; sending that greeting is an outbound message and priced as such by nobody here.
Prices: us-east-1, arm64, 512 MB. A call is billed for its CPU time at the share of a processor that 512 MB buy, and
3 ms for every call to AWS or the database.
"""

from typing import Any

from tests.fixtures.server import with_database

from bench.functions import Calls, Function, http_event
from bench.machine import Machine, new_phone, webhook
from bench.relay import Relay
from bench.table import Line

HTTP_API = 1.00  # all in USD per million
LAMBDA = 0.20
EVENT = 1.00
FIFO_REQUEST = 0.50
STANDARD_REQUEST = 0.40
SOCKET_MESSAGE = 1.00
GB_SECOND = 0.0000133334
LOG_BYTE = 0.50 / 1e9
_MEMORY_MB = 512
_MEMORY_OF_A_PROCESSOR_MB = 1769
_SECONDS_PER_CALL_OUT = 0.003
# What Lambda itself logs of a call (START, END, REPORT).
_LAMBDA_LOG_BYTES = 330
_CONTACTS, _MESSAGES_EACH = 20, 5
_FUNCTIONS = {
    "process_inbound": "inbound.fifo",
    "push_updates": "push",
    "answer_conversation": "answer",
    "route_tickets": "routing",
}


def measure(machine: Machine) -> list[Line]:
    """Judge the busy hour (batches of ten, as the queue makes them); show the quiet one, where nothing is batched."""
    busy, parts = _cost(machine, together=10)
    quiet, _ = _cost(machine, together=1)
    note = "busy hour: " + ", ".join(f"{name} {value:.2f}" for name, value in parts.items())
    return [
        Line("cost per million inbound, batches of ten", f"USD {busy:.2f}", "", busy, 6, 4, note=note),
        Line("cost per million inbound, nothing batched", f"USD {quiet:.2f}", "", quiet),
    ]


def _cost(machine: Machine, *, together: int) -> tuple[float, dict[str, float]]:
    cloud = machine.cloud
    relay = Relay(machine.server.port)
    base = f"postgresql://central_app:app@127.0.0.1:{relay.port}/x"  # pragma: allowlist secret
    url = with_database(base, "bench_product")
    accepting = machine.function("webhook_whatsapp")
    workers = {name: machine.function(name, database_url=url, MESSAGE_GROUPING_DELAY="0") for name in _FUNCTIONS}
    company = machine.company(agents=4, agent_limit=100, connected=1)
    cloud.ask("reset")  # what another goal left in the queues
    _round(machine, accepting, workers, [webhook(company, new_phone())])  # connects, reads secrets
    cloud.ask("reset")
    trips = relay.trips
    logged = {one: one.log_bytes() for one in (accepting, *workers.values())}
    phones = [new_phone() for _ in range(_CONTACTS)]
    posts = [webhook(company, phone) for _ in range(_MESSAGES_EACH) for phone in phones]
    posts = _mixed(posts)
    done: list[Calls] = []
    for start in range(0, len(posts), together):
        done += _round(machine, accepting, workers, posts[start : start + together])
    counts = cloud.ask("counts")
    trips = relay.trips - trips
    log_bytes = sum(one.log_bytes() - before for one, before in logged.items())
    machine.release(accepting, *workers.values())
    relay.stop()
    cloud.ask("reset")
    parts = _price(counts, done, trips, log_bytes, len(posts))
    return sum(parts.values()), parts


def _mixed(posts: list[Any]) -> list[Any]:
    """Spread the contacts' first messages evenly; each contact's own order stays."""
    turns = [posts[start : start + _CONTACTS] for start in range(0, len(posts), _CONTACTS)]
    # Contact n begins in turn n: a new one after every fifth message.
    places = [(turn, contact) for turn in range(_MESSAGES_EACH) for contact in range(_CONTACTS)]
    places.sort(key=lambda place: (place[1] * _MESSAGES_EACH + place[0] * 3, place[1]))
    return [turns[turn][contact] for turn, contact in places]


def _round(machine: Machine, accepting: Function, workers: dict[str, Function], posts: list[Any]) -> list[Calls]:
    """Accept these, then work off every queue until all are empty."""
    done = [accepting.call([http_event(one.raw, one.signature) for one in posts])]
    working = True
    while working:
        working = False
        for name, queue in _FUNCTIONS.items():
            event = machine.cloud.ask("receive", queue=queue, most=10, seconds=0)
            if not event["Records"]:
                continue
            working = True
            calls = workers[name].call([event])
            failed = [one["itemIdentifier"] for one in calls.answers[0]["batchItemFailures"]]
            assert not failed, (name, workers[name].log.read_text()[-3000:])
            ids = [record["messageId"] for record in event["Records"]]
            machine.cloud.ask("done", queue=queue, ids=ids, failed=failed)
            done.append(calls)
    return done


def _price(
    counts: dict[str, dict[str, int]], done: list[Calls], trips: int, log_bytes: int, messages: int
) -> dict[str, float]:
    """USD per million messages, by item."""
    calls, units = counts["calls"], counts["units"]
    requests = {
        fifo: sum(
            number
            for name, number in calls.items()
            if name.split(" ")[0] in ("send", "receive", "delete") and name.endswith(".fifo") == fifo
        )
        for fifo in (True, False)
    }
    outside = trips + sum(number for name, number in calls.items() if "." in name.split(" ")[0])
    invocations = sum(one.count for one in done)
    busy = sum(one.cpu for one in done) * max(1.0, _MEMORY_OF_A_PROCESSOR_MB / _MEMORY_MB)
    seconds = busy + outside * _SECONDS_PER_CALL_OUT
    per_message = 1 / messages
    logs = log_bytes + invocations * _LAMBDA_LOG_BYTES
    return {
        "HTTP API": HTTP_API,
        "Lambda calls": LAMBDA * invocations * per_message,
        "Lambda time": seconds * _MEMORY_MB / 1024 * GB_SECOND * 1e6 * per_message,
        "SQS FIFO": FIFO_REQUEST * requests[True] * per_message,
        "SQS": STANDARD_REQUEST * requests[False] * per_message,
        "EventBridge": EVENT * units.get("events", 0) * per_message,
        "WebSocket": SOCKET_MESSAGE * units.get("websocket", 0) * per_message,
        "logs": logs * LOG_BYTE * 1e6 * per_message,
    }
