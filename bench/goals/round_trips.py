"""SQL round trips per inbound message, counted on the wire, and what they cost when each takes 2 ms."""

import json
from collections.abc import Callable
from time import perf_counter

import psycopg
from tests.fakes import FakeBus, FakeQueues
from tests.fixtures.server import with_database

from bench.functions import Function
from bench.load import post, send_all
from bench.machine import Company, Machine, event_of, new_phone, webhook
from bench.measure import interleaved, median, ratio_of
from bench.naive import store_naively
from bench.relay import Relay
from bench.table import Line
from central.db.database import PostgresDatabase
from central.intake.store import ingest
from central.platforms.base import InboundItem
from central.platforms.registry import platform

_REPEATS = 60
_DELAY_SECONDS = 0.002


def _call(function: Function, company: Company, phones: list[str]) -> float:
    """Store a batch and return its seconds."""
    done = function.call([event_of(company, phones)])
    assert done.answers == [{"batchItemFailures": []}], done.answers
    return done.wall


def measure_counts(machine: Machine) -> list[Line]:
    """Count them: new and known contacts, alone and in batches of ten; the baseline's beside them."""
    company = machine.company()
    relay = Relay(machine.server.port)
    function = machine.function("process_inbound", database_url=_through(machine.app_url, relay))
    phones = [new_phone() for _ in range(10)]
    _call(function, company, [new_phone()])  # connects

    def trips(batch: list[str]) -> float:
        before = relay.trips
        _call(function, company, batch)
        return (relay.trips - before) / len(batch)

    ours = {
        "a new contact's message": trips(phones[:1]),
        "a known contact's message": trips(phones[:1]),
        "a batch of ten new contacts": trips([new_phone() for _ in range(10)]),
        "a batch of ten known contacts": trips([phones[0]] * 10),
    }
    machine.release(function)
    theirs = _baseline_trips(machine, relay)
    relay.stop()
    names = list(ours)
    limits = {names[0]: (2.0, 1.0), names[1]: (2.0, 1.0), names[2]: (0.2, 0.2), names[3]: (0.2, 0.2)}
    return [
        Line(
            f"SQL round trips: {name}",
            f"{value:g}",
            f"baseline {theirs[number % 2]:g}",
            value,
            *limits[name],
        )
        for number, (name, value) in enumerate(ours.items())
    ]


def _baseline_trips(machine: Machine, relay: Relay) -> tuple[float, float]:
    """New and known contact. The pool is warm: statements are prepared, the connection is there."""
    machine.baseline_agents()
    server = machine.start_baseline(url=_through(machine.baseline_url, relay))
    company = machine.company(agents=0)

    def trips(phone: str) -> float:
        one = webhook(company, phone)
        before = relay.trips
        answers = send_all(
            server.port, [post("/webhook", one.raw, {"x-hub-signature-256": one.signature})], connections=1
        )
        assert list(answers.statuses) == [200]
        return relay.trips - before

    known = new_phone()
    for _ in range(3):
        trips(new_phone())
        trips(known)
    counted = trips(new_phone()), trips(known)
    machine.release(server)
    return counted


def measure_time(machine: Machine) -> list[Line]:
    """Time storing a new contact's message, alone and in a batch of ten, with 2 ms added to every database trip.

    The naive transaction stores and no more: it puts nobody in line, rings no queue and publishes nothing. So what is
    judged alone is a message to a number where the bot answers first, up to the commit. The same where it is queued in
    the transaction that stores it (ticket, protocol, place in line, looking for somebody free) and the whole handler
    (queues, bus, and the trip that forgets what was published) are shown; in the batch of ten everybody is queued.
    """
    relay = Relay(machine.server.port, _DELAY_SECONDS)
    function = machine.function("process_inbound", database_url=_through(machine.app_url, relay))
    database = PostgresDatabase(lambda: _through(machine.app_url, relay), queues=FakeQueues(), bus=FakeBus())
    company, bots_first = machine.company(), machine.company()
    machine.owner.execute("update channels set entry_mode = 'bot' where id = %s", (bots_first.channel["id"],))
    machine.baseline_agents()
    _call(function, company, [new_phone()])

    def ours(size: int, company: Company = company) -> float:
        items = _items(company, [new_phone() for _ in range(size)])
        return _timed(lambda: _store(database, items)) / size

    with psycopg.connect(_through(machine.baseline_url, relay), autocommit=True) as connection:

        def naive() -> float:
            phone, external_id = new_phone(), new_phone()
            return _timed(lambda: store_naively(connection, phone, external_id))

        sides: dict[str, Callable[[], float]] = {
            "naive": naive,
            "a new contact's message": lambda: ours(1, bots_first),
            "the same, queued": lambda: ours(1),
            "ten at once, queued": lambda: ours(10),
            "the whole handler, alone": lambda: _call(function, company, [new_phone()]),
        }
        rounds = interleaved({name: _repeated(work) for name, work in sides.items()})
    database.close()
    machine.release(function)
    relay.stop()
    naive_times = rounds.pop("naive")
    shown = {"the same, queued", "the whole handler, alone"}
    against = f"naive transaction {median(naive_times) * 1000:.1f} ms"
    return [
        Line(
            f"time with 2 ms per trip: {name}",
            f"{median(times) * 1000:.2f} ms",
            against,
            ratio_of(times, naive_times),
            *((None, None) if name in shown else (1 / 4, 1 / 6)),
        )
        for name, times in rounds.items()
    ]


def _items(company: Company, phones: list[str]) -> list[InboundItem]:
    adapter = platform("whatsapp")
    records = event_of(company, phones)["Records"]
    return [item for record in records for item in adapter.parse_item(json.loads(record["body"]))]


def _store(database: PostgresDatabase, items: list[InboundItem]) -> None:
    rows = ingest(database, items, grouping_seconds=2, correlation_id="bench")
    assert sum(row.outcome == "stored" for row in rows) == len(items)


def _repeated(work: Callable[[], float]) -> Callable[[int], float]:
    def run(_: int) -> float:
        work()
        # The fastest: neighbours on the machine slow work down, and hardly the waiting that most of the naive side is.
        return min(work() for _ in range(_REPEATS))

    return run


def _timed(work: Callable[[], None]) -> float:
    begun = perf_counter()
    work()
    return perf_counter() - begun


def _through(url: str, relay: Relay) -> str:
    """Return the address through the relay."""
    parts = psycopg.conninfo.conninfo_to_dict(url)
    base = f"postgresql://{parts['user']}:{parts['password']}@127.0.0.1:{relay.port}/x"
    return with_database(base, str(parts["dbname"]))
