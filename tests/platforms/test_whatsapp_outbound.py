"""Request bodies of every outbound type, the platform's limits, templates, and what an independent library builds."""

from typing import Any

import pytest

from central.platforms.base import InvalidMessage, Recipient
from central.platforms.whatsapp import WhatsApp
from central.platforms.whatsapp_outbound import build_read, build_request, validate_message
from central.platforms.whatsapp_templates import (
    header_media_kind,
    normalise_template,
    preview,
    variables_of,
)

TO = Recipient(phone="554188887777")
FILE = {"platform_media_id": "900"}


def content(message: dict[str, Any]) -> Any:
    body = build_request(message, to=TO)
    return body[body["type"]]


def test_common_part() -> None:
    body = build_request(
        {"type": "text", "text": "oi", "reply_to_external_id": "wamid.Q"}, to=TO, attempt_id="attempt-1"
    )
    assert body == {
        "messaging_product": "whatsapp",
        "recipient_type": "individual",
        "to": "+554188887777",
        "type": "text",
        "text": {"body": "oi", "preview_url": False},
        "context": {"message_id": "wamid.Q"},
        "biz_opaque_callback_data": "attempt-1",
    }


@pytest.mark.parametrize(
    ("to", "expected"),
    [
        (Recipient(phone="5511987654321"), {"to": "+5511987654321"}),
        (Recipient(phone="+55 11 98765-4321"), {"to": "+5511987654321"}),
        (Recipient(user_id="BR.1"), {"recipient": "BR.1"}),
        (Recipient(phone="5511987654321", user_id="BR.1"), {"to": "+5511987654321"}),
    ],
)
def test_recipient(to: Recipient, expected: dict[str, str]) -> None:
    body = build_request({"type": "text", "text": "oi"}, to=to)
    assert {key: body[key] for key in ("to", "recipient") if key in body} == expected


ROWS = [{"id": "1", "title": "15:00", "description": "Dra. Paula"}, {"title": "16:00"}]
CARD = {
    "name": "Paula Lima",
    "phones": [{"phone": "+55 11 3456-7890", "type": "WORK"}, {"type": "HOME"}],
    "emails": [{"email": "p@example.com"}],
    "organization": "Clínica",
}


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ({"type": "text", "text": "veja https://a.b"}, {"body": "veja https://a.b", "preview_url": True}),
        ({"text": "https://a.b", "preview_url": False}, {"body": "https://a.b", "preview_url": False}),
        ({"type": "text", "text": "a\x00\ud800"}, {"body": "a\ufffd", "preview_url": False}),
        ({"type": "image", "media": FILE, "text": "foto"}, {"id": "900", "caption": "foto"}),
        ({"type": "image", "media": {"link": "https://a.b/c.png"}}, {"link": "https://a.b/c.png"}),
        ({"type": "video", "media": FILE}, {"id": "900"}),
        ({"type": "audio", "media": {**FILE, "voice": True}}, {"id": "900", "voice": True}),
        ({"type": "audio", "media": FILE}, {"id": "900"}),
        ({"type": "document", "media": {**FILE, "file_name": "a.pdf"}, "text": "exame"},
         {"id": "900", "filename": "a.pdf", "caption": "exame"}),
        ({"type": "sticker", "media": FILE}, {"id": "900"}),
        ({"type": "location", "location": {"latitude": "-23.5", "longitude": -46.6, "name": "MASP", "address": ""}},
         {"latitude": -23.5, "longitude": -46.6, "name": "MASP"}),
        ({"type": "contacts", "contacts": [CARD]},
         [{"name": {"formatted_name": "Paula Lima", "first_name": "Paula", "last_name": "Lima"},
           "phones": [{"phone": "+55 11 3456-7890", "type": "WORK"}], "emails": [{"email": "p@example.com"}],
           "org": {"company": "Clínica"}}]),
        ({"type": "contact", "contacts": [{"name": "Ana"}]},
         [{"name": {"formatted_name": "Ana", "first_name": "Ana"}}]),
        ({"type": "reaction", "reaction": {"target_external_id": "wamid.T", "emoji": "👍🏽"}},
         {"message_id": "wamid.T", "emoji": "👍🏽"}),
        ({"type": "reaction", "reaction": {"target_external_id": "wamid.T", "emoji": ""}},
         {"message_id": "wamid.T", "emoji": ""}),
        ({"type": "interactive", "interactive": {"kind": "buttons", "body": "Confirma?", "header": "Consulta",
          "footer": "Clínica", "buttons": [{"id": "s", "title": "Sim"}, {"title": "Não"}]}},
         {"type": "button", "header": {"type": "text", "text": "Consulta"}, "body": {"text": "Confirma?"},
          "footer": {"text": "Clínica"}, "action": {"buttons": [{"type": "reply", "reply": {"id": "s", "title": "Sim"}},
          {"type": "reply", "reply": {"id": "Não", "title": "Não"}}]}}),
        ({"type": "interactive", "interactive": {"kind": "list", "body": "Escolha", "button": "Horários",
          "sections": [{"rows": ROWS}]}},
         {"type": "list", "body": {"text": "Escolha"}, "action": {"button": "Horários", "sections": [{"rows": [
             ROWS[0], {"id": "16:00", "title": "16:00"}]}]}}),
    ],
)  # fmt: skip
def test_content(message: dict[str, Any], expected: Any) -> None:
    assert content(message) == expected


