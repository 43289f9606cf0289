"""The WhatsApp Cloud API as far as delivery goes: a script of faults and a ledger of what it accepted.

The ledger, not our database, decides what was "sent once". In the process as an httpx transport, or for child processes
as a server on loopback (``with fake.serve() as url``).
"""

import base64
import hashlib
import json
import threading
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from uuid import uuid4

import httpx

Reply = tuple[int, dict[str, str], bytes]


class Broken(Exception):
    """The connection breaks. ``kind``: refused (nothing was sent), reset or timeout (after the request was written)."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


def graph_error(code: int, *, status: int = 400, headers: Mapping[str, str] | None = None, details: str = "") -> Reply:
    """An error as Meta writes it."""
    body = {
        "error": {"message": f"({code})", "type": "OAuthException", "code": code, "error_data": {"details": details}}
    }
    return status, dict(headers or {}), json.dumps(body).encode()


@dataclass(slots=True)
class Sent:
    """One accepted call."""

    external_id: str
    number: str
    body: dict[str, Any]

    @property
    def text(self) -> str:
        """The text of a text message."""
        return str(self.body.get("text", {}).get("body", ""))


@dataclass
class FakeWhatsApp:
    """The platform.

    Attributes:
        ledger: messages it accepted, in order.
        calls: every request as ``(method, path)``.
        script: what it does with the next sends: a reply, a ``Broken``, or a function of the body returning either
            (after accepting, when it wants to). Empty: accept.
        files: media id → bytes it hands out; uploads land here too.
        on_send: called with the body before anything else; a place for barriers and clocks.
    """

    ledger: list[Sent] = field(default_factory=list)
    calls: list[tuple[str, str]] = field(default_factory=list)
    script: deque[Any] = field(default_factory=deque)
    media_script: deque[Any] = field(default_factory=deque)
    files: dict[str, tuple[bytes, str]] = field(default_factory=dict)
    signals: list[dict[str, Any]] = field(default_factory=list)
    on_send: Callable[[dict[str, Any]], None] | None = None
    base_url: str = "https://graph.facebook.com"
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def texts(self) -> list[str]:
        """Texts in the order they were accepted."""
        return [sent.text for sent in self.ledger]

    def accept(self, number: str, body: dict[str, Any]) -> Reply:
        """Take a message and answer as Meta does."""
        external_id = f"wamid.{uuid4().hex}"
        with self._lock:
            self.ledger.append(Sent(external_id, number, body))
        phone = str(body.get("to", "")).lstrip("+")
        contact = {"input": body.get("to"), "wa_id": phone} if phone else {"user_id": body.get("recipient")}
        answer = {"messaging_product": "whatsapp", "contacts": [contact], "messages": [{"id": external_id}]}
        return 200, {}, json.dumps(answer).encode()

    def handle(self, method: str, url: str, content: bytes, content_type: str) -> Reply:
        """Answer one request."""
        parts = httpx.URL(url)
        path = [part for part in parts.path.split("/") if part]
        with self._lock:
            self.calls.append((method, parts.path))
        if path[-1] == "messages" and method == "POST":
            body = json.loads(content)
            if body.get("status") == "read":
                self.signals.append(body)
                return 200, {}, b'{"success": true}'
            if self.on_send is not None:
                self.on_send(body)
            with self._lock:
                step = self.script.popleft() if self.script else None
            if callable(step):
                step = step(path[-2], body)
            if isinstance(step, Broken):
                raise step
            return step if step is not None else self.accept(path[-2], body)
        if path[-1] == "media" and method == "POST":
            return self._step(lambda: self._upload(content))
        if path[0] == "files":
            return self._step(lambda: self._file(path[-1]))
        if method == "GET":
            return self._address(path[-1])
        return graph_error(100)

    def _step(self, work: Callable[[], Reply]) -> Reply:
        with self._lock:
            step = self.media_script.popleft() if self.media_script else None
        if isinstance(step, Broken):
            raise step
        return work() if step is None else step

    def _upload(self, content: bytes) -> Reply:
        identifier = f"media{len(self.files) + 1}"
        self.files[identifier] = (content, "application/octet-stream")
        return 200, {}, json.dumps({"id": identifier}).encode()

    def _file(self, identifier: str) -> Reply:
        return 200, {"content-type": self.files[identifier][1]}, self.files[identifier][0]

    def _address(self, identifier: str) -> Reply:
        if identifier not in self.files:
            return graph_error(100, details="no such media")
        content, mime_type = self.files[identifier]
        digest = base64.b64encode(hashlib.sha256(content).digest()).decode()
        answer = {
            "url": f"{self.base_url}/files/{identifier}",
            "mime_type": mime_type,
            "sha256": digest,
            "file_size": len(content),
            "id": identifier,
        }
        return 200, {}, json.dumps(answer).encode()

    def transport(self) -> httpx.MockTransport:
        """The platform inside this process."""

        def answer(request: httpx.Request) -> httpx.Response:
            try:
                status, headers, body = self.handle(
                    request.method, str(request.url), request.read(), request.headers.get("content-type", "")
                )
            except Broken as broken:
                if broken.kind == "refused":
                    raise httpx.ConnectError("refused", request=request) from None
                if broken.kind == "timeout":
                    raise httpx.ReadTimeout("timeout", request=request) from None
                raise httpx.ReadError("reset", request=request) from None
            return httpx.Response(status, headers=headers, stream=httpx.ByteStream(body))

        return httpx.MockTransport(answer)

    @contextmanager
    def serve(self) -> Iterator[str]:
        """The platform on loopback, for workers in processes of their own."""
        fake = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def _answer(self) -> None:
                length = int(self.headers.get("content-length") or 0)
                try:
                    status, headers, body = fake.handle(
                        self.command, self.path, self.rfile.read(length), self.headers.get("content-type", "")
                    )
                except Broken:
                    self.close_connection = True
                    return
                self.send_response(status)
                for name, value in {**headers, "content-length": str(len(body))}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            do_GET = _answer  # noqa: N815 - the name the server looks for
            do_POST = _answer  # noqa: N815

            def log_message(self, format: str, *args: Any) -> None:
                """Quiet."""

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        self.base_url = f"http://127.0.0.1:{server.server_address[1]}"
        try:
            yield self.base_url
        finally:
            server.shutdown()
            server.server_close()
            thread.join()
