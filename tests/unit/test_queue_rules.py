"""Pure rules of queues: what the bot says, who is refused and why, timers."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from central.conversations.model import refusal
from central.errors import CentralError, Conflict, Invalid, NotFound
from central.frozen import changed
from central.queues.model import (
    Standing,
    check_snooze,
    choose_members,
    opening_words,
    position_words,
)

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
WAITING = Standing(
    locale="pt-BR",
    texts={},
    contact_name="Ana",
    protocol="20261121-000007",
    assigned=False,
    somebody_there=True,
    position=2,
    total=5,
    wait_seconds=130.0,
    position_text=None,
    window_open=True,
)
GREETING = "Olá! Como posso ajudá-lo(a) hoje?"
PROTOCOL = "Seu protocolo é 20261121-000007."


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, [GREETING, f"{PROTOCOL}\nVocê é o 2º de 5 na fila. Tempo estimado: 2 minutos."]),
        (
            {"somebody_there": False},
            [GREETING, f"No momento não há atendentes disponíveis. Retornaremos em breve.\n{PROTOCOL}"],
        ),
        (
            {"assigned": True, "position": None},
            [GREETING, f"Você será transferido para um atendente. Aguarde um momento.\n{PROTOCOL}"],
        ),
        ({"position": None, "protocol": None}, [GREETING]),
        ({"texts": {"greeting": "", "protocol": ""}, "somebody_there": False, "protocol": None}, ["No momento não há"]),
        ({"texts": {"greeting": "Oi, {name}"}, "position": None}, ["Oi, Ana", PROTOCOL]),
    ],
)
def test_opening_words(change: dict[str, Any], expected: list[str]) -> None:
    words = opening_words(changed(WAITING, **change))
    assert len(words) == len(expected)
    assert all(word.startswith(start) for word, start in zip(words, expected, strict=True))


def test_a_queue_may_have_its_own_position_text() -> None:
    standing = changed(WAITING, position_text="{position}/{total}", texts={"position": "nunca"})
    assert position_words(standing) == "2/5"
    assert position_words(changed(standing, position_text="")) == ""


WINNER = {"id": str(uuid4()), "name": "Bia"}


@pytest.mark.parametrize(
    ("outcome", "kind", "code"),
    [
        ({"outcome": "lost", "winner": WINNER}, Conflict, "already_accepted"),
        ({"outcome": "lost", "winner": None}, Conflict, "already_accepted"),
        ({"outcome": "full", "load": 5, "agent_limit": 5}, Conflict, "capacity_reached"),
        ({"outcome": "closed"}, Conflict, "conversation_closed"),
        ({"outcome": "missing"}, NotFound, "not_found"),
    ],
)
def test_refusals(outcome: dict[str, Any], kind: type[CentralError], code: str) -> None:
    error = refusal(outcome)
    assert isinstance(error, kind)
    assert error.code == code


def test_the_loser_is_told_who_won() -> None:
    error = refusal({"outcome": "lost", "winner": WINNER})
    assert error is not None
    assert error.details == {"winner": WINNER}
    assert error.message == "Bia já assumiu esta conversa."


def test_a_winner_who_left_the_company_has_no_name() -> None:
    error = refusal({"outcome": "lost", "winner": None})
    assert error is not None
    assert error.message == "Outra pessoa já assumiu esta conversa."


@pytest.mark.parametrize("outcome", ["taken", "mine"])
def test_no_refusal(outcome: str) -> None:
    assert refusal({"outcome": outcome}) is None


@pytest.mark.parametrize(
    ("until", "fine"),
    [
        (NOW + timedelta(seconds=1), True),
        (NOW + timedelta(days=366), True),
        (NOW, False),
        (NOW + timedelta(days=367), False),
        ((NOW + timedelta(days=1)).replace(tzinfo=None), False),
    ],
)
def test_snoozing_needs_a_future_time(until: datetime, fine: bool) -> None:
    if fine:
        check_snooze(until, NOW)
    else:
        with pytest.raises(Invalid) as caught:
            check_snooze(until, NOW)
        assert "until" in caught.value.fields


def test_members_join_and_leave() -> None:
    a, b, c = (UUID(int=n) for n in range(3))
    assert choose_members([a, b], [b, c]) == ([c], [a])
