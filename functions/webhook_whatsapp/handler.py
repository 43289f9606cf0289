"""Takes WhatsApp's webhooks: verify the signature over the raw bytes, split, enqueue, answer.

Trigger: HTTP API, GET (handshake) and POST /webhooks/whatsapp and /webhooks/whatsapp/{channel_id}.
Writes: Inbound.fifo (group = number and contact, dedup = the platform's id); bodies over its limit to the bucket.
Emits: nothing.
Fails: 4xx for what Meta cannot have sent, 503 when the queue did not take everything (Meta delivers again). Secrets out
of reach are no failure: the worker verifies. No database, no HTTP client, no AWS SDK here.
"""

import base64
import binascii
from typing import Any

from central.intake.accept import Answer, accept_webhook, answer_handshake, channel_of_path
from central.runtime.entry import Event, entry, note
from central.runtime.wiring import blobs, queues, secrets


@entry
def lambda_handler(event: Event, context: Any) -> dict[str, Any]:
    """Answer one webhook call."""
    answer = _answer(event)
    note(status=answer.status)
    headers = {"content-type": answer.content_type, "cache-control": "no-store"}
    return {"statusCode": answer.status, "headers": headers, "body": answer.body}


def _answer(event: Event) -> Answer:
    channel_id = channel_of_path(event.get("rawPath", ""))
    if event["requestContext"]["http"]["method"] == "GET":
        return answer_handshake(secrets(), event.get("queryStringParameters"), channel_id)
    body = event.get("body") or ""
    try:
        raw = base64.b64decode(body, validate=True) if event.get("isBase64Encoded") else body.encode()
    except (binascii.Error, ValueError):
        return Answer(400, '{"error": {"code": "not_base64"}}')
    headers = {name.lower(): value for name, value in (event.get("headers") or {}).items()}
    return accept_webhook(queues(), secrets(), blobs(), raw, headers.get("x-hub-signature-256"), channel_id)
