"""Connecting and what browsers say, through the handlers."""

import json
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from central.call import system_call
from central.events import Doorbell, Update
from central.frozen import changed
from central.intake.accept import accept_webhook
from central.ports import Ports
from central.realtime import service
from central.realtime.pushing import push_account
from central.realtime.store import queries
from tests.fakes import FakeBus, FakeQueues, FakeSockets
from tests.fixtures.contention import wait_until_blocked
from tests.fixtures.desk import Desk, make_connection, make_desk, make_served
from tests.fixtures.factories import (
    Owner,
    give_role,
    make_account,
    make_channel,
    make_conversation,
    make_message,
    make_role,
    make_session,
    make_user,
)
from tests.fixtures.inbound import entry, sign, text_message, webhook_body
from tests.fixtures.moving_clock import MovingClock
from tests.fixtures.patient import patient_database
from tests.fixtures.realtime import PUBLIC_URL, Handler, frames
from tests.fixtures.server import TestDatabase, raw_connection
from tests.fixtures.worker import drain
from tests.handlers.rest_client import Client, token_of


@pytest.fixture
def desk(owner: Owner) -> Desk:
    return make_desk(owner)


def connect_event(ticket: str | None, connection_id: str = "c1", origin: str | None = PUBLIC_URL) -> dict[str, Any]:
    return {
        "headers": {"Origin": origin} if origin is not None else None,
        "queryStringParameters": {"ticket": ticket} if ticket is not None else None,
        "requestContext": {"routeKey": "$connect", "connectionId": connection_id},
    }


def test_a_ticket_opens_one_socket(client: Client, handler: Callable[[str], Handler], owner: Owner, desk: Desk) -> None:
    connect = handler("ws_connect")
    answer = client.by_token(token_of(owner, desk.account, desk.ana)).post("/api/v1/socket-tickets")
    assert answer.status == 201, answer.text
    ticket = answer.json["ticket"]
    assert answer.json["url"] == f"wss://central.exemplo.com.br/ws?ticket={ticket}"
    assert answer.json["last_sequence"] == 0
    assert connect(connect_event(ticket, origin="https://evil.example"), None)["statusCode"] == 403
    assert connect(connect_event(ticket), None)["statusCode"] == 200
    assert connect(connect_event(ticket, "c2"), None)["statusCode"] == 403
    row = owner.execute("select connection_id, user_id from socket_connections").fetchall()
    assert row == [{"connection_id": "c1", "user_id": desk.ana["id"]}]
    presence = owner.execute("select state from agent_presence where user_id = %s", (desk.ana["id"],)).fetchone()
    assert presence == {"state": "online"}


def test_whoever_connects_while_something_is_told_finds_it_in_the_log(
    handler: Callable[[str], Handler], ports: Ports, owner: Owner, postgres: TestDatabase, desk: Desk
) -> None:
    """What was told without having seen the connection is committed before the connection is open."""
    session = make_session(owner, desk.account, desk.ana)
    ticket = service.create_ticket(ports, desk.call(desk.ana, session=session))["ticket"]
    telling = patient_database(postgres.app_url, FakeQueues(), FakeBus()).lookup()
    telling.execute("begin")
    telling.execute("select set_config('central.account_id', %s, true)", (str(desk.account["id"]),))
    telling.execute("select append_news(%s, '[]')", (json.dumps([{"type": "system_message"}]),))
    with ThreadPoolExecutor(1) as pool:
        connecting = pool.submit(handler("ws_connect"), connect_event(ticket), None)
        wait_until_blocked(owner)
        assert not connecting.done()
        telling.execute("commit")
        assert connecting.result(60)["statusCode"] == 200
    log = owner.execute("select type from account_events order by sequence").fetchall()
    assert {"type": "system_message"} in log


@pytest.mark.own_connection
def test_whoever_connected_while_the_telling_waited_is_told(owner: Owner, postgres: TestDatabase, desk: Desk) -> None:
    """The statement that tells began before the connection was there, so it cannot have seen it."""
    session = make_session(owner, desk.account, desk.ana)
    with raw_connection(postgres) as connecting, raw_connection(postgres) as telling, ThreadPoolExecutor(1) as pool:
        for connection in (connecting, telling):
            connection.execute("begin")
            connection.execute("select set_config('central.account_id', %s, true)", (str(desk.account["id"]),))
        connecting.execute(
            "insert into socket_connections (account_id, connection_id, session_id, user_id)"
            " values (current_account(), 'c1', %s, %s)",
            (session["id"], desk.ana["id"]),
        )
        connecting.execute(queries.lock_news)
        told = pool.submit(
            telling.execute, "select append_news(%s, '[]')", (json.dumps([{"type": "system_message"}] * 2),)
        )
        wait_until_blocked(owner)
        connecting.execute("commit")
        assert told.result(60).fetchone() == (2,)
        telling.execute("commit")
    numbers = owner.execute("select last_sequence, pushed_sequence from account_sequences").fetchone()
    assert numbers == {"last_sequence": 2, "pushed_sequence": 0}


