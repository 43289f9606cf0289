"""Use cases of signing in by a provider: the company's page, the way there, the way back.

Everything that can go wrong on the way back is one answer to whoever came, with a code that says what to do, and one
row in the company's log that says why.
"""

import re
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from central.accounts import audit, invites_store, roles_store
from central.accounts.invites import mail_invite
from central.accounts.mailing import tell_owner
from central.accounts.model import SESSION_LIFE, Visitor, Vouched
from central.accounts.roles import find_choice
from central.accounts.second_factor import ask_for_code
from central.accounts.service import CodeNeeded, SignedIn, hash_token, new_token, open_session
from central.call import Actor, Call
from central.clock import now
from central.db.database import Transaction
from central.db.driver import psycopg
from central.errors import Conflict, Forbidden, NotFound, TooMany, TryLater, Unauthenticated
from central.ids import new_id
from central.ports import Ports
from central.single_sign_on import store
from central.single_sign_on.id_tokens import BadToken, read_id_token
from central.single_sign_on.issuers import Document, IssuerFailed, Issuers, address_of_journey
from central.single_sign_on.model import (
    JOURNEY_LIFE,
    Comer,
    Door,
    Journey,
    NotVouched,
    Provider,
    challenge_of,
    name_of,
    secret_of,
    verified_email,
)
from central.single_sign_on.providers import context_of

# To sign in there once more, though the browser is signed in, and to be told when that was. Google tells it only who
# asks by "claims"; whoever does not know that parameter passes over it (OpenID Connect Core, 5.5 and 3.1.2.1).
_ANEW = {
    "prompt": "login",
    "max_age": "0",
    "claims": '{"id_token":{"auth_time":{"essential":true}}}',
}
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")
_ENDED = "O tempo para entrar acabou, ou esta página já foi usada. Comece de novo."
_SENTENCES = {
    "email_missing": "O provedor não disse o seu e-mail. Peça ao administrador para conferir a configuração.",
    "email_unverified": "O provedor não confirma que este e-mail é seu. Peça ao administrador para conferir isso.",
    "email_domain": "O domínio do seu e-mail não está liberado para entrar nesta empresa.",
    "not_a_member": "Você ainda não faz parte desta empresa. Peça um convite ao administrador.",
    "inactive": "Seu acesso a esta empresa está desativado. Fale com o administrador.",
    "other_identity": "Seu acesso já está ligado a outra conta deste provedor. Desligue-a antes no seu perfil.",
    "confirm_by_mail": "Enviamos um convite para o seu e-mail. Abra-o para confirmar que ele é seu.",
}


@dataclass(frozen=True, slots=True)
class Departure:
    """Where the browser goes, and what it must keep (a cookie) to come back."""

    address: str
    browser: str


@dataclass(frozen=True, slots=True)
class Return:
    """What the browser came back with; ``issuer`` is what the provider called itself (RFC 9207), when it did."""

    state: str
    code: str
    issuer: str | None


def read_page(ports: Ports, code: str, visitor: Visitor) -> list[Door]:
    """Return the providers of a company's own sign-in page; at least one.

    Raises:
        NotFound: no such page: no such company, or one without providers.
        TooMany: too many bad codes from one place; a good one is never refused.
    """
    doors = store.find_page(ports.database, code, address=visitor.network, now=now())
    if doors and doors[0].wait_seconds:
        raise TooMany("Muitas tentativas. Tente de novo mais tarde.", retry_after=doors[0].wait_seconds)
    if not doors or doors[0].provider_id is None:
        raise NotFound("Não há entrada única com este código.", code="no_such_page")
    return doors


def depart(
    ports: Ports,
    provider_id: UUID,
    issuers: Issuers,
    *,
    redirect_uri: str,
    browser: str | None,
    visitor: Visitor,
    confirming: UUID | None = None,
) -> Departure:
    """Begin a journey to a provider. It is good once, for ten minutes, in this browser.

    Args:
        confirming: the session whose person signs in there once more, to confirm something; None: somebody signs in.
        redirect_uri: where the provider sends the browser back to: always the same page of ours.
        browser: what this browser keeps of an earlier journey, so that two at a time do not end each other.

    Raises:
        NotFound: no provider that may be used.
        TooMany: too many journeys from one place.
        TryLater: the provider cannot be asked.
    """
    target = store.find_target(ports.database, provider_id, address=visitor.network, now=now())
    if target is not None and target.wait_seconds:
        raise TooMany("Muitas tentativas. Tente de novo mais tarde.", retry_after=target.wait_seconds)
    if target is None or target.account_id is None or target.issuer is None or target.client_id is None:
        raise NotFound()
    try:
        document = issuers.document(target.issuer)
    except IssuerFailed as failed:
        raise _away() from failed
    kept = browser if browser is not None and _TOKEN.fullmatch(browser) else new_token()
    state = new_token()
    store.begin_journey(
        ports.database,
        state_hash=hash_token(state),
        browser_hash=hash_token(kept),
        account_id=target.account_id,
        provider_id=provider_id,
        session_id=confirming,
        expires_at=now() + JOURNEY_LIFE,
    )
    asked = {
        "response_type": "code",
        "scope": "openid email profile",
        "client_id": target.client_id,
        "redirect_uri": redirect_uri,
        "state": state,
        "nonce": secret_of(kept, state, "nonce"),
        "code_challenge": challenge_of(secret_of(kept, state, "verifier")),
        "code_challenge_method": "S256",
        **(_ANEW if confirming is not None else {}),
    }
    return Departure(address_of_journey(document, asked), kept)


