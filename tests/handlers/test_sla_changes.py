"""What is promised follows a ticket to another queue and priority; what it ran counts, what is decided stays."""

import threading
from typing import Any

import psycopg
import pytest

import sweep_work.handler
from central.call import system_call
from central.conversations.service import raise_priority, set_labels
from central.ports import Ports
from central.queues import service
from central.sla.service import Visit, look
from tests.db.test_queue_service import World
from tests.fakes import FakeBus, FakeQueues
from tests.fixtures.contention import wait_until_blocked
from tests.fixtures.factories import Owner, Row, insert, make_listener
from tests.fixtures.server import TestDatabase
from tests.fixtures.sla import FIRST_ONLY, Moves, about, promises
from tests.handlers.rest_client import Client, token_of


@pytest.fixture
def moves(monkeypatch: pytest.MonkeyPatch, owner: Owner, ports: Ports) -> Moves:
    world = World(owner, ports)
    make_listener(owner, world.account)
    monkeypatch.setattr(sweep_work.handler, "ports", lambda: ports)
    return Moves(promises(monkeypatch, world, ports))


def test_another_queue_promises_something_else_and_the_wait_counts(moves: Moves) -> None:
    desk = moves.desk
    moves.promise(moves.world.queue)
    policy = moves.promise(moves.other, first_response_seconds=400, resolution_seconds=None)
    conversation = desk.waiting()
    desk.pass_time(310)
    desk.ask(conversation)
    before = desk.targets(conversation)["first_response"]
    moves.move(conversation)
    row = desk.targets(conversation)["first_response"]
    assert (row["policy_id"], row["goal_seconds"], row["warned"]) == (policy["id"], 400, 50)
    assert (row["started_at"], row["ticket_id"]) == (before["started_at"], moves.world.ticket(conversation)["id"])
    assert moves.left(conversation) == about(90)
    assert set(desk.targets(conversation)) == {"first_response", "next_response"}  # no resolution is promised there
    assert f"{row['ticket_id']}-first_response-{row['version']}" in desk.workflows.executions
    # Of an execution that nobody could stop, and of one that is started twice, nothing comes.
    executions = len(desk.workflows.executions)
    desk.queued(conversation)
    assert len(desk.workflows.executions) == executions
    desk.pass_time(200)
    assert desk.ask(conversation, ticket_id=str(before["ticket_id"]), version=before["version"])["again"] is False
    assert desk.ask(conversation, version=row["version"] - 1)["again"] is False
    desk.ask(conversation)
    desk.ask(conversation)
    assert desk.told() == [("SlaWarned", "first_response")] * 2 + [("SlaBreached", "first_response")]


def test_who_has_used_up_the_new_time_is_due_at_that_moment(moves: Moves) -> None:
    desk = moves.desk
    moves.promise(moves.world.queue, **FIRST_ONLY)
    moves.promise(moves.other, **FIRST_ONLY | {"first_response_seconds": 60})
    conversation = desk.waiting()
    desk.pass_time(200)
    moved_at = desk.now()
    moves.move(conversation)
    row = desk.targets(conversation)["first_response"]
    assert (row["state"], moved_at <= row["due_at"] <= desk.now()) == ("running", True)
    desk.ask(conversation)
    row = desk.targets(conversation)["first_response"]
    assert (row["state"], row["missed_at"]) == ("missed", row["due_at"])
    assert desk.told()[-1] == ("SlaBreached", "first_response")


def test_more_time_is_warned_of_anew(moves: Moves) -> None:
    desk = moves.desk
    moves.promise(moves.world.queue, **FIRST_ONLY)
    moves.promise(moves.other, **FIRST_ONLY | {"first_response_seconds": 3600})
    conversation = desk.waiting()
    desk.pass_time(481)
    desk.ask(conversation)
    moves.move(conversation)
    row = desk.targets(conversation)["first_response"]
    assert (row["warned"], row["next_offset"]) == (0, 1800)
    assert moves.left(conversation) == about(3119)
    desk.pass_time(1400)
    desk.ask(conversation)
    assert desk.told() == [("SlaWarned", "first_response")] * 3


