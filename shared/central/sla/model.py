"""Rules about service levels. Pure: the time is an argument, nothing here reads or writes.

A clock counts open seconds. Everything that is to happen lies at an offset of open seconds from its start: the
warnings, the breach, and the policy's steps, each some time after one of them.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any, Literal
from uuid import UUID

from central.conversations.model import Level
from central.frozen import Frozen
from central.versions import version_of

Target = Literal["first_response", "next_response", "resolution"]
State = Literal["running", "paused", "met", "missed", "cancelled"]
Mark = Literal["warn_50", "warn_80", "breach"]
Action = Literal["notify", "raise_priority", "move_to_queue", "assign_person", "assign_team"]

TARGETS: tuple[Target, ...] = ("first_response", "next_response", "resolution")
# Where the marks lie, in parts of the goal.
MARKS: Mapping[Mark, float] = MappingProxyType({"warn_50": 0.5, "warn_80": 0.8, "breach": 1.0})
_WARNINGS: tuple[tuple[Mark, int], ...] = (("warn_50", 50), ("warn_80", 80))

# Step Functions wait whole seconds here, never early. An execution whose clock stands still looks now and then: soon at
# first, then every eighth of the time it has stood still.
_SOONEST_LOOK = timedelta(seconds=5)
_LATEST_IDLE_LOOK = timedelta(hours=1)


class Step(Frozen):
    """What happens at a mark, or so many open seconds after it. The action says which of the others are set."""

    when: Mark
    after_seconds: int
    action: Action
    priority: int | None = None
    queue_id: UUID | None = None
    user_id: UUID | None = None
    team_id: UUID | None = None


class Policy(Frozen):
    """What a company promises to whom. A scope that is None is any; a goal that is None is not promised."""

    id: UUID
    name: str
    active: bool
    queue_id: UUID | None
    channel_id: UUID | None
    priority_class: Level | None
    first_response_seconds: int | None
    next_response_seconds: int | None
    resolution_seconds: int | None
    business_hours: bool
    pauses: bool
    steps: list[Step]

    @property
    def version(self) -> str:
        """Which one this is; see :mod:`central.versions`."""
        return version_of(self)

    def goal(self, target: Target) -> int | None:
        """Return the seconds promised for a target, or None."""
        goals: dict[Target, int | None] = {
            "first_response": self.first_response_seconds,
            "next_response": self.next_response_seconds,
            "resolution": self.resolution_seconds,
        }
        return goals[target]


class Clock(Frozen):
    """A live target as its row says, at the moment ``now`` of the database; ``elapsed`` are the open seconds it ran."""

    ticket_id: UUID
    conversation_id: UUID
    policy_id: UUID | None
    target: Target
    cycle: int
    version: int
    goal_seconds: int
    calendar_id: UUID | None
    steps: list[Step]
    state: State
    warned: int
    steps_done: int
    next_offset: float | None
    paused_at: datetime | None
    ended_at: datetime | None
    elapsed: float
    now: datetime


class Look(Frozen):
    """What is to be done about a clock that was looked at, in order, and the offset of what is next (None: nothing)."""

    warnings: tuple[int, ...]
    breaches: bool
    steps: tuple[Step, ...]
    next_offset: float | None


def in_order(steps: Sequence[Step], goal_seconds: int) -> list[Step]:
    """Return a policy's steps in the order in which they are taken for this goal."""
    return sorted(steps, key=lambda step: offset_of(step, goal_seconds))


def offset_of(step: Step, goal_seconds: int) -> float:
    """Return after how many open seconds a step is taken."""
    return MARKS[step.when] * goal_seconds + step.after_seconds


def first_offset(goal_seconds: int) -> float:
    """Return after how many open seconds somebody must look for the first time."""
    return MARKS["warn_50"] * goal_seconds


def look_at(clock: Clock) -> Look:
    """Decide what is due for a clock that runs, or is late already. What was passed meanwhile is due in its order."""
    goal = clock.goal_seconds
    passed = [percent for mark, percent in _WARNINGS if MARKS[mark] * goal <= clock.elapsed]
    due = [percent for percent in passed if percent > clock.warned]
    breaches = clock.state == "running" and goal <= clock.elapsed
    steps = in_order(clock.steps, goal)
    waiting = steps[clock.steps_done :]
    taken = [step for step in waiting if offset_of(step, goal) <= clock.elapsed]
    warned = max((clock.warned, *due))
    ahead = [MARKS[mark] * goal for mark, percent in _WARNINGS if percent > warned]
    if clock.state == "running" and not breaches:
        ahead.append(float(goal))
    ahead += [offset_of(step, goal) for step in waiting[len(taken) :]]
    return Look(tuple(due), breaches, tuple(taken), min(ahead, default=None))


def idle_look(now: datetime, *, paused_at: datetime, earliest_mark: datetime) -> datetime:
    """Return when an execution looks again whose clock stands still.

    Before ``earliest_mark`` (where the next mark would be if the clock went on now) nothing can happen; after long
    rests it looks rarely, and should the clock go on before that, the sweep starts another execution.
    """
    rarely = min(max((now - paused_at) / 8, _SOONEST_LOOK), _LATEST_IDLE_LOOK)
    return max(earliest_mark, now + rarely)


def whole_second(moment: datetime) -> datetime:
    """Return the next whole second: state machines wait until one, and never wake early."""
    return moment if moment.microsecond == 0 else moment.replace(microsecond=0) + timedelta(seconds=1)


def execution_name(ticket_id: UUID, target: Target, version: int) -> str:
    """Return the name of the execution that looks after a target: the same one is never started twice."""
    return f"{ticket_id}-{target}-{version}"


def read_steps(stored: Sequence[Mapping[str, Any]]) -> list[Step]:
    """Return steps from their JSON."""
    return [
        Step(
            step["when"],
            step["after_seconds"],
            step["action"],
            step.get("priority"),
            *(UUID(step[name]) if step.get(name) else None for name in ("queue_id", "user_id", "team_id")),
        )
        for step in stored
    ]


def write_steps(steps: Sequence[Step]) -> list[dict[str, Any]]:
    """Return steps as they are stored: what is set, ids as text."""
    names = ("when", "after_seconds", "action", "priority", "queue_id", "user_id", "team_id")
    return [
        {
            name: str(value) if isinstance(value, UUID) else value
            for name in names
            if (value := getattr(step, name)) is not None
        }
        for step in steps
    ]