def test_tickets_end(handler: Callable[[str], Handler], ports: Ports, owner: Owner, desk: Desk) -> None:
    connect = handler("ws_connect")
    session = make_session(owner, desk.account, desk.ana)

    def ticket() -> str:
        token: str = service.create_ticket(ports, desk.call(desk.ana, session=session))["ticket"]
        return token

    for wrong in (None, "", "x" * 500, "unknown"):
        assert connect(connect_event(wrong), None)["statusCode"] == 403
    late = ticket()
    owner.execute("update socket_tickets set expires_at = now()")
    assert connect(connect_event(late), None)["statusCode"] == 403
    lifetime = owner.execute("select max(expires_at - now()) <= interval '30 seconds' as short from socket_tickets")
    assert lifetime.fetchone() == {"short": True}
    suspended = ticket()
    owner.execute("update accounts set status = 'suspended'")
    assert connect(connect_event(suspended), None)["statusCode"] == 403
    owner.execute("update accounts set status = 'active'")
    revoked = ticket()
    owner.execute("update sessions set revoked_at = now()")
    assert connect(connect_event(revoked), None)["statusCode"] == 403
    assert owner.execute("select 1 from socket_connections").fetchall() == []


@pytest.mark.parametrize("end", ["update accounts set status = 'suspended'", "update sessions set expires_at = now()"])
def test_a_socket_is_nobodys_once_the_company_or_the_session_ended(
    ports: Ports, owner: Owner, desk: Desk, end: str
) -> None:
    find = "select * from find_socket_connection('c1')"
    make_connection(owner, desk, desk.ana, "c1")
    assert ports.database.lookup().execute(find).fetchall() != []
    owner.execute(end.encode())
    assert ports.database.lookup().execute(find).fetchall() == []


def test_a_ticket_used_twice_at_once_opens_one_socket(
    ports: Ports, owner: Owner, desk: Desk, postgres: TestDatabase, queues: FakeQueues, bus: FakeBus
) -> None:
    session = make_session(owner, desk.account, desk.ana)
    ticket = service.create_ticket(ports, desk.call(desk.ana, session=session))["ticket"]
    barrier = threading.Barrier(6)

    def attempt(number: int) -> bool:
        database = patient_database(postgres.app_url, queues, bus)
        database.lookup()
        barrier.wait()
        try:
            service.connect(changed(ports, database=database), f"c{number}", ticket)
        except Exception:
            return False
        finally:
            database.close()
        return True

    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(attempt, range(6))) == 1


def test_work_given_at_connecting_does_not_cost_the_socket(
    ports: Ports, owner: Owner, desk: Desk, postgres: TestDatabase, queues: FakeQueues, bus: FakeBus
) -> None:
    """A socket is not open before ``connect`` has answered: whatever is pushed until then is refused as gone."""
    session = make_session(owner, desk.account, desk.ana)
    owner.execute("delete from agent_presence")
    ticket = service.create_ticket(ports, desk.call(desk.ana, session=session))["ticket"]
    closed = FakeSockets()
    closed.gone.add("c1")
    pushed = []

    class PushAtOnce(FakeQueues):
        def ring(self, doorbells: Sequence[Doorbell]) -> None:
            super().ring(doorbells)
            if any(doorbell.queue == "push" for doorbell in doorbells):
                pushed.append(push_account(changed(ports, sockets=closed), desk.account["id"]))

    database = patient_database(postgres.app_url, PushAtOnce(), bus)
    try:
        service.connect(changed(ports, database=database), "c1", ticket)
    finally:
        database.close()
    assert pushed, "that somebody came online is told at once"
    assert owner.execute("select connection_id from socket_connections").fetchall() == [{"connection_id": "c1"}]


