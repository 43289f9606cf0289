"""What people may do and see: the built-in roles and those the company makes."""

from typing import Annotated

from fastapi import APIRouter, Response

from central.accounts import roles
from central.accounts.role_schemas import RoleBody, RoleChangeBody, RoleView, built_in_view, role_view
from central.api.dependencies import PortsHere, ProofHere, allowed
from central.api.errors import error_responses
from central.api.examples import READS, TAKES_BODY, example, page_example
from central.api.paths import PREFIX
from central.call import Call
from central.schemas import Page, PathId

router = APIRouter(prefix=f"{PREFIX}/roles", tags=["roles"])

Manager = Annotated[Call, allowed("roles.manage")]
_ROLE = {
    "id": "6a1f0c52-3f4e-4d0e-9a53-0b9a4f1d2c77",
    "built_in": False,
    "name": "Vendas",
    "permissions": ["conversations.read", "conversations.reply", "profile.own"],
    "scope": "team",
    "sees_unassigned": True,
    "channel_ids": None,
    "members": 4,
}


@router.get("", summary="List", responses={200: page_example(_ROLE), **error_responses(*READS)})
def list_roles(call: Annotated[Call, allowed("users.read")], ports: PortsHere) -> Page[RoleView]:
    """Return the three built-in roles, then the company's own by name."""
    built_in, own = roles.list_roles(ports, call)
    shown = [built_in_view(role, members) for role, members in built_in.items()]
    return Page[RoleView](items=[*shown, *map(role_view, own)])


@router.post(
    "",
    status_code=201,
    summary="Create",
    responses={201: example(_ROLE), **error_responses(404, 409, 429, *TAKES_BODY)},
)
def create_role(body: RoleBody, call: Manager, ports: PortsHere) -> RoleView:
    """Make a role. It cannot do more than whoever makes it; what decides who sees what needs scope `all`.

    Making, changing and deleting one ask for one's own `password`, except of an API token.
    """
    values = body.model_dump(exclude={"password"})
    return role_view(roles.create_role(ports, call, values, password=body.password))


@router.patch(
    "/{role_id}", summary="Change", responses={200: example(_ROLE), **error_responses(404, 409, 429, *TAKES_BODY)}
)
def update_role(role_id: PathId, body: RoleChangeBody, call: Manager, ports: PortsHere) -> RoleView:
    """Change what is given. Whoever has the role is disconnected for a moment and has the new rights at once."""
    given = body.model_dump(exclude_unset=True, exclude={"password"})
    change = {name: value for name, value in given.items() if value is not None or name == "channel_ids"}
    return role_view(roles.update_role(ports, call, role_id, change, password=body.password))


@router.delete("/{role_id}", status_code=204, summary="Delete", responses=error_responses(404, 409, 429, *TAKES_BODY))
def delete_role(role_id: PathId, body: ProofHere, call: Manager, ports: PortsHere) -> Response:
    """Delete a role nobody has. 409 `role_in_use`: `details.users` says who has it."""
    roles.delete_role(ports, call, role_id, password=body.password)
    return Response(status_code=204)
