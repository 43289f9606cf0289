"""Queues and one's own presence."""

from typing import Annotated, Any

from fastapi import APIRouter

from central.api.dependencies import PortsHere, allowed
from central.api.errors import error_responses
from central.api.examples import READS, TAKES_BODY, example, page_example
from central.api.idempotency import OnceHere
from central.api.paths import PREFIX
from central.api.routes.shown import CONVERSATION
from central.call import Call
from central.conversations import service as conversations
from central.conversations.schemas import ConversationView
from central.queues import manage, presence, service
from central.queues.schemas import PresenceBody, PresenceView, QueueBody, QueueChangeBody, QueueView
from central.schemas import Page, PathId

router = APIRouter(prefix=PREFIX, tags=["queues"])

Reader = Annotated[Call, allowed("queues.read")]
Manager = Annotated[Call, allowed("queues.manage")]
Oneself = Annotated[Call, allowed("profile.own")]
_QUEUE = {
    "id": "2a7c9d10-6f4e-4f6c-9a55-0f7f2c8e1b66",
    "name": "Atendimento",
    "description": "",
    "mode": "round_robin",
    "agent_limit": 5,
    "is_default": True,
    "active": True,
    "priority": 5,
    "position_text": None,
    "out_of_hours_text": None,
    "calendar_id": None,
    "open": True,
    "changes_at": "2026-11-23T21:00:00.000000Z",
    "sticky": True,
    "relax_skills_after_seconds": 0,
    "offer_seconds": 0,
    "pause_when_silent": False,
    "overflow_after_seconds": 600,
    "overflow_queue_id": "7b1d9c2a-6f4e-4f6c-9a55-8e1b660f7f2c",
    "silence_after_seconds": 0,
    "skills": [],
    "member_ids": ["0b7f2f0e-6f0c-4d52-9d1c-4c1f6f0a9b11"],
    "chosen_ids": ["0b7f2f0e-6f0c-4d52-9d1c-4c1f6f0a9b11"],
    "team_ids": [],
    "waiting": 2,
    "in_service": 7,
    "online": 3,
    "oldest_entered_at": "2026-11-21T11:58:03.000000Z",
}
_PRESENCE = {
    "user_id": "0b7f2f0e-6f0c-4d52-9d1c-4c1f6f0a9b11",
    "state": "online",
    "chosen_state": "online",
    "reason": None,
    "state_since": "2026-11-21T11:58:03.000000Z",
    "load": 3,
    "idle_after_seconds": 300,
}


@router.get("/queues", summary="List", responses={200: page_example(_QUEUE), **error_responses(401, 403, 503)})
def list_queues(call: Reader, ports: PortsHere) -> Page[QueueView]:
    """Return every queue of the company and how it stands now, the default one first."""
    return Page[QueueView](items=[QueueView.model_validate(queue) for queue in manage.list_queues(ports, call)])


@router.post(
    "/queues",
    status_code=201,
    summary="Create",
    response_model=QueueView,
    responses={201: example(_QUEUE), **error_responses(404, 409, *TAKES_BODY)},
)
def create_queue(body: QueueBody, call: Manager, once: OnceHere) -> Any:
    """Create a queue with its members and teams."""
    values = body.model_dump(exclude={"member_ids", "team_ids", "skills"})
    skills = {skill.skill_id: skill.level for skill in body.skills}
    return once.run(
        lambda ports: QueueView.model_validate(
            manage.create_queue(ports, call, values, body.member_ids, skills, body.team_ids)
        )
    )


@router.get("/queues/{queue_id}", summary="Read", responses={200: example(_QUEUE), **error_responses(404, *READS)})
def read_queue(queue_id: PathId, call: Reader, ports: PortsHere) -> QueueView:
    """Return one queue and how it stands now."""
    return QueueView.model_validate(manage.get_queue(ports, call, queue_id))


@router.patch(
    "/queues/{queue_id}", summary="Change", responses={200: example(_QUEUE), **error_responses(404, 409, *TAKES_BODY)}
)
def update_queue(queue_id: PathId, body: QueueChangeBody, call: Manager, ports: PortsHere) -> QueueView:
    """Change a queue; what is left out stays. `member_ids`, `team_ids` and `skills` replace all of them."""
    change = body.model_dump(exclude_unset=True, exclude={"skills"})
    member_ids, team_ids = change.pop("member_ids", None), change.pop("team_ids", None)
    skills = None if body.skills is None else {skill.skill_id: skill.level for skill in body.skills}
    return QueueView.model_validate(manage.update_queue(ports, call, queue_id, change, member_ids, skills, team_ids))


@router.post(
    "/queues/{queue_id}/take-next",
    summary="Take the next conversation",
    responses={200: example(CONVERSATION), **error_responses(401, 403, 404, 409, 503)},
)
def take_next(
    queue_id: PathId, call: Annotated[Call, allowed("conversations.reply")], ports: PortsHere
) -> ConversationView:
    """Assign the conversation that is next in a queue to the caller. 404 `empty` when nobody waits."""
    conversation_id = service.take_next(ports, call, queue_id)
    return ConversationView.model_validate(conversations.show_changed(ports, call, conversation_id))


@router.get(
    "/me/presence",
    tags=["session"],
    summary="One's own presence",
    responses={200: example(_PRESENCE), **error_responses(401, 403, 503)},
)
def read_presence(call: Oneself, ports: PortsHere) -> PresenceView:
    """Return how the caller stands: what they chose, and what counts while their heartbeat is heard."""
    return PresenceView.model_validate(presence.get_presence(ports, call))


@router.put(
    "/me/presence",
    tags=["session"],
    summary="Choose one's presence",
    responses={200: example(_PRESENCE), **error_responses(*TAKES_BODY)},
)
def set_presence(body: PresenceBody, call: Oneself, ports: PortsHere) -> PresenceView:
    """Choose online, busy, pause (with a reason) or offline. Going online is given waiting tickets at once."""
    return PresenceView.model_validate(presence.set_presence(ports, call, body.state, body.reason))
