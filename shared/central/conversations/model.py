"""Rules about conversations. Pure: the time is an argument, nothing here reads or writes.

The shape in which a conversation leaves the server is made here, once, from the row of ``conversation_rows``: a row of
a list, a detail and an event on a socket are the same object.
"""

import re
from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any, Literal

from central.accounts.rights import sight_parameter
from central.call import Sight
from central.errors import CentralError, Conflict, Invalid, NotFound
from central.frozen import Frozen

Status = Literal["open", "snoozed", "closed"]
Session = Literal["bot", "waiting", "human"]
View = Literal["mine", "unassigned", "all", "bot", "waiting"]
Sort = Literal["-last_activity_at", "last_activity_at", "-priority", "waiting_since", "sla_due_at"]
Level = Literal["low", "medium", "high"]
Pressure = Literal["at_risk", "late"]

# Baixa, Média, Alta.
PRIORITY_RANGES: Mapping[Level, tuple[int, int]] = MappingProxyType({"low": (1, 3), "medium": (4, 7), "high": (8, 10)})

# What the text of a time lacks in SQL's ``utc()``, by its length: zeros at the end of six digits are dropped there.
_REST_OF_INSTANT = {19: ".000000Z"} | {26 - zeros: "0" * zeros + "Z" for zeros in range(6)}
# A search is not a document.
_MOST_WORDS = 8
_LONGEST_WORD = 60
_WORD = re.compile(r"[^\s'\"\\\x00]+")
_PHONE = re.compile(r"[\d\s()+.\-/]+")
_LEAST_DIGITS = 4


class Viewer(Frozen):
    """Who looks (ids as text). ``user_id`` is None for the system; whoever ``sees_all`` has no limits.

    Attributes:
        queue_ids: the queues whose unassigned conversations they see; None: nothing that is unassigned.
        people: whose conversations they see besides their own; None: everybody's, and what nobody has.
        channel_ids: only of these channels, except what is theirs; None: of every channel.
    """

    user_id: str | None
    sees_all: bool
    queue_ids: frozenset[str] | None = frozenset()
    people: frozenset[str] | None = frozenset()
    channel_ids: frozenset[str] | None = None

    @classmethod
    def of(cls, user_id: str | None, sight: Sight | None) -> "Viewer":
        """Return who looks with this sight; None: they see everything."""
        if sight is None:
            return cls(user_id, True)
        return cls(user_id, False, sight.queue_ids, sight.people, sight.channel_ids)

    @property
    def parameter(self) -> str | None:
        """The same as the SQL parameter of type ``sight``."""
        sight = None if self.sees_all else Sight(self.people, self.queue_ids, self.channel_ids)
        return sight_parameter(self.user_id, sight)


class Standing(Frozen):
    """What visibility depends on."""

    assignee_id: str | None
    queue_id: str | None
    status: str
    session: str
    channel_id: str | None = None


def can_see(viewer: Viewer, conversation: Standing) -> bool:
    """Whether ``viewer`` may see a conversation: the SQL function ``conversation_in_sight`` in Python, for the fan-out.

    Admins and supervisors see all. An agent sees their own, open or closed, and what nobody has yet: of the queues
    they serve, or still with the bot and in no queue. A role of the company's own may see those of colleagues or of
    everybody too, nothing that nobody has, or only some channels; what is somebody's own they always see.
    """
    if viewer.sees_all or (conversation.assignee_id is not None and conversation.assignee_id == viewer.user_id):
        return True
    if viewer.channel_ids is not None and conversation.channel_id not in viewer.channel_ids:
        return False
    if viewer.people is None:
        return True
    if conversation.assignee_id is not None:
        return conversation.assignee_id in viewer.people
    if conversation.status == "closed" or viewer.queue_ids is None:
        return False
    if conversation.queue_id is not None:
        return conversation.queue_id in viewer.queue_ids
    return conversation.session == "bot"


def standing_of(conversation: Mapping[str, Any]) -> Standing:
    """Return what visibility depends on, from a conversation as the API shows it."""
    assignee, queue = conversation["assignee"], conversation["queue"]
    return Standing(
        assignee["id"] if assignee else None,
        queue["id"] if queue else None,
        conversation["status"],
        conversation["session"],
        conversation["channel"]["id"],
    )


def check_window(expires_at: datetime | None, now: datetime) -> None:
    """Refuse what the platform would refuse: free text after the reply window has closed. Templates need no window.

    Args:
        expires_at: until when the contact may be written to freely; None when they never wrote to this number.

    Raises:
        Conflict: ``window_closed``.
    """
    if expires_at is not None and now < expires_at:
        return
    raise Conflict(
        "Já passaram 24 horas desde a última mensagem deste cliente. Envie um modelo aprovado para retomar a conversa.",
        code="window_closed",
        details={"window_expires_at": None if expires_at is None else expires_at.isoformat(), "needs": "template"},
    )


def refusal(outcome: Mapping[str, Any]) -> CentralError | None:
    """Return why an agent could not take a conversation, or None when they have it.

    Args:
        outcome: what the SQL function ``take_conversation`` returned.
    """
    match outcome["outcome"]:
        case "taken" | "mine":
            return None
        case "lost":
            winner = outcome["winner"] or {"id": None, "name": "Outra pessoa"}
            return Conflict(
                f"{winner['name']} já assumiu esta conversa.", code="already_accepted", details={"winner": winner}
            )
        case "ringing":
            who = outcome["at"] or {"id": None, "name": "Outra pessoa"}
            return Conflict(
                f"Este atendimento está tocando para {who['name']}. Aguarde alguns segundos.",
                code="offered_to_colleague",
                details={"agent": who},
            )
        case "full":
            return capacity_reached(outcome["load"], outcome["agent_limit"])
        case "closed":
            return closed()
        case _:
            return NotFound("Conversa não encontrada.")


