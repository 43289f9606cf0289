"""Signing in and out, and one's own profile."""

from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Request, Response

from central.accounts import service
from central.accounts.model import DEVICE_LIFE, SESSION_LIFE
from central.accounts.schemas import NewSessionView, ProfileBody, SessionView, SignInBody, session_view
from central.api.dependencies import PortsHere, SettingsHere, SignedIn, allowed, check_origin, visitor_of
from central.api.errors import correlation_of, error_responses
from central.api.examples import example
from central.api.settings import ApiSettings
from central.call import Call

router = APIRouter(tags=["session"])

_SESSION = {
    "expires_at": "2026-11-28T12:00:00.000000Z",
    "user": {
        "id": "0b7f2f0e-6f0c-4d52-9d1c-4c1f6f0a9b11",
        "name": "Ana Souza",
        "email": "ana@exemplo.com.br",
        "avatar_url": None,
        "locale": "pt-BR",
    },
    "account": {
        "id": "4f5d3c2b-1a09-4e8f-8d7c-6b5a49382716",
        "name": "Clínica Exemplo",
        "locale": "pt-BR",
        "time_zone": "America/Sao_Paulo",
    },
    "role": "agent",
    "permissions": ["contacts.read", "conversations.read", "conversations.reply"],
}


@router.post(
    "/session",
    status_code=201,
    summary="Sign in",
    responses={
        201: example({"token": "q1Zr…", **_SESSION}),
        **error_responses(400, 401, 403, 413, 415, 422, 429, 503),
    },
)
def create_session(
    body: SignInBody, request: Request, response: Response, ports: PortsHere, settings: SettingsHere
) -> NewSessionView:
    """Open a session. The token comes back once, for `Authorization: Bearer`; browsers get it as an HttpOnly cookie."""
    check_origin(request, settings, required=False)
    signed_in = service.sign_in(
        ports,
        body.email,
        body.password,
        account_id=body.account_id,
        visitor=visitor_of(request, settings),
        correlation_id=correlation_of(request),
    )
    _set_cookie(response, settings, settings.cookie_name, signed_in.token, SESSION_LIFE)
    _set_cookie(response, settings, settings.device_cookie, signed_in.device, DEVICE_LIFE)
    return NewSessionView(token=signed_in.token, **dict(session_view(signed_in.profile)))


@router.get(
    "/session",
    summary="Who is signed in",
    responses={200: example(_SESSION), **error_responses(401, 503)},
)
def read_session(call: SignedIn, ports: PortsHere) -> SessionView:
    """Return the signed-in person, their company and what they may do."""
    return session_view(service.get_profile(ports, call))


@router.delete("/session", status_code=204, summary="Sign out", responses=error_responses(401, 403, 503))
def delete_session(call: SignedIn, ports: PortsHere, settings: SettingsHere) -> Response:
    """End this session and close its sockets."""
    service.sign_out(ports, call)
    response = Response(status_code=204)
    response.delete_cookie(settings.cookie_name, path="/", secure=settings.secure, httponly=True, samesite="lax")
    return response


@router.patch(
    "/me",
    summary="Change one's own profile",
    responses={200: example(_SESSION), **error_responses(400, 401, 403, 413, 415, 422, 503)},
)
def update_me(body: ProfileBody, call: Annotated[Call, allowed("profile.own")], ports: PortsHere) -> SessionView:
    """Change one's own name or language."""
    return session_view(service.update_profile(ports, call, name=body.name, locale=body.locale))


def _set_cookie(response: Response, settings: ApiSettings, name: str, value: str, life: timedelta) -> None:
    response.set_cookie(
        name,
        value,
        max_age=int(life.total_seconds()),
        path="/",
        secure=settings.secure,
        httponly=True,
        samesite="lax",
    )
