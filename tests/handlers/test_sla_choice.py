"""What becomes of a clock when another policy holds: its goal, hours, turns, warnings and steps, and what it keeps."""

from datetime import timedelta
from uuid import UUID

import pytest

from central.conversations.append import append_message
from central.ports import Ports
from central.queues import service
from central.sla.policies import delete_policy
from tests.db.test_queue_service import World
from tests.fixtures.factories import Owner, Row, insert, make_listener
from tests.fixtures.sla import FIRST_ONLY, Moves, about, promises

NOTHING = {"first_response_seconds": None, "next_response_seconds": None, "resolution_seconds": None}
RESOLUTION_ONLY = NOTHING | {"resolution_seconds": 3600}


@pytest.fixture
def moves(monkeypatch: pytest.MonkeyPatch, owner: Owner, ports: Ports) -> Moves:
    world = World(owner, ports)
    make_listener(owner, world.account)
    return Moves(promises(monkeypatch, world, ports))


def clocks(moves: Moves) -> dict[str, Row]:
    """Every clock there is, also those nothing is promised for."""
    return {row["target"]: row for row in moves.desk.owner.execute("select * from sla_targets").fetchall()}


def keep_hours(moves: Moves, queue: Row) -> Row:
    """Give a queue hours of its own."""
    account_id = moves.world.account["id"]
    calendar = insert(moves.desk.owner, "calendars", account_id=account_id, name="Comercial", time_zone="UTC")
    moves.desk.owner.execute("update queues set calendar_id = %s where id = %s", (calendar["id"], queue["id"]))
    return calendar


def bot_speaks(moves: Moves, conversation: UUID) -> None:
    """A machine that answers: the contact has the word, and no person answered."""
    with moves.world.ports.database.transaction(moves.world.lead) as transaction:
        append_message(transaction, conversation, author_type="ai", text="Já vem alguém.")


def test_the_turn_belongs_to_the_first_answer_or_does_not(moves: Moves) -> None:
    desk = moves.desk
    moves.promise(moves.world.queue)
    moves.promise(moves.other, first_response_seconds=None)
    conversation = desk.waiting()
    desk.owner.execute("update conversations set waiting_since = now() - interval '100 seconds'")
    since = moves.world.conversation(conversation)["waiting_since"]
    desk.pass_time(100)
    moves.move(conversation)
    row = desk.targets(conversation)["next_response"]
    assert (row["state"], row["turns"], row["started_at"], row["paused_at"]) == ("running", 1, since, None)
    assert moves.left(conversation, "next_response") == about(200)
    moves.move(conversation, moves.world.queue)
    row = desk.targets(conversation)["next_response"]
    assert (row["state"], row["turns"], row["spent_seconds"]) == ("paused", 0, 0)
    assert moves.left(conversation) == about(500)


@pytest.mark.parametrize(("target", "goal"), [("first_response", 600), ("next_response", 300)])
def test_the_hours_of_the_new_queue_count_from_then_on(moves: Moves, target: str, goal: int) -> None:
    desk, account_id = moves.desk, moves.world.account["id"]
    calendar = keep_hours(moves, moves.other)
    opens_at = desk.now() + timedelta(days=2)
    insert(
        desk.owner, "calendar_openings", account_id=account_id, calendar_id=calendar["id"], opens_at=opens_at,
        closes_at=opens_at + timedelta(days=1),
    )  # fmt: skip
    desk.policy(business_hours=True, **NOTHING | {f"{target}_seconds": goal})
    conversation = desk.waiting()
    desk.pass_time(200)
    moves.move(conversation)
    row = desk.targets(conversation)[target]
    assert row["calendar_id"] == calendar["id"]
    assert (row["due_at"] - opens_at).total_seconds() == about(goal - 200)


@pytest.mark.parametrize("promised", [True, False])
def test_only_a_promise_of_every_hour_leaves_the_hours_of_the_new_queue(moves: Moves, promised: bool) -> None:
    """What nothing is promised for counts the queue's hours, until somebody promises by the clock."""
    desk = moves.desk
    calendar = keep_hours(moves, moves.other)
    moves.promise(moves.world.queue, **FIRST_ONLY)
    if promised:
        moves.promise(moves.other, business_hours=False, **FIRST_ONLY)
    conversation = desk.waiting()
    moves.move(conversation)
    rows = desk.owner.execute("select calendar_id from sla_targets").fetchall()
    assert {row["calendar_id"] for row in rows} == {None if promised else calendar["id"]}


