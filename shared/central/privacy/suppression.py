"""The keyed hashes that outlive an erasure: enough to recognise an address, useless without the key."""

import hashlib
import hmac
import os
from collections.abc import Iterable
from uuid import UUID

from central.call import Call
from central.platforms.phone import match_key
from central.ports import Ports
from central.privacy import store

_KEY_BYTES = 32


def context_of(account_id: UUID) -> str:
    """Return what an account's sealed key is bound to."""
    return f"{account_id}|privacy_keys|sealed|{account_id}"


def open_key(ports: Ports, call: Call) -> bytes:
    """Return the account's key; the first time one is made.

    Raises:
        TryLater: the database or the key service is away.
    """
    context = context_of(call.account_id)
    with ports.database.transaction(call) as transaction:
        sealed = store.find_key(transaction)
    if sealed is None:
        fresh = ports.secrets.seal(os.urandom(_KEY_BYTES), context)
        with ports.database.transaction(call) as transaction:
            store.insert_key(transaction, fresh)
            sealed = store.find_key(transaction)
    assert sealed is not None
    return ports.secrets.open(sealed, context)


def hash_addresses(key: bytes, addresses: Iterable[tuple[str, str]]) -> list[bytes]:
    """Return the hashes of addresses, each once.

    Args:
        addresses: (kind, value). A phone number has one hash whatever its kind, with or without the ninth digit, so
            that a number that is typed in later is recognised as the one that wrote by WhatsApp.
    """
    return sorted({hmac.new(key, _plain(kind, value).encode(), hashlib.sha256).digest() for kind, value in addresses})


def _plain(kind: str, value: str) -> str:
    if kind in ("phone", "wa_phone"):
        return f"phone:{match_key(value)}"
    if kind == "email":
        return f"email:{value.strip().lower()}"
    return f"{kind}:{value}"
