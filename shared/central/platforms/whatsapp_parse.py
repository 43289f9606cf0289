"""WhatsApp Cloud API, the half that runs in the worker: one queue item becomes normalised inbound items.

Never raises: what cannot be read comes back as an item of kind "bad" with its reason, to be parked. Facts: Meta's
webhook reference of the Cloud API.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any

from central.platforms.base import ContactReference, Identity, InboundItem
from central.platforms.phone import digits_of, match_key
from central.platforms.text_gate import GateRefusal, as_dict, as_float, as_int, as_list, as_text, clean, load_json
from central.platforms.whatsapp_account import account_item, call_item, preference_item, sync_item
from central.platforms.whatsapp_content import error_of, parse_content, raw_copy, text_fields
from central.platforms.whatsapp_inbound import contact_index, find_contact, split_entry

_STATUSES = ("sent", "delivered", "read", "played", "failed")
_EARLIEST = 1_230_768_000  # 2009: WhatsApp did not exist before
_CLOCK_SKEW = 300  # seconds a platform's clock may run ahead of ours


def parse_item(body: Mapping[str, Any] | str) -> list[InboundItem]:
    """Read one queue item of `split_webhook` (as object or JSON text; a whole webhook body works too).

    An item that was unreadable when it arrived is tried again with the code of today, so that redriving it after a
    fix is enough.
    """
    try:
        if isinstance(body, str):
            body = load_json(body.encode("utf-8", "replace"))
        if not isinstance(body, Mapping):
            return [_bad("not_an_object", body)]
        return _parse_body(body)
    except GateRefusal as refusal:
        return [_bad(refusal.code, body)]
    except Exception as fault:
        # Nothing may stop the batch: a fault of ours parks this one item, named, with its body.
        return [_bad(f"parser_{type(fault).__name__}", body)]


def _parse_body(body: Mapping[str, Any]) -> list[InboundItem]:
    received_at = as_int(body.get("received_at"), _EARLIEST, 10**11) or int(time.time())
    if "unreadable" in body:
        again = split_entry(body.get("entry"), received_at)
        if any("unreadable" in item.body for item in again):
            return [_bad(as_text(body["unreadable"], 200) or "unreadable", body.get("entry"))]
        return [parsed for item in again for parsed in _parse_body(item.body)]
    entry = body.get("entry", body if "changes" in body else None)
    entries = entry if isinstance(entry, list) else [entry]
    items: list[InboundItem] = []
    for one in entries:
        for change in as_list(as_dict(one).get("changes")):
            items.extend(_parse_change(as_dict(one), as_dict(change), received_at))
    return items or [_bad("nothing_in_it", dict(body))]


def _parse_change(entry: dict[str, Any], change: dict[str, Any], received_at: int) -> list[InboundItem]:
    value = as_dict(change.get("value"))
    field = as_text(change.get("field"), 64) or ""
    phone_number_id = as_text(as_dict(value.get("metadata")).get("phone_number_id"), 64)
    frame: InboundItem = {
        "platform": "whatsapp",
        "channel_key": phone_number_id or as_text(entry.get("id"), 64) or "",
        "channel_key_kind": "phone_number" if phone_number_id else "waba",
    }
    if field == "standby":
        # Meta's own agent handles the chat: store, do not act (sending would take the chat over).
        frame["metadata"] = {"standby": True}
    readers: dict[str, Callable[[dict[str, Any]], InboundItem]] = {
        "messages": lambda update: _message(frame, value, update, received_at),
        "message_echoes": lambda update: _echo(frame, value, update, received_at),
        "statuses": lambda update: _status(frame, value, update, received_at),
        "calls": lambda update: call_item(frame, update, _at(update, received_at), _contact_of(value, update)),
        "user_preferences": lambda update: preference_item(
            frame, update, _at(update, received_at), _contact_of(value, update, "wa_id", "user_id")
        ),
        "state_sync": lambda update: sync_item(frame, update, _at(as_dict(update.get("metadata")), received_at)),
    }
    items: list[InboundItem] = []
    for name, read in readers.items():
        items.extend(
            read(update) if isinstance(update, dict) else _bad(f"{name}_not_an_object", update, frame)
            for update in as_list(value.get(name))
        )
    for chunk in as_list(value.get("history")):
        items.extend(_history(frame, as_dict(chunk), received_at))
    if not items and (value.get("errors") or not any(name in value for name in (*readers, "history"))):
        notice = "errors" if value.get("errors") and field in ("messages", "") else field
        items.append(account_item(frame, notice, entry, value, _at({"timestamp": entry.get("time")}, received_at)))
    return items


# -- messages ---------------------------------------------------------------------------------------------------------


def _message(frame: InboundItem, value: dict[str, Any], message: dict[str, Any], received_at: int) -> InboundItem:
    identifier = as_text(message.get("id"), 1_024)
    if not identifier:
        return _bad("message_without_id", message, frame)
    if message.get("type") == "system":
        return _system(frame, value, message, identifier, received_at)
    contact = _contact_of(value, message, "from", "from_user_id", "from_parent_user_id")
    if not contact.get("identities"):
        return _bad("message_without_sender", message, frame)
    item = _content_item(frame, "message", message, identifier, received_at, value.get("errors"))
    item["contact"] = contact
    item["author"] = "contact"
    if as_text(message.get("group_id")):
        # A group is no conversation with one person; numbers are only in groups the company's own code creates.
        return {**_head(frame, "ignored", identifier, item), "reason": "group_message", "raw": raw_copy(message)}
    return item


def _echo(frame: InboundItem, value: dict[str, Any], echo: dict[str, Any], received_at: int) -> InboundItem:
    identifier = as_text(echo.get("id"), 1_024)
    contact = _contact_of(value, echo, "to", "to_user_id")
    if not identifier or not contact.get("identities"):
        return _bad("echo_without_id" if not identifier else "echo_without_recipient", echo, frame)
    item = _content_item(frame, "echo", echo, identifier, received_at, None)
    item["contact"] = contact
    item["author"] = "business"
    sender = as_text(echo.get("from"), 64)
    if sender:
        item["metadata"] = {**item.get("metadata", {}), "business_phone": digits_of(sender)}
    return item


def _content_item(
    frame: InboundItem, kind: str, message: dict[str, Any], identifier: str, received_at: int, errors: object
) -> InboundItem:
    """A message, or the change of another one (reaction, edit, deletion), whoever wrote it."""
    name = message.get("type")
    head = _head(frame, kind, identifier, {"occurred_at": _at(message, received_at)})
    if name == "reaction":
        reaction = as_dict(message.get("reaction"))
        target = as_text(reaction.get("message_id"), 1_024)
        if target:
            # No emoji, or an empty one, takes the reaction back.
            return {**head, "kind": "reaction", "target_external_id": target,
                    "emoji": as_text(reaction.get("emoji"), 64) or ""}  # fmt: skip
    elif name == "revoke":
        target = as_text(as_dict(message.get("revoke")).get("original_message_id"), 1_024)
        if target:
            return {**head, "kind": "revoke", "target_external_id": target}
    elif name == "edit":
        edit = as_dict(message.get("edit"))
        target = as_text(edit.get("original_message_id"), 1_024)
        if target and isinstance(edit.get("message"), dict):
            return {**parse_content(edit["message"]), **head, "kind": "edit", "target_external_id": target}
    content = parse_content(message, errors)
    if "metadata" in head and "metadata" in content:
        content["metadata"] = {**content["metadata"], **head["metadata"]}
        del head["metadata"]
    return {**head, **content}


def _system(
    frame: InboundItem, value: dict[str, Any], message: dict[str, Any], identifier: str, received_at: int
) -> InboundItem:
    system = as_dict(message.get("system"))
    name = as_text(system.get("type"), 64) or "system"
    head = _head(frame, "identity_change", identifier, {"occurred_at": _at(message, received_at)})
    text = as_text(system.get("body"), 4_096) or ""
    new_phone = as_text(system.get("wa_id"), 64) or as_text(system.get("new_wa_id"), 64)
    old_phones = [as_text(message.get("from"), 64), as_text(system.get("customer"), 64)]
    new_user, old_user = as_text(system.get("user_id"), 160), as_text(system.get("previous_user_id"), 160)
    sender = as_text(message.get("from_user_id"), 160)
    if name in ("user_changed_number", "customer_changed_number", "user_changed_user_id"):
        old_phone = next((phone for phone in old_phones if phone and phone != new_phone), None)
        previous = _identities(
            old_phone, old_user or (sender if sender != new_user else None),
            as_text(system.get("previous_parent_user_id"), 160),
        )  # fmt: skip
        current = _identities(new_phone, new_user, as_text(system.get("parent_user_id"), 160))
        if previous and current:
            return {**head, "reason": name, "contact": {"identities": current},
                    "previous": {"identities": previous}, "text": text}  # fmt: skip
    contact = _contact_of(value, message, "from", "from_user_id", "from_parent_user_id")
    if not contact.get("identities"):
        contact = {"identities": _identities(new_phone or old_phones[1], new_user)}
    if not contact["identities"]:
        return _bad("system_without_contact", message, frame)
    if name == "customer_identity_changed":
        identity = clean(system["identity"]) if isinstance(system.get("identity"), dict) else {}
        return {**head, "reason": name, "contact": contact, "text": text, "data": identity}
    return {**head, "kind": "message", "type": "system", "author": "contact", "contact": contact, "text": text,
            "metadata": {**head.get("metadata", {}), "system_type": name}, "raw": raw_copy(message)}  # fmt: skip


def _history(frame: InboundItem, chunk: dict[str, Any], received_at: int) -> list[InboundItem]:
    """Old messages of a phone-app number that was connected; they open nothing and ring nobody."""
    if chunk.get("errors"):
        return [{**_head(frame, "ignored", "", {}), "reason": "history_not_shared", "raw": raw_copy(chunk)}]
    items: list[InboundItem] = []
    for thread in as_list(chunk.get("threads")):
        customer = as_text(as_dict(thread).get("id"), 64) or ""
        for message in as_list(as_dict(thread).get("messages")):
            identifier = as_text(as_dict(message).get("id"), 1_024)
            if not identifier or not digits_of(customer):
                items.append(_bad("history_message_unreadable", message, frame))
                continue
            item = _content_item(frame, "history_message", message, identifier, received_at, None)
            inbound = match_key(as_text(message.get("from"), 64) or "") == match_key(customer)
            item["author"] = "contact" if inbound else "business"
            item["contact"] = {"identities": _identities(customer, None)}
            state = as_text(as_dict(message.get("history_context")).get("status"), 32)
            if state:
                item["status"] = state.lower()
            items.append(item)
    return items


# -- statuses ---------------------------------------------------------------------------------------------------------


def _status(frame: InboundItem, value: dict[str, Any], status: dict[str, Any], received_at: int) -> InboundItem:
    identifier = as_text(status.get("id"), 1_024)
    name = (as_text(status.get("status"), 64) or "").lower()
    if not identifier or not name:
        return _bad("status_without_id", status, frame)
    moment = _at(status, received_at)
    if status.get("type") == "call":
        return call_item(frame, status, moment, _contact_of(value, status, "recipient_id", "recipient_user_id"))
    head = _head(frame, "status", identifier, {"occurred_at": moment})
    if name not in _STATUSES:
        return {**head, "kind": "ignored", "reason": "unknown_status", "raw": raw_copy(status)}
    item: InboundItem = {**head, "status": name}
    if status.get("recipient_type") != "group":
        parent = "parent_recipient_user_id" if "parent_recipient_user_id" in status else "recipient_parent_user_id"
        item["contact"] = _contact_of(value, status, "recipient_id", "recipient_user_id", parent)
    recipient = as_text(status.get("recipient_id"), 160) or as_text(status.get("recipient_user_id"), 160)
    if recipient:
        item["recipient"] = recipient
    attempt = as_text(status.get("biz_opaque_callback_data"), 512)
    if attempt:
        item["attempt_id"] = attempt
    pricing = as_dict(status.get("pricing"))
    if pricing:
        item["pricing"] = text_fields(pricing, {"pricing_model": "model", "type": "type", "category": "category"}, 64)
        if "category" in item["pricing"]:
            item["pricing"]["category"] = item["pricing"]["category"].lower().replace("-", "_")
        if isinstance(pricing.get("billable"), bool):
            item["pricing"]["billable"] = pricing["billable"]
    conversation = as_dict(status.get("conversation"))
    if conversation:
        window = text_fields(conversation, {"id": "conversation_id"}, 128)
        window.update(text_fields(as_dict(conversation.get("origin")), {"type": "origin"}, 64))
        expires = as_int(conversation.get("expiration_timestamp"), _EARLIEST, 10**11)
        if expires is not None:
            window["expires_at"] = rfc3339(expires)
        item["metadata"] = {**item.get("metadata", {}), **window}
    if name == "failed":
        item["error"] = error_of(next(iter(as_list(status.get("errors"))), None))
    return item


# -- parts ------------------------------------------------------------------------------------------------------------


def rfc3339(epoch: int) -> str:
    """Epoch seconds as RFC 3339 UTC, for example "2026-11-21T05:03:00Z"."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(epoch))


