"""Statements about mails and the links in them, one function each."""

from datetime import datetime
from hmac import compare_digest
from pathlib import Path
from typing import Literal
from uuid import UUID

from central.accounts.model import MailKind, NoticeKind, OwnLinkKind
from central.accounts.store import look_up
from central.call import Role
from central.db.database import Transaction, without_account
from central.db.driver import class_row
from central.db.queries import Queries
from central.frozen import Frozen
from central.ports import Database

Ending = Literal["sent", "failed", "unknown"]
queries = Queries(Path(__file__).with_name("mail.sql"))


class ResetRequest(Frozen):
    """Somebody asked for a new password; without a person, nobody has that address."""

    id: UUID
    email: str
    user_id: UUID | None
    account_id: UUID | None


class DueMail(Frozen):
    """A mail whose time has come."""

    account_id: UUID
    mail_id: UUID


class ClaimedMail(Frozen):
    """A mail this worker sends; ``attempts`` is its fence."""

    id: UUID
    kind: MailKind
    address: str
    attempts: int
    user_id: UUID | None
    invite_id: UUID | None


class Reader(Frozen):
    """Whom a mail is for. ``taken``: the new address they want is somebody else's."""

    company: str
    locale: str
    name: str | None
    inviter: str | None
    has_password: bool
    taken: bool


class EndedLink(Frozen):
    """A link that was good until now, and where it was mailed to; without a hash its mail has not left."""

    kind: OwnLinkKind
    address: str
    token_hash: bytes | None

    def opens(self, token_hash: bytes, kind: OwnLinkKind) -> bool:
        """Whether it is the link of a token, and for this."""
        return self.kind == kind and self.token_hash is not None and compare_digest(bytes(self.token_hash), token_hash)


class Link(Frozen):
    """What a link opens. ``user_id``: whom its e-mail belongs to, None for a newcomer.

    Attributes:
        wait_seconds: there is no such link, and more than 0: it was tried too often.
        role: of an invite.
    """

    wait_seconds: int
    account_id: UUID | None
    account_name: str | None
    account_locale: str | None
    invite_id: UUID | None
    email: str | None
    role: Role | None
    user_id: UUID | None
    user_name: str | None
    has_password: bool | None


def ask_password_reset(
    database: Database, request_id: UUID, email: str, *, address: str, device: bytes | None, now: datetime
) -> int:
    """Note that a new password is asked for; return the seconds to wait when it was asked too often."""
    parameters = {"id": request_id, "email": email, "address": address, "device": device, "now": now}
    with without_account(database) as connection:
        row = connection.execute(queries.ask_password_reset, parameters).fetchone()
    return int(row[0]) if row else 0


def due_reset_requests(database: Database, limit: int) -> list[ResetRequest]:
    """Return who asked for a new password, the oldest first."""
    with without_account(database) as connection, connection.cursor(row_factory=class_row(ResetRequest)) as cursor:
        return cursor.execute(queries.due_reset_requests, {"limit": limit}).fetchall()


def forget_reset_request(database: Database, request_id: UUID) -> None:
    """A request was seen to."""
    with without_account(database) as connection:
        connection.execute(queries.forget_reset_request, {"id": request_id})


def due_mails(database: Database, limit: int) -> list[DueMail]:
    """Return mails whose time has come, in all companies."""
    with without_account(database) as connection, connection.cursor(row_factory=class_row(DueMail)) as cursor:
        return cursor.execute(queries.due_mails, {"limit": limit}).fetchall()


def insert_mail(
    transaction: Transaction,
    mail_id: UUID,
    kind: MailKind,
    address: str,
    *,
    user_id: UUID | None = None,
    invite_id: UUID | None = None,
) -> bool:
    """Write down a mail to be sent; False when it was already."""
    row = transaction.one(
        queries.insert_mail, id=mail_id, kind=kind, address=address, user_id=user_id, invite_id=invite_id
    )
    return row is not None


def insert_notice(transaction: Transaction, mail_id: UUID, kind: NoticeKind, user_id: UUID) -> None:
    """Write down a mail that tells somebody what changed about getting into their account."""
    transaction.execute(queries.insert_notice, id=mail_id, kind=kind, user_id=user_id)


def count_live_links(transaction: Transaction, user_id: UUID) -> int:
    """Return how many links for a new password somebody has, or is about to have."""
    row = transaction.one(queries.count_live_links, user_id=user_id)
    return int(row["count"]) if row else 0


def claim_mail(transaction: Transaction, mail_id: UUID, token_hash: bytes) -> ClaimedMail | None:
    """Take a mail for two minutes; None when there is nothing to do."""
    return transaction.one_as(ClaimedMail, queries.claim_mail, id=mail_id, token_hash=token_hash)


def read_reader(transaction: Transaction, mail: ClaimedMail) -> Reader:
    """Return whom a mail is for."""
    new_address = mail.address if mail.kind == "email_change" else None
    reader = transaction.one_as(
        Reader, queries.read_reader, user_id=mail.user_id, invite_id=mail.invite_id, new_address=new_address
    )
    assert reader is not None
    return reader


def finish_mail(
    transaction: Transaction,
    mail: ClaimedMail,
    state: Literal["pending"] | Ending,
    *,
    error: str | None = None,
    seconds: float = 0,
) -> None:
    """Write down the outcome of an attempt; ``pending`` tries again after ``seconds``."""
    transaction.execute(
        queries.finish_mail,
        id=mail.id,
        attempts=mail.attempts,
        state=state,
        error=None if error is None else error[:80],
        seconds=seconds,
    )


def forget_old_mails(transaction: Transaction) -> None:
    """Forget mails that ended a month ago, a few at a time."""
    transaction.execute(queries.forget_old_mails)


def end_links(transaction: Transaction, user_id: UUID, *kinds: OwnLinkKind) -> list[EndedLink]:
    """End the links somebody has or is about to have, in every company; return them."""
    return transaction.all_as(EndedLink, queries.end_links, user_id=user_id, kinds=list(kinds))


def find_link(database: Database, kind: MailKind, token_hash: bytes, *, address: str, now: datetime) -> Link | None:
    """Return what a link opens; tries at links that are not good are counted per address."""
    parameters = {"kind": kind, "token_hash": token_hash, "address": address, "now": now}
    found = look_up(database, Link, queries.find_link, parameters)
    return found[0] if found else None
