"""Skills, capacity, rules of priority and what rings, by REST."""

from typing import Any

import pytest

from tests.fixtures.factories import (
    Owner,
    Row,
    default_queue,
    insert,
    make_account,
    make_agent,
    make_channel,
    make_conversation,
    make_queue,
    make_user,
)
from tests.handlers.rest_client import Client, token_of


class Company:
    """A supervisor and two agents of the default queue."""

    def __init__(self, owner: Owner, client: Client) -> None:
        self.owner = owner
        self.account = make_account(owner)
        self.queue = default_queue(owner, self.account)
        self.ana, self.bia = (make_agent(owner, self.account, state="pause", name=name) for name in ("Ana", "Bia"))
        self.lead = client.by_token(token_of(owner, self.account, make_user(owner, self.account, role="supervisor")))
        self.by_ana, self.by_bia = (client.by_token(token_of(owner, self.account, who)) for who in (self.ana, self.bia))

    def waiting(self) -> Row:
        conversation = make_conversation(
            self.owner, make_channel(self.owner, self.account), session="waiting", queue_id=self.queue["id"]
        )
        values = {"account_id": self.account["id"], "conversation_id": conversation["id"], "protocol": "20260101-1"}
        insert(self.owner, "tickets", queue_id=self.queue["id"], handoff_reason="rule", **values)
        return conversation


@pytest.fixture
def company(owner: Owner, client: Client) -> Company:
    return Company(owner, client)


def test_a_skill_is_made_asked_for_and_deleted(company: Company) -> None:
    ana = str(company.ana["id"])
    made = company.lead.post("/api/v1/skills", {"name": "Espanhol", "agents": [{"user_id": ana, "level": 4}]})
    assert (made.status, made.json["agents"]) == (201, [{"user_id": ana, "level": 4}])
    path = f"/api/v1/skills/{made.json['id']}"
    assert company.lead.post("/api/v1/skills", {"name": "espanhol"}).json["error"]["code"] == "name_taken"
    assert company.lead.patch(path, {"name": "Castelhano", "agents": []}).json["agents"] == []
    queue = f"/api/v1/queues/{company.queue['id']}"
    asked = [{"skill_id": made.json["id"], "level": 3}]
    assert company.lead.patch(queue, {"mode": "skills", "skills": asked}).json["skills"] == asked
    assert company.lead.get("/api/v1/skills").json["items"][0]["queues"] == 1
    assert company.by_ana.delete(path).status == 403
    assert company.lead.delete(path).status == 204
    assert company.lead.get(queue).json["skills"] == []


def test_capacity_is_replaced_as_a_whole(company: Company, owner: Owner) -> None:
    make_channel(owner, company.account)
    shown = company.by_ana.get("/api/v1/capacity").json
    assert shown["channels"] == [{"channel_type": "whatsapp", "weight": 1.0, "agent_limit": None}]
    assert shown["agents"] == []
    limit = {"user_id": str(company.ana["id"]), "channel_type": "whatsapp", "agent_limit": 0}
    body = {"channels": [{"channel_type": "email", "weight": 0.5, "agent_limit": None}], "agents": [limit]}
    answer = company.lead.put("/api/v1/capacity", body)
    assert (answer.status, answer.json["agents"]) == (200, [limit])
    assert [one["weight"] for one in answer.json["channels"]] == [0.5, 1.0]
    assert company.lead.put("/api/v1/capacity", {"channels": []}).json["agents"] == []


def test_capacity_that_was_read_can_be_saved_after_somebody_has_left(company: Company, owner: Owner) -> None:
    limits = [
        {"user_id": str(who["id"]), "channel_type": "email", "agent_limit": 2} for who in (company.ana, company.bia)
    ]
    assert company.lead.put("/api/v1/capacity", {"channels": [], "agents": limits}).status == 200
    owner.execute("update memberships set active = false, left_at = now() where user_id = %s", (company.bia["id"],))
    shown = company.lead.get("/api/v1/capacity").json
    assert shown["agents"] == limits[:1]
    assert company.lead.put("/api/v1/capacity", shown).json == shown


