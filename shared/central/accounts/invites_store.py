"""Statements about invites, one function each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal
from uuid import UUID

from central.accounts.store import look_up
from central.call import Role
from central.db.database import Transaction
from central.db.queries import Queries
from central.ports import Database

queries = Queries(Path(__file__).with_name("invites.sql"))
MailState = Literal["pending", "sending", "sent", "failed", "unknown"]


@dataclass(frozen=True, slots=True)
class Invite:
    """An invite nobody has accepted yet. ``mail_state``: what became of its last mail."""

    id: UUID
    email: str
    role: Role
    role_id: UUID | None
    role_name: str | None
    team_ids: list[UUID]
    created_at: datetime
    expires_at: datetime
    expired: bool
    inviter_id: UUID | None
    inviter_name: str | None
    mail_state: MailState


@dataclass(frozen=True, slots=True)
class InvitedPassword:
    """What the password of somebody who was invited is compared with; ``wait_seconds`` > 0: not now."""

    wait_seconds: int
    password_hash: str | None


def works_here(transaction: Transaction, email: str) -> bool:
    """Whether somebody with this address works for the company."""
    row = transaction.one(queries.find_member_by_email, email=email)
    return row is not None and not row["gone"]


def insert_invite(
    transaction: Transaction,
    invite_id: UUID,
    email: str,
    role: Role,
    role_id: UUID | None,
    team_ids: Sequence[UUID],
    invited_by: UUID,
) -> bool:
    """Store an invite; False when that address has an open one."""
    row = transaction.one(
        queries.insert_invite,
        id=invite_id,
        email=email,
        role=role,
        role_id=role_id,
        team_ids=list(team_ids),
        invited_by=invited_by,
    )
    return row is not None


def list_invites(transaction: Transaction, *, after: tuple[datetime, UUID] | None, limit: int) -> list[Invite]:
    """Return open invites, the newest first, from behind ``after`` (made, id)."""
    after_time, after_id = after or (None, None)
    return transaction.all_as(
        Invite, queries.list_invites, invite_id=None, after_time=after_time, after_id=after_id, limit=limit
    )


def find_invite(transaction: Transaction, invite_id: UUID) -> Invite | None:
    """Return one open invite."""
    return transaction.one_as(
        Invite, queries.list_invites, invite_id=invite_id, after_time=None, after_id=None, limit=1
    )


def renew_invite(transaction: Transaction, invite_id: UUID) -> tuple[str, Role, UUID | None] | None:
    """Let an open invite last seven days from now on; return whom it is for, and its role (built-in, own)."""
    row = transaction.one(queries.renew_invite, id=invite_id)
    return None if row is None else (row["email"], row["role"], row["role_id"])


def revoke_invite(transaction: Transaction, invite_id: UUID) -> bool:
    """Take an open invite back; False when there is none."""
    return transaction.one(queries.revoke_invite, id=invite_id) is not None


def revoke_invites_of(transaction: Transaction, user_id: UUID) -> None:
    """Take back every open invite somebody made."""
    transaction.execute(queries.revoke_invites_of, user_id=user_id)


def accept_invite(transaction: Transaction, invite_id: UUID) -> tuple[Role, UUID | None, list[UUID]] | None:
    """Use an invite up and return its role (built-in, own) and teams; None when somebody was faster, or it ended."""
    row = transaction.one(queries.accept_invite, id=invite_id)
    return None if row is None else (row["role"], row["role_id"], row["team_ids"])


def count_invite_mail(transaction: Transaction, email: str, *, now: datetime) -> int:
    """Count a mail to somebody who was invited; return the seconds to wait when there were too many."""
    row = transaction.one(queries.count_invite_mail, email=email, now=now)
    return int(row["wait_seconds"]) if row else 0


def begin_invite_password(database: Database, token_hash: bytes, *, now: datetime) -> InvitedPassword | None:
    """Count one try and return what the password is compared with; None when the link is good no more."""
    found = look_up(database, InvitedPassword, queries.begin_invite_password, {"token_hash": token_hash, "now": now})
    return found[0] if found else None


def join_company(transaction: Transaction, user_id: UUID, role: Role, role_id: UUID | None) -> None:
    """Let somebody who is known work here."""
    transaction.execute(queries.join_company, user_id=user_id, role=role, role_id=role_id)


def bring_newcomer(
    transaction: Transaction, user_id: UUID, *, email: str, name: str, password_hash: str | None, locale: str
) -> None:
    """Write down somebody whom nobody knew, who works here from this transaction on (see :func:`owe_user`).

    Raises:
        psycopg.errors.UniqueViolation: somebody has that address by now; raised at the transaction's next answer.
    """
    transaction.execute(
        queries.insert_user, user_id=user_id, email=email, name=name, password_hash=password_hash, locale=locale
    )


def owe_user(transaction: Transaction) -> None:
    """Let the membership of a newcomer come before the newcomer, until this transaction commits."""
    transaction.execute(queries.owe_user)


def set_password(transaction: Transaction, user_id: UUID, *, password_hash: str, name: str) -> None:
    """Give somebody known, who never had a password, a password and a name."""
    transaction.execute(queries.set_password, user_id=user_id, password_hash=password_hash, name=name)


def has_password(transaction: Transaction, user_id: UUID) -> bool:
    """Whether somebody who works here has a password."""
    row = transaction.one(queries.has_password, user_id=user_id)
    return bool(row and row["yes"])


def has_second_factor(transaction: Transaction, user_id: UUID) -> bool:
    """Whether somebody signs in with a code too."""
    row = transaction.one(queries.has_second_factor, user_id=user_id)
    return bool(row and row["yes"])


def closed_to_passwords(transaction: Transaction, role: Role) -> str | None:
    """Return the code of the company's own sign-in page when a password opens nothing here for this role."""
    row = transaction.one(queries.closed_to_passwords, role=role)
    return row["page_code"] if row else None
