"""Confirming that it is still oneself who asks, for who has no password to give."""

from typing import Annotated

from fastapi import APIRouter, Request, Response

from central.api.dependencies import PortsHere, SettingsHere, allowed, visitor_of, without_second_factor
from central.api.errors import error_responses
from central.api.examples import TAKES_BODY, example
from central.api.paths import PREFIX
from central.api.routes.session import set_cookie
from central.api.routes.single_sign_on import IssuersHere
from central.call import Call
from central.single_sign_on import confirming
from central.single_sign_on.model import JOURNEY_LIFE
from central.single_sign_on.schemas import ArrivalBody, DepartureView, ProofView, StepUpView
from central.single_sign_on.service import Return

router = APIRouter(prefix=f"{PREFIX}/me/step-up", tags=["session"])

Own = Annotated[Call, allowed("profile.own", in_person=True)]
_WAYS = {
    "password": False,
    "code": False,
    "provider": {
        "id": "2b7c1a90-4d5e-4f60-8a71-9b2c3d4e5f60",
        "name": "Google",
        "kind": "google",
        "everywhere": True,
    },
}


@router.get(
    "", summary="What one can confirm with", responses={200: example(_WAYS), **error_responses(401, 403, 429, 503)}
)
@without_second_factor
def read_ways(call: Own, ports: PortsHere) -> StepUpView:
    """Say what the caller can give where a `password` is asked for again.

    `password`: theirs. `code`: they have none, and a code of their second factor (or a recovery code) stands for it.
    `provider`: the one that opened the session; signing in there once more gives a proof that stands for it too.
    """
    return StepUpView.of(confirming.find_ways(ports, call))


@router.post(
    "",
    status_code=201,
    summary="Go to one's provider once more",
    responses={
        201: example({"redirect_url": "https://accounts.google.com/o/oauth2/v2/auth?prompt=login&…"}),
        **error_responses(401, 403, 409, 429, 503),
    },
)
@without_second_factor
def depart(
    call: Own,
    request: Request,
    response: Response,
    ports: PortsHere,
    settings: SettingsHere,
    issuers: IssuersHere,
) -> DepartureView:
    """Return where the browser goes to sign in again; it comes back as from signing in, within ten minutes.

    409 `no_provider`: a password opened the session.
    """
    departure = confirming.depart(
        ports,
        call,
        issuers,
        redirect_uri=settings.redirect_uri,
        browser=request.cookies.get(settings.journey_cookie),
        visitor=visitor_of(request, settings),
    )
    set_cookie(response, settings, settings.journey_cookie, departure.browser, JOURNEY_LIFE)
    return DepartureView(redirect_url=departure.address)


@router.post(
    "/finish",
    status_code=201,
    summary="Come back from one's provider",
    responses={
        201: example({"proof": "proof_q1Zr…", "expires_at": "2026-11-29T12:05:00.000000Z"}),
        **error_responses(429, *TAKES_BODY),
    },
)
@without_second_factor
def arrive(
    body: ArrivalBody,
    call: Own,
    request: Request,
    ports: PortsHere,
    settings: SettingsHere,
    issuers: IssuersHere,
) -> ProofView:
    """Return a proof that stands for the `password` once, in this session, for five minutes.

    401 `journey_ended`, `token_refused`. 403 `not_fresh`: the provider does not say that one signed in just now; 403
    `other_person`: one signed in there as somebody else.
    """
    proof = confirming.arrive(
        ports,
        call,
        Return(body.state, body.code, body.iss),
        issuers,
        redirect_uri=settings.redirect_uri,
        browser=request.cookies.get(settings.journey_cookie),
    )
    return ProofView(proof=proof.text, expires_at=proof.expires_at)
