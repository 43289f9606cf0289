"""Managing people: what ends at once, what goes on to others, and who stays."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from central.accounts.people import MemberChange, change_member, remove_member
from central.accounts.roles import update_role
from central.call import Actor, Call
from central.errors import CentralError, Forbidden
from central.ports import Ports
from tests.fakes import FakeQueues, FakeSockets
from tests.fixtures.contention import wait_until_blocked
from tests.fixtures.factories import (
    Owner,
    Row,
    default_queue,
    give_role,
    insert,
    make_account,
    make_agent,
    make_channel,
    make_conversation,
    make_message,
    make_role,
    make_ticket,
    make_user,
)
from tests.fixtures.patient import patient_database
from tests.fixtures.server import TestDatabase
from tests.handlers.rest_client import Client, knowing, token_of


@pytest.fixture
def account(owner: Owner) -> Row:
    return make_account(owner)


@pytest.fixture
def admin_user(owner: Owner, account: Row) -> Row:
    return make_user(owner, account, role="admin", name="Zélia")


@pytest.fixture
def admin(client: Client, owner: Owner, account: Row, admin_user: Row) -> Client:
    return knowing(client, owner, account, admin_user)


def connect(owner: Owner, account: Row, user: Row, name: str) -> str:
    """A session with an open socket; returns its token."""
    token = token_of(owner, account, user)
    session = owner.execute(
        "select id from sessions where user_id = %s order by created_at desc limit 1", (user["id"],)
    ).fetchone()
    assert session is not None
    insert(
        owner,
        "socket_connections",
        account_id=account["id"],
        connection_id=name,
        session_id=session["id"],
        user_id=user["id"],
    )
    return token


def serve(owner: Owner, account: Row, user: Row) -> Row:
    """A conversation somebody is working on."""
    conversation = make_conversation(owner, make_channel(owner, account), assignee_id=user["id"])
    make_message(owner, conversation)
    make_ticket(owner, conversation, assignee_id=user["id"])
    return conversation


@pytest.mark.parametrize("how", ["deactivated", "demoted", "removed"])
def test_who_may_do_less_is_gone_at_once_and_others_go_on(
    client: Client, admin: Client, owner: Owner, account: Row, sockets: FakeSockets, how: str
) -> None:
    leaving = make_agent(owner, account, role="supervisor", name="Léo")
    colleague = make_agent(owner, account, name="Bia")
    conversation = serve(owner, account, leaving)
    token = connect(owner, account, leaving, "s-1")
    path = f"/api/v1/users/{leaving['id']}"
    if how == "removed":
        assert admin.delete(path).status == 204
    else:
        answer = admin.patch(path, {"active": False} if how == "deactivated" else {"role": "agent"})
        assert (answer.status, answer.json["presence"]) == (200, "offline"), answer.text
    assert client.by_token(token).get("/api/v1/session").status == 401
    assert sockets.closed == ["s-1"]
    row = owner.execute(
        "select c.assignee_id, t.state from conversations c join tickets t on t.conversation_id = c.id where c.id = %s",
        (conversation["id"],),
    ).fetchone()
    assert row == {"assignee_id": colleague["id"], "state": "in_service"}
    events = owner.execute("select type from account_events order by sequence").fetchall()
    assert {"ticket_updated", "ticket_assigned", "presence"} <= {event["type"] for event in events}
    action = "member.removed" if how == "removed" else "member.changed"
    log = owner.execute("select target_id from audit_log where action = %s", (action,)).fetchall()
    assert log == [{"target_id": str(leaving["id"])}]


def test_who_may_do_more_keeps_their_conversations(client: Client, admin: Client, owner: Owner, account: Row) -> None:
    agent = make_agent(owner, account)
    conversation = serve(owner, account, agent)
    token = token_of(owner, account, agent)
    assert admin.patch(f"/api/v1/users/{agent['id']}", {"role": "supervisor"}).status == 200
    row = owner.execute("select assignee_id from conversations where id = %s", (conversation["id"],)).fetchone()
    assert row == {"assignee_id": agent["id"]}
    assert client.by_token(token).get("/api/v1/session").status == 401, "it was opened with other rights"


def test_nothing_changes_when_nothing_changes(client: Client, admin: Client, owner: Owner, account: Row) -> None:
    agent = make_agent(owner, account)
    token = token_of(owner, account, agent)
    assert admin.patch(f"/api/v1/users/{agent['id']}", {"role": "agent", "active": True}).status == 200
    assert client.by_token(token).get("/api/v1/session").status == 200
    assert owner.execute("select count(*) from audit_log").fetchone() == {"count": 0}


def test_who_left_is_nobody_here_but_what_they_wrote_is_theirs(admin: Client, owner: Owner, account: Row) -> None:
    leaving = make_agent(owner, account, name="Léo")
    conversation = serve(owner, account, leaving)
    make_message(owner, conversation, direction="out", author_id=leaving["id"], status="sent")
    path = f"/api/v1/users/{leaving['id']}"
    assert admin.delete(path).status == 204
    assert [user["name"] for user in admin.get("/api/v1/users").json["items"]] == ["Zélia"]
    assert admin.get(path).status == 404
    assert admin.delete(path).status == 404
    assert admin.patch(path, {"active": True}).status == 404
    messages = admin.get(f"/api/v1/conversations/{conversation['id']}/messages").json["items"]
    assert "Léo" in str(messages)
    assert owner.execute("select count(*) from queue_members").fetchone() == {"count": 0}
    refused = admin.post(f"/api/v1/conversations/{conversation['id']}/assign", {"user_id": str(leaving["id"])})
    assert refused.status == 404


def test_the_last_admin_can_neither_go_nor_be_demoted(
    admin: Client, owner: Owner, account: Row, admin_user: Row
) -> None:
    make_user(owner, make_account(owner), role="admin")
    idle = make_user(owner, account, role="admin")
    owner.execute("update memberships set active = false where user_id = %s", (idle["id"],))
    path = f"/api/v1/users/{admin_user['id']}"
    for answer in (
        admin.patch(path, {"role": "agent"}),
        admin.patch(path, {"active": False}),
        admin.delete(path),
    ):
        assert (answer.status, answer.code) == (409, "last_admin")
    assert admin.get("/api/v1/session").status == 200


@pytest.mark.parametrize("how", ["demote", "remove", "each other"])
def test_two_admins_who_go_at_once_leave_one(
    owner: Owner, account: Row, admin_user: Row, ports: Ports, postgres: TestDatabase, how: str
) -> None:
    """S34, with threads: whoever is second finds that they are the last, or that they may not do this any more."""
    other = make_user(owner, account, role="admin")
    for _ in range(10):
        owner.execute("update memberships set role = 'admin', active = true, left_at = null")

        def go(user: Row) -> str:
            database = patient_database(postgres.app_url, ports.queues, ports.bus)
            own = Ports(database, ports.queues, ports.bus, ports.sockets, ports.blobs, ports.secrets)
            call = Call(account["id"], Actor("user", user["id"], "admin", token_id=uuid4()))
            target = user if how != "each other" else admin_user if user is other else other
            try:
                if how == "remove":
                    remove_member(own, call, target["id"])
                else:
                    change_member(own, call, target["id"], MemberChange(role="agent"))
            except CentralError as error:
                return error.code
            finally:
                database.close()
            return "gone"

        with ThreadPoolExecutor(2) as pool:
            outcomes = sorted(pool.map(go, (admin_user, other)))
        assert outcomes == ["gone", "role_changed" if how == "each other" else "last_admin"]
        left = owner.execute("select count(*) from memberships where role = 'admin' and active").fetchone()
        assert left == {"count": 1}


def test_nobody_gives_or_takes_more_than_they_have(ports: Ports, owner: Owner, account: Row, admin_user: Row) -> None:
    """By the use case: a role of the company's own may let somebody manage people who is no admin."""
    supervisor = make_user(owner, account, role="supervisor")
    agent = make_user(owner, account)
    call = Call(account["id"], Actor("user", supervisor["id"], "supervisor", token_id=uuid4()))
    attempts: list[tuple[Row, Any]] = [
        (supervisor, MemberChange(role="admin")),
        (agent, MemberChange(role="admin")),
        (admin_user, MemberChange(role="agent")),
        (admin_user, MemberChange(active=False)),
        (admin_user, MemberChange(sets_capacity=True, capacity=1)),
    ]
    for user, change in attempts:
        with pytest.raises(Forbidden) as refused:
            change_member(ports, call, user["id"], change)
        assert refused.value.code == "role_too_high"
    with pytest.raises(Forbidden):
        remove_member(ports, call, admin_user["id"])
    assert change_member(ports, call, agent["id"], MemberChange(role="supervisor")).role == "supervisor"


