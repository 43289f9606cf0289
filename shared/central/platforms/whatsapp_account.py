"""WhatsApp webhook fields that are not chat: templates, state of the number and the account, calls, opt-outs.

Facts: Meta's webhook reference of the Cloud API. Unknown fields are acknowledged and kept as "ignored" with their raw
body.
"""

from __future__ import annotations

import json
from typing import Any

from central.platforms.base import ContactReference, InboundItem
from central.platforms.phone import digits_of, match_key
from central.platforms.text_gate import as_dict, as_int, as_list, as_text, clean
from central.platforms.webhook import digest_id
from central.platforms.whatsapp_content import error_of, raw_copy, text_fields
from central.platforms.whatsapp_errors import rule_for

_TEMPLATE_FIELDS = (
    "message_template_status_update",
    "message_template_quality_update",
    "template_category_update",
    "message_template_components_update",
)
_ACCOUNT_FIELDS = (
    "account_alerts",
    "account_review_update",
    "account_settings_update",
    "account_update",
    "business_capability_update",
    "business_status_update",
    "business_username_update",
    "errors",
    "phone_number_name_update",
    "phone_number_quality_update",
    "security",
)
_CRITICAL_EVENTS = (
    "ACCOUNT_VIOLATION",
    "ACCOUNT_RESTRICTION",
    "ACCOUNT_DELETED",
    "PARTNER_REMOVED",
    "ACCOUNT_OFFBOARDED",
)
_LIFTED_BANS = ("", "REINSTATE", "NONE")
_PAUSING_EVENTS = ("REJECTED", "PAUSED", "DISABLED", "FLAGGED", "LOCKED", "DELETED", "PENDING_DELETION", "ARCHIVED")


def account_item(
    frame: InboundItem, field: str, entry: dict[str, Any], value: dict[str, Any], occurred_at: str
) -> InboundItem:
    """One notice about a template, the number or the business account.

    Args:
        frame: platform and channel key.
        field: the webhook field; "errors" for `value.errors` without messages.
        occurred_at: time of the notice (RFC 3339).
    """
    head: InboundItem = {
        **frame,
        "field": field,
        "occurred_at": occurred_at,
        "external_id": _notice_id(entry, field, value),
    }
    if field in _TEMPLATE_FIELDS:
        return _template(head, field, value)
    if field not in _ACCOUNT_FIELDS and not as_list(value.get("errors")):
        return {**head, "kind": "ignored", "reason": "unknown_field", "raw": raw_copy(value)}
    errors = [error_of(error) for error in as_list(value.get("errors"))]
    event = as_text(value.get("event"), 100) or as_text(value.get("decision"), 100) or ("ERROR" if errors else "")
    item: InboundItem = {
        **head,
        "kind": "account_update",
        "event": event.upper(),
        "severity": "info",
        "data": raw_copy(value),
    }
    if errors:
        item["error"] = errors[0]
        stops = any(rule_for(error.get("code")).retry == "stop_channel" for error in errors)
        item["severity"] = "critical" if stops else "warning"
    ban = (as_text(as_dict(value.get("ban_info")).get("waba_ban_state"), 64) or "").upper()
    alert = (as_text(value.get("alert_severity"), 32) or "").upper()
    if item["event"] in _CRITICAL_EVENTS or ban not in _LIFTED_BANS or alert == "CRITICAL":
        item["severity"] = "critical"
    elif alert == "WARNING" or item["event"] in ("FLAGGED", "REJECTED", "DOWNGRADE", "DISABLED_UPDATE"):
        item["severity"] = "warning"
    return item


