"""One action for many conversations. Each is a use case of its own: what fails for one is done for the others."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from uuid import UUID

from central.accounts.permissions import Permission, check
from central.call import Call
from central.conversations import service as conversations
from central.conversations.schemas import BulkBody, BulkError, BulkItemView
from central.errors import CentralError
from central.ports import Ports
from central.queues import service as queues

Act = Callable[[UUID], object]
# As the routes of one.
BULK_ACTIONS: Mapping[str, Permission] = MappingProxyType(
    {
        "resolve": "conversations.manage",
        "reopen": "conversations.manage",
        "assign": "conversations.assign",
        "snooze": "conversations.manage",
        "label": "conversations.manage",
        "unlabel": "conversations.manage",
        "read": "conversations.read",
        "priority": "conversations.manage",
    }
)


def run_bulk(ports: Ports, call: Call, body: BulkBody) -> list[BulkItemView]:
    """Do it for every conversation, in order; one that is named twice is done once.

    Raises:
        Forbidden: the caller may not do it for one either.
    """
    check(call, BULK_ACTIONS[body.action])
    act = _act(ports, call, body)
    return [_one(act, conversation_id) for conversation_id in dict.fromkeys(body.ids)]


def _one(act: Act, conversation_id: UUID) -> BulkItemView:
    try:
        act(conversation_id)
    except CentralError as error:
        return BulkItemView(id=conversation_id, ok=False, error=BulkError(code=error.code, message=error.message))
    return BulkItemView(id=conversation_id, ok=True)


def _act(ports: Ports, call: Call, body: BulkBody) -> Act:
    labels, until = body.labels or [], body.until
    match body.action:
        case "resolve":
            # Whoever tidies up many at once says goodbye to nobody.
            return lambda one: queues.resolve_conversation(ports, call, one, reason=body.reason, quiet=True)
        case "reopen":
            return lambda one: queues.reopen_conversation(ports, call, one)
        case "assign":
            return lambda one: queues.assign_conversation(ports, call, one, body.user_id)
        case "snooze":
            assert until is not None
            return lambda one: queues.snooze_conversation(ports, call, one, until)
        case "label":
            return lambda one: conversations.set_labels(ports, call, one, labels, add=True)
        case "unlabel":
            return lambda one: conversations.set_labels(ports, call, one, labels, remove=True)
        case "read":
            return lambda one: conversations.mark_read(ports, call, one)
        case "priority":
            return lambda one: conversations.update_conversation(ports, call, one, {"priority": body.priority})