@pytest.mark.parametrize(
    "before",
    [
        "delete from agent_presence",
        "update agent_presence set last_heartbeat_at = now() - interval '91 seconds'",
    ],
    ids=["never there", "vanished"],
)
def test_who_opens_the_inbox_gets_what_waits_in_that_call(
    handler: Callable[[str], Handler], ports: Ports, owner: Owner, client: Client, desk: Desk, queues: FakeQueues,
    before: str,
) -> None:  # fmt: skip
    """No heartbeat later, no routing and no sweep: connecting is the sign of life that gives them their work."""
    owner.execute(before)
    handler("process_inbound")
    raw = webhook_body(entry(desk.channel, text_message()))
    assert accept_webhook(ports.queues, ports.secrets, ports.blobs, raw, sign(raw), None).status == 200
    assert drain(queues) == []
    waits = "select state, assignee_id from tickets"
    assert owner.execute(waits).fetchall() == [{"state": "waiting", "assignee_id": None}]
    ticket = client.by_token(token_of(owner, desk.account, desk.ana)).post("/api/v1/socket-tickets").json["ticket"]
    assert handler("ws_connect")(connect_event(ticket), None)["statusCode"] == 200
    assert owner.execute(waits).fetchall() == [{"state": "in_service", "assignee_id": desk.ana["id"]}]


def say(speak: Handler, connection_id: str, body: Any, **event: Any) -> None:
    text = body if isinstance(body, str) else json.dumps(body)
    context = {"connectionId": connection_id, "requestId": "r"}
    assert speak({"body": text, "requestContext": context, **event}, None) == {"statusCode": 200}


def test_heartbeats_tell_where_the_log_is(
    handler: Callable[[str], Handler], ports: Ports, owner: Owner, desk: Desk, sockets: FakeSockets
) -> None:
    make_connection(owner, desk, desk.ana, "ana", last_seen_at="2026-01-01T00:00:00Z")
    owner.execute("update agent_presence set last_heartbeat_at = now() - interval '40 seconds'")
    with ports.database.transaction(system_call(desk.account["id"])) as transaction:
        transaction.push(Update("presence", user_id=desk.bia["id"], data={"state": "busy"}))
    before = datetime.now(UTC)
    say(handler("ws_message"), "ana", {"action": "heartbeat"})
    assert frames(sockets, "ana") == [{"type": "heartbeat", "last_sequence": 1}]
    fresh = owner.execute(
        "select c.last_seen_at >= %(before)s as seen, p.last_heartbeat_at >= %(before)s as beat"
        " from socket_connections c join agent_presence p on p.user_id = c.user_id",
        {"before": before},
    ).fetchone()
    assert fresh == {"seen": True, "beat": True}


def test_viewing_and_typing_reach_those_who_look_at_it(
    handler: Callable[[str], Handler], owner: Owner, desk: Desk, sockets: FakeSockets, queues: FakeQueues
) -> None:
    row = make_served(owner, desk, desk.ana)
    message = make_message(owner, row)
    for user, name in ((desk.ana, "ana"), (desk.admin, "admin"), (desk.bia, "bia")):
        make_connection(owner, desk, user, name)
    speak = handler("ws_message")
    view = {"action": "view", "conversation_id": str(row["id"])}
    say(speak, "ana", view)
    say(speak, "admin", view)
    say(speak, "bia", view)
    assert [person["name"] for person in frames(sockets, "admin")[-1]["viewers"]] == ["Ana Agente", "Dora Admin"]
    assert frames(sockets, "bia") == [
        {"type": "error", "error": {"code": "not_found", "message": "Conversa não encontrada."}}
    ]
    sockets.frames.clear()
    say(speak, "ana", {"action": "typing", "conversation_id": str(row["id"]), "state": "on"})
    (frame,) = frames(sockets, "admin")
    assert (frame["type"], frame["state"], frame["user"]["name"]) == ("typing", "on", "Ana Agente")
    assert frames(sockets, "ana") == []
    (bell,) = queues.of("outbound")
    assert (bell.body["kind"], bell.body["message_id"]) == ("typing", str(message["id"]))
    say(speak, "ana", {"action": "typing", "conversation_id": str(row["id"]), "state": "on"})
    assert len({one.deduplication_id for one in queues.of("outbound")}) <= 2, "not once per key pressed"
    rung = len(queues.of("outbound"))
    say(speak, "ana", {"action": "typing", "conversation_id": str(row["id"]), "state": "on", "private": True})
    say(speak, "ana", {"action": "typing", "conversation_id": str(row["id"]), "state": "off"})
    say(speak, "admin", {"action": "typing", "conversation_id": str(row["id"]), "state": "on"})
    assert len(queues.of("outbound")) == rung, "the contact sees only the responsible one answer"
    say(speak, "admin", {"action": "view", "conversation_id": None})
    assert [person["name"] for person in frames(sockets, "ana")[-1]["viewers"]] == ["Ana Agente"]