def _template(head: InboundItem, field: str, value: dict[str, Any]) -> InboundItem:
    names = {
        "message_template_id": "id",
        "message_template_name": "name",
        "message_template_language": "language",
        "message_template_category": "category",
    }
    template = text_fields(value, names, 600)
    template.update(
        text_fields(
            value,
            {
                "previous_quality_score": "previous_quality",
                "new_quality_score": "quality",
                "previous_category": "previous_category",
                "new_category": "category",
                "correct_category": "correct_category",
                "reason": "reason",
            },
        )
    )
    if template.get("reason", "").upper() == "NONE":
        del template["reason"]
    title = as_text(as_dict(value.get("other_info")).get("title"), 200)
    if title:
        template["pause"] = title
    if field == "message_template_components_update":
        parts = {name: name.removeprefix("message_template_") for name in value if "_template_" in str(name)}
        template["components"] = clean({new: value[old] for old, new in parts.items() if old not in names})
    event = (as_text(value.get("event"), 64) or "").upper()
    item: InboundItem = {**head, "kind": "template_update", "event": event or field.upper(), "template": template}
    item["severity"] = "warning" if event in _PAUSING_EVENTS else "info"
    return item


def call_item(frame: InboundItem, call: dict[str, Any], occurred_at: str, contact: ContactReference) -> InboundItem:
    """A step of a voice call (connect, terminate) or a call status (RINGING, ACCEPTED, REJECTED)."""
    outbound = call.get("direction") == "BUSINESS_INITIATED"
    if outbound and (number := as_text(call.get("to"), 64)):
        digits = digits_of(number)
        contact = {"identities": [{"kind": "wa_phone", "value": digits, "match_key": match_key(digits)}]}
    details = text_fields(call, {"direction": "direction", "status": "status"}, 64)
    duration = as_int(call.get("duration"), 0, 10**7)
    if duration is not None:
        details["duration_seconds"] = duration
    event = as_text(call.get("event"), 64) or as_text(call.get("status"), 64) or ""
    return {
        **frame,
        "kind": "call",
        "external_id": as_text(call.get("id"), 1_024) or "",
        "occurred_at": occurred_at,
        "author": "business" if outbound else "contact",
        "contact": contact,
        "event": event.lower(),
        "call": details,
    }


def preference_item(
    frame: InboundItem, preference: dict[str, Any], occurred_at: str, contact: ContactReference
) -> InboundItem:
    """The contact stopped marketing messages, or wants them again."""
    wanted = (as_text(preference.get("value"), 64) or "").lower()
    if wanted not in ("stop", "resume", "signup") or not contact.get("identities"):
        return {**frame, "kind": "ignored", "reason": "unknown_preference", "raw": raw_copy(preference)}
    return {
        **frame,
        "kind": "opt",
        "occurred_at": occurred_at,
        "contact": contact,
        "category": as_text(preference.get("category"), 64) or "marketing_messages",
        "value": "out" if wanted == "stop" else "in",
    }


def sync_item(frame: InboundItem, update: dict[str, Any], occurred_at: str) -> InboundItem:
    """An entry of the phone app's address book was added, changed or removed."""
    person = as_dict(update.get("contact"))
    digits = digits_of(as_text(person.get("phone_number"), 64) or "")
    if update.get("type") != "contact" or not digits:
        return {**frame, "kind": "ignored", "reason": "unknown_sync", "raw": raw_copy(update)}
    contact: ContactReference = {"identities": [{"kind": "wa_phone", "value": digits, "match_key": match_key(digits)}]}
    name = as_text(person.get("full_name"), 500) or as_text(person.get("first_name"), 500)
    if name:
        contact["name"] = name
    event = "remove" if update.get("action") == "remove" else "add"
    return {**frame, "kind": "contact_sync", "occurred_at": occurred_at, "contact": contact, "event": event}


def _notice_id(entry: dict[str, Any], field: str, value: dict[str, Any]) -> str:
    """Account notices have no id: the same content at the same time is the same notice."""
    account, moment = as_text(entry.get("id"), 64) or "", as_text(entry.get("time"), 64) or ""
    return digest_id(account, moment, field, json.dumps(clean(value), sort_keys=True))
