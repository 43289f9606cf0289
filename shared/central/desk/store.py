"""Statements about labels, one function each."""

from uuid import UUID

from central.db.database import Transaction
from central.db.queries import load_queries
from central.desk.model import Label

queries = load_queries(__file__)


def list_labels(transaction: Transaction, *, after: tuple[str, UUID] | None, limit: int) -> list[Label]:
    """Return labels by name, from behind ``after``."""
    after_name, after_id = after or (None, None)
    return transaction.all_as(Label, queries.list_labels, after_name=after_name, after_id=after_id, limit=limit)


def insert_label(transaction: Transaction, *, name: str, color: str) -> Label | None:
    """Store a label; None when the name is taken."""
    return transaction.one_as(Label, queries.insert_label, name=name, color=color)
