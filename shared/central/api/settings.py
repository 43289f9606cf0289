"""What the API is told about its surroundings."""

from dataclasses import dataclass
from urllib.parse import urlsplit

_LOOPBACK = frozenset(("localhost", "127.0.0.1", "[::1]"))


@dataclass(frozen=True, slots=True)
class ApiSettings:
    """Settings of the REST edge.

    Attributes:
        public_url: where browsers and platforms reach us, without a trailing slash.
        version: what is deployed.
        graph_base_url, graph_version: Meta's Graph API.
    """

    public_url: str
    version: str = "development"
    graph_base_url: str = "https://graph.facebook.com"
    graph_version: str = "v24.0"

    @property
    def secure(self) -> bool:
        """Whether browsers reach us over TLS."""
        return self.public_url.startswith("https://")

    @property
    def cookie_name(self) -> str:
        """Name of the session cookie; the ``__Host-`` prefix needs TLS."""
        return "__Host-session" if self.secure else "session"

    @property
    def device_cookie(self) -> str:
        """Name of the cookie by which a browser is known again after signing out."""
        return "__Host-device" if self.secure else "device"

    def is_own_origin(self, origin: str) -> bool:
        """Whether an ``Origin`` header names the product itself. On one machine its two names are the same place."""
        return _place(origin) is not None and _place(origin) == _place(self.public_url)


def _place(url: str) -> tuple[str, str, int | None] | None:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return None
    host = "localhost" if parts.netloc.split(":")[0] in _LOOPBACK else parts.hostname
    return parts.scheme, host, port if port is not None else {"http": 80, "https": 443}[parts.scheme]
