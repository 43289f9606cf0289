"""What is kept of what happened, and what supervisors look at. Pure: nothing here reads or writes."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from central.errors import Invalid
from central.frozen import Frozen
from central.queues.model import PresenceState, Queue

# Facts that reports are made of. The rule in template.yaml brings exactly these; a test compares.
RECORDED = (
    "AgentPresenceChanged",
    "ConversationClosed",
    "ConversationOpened",
    "ConversationPriorityChanged",
    "ConversationReopened",
    "ConversationSnoozed",
    "ConversationUnassigned",
    "ConversationWoken",
    "FirstReplied",
    "FollowUpTaken",
    "SlaBreached",
    "SlaEscalated",
    "SlaMet",
    "SlaWarned",
    "TicketAbandoned",
    "TicketAssigned",
    "TicketDeclined",
    "TicketGivenBack",
    "TicketOffered",
    "TicketOverflowed",
    "TicketQueued",
    "TicketRated",
    "TicketResolved",
    "TicketTransferred",
)
LONGEST_SHEET = timedelta(days=93)


class RecordedFact(Frozen):
    """One fact as reports keep it; ids are those its data names."""

    id: UUID
    type: str
    occurred_at: datetime
    data: Mapping[str, Any]
    conversation_id: UUID | None = None
    ticket_id: UUID | None = None
    queue_id: UUID | None = None
    user_id: UUID | None = None


class QueueDay(Frozen):
    """What a queue did since midnight of the account's time zone; None: nothing to take a mean of.

    Attributes:
        sla_at_risk: its conversations with a clock that was warned of and none that is late.
        sla_late: its conversations with a clock past its end that still owes something.
    """

    queue_id: UUID
    finished: int
    abandoned: int
    mean_wait_seconds: float | None
    mean_service_seconds: float | None
    sla_at_risk: int
    sla_late: int


class LiveAgent(Frozen):
    """How an agent stands now, since when, and how many conversations they have of how many they may."""

    id: UUID
    name: str
    avatar_url: str | None
    state: PresenceState
    reason: str | None
    since: datetime | None
    load: int
    agent_limit: int
    queue_ids: list[UUID]


class Live(Frozen):
    """The whole service at this moment."""

    at: datetime
    queues: list[tuple[Queue, QueueDay | None]]
    agents: list[LiveAgent]


class Stretch(Frozen):
    """Seconds an agent spent in one state on one day, and the first and last moment of it."""

    user_id: UUID
    day: date
    state: PresenceState
    reason: str | None
    seconds: float
    first_at: datetime
    last_at: datetime


class SheetDay(Frozen):
    """A day of an agent: seconds by state, pauses by reason (empty: none given), first and last moment present."""

    day: date
    online_seconds: float
    busy_seconds: float
    pause_seconds: float
    pauses: Mapping[str, float]
    first_at: datetime
    last_at: datetime


class Sheet(Frozen):
    """What an agent did in a period, day by day; days they were not there are left out."""

    user_id: UUID
    name: str
    days: Sequence[SheetDay] = ()


def choose_period(first: date | None, last: date | None, *, today: date) -> tuple[date, date]:
    """Return the first and last day of a period: what is left out ends today, and begins a week before the end.

    Raises:
        Invalid: it ends before it begins, or is longer than LONGEST_SHEET.
    """
    last = last or today
    try:
        first = first or last - timedelta(days=6)
    except OverflowError:
        first = last
    if last < first:
        raise Invalid("O período termina antes de começar.", fields={"until": "Antes do início."})
    if last - first >= LONGEST_SHEET:
        raise Invalid(
            f"O período pode ter no máximo {LONGEST_SHEET.days} dias.", fields={"until": "Longe demais do início."}
        )
    return first, last


def sheet_days(stretches: Iterable[Stretch]) -> list[SheetDay]:
    """Return the days of one agent, in order."""
    by_day: dict[date, list[Stretch]] = {}
    for stretch in stretches:
        by_day.setdefault(stretch.day, []).append(stretch)
    return [_day(day, by_day[day]) for day in sorted(by_day)]


def _day(day: date, stretches: list[Stretch]) -> SheetDay:
    def total(state: PresenceState) -> float:
        return sum(stretch.seconds for stretch in stretches if stretch.state == state)

    pauses: dict[str, float] = {}
    for stretch in stretches:
        if stretch.state == "pause":
            reason = stretch.reason or ""
            pauses[reason] = pauses.get(reason, 0.0) + stretch.seconds
    return SheetDay(
        day,
        total("online"),
        total("busy"),
        total("pause"),
        pauses,
        min(stretch.first_at for stretch in stretches),
        max(stretch.last_at for stretch in stretches),
    )
