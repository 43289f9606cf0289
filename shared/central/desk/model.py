"""Labels, and what closing a conversation asks for. Pure: nothing here reads or writes."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal
from uuid import UUID

from central.errors import Invalid
from central.frozen import Frozen
from central.versions import version_of

DEFAULT_COLOR = "#0b5c6b"


class Label(Frozen):
    """A word people mark conversations with. ``conversations`` counts those that are not closed."""

    id: UUID
    name: str
    color: str
    conversations: int


ClosingField = Literal["reason", "note", "labels", "subject", "contact.name", "contact.phone", "contact.email"]
"""What a company can ask for before a conversation is closed."""

_MISSING: Mapping[str, str] = MappingProxyType(
    {
        "reason": "Escolha o motivo.",
        "note": "Escreva uma nota.",
        "labels": "Marque pelo menos uma etiqueta.",
        "subject": "Escreva o assunto.",
        "contact.name": "Falta o nome do cliente.",
        "contact.phone": "Falta o telefone do cliente.",
        "contact.email": "Falta o e-mail do cliente.",
    }
)


class ClosingReason(Frozen):
    """Why a conversation is closed, to choose from while ``active``."""

    id: UUID
    name: str
    active: bool


class Closing(Frozen):
    """How a company closes: reasons in its own order, and what must be known before."""

    reasons: list[ClosingReason]
    required: list[ClosingField]

    @property
    def version(self) -> str:
        """Which one this is; see :mod:`central.versions`."""
        return version_of(self)


class ClosingState(Frozen):
    """What closing one conversation asks for, the reasons to choose from, and which fields are known already."""

    required: list[str]
    reasons: list[str]
    known: list[str]


def check_closing(state: ClosingState, *, reason: str | None, note: str | None) -> None:
    """Refuse to close while something is missing. Where a company has reasons, only those are reasons.

    Raises:
        Invalid: ``closing_incomplete``, naming every field that is missing or wrong.
    """
    given = {*state.known, *(["reason"] if reason else []), *(["note"] if note else [])}
    fields = {name: _MISSING[name] for name in state.required if name not in given}
    if reason and state.reasons and reason not in state.reasons:
        fields["reason"] = _MISSING["reason"]
    if fields:
        raise Invalid("Falta algo para resolver esta conversa.", code="closing_incomplete", fields=fields)
