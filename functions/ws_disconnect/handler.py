"""Forgets a browser that went away.

Trigger: WebSocket route $disconnect (API Gateway does its best to call it; a missed one is found by the next frame).
Writes: deletes from socket_connections. Emits: frames to those who looked at the same conversation; rings the sweep
when it was the person's last connection.
Fails: when the database is away the row stays until a frame to it is refused.
"""

from typing import Any

from central.errors import TryLater
from central.realtime import service
from central.runtime.entry import Event, entry, note
from central.runtime.wiring import ports


@entry
def lambda_handler(event: Event, context: Any) -> dict[str, Any]:
    """Forget the connection."""
    try:
        service.disconnect(ports(), event["requestContext"]["connectionId"])
    except TryLater as later:
        note(outcome=later.code)
    return {"statusCode": 200}
