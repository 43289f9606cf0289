"""Every sample webhook in, normalised items out. A new sample file without a row here fails."""

import json
from pathlib import Path
from typing import Any

import pytest

from central.platforms.webhook import BadBody, QueueItem
from central.platforms.whatsapp_inbound import split_webhook
from central.platforms.whatsapp_parse import parse_item

SAMPLES = Path(__file__).resolve().parents[2] / "events" / "whatsapp"
RECEIVED_AT = 1_760_000_200
AT = "2025-10-09T08:53:20Z"
ANA_PHONE = {"kind": "wa_phone", "value": "5511987654321", "match_key": "551187654321"}
ANA_USER = {"kind": "wa_bsuid", "value": "BR.13491208655302741918", "match_key": "BR.13491208655302741918"}
NEW_USER = {"kind": "wa_bsuid", "value": "BR.99912086553027419", "match_key": "BR.99912086553027419"}
NEW_PHONE = {"kind": "wa_phone", "value": "5511912345678", "match_key": "5511912345678"}
DUDA = {"kind": "wa_phone", "value": "5531988880000", "match_key": "553188880000"}
ANA = {"identities": [ANA_PHONE, ANA_USER], "name": "Ana Souza"}
SHA = "SfInY0gGKTsJlUWbwxC1k+FAD0FZHvzwfpvO0zX0GUI="  # pragma: allowlist secret
ABSENT = object()


def message(kind_of_content: str, **expected: Any) -> dict[str, Any]:
    return {
        "kind": "message",
        "platform": "whatsapp",
        "channel_key": "106540352242922",
        "channel_key_kind": "phone_number",
        "author": "contact",
        "type": kind_of_content,
        "occurred_at": AT,
        **expected,
    }


def media(kind: str, **expected: Any) -> dict[str, Any]:
    return {"kind": kind, "sha256": SHA, **expected}


def waba(kind: str, **expected: Any) -> dict[str, Any]:
    return {"kind": kind, "channel_key": "102290129340398", "channel_key_kind": "waba", "occurred_at": AT, **expected}


