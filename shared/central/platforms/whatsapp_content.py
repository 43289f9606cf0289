"""The content of one WhatsApp message, of any type, as the normalised keys of `base.InboundItem`. Pure, never raises.

Facts about each type: Meta's webhook reference of the Cloud API. What cannot be understood becomes type "unsupported"
with its raw JSON, so that nothing a customer wrote is ever dropped.
"""

from __future__ import annotations

import json
from typing import Any

from central.platforms.base import InboundItem, ItemError, MediaReference
from central.platforms.text_gate import as_dict, as_float, as_int, as_list, as_text, clean, load_json
from central.platforms.whatsapp_errors import sentence

_RAW_LIMIT = 16_000
_MEDIA = ("image", "video", "audio", "document", "sticker")
_TEXT_LIMIT = 65_536


def parse_content(message: dict[str, Any], outer_errors: object = None) -> InboundItem:
    """Type, text and everything that belongs to the content of a message (not who, when and where).

    Args:
        message: an element of `messages[]` or `message_echoes[]`, or the `message` inside an edit.
        outer_errors: `value.errors` beside it; explains a missing content (for example code 131000).
    """
    name = as_text(message.get("type"), 64) or ""
    content: InboundItem | None = None
    if name in _MEDIA:
        content = _media(name, as_dict(message.get(name)))
    elif name in _READERS:
        content = _READERS[name](message)
    errors = [error_of(error) for error in (*as_list(message.get("errors")), *as_list(outer_errors)) if error]
    if content is None:
        content = unsupported(name, message)
    elif content.get("type") != "unsupported":
        errors = [error for error in errors if error.get("code")]
    if errors:
        content["error"] = errors[0]
    _extras(content, message)
    return content


def unsupported(name: str, message: Any) -> InboundItem:
    """A placeholder that keeps the raw message (at most about 16,000 characters of JSON)."""
    content: InboundItem = {"type": "unsupported", "raw": raw_copy(message), "metadata": {"platform_type": name}}
    inner = as_text(as_dict(as_dict(message).get("unsupported")).get("type"), 64)
    if inner:
        content["metadata"]["unsupported_type"] = inner
    return content


def raw_copy(value: Any) -> Any:
    """A cleaned copy for keeping; a large one is kept as the beginning of its JSON text."""
    cleaned = clean(value)
    text = json.dumps(cleaned, ensure_ascii=False)
    return cleaned if len(text) <= _RAW_LIMIT else {"truncated": True, "json": text[:_RAW_LIMIT]}


def error_of(value: Any) -> ItemError:
    """An element of any `errors[]` as code, title, details and a sentence in Portuguese."""
    error = as_dict(value)
    result: ItemError = {}
    code = as_text(error.get("code"), 32)
    title = as_text(error.get("title"), 500) or as_text(error.get("message"), 500)
    details = as_text(as_dict(error.get("error_data")).get("details"), 2_000)
    if code:
        result["code"] = code
        result["message"] = sentence(code)
    if title:
        result["title"] = title
    if details:
        result["details"] = details
    return result


def text_fields(source: dict[str, Any], names: dict[str, str], limit: int = 2_000) -> dict[str, Any]:
    """Copy texts under new names ({old: new}), leaving out what is missing."""
    found = ((new, as_text(source.get(old), limit)) for old, new in names.items())
    return {new: value for new, value in found if value}


def _text(message: dict[str, Any]) -> InboundItem | None:
    inner = message.get("text")
    body = as_text(inner.get("body"), _TEXT_LIMIT) if isinstance(inner, dict) else as_text(inner, _TEXT_LIMIT)
    return None if body is None else {"type": "text", "text": body}


def _media(name: str, inner: dict[str, Any]) -> InboundItem | None:
    identifier = as_text(inner.get("id"), 512)
    if not identifier:
        return None
    names = {"mime_type": "mime_type", "filename": "file_name", "sha256": "sha256"}
    media: MediaReference = {"kind": name, "platform_media_id": identifier}
    media.update(text_fields(inner, names, 500))  # type: ignore[typeddict-item]
    url = as_text(inner.get("url"), 4_096)
    if url and url.startswith(("https://", "http://")):
        media["url"] = url
    for flag in ("voice", "animated"):
        if inner.get(flag) is True:
            media[flag] = True
    content: InboundItem = {"type": name, "media": [media]}  # type: ignore[typeddict-item]
    caption = as_text(inner.get("caption"), _TEXT_LIMIT)
    if caption:
        content["text"] = caption
    return content


def _location(message: dict[str, Any]) -> InboundItem | None:
    inner = as_dict(message.get("location"))
    latitude, longitude = as_float(inner.get("latitude"), -90, 90), as_float(inner.get("longitude"), -180, 180)
    if latitude is None or longitude is None:
        return None
    place = text_fields(inner, {"name": "name", "address": "address", "url": "url"})
    return {"type": "location", "location": {"latitude": latitude, "longitude": longitude, **place}}


def _contacts(message: dict[str, Any]) -> InboundItem | None:
    cards = [_card(card) for card in as_list(message.get("contacts"))[:257] if isinstance(card, dict)]
    if not cards:
        return None
    content: InboundItem = {"type": "contact", "contacts": cards}
    origin = as_text(message.get("origin"), 64)
    if origin:
        content["metadata"] = {"origin": origin}
    return content


