"""Companies that open themselves."""

from fastapi import APIRouter, Request, Response

from central.api.dependencies import PortsHere, SettingsHere, check_origin, visitor_of
from central.api.errors import error_responses
from central.api.examples import example
from central.api.paths import PREFIX
from central.companies import sign_ups
from central.companies.schemas import SignUpBody, SignUpsView
from central.errors import Forbidden

router = APIRouter(prefix=f"{PREFIX}/sign-ups", tags=["account"])


@router.get("", summary="Whether anybody may open a company", responses={200: example({"open": True})})
def read_sign_ups(settings: SettingsHere) -> SignUpsView:
    """Tell the sign-in page whether to offer it."""
    return SignUpsView(open=settings.sign_up)


@router.post(
    "", status_code=204, summary="Open a company", responses=error_responses(400, 403, 413, 415, 422, 429, 503)
)
def ask_sign_up(body: SignUpBody, request: Request, ports: PortsHere, settings: SettingsHere) -> Response:
    """Open a company and send a link to its first admin. The answer is the same for an address somebody has already.

    403 `sign_up_closed`: only the operator opens companies here.
    """
    check_origin(request, settings, required=False)
    if not settings.sign_up:
        raise Forbidden("O cadastro não está aberto. Fale com quem administra o sistema.", code="sign_up_closed")
    sign_ups.ask_sign_up(
        ports,
        company=body.company,
        person=body.name,
        email=body.email,
        locale=body.locale,
        visitor=visitor_of(request, settings),
    )
    return Response(status_code=204)
