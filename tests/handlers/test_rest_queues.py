"""Queues, tickets and presence through the function; what they decide is tested with the slice."""

from typing import Any

import pytest

from tests.fixtures.factories import (
    Owner,
    Row,
    default_queue,
    make_account,
    make_agent,
    make_channel,
    make_contact,
    make_conversation,
    make_ticket,
    make_user,
)
from tests.handlers.rest_client import Client, token_of


@pytest.fixture
def account(owner: Owner) -> Row:
    return make_account(owner)


@pytest.fixture
def agent_user(owner: Owner, account: Row) -> Row:
    return make_agent(owner, account)


@pytest.fixture
def agent(client: Client, owner: Owner, account: Row, agent_user: Row) -> Client:
    return client.by_token(token_of(owner, account, agent_user))


@pytest.fixture
def boss(client: Client, owner: Owner, account: Row) -> Client:
    return client.by_token(token_of(owner, account, make_user(owner, account, role="supervisor")))


def _waiting(owner: Owner, account: Row) -> tuple[Row, Row]:
    queue = default_queue(owner, account)
    conversation = make_conversation(
        owner, make_channel(owner, account), make_contact(owner, account), session="waiting", queue_id=queue["id"]
    )
    return conversation, make_ticket(owner, conversation, queue)


def test_a_queue_is_made_changed_and_listed(boss: Client, agent: Client, agent_user: Row) -> None:
    made = boss.post("/api/v1/queues", {"name": "Cobrança", "member_ids": [str(agent_user["id"])]})
    assert made.status == 201, made.text
    path = f"/api/v1/queues/{made.json['id']}"
    changed = boss.patch(path, {"mode": "least_busy", "member_ids": []}).json
    assert (changed["mode"], changed["member_ids"], changed["name"]) == ("least_busy", [], "Cobrança")
    assert agent.get(path).json == changed
    assert [queue["name"] for queue in agent.get("/api/v1/queues").json["items"]] == ["Atendimento", "Cobrança"]
    assert boss.post("/api/v1/queues", {"name": "cobrança"}).code == "name_taken"
    assert agent.patch(path, {"name": "Minha"}).status == 403


def test_takes_the_next_and_finds_it_by_its_protocol(
    agent: Client, owner: Owner, account: Row, agent_user: Row
) -> None:
    conversation, ticket = _waiting(owner, account)
    queue = default_queue(owner, account)
    taken = agent.post(f"/api/v1/queues/{queue['id']}/take-next")
    assert taken.status == 200, taken.text
    assert taken.json["id"] == str(conversation["id"])
    assert taken.json["assignee"]["id"] == str(agent_user["id"])
    empty = agent.post(f"/api/v1/queues/{queue['id']}/take-next")
    assert (empty.status, empty.code) == (404, "empty")
    found = agent.get(f"/api/v1/tickets/{ticket['protocol']}").json
    assert (found["id"], found["state"], found["conversation"]["id"]) == (
        str(ticket["id"]),
        "in_service",
        str(conversation["id"]),
    )
    assert found["assignee"]["id"] == str(agent_user["id"])
    times = owner.execute("select assigned_at - entered_at as waited from tickets").fetchone()
    assert times is not None
    assert found["wait_seconds"] == pytest.approx(times["waited"].total_seconds(), abs=0.001)
    assert 0 <= found["service_seconds"] < 60


def test_a_ticket_out_of_sight_is_like_a_missing_one(client: Client, agent: Client, owner: Owner, account: Row) -> None:
    _conversation, ticket = _waiting(owner, account)
    other = make_agent(owner, account)
    queue = default_queue(owner, account)
    client.by_token(token_of(owner, account, other)).post(f"/api/v1/queues/{queue['id']}/take-next")
    headers = {"x-correlation-id": "same-for-all"}
    answers = [
        agent.get(f"/api/v1/tickets/{protocol}", headers=headers)
        for protocol in (ticket["protocol"], "20200101-000001", "x" * 500, "😀")
    ]
    assert {(answer.status, answer.text) for answer in answers} == {(404, answers[0].text)}


def test_chooses_presence_and_gets_what_waits(agent: Client, owner: Owner, account: Row, agent_user: Row) -> None:
    owner.execute("update agent_presence set state = 'offline'")
    assert agent.get("/api/v1/me/presence").json["state"] == "offline"
    conversation, _ticket = _waiting(owner, account)
    chosen: Any = agent.put("/api/v1/me/presence", {"state": "online"})
    assert (chosen.status, chosen.json["state"], chosen.json["load"]) == (200, "online", 1)
    row = owner.execute("select assignee_id from conversations where id = %s", (conversation["id"],)).fetchone()
    assert row == {"assignee_id": agent_user["id"]}
    paused = agent.put("/api/v1/me/presence", {"state": "pause", "reason": "almoço"}).json
    assert (paused["state"], paused["reason"]) == ("pause", "almoço")
    assert agent.put("/api/v1/me/presence", {"state": "dormindo"}).status == 422


def test_lists_a_contacts_conversations(
    client: Client, boss: Client, agent: Client, owner: Owner, account: Row
) -> None:
    channel, contact = make_channel(owner, account), make_contact(owner, account)
    closed = make_conversation(owner, channel, contact, status="closed")
    opened = make_conversation(owner, channel, contact)
    make_conversation(owner, channel, make_contact(owner, account))
    items = boss.get(f"/api/v1/contacts/{contact['id']}/conversations").json["items"]
    assert {item["id"] for item in items} == {str(closed["id"]), str(opened["id"])}
    foreign = make_contact(owner, make_account(owner))
    assert boss.get(f"/api/v1/contacts/{foreign['id']}/conversations").status == 404
