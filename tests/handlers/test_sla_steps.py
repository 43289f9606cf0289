"""What a policy does when a promise is in danger or broken: each step once, and what cannot be done stops nothing."""

import json
from uuid import uuid4

import pytest

from central.ports import Ports
from tests.db.test_queue_service import World
from tests.fakes import FakeBus
from tests.fixtures.factories import Owner, Row, make_listener, make_queue, make_team
from tests.fixtures.sla import Promises, promises


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch, owner: Owner, ports: Ports) -> Promises:
    world = World(owner, ports)
    make_listener(owner, world.account)
    return promises(monkeypatch, world, ports)


def outcomes(desk: Promises) -> list[str]:
    """What became of the steps."""
    bus = desk.world.ports.bus
    assert isinstance(bus, FakeBus)
    return [json.loads(one.detail)["data"]["outcome"] for one in bus.entries if one.detail_type == "SlaEscalated"]


STEPS = [
    {"when": "warn_80", "after_seconds": 0, "action": "raise_priority", "priority": 9},
    {"when": "breach", "after_seconds": 0, "action": "notify"},
    {"when": "breach", "after_seconds": 600, "action": "notify"},
]


def test_takes_the_steps_of_the_policy_each_once(desk: Promises) -> None:
    desk.policy(next_response_seconds=None, resolution_seconds=None, steps=STEPS)
    conversation = desk.waiting(priority=3)
    desk.owner.execute("update conversations set priority = 3")
    desk.pass_time(481)
    desk.ask(conversation)
    desk.ask(conversation)
    assert desk.world.ticket(conversation)["priority"] == 9
    desk.pass_time(120)
    answer = desk.ask(conversation)
    assert answer["again"] is True
    assert desk.world.updates().count("sla_breached") == 2  # it happened, and who leads is told
    desk.pass_time(600)
    assert desk.ask(conversation)["again"] is False
    assert desk.world.updates().count("sla_breached") == 3
    assert [fact for fact, _ in desk.told()].count("SlaEscalated") == 3


def test_moves_to_another_queue_and_goes_on_there(desk: Promises) -> None:
    other = make_queue(desk.owner, desk.world.account)
    steps = [
        {"when": "breach", "after_seconds": 0, "action": "move_to_queue", "queue_id": str(other["id"])},
        {"when": "breach", "after_seconds": 60, "action": "notify"},
    ]
    desk.policy(next_response_seconds=None, resolution_seconds=None, steps=steps)
    conversation = desk.waiting()
    desk.pass_time(601)
    desk.ask(conversation)
    assert desk.world.ticket(conversation)["queue_id"] == other["id"]
    row = desk.targets(conversation)["first_response"]
    assert (row["state"], row["steps_done"], row["ticket_id"]) == ("missed", 1, desk.world.ticket(conversation)["id"])
    desk.queued(conversation)
    desk.pass_time(60)
    desk.ask(conversation)
    assert desk.world.updates().count("sla_breached") == 2
    assert [fact for fact, _ in desk.told()].count("SlaBreached") == 1


def test_gives_it_to_a_person_or_to_who_is_free_in_a_team(desk: Promises) -> None:
    team = make_team(desk.owner, desk.world.account, desk.world.ana, desk.world.bia)
    steps = [
        {"when": "warn_50", "after_seconds": 0, "action": "assign_team", "team_id": str(team["id"])},
        {"when": "warn_80", "after_seconds": 0, "action": "assign_person", "user_id": str(desk.world.ana["id"])},
    ]
    desk.policy(next_response_seconds=None, resolution_seconds=None, steps=steps)
    conversation = desk.waiting()
    desk.world.online(desk.world.bia)
    desk.pass_time(301)
    desk.ask(conversation)
    assert desk.world.ticket(conversation)["assignee_id"] == desk.world.bia["id"]
    desk.pass_time(180)
    desk.ask(conversation)
    assert desk.world.ticket(conversation)["assignee_id"] == desk.world.ana["id"]


def test_a_step_that_cannot_be_taken_stops_nothing(desk: Promises) -> None:
    steps = [
        {"when": "breach", "after_seconds": 0, "action": "move_to_queue", "queue_id": str(uuid4())},
        {"when": "breach", "after_seconds": 0, "action": "raise_priority", "priority": 10},
    ]
    desk.policy(next_response_seconds=None, resolution_seconds=None, steps=steps)
    conversation = desk.waiting()
    desk.pass_time(601)
    desk.ask(conversation)
    assert desk.world.ticket(conversation)["priority"] == 10
    bus = desk.world.ports.bus
    assert isinstance(bus, FakeBus)
    assert [entry.detail_type for entry in bus.entries if entry.source == "central.sla"] == [
        "SlaWarned", "SlaWarned", "SlaBreached", "SlaEscalated", "SlaEscalated",
    ]  # fmt: skip


def team_step(desk: Promises, *members: Row) -> None:
    team = make_team(desk.owner, desk.world.account, *members)
    step = {"when": "warn_50", "after_seconds": 0, "action": "assign_team", "team_id": str(team["id"])}
    desk.policy(next_response_seconds=None, resolution_seconds=None, steps=[step])


def test_of_a_team_who_has_least_gets_it(desk: Promises) -> None:
    world = desk.world
    team_step(desk, world.ana, world.bia)
    world.online(world.ana, world.bia)
    world.serving(world.ana)
    # Bia was given one last, and has none: what counts is what they have.
    desk.owner.execute("update agent_presence set last_assigned_at = now() where user_id = %s", (world.bia["id"],))
    conversation = desk.waiting()
    desk.pass_time(301)
    desk.ask(conversation)
    assert world.ticket(conversation)["assignee_id"] == world.bia["id"]
    assert outcomes(desk) == ["done"]


def test_where_nobody_of_the_team_is_there_it_says_so(desk: Promises) -> None:
    team_step(desk, desk.world.ana)
    conversation = desk.waiting()
    desk.pass_time(301)
    desk.ask(conversation)
    assert desk.world.ticket(conversation)["assignee_id"] is None
    assert outcomes(desk) == ["skipped"]
