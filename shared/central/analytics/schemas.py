"""Views of supervision: the service at this moment, and time sheets."""

from datetime import date
from typing import Annotated, Self
from uuid import UUID

from pydantic import StringConstraints

from central.analytics.model import Live, QueueDay, Sheet
from central.queues.model import PresenceState, Queue
from central.schemas import Body, Time, View


class LiveQueueView(View):
    """A queue at this moment, and what it did today (midnight in the company's time zone).

    `sla_at_risk` counts conversations with a promise that was warned of, `sla_late` those with a broken one that is
    still owed: what the list filtered by `sla` shows.
    """

    id: UUID
    name: str
    active: bool
    waiting: int
    oldest_entered_at: Time | None
    in_service: int
    online: int
    sla_at_risk: int
    sla_late: int
    finished_today: int
    abandoned_today: int
    mean_wait_seconds: float | None
    mean_service_seconds: float | None

    @classmethod
    def of(cls, queue: Queue, day: QueueDay | None) -> Self:
        """Return a queue as the API shows it."""
        known = {name: getattr(queue, name) for name in cls.model_fields if hasattr(queue, name)}
        return cls(
            **known,
            sla_at_risk=day.sla_at_risk if day else 0,
            sla_late=day.sla_late if day else 0,
            finished_today=day.finished if day else 0,
            abandoned_today=day.abandoned if day else 0,
            mean_wait_seconds=day.mean_wait_seconds if day else None,
            mean_service_seconds=day.mean_service_seconds if day else None,
        )


class LiveAgentView(View):
    """An agent at this moment: state, since when, and how many conversations of how many.

    `reason` is what was written, or a code of ours: `offer_missed` (they let a conversation ring), `idle` (they touched
    nothing for too long).
    """

    id: UUID
    name: str
    avatar_url: str | None
    state: PresenceState
    reason: str | None
    since: Time | None
    load: int
    agent_limit: int
    queue_ids: list[UUID]


class LiveView(View):
    """The whole service at this moment."""

    at: Time
    queues: list[LiveQueueView]
    agents: list[LiveAgentView]

    @classmethod
    def of(cls, live: Live) -> Self:
        """Return the service as the API shows it."""
        return cls(
            at=live.at,
            queues=[LiveQueueView.of(queue, day) for queue, day in live.queues],
            agents=[LiveAgentView.model_validate(agent) for agent in live.agents],
        )


class PauseView(View):
    """Seconds of pause for one reason; empty when none was given. `offer_missed`: they let a conversation ring. `idle`:
    they touched nothing for too long."""

    reason: str
    seconds: float


class SheetDayView(View):
    """A day of an agent, in seconds, with the first and the last moment they were there."""

    day: date
    online_seconds: float
    busy_seconds: float
    pause_seconds: float
    pauses: list[PauseView]
    first_at: Time
    last_at: Time


class SheetView(View):
    """How somebody spent their time, day by day; days they were not there are left out."""

    user_id: UUID
    name: str
    days: list[SheetDayView]

    @classmethod
    def of(cls, sheet: Sheet) -> Self:
        """Return a time sheet as the API shows it."""
        return cls(
            user_id=sheet.user_id,
            name=sheet.name,
            days=[
                SheetDayView(
                    day=day.day,
                    online_seconds=day.online_seconds,
                    busy_seconds=day.busy_seconds,
                    pause_seconds=day.pause_seconds,
                    pauses=[PauseView(reason=reason, seconds=spent) for reason, spent in sorted(day.pauses.items())],
                    first_at=day.first_at,
                    last_at=day.last_at,
                )
                for day in sheet.days
            ],
        )


class ForcedPresenceBody(Body):
    """What a supervisor puts an agent into, and why: the agent and the audit log are told."""

    state: PresenceState
    reason: Annotated[str, StringConstraints(strip_whitespace=True, max_length=80)] | None = None
