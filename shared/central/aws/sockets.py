"""API Gateway WebSocket connections."""

import threading
from collections.abc import Callable
from urllib.parse import quote

from central.aws.signed import SignedClient
from central.errors import TryLater

# A frame is taken within milliseconds or not at all; a slow one must not hold up those of others.
_SECONDS = 3.0


class GatewaySockets:
    """Connected browsers. May be used by several threads at once: each has its own connection.

    Args:
        endpoint: returns the management address of the WebSocket stage (``https://…/stage``).
    """

    def __init__(self, endpoint: Callable[[], str]) -> None:
        self._endpoint = endpoint
        self._own = threading.local()

    def send(self, connection_id: str, frame: bytes) -> bool:
        """Send one frame; False when the connection is gone (410).

        Raises:
            TryLater: API Gateway did not take the frame.
        """
        status = self._request("POST", connection_id, frame)
        if status == 410:
            return False
        if status >= 400:
            raise TryLater(f"the socket refused a frame with {status}")
        return True

    def close(self, connection_id: str) -> None:
        """Close the connection; one that is gone already is no error."""
        self._request("DELETE", connection_id, b"")

    def _request(self, method: str, connection_id: str, body: bytes) -> int:
        client: SignedClient | None = getattr(self._own, "client", None)
        if client is None:
            client = self._own.client = SignedClient("execute-api", endpoint=self._endpoint(), timeout=_SECONDS)
        path = f"/@connections/{quote(connection_id, safe='')}"
        headers = {"content-type": "application/json"} if body else {}
        status, _ = client.request(method, path, body, headers)
        return status
