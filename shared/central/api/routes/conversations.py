"""Conversations: lists, one of them, and what people do with it."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Response
from fastapi.responses import JSONResponse

from central.api.bulk import run_bulk
from central.api.dependencies import PortsHere, allowed
from central.api.errors import error_responses
from central.api.examples import READS, TAKES_BODY, example, page_example
from central.api.idempotency import OnceHere
from central.api.paths import PREFIX
from central.api.routes.shown import CONVERSATION
from central.call import Call
from central.conversations import sending, service
from central.conversations.model import Filter, Level, Pressure, Sort, View, read_search
from central.conversations.schemas import (
    BulkBody,
    BulkView,
    ConversationPatch,
    ConversationView,
    CountsView,
    LabelName,
    LabelsBody,
    ReadBody,
    StartBody,
    TypingBody,
)
from central.queues import service as queues
from central.queues.channel_transfer import transfer_to_channel
from central.queues.schemas import AssignBody, ResolveBody, SnoozeBody, TransferBody
from central.realtime import service as realtime
from central.schemas import Limit, Page, PathId

router = APIRouter(prefix=PREFIX, tags=["conversations"])

Reader = Annotated[Call, allowed("conversations.read")]
Writer = Annotated[Call, allowed("conversations.reply")]
Assigner = Annotated[Call, allowed("conversations.assign")]
Manager = Annotated[Call, allowed("conversations.manage")]
_SHOWN = {200: example(CONVERSATION), **error_responses(404, 409, *TAKES_BODY)}
_COUNTS = {"mine": 4, "unassigned": 2, "waiting": 2, "all": 31, "unread": 1}


@router.get(
    "/conversations",
    summary="List, filter and search",
    response_model=Page[ConversationView],
    responses={200: page_example(CONVERSATION), **error_responses(404, *READS)},
)
def list_conversations(
    call: Reader,
    ports: PortsHere,
    view: View = "all",
    status: Annotated[str, Query(pattern="^(open|snoozed|closed|any)$")] = "open",
    queue_id: PathId | None = None,
    channel_id: PathId | None = None,
    assignee_id: PathId | None = None,
    contact_id: PathId | None = None,
    label: LabelName | None = None,
    priority: Level | None = None,
    unread: bool = False,
    sla: Annotated[
        Pressure | None,
        Query(description="A promise that was warned of and none broken, or one that is broken and still owed."),
    ] = None,
    q: Annotated[
        str | None,
        Query(max_length=200, description="Words of messages, a name, e-mail, phone or protocol; accents are ignored."),
    ] = None,
    sort: Sort = "-last_activity_at",
    cursor: str | None = None,
    limit: Limit = 50,
) -> Any:
    """Return conversations the caller may see. Pages continue by key: what arrives meanwhile shifts nothing."""
    wanted = Filter(
        view=view,
        status=None if status == "any" else status,  # type: ignore[arg-type]  # the pattern allows no other
        queue_id=_text(queue_id),
        channel_id=_text(channel_id),
        assignee_id=_text(assignee_id),
        contact_id=_text(contact_id),
        label=label,
        priority=priority,
        unread=unread,
        sla=sla,
        search=read_search(q),
    )
    items, next_cursor = service.list_conversations(ports, call, wanted, sort=sort, cursor=cursor, limit=limit)
    # Already in the shape of the API: validating fifty of them again would cost more than reading them.
    return JSONResponse({"items": items, "next_cursor": next_cursor})


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


@router.get(
    "/conversations/counts",
    summary="Numbers of the inbox",
    responses={200: example(_COUNTS), **error_responses(*READS)},
)
def count_conversations(call: Reader, ports: PortsHere) -> CountsView:
    """Return how many open conversations the caller sees, by view."""
    return CountsView(**service.count_conversations(ports, call))


@router.post(
    "/conversations",
    status_code=201,
    summary="Start",
    response_model=ConversationView,
    responses={201: example(CONVERSATION), **error_responses(404, 409, *TAKES_BODY)},
)
def start_conversation(body: StartBody, call: Writer, once: OnceHere) -> Any:
    """Write to a contact first. The caller becomes responsible: a ticket with a protocol, in service with them.

    409 `window_closed`: only a template may be sent. 409 `already_accepted`: a colleague is at it (`details.winner`).
    """
    if body.contact is not None:
        contact: Any = sending.NewContact(body.contact.phone, body.contact.name)
    else:
        contact = body.contact_id
    return once.run(
        lambda ports: ConversationView.model_validate(
            sending.start_conversation(
                ports,
                call,
                channel_id=body.channel_id,
                contact=contact,
                message=body.message.outgoing(),
                subject=body.subject,
            )
        )
    )


@router.post(
    "/conversations/bulk",
    summary="One action for many",
    responses={
        200: example({"items": [{"id": CONVERSATION["id"], "ok": True, "error": None}]}),
        **error_responses(*TAKES_BODY),
    },
)
def change_conversations(body: BulkBody, call: Manager, ports: PortsHere) -> BulkView:
    """Do one action for up to 100 conversations. Each succeeds or fails by itself."""
    return BulkView(items=run_bulk(ports, call, body))


@router.get(
    "/conversations/{conversation_id}",
    summary="Read",
    responses={200: example(CONVERSATION), **error_responses(404, *READS)},
)
def read_conversation(conversation_id: PathId, call: Reader, ports: PortsHere) -> ConversationView:
    """Return one conversation."""
    return ConversationView.model_validate(service.get_conversation(ports, call, conversation_id))


@router.patch("/conversations/{conversation_id}", summary="Change subject or priority", responses=_SHOWN)
def update_conversation(
    conversation_id: PathId, body: ConversationPatch, call: Manager, ports: PortsHere
) -> ConversationView:
    """Change what is given; the ticket follows the priority."""
    values = body.model_dump(exclude_unset=True)
    return ConversationView.model_validate(service.update_conversation(ports, call, conversation_id, values))


@router.put("/conversations/{conversation_id}/labels", summary="Set labels", responses=_SHOWN)
def set_labels(conversation_id: PathId, body: LabelsBody, call: Manager, ports: PortsHere) -> ConversationView:
    """Give it exactly these labels; they must exist."""
    return ConversationView.model_validate(service.set_labels(ports, call, conversation_id, body.labels))


@router.post("/conversations/{conversation_id}/read", summary="Mark as read", responses=_SHOWN)
def mark_read(conversation_id: PathId, body: ReadBody, call: Reader, ports: PortsHere) -> ConversationView:
    """Remember how far the caller has read. The unread counter is reset by whoever is responsible."""
    return ConversationView.model_validate(service.mark_read(ports, call, conversation_id, sequence=body.sequence))


@router.post("/conversations/{conversation_id}/unread", summary="Mark as unread", responses=_SHOWN)
def mark_unread(conversation_id: PathId, call: Reader, ports: PortsHere) -> ConversationView:
    """Let the contact's last message count as unread again."""
    return ConversationView.model_validate(service.mark_unread(ports, call, conversation_id))


