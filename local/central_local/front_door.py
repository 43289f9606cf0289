"""One address for everything, as CloudFront is in production: pages, and the way to the HTTP and WebSocket APIs."""

from __future__ import annotations

import asyncio
import gzip
import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import aiohttp
from aiohttp import WSMsgType, web
from multidict import CIMultiDict
from yarl import URL

from central_local.headers import security_headers

# API Gateway's own limit; it answers 413.
MAX_BODY_BYTES = 10 * 1024 * 1024
FORWARDED = ("/api/", "/webhooks/", "/demo/")
SIMULATOR_PATHS = ("/demonstracao", "/simulador")
# What belongs to one connection and is not passed on (RFC 9110, 7.6.1), and what each side sets itself.
_HOP = {"connection", "keep-alive", "proxy-authenticate", "proxy-authorization", "te", "trailer", "transfer-encoding",
        "upgrade", "host", "content-length"}  # fmt: skip
_COMPRESSED = {"text/html", "text/css", "text/javascript", "application/javascript", "application/json",
               "image/svg+xml", "application/manifest+json"}  # fmt: skip


@dataclass(frozen=True)
class Addresses:
    """Where the engine answers: base of the HTTP API's stage, address of the WebSocket API's stage, and its origin."""

    http: str
    websocket: str
    engine: str


@dataclass(frozen=True)
class _File:
    body: bytes
    packed: bytes | None
    content_type: str
    modified: int


