"""Statements about a company, one function each."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from central.companies.model import Company, Readiness, Workplace
from central.db.database import Transaction
from central.db.queries import load_queries

queries = load_queries(__file__)

_CHANGEABLE = ("name", "locale", "time_zone", "brand_color", "retention_days")


def find_company(transaction: Transaction) -> Company:
    """Return the running transaction's company."""
    company = transaction.one_as(Company, queries.find_company)
    assert company is not None
    return company


def update_company(transaction: Transaction, values: Mapping[str, Any]) -> Company:
    """Change the named columns; None empties those that may be empty."""
    known = {name: values.get(name) for name in _CHANGEABLE}
    emptied = [name for name in _CHANGEABLE if name in values and values[name] is None]
    company = transaction.one_as(Company, queries.update_company, **known, emptied=emptied)
    assert company is not None
    return company


def knows_time_zone(transaction: Transaction, name: str) -> bool:
    """Whether the database knows this IANA name."""
    row = transaction.one(queries.knows_time_zone, name=name)
    return bool(row and row["known"])


def list_workplaces(transaction: Transaction, user_id: UUID) -> list[Workplace]:
    """Return the companies somebody works for, the oldest first."""
    return transaction.all_as(Workplace, queries.list_workplaces, user_id=user_id)


def find_session_proof(transaction: Transaction, session_id: UUID) -> tuple[str, bool] | None:
    """Return the e-mail of a session's owner and whether a code was asked for when it was opened."""
    row = transaction.one(queries.find_session_proof, session_id=session_id)
    return (row["email"], row["second_factor"]) if row else None


def read_readiness(transaction: Transaction) -> Readiness:
    """Return what the check list is made of."""
    readiness = transaction.one_as(Readiness, queries.read_readiness)
    assert readiness is not None
    return readiness
