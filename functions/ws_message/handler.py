"""Hears what a browser says over its socket: heartbeat, view, typing.

Trigger: WebSocket route $default (and any named route).
Writes: socket_connections, agent_presence.
Emits: frames to those who look at the same conversation; rings the send lane for a typing sign.
Fails: what cannot be done is answered by an error frame; nothing is retried, a browser repeats its heartbeat.
"""

from typing import Any

from central.errors import TryLater
from central.realtime import service
from central.runtime.entry import Event, entry, note
from central.runtime.wiring import ports


@entry
def lambda_handler(event: Event, context: Any) -> dict[str, Any]:
    """Do what was asked."""
    body = None if event.get("isBase64Encoded") else event.get("body")
    where = event["requestContext"]
    try:
        service.receive(ports(), where["connectionId"], body, str(where.get("requestId", "")))
    except TryLater as later:
        note(outcome=later.code)
    return {"statusCode": 200}