def test_rights_that_ended_meanwhile_are_ended(ports: Ports, owner: Owner, account: Row, admin_user: Row) -> None:
    """The request was let in before the caller was demoted; it must not be done after."""
    make_user(owner, account, role="admin")
    agent = make_user(owner, account)
    call = Call(account["id"], Actor("user", admin_user["id"], "admin", token_id=uuid4()))
    for change in ("role = 'agent'", "active = false"):
        owner.execute(f"update memberships set {change} where user_id = %s", (admin_user["id"],))
        with pytest.raises(Forbidden) as refused:
            change_member(ports, call, agent["id"], MemberChange(role="admin"))
        assert refused.value.code == "role_changed"


def test_taking_somebody_out_does_not_wait_for_giving_them_a_ticket(
    ports: Ports, owner: Owner, account: Row, admin_user: Row, postgres: TestDatabase
) -> None:
    """Both need the same rows in another order; nobody gives up, and nothing stays with who is gone."""
    from central.queues.service import accept_ticket

    agent = make_agent(owner, account)
    channel = make_channel(owner, account)
    for _ in range(10):
        owner.execute("update memberships set active = true where user_id = %s", (agent["id"],))
        conversation = make_conversation(
            owner, channel, session="waiting", queue_id=default_queue(owner, account)["id"]
        )
        make_ticket(owner, conversation)

        def work(take: bool, conversation: Row = conversation) -> str:
            database = patient_database(postgres.app_url, ports.queues, ports.bus)
            own = Ports(database, ports.queues, ports.bus, ports.sockets, ports.blobs, ports.secrets)
            try:
                if take:
                    accept_ticket(own, Call(account["id"], Actor("user", agent["id"], "agent")), conversation["id"])
                else:
                    call = Call(account["id"], Actor("user", admin_user["id"], "admin", token_id=uuid4()))
                    change_member(own, call, agent["id"], MemberChange(active=False))
            except CentralError as error:
                return error.code
            finally:
                database.close()
            return "done"

        with ThreadPoolExecutor(2) as pool:
            outcomes = list(pool.map(work, (True, False)))
        assert outcomes[1] == "done", outcomes
        assert outcomes[0] in ("done", "not_found", "capacity_reached"), outcomes
        row = owner.execute("select assignee_id from conversations where id = %s", (conversation["id"],)).fetchone()
        assert row == {"assignee_id": None}, outcomes