# file → what must be in each item (keys not named here are free; ABSENT = must not be there)
TABLE: dict[str, list[dict[str, Any]]] = {
    "text": [message("text", text="Oi, bom dia! Quero remarcar minha consulta 👩🏽‍⚕️", contact=ANA, raw=ABSENT)],
    "text_reply": [message("text", reply_to_external_id="wamid.HBgNOUR001", text="Sim, pode ser às 15h")],
    "text_forwarded": [message("text", forwarded=True, reply_to_external_id=ABSENT)],
    "text_frequently_forwarded": [message("text", forwarded=True, metadata={"frequently_forwarded": True})],
    "text_from_ad": [message("text", text="Quero saber mais")],
    "text_about_product": [
        message(
            "text",
            metadata={"referred_product": {"catalog_id": "194836987003835", "retailer_id": "di9ozbzfi4"}},
            reply_to_external_id="wamid.HBgNOUR002",
        )
    ],
    "image": [message("image", text="Meu comprovante")],
    "video": [
        message(
            "video",
            text=ABSENT,
            media=[media("video", platform_media_id="1003383421387257", mime_type="video/mp4")],
        )
    ],
    "audio_voice": [
        message(
            "audio",
            media=[
                media(
                    "audio", platform_media_id="1908647269898587", mime_type="audio/ogg; codecs=opus", voice=True
                )
            ],
        )
    ],
    "audio_file": [
        message("audio", media=[media("audio", platform_media_id="1908647269898588", mime_type="audio/mpeg")])
    ],
    "document": [
        message(
            "document",
            text="Segue o exame",
            media=[
                media(
                    "document",
                    platform_media_id="1003383421387259",
                    mime_type="application/pdf",
                    file_name="exame de sangue.pdf",
                )
            ],
        )
    ],
    "sticker": [
        message(
            "sticker",
            media=[media("sticker", platform_media_id="1003383421387260", mime_type="image/webp", animated=True)],
        )
    ],
    "location_place": [
        message(
            "location",
            location={
                "latitude": -23.561414,
                "longitude": -46.655881,
                "name": "MASP",
                "address": "Av. Paulista, 1578, São Paulo",
                "url": "https://masp.org.br",
            },
        )
    ],
    "location_current": [message("location", location={"latitude": -23.5505, "longitude": -46.6333})],
    "contacts": [message("contact")],
    "contacts_shared_own_number": [message("contact", metadata={"origin": "contact_request"})],
    "reaction": [{"kind": "reaction", "target_external_id": "wamid.HBgNOUR003", "emoji": "❤️", "contact": ANA}],
    "reaction_removed": [{"kind": "reaction", "target_external_id": "wamid.HBgNOUR003", "emoji": ""}],
    "button_template": [
        message(
            "interactive",
            text="Confirmar",
            interactive={"kind": "template_button", "id": "CONFIRMAR_123", "title": "Confirmar"},
            reply_to_external_id="wamid.HBgNOUR004",
        )
    ],
    "interactive_button": [
        message("interactive", text="Sim", interactive={"kind": "button_reply", "id": "sim", "title": "Sim"})
    ],
    "interactive_list": [
        message(
            "interactive",
            text="15:00",
            interactive={"kind": "list_reply", "id": "hor_15", "title": "15:00", "description": "Dra. Paula"},
        )
    ],
    "interactive_form": [
        message(
            "interactive",
            text="",
            interactive={
                "kind": "form_reply",
                "id": "flow",
                "title": "Sent",
                "data": {"flow_token": "tok-1", "nome": "Ana", "idade": "34"},
            },
        )
    ],
    "interactive_call_permission": [
        message(
            "interactive",
            text="",
            interactive={
                "kind": "call_permission_reply",
                "id": "accept",
                "data": {"response": "accept", "source": "user_action", "expires_at_epoch": 1760600000},
            },
        )
    ],
    "interactive_broken": [message("unsupported", contact=ANA)],
    "order": [
        message(
            "interactive",
            text="Entregar à tarde",
            order={
                "catalog_id": "194836987003835",
                "items": [
                    {"retailer_id": "di9ozbzfi4", "quantity": 2.0, "price": 30.0, "currency": "BRL"},
                    {"retailer_id": "nqryix03ez", "quantity": 1.0, "price": 25.5, "currency": "BRL"},
                ],
            },
        )
    ],
    "unsupported": [
        message("unsupported", metadata={"platform_type": "unsupported", "unsupported_type": "poll_creation"})
    ],
    "media_too_large": [message("unsupported")],
    "unknown_type": [message("unsupported", metadata={"platform_type": "hologram"})],
    "request_welcome": [message("unsupported")],
    "edit": [{"kind": "edit", "type": "text", "text": "Oi, boa tarde!", "author": "contact", "contact": ANA}],
    "revoke": [{"kind": "revoke", "author": "contact", "contact": ANA, "type": ABSENT}],
    "group": [{"kind": "ignored", "reason": "group_message"}],
    "number_change": [
        {
            "kind": "identity_change",
            "reason": "user_changed_number",
            "contact": {"identities": [NEW_PHONE, NEW_USER]},
            "previous": {"identities": [ANA_PHONE, ANA_USER]},
        }
    ],
    "number_change_old_form": [
        {
            "kind": "identity_change",
            "contact": {"identities": [NEW_PHONE]},
            "previous": {"identities": [ANA_PHONE]},
        }
    ],
    "user_id_change": [
        {
            "kind": "identity_change",
            "reason": "user_changed_user_id",
            "contact": {"identities": [NEW_USER]},
            "previous": {"identities": [ANA_USER]},
        }
    ],
    "identity_check": [
        {
            "kind": "identity_change",
            "reason": "customer_identity_changed",
            "contact": {"identities": [ANA_PHONE]},
            "previous": ABSENT,
            "data": {"acknowledged": False, "created_timestamp": "1759999990", "hash": "DF2lS5v2W6x="},
        }
    ],
    "bsuid_only": [
        message(
            "text",
            contact={
                "identities": [
                    {"kind": "wa_bsuid", "value": "BR.77712086553027419", "match_key": "BR.77712086553027419"},
                    {
                        "kind": "wa_parent_bsuid",
                        "value": "BR.ENT.11815799212886844830",
                        "match_key": "BR.ENT.11815799212886844830",
                    },
                ],
                "name": "Bia",
                "username": "bia.costa",
            },
        )
    ],
    "phone_without_ninth_digit": [
        message(
            "text",
            contact={
                "identities": [{"kind": "wa_phone", "value": "554188887777", "match_key": "554188887777"}],
                "name": "Caio (Curitiba)",
            },
        )
    ],
    "landline": [
        message(
            "text",
            contact={
                "identities": [{"kind": "wa_phone", "value": "551134567890", "match_key": "551134567890"}],
                "name": "Padaria Central",
            },
        )
    ],
    "status_sent": [
        {
            "kind": "status",
            "external_id": "wamid.HBgNOUR100",
            "status": "sent",
            "occurred_at": "2025-10-09T08:55:00Z",
            "recipient": "5511987654321",
            "attempt_id": "0199c1de-7d6a-7c1e-9d3c-3c2f7b1f0a01",
            "pricing": {
                "model": "PMP",
                "type": "free_entry_point",
                "category": "referral_conversion",
                "billable": False,
            },
            "metadata": {
                "conversation_id": "d5b5c3c5f6e7",
                "origin": "referral_conversion",
                "expires_at": "2025-10-10T08:53:20Z",
            },
            "error": ABSENT,
        }
    ],
    "status_delivered": [
        {
            "kind": "status",
            "status": "delivered",
            "pricing": {
                "model": "PMP",
                "type": "regular",
                "category": "authentication_international",
                "billable": True,
            },
        }
    ],
    "status_read": [{"kind": "status", "status": "read", "contact": ANA}],
    "status_played": [{"kind": "status", "status": "played"}],
    "status_failed": [{"kind": "status", "status": "failed", "attempt_id": "0199c1de-7d6a-7c1e-9d3c-3c2f7b1f0a01"}],
    "status_to_user_id": [{"kind": "status", "status": "delivered", "recipient": "BR.77712086553027419"}],
    "status_unknown": [{"kind": "ignored", "reason": "unknown_status"}],
    "status_call": [{"kind": "call", "external_id": "wacid.HBgL1", "event": "ringing"}],
    "errors_only": [{"kind": "account_update", "field": "errors", "event": "ERROR", "severity": "warning"}],
    "echo_text": [
        {
            "kind": "echo",
            "author": "business",
            "external_id": "wamid.HBgNECHO1",
            "text": "Respondi pelo celular",
            "contact": {"identities": [ANA_PHONE]},
            "metadata": {"business_phone": "551130000000"},
        }
    ],
    "echo_edit": [
        {
            "kind": "edit",
            "author": "business",
            "target_external_id": "wamid.HBgNECHO1",
            "text": "Respondi pelo computador",
        }
    ],
    "echo_revoke": [{"kind": "revoke", "author": "business", "target_external_id": "wamid.HBgNECHO1"}],
    "standby": [message("text", metadata={"standby": True})],
    "contact_sync": [
        {"kind": "contact_sync", "event": "add", "contact": {"identities": [DUDA], "name": "Duda Reis"}},
        {"kind": "contact_sync", "event": "remove"},
    ],
    "history": [
        {
            "kind": "history_message",
            "author": "contact",
            "text": "Vocês abrem sábado?",
            "status": "read",
            "contact": {"identities": [DUDA]},
        },
        {"kind": "history_message", "author": "business", "text": "Abrimos até 12h", "status": "delivered"},
    ],
    "history_refused": [{"kind": "ignored", "reason": "history_not_shared"}],
    "user_stops_marketing": [{"kind": "opt", "value": "out", "category": "marketing_messages", "contact": ANA}],
    "user_resumes_marketing": [{"kind": "opt", "value": "in"}],
    "call_connect": [{"kind": "call", "event": "connect", "author": "contact", "contact": ANA}],
    "call_terminate": [
        {
            "kind": "call",
            "event": "terminate",
            "author": "business",
            "contact": {"identities": [ANA_PHONE]},
            "call": {"direction": "BUSINESS_INITIATED", "status": "COMPLETED", "duration_seconds": 100},
        }
    ],
    "template_approved": [
        waba(
            "template_update",
            event="APPROVED",
            severity="info",
            template={
                "id": "1689556908129832",
                "name": "lembrete_consulta",
                "language": "pt_BR",
                "category": "UTILITY",
            },
        )
    ],
    "template_rejected": [waba("template_update", event="REJECTED", severity="warning")],
    "template_paused": [waba("template_update", event="PAUSED", severity="warning")],
    "template_quality": [waba("template_update", event="MESSAGE_TEMPLATE_QUALITY_UPDATE")],
    "template_category": [waba("template_update", event="TEMPLATE_CATEGORY_UPDATE")],
    "template_components": [waba("template_update", field="message_template_components_update")],
    "number_quality": [waba("account_update", event="THROUGHPUT_UPGRADE", severity="info")],
    "number_name": [waba("account_update", event="REJECTED", severity="warning")],
    "account_restricted": [waba("account_update", event="ACCOUNT_RESTRICTION", severity="critical")],
    "account_banned": [waba("account_update", event="DISABLED_UPDATE", severity="critical")],
    "account_capability": [waba("account_update", field="business_capability_update", severity="info")],
    "unknown_field": [waba("ignored", reason="unknown_field", field="flows")],
    "batch_three_companies_one_broken": [
        message("text", text="mensagem 801", contact=ANA),
        message("text", text="mensagem 802"),
        message("text", text="mensagem 803", contact=ANA),
        {"kind": "status", "status": "sent"},
        {"kind": "status", "status": "delivered"},
        message("text", text="mensagem 804", channel_key="209999000011111"),
        {"kind": "bad", "reason": "messages_not_an_object"},
        {"kind": "bad", "reason": "message_without_id"},
        {"kind": "bad", "reason": "value_not_an_object"},
        message("text", text="mensagem 805", channel_key="309999000011111"),
    ],
    "batch_ten_of_one_contact": [message("text", text=f"mensagem {820 + i}", occurred_at=f"2025-10-09T08:53:{20 + i}Z")
                                 for i in range(10)],
}  # fmt: skip


