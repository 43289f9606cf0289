"""What routing goes by: skills, capacity by kind of channel, rules of priority; and what rings at the caller."""

from typing import Annotated, Any

from fastapi import APIRouter, Response

from central.api.dependencies import PortsHere, allowed
from central.api.errors import error_responses
from central.api.examples import EXAMPLE_VERSION, READS, TAKES_BODY, example, page_example
from central.api.idempotency import OnceHere
from central.api.paths import PREFIX
from central.api.routes.shown import CONVERSATION
from central.call import Call
from central.conversations import service as conversations
from central.conversations.schemas import ConversationView
from central.queues import capacity, offers, priority, skills
from central.queues.routing_schemas import (
    CapacityBody,
    CapacityView,
    DeclineBody,
    OfferView,
    PriorityRuleBody,
    PriorityRuleReplacementBody,
    PriorityRuleView,
    SkillBody,
    SkillChangeBody,
    SkillView,
)
from central.schemas import Page, PathId

router = APIRouter(prefix=PREFIX, tags=["routing"])

Reader = Annotated[Call, allowed("queues.read")]
Manager = Annotated[Call, allowed("queues.manage")]
Agent = Annotated[Call, allowed("conversations.reply")]
Oneself = Annotated[Call, allowed("conversations.reply", in_person=True)]
_USER = "0b7f2f0e-6f0c-4d52-9d1c-4c1f6f0a9b11"
_SKILL = {
    "id": "5d1f0a3e-9b7c-4c1e-8a55-2b7f2c8e1b10",
    "name": "Espanhol",
    "agents": [{"user_id": _USER, "level": 4}],
    "labels": [{"label_id": "3c2b1a09-4e8f-4d7c-9b5a-493827164f5d", "level": 2}],
    "queues": 1,
}
_CAPACITY = {
    "channels": [{"channel_type": "whatsapp", "weight": 1.0, "agent_limit": 4}],
    "agents": [{"user_id": _USER, "channel_type": "whatsapp", "agent_limit": 2}],
    "version": EXAMPLE_VERSION,
}
_RULE = {
    "id": "1f0a5d3e-9b7c-4c1e-8a55-1b102b7f2c8e",
    "name": "Clientes VIP",
    "priority": 9,
    "active": True,
    "label_id": None,
    "channel_id": None,
    "contact_state": None,
    "attribute_name": "vip",
    "attribute_value": "sim",
    "version": EXAMPLE_VERSION,
}
_OFFER = {
    "conversation_id": CONVERSATION["id"],
    "ticket_id": "8f0d9a3c-52a7-4f0e-8d7b-4f6a2b1c9d77",
    "protocol": "20261121-000123",
    "priority": 5,
    "entered_at": "2026-11-21T11:55:00.000000Z",
    "offered_at": "2026-11-21T11:58:03.000000Z",
    "offered_until": "2026-11-21T11:58:23.000000Z",
    "queue_id": "2a7c9d10-6f4e-4f6c-9a55-0f7f2c8e1b66",
    "queue_name": "Atendimento",
    "contact_name": "Maria Silva",
    "channel_type": "whatsapp",
    "channel_name": "WhatsApp Loja Sol",
    "preview": "Bom dia! Meu pedido chegou errado.",
}


@router.get("/skills", summary="List skills", responses={200: page_example(_SKILL), **error_responses(401, 403, 503)})
def list_skills(call: Reader, ports: PortsHere) -> Page[SkillView]:
    """Return the company's skills by name: who can them how well, and which labels ask for them."""
    return Page[SkillView](items=[SkillView.model_validate(skill) for skill in skills.list_skills(ports, call)])


@router.post(
    "/skills",
    status_code=201,
    summary="Create a skill",
    response_model=SkillView,
    responses={201: example(_SKILL), **error_responses(404, 409, *TAKES_BODY)},
)
def create_skill(body: SkillBody, call: Manager, once: OnceHere) -> Any:
    """Create a skill. Queues of mode `skills` ask for it in their own `skills`."""
    return once.run(
        lambda ports: SkillView.model_validate(
            skills.create_skill(
                ports,
                call,
                body.name,
                agents={agent.user_id: agent.level for agent in body.agents},
                labels={label.label_id: label.level for label in body.labels},
            )
        )
    )


@router.patch(
    "/skills/{skill_id}",
    summary="Change a skill",
    responses={200: example(_SKILL), **error_responses(404, 409, *TAKES_BODY)},
)
def update_skill(skill_id: PathId, body: SkillChangeBody, call: Manager, ports: PortsHere) -> SkillView:
    """Change what is given; `agents` and `labels` replace all of them. What fits somebody now is given out at once."""
    return SkillView.model_validate(
        skills.update_skill(
            ports,
            call,
            skill_id,
            name=body.name,
            agents=None if body.agents is None else {agent.user_id: agent.level for agent in body.agents},
            labels=None if body.labels is None else {label.label_id: label.level for label in body.labels},
        )
    )


