"""Webhooks as Meta sends them: bodies for messages and statuses, and their delivery with a signature.

Source of the shapes: Meta Cloud API, webhooks (messages, statuses).
"""

import hashlib
import hmac
import http.client
import json
import time
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from central.demo.faults import Faults
from central.errors import TryLater
from central.events import Doorbell
from central.ids import new_id

Row = Mapping[str, Any]


def envelope(number: Row, value: Mapping[str, Any]) -> dict[str, Any]:
    """Return a webhook body with one change of the field ``messages``."""
    metadata = {
        "display_phone_number": str(number["display_number"]).lstrip("+"),
        "phone_number_id": number["phone_number_id"],
    }
    change = {"field": "messages", "value": {"messaging_product": "whatsapp", "metadata": metadata, **value}}
    return {"object": "whatsapp_business_account", "entry": [{"id": number["business_id"], "changes": [change]}]}


def message_webhook(number: Row, customer: Row, message: Mapping[str, Any]) -> dict[str, Any]:
    """Return the webhook of one message a customer wrote (``message`` is the platform's object)."""
    contact = {"profile": {"name": customer["name"]}, "wa_id": customer["wa_id"], "user_id": customer["user_id"]}
    return envelope(number, {"contacts": [contact], "messages": [message]})


def status_webhook(number: Row, message: Row, status: str) -> dict[str, Any]:
    """Return the webhook of one status of a message the business sent."""
    item: dict[str, Any] = {
        "id": message["wamid"],
        "status": status,
        "timestamp": str(int(time.time())),
        "recipient_id": message["wa_id"],
    }
    if message.get("callback_data"):
        item["biz_opaque_callback_data"] = message["callback_data"]
    if status == "sent":
        item["pricing"] = {"billable": True, "pricing_model": "PMP", "type": "regular", "category": "service"}
    return envelope(number, {"statuses": [item]})


def webhook_doorbells(number: Row, body: Mapping[str, Any], faults: Faults, *, delay: int = 0) -> list[Doorbell]:
    """Return what delivers one webhook, as often as the switches say."""
    item = {"kind": "webhook", "phone_number_id": number["phone_number_id"], "body": body}
    return [Doorbell("demo_events", item, delay_seconds=delay) for _ in range(faults.repeat_webhooks)]


def status_doorbells(number: Row, message: Row, faults: Faults) -> list[Doorbell]:
    """Return what delivers "sent" and "delivered" of a fresh message, in the order and at the pace of the switches."""
    if faults.drop_statuses:
        return []
    order = ["delivered", "sent"] if faults.shuffle_statuses else ["sent", "delivered"]
    return [
        Doorbell(
            "demo_events",
            {
                "kind": "status",
                "phone_number_id": number["phone_number_id"],
                "wamid": message["wamid"],
                "status": status,
            },
            delay_seconds=faults.status_delay_seconds + position,
        )
        for position, status in enumerate(order)
    ]


def deliver(url: str, secret: str, body: Mapping[str, Any]) -> None:
    """POST a signed webhook, as Meta does: non-ASCII escaped in lower case, HMAC over the raw bytes.

    Raises:
        TryLater: anything but 200; Meta would try again too.
    """
    raw = json.dumps(body, separators=(",", ":")).encode()
    signature = hmac.new(secret.encode(), raw, hashlib.sha256).hexdigest()
    parts = urlsplit(url)
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = kind(parts.hostname or "", parts.port, timeout=10)
    headers = {"content-type": "application/json", "x-hub-signature-256": f"sha256={signature}"}
    try:
        connection.request("POST", parts.path, raw, headers)
        answer = connection.getresponse()
        answer.read()
    except OSError as error:
        raise TryLater("the webhook cannot be reached") from error
    finally:
        connection.close()
    if answer.status != 200:
        raise TryLater(f"the webhook answered {answer.status}")


def new_wamid() -> str:
    """Return a fresh platform message id."""
    return f"wamid.demo.{new_id().hex}"