def test_what_is_met_or_missed_stays_so(moves: Moves) -> None:
    """A missed answer keeps its promise, and who is told of it, until somebody answers; the next turn has today's."""
    desk = moves.desk
    steps = [{"when": "breach", "after_seconds": 60, "action": "notify"}]
    old = moves.promise(moves.world.queue, steps=steps)
    moves.promise(moves.other, first_response_seconds=None, next_response_seconds=900, resolution_seconds=7200)
    met, missed = desk.waiting(), desk.waiting()
    service.accept_ticket(moves.world.ports, moves.world.call(moves.world.ana), met)
    desk.agent_writes(met, moves.world.ana)
    desk.pass_time(601)
    desk.ask(missed)
    for conversation in (met, missed):
        moves.move(conversation)
    assert desk.states(met) == {"first_response": "met", "next_response": "paused", "resolution": "paused"}
    row = desk.targets(missed)["first_response"]
    assert (row["state"], row["goal_seconds"], row["policy_id"]) == ("missed", 600, old["id"])
    assert desk.targets(missed)["resolution"]["goal_seconds"] == 7200
    assert desk.states(missed)["next_response"] == "paused", "the first answer is still owed"
    desk.pass_time(61)
    desk.ask(missed)
    assert desk.world.updates().count("sla_breached") == 2
    assert desk.told().count(("SlaBreached", "first_response")) == 1


def test_a_turn_that_was_missed_leaves_the_next_one_to_the_new_queue(moves: Moves) -> None:
    desk = moves.desk
    only = {"first_response_seconds": None, "resolution_seconds": None}
    moves.promise(moves.world.queue, **only)
    moves.promise(moves.other, next_response_seconds=900, **only)
    conversation = desk.waiting()
    desk.pass_time(301)
    desk.ask(conversation, "next_response")
    moves.move(conversation)
    assert desk.targets(conversation)["next_response"]["goal_seconds"] == 300
    service.accept_ticket(moves.world.ports, moves.world.call(moves.world.ana), conversation)
    desk.agent_writes(conversation, moves.world.ana)
    row = desk.targets(conversation)["next_response"]
    assert (row["state"], row["goal_seconds"], row["missed_turns"]) == ("paused", 900, 1)
    desk.contact_writes(conversation)
    assert moves.left(conversation, "next_response") == about(900)


def test_nobody_looked_and_it_was_late_all_the_same(moves: Moves) -> None:
    """Passing a ticket on a second after its promise was broken does not mend it."""
    desk = moves.desk
    moves.promise(moves.world.queue, **FIRST_ONLY)
    moves.promise(moves.other, **FIRST_ONLY | {"first_response_seconds": 3600})
    conversation = desk.waiting()
    desk.pass_time(601)
    moves.move(conversation)
    service.accept_ticket(moves.world.ports, moves.world.call(moves.world.ana), conversation)
    desk.agent_writes(conversation, moves.world.ana)
    assert desk.states(conversation) == {"first_response": "missed"}
    assert desk.told() == [("SlaBreached", "first_response")]


def test_a_queue_that_promises_nothing_wins_no_time(moves: Moves, client: Client) -> None:
    desk = moves.desk
    moves.promise(moves.world.queue)
    conversation = desk.waiting()
    desk.pass_time(200)
    moves.move(conversation)
    assert desk.targets(conversation) == {}
    chief = client.by_token(token_of(desk.owner, moves.world.account, moves.world.chief))
    assert chief.get(f"/api/v1/conversations/{conversation}").json["sla"] is None
    desk.pass_time(300)
    moves.move(conversation, moves.world.queue)
    assert moves.left(conversation) == about(100)
    desk.ask(conversation)
    assert desk.told() == [("SlaWarned", "first_response"), ("SlaWarned", "first_response")]


def test_what_was_answered_while_nothing_was_promised_is_not_owed_again(moves: Moves) -> None:
    desk = moves.desk
    moves.promise(moves.other)
    conversation = desk.waiting()
    service.accept_ticket(moves.world.ports, moves.world.call(moves.world.ana), conversation)
    desk.agent_writes(conversation, moves.world.ana)
    moves.move(conversation)
    assert desk.states(conversation) == {"next_response": "paused", "resolution": "paused"}
    service.resolve_conversation(moves.world.ports, moves.world.lead, conversation)
    assert desk.told() == [("SlaMet", "resolution")]


