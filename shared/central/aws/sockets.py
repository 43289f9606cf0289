"""API Gateway WebSocket connections."""

from collections.abc import Callable
from urllib.parse import quote

from central.aws.signed import SignedClient
from central.errors import TryLater


class GatewaySockets:
    """Connected browsers.

    Args:
        endpoint: returns the management address of the WebSocket stage (``https://…/stage``).
    """

    def __init__(self, endpoint: Callable[[], str]) -> None:
        self._endpoint = endpoint
        self._client: SignedClient | None = None

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
        if self._client is None:
            self._client = SignedClient("execute-api", endpoint=self._endpoint())
        path = f"/@connections/{quote(connection_id, safe='')}"
        headers = {"content-type": "application/json"} if body else {}
        status, _ = self._client.request(method, path, body, headers)
        return status
