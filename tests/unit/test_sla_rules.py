"""What is due about a clock: tables of cases."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from central.errors import Poison
from central.frozen import changed
from central.sla.model import (
    Clock,
    Step,
    idle_look,
    look_at,
    read_steps,
    whole_second,
    write_steps,
)
from central.sla.service import read_begin, read_visit

QUEUE, CHANNEL = UUID(int=1), UUID(int=2)
NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def clock(elapsed: float, **values: Any) -> Clock:
    base = Clock(
        ticket_id=uuid4(), conversation_id=uuid4(), policy_id=None, target="resolution", cycle=1, version=1,
        goal_seconds=1000, calendar_id=None, steps=[], state="running", warned=0, steps_done=0, next_offset=500,
        paused_at=None, ended_at=None, elapsed=elapsed, now=NOW,
    )  # fmt: skip
    return changed(base, **values)


STEPS = [
    Step("breach", 500, "notify"),
    Step("warn_80", 0, "raise_priority", priority=9),
    Step("warn_80", 300, "notify"),
    Step("breach", 0, "notify"),
]


@pytest.mark.parametrize(
    ("seen", "warnings", "breaches", "steps", "next_offset"),
    [
        (clock(0), (), False, 0, 500),
        (clock(499.9), (), False, 0, 500),
        (clock(500), (50,), False, 0, 800),
        (clock(500, warned=50), (), False, 0, 800),
        (clock(800, warned=50), (80,), False, 0, 1000),
        (clock(1000, warned=80), (), True, 0, None),
        (clock(5000), (50, 80), True, 0, None),
        (clock(5000, warned=80, state="missed"), (), False, 0, None),
        (clock(0, steps=STEPS), (), False, 0, 500),
        (clock(801, warned=50, steps=STEPS), (80,), False, 1, 1000),
        (clock(1000, warned=80, steps=STEPS, steps_done=1), (), True, 1, 1100),
        (clock(1100, warned=80, steps=STEPS, steps_done=2, state="missed"), (), False, 1, 1500),
        (clock(9999, steps=STEPS), (50, 80), True, 4, None),
    ],
)
def test_what_is_due(seen: Clock, warnings: tuple[int, ...], breaches: bool, steps: int, next_offset: float) -> None:
    due = look_at(seen)
    assert (due.warnings, due.breaches, len(due.steps), due.next_offset) == (warnings, breaches, steps, next_offset)


def test_steps_are_taken_in_the_order_of_their_time() -> None:
    taken = look_at(clock(9999, steps=STEPS)).steps
    assert [(step.when, step.after_seconds) for step in taken] == [
        ("warn_80", 0), ("breach", 0), ("warn_80", 300), ("breach", 500),
    ]  # fmt: skip


def test_steps_survive_being_stored() -> None:
    steps = [
        *STEPS,
        Step("warn_50", 0, "move_to_queue", queue_id=QUEUE),
        Step("breach", 9, "assign_team", team_id=QUEUE),
    ]
    assert read_steps(write_steps(steps)) == steps


@pytest.mark.parametrize(
    ("rested", "earliest", "expected"),
    [(0, 0, 5), (0, 300, 300), (80, 1, 10), (7200, 60, 900), (10 * 86400, 60, 3600), (10 * 86400, 7200, 7200)],
)
def test_a_clock_that_stands_still_is_looked_at_ever_more_rarely(rested: int, earliest: int, expected: int) -> None:
    at = idle_look(NOW, paused_at=NOW - timedelta(seconds=rested), earliest_mark=NOW + timedelta(seconds=earliest))
    assert at - NOW == timedelta(seconds=expected)


def test_executions_wait_for_whole_seconds_and_never_wake_early() -> None:
    assert whole_second(NOW) == NOW
    assert whole_second(NOW + timedelta(microseconds=1)) == NOW + timedelta(seconds=1)


@pytest.mark.parametrize(
    "event",
    [
        {},
        {"account_id": "x"},
        {"account_id": str(QUEUE), "ticket_id": str(QUEUE), "target": "x", "version": 1},
        {"account_id": str(QUEUE), "ticket_id": str(QUEUE), "target": "resolution", "version": "1"},
    ],
)
def test_a_question_of_nobody_is_refused(event: dict[str, Any]) -> None:
    with pytest.raises(Poison):
        read_visit(event)


def test_reads_facts_and_doorbells() -> None:
    assert read_begin(f'{{"account_id": "{QUEUE}", "ticket_id": "{CHANNEL}"}}').ticket_id == CHANNEL
    data = {"conversation_id": str(CHANNEL)}
    detail = {"account_id": str(QUEUE), "data": data}
    begin = read_begin(json.dumps({"detail-type": "ConversationReopened", "detail": detail}))
    assert (begin.account_id, begin.conversation_id, begin.ticket_id) == (QUEUE, CHANNEL, None)
