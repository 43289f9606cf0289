"""On the local stack, over HTTP and WebSocket: what a platform and an agent's browser see; what the engine takes."""

import json
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from itertools import count

import psycopg
from tests.fixtures.inbound import entry, sign, text_message, webhook_body
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from bench.load import Answers, post, send_all
from bench.local_stack import LocalStack, running_stack
from bench.machine import Machine
from bench.measure import percentile
from bench.table import Line

_PER_SECOND, _SECONDS, _EMPTY_SECONDS, _WARM_SECONDS = 100, 60, 8, 6
_BESIDE = 5
_PACED, _AT_ONCE = 30, 200
_NEW_EVERY = 20  # one message in so many is somebody's first; 300 customers within the minute
_WAIT_SECONDS = 120.0
# Other numbers than those of the last run: the stack's data stay.
_START, _phones = 60_000_000 + int(time.time()) % 300_000 * 100, count()


def measure(_: Machine) -> list[Line]:
    """Start a stack of our own and measure; a stack that does not start is a line without a measurement."""
    try:
        with running_stack() as stack:
            return _measure(stack)
    except RuntimeError as error:
        return [Line("local stack", "–", note=str(error))]


def _measure(stack: LocalStack) -> list[Line]:
    _make_room(stack)
    port, path = stack.empty_function()
    # As many workers as the load wants are started before it: a start takes most of a second of one processor.
    _paced(stack.port, [_webhook(stack, phone)[1] for phone in _customers(_PER_SECOND * _WARM_SECONDS)], _PER_SECOND)
    _wait_until_pushed(stack)
    send_all(port, [post(path, b"{}", {})] * 20, connections=4)
    empty = _paced(port, [post(path, b"{}", {})] * (_PER_SECOND * _EMPTY_SECONDS), _PER_SECOND)
    number = _PER_SECOND * _SECONDS
    stored = _count_stored(stack)
    posts = [_webhook(stack, phone)[1] for phone in _customers(number)]
    with ThreadPoolExecutor(1) as pool:
        # A few calls of the empty handler beside the load: what they wait for is the engine's and the machine's.
        beside = pool.submit(_paced, port, [post(path, b"{}", {})] * (_BESIDE * _SECONDS), _BESIDE)
        accepted = _paced(stack.port, posts, _PER_SECOND)
        meanwhile = beside.result()
    lag = _wait_until_stored(stack, stored + number)
    _wait_until_pushed(stack)
    paced, last = _to_the_socket(stack)
    against = (
        f"empty handler {_ms(empty, 0.5):.0f}/{_ms(empty, 0.95):.0f} ms,"
        f" meanwhile {_ms(meanwhile, 0.5):.0f}/{_ms(meanwhile, 0.95):.0f}"
    )
    refused = sum(status != 200 for status in accepted.statuses)
    return [
        *(
            line
            for share, limit in ((0.5, 50), (0.95, 250))
            for line in _accepted(_ms(accepted, share), _ms(meanwhile, share), f"p{share * 100:.0f}", limit, against)
        ),
        Line("local stack: seconds until the last of them is stored", f"{lag:.1f} s", "", lag),
        Line("local stack: webhooks refused", f"{refused}/{len(accepted.statuses)}", "", refused, 0, 0),
        Line("local stack: webhook → socket, 2/s, p50/p95", f"{percentile(paced, 0.5) * 1000:.0f}/"
             f"{percentile(paced, 0.95) * 1000:.0f} ms", "", percentile(paced, 0.5) * 1000),
        Line(f"local stack: {_AT_ONCE} at once, last push", f"{last:.1f} s", "", last),
    ]  # fmt: skip


def _accepted(seen: float, meanwhile: float, which: str, limit: float, against: str) -> list[Line]:
    """Milliseconds as seen, which the engine decides; and what is ours of them, which is judged.

    The local engine and all functions share this machine's processors. A call of an empty handler in the same moment
    waits for them as well; what a webhook takes beyond that is ours.
    """
    what = f"local stack: webhook, {_PER_SECOND}/s for {_SECONDS} s, {which}"
    ours = seen - meanwhile
    return [
        Line(what, f"{seen:.0f} ms", against, seen),
        Line(
            f"{what}, ours of it", f"{ours:.0f} ms", f"empty handler meanwhile {meanwhile:.0f} ms", ours, limit, limit
        ),
    ]


def _ms(answers: Answers, share: float) -> float:
    return percentile(answers.seconds, share) * 1000


def _paced(port: int, requests: Sequence[bytes], per_second: float) -> Answers:
    return send_all(port, requests, connections=32, times=[one / per_second for one in range(len(requests))])


