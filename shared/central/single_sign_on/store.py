"""Statements about providers and who is who there, one function each."""

from datetime import datetime
from typing import Any
from uuid import UUID

from central.accounts.store import end_challenges, look_up
from central.db.database import Transaction
from central.db.queries import load_queries
from central.ports import Database
from central.single_sign_on.model import Comer, Door, Identity, Journey, Known, Provider, Settings, Target

queries = load_queries(__file__)


def find_page(database: Database, code: str, *, address: str, now: datetime) -> list[Door]:
    """Return a company's sign-in page; one row that says how long to wait when there is none."""
    return look_up(database, Door, queries.find_sign_in_page, {"code": code, "address": address, "now": now})


def find_target(database: Database, provider_id: UUID, *, address: str, now: datetime) -> Target | None:
    """Count a journey and return where it leads; None: there is no such provider that may be used."""
    parameters = {"provider_id": provider_id, "address": address, "now": now}
    found = look_up(database, Target, queries.find_sign_in_provider, parameters)
    return found[0] if found else None


def begin_journey(
    database: Database,
    *,
    state_hash: bytes,
    browser_hash: bytes,
    account_id: UUID,
    provider_id: UUID,
    session_id: UUID | None,
    expires_at: datetime,
) -> None:
    """Write down that somebody is on their way: to sign in, or to confirm what ``session_id`` asks for."""
    parameters = {
        "state_hash": state_hash,
        "browser_hash": browser_hash,
        "account_id": account_id,
        "provider_id": provider_id,
        "session_id": session_id,
        "expires_at": expires_at,
    }
    database.lookup().execute(queries.begin_journey, parameters)


def end_journey(
    database: Database, *, state_hash: bytes, browser_hash: bytes, session_id: UUID | None, now: datetime
) -> Journey | None:
    """Use a journey up and return whose it was; None: it is over, began elsewhere, or was for something else."""
    parameters = {"state_hash": state_hash, "browser_hash": browser_hash, "session_id": session_id, "now": now}
    found = look_up(database, Journey, queries.end_journey, parameters)
    return found[0] if found else None


def who_comes(transaction: Transaction, provider_id: UUID, subject: str, email: str) -> Comer:
    """Return who somebody is for whom a provider vouches."""
    comer = transaction.one_as(Comer, queries.who_comes, provider_id=provider_id, subject=subject, email=email)
    assert comer is not None
    return comer


def list_providers(transaction: Transaction) -> list[Provider]:
    """Return the company's providers by name."""
    return transaction.all_as(Provider, queries.list_providers, provider_id=None)


def find_provider(transaction: Transaction, provider_id: UUID) -> Provider | None:
    """Return one provider."""
    return transaction.one_as(Provider, queries.list_providers, provider_id=provider_id)


def lock_providers(transaction: Transaction) -> Settings:
    """Let nobody else change the company's ways in until commit, and return their settings."""
    found = transaction.one_as(Settings, queries.lock_providers)
    assert found is not None
    return found


def find_settings(transaction: Transaction) -> Settings:
    """Return how the company's people sign in."""
    found = transaction.one_as(Settings, queries.find_settings)
    assert found is not None
    return found


def insert_provider(transaction: Transaction, columns: dict[str, Any]) -> None:
    """Store a provider."""
    transaction.execute(queries.insert_provider, **columns)


def save_provider(transaction: Transaction, provider: Provider) -> None:
    """Store everything of a provider that may change."""
    transaction.execute(
        queries.save_provider,
        id=provider.id,
        name=provider.name,
        client_id=provider.client_id,
        client_secret=provider.client_secret,
        domains=provider.domains,
        admits_newcomers=provider.admits_newcomers,
        newcomer_role=provider.newcomer_role,
        newcomer_role_id=provider.newcomer_role_id,
        trusts_second_factor=provider.trusts_second_factor,
        active=provider.active,
    )


def delete_provider(transaction: Transaction, provider_id: UUID) -> None:
    """Delete a provider with its sessions, and with who is who there."""
    transaction.execute(queries.delete_provider, id=provider_id)


def end_sessions_of(
    transaction: Transaction, provider_id: UUID, *, user_id: UUID | None = None, keep: UUID | None = None
) -> list[str]:
    """End the sessions a provider opened, delete their sockets and return the connection ids.

    Args:
        user_id: only this person's; None: everybody's.
        keep: a session that goes on.
    """
    whose = {"id": provider_id, "user_id": user_id, "keep": keep}
    end_challenges(transaction, user_id=user_id, provider_id=provider_id)
    transaction.execute(queries.end_sessions_of_provider, **whose)
    return [row["connection_id"] for row in transaction.all(queries.take_connections_of_provider, **whose)]


def forget_identities(transaction: Transaction, provider_id: UUID) -> None:
    """Forget who is who at a provider."""
    transaction.execute(queries.forget_identities, id=provider_id)


def require_single_sign_on(transaction: Transaction, required: bool) -> None:
    """Let passwords open nothing here but for admins, or open it again."""
    transaction.execute(queries.require_single_sign_on, required=required)


def take_connections_of_passwords(transaction: Transaction) -> list[str]:
    """Delete the sockets of sessions that passwords opened, but admins', and return the connection ids."""
    return [row["connection_id"] for row in transaction.all(queries.take_connections_of_passwords)]


def insert_identity(
    transaction: Transaction, identity_id: UUID, *, provider_id: UUID, user_id: UUID, subject: str, email: str
) -> None:
    """Bind a person to a subject.

    Raises:
        psycopg.errors.UniqueViolation: one of them is bound by now; raised at the transaction's next answer.
    """
    transaction.execute(
        queries.insert_identity, id=identity_id, provider_id=provider_id, user_id=user_id, subject=subject, email=email
    )


def touch_identity(transaction: Transaction, *, provider_id: UUID, user_id: UUID, subject: str, email: str) -> bool:
    """Write down that somebody came by it; False when it was taken away meanwhile."""
    row = transaction.one(
        queries.touch_identity, provider_id=provider_id, user_id=user_id, subject=subject, email=email
    )
    return row is not None


def list_identities(transaction: Transaction, user_id: UUID) -> list[Identity]:
    """Return what one person signs in with, by provider."""
    return transaction.all_as(Identity, queries.list_identities, user_id=user_id)


def delete_identity(transaction: Transaction, identity_id: UUID, user_id: UUID) -> UUID | None:
    """Unbind one person from a subject and return the provider; None when there is no such identity of theirs."""
    row = transaction.one(queries.delete_identity, id=identity_id, user_id=user_id)
    return row["provider_id"] if row else None


def find_ways(transaction: Transaction, session_id: UUID) -> Known | None:
    """Return what is known of somebody signed in who is to confirm something."""
    return transaction.one_as(Known, queries.ways_to_confirm, session_id=session_id)


def has_second_factor(transaction: Transaction, user_id: UUID) -> bool:
    """Whether somebody signs in with a code too."""
    row = transaction.one(queries.has_second_factor, user_id=user_id)
    return bool(row and row["yes"])


def locale(transaction: Transaction) -> str:
    """Return the company's language, which is a newcomer's too."""
    row = transaction.one(queries.find_locale)
    assert row is not None
    return str(row["locale"])
