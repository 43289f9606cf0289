"""Use cases about people: signing in and out, who is asking, colleagues and their roles."""

import hashlib
import secrets
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from central.accounts import audit, store
from central.accounts.model import (
    SESSION_LIFE,
    Login,
    Member,
    Profile,
    Visitor,
    Vouched,
)
from central.call import Actor, Call
from central.clock import now
from central.db.database import Transaction
from central.errors import Forbidden, NotFound, TooMany, TryLater, Unauthenticated
from central.ids import new_id
from central.ports import Ports

_TOKEN_BYTES = 32  # 256 bits
_WRONG = "E-mail ou senha incorretos."
_NO_ACCESS = "A sua empresa está suspensa ou tirou o seu acesso. Fale com quem a administra."


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A new session. The token is never stored and cannot be shown again; ``device`` makes the browser known."""

    token: str
    device: str
    profile: Profile


@dataclass(frozen=True, slots=True)
class CodeNeeded:
    """The password was right; a code of the second factor is waited for until ``expires_at``."""

    challenge: str
    expires_at: datetime


def hash_token(token: str) -> bytes:
    """Return what is stored of a token. It has 256 random bits, so a fast hash is enough."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()


def new_token() -> str:
    """Return a token nobody can guess."""
    return secrets.token_urlsafe(_TOKEN_BYTES)


def sign_in(
    ports: Ports, email: str, password: str, *, account_id: UUID | None, visitor: Visitor, correlation_id: str
) -> SignedIn | CodeNeeded:
    """Open a session, or ask for the second factor of somebody who has one.

    Args:
        account_id: which of the person's companies; the oldest whose door a password opens when None.
        visitor: where the try comes from: tries are limited per e-mail and place, before a password is hashed.

    Raises:
        TooMany: too many tries; the same for an e-mail nobody has.
        Unauthenticated: the address is unknown, the password is wrong, or the company is not theirs: one answer for
            all, after the same time.
        Forbidden: the password was right, and opens nothing: ``single_sign_on_required``; ``no_access``, the company is
            suspended or took their access.
    """
    from central.accounts.passwords import hash_password, needs_rehash, verify_password

    email = email.strip().lower()
    wait, logins, stored = store.begin_sign_in(
        ports.database,
        email,
        address=visitor.network,
        device=hash_token(visitor.device) if visitor.device else None,
        now=now(),
    )
    if wait:
        raise TooMany("Muitas tentativas de entrar. Tente de novo mais tarde.", retry_after=wait)
    fits = verify_password(password, stored)
    login = _chosen(logins, account_id)
    if fits and not logins:
        raise Forbidden(_NO_ACCESS, code="no_access")
    if not fits or login is None or stored is None:
        store.note_failed_sign_in(ports.database, logins, address=visitor.address, correlation_id=correlation_id)
        raise Unauthenticated(_WRONG, code="wrong_credentials")
    if login.closed is not None:
        raise closed_to_passwords(login.closed)
    actor = Actor("user", login.user_id, login.role, new_id())
    with ports.database.transaction(
        Call(login.account_id, actor, correlation_id, address=visitor.address)
    ) as transaction:
        # Hashing took its time. Who changed the password meanwhile ended every session, and this one must not follow.
        if not store.hold_password(transaction, login.user_id, stored):
            raise Unauthenticated(_WRONG, code="wrong_credentials")
        if needs_rehash(stored):
            store.save_password_hash(transaction, login.user_id, hash_password(password))
        if login.second_factor:
            from central.accounts.second_factor import ask_for_code

            return ask_for_code(transaction, login.user_id)
        return start_session(transaction, email, visitor, second_factor=False)


def closed_to_passwords(page_code: str) -> Forbidden:
    """Return the answer to a right password where it opens nothing; ``page_code`` names the sign-in page that does."""
    return Forbidden(
        "Sua empresa pede a entrada única. Entre com a conta da empresa.",
        code="single_sign_on_required",
        details={"company": page_code},
    )


def start_session(
    transaction: Transaction, email: str, visitor: Visitor, *, second_factor: bool, vouched: Vouched | None = None
) -> SignedIn:
    """Open the session of somebody who has just proved who they are, and take their try back.

    Args, Raises: as :func:`open_session`.
    """
    signed_in = open_session(transaction, visitor, second_factor=second_factor, life=SESSION_LIFE, vouched=vouched)
    store.sign_in_succeeded(transaction, email, address=visitor.network, device=hash_token(signed_in.device), now=now())
    return signed_in


