"""What surrounds every request: its correlation id, the gate of bodies, fixed headers, and the answer when we fail."""

import hashlib
import json
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote_to_bytes

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from central.api.body import MAX_BODY_BYTES, Unreadable, is_storable, read_json
from central.api.errors import error_content
from central.errors import describe
from central.ids import new_id

Report = Callable[..., None]

_CORRELATION_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{7,63}")
_WITH_BODY = frozenset(("POST", "PUT", "PATCH", "DELETE"))
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class Edge:
    """ASGI middleware around the whole application.

    Args:
        app: what is inside.
        secure: whether browsers reach us over TLS.
        note: adds fields to the request's log line.
        report: logs an unexpected error.
    """

    def __init__(self, app: ASGIApp, *, secure: bool, note: Report, report: Report) -> None:
        self._app = app
        self._note = note
        self._report = report
        self._headers = dict(_HEADERS)
        if secure:
            self._headers["Strict-Transport-Security"] = "max-age=63072000; includeSubDomains"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request; other scopes (lifespan) pass through."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        state = scope.setdefault("state", {})
        correlation_id = state["correlation_id"] = _correlation_id(headers.get("x-correlation-id", ""))
        status = 500
        started = False

        async def send_with_headers(message: Message) -> None:
            nonlocal status, started
            if message["type"] == "http.response.start":
                status, started = message["status"], True
                reply_headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    reply_headers.setdefault(name, value)
                reply_headers["X-Correlation-Id"] = correlation_id
                if (budget := state.get("budget")) is not None:
                    reply_headers["RateLimit-Limit"] = str(budget.quota)
                    reply_headers["RateLimit-Remaining"] = str(budget.remaining)
                    reply_headers["RateLimit-Reset"] = str(budget.reset_seconds)
            await send(message)

        try:
            checked = await _checked(scope, headers, receive)
            await self._app(scope, checked, send_with_headers)
        except Unreadable as refusal:
            state["error_code"] = refusal.code
            content = error_content(refusal.code, refusal.message, correlation_id)
            await _send_json(send_with_headers, refusal.status, content)
        except Exception as error:
            state["error_code"] = "internal"
            self._report(correlation_id=correlation_id, **describe(error))
            if not started:
                content = error_content("internal", "Algo deu errado do nosso lado.", correlation_id)
                await _send_json(send_with_headers, 500, content)
        finally:
            self._note(
                correlation_id=correlation_id,
                method=scope["method"],
                route=getattr(scope.get("route"), "path", None),
                status=status,
                code=state.get("error_code"),
                account_id=state.get("account_id"),
                user_id=state.get("user_id"),
            )


def _correlation_id(given: str) -> str:
    return given if _CORRELATION_ID.fullmatch(given) else str(new_id())


async def _checked(scope: Scope, headers: Headers, receive: Receive) -> Receive:
    """Read and check the request and return a ``receive`` that plays the same body again.

    Leaves in the state a hash of method, address and the body's meaning (not its bytes), by which a repeated request
    is recognised.
    """
    if b"\x00" in unquote_to_bytes(scope["query_string"]) or not is_storable(scope["path"]):
        raise Unreadable(400, "invalid_text", "O endereço contém caracteres que não podem ser guardados.")
    body = await _read(receive, headers)
    value: Any = None
    if body and scope["method"] in _WITH_BODY:
        value = read_json(body, headers.get("content-type", ""))
        # One spelling for everybody behind us, without a byte order mark.
        body = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    meaning = json.dumps(value, sort_keys=True, separators=(",", ":"))
    address = f"{scope['method']} {scope['path']}?".encode() + scope["query_string"]
    scope["state"]["request_hash"] = hashlib.sha256(address + b"\n" + meaning.encode()).digest()
    played = False

    async def receive_again() -> Message:
        nonlocal played
        if not played:
            played = True
            return {"type": "http.request", "body": body, "more_body": False}
        return await receive()

    return receive_again


async def _read(receive: Receive, headers: Headers) -> bytes:
    too_large = Unreadable(413, "too_large", "O corpo é grande demais (no máximo 1 MB).")
    length = headers.get("content-length", "")
    if len(length) > 12 or (length.isascii() and length.isdigit() and int(length) > MAX_BODY_BYTES):
        raise too_large
    parts: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            break
        part = message.get("body", b"")
        size += len(part)
        if size > MAX_BODY_BYTES:
            raise too_large
        parts.append(part)
        if not message.get("more_body", False):
            break
    return b"".join(parts)


async def _send_json(send: Send, status: int, content: dict[str, Any]) -> None:
    body = json.dumps(content, ensure_ascii=False).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body, "more_body": False})
