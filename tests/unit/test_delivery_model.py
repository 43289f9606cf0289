"""What follows from a result, as a table; and the waits."""

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import pytest

from central.delivery.model import MOST_TRIES, MOST_WAITS, Attempt, Claimed, backoff, platform_message, refused
from central.platforms.base import Refused


def attempt(tries: int = 0, waits: int = 0) -> Attempt:
    return Attempt(uuid4(), tries + waits + 1, 1, tries, waits)


@dataclass
class Case:
    refusal: Refused
    tries: int
    waits: int
    expected: dict[str, Any]


_LATER = Refused("131016", "later", "Instável. Tentaremos de novo em instantes.")
CASES = {
    "first fault": Case(_LATER, 0, 0, {"outcome": "retry", "retry_seconds": 2.5, "health": "bad"}),
    "third fault": Case(_LATER, 2, 0, {"outcome": "retry", "retry_seconds": 40.0}),
    "fault with a wait": Case(
        Refused("http_503", "later", "…", retry_after_seconds=77.0), 0, 0, {"outcome": "retry", "retry_seconds": 77.0}
    ),
    "last fault": Case(_LATER, MOST_TRIES - 1, 0, {"outcome": "failed", "health": "bad"}),
    "rate of the number": Case(
        Refused("130429", "wait", "…", 30.0, scope="channel"),
        0,
        0,
        {"outcome": "wait", "retry_seconds": 30.0, "block_seconds": 30.0},
    ),
    "rate of the number, for long": Case(
        Refused("80007", "wait", "…", 600.0, scope="channel"), 0, 50, {"outcome": "wait"}
    ),
    "pair": Case(Refused("131056", "wait", "…", 4.0, scope="contact"), 0, 0, {"retry_seconds": 4.0}),
    "pair again": Case(Refused("131056", "wait", "…", 4.0, scope="contact"), 0, 2, {"retry_seconds": 64.0}),
    "pair too often": Case(
        Refused("131056", "wait", "…", 4.0, scope="contact"), 0, MOST_WAITS - 1, {"outcome": "failed"}
    ),
    "window closed": Case(
        Refused("131047", "never", "Envie um modelo."), 0, 0, {"outcome": "failed", "health": "good"}
    ),
    "token": Case(Refused("190", "stop_channel", "…", scope="channel"), 0, 0, {"outcome": "stopped"}),
}


@pytest.mark.parametrize("name", CASES)
def test_a_refusal_says_what_comes_next(name: str) -> None:
    case = CASES[name]
    outcome = refused(case.refusal, attempt(case.tries, case.waits), chance=0.5)
    assert {key: outcome.get(key) for key in case.expected} == case.expected
    assert outcome["error"]["code"] == case.refusal.code


def test_pair_rate_touches_nobody_else() -> None:
    outcome = refused(Refused("131056", "wait", "…", 4.0, scope="contact"), attempt(), chance=0.5)
    assert "block_seconds" not in outcome


def test_giving_up_says_so_and_not_that_we_try_again() -> None:
    outcome = refused(_LATER, attempt(MOST_TRIES - 1), chance=0.5)
    assert outcome["error"]["message"] == "Não foi enviada depois de 6 tentativas. Instável."
    few = refused(Refused("131000", "never", "Instável. Tentaremos de novo em instantes."), attempt(2), chance=0.5)
    assert few["error"]["message"] == "Não foi enviada depois de 3 tentativas. Instável."


@pytest.mark.parametrize("tries", range(12))
@pytest.mark.parametrize("chance", [0.0, 0.3, 1.0])
def test_backoff_is_never_nothing_and_never_more_than_fifteen_minutes(tries: int, chance: float) -> None:
    assert 1.0 <= backoff(tries, chance) <= 900.0


def claimed(**columns: Any) -> Claimed:
    values: dict[str, Any] = {
        "attempt": attempt(),
        "account_id": uuid4(),
        "message_id": uuid4(),
        "channel_id": uuid4(),
        "channel_type": "whatsapp",
        "channel_external_id": "1",
        "credentials": b"secret",
        "send_in": 0.0,
        "type": "text",
        "text": "Olá",
        "content": {},
        "reply_to_external_id": None,
        "recipient": [],
        "media": [],
        "template": None,
        **columns,
    }
    return Claimed(**values)


def test_credentials_are_in_no_text_of_what_was_claimed() -> None:
    head = claimed(credentials=b"secret")
    assert (head.credentials, repr(head)) == (b"secret", f"Claimed({head.message_id})")


def test_a_message_becomes_what_the_platform_takes() -> None:
    message = platform_message(claimed(reply_to_external_id="wamid.1"), {})
    assert message == {"type": "text", "text": "Olá", "reply_to_external_id": "wamid.1"}
    place = {"latitude": 1.0, "longitude": 2.0}
    assert platform_message(claimed(type="location", content={"location": place}), {})["location"] == place


def test_files_carry_the_id_of_their_upload() -> None:
    file = {"id": "a", "kind": "image", "mime_type": "image/png", "platform_media_id": None}
    message = platform_message(claimed(type="image", media=[file]), {"a": "uploaded"})
    assert message["media"]["platform_media_id"] == "uploaded"
    template = platform_message(
        claimed(
            type="template",
            content={"template": {"name": "oi", "language": "pt_BR", "variables": {"1": "Ana"}}},
            media=[{**file, "platform_media_id": "kept"}],
            template={"name": "oi", "components": []},
        ),
        {},
    )["template"]
    assert (template["header_media"]["platform_media_id"], template["definition"]["name"]) == ("kept", "oi")


def test_credentials_are_never_shown() -> None:
    assert "secret" not in repr(claimed())
