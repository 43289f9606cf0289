"""Whether a browser's page is ours: the ``Origin`` header of a request or of a socket that wants to connect."""

from urllib.parse import urlsplit

_LOOPBACK = frozenset(("localhost", "127.0.0.1", "::1"))
_PORTS = {"http": 80, "https": 443}


def is_own_origin(origin: str, public_url: str) -> bool:
    """Whether ``origin`` names the place where browsers reach us. On one machine its names are the same place."""
    own = _place(public_url)
    return own is not None and _place(origin) == own


def _place(url: str) -> tuple[str, str, int] | None:
    try:
        parts = urlsplit(url.strip().lower())
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in _PORTS or not parts.hostname or "@" in parts.netloc:
        return None
    host = "localhost" if parts.hostname in _LOOPBACK else parts.hostname
    return parts.scheme, host, port if port is not None else _PORTS[parts.scheme]
