"""Rules about surveys. Pure: nothing here reads or writes."""

import re
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Literal
from uuid import UUID

from central.frozen import Frozen
from central.texts import Locale, known_locale

Reason = Literal["reopened", "blocked", "opted_out", "channel", "window", "disabled"]
RATINGS = (1, 2, 3, 4, 5)
# Days a survey can be answered.
OPEN_DAYS = 7
# Nobody is asked sooner, in seconds: who resolved by mistake has that long to undo it (the app offers it for 6).
LEAST_DELAY = 10
# Whoever leads is told of a rating this low.
LOW_RATING = 2

_LONGEST_RATING = 24
_LONGEST_COMMENT = 2000
_STARS = frozenset("⭐★🌟")
_BESIDE = frozenset(("nota", "estrela", "estrelas", "estrella", "estrellas", "star", "stars", "rating"))
_OPTION = re.compile(r"csat:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}):([1-5])")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
# Who writes so wants somebody, whatever else it may be.
_WANTS_HELP = re.compile(
    r"\?|\b(?:precis(?:o|ando|amos)|socorro|urgente|me ajud(?:a|e|em|ar)|falar com|quero (?:falar|saber)"
    r"|i need|help me|(?:speak|talk) (?:to|with)|necesit(?:o|amos)|ayud[ae]me|hablar con)\b"
)
_LABELS: Mapping[Locale, tuple[str, tuple[str, ...], str]] = MappingProxyType(
    {
        # the button of the list, its options from 1 on, what is said where there is no list
        "pt-BR": (
            "Avaliar",
            ("Muito ruim", "Ruim", "Regular", "Bom", "Ótimo"),
            "Responda com um número de 1 (muito ruim) a 5 (ótimo).",
        ),
        "en": (
            "Rate",
            ("Very bad", "Bad", "Fair", "Good", "Excellent"),
            "Answer with a number from 1 (very bad) to 5 (excellent).",
        ),
        "es": (
            "Calificar",
            ("Muy mala", "Mala", "Regular", "Buena", "Excelente"),
            "Responda con un número del 1 (muy mala) al 5 (excelente).",
        ),
    }
)


class Due(Frozen):
    """A survey in which something is to be said, whose row and conversation are locked.

    Attributes:
        due: its time has come; else it is rung for again.
        wanted: the company asks, in this queue.
        rating: None before the answer; then thanks are due.
        told: the rating stands in the conversation already.
        asks_comment: a comment may still come.
        alerts: who leads wants to know of a low rating.
        hours: the queue's, where a text asks for them.
    """

    id: UUID
    due: bool
    due_at: Any
    rating: int | None
    comment: str | None
    asks_comment: bool
    told: bool
    status: str
    ticket_state: str
    wanted: bool
    alerts: bool
    blocked: bool
    opted_out: bool
    channel_type: str
    channel_state: str
    window_open: bool
    locale: str
    texts: Mapping[str, Any]
    contact_name: str
    protocol: str
    queue_name: str
    hours: Mapping[str, Any] | None


class Question(Frozen):
    """A question in the form a platform can show."""

    type: Literal["text", "interactive"]
    text: str
    content: Mapping[str, Any]


def why_not(due: Due, *, may_be_written: bool) -> Reason | None:
    """Return why a contact is not asked now, or None when they are.

    Args:
        may_be_written: the platform takes a message that is no template at this moment.
    """
    if due.status != "closed" or due.ticket_state != "finished":
        return "reopened"
    if not due.wanted:
        return "disabled"
    if due.blocked:
        return "blocked"
    if due.opted_out:
        return "opted_out"
    if due.channel_state != "active":
        return "channel"
    return None if may_be_written else "window"


def build_question(request_id: UUID, text: str, *, locale: str, list_rows: int) -> Question:
    """Return the question: a list to tap where the platform has one, else a text that asks for a number.

    Args:
        list_rows: how many options a list of the platform may have.
    """
    button, labels, hint = _LABELS[known_locale(locale)]
    if list_rows < len(RATINGS):
        return Question("text", f"{text}\n\n{hint}", {})
    rows = [{"id": f"csat:{request_id}:{n}", "title": f"{n} – {labels[n - 1]}"} for n in reversed(RATINGS)]
    interactive = {"kind": "list", "body": text, "button": button, "sections": [{"rows": rows}]}
    return Question("interactive", text, {"interactive": interactive})


def answer_in(item: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return what a message that came in may be to a survey: ``{rating, request_id?}``, ``{comment: true}`` or None.

    Whether there is a survey at all is for the database to know.

    Args:
        item: an ``InboundItem``.
    """
    if item.get("kind") != "message":
        return None
    if item.get("type") == "interactive":
        option = _OPTION.fullmatch(str((item.get("interactive") or {}).get("id")))
        return {"request_id": option[1], "rating": int(option[2])} if option else None
    if item.get("type") != "text":
        return None
    rating = rating_of(item.get("text"))
    if rating is not None:
        return {"rating": rating}
    return {"comment": True} if may_be_comment(item.get("text")) else None


def rating_of(text: str | None) -> int | None:
    """Return the rating a text is, when it is nothing else: ``5``, ``nota 5``, a keycap, stars, ``4 estrelas``."""
    if not text or len(text) > _LONGEST_RATING or "?" in text:
        return None
    plain = _plain(text)
    shown = "".join(plain.split())
    if shown and all(char in _STARS for char in shown):
        return len(shown) if len(shown) in RATINGS else None
    words = [word for word in "".join(char if char.isalnum() else " " for char in plain).split() if word not in _BESIDE]
    return int(words[0]) if len(words) == 1 and words[0] in ("1", "2", "3", "4", "5") else None


def may_be_comment(text: str | None) -> bool:
    """Whether a text that follows a rating can be its comment. In doubt it is not: then somebody reads it at once."""
    if not text or not text.strip() or len(text) > _LONGEST_COMMENT:
        return False
    return _WANTS_HELP.search(_plain(text)) is None


def _plain(text: str) -> str:
    """In small letters, without accents, joiners and variation marks."""
    folded = unicodedata.normalize("NFKD", text).casefold()
    return _NOT_ASCII.sub(
        lambda found: "" if unicodedata.category(found[0]) in ("Mn", "Me", "Cf") else found[0], folded
    )
