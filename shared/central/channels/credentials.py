"""What a channel signs in to its platform with. Sealed at rest, bound to its row, never in an answer or a log."""

import json
from uuid import UUID

from central.frozen import Frozen
from central.ports import Secrets


class Credentials(Frozen):
    """A WhatsApp channel's access token, and the secrets of the company's own Meta app when it has one."""

    access_token: str
    app_secret: str | None = None
    verify_token: str | None = None

    def __repr__(self) -> str:
        return "Credentials(…)"


def context_of(account_id: UUID, channel_id: UUID) -> str:
    """Return what sealed credentials are bound to: moved to another row they cannot be opened."""
    return f"{account_id}|channels|credentials|{channel_id}"


def seal_credentials(secrets: Secrets, account_id: UUID, channel_id: UUID, credentials: Credentials) -> bytes:
    """Encrypt credentials for one channel.

    Raises:
        TryLater: the key store is out of reach.
    """
    known = {
        "access_token": credentials.access_token,
        "app_secret": credentials.app_secret,
        "verify_token": credentials.verify_token,
    }
    plaintext = json.dumps({name: value for name, value in known.items() if value is not None}).encode()
    return secrets.seal(plaintext, context_of(account_id, channel_id))


def open_credentials(secrets: Secrets, account_id: UUID, channel_id: UUID, sealed: bytes) -> Credentials:
    """Decrypt a channel's credentials.

    Raises:
        ValueError: changed, or sealed for another row.
        TryLater: the key store is out of reach.
    """
    known = json.loads(secrets.open(bytes(sealed), context_of(account_id, channel_id)))
    return Credentials(known["access_token"], known.get("app_secret"), known.get("verify_token"))


def hint_of(token: str) -> str:
    """Return all that is ever shown of a token again: its last four characters, when enough others stay hidden."""
    return token[-4:] if len(token) >= 12 else ""
