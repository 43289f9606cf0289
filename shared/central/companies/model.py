"""A company as its people see it."""

from datetime import datetime
from uuid import UUID

from central.call import Role
from central.frozen import Frozen


class Company(Frozen):
    """A company's own settings.

    Attributes:
        time_zone: IANA name; days of reports and texts follow it.
        brand_color: ``#rrggbb`` or None.
        retention_days: closed conversations are forgotten after so many days; None keeps them.
        second_factor_required: everybody needs a second factor to work here.
        onboarding: its first steps are not over yet.
    """

    id: UUID
    name: str
    locale: str
    time_zone: str
    brand_color: str | None
    retention_days: int | None
    second_factor_required: bool
    onboarding: bool
    created_at: datetime


class Workplace(Frozen):
    """One of the companies somebody works for; ``closed``: see :class:`central.accounts.model.Login`."""

    id: UUID
    name: str
    brand_color: str | None
    role: Role
    closed: str | None


class CompanyUsage(Frozen):
    """A company as an operator sees it: how big it is, nothing of what is in it.

    Attributes:
        channels: active ones.
        messages: of all its conversations, both directions, notes included.
        stored_bytes: of its files.
    """

    id: UUID
    name: str
    status: str
    created_at: datetime
    people: int
    channels: int
    conversations: int
    open_conversations: int
    messages: int
    stored_bytes: int
    last_activity_at: datetime | None


class Wish(Frozen):
    """Somebody asked for a company; ``known``: the address belongs to somebody already."""

    id: UUID
    email: str
    company: str
    person: str
    locale: str
    known: bool


class Readiness(Frozen):
    """Facts behind the go-live check list, read at one moment."""

    channel: bool
    received: bool
    sent: bool
    replied: bool
    team: bool
    queue: bool
    socket: bool
    hours: bool
    round_robin: bool


class Step(Frozen):
    """One line of the check list; ``available`` False: this version of Central has no such thing yet."""

    key: str
    done: bool
    available: bool = True


# In the order in which somebody who begins does them.
STEPS = ("channel", "team", "queue", "hours", "socket", "received", "sent", "replied", "round_robin")
# Of the check list too, and not built yet: said so, because a tick would be a lie and silence a surprise.
NOT_YET = ("transcription", "ai_handoff", "score", "campaign")


def steps(readiness: Readiness) -> list[Step]:
    """Return the check list, the first things first."""
    return [Step(key, getattr(readiness, key)) for key in STEPS] + [Step(key, False, False) for key in NOT_YET]
