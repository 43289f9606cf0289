"""Rules about queues, tickets and presence. Pure: the time is an argument, nothing here reads or writes."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any, Literal
from uuid import UUID

from central.calendars.words import hours_variables
from central.errors import Invalid
from central.frozen import Frozen
from central.texts import Locale, known_locale, say, say_wait

Mode = Literal["round_robin", "least_busy", "skills", "manual"]
PresenceState = Literal["online", "busy", "pause", "offline"]

_LONGEST_SNOOZE = timedelta(days=366)


class Queue(Frozen):
    """A queue with its members and how it stands now. Seconds of 0 mean never.

    ``calendar_id``: its own; None: the account's default one. ``changes_at``: when it closes, or opens again; None: it
    does not. ``skills``: ``[{skill_id, level}]`` it asks for, in mode skills. ``member_ids``: everybody who serves it,
    ``chosen_ids``: those of them who were chosen by name, and not only because of one of its teams.
    """

    id: UUID
    name: str
    description: str
    mode: Mode
    agent_limit: int
    is_default: bool
    active: bool
    priority: int
    position_text: str | None
    out_of_hours_text: str | None
    calendar_id: UUID | None
    open: bool
    changes_at: datetime | None
    sticky: bool
    relax_skills_after_seconds: int
    offer_seconds: int
    pause_when_silent: bool
    overflow_after_seconds: int
    overflow_queue_id: UUID | None
    silence_after_seconds: int
    skills: list[dict[str, Any]]
    member_ids: list[UUID]
    chosen_ids: list[UUID]
    team_ids: list[UUID]
    waiting: int
    in_service: int
    online: int
    oldest_entered_at: datetime | None


class Presence(Frozen):
    """How an agent stands now. ``state`` is what counts while their heartbeat is heard, ``chosen_state`` what stands.

    ``idle_after_seconds``: how long an online agent may touch nothing before they are put into a pause; 0: for ever.
    """

    user_id: UUID
    state: PresenceState
    chosen_state: PresenceState
    reason: str | None
    state_since: datetime | None
    load: int
    idle_after_seconds: int


class Attendance(Frozen):
    """What a sign of life is judged by.

    ``known``: they were there before. ``absent``: everybody was told that they are gone. ``idle_seconds``: since they
    touched any of their devices, as far as was told. ``rings``: a conversation rings at them now.
    """

    presence: Presence
    known: bool
    absent: bool
    idle_seconds: float
    rings: bool

    @property
    def comes_back(self) -> bool:
        """Whether the next sign of life is news: they counted as offline until now."""
        return self.absent or self.presence.chosen_state != self.presence.state


# The reason of the pause somebody is put into who touches nothing, and leaves by touching something.
IDLE = "idle"
# Reasons of a pause that are ours, not what somebody wrote: kept as codes, said in the language of who reads.
PAUSE_REASONS: Mapping[str, Mapping[Locale, str]] = MappingProxyType(
    {
        # They let a conversation ring; the SQL function end_offers writes it.
        "offer_missed": MappingProxyType(
            {
                "pt-BR": "Não atendeu ao toque",
                "en": "Did not answer the ring",
                "es": "No respondió al timbre",
            }
        ),
        IDLE: MappingProxyType({"pt-BR": "Ausente", "en": "Away", "es": "Ausente"}),
    }
)


def check_pause_reason(reason: str | None) -> None:
    """Refuse to let somebody choose a reason that is a code of ours: it would count as ours.

    Raises:
        Invalid: for the field ``reason``.
    """
    if reason in PAUSE_REASONS:
        raise Invalid("Escreva o motivo com outras palavras.", fields={"reason": "Este é um código do sistema."})


def judge_idleness(attendance: Attendance, idle_seconds: float) -> Literal["goes", "returns"] | None:
    """Say whether somebody goes into the pause of who is idle, or returns from it; None: they stay as they are.

    They go only from online, and return only from that very pause: what they chose is theirs to end. While something
    rings at them they stay: it calls them back, and has a rule of its own when they let it ring. The company's limit
    holds both ways, so that whoever is in the pause when it is switched off returns.

    Args:
        idle_seconds: since the device that speaks now was touched; the latest touch on any device counts.
    """
    limit = attendance.presence.idle_after_seconds
    idle = 0 < limit <= min(attendance.idle_seconds, idle_seconds)
    if attendance.presence.chosen_state == "online":
        return "goes" if idle and not attendance.rings else None
    if attendance.presence.chosen_state == "pause" and attendance.presence.reason == IDLE:
        return None if idle else "returns"
    return None


def say_pause_reason(reason: str, *, locale: str) -> str:
    """Return the reason of a pause in words: one of ours in the reader's language, any other as it was written."""
    words = PAUSE_REASONS.get(reason)
    return reason if words is None else words[known_locale(locale)]


