"""WhatsApp Cloud API, the half that runs in the webhook function: verify, and split a POST into queue items.

Only light parts of the standard library are imported here. One POST may carry up to 1,000 updates of several companies;
each update becomes one queue item whose body holds an entry of Meta's own shape with exactly that update in it and the
little context it needs. So a broken update never takes its neighbours with it, and an item parked because of a fault in
our code can be redriven unchanged after the fix. Understanding the content is the worker's job (`whatsapp_parse`).
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from central.platforms.phone import match_key
from central.platforms.text_gate import GateRefusal, as_dict, as_list, as_text, clean, load_json
from central.platforms.webhook import (
    BadBody,
    QueueItem,
    digest_id,
    queue_id,
    verify_meta_handshake,
    verify_meta_signature,
)

PLATFORM = "whatsapp"
_OBJECT = "whatsapp_business_account"

# Keys of an update that may name the person it is about.
_PERSON_KEYS = (
    "from", "from_user_id", "from_parent_user_id", "to", "to_user_id", "recipient_id", "recipient_user_id", "wa_id",
    "user_id",
)  # fmt: skip

# (group, dedup id) of one update, or the reason why it cannot be read.
_Ids = tuple[str, str] | str


def verify_signature(raw: bytes, header: object, secrets: Iterable[str]) -> bool:
    """Whether `X-Hub-Signature-256` signs the raw bytes with one of the app secrets; never raises."""
    return verify_meta_signature(raw, header, secrets)


def verify_handshake(parameters: Mapping[str, str] | None, token: str) -> str | None:
    """The challenge to answer as text/plain when Meta's subscription GET is genuine, else None (answer 403)."""
    return verify_meta_handshake(parameters, token)


def split_webhook(raw: bytes, *, received_at: float | None = None) -> list[QueueItem] | BadBody:
    """Split one POST into queue items, one per message, status, echo, call or account notice.

    Args:
        raw: the body as received (after base64 decoding), already verified.
        received_at: epoch seconds of arrival, now when left out; travels along so that a later parse is repeatable.

    Returns:
        The items in the order of the POST. Parts that cannot be read become items too, with `unreadable` set to the
        reason, so that the worker can park them. `BadBody` when nothing at all can be read. A body of another product
        is an empty list. Never raises.
    """
    try:
        body = load_json(raw)
    except GateRefusal as refusal:
        return BadBody(refusal.code)
    if not isinstance(body, dict):
        return BadBody("not_an_object")
    subject = body.get("object")
    if isinstance(subject, str) and subject != _OBJECT:
        return []
    if "entry" not in body:
        return BadBody("no_entry")
    moment = int(time.time() if received_at is None else received_at)
    entries = body["entry"] if isinstance(body["entry"], list) else [body["entry"]]
    items: list[QueueItem] = []
    for entry in entries:
        try:
            items.extend(split_entry(entry, moment))
        except Exception as fault:
            # A fault of ours in one entry must not cost the others: it is parked with its name.
            items.append(_unreadable(f"splitter_{type(fault).__name__}", entry, moment))
    return items


def split_entry(entry: Any, received_at: int) -> list[QueueItem]:
    """Split one `entry[]` element; also used by the worker to try a parked element again."""
    if not isinstance(entry, dict):
        return [_unreadable("entry_not_an_object", entry, received_at)]
    if not isinstance(entry.get("changes"), list):
        return [_unreadable("changes_not_a_list", entry, received_at)]
    items: list[QueueItem] = []
    for change in entry["changes"]:
        alone = {**_frame(entry), "changes": [change]}
        if not isinstance(change, dict):
            items.append(_unreadable("change_not_an_object", alone, received_at))
        elif not isinstance(change.get("value"), dict):
            items.append(_unreadable("value_not_an_object", alone, received_at))
        else:
            items.extend(_split_change(entry, change, received_at))
    return items


