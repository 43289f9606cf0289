"""Statements about a company, one function each."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from central.companies.model import Company, Readiness, Wish, Workplace
from central.db.database import Transaction, without_account
from central.db.driver import class_row
from central.db.queries import load_queries
from central.ports import Database

queries = load_queries(__file__)


_CHANGEABLE = ("name", "locale", "time_zone", "brand_color", "retention_days", "onboarding")


def find_company(transaction: Transaction) -> Company:
    """Return the running transaction's company."""
    company = transaction.one_as(Company, queries.find_company)
    assert company is not None
    return company


def update_company(transaction: Transaction, values: Mapping[str, Any]) -> None:
    """Change the named columns; None empties those that may be empty."""
    known = {name: values.get(name) for name in _CHANGEABLE}
    emptied = [name for name in _CHANGEABLE if name in values and values[name] is None]
    transaction.execute(queries.update_company, **known, emptied=emptied)


def knows_time_zone(transaction: Transaction, name: str) -> bool:
    """Whether the database knows this IANA name."""
    row = transaction.one(queries.knows_time_zone, name=name)
    return bool(row and row["known"])


def list_workplaces(transaction: Transaction, user_id: UUID) -> list[Workplace]:
    """Return the companies somebody works for, the oldest first."""
    return transaction.all_as(Workplace, queries.list_workplaces, user_id=user_id)


def end_session(transaction: Transaction, session_id: UUID) -> tuple[timedelta, bool, bool] | None:
    """End a session; return how long it would have lasted, and whether it was opened with a code, or by a provider.

    None: it had ended.
    """
    row = transaction.one(queries.end_session, session_id=session_id)
    return (row["life"], row["second_factor"], row["vouched"]) if row else None


def read_readiness(transaction: Transaction) -> Readiness:
    """Return what the check list is made of."""
    readiness = transaction.one_as(Readiness, queries.read_readiness)
    assert readiness is not None
    return readiness


def ask_sign_up(
    database: Database,
    wish_id: UUID,
    *,
    email: str,
    company: str,
    person: str,
    locale: str,
    address: str,
    now: datetime,
) -> int:
    """Write down that somebody wants a company; return the seconds to wait when it was asked too often."""
    with without_account(database) as connection:
        row = connection.execute(
            queries.ask_sign_up,
            {
                "id": wish_id,
                "email": email,
                "company": company,
                "person": person,
                "locale": locale,
                "address": address,
                "now": now,
            },
        ).fetchone()
    assert row is not None
    return int(row[0])


def due_sign_ups(database: Database, limit: int) -> list[Wish]:
    """Return who wants a company, the oldest wish first."""
    with without_account(database) as connection, connection.cursor(row_factory=class_row(Wish)) as cursor:
        return cursor.execute(queries.due_sign_ups, {"limit": limit}).fetchall()


def finish_sign_up(database: Database, wish_id: UUID, *, now: datetime) -> None:
    """Forget the wish and let its address be sent a link."""
    with without_account(database) as connection:
        connection.execute(queries.finish_sign_up, {"id": wish_id, "now": now})


def open_company(transaction: Transaction, wish: Wish, user_id: UUID) -> bool:
    """Store the transaction's account with its first admin and queue; False when it is there already.

    Raises:
        UniqueViolation: somebody got this address since it was looked up.
    """
    row = transaction.one(
        queries.open_company,
        name=wish.company,
        locale=wish.locale,
        user_id=user_id,
        email=wish.email,
        person=wish.person,
    )
    return bool(row and row["opened"])
