"""HTTP/1.1 as AWS speaks it: one request after the other over a connection that is kept alive.

``http.client`` reads the head of an answer with the e-mail package, whose import is a tenth of a webhook's cold
start, and sends a request in two pieces, which costs a system call more and wakes the other side twice
(docs/decisions/0002).
"""

import socket
import ssl
from collections.abc import Mapping
from functools import lru_cache

# Of one line of a head, and of its lines: as http.client has it.
_LONGEST_LINE = 65_536
_MOST_LINES = 100


class BadAnswer(OSError):
    """What came is not HTTP, or ended too early: the connection is of no use any more."""


class Wire:
    """One connection.

    Args:
        scheme: ``https``, or ``http`` for what stands in for AWS.
        host: whom to connect to; port None: the scheme's.
        timeout: seconds to wait for the connection and for each piece of an answer.

    Raises:
        OSError: it cannot be reached, or its certificate is not to be trusted.
    """

    def __init__(self, scheme: str, host: str, port: int | None, timeout: float) -> None:
        secure = scheme == "https"
        self._socket = socket.create_connection((host, port or (443 if secure else 80)), timeout)
        try:
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            if secure:
                self._socket = _tls().wrap_socket(self._socket, server_hostname=host)
            self._answers = self._socket.makefile("rb")
        except BaseException:
            self._socket.close()
            raise

    def exchange(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> tuple[int, bytes]:
        """Send a request and return the answer's status and body; ``headers`` name the host.

        When the other side ends the connection with this answer, it is closed, and the next request fails at once.

        Raises:
            OSError: no whole answer; the connection must be closed.
        """
        lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        head = f"{method} {path} HTTP/1.1\r\n{lines}accept-encoding: identity\r\ncontent-length: {len(body)}\r\n\r\n"
        self._socket.sendall(head.encode("latin-1") + body)
        try:
            status = 100
            while status < 200:  # "wait, the answer comes"
                version, status = self._read_status()
                fields = self._read_fields()
            content = self._read_body(status, fields)
        except ValueError as error:
            raise BadAnswer("no HTTP") from error
        if "close" in fields.get("connection", "").lower() or version != b"HTTP/1.1":
            self.close()
        return status, content

    def close(self) -> None:
        """End the connection."""
        self._answers.close()
        self._socket.close()

    def _read_status(self) -> tuple[bytes, int]:
        version, status, *_ = self._read_line().split(None, 2)
        if not version.startswith(b"HTTP/"):
            raise BadAnswer("no HTTP")
        return version, int(status)

    def _read_fields(self) -> dict[str, str]:
        fields: dict[str, str] = {}
        for _ in range(_MOST_LINES):
            line = self._read_line()
            if not line:
                return fields
            name, _, value = line.decode("latin-1").partition(":")
            fields[name.lower()] = value.strip()
        raise BadAnswer("too long a head")

    def _read_body(self, status: int, fields: Mapping[str, str]) -> bytes:
        if status in (204, 304):
            return b""
        if "chunked" in fields.get("transfer-encoding", "").lower():
            return self._read_chunks()
        if "content-length" in fields:
            return self._read(int(fields["content-length"]))
        content = self._answers.read()
        self.close()
        return content

    def _read_chunks(self) -> bytes:
        chunks = []
        while size := int(self._read_line().split(b";")[0], 16):
            chunks.append(self._read(size))
            self._read_line()
        self._read_fields()  # what may follow the last one
        return b"".join(chunks)

    def _read(self, size: int) -> bytes:
        content = self._answers.read(size)
        if len(content) < size:
            raise BadAnswer("an answer that was cut")
        return content

    def _read_line(self) -> bytes:
        line = self._answers.readline(_LONGEST_LINE)
        if not line.endswith(b"\n"):
            raise BadAnswer("an answer that was cut, or too long a line")
        return line.rstrip(b"\r\n")


@lru_cache(maxsize=1)
def _tls() -> ssl.SSLContext:
    return ssl.create_default_context()
