"""How queues treat who waits."""

from typing import Annotated

from fastapi import APIRouter

from central.api.dependencies import PortsHere, allowed
from central.api.errors import error_responses
from central.api.examples import READS, TAKES_BODY, example
from central.api.paths import PREFIX
from central.call import Call
from central.queues import abandonment
from central.queues.schemas import WaitingBody, WaitingView
from central.schemas import PathId

router = APIRouter(prefix=PREFIX + "/queues/{queue_id}/waiting", tags=["queues"])
_WAITING = {
    "queue_id": "2a7c9d10-6f4e-4f6c-9a55-0f7f2c8e1b66",
    "abandon_after_seconds": 600,
    "position_text": "Você é o {position}º de {total} na fila {queue}.",
    "position_interval_seconds": 120,
}


@router.get("", summary="How it treats who waits", responses={200: example(_WAITING), **error_responses(404, *READS)})
def read_queue_waiting(
    queue_id: PathId, call: Annotated[Call, allowed("queues.read")], ports: PortsHere
) -> WaitingView:
    """Return after how long a ticket is abandoned, and what is said about the place in line how often."""
    return WaitingView.model_validate(abandonment.read_waiting(ports, call, queue_id), from_attributes=False)


@router.patch(
    "",
    summary="Change how it treats who waits",
    responses={200: example(_WAITING), **error_responses(404, *TAKES_BODY)},
)
def change_queue_waiting(
    queue_id: PathId, body: WaitingBody, call: Annotated[Call, allowed("queues.manage")], ports: PortsHere
) -> WaitingView:
    """Change it, also for who waits already. `abandon_after_seconds` counts open hours only; 0: nobody is abandoned."""
    return WaitingView.model_validate(abandonment.change_waiting(ports, call, queue_id, body.change()))
