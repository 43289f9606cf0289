"""A signed hello: the least a webhook can do. Raw ASGI; reads the body, checks the signature, answers."""

import hashlib
import hmac
import os
from collections.abc import Awaitable, Callable
from typing import Any

SECRET = os.environ["BASELINE_APP_SECRET"].encode()


async def app(
    scope: dict[str, Any],
    receive: Callable[[], Awaitable[dict[str, Any]]],
    send: Callable[[dict[str, Any]], Awaitable[None]],
) -> None:
    """Answer one request."""
    raw, more = b"", True
    while more:
        part = await receive()
        raw += part.get("body", b"")
        more = part.get("more_body", False)
    expected = b"sha256=" + hmac.new(SECRET, raw, hashlib.sha256).hexdigest().encode()
    given = next((value for name, value in scope["headers"] if name == b"x-hub-signature-256"), b"")
    status = 200 if hmac.compare_digest(expected, given) else 401
    await send({"type": "http.response.start", "status": status, "headers": [(b"content-length", b"2")]})
    await send({"type": "http.response.body", "body": b"{}"})