def test_a_clock_keeps_what_its_policy_said_when_it_was_started(moves: Moves) -> None:
    desk = moves.desk
    calendar = keep_hours(moves, moves.other)
    desk.policy(business_hours=True, pauses=True)
    conversation = desk.waiting()
    desk.owner.execute(
        "update sla_policies set first_response_seconds = 60, resolution_seconds = 90, pauses = false,"
        """ steps = '[{"when": "breach", "after_seconds": 0, "action": "notify"}]'"""
    )
    moves.move(conversation)
    rows = desk.targets(conversation)
    assert {row["calendar_id"] for row in rows.values()} == {calendar["id"]}, "the hours are those of the new queue"
    assert [rows[target]["goal_seconds"] for target in ("first_response", "resolution")] == [600, 3600]
    assert {(row["pauses"], len(row["steps"])) for row in rows.values()} == {(True, 0)}


@pytest.mark.parametrize("pauses", [True, False])
def test_whether_it_pauses_is_the_new_policys_word(moves: Moves, pauses: bool) -> None:
    desk = moves.desk
    moves.promise(moves.world.queue, pauses=not pauses, **RESOLUTION_ONLY)
    desk.policy(priority_class="high", queue_id=moves.world.queue["id"], pauses=pauses, **RESOLUTION_ONLY)
    conversation = desk.waiting()
    service.accept_ticket(moves.world.ports, moves.world.call(moves.world.ana), conversation)
    desk.agent_writes(conversation, moves.world.ana)
    moves.prioritised(conversation, 9)
    assert desk.states(conversation) == {"resolution": "paused" if pauses else "running"}


@pytest.mark.parametrize("promised", [True, False])
def test_a_promise_keeps_its_hours_when_its_policy_was_deleted(moves: Moves, promised: bool) -> None:
    """And what no policy ever promised anything for has the hours of the queue it is in."""
    desk = moves.desk
    calendar = keep_hours(moves, moves.other)
    desk.policy(name="Baixa", priority_class="low")
    policy = moves.promise(moves.world.queue) if promised else None
    conversation = desk.waiting()
    if policy:
        delete_policy(moves.world.ports, moves.world.lead, policy["id"])
    moves.move(conversation)
    assert {row["calendar_id"] for row in clocks(moves).values()} == {None if promised else calendar["id"]}
    assert len(desk.targets(conversation)) == (3 if promised else 0)


def test_what_was_answered_is_not_touched_by_another_priority(moves: Moves) -> None:
    desk = moves.desk
    desk.policy()
    desk.policy(name="Alta", priority_class="high", first_response_seconds=120, next_response_seconds=60)
    conversation = desk.waiting()
    service.accept_ticket(moves.world.ports, moves.world.call(moves.world.ana), conversation)
    desk.agent_writes(conversation, moves.world.ana)
    before = desk.targets(conversation)["first_response"]
    moves.prioritised(conversation, 9)
    after = desk.targets(conversation)
    assert (after["first_response"], after["next_response"]["goal_seconds"]) == (before, 60)


def test_what_was_missed_stays_so_when_other_hours_had_it_due_later(moves: Moves) -> None:
    desk, account_id = moves.desk, moves.world.account["id"]
    calendar, now = keep_hours(moves, moves.world.queue), desk.now()
    for opens_at, closes_at in ((-3600, 60), (2 * 86400, 3 * 86400)):
        insert(
            desk.owner, "calendar_openings", account_id=account_id, calendar_id=calendar["id"],
            opens_at=now + timedelta(seconds=opens_at), closes_at=now + timedelta(seconds=closes_at),
        )  # fmt: skip
    moves.promise(moves.world.queue, business_hours=True, **FIRST_ONLY)
    moves.promise(moves.other, **FIRST_ONLY | {"first_response_seconds": 3600})
    conversation = desk.waiting()
    desk.pass_time(601)
    desk.ask(conversation)
    assert desk.targets(conversation)["first_response"]["due_at"] > desk.now()
    moves.move(conversation)
    row = desk.targets(conversation)["first_response"]
    assert (row["state"], row["goal_seconds"]) == ("missed", 600)


def test_what_stands_still_does_so_since_when_it_did(moves: Moves) -> None:
    """Also where nothing is promised: that time is not the company's."""
    desk = moves.desk
    moves.promise(moves.world.queue)
    conversation = desk.waiting()
    service.accept_ticket(moves.world.ports, moves.world.call(moves.world.ana), conversation)
    desk.agent_writes(conversation, moves.world.ana)
    desk.pass_time(500)
    before = desk.targets(conversation)
    for queue in (moves.other, moves.world.queue):
        moves.move(conversation, queue)
        for target in ("next_response", "resolution"):
            row = clocks(moves)[target]
            assert (row["state"], row["turns"], row["spent_seconds"] < 60) == ("paused", 0, True)
            assert (row["paused_at"], row["next_mark_at"]) == (before[target]["paused_at"], None)
        desk.pass_time(500)
        before = clocks(moves)


