"""Sentences: defaults, overrides, variables that cannot break anything."""

import pytest

from central.queues.model import Standing, opening_words
from central.texts import DEFAULTS, VARIABLES, fill, say, say_wait


def test_every_language_says_everything() -> None:
    names = set(DEFAULTS["pt-BR"])
    assert all(set(texts) == names for texts in DEFAULTS.values())


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        ("pt-BR", "Olá! Como posso ajudá-lo(a) hoje?"),
        ("en", "Hello! How can I help you today?"),
        ("es", "¡Hola! ¿En qué puedo ayudarle hoy?"),
        ("xx", "Olá! Como posso ajudá-lo(a) hoje?"),
    ],
)
def test_defaults(locale: str, expected: str) -> None:
    assert say("greeting", locale=locale) == expected


def test_an_account_has_its_own_words_and_may_stay_silent() -> None:
    assert (
        say("greeting", locale="pt-BR", overrides={"greeting": "Oi, {name}!"}, variables={"name": "Ana"}) == "Oi, Ana!"
    )
    assert say("greeting", locale="pt-BR", overrides={"greeting": ""}) == ""
    assert say("greeting", locale="en", overrides={"greeting": 5}) == "Hello! How can I help you today?"


def test_the_position_is_the_products_sentence() -> None:
    variables = {"position": 2, "total": 5, "wait": "3 minutos"}
    text = say("position", locale="pt-BR", variables=variables)
    assert text == "Você é o 2º de 5 na fila. Tempo estimado: 3 minutos."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{unknown} {", "{unknown} {"),
        ("{name.__class__} {0} {name!r} {}", "{name.__class__} {0} {name!r} {}"),
        ("{name}", "{total}"),
        ("%s {total} %(name)s", "%s 7 %(name)s"),
        ("x" * 5000, "x" * 4096),
    ],
)
def test_variables_are_inserted_once_and_never_run(text: str, expected: str) -> None:
    assert fill(text, {"name": "{total}", "total": 7}) == expected


def test_every_text_may_have_every_variable_and_what_has_no_value_is_empty() -> None:
    text = "|".join(f"{{{name}}}" for name in VARIABLES)
    for name in DEFAULTS["pt-BR"]:
        said = say(name, locale="pt-BR", overrides={name: text}, variables={"queue": "Suporte", "position": 0})
        assert said == "||Suporte|0||||"


def test_who_does_not_wait_is_told_no_wait() -> None:
    texts = {"greeting": "Oi, {name}{wait}!", "handoff": "", "protocol": ""}
    served = Standing("pt-BR", texts, "Ana", "20261121-000123", True, True, None, None, None, None, True)
    assert opening_words(served) == ["Oi, Ana!"]


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        (None, "alguns minutos"),
        (0, "menos de 1 minuto"),
        (59, "menos de 1 minuto"),
        (60, "1 minuto"),
        (89, "1 minuto"),
        (150, "2 minutos"),
        (3600, "60 minutos"),
        (4000, "mais de 1 hora"),
    ],
)
def test_waits_in_words(seconds: float | None, expected: str) -> None:
    assert say_wait(seconds, locale="pt-BR") == expected
