"""What the demo account is made of: its ids, people, queues and files, and how a row of it is written."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

import psycopg

from central.demo.files import invoice_pdf, receipt_png

_SPACE = UUID("6f0c2a34-8a4e-4a52-9b1c-7f6de1f0c001")
ACCOUNT = uuid5(_SPACE, "account")
BUSINESS_ID = "500400300200100"


@dataclass(frozen=True, slots=True)
class Number:
    """A WhatsApp number of the demo: here a channel, and what customers of the look-alike platform write to."""

    channel_id: UUID
    name: str
    phone_number_id: str
    display_number: str
    verified_name: str
    access_token: str


# Conversations begin on the first one; the second is there so that a case can go on on another channel. Tokens are of a
# platform that exists on this machine only.
FIRST = Number(
    uuid5(_SPACE, "channel"),
    "WhatsApp Loja Sol",
    "100200300400500",
    "+551140028922",
    "Loja Sol",
    "demo-access-token",
)
NUMBERS = (
    FIRST,
    Number(
        uuid5(_SPACE, "channel/Financeiro"),
        "WhatsApp Financeiro",
        "100200300400600",
        "+551140028923",
        "Loja Sol Financeiro",
        "demo-access-token-2",
    ),
)
PASSWORD = "demo123"  # noqa: S105 - the demo's published password

PEOPLE = {
    "marina": ("demo@plataforma.com", "Marina Alves", "admin"),
    "bia": ("bia@plataforma.com", "Bia Rocha", "agent"),
    "carlos": ("carlos@plataforma.com", "Carlos Lima", "supervisor"),
}
# The first queue's limit is far above the default of 5, so that whoever plays with the simulator is always free.
QUEUES = {
    "Atendimento": ("Dúvidas, entregas e trocas", True, 100, ("marina", "bia")),
    "Financeiro": ("Boletos, notas e negociação", False, 5, ("bia", "carlos")),
}
# What Financeiro asks for (0: nothing), and who can it how well.
SKILLS = {
    "Negociação": (2, {"bia": 4, "carlos": 3}),
    "Espanhol": (0, {"marina": 2, "bia": 5}),
}
FILES: dict[str, tuple[str, str, str, Callable[[], bytes]]] = {
    "receipt": ("image", "comprovante.png", "image/png", receipt_png),
    "invoice": ("document", "boleto-novembro.pdf", "application/pdf", invoice_pdf),
}

Owner = psycopg.Connection[dict[str, Any]]


def id_of(*parts: object) -> UUID:
    """Return the id of something of the demo, the same whenever it is asked for."""
    return uuid5(_SPACE, "/".join(map(str, parts)))


def insert(owner: Owner, table: str, **columns: Any) -> None:
    """Write a row; dicts and lists are stored as JSON."""
    names = ", ".join(columns)
    values = ", ".join(f"%({name})s" for name in columns)
    written = {k: json.dumps(v) if isinstance(v, dict | list) else v for k, v in columns.items()}
    owner.execute(f"insert into {table} ({names}) values ({values})".encode(), written)  # noqa: S608  # nosec B608 - our own names