@pytest.mark.parametrize("how", ["stops", "leaves", "loses the right"])
def test_nothing_stays_with_who_is_taken_out_while_a_colleague_changes_it(
    ports: Ports, owner: Owner, account: Row, admin_user: Row, postgres: TestDatabase, how: str
) -> None:
    agent = make_agent(owner, account)
    role = make_role(owner, account, ["conversations.read", "conversations.reply"])
    give_role(owner, agent, role)
    conversation = make_conversation(owner, make_channel(owner, account), assignee_id=agent["id"])
    make_ticket(owner, conversation, assignee_id=agent["id"])
    call = Call(account["id"], Actor("user", admin_user["id"], "admin", token_id=uuid4()))
    works: dict[str, Callable[[], object]] = {
        "stops": lambda: change_member(ports, call, agent["id"], MemberChange(active=False)),
        "leaves": lambda: remove_member(ports, call, agent["id"]),
        "loses the right": lambda: update_role(ports, call, role["id"], {"permissions": ["conversations.read"]}),
    }
    with psycopg.connect(postgres.owner_url) as colleague, ThreadPoolExecutor(1) as pool:
        colleague.execute("select from conversations where id = %s for no key update", (conversation["id"],))
        done = pool.submit(works[how])
        wait_until_blocked(owner)
        colleague.commit()
        done.result(60)
    assert owner.execute("select assignee_id from conversations").fetchone() == {"assignee_id": None}


def test_capacity_of_ones_own_and_back(admin: Client, owner: Owner, account: Row, queues: FakeQueues) -> None:
    agent = make_agent(owner, account)
    path = f"/api/v1/users/{agent['id']}"
    token = token_of(owner, account, agent)
    assert admin.patch(path, {"capacity": 12}).json["capacity"] == 12
    assert len(queues.of("routing")) == 1, "who waits may be given out now"
    assert admin.patch(path, {"active": True}).json["capacity"] == 12, "what is not named stays"
    assert admin.get(path).json["capacity"] == 12
    assert admin.patch(path, {"capacity": None}).json["capacity"] is None
    for wrong in (0, 101, -1, "viele", 1.5):
        assert admin.patch(path, {"capacity": wrong}).status == 422
    assert admin.by_token(token).get("/api/v1/session").status == 200, "rights are as they were"
    log = owner.execute("select fields from audit_log where action = 'member.changed'").fetchall()
    assert [row["fields"] for row in log] == [["capacity"], ["capacity"]]


def test_a_signature_of_ones_own(admin: Client) -> None:
    assert admin.get("/api/v1/session").json["user"]["signature"] == ""
    changed = admin.patch("/api/v1/me", {"signature": " Zélia\nAtendimento "})
    assert changed.json["user"]["signature"] == "Zélia\nAtendimento"
    assert admin.patch("/api/v1/me", {"name": "Z"}).json["user"]["signature"] == "Zélia\nAtendimento"
    assert admin.patch("/api/v1/me", {"signature": ""}).json["user"]["signature"] == ""
    assert admin.patch("/api/v1/me", {"signature": "x" * 501}).status == 422
