"""Statements about changing one's own e-mail address, one function each."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Literal
from uuid import UUID

from central.db.database import Transaction
from central.db.queries import Queries
from central.frozen import Frozen

queries = Queries(Path(__file__).with_name("own_address.sql"))


class PendingAddress(Frozen):
    """A new address whose owner has not confirmed it yet.

    Attributes:
        mail_state: what became of the mail with the link.
    """

    address: str
    asked_at: datetime
    expires_at: datetime
    mail_state: Literal["pending", "sending", "sent", "failed", "unknown"]


def count_email_change(transaction: Transaction, user_id: UUID, email: str, *, now: datetime) -> int:
    """Count a mail to a new address; return the seconds to wait when there were too many."""
    row = transaction.one(queries.count_email_change, user_id=user_id, email=email, now=now)
    return int(row["wait_seconds"]) if row else 0


def pending_address(transaction: Transaction, user_id: UUID) -> PendingAddress | None:
    """Return the address somebody is changing to."""
    return transaction.one_as(PendingAddress, queries.pending_address, user_id=user_id)


def change_address(transaction: Transaction, user_id: UUID, email: str) -> None:
    """Replace somebody's address; psycopg's ``UniqueViolation`` when it is somebody else's."""
    transaction.execute(queries.change_address, user_id=user_id, email=email)


def note_everywhere(transaction: Transaction, user_id: UUID, action: str, fields: Sequence[str]) -> None:
    """Write what somebody did about themselves to the audit log of every company they work for."""
    call = transaction.call
    transaction.execute(
        queries.note_everywhere,
        user_id=user_id,
        action=action,
        fields=list(fields),
        address=call.address,
        session_id=call.actor.session_id,
        correlation_id=call.correlation_id or None,
    )
