"""The contact's turns: what is owed in each, what is counted of them, and since when a clock stands still."""

import pytest

from central.call import system_call
from central.ports import Ports
from central.queues import service
from tests.db.test_queue_service import World
from tests.fixtures.factories import Owner, make_listener
from tests.fixtures.sla import Moves, promises

NEXT_ONLY = {"first_response_seconds": None, "resolution_seconds": None}


@pytest.fixture
def moves(monkeypatch: pytest.MonkeyPatch, owner: Owner, ports: Ports) -> Moves:
    world = World(owner, ports)
    make_listener(owner, world.account)
    return Moves(promises(monkeypatch, world, ports))


@pytest.mark.parametrize("first", [True, False])
def test_a_turn_is_a_promise_kept_only_where_it_was_promised_to_the_end(moves: Moves, first: bool) -> None:
    """Of two queues one promises to answer each turn; all turns were in the first, it ends in the other."""
    desk, world = moves.desk, moves.world
    moves.promise(world.queue if first else moves.other, **NEXT_ONLY)
    conversation = desk.waiting()
    service.accept_ticket(world.ports, world.call(world.ana), conversation)
    for _ in range(2):
        desk.agent_writes(conversation, world.ana)
        desk.contact_writes(conversation)
    desk.agent_writes(conversation, world.ana)
    moves.move(conversation)
    service.resolve_conversation(world.ports, world.lead, conversation)
    (row,) = desk.owner.execute("select * from sla_targets where target = 'next_response'").fetchall()
    assert (row["state"], row["turns"]) == ("cancelled", 3 if first else 0)
    assert desk.told() == []


@pytest.mark.parametrize(("answered", "state"), [(True, "met"), (False, "cancelled")])
def test_who_gives_up_in_line_was_answered_before_or_not(moves: Moves, answered: bool, state: str) -> None:
    desk, world = moves.desk, moves.world
    desk.policy(**NEXT_ONLY)
    conversation = desk.waiting()
    service.accept_ticket(world.ports, world.call(world.ana), conversation)
    if answered:
        desk.agent_writes(conversation, world.ana)
    moves.move(conversation)
    with world.ports.database.transaction(system_call(world.account["id"])) as transaction:
        transaction.execute("update tickets set state = 'abandoned', finished_at = now() where state = 'waiting'")
    assert desk.states(conversation) == {"next_response": state}
    assert desk.told() == ([("SlaMet", "next_response")] if answered else [])


def test_who_writes_once_more_to_a_contact_who_has_the_word_stops_nothing_anew(moves: Moves) -> None:
    desk, world = moves.desk, moves.world
    desk.policy()
    conversation = desk.waiting()
    service.accept_ticket(world.ports, world.call(world.ana), conversation)
    desk.agent_writes(conversation, world.ana)
    desk.pass_time(100)
    before = desk.targets(conversation)
    desk.agent_writes(conversation, world.ana)
    assert desk.targets(conversation) == before
    service.resolve_conversation(world.ports, world.call(world.ana), conversation)
    assert {row["paused_at"] for row in desk.targets(conversation).values()} == {None}, (
        "what is over stands still no more"
    )


def test_a_turn_that_is_resolved_in_time_is_a_promise_kept(moves: Moves) -> None:
    desk, world = moves.desk, moves.world
    desk.policy(**NEXT_ONLY)
    conversation = desk.waiting()
    service.resolve_conversation(world.ports, world.lead, conversation)
    assert desk.states(conversation) == {"next_response": "met"}


@pytest.mark.parametrize(("seconds", "goal"), [(100, 300), (400, 60)])
def test_the_promise_of_today_holds_from_the_next_turn_on_only_after_one_that_was_missed(
    moves: Moves, seconds: int, goal: int
) -> None:
    desk, world = moves.desk, moves.world
    desk.policy(**NEXT_ONLY)
    conversation = desk.waiting()
    service.accept_ticket(world.ports, world.call(world.ana), conversation)
    moves.promise(world.queue, **NEXT_ONLY, next_response_seconds=60)
    desk.pass_time(seconds)
    desk.agent_writes(conversation, world.ana)
    assert desk.targets(conversation)["next_response"]["goal_seconds"] == goal
