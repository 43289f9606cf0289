"""Claims from several connections at once, the pace of a number, and what the sweep finds."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any
from uuid import UUID

import psycopg
import pytest
from tests.fakes import FakeBus, FakeQueues
from tests.fixtures.delivery import Desk, make_desk
from tests.fixtures.factories import Owner, make_conversation
from tests.fixtures.patient import patient_database
from tests.fixtures.server import TestDatabase

from central.delivery import store
from central.ports import Ports


@pytest.fixture
def desk(owner: Owner, ports: Ports) -> Desk:
    return make_desk(owner, ports)


_CLAIM = "select claim_next_message(%s, %s, 60, 6, 24)"


def claims_at_once(url: str, account_id: UUID, lanes: list[UUID]) -> list[dict[str, Any]]:
    """One connection per lane entry, all claiming at the same moment."""
    barrier = threading.Barrier(len(lanes))

    def claim(lane: UUID) -> dict[str, Any]:
        with psycopg.connect(url, autocommit=True, prepare_threshold=None) as connection:
            barrier.wait()
            row = connection.execute(_CLAIM, (account_id, lane)).fetchone()
            assert row is not None
            answer: dict[str, Any] = row[0]
            return answer

    with ThreadPoolExecutor(len(lanes)) as pool:
        return list(pool.map(claim, lanes))


def test_eight_workers_claim_one_lane_once(desk: Desk, postgres: TestDatabase) -> None:
    for _round in range(5):
        message = desk.message()
        answers = claims_at_once(postgres.app_url, desk.account["id"], [desk.conversation["id"]] * 8)
        assert sorted(answer["state"] for answer in answers) == ["claimed"] + ["waiting"] * 7
        assert len(desk.attempts(message)) == 1
        desk.owner.execute("update messages set status = 'sent' where id = %s", (message["id"],))
        desk.owner.execute("update delivery_attempts set state = 'accepted', outcome = 'accepted'")


def test_pressing_retry_twice_makes_one_attempt(desk: Desk, postgres: TestDatabase) -> None:
    message = desk.message()
    desk.owner.execute("update messages set status = 'failed' where id = %s", (message["id"],))
    barrier = threading.Barrier(2)

    def press(_: int) -> int:
        with psycopg.connect(postgres.owner_url, autocommit=True) as connection:
            barrier.wait()
            return connection.execute(
                "update messages set status = 'pending' where id = %s and status in ('failed', 'unknown')",
                (message["id"],),
            ).rowcount

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(press, range(2))) == [0, 1]
    desk.drain()
    desk.drain()
    assert len(desk.fake.ledger) == len(desk.attempts(message)) == 1


@pytest.mark.parametrize("per_second", [1, 7, 80])
def test_never_more_than_the_numbers_pace_in_any_second(desk: Desk, postgres: TestDatabase, per_second: int) -> None:
    """Slots of many lanes claimed from several connections: in every window of one second at most so many."""
    desk.owner.execute("update channels set messages_per_second = %s", (per_second,))
    lanes = [make_conversation(desk.owner, desk.channel)["id"] for _ in range(24)]
    for lane in lanes:
        desk.message("x", {"account_id": desk.account["id"], "channel_id": desk.channel["id"], "id": lane})
    slots: list[datetime] = []
    waiting = lanes
    for _ in range(60):
        answers = []
        for start in range(0, len(waiting), 8):
            answers += claims_at_once(postgres.app_url, desk.account["id"], waiting[start : start + 8])
        slots += [datetime.fromisoformat(answer["slot"]) for answer in answers if answer["state"] == "claimed"]
        assert all(answer["state"] == "claimed" or answer["reason"] == "pace" for answer in answers)
        waiting = [lane for lane, answer in zip(waiting, answers, strict=True) if answer["state"] == "waiting"]
        if not waiting:
            break
        # The clock goes on by a second for the number; slots are compared on the same shifted axis.
        desk.owner.execute("update channel_pacing set next_send_at = next_send_at - interval '1 second'")
        slots = [slot - timedelta(seconds=1) for slot in slots]
    assert len(slots) == len(lanes)
    slots.sort()
    for first, last in zip(slots, slots[per_second:], strict=False):
        assert last - first >= timedelta(seconds=1) - timedelta(microseconds=per_second)
    assert all(later > earlier for earlier, later in pairwise(slots))


def test_the_sweep_finds_what_a_lost_doorbell_left(desk: Desk) -> None:
    message = desk.message()
    assert desk.due_lanes() == []
    desk.let_time_pass(15.0)
    expected = [(desk.account["id"], desk.conversation["id"])]
    assert desk.due_lanes() == expected
    claimed = store.claim_next(desk.ports.database, desk.account["id"], desk.conversation["id"])
    assert claimed.state == "claimed"
    assert desk.due_lanes() == []
    desk.let_time_pass(1000.0)
    assert desk.due_lanes() == expected
    desk.owner.execute("update channel_pacing set blocked_until = now() + interval '1 minute'")
    desk.owner.execute("update delivery_attempts set state = 'refused', outcome = 'wait'")
    assert desk.due_lanes() == []
    desk.owner.execute("update channel_pacing set blocked_until = null")
    assert desk.due_lanes() == expected
    desk.owner.execute("update messages set status = 'sent' where id = %s", (message["id"],))
    assert desk.due_lanes() == []


def test_the_sweep_comes_again_while_something_waits(desk: Desk) -> None:
    assert not desk.sweep_comes_again()
    desk.fake.script.append((429, {"retry-after": "600"}, b""))
    desk.message()
    desk.drain()
    assert desk.due_lanes() == []
    assert desk.sweep_comes_again()
    desk.let_time_pass(601.0)
    desk.drain()
    assert not desk.sweep_comes_again()


def test_a_message_costs_three_round_trips(desk: Desk, postgres: TestDatabase) -> None:
    desk.message()
    database = patient_database(postgres.app_url, FakeQueues(), FakeBus())
    connection = database.lookup()
    statements: list[str] = []
    original = connection.execute

    def counting(query: Any, *arguments: Any, **options: Any) -> Any:
        statements.append(str(query))
        return original(query, *arguments, **options)

    connection.execute = counting  # type: ignore[method-assign]
    ports = Ports(database, desk.ports.queues, desk.ports.bus, desk.ports.sockets, desk.ports.blobs, desk.ports.secrets)
    desk.ports = ports
    desk.drain()
    database.close()
    assert len(statements) == 4, "claim, begin, finish, and the claim that finds the lane empty"
