"""The push, through its handler and over fake sockets."""

import json
import threading
from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from central.call import system_call
from central.conversations import service as conversations
from central.conversations.outgoing import Outgoing
from central.conversations.sending import send_message
from central.errors import TryLater
from central.events import Update
from central.frozen import changed
from central.ports import Ports
from central.realtime.pushing import push_account
from tests.fakes import FakeBus, FakeQueues, FakeSockets
from tests.fixtures.desk import Desk, make_connection, make_desk, make_served
from tests.fixtures.factories import (
    Owner,
    make_conversation,
    make_message,
    make_ticket,
)
from tests.fixtures.patient import patient_database
from tests.fixtures.realtime import Handler, doorbell, frames, push_event, told
from tests.fixtures.server import TestDatabase


@pytest.fixture
def desk(owner: Owner) -> Desk:
    return make_desk(owner)


def test_what_happens_arrives_as_rest_shows_it(
    handler: Callable[[str], Handler], ports: Ports, owner: Owner, desk: Desk, sockets: FakeSockets
) -> None:
    row = make_served(owner, desk, desk.ana)
    make_connection(owner, desk, desk.ana, "ana-1")
    make_connection(owner, desk, desk.ana, "ana-2")
    make_connection(owner, desk, desk.bia, "bia-1")
    make_connection(owner, desk, desk.admin, "admin-1")
    sent = send_message(ports, desk.call(desk.ana), row["id"], Outgoing(text="Olá"))
    assert handler("push_updates")(doorbell(desk), None) == {"batchItemFailures": []}
    (event,) = told(sockets, "ana-1")
    assert (event["type"], event["sequence"], event["conversation_id"]) == ("new_message", 1, str(row["id"]))
    assert event["data"]["message"] == sent
    assert event["data"]["conversation"] == conversations.get_conversation(ports, desk.call(desk.ana), row["id"])
    assert told(sockets, "ana-2") == [event]
    assert told(sockets, "admin-1")[0]["data"]["message"] == sent
    assert frames(sockets, "bia-1") == [{"type": "events", "after": 0, "until": 1, "events": []}]
    before = len(sockets.frames)
    assert push_account(ports, desk.account["id"]).events == 0
    assert len(sockets.frames) == before, "nothing new, nothing sent"


def test_who_loses_sight_is_told_to_forget(ports: Ports, owner: Owner, desk: Desk, sockets: FakeSockets) -> None:
    from central.queues import service as queues

    row = make_conversation(owner, desk.channel, session="waiting", queue_id=desk.queue["id"])
    make_ticket(owner, row)
    for user, name in ((desk.ana, "ana"), (desk.bia, "bia"), (desk.admin, "admin")):
        make_connection(owner, desk, user, name)
    queues.accept_ticket(ports, desk.call(desk.ana), row["id"])
    push_account(ports, desk.account["id"])
    assert [event["data"] for event in told(sockets, "bia") if event["conversation_id"]] == [{"removed": True}]
    for name in ("ana", "admin"):
        event = told(sockets, name)[-1]
        assert event["type"] == "ticket_assigned"
        assert event["data"]["conversation"]["assignee"]["name"] == "Ana Agente"


