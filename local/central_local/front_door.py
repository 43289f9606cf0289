"""One port for everything, as CloudFront is in production: the app's files, and the APIs behind it."""

from __future__ import annotations

import asyncio
import gzip
import mimetypes
import threading
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp
from aiohttp import web
from yarl import URL

from central_local.problem import Problem

FORWARDED = ("/api", "/webhooks", "/health", "/demo")
PAGES = {"/demonstracao": "simulador.html", "/simulador": "simulador.html"}
# Of one connection only; everything else is passed on (RFC 9110, 7.6.1).
HOP_BY_HOP = {
    "connection", "keep-alive", "proxy-authenticate", "proxy-authorization", "te", "trailer", "transfer-encoding",
    "upgrade", "content-length", "host", "date", "server",
}  # fmt: skip
MAX_BODY = 12 * 1024 * 1024
COMPRESSED = {"text/html", "text/css", "text/javascript", "application/javascript", "application/json", "image/svg+xml"}
BUILDING = (
    "<!doctype html><html lang='pt-BR'><meta charset='utf-8'><title>Central</title>"
    "<p>O aplicativo ainda não foi construído. Rode <code>make run</code> de novo.</p></html>"
)


@dataclass(frozen=True)
class Upstreams:
    """Where the rest goes: the stage of the HTTP API, the one of the WebSocket API, and the origin of media."""

    http: str
    sockets: str
    media: str


