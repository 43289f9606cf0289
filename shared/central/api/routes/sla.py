"""Policies of service levels."""

from typing import Annotated, Any

from fastapi import APIRouter, Response

from central.api.dependencies import PortsHere, allowed
from central.api.errors import error_responses
from central.api.examples import EXAMPLE_VERSION, READS, TAKES_BODY, example, page_example
from central.api.idempotency import OnceHere
from central.api.paths import PREFIX
from central.call import Call
from central.schemas import Page, PathId
from central.sla import policies
from central.sla.schemas import PolicyBody, PolicyReplacementBody, PolicyView

router = APIRouter(prefix=f"{PREFIX}/sla/policies", tags=["sla"])

Reader = Annotated[Call, allowed("queues.read")]
Manager = Annotated[Call, allowed("queues.manage")]
_POLICY = {
    "id": "b7f1a0c2-64d8-4a0f-9d51-2f3c8e7a9b10",
    "name": "Alta prioridade",
    "active": True,
    "queue_id": None,
    "channel_id": None,
    "priority_class": "high",
    "first_response_seconds": 900,
    "next_response_seconds": 1800,
    "resolution_seconds": 28800,
    "business_hours": True,
    "pauses": True,
    "steps": [
        {
            "when": "breach",
            "after_seconds": 0,
            "action": "notify",
            "priority": None,
            "queue_id": None,
            "user_id": None,
            "team_id": None,
        }
    ],
    "version": EXAMPLE_VERSION,
}


@router.get("", summary="List", responses={200: page_example(_POLICY), **error_responses(401, 403, 503)})
def list_policies(call: Reader, ports: PortsHere) -> Page[PolicyView]:
    """Return every policy of the company, by name."""
    found = policies.list_policies(ports, call)
    return Page[PolicyView](items=[PolicyView.model_validate(policy) for policy in found])


@router.post(
    "",
    status_code=201,
    summary="Create",
    response_model=PolicyView,
    responses={201: example(_POLICY), **error_responses(404, 409, *TAKES_BODY)},
)
def create_policy(body: PolicyBody, call: Manager, once: OnceHere) -> Any:
    """Create a policy. 409 `scope_taken` when another active one is for exactly the same."""
    return once.run(lambda ports: PolicyView.model_validate(policies.create_policy(ports, call, body.values())))


@router.get("/{policy_id}", summary="Read", responses={200: example(_POLICY), **error_responses(404, *READS)})
def read_policy(policy_id: PathId, call: Reader, ports: PortsHere) -> PolicyView:
    """Return one policy."""
    return PolicyView.model_validate(policies.get_policy(ports, call, policy_id))


@router.put(
    "/{policy_id}", summary="Replace", responses={200: example(_POLICY), **error_responses(404, 409, *TAKES_BODY)}
)
def replace_policy(policy_id: PathId, body: PolicyReplacementBody, call: Manager, ports: PortsHere) -> PolicyView:
    """Replace a policy; clocks that run keep what they were started with."""
    found = policies.replace_policy(ports, call, policy_id, body.values(), version=body.version)
    return PolicyView.model_validate(found)


@router.delete("/{policy_id}", status_code=204, summary="Delete", responses=error_responses(404, *READS))
def delete_policy(policy_id: PathId, call: Manager, ports: PortsHere) -> Response:
    """Delete a policy; clocks that run go on."""
    policies.delete_policy(ports, call, policy_id)
    return Response(status_code=204)
