"""When the clocks of a ticket start: what happened before its fact arrived counts, and what is over starts none."""

import threading
from datetime import timedelta

import psycopg
import pytest

from central.call import system_call
from central.ports import Ports
from central.queues import service
from central.sla.service import Begin, start_sla
from tests.db.test_queue_service import World
from tests.fixtures.contention import wait_until_blocked
from tests.fixtures.factories import Owner, make_listener, make_message
from tests.fixtures.server import TestDatabase
from tests.fixtures.sla import FakeWorkflows, Promises, promises


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch, owner: Owner, ports: Ports) -> Promises:
    world = World(owner, ports)
    make_listener(owner, world.account)
    return promises(monkeypatch, world, ports)


@pytest.mark.parametrize("what", ["a note", "the bot", "an answer of before"])
def test_what_came_before_the_bus_and_is_no_answer_counts_not(desk: Promises, what: str) -> None:
    desk.policy()
    conversation = desk.world.waiting(entered_at=desk.now())
    desk.owner.execute("update conversations set waiting_since = now() where id = %s", (conversation,))
    columns = {
        "a note": {"author_type": "agent", "author_id": desk.world.ana["id"], "private": True},
        "the bot": {"author_type": "bot"},
        "an answer of before": {
            "author_type": "agent",
            "author_id": desk.world.ana["id"],
            "stored_at": desk.now() - timedelta(days=1),
        },
    }[what]
    make_message(desk.owner, desk.world.conversation(conversation), direction="out", text="Oi", **columns)
    desk.queued(conversation)
    assert desk.states(conversation)["first_response"] == "running"


@pytest.mark.own_connection
def test_what_is_resolved_while_its_clocks_are_to_start_gets_none(desk: Promises, postgres: TestDatabase) -> None:
    """Whoever starts them has seen a ticket that is over when it has the conversation."""
    desk.policy()
    world = desk.world
    conversation = world.waiting(entered_at=desk.now())
    ticket, workflows, started = world.ticket(conversation)["id"], FakeWorkflows(), list[int]()
    begin = Begin(world.account["id"], ticket, None)
    thread = threading.Thread(
        target=lambda: started.append(start_sla(world.ports, workflows, begin, correlation_id="r"))
    )
    with psycopg.connect(postgres.owner_url) as other:
        other.execute("select set_config('central.account_id', %s, true)", (str(world.account["id"]),))
        other.execute("select from conversations where id = %s for update", (conversation,))
        other.execute("update tickets set state = 'finished', finished_at = now() where id = %s", (ticket,))
        thread.start()
        wait_until_blocked(desk.owner)
    thread.join()
    assert (started, desk.targets(conversation), workflows.executions) == ([0], {}, {})


def test_a_clock_that_stands_still_does_nothing_when_it_is_looked_at(desk: Promises) -> None:
    desk.policy(first_response_seconds=None, next_response_seconds=None)
    conversation = desk.waiting()
    service.accept_ticket(desk.world.ports, desk.world.call(desk.world.ana), conversation)
    desk.agent_writes(conversation, desk.world.ana)
    desk.owner.execute("update sla_targets set spent_seconds = 3500")
    assert desk.ask(conversation, "resolution")["again"] is True
    assert (desk.states(conversation)["resolution"], desk.told()) == ("paused", [])


def change(desk: Promises, statement: str) -> None:
    """Within the company, so that what follows from it does."""
    with desk.world.ports.database.transaction(system_call(desk.world.account["id"])) as transaction:
        transaction.execute(statement)


def test_the_next_turn_is_warned_of_anew(desk: Promises) -> None:
    desk.policy(first_response_seconds=None, resolution_seconds=None)
    conversation = desk.waiting()
    service.accept_ticket(desk.world.ports, desk.world.call(desk.world.ana), conversation)
    for _ in range(2):
        desk.pass_time(151)
        desk.ask(conversation, "next_response")
        desk.agent_writes(conversation, desk.world.ana)
        desk.contact_writes(conversation)
    assert [fact for fact, _ in desk.told()].count("SlaWarned") == 2


def test_what_the_bot_says_in_line_is_no_rest(desk: Promises) -> None:
    desk.policy(first_response_seconds=None, next_response_seconds=None)
    conversation = desk.waiting()
    change(desk, "update conversations set waiting_since = null")
    assert desk.states(conversation)["resolution"] == "running"


def test_a_turn_nobody_answered_until_they_gave_up_is_no_promise_kept(desk: Promises) -> None:
    desk.policy(first_response_seconds=None, resolution_seconds=None)
    conversation = desk.waiting()
    assert desk.states(conversation)["next_response"] == "running"
    change(desk, "update tickets set state = 'abandoned', finished_at = now()")
    assert (desk.states(conversation)["next_response"], desk.told()) == ("cancelled", [])
