"""The company's people."""

from typing import Annotated

from fastapi import APIRouter, Response

from central.accounts import people, service
from central.accounts.people import MemberChange
from central.accounts.schemas import MemberBody, MemberView, member_view
from central.api.dependencies import PortsHere, ProofHere, allowed
from central.api.errors import error_responses
from central.api.examples import READS, TAKES_BODY, example, page_example
from central.api.paths import PREFIX
from central.call import Call
from central.paging import Keyset, split_page
from central.schemas import Limit, Page, PathId

router = APIRouter(prefix=f"{PREFIX}/users", tags=["users"])

_KEYSET = Keyset("users", "text", "id")
_MEMBER = {
    "id": "0b7f2f0e-6f0c-4d52-9d1c-4c1f6f0a9b11",
    "name": "Ana Souza",
    "email": "ana@exemplo.com.br",
    "avatar_url": None,
    "role": "agent",
    "active": True,
    "presence": "online",
    "presence_reason": None,
    "presence_since": "2026-11-21T11:58:03.000000Z",
    "open_tickets": 3,
    "capacity": None,
    "custom_role": None,
    "team_ids": ["c1b0d7a4-2f1e-4f43-8d8e-7b9a2e5f6c10"],
}


@router.get("", summary="List", responses={200: page_example(_MEMBER), **error_responses(*READS)})
def list_users(
    call: Annotated[Call, allowed("users.read")], ports: PortsHere, cursor: str | None = None, limit: Limit = 50
) -> Page[MemberView]:
    """Return everybody who works for the company, by name."""
    found = service.list_members(ports, call, after=_KEYSET.decode(cursor), limit=limit + 1)
    rows, more = split_page(found, limit)
    following = _KEYSET.encode((rows[-1].name, rows[-1].id)) if more else None
    return Page[MemberView](items=[member_view(row) for row in rows], next_cursor=following)


@router.get("/{user_id}", summary="Read", responses={200: example(_MEMBER), **error_responses(401, 403, 404, 503)})
def read_user(user_id: PathId, call: Annotated[Call, allowed("users.read")], ports: PortsHere) -> MemberView:
    """Return somebody who works for the company."""
    return member_view(service.get_member(ports, call, user_id))


@router.patch(
    "/{user_id}",
    summary="Change role",
    responses={200: example(_MEMBER), **error_responses(404, 409, 429, *TAKES_BODY)},
)
def update_user(
    user_id: PathId, body: MemberBody, call: Annotated[Call, allowed("users.manage")], ports: PortsHere
) -> MemberView:
    """Change somebody's role, teams, whether they may sign in, or how many conversations they are given at most.

    `role` and `active` ask for one's own `password`, except of an API token.

    With role or right their sessions end and their sockets close; who may do less gives their conversations back.
    403 `role_too_high`: somebody who may do more than oneself, or would. 409 `last_admin`.
    """
    change = MemberChange(body.role, body.active, "capacity" in body.model_fields_set, body.capacity, body.team_ids)
    return member_view(people.change_member(ports, call, user_id, change, password=body.password))


@router.delete("/{user_id}", status_code=204, summary="Remove", responses=error_responses(404, 409, 429, *TAKES_BODY))
def delete_user(
    user_id: PathId, body: ProofHere, call: Annotated[Call, allowed("users.manage")], ports: PortsHere
) -> Response:
    """Let somebody leave the company: signed out at once, their conversations go to others, what they wrote stays.

    Asks for one's own `password`, except of an API token. 403 `role_too_high`. 409 `last_admin`.
    """
    people.remove_member(ports, call, user_id, password=body.password)
    return Response(status_code=204)
