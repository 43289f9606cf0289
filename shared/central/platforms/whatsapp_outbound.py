"""Request bodies for `POST /<phone number id>/messages`: one pure builder per type, with the platform's limits checked.

A message is a mapping with the keys of our REST API:
    type            text | image | video | audio | document | sticker | location | contacts | reaction | template |
                    interactive
    text            body of a text, caption of a medium
    preview_url     bool, for text; on by default when there is a link
    media           {platform_media_id | link, mime_type?, file_name?, bytes?, voice?}
    location        {latitude, longitude, name?, address?}
    contacts        [{name, phones: [{phone, type?, wa_id?}], emails?: [{email, type?}], organization?, title?}]
    reaction        {target_external_id, emoji}; "" takes the reaction back
    template        {name, language, variables?, header_media?: media + kind, definition?}
    interactive     {kind: buttons | list, body, header?, footer?, buttons?, button?, sections?}
    reply_to_external_id
What the platform would refuse raises `InvalidMessage` with a stable code, the field and a sentence in Portuguese.
Limits are counted in characters, as Meta documents them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from central.platforms.base import InvalidMessage, Recipient
from central.platforms.phone import send_form
from central.platforms.text_gate import as_dict, as_float, as_list, clean_text
from central.platforms.whatsapp_templates import build_template

TEXT_LIMIT = 4_096
CAPTION_LIMIT = 1_024
BUTTON_LIMIT = 3
ROW_LIMIT = 10
_MEDIA_TYPES = ("image", "video", "audio", "document", "sticker")
_ATTEMPT_LIMIT = 512


def build_request(message: Mapping[str, Any], *, to: Recipient, attempt_id: str | None = None) -> dict[str, Any]:
    """The JSON body that sends one message.

    Args:
        message: see the module.
        to: phone and/or user id; the phone wins when both are there, as at Meta.
        attempt_id: our id of this try; it comes back in every status (`biz_opaque_callback_data`).
    """
    name = str(message.get("type") or "text")
    name = "contacts" if name == "contact" else name
    if name not in _BUILDERS:
        raise InvalidMessage("type_not_supported", "type", "O WhatsApp não envia este tipo de mensagem.")
    body: dict[str, Any] = {
        "messaging_product": "whatsapp",
        "recipient_type": "individual",
        **_recipient(to),
        "type": name,
        name: _BUILDERS[name](message),
    }
    quoted = message.get("reply_to_external_id")
    if quoted and name != "reaction":
        body["context"] = {"message_id": str(quoted)}
    if attempt_id:
        body["biz_opaque_callback_data"] = attempt_id[:_ATTEMPT_LIMIT]
    return body


def validate_message(message: Mapping[str, Any]) -> None:
    """Check a message before it is queued, when its file may not be at the platform yet. Raises `InvalidMessage`."""
    checked = dict(message)
    if str(message.get("type")) in _MEDIA_TYPES:
        checked["media"] = {"platform_media_id": "later", **as_dict(message.get("media"))}
    template = as_dict(message.get("template"))
    if template.get("header_media") or template.get("header_media_id"):
        header = {"platform_media_id": "later", **as_dict(template.get("header_media"))}
        checked["template"] = {**template, "header_media": header}
    build_request(checked, to=Recipient(phone="5511987654321"))


def build_read(external_id: str, *, typing: bool = False) -> dict[str, Any]:
    """Mark a received message (and all earlier ones) as read; `typing` also shows that we type (25 s at most)."""
    body: dict[str, Any] = {"messaging_product": "whatsapp", "status": "read", "message_id": external_id}
    if typing:
        body["typing_indicator"] = {"type": "text"}
    return body


def _recipient(to: Recipient) -> dict[str, str]:
    phone = send_form(to.phone) if to.phone else ""
    if phone:
        return {"to": phone}
    if to.user_id:
        return {"recipient": to.user_id}
    raise InvalidMessage("no_recipient", "to", "Este contato não tem número nem identificação do WhatsApp.")


def _bounded(value: object, limit: int, field: str, label: str, *, required: bool = False) -> str:
    """A cleaned text of at most `limit` characters; too long or (if required) blank raises."""
    text = clean_text(value) if isinstance(value, str) else ""
    if required and not text.strip():
        raise InvalidMessage("required", field, f"Preencha: {label}.")
    if len(text) > limit:
        raise InvalidMessage(
            "too_long", field, f"{label[:1].upper()}{label[1:]}: no máximo {limit} caracteres (tem {len(text)})."
        )
    return text


def _text(message: Mapping[str, Any]) -> dict[str, Any]:
    body = _bounded(message.get("text"), TEXT_LIMIT, "text", "texto da mensagem", required=True)
    preview = message.get("preview_url")
    has_link = "http://" in body or "https://" in body
    return {"body": body, "preview_url": has_link if preview is None else bool(preview)}


def _media_object(media: Mapping[str, Any]) -> dict[str, Any]:
    """`{"id"}` of an uploaded file, or `{"link"}`."""
    identifier, link = media.get("platform_media_id"), media.get("link")
    if identifier:
        return {"id": str(identifier)}
    if isinstance(link, str) and link.startswith("https://") and len(link) <= 2_048:
        return {"link": link}
    raise InvalidMessage("media_missing", "media", "Anexe um arquivo.")


def _media(name: str) -> Callable[[Mapping[str, Any]], dict[str, Any]]:
    def build(message: Mapping[str, Any]) -> dict[str, Any]:
        from central.platforms.media import check_outbound

        media = as_dict(message.get("media"))
        body = _media_object(media)
        if media.get("mime_type"):
            check_outbound(name, str(media["mime_type"]), media.get("bytes"), animated=bool(media.get("animated")))
        caption = _bounded(message.get("text"), CAPTION_LIMIT, "text", "legenda")
        if caption and name in ("audio", "sticker"):
            raise InvalidMessage("caption_not_allowed", "text", "Áudio e figurinha não aceitam legenda.")
        if caption:
            body["caption"] = caption
        if name == "document" and media.get("file_name"):
            body["filename"] = clean_text(str(media["file_name"]), 240)
        if name == "audio" and media.get("voice"):
            body["voice"] = True
        return body

    return build


def _location(message: Mapping[str, Any]) -> dict[str, Any]:
    location = as_dict(message.get("location"))
    latitude = as_float(location.get("latitude"), -90, 90)
    longitude = as_float(location.get("longitude"), -180, 180)
    if latitude is None or longitude is None:
        raise InvalidMessage("invalid_location", "location", "A localização precisa de latitude e longitude válidas.")
    body: dict[str, Any] = {"latitude": latitude, "longitude": longitude}
    for key, label in (("name", "nome do local"), ("address", "endereço")):
        text = _bounded(location.get(key), 1_000, f"location.{key}", label)
        if text:
            body[key] = text
    return body


def _contacts(message: Mapping[str, Any]) -> list[dict[str, Any]]:
    cards = as_list(message.get("contacts"))
    if not 1 <= len(cards) <= 257:
        raise InvalidMessage("invalid_contacts", "contacts", "Escolha de 1 a 257 contatos.")
    return [_card(as_dict(card), f"contacts.{index}") for index, card in enumerate(cards)]


def _card(card: dict[str, Any], field: str) -> dict[str, Any]:
    name = _bounded(card.get("name"), 500, f"{field}.name", "nome do contato", required=True).strip()
    first, _, last = name.partition(" ")
    body: dict[str, Any] = {"name": {"formatted_name": name, "first_name": first}}
    if last:
        body["name"]["last_name"] = last
    phones = [
        {key: str(phone[key]) for key in ("phone", "type", "wa_id") if phone.get(key)}
        for phone in map(as_dict, as_list(card.get("phones")))
        if phone.get("phone")
    ]
    emails = [
        {key: str(email[key]) for key in ("email", "type") if email.get(key)}
        for email in map(as_dict, as_list(card.get("emails")))
        if email.get("email")
    ]
    if phones:
        body["phones"] = phones
    if emails:
        body["emails"] = emails
    organization = {
        new: str(card[old]) for old, new in (("organization", "company"), ("title", "title")) if card.get(old)
    }
    if organization:
        body["org"] = organization
    return body


def _reaction(message: Mapping[str, Any]) -> dict[str, Any]:
    reaction = as_dict(message.get("reaction"))
    target, emoji = reaction.get("target_external_id"), reaction.get("emoji", "")
    if not target:
        raise InvalidMessage("required", "reaction", "Escolha a mensagem para reagir.")
    if not isinstance(emoji, str) or len(emoji) > 32 or any(letter.isalpha() and letter.isascii() for letter in emoji):
        raise InvalidMessage("invalid_emoji", "reaction.emoji", "Use um único emoji na reação.")
    return {"message_id": str(target), "emoji": clean_text(emoji)}


def _interactive(message: Mapping[str, Any]) -> dict[str, Any]:
    interactive = as_dict(message.get("interactive"))
    kind = interactive.get("kind")
    body_limit = TEXT_LIMIT if kind == "list" else 1_024
    text = interactive.get("body") or message.get("text")
    body: dict[str, Any] = {"body": {"text": _bounded(text, body_limit, "interactive.body", "texto", required=True)}}
    if interactive.get("header"):
        body["header"] = {
            "type": "text",
            "text": _bounded(interactive["header"], 60, "interactive.header", "cabeçalho"),
        }
    if interactive.get("footer"):
        body["footer"] = {"text": _bounded(interactive["footer"], 60, "interactive.footer", "rodapé")}
    if kind == "buttons":
        return {"type": "button", **body, "action": {"buttons": _buttons(interactive)}}
    if kind == "list":
        return {"type": "list", **body, "action": _list(interactive)}
    raise InvalidMessage("invalid_kind", "interactive.kind", "Escolha botões ou lista.")


def _buttons(interactive: dict[str, Any]) -> list[dict[str, Any]]:
    buttons = [as_dict(button) for button in as_list(interactive.get("buttons"))]
    field = "interactive.buttons"
    if not 1 <= len(buttons) <= BUTTON_LIMIT:
        raise InvalidMessage("button_count", field, f"Use de 1 a {BUTTON_LIMIT} botões.")
    replies = [
        {
            "id": _bounded(
                button.get("id") or button.get("title"), 256, f"{field}.{index}.id", "código", required=True
            ),
            "title": _bounded(button.get("title"), 20, f"{field}.{index}.title", "texto do botão", required=True),
        }
        for index, button in enumerate(buttons)
    ]
    _unique(replies, field, "Os botões precisam ter textos diferentes.", "title")
    _unique(replies, field, "Os botões precisam ter códigos diferentes.", "id")
    return [{"type": "reply", "reply": reply} for reply in replies]


def _list(interactive: dict[str, Any]) -> dict[str, Any]:
    sections = [as_dict(section) for section in as_list(interactive.get("sections"))]
    field = "interactive.sections"
    if not 1 <= len(sections) <= ROW_LIMIT:
        raise InvalidMessage("section_count", field, "A lista precisa de 1 a 10 seções.")
    built: list[dict[str, Any]] = []
    rows: list[dict[str, str]] = []
    for position, section in enumerate(sections):
        here = f"{field}.{position}"
        own: list[dict[str, str]] = []
        for index, row in enumerate(map(as_dict, as_list(section.get("rows")))):
            place = f"{here}.rows.{index}"
            line = {
                "id": _bounded(row.get("id") or row.get("title"), 200, f"{place}.id", "código", required=True),
                "title": _bounded(row.get("title"), 24, f"{place}.title", "texto da opção", required=True),
            }
            description = _bounded(row.get("description"), 72, f"{place}.description", "descrição da opção")
            if description:
                line["description"] = description
            own.append(line)
        if not own:
            raise InvalidMessage("section_empty", here, "Cada seção da lista precisa de ao menos uma opção.")
        title = _bounded(section.get("title"), 24, f"{here}.title", "título da seção", required=len(sections) > 1)
        built.append({**({"title": title} if title else {}), "rows": own})
        rows += own
    if len(rows) > ROW_LIMIT:
        raise InvalidMessage("row_count", field, f"A lista aceita no máximo {ROW_LIMIT} opções ao todo.")
    _unique(rows, field, "As opções da lista precisam ter códigos diferentes.", "id")
    label = _bounded(interactive.get("button"), 20, "interactive.button", "texto do botão da lista", required=True)
    return {"button": label, "sections": built}


def _unique(lines: list[dict[str, str]], field: str, sentence: str, key: str) -> None:
    if len({line[key] for line in lines}) != len(lines):
        raise InvalidMessage("not_unique", field, sentence)


def _template(message: Mapping[str, Any]) -> dict[str, Any]:
    return build_template(as_dict(message.get("template")))


_BUILDERS: dict[str, Callable[[Mapping[str, Any]], Any]] = {
    "text": _text,
    **{name: _media(name) for name in _MEDIA_TYPES},
    "location": _location,
    "contacts": _contacts,
    "reaction": _reaction,
    "interactive": _interactive,
    "template": _template,
}
