"""Whatever makes room fills it in the same moment, by the API and the sockets: no doorbell, no sweep, no wait."""

from collections.abc import Callable
from typing import Any

import pytest

from central.ports import Ports
from tests.fixtures.desk import Desk, make_connection, make_desk, make_served, open_window
from tests.fixtures.factories import Owner, Row, make_agent, make_conversation, make_queue, make_ticket
from tests.fixtures.inbound import ingest, item, person
from tests.fixtures.realtime import Handler
from tests.handlers.rest_client import Client, token_of

Do = Callable[[], Any]


@pytest.fixture
def desk(owner: Owner) -> Desk:
    """Everybody is on a break; Ana serves one conversation and may serve one."""
    desk = make_desk(owner)
    owner.execute("update agent_presence set state = 'pause'")
    owner.execute("update queues set agent_limit = 1")
    return desk


@pytest.fixture
def waiting(owner: Owner, desk: Desk) -> Row:
    conversation = make_conversation(owner, desk.channel, session="waiting", queue_id=desk.queue["id"])
    make_ticket(owner, conversation)
    return conversation


@pytest.fixture
def boss(client: Client, owner: Owner, desk: Desk) -> Client:
    return client.by_token(token_of(owner, desk.account, desk.admin))


@pytest.fixture
def ana(client: Client, owner: Owner, desk: Desk) -> Client:
    return client.by_token(token_of(owner, desk.account, desk.ana))


def assigned_to(owner: Owner, conversation: Row) -> Any:
    row = owner.execute("select assignee_id from conversations where id = %s", (conversation["id"],)).fetchone()
    assert row is not None
    return row["assignee_id"]


def busy(owner: Owner, desk: Desk) -> Row:
    """Ana is there, and full."""
    owner.execute("update agent_presence set state = 'online' where user_id = %s", (desk.ana["id"],))
    served = make_served(owner, desk, desk.ana)
    make_ticket(owner, served, assignee_id=desk.ana["id"])
    return served


def test_a_limit_is_raised(owner: Owner, desk: Desk, boss: Client, waiting: Row) -> None:
    busy(owner, desk)
    assert boss.patch(f"/api/v1/queues/{desk.queue['id']}", {"agent_limit": 2}).status == 200
    assert assigned_to(owner, waiting) == desk.ana["id"]


def test_a_member_is_added(owner: Owner, desk: Desk, boss: Client, waiting: Row) -> None:
    newcomer = make_agent(owner, desk.account, queue=make_queue(owner, desk.account))
    members = [str(user["id"]) for user in (desk.ana, desk.bia, newcomer)]
    assert boss.patch(f"/api/v1/queues/{desk.queue['id']}", {"member_ids": members}).status == 200
    assert assigned_to(owner, waiting) == newcomer["id"]


@pytest.mark.parametrize(
    ("before", "change"), [("mode = 'manual'", {"mode": "round_robin"}), ("active = false", {"active": True})]
)
def test_a_queue_begins_to_assign(owner: Owner, desk: Desk, boss: Client, before: str, change: dict[str, Any]) -> None:
    owner.execute(f"update queues set {before} where id = %s", (desk.other_queue["id"],))
    owner.execute("update agent_presence set state = 'online'")
    conversation = make_conversation(owner, desk.channel, session="waiting", queue_id=desk.other_queue["id"])
    make_ticket(owner, conversation, desk.other_queue)
    assert boss.patch(f"/api/v1/queues/{desk.other_queue['id']}", change).status == 200
    assert assigned_to(owner, conversation) == desk.eva["id"]


def test_an_agent_comes_online(owner: Owner, desk: Desk, ana: Client, waiting: Row) -> None:
    assert ana.put("/api/v1/me/presence", {"state": "online"}).status == 200
    assert assigned_to(owner, waiting) == desk.ana["id"]