def capacity_reached(load: int, agent_limit: int) -> Conflict:
    """Nobody goes over their limit, not even by hand."""
    return Conflict(
        f"Limite de atendimentos simultâneos atingido ({load} de {agent_limit}).",
        code="capacity_reached",
        details={"load": load, "limit": agent_limit},
    )


def closed() -> Conflict:
    """The conversation is over; it must be reopened first."""
    return Conflict("Esta conversa está encerrada. Reabra-a primeiro.", code="conversation_closed")


class Search(Frozen):
    """What a person typed: words (the last may be a beginning), and the digits when it looks like a phone."""

    words: tuple[str, ...]
    digits: str | None


def read_search(text: str | None) -> Search | None:
    """Return what to search for, or None when nothing was typed."""
    words = tuple(word[:_LONGEST_WORD] for word in _WORD.findall(text or "")[:_MOST_WORDS])
    if not words:
        return None
    digits = re.sub(r"\D", "", text or "") if _PHONE.fullmatch(text or "") else ""
    return Search(words, digits if len(digits) >= _LEAST_DIGITS else None)


class Filter(Frozen):
    """Which conversations a list shows. ``status`` None means any."""

    view: View = "all"
    status: Status | None = "open"
    queue_id: str | None = None
    channel_id: str | None = None
    assignee_id: str | None = None
    contact_id: str | None = None
    label: str | None = None
    priority: Level | None = None
    unread: bool = False
    sla: Pressure | None = None
    search: Search | None = None

    def conditions(self, viewer: Viewer) -> dict[str, Any]:
        """Return the argument of ``matching_conversations``: only what is set.

        Raises:
            Invalid: the view contradicts another filter.
        """
        found: dict[str, Any] = {
            name: value
            for name in ("status", "queue_id", "channel_id", "assignee_id", "contact_id", "label", "sla")
            if (value := getattr(self, name)) is not None
        }
        if self.view == "mine":
            if self.assignee_id not in (None, viewer.user_id):
                raise Invalid("A visão e o atendente se contradizem.", fields={"assignee_id": "Contradiz a visão."})
            found["assignee_id"] = viewer.user_id
        elif self.view == "unassigned":
            found["unassigned"] = True
        elif self.view in ("bot", "waiting"):
            found["session"] = self.view
        if self.priority is not None:
            found["priority_from"], found["priority_to"] = PRIORITY_RANGES[self.priority]
        if self.unread:
            found["unread"] = True
        return found


def instant(text: str | None) -> str | None:
    """Return a time of SQL's ``utc()`` (``2026-11-21 05:23:25.69``, trailing zeros dropped) as the API writes it."""
    return None if text is None else text.replace(" ", "T") + _REST_OF_INSTANT[len(text)]


def show_conversation(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row of ``conversation_rows`` as the API shows a conversation."""
    assignee, queue, ticket, preview = row["assignee_id"], row["queue_id"], row["ticket_id"], row["preview_at"]
    return {
        "id": row["id"],
        "status": row["status"],
        "session": row["session"],
        "subject": row["subject"],
        "preview": preview
        and {
            "text": row["preview_text"],
            "type": row["preview_type"],
            "author_type": row["preview_author_type"],
            "status": row["preview_status"],
            "private": row["preview_private"],
            "deleted": row["preview_deleted"],
            "interactive": row["preview_interactive"],
            "at": instant(preview),
        },
        "priority": row["priority"],
        "unread_count": row["unread_count"],
        "last_activity_at": instant(row["last_activity_at"]),
        "last_sequence": row["last_sequence"],
        "waiting_since": instant(row["waiting_since"]),
        "opened_at": instant(row["opened_at"]),
        "closed_at": instant(row["closed_at"]),
        "snoozed_until": instant(row["snoozed_until"]),
        "window_expires_at": instant(row["window_expires_at"]),
        "labels": row["labels"],
        "version": row["version"],
        "contact": {
            "id": row["contact_id"],
            "name": row["contact_name"],
            "avatar_url": row["contact_avatar_url"],
            "phone": row["contact_phone"],
            "identity": row["contact_identity"],
        },
        "channel": {"id": row["channel_id"], "type": row["channel_type"], "name": row["channel_name"]},
        "assignee": assignee
        and {"id": assignee, "name": row["assignee_name"], "avatar_url": row["assignee_avatar_url"]},
        "queue": queue and {"id": queue, "name": row["queue_name"]},
        "ticket": ticket
        and {
            "id": ticket,
            "protocol": row["ticket_protocol"],
            "state": row["ticket_state"],
            "priority": row["ticket_priority"],
            "entered_at": instant(row["ticket_entered_at"]),
            "assigned_at": instant(row["ticket_assigned_at"]),
            "finished_at": instant(row["ticket_finished_at"]),
            "position": row["place"],
            "total": row["waiting_total"],
        },
        "sla": row["sla_target"]
        and {"target": row["sla_target"], "state": row["sla_state"], "due_at": instant(row["sla_due_at"])},
        "handoff_reason": row["handoff_reason"],
        "read_sequence": row["read_sequence"],
    }