def test_a_higher_priority_is_promised_more_and_its_executions_follow(moves: Moves, bus: FakeBus) -> None:
    desk = moves.desk
    desk.policy()
    high = desk.policy(name="Alta", priority_class="high", first_response_seconds=120)
    conversation = desk.waiting()
    ticket = moves.world.ticket(conversation)["id"]
    desk.pass_time(30)
    moves.prioritised(conversation, 7)  # the same class
    assert desk.targets(conversation)["first_response"]["version"] == 1
    moves.prioritised(conversation, 9)
    row = desk.targets(conversation)["first_response"]
    assert (row["policy_id"], row["version"], row["looks_at"]) == (high["id"], 2, None)
    assert moves.left(conversation) == about(90)
    assert [entry.detail_type for entry in bus.entries] == ["ConversationPriorityChanged"] * 2
    fact = desk.fact("ConversationPriorityChanged", conversation_id=conversation)
    desk.start(fact, fact)
    assert f"{ticket}-first_response-2" in desk.workflows.executions
    assert len(desk.workflows.executions) == 6
    moves.prioritised(conversation, 2)
    assert desk.targets(conversation)["first_response"]["goal_seconds"] == 600


def test_a_fact_that_was_lost_is_found_by_the_sweep(moves: Moves, queues: FakeQueues) -> None:
    desk = moves.desk
    desk.policy(**FIRST_ONLY)
    desk.policy(name="Alta", priority_class="high", **FIRST_ONLY | {"first_response_seconds": 120})
    conversation = desk.waiting()
    moves.prioritised(conversation, 9)
    sweep_work.handler.lambda_handler({}, None)
    (bell,) = queues.of("sla")
    desk.start(dict(bell.body))
    assert f"{moves.world.ticket(conversation)['id']}-first_response-2" in desk.workflows.executions


def test_a_label_that_raises_the_priority_is_told(moves: Moves, bus: FakeBus) -> None:
    desk, account_id = moves.desk, moves.world.account["id"]
    desk.policy(**FIRST_ONLY)
    desk.policy(name="Alta", priority_class="high", **FIRST_ONLY | {"first_response_seconds": 120})
    label = insert(desk.owner, "labels", account_id=account_id, name="vip", color="#112233")
    insert(desk.owner, "priority_rules", account_id=account_id, name="VIP", priority=9, label_id=label["id"])
    conversation = desk.waiting()
    set_labels(moves.world.ports, moves.world.lead, conversation, ["vip"])
    assert desk.targets(conversation)["first_response"]["goal_seconds"] == 120
    assert bus.types.count("ConversationPriorityChanged") == 1


def test_a_step_that_raises_the_priority_brings_the_other_promise(moves: Moves, bus: FakeBus) -> None:
    desk = moves.desk
    steps = [{"when": "warn_50", "after_seconds": 0, "action": "raise_priority", "priority": 9}]
    desk.policy(steps=steps, **FIRST_ONLY)
    desk.policy(name="Alta", priority_class="high", steps=steps, **FIRST_ONLY | {"first_response_seconds": 400})
    conversation = desk.waiting()
    desk.pass_time(301)
    desk.ask(conversation)
    row = desk.targets(conversation)["first_response"]
    # The step at a warning that was given is not taken once more.
    assert (row["goal_seconds"], row["warned"], row["steps_done"], row["looks_at"]) == (400, 50, 1, None)
    assert bus.types.count("ConversationPriorityChanged") == 1


