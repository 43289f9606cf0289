"""Which addresses our servers may call when a user or a platform supplies the URL. Pure decisions, no I/O.

The danger is a URL that leads inside: to a metadata service (169.254.169.254), a private network, or this very machine,
in any notation (hex, octal, one number, IPv4 inside IPv6, NAT64, 6to4). The name is checked here, every address it
resolves to is checked again by `http` at the moment of connecting, so that a name that changes its answer gains
nothing.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import urlsplit

_ALLOWED_PORTS = frozenset({443, 8443})
_MAX_URL = 4_096
_NUMBER_LABEL = re.compile(r"(?:0[xX][0-9a-fA-F]*|[0-9]+)\Z")
_LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)\Z")
_INNER_SUFFIXES = (".localhost", ".local", ".internal", ".intranet", ".lan", ".home", ".corp", ".home.arpa", ".onion")

# Beyond `is_global`, which does not know all of these in every Python we support.
_BLOCKED = tuple(
    ipaddress.ip_network(network)
    for network in (
        "0.0.0.0/8",
        "100.64.0.0/10",  # carrier-grade NAT
        "169.254.0.0/16",  # link-local: cloud metadata
        "192.0.0.0/24",
        "192.88.99.0/24",  # 6to4 relay
        "198.18.0.0/15",  # benchmarks
        "240.0.0.0/4",
        "::/96",  # IPv4-compatible
        "::ffff:0:0/96",  # IPv4-mapped
        "::ffff:0:0:0/96",  # IPv4-translated
        "64:ff9b::/96",  # NAT64
        "64:ff9b:1::/48",
        "100::/64",
        "2001::/23",  # Teredo, ORCHID and other special uses
        "2001:db8::/32",
        "2002::/16",  # 6to4
        "3fff::/20",
        "5f00::/16",
        "fc00::/7",
        "fe80::/10",
        "fec0::/10",
        "ff00::/8",
    )
)


class BlockedAddress(ValueError):
    """A URL or address our servers must not call. `code` is stable and safe to show."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Target(NamedTuple):
    """Where a URL leads. `trusted`: its origin is one the operator configured, so the address is not checked."""

    scheme: str
    host: str
    port: int
    trusted: bool


def origin_of(url: str) -> tuple[str, str, int]:
    """(scheme, host, port) of a configured base URL. Raises `BlockedAddress` when it is none."""
    try:
        parts = urlsplit(url)
        port = parts.port or {"http": 80, "https": 443}.get(parts.scheme, 0)
    except ValueError:
        raise BlockedAddress("not_a_url") from None
    if parts.scheme not in ("http", "https") or not parts.hostname or not port:
        raise BlockedAddress("not_a_url")
    return parts.scheme, parts.hostname.lower(), port


def check_url(url: str, trusted_origins: Iterable[tuple[str, str, int]] = ()) -> Target:
    """Decide by the text of a URL alone whether it may be called; names are resolved later.

    Only https on port 443 or 8443, no user name, a host name of at least two labels or a global literal address.
    Trusted origins (exactly scheme, host and port) skip these rules. Raises `BlockedAddress`.
    """
    if len(url) > _MAX_URL or any(ord(letter) <= 32 or ord(letter) == 127 or letter == "\\" for letter in url):
        raise BlockedAddress("not_a_url")
    scheme, host, port = origin_of(url)
    if "@" in urlsplit(url).netloc:
        raise BlockedAddress("credentials_in_url")
    if (scheme, host, port) in set(trusted_origins):
        return Target(scheme, host, port, trusted=True)
    if scheme != "https":
        raise BlockedAddress("not_https")
    if port not in _ALLOWED_PORTS:
        raise BlockedAddress("port_not_allowed")
    if ":" in host:
        if "%" in host:
            raise BlockedAddress("address_not_allowed")
        check_address(host)
        return Target(scheme, host, port, trusted=False)
    host = _ascii_host(host)
    labels = host.split(".")
    if _NUMBER_LABEL.match(labels[-1]):
        # Anything that ends in a number is an address to somebody: only the plain dotted form is one to us.
        if len(labels) != 4:
            raise BlockedAddress("address_not_allowed")
        check_address(host)
    elif len(labels) < 2 or not all(_LABEL.match(label) for label in labels) or host.endswith(_INNER_SUFFIXES):
        raise BlockedAddress("address_not_allowed")
    return Target(scheme, host, port, trusted=False)


def check_address(address: str) -> None:
    """Refuse an IP address that is not plainly public. Raises `BlockedAddress`."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        raise BlockedAddress("address_not_allowed") from None
    inside = any(parsed in network for network in _BLOCKED if network.version == parsed.version)
    if inside or not parsed.is_global or parsed.is_multicast or parsed.is_reserved:
        raise BlockedAddress("address_not_allowed")


def _ascii_host(host: str) -> str:
    """The host as it goes to the resolver: lower case, IDNA, without the final dot."""
    host = host[:-1] if host.endswith(".") else host
    if not host.isascii():
        try:
            host = host.encode("idna").decode("ascii").lower()
        except UnicodeError:
            raise BlockedAddress("address_not_allowed") from None
    if not host or len(host) > 253:
        raise BlockedAddress("address_not_allowed")
    return host
