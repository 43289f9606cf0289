"""Facts about service levels, as they leave on the bus. Source ``central.sla``.

What is decided in the statement that stores an answer (``SlaMet``, and ``SlaBreached`` where nobody had looked yet) is
written by the SQL function ``sla_tell``.
"""

from typing import Any, Literal

from central.events import Fact
from central.sla.model import Clock

SOURCE = "central.sla"


def sla_warned(clock: Clock, percent: int) -> Fact:
    """So much of the promised time is over."""
    return Fact(SOURCE, "SlaWarned", {**_about(clock), "percent": percent})


def sla_breached(clock: Clock) -> Fact:
    """The promised time is over and nothing had happened."""
    return Fact(SOURCE, "SlaBreached", _about(clock))


def sla_escalated(clock: Clock, action: str, outcome: Literal["done", "skipped"]) -> Fact:
    """A step of the policy was taken, or could not be."""
    return Fact(SOURCE, "SlaEscalated", {**_about(clock), "action": action, "outcome": outcome})


def _about(clock: Clock) -> dict[str, Any]:
    return {
        "ticket_id": str(clock.ticket_id),
        "conversation_id": str(clock.conversation_id),
        "policy_id": None if clock.policy_id is None else str(clock.policy_id),
        "target": clock.target,
        "cycle": clock.cycle,
        "goal_seconds": clock.goal_seconds,
        "seconds": round(clock.elapsed, 3),
    }
