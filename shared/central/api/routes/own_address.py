"""One's own e-mail address."""

from typing import Annotated

from fastapi import APIRouter, Response

from central.accounts import own_address
from central.accounts.people_schemas import LinkBody, NewAddressBody, OwnAddressView
from central.accounts.schemas import SessionView, session_view
from central.api.dependencies import PortsHere, allowed
from central.api.errors import error_responses
from central.api.examples import TAKES_BODY, example
from central.api.paths import PREFIX
from central.api.routes.session import SESSION_EXAMPLE
from central.call import Call

router = APIRouter(prefix=f"{PREFIX}/me/email", tags=["session"])

Own = Annotated[Call, allowed("profile.own", in_person=True)]
_ADDRESS = {
    "email": "ana@exemplo.com.br",
    "pending": {
        "email": "ana.souza@exemplo.com.br",
        "asked_at": "2026-11-29T12:00:00.000000Z",
        "expires_at": "2026-11-30T12:00:01.000000Z",
        "mail_state": "sent",
    },
}


@router.get("", summary="One's own e-mail", responses={200: example(_ADDRESS), **error_responses(401, 403, 429, 503)})
def read_address(call: Own, ports: PortsHere) -> OwnAddressView:
    """Return the address that counts, and the one that waits for its link to be opened."""
    return OwnAddressView.of(own_address.get_address(ports, call))


@router.post(
    "",
    status_code=201,
    summary="Change one's own e-mail",
    responses={201: example(_ADDRESS), **error_responses(429, *TAKES_BODY)},
)
def ask_address(body: NewAddressBody, call: Own, ports: PortsHere) -> OwnAddressView:
    """Send a link to the new address, good once and for a day, and tell the old one.

    Nothing changes before it is opened. The answer is the same for an address that is somebody else's: only its mailbox
    is told. Asking again ends the link of before, and so does a new password. 422 `same_address`.
    """
    return OwnAddressView.of(own_address.ask_address(ports, call, body.email, body.password))


@router.delete("", status_code=204, summary="Keep one's own e-mail", responses=error_responses(401, 403, 429, 503))
def give_up_address(call: Own, ports: PortsHere) -> Response:
    """End the link that was sent to a new address."""
    own_address.give_up_address(ports, call)
    return Response(status_code=204)


@router.post(
    "/confirm",
    summary="Confirm one's own new e-mail",
    responses={200: example(SESSION_EXAMPLE), **error_responses(404, 409, 429, *TAKES_BODY)},
)
def confirm_address(body: LinkBody, call: Own, ports: PortsHere) -> SessionView:
    """Let the address the link was sent to be the caller's, in every company; sessions go on.

    404 `link_ended`: used, over, taken back, or asked for by somebody else. 409 `address_taken`: by another account,
    since it was asked for.
    """
    return session_view(own_address.confirm_address(ports, call, body.token))