def open_session(
    transaction: Transaction,
    visitor: Visitor,
    *,
    second_factor: bool,
    life: timedelta,
    vouched: Vouched | None = None,
) -> SignedIn:
    """Open the session of somebody who is known (``transaction.call`` names them and the session).

    Args:
        second_factor: whether they proved it with a code too. A session that was opened without is worth nothing to
            somebody who has a second factor.
        life: how long it lasts at most.
        vouched: the provider whose word was taken instead of a password: the session is of its company and no other.

    Raises:
        Unauthenticated: they do not work for the company any more.
    """
    session_id, token, device = session_of(transaction.call), new_token(), visitor.device or new_token()
    profile = store.open_session(
        transaction,
        session_id=session_id,
        user_id=transaction.call.user_id,
        token_hash=hash_token(token),
        life=life,
        user_agent=visitor.user_agent,
        second_factor=second_factor,
        vouched=vouched,
    )
    if profile is None:
        raise Unauthenticated(_WRONG, code="wrong_credentials")
    audit.record(transaction, "session.opened", details={"provider_id": str(vouched.provider_id)} if vouched else None)
    return SignedIn(token, device, profile)


def _chosen(logins: Sequence[Login], account_id: UUID | None) -> Login | None:
    if account_id is None:
        return next((login for login in logins if login.closed is None), logins[0] if logins else None)
    return next((login for login in logins if login.account_id == account_id), None)


def get_profile(ports: Ports, call: Call) -> Profile:
    """Return who is signed in.

    Raises:
        Unauthenticated: the session is gone.
    """
    with ports.database.transaction(call) as transaction:
        profile = store.find_profile(transaction, session_of(call))
    if profile is None:
        raise Unauthenticated("Sua sessão terminou. Entre de novo.", code="session_ended")
    return profile


def update_profile(
    ports: Ports, call: Call, *, name: str | None, locale: str | None, signature: str | None = None
) -> Profile:
    """Change one's own name, language or signature and return the profile; None leaves it as it is.

    Raises:
        Unauthenticated: the session is gone.
    """
    with ports.database.transaction(call) as transaction:
        store.update_profile(transaction, call.user_id, name=name, locale=locale, signature=signature)
        profile = store.find_profile(transaction, session_of(call))
        changes = {"name": name, "locale": locale, "signature": signature}
        touched = [field for field, value in changes.items() if value is not None]
        audit.record(transaction, "profile.changed", target=("user", call.user_id), fields=touched)
    if profile is None:
        raise Unauthenticated("Sua sessão terminou. Entre de novo.", code="session_ended")
    return profile


def sign_out(ports: Ports, call: Call) -> None:
    """End the session and close its sockets."""
    session_id = session_of(call)
    with ports.database.transaction(call) as transaction:
        store.revoke_session(transaction, session_id)
        connections = store.take_connections(transaction, session_id=session_id)
        audit.record(transaction, "session.closed")
    close_sockets(ports, connections)


def list_members(ports: Ports, call: Call, *, after: tuple[str, UUID] | None, limit: int) -> list[Member]:
    """Return the company's people by name, at most ``limit``, from behind ``after`` (name, id)."""
    with ports.database.transaction(call) as transaction:
        return store.list_members(transaction, after=after, limit=limit)


def get_member(ports: Ports, call: Call, user_id: UUID) -> Member:
    """Return one of the company's people.

    Raises:
        NotFound: nobody of this company.
    """
    with ports.database.transaction(call) as transaction:
        member = store.find_member(transaction, user_id)
    if member is None:
        raise NotFound()
    return member


def session_of(call: Call) -> UUID:
    """Return the caller's session.

    Raises:
        Unauthenticated: the call was not made within one.
    """
    if call.actor.session_id is None:
        raise Unauthenticated("Entre para continuar.")
    return call.actor.session_id


def close_sockets(ports: Ports, connection_ids: Sequence[str]) -> None:
    """Close sockets. Their rows are gone already, so one that could not be closed now gets nothing any more."""
    for connection_id in connection_ids:
        with suppress(TryLater):
            ports.sockets.close(connection_id)
