"""Who is online and touches nothing goes into a pause, and returns by touching something: by sockets and by REST."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from central.ports import Ports
from central.queues import presence
from tests.fakes import FakeBus, FakeQueues, FakeSockets
from tests.fixtures.contention import wait_until_blocked
from tests.fixtures.desk import Desk, make_connection, make_desk
from tests.fixtures.factories import Owner, Row, make_conversation, make_ticket
from tests.fixtures.patient import patient_database
from tests.fixtures.realtime import Handler, frames
from tests.fixtures.server import TestDatabase
from tests.handlers.rest_client import Client, token_of

SERVICE = "/api/v1/service"


@pytest.fixture
def desk(owner: Owner) -> Desk:
    """Only Ana is there, on a computer and a phone, and has touched nothing for ten minutes."""
    desk = make_desk(owner)
    owner.execute("update agent_presence set state = 'offline' where user_id <> %s", (desk.ana["id"],))
    owner.execute("update agent_presence set last_active_at = now() - interval '10 minutes'")
    for name in ("computer", "phone"):
        make_connection(owner, desk, desk.ana, name)
    return desk


@pytest.fixture
def beat(handler: Callable[[str], Handler]) -> Callable[..., None]:
    """The heartbeat of one of her devices."""
    speak = handler("ws_message")

    def say(device: str = "computer", **said: Any) -> None:
        event = {"body": json.dumps({"action": "heartbeat", **said}), "requestContext": {"connectionId": device}}
        assert speak(event, None) == {"statusCode": 200}

    return say


@pytest.fixture
def ana(client: Client, owner: Owner, desk: Desk) -> Client:
    return client.by_token(token_of(owner, desk.account, desk.ana))


@pytest.fixture
def boss(client: Client, owner: Owner, desk: Desk) -> Client:
    return client.by_token(token_of(owner, desk.account, desk.admin))


def stands(owner: Owner, desk: Desk) -> tuple[str, str | None]:
    row = owner.execute("select state, reason from agent_presence where user_id = %s", (desk.ana["id"],)).fetchone()
    assert row is not None
    return row["state"], row["reason"]


def told(owner: Owner) -> list[tuple[str, str | None]]:
    rows = owner.execute("select data from account_events where type = 'presence' order by sequence").fetchall()
    return [(row["data"]["state"], row["data"]["reason"]) for row in rows]


def wait_in_line(owner: Owner, desk: Desk) -> Row:
    conversation = make_conversation(owner, desk.channel, session="waiting", queue_id=desk.queue["id"])
    make_ticket(owner, conversation, desk.queue)
    return conversation


def assignee(owner: Owner, conversation: Row) -> Any:
    row = owner.execute("select assignee_id from tickets where conversation_id = %s", (conversation["id"],)).fetchone()
    return row and row["assignee_id"]


def test_who_touches_nothing_goes_and_returns_by_a_touch_on_any_device(
    beat: Callable[..., None], ana: Client, boss: Client, owner: Owner, desk: Desk, bus: FakeBus, ports: Ports
) -> None:
    beat(idle_seconds=600)
    assert stands(owner, desk) == ("pause", "idle")
    waiting = wait_in_line(owner, desk)
    assert presence.get_presence(ports, desk.call(desk.ana)).idle_after_seconds == 300
    live = boss.get("/api/v1/supervision/live").json["agents"]
    assert [(one["state"], one["reason"]) for one in live if one["id"] == str(desk.ana["id"])] == [("pause", "idle")]
    beat(idle_seconds=630)
    beat("phone", idle_seconds=7000)
    assert (stands(owner, desk), assignee(owner, waiting)) == (("pause", "idle"), None), "told once, given nothing"
    beat("phone", idle_seconds=1)
    assert (stands(owner, desk), assignee(owner, waiting)) == (("online", None), desk.ana["id"])
    assert told(owner) == [("pause", "idle"), ("online", None)]
    assert bus.types == ["AgentPresenceChanged", "AgentPresenceChanged", "AgentAvailable", "TicketAssigned"]
    spent = owner.execute(
        "select state, reason, ended_at is not null as over from agent_states where user_id = %s order by started_at",
        (desk.ana["id"],),
    ).fetchall()
    assert [tuple(row.values()) for row in spent][-2:] == [("pause", "idle", True), ("online", None, False)]


def test_a_touch_on_another_device_keeps_her_online(beat: Callable[..., None], owner: Owner, desk: Desk) -> None:
    beat("phone", idle_seconds=20)
    beat("computer", idle_seconds=3000)
    assert (stands(owner, desk), told(owner)) == (("online", None), [])
    owner.execute("delete from socket_connections where connection_id = 'phone'")
    beat("computer", idle_seconds=3030)
    assert stands(owner, desk) == ("online", None), "also when that device has gone"


@pytest.mark.parametrize("said", [{}, {"idle_seconds": None}])
def test_a_client_that_does_not_say_counts_as_touched(
    beat: Callable[..., None], owner: Owner, desk: Desk, said: dict[str, Any]
) -> None:
    beat(**said)
    assert stands(owner, desk) == ("online", None)


@pytest.mark.parametrize(
    ("state", "reason"), [("pause", "Almoço"), ("pause", None), ("pause", "offer_missed"), ("busy", None)]
)
def test_nobody_is_taken_out_of_what_they_chose(
    beat: Callable[..., None], owner: Owner, desk: Desk, state: str, reason: str | None
) -> None:
    owner.execute(
        "update agent_presence set state = %s, reason = %s where user_id = %s", (state, reason, desk.ana["id"])
    )
    for seconds in (9000, 0):
        beat(idle_seconds=seconds)
        assert stands(owner, desk) == (state, reason)
    assert told(owner) == []


def test_she_keeps_what_she_serves(beat: Callable[..., None], owner: Owner, desk: Desk) -> None:
    conversation = make_conversation(owner, desk.channel, assignee_id=desk.ana["id"], queue_id=desk.queue["id"])
    make_ticket(owner, conversation, desk.queue, state="in_service", assignee_id=desk.ana["id"])
    beat(idle_seconds=600)
    assert (stands(owner, desk)[0], assignee(owner, conversation)) == ("pause", desk.ana["id"])


def test_what_rings_at_her_rings_to_its_end(beat: Callable[..., None], ana: Client, owner: Owner, desk: Desk) -> None:
    owner.execute("update queues set offer_seconds = 30")
    conversation = wait_in_line(owner, desk)
    owner.execute(
        "update tickets set offered_to = %s, offered_at = now(), offered_until = now() + interval '30 seconds'",
        (desk.ana["id"],),
    )
    beat(idle_seconds=600)
    assert stands(owner, desk) == ("online", None)
    assert ana.post(f"/api/v1/conversations/{conversation['id']}/offer/accept").status == 200
    beat(idle_seconds=630)
    assert (stands(owner, desk)[0], assignee(owner, conversation)) == ("pause", desk.ana["id"])


def test_a_choice_is_a_touch(beat: Callable[..., None], ana: Client, boss: Client, owner: Owner, desk: Desk) -> None:
    beat(idle_seconds=600)
    assert ana.put("/api/v1/me/presence", {"state": "online"}).json["idle_after_seconds"] == 300
    beat(idle_seconds=630)
    assert stands(owner, desk) == ("online", None)
    owner.execute("update agent_presence set last_active_at = now() - interval '10 minutes'")
    path = f"/api/v1/supervision/agents/{desk.ana['id']}/presence"
    assert boss.put(path, {"state": "online"}).status == 200
    beat(idle_seconds=660)
    assert stands(owner, desk) == ("online", None), "and one made for her too"


def test_nobody_chooses_a_code_of_ours(ana: Client, boss: Client, owner: Owner, desk: Desk) -> None:
    for client, path in ((ana, "/api/v1/me/presence"), (boss, f"/api/v1/supervision/agents/{desk.ana['id']}/presence")):
        answer = client.put(path, {"state": "pause", "reason": "idle"})
        assert (answer.status, set(answer.json["error"]["fields"])) == (422, {"reason"})
    assert stands(owner, desk) == ("online", None)


def test_connecting_says_it_too(handler: Callable[[str], Handler], ana: Client, owner: Owner, desk: Desk) -> None:
    """A background tab that lost its line is not given work when it comes back."""
    waiting = wait_in_line(owner, desk)
    owner.execute("update agent_presence set last_heartbeat_at = now() - interval '100 seconds'")
    connect = handler("ws_connect")

    def status(connection: str, **said: str) -> int:
        said["ticket"] = ana.post("/api/v1/socket-tickets").json["ticket"]
        event = {"queryStringParameters": said, "requestContext": {"routeKey": "$connect", "connectionId": connection}}
        found: int = connect(event, None)["statusCode"]
        return found

    assert status("tab", idle_seconds="600") == 200
    assert (stands(owner, desk), assignee(owner, waiting)) == (("pause", "idle"), None)
    assert status("wrong", idle_seconds="soon") == 400
    assert stands(owner, desk) == ("pause", "idle")
    assert status("window", idle_seconds="0.4") == 200
    assert (stands(owner, desk), assignee(owner, waiting)) == (("online", None), desk.ana["id"])
    assert told(owner) == [("pause", "idle"), ("online", None)]


def test_nonsense_is_answered_by_a_frame(
    beat: Callable[..., None], owner: Owner, desk: Desk, sockets: FakeSockets
) -> None:
    nonsense: tuple[Any, ...] = (-1, "x", [], True)
    for wrong in nonsense:
        beat(idle_seconds=wrong)
    assert {frame["error"]["code"] for frame in frames(sockets, "computer")} == {"invalid"}
    assert (stands(owner, desk), told(owner)) == (("online", None), [])


def test_a_company_sets_its_time_or_none(
    beat: Callable[..., None], ana: Client, boss: Client, owner: Owner, desk: Desk
) -> None:
    assert boss.patch(SERVICE, {"idle_after_seconds": 900}).json["idle_after_seconds"] == 900
    beat(idle_seconds=600)
    assert stands(owner, desk) == ("online", None)
    boss.patch(SERVICE, {"idle_after_seconds": 600})
    beat(idle_seconds=601)
    assert stands(owner, desk) == ("pause", "idle")
    boss.patch(SERVICE, {"idle_after_seconds": 0})
    assert ana.get("/api/v1/me/presence").json["idle_after_seconds"] == 0
    beat(idle_seconds=9000)
    assert stands(owner, desk) == ("online", None), "who is in the pause when it is switched off is back"
    beat(idle_seconds=9030)
    assert stands(owner, desk) == ("online", None)
    assert ana.patch(SERVICE, {"idle_after_seconds": 60}).status == 403


MEANWHILE = {
    "she chooses a pause of her own": (
        "select lock_capacity()",
        "update agent_presence set state = 'pause', reason = 'Almoço' where user_id = %s",
        ("pause", "Almoço"),
    ),
    "a conversation begins to ring at her": (
        "select lock_capacity()",
        "update tickets set offered_to = %s, offered_at = now(), offered_until = now() + interval '30 seconds'",
        ("online", None),
    ),
    "she touches another device": (
        "select 1",
        "update agent_presence set last_active_at = now() where user_id = %s",
        ("online", None),
    ),
}


@pytest.mark.own_connection
@pytest.mark.parametrize("what", MEANWHILE)
def test_what_happens_at_the_same_moment_counts(
    ports: Ports, owner: Owner, desk: Desk, postgres: TestDatabase, what: str
) -> None:
    first, second, after = MEANWHILE[what]
    wait_in_line(owner, desk)
    other = patient_database(postgres.app_url, FakeQueues(), FakeBus()).lookup()
    other.execute("begin")
    other.execute("select set_config('central.account_id', %s, true)", (str(desk.account["id"]),))
    other.execute(first.encode())
    other.execute(second.encode(), (desk.ana["id"],))
    with ThreadPoolExecutor(1) as pool:
        beating = pool.submit(presence.beat, ports, desk.call(desk.ana), 600)
        wait_until_blocked(owner)
        assert not beating.done()
        other.execute("commit")
        beating.result(60)
    other.close()
    assert (stands(owner, desk), told(owner)) == (after, [])
