"""The password again, before what is dangerous: whoever finds a browser open must not get further than that.

Who has none (their company's provider signs them in) gives a code of their second factor in its place, or the proof
that they signed in at their provider again (decision 0040). All of it comes in one field, ``password``.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from central.accounts import store
from central.accounts.model import PasswordCheck
from central.accounts.service import hash_token, new_token, session_of
from central.call import Call
from central.clock import now
from central.db.database import Transaction
from central.errors import Invalid, TooMany, Unauthenticated
from central.ports import Ports

PROOF_LIFE = timedelta(minutes=5)
# Tells a proof from whatever else somebody gives.
_PREFIX = "proof_"
_PROOF = re.compile(_PREFIX + r"[A-Za-z0-9_-]{43}")


def check_password(ports: Ports, call: Call, password: str, *, field: str = "password") -> PasswordCheck:
    """Make sure that who asks knows the signed-in person's password, and nothing in its place; return who they are.

    Args:
        field: the body's name of the password, for the error.

    Raises:
        Invalid: ``wrong_password``; five times in a quarter of an hour, a right one forgets them. ``no_password``:
            there is none.
        TooMany: after that.
        Unauthenticated: the session ended.
    """
    session_id = session_of(call)
    check = _begin(ports, session_id)
    _compare(check, password, field)
    store.password_check_succeeded(ports.database, session_id)
    return check


def check_again(ports: Ports, call: Call, given: str, *, everywhere: bool = False) -> PasswordCheck:
    """Make sure that it is still the signed-in person who asks; return who they are.

    Args:
        given: their password; without one, a code of their second factor; or a :class:`Proof`.
        everywhere: whether it holds in every company they work for. There a provider's word does not outweigh a second
            factor, and a company's own provider speaks for nobody who works elsewhere.

    Raises:
        Invalid: ``wrong_password``, ``wrong_code`` (also for one that was used), ``proof_refused`` (also for one that
            is not enough); ``no_password``, they have neither. Five times in a quarter of an hour, a right one forgets
            them.
        TooMany: after that.
        Unauthenticated: the session ended.
    """
    session_id = session_of(call)
    check = _begin(ports, session_id)
    if _PROOF.fullmatch(given):
        if not store.use_proof(ports.database, session_id, hash_token(given), everywhere=everywhere, now=now()):
            raise _refused("A confirmação acabou, já foi usada ou não basta aqui. Confirme de novo.", "proof_refused")
    elif check.password_hash is None and check.secret is not None:
        _use_code(ports, session_id, check, given)
    else:
        _compare(check, given, "password")
        store.password_check_succeeded(ports.database, session_id)
    return check


def check_person(ports: Ports, call: Call, given: str | None) -> None:
    """Ask a person once more who they are before they change who may do what; to be called before the transaction.

    An API token has no password to give: it was made with its maker's, for a list of permissions (decision 0014).

    Raises:
        Invalid, TooMany, Unauthenticated: see :func:`check_again`. Nothing given is no try.
    """
    if call.actor.token_id is not None:
        return
    if not given:
        raise wrong_password("password")
    check_again(ports, call, given)


@dataclass(frozen=True, slots=True, repr=False)
class Proof:
    """What stands for a password once, until ``expires_at``. Never shown again."""

    text: str
    expires_at: datetime


def issue_proof(transaction: Transaction, *, everywhere: bool) -> Proof:
    """Return a proof for the caller's session, whose person has just confirmed that it is they.

    Args:
        everywhere: whether it is also good for what holds in every company somebody works for.
    """
    proof = Proof(_PREFIX + new_token(), now() + PROOF_LIFE)
    store.save_proof(
        transaction,
        session_of(transaction.call),
        hash_token(proof.text),
        everywhere=everywhere,
        expires_at=proof.expires_at,
    )
    return proof


def wrong_password(field: str) -> Invalid:
    """Return what somebody is told whose password is wrong; ``field`` is its name in the body."""
    return _refused("A senha atual não confere.", "wrong_password", field)


def _begin(ports: Ports, session_id: UUID) -> PasswordCheck:
    check = store.begin_password_check(ports.database, session_id, now=now())
    if check is None:
        raise Unauthenticated("Sua sessão terminou. Entre de novo.", code="session_ended")
    if check.wait_seconds:
        raise TooMany("Muitas tentativas. Tente de novo mais tarde.", retry_after=check.wait_seconds)
    return check


def _compare(check: PasswordCheck, password: str, field: str) -> None:
    from central.accounts.passwords import verify_password

    if check.password_hash is None:
        raise _refused("Você ainda não tem senha. Crie uma em “Esqueci minha senha”.", "no_password", field)
    if not verify_password(password, check.password_hash):
        raise wrong_password(field)


def _use_code(ports: Ports, session_id: UUID, check: PasswordCheck, code: str) -> None:
    from central.accounts.second_factor import read_code_of

    step, recovery_hash = read_code_of(ports, check, code)
    fits = step is not None or recovery_hash is not None
    if not fits or not store.pass_code_check(ports.database, session_id, step=step, recovery_hash=recovery_hash):
        raise _refused("Código incorreto ou já usado.", "wrong_code")


def _refused(sentence: str, code: str, field: str = "password") -> Invalid:
    return Invalid(sentence, code=code, fields={field: sentence})
