"""Statements about people and sessions, one function each."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, TypeVar
from uuid import UUID

from central.accounts.model import (
    SESSION_IDLE,
    AuditFilter,
    AuditRow,
    AuditState,
    Done,
    KnownSession,
    Login,
    Member,
    OpenSession,
    PasswordCheck,
    Profile,
    Try,
    Vouched,
)
from central.accounts.sight import load_numbers_parameter
from central.call import Role
from central.db.database import Transaction
from central.db.driver import class_row, psycopg
from central.db.queries import load_queries
from central.errors import TryLater
from central.ports import Database

queries = load_queries(__file__)
T = TypeVar("T")


def begin_sign_in(
    database: Database, email: str, *, address: str, device: bytes | None, now: datetime
) -> tuple[int, list[Login], str | None]:
    """Count one try and return the seconds to wait (0: none), the companies this e-mail may sign in to, and the hash.

    A hash without a company: somebody whose companies are suspended, or whose access was taken.

    Args:
        address: the network the try comes from.
        device: hash of what the browser is known by.
    """
    parameters = {"email": email, "address": address, "device": device, "now": now}
    tries = look_up(database, Try, queries.begin_sign_in, parameters)
    logins = [
        Login(one.user_id, one.account_id, one.role, one.password_hash, one.second_factor, one.closed)
        for one in tries
        if one.user_id is not None and one.account_id is not None and one.role is not None
    ]
    stored = tries[0].password_hash if tries else None
    return max((one.wait_seconds for one in tries), default=0), logins, stored


def sign_in_succeeded(transaction: Transaction, email: str, *, address: str, device: bytes, now: datetime) -> None:
    """Take the try back and remember browser and address."""
    transaction.execute(queries.sign_in_succeeded, email=email, address=address, device=device, now=now)


def find_session(database: Database, token_hash: bytes, *, now: datetime) -> KnownSession | None:
    """Return the session of a token, unless it was revoked, expired, or its owner or company is no longer active.

    Counts one request of its owner and their company.
    """
    found = look_up(database, KnownSession, queries.find_session, {"token_hash": token_hash, "now": now})
    return found[0] if found else None


def look_up(database: Database, kind: type[T], query: str, parameters: Mapping[str, Any]) -> list[T]:
    """Ask before the account is known. A connection that died unnoticed is replaced once: a try may count twice."""
    for last in (False, True):
        connection = database.lookup()
        try:
            with connection.cursor(row_factory=class_row(kind)) as cursor:
                return cursor.execute(query, parameters).fetchall()
        except (psycopg.OperationalError, psycopg.errors.ReadOnlySqlTransaction) as error:
            connection.close()  # not trusted again; the next look-up opens another
            if last:
                raise TryLater("O banco de dados não respondeu. Tente de novo em instantes.") from error
    raise AssertionError("unreachable")


def open_session(
    transaction: Transaction,
    *,
    session_id: UUID,
    user_id: UUID,
    token_hash: bytes,
    life: timedelta,
    user_agent: str | None,
    second_factor: bool = False,
    vouched: Vouched | None = None,
) -> Profile | None:
    """Store a session and return whose it is.

    Args:
        second_factor: whether it was proved with one. One that was not is worth nothing to somebody who has one.
        vouched: by the word of which provider; None: by a password.
    """
    return transaction.one_as(
        Profile,
        queries.insert_session,
        session_id=session_id,
        user_id=user_id,
        token_hash=token_hash,
        life=life,
        user_agent=user_agent,
        second_factor=second_factor,
        provider_id=vouched.provider_id if vouched else None,
        by_provider=vouched is not None and vouched.second_factor,
    )


def find_profile(transaction: Transaction, session_id: UUID) -> Profile | None:
    """Return who is signed in with a session."""
    return transaction.one_as(Profile, queries.find_profile, session_id=session_id)


def touch_session(transaction: Transaction, session_id: UUID) -> None:
    """Write down that a session was used."""
    transaction.execute(queries.touch_session, session_id=session_id)


def hold_password(transaction: Transaction, user_id: UUID, password_hash: str | None) -> bool:
    """Whether somebody's password is still the one that was compared; if so nobody changes it before this commits."""
    hold_person(transaction, user_id)
    row = transaction.one(queries.is_password, user_id=user_id, password_hash=password_hash)
    return row is not None and bool(row["same"])