def _at(source: dict[str, Any], received_at: int) -> str:
    """The platform's time (a string of epoch seconds; milliseconds are understood).

    Absurd values count as the time of arrival: missing, before WhatsApp existed, or in the future.
    """
    number = as_float(source.get("timestamp"), 0, 10**16)
    seconds = 0 if number is None else int(number / 1000 if number > 10**11 else number)
    return rfc3339(seconds if _EARLIEST <= seconds <= received_at + _CLOCK_SKEW else received_at)


def _identities(phone: str | None, user_id: str | None = None, parent: str | None = None) -> list[Identity]:
    found: list[Identity] = []
    digits = digits_of(phone or "")
    if digits:
        found.append({"kind": "wa_phone", "value": digits, "match_key": match_key(digits)})
    for kind, value in (("wa_bsuid", user_id), ("wa_parent_bsuid", parent)):
        if value:
            found.append({"kind": kind, "value": value, "match_key": value})
    return found


def _contact_of(
    value: dict[str, Any], update: dict[str, Any], phone_key: str = "from", user_key: str = "from_user_id",
    parent_key: str = "",
) -> ContactReference:  # fmt: skip
    """Who an update is about: its own ids, completed by the contact card that carries the same ids."""
    phone, user_id = as_text(update.get(phone_key), 64), as_text(update.get(user_key), 160)
    parent = as_text(update.get(parent_key), 160) if parent_key else None
    cards = [card for card in as_list(value.get("contacts")) if isinstance(card, dict)]
    card = find_contact(contact_index(value), phone, user_id, parent)
    if card is None and len(cards) == 1 and not phone and not user_id:
        card = cards[0]
    card = card or {}
    contact: ContactReference = {
        "identities": _identities(
            phone or as_text(card.get("wa_id"), 64),
            user_id or as_text(card.get("user_id"), 160),
            parent or as_text(card.get("parent_user_id"), 160),
        )
    }
    profile = as_dict(card.get("profile"))
    name = (as_text(profile.get("name"), 1_000) or "").strip()
    username = as_text(profile.get("username"), 200) or as_text(card.get("username"), 200)
    if name:
        contact["name"] = name
    if username:
        contact["username"] = username
    return contact


def _head(frame: InboundItem, kind: str, identifier: str, timed: Mapping[str, Any]) -> InboundItem:
    item: InboundItem = {**frame, "kind": kind}  # type: ignore[typeddict-item]
    if identifier:
        item["external_id"] = identifier
    if "occurred_at" in timed:
        item["occurred_at"] = timed["occurred_at"]
    return item


def _bad(reason: str, raw: Any, frame: InboundItem | None = None) -> InboundItem:
    kept = dict(raw) if isinstance(raw, Mapping) else raw
    return {"platform": "whatsapp", **(frame or {}), "kind": "bad", "reason": reason, "raw": raw_copy(kept)}
