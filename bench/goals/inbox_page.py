"""The inbox page of fifty among 300,000 conversations, beside a primary-key select made the same way."""

from time import perf_counter
from typing import Any
from uuid import UUID

from tests.fakes import FakeBlobs, FakeBus, FakeQueues, FakeSecrets, FakeSockets
from tests.fixtures.factories import default_queue

from bench.history import settle, write_company
from bench.machine import Machine
from bench.measure import interleaved, median, percentile, ratio_of
from bench.table import Line
from central.call import Actor, Call, Sight
from central.conversations.model import Filter
from central.conversations.service import list_conversations
from central.db.database import PostgresDatabase
from central.ids import new_id
from central.ports import Ports

_CONVERSATIONS = 300_000
_REPEATS = 150
_PAGE = 50
_DEPTH = 10_000


def measure(machine: Machine) -> list[Line]:
    """As an administrator who sees everything, and as an agent who sees their own; newest first, and deep down."""
    account, agents = write_company(machine.owner, machine.product_url, _CONVERSATIONS, large=True)
    settle(machine.owner)
    queues, bus = FakeQueues(), FakeBus()
    database = PostgresDatabase(lambda: machine.app_url, queues=queues, bus=bus)
    ports = Ports(database, queues, bus, FakeSockets(), FakeBlobs(), FakeSecrets())
    row = machine.owner.execute(
        "select id from conversations where account_id = %s limit 1", (account["id"],)
    ).fetchone()
    assert row is not None
    boss = _call(account["id"], Actor("user", agents[0]["id"], "admin"))
    # What an agent sees comes with their session.
    queue = default_queue(machine.owner, account)["id"]
    agent = _call(
        account["id"], Actor("user", agents[1]["id"], "agent", sight=Sight(queue_ids=frozenset({str(queue)})))
    )
    closed = Filter(status="closed")
    deep = _cursor_at(ports, boss, closed)

    def page(call: Call, wanted: Filter, cursor: str | None = None) -> None:
        items, _ = list_conversations(ports, call, wanted, cursor=cursor, limit=_PAGE)
        assert len(items) == _PAGE

    def primary_key() -> None:
        with database.transaction(boss) as transaction:
            assert transaction.one("select * from conversations where id = %(id)s", id=row["id"])

    sides = {
        "primary key": primary_key,
        "open": lambda: page(boss, Filter()),
        "closed, deep": lambda: page(boss, closed, deep),
        "an agent's own": lambda: page(agent, Filter(status=None)),
    }
    rounds = interleaved({name: _repeat(work) for name, work in sides.items()})
    database.close()
    anchor = rounds.pop("primary key")
    against = f"primary key {median(anchor) * 1000:.2f} ms"
    return [
        Line(
            f"inbox page of {_PAGE} at {_CONVERSATIONS:,}, {name}".replace(",", " ", 1),
            f"{median(times) * 1000:.2f} ms",
            against,
            ratio_of(times, anchor),
            15,
            6,
        )
        for name, times in rounds.items()
    ]


def _repeat(work: Any) -> Any:
    def run(_: int) -> float:
        work()
        times = []
        for _number in range(_REPEATS):
            begun = perf_counter()
            work()
            times.append(perf_counter() - begun)
        return percentile(times, 0.1)  # the fastest tenth: neighbours on the machine hit long work more than short

    return run


def _call(account_id: UUID, actor: Actor) -> Call:
    return Call(account_id, actor, str(new_id()))


def _cursor_at(ports: Ports, call: Call, wanted: Filter) -> str:
    """The cursor of the page that begins at the ten-thousandth conversation."""
    cursor: str | None = None
    for _ in range(_DEPTH // 100):
        _, cursor = list_conversations(ports, call, wanted, cursor=cursor, limit=100)
    assert cursor is not None
    return cursor