def contact_index(value: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The cards of `contacts[]` under every id they have: phone, canonical phone ("key:…"), user ids.

    Built once per change, because a POST may carry hundreds of people. A single card without any id of its own is
    found under "" (it is the sender's).
    """
    index: dict[str, dict[str, Any]] = {}
    cards = [card for card in as_list(value.get("contacts")) if isinstance(card, dict)]
    for card in cards:
        phone = as_text(card.get("wa_id"), 64)
        ids = [phone, as_text(card.get("user_id"), 160), as_text(card.get("parent_user_id"), 160)]
        if phone:
            ids.append(f"key:{match_key(phone)}")
        for known in ids:
            if known:
                index.setdefault(known, card)
    if len(cards) == 1 and not index:
        index[""] = cards[0]
    return index


def find_contact(index: dict[str, dict[str, Any]], *ids: str | None) -> dict[str, Any] | None:
    """The card that belongs to one of the ids (a phone in any form, or a user id); never by position."""
    wanted = [known for known in ids if known]
    keys = [f"key:{match_key(known)}" for known in wanted if known.isdigit()]
    return next((index[known] for known in (*wanted, *keys, "") if known in index), None)


def _split_change(entry: dict[str, Any], change: dict[str, Any], received_at: int) -> list[QueueItem]:
    value = change["value"]
    present = [(name, ids_of) for name, ids_of in _LISTS if name in value]
    if not present:
        return [_account_item(entry, change, received_at)]
    items: list[QueueItem] = []
    contacts = contact_index(value)
    channel = as_text(as_dict(value.get("metadata")).get("phone_number_id"), 64) or ""
    for name, ids_of in present:
        updates = value[name] if isinstance(value[name], list) else [value[name]]
        for update in updates:
            alone = _alone(entry, change, name, update, contacts)
            if not isinstance(update, dict):
                items.append(_unreadable(f"{name}_not_an_object", alone, received_at))
                continue
            ids = ids_of(channel, value, update)
            if isinstance(ids, str):
                items.append(_unreadable(ids, alone, received_at))
                continue
            items.append(QueueItem(_body(alone, received_at), *ids))
    if not items and as_list(value.get("errors")):
        items.append(_account_item(entry, change, received_at))
    return items


def _alone(
    entry: dict[str, Any], change: dict[str, Any], name: str, update: Any, contacts: dict[str, dict[str, Any]]
) -> dict[str, Any]:
    """The entry with one single update and only the contact card that belongs to it."""
    value = change["value"]
    kept: dict[str, Any] = {key: value[key] for key in ("messaging_product", "metadata", "errors") if key in value}
    if isinstance(update, dict):
        ids = [as_text(update.get(key)) for key in _PERSON_KEYS]
        card = find_contact(contacts, *ids)
        if card is None and len(as_list(value.get("contacts"))) == 1 and not any(ids):
            card = as_dict(value["contacts"][0])
        if card:
            kept["contacts"] = [card]
    kept[name] = [update]
    return {**_frame(entry), "changes": [{"field": change.get("field"), "value": kept}]}


def _frame(entry: dict[str, Any]) -> dict[str, Any]:
    return {key: entry[key] for key in ("id", "time") if key in entry}


def _body(entry: Any, received_at: int) -> dict[str, Any]:
    return {"platform": PLATFORM, "received_at": received_at, "entry": clean(entry)}


def _unreadable(reason: str, entry: Any, received_at: int) -> QueueItem:
    body = _body(entry, received_at)
    body["unreadable"] = reason
    digest = digest_id("unreadable", json.dumps(body["entry"], sort_keys=True))
    return QueueItem(body, f"unreadable:{digest[:32]}", digest)


def _account_item(entry: dict[str, Any], change: dict[str, Any], received_at: int) -> QueueItem:
    body = _body({**_frame(entry), "changes": [change]}, received_at)
    account = as_text(entry.get("id"), 64) or "unknown"
    digest = digest_id("account", json.dumps(body["entry"], sort_keys=True))
    return QueueItem(body, queue_id(account, "account"), digest)


def _person(phone: object, user_id: object) -> str | None:
    """Who it is about, as a part of the group: the canonical phone, else the user id."""
    number = as_text(phone, 128)
    if number:
        return match_key(number) or number
    return as_text(user_id, 160)


def _message_ids(channel: str, value: dict[str, Any], message: dict[str, Any]) -> _Ids:
    if not channel:
        return "no_phone_number_id"
    identifier = as_text(message.get("id"), 1024)
    if not identifier:
        return "message_without_id"
    person = _person(message.get("from"), message.get("from_user_id"))
    if person is None:
        card = as_dict(next(iter(as_list(value.get("contacts"))), None))
        system = as_dict(message.get("system"))
        person = _person(card.get("wa_id"), card.get("user_id")) or as_text(system.get("previous_user_id"), 160)
    return queue_id(channel, person or identifier), _once("", channel, identifier, message)


def _echo_ids(channel: str, _value: dict[str, Any], echo: dict[str, Any]) -> _Ids:
    identifier = as_text(echo.get("id"), 1024)
    if not identifier:
        return "echo_without_id"
    sender = channel or as_text(echo.get("from"), 64) or "unknown"
    person = _person(echo.get("to"), echo.get("to_user_id"))
    return queue_id(sender, person or identifier), _once("echo", sender, identifier, echo)


def _once(prefix: str, channel: str, identifier: str, message: dict[str, Any]) -> str:
    """The dedup id: the message's id within its number. Edits and deletions may repeat the id of what they change."""
    parts = [prefix, channel, identifier] if prefix else [channel, identifier]
    if message.get("type") in ("edit", "revoke"):
        return digest_id(*parts, str(message["type"]), as_text(message.get("timestamp")) or "")
    return queue_id(*parts)


def _status_ids(channel: str, _value: dict[str, Any], status: dict[str, Any]) -> _Ids:
    if not channel:
        return "no_phone_number_id"
    identifier = as_text(status.get("id"), 1024)
    name = as_text(status.get("status"), 64)
    if not identifier or not name:
        return "status_without_id"
    person = _person(status.get("recipient_id"), status.get("recipient_user_id"))
    moment = as_text(status.get("timestamp"), 64) or ""
    return queue_id(channel, person or identifier), digest_id("status", channel, identifier, name, moment)


def _call_ids(channel: str, _value: dict[str, Any], call: dict[str, Any]) -> _Ids:
    inbound = call.get("direction") != "BUSINESS_INITIATED"
    person = _person(call.get("from" if inbound else "to"), call.get("from_user_id" if inbound else "to_user_id"))
    return queue_id(channel or "unknown", person or "call"), _digest("call", channel, call)


def _preference_ids(channel: str, _value: dict[str, Any], preference: dict[str, Any]) -> _Ids:
    person = _person(preference.get("wa_id"), preference.get("user_id"))
    return queue_id(channel or "unknown", person or "preference"), _digest("preference", channel, preference)


def _sync_ids(channel: str, _value: dict[str, Any], update: dict[str, Any]) -> _Ids:
    return queue_id(channel or "unknown", "sync"), _digest("sync", channel, update)


def _digest(kind: str, channel: str, update: dict[str, Any]) -> str:
    return digest_id(kind, channel, json.dumps(clean(update), sort_keys=True))


_LISTS: tuple[tuple[str, Callable[[str, dict[str, Any], dict[str, Any]], _Ids]], ...] = (
    ("messages", _message_ids),
    ("message_echoes", _echo_ids),
    ("statuses", _status_ids),
    ("calls", _call_ids),
    ("user_preferences", _preference_ids),
    ("state_sync", _sync_ids),
    ("history", _sync_ids),
)
