"""Messages and notes of a conversation."""

from typing import Annotated, Any

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from central.api.dependencies import PortsHere, allowed
from central.api.errors import error_responses
from central.api.examples import READS, TAKES_BODY, example, page_example
from central.api.idempotency import OnceHere
from central.api.paths import PREFIX
from central.api.routes.shown import MESSAGE
from central.call import Call
from central.conversations import sending, service
from central.conversations.schemas import MessageBody, MessageView, ReactionBody
from central.schemas import Limit, Page, PathId

router = APIRouter(prefix=PREFIX, tags=["messages"])

Reader = Annotated[Call, allowed("conversations.read")]
Writer = Annotated[Call, allowed("conversations.reply")]


@router.get(
    "/conversations/{conversation_id}/messages",
    summary="List, newest first",
    response_model=Page[MessageView],
    responses={200: page_example(MESSAGE), **error_responses(404, *READS)},
)
def list_messages(
    conversation_id: PathId, call: Reader, ports: PortsHere, cursor: str | None = None, limit: Limit = 50
) -> Any:
    """Return messages and notes; the cursor leads to older ones."""
    items, next_cursor = service.list_messages(ports, call, conversation_id, cursor=cursor, limit=limit)
    return JSONResponse({"items": items, "next_cursor": next_cursor})


@router.post(
    "/conversations/{conversation_id}/messages",
    status_code=201,
    summary="Send, or add a note",
    response_model=MessageView,
    responses={201: example(MESSAGE), **error_responses(404, 409, *TAKES_BODY)},
)
def send_message(conversation_id: PathId, body: MessageBody, call: Writer, once: OnceHere) -> Any:
    """Send a message, or store a note (`private`).

    An agent who answers a conversation nobody has accepts it with that: 409 `capacity_reached` when it would be one too
    many. Supervisors and admins may answer anywhere; the conversation stays where it is. 409 `window_closed`: only a
    template may be sent now. A note changes nobody's responsibility.
    """
    return once.run(
        lambda ports: MessageView.model_validate(sending.send_message(ports, call, conversation_id, body.outgoing()))
    )


@router.get("/messages/{message_id}", summary="Read", responses={200: example(MESSAGE), **error_responses(404, *READS)})
def read_message(message_id: PathId, call: Reader, ports: PortsHere) -> MessageView:
    """Return one message; what an event points at when it is too large for a frame."""
    return MessageView.model_validate(service.get_message(ports, call, message_id))


@router.post(
    "/messages/{message_id}/retry",
    summary="Try again",
    responses={200: example(MESSAGE), **error_responses(401, 403, 404, 409, 503)},
)
def retry_message(message_id: PathId, call: Writer, ports: PortsHere) -> MessageView:
    """Begin a new attempt for a message that failed or was never confirmed. Pressed twice, it is tried once."""
    return MessageView.model_validate(sending.retry_message(ports, call, message_id))


@router.put(
    "/messages/{message_id}/reaction",
    summary="React",
    responses={200: example(MESSAGE), **error_responses(404, 409, *TAKES_BODY)},
)
def react(message_id: PathId, body: ReactionBody, call: Writer, ports: PortsHere) -> MessageView:
    """Set the company's reaction to a message; an empty emoji takes it back."""
    return MessageView.model_validate(sending.react(ports, call, message_id, body.emoji))