def _customers(number: int) -> list[str]:
    """Who writes each of so many messages: customers come one after the other, and who came goes on writing."""
    came: list[str] = []
    writes = []
    for one in range(number):
        if one % _NEW_EVERY == 0:
            came.append(f"55119{_START + next(_phones)}")
        # A step that has no factor in common with the number of customers reaches all of them in turn.
        writes.append(came[-1] if one % _NEW_EVERY == 0 else came[one * 7919 % len(came)])
    return writes


def _webhook(stack: LocalStack, phone: str | None = None) -> tuple[str, bytes]:
    """A message of a new contact, or of ``phone``: the contact's name, and the request."""
    phone = phone or f"55119{_START + next(_phones)}"
    name = f"Cliente {phone}"
    channel = {"external_id": stack.phone_number_id, "business_id": "1"}
    raw = webhook_body(entry(channel, text_message(wa_id=phone, name=name)))
    return name, post("/webhooks/whatsapp", raw, {"x-hub-signature-256": sign(raw, stack.secret)})


def _make_room(stack: LocalStack) -> None:
    """Let the demo's agents take a hundred conversations each, and forget what an earlier bench left."""
    with psycopg.connect(stack.description["database_url"], autocommit=True) as owner:
        owner.execute("delete from contacts where name like 'Cliente 55119________'")
        owner.execute("update queues set agent_limit = 100")
        owner.execute("vacuum analyze")


def _count_stored(stack: LocalStack) -> int:
    with psycopg.connect(stack.description["database_url"]) as owner:
        row = owner.execute("select count(*) from messages where direction = 'in'").fetchone()
    assert row is not None
    return int(row[0])


def _wait_until_stored(stack: LocalStack, number: int) -> float:
    """Wait until the queue is drained, so that the next measure starts calm; return the seconds that took."""
    begun = time.monotonic()
    while _count_stored(stack) < number:
        if time.monotonic() - begun > _WAIT_SECONDS:
            raise RuntimeError(f"accepted messages were not stored within {_WAIT_SECONDS:.0f} s")
        time.sleep(0.1)
    return time.monotonic() - begun


def _wait_until_pushed(stack: LocalStack) -> None:
    """Wait until no account has events to push, or the next measure would wait in their line."""
    deadline = time.monotonic() + _WAIT_SECONDS
    with psycopg.connect(stack.description["database_url"], autocommit=True) as owner:
        while (
            owner.execute("select from account_sequences where pushed_sequence < last_sequence").fetchone() is not None
        ):
            if time.monotonic() > deadline:
                raise RuntimeError(f"events were not pushed within {_WAIT_SECONDS:.0f} s")
            time.sleep(0.1)


def _to_the_socket(stack: LocalStack) -> tuple[list[float], float]:
    """Seconds from each paced webhook to the browser, and from the first of many at once to the last."""
    login = stack.description["logins"][0]
    session = stack.api("POST", "/session", {"email": login["email"], "password": login["password"]})
    told: dict[str, float] = {}
    with connect(stack.socket_address(session["token"]), max_size=None) as socket:

        def listen() -> None:
            with suppress(ConnectionClosed):
                for text in socket:
                    for name in _names(json.loads(text)):
                        told.setdefault(name, time.perf_counter())

        threading.Thread(target=listen, daemon=True).start()
        stack.api("PUT", "/me/presence", {"state": "online"}, session["token"])
        paced = [_webhook(stack) for _ in range(_PACED)]
        times = [number / 2 for number in range(_PACED)]
        begun = time.perf_counter()
        send_all(stack.port, [request for _, request in paced], connections=8, times=times)
        _wait(told, [name for name, _ in paced])
        seconds = [told[name] - begun - at for (name, _), at in zip(paced, times, strict=True)]
        burst = [_webhook(stack) for _ in range(_AT_ONCE)]
        begun = time.perf_counter()
        send_all(stack.port, [request for _, request in burst], connections=32)
        _wait(told, [name for name, _ in burst])
        return seconds, max(told[name] for name, _ in burst) - begun


def _wait(told: dict[str, float], names: Sequence[str]) -> None:
    deadline = time.monotonic() + _WAIT_SECONDS
    while missing := sum(name not in told for name in names):
        if time.monotonic() > deadline:
            raise RuntimeError(f"the browser was not told of {missing} of {len(names)} conversations")
        time.sleep(0.02)


def _names(frame: dict[str, object]) -> list[str]:
    """Names of the contacts whose conversation a frame carries."""
    events = frame.get("events")
    if not isinstance(events, list):
        return []
    return [event["data"]["conversation"]["contact"]["name"] for event in events if event["data"].get("conversation")]