def viewers(sockets: FakeSockets, name: str) -> list[str]:
    """Whom a browser was told of last."""
    told = [frame for frame in frames(sockets, name) if frame["type"] == "viewing"]
    return [person["name"] for person in told[-1]["viewers"]]


def test_who_leads_listens_in_unseen(
    handler: Callable[[str], Handler], owner: Owner, desk: Desk, sockets: FakeSockets
) -> None:
    row = make_served(owner, desk, desk.ana)
    leader = make_user(owner, desk.account, role="supervisor", name="Carla")
    # She keeps seeing what is taken from her.
    give_role(owner, desk.ana, make_role(owner, desk.account, ["conversations.read"], scope="all"))
    for user, name in ((desk.ana, "ana"), (desk.admin, "admin"), (leader, "carla")):
        make_connection(owner, desk, user, name)
    speak = handler("ws_message")
    view = {"action": "view", "conversation_id": str(row["id"])}
    for name in ("carla", "ana", "admin"):
        say(speak, name, view)
    assert viewers(sockets, "ana") == ["Ana Agente"], "an agent is not told who listens in"
    assert viewers(sockets, "carla") == viewers(sockets, "admin") == ["Ana Agente", "Carla", "Dora Admin"]
    sockets.frames.clear()
    typing = {"action": "typing", "conversation_id": str(row["id"]), "state": "on"}
    say(speak, "carla", {**typing, "private": True})
    assert frames(sockets, "ana") == [], "nor that they write a note"
    assert len(frames(sockets, "admin")) == 1
    say(speak, "carla", typing)
    assert len(frames(sockets, "ana")) == 1, "but whoever writes to the contact is in the way"
    owner.execute("update conversations set assignee_id = %s where id = %s", (leader["id"], row["id"]))
    say(speak, "carla", view)
    assert viewers(sockets, "ana") == ["Ana Agente", "Carla"], "they took over"
    owner.execute("update conversations set assignee_id = null, session = 'waiting'")
    say(speak, "ana", view)
    assert viewers(sockets, "ana") == ["Ana Agente", "Carla", "Dora Admin"], "nobody is listened to: they may collide"


def test_a_browser_that_gives_no_sign_of_life_looks_at_nothing(
    handler: Callable[[str], Handler], owner: Owner, desk: Desk, sockets: FakeSockets
) -> None:
    row = make_served(owner, desk, desk.ana)
    long_ago = datetime.now(UTC) - timedelta(minutes=2)
    make_connection(owner, desk, desk.admin, "shut", viewing_conversation_id=row["id"], last_seen_at=long_ago)
    make_connection(owner, desk, desk.ana, "ana")
    say(handler("ws_message"), "ana", {"action": "view", "conversation_id": str(row["id"])})
    assert viewers(sockets, "ana") == ["Ana Agente"]


def test_a_role_of_the_companys_own_listens_in_when_it_may(
    handler: Callable[[str], Handler], owner: Owner, desk: Desk, sockets: FakeSockets
) -> None:
    row = make_served(owner, desk, desk.ana)
    for name, permissions in (
        ("Lia", ["conversations.read", "supervision.read"]),
        ("Nina", ["conversations.read"]),
    ):
        user = make_user(owner, desk.account, name=name)
        give_role(owner, user, make_role(owner, desk.account, permissions, scope="all"))
        make_connection(owner, desk, user, name)
    make_connection(owner, desk, desk.ana, "ana")
    for name in ("Lia", "Nina", "ana"):
        say(handler("ws_message"), name, {"action": "view", "conversation_id": str(row["id"])})
    assert viewers(sockets, "ana") == ["Ana Agente", "Nina"]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("", "invalid_json"),
        ("not json", "invalid_json"),
        ("[]", "invalid_json"),
        ("[" * 100_000, "frame_too_large"),
        ("[" * 30_000, "invalid_json"),
        ("{}", "unknown_action"),
        ('{"action": "dance"}', "unknown_action"),
        ('{"action": ["heartbeat"]}', "unknown_action"),
        ('{"action": "typing", "state": "on"}', "not_found"),
        ('{"action": "typing", "conversation_id": 5, "state": "on"}', "not_found"),
        ('{"action": "typing", "conversation_id": "\\u0000", "state": "on"}', "not_found"),
        ('{"action": "typing", "conversation_id": "x", "state": "maybe"}', "invalid"),
        ('{"action": "view", "conversation_id": "\\ud83d"}', "not_found"),
        (json.dumps({"action": "heartbeat", "x": "y" * 33_000}), "frame_too_large"),
    ],
)
def test_what_makes_no_sense_is_answered_by_a_frame(
    handler: Callable[[str], Handler], owner: Owner, desk: Desk, sockets: FakeSockets, body: str, code: str
) -> None:
    make_connection(owner, desk, desk.ana, "ana")
    say(handler("ws_message"), "ana", body)
    (frame,) = frames(sockets, "ana")
    assert (frame["type"], frame["error"]["code"]) == ("error", code)