def test_a_resolution_goes_on_while_an_agent_owes_an_answer(moves: Moves) -> None:
    desk = moves.desk
    desk.policy(**RESOLUTION_ONLY)
    high = desk.policy(name="Alta", priority_class="high", **RESOLUTION_ONLY)
    conversation = desk.waiting()
    service.accept_ticket(moves.world.ports, moves.world.call(moves.world.ana), conversation)
    moves.prioritised(conversation, 9)
    row = desk.targets(conversation)["resolution"]
    assert (row["policy_id"], row["state"]) == (high["id"], "running")


def test_a_first_answer_stays_owed_whatever_the_bot_said(moves: Moves) -> None:
    desk = moves.desk
    desk.policy(**FIRST_ONLY)
    high = desk.policy(name="Alta", priority_class="high", **FIRST_ONLY)
    conversation = desk.waiting()
    service.accept_ticket(moves.world.ports, moves.world.call(moves.world.ana), conversation)
    bot_speaks(moves, conversation)
    moves.prioritised(conversation, 9)
    row = desk.targets(conversation)["first_response"]
    assert (row["policy_id"], row["state"]) == (high["id"], "running")


def test_in_line_the_resolution_goes_on_whatever_the_bot_said_and_no_turn_does(moves: Moves) -> None:
    desk = moves.desk
    desk.policy(first_response_seconds=None)
    high = desk.policy(name="Alta", priority_class="high", first_response_seconds=None)
    conversation = desk.waiting()
    bot_speaks(moves, conversation)
    before = desk.targets(conversation)["next_response"]
    moves.prioritised(conversation, 9)
    rows = desk.targets(conversation)
    assert {row["policy_id"] for row in rows.values()} == {high["id"]}
    assert desk.states(conversation) == {"next_response": "paused", "resolution": "running"}
    following = rows["next_response"]
    assert (following["started_at"], following["turns"]) == (before["started_at"], 0)


def test_a_turn_is_counted_once_and_only_where_it_is_promised(moves: Moves) -> None:
    desk = moves.desk
    moves.promise(moves.world.queue, first_response_seconds=None)
    conversation = desk.waiting()
    for queue, turns in ((None, 1), (moves.other, 0), (moves.world.queue, 1)):
        if queue:
            moves.move(conversation, queue)
        counted = {target: row["turns"] for target, row in clocks(moves).items()}
        assert counted == {"first_response": 0, "next_response": turns, "resolution": 0}


@pytest.mark.parametrize(("goal", "warned", "next_offset"), [(3600, 0, 1800), (900, 50, 720), (601, 80, 601)])
def test_warnings_of_the_old_promise_count_as_far_as_the_new_one_has_come(
    moves: Moves, goal: int, warned: int, next_offset: int
) -> None:
    desk = moves.desk
    moves.promise(moves.world.queue, **FIRST_ONLY)
    moves.promise(moves.other, **FIRST_ONLY | {"first_response_seconds": goal})
    conversation = desk.waiting()
    desk.pass_time(481)
    desk.ask(conversation)
    moves.move(conversation)
    row = desk.targets(conversation)["first_response"]
    assert (row["warned"], row["next_offset"]) == (warned, next_offset)


@pytest.mark.parametrize(
    ("old", "passed", "goal", "steps", "expected"),
    [
        # The warning was given and the time of the step is over; or is not.
        (600, 310, 600, [("warn_50", 0)], (50, 1, 480)),
        (600, 310, 600, [("warn_50", 100)], (50, 0, 400)),
        (600, 310, 600, [("warn_50", 0), ("warn_50", 100)], (50, 1, 400)),
        (600, 481, 601, [("warn_80", 0), ("breach", 0)], (80, 1, 601)),
        # A warning nobody gave, and a promise nobody broke yet, whatever time has passed.
        (600, 200, 60, [("breach", 0)], (0, 0, 30)),
        # Behind one that is still to be taken no other is behind.
        (1000, 520, 600, [("warn_80", 0), ("warn_50", 200)], (50, 0, 480)),
    ],
)
def test_of_the_steps_those_are_behind_whose_warning_was_given_and_whose_time_is_over(
    moves: Moves, old: int, passed: int, goal: int, steps: list[tuple[str, int]], expected: tuple[int, int, int]
) -> None:
    desk = moves.desk
    written = [{"when": when, "after_seconds": seconds, "action": "notify"} for when, seconds in steps]
    moves.promise(moves.world.queue, **FIRST_ONLY | {"first_response_seconds": old})
    moves.promise(moves.other, steps=written, **FIRST_ONLY | {"first_response_seconds": goal})
    conversation = desk.waiting()
    desk.pass_time(passed)
    if expected[0]:
        desk.ask(conversation)
    moves.move(conversation)
    row = desk.targets(conversation)["first_response"]
    assert (row["warned"], row["steps_done"], row["next_offset"]) == expected
    desk.pass_time(goal)
    desk.ask(conversation)
    assert desk.told().count(("SlaEscalated", "first_response")) == len(steps) - expected[1]
