"""Signing in at one's provider once more, to confirm what is dangerous: what opened the session proves whose it is.

The way there and back is a sign-in's (:mod:`central.single_sign_on.service`), but nobody gets in by it: it ends with a
proof, which is good once, for minutes, in the session that asked for it (decision 0040).
"""

from central.accounts import audit
from central.accounts.model import Visitor
from central.accounts.service import session_of
from central.accounts.step_up import Proof, issue_proof
from central.call import Call
from central.clock import now
from central.errors import Conflict, Forbidden, Unauthenticated
from central.ports import Ports
from central.single_sign_on import service, store
from central.single_sign_on.issuers import Issuers
from central.single_sign_on.model import Known, is_fresh
from central.single_sign_on.service import Departure, Return

_SENTENCES = {
    "not_fresh": "O provedor não confirmou que você acabou de entrar. Use outra forma, ou crie uma senha.",
    "other_person": "Você entrou no provedor com outra conta. Entre com a sua.",
}


def find_ways(ports: Ports, call: Call) -> Known:
    """Return what the caller can confirm with.

    Raises:
        Unauthenticated: the session is gone.
    """
    with ports.database.transaction(call) as transaction:
        known = store.find_ways(transaction, session_of(call))
    if known is None:
        raise Unauthenticated("Sua sessão terminou. Entre de novo.", code="session_ended")
    return known


def depart(
    ports: Ports, call: Call, issuers: Issuers, *, redirect_uri: str, browser: str | None, visitor: Visitor
) -> Departure:
    """Begin the way to the provider that opened the caller's session; good once, for ten minutes, in this browser.

    Args:
        redirect_uri, browser: as :func:`central.single_sign_on.service.depart`.

    Raises:
        Conflict: ``no_provider``: a password opened it, or the provider knows them no more.
        TooMany: too many journeys from one place.
        TryLater: the provider cannot be asked.
    """
    provider_id = find_ways(ports, call).provider_id
    if provider_id is None:
        raise Conflict("Esta sessão não foi aberta por um provedor.", code="no_provider")
    return service.depart(
        ports,
        provider_id,
        issuers,
        redirect_uri=redirect_uri,
        browser=browser,
        visitor=visitor,
        confirming=session_of(call),
    )


def arrive(
    ports: Ports, call: Call, came: Return, issuers: Issuers, *, redirect_uri: str, browser: str | None
) -> Proof:
    """End that way: whoever signed in at the provider just now, as who the caller is there, gets a proof.

    Args:
        browser: what this browser kept since it departed.

    Raises:
        Unauthenticated: ``journey_ended``, also for one of another session; ``token_refused``.
        Forbidden: ``not_fresh``: the provider does not say that it was just now; ``other_person``.
        TryLater: the provider cannot be asked; the journey is over all the same.
    """
    journey = service.end_journey(ports, came, browser, confirming=session_of(call))
    provider, claims = service.believe(ports, call, journey, came, issuers, redirect_uri=redirect_uri, browser=browser)
    with ports.database.transaction(call) as transaction:
        comer = store.who_comes(transaction, provider.id, str(claims["sub"]), "")
        reason = None
        if comer.standing != "bound" or comer.user_id != call.user_id:
            reason = "other_person"
        elif not is_fresh(claims, since=journey.began_at, now=now()):
            reason = "not_fresh"
        if reason is None:
            proof = issue_proof(transaction, everywhere=provider.proves_mailbox)
            audit.record(transaction, "session.confirmed", details={"provider_id": str(provider.id)})
    if reason is not None:
        service.note_refusal(ports, call, provider, reason)
        raise Forbidden(_SENTENCES[reason], code=reason)
    return proof
