"""What a transaction tells the world when it commits.

Three kinds of news leave a transaction, each with its own guarantee:

* :class:`Update` — for people who watch. A row of the account's gap-free event log, pushed to sockets.
* :class:`Fact` — for other slices and integrations. A row of the outbox, published on the bus, past tense.
* :class:`Doorbell` — "there is work": rows are the work, a lost doorbell is rung again by the sweep.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from central.frozen import Frozen
from central.ids import new_id

UpdateType = Literal[
    "new_ticket",
    "ticket_assigned",
    "ticket_transferred",
    "ticket_updated",
    "ticket_closed",
    "ticket_rated",
    "sla_warning",
    "sla_breached",
    "new_message",
    "message_status",
    "presence",
    "offers_changed",
    "system_message",
    "rights_changed",
]
SignalKind = Literal["read", "typing", "reaction"]
QueueName = Literal[
    "inbound",
    "outbound",
    "push",
    "answer",
    "media",
    "routing",
    "timers",
    "analytics",
    "privacy",
    "mail",
    "sla",
    "sweep",
    "demo_events",
]

_NOTHING: Mapping[str, Any] = {}


class Update(Frozen):
    """A row of the event log: small, ids only; readers look up the rest with the queries of the API."""

    type: UpdateType
    conversation_id: UUID | None = None
    message_id: UUID | None = None
    user_id: UUID | None = None
    data: Mapping[str, Any] = _NOTHING


class Fact(Frozen):
    """Something that happened, in the past tense. ``source`` is ``central.<slice>``."""

    source: str
    detail_type: str
    data: Mapping[str, Any]
    version: int = 1


class Doorbell(Frozen):
    """A message to a work queue.

    ``group`` orders FIFO queues and shares standard ones fairly; ``deduplication_id`` is for FIFO queues only,
    ``delay_seconds`` (at most 900) and ``due_at`` for standard ones.

    ``due_at`` (with a time zone) is when it shall be rung, however far ahead. Twice the same is rung once or twice, and
    now and then it is rung early: rows are the truth, and whoever is woken before a row's time rings for it again.
    """

    queue: QueueName
    body: Mapping[str, Any]
    group: str | None = None
    deduplication_id: str | None = None
    delay_seconds: int = 0
    due_at: datetime | None = None


def push_doorbell(account_id: UUID) -> Doorbell:
    """Someone should push this account's new events to its sockets."""
    return Doorbell("push", {"account_id": str(account_id)}, group=str(account_id))


def outbound_doorbell(account_id: UUID, conversation_id: UUID) -> Doorbell:
    """The send lane of this conversation has work. A fresh deduplication id: two rings are two rings.

    FIFO queues know no delay per message: a lane that must wait says so in its rows and is rung by the sweep.
    """
    return Doorbell(
        "outbound",
        {"account_id": str(account_id), "conversation_id": str(conversation_id)},
        group=str(conversation_id),
        deduplication_id=str(new_id()),
    )


def signal_doorbell(
    account_id: UUID,
    conversation_id: UUID,
    kind: SignalKind,
    message_id: UUID | None = None,
    *,
    deduplication_id: str | None = None,
) -> Doorbell:
    """The platform should be told something that is no message.

    Args:
        message_id: what it is about; by default the contact's last message.
        deduplication_id: what has the same one is told once within five minutes.
    """
    body = {"account_id": str(account_id), "conversation_id": str(conversation_id), "kind": kind}
    if message_id is not None:
        body["message_id"] = str(message_id)
    return Doorbell("outbound", body, group=str(conversation_id), deduplication_id=deduplication_id or str(new_id()))


def answer_doorbell(account_id: UUID, conversation_id: UUID, *, delay_seconds: int) -> Doorbell:
    """The bot may answer this conversation once the burst is over."""
    return Doorbell(
        "answer",
        {"account_id": str(account_id), "conversation_id": str(conversation_id)},
        group=str(account_id),
        delay_seconds=delay_seconds,
    )


def media_doorbell(account_id: UUID, media_id: UUID, *, delay_seconds: int = 0) -> Doorbell:
    """A file waits to be fetched from, or converted for, the platform."""
    return Doorbell(
        "media",
        {"account_id": str(account_id), "media_id": str(media_id)},
        group=str(account_id),
        delay_seconds=delay_seconds,
    )


def routing_doorbell(
    account_id: UUID,
    *,
    conversation_id: UUID | None = None,
    calendar_id: UUID | None = None,
    due_at: datetime | None = None,
    delay_seconds: int = 0,
) -> Doorbell:
    """Waiting tickets may find an agent now; or, with a conversation, its snooze may be over.

    Args:
        calendar_id: this one is to be worked out further; nothing else is looked at.
        due_at: when to ring; None is now, after ``delay_seconds``.
    """
    body = {"account_id": str(account_id)}
    if conversation_id is not None:
        body["conversation_id"] = str(conversation_id)
    if calendar_id is not None:
        body["calendar_id"] = str(calendar_id)
    return Doorbell("routing", body, group=str(account_id), delay_seconds=delay_seconds, due_at=due_at)


def timers_doorbell(account_id: UUID, conversation_id: UUID | None, *, due_at: datetime | None = None) -> Doorbell:
    """Something of this conversation is due at ``due_at`` (None: now).

    Args:
        conversation_id: None: somebody should look in which conversations the reply window ends.
    """
    body = {"account_id": str(account_id)}
    if conversation_id is not None:
        body["conversation_id"] = str(conversation_id)
    return Doorbell("timers", body, group=str(account_id), due_at=due_at)


def privacy_doorbell(account_id: UUID, job_id: UUID | None = None) -> Doorbell:
    """An export or an erasure waits; without a job, something of the account is over and must be forgotten."""
    body = {"account_id": str(account_id)}
    if job_id is not None:
        body["job_id"] = str(job_id)
    return Doorbell("privacy", body, group=str(account_id))


def sla_doorbell(account_id: UUID, ticket_id: UUID) -> Doorbell:
    """Clocks of a ticket may have nobody who looks after them."""
    return Doorbell("sla", {"account_id": str(account_id), "ticket_id": str(ticket_id)}, group=str(account_id))


def mail_doorbell(*, delay_seconds: int = 0) -> Doorbell:
    """Mail waits. Names nobody: who asked for a new password must not be told apart by what follows."""
    return Doorbell("mail", {}, delay_seconds=delay_seconds)


def sweep_doorbell(now: datetime) -> Doorbell:
    """Someone should look in a minute whether a doorbell was lost: for whoever leaves work behind.

    The queue delays by 60 s, and the deduplication id is the minute: many rings are one look.
    """
    return Doorbell("sweep", {}, group="sweep", deduplication_id=f"{now:%Y%m%dT%H%M}")
