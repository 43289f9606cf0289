"""What the webhook functions of every platform share: the queue item, the refusal and Meta's signature.

This module is imported by functions whose cold start counts, so it uses only light parts of the standard library (no
dataclasses, which would load `inspect`).
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

_ID_LIMIT = 128  # SQS: MessageGroupId and MessageDeduplicationId
_UNSAFE = re.compile(r"[^A-Za-z0-9!\"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~]")
_HEX_DIGEST = re.compile(r"[0-9a-fA-F]{64}\Z")


class QueueItem(NamedTuple):
    """One message for Inbound.fifo.

    `body` is a JSON object; `group` and `deduplication_id` are valid SQS ids (at most 128 safe characters).
    """

    body: dict[str, Any]
    group: str
    deduplication_id: str


class BadBody:
    """A webhook body that cannot be split at all. `status` is the HTTP answer, `code` says why (stable text)."""

    __slots__ = ("code", "status")

    def __init__(self, code: str) -> None:
        self.code = code
        self.status = 413 if code == "too_large" else 400

    def __repr__(self) -> str:
        return f"BadBody({self.code!r})"


def queue_id(*parts: str) -> str:
    """A readable SQS id of the parts joined by ":", or a hash of them when it would be too long or unsafe."""
    joined = ":".join(parts)
    if joined and len(joined) <= _ID_LIMIT and _UNSAFE.search(joined) is None:
        return joined
    return digest_id(*parts)


def digest_id(*parts: str) -> str:
    """A fixed-length id of any texts; lone surrogates and control characters do no harm."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def verify_meta_signature(raw: bytes, header: object, secrets: Iterable[str]) -> bool:
    """Whether `X-Hub-Signature-256` (`sha256=<hex>`) is the HMAC-SHA256 of the raw bytes under one of the app secrets.

    Several secrets allow a rotation. Every secret is tried, in constant time, and nothing raises: a missing header, a
    list of headers, a wrong prefix or length and an empty secret are simply not valid. Upper-case hex is accepted.
    """
    if not isinstance(header, str) or not header.startswith("sha256="):
        return False
    given = header[len("sha256=") :]
    if _HEX_DIGEST.match(given) is None:
        return False
    given = given.lower()
    valid = False
    for secret in secrets:
        if not secret:
            continue
        expected = hmac.new(secret.encode("utf-8", "surrogatepass"), raw, hashlib.sha256).hexdigest()
        valid = hmac.compare_digest(expected, given) or valid
    return valid


def verify_meta_handshake(parameters: Mapping[str, str] | None, token: str) -> str | None:
    """Answer Meta's GET: the challenge to echo as plain text when mode and token match, else None (answer 403)."""
    given = parameters or {}
    challenge = given.get("hub.challenge")
    offered = given.get("hub.verify_token")
    if (
        given.get("hub.mode") != "subscribe"
        or not isinstance(challenge, str)
        or not isinstance(offered, str)
        or not token
    ):
        return None
    same = hmac.compare_digest(offered.encode("utf-8", "surrogatepass"), token.encode("utf-8", "surrogatepass"))
    return challenge if same else None
