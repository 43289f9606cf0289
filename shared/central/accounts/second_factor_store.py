"""Statements about the second factor, one function each. Its rows are out of the application's reach."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from central.accounts.store import look_up
from central.call import Role
from central.db.database import Transaction
from central.db.queries import Queries
from central.ports import Database

queries = Queries(Path(__file__).with_name("second_factor.sql"))


@dataclass(frozen=True, slots=True)
class Factor:
    """One person's second factor.

    Attributes:
        enabled_at: since when it is asked for; None: it is not.
        pending_secret: sealed; what is being set up.
        elsewhere: whether they work for another company too.
        required: whether this company asks for one.
    """

    enabled_at: datetime | None
    recovery_codes_left: int
    pending_secret: bytes | None
    elsewhere: bool
    required: bool


@dataclass(frozen=True, slots=True)
class CodeTry:
    """What a code is compared with; ``wait_seconds`` > 0: not now."""

    wait_seconds: int
    user_id: UUID
    account_id: UUID
    role: Role
    email: str
    secret: bytes | None
    last_step: int
    recovery_salt: bytes | None
    provider_id: UUID | None


def find_factor(transaction: Transaction, user_id: UUID, *, now: datetime) -> Factor | None:
    """Return a colleague's factor, or None when they are nobody of this company."""
    return transaction.one_as(Factor, queries.second_factor_of, user_id=user_id, now=now)


def start_factor(transaction: Transaction, user_id: UUID, secret: bytes, *, until: datetime) -> bool:
    """Put down a sealed secret somebody sets up; False when they have a factor already."""
    return _done(transaction, queries.start_second_factor, user_id=user_id, secret=secret, until=until)


def confirm_factor(
    transaction: Transaction,
    user_id: UUID,
    *,
    pending: bytes,
    step: int,
    salt: bytes,
    hashes: list[bytes],
    now: datetime,
) -> bool:
    """Ask for the factor from now on; False when something else is being set up by now."""
    return _done(
        transaction,
        queries.confirm_second_factor,
        user_id=user_id,
        pending=pending,
        step=step,
        salt=salt,
        hashes=hashes,
        now=now,
    )


def replace_codes(transaction: Transaction, user_id: UUID, *, salt: bytes, hashes: list[bytes]) -> bool:
    """Replace all recovery codes; False when there is no factor."""
    return _done(transaction, queries.replace_recovery_codes, user_id=user_id, salt=salt, hashes=hashes)


def remove_factor(transaction: Transaction, user_id: UUID) -> bool:
    """Forget a factor; False when there was none."""
    return _done(transaction, queries.remove_second_factor, user_id=user_id)


def mark_session(transaction: Transaction, session_id: UUID) -> None:
    """Write down that a session was proved with a second factor."""
    transaction.execute(queries.mark_session, session_id=session_id)


def begin_challenge(
    transaction: Transaction, user_id: UUID, token_hash: bytes, *, provider_id: UUID | None, expires_at: datetime
) -> None:
    """Wait for a code of somebody whose password was right, or for whom a provider vouched."""
    transaction.execute(
        queries.begin_challenge,
        user_id=user_id,
        token_hash=token_hash,
        provider_id=provider_id,
        expires_at=expires_at,
    )


def begin_try(
    database: Database, token_hash: bytes, *, address: str, device: bytes | None, now: datetime
) -> CodeTry | None:
    """Count one try of a code; None when there is no such challenge (any more)."""
    parameters = {"token_hash": token_hash, "address": address, "device": device, "now": now}
    found = look_up(database, CodeTry, queries.begin_second_factor, parameters)
    return found[0] if found else None


def pass_challenge(
    transaction: Transaction,
    token_hash: bytes,
    *,
    step: int | None,
    recovery_hash: bytes | None,
    address: str,
    device: bytes,
    now: datetime,
) -> bool:
    """Use up a challenge and the code: a time step, or a recovery code's hash. False when either was used by now."""
    return _done(
        transaction,
        queries.pass_second_factor,
        token_hash=token_hash,
        step=step,
        recovery_hash=recovery_hash,
        address=address,
        device=device,
        now=now,
    )


def require_factor(transaction: Transaction, required: bool) -> None:
    """Ask everybody of the company for a second factor, or no longer."""
    transaction.execute(queries.require_second_factor, required=required)


def take_connections_without_factor(transaction: Transaction) -> list[str]:
    """Delete the sockets of everybody who has no factor and return their connection ids."""
    return [row["connection_id"] for row in transaction.all(queries.take_connections_without_second_factor)]


def _done(transaction: Transaction, query: str, **parameters: Any) -> bool:
    row = transaction.one(query, **parameters)
    return bool(row and row["done"])


def count_setup_try(transaction: Transaction, user_id: UUID, *, now: datetime) -> int:
    """Count one try of a code that is to confirm a set-up; return the seconds to wait when there were too many."""
    row = transaction.one(queries.count_setup_try, user_id=user_id, now=now)
    assert row is not None
    return int(row["wait"])