class FrontDoor:
    """Serves ``pages`` (the built web project) and forwards the rest.

    Args:
        pages: folder with index.html; may be missing, then pages answer 503 in a sentence.
        addresses: of the engine.
        port: of our own, for the headers.
    """

    def __init__(self, pages: Path, addresses: Addresses, port: int) -> None:
        self._pages = pages.resolve()
        self._addresses = addresses
        self._headers = security_headers(addresses.engine, f"ws://localhost:{port}")
        self._files: dict[Path, _File] = {}
        self._client: aiohttp.ClientSession | None = None

    def application(self) -> web.Application:
        application = web.Application(client_max_size=MAX_BODY_BYTES)
        application.router.add_route("GET", "/ws", self._socket)
        application.router.add_route("*", "/{path:.*}", self._any)
        application.cleanup_ctx.append(self._with_client)
        return application

    async def _with_client(self, _: web.Application):  # type: ignore[no-untyped-def]
        connector = aiohttp.TCPConnector(limit=256, keepalive_timeout=60)
        self._client = aiohttp.ClientSession(
            connector=connector, auto_decompress=False, timeout=aiohttp.ClientTimeout(total=35),
            cookie_jar=aiohttp.DummyCookieJar(), skip_auto_headers=("User-Agent", "Accept-Encoding", "Content-Type"),
        )  # fmt: skip
        yield
        await self._client.close()

    async def _any(self, request: web.Request) -> web.StreamResponse:
        path = request.path
        if path.startswith(FORWARDED) or path in ("/health", "/api", "/webhooks"):
            return await self._forward(request)
        return await asyncio.to_thread(self._page, request)

    # ---- APIs

    async def _forward(self, request: web.Request) -> web.StreamResponse:
        assert self._client is not None
        try:
            body = await request.read() if request.can_read_body else b""
        except web.HTTPRequestEntityTooLarge:
            return web.json_response({"message": "Request Entity Too Large"}, status=413)
        headers = _passed_on(request.headers)
        headers["X-Forwarded-For"] = request.remote or "127.0.0.1"
        headers["X-Forwarded-Proto"] = "http"
        headers["X-Forwarded-Host"] = request.headers.get("Host", "")
        # the path as the client wrote it: decoding would change %2F
        url = URL(self._addresses.http + request.raw_path, encoded=True)
        try:
            answer = await self._client.request(
                request.method, url, headers=headers, data=body or None, allow_redirects=False
            )
        except (TimeoutError, aiohttp.ClientError):
            return web.json_response({"message": "Service Unavailable"}, status=503)
        async with answer:
            response = web.Response(status=answer.status, headers=_passed_on(answer.headers), body=await answer.read())
        for name in ("X-Content-Type-Options", "Referrer-Policy", "X-Frame-Options"):
            response.headers.setdefault(name, self._headers[name])
        return response

    async def _socket(self, request: web.Request) -> web.StreamResponse:
        assert self._client is not None
        if request.headers.get("Upgrade", "").lower() != "websocket":
            return web.Response(status=426, headers={"Upgrade": "websocket"})
        url = self._addresses.websocket + (f"?{request.query_string}" if request.query_string else "")
        headers = {
            name: request.headers[name] for name in ("Origin", "Cookie", "User-Agent") if name in request.headers
        }
        headers["X-Forwarded-For"] = request.remote or "127.0.0.1"
        try:
            inside = await self._client.ws_connect(
                URL(url, encoded=True), headers=headers, max_msg_size=0, autoping=False,
                timeout=aiohttp.ClientWSTimeout(ws_close=2),
            )  # fmt: skip
        except aiohttp.WSServerHandshakeError as refusal:
            return web.Response(status=refusal.status)
        except (TimeoutError, aiohttp.ClientError):
            return web.Response(status=503)
        outside = web.WebSocketResponse(max_msg_size=128 * 1024, autoping=False, compress=False, timeout=2)
        await outside.prepare(request)
        pumps = [asyncio.create_task(_pump(outside, inside)), asyncio.create_task(_pump(inside, outside))]
        await asyncio.wait(pumps, return_when=asyncio.FIRST_COMPLETED)
        for pump in pumps:
            pump.cancel()
        await asyncio.gather(*pumps, return_exceptions=True)
        await inside.close(code=_sendable(outside.close_code))
        await outside.close(code=_sendable(inside.close_code))
        return outside

    # ---- pages

    def _page(self, request: web.Request) -> web.Response:
        if request.method not in ("GET", "HEAD"):
            return web.Response(status=405, headers={"Allow": "GET, HEAD"})
        path = request.path.rstrip("/") or "/index.html"
        if path in SIMULATOR_PATHS:
            path = "/simulador.html"
        elif "." not in path.rsplit("/", 1)[-1]:
            path = "/index.html"  # a page of the app, drawn by its router
        target = (self._pages / path.lstrip("/")).resolve()
        file = self._read(target) if target.is_relative_to(self._pages) else None
        if file is None:
            missing = not (self._pages / "index.html").exists()
            text = "The app is not built: run `make run` or `npm run build` in web/." if missing else "Not found."
            return web.Response(status=503 if missing else 404, text=text, headers=self._headers)
        headers = dict(self._headers)
        # names of assets carry their content's hash
        lasting = path.startswith("/assets/")
        headers["Cache-Control"] = "public, max-age=31536000, immutable" if lasting else "no-cache"
        headers["ETag"] = f'"{file.modified:x}-{len(file.body):x}"'
        if request.headers.get("If-None-Match") == headers["ETag"]:
            return web.Response(status=304, headers=headers)
        body = file.body
        if file.packed is not None and "gzip" in request.headers.get("Accept-Encoding", ""):
            headers["Content-Encoding"] = "gzip"
            headers["Vary"] = "Accept-Encoding"
            body = file.packed
        headers["Content-Type"] = file.content_type
        return web.Response(body=body, headers=headers)

    def _read(self, path: Path) -> _File | None:
        try:
            modified = path.stat().st_mtime_ns
            known = self._files.get(path)
            if known is not None and known.modified == modified:
                return known
            body = path.read_bytes()
        except OSError:
            return None
        kind = "application/manifest+json" if path.suffix == ".webmanifest" else mimetypes.guess_type(path.name)[0]
        kind = kind or "application/octet-stream"
        packed = gzip.compress(body, 6) if kind in _COMPRESSED and len(body) > 1000 else None
        text = kind.startswith("text/") or kind in _COMPRESSED
        file = _File(body, packed, f"{kind}; charset=utf-8" if text else kind, modified)
        self._files[path] = file
        return file


def _passed_on(headers: Mapping[str, str]) -> CIMultiDict[str]:
    kept: CIMultiDict[str] = CIMultiDict()
    for name, value in headers.items():
        if name.lower() not in _HOP:
            kept.add(name, value)
    return kept


async def _pump(
    source: web.WebSocketResponse | aiohttp.ClientWebSocketResponse,
    target: web.WebSocketResponse | aiohttp.ClientWebSocketResponse,
) -> None:
    async for message in source:
        if message.type is WSMsgType.TEXT:
            await target.send_str(message.data)
        elif message.type is WSMsgType.BINARY:
            await target.send_bytes(message.data)
        elif message.type is WSMsgType.PING:
            await target.ping(message.data)
        elif message.type is WSMsgType.PONG:
            await target.pong(message.data)


def _sendable(code: int | None) -> int:
    """A close code that may be sent on (1005 and 1006 only say that none came)."""
    return code if code is not None and (1000 <= code <= 1003 or 1007 <= code <= 1014 or code >= 3000) else 1000
