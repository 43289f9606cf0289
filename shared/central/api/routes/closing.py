"""How the company closes conversations."""

from typing import Annotated

from fastapi import APIRouter

from central.api.dependencies import PortsHere, allowed
from central.api.errors import error_responses
from central.api.examples import EXAMPLE_VERSION, READS, TAKES_BODY, example
from central.api.paths import PREFIX
from central.call import Call
from central.desk import closing
from central.desk.closing import WantedReason
from central.desk.schemas import ClosingBody, ClosingView

router = APIRouter(prefix=f"{PREFIX}/closing", tags=["queues"])

_CLOSING = {
    "reasons": [{"id": "3c2b1a09-4e8f-4d7c-9b5a-493827164f5d", "name": "Dúvida respondida", "active": True}],
    "required": ["reason", "labels"],
    "version": EXAMPLE_VERSION,
}


@router.get("", summary="Read", responses={200: example(_CLOSING), **error_responses(*READS)})
def read_closing(call: Annotated[Call, allowed("conversations.read")], ports: PortsHere) -> ClosingView:
    """Return the reasons to choose from when a conversation is closed, and what must be known before."""
    return ClosingView.model_validate(closing.get_closing(ports, call))


@router.put("", summary="Save", responses={200: example(_CLOSING), **error_responses(409, *TAKES_BODY)})
def save_closing(body: ClosingBody, call: Annotated[Call, allowed("queues.manage")], ports: PortsHere) -> ClosingView:
    """Save all reasons, in their order, and what must be known before a conversation is closed.

    Reasons that are left out are gone; what was closed keeps the name it was closed with.
    """
    reasons = [WantedReason(reason.name, reason.active, reason.id) for reason in body.reasons]
    saved = closing.save_closing(ports, call, reasons=reasons, required=body.required, version=body.version)
    return ClosingView.model_validate(saved)