@pytest.mark.parametrize(
    "channel",
    [
        {"channel_type": "carrier pigeon"},
        {"channel_type": "email", "weight": 0},
        {"channel_type": "email", "weight": 10.5},
        {"channel_type": "email", "agent_limit": 0},
    ],
)
def test_a_senseless_weight_is_refused(company: Company, channel: dict[str, Any]) -> None:
    assert company.lead.put("/api/v1/capacity", {"channels": [channel]}).status == 422
    twice = [{"channel_type": "email"}, {"channel_type": "email"}]
    assert company.lead.put("/api/v1/capacity", {"channels": twice}).status == 422


def test_a_rule_is_made_replaced_and_deleted(company: Company) -> None:
    body = {"name": "VIP", "priority": 9, "attribute_name": "vip", "attribute_value": "sim"}
    made = company.lead.post("/api/v1/priority-rules", body)
    assert made.status == 201
    path = f"/api/v1/priority-rules/{made.json['id']}"
    assert company.lead.put(path, {**body, "priority": 10}).json["priority"] == 10
    assert company.lead.put(path, {"name": "VIP", "priority": 9}).status == 422
    assert company.by_ana.put(path, body).status == 403
    assert [rule["name"] for rule in company.by_ana.get("/api/v1/priority-rules").json["items"]] == ["VIP"]
    assert company.lead.delete(path).status == 204
    assert company.lead.delete(path).status == 404


def test_what_rings_is_shown_accepted_and_declined(company: Company, owner: Owner) -> None:
    queue = f"/api/v1/queues/{company.queue['id']}"
    assert company.lead.patch(queue, {"offer_seconds": 30, "pause_when_silent": True}).status == 200
    conversation = company.waiting()
    company.by_ana.put("/api/v1/me/presence", {"state": "online"})
    (offer,) = company.by_ana.get("/api/v1/me/offers").json["items"]
    assert (offer["conversation_id"], offer["queue_name"]) == (str(conversation["id"]), "Atendimento")
    path = f"/api/v1/conversations/{conversation['id']}/offer"
    assert company.by_bia.post(f"{path}/accept").json["error"]["code"] == "offer_over"
    refused = company.by_bia.post(f"/api/v1/conversations/{conversation['id']}/accept")
    assert (refused.status, refused.json["error"]["code"]) == (409, "offered_to_colleague")
    assert company.by_ana.post(f"{path}/decline", {"reason": "almoço"}).status == 204
    assert company.by_ana.get("/api/v1/me/offers").json["items"] == []
    company.by_bia.put("/api/v1/me/presence", {"state": "online"})
    accepted = company.by_bia.post(f"{path}/accept")
    assert accepted.json["assignee"]["id"] == str(company.bia["id"])
    late = company.by_ana.post(f"{path}/accept")
    assert (late.status, late.json["error"]["details"]["winner"]["name"]) == (409, "Bia")


@pytest.mark.parametrize(
    "change",
    [
        {"offer_seconds": 3},
        {"offer_seconds": 601},
        {"silence_after_seconds": 30},
        {"overflow_after_seconds": 60},
        {"mode": "ai"},
        {"skills": [{"skill_id": "5d1f0a3e-9b7c-4c1e-8a55-2b7f2c8e1b10", "level": 6}]},
    ],
)
def test_a_queue_refuses_what_makes_no_sense(company: Company, change: dict[str, Any]) -> None:
    assert company.lead.patch(f"/api/v1/queues/{company.queue['id']}", change).status == 422


def test_a_queue_is_made_with_everything(company: Company, owner: Owner) -> None:
    other = make_queue(owner, company.account)
    body = {
        "name": "Vendas",
        "mode": "skills",
        "sticky": False,
        "relax_skills_after_seconds": 120,
        "offer_seconds": 20,
        "pause_when_silent": True,
        "overflow_after_seconds": 300,
        "overflow_queue_id": str(other["id"]),
        "silence_after_seconds": 600,
    }
    made = company.lead.post("/api/v1/queues", body)
    assert made.status == 201, made.text
    assert body.items() <= made.json.items()
    nulls = company.lead.patch(f"/api/v1/queues/{made.json['id']}", {"sticky": None, "offer_seconds": None})
    assert (nulls.status, nulls.json["offer_seconds"]) == (200, 20)
