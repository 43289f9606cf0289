"""The other side of a connection, in a thread of its own: hears requests and says what it was told to, byte by byte."""

import re
import socket
import ssl
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress


class Scripted:
    """What it is to say on each connection, one answer per request; after the last it hangs up."""

    def __init__(self, connections: Sequence[Sequence[bytes]], tls: ssl.SSLContext | None) -> None:
        self.heard: list[bytes] = []
        self.connections = 0
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listening.getsockname()[1]
        self._script = connections
        self._tls = tls
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Wait until all was said."""
        self._thread.join(30)
        self._listening.close()

    def _serve(self) -> None:
        for answers in self._script:
            accepted, _ = self._listening.accept()
            self.connections += 1
            with suppress(OSError), accepted:
                peer = accepted if self._tls is None else self._tls.wrap_socket(accepted, server_side=True)
                with peer:
                    for answer in answers:
                        self.heard.append(_request(peer))
                        peer.sendall(answer)


def _request(peer: socket.socket) -> bytes:
    heard = b""
    while b"\r\n\r\n" not in heard:
        heard += peer.recv(65_536)
    head, _, body = heard.partition(b"\r\n\r\n")
    told = re.search(rb"content-length: (\d+)", head)
    assert told is not None
    while len(body) < int(told[1]):
        body += peer.recv(65_536)
    return head + b"\r\n\r\n" + body


@contextmanager
def scripted(*connections: Sequence[bytes], tls: ssl.SSLContext | None = None) -> Iterator[Scripted]:
    """Listen, and say this."""
    server = Scripted(connections, tls)
    try:
        yield server
    finally:
        server.stop()