def hold_person(transaction: Transaction, user_id: UUID) -> None:
    """Let nobody change somebody's password before this commits."""
    transaction.execute(queries.hold_person, user_id=user_id)


def password_proof(transaction: Transaction, user_id: UUID) -> bytes | None:
    """Return a digest that is another one once somebody's password changes; None when there is no such person."""
    row = transaction.one(queries.password_proof, user_id=user_id)
    return row["proof"] if row else None


def save_password_hash(transaction: Transaction, user_id: UUID, password_hash: str) -> None:
    """Replace the stored hash of somebody's password."""
    transaction.execute(queries.save_password_hash, user_id=user_id, password_hash=password_hash)


def revoke_session(transaction: Transaction, session_id: UUID) -> None:
    """End one session."""
    transaction.execute(queries.revoke_session, session_id=session_id)


def revoke_sessions_of(transaction: Transaction, user_id: UUID) -> None:
    """End every session of one person in this company."""
    end_challenges(transaction, user_id=user_id)
    transaction.execute(queries.revoke_sessions_of, user_id=user_id)


def take_connections(
    transaction: Transaction, *, session_id: UUID | None = None, user_id: UUID | None = None
) -> list[str]:
    """Delete the sockets of a session or of a person and return their connection ids."""
    rows = transaction.all(queries.take_connections, session_id=session_id, user_id=user_id)
    return [row["connection_id"] for row in rows]


def update_profile(
    transaction: Transaction, user_id: UUID, *, name: str | None, locale: str | None, signature: str | None
) -> None:
    """Change somebody's own name, language or signature."""
    transaction.execute(queries.update_profile, user_id=user_id, name=name, locale=locale, signature=signature)


def list_members(transaction: Transaction, *, after: tuple[str, UUID] | None, limit: int) -> list[Member]:
    """Return members by name, from behind ``after``."""
    after_name, after_id = after or (None, None)
    return transaction.all_as(
        Member,
        queries.list_members,
        user_id=None,
        after_name=after_name,
        after_id=after_id,
        limit=limit,
        sight=load_numbers_parameter(transaction),
    )


def find_member(transaction: Transaction, user_id: UUID) -> Member | None:
    """Return one member."""
    return transaction.one_as(
        Member,
        queries.list_members,
        user_id=user_id,
        after_name=None,
        after_id=None,
        limit=1,
        sight=load_numbers_parameter(transaction),
    )


def lock_member(transaction: Transaction, user_id: UUID) -> tuple[Role, bool] | None:
    """Lock one member until commit and return role and active flag."""
    row = transaction.one(queries.lock_member, user_id=user_id)
    return None if row is None else (row["role"], row["active"])


def list_sessions(
    transaction: Transaction, user_id: UUID, *, after: tuple[datetime, UUID] | None, limit: int
) -> list[OpenSession]:
    """Return one person's living sessions, the newest first, from behind ``after`` (opened, id)."""
    after_time, after_id = after or (None, None)
    return transaction.all_as(
        OpenSession,
        queries.list_sessions,
        user_id=user_id,
        idle=SESSION_IDLE,
        after_time=after_time,
        after_id=after_id,
        limit=limit,
    )


def revoke_session_of(transaction: Transaction, session_id: UUID, user_id: UUID) -> bool:
    """End one session of one person; False when there is no such living one."""
    return transaction.one(queries.revoke_session_of, session_id=session_id, user_id=user_id) is not None


def revoke_other_sessions(transaction: Transaction, user_id: UUID, session_id: UUID) -> None:
    """End one person's sessions in this company but ``session_id``."""
    end_challenges(transaction, user_id=user_id)
    transaction.execute(queries.revoke_other_sessions, user_id=user_id, session_id=session_id)


