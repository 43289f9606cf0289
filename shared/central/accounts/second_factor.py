"""Use cases about the second factor: setting it up, signing in with it, and losing the phone.

The secret is sealed under ``global|second_factors|secret|<person>``: a person belongs to no company, so where a
channel's context names its account, this one says ``global``.
"""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from central.accounts import audit, store
from central.accounts import second_factor_store as factors
from central.accounts.mailing import tell_owner
from central.accounts.model import Login, PasswordCheck, Visitor, Vouched
from central.accounts.roles import check_may_touch
from central.accounts.second_factor_store import CodeTry, Factor
from central.accounts.service import (
    CodeNeeded,
    SignedIn,
    close_sockets,
    hash_token,
    new_token,
    session_of,
    start_session,
)
from central.accounts.step_up import check_again
from central.call import Actor, Call
from central.clock import now
from central.db.database import Transaction
from central.errors import Conflict, Invalid, NotFound, TooMany, Unauthenticated
from central.ids import new_id
from central.ports import Ports

CHALLENGE_LIFE = timedelta(minutes=5)
SETUP_LIFE = timedelta(minutes=15)


def context_of(user_id: UUID) -> str:
    """Return what a sealed secret is bound to: moved to another person it cannot be opened."""
    return f"global|second_factors|secret|{user_id}"


def ask_for_code(transaction: Transaction, user_id: UUID, *, provider_id: UUID | None = None) -> CodeNeeded:
    """Wait for a code of somebody whose password was right; stored as a hash, and over when the password changes.

    Args:
        provider_id: whose word was taken instead of a password.
    """
    challenge, expires_at = new_token(), now() + CHALLENGE_LIFE
    factors.begin_challenge(transaction, user_id, hash_token(challenge), provider_id=provider_id, expires_at=expires_at)
    return CodeNeeded(challenge, expires_at)


def finish_sign_in(ports: Ports, challenge: str, code: str, *, visitor: Visitor, correlation_id: str) -> SignedIn:
    """Open the session of somebody whose password was right and who has the code too: an app's, or a recovery code.

    Raises:
        TooMany: too many tries; counted like those of passwords.
        Unauthenticated: ``challenge_ended``, after 5 minutes or 5 tries; ``wrong_code``, also for one that was used.
    """
    hashed, device = hash_token(challenge), visitor.device or new_token()
    found = factors.begin_try(
        ports.database,
        hashed,
        address=visitor.network,
        device=hash_token(visitor.device) if visitor.device else None,
        now=now(),
    )
    if found is None:
        raise Unauthenticated("O tempo para o código acabou. Entre de novo.", code="challenge_ended")
    if found.wait_seconds:
        raise TooMany("Muitas tentativas de entrar. Tente de novo mais tarde.", retry_after=found.wait_seconds)
    step, recovery_hash = read_code_of(ports, found, code)
    wrong = Unauthenticated("Código incorreto ou já usado.", code="wrong_code")
    actor = Actor("user", found.user_id, found.role, new_id())
    call = Call(found.account_id, actor, correlation_id, address=visitor.address)
    try:
        if step is None and recovery_hash is None:
            raise wrong
        with ports.database.transaction(call) as transaction:
            store.hold_person(transaction, found.user_id)
            if not factors.pass_challenge(
                transaction,
                hashed,
                step=step,
                recovery_hash=recovery_hash,
                address=visitor.network,
                device=hash_token(device),
                now=now(),
            ):
                raise wrong  # somebody was faster with it; nothing of this try stays but its count
            known = Visitor(visitor.address, device, visitor.user_agent)
            vouched = None if found.provider_id is None else Vouched(found.provider_id)
            signed_in = start_session(transaction, found.email, known, second_factor=True, vouched=vouched)
            if recovery_hash is not None:
                audit.record(transaction, "recovery_code.used", target=("user", found.user_id))
    except Unauthenticated:
        login = Login(found.user_id, found.account_id, found.role, None)
        store.note_failed_sign_in(ports.database, [login], address=visitor.address, correlation_id=correlation_id)
        raise
    return signed_in