def test_ten_wait_and_one_agent_signs_in(owner: Owner, desk: Desk, ana: Client) -> None:
    """Acceptance row 1: before the answer to signing in, those who waited longest are theirs, as many as fit."""
    owner.execute("update queues set agent_limit = 5")
    line = [make_conversation(owner, desk.channel, session="waiting", queue_id=desk.queue["id"]) for _ in range(10)]
    for place, conversation in enumerate(line):
        make_ticket(owner, conversation, entered_at=f"2026-01-01T10:00:{place:02}Z")
    assert ana.put("/api/v1/me/presence", {"state": "online"}).json["load"] == 5
    assert [assigned_to(owner, conversation) for conversation in line] == [desk.ana["id"]] * 5 + [None] * 5


@pytest.mark.parametrize("how", ["resolve", "transfer", "assign", "back to its queue"])
def test_a_slot_becomes_free(owner: Owner, desk: Desk, boss: Client, waiting: Row, how: str) -> None:
    served = busy(owner, desk)
    path = f"/api/v1/conversations/{served['id']}"
    done = {
        "resolve": lambda: boss.post(f"{path}/resolve", {}),
        "transfer": lambda: boss.post(f"{path}/transfer", {"queue_id": str(desk.other_queue["id"])}),
        "assign": lambda: boss.post(f"{path}/assign", {"user_id": str(desk.bia["id"])}),
        "back to its queue": lambda: boss.post(f"{path}/assign", {"user_id": None}),
    }[how]()
    assert done.status == 200, done.text
    assert assigned_to(owner, waiting) == desk.ana["id"]


@pytest.mark.parametrize("sign", ["heartbeat", "connects again"])
def test_somebody_who_was_gone_gives_a_sign_of_life(
    handler: Callable[[str], Handler], client: Client, owner: Owner, desk: Desk, waiting: Row, sign: str
) -> None:
    owner.execute(
        "update agent_presence set state = 'online', last_heartbeat_at = now() - interval '100 seconds'"
        " where user_id = %s",
        (desk.ana["id"],),
    )
    if sign == "heartbeat":
        make_connection(owner, desk, desk.ana, "c1")
        event = {"requestContext": {"connectionId": "c1"}, "body": '{"action": "heartbeat"}'}
        assert handler("ws_message")(event, None)["statusCode"] == 200
    else:
        ticket = client.by_token(token_of(owner, desk.account, desk.ana)).post("/api/v1/socket-tickets").json["ticket"]
        context = {"routeKey": "$connect", "connectionId": "c1"}
        event = {"queryStringParameters": {"ticket": ticket}, "requestContext": context}
        assert handler("ws_connect")(event, None)["statusCode"] == 200
    assert assigned_to(owner, waiting) == desk.ana["id"]


def test_the_contact_of_a_sleeping_conversation_writes(owner: Owner, desk: Desk, ports: Ports, waiting: Row) -> None:
    """It waited in line when it was put to sleep; somebody has come meanwhile."""
    owner.execute(
        "update conversations set status = 'snoozed', snoozed_until = '2100-01-01' where id = %s", (waiting["id"],)
    )
    owner.execute("update agent_presence set state = 'online' where user_id = %s", (desk.ana["id"],))
    identity = owner.execute(
        "select i.value from contact_identities i where i.contact_id = %s", (waiting["contact_id"],)
    ).fetchone()
    assert identity is not None
    ingest(ports.database.lookup(), item(desk.channel, contact=person(identity["value"])))
    assert assigned_to(owner, waiting) == desk.ana["id"]


def test_it_is_reopened_while_somebody_is_free(owner: Owner, desk: Desk, boss: Client) -> None:
    closed = make_conversation(owner, desk.channel, status="closed", queue_id=desk.queue["id"])
    open_window(owner, closed)
    owner.execute("update agent_presence set state = 'online' where user_id = %s", (desk.bia["id"],))
    assert boss.post(f"/api/v1/conversations/{closed['id']}/reopen").status == 200
    assert assigned_to(owner, closed) == desk.bia["id"]
