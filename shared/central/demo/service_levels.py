"""What the demo's company promises, and the clocks of its conversations as the product would have left them."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from central.demo.stories import Story
from central.frozen import changed
from central.sla.model import TARGETS, Clock, Step, Target, first_offset, look_at, write_steps

_STEPS = [Step("warn_80", 0, "raise_priority", priority=8), Step("breach", 0, "notify")]
_GOALS: dict[Target, int] = {"first_response": 15 * 60, "next_response": 3600, "resolution": 8 * 3600}
POLICY: dict[str, Any] = {
    "name": "Padrão",
    **{f"{target}_seconds": goal for target, goal in _GOALS.items()},
    "steps": write_steps(_STEPS),
}
# A stretch in which the contact waited for an agent; until None: they still do.
_Turn = tuple[datetime, datetime | None]


def clock_rows(
    story: Story, now: datetime, *, ticket_id: UUID, conversation_id: UUID, policy_id: UUID, calendar_id: UUID
) -> Iterator[dict[str, Any]]:
    """Yield the columns of a story's clocks, without the account.

    Args:
        calendar_id: of hours that never close, so that all time counts.
    """
    turns, over_at = _turns(story, now), _over_at(story, now)
    for target in TARGETS:
        own = {"first_response": turns[:1], "next_response": turns[1:], "resolution": turns}[target]
        clock = Clock(
            ticket_id, conversation_id, policy_id, target, 1, 1, _GOALS[target], calendar_id, _STEPS, "running", 0, 0,
            None, None, None, 0, now,
        )  # fmt: skip
        answered_at = turns[0][1] if target == "first_response" else None
        ended_at = answered_at or over_at
        state = _live(clock, own, turns[0][0]) if ended_at is None else _ended(clock, own, ended_at, story)
        yield {
            "ticket_id": ticket_id,
            "conversation_id": conversation_id,
            "policy_id": policy_id,
            "target": target,
            "goal_seconds": clock.goal_seconds,
            "calendar_id": calendar_id,
            "pauses": True,
            "steps": POLICY["steps"],
            "started_at": own[-1][0] if own and target == "next_response" else turns[0][0],
            "turns": len(own) if target == "next_response" else 0,
            "over": over_at is not None,
            **state,
        }


def _turns(story: Story, now: datetime) -> list[_Turn]:
    turns: list[_Turn] = []
    begins = None
    for line in story.lines:
        at = now - timedelta(minutes=line.minutes_ago)
        if line.who == "c":
            begins = begins or at
        elif line.who == "a" and begins is not None:
            turns.append((begins, at))
            begins = None
    return turns if begins is None else [*turns, (begins, None)]


def _over_at(story: Story, now: datetime) -> datetime | None:
    over = story.state in ("finished", "abandoned")
    return now - timedelta(minutes=story.lines[-1].minutes_ago) if over else None


def _ended(clock: Clock, turns: list[_Turn], ended_at: datetime, story: Story) -> dict[str, Any]:
    lengths = [((until or ended_at) - since).total_seconds() for since, until in turns]
    spent = sum(lengths)
    late = max(lengths, default=0) if clock.target == "next_response" else spent
    if late > clock.goal_seconds:
        state = "missed"
    else:
        state = "met" if turns and story.state != "abandoned" else "cancelled"
    missed_at = turns[0][0] + timedelta(seconds=clock.goal_seconds) if state == "missed" else None
    return {"state": state, "spent_seconds": spent, "ended_at": ended_at, "missed_at": missed_at}


def _live(clock: Clock, turns: list[_Turn], entered_at: datetime) -> dict[str, Any]:
    """Return how a clock stands that was looked at just now; the sweep finds it, and sends an execution on."""
    done = [(since, until) for since, until in turns if until is not None]
    spent = sum((until - since).total_seconds() for since, until in done) if clock.target == "resolution" else 0.0
    if len(done) == len(turns):
        paused_at = done[-1][1] if done else entered_at
        offset = first_offset(clock.goal_seconds)
        return {"state": "paused", "spent_seconds": spent, "paused_at": paused_at, "next_offset": offset}
    resumed_at = turns[-1][0]
    seen = look_at(changed(clock, elapsed=spent + (clock.now - resumed_at).total_seconds()))
    due_at = resumed_at + timedelta(seconds=clock.goal_seconds - spent)
    next_mark_at = None if seen.next_offset is None else resumed_at + timedelta(seconds=seen.next_offset - spent)
    return {
        "state": "missed" if seen.breaches else "running",
        "spent_seconds": spent,
        "resumed_at": resumed_at,
        "due_at": due_at,
        "warned": max(seen.warnings, default=0),
        "steps_done": len(seen.steps),
        "next_offset": seen.next_offset,
        "next_mark_at": next_mark_at,
        "missed_at": due_at if seen.breaches else None,
    }