@router.delete("/skills/{skill_id}", status_code=204, summary="Delete a skill", responses=error_responses(404, *READS))
def delete_skill(skill_id: PathId, call: Manager, ports: PortsHere) -> Response:
    """Delete a skill; nobody and nothing asks for it any more."""
    skills.delete_skill(ports, call, skill_id)
    return Response(status_code=204)


@router.get("/capacity", summary="Read capacity", responses={200: example(_CAPACITY), **error_responses(401, 403, 503)})
def read_capacity(call: Reader, ports: PortsHere) -> CapacityView:
    """Return what one conversation of each kind of channel takes of an agent's limit, and limits by kind."""
    return CapacityView.model_validate(capacity.get_capacity(ports, call))


@router.put(
    "/capacity", summary="Set capacity", responses={200: example(_CAPACITY), **error_responses(404, 409, *TAKES_BODY)}
)
def set_capacity(body: CapacityBody, call: Manager, ports: PortsHere) -> CapacityView:
    """Replace all weights and limits. Nobody loses what they serve; what there is room for is given out at once."""
    channels = [capacity.ChannelWeight(**one.model_dump()) for one in body.channels]
    agents = [capacity.AgentChannelLimit(**one.model_dump()) for one in body.agents]
    saved = capacity.set_capacity(ports, call, channels, agents, version=body.version)
    return CapacityView.model_validate(saved)


@router.get(
    "/priority-rules",
    summary="List rules of priority",
    responses={200: page_example(_RULE), **error_responses(401, 403, 503)},
)
def list_rules(call: Reader, ports: PortsHere) -> Page[PriorityRuleView]:
    """Return the company's rules of priority, the highest first."""
    found = priority.list_rules(ports, call)
    return Page[PriorityRuleView](items=[PriorityRuleView.model_validate(rule) for rule in found])


@router.post(
    "/priority-rules",
    status_code=201,
    summary="Create a rule of priority",
    response_model=PriorityRuleView,
    responses={201: example(_RULE), **error_responses(404, *TAKES_BODY)},
)
def create_rule(body: PriorityRuleBody, call: Manager, once: OnceHere) -> Any:
    """Create a rule. It counts for whoever enters a queue from now on and whose priority nobody chose by hand."""
    values = priority.RuleValues(**body.model_dump())
    return once.run(lambda ports: PriorityRuleView.model_validate(priority.create_rule(ports, call, values)))


@router.put(
    "/priority-rules/{rule_id}",
    summary="Replace a rule of priority",
    responses={200: example(_RULE), **error_responses(404, 409, *TAKES_BODY)},
)
def replace_rule(
    rule_id: PathId, body: PriorityRuleReplacementBody, call: Manager, ports: PortsHere
) -> PriorityRuleView:
    """Replace a rule; who waits already keeps their priority."""
    values = priority.RuleValues(**body.model_dump(exclude={"version"}))
    return PriorityRuleView.model_validate(priority.replace_rule(ports, call, rule_id, values, version=body.version))


@router.delete(
    "/priority-rules/{rule_id}",
    status_code=204,
    summary="Delete a rule of priority",
    responses=error_responses(404, *READS),
)
def delete_rule(rule_id: PathId, call: Manager, ports: PortsHere) -> Response:
    """Delete a rule; who waits already keeps their priority."""
    priority.delete_rule(ports, call, rule_id)
    return Response(status_code=204)


@router.get("/me/offers", summary="What rings", responses={200: page_example(_OFFER), **error_responses(401, 403, 503)})
def list_offers(call: Oneself, ports: PortsHere) -> Page[OfferView]:
    """Return the conversations that ring at the caller now, the oldest first."""
    return Page[OfferView](items=[OfferView.model_validate(offer) for offer in offers.list_offers(ports, call)])


@router.post(
    "/conversations/{conversation_id}/offer/accept",
    summary="Accept what rings",
    responses={200: example(CONVERSATION), **error_responses(401, 403, 404, 409, 503)},
)
def accept_offer(conversation_id: PathId, call: Agent, ports: PortsHere) -> ConversationView:
    """Take a conversation that rings at the caller. 409 `offer_over` when it rang too long, `already_accepted`."""
    offers.accept_offer(ports, call, conversation_id)
    return ConversationView.model_validate(conversations.show_changed(ports, call, conversation_id))


@router.post(
    "/conversations/{conversation_id}/offer/decline",
    status_code=204,
    summary="Decline what rings",
    responses=error_responses(404, 409, *TAKES_BODY),
)
def decline_offer(conversation_id: PathId, body: DeclineBody, call: Agent, ports: PortsHere) -> Response:
    """Let it ring at the next agent; the caller is not asked again for a minute. 409 as for accepting."""
    offers.decline_offer(ports, call, conversation_id, body.reason or None)
    return Response(status_code=204)
