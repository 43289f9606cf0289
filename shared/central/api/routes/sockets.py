"""The right to connect a socket."""

from fastapi import APIRouter

from central.api.dependencies import InPerson, PortsHere, SettingsHere
from central.api.errors import error_responses
from central.api.examples import example
from central.api.paths import PREFIX
from central.realtime import service
from central.realtime.schemas import SocketTicketView

router = APIRouter(prefix=PREFIX, tags=["realtime"])


@router.post(
    "/socket-tickets",
    status_code=201,
    summary="Ask for a connection",
    responses={
        201: example(
            {
                "ticket": "Zk3v…",
                "url": "wss://central.exemplo.com.br/ws?ticket=Zk3v…",
                "expires_at": "2026-11-21T12:03:41.402000Z",
                "last_sequence": 412,
            }
        ),
        **error_responses(401, 403, 429, 503),
    },
)
def create_socket_ticket(call: InPerson, ports: PortsHere, settings: SettingsHere) -> SocketTicketView:
    """Return a ticket that opens one socket within 30 seconds. Fetch lists after it; frames continue from there."""
    ticket = service.create_ticket(ports, call)
    scheme, _, rest = settings.public_url.partition("://")
    url = f"{'wss' if scheme == 'https' else 'ws'}://{rest}/ws?ticket={ticket['ticket']}"
    return SocketTicketView(url=url, **ticket)
