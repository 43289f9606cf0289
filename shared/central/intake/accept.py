"""The half of intake that runs in the webhook functions: verify, split, enqueue, answer.

It never waits for the database. 200 is said only when the queue has everything; a queue that is away is 503, so that
the platform delivers again. Only light imports: this decides how fast a cold webhook answers.
"""

import base64
import hashlib
import json
import re
import time
from typing import Any, NamedTuple

from central.errors import Overrun, TryLater
from central.events import Doorbell
from central.platforms import whatsapp_inbound
from central.platforms.text_gate import MAX_BODY_BYTES
from central.platforms.webhook import BadBody, QueueItem
from central.ports import Blobs, Queues, Secrets

# SQS takes 1 MiB a message; anything near it travels by the bucket. JSON in ASCII may be three times the raw UTF-8.
QUEUE_BODY_LIMIT = 240_000
_ESCAPED = 3
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_SIGNATURE = re.compile(r"sha256=[0-9a-fA-F]{64}")
_PATH = re.compile(r"/webhooks/whatsapp(?:/([^/]+))?/?$")


class Answer(NamedTuple):
    """What the platform is told."""

    status: int
    body: str
    content_type: str = "application/json"


def channel_of_path(path: str) -> str | None:
    """Return the channel id of ``/webhooks/whatsapp/{channel_id}``, None on the path that all companies share."""
    found = _PATH.search(path)
    return found.group(1) if found else None


def secret_name(channel_id: str | None, kind: str) -> str | None:
    """Return the name of a webhook secret: our own app's, or that of a company which brought its own.

    Args:
        channel_id: as found in the path; None means our app.
        kind: ``app_secret`` or ``verify_token``.

    Returns:
        None when ``channel_id`` cannot be an id (it must never become a path of its own).
    """
    if channel_id is None:
        return f"meta/{kind}"
    return f"channels/{channel_id.lower()}/{kind}" if _UUID.fullmatch(channel_id.lower()) else None


def answer_handshake(secrets: Secrets, parameters: dict[str, str] | None, channel_id: str | None) -> Answer:
    """Answer the platform's subscription GET: the challenge as plain text, or 403."""
    name = secret_name(channel_id, "verify_token")
    if name is None:
        return _refusal(404, "not_found")
    try:
        token = secrets.webhook_secret(name)
    except TryLater:
        return _refusal(503, "unavailable")
    challenge = whatsapp_inbound.verify_handshake(parameters, token or "")
    return _refusal(403, "forbidden") if challenge is None else Answer(200, challenge, "text/plain")


def accept_webhook(
    queues: Queues, secrets: Secrets, blobs: Blobs, raw: bytes, signature: object, channel_id: str | None
) -> Answer:
    """Take one POST of WhatsApp: one queue message per update, grouped by contact.

    Args:
        raw: the body as received, after base64 decoding; the signature is over exactly these bytes.
        signature: header ``X-Hub-Signature-256``, whatever it is.
        channel_id: from the path, see :func:`channel_of_path`.
    """
    name = secret_name(channel_id, "app_secret")
    if name is None:
        return _refusal(404, "not_found")
    if len(raw) > MAX_BODY_BYTES:
        return _refusal(413, "too_large")
    if not isinstance(signature, str) or not _SIGNATURE.fullmatch(signature):
        return _refusal(401, "bad_signature")
    verified = True
    try:
        secret = secrets.webhook_secret(name)
        if secret is None or not whatsapp_inbound.verify_signature(raw, signature, [secret]):
            return _refusal(401, "bad_signature")
    except Overrun:
        # Somebody invents addresses. The real ones among them are delivered again.
        return _refusal(503, "unavailable")
    except TryLater:
        # The secret cannot be read now. Accepting costs nothing: the worker verifies before any effect.
        verified = False
    received_at = time.time()
    items = whatsapp_inbound.split_webhook(raw, received_at=received_at)
    if isinstance(items, BadBody):
        return _refusal(items.status, items.code)
    if not verified:
        items = [_unverified(raw, signature, channel_id, int(received_at))]
    try:
        large = len(raw) * _ESCAPED > QUEUE_BODY_LIMIT
        queues.ring([_message(item, blobs if large else None) for item in items])
    except TryLater:
        return _refusal(503, "unavailable")
    return Answer(200, "{}")


def _unverified(raw: bytes, signature: str, channel_id: str | None, received_at: int) -> QueueItem:
    body: dict[str, Any] = {
        "platform": whatsapp_inbound.PLATFORM,
        "received_at": received_at,
        "unverified": {
            "raw": base64.b64encode(raw).decode("ascii"),
            "signature": signature,
            "channel_id": channel_id,
        },
    }
    return QueueItem(body, f"unverified:{channel_id or 'app'}", hashlib.sha256(raw).hexdigest())


def _message(item: QueueItem, blobs: Blobs | None) -> Doorbell:
    body = item.body
    if blobs is not None:
        text = json.dumps(body, separators=(",", ":"))
        if len(text) > QUEUE_BODY_LIMIT:
            body = {"platform": body["platform"], "pointer": _put(blobs, text)}
    return Doorbell("inbound", body, group=item.group, deduplication_id=item.deduplication_id)


def _put(blobs: Blobs, text: str) -> str:
    content = text.encode("ascii")
    key = f"webhooks/{hashlib.sha256(content).hexdigest()}.json"
    try:
        blobs.put(key, content, "application/json")
    except Exception as error:
        # Whatever the bucket said, nothing is stored yet: the platform delivers again.
        raise TryLater("the bucket did not take a webhook body") from error
    return key


def _refusal(status: int, code: str) -> Answer:
    return Answer(status, json.dumps({"error": {"code": code}}))
