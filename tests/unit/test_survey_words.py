"""Which words may answer a survey."""

from uuid import UUID

import pytest

from central.surveys.model import answer_in, build_question, may_be_comment, rating_of

REQUEST = UUID("7f1e2d3c-4b5a-4968-8776-655443322110")


@pytest.mark.parametrize(
    ("text", "rating"),
    [
        ("5", 5), (" 1 ", 1), ("3.", 3), ("4!", 4), ("nota 5", 5), ("Nota: 2", 2), ("NOTA 3!", 3), ("5️⃣", 5), ("５", 5),
        ("⭐⭐⭐⭐", 4), ("★ ★ ★", 3), ("⭐️", 1), ("4 estrelas", 4), ("1 estrela", 1), ("5 stars", 5), ("*5*", 5),
        ("5 👍", 5),
        (None, None), ("", None), ("0", None), ("6", None), ("10", None), ("55", None), ("5?", None), ("4,5", None),
        ("5 5", None), ("⭐⭐⭐⭐⭐⭐", None), ("nota", None), ("quero 5", None), ("5 boletos", None), ("👍", None),
        ("nota 5 para o atendimento de vocês", None), ("①②", None),
    ],
)  # fmt: skip
def test_a_rating_is_nothing_else(text: str | None, rating: int | None) -> None:
    assert rating_of(text) == rating


@pytest.mark.parametrize(
    "text",
    [
        "Muito bom!",
        "Obrigada pela ajuda",
        "O atendente me ajudou muito",
        "demorou demais 😡",
        "x",
        "Ótimo, resolveram.",
    ],
)
def test_what_may_be_a_comment(text: str) -> None:
    assert may_be_comment(text)


@pytest.mark.parametrize(
    "text",
    [
        None, "", "   ", "E o meu boleto?", "Preciso da segunda via", "quero falar com a Ana", "me ajuda aqui",
        "Me ajudem por favor", "URGENTE: parou de novo", "I need help", "necesito ayuda", "x" * 2001,
    ],
)  # fmt: skip
def test_whoever_wants_somebody_is_never_taken_for_a_comment(text: str | None) -> None:
    assert not may_be_comment(text)


def test_an_option_says_itself_what_it_answers() -> None:
    def tapped(code: object) -> object:
        return answer_in({"kind": "message", "type": "interactive", "interactive": {"kind": "list_reply", "id": code}})

    assert tapped(f"csat:{REQUEST}:4") == {"request_id": str(REQUEST), "rating": 4}
    for other in (f"csat:{REQUEST}:6", f"csat:{REQUEST}:", "csat:x:4", f"csat:{REQUEST}:4 ", None, 5):
        assert tapped(other) is None
    assert answer_in({"kind": "message", "type": "interactive"}) is None
    assert answer_in({"kind": "echo", "type": "text", "text": "5"}) is None
    assert answer_in({"kind": "message", "type": "image", "text": "5"}) is None
    assert answer_in({"kind": "message", "type": "text", "text": "Muito bom"}) == {"comment": True}


def test_a_list_where_there_are_lists_and_numbers_elsewhere() -> None:
    listed = build_question(REQUEST, "De 1 a 5?", locale="pt-BR", list_rows=10)
    (section,) = listed.content["interactive"]["sections"]
    assert [row["id"][-2:] for row in section["rows"]] == [":5", ":4", ":3", ":2", ":1"]
    assert (listed.type, section["rows"][0]["title"]) == ("interactive", "5 – Ótimo")
    written = build_question(REQUEST, "De 1 a 5?", locale="es", list_rows=3)
    assert (written.type, written.text.splitlines()[0]) == ("text", "De 1 a 5?")
    assert "1 (muy mala) al 5" in written.text
