"""A new password for who forgot theirs."""

from fastapi import APIRouter, Request, Response

from central.accounts import password_resets
from central.accounts.people_schemas import NewPasswordBody, PasswordResetBody
from central.api.dependencies import PortsHere, SettingsHere, check_origin, visitor_of
from central.api.errors import correlation_of, error_responses
from central.api.paths import PREFIX

router = APIRouter(prefix=f"{PREFIX}/password-resets", tags=["session"])


@router.post(
    "",
    status_code=204,
    summary="Ask for a new password",
    responses=error_responses(400, 403, 413, 415, 422, 429, 503),
)
def ask_password_reset(body: PasswordResetBody, request: Request, ports: PortsHere, settings: SettingsHere) -> Response:
    """Send a link to the owner of the address. The answer is the same for an address that nobody has."""
    check_origin(request, settings, required=False)
    password_resets.ask_password_reset(ports, body.email, visitor=visitor_of(request, settings))
    return Response(status_code=204)


@router.post(
    "/confirm",
    status_code=204,
    summary="Choose a new password",
    responses=error_responses(400, 403, 404, 413, 415, 422, 429, 503),
)
def confirm_password_reset(
    body: NewPasswordBody, request: Request, ports: PortsHere, settings: SettingsHere
) -> Response:
    """Replace the password; every session ends, in every company.

    404 `link_ended`: the link was used, or its time is over. 422 `weak_password`: the link stays good.
    """
    check_origin(request, settings, required=False)
    password_resets.reset_password(
        ports,
        body.token,
        body.password,
        visitor=visitor_of(request, settings),
        correlation_id=correlation_of(request),
    )
    return Response(status_code=204)
