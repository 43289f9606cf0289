"""Resuming: what happened since a client last knew."""

from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse

from central.api.dependencies import PortsHere, allowed
from central.api.errors import error_responses
from central.api.examples import READS, example
from central.api.paths import PREFIX
from central.call import Call
from central.realtime import service
from central.realtime.schemas import EventsView
from central.schemas import MAX_BIGINT

router = APIRouter(prefix=PREFIX, tags=["realtime"])

_EVENTS = {
    "items": [
        {
            "sequence": 412,
            "type": "ticket_closed",
            "conversation_id": "5a7b0d58-8c1e-4a58-9d0b-0d0b3c6d2f11",
            "occurred_at": "2026-11-21T12:03:11.402000Z",
            "data": {"removed": True},
        }
    ],
    "next_cursor": None,
    "last_sequence": 412,
    "reset": False,
}


@router.get(
    "/events",
    summary="What happened since",
    response_model=EventsView,
    responses={200: example(_EVENTS), **error_responses(*READS)},
)
def list_events(
    call: Annotated[Call, allowed("conversations.read")],
    ports: PortsHere,
    after: Annotated[
        int | None,
        Query(ge=0, le=MAX_BIGINT, description="The last sequence known; without it, only where the log is."),
    ] = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 500,
) -> Any:
    """Return events in their order, as far as they are for the caller. `reset`: too much was missed, fetch anew."""
    return JSONResponse(service.read_events(ports, call, after, limit=limit))