def test_a_socket_that_is_gone_slow_or_broken_holds_nobody(
    handler: Callable[[str], Handler], ports: Ports, owner: Owner, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """R20: 410 deletes the row and is not repeated; the others get their frames while one of them hangs."""
    row = make_served(owner, desk, desk.ana)
    for name in ("gone", "broken", "slow", "well-1", "well-2"):
        make_connection(owner, desk, desk.ana, name)
    release = threading.Event()

    class Moody(FakeSockets):
        def send(self, connection_id: str, frame: bytes) -> bool:
            if connection_id == "broken":
                raise TryLater("the socket refused a frame with 500")
            if connection_id == "slow":
                release.wait(60)
            return super().send(connection_id, frame)

    moody = Moody()
    moody.gone.add("gone")
    monkeypatch.setattr("central.realtime.pushing._SEND_SECONDS", 0.3)
    conversations.mark_unread(ports, desk.call(desk.ana), row["id"])
    try:
        pushed = push_account(changed(ports, sockets=moody), desk.account["id"])
    finally:
        release.set()
    assert pushed.gone == 1
    for name in ("well-1", "well-2"):
        assert [event["type"] for event in told(moody, name)] == ["ticket_updated"]
    left = {one["connection_id"] for one in owner.execute("select connection_id from socket_connections").fetchall()}
    assert left == {"broken", "slow", "well-1", "well-2"}


def test_large_events_become_pointers_and_frames_stay_small(
    ports: Ports, owner: Owner, desk: Desk, sockets: FakeSockets
) -> None:
    row = make_served(owner, desk, desk.ana)
    make_connection(owner, desk, desk.ana, "ana")
    long = send_message(ports, desk.call(desk.ana), row["id"], Outgoing(text="ç" * 30_000, private=True))
    for number in range(60):
        send_message(ports, desk.call(desk.ana), row["id"], Outgoing(text=f"{number} " + "é" * 500, private=True))
    push_account(ports, desk.account["id"])
    assert all(len(frame) <= 30_000 for _, frame in sockets.frames)
    sent = frames(sockets, "ana")
    assert len(sent) > 2
    assert [one["after"] for one in sent[1:]] == [one["until"] for one in sent[:-1]]
    assert (sent[0]["after"], sent[-1]["until"]) == (0, 61)
    events = told(sockets, "ana")
    assert [event["sequence"] for event in events] == list(range(1, 62))
    assert events[0]["data"] == {"pointer": {"conversation_id": str(row["id"]), "message_id": long["id"]}}
    assert conversations.get_message(ports, desk.call(desk.ana), events[0]["data"]["pointer"]["message_id"]) == long


def test_a_right_that_ended_ends_the_frames(ports: Ports, owner: Owner, desk: Desk, sockets: FakeSockets) -> None:
    """R22: a revoked session, a disabled member and a lesser role count at the next event, whatever the socket does."""
    row = make_served(owner, desk, desk.bia)
    for user, name in ((desk.ana, "revoked"), (desk.bia, "disabled"), (desk.admin, "lesser")):
        make_connection(owner, desk, user, name)
    owner.execute("update sessions set revoked_at = now() where user_id = %s", (desk.ana["id"],))
    owner.execute("update memberships set active = false where user_id = %s", (desk.bia["id"],))
    owner.execute("update memberships set role = 'agent' where user_id = %s", (desk.admin["id"],))
    with ports.database.transaction(system_call(desk.account["id"])) as transaction:
        transaction.push(Update("ticket_updated", row["id"]))
    push_account(ports, desk.account["id"])
    assert frames(sockets, "revoked") == []
    assert frames(sockets, "disabled") == []
    assert [event["data"] for event in told(sockets, "lesser")] == [{"removed": True}]


def test_pushers_leave_word_for_each_other(
    ports: Ports, owner: Owner, desk: Desk, postgres: TestDatabase, queues: FakeQueues, bus: FakeBus
) -> None:
    """An event that commits while another pusher is at it is pushed by that one, and never twice."""
    row = make_served(owner, desk, desk.ana)
    make_connection(owner, desk, desk.ana, "ana")
    entered, go_on = threading.Event(), threading.Event()

    class Slow(FakeSockets):
        def send(self, connection_id: str, frame: bytes) -> bool:
            entered.set()
            assert go_on.wait(60)
            return super().send(connection_id, frame)

    slow = Slow()
    database = patient_database(postgres.app_url, queues, bus)
    conversations.mark_unread(ports, desk.call(desk.ana), row["id"])
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(push_account, changed(ports, sockets=slow, database=database), desk.account["id"])
        assert entered.wait(60)
        conversations.mark_unread(ports, desk.call(desk.ana), row["id"])
        assert not push_account(ports, desk.account["id"]).taken
        go_on.set()
        assert first.result(60).events == 2
    database.close()
    assert [(f["after"], f["until"]) for f in frames(slow, "ana")] == [(0, 1), (1, 2)]


def test_a_pusher_that_died_is_replaced(ports: Ports, owner: Owner, desk: Desk, sockets: FakeSockets) -> None:
    row = make_served(owner, desk, desk.ana)
    make_connection(owner, desk, desk.ana, "ana")
    conversations.mark_unread(ports, desk.call(desk.ana), row["id"])

    class Dying(FakeSockets):
        def send(self, connection_id: str, frame: bytes) -> bool:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        push_account(changed(ports, sockets=Dying()), desk.account["id"])
    assert not push_account(ports, desk.account["id"]).taken
    owner.execute("update push_leases set leased_until = now()")
    assert push_account(ports, desk.account["id"]).events == 1
    assert len(told(sockets, "ana")) == 1


def test_unreadable_doorbells_are_parked(
    handler: Callable[[str], Handler], owner: Owner, desk: Desk, queues: FakeQueues
) -> None:
    bodies = ("", "[]", '{"account_id": 5}', '{"account_id": "x"}', json.dumps({"account_id": str(desk.account["id"])}))
    assert handler("push_updates")(push_event(*bodies), None) == {"batchItemFailures": []}
    assert len(queues.parked) == 4


def test_a_burst_of_statuses_is_told_once(ports: Ports, owner: Owner, desk: Desk, sockets: FakeSockets) -> None:
    row = make_served(owner, desk, desk.ana)
    make_connection(owner, desk, desk.ana, "ana")
    sent = [make_message(owner, row, direction="out", status="read") for _ in range(5)]
    by_message: dict[str, int] = defaultdict(int)
    with ports.database.transaction(system_call(desk.account["id"])) as transaction:
        for status in ("sent", "delivered", "read"):
            for message in sent:
                transaction.push(Update("message_status", row["id"], message["id"], data={"status": status}))
    push_account(ports, desk.account["id"])
    for event in told(sockets, "ana"):
        by_message[event["data"]["message"]["id"]] += 1
        assert event["data"]["message"]["status"] == "read"
    assert by_message == {str(message["id"]): 1 for message in sent}
    assert frames(sockets, "ana")[-1]["until"] == 15