def buttons(*titles: str) -> dict[str, Any]:
    lines = [{"id": str(index), "title": title} for index, title in enumerate(titles)]
    return {"type": "interactive", "interactive": {"kind": "buttons", "body": "x", "buttons": lines}}


def listing(*sections: int, **row: Any) -> dict[str, Any]:
    built = [
        {"title": f"s{s}", "rows": [{"id": f"{s}-{r}", "title": f"{r}", **row} for r in range(count)]}
        for s, count in enumerate(sections)
    ]
    return {"type": "interactive", "interactive": {"kind": "list", "body": "x", "button": "b", "sections": built}}


def changed(message: dict[str, Any], **interactive: Any) -> dict[str, Any]:
    return {**message, "interactive": {**message["interactive"], **interactive}}


@pytest.mark.parametrize(
    ("message", "code", "field"),
    [
        ({"type": "poll"}, "type_not_supported", "type"),
        ({"type": "text", "text": ""}, "required", "text"),
        ({"type": "text", "text": " \n "}, "required", "text"),
        ({"type": "text", "text": 5}, "required", "text"),
        ({"type": "text", "text": "x" * 4_097}, "too_long", "text"),
        ({"type": "image", "media": FILE, "text": "x" * 1_025}, "too_long", "text"),
        ({"type": "image"}, "media_missing", "media"),
        ({"type": "image", "media": {"link": "http://a.b"}}, "media_missing", "media"),
        ({"type": "image", "media": {**FILE, "mime_type": "image/gif"}}, "file_type", "media"),
        ({"type": "image", "media": {**FILE, "mime_type": "image/png", "bytes": 6_000_000}}, "file_too_large", "media"),
        ({"type": "sticker", "media": {**FILE, "mime_type": "image/webp", "bytes": 200_000}},
         "file_too_large", "media"),
        ({"type": "audio", "media": FILE, "text": "x"}, "caption_not_allowed", "text"),
        ({"type": "sticker", "media": FILE, "text": "x"}, "caption_not_allowed", "text"),
        ({"type": "location", "location": {"latitude": 91, "longitude": 0}}, "invalid_location", "location"),
        ({"type": "location"}, "invalid_location", "location"),
        ({"type": "contacts", "contacts": []}, "invalid_contacts", "contacts"),
        ({"type": "contacts", "contacts": [{"name": "x"}] * 258}, "invalid_contacts", "contacts"),
        ({"type": "contacts", "contacts": [{}]}, "required", "contacts.0.name"),
        ({"type": "reaction", "reaction": {"emoji": "👍"}}, "required", "reaction"),
        ({"type": "reaction", "reaction": {"target_external_id": "w", "emoji": "ok"}},
         "invalid_emoji", "reaction.emoji"),
        ({"type": "interactive"}, "required", "interactive.body"),
        (changed(buttons("a"), kind="poll"), "invalid_kind", "interactive.kind"),
        (buttons(), "button_count", "interactive.buttons"),
        (buttons("a", "b", "c", "d"), "button_count", "interactive.buttons"),
        (buttons("x" * 21), "too_long", "interactive.buttons.0.title"),
        (buttons("a", "a"), "not_unique", "interactive.buttons"),
        (changed(buttons("a"), body="x" * 1_025), "too_long", "interactive.body"),
        (changed(buttons("a"), footer="x" * 61), "too_long", "interactive.footer"),
        (changed(buttons("a"), header="x" * 61), "too_long", "interactive.header"),
        (listing(), "section_count", "interactive.sections"),
        (listing(0), "section_empty", "interactive.sections.0"),
        (listing(6, 5), "row_count", "interactive.sections"),
        (listing(1, title="x" * 25), "too_long", "interactive.sections.0.rows.0.title"),
        (listing(1, description="x" * 73), "too_long", "interactive.sections.0.rows.0.description"),
        (listing(1, id="x" * 201), "too_long", "interactive.sections.0.rows.0.id"),
        (listing(2, id="same"), "not_unique", "interactive.sections"),
        (changed(listing(1), button="x" * 21), "too_long", "interactive.button"),
        (changed(listing(1), button=""), "required", "interactive.button"),
        ({"type": "template"}, "required", "template"),
    ],
)  # fmt: skip
def test_limits(message: dict[str, Any], code: str, field: str) -> None:
    with pytest.raises(InvalidMessage) as refused:
        build_request(message, to=TO)
    assert (refused.value.code, refused.value.field) == (code, field)
    assert refused.value.sentence.endswith((".", "?", ")."))