def take_other_connections(transaction: Transaction, user_id: UUID, session_id: UUID) -> list[str]:
    """Delete the sockets of one person's sessions but ``session_id`` and return their connection ids."""
    rows = transaction.all(queries.take_other_connections, user_id=user_id, session_id=session_id)
    return [row["connection_id"] for row in rows]


def end_sessions(transaction: Transaction, user_id: UUID, *, keep: UUID | None) -> list[str]:
    """End a person's sessions in all companies but ``keep``, delete their sockets and return the connection ids."""
    return [row["connection_id"] for row in transaction.all(queries.end_sessions, user_id=user_id, keep=keep)]


def begin_password_check(database: Database, session_id: UUID, *, now: datetime) -> PasswordCheck | None:
    """Count one try and return what the password is compared with, or None when the session ended."""
    found = look_up(database, PasswordCheck, queries.begin_password_check, {"session_id": session_id, "now": now})
    return found[0] if found else None


def password_check_succeeded(database: Database, session_id: UUID) -> None:
    """Forget the tries so far: whoever is right is the person."""
    database.lookup().execute(queries.password_check_succeeded, {"session_id": session_id})


def pass_code_check(database: Database, session_id: UUID, *, step: int | None, recovery_hash: bytes | None) -> bool:
    """Use up a code of who has no password: a time step, or a recovery code's hash. False when it was used by now."""
    parameters = {"session_id": session_id, "step": step, "recovery_hash": recovery_hash}
    return _done(database, queries.pass_code_check, parameters)


def use_proof(database: Database, session_id: UUID, token_hash: bytes, *, everywhere: bool, now: datetime) -> bool:
    """Use up a proof; False when it is none of this session's (any more), or not enough for ``everywhere``."""
    parameters = {"session_id": session_id, "token_hash": token_hash, "everywhere": everywhere, "now": now}
    return _done(database, queries.use_proof, parameters)


def save_proof(
    transaction: Transaction, session_id: UUID, token_hash: bytes, *, everywhere: bool, expires_at: datetime
) -> None:
    """Store that the person of a session confirmed that it is they."""
    transaction.execute(
        queries.save_proof, session_id=session_id, token_hash=token_hash, everywhere=everywhere, expires_at=expires_at
    )


def _done(database: Database, query: str, parameters: dict[str, Any]) -> bool:
    return any(one.done for one in look_up(database, Done, query, parameters))


def end_challenges(transaction: Transaction, *, user_id: UUID | None = None, provider_id: UUID | None = None) -> None:
    """End the sign-ins to this company that wait for a code; to be called before their sessions are ended.

    Args:
        user_id: only this person's; None: everybody's.
        provider_id: only those it vouched for; None: however they began.
    """
    transaction.execute(queries.end_challenges, user_id=user_id, provider_id=provider_id)


def append_audit(transaction: Transaction, **columns: Any) -> None:
    """Write one row of the audit log."""
    transaction.execute(queries.append_audit, **columns)


def note_failed_sign_in(database: Database, logins: Sequence[Login], *, address: str, correlation_id: str) -> None:
    """Write a wrong sign-in to the log of every company it could have been for."""
    parameters = {
        "accounts": [login.account_id for login in logins],
        "user_id": logins[0].user_id if logins else None,
        "address": address,
        "correlation_id": correlation_id,
    }
    database.lookup().execute(queries.note_failed_sign_in, parameters)


def list_audit(transaction: Transaction, chosen: AuditFilter, *, before: int | None, limit: int) -> list[AuditRow]:
    """Return rows of the audit log, the newest first."""
    return transaction.all_as(
        AuditRow,
        queries.list_audit,
        actor_id=chosen.actor_id,
        action=chosen.action,
        since=chosen.since,
        until=chosen.until,
        before=before,
        limit=limit,
    )


def verify_audit(transaction: Transaction) -> AuditState:
    """Walk the chain."""
    state = transaction.one_as(AuditState, queries.verify_audit)
    assert state is not None
    return state
