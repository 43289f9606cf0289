"""The baseline's agents: a socket each, and when each conversation was given to one."""

import json
import threading
import time
from collections.abc import Sequence
from contextlib import suppress

from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from bench.baseline.process import Uvicorn

_WAIT_SECONDS = 75.0


class Listeners:
    """Browsers of the baseline's agents.

    Args:
        server: where they are connected.
        agents: their ids.
    """

    def __init__(self, server: Uvicorn, agents: Sequence[int]) -> None:
        self.told: dict[int, float] = {}
        self._sockets: list[ClientConnection] = []
        for agent in agents:
            socket = connect(f"ws://127.0.0.1:{server.port}/ws/{agent}", max_size=None)
            self._sockets.append(socket)
            threading.Thread(target=self._listen, args=(socket,), daemon=True).start()

    def _listen(self, socket: ClientConnection) -> None:
        with suppress(ConnectionClosed):
            for text in socket:
                event = json.loads(text)
                if event["type"] == "assigned":
                    self.told.setdefault(event["conversation_id"], time.monotonic())

    def wait(self, number: int) -> list[float]:
        """Wait until so many conversations were given; when each was, in that order."""
        deadline = time.monotonic() + _WAIT_SECONDS
        while len(self.told) < number and time.monotonic() < deadline:
            time.sleep(0.05)
        assert len(self.told) >= number, f"the baseline gave only {len(self.told)} of {number}"
        return sorted(self.told.values())

    def close(self) -> None:
        """Leave."""
        for socket in self._sockets:
            socket.close()