def split(raw: bytes) -> list[QueueItem]:
    result = split_webhook(raw, received_at=RECEIVED_AT)
    assert not isinstance(result, BadBody), result
    return result


def items_of(raw: bytes) -> list[dict[str, Any]]:
    # Through JSON text, as the queue carries it.
    return [dict(parsed) for item in split(raw) for parsed in parse_item(json.dumps(item.body))]


@pytest.mark.parametrize("name", sorted(TABLE))
def test_sample_becomes_items(name: str) -> None:
    found = items_of((SAMPLES / f"{name}.json").read_bytes())
    assert [item["kind"] for item in found] == [row["kind"] for row in TABLE[name]]
    for item, row in zip(found, TABLE[name], strict=True):
        for key, expected in row.items():
            if expected is ABSENT:
                assert key not in item
            else:
                assert item.get(key) == expected, key
        json.dumps(item, allow_nan=False).encode("utf-8")


def test_every_sample_has_a_row() -> None:
    assert {path.stem for path in SAMPLES.glob("*.json")} == set(TABLE)


@pytest.mark.parametrize("name", sorted(TABLE))
def test_a_whole_webhook_parsed_at_once_gives_the_same_items(name: str) -> None:
    raw = (SAMPLES / f"{name}.json").read_bytes()
    at_once = parse_item({**json.loads(raw), "received_at": RECEIVED_AT})
    if "broken" in name and name.startswith("batch"):
        return_kinds = [item["kind"] for item in at_once]
        assert return_kinds.count("message") == 5
        return
    assert [{**item, "contact": None} for item in at_once] == [{**item, "contact": None} for item in items_of(raw)]


