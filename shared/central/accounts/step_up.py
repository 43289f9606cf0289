"""The password again, before what is dangerous: whoever finds a browser open must not get further than that."""

from central.accounts import store
from central.accounts.model import PasswordCheck
from central.accounts.service import session_of
from central.call import Call
from central.clock import now
from central.errors import Invalid, TooMany, Unauthenticated
from central.ports import Ports


def check_password(ports: Ports, call: Call, password: str, *, field: str = "password") -> PasswordCheck:
    """Make sure that it is still the signed-in person who asks; return who they are.

    Args:
        field: the body's name of the password, for the error.

    Raises:
        Invalid: ``wrong_password``; five times in a quarter of an hour, a right one forgets them. ``no_password``:
            there is none.
        TooMany: after that.
        Unauthenticated: the session ended.
    """
    from central.accounts.passwords import verify_password

    session_id = session_of(call)
    check = store.begin_password_check(ports.database, session_id, now=now())
    if check is None:
        raise Unauthenticated("Sua sessão terminou. Entre de novo.", code="session_ended")
    if check.wait_seconds:
        raise TooMany("Muitas tentativas. Tente de novo mais tarde.", retry_after=check.wait_seconds)
    if check.password_hash is None:
        none = "Você ainda não tem senha. Crie uma em “Esqueci minha senha”."
        raise Invalid(none, code="no_password", fields={field: none})
    if not verify_password(password, check.password_hash):
        raise wrong_password(field)
    store.password_check_succeeded(ports.database, session_id)
    return check


def check_person(ports: Ports, call: Call, password: str | None) -> None:
    """Ask a person for their password before they change who may do what; to be called before the transaction.

    An API token has none to give: it was made with its maker's password, for a list of permissions (decision 0014).

    Raises:
        Invalid, TooMany, Unauthenticated: see :func:`check_password`. One that is missing is no try.
    """
    if call.actor.token_id is not None:
        return
    if not password:
        raise wrong_password("password")
    check_password(ports, call, password)


def wrong_password(field: str) -> Invalid:
    """Return what somebody is told whose password is wrong; ``field`` is its name in the body."""
    wrong = "A senha atual não confere."
    return Invalid(wrong, code="wrong_password", fields={field: wrong})
