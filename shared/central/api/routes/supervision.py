"""Supervision: the service at this moment, time sheets, and another state for an agent."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Response

from central.analytics import supervision
from central.analytics.schemas import ForcedPresenceBody, LiveView, SheetView
from central.api.dependencies import PortsHere, ProofHere, allowed
from central.api.errors import error_responses
from central.api.examples import READS, TAKES_BODY, example, page_example
from central.api.paths import PREFIX
from central.call import Call
from central.paging import Keyset, split_page
from central.queues import presence
from central.queues.schemas import PresenceView
from central.schemas import Limit, Page, PathId

router = APIRouter(prefix=f"{PREFIX}/supervision", tags=["supervision"])

Reader = Annotated[Call, allowed("supervision.read")]
First = Annotated[
    date | None,
    Query(alias="since", description="First day, in the company's time zone; left out: six before the last."),
]
Last = Annotated[date | None, Query(alias="until", description="Last day, at most 93 in all; left out: today.")]
_KEYSET = Keyset("time-sheets", "text", "id")
_LIVE = {
    "at": "2026-11-21T12:00:00.000000Z",
    "queues": [
        {
            "id": "2a7c9d10-6f4e-4f6c-9a55-0f7f2c8e1b66",
            "name": "Atendimento",
            "active": True,
            "waiting": 2,
            "oldest_entered_at": "2026-11-21T11:58:03.000000Z",
            "in_service": 7,
            "online": 3,
            "sla_at_risk": 2,
            "sla_late": 1,
            "finished_today": 41,
            "abandoned_today": 1,
            "mean_wait_seconds": 38.4,
            "mean_service_seconds": 512.9,
        }
    ],
    "agents": [
        {
            "id": "0b7f2f0e-6f0c-4d52-9d1c-4c1f6f0a9b11",
            "name": "Ana Souza",
            "avatar_url": None,
            "state": "pause",
            "reason": "Almoço",
            "since": "2026-11-21T11:52:00.000000Z",
            "load": 3,
            "agent_limit": 5,
            "queue_ids": ["2a7c9d10-6f4e-4f6c-9a55-0f7f2c8e1b66"],
        }
    ],
}
_SHEET = {
    "user_id": "0b7f2f0e-6f0c-4d52-9d1c-4c1f6f0a9b11",
    "name": "Ana Souza",
    "days": [
        {
            "day": "2026-11-21",
            "online_seconds": 25200.0,
            "busy_seconds": 1800.0,
            "pause_seconds": 3600.0,
            "pauses": [{"reason": "Almoço", "seconds": 3600.0}],
            "first_at": "2026-11-21T11:00:00.000000Z",
            "last_at": "2026-11-21T20:30:00.000000Z",
        }
    ],
}
_PRESENCE = {
    "user_id": "0b7f2f0e-6f0c-4d52-9d1c-4c1f6f0a9b11",
    "state": "pause",
    "chosen_state": "pause",
    "reason": "Reunião",
    "state_since": "2026-11-21T12:00:00.000000Z",
    "load": 3,
    "idle_after_seconds": 300,
}


@router.get("/live", summary="The service now", responses={200: example(_LIVE), **error_responses(*READS)})
def read_live(call: Reader, ports: PortsHere) -> LiveView:
    """Return every queue and every agent as they stand now, with what each queue did today.

    Means are in seconds: from entering a queue to being given to an agent, and from then until resolved.
    """
    return LiveView.of(supervision.show_live(ports, call))


@router.get(
    "/time-sheets", summary="Time sheets", responses={200: page_example(_SHEET), **error_responses(404, *READS)}
)
def list_time_sheets(
    call: Reader,
    ports: PortsHere,
    first: First = None,
    last: Last = None,
    user_id: PathId | None = None,
    cursor: str | None = None,
    limit: Limit = 50,
) -> Page[SheetView]:
    """Return how people spent their time, by name: online, busy, pauses with their reasons, day by day."""
    found = supervision.list_sheets(
        ports, call, first=first, last=last, user_id=user_id, after=_KEYSET.decode(cursor), limit=limit + 1
    )
    rows, more = split_page(found, limit)
    following = _KEYSET.encode((rows[-1].name, rows[-1].user_id)) if more else None
    return Page[SheetView](items=[SheetView.of(row) for row in rows], next_cursor=following)


@router.post(
    "/time-sheets/export",
    summary="Export time sheets as CSV",
    response_class=Response,
    responses={
        200: {
            "content": {
                "text/csv": {"schema": {"type": "string"}, "example": '"name","day"\r\n"Ana Souza","2026…"\r\n'}
            }
        },
        **error_responses(429, *TAKES_BODY),
    },
)
def export_time_sheets(
    body: ProofHere, call: Reader, ports: PortsHere, first: First = None, last: Last = None
) -> Response:
    """Return the same of everybody, a line per person and day, in minutes. No cell is a formula.

    Asks for one's own `password`, except of an API token.
    """
    text = supervision.export_sheets(ports, call, first=first, last=last, password=body.password)
    headers = {"Content-Disposition": 'attachment; filename="folha-de-horas.csv"'}
    return Response(text, media_type="text/csv; charset=utf-8", headers=headers)


@router.put(
    "/agents/{user_id}/presence",
    summary="Put an agent into a state",
    responses={200: example(_PRESENCE), **error_responses(404, 409, *TAKES_BODY)},
)
def force_presence(
    user_id: PathId,
    body: ForcedPresenceBody,
    call: Annotated[Call, allowed("supervision.act")],
    ports: PortsHere,
) -> PresenceView:
    """Put a colleague online, busy, into a pause or offline, as if they had chosen it. They are told who did.

    409 `not_connected`: whoever is not there can only be sent offline.
    """
    return PresenceView.model_validate(presence.force_presence(ports, call, user_id, body.state, body.reason))