@router.post(
    "/conversations/{conversation_id}/typing",
    status_code=204,
    summary="Say that one types",
    responses=error_responses(404, *TAKES_BODY),
)
def set_typing(conversation_id: PathId, body: TypingBody, call: Writer, ports: PortsHere) -> Response:
    """Tell colleagues who look at it, and the contact when the caller is responsible and it is no note."""
    realtime.set_typing(ports, call, conversation_id, on=body.state == "on", private=body.private)
    return Response(status_code=204)


@router.post("/conversations/{conversation_id}/accept", summary="Accept", responses=_SHOWN)
def accept_conversation(conversation_id: PathId, call: Assigner, ports: PortsHere) -> ConversationView:
    """Take a conversation nobody has. The first wins; 409 `already_accepted` names them."""
    return _changed(ports, call, queues.accept_ticket(ports, call, conversation_id))


@router.post("/conversations/{conversation_id}/assign", summary="Assign", responses=_SHOWN)
def assign_conversation(
    conversation_id: PathId, body: AssignBody, call: Assigner, ports: PortsHere
) -> ConversationView:
    """Give it to a colleague, or (null) back to its queue."""
    return _changed(ports, call, queues.assign_conversation(ports, call, conversation_id, body.user_id))


@router.post("/conversations/{conversation_id}/transfer", summary="Transfer", responses=_SHOWN)
def transfer_conversation(
    conversation_id: PathId, body: TransferBody, call: Assigner, ports: PortsHere
) -> ConversationView:
    """Hand it on to a queue or a colleague, with a note for whoever gets it; or go on on another channel.

    With `channel_id` this conversation is closed, its ticket ends as `transferred`, and the one with the same contact
    on that channel is returned: carried on or opened, with a ticket of its own (`continues` in its history), for the
    same agent or, where they cannot have it, in that channel's queue. 422 `same_channel`, `channel_inactive` (nothing
    can be sent by it now) or `no_address` (the contact cannot be written to there); 409 `already_accepted` when a
    colleague has it there.
    """
    if body.channel_id is not None:
        there = transfer_to_channel(ports, call, conversation_id, body.channel_id, note=body.note)
        return _changed(ports, call, there)
    return _changed(
        ports,
        call,
        queues.transfer_conversation(
            ports, call, conversation_id, queue_id=body.queue_id, user_id=body.user_id, note=body.note
        ),
    )


@router.post("/conversations/{conversation_id}/resolve", summary="Resolve", responses=_SHOWN)
def resolve_conversation(
    conversation_id: PathId, body: ResolveBody, call: Manager, ports: PortsHere
) -> ConversationView:
    """Close it and finish its ticket.

    422 `closing_incomplete` names what the company asks for before (`GET /closing`) and is missing.
    """
    return _changed(
        ports,
        call,
        queues.resolve_conversation(ports, call, conversation_id, reason=body.reason, note=body.note),
    )


@router.post("/conversations/{conversation_id}/reopen", summary="Reopen", responses=_SHOWN)
def reopen_conversation(conversation_id: PathId, call: Manager, ports: PortsHere) -> ConversationView:
    """Open it again, with the ticket it had."""
    return _changed(ports, call, queues.reopen_conversation(ports, call, conversation_id))


@router.post("/conversations/{conversation_id}/snooze", summary="Snooze", responses=_SHOWN)
def snooze_conversation(conversation_id: PathId, body: SnoozeBody, call: Manager, ports: PortsHere) -> ConversationView:
    """Let it sleep until a time, or until the contact writes."""
    return _changed(ports, call, queues.snooze_conversation(ports, call, conversation_id, body.until))


def _changed(ports: PortsHere, call: Call, conversation_id: Any) -> ConversationView:
    return ConversationView.model_validate(service.show_changed(ports, call, conversation_id))
