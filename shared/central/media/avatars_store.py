"""Statements about people's pictures, one function each."""

from pathlib import Path
from uuid import UUID

from central.db.database import Transaction
from central.db.queries import Queries

queries = Queries(Path(__file__).with_name("avatars.sql"))


def find_avatar(transaction: Transaction, user_id: UUID) -> str | None:
    """Return where a colleague's picture lies; None: none, or nobody of this company."""
    row = transaction.one(queries.find_avatar, user_id=user_id)
    return None if row is None else row["avatar_key"]


def save_avatar(transaction: Transaction, user_id: UUID, *, url: str | None, key: str | None) -> None:
    """Store where somebody's picture lies and is shown."""
    transaction.execute(queries.save_avatar, user_id=user_id, url=url, key=key)