def test_image_keeps_everything_needed_to_fetch_it() -> None:
    [item] = items_of((SAMPLES / "image.json").read_bytes())
    [file] = item["media"]
    assert file["platform_media_id"] == "1003383421387256"
    assert file["mime_type"] == "image/jpeg"
    assert file["url"].startswith("https://lookaside.fbsbx.com/")


def test_ad_is_kept_for_conversions() -> None:
    [item] = items_of((SAMPLES / "text_from_ad.json").read_bytes())
    assert item["referral"]["ctwa_clid"].startswith("Aff-n8ZT")
    assert item["referral"]["welcome_message"] == "Olá! Como podemos ajudar?"
    assert item["referral"]["source_type"] == "ad"


def test_contact_cards() -> None:
    [item] = items_of((SAMPLES / "contacts.json").read_bytes())
    paula, nameless = item["contacts"]
    assert paula["name"] == "Dra. Paula Lima"
    assert paula["phones"] == [{"phone": "+55 21 99888-7766", "wa_id": "5521998887766", "type": "CELL"}]
    assert paula["organization"] == "Clínica Lima"
    assert nameless["name"] == "+55 11 3456-7890"


def test_failed_status_says_why_in_portuguese() -> None:
    [item] = items_of((SAMPLES / "status_failed.json").read_bytes())
    assert item["error"]["code"] == "131047"
    assert "24 horas" in item["error"]["message"]
    assert item["error"]["details"].startswith("Message failed to send")


@pytest.mark.parametrize(
    ("name", "code"), [("unsupported", "131051"), ("media_too_large", "131052"), ("interactive_broken", "131000")]
)
def test_unsupported_keeps_reason_and_raw(name: str, code: str) -> None:
    [item] = items_of((SAMPLES / f"{name}.json").read_bytes())
    assert item["error"]["code"] == code
    assert item["raw"]["id"] == item["external_id"]


def test_template_notices_carry_what_changed() -> None:
    [paused] = items_of((SAMPLES / "template_paused.json").read_bytes())
    assert paused["template"]["pause"] == "FIRST_PAUSE"
    [category] = items_of((SAMPLES / "template_category.json").read_bytes())
    assert (category["template"]["previous_category"], category["template"]["category"]) == ("UTILITY", "MARKETING")
    [components] = items_of((SAMPLES / "template_components.json").read_bytes())
    assert components["template"]["components"]["element"].startswith("Oi {{1}}")


def test_edit_and_revoke_name_their_target() -> None:
    [original] = items_of((SAMPLES / "text.json").read_bytes())
    for name in ("edit", "revoke"):
        [item] = items_of((SAMPLES / f"{name}.json").read_bytes())
        assert item["target_external_id"] == original["external_id"]
