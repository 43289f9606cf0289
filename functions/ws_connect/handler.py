"""Lets a browser connect.

Trigger: WebSocket route $connect, with ``?ticket=`` from POST /api/v1/socket-tickets, and ``&idle_seconds=``.
Writes: socket_tickets.used_at, socket_connections. Emits: nothing.
Fails: another site's page, and a ticket that is unknown, used or older than 30 seconds, are answered 403; nonsense in
``idle_seconds`` is answered 400.
"""

from typing import Any

from central.errors import Invalid, TryLater, Unauthenticated
from central.realtime import service
from central.realtime.model import is_allowed_origin
from central.runtime.entry import Event, entry, note
from central.runtime.settings import settings
from central.runtime.wiring import ports


@entry
def lambda_handler(event: Event, context: Any) -> dict[str, Any]:
    """Check origin and ticket, and remember the connection."""
    headers = {name.lower(): value for name, value in (event.get("headers") or {}).items()}
    said = event.get("queryStringParameters") or {}
    ticket = said.get("ticket") or ""
    # Browsers always name the page that connects; a program needs the ticket only.
    if not is_allowed_origin(headers.get("origin"), settings.public_url) or not 0 < len(ticket) <= 200:
        note(outcome="refused")
        return {"statusCode": 403}
    try:
        connected = service.connect(ports(), event["requestContext"]["connectionId"], ticket, said.get("idle_seconds"))
    except Unauthenticated as refusal:
        note(outcome=refusal.code)
        return {"statusCode": 403}
    except Invalid as refusal:
        note(outcome=refusal.code)
        return {"statusCode": 400}
    except TryLater as later:
        note(outcome=later.code)
        return {"statusCode": 503}
    note(outcome="connected", account_id=str(connected.account_id), user_id=str(connected.user_id))
    return {"statusCode": 200}
