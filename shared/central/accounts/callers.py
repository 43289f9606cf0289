"""Who is asking: whoever holds a session's token, or an API token somebody made."""

from contextlib import suppress
from dataclasses import dataclass

from central.accounts import store, tokens_store
from central.accounts.model import Budget
from central.accounts.rights import read_rights
from central.accounts.service import hash_token
from central.accounts.tokens import PREFIX
from central.call import Actor, Call
from central.clock import now
from central.errors import Forbidden, TooMany, TryLater, Unauthenticated
from central.ports import Ports


@dataclass(frozen=True, slots=True)
class Caller:
    """Somebody who asks for something.

    Attributes:
        budget: what is left of how often they may ask; this request is counted.
        owes_second_factor: whether their company asks for a second factor they do not have yet.
    """

    call: Call
    budget: Budget
    owes_second_factor: bool = False


def find_caller(ports: Ports, token: str, *, correlation_id: str, address: str | None = None) -> Caller:
    """Return whoever holds a token, and count their request; one round trip.

    A session's use is written down every five minutes, with a second one; a token's every minute, with the first.

    Raises:
        Unauthenticated: no such session or token, or it ended.
    """
    if token.startswith(PREFIX):
        return _by_token(ports, token, correlation_id, address)
    session = store.find_session(ports.database, hash_token(token), now=now())
    if session is None or session.is_idle(now()) or session.state == "ended":
        raise Unauthenticated("Sua sessão terminou. Entre de novo.", code="session_ended")
    actor = Actor("user", session.user_id, session.role, session.session_id, *read_rights(session.rights))
    call = Call(session.account_id, actor, correlation_id, address=address)
    if session.wants_touch(now()):
        with suppress(TryLater), ports.database.transaction(call) as transaction:
            store.touch_session(transaction, session.session_id)
    return Caller(call, session.budget, owes_second_factor=session.state == "setup")


def _by_token(ports: Ports, token: str, correlation_id: str, address: str | None) -> Caller:
    found = tokens_store.find_token(ports.database, hash_token(token), now=now())
    if found is None:
        raise Unauthenticated("Este token não vale mais.", code="token_ended")
    custom, sight = read_rights(found.rights)
    given = frozenset(found.permissions)
    actor = Actor("user", found.user_id, found.role, None, custom, sight, limited_to=given, token_id=found.token_id)
    return Caller(Call(found.account_id, actor, correlation_id, address=address), found.budget)


def admit(caller: Caller, *, setting_up: bool) -> None:
    """Let a request in, or not.

    Args:
        setting_up: whether it is one of the few by which somebody gets the second factor they owe.

    Raises:
        TooMany: they, or all of their company together, asked too often.
        Forbidden: ``second_factor_setup_required``.
    """
    if caller.budget.wait_seconds:
        raise TooMany("Pedidos demais em pouco tempo.", code="rate_limited", retry_after=caller.budget.wait_seconds)
    if caller.owes_second_factor and not setting_up:
        raise Forbidden(
            "Sua empresa exige a verificação em duas etapas. Ative-a para continuar.",
            code="second_factor_setup_required",
        )


def check_in_person(call: Call) -> None:
    """Refuse an API token what only a person may do: whatever proves who somebody is.

    Raises:
        Forbidden: ``people_only``.
    """
    if call.actor.token_id is not None:
        raise Forbidden("Um token de API não pode fazer isso.", code="people_only")
