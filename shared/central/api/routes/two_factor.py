"""One's own second factor, and helping out a colleague who lost theirs."""

from typing import Annotated

from fastapi import APIRouter, Response

from central.accounts import second_factor
from central.accounts.access_schemas import (
    CodeBody,
    PasswordCheckBody,
    RecoveryCodesView,
    TwoFactorSetupView,
    TwoFactorView,
)
from central.api.dependencies import PortsHere, allowed, without_second_factor
from central.api.errors import error_responses
from central.api.examples import TAKES_BODY, example
from central.api.paths import PREFIX
from central.call import Call
from central.schemas import PathId

router = APIRouter(prefix=PREFIX, tags=["session"])

Own = Annotated[Call, allowed("profile.own", in_person=True)]
_FACTOR = {
    "enabled": True,
    "enabled_at": "2026-11-21T12:03:41.402000Z",
    "recovery_codes_left": 9,
    "required": False,
}
_SETUP = {
    "secret": "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
    "uri": "otpauth://totp/Central:ana%40exemplo.com.br?secret=JBSW…&issuer=Central",
    "qr_svg": '<svg xmlns="http://www.w3.org/2000/svg" …',
}
_CODES = {"recovery_codes": ["mfrg-gzdf-mztw-q2lk"]}


@router.get(
    "/me/two-factor",
    summary="One's own second factor",
    responses={200: example(_FACTOR), **error_responses(401, 403, 503)},
)
@without_second_factor
def read_two_factor(call: Own, ports: PortsHere) -> TwoFactorView:
    """Say whether a code is asked for when one signs in. `required`: the company asks for it."""
    return TwoFactorView.of(second_factor.get_factor(ports, call))


@router.post(
    "/me/two-factor",
    status_code=201,
    summary="Set up the second factor",
    responses={201: example(_SETUP), **error_responses(409, 429, *TAKES_BODY)},
)
@without_second_factor
def start_two_factor(body: PasswordCheckBody, call: Own, ports: PortsHere) -> TwoFactorSetupView:
    """Return what an app needs; shown this once. Nothing changes before a code confirms it, within 15 minutes."""
    return TwoFactorSetupView.of(second_factor.start_setup(ports, call, body.password))


@router.post(
    "/me/two-factor/confirm",
    summary="Confirm the second factor",
    responses={200: example(_CODES), **error_responses(409, *TAKES_BODY)},
)
@without_second_factor
def confirm_two_factor(body: CodeBody, call: Own, ports: PortsHere) -> RecoveryCodesView:
    """Ask for a code from now on. Returns ten recovery codes, shown this once; all other sessions end.

    422 `wrong_code`: not the app's code now.
    """
    return RecoveryCodesView(recovery_codes=second_factor.confirm_setup(ports, call, body.code))


@router.post(
    "/me/two-factor/recovery-codes",
    summary="Make other recovery codes",
    responses={200: example(_CODES), **error_responses(409, 429, *TAKES_BODY)},
)
@without_second_factor
def replace_recovery_codes(body: PasswordCheckBody, call: Own, ports: PortsHere) -> RecoveryCodesView:
    """Return ten other recovery codes, shown this once; those of before are worth nothing."""
    return RecoveryCodesView(recovery_codes=second_factor.replace_recovery_codes(ports, call, body.password))


@router.delete(
    "/me/two-factor",
    status_code=204,
    summary="Remove the second factor",
    responses=error_responses(409, 429, *TAKES_BODY),
)
@without_second_factor
def remove_two_factor(body: PasswordCheckBody, call: Own, ports: PortsHere) -> Response:
    """Sign in with the password alone again; all other sessions end."""
    second_factor.remove_own(ports, call, body.password)
    return Response(status_code=204)


@router.delete(
    "/users/{user_id}/two-factor",
    status_code=204,
    summary="Remove a colleague's second factor",
    responses=error_responses(404, 409, 429, *TAKES_BODY),
)
def remove_two_factor_of_user(
    user_id: PathId,
    body: PasswordCheckBody,
    call: Annotated[Call, allowed("users.manage", in_person=True)],
    ports: PortsHere,
) -> Response:
    """Help out somebody who lost the phone and the codes; `password` is one's own. Their sessions end.

    409 `works_elsewhere`: they work for another company too, whose door it guards as well.
    """
    second_factor.remove_of_member(ports, call, user_id, body.password)
    return Response(status_code=204)