def arrive(
    ports: Ports,
    came: Return,
    issuers: Issuers,
    *,
    redirect_uri: str,
    browser: str | None,
    visitor: Visitor,
    correlation_id: str,
) -> SignedIn | CodeNeeded:
    """End a journey: open a session, or ask for the second factor of somebody who has one.

    Args:
        browser: what this browser kept since it departed.

    Raises:
        Unauthenticated: ``journey_ended``; ``token_refused``: what the provider said is not to be believed.
        Forbidden: believed, but they do not get in; the code says why.
        Conflict: two came as the same person at the same moment.
        TryLater: the provider cannot be asked; the journey is over all the same.
    """
    journey = end_journey(ports, came, browser, confirming=None)
    call = Call(journey.account_id, correlation_id=correlation_id, address=visitor.address)
    provider, claims = believe(ports, call, journey, came, issuers, redirect_uri=redirect_uri, browser=browser)
    try:
        email = verified_email(provider, claims)
    except NotVouched as unvouched:
        note_refusal(ports, call, provider, unvouched.code)
        raise _forbidden(unvouched.code) from unvouched
    try:
        return _let_in(ports, call, provider, claims, email, visitor)
    except Forbidden as refused:
        note_refusal(ports, call, provider, refused.code)
        raise
    except psycopg.errors.UniqueViolation as error:
        raise Conflict("Outra entrada aconteceu ao mesmo tempo. Tente de novo.", code="came_twice") from error


def end_journey(ports: Ports, came: Return, browser: str | None, *, confirming: UUID | None) -> Journey:
    """Use up the journey a browser came back from.

    Args:
        confirming: the session it was to confirm something for; None: somebody signs in.

    Raises:
        Unauthenticated: ``journey_ended``: it is over, began in another browser, or was for something else.
    """
    journey = None
    if browser is not None and _TOKEN.fullmatch(browser):
        journey = store.end_journey(
            ports.database,
            state_hash=hash_token(came.state),
            browser_hash=hash_token(browser),
            session_id=confirming,
            now=now(),
        )
    if journey is None:
        raise Unauthenticated(_ENDED, code="journey_ended")
    return journey


def believe(
    ports: Ports,
    call: Call,
    journey: Journey,
    came: Return,
    issuers: Issuers,
    *,
    redirect_uri: str,
    browser: str | None,
) -> tuple[Provider, dict[str, Any]]:
    """Return what the provider says of whoever came back, once it may be believed. Asks the network.

    Raises:
        Unauthenticated: ``journey_ended``; ``token_refused``: what the provider said is not to be believed.
        TryLater: the provider cannot be asked.
    """
    with ports.database.transaction(call) as transaction:
        provider = store.find_provider(transaction, journey.provider_id)
    if provider is None or browser is None:
        raise Unauthenticated(_ENDED, code="journey_ended")
    try:
        return provider, _claims(ports, call, provider, came, issuers, browser, redirect_uri)
    except IssuerFailed as failed:
        note_refusal(ports, call, provider, failed.code)
        if failed.away:
            raise _away() from failed
        raise _refused() from failed
    except BadToken as bad:
        note_refusal(ports, call, provider, f"token_{bad.code}")
        raise _refused() from bad


def _claims(
    ports: Ports,
    call: Call,
    provider: Provider,
    came: Return,
    issuers: Issuers,
    browser: str,
    redirect_uri: str,
) -> dict[str, Any]:
    """Return what the provider says, once it may be believed. Asks the network; no transaction is open."""
    document = issuers.document(provider.issuer)
    # Mix-up: another provider's answer must never be carried to this one (RFC 9207).
    if came.issuer != provider.issuer and (came.issuer is not None or document.names_itself):
        raise BadToken("mixed_up")
    secret = ports.secrets.open(bytes(provider.client_secret), context_of(call.account_id, provider.id)).decode()
    token = issuers.redeem(
        document,
        code=came.code,
        verifier=secret_of(browser, came.state, "verifier"),
        client_id=provider.client_id,
        client_secret=secret,
        redirect_uri=redirect_uri,
    )
    nonce = secret_of(browser, came.state, "nonce")
    try:
        return _read(token, document, provider, nonce, issuers)
    except BadToken as bad:
        if bad.code != "unknown_key":
            raise
        return _read(token, document, provider, nonce, issuers, unknown=True)


