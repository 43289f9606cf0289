"""A TCP relay before Postgres, in a process of its own: adds a round-trip time and counts round trips on the wire.

A round trip is counted when the client speaks after the server has (or first). The delay is put on the way back.
"""

import socket
import threading
import time
from multiprocessing import get_context
from multiprocessing.connection import Connection
from queue import SimpleQueue
from typing import Any

_SPAWN = get_context("spawn")


def _count(client: socket.socket, server: socket.socket, heard: threading.Event, trips: Any) -> None:
    while data := _receive(client):
        if heard.is_set():
            heard.clear()
            trips.value += 1  # one thread at a time counts: the bench uses one connection at a time
        server.sendall(data)
    _end(server)


def _hear(server: socket.socket, late: "SimpleQueue[tuple[float, bytes]]", seconds: float) -> None:
    while data := _receive(server):
        late.put((time.perf_counter() + seconds, data))
    late.put((0.0, b""))


def _deliver(client: socket.socket, late: "SimpleQueue[tuple[float, bytes]]", heard: threading.Event) -> None:
    while True:
        due, data = late.get()
        if not data:
            _end(client)
            return
        if (left := due - time.perf_counter()) > 0:
            time.sleep(left)
        heard.set()
        try:
            client.sendall(data)
        except OSError:
            return


def _receive(one: socket.socket) -> bytes:
    try:
        return one.recv(65536)
    except OSError:
        return b""


def _end(one: socket.socket) -> None:
    try:
        one.shutdown(socket.SHUT_RDWR)
    except OSError:
        pass


def _main(port: int, seconds: float, trips: Any, pipe: Connection) -> None:
    listener = socket.create_server(("127.0.0.1", 0))
    pipe.send(listener.getsockname()[1])
    while True:
        client, _ = listener.accept()
        server = socket.create_connection(("127.0.0.1", port))
        for one in (client, server):
            one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        heard = threading.Event()
        heard.set()
        late: SimpleQueue[tuple[float, bytes]] = SimpleQueue()
        for target, arguments in (
            (_count, (client, server, heard, trips)),
            (_hear, (server, late, seconds)),
            (_deliver, (client, late, heard)),
        ):
            threading.Thread(target=target, args=arguments, daemon=True).start()


class Relay:
    """Starts and stops it.

    Args:
        port: where Postgres listens on 127.0.0.1.
        seconds: added to each answer.
    """

    def __init__(self, port: int, seconds: float = 0.0) -> None:
        self._trips = _SPAWN.Value("q", 0)
        pipe, theirs = _SPAWN.Pipe()
        self._process = _SPAWN.Process(target=_main, args=(port, seconds, self._trips, theirs), daemon=True)
        self._process.start()
        self.port: int = pipe.recv()

    @property
    def trips(self) -> int:
        """Round trips so far."""
        return int(self._trips.value)

    def stop(self) -> None:
        """End it."""
        self._process.terminate()
        self._process.join(2)
