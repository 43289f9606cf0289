"""Messages and reminders for later."""

from typing import Annotated, Any

from fastapi import APIRouter

from central.api.dependencies import PortsHere, allowed
from central.api.errors import error_responses
from central.api.examples import READS, TAKES_BODY, example, page_example
from central.api.idempotency import OnceHere
from central.api.paths import PREFIX
from central.call import Call
from central.followups import scheduled
from central.followups.schemas import ScheduleBody, ScheduleChangeBody, ScheduledView, StateName, scheduled_view
from central.paging import Keyset, split_page
from central.schemas import Limit, Page, PathId

router = APIRouter(prefix=f"{PREFIX}/scheduled-messages", tags=["scheduled messages"])

Reader = Annotated[Call, allowed("conversations.read")]
Writer = Annotated[Call, allowed("conversations.reply")]
_KEYSET = Keyset("scheduled-messages", "time", "id")
_SCHEDULED = {
    "id": "5d0c7f0a-4a0e-4f43-8a57-0a5f6b7c8d90",
    "conversation": {
        "id": "7c1d2e3f-4a5b-4c6d-8e7f-9a0b1c2d3e4f",
        "contact_name": "Maria Silva",
        "channel_name": "WhatsApp da loja",
        "channel_type": "whatsapp",
    },
    "author": {"id": "0b7f2f0e-6f0c-4d52-9d1c-4c1f6f0a9b11", "name": "Ana Souza"},
    "kind": "message",
    "type": "text",
    "text": "Bom dia, Maria! Seu pedido chega hoje à tarde.",
    "template": None,
    "file": None,
    "voice": False,
    "due_at": "2026-11-24T12:00:00.000000Z",
    "cancel_on_reply": True,
    "window_open": True,
    "state": "scheduled",
    "reason": None,
    "message_id": None,
    "created_at": "2026-11-23T18:30:00.000000Z",
    "ended_at": None,
}
_CHANGED = {200: example(_SCHEDULED), **error_responses(401, 403, 404, 409, 422, 503)}


@router.get("", summary="List", responses={200: page_example(_SCHEDULED), **error_responses(404, *READS)})
def list_scheduled_messages(
    call: Reader,
    ports: PortsHere,
    conversation_id: PathId | None = None,
    state: StateName | None = None,
    cursor: str | None = None,
    limit: Limit = 50,
) -> Page[ScheduledView]:
    """Return messages and reminders for later of the conversations the caller sees, by their time."""
    found = scheduled.list_scheduled(
        ports, call, conversation_id=conversation_id, state=state, after=_KEYSET.decode(cursor), limit=limit + 1
    )
    rows, more = split_page(found, limit)
    following = _KEYSET.encode((rows[-1]["due_at"], rows[-1]["id"])) if more else None
    return Page[ScheduledView](items=[scheduled_view(row) for row in rows], next_cursor=following)


@router.post(
    "",
    status_code=201,
    summary="Schedule",
    response_model=ScheduledView,
    responses={201: example(_SCHEDULED), **error_responses(404, 409, *TAKES_BODY)},
)
def schedule_message(body: ScheduleBody, call: Writer, once: OnceHere) -> Any:
    """Let a message be sent at a time, in the caller's name, or remind the caller (`kind: reminder`).

    It is sent once. A text needs an open reply window at that time: `window_open` says whether it will be, so far;
    should it be closed then, nothing is sent, and the author is told.
    """
    return once.run(
        lambda ports: scheduled_view(scheduled.schedule_message(ports, call, body.conversation_id, body.draft()))
    )


@router.patch(
    "/{scheduled_message_id}",
    summary="Change",
    responses={200: example(_SCHEDULED), **error_responses(404, 409, *TAKES_BODY)},
)
def change_scheduled_message(
    scheduled_message_id: PathId, body: ScheduleChangeBody, call: Writer, ports: PortsHere
) -> ScheduledView:
    """Change what is sent, and when. 409 `already_ended` when it was sent or cancelled meanwhile."""
    return scheduled_view(scheduled.change_scheduled(ports, call, scheduled_message_id, body.change()))


@router.post("/{scheduled_message_id}/send", summary="Send now", responses=_CHANGED)
def send_scheduled_message(scheduled_message_id: PathId, call: Writer, ports: PortsHere) -> ScheduledView:
    """Send it now. 409 `window_closed` leaves it scheduled."""
    return scheduled_view(scheduled.send_scheduled(ports, call, scheduled_message_id))


@router.post("/{scheduled_message_id}/cancel", summary="Cancel", responses=_CHANGED)
def cancel_scheduled_message(scheduled_message_id: PathId, call: Writer, ports: PortsHere) -> ScheduledView:
    """Do not send it; it stays in the list as cancelled."""
    return scheduled_view(scheduled.cancel_scheduled(ports, call, scheduled_message_id))