def test_foreign_ids_are_missing_ones_over_the_socket_too(
    handler: Callable[[str], Handler], owner: Owner, desk: Desk, sockets: FakeSockets
) -> None:
    foreign = make_conversation(owner, make_channel(owner, make_account(owner)))
    hidden = make_served(owner, desk, desk.bia)
    make_connection(owner, desk, desk.ana, "ana")
    speak = handler("ws_message")
    for row in (foreign, hidden):
        say(speak, "ana", {"action": "view", "conversation_id": str(row["id"])})
        say(speak, "ana", {"action": "typing", "conversation_id": str(row["id"]), "state": "on"})
    assert {frame["error"]["code"] for frame in frames(sockets, "ana")} == {"not_found"}
    viewing = owner.execute("select viewing_conversation_id as id from socket_connections").fetchone()
    assert viewing == {"id": None}


def test_a_loop_is_told_to_wait_and_makes_nobody_absent(
    handler: Callable[[str], Handler],
    owner: Owner,
    desk: Desk,
    sockets: FakeSockets,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock = MovingClock()
    monkeypatch.setattr(service, "now", clock)
    for name in ("phone", "desktop"):
        make_connection(owner, desk, desk.ana, name)
    make_connection(owner, desk, desk.bia, "bia")
    speak = handler("ws_message")
    view = {"action": "view", "conversation_id": None}
    for _ in range(150):
        say(speak, "phone", view)
        say(speak, "desktop", {"action": "nonsense"})
    assert not [frame for frame in frames(sockets, "phone") if frame["type"] == "error"]
    sockets.frames.clear()
    say(speak, "phone", view)
    error = {"code": "rate_limited", "message": "Muitas ações em pouco tempo. Tente de novo em 1 s."}
    assert frames(sockets, "phone") == [{"type": "error", "error": error}]
    say(speak, "phone", {"action": "heartbeat"})
    assert frames(sockets, "phone")[-1]["type"] == "heartbeat", "what keeps her there is counted apart"
    say(speak, "bia", view)
    assert frames(sockets, "bia") == [], "and colleagues are not concerned"
    clock.forward(seconds=1)
    sockets.frames.clear()
    say(speak, "phone", view)
    assert frames(sockets, "phone") == []
    for _ in range(59):
        say(speak, "phone", {"action": "heartbeat"})
    sockets.frames.clear()
    for _ in range(2):
        say(speak, "phone", {"action": "heartbeat"})
    assert frames(sockets, "phone")[-1]["error"]["code"] == "rate_limited"


def test_a_connection_nobody_knows_is_closed(
    handler: Callable[[str], Handler], owner: Owner, desk: Desk, sockets: FakeSockets
) -> None:
    make_connection(owner, desk, desk.ana, "revoked")
    owner.execute("update sessions set revoked_at = now()")
    for name in ("revoked", "never-heard-of"):
        say(handler("ws_message"), name, {"action": "heartbeat"})
    assert sockets.closed == ["revoked", "never-heard-of"]
    assert sockets.frames == []


def test_the_last_goodbye_rings_the_sweep(
    handler: Callable[[str], Handler], owner: Owner, desk: Desk, sockets: FakeSockets, queues: FakeQueues
) -> None:
    row = make_served(owner, desk, desk.ana)
    make_connection(owner, desk, desk.ana, "phone", viewing_conversation_id=row["id"])
    make_connection(owner, desk, desk.ana, "desktop")
    make_connection(owner, desk, desk.admin, "admin", viewing_conversation_id=row["id"])
    leave = handler("ws_disconnect")

    def goodbye(name: str) -> None:
        assert leave({"requestContext": {"connectionId": name}}, None) == {"statusCode": 200}

    goodbye("phone")
    assert queues.of("sweep") == []
    assert [person["name"] for person in frames(sockets, "admin")[-1]["viewers"]] == ["Dora Admin"]
    goodbye("desktop")
    assert len(queues.of("sweep")) == 1
    goodbye("desktop")
    assert [one["connection_id"] for one in owner.execute("select connection_id from socket_connections")] == ["admin"]
