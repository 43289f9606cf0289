"""Statements about a company, one function each."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from central.call import Call
from central.companies.model import Company, CompanyUsage, Readiness, Wish, Workplace
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


def open_company(
    transaction: Transaction,
    *,
    name: str,
    locale: str,
    time_zone: str | None,
    user_id: UUID,
    email: str | None,
    person: str,
) -> bool:
    """Store the transaction's account with its first admin and queue; False when it is there already.

    Args:
        time_zone: IANA name; None: São Paulo's.
        email: of a newcomer; None: ``user_id`` is somebody known.

    Raises:
        UniqueViolation: somebody got this address since it was looked up.
    """
    row = transaction.one(
        queries.open_company,
        name=name,
        locale=locale,
        time_zone=time_zone,
        user_id=user_id,
        email=email,
        person=person,
    )
    return bool(row and row["opened"])


def operator_state(transaction: Transaction, session_id: UUID) -> str:
    """Return whether the caller's session is an operator's: ``no``, ``second_factor`` (it lacks one) or ``yes``."""
    row = transaction.one(queries.operator_state, session_id=session_id)
    return str(row["state"]) if row else "no"


def list_companies(
    transaction: Transaction,
    session_id: UUID,
    *,
    search: str | None,
    status: str | None,
    before: tuple[datetime, UUID] | None,
    limit: int,
) -> list[CompanyUsage]:
    """Return companies for an operator, the newest first."""
    at, at_id = before or (None, None)
    return transaction.all_as(
        CompanyUsage,
        queries.list_companies,
        session_id=session_id,
        search=search,
        status=status,
        before=at,
        before_id=at_id,
        limit=limit,
    )


def operator_change_status(transaction: Transaction, operator: Call, company_id: UUID, status: str) -> str:
    """Suspend or resume the transaction's account; return ``refused``, ``missing``, ``unchanged`` or ``changed``."""
    row = transaction.one(
        queries.operator_change_status,
        account_id=operator.account_id,
        session_id=operator.actor.session_id,
        company_id=company_id,
        status=status,
    )
    assert row is not None
    return str(row["outcome"])


def operator_first_admin(transaction: Transaction, operator: Call, request_id: UUID, email: str) -> UUID | None:
    """Return who has an address; whoever has no password yet is sent a link under ``request_id``.

    Raises:
        InsufficientPrivilege: ``operator`` is none.
    """
    row = transaction.one(
        queries.operator_first_admin,
        account_id=operator.account_id,
        session_id=operator.actor.session_id,
        request_id=request_id,
        email=email,
    )
    return row["user_id"] if row else None


def take_all_connections(transaction: Transaction) -> list[str]:
    """Delete the company's sockets and return their connection ids."""
    return [row["connection_id"] for row in transaction.all(queries.take_all_connections)]
