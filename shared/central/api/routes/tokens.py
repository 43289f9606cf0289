"""API tokens: what programs call the API with."""

from typing import Annotated

from fastapi import APIRouter, Response

from central.accounts import tokens
from central.accounts.access_schemas import NewTokenView, PasswordCheckBody, TokenBody, TokenView, token_view
from central.api.dependencies import PortsHere, allowed
from central.api.errors import error_responses
from central.api.examples import READS, TAKES_BODY, example, page_example
from central.api.paths import PREFIX
from central.call import Call
from central.paging import Keyset, split_page
from central.schemas import Limit, Page, PathId

router = APIRouter(prefix=f"{PREFIX}/tokens", tags=["tokens"])

Manager = Annotated[Call, allowed("tokens.manage", in_person=True)]
_KEYSET = Keyset("tokens", "time", "id")
_TOKEN = {
    "id": "7a0e8c52-5f0e-4d0b-9a76-3b1f4d7c2e10",
    "name": "Integração com o ERP",
    "hint": "x7Qk",
    "permissions": ["contacts.read", "contacts.write"],
    "requests_per_minute": 120,
    "created_by": {"id": "0b7f2f0e-6f0c-4d52-9d1c-4c1f6f0a9b11", "name": "Ana Souza"},
    "created_at": "2026-11-21T12:03:41.402000Z",
    "expires_at": "2027-11-21T00:00:00.000000Z",
    "last_used_at": None,
}


@router.get("", summary="List", responses={200: page_example(_TOKEN), **error_responses(*READS)})
def list_tokens(call: Manager, ports: PortsHere, cursor: str | None = None, limit: Limit = 50) -> Page[TokenView]:
    """Return the company's tokens, the newest first. `last_used_at` is exact to a minute."""
    after = _KEYSET.decode(cursor)
    found = tokens.list_tokens(ports, call, after=(after[0], after[1]) if after else None, limit=limit + 1)
    rows, more = split_page(found, limit)
    following = _KEYSET.encode((rows[-1].created_at, rows[-1].id)) if more else None
    return Page[TokenView](items=[token_view(row) for row in rows], next_cursor=following)


@router.post(
    "",
    status_code=201,
    summary="Make a token",
    responses={201: example({**_TOKEN, "token": "central_q1Zr…"}), **error_responses(409, 429, *TAKES_BODY)},
)
def create_token(body: TokenBody, call: Manager, ports: PortsHere) -> NewTokenView:
    """Return a new token, shown this once. It acts for whoever made it, within `permissions`, and ends with them.

    403 `more_than_yours`: a permission one does not have.
    """
    made, token = tokens.create_token(
        ports,
        call,
        name=body.name,
        permissions=body.permissions,
        expires_at=body.expires_at,
        password=body.password,
    )
    return NewTokenView(token=token, **dict(token_view(made)))


@router.delete("/{token_id}", status_code=204, summary="End a token", responses=error_responses(404, 429, *TAKES_BODY))
def delete_token(token_id: PathId, body: PasswordCheckBody, call: Manager, ports: PortsHere) -> Response:
    """End a token: from now on it is nobody's."""
    tokens.delete_token(ports, call, token_id, password=body.password)
    return Response(status_code=204)
