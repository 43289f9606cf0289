"""The event log: no gaps, no doubles, and resuming by REST."""

import random
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from central.call import system_call
from central.events import Update
from central.ports import Ports
from central.realtime import service
from central.realtime.pushing import push_account
from tests.fakes import FakeBus, FakeQueues, FakeSockets
from tests.fixtures.desk import Desk, make_connection, make_desk, make_served
from tests.fixtures.factories import (
    Owner,
    make_message,
)
from tests.fixtures.patient import patient_database
from tests.fixtures.realtime import Browser, frames
from tests.fixtures.server import TestDatabase
from tests.handlers.rest_client import Client, token_of


@pytest.fixture
def desk(owner: Owner) -> Desk:
    return make_desk(owner)


def test_parallel_writers_leave_no_gap(
    ports: Ports, owner: Owner, desk: Desk, postgres: TestDatabase, queues: FakeQueues, bus: FakeBus
) -> None:
    """R23: eight writers that commit in random order; a reader's cursor never passes an event it did not get."""
    rows = [make_served(owner, desk, desk.ana) for _ in range(8)]
    call = system_call(desk.account["id"])
    writing = threading.Event()
    chance = random.Random(7)
    pauses = [[chance.random() * 0.004 for _ in range(25)] for _ in rows]

    def write(number: int) -> None:
        database = patient_database(postgres.app_url, queues, bus)
        writing.wait()
        for pause in pauses[number]:
            with database.transaction(call) as transaction:
                transaction.one("select pg_sleep(%(pause)s)", pause=pause)
                transaction.push(
                    Update("ticket_updated", rows[number]["id"]), Update("ticket_updated", rows[number]["id"])
                )
        database.close()

    seen: list[int] = []
    admin = desk.admin_call
    with ThreadPoolExecutor(8) as pool:
        tasks = [pool.submit(write, number) for number in range(8)]
        writing.set()
        at = 0
        while not all(task.done() for task in tasks) or service.read_events(ports, admin, None)["last_sequence"] > at:
            page = service.read_events(ports, admin, at, limit=7)
            assert not page["reset"]
            seen += [item["sequence"] for item in page["items"]]
            at = int(page["next_cursor"] or page["last_sequence"])
        for task in tasks:
            task.result()
    assert seen == list(range(1, 401))


def test_a_browser_that_drops_frames_has_everything_after_resuming(
    client: Client, ports: Ports, owner: Owner, desk: Desk, sockets: FakeSockets
) -> None:
    """R21: cut at random 40 times while 50 events happen; no event is missing, none comes twice."""
    row = make_served(owner, desk, desk.ana)
    hidden = make_served(owner, desk, desk.bia)
    rest = client.by_token(token_of(owner, desk.account, desk.ana))
    make_connection(owner, desk, desk.ana, "ana")
    chance = random.Random(11)

    def resume(after: int) -> dict[str, Any]:
        page: dict[str, Any] = rest.get("/api/v1/events", query={"after": after, "limit": 5}).json
        return page

    browsers = [Browser(resume, 0) for _ in range(40)]
    for number in range(50):
        target = hidden if number % 5 == 4 else row
        with ports.database.transaction(system_call(desk.account["id"])) as transaction:
            transaction.push(Update("ticket_updated", target["id"]))
        if chance.random() < 0.6:
            push_account(ports, desk.account["id"])
        for frame in frames(sockets, "ana"):
            for browser in browsers:
                if chance.random() < 0.7:
                    browser.take(frame)
        sockets.frames.clear()
    for browser in browsers:
        browser.catch_up()
    whole = [item["sequence"] for item in service.read_events(ports, desk.call(desk.ana), 0)["items"]]
    assert len(whole) == 50
    for browser in browsers:
        assert browser.events == whole
        assert browser.at == 50
    assert max(browser.resumed for browser in browsers) > 1, "frames were really missed"


def test_resuming_is_filtered_and_ends_with_a_reset(client: Client, ports: Ports, owner: Owner, desk: Desk) -> None:
    row = make_served(owner, desk, desk.bia)
    message = make_message(owner, row, text="só da Bia")
    with ports.database.transaction(system_call(desk.account["id"])) as transaction:
        transaction.push(Update("new_message", row["id"], message["id"]))
        transaction.push(Update("ticket_updated", row["id"]))
        transaction.push(Update("presence", user_id=desk.bia["id"], data={"state": "busy"}))
    ana, bia = (client.by_token(token_of(owner, desk.account, user)) for user in (desk.ana, desk.bia))
    seen = ana.get("/api/v1/events", query={"after": 0})
    assert "só da Bia" not in seen.text
    assert [item["type"] for item in seen.json["items"]] == ["ticket_updated", "presence"]
    assert seen.json["items"][0]["data"] == {"removed": True}
    assert [item["type"] for item in bia.get("/api/v1/events", query={"after": 0}).json["items"]] == [
        "new_message",
        "ticket_updated",
        "presence",
    ]
    where = ana.get("/api/v1/events").json
    assert where == {"items": [], "next_cursor": None, "last_sequence": 3, "reset": False}
    assert ana.get("/api/v1/events", query={"after": 3}).json["reset"] is False
    assert ana.get("/api/v1/events", query={"after": 9}).json["reset"] is True
    owner.execute("update account_events set occurred_at = now() - interval '25 hours' where sequence < 3")
    assert ana.get("/api/v1/events", query={"after": 0}).json == {
        "items": [],
        "next_cursor": None,
        "last_sequence": 3,
        "reset": True,
    }
    assert ana.get("/api/v1/events", query={"after": 2}).json["reset"] is False
    owner.execute("delete from account_events where sequence < 3")
    assert ana.get("/api/v1/events", query={"after": 1}).json["reset"] is True
    for wrong in ("-1", "x", str(2**63)):
        assert ana.get("/api/v1/events", query={"after": wrong}).status == 422