class Held(Frozen):
    """A conversation whose row this transaction has locked, with its active ticket if it has one."""

    id: UUID
    status: Literal["open", "snoozed", "closed"]
    session: Literal["bot", "waiting", "human"]
    channel_id: UUID
    assignee_id: UUID | None
    queue_id: UUID | None
    snoozed_until: datetime | None
    contact_id: UUID
    priority: int
    subject: str | None
    waiting_since: datetime | None
    ticket_id: UUID | None
    ticket_protocol: str | None
    ticket_state: Literal["waiting", "in_service"] | None
    ticket_queue_id: UUID | None
    ticket_entered_at: datetime | None

    @property
    def ticket(self) -> dict[str, Any] | None:
        """The active ticket as facts name it."""
        if self.ticket_id is None:
            return None
        return {
            "id": self.ticket_id,
            "protocol": self.ticket_protocol,
            "conversation_id": self.id,
            "queue_id": self.ticket_queue_id,
            "assignee_id": self.assignee_id,
        }


def check_snooze(until: datetime, now: datetime) -> None:
    """Refuse a time that is over, or so far away that it is a mistake.

    Raises:
        Invalid: for the field ``until``.
    """
    if until.tzinfo is None:
        raise Invalid("Informe o fuso horário da data.", fields={"until": "Sem fuso horário."})
    if not now < until <= now + _LONGEST_SNOOZE:
        raise Invalid("Escolha uma data futura, em até um ano.", fields={"until": "Fora do intervalo."})


def choose_members(before: list[UUID], wanted: list[UUID]) -> tuple[list[UUID], list[UUID]]:
    """Return who joins and who leaves a queue."""
    return [user for user in wanted if user not in before], [user for user in before if user not in wanted]


class Standing(Frozen):
    """What the bot knows when it may answer a conversation.

    Attributes:
        position: None unless the ticket waits.
        window_open: the contact may be written to freely. What came days late (a platform delivers for a week) opens
            no window.
        hours: its queue's, where a text asks for them.
    """

    locale: str
    texts: Mapping[str, object]
    contact_name: str
    protocol: str | None
    assigned: bool
    somebody_there: bool
    position: int | None
    total: int | None
    wait_seconds: float | None
    position_text: str | None
    window_open: bool
    queue_name: str | None = None
    hours: Mapping[str, Any] | None = None


def opening_words(standing: Standing, *, again: bool = False) -> list[str]:
    """Return what a contact is told when their conversation opens: the greeting, then where they stand.

    With an agent already: hand-off and protocol. Waiting: protocol and position. Nobody there: away and protocol.

    Args:
        again: they were greeted before, and are back in line.
    """
    variables = _variables(standing)

    def words(name: Literal["greeting", "protocol", "handoff", "away"]) -> str:
        return say(name, locale=standing.locale, overrides=standing.texts, variables=variables)

    protocol = words("protocol") if standing.protocol else ""
    if standing.assigned:
        parts = [words("handoff"), protocol]
    elif standing.position is None:
        parts = [protocol]
    elif standing.somebody_there:
        parts = [protocol, position_words(standing)]
    else:
        parts = [words("away"), protocol]
    greeting = "" if again else words("greeting")
    return [text for text in (greeting, "\n".join(part for part in parts if part)) if text]


def position_words(standing: Standing) -> str:
    """Return where a waiting contact stands: the queue's own text, or the account's."""
    overrides = dict(standing.texts)
    if standing.position_text is not None:
        overrides["position"] = standing.position_text
    return say("position", locale=standing.locale, overrides=overrides, variables=_variables(standing))


def abandonment_words(standing: Standing) -> str:
    """Return what a contact is told who waited too long, from where they stood until then."""
    return say("abandonment", locale=standing.locale, overrides=standing.texts, variables=_variables(standing))


def place_variables(standing: Standing) -> dict[str, object]:
    """Return the variables of texts that say where somebody stands; empty where they do not wait."""
    return {
        "position": "" if standing.position is None else standing.position,
        "total": "" if standing.total is None else standing.total,
        "wait": "" if standing.position is None else say_wait(standing.wait_seconds, locale=standing.locale),
    }


def _variables(standing: Standing) -> dict[str, object]:
    return {
        "name": standing.contact_name,
        "protocol": standing.protocol or "",
        "queue": standing.queue_name or "",
        **place_variables(standing),
        **hours_variables(standing.hours, locale=standing.locale),
    }
