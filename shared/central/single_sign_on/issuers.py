"""What is asked of an issuer over the network: its document, its keys, and an ID token for a code.

Only ever through the one outbound client, with small caps: the addresses come from a company's settings, and from the
document found there. Never within a transaction.
"""

import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

from central.platforms.addresses import BlockedAddress, check_url
from central.platforms.http import CallFailed, OutboundHttp

_SECONDS = 6.0
_DOCUMENT_BYTES = 256 * 1024
# How long a document and its keys are believed, and how soon a key nobody knows makes us look again.
_KEPT_SECONDS = 3600.0
_AGAIN_SECONDS = 60.0
_MOST_ISSUERS = 500
_MOST_KEYS = 50


class IssuerFailed(Exception):
    """The issuer cannot be asked, or answers what makes no sense; ``code`` is stable and safe to show.

    Attributes:
        found: the name the issuer gives itself, when that is what does not fit.
        away: it gave no answer; trying again makes sense.
    """

    def __init__(self, code: str, *, found: str | None = None, away: bool = False) -> None:
        super().__init__(code)
        self.code = code
        self.found = found
        self.away = away


@dataclass(frozen=True, slots=True)
class Document:
    """Where an issuer does what (OpenID Connect Discovery)."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    posts_secret: bool
    names_itself: bool


class Issuers:
    """Asks issuers, and remembers their documents and keys for an hour; one per process.

    Args:
        http: the one outbound client.
        clock: seconds that only go forward; replaced in tests.
    """

    def __init__(self, http: OutboundHttp, *, clock: Any = time.monotonic) -> None:
        self._http = http
        self._clock = clock
        self._documents: dict[str, tuple[float, Document]] = {}
        self._keys: dict[str, tuple[float, list[dict[str, Any]]]] = {}
        self._lock = threading.Lock()

    def may_ask(self, address: str) -> bool:
        """Whether an address, by its text alone, is one we call or send a browser to."""
        try:
            check_url(address, self._http.trusted_origins)
        except BlockedAddress:
            return False
        return True

    def document(self, issuer: str, *, fresh: bool = False) -> Document:
        """Return an issuer's document.

        Raises:
            IssuerFailed: see its codes in ``docs/runbook.md``.
        """
        kept = self._documents.get(issuer)
        if kept is not None and not fresh and self._clock() - kept[0] < _KEPT_SECONDS:
            return kept[1]
        found = self._json(issuer.rstrip("/") + "/.well-known/openid-configuration", "discovery")
        document = _read_document(found, issuer)
        places = (document.authorization_endpoint, document.token_endpoint, document.jwks_uri)
        if not all(self.may_ask(place) for place in places):
            raise IssuerFailed("endpoint_refused")
        self._keep(self._documents, issuer, document)
        return document

    def keys(self, document: Document, *, unknown: bool = False) -> list[dict[str, Any]]:
        """Return an issuer's published keys.

        Args:
            unknown: a token named a key that is not among them: look again, though not more than once a minute.

        Raises:
            IssuerFailed: it gave none.
        """
        kept = self._keys.get(document.issuer)
        if kept is not None and self._clock() - kept[0] < (_AGAIN_SECONDS if unknown else _KEPT_SECONDS):
            return kept[1]
        found = self._json(document.jwks_uri, "keys").get("keys")
        if not isinstance(found, list):
            raise IssuerFailed("keys_unreadable")
        keys = [dict(key) for key in found[:_MOST_KEYS] if isinstance(key, dict)]
        self._keep(self._keys, document.issuer, keys)
        return keys

    def redeem(
        self, document: Document, *, code: str, verifier: str, client_id: str, client_secret: str, redirect_uri: str
    ) -> str:
        """Return the ID token a code is good for; a code is good once.

        Raises:
            IssuerFailed: ``code_refused``, ``client_refused`` (id or secret are wrong), or no answer.
        """
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": redirect_uri,
            "code_verifier": verifier,
        }
        headers = {"Accept": "application/json"}
        if document.posts_secret:
            form |= {"client_id": client_id, "client_secret": client_secret}
        else:
            headers["Authorization"] = "Basic " + _basic(client_id, client_secret)
        try:
            answer = self._http.request(
                "POST",
                document.token_endpoint,
                data=form,
                headers=headers,
                max_bytes=_DOCUMENT_BYTES,
                total_seconds=_SECONDS,
            )
        except CallFailed as failed:
            raise IssuerFailed("token_unreachable", away=True) from failed
        found = answer.json()
        token = found.get("id_token") if isinstance(found, dict) else None
        if answer.status == 200 and isinstance(token, str):
            return token
        if answer.status >= 500 or answer.status == 429:
            raise IssuerFailed("token_unreachable", away=True)
        error = found.get("error") if isinstance(found, dict) else None
        raise IssuerFailed("client_refused" if error in ("invalid_client", "unauthorized_client") else "code_refused")

    def _json(self, address: str, what: str) -> dict[str, Any]:
        try:
            answer = self._http.request(
                "GET",
                address,
                headers={"Accept": "application/json"},
                max_bytes=_DOCUMENT_BYTES,
                total_seconds=_SECONDS,
            )
        except CallFailed as failed:
            blocked = failed.code == "blocked"
            raise IssuerFailed("address_refused" if blocked else f"{what}_unreachable", away=not blocked) from failed
        found = answer.json()
        if answer.status != 200 or not isinstance(found, dict):
            raise IssuerFailed(f"{what}_unreadable", away=answer.status >= 500)
        return found

    def _keep(self, where: dict[str, Any], issuer: str, value: Any) -> None:
        with self._lock:
            if len(where) >= _MOST_ISSUERS:
                where.clear()
            where[issuer] = (self._clock(), value)


def _read_document(found: Mapping[str, Any], issuer: str) -> Document:
    named = found.get("issuer")
    if named != issuer:
        raise IssuerFailed("issuer_differs", found=named[:300] if isinstance(named, str) else None)
    places = [found.get(name) for name in ("authorization_endpoint", "token_endpoint", "jwks_uri")]
    if not all(isinstance(place, str) for place in places):
        raise IssuerFailed("discovery_unreadable")
    authorization, token, keys = (str(place) for place in places)
    methods = found.get("token_endpoint_auth_methods_supported")
    return Document(
        issuer=issuer,
        authorization_endpoint=authorization,
        token_endpoint=token,
        jwks_uri=keys,
        posts_secret=isinstance(methods, list) and "client_secret_post" in methods,
        names_itself=found.get("authorization_response_iss_parameter_supported") is True,
    )


def address_of_journey(document: Document, parameters: Mapping[str, str]) -> str:
    """Return where the browser goes: the issuer's page, with the request."""
    joined = "&" if urlsplit(document.authorization_endpoint).query else "?"
    return document.authorization_endpoint + joined + urlencode(parameters)


def _basic(client_id: str, client_secret: str) -> str:
    """RFC 6749, 2.3.1: both parts are form-encoded first."""
    import base64
    from urllib.parse import quote_plus

    return base64.b64encode(f"{quote_plus(client_id)}:{quote_plus(client_secret)}".encode()).decode()