def _card(card: dict[str, Any]) -> dict[str, Any]:
    name = as_dict(card.get("name"))
    phones = [
        text_fields(as_dict(phone), {"phone": "phone", "wa_id": "wa_id", "type": "type"}, 100)
        for phone in as_list(card.get("phones"))[:50]
    ]
    emails = [
        text_fields(as_dict(email), {"email": "email", "type": "type"}, 320)
        for email in as_list(card.get("emails"))[:50]
    ]
    organization = as_dict(card.get("org"))
    parts = (as_text(name.get(part), 200) for part in ("first_name", "middle_name", "last_name"))
    shown = as_text(name.get("formatted_name"), 500) or " ".join(part for part in parts if part)
    if not shown:
        shown = next((phone["phone"] for phone in phones if "phone" in phone), "")
    result: dict[str, Any] = {
        "name": shown,
        "phones": [phone for phone in phones if phone],
        "emails": [email for email in emails if email],
        **text_fields(organization, {"company": "organization", "title": "title"}, 500),
        **text_fields(card, {"birthday": "birthday"}, 40),
        **text_fields(card, {"vcard": "vcard"}, 16_000),
    }
    urls = [as_text(as_dict(url).get("url"), 2_000) for url in as_list(card.get("urls"))[:20]]
    addresses = [
        text_fields(as_dict(a), {k: k for k in ("street", "city", "state", "zip", "country", "type")}, 500)
        for a in as_list(card.get("addresses"))[:20]
    ]
    if any(urls):
        result["urls"] = [url for url in urls if url]
    if any(addresses):
        result["addresses"] = [address for address in addresses if address]
    return result


def _button(message: dict[str, Any]) -> InboundItem | None:
    inner = as_dict(message.get("button"))
    payload, title = as_text(inner.get("payload"), 1_000), as_text(inner.get("text"), 1_000)
    if payload is None and title is None:
        return None
    shown = title or payload or ""
    return {
        "type": "interactive",
        "text": shown,
        "interactive": {"kind": "template_button", "id": payload or shown, "title": shown},
    }


def _interactive(message: dict[str, Any]) -> InboundItem | None:
    interactive = as_dict(message.get("interactive"))
    name = as_text(interactive.get("type"), 64) or ""
    inner = as_dict(interactive.get(name))
    if not inner:
        return None
    if name in ("button_reply", "list_reply"):
        reply = text_fields(inner, {"id": "id", "title": "title", "description": "description"}, 1_000)
        if not reply:
            return None
        shown = reply.get("title") or reply.get("id", "")
        return {"type": "interactive", "text": shown, "interactive": {"kind": name, **reply}}
    # Of what follows the words are the platform's own ("Sent", "accept"): nobody wrote them, nobody looks for them.
    if name == "nfm_reply":
        reply = {"kind": "form_reply", **text_fields(inner, {"name": "id", "body": "title"}, 1_000)}
        reply["data"] = _form_data(inner.get("response_json"))
        return {"type": "interactive", "text": "", "interactive": reply}
    if name == "call_permission_reply":
        data = text_fields(inner, {"response": "response", "response_source": "source"}, 100)
        expires = as_int(inner.get("expiration_timestamp"), 0, 10**11)
        if expires is not None:
            data["expires_at_epoch"] = expires
        reply = {"kind": name, "id": data.get("response", ""), "data": data}
        return {"type": "interactive", "text": "", "interactive": reply}
    return None


def _form_data(value: object) -> Any:
    """A form's answers arrive as a JSON text; one that is not JSON is kept as text."""
    if not isinstance(value, str):
        return clean(value)
    try:
        return clean(load_json(value.encode("utf-8", "replace")))
    except ValueError:
        return as_text(value, _RAW_LIMIT)


def _order(message: dict[str, Any]) -> InboundItem | None:
    order = as_dict(message.get("order"))
    if not order:
        return None
    products: list[dict[str, Any]] = []
    for product in as_list(order.get("product_items"))[:500]:
        line = as_dict(product)
        products.append(
            {
                **text_fields(line, {"product_retailer_id": "retailer_id", "currency": "currency"}, 200),
                "quantity": as_float(line.get("quantity"), 0, 10**9),
                "price": as_float(line.get("item_price"), 0, 10**12),
            }
        )
    text = as_text(order.get("text"), _TEXT_LIMIT) or ""
    return {
        "type": "interactive",
        "text": text,
        "interactive": {"kind": "order", "title": text},
        "order": {**text_fields(order, {"catalog_id": "catalog_id"}), "items": products},
    }


_READERS = {
    "text": _text,
    "location": _location,
    "contacts": _contacts,
    "button": _button,
    "interactive": _interactive,
    "order": _order,
}


def _extras(content: InboundItem, message: dict[str, Any]) -> None:
    """What may hang on a message of any type: quote, forwarding, a product, the ad it came from."""
    context = as_dict(message.get("context"))
    quoted = as_text(context.get("id"), 1_024)
    if quoted:
        content["reply_to_external_id"] = quoted
    metadata = content.setdefault("metadata", {})
    if context.get("forwarded") is True or context.get("frequently_forwarded") is True:
        content["forwarded"] = True
        if context.get("frequently_forwarded") is True:
            metadata["frequently_forwarded"] = True
    product = as_dict(context.get("referred_product"))
    if product:
        metadata["referred_product"] = text_fields(
            product, {"catalog_id": "catalog_id", "product_retailer_id": "retailer_id"}, 200
        )
    referral = as_dict(message.get("referral"))
    if referral:
        names = ("source_url", "source_id", "source_type", "headline", "body", "media_type", "image_url", "video_url")
        content["referral"] = text_fields(
            referral, {name: name for name in (*names, "thumbnail_url", "ctwa_clid")}, 4_096
        )
        welcome = as_text(as_dict(referral.get("welcome_message")).get("text"))
        if welcome:
            content["referral"]["welcome_message"] = welcome
    if not metadata:
        del content["metadata"]