def _read(
    token: str, document: Document, provider: Provider, nonce: str, issuers: Issuers, *, unknown: bool = False
) -> dict[str, Any]:
    keys = issuers.keys(document, unknown=unknown)
    return read_id_token(token, keys, issuer=provider.issuer, client_id=provider.client_id, nonce=nonce, now=now())


def _let_in(
    ports: Ports, call: Call, provider: Provider, claims: dict[str, Any], email: str, visitor: Visitor
) -> SignedIn | CodeNeeded:
    subject = str(claims["sub"])
    with ports.database.transaction(call) as transaction:
        comer = store.who_comes(transaction, provider.id, subject, email)
    if comer.standing == "inactive":
        raise _forbidden("inactive")
    if comer.standing == "taken":
        raise _forbidden("other_identity")
    if comer.standing == "stranger":
        if comer.invite_id is None and not provider.admits_newcomers:
            raise _forbidden("not_a_member")
        if not provider.proves_mailbox:
            _invite(ports, call, provider, comer, email)
            raise _forbidden("confirm_by_mail")
    user_id = comer.user_id or new_id()
    actor = Actor("user", user_id, comer.role, new_id())
    with ports.database.transaction(
        Call(call.account_id, actor, call.correlation_id, address=call.address)
    ) as transaction:
        if comer.standing == "stranger":
            _join(transaction, provider, comer, email, name_of(claims, email))
        if comer.standing == "bound":
            # Whoever was unbound or left meanwhile is not let in by what was true a moment ago.
            if not store.touch_identity(
                transaction, provider_id=provider.id, user_id=user_id, subject=subject, email=email
            ):
                raise _forbidden("not_a_member")
        else:
            store.insert_identity(
                transaction, new_id(), provider_id=provider.id, user_id=user_id, subject=subject, email=email
            )
            audit.record(
                transaction, "identity.bound", target=("user", user_id), details={"provider_id": str(provider.id)}
            )
            if comer.user_id is not None:  # a newcomer has no other way in yet
                tell_owner(transaction, "sign_in_changed", user_id)
        if store.has_second_factor(transaction, user_id) and not provider.trusts_second_factor:
            return ask_for_code(transaction, user_id, provider_id=provider.id)
        return open_session(
            transaction,
            visitor,
            second_factor=False,
            life=SESSION_LIFE,
            vouched=Vouched(provider.id, provider.trusts_second_factor),
        )


def _join(transaction: Transaction, provider: Provider, comer: Comer, email: str, name: str) -> None:
    """Let somebody work here who was invited, or whom the provider may bring. The address is surely theirs."""
    user_id = transaction.call.user_id
    role, role_id, team_ids = provider.newcomer_role, provider.newcomer_role_id, list[UUID]()
    if comer.invite_id is not None:
        accepted = invites_store.accept_invite(transaction, comer.invite_id)
        if accepted is None:
            raise _forbidden("not_a_member")
        role, role_id, team_ids = accepted
    if role_id is not None and find_choice(transaction, str(role_id)) is None:  # it was deleted meanwhile
        raise _forbidden("not_a_member")
    invites_store.owe_user(transaction)
    invites_store.join_company(transaction, user_id, role, role_id)
    roles_store.join_teams(transaction, user_id, team_ids)
    if comer.user_id is None:
        invites_store.bring_newcomer(
            transaction, user_id, email=email, name=name, password_hash=None, locale=store.locale(transaction)
        )
    if comer.invite_id is not None:
        audit.record(transaction, "invite.accepted", target=("invite", comer.invite_id), details={"role": role})
    else:
        audit.record(transaction, "member.admitted", target=("user", user_id), details={"role": role})


def _invite(ports: Ports, call: Call, provider: Provider, comer: Comer, email: str) -> None:
    """Mail an invite to who may come here, and whose address only the company's own provider vouches for."""
    with ports.database.transaction(call) as transaction:
        invite_id = comer.invite_id or new_id()
        if comer.invite_id is None:
            made = invites_store.insert_invite(
                transaction,
                invite_id,
                email,
                provider.newcomer_role,
                provider.newcomer_role_id,
                [],
                provider.created_by,
            )
            if not made:  # somebody invited them at this moment: that mail is on its way
                return
        mail_invite(transaction, invite_id, email)
        audit.record(
            transaction, "invite.sent", target=("invite", invite_id), details={"provider_id": str(provider.id)}
        )


def note_refusal(ports: Ports, call: Call, provider: Provider, reason: str) -> None:
    """Tell the company's log why somebody did not get in: whoever set the provider up must be able to see it."""
    with ports.database.transaction(call) as transaction:
        audit.record(
            transaction,
            "session.refused",
            target=("sign_in_provider", provider.id),
            details={"reason": reason},
        )


def _forbidden(code: str) -> Forbidden:
    return Forbidden(_SENTENCES[code], code=code)


def _refused() -> Unauthenticated:
    return Unauthenticated("O provedor não confirmou quem você é. Tente de novo.", code="token_refused")


def _away() -> TryLater:
    return TryLater("O provedor não respondeu. Tente de novo em instantes.")