def test_the_longest_allowed_values_pass() -> None:
    build_request({"type": "text", "text": "👍" * 4_096}, to=TO)
    build_request({"type": "image", "media": FILE, "text": "x" * 1_024}, to=TO)
    build_request(buttons("x" * 20, "b", "c"), to=TO)
    build_request(listing(5, 5, description="x" * 72), to=TO)


def test_no_recipient() -> None:
    with pytest.raises(InvalidMessage, match="número"):
        build_request({"type": "text", "text": "x"}, to=Recipient())


def test_validation_before_the_file_is_uploaded() -> None:
    validate_message({"type": "image", "media": {"mime_type": "image/png", "bytes": 10}})
    validate_message({"type": "template", "template": {"name": "a", "language": "pt_BR", "header_media_id": "x",
                                                       "definition": NAMED}, "variables": {}} | {
        "template": {"name": "a", "language": "pt_BR", "header_media_id": "x", "definition": WITH_IMAGE,
                     "variables": {"1": "Ana"}}})  # fmt: skip
    with pytest.raises(InvalidMessage):
        validate_message({"type": "image", "media": {"mime_type": "text/html", "bytes": 10}})


def test_read_and_typing() -> None:
    read = {"messaging_product": "whatsapp", "status": "read", "message_id": "wamid.X"}
    assert build_read("wamid.X") == read
    assert build_read("wamid.X", typing=True) == {**read, "typing_indicator": {"type": "text"}}


def test_capabilities_are_plain_json() -> None:
    flags = WhatsApp().capabilities.to_json()
    assert (flags["buttons"], flags["list_rows"], flags["text_length"], flags["window_hours"]) == (3, 10, 4096, 24)
    assert flags["media"]["document"] == 100 * 1024 * 1024


# -- templates --------------------------------------------------------------------------------------------------------

POSITIONAL = {
    "parameter_format": "POSITIONAL",
    "components": [
        {"type": "HEADER", "format": "TEXT", "text": "Olá {{1}}", "example": {"header_text": ["Ana"]}},
        {"type": "BODY", "text": "Consulta em {{1}} às {{2}}.", "example": {"body_text": [["12/07", "15h"]]}},
        {"type": "FOOTER", "text": "Clínica Sorriso"},
        {
            "type": "BUTTONS",
            "buttons": [
                {"type": "QUICK_REPLY", "text": "Confirmar"},
                {"type": "URL", "text": "Ver", "url": "https://a.b/{{1}}", "example": ["https://a.b/123"]},
                {"type": "URL", "text": "Site", "url": "https://a.b/"},
                {"type": "COPY_CODE", "example": "VOLTA10"},
            ],
        },
    ],
}
NAMED = {
    "parameter_format": "NAMED",
    "components": [
        {
            "type": "BODY",
            "text": "Oi {{nome}}, pedido {{pedido}}.",
            "example": {"body_text_named_params": [{"param_name": "nome", "example": "Ana"}]},
        }
    ],
}
WITH_IMAGE = {"components": [{"type": "HEADER", "format": "IMAGE"}, {"type": "BODY", "text": "Oi {{1}}!"}]}


def template(**parts: Any) -> Any:
    return content({"type": "template", "template": {"name": "aviso", "language": "pt_BR", **parts}})


def test_variables_of_a_template() -> None:
    assert variables_of(POSITIONAL) == [
        {"key": "header.1", "place": "header", "example": "Ana"},
        {"key": "1", "place": "body", "example": "12/07"},
        {"key": "2", "place": "body", "example": "15h"},
        {"key": "button.1", "place": "button", "example": "https://a.b/123"},
        {"key": "button.3", "place": "button", "example": "VOLTA10"},
    ]
    assert [variable["example"] for variable in variables_of(NAMED)] == ["Ana", ""]
    assert header_media_kind(WITH_IMAGE) == "image"
    assert header_media_kind(POSITIONAL) is None


