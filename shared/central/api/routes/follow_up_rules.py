"""Rules about silence, and what they are about to do in a conversation."""

from typing import Annotated, Any

from fastapi import APIRouter, Response

from central.api.dependencies import PortsHere, allowed
from central.api.errors import error_responses
from central.api.examples import EXAMPLE_VERSION, READS, TAKES_BODY, example, page_example
from central.api.idempotency import OnceHere
from central.api.paths import PREFIX
from central.call import Call
from central.followups import rules
from central.followups.rule_schemas import (
    FollowUpRuleBody,
    FollowUpRuleReplacementBody,
    FollowUpRuleView,
    FollowUpSwitchBody,
    FollowUpView,
)
from central.schemas import Page, PathId

router = APIRouter(prefix=PREFIX, tags=["follow-ups"])

Reader = Annotated[Call, allowed("queues.read")]
Manager = Annotated[Call, allowed("queues.manage")]
Watcher = Annotated[Call, allowed("conversations.read")]
Writer = Annotated[Call, allowed("conversations.reply")]
_RULE = {
    "id": "3f6f8a52-0a4e-4c37-9f5e-0f3f5a1b2c70",
    "name": "Cliente sem resposta",
    "active": True,
    "trigger": "silence",
    "queue_id": None,
    "channel_id": None,
    "business_hours": True,
    "minutes_before": None,
    "notify": "nobody",
    "steps": [
        {
            "after_minutes": 60,
            "action": "message",
            "text": "Oi, {name}! Ainda podemos ajudar?",
            "template": None,
            "reason": None,
        },
        {"after_minutes": 120, "action": "close", "text": None, "template": None, "reason": "Sem resposta"},
    ],
    "version": EXAMPLE_VERSION,
}
_FOLLOW_UP = {
    "state": "waiting",
    "due_at": "2026-11-24T12:00:00.000000Z",
    "action": "message",
    "rule_id": "3f6f8a52-0a4e-4c37-9f5e-0f3f5a1b2c70",
    "rule_name": "Cliente sem resposta",
}


@router.get("/follow-up-rules", summary="List", responses={200: page_example(_RULE), **error_responses(401, 403, 503)})
def list_follow_up_rules(call: Reader, ports: PortsHere) -> Page[FollowUpRuleView]:
    """Return every rule of the company, by name."""
    return Page[FollowUpRuleView](
        items=[FollowUpRuleView.model_validate(rule) for rule in rules.list_rules(ports, call)]
    )


@router.post(
    "/follow-up-rules",
    status_code=201,
    summary="Create",
    response_model=FollowUpRuleView,
    responses={201: example(_RULE), **error_responses(404, 409, *TAKES_BODY)},
)
def create_follow_up_rule(body: FollowUpRuleBody, call: Manager, once: OnceHere) -> Any:
    """Create a rule. 409 `scope_taken` when another active one is for exactly the same."""
    return once.run(lambda ports: FollowUpRuleView.model_validate(rules.create_rule(ports, call, body.values())))


@router.get(
    "/follow-up-rules/{follow_up_rule_id}",
    summary="Read",
    responses={200: example(_RULE), **error_responses(404, *READS)},
)
def read_follow_up_rule(follow_up_rule_id: PathId, call: Reader, ports: PortsHere) -> FollowUpRuleView:
    """Return one rule."""
    return FollowUpRuleView.model_validate(rules.get_rule(ports, call, follow_up_rule_id))


@router.put(
    "/follow-up-rules/{follow_up_rule_id}",
    summary="Replace",
    responses={200: example(_RULE), **error_responses(404, 409, *TAKES_BODY)},
)
def replace_follow_up_rule(
    follow_up_rule_id: PathId, body: FollowUpRuleReplacementBody, call: Manager, ports: PortsHere
) -> FollowUpRuleView:
    """Replace a rule; what is about to happen keeps its time and happens as the rule says then."""
    found = rules.replace_rule(ports, call, follow_up_rule_id, body.values(), version=body.version)
    return FollowUpRuleView.model_validate(found)


@router.delete(
    "/follow-up-rules/{follow_up_rule_id}", status_code=204, summary="Delete", responses=error_responses(404, *READS)
)
def delete_follow_up_rule(follow_up_rule_id: PathId, call: Manager, ports: PortsHere) -> Response:
    """Delete a rule; what it was about to do does not happen."""
    rules.delete_rule(ports, call, follow_up_rule_id)
    return Response(status_code=204)


@router.get(
    "/conversations/{conversation_id}/follow-up",
    summary="Read",
    responses={200: example(_FOLLOW_UP), **error_responses(404, *READS)},
)
def read_follow_up(conversation_id: PathId, call: Watcher, ports: PortsHere) -> FollowUpView:
    """Return what a rule is about to do in a conversation."""
    return FollowUpView.model_validate(rules.read_follow_up(ports, call, conversation_id))


@router.put(
    "/conversations/{conversation_id}/follow-up",
    summary="Switch off or on",
    responses={200: example(_FOLLOW_UP), **error_responses(404, *TAKES_BODY)},
)
def switch_follow_up(conversation_id: PathId, body: FollowUpSwitchBody, call: Writer, ports: PortsHere) -> FollowUpView:
    """Switch rules about silence off in one conversation, or on again: then they count from our next message."""
    return FollowUpView.model_validate(rules.switch_follow_up(ports, call, conversation_id, enabled=body.enabled))
