"""The one outbound HTTP client, for every URL a user or a platform supplies.

It connects only to addresses that were checked (see `addresses`), follows no redirect, takes no proxy from the
environment, and has caps on the time of a whole call and on the size of what it reads. httpx and httpcore are imported
when the first client is made, because most invocations call nobody.
"""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any

from central.frozen import Frozen
from central.platforms.addresses import BlockedAddress, check_address, check_url, origin_of

if TYPE_CHECKING:
    import httpx

_CHUNK = 65_536
_USER_AGENT = "Central/1.0"
Resolver = Callable[[str, int], list[str]]


class CallFailed(Exception):
    """No complete answer came.

    `sent` is False only when certainly nothing reached the other side (address refused, no connection). `code`:
    blocked, unreachable, timeout, broken, too_large.
    """

    def __init__(self, code: str, *, sent: bool, details: str = "") -> None:
        super().__init__(f"{code} {details}".strip())
        self.code = code
        self.sent = sent
        self.details = details


class Answer(Frozen):
    """A complete answer. Header names in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes

    def json(self) -> Any:
        """The body as JSON, or None when it is none (an HTML error page, a cut answer)."""
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError):
            return None


class Streamed(Frozen):
    """An answer whose body goes into a file."""

    status: int
    headers: dict[str, str]
    size: int


def resolve(host: str, port: int) -> list[str]:
    """All addresses of a name, by the system's resolver. Raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(entry[4][0]) for entry in found]


class OutboundHttp:
    """A client with guarded connections; reuse one per process.

    Args:
        trusted_bases: base URLs the operator configured (for example the Graph API, or a look-alike on this machine).
            Only their exact origins skip the address check.
        connect_seconds: longest wait for a connection.
        read_seconds: longest silence while reading.
        total_seconds: longest whole call, whatever trickles in.
        resolver: replaced in tests.
        transport: an httpx transport replaced in tests; then no connection is made and only URLs are checked.
    """

    def __init__(
        self,
        *,
        trusted_bases: Iterable[str] = (),
        connect_seconds: float = 5.0,
        read_seconds: float = 15.0,
        total_seconds: float = 30.0,
        resolver: Resolver = resolve,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        import logging

        import httpx

        # At INFO it writes the address of every call, and addresses carry tokens and signatures.
        logging.getLogger("httpx").setLevel(logging.WARNING)
        self.trusted_origins = frozenset(origin_of(base) for base in trusted_bases)
        self.total_seconds = total_seconds
        self._deadline = Deadline()
        if transport is None:
            from central.platforms.http_guard import guarded_transport

            transport = guarded_transport(self.trusted_origins, resolver, self._deadline)
        self._client = httpx.Client(
            transport=transport,
            timeout=httpx.Timeout(read_seconds, connect=connect_seconds),
            follow_redirects=False,
            trust_env=False,
            # No compression is asked for: one that comes all the same is capped after unpacking, and never a download.
            headers={"User-Agent": _USER_AGENT, "Accept-Encoding": "identity", "Accept": "*/*"},
        )

    def request(
        self,
        method: str,
        url: str,
        *,
        params: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        json_body: Any = None,
        data: Mapping[str, str] | None = None,
        files: Mapping[str, tuple[str, IO[bytes] | bytes, str]] | None = None,
        max_bytes: int = 4 * 1024 * 1024,
        total_seconds: float | None = None,
    ) -> Answer:
        """Call and read the whole answer, at most `max_bytes`. Raises `CallFailed`; any status is an answer."""
        options: dict[str, Any] = {"params": params, "headers": headers, "data": data, "files": files}
        if json_body is not None:
            options["json"] = json_body
        with self._open(method, url, total_seconds, options) as response:
            body = b"".join(self._read(response, max_bytes))
            return Answer(response.status_code, _headers(response), body)

    def download(
        self,
        url: str,
        sink: IO[bytes],
        *,
        max_bytes: int,
        headers: Mapping[str, str] | None = None,
        on_chunk: Callable[[bytes], object] | None = None,
        total_seconds: float | None = None,
    ) -> Streamed:
        """GET into a file, at most `max_bytes`; only a 200 is written. Raises `CallFailed`."""
        with self._open("GET", url, total_seconds, {"headers": headers}) as response:
            size = 0
            if response.status_code == 200:
                if response.headers.get("content-encoding", "identity").lower() not in ("identity", ""):
                    raise CallFailed("broken", sent=True, details="compressed")
                for chunk in self._read(response, max_bytes):
                    size += len(chunk)
                    sink.write(chunk)
                    if on_chunk is not None:
                        on_chunk(chunk)
            return Streamed(response.status_code, _headers(response), size)

    def close(self) -> None:
        """Close all connections."""
        self._client.close()

    @contextmanager
    def _open(
        self, method: str, url: str, total_seconds: float | None, options: dict[str, Any]
    ) -> Iterator[httpx.Response]:
        import httpx

        try:
            check_url(url, self.trusted_origins)
        except BlockedAddress as blocked:
            raise CallFailed("blocked", sent=False, details=blocked.code) from None
        self._deadline.start(self.total_seconds if total_seconds is None else total_seconds)
        try:
            with self._client.stream(method, url, **options) as response:
                yield response
        except BlockedAddress as blocked:
            raise CallFailed("blocked", sent=False, details=blocked.code) from None
        except (httpx.ConnectError, httpx.UnsupportedProtocol, httpx.InvalidURL, httpx.ProxyError) as fault:
            raise CallFailed("unreachable", sent=False, details=type(fault).__name__) from fault
        except (httpx.ConnectTimeout, httpx.PoolTimeout) as fault:
            raise CallFailed("timeout", sent=False, details=type(fault).__name__) from fault
        except httpx.TimeoutException as fault:
            raise CallFailed("timeout", sent=True, details=type(fault).__name__) from fault
        except (httpx.HTTPError, OSError) as fault:
            raise CallFailed("broken", sent=True, details=type(fault).__name__) from fault

    def _read(self, response: httpx.Response, max_bytes: int) -> Iterator[bytes]:
        announced = response.headers.get("content-length", "")
        if announced.isdigit() and (len(announced) > 18 or int(announced) > max_bytes):
            raise CallFailed("too_large", sent=True)
        read = 0
        for chunk in response.iter_bytes(_CHUNK):
            read += len(chunk)
            if read > max_bytes:
                raise CallFailed("too_large", sent=True)
            if self._deadline.remaining() <= 0:
                raise CallFailed("timeout", sent=True, details="total")
            yield chunk


class Deadline(threading.local):
    """When the call of this thread must be over; read by the guarded connections."""

    def __init__(self) -> None:
        self._until = float("inf")

    def start(self, seconds: float) -> None:
        """The call that begins now may take this many seconds."""
        self._until = time.monotonic() + seconds

    def remaining(self) -> float:
        """Seconds left, possibly negative."""
        return self._until - time.monotonic()

    def limit(self, timeout: float | None) -> float:
        """The shorter of a time-out and what is left, never zero (which would mean "do not wait" to a socket)."""
        left = max(self.remaining(), 0.001)
        return left if timeout is None else min(timeout, left)


def checked_addresses(resolver: Resolver, host: str, port: int) -> list[str]:
    """Resolve once and check every address: one inner address refuses all. Raises BlockedAddress, OSError."""
    addresses = list(dict.fromkeys(resolver(host, port)))
    for address in addresses:
        check_address(address)
    return addresses


def _headers(response: httpx.Response) -> dict[str, str]:
    return {name.lower(): value for name, value in response.headers.items()}