def read_code_of(ports: Ports, found: CodeTry | PasswordCheck, text: str) -> tuple[int | None, bytes | None]:
    """Return the time step of an app's code that fits, or the hash of what may be a recovery code; None: neither."""
    from central.accounts import one_time_codes as codes

    digits, letters = codes.read_code(text), codes.read_recovery_code(text)
    if digits is not None and found.secret is not None:
        secret = ports.secrets.open(bytes(found.secret), context_of(found.user_id)).decode()
        return codes.matching_step(secret, digits, at=now(), after=found.last_step), None
    if letters is not None and found.recovery_salt is not None:
        return None, codes.hash_recovery_code(letters, bytes(found.recovery_salt))
    return None, None


@dataclass(frozen=True, slots=True, repr=False)
class Setup:
    """What an app needs, shown this once: the secret as text, as an address, and as a QR code (SVG)."""

    secret: str
    uri: str
    qr_svg: str


def get_factor(ports: Ports, call: Call) -> Factor:
    """Return the caller's own factor."""
    with ports.database.transaction(call) as transaction:
        return _own(transaction)


def start_setup(ports: Ports, call: Call, password: str) -> Setup:
    """Make a secret for the caller's app. It counts for nothing until a code confirms it, within 15 minutes.

    Raises:
        Invalid: ``wrong_password``.
        Conflict: ``second_factor_on``, they have one.
        TooMany: the password was wrong too often.
    """
    from central.accounts import one_time_codes as codes

    email = check_again(ports, call, password, everywhere=True).email
    secret = codes.new_secret()
    sealed = ports.secrets.seal(secret.encode(), context_of(call.user_id))
    with ports.database.transaction(call) as transaction:
        if not factors.start_factor(transaction, call.user_id, sealed, until=now() + SETUP_LIFE):
            raise Conflict("A verificação em duas etapas já está ativa.", code="second_factor_on")
        audit.record(transaction, "second_factor.started", target=("user", call.user_id))
    uri = codes.address_of_secret(secret, email)
    return Setup(secret, uri, codes.square_of(uri))


def confirm_setup(ports: Ports, call: Call, code: str) -> list[str]:
    """Ask for the factor from now on and return ten recovery codes, which are never shown again.

    Every other session of the caller ends, in every company: they were opened without it.

    Raises:
        Invalid: ``wrong_code``.
        Conflict: ``setup_ended``, nothing is being set up (any more).
        TooMany: five codes were tried in a quarter of an hour.
    """
    from central.accounts import one_time_codes as codes

    ended = Conflict("O tempo para confirmar acabou. Comece de novo.", code="setup_ended")
    with ports.database.transaction(call) as transaction:
        pending = _own(transaction).pending_secret
        wait = 0 if pending is None else factors.count_setup_try(transaction, call.user_id, now=now())
    if pending is None:
        raise ended
    if wait:
        raise TooMany("Muitas tentativas. Tente de novo mais tarde.", retry_after=wait)
    secret = ports.secrets.open(bytes(pending), context_of(call.user_id)).decode()
    digits = codes.read_code(code)
    step = None if digits is None else codes.matching_step(secret, digits, at=now(), after=0)
    if step is None:
        wrong = "Código incorreto. Confira a hora do celular."
        raise Invalid(wrong, code="wrong_code", fields={"code": wrong})
    shown, salt, hashes = _new_codes()
    with ports.database.transaction(call) as transaction:
        if not factors.confirm_factor(
            transaction, call.user_id, pending=bytes(pending), step=step, salt=salt, hashes=hashes, now=now()
        ):
            raise ended
        factors.mark_session(transaction, session_of(call))
        connections = store.end_sessions(transaction, call.user_id, keep=session_of(call))
        audit.record(transaction, "second_factor.enabled", target=("user", call.user_id))
    close_sockets(ports, connections)
    return shown


