"""Signing in and out, and one's own profile."""

from datetime import timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from central.accounts import second_factor, service
from central.accounts.access_schemas import CodeNeededView, FinishSignInBody
from central.accounts.model import DEVICE_LIFE, SESSION_LIFE
from central.accounts.schemas import NewSessionView, ProfileBody, SessionView, SignInBody, session_view
from central.accounts.service import CodeNeeded, SignedIn
from central.api.dependencies import (
    InPerson,
    PortsHere,
    SettingsHere,
    allowed,
    check_origin,
    visitor_of,
    without_second_factor,
)
from central.api.errors import correlation_of, error_responses
from central.api.examples import example
from central.api.paths import PREFIX
from central.api.settings import ApiSettings
from central.call import Call

router = APIRouter(prefix=PREFIX, tags=["session"])

SESSION_EXAMPLE = {
    "expires_at": "2026-11-28T12:00:00.000000Z",
    "user": {
        "id": "0b7f2f0e-6f0c-4d52-9d1c-4c1f6f0a9b11",
        "name": "Ana Souza",
        "email": "ana@exemplo.com.br",
        "avatar_url": None,
        "locale": "pt-BR",
        "signature": "Ana, atendimento",
    },
    "account": {
        "id": "4f5d3c2b-1a09-4e8f-8d7c-6b5a49382716",
        "name": "Clínica Exemplo",
        "locale": "pt-BR",
        "time_zone": "America/Sao_Paulo",
        "brand_color": "#0b5c6b",
        "onboarding": False,
    },
    "companies": 1,
    "operator": False,
    "role": "agent",
    "custom_role": None,
    "scope": "own",
    "permissions": ["contacts.read", "conversations.read", "conversations.reply"],
    "second_factor_setup_required": False,
}
CODE_NEEDED_EXAMPLE = {"second_factor": {"challenge": "k8Yd…", "expires_at": "2026-11-21T12:08:41.402000Z"}}


@router.post(
    "/session",
    status_code=201,
    summary="Sign in",
    response_model=NewSessionView,
    responses={
        200: {"model": CodeNeededView, "description": "A code is asked for.", **example(CODE_NEEDED_EXAMPLE)},
        201: example({"token": "q1Zr…", **SESSION_EXAMPLE}),
        **error_responses(400, 401, 403, 413, 415, 422, 429, 503),
    },
)
def create_session(
    body: SignInBody, request: Request, response: Response, ports: PortsHere, settings: SettingsHere
) -> Any:
    """Open a session. The token comes back once, for `Authorization: Bearer`; browsers get it as an HttpOnly cookie.

    Somebody with a second factor gets 200 and a challenge, for `POST /session/second-factor` within 5 minutes. 403
    `single_sign_on_required`: the password is right and opens nothing there; `details.company` is the code of the
    company's own sign-in page. 403 `no_access`: it is right, and the company is suspended or took the access.
    """
    check_origin(request, settings, required=False)
    signed_in = service.sign_in(
        ports,
        body.email,
        body.password,
        account_id=body.account_id,
        visitor=visitor_of(request, settings),
        correlation_id=correlation_of(request),
    )
    if isinstance(signed_in, CodeNeeded):
        return JSONResponse(CodeNeededView.of(signed_in).model_dump(mode="json"), 200)
    return opened(response, settings, signed_in)


@router.post(
    "/session/second-factor",
    status_code=201,
    summary="Sign in: the second factor",
    responses={
        201: example({"token": "q1Zr…", **SESSION_EXAMPLE}),
        **error_responses(400, 401, 403, 413, 415, 422, 429, 503),
    },
)
def finish_sign_in(
    body: FinishSignInBody, request: Request, response: Response, ports: PortsHere, settings: SettingsHere
) -> NewSessionView:
    """Open the session with a code of the app, or a recovery code. Each works once.

    401 `wrong_code`: wrong, or used. 401 `challenge_ended`: begin again with the password.
    """
    check_origin(request, settings, required=False)
    signed_in = second_factor.finish_sign_in(
        ports,
        body.challenge,
        body.code,
        visitor=visitor_of(request, settings),
        correlation_id=correlation_of(request),
    )
    return opened(response, settings, signed_in)


def opened(response: Response, settings: ApiSettings, signed_in: SignedIn) -> NewSessionView:
    set_cookie(response, settings, settings.cookie_name, signed_in.token, SESSION_LIFE)
    set_cookie(response, settings, settings.device_cookie, signed_in.device, DEVICE_LIFE)
    return NewSessionView(token=signed_in.token, **dict(session_view(signed_in.profile)))


@router.get(
    "/session",
    summary="Who is signed in",
    responses={200: example(SESSION_EXAMPLE), **error_responses(401, 403, 429, 503)},
)
@without_second_factor
def read_session(call: InPerson, ports: PortsHere) -> SessionView:
    """Return the signed-in person, their company and what they may do."""
    return session_view(service.get_profile(ports, call))


@router.delete("/session", status_code=204, summary="Sign out", responses=error_responses(401, 403, 429, 503))
@without_second_factor
def delete_session(call: InPerson, ports: PortsHere, settings: SettingsHere) -> Response:
    """End this session and close its sockets."""
    service.sign_out(ports, call)
    response = Response(status_code=204)
    response.delete_cookie(settings.cookie_name, path="/", secure=settings.secure, httponly=True, samesite="lax")
    return response


@router.patch(
    "/me",
    summary="Change one's own profile",
    responses={200: example(SESSION_EXAMPLE), **error_responses(400, 401, 403, 413, 415, 422, 503)},
)
def update_me(body: ProfileBody, call: Annotated[Call, allowed("profile.own")], ports: PortsHere) -> SessionView:
    """Change one's own name, language or signature."""
    return session_view(
        service.update_profile(ports, call, name=body.name, locale=body.locale, signature=body.signature)
    )


def set_cookie(response: Response, settings: ApiSettings, name: str, value: str, life: timedelta) -> None:
    """Let the browser keep a value of ours, out of the reach of scripts and of requests other sites make it send."""
    response.set_cookie(
        name,
        value,
        max_age=int(life.total_seconds()),
        path="/",
        secure=settings.secure,
        httponly=True,
        samesite="lax",
    )
