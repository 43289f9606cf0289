"""Statements about API tokens, one function each."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from central.accounts.model import Budget
from central.accounts.store import look_up
from central.call import Role
from central.db.database import Transaction
from central.db.queries import Queries
from central.ports import Database

queries = Queries(Path(__file__).with_name("tokens.sql"))


@dataclass(frozen=True, slots=True)
class KnownToken:
    """An API token that was found by itself, with the role its maker has now; see ``Budget`` for the last four."""

    token_id: UUID
    account_id: UUID
    user_id: UUID
    role: Role
    permissions: list[str]
    wait_seconds: int
    quota: int
    remaining: int
    reset_seconds: int
    rights: dict[str, Any] | None

    @property
    def budget(self) -> Budget:
        """What is left of how often it may ask."""
        return Budget(self.wait_seconds, self.quota, self.remaining, self.reset_seconds)


@dataclass(frozen=True, slots=True)
class ApiToken:
    """An API token as people see it. ``hint``: its last four characters; ``user_id`` made it."""

    id: UUID
    name: str
    hint: str
    permissions: list[str]
    requests_per_minute: int
    created_at: datetime
    expires_at: datetime | None
    last_used_at: datetime | None
    user_id: UUID
    user_name: str


def find_token(database: Database, token_hash: bytes, *, now: datetime) -> KnownToken | None:
    """Return a token that may be used, count its request, and write down its use once a minute."""
    found = look_up(database, KnownToken, queries.find_token, {"token_hash": token_hash, "now": now})
    return found[0] if found else None


def insert_token(
    transaction: Transaction,
    token_id: UUID,
    *,
    user_id: UUID,
    name: str,
    token_hash: bytes,
    hint: str,
    permissions: list[str],
    expires_at: datetime | None,
) -> ApiToken:
    """Store a token and return it."""
    made = transaction.one_as(
        ApiToken,
        queries.insert_token,
        id=token_id,
        user_id=user_id,
        name=name,
        token_hash=token_hash,
        hint=hint,
        permissions=permissions,
        expires_at=expires_at,
    )
    assert made is not None
    return made


def list_tokens(transaction: Transaction, *, after: tuple[datetime, UUID] | None, limit: int) -> list[ApiToken]:
    """Return the company's tokens, the newest first, from behind ``after`` (made, id)."""
    after_time, after_id = after or (None, None)
    return transaction.all_as(ApiToken, queries.list_tokens, after_time=after_time, after_id=after_id, limit=limit)


def count_tokens(transaction: Transaction) -> int:
    """Return how many tokens the company has."""
    row = transaction.one(queries.count_tokens)
    assert row is not None
    return int(row["tokens"])


def delete_token(transaction: Transaction, token_id: UUID) -> str | None:
    """Forget a token and return its name; None when there is none."""
    row = transaction.one(queries.delete_token, id=token_id)
    return None if row is None else str(row["name"])