def test_positional_template_with_header_and_buttons() -> None:
    values = {"header.1": "Ana", "2": "15h", "1": "12/07", "button.1": "123", "button.3": "VOLTA10", "button.0": "OK"}
    assert template(definition=POSITIONAL, variables=values) == {
        "name": "aviso",
        "language": {"code": "pt_BR"},
        "components": [
            {"type": "header", "parameters": [{"type": "text", "text": "Ana"}]},
            {"type": "body", "parameters": [{"type": "text", "text": "12/07"}, {"type": "text", "text": "15h"}]},
            {
                "type": "button",
                "sub_type": "quick_reply",
                "index": "0",
                "parameters": [{"type": "payload", "payload": "OK"}],
            },
            {"type": "button", "sub_type": "url", "index": "1", "parameters": [{"type": "text", "text": "123"}]},
            {
                "type": "button",
                "sub_type": "copy_code",
                "index": "3",
                "parameters": [{"type": "coupon_code", "coupon_code": "VOLTA10"}],
            },
        ],
    }


def test_named_template_in_the_order_of_the_text() -> None:
    body = template(definition=NAMED, variables={"pedido": 123, "nome": "Ana"})
    assert body["components"][0]["parameters"] == [
        {"type": "text", "parameter_name": "nome", "text": "Ana"},
        {"type": "text", "parameter_name": "pedido", "text": "123"},
    ]


def test_template_with_a_file_in_its_header() -> None:
    body = template(definition=WITH_IMAGE, variables={"1": "Ana"}, header_media={"platform_media_id": "900"})
    assert body["components"][0] == {"type": "header", "parameters": [{"type": "image", "image": {"id": "900"}}]}
    document = {"kind": "document", "link": "https://a.b/c.pdf", "file_name": "c.pdf"}
    assert template(header_media=document)["components"][0]["parameters"][0]["document"] == {
        "link": "https://a.b/c.pdf",
        "filename": "c.pdf",
    }


def test_template_without_definition_or_variables() -> None:
    assert template() == {"name": "aviso", "language": {"code": "pt_BR"}}
    assert template(language="pt-BR")["language"] == {"code": "pt_BR"}
    ready = [{"type": "body", "parameters": [{"type": "text", "text": "x"}]}]
    assert template(components=ready)["components"] == ready
    assert [p["text"] for p in template(variables={"2": "b", "1": "a"})["components"][0]["parameters"]] == ["a", "b"]


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"definition": POSITIONAL, "variables": {"1": "a", "2": "b"}}, "variable_missing"),
        ({"definition": NAMED, "variables": {"nome": "Ana"}}, "variable_missing"),
        ({"definition": NAMED, "variables": {"nome": "Ana", "pedido": "  "}}, "variable_missing"),
        ({"definition": NAMED, "variables": {"nome": "Ana", "pedido": "1", "extra": "x"}}, "variable_unknown"),
        ({"definition": WITH_IMAGE, "variables": {"1": "a"}}, "media_missing"),
        ({"variables": {"1": "a\nb"}}, "variable_format"),
        ({"variables": {"1": "a\tb"}}, "variable_format"),
        ({"variables": {"1": "a     b"}}, "variable_format"),
        ({"variables": {"1": "x" * 1_025}}, "too_long"),
        ({"variables": {"1": "a", "3": "c"}}, "variable_order"),
        ({"variables": {"button.x": "a"}}, "variable_unknown"),
        ({"header_media": {"kind": "audio", "link": "x"}}, "invalid_header"),
        ({"header_media": {"kind": "image"}}, "media_missing"),
        ({"name": ""}, "required"),
        ({"language": None}, "required"),
    ],
)
def test_template_refusals(parts: dict[str, Any], code: str) -> None:
    with pytest.raises(InvalidMessage) as refused:
        template(**parts)
    assert refused.value.code == code


def test_preview_shows_what_the_customer_reads() -> None:
    shown = preview(POSITIONAL, {"header.1": "Ana", "1": "12/07"})
    assert shown == "Olá Ana\n\nConsulta em 12/07 às {{2}}.\n\nClínica Sorriso"
    assert preview({}, {}) == ""


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ({"name": "a", "language": "pt-BR", "status": "approved", "category": "utility"},
         ("pt_BR", "APPROVED", "UTILITY")),
        ({"name": "a", "language": "en_US"}, ("en_US", "UNKNOWN", "UNKNOWN")),
        ({"name": "a"}, None),
        ({}, None),
    ],
)  # fmt: skip
def test_normalise_template(raw: dict[str, Any], expected: tuple[str, str, str] | None) -> None:
    found = normalise_template(raw)
    assert (found and (found["language"], found["status"], found["category"])) == expected
