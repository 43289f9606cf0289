"""Which messages stop marketing, who may get it, and what a report says of people. Decisions without I/O."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from central.accounts.model import AuditRow
from central.privacy.incident import summarise
from central.privacy.keywords import wish_of
from central.privacy.model import MarketingStanding, marketing_refusal
from central.privacy.suppression import hash_addresses

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("SAIR", "stop"),
        ("Sair", "stop"),
        ("sair.", "stop"),
        ("  sair!!  ", "stop"),
        ("“Sair”", "stop"),
        ("SAIR 🙏", "stop"),
        ("👋🏽 sair 👨‍👩‍👧", "stop"),
        ("SAIR\ufe0f", "stop"),
        ("\u200bsair\u200b", "stop"),
        ("sa\u200bir", "stop"),
        ("sa\u20ddir", "stop"),
        ("ＳＡＩＲ", "stop"),
        ("sáir", "stop"),
        ("Parar", "stop"),
        ("PARE", "stop"),
        ("cancelar", "stop"),
        ("Descadastrar", "stop"),
        ("remover", "stop"),
        ("STOP", "stop"),
        ("stop\n", "stop"),
        ("Unsubscribe", "stop"),
        ("baja", "stop"),
        ("start", "resume"),
        ("VOLTAR", "resume"),
        ("quero sair mais cedo", None),
        ("sair do grupo", None),
        ("não quero parar", None),
        ("pare com isso", None),
        ("sair sair", None),
        ("s a i r", None),
        ("sairei", None),
        ("sai", None),
        ("sair1", None),
        ("", None),
        ("   ", None),
        ("🙏", None),
        (None, None),
        ("sair" + "." * 100, None),
        ("\u202eriaS", None),
    ],
)
def test_the_whole_message_is_the_word(text: str | None, wish: str | None) -> None:
    assert wish_of(text) == wish


@pytest.mark.parametrize(
    ("standing", "suppressed", "refusal"),
    [
        ({}, None, None),
        ({"blocked": True}, None, "blocked"),
        ({"opted_out": True}, None, "opted_out"),
        ({}, NOON, "erased"),
        ({"agreed_at": NOON - timedelta(days=1)}, NOON, "erased"),
        ({"agreed_at": NOON}, NOON, "erased"),
        ({"agreed_at": NOON + timedelta(seconds=1)}, NOON, None),
        ({"agreed_at": NOON + timedelta(seconds=1), "opted_out": True}, NOON, "opted_out"),
        ({"agreed_at": NOON + timedelta(seconds=1), "blocked": True}, NOON, "blocked"),
    ],
)
def test_who_may_get_marketing(standing: dict[str, Any], suppressed: datetime | None, refusal: str | None) -> None:
    known = {"blocked": False, "opted_out": False, "agreed_at": None, **standing}
    assert marketing_refusal(MarketingStanding(uuid4(), **known), suppressed) == refusal


def row(sequence: int, action: str, actor_id: UUID | None, *, name: str | None = None, address: str | None) -> AuditRow:
    at = NOON + timedelta(minutes=sequence)
    kind = "user" if actor_id else "anonymous"
    return AuditRow(sequence, at, kind, actor_id, name, action, None, None, [], {}, address, None, None, "00")


def test_a_report_names_who_did_how_much_from_where() -> None:
    ana, bia = uuid4(), uuid4()
    actions, people = summarise(
        [
            row(1, "session.failed", None, address="198.51.100.9"),
            row(2, "session.opened", ana, name="Ana", address="203.0.113.7"),
            row(3, "session.opened", bia, name="Bia", address="192.0.2.2"),
            row(4, "export.opened", ana, name="Ana Souza", address="192.0.2.1"),
            row(5, "export.opened", ana, name="Ana Souza", address="203.0.113.7"),
            row(6, "export.opened", ana, name="Ana Souza", address=None),
        ]
    )
    assert actions == {"export.opened": 3, "session.failed": 1, "session.opened": 2}
    assert [(person.id, person.name, person.actions) for person in people] == [
        (ana, "Ana Souza", 4),
        (None, None, 1),
        (bia, "Bia", 1),
    ], "the busiest first, then who came first"
    assert people[0].addresses == ["192.0.2.1", "203.0.113.7"], "each once"
    assert people[0].last_at - people[0].first_at == timedelta(minutes=4)


def test_an_address_has_one_hash_and_no_other_address_has_it() -> None:
    key = bytes(32)
    number = [("phone", "+5511988887777"), ("wa_phone", "551188887777")]
    assert len(hash_addresses(key, number)) == 1
    assert len(hash_addresses(key, [("wa_bsuid", "BR.1"), ("psid", "BR.1"), ("email", "BR.1")])) == 3
    assert hash_addresses(key, number) != hash_addresses(bytes([1]) * 32, number)