def test_two_queues_that_pass_a_ticket_on_do_not_play_with_it(moves: Moves) -> None:
    desk = moves.desk

    def steps(queue: Row) -> list[dict[str, Any]]:
        return [
            {"when": mark, "after_seconds": 0, "action": "move_to_queue", "queue_id": str(queue["id"])}
            for mark in ("warn_50", "breach")
        ]

    moves.promise(moves.world.queue, steps=steps(moves.other), **FIRST_ONLY)
    moves.promise(moves.other, steps=steps(moves.world.queue), **FIRST_ONLY)
    conversation = desk.waiting()
    for _ in range(10):
        desk.pass_time(100)
        for _ in range(5):
            desk.ask(conversation)
    # There at the first mark (whose step lies behind there), and back when it was missed.
    assert [ticket["queue_id"] for ticket in moves.world.tickets(conversation)] == [
        moves.world.queue["id"], moves.other["id"], moves.world.queue["id"],
    ]  # fmt: skip


def test_what_waited_too_long_and_moved_on_has_the_promise_of_its_new_queue(moves: Moves) -> None:
    desk = moves.desk
    moves.promise(moves.world.queue, **FIRST_ONLY)
    moves.promise(moves.other, **FIRST_ONLY | {"first_response_seconds": 400})
    conversation = desk.waiting()
    desk.owner.execute(
        "update queues set overflow_after_seconds = 60, overflow_queue_id = %s where id = %s",
        (moves.other["id"], moves.world.queue["id"]),
    )
    desk.owner.execute("update tickets set queued_at = now() - interval '61 seconds'")
    desk.pass_time(61)
    service.assign_waiting_tickets(moves.world.ports, system_call(moves.world.account["id"]))
    row = desk.targets(conversation)["first_response"]
    assert (row["goal_seconds"], row["version"]) == (400, 2)
    assert moves.left(conversation) == about(339)
    desk.start(desk.fact("TicketOverflowed", ticket_id=row["ticket_id"]))
    assert f"{row['ticket_id']}-first_response-2" in desk.workflows.executions


def test_a_reopened_ticket_counts_from_then_whichever_fact_comes_first(moves: Moves) -> None:
    desk, world = moves.desk, moves.world
    desk.policy(first_response_seconds=None, next_response_seconds=None, pauses=False)
    conversation = desk.waiting()
    service.accept_ticket(world.ports, world.call(world.ana), conversation)
    service.resolve_conversation(world.ports, world.lead, conversation)
    desk.owner.execute("update tickets set entered_at = entered_at - interval '30 days'")
    service.reopen_conversation(world.ports, world.call(world.ana), conversation)
    desk.start(desk.fact("TicketAssigned", ticket_id=world.ticket(conversation)["id"]))
    assert moves.left(conversation, "resolution") == about(3600)


@pytest.mark.own_connection
def test_a_look_waits_for_the_hand_that_changes_the_promise(moves: Moves, postgres: TestDatabase) -> None:
    """A warning is due by the old promise; whoever looks meanwhile has nothing left to do."""
    desk, world = moves.desk, moves.world
    desk.policy(**FIRST_ONLY)
    desk.policy(name="Alta", priority_class="high", **FIRST_ONLY | {"first_response_seconds": 900})
    conversation = desk.waiting()
    desk.pass_time(550)
    row = desk.targets(conversation)["first_response"]
    visit = Visit(world.account["id"], row["ticket_id"], "first_response", row["version"])
    answers: list[str | None] = []
    thread = threading.Thread(target=lambda: answers.append(look(world.ports, visit, correlation_id="r")))
    with psycopg.connect(postgres.owner_url) as other:
        other.execute("select set_config('central.account_id', %s, true)", (str(world.account["id"]),))
        other.execute("update conversations set priority = 9 where id = %s", (conversation,))
        thread.start()
        wait_until_blocked(desk.owner)
    thread.join()
    assert answers == [None]
    row = desk.targets(conversation)["first_response"]
    assert (row["state"], row["goal_seconds"], desk.told()) == ("running", 900, [])


def test_only_a_higher_priority_is_one(moves: Moves, bus: FakeBus) -> None:
    conversation = moves.desk.waiting(priority=8)
    moves.desk.owner.execute("update conversations set priority = 8")
    bus.entries.clear()
    with moves.world.ports.database.transaction(system_call(moves.world.account["id"])) as transaction:
        raise_priority(transaction, conversation, 8)
    assert (bus.types, moves.world.ticket(conversation)["priority"]) == ([], 8)