@dataclass
class FrontDoor:
    """Serves until stopped, in a thread of its own.

    Attributes:
        port: the loopback port browsers use.
        files: the folder of the built web app.
        upstreams: changed when the stack was deployed again.
    """

    port: int
    files: Path
    upstreams: Upstreams
    _loop: asyncio.AbstractEventLoop = field(default_factory=asyncio.new_event_loop)
    _cache: dict[Path, tuple[float, bytes, bytes | None]] = field(default_factory=dict)
    _client: aiohttp.ClientSession | None = None
    _runner: web.AppRunner | None = None

    def start(self) -> None:
        """Listen.

        Raises:
            Problem: the port is taken.
        """
        started: list[BaseException | None] = []
        ready = threading.Event()

        def serve() -> None:
            asyncio.set_event_loop(self._loop)
            try:
                self._loop.run_until_complete(self._listen())
                started.append(None)
            except BaseException as error:
                started.append(error)
                return
            finally:
                ready.set()
            self._loop.run_forever()

        threading.Thread(target=serve, name="front door", daemon=True).start()
        ready.wait()
        if isinstance(started[0], OSError):
            raise Problem(
                f"Port {self.port} is in use. Stop the program that uses it or choose another: make run PORT=8090"
            )
        if started[0] is not None:
            raise started[0]

    def stop(self) -> None:
        """Close every connection and the port."""
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result(10)
        self._loop.call_soon_threadsafe(self._loop.stop)

    async def _listen(self) -> None:
        self._client = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=0, keepalive_timeout=60),
            auto_decompress=False,
            cookie_jar=aiohttp.DummyCookieJar(),
            timeout=aiohttp.ClientTimeout(total=60),
        )
        app = web.Application(client_max_size=MAX_BODY)
        app.router.add_get("/ws", self._socket)
        app.router.add_route("*", "/{path:.*}", self._answer)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self.port).start()

    async def _close(self) -> None:
        if self._client is not None:
            await self._client.close()
        if self._runner is not None:
            await self._runner.cleanup()

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        path = request.path
        if any(path == prefix or path.startswith(f"{prefix}/") for prefix in FORWARDED):
            return await self._forward(request)
        if request.method not in ("GET", "HEAD"):
            return web.Response(status=405)
        return self._file(request)

    async def _forward(self, request: web.Request) -> web.StreamResponse:
        assert self._client is not None
        try:
            body = await request.read()
        except web.HTTPRequestEntityTooLarge:
            error = {
                "error": {"code": "too_large", "message": "A requisição deve ter até 10 MB."},
                "correlation_id": "",
            }
            return web.json_response(error, status=413)
        headers = [(name, value) for name, value in request.headers.items() if name.lower() not in HOP_BY_HOP]
        headers += [("X-Forwarded-For", request.remote or ""), ("X-Forwarded-Proto", "http")]
        try:
            async with self._client.request(
                request.method,
                URL(self.upstreams.http + request.raw_path, encoded=True),
                headers=headers,
                data=body,
                allow_redirects=False,
            ) as answer:
                content = await answer.read()
                passed = [(name, value) for name, value in answer.headers.items() if name.lower() not in HOP_BY_HOP]
                response = web.Response(status=answer.status, body=content)
                response.headers.extend(passed)
                if answer.headers.getall("content-type", []):
                    response.headers["content-type"] = answer.headers["content-type"]
                return response
        except (aiohttp.ClientError, TimeoutError):
            error = {
                "error": {
                    "code": "unavailable",
                    "message": "A Central ainda está subindo. Tente de novo em instantes.",
                },
                "correlation_id": "",
            }
            return web.json_response(error, status=503, headers={"retry-after": "2"})

    async def _socket(self, request: web.Request) -> web.StreamResponse:
        """Connect to the WebSocket API first, so that a refusal is a refusal and not a socket that closes."""
        assert self._client is not None
        headers = {name: request.headers[name] for name in ("origin", "user-agent") if name in request.headers}
        query = f"?{request.query_string}" if request.query_string else ""
        try:
            upstream = await self._client.ws_connect(self.upstreams.sockets + query, headers=headers, max_msg_size=0)
        except aiohttp.WSServerHandshakeError as refusal:
            return web.Response(status=refusal.status)
        except (aiohttp.ClientError, TimeoutError):
            return web.Response(status=503)
        browser = web.WebSocketResponse(max_msg_size=0)
        await browser.prepare(request)
        ways = [
            asyncio.create_task(self._relay(browser, upstream)),
            asyncio.create_task(self._relay(upstream, browser)),
        ]
        try:
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for way in ways:
                way.cancel()
            await upstream.close()
            await browser.close()
        return browser

    @staticmethod
    async def _relay(
        source: web.WebSocketResponse | aiohttp.ClientWebSocketResponse,
        target: web.WebSocketResponse | aiohttp.ClientWebSocketResponse,
    ) -> None:
        async for message in source:
            if message.type == aiohttp.WSMsgType.TEXT:
                await target.send_str(message.data)
            elif message.type == aiohttp.WSMsgType.BINARY:
                await target.send_bytes(message.data)

    def _file(self, request: web.Request) -> web.Response:
        """Serve a file of the app; an address without a file is one of the app's own pages."""
        path = request.path
        name = PAGES.get(path.rstrip("/") or "/") or path.lstrip("/") or "index.html"
        found = (self.files / name).resolve()
        if not found.is_relative_to(self.files.resolve()) or not found.is_file():
            if "." in name.rsplit("/", 1)[-1]:
                return web.Response(status=404)
            found = self.files / "index.html"
        if not found.is_file():
            return web.Response(status=503, text=BUILDING, content_type="text/html")
        plain, packed = self._load(found)
        mime_type = mimetypes.guess_type(found.name)[0] or "application/octet-stream"
        headers = {
            "content-type": f"{mime_type}; charset=utf-8" if mime_type in COMPRESSED else mime_type,
            # Names with a hash never change; pages and the service worker always may.
            "cache-control": "public, max-age=31536000, immutable" if "/assets/" in str(found) else "no-cache",
            "x-content-type-options": "nosniff",
            "referrer-policy": "strict-origin-when-cross-origin",
            "x-frame-options": "DENY",
            "permissions-policy": "camera=(self), microphone=(self), geolocation=()",
        }
        if found.suffix == ".html":
            headers["content-security-policy"] = self._policy(request.host)
        if packed is not None and "gzip" in request.headers.get("accept-encoding", ""):
            return web.Response(body=packed, headers={**headers, "content-encoding": "gzip", "vary": "accept-encoding"})
        return web.Response(body=plain, headers=headers)

    def _policy(self, host: str) -> str:
        """Return the page's policy; which scripts may run stands in the page itself, with their hashes."""
        media = self.upstreams.media
        return (
            f"img-src 'self' data: blob: {media}; media-src 'self' blob: {media}; font-src 'self'; "
            f"connect-src 'self' ws://{host} {media}; style-src 'self' 'unsafe-inline'; worker-src 'self'; "
            "manifest-src 'self'; frame-src 'none'; object-src 'none'; base-uri 'none'; form-action 'self'; "
            "frame-ancestors 'none'"
        )

    def _load(self, path: Path) -> tuple[bytes, bytes | None]:
        changed = path.stat().st_mtime
        kept = self._cache.get(path)
        if kept is None or kept[0] != changed:
            plain = path.read_bytes()
            mime_type = mimetypes.guess_type(path.name)[0]
            kept = (changed, plain, gzip.compress(plain, 9) if mime_type in COMPRESSED else None)
            self._cache[path] = kept
        return kept[1], kept[2]
