"""An HTTP client that costs little: one thread, kept-alive connections, requests made beforehand."""

import selectors
import socket
import time
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Answers:
    """Statuses in the order of the requests, seconds of each from sending to the whole answer, and of all."""

    statuses: Sequence[int]
    seconds: Sequence[float]
    elapsed: float

    @property
    def per_second(self) -> float:
        """Requests a second."""
        return len(self.statuses) / self.elapsed


def post(path: str, body: bytes, headers: dict[str, str]) -> bytes:
    """Return a POST as it goes over the wire."""
    lines = [f"POST {path} HTTP/1.1", "host: 127.0.0.1", "content-type: application/json"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    return ("\r\n".join([*lines, f"content-length: {len(body)}"]) + "\r\n\r\n").encode() + body


def send_all(
    port: int, requests: Sequence[bytes], *, connections: int = 32, times: Sequence[float] | None = None
) -> Answers:
    """Send requests in their order, each on the first connection that is free.

    Args:
        times: when each is due, in seconds after the start; None sends as fast as connections become free. A request
            that finds no free connection at its time is measured from its time on, so a stall is not forgotten.
    """
    selector = selectors.DefaultSelector()
    free: deque[socket.socket] = deque()
    for _ in range(connections):
        free.append(_connected(selector, port))
    statuses, seconds = [0] * len(requests), [0.0] * len(requests)
    working: dict[socket.socket, tuple[int, float, bytearray]] = {}
    next_ = done = 0
    begun = time.perf_counter()
    while done < len(requests):
        now = time.perf_counter()
        while free and next_ < len(requests) and (times is None or begun + times[next_] <= now):
            one = free.pop()  # the one used last: servers close those that were idle
            working[one] = (next_, now if times is None else begun + times[next_], bytearray())
            one.sendall(requests[next_])
            next_ += 1
        wait = None
        if times is not None and next_ < len(requests):
            wait = max(0.0, begun + times[next_] - time.perf_counter()) if free else None
        for key, _ in selector.select(wait):
            one = key.fileobj  # type: ignore[assignment]
            if one not in working:  # closed while it was idle
                free.remove(one)
                free.append(_replaced(selector, one, port))
                continue
            index, sent, buffer = working[one]
            try:
                data = one.recv(65536)
            except OSError:
                data = b""
            buffer += data
            if data and not _whole(buffer):
                continue
            statuses[index] = int(buffer[9:12]) if buffer else 0
            seconds[index] = time.perf_counter() - sent
            done += 1
            del working[one]
            if data and b"connection: close" not in buffer.lower():
                free.append(one)
                continue
            free.append(_replaced(selector, one, port))
    elapsed = time.perf_counter() - begun
    for one in [*free, *working]:
        one.close()
    selector.close()
    return Answers(statuses, seconds, elapsed)


def _connected(selector: selectors.BaseSelector, port: int) -> socket.socket:
    one = socket.create_connection(("127.0.0.1", port))
    one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    selector.register(one, selectors.EVENT_READ)
    return one


def _replaced(selector: selectors.BaseSelector, one: socket.socket, port: int) -> socket.socket:
    selector.unregister(one)
    one.close()
    return _connected(selector, port)


def _whole(buffer: bytearray) -> bool:
    end = buffer.find(b"\r\n\r\n")
    if end < 0:
        return False
    head = bytes(buffer[:end]).lower()
    if b"transfer-encoding: chunked" in head:
        return buffer.endswith(b"0\r\n\r\n")
    mark = head.find(b"content-length:")
    length = int(head[mark + 15 :].split(b"\r\n", 1)[0]) if mark >= 0 else 0
    return len(buffer) >= end + 4 + length
