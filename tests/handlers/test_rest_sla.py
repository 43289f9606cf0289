"""Policies through the function, and the clock a conversation is shown with."""

from typing import Any
from uuid import uuid4

import pytest

from tests.db.test_queue_service import World
from tests.fixtures.factories import Owner, Row, make_account, make_agent, make_channel, make_queue, make_user
from tests.fixtures.sla import promises
from tests.handlers.rest_client import Client, token_of

PATH = "/api/v1/sla/policies"
NOTIFY = {"when": "breach", "after_seconds": 0, "action": "notify"}


@pytest.fixture
def account(owner: Owner) -> Row:
    return make_account(owner)


@pytest.fixture
def boss(client: Client, owner: Owner, account: Row) -> Client:
    return client.by_token(token_of(owner, account, make_user(owner, account, role="supervisor")))


def test_a_policy_is_made_read_replaced_and_deleted(boss: Client, owner: Owner, account: Row) -> None:
    queue = make_queue(owner, account)
    body = {"name": "VIP", "queue_id": str(queue["id"]), "first_response_seconds": 900, "steps": [NOTIFY]}
    made = boss.post(PATH, body)
    assert made.status == 201, made.text
    policy = made.json
    empty = {"priority": None, "queue_id": None, "user_id": None, "team_id": None}
    assert policy["steps"] == [NOTIFY | empty]
    assert (policy["business_hours"], policy["pauses"], policy["active"]) == (True, True, True)
    assert boss.get(PATH).json["items"] == [policy]
    assert boss.get(f"{PATH}/{policy['id']}").json == policy
    replaced = boss.put(f"{PATH}/{policy['id']}", {"name": "Ouro", "resolution_seconds": 60})
    assert replaced.status == 200, replaced.text
    assert (replaced.json["queue_id"], replaced.json["first_response_seconds"], replaced.json["steps"]) == (
        None,
        None,
        [],
    )
    assert boss.delete(f"{PATH}/{policy['id']}").status == 204
    assert boss.delete(f"{PATH}/{policy['id']}").status == 404
    actions = [row["action"] for row in owner.execute("select action from audit_log order by sequence").fetchall()]
    assert actions == ["sla_policy.created", "sla_policy.changed", "sla_policy.deleted"]


def test_two_active_policies_are_never_for_the_same(boss: Client) -> None:
    first = boss.post(PATH, {"name": "Um", "priority_class": "high", "resolution_seconds": 60})
    again = boss.post(PATH, {"name": "Dois", "priority_class": "high", "resolution_seconds": 90})
    assert (again.status, again.code) == (409, "scope_taken")
    named = boss.post(PATH, {"name": "um", "resolution_seconds": 90})
    assert (named.status, named.code) == (409, "name_taken")
    off = boss.post(PATH, {"name": "Dois", "priority_class": "high", "resolution_seconds": 90, "active": False})
    assert off.status == 201
    switched = boss.put(
        f"{PATH}/{off.json['id']}", {"name": "Dois", "priority_class": "high", "resolution_seconds": 90}
    )
    assert (switched.status, switched.code) == (409, "scope_taken")
    assert boss.get(f"{PATH}/{first.json['id']}").status == 200


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"first_response_seconds": 0},
        {"first_response_seconds": 31_536_001},
        {"resolution_seconds": 60, "priority_class": "urgent"},
        {"resolution_seconds": 60, "steps": [NOTIFY | {"priority": 3}]},
        {"resolution_seconds": 60, "steps": [{"when": "breach", "action": "raise_priority"}]},
        {"resolution_seconds": 60, "steps": [{"when": "breach", "action": "raise_priority", "priority": 11}]},
        {"resolution_seconds": 60, "steps": [NOTIFY | {"after_seconds": -1}]},
        {"resolution_seconds": 60, "steps": [NOTIFY] * 21},
    ],
)
def test_what_makes_no_sense_is_refused(boss: Client, wrong: dict[str, Any]) -> None:
    answer = boss.post(PATH, {"name": "X", **wrong})
    assert answer.status == 422, answer.text


def test_agents_read_and_do_not_change(client: Client, owner: Owner, account: Row, boss: Client) -> None:
    policy = boss.post(PATH, {"name": "Um", "resolution_seconds": 60}).json
    agent = client.by_token(token_of(owner, account, make_agent(owner, account)))
    assert agent.get(PATH).status == 200
    assert agent.post(PATH, {"name": "Dois", "resolution_seconds": 60}).status == 403
    assert agent.put(f"{PATH}/{policy['id']}", {"name": "Dois", "resolution_seconds": 60}).status == 403
    assert agent.delete(f"{PATH}/{policy['id']}").status == 403


def test_a_deleted_policy_leaves_the_clocks_it_started(
    monkeypatch: pytest.MonkeyPatch, client: Client, owner: Owner, ports: Any
) -> None:
    desk = promises(monkeypatch, World(owner, ports), ports)
    policy = desk.policy()
    conversation = desk.waiting()
    chief = client.by_token(token_of(owner, desk.world.account, desk.world.chief))
    assert chief.delete(f"{PATH}/{policy['id']}").status == 204
    assert desk.states(conversation)["first_response"] == "running"
    assert desk.targets(conversation)["first_response"]["policy_id"] is None


def test_a_conversation_is_shown_with_the_clock_that_ends_first_and_listed_by_it(
    monkeypatch: pytest.MonkeyPatch, client: Client, owner: Owner, ports: Any
) -> None:
    world = World(owner, ports)
    desk = promises(monkeypatch, world, ports)
    desk.policy()
    world.channel = make_channel(owner, world.account)
    later, sooner, none = desk.waiting(), desk.waiting(), world.waiting()
    owner.execute("update sla_targets set due_at = due_at - interval '3 minutes' where conversation_id = %s", (sooner,))
    chief = client.by_token(token_of(owner, world.account, world.chief))
    clock = chief.get(f"/api/v1/conversations/{later}").json["sla"]
    due_at = desk.targets(later)["first_response"]["due_at"].strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    assert clock == {"target": "first_response", "state": "running", "due_at": due_at}
    assert chief.get(f"/api/v1/conversations/{none}").json["sla"] is None
    pages = []
    cursor = ""
    for _ in range(2):
        page = chief.get("/api/v1/conversations", query=f"sort=sla_due_at&limit=1{cursor}").json
        pages += [item["id"] for item in page["items"]]
        cursor = f"&cursor={page['next_cursor']}"
    assert pages == [str(sooner), str(later)]
    assert page["next_cursor"] is None
    assert chief.get("/api/v1/conversations", query=f"sort=sla_due_at&queue_id={uuid4()}").status == 404