def replace_recovery_codes(ports: Ports, call: Call, password: str) -> list[str]:
    """Return ten new recovery codes; those of before are worth nothing.

    Raises:
        Invalid: ``wrong_password``.
        Conflict: ``second_factor_off``.
        TooMany: the password was wrong too often.
    """
    check_again(ports, call, password, everywhere=True)
    shown, salt, hashes = _new_codes()
    with ports.database.transaction(call) as transaction:
        if not factors.replace_codes(transaction, call.user_id, salt=salt, hashes=hashes):
            raise _off()
        audit.record(transaction, "recovery_codes.replaced", target=("user", call.user_id))
    return shown


def remove_own(ports: Ports, call: Call, password: str) -> None:
    """Ask for a password alone again; the caller's other sessions end.

    Raises:
        Invalid: ``wrong_password``.
        Conflict: ``second_factor_off``.
        TooMany: the password was wrong too often.
    """
    check_again(ports, call, password, everywhere=True)
    _remove(ports, call, call.user_id, keep=session_of(call))


def remove_of_member(ports: Ports, call: Call, user_id: UUID, password: str) -> None:
    """Help out a colleague who lost the phone and the codes; their sessions end.

    The factor is the person's and guards every company they work for. So whoever works elsewhere too cannot lose it by
    the hand of an admin of one of them.

    Args:
        password: the admin's own.

    Raises:
        NotFound: nobody of this company.
        Invalid: ``wrong_password``.
        Forbidden: ``role_too_high``: somebody who may do more than the caller.
        Conflict: ``works_elsewhere``, ``second_factor_off``.
        TooMany: the password was wrong too often.
    """
    with ports.database.transaction(call) as transaction:
        check_may_touch(transaction, call, user_id)
        found = factors.find_factor(transaction, user_id, now=now())
    if found is None:
        raise NotFound()
    check_again(ports, call, password)
    if found.elsewhere and user_id != call.user_id:
        raise Conflict("Esta pessoa trabalha também em outra empresa.", code="works_elsewhere")
    _remove(ports, call, user_id, keep=session_of(call) if user_id == call.user_id else None)


def require_second_factor(ports: Ports, call: Call, *, required: bool) -> None:
    """Ask everybody of the company for a second factor, or no longer.

    Whoever has none can do nothing else until they set one up; their sockets close.
    """
    connections: list[str] = []
    with ports.database.transaction(call) as transaction:
        factors.require_factor(transaction, required)
        if required:
            connections = factors.take_connections_without_factor(transaction)
        audit.record(
            transaction,
            "account.changed",
            target=("account", call.account_id),
            fields=["second_factor_required"],
            details={"after": {"second_factor_required": required}},
        )
    close_sockets(ports, connections)


def _own(transaction: Transaction) -> Factor:
    found = factors.find_factor(transaction, transaction.call.user_id, now=now())
    if found is None:  # the membership ended since the request began
        raise Unauthenticated("Sua sessão terminou. Entre de novo.", code="session_ended")
    return found


def _remove(ports: Ports, call: Call, user_id: UUID, *, keep: UUID | None) -> None:
    with ports.database.transaction(call) as transaction:
        if not factors.remove_factor(transaction, user_id):
            raise _off()
        connections = store.end_sessions(transaction, user_id, keep=keep)
        tell_owner(transaction, "second_factor_removed", user_id)
        audit.record(transaction, "second_factor.removed", target=("user", user_id))
    close_sockets(ports, connections)


def _new_codes() -> tuple[list[str], bytes, list[bytes]]:
    """Return ten new recovery codes as they are shown, and what is stored of them: a salt and the hashes."""
    from central.accounts import one_time_codes as codes

    shown, salt = codes.new_recovery_codes(), codes.new_salt()
    hashes = [codes.hash_recovery_code(codes.read_recovery_code(one) or "", salt) for one in shown]
    return shown, salt, hashes


def _off() -> Conflict:
    return Conflict("A verificação em duas etapas não está ativa.", code="second_factor_off")
