"""Signing in by a provider, and who is who there."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import JSONResponse

from central.accounts.access_schemas import CodeNeededView, PasswordCheckBody
from central.accounts.schemas import NewSessionView
from central.accounts.service import CodeNeeded
from central.api.dependencies import PortsHere, SettingsHere, allowed, check_origin, outbound, visitor_of
from central.api.errors import correlation_of, error_responses
from central.api.examples import READS, TAKES_BODY, example, page_example
from central.api.paths import PREFIX
from central.api.routes.session import CODE_NEEDED_EXAMPLE, SESSION_EXAMPLE, opened, set_cookie
from central.call import Call
from central.schemas import Page, PathId
from central.single_sign_on import identities, service
from central.single_sign_on.issuers import Issuers
from central.single_sign_on.model import JOURNEY_LIFE
from central.single_sign_on.schemas import (
    ArrivalBody,
    DepartureView,
    JourneyBody,
    SignInIdentityView,
    SignInPageView,
)

router = APIRouter(prefix=PREFIX, tags=["session"])

Own = Annotated[Call, allowed("profile.own", in_person=True)]
Manages = Annotated[Call, allowed("users.manage", in_person=True)]
_PAGE = {
    "company": "Clínica Exemplo",
    "password": True,
    "providers": [{"id": "2b7c1a90-4d5e-4f60-8a71-9b2c3d4e5f60", "name": "Google", "kind": "google"}],
}
_IDENTITY = {
    "id": "7d2e9f10-3c4b-4a5d-8e6f-1a2b3c4d5e6f",
    "provider_id": "2b7c1a90-4d5e-4f60-8a71-9b2c3d4e5f60",
    "provider_name": "Google",
    "kind": "google",
    "email": "ana@exemplo.com.br",
    "created_at": "2026-11-21T12:00:00.000000Z",
    "last_used_at": "2026-11-28T08:01:12.000000Z",
}


async def issuers_of(request: Request, settings: SettingsHere) -> Issuers:
    """Return what asks issuers; one per process, and it remembers for an hour."""
    state = request.app.state
    if getattr(state, "issuers", None) is None:
        state.issuers = Issuers(outbound(request, settings))
    issuers: Issuers = state.issuers
    return issuers


IssuersHere = Annotated[Issuers, Depends(issuers_of)]


@router.get(
    "/single-sign-on",
    summary="A company's own sign-in page",
    responses={200: example(_PAGE), **error_responses(404, 422, 429, 503)},
)
def read_sign_in_page(
    company: Annotated[str, Query(min_length=1, max_length=64)],
    request: Request,
    ports: PortsHere,
    settings: SettingsHere,
) -> SignInPageView:
    """Return the providers of the company whose code this is. Nothing is ever told for an e-mail address.

    404 `no_such_page`: no such company, or one without providers.
    """
    return SignInPageView.of(service.read_page(ports, company, visitor_of(request, settings)))


@router.post(
    "/single-sign-on",
    status_code=201,
    summary="Go to a provider",
    responses={
        201: example({"redirect_url": "https://accounts.google.com/o/oauth2/v2/auth?…"}),
        **error_responses(404, 429, *TAKES_BODY),
    },
)
def depart(
    body: JourneyBody,
    request: Request,
    response: Response,
    ports: PortsHere,
    settings: SettingsHere,
    issuers: IssuersHere,
) -> DepartureView:
    """Return where the browser goes, and give it the cookie it needs to come back within ten minutes."""
    check_origin(request, settings, required=False)
    departure = service.depart(
        ports,
        body.provider_id,
        issuers,
        redirect_uri=settings.redirect_uri,
        browser=request.cookies.get(settings.journey_cookie),
        visitor=visitor_of(request, settings),
    )
    set_cookie(response, settings, settings.journey_cookie, departure.browser, JOURNEY_LIFE)
    return DepartureView(redirect_url=departure.address)


@router.post(
    "/single-sign-on/finish",
    status_code=201,
    summary="Come back from a provider",
    response_model=NewSessionView,
    responses={
        200: {"model": CodeNeededView, "description": "A code is asked for.", **example(CODE_NEEDED_EXAMPLE)},
        201: example({"token": "q1Zr…", **SESSION_EXAMPLE}),
        **error_responses(409, 429, *TAKES_BODY),
    },
)
def arrive(
    body: ArrivalBody,
    request: Request,
    response: Response,
    ports: PortsHere,
    settings: SettingsHere,
    issuers: IssuersHere,
) -> Any:
    """Open a session with what the provider sent the browser back with; good once, in the browser that departed.

    401 `journey_ended`: begin again. 401 `token_refused`: the provider's answer is not to be believed. 403:
    `not_a_member`, `inactive`, `other_identity`, `email_missing`, `email_unverified`, `email_domain`;
    `confirm_by_mail`: an invite was mailed. Somebody with a second factor gets 200 and a challenge, as with a password.
    """
    check_origin(request, settings, required=False)
    signed_in = service.arrive(
        ports,
        service.Return(body.state, body.code, body.iss),
        issuers,
        redirect_uri=settings.redirect_uri,
        browser=request.cookies.get(settings.journey_cookie),
        visitor=visitor_of(request, settings),
        correlation_id=correlation_of(request),
    )
    if isinstance(signed_in, CodeNeeded):
        return JSONResponse(CodeNeededView.of(signed_in).model_dump(mode="json"), 200)
    return opened(response, settings, signed_in)


@router.get(
    "/me/identities",
    summary="What one signs in with",
    responses={200: page_example(_IDENTITY), **error_responses(*READS)},
)
def list_identities(call: Own, ports: PortsHere) -> Page[SignInIdentityView]:
    """Return the providers the caller signs in by in this company; a few at most."""
    return Page[SignInIdentityView](
        items=[SignInIdentityView.of(one) for one in identities.list_identities(ports, call)]
    )


@router.delete(
    "/me/identities/{identity_id}",
    status_code=204,
    summary="Unbind from a provider",
    responses=error_responses(404, 429, *TAKES_BODY),
)
def unbind(identity_id: PathId, body: PasswordCheckBody, call: Own, ports: PortsHere) -> Response:
    """Forget who one is at a provider; one's other sessions opened by it end.

    Asks for one's password, which is then the way in; 422 `no_password`.
    """
    identities.unbind(ports, call, identity_id, body.password)
    return Response(status_code=204)


@router.get(
    "/users/{user_id}/identities",
    summary="What a colleague signs in with",
    responses={200: page_example(_IDENTITY), **error_responses(404, *READS)},
)
def list_identities_of_user(user_id: PathId, call: Manages, ports: PortsHere) -> Page[SignInIdentityView]:
    """Return the providers somebody signs in by in this company; a few at most."""
    found = identities.list_identities_of(ports, call, user_id)
    return Page[SignInIdentityView](items=[SignInIdentityView.of(one) for one in found])


@router.delete(
    "/users/{user_id}/identities/{identity_id}",
    status_code=204,
    summary="Unbind a colleague from a provider",
    responses=error_responses(404, 429, *TAKES_BODY),
)
def unbind_user(
    user_id: PathId, identity_id: PathId, body: PasswordCheckBody, call: Manages, ports: PortsHere
) -> Response:
    """Forget who somebody is at a provider; `password` is one's own. Their sessions opened by it end; they are mailed.

    The next time they come by it they are bound anew, by their address. 403 `role_too_high`.
    """
    identities.unbind_member(ports, call, user_id, identity_id, body.password)
    return Response(status_code=204)
