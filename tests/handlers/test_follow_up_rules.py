"""Rules about silence over REST: made, replaced, deleted, and switched off in one conversation."""

import pytest

from central.ports import Ports
from tests.db.test_queue_service import World
from tests.fixtures.factories import Owner, Row, insert, make_account, make_queue
from tests.fixtures.follow_ups import (
    CLOSE,
    NUDGE,
    PATH,
    answer,
    make_rule,
    pass_time,
    ring,
    said,
    serving,
    timer,
    wired,
    write_again,
)
from tests.handlers.rest_client import Client, token_of


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch, owner: Owner, ports: Ports) -> World:
    return wired(monkeypatch, owner, ports)


def test_it_is_shown_and_switched_off_in_one_conversation(client: Client, world: World) -> None:
    rule = make_rule(world, NUDGE)
    conversation = serving(world)
    ana = client.by_token(token_of(world.owner, world.account, world.ana))
    path = f"/api/v1/conversations/{conversation}/follow-up"
    assert ana.get(path).json["state"] == "idle"
    answer(world, conversation)
    shown = ana.get(path).json
    assert (shown["state"], shown["action"], shown["rule_id"]) == ("waiting", "message", str(rule["id"]))
    assert ana.put(path, {"enabled": False}).json["state"] == "off"
    answer(world, conversation)
    assert ana.get(path).json["state"] == "off"
    assert timer(world, conversation)["due_at"] is None
    pass_time(world, conversation)
    ring(world, conversation)
    assert said(world, conversation) == []
    assert ana.put(path, {"enabled": True}).json["state"] == "idle"
    answer(world, conversation)
    assert ana.get(path).json["state"] == "waiting"
    write_again(world, conversation)
    assert ana.get(path).json["state"] == "idle"


def test_a_rule_is_made_replaced_and_deleted(client: Client, world: World) -> None:
    lead = client.by_token(token_of(world.owner, world.account, world.chief))
    made = lead.post(PATH, {"name": "Silêncio", "trigger": "silence", "steps": [NUDGE, CLOSE]})
    assert made.status == 201, made.text
    assert lead.get(PATH).json["items"] == [made.json]
    one = f"{PATH}/{made.json['id']}"
    assert lead.get(one).json == made.json
    same = lead.post(PATH, {"name": "Outra", "trigger": "silence", "steps": [NUDGE]})
    assert (same.status, same.json["error"]["code"]) == (409, "scope_taken")
    named = {"name": "silêncio", "trigger": "silence", "steps": [NUDGE], "queue_id": str(world.queue["id"])}
    assert lead.post(PATH, named).json["error"]["code"] == "name_taken"
    assert lead.put(one, {"name": "S", "trigger": "silence", "active": False, "steps": [NUDGE]}).status == 200
    assert lead.delete(one).status == 204
    assert lead.get(one).status == 404
    agent = client.by_token(token_of(world.owner, world.account, world.ana))
    assert agent.post(PATH, named).status == 403
    foreign = make_queue(world.owner, make_account(world.owner))
    assert lead.post(PATH, {**named, "name": "F", "queue_id": str(foreign["id"])}).status == 404


@pytest.mark.parametrize(
    "wrong",
    [
        {"steps": []},
        {"steps": [CLOSE, NUDGE]},
        {"steps": [{"after_minutes": 0, "action": "close"}]},
        {"steps": [{"after_minutes": 5, "action": "message"}]},
        {"steps": [{**CLOSE, "text": "Tchau"}]},
        {"steps": [NUDGE], "minutes_before": 120},
        {"steps": [NUDGE], "notify": "leaders"},
        {"steps": [CLOSE], "trigger": "window", "minutes_before": 120},
        {"steps": [], "trigger": "window", "minutes_before": 120},
        {"steps": [NUDGE], "trigger": "window"},
    ],
)
def test_a_rule_that_makes_no_sense_is_refused(client: Client, world: World, wrong: Row) -> None:
    lead = client.by_token(token_of(world.owner, world.account, world.chief))
    assert lead.post(PATH, {"name": "X", "trigger": "silence", **wrong}).status == 422


def test_a_rule_closes_with_a_reason_people_could_choose(client: Client, world: World) -> None:
    insert(world.owner, "closing_reasons", account_id=world.account["id"], name="Resolvido", position=1)
    world.owner.execute(
        "insert into closing_rules (account_id, required) values (%s, '{reason,note}')", (world.account["id"],)
    )
    lead = client.by_token(token_of(world.owner, world.account, world.chief))
    body = {"name": "X", "trigger": "silence"}
    for reason in ("Sem resposta", None):
        refused = lead.post(PATH, {**body, "steps": [{**CLOSE, "reason": reason}]})
        assert (refused.status, list(refused.json["error"]["fields"])) == (422, ["steps.0.reason"])
    made = lead.post(PATH, {**body, "business_hours": False, "steps": [{**CLOSE, "reason": "Resolvido"}]})
    assert made.status == 201, made.text
    conversation = serving(world)
    answer(world, conversation)
    pass_time(world, conversation, 121)
    ring(world, conversation)
    assert world.ticket(conversation)["finish_reason"] == "Resolvido"
