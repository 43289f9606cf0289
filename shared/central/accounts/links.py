"""The links in our own mails: 256 random bits, stored as their SHA-256, good once and for a while."""

import hashlib
from uuid import UUID

from central.accounts import mail_store
from central.accounts.mail_store import Link
from central.accounts.model import MailKind, Visitor
from central.clock import now
from central.errors import NotFound, TooMany
from central.ports import Ports

LINK_BYTES = 32


def hash_link(token: str) -> bytes:
    """Return what is stored of a link's token. It has 256 random bits, so a fast hash is enough."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()


def open_link(ports: Ports, kind: MailKind, token: str, visitor: Visitor) -> tuple[UUID, Link]:
    """Return the company of a link, and the link.

    Raises:
        NotFound: ``link_ended``: it never existed, was used, ended, or was taken back.
        TooMany: too many such tries from one place; a good link is never refused.
    """
    link = mail_store.find_link(ports.database, kind, hash_link(token), address=visitor.network, now=now())
    if link is not None and link.account_id is not None:
        return link.account_id, link
    if link is not None and link.wait_seconds:
        raise TooMany("Muitas tentativas. Tente de novo mais tarde.", retry_after=link.wait_seconds)
    raise link_ended()


def link_ended() -> NotFound:
    """Return the one answer for every link that opens nothing."""
    return NotFound("Este link não vale mais. Peça outro.", code="link_ended")
