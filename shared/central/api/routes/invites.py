"""Invites: sent by who manages people, accepted by who has the link."""

from typing import Annotated, Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from central.accounts import invites
from central.accounts.access_schemas import CodeNeededView
from central.accounts.people_schemas import AcceptInviteBody, InvitationView, InviteBody, InviteView, LinkBody
from central.accounts.schemas import NewSessionView
from central.accounts.service import CodeNeeded
from central.api.dependencies import PortsHere, SettingsHere, allowed, check_origin, visitor_of
from central.api.errors import correlation_of, error_responses
from central.api.examples import READS, TAKES_BODY, example, page_example
from central.api.paths import PREFIX
from central.api.routes.session import CODE_NEEDED_EXAMPLE, SESSION_EXAMPLE, opened
from central.call import Call
from central.paging import Keyset, split_page
from central.schemas import Limit, Page, PathId

router = APIRouter(prefix=f"{PREFIX}/invites", tags=["users"])

Manager = Annotated[Call, allowed("users.manage")]
_KEYSET = Keyset("invites", "time", "id")
_INVITE: dict[str, Any] = {
    "id": "6a0f8b1e-2c47-4a65-8f0d-0e4f5a6b7c80",
    "email": "bia@exemplo.com.br",
    "role": "agent",
    "custom_role": None,
    "team_ids": [],
    "created_at": "2026-11-21T12:00:00.000000Z",
    "expires_at": "2026-11-28T12:00:00.000000Z",
    "expired": False,
    "invited_by": {"id": "0b7f2f0e-6f0c-4d52-9d1c-4c1f6f0a9b11", "name": "Ana Souza"},
    "mail_state": "sent",
}


@router.get("", summary="List open invites", responses={200: page_example(_INVITE), **error_responses(*READS)})
def list_invites(call: Manager, ports: PortsHere, cursor: str | None = None, limit: Limit = 50) -> Page[InviteView]:
    """Return invites nobody has accepted yet, also those whose time is over, the newest first."""
    after = _KEYSET.decode(cursor)
    found = invites.list_invites(ports, call, after=(after[0], after[1]) if after else None, limit=limit + 1)
    rows, more = split_page(found, limit)
    following = _KEYSET.encode((rows[-1].created_at, rows[-1].id)) if more else None
    return Page[InviteView](items=[InviteView.of(row) for row in rows], next_cursor=following)


@router.post(
    "",
    status_code=201,
    summary="Invite",
    responses={201: example(_INVITE), **error_responses(404, 409, 429, *TAKES_BODY)},
)
def create_invite(body: InviteBody, call: Manager, ports: PortsHere) -> InviteView:
    """Invite somebody by e-mail. The link is good once, for seven days.

    Any role but `agent` asks for one's own `password`, except of an API token.
    403 `role_too_high`: a role that may do more than one's own. 409 `already_member` or `already_invited`.
    """
    return InviteView.of(invites.invite(ports, call, body.email, body.role, body.team_ids, password=body.password))


@router.post(
    "/lookup",
    summary="What a link opens",
    responses={
        200: example({"email": "bia@exemplo.com.br", "account": {"name": "Loja Sol"}, "known_user": False}),
        **error_responses(400, 403, 404, 413, 415, 422, 429, 503),
    },
)
def look_up_invite(body: LinkBody, request: Request, ports: PortsHere, settings: SettingsHere) -> InvitationView:
    """Return who is invited by which company. 404 `link_ended`: the link opens nothing any more."""
    check_origin(request, settings, required=False)
    return InvitationView.of(invites.look_up_invite(ports, body.token, visitor=visitor_of(request, settings)))


@router.post(
    "/accept",
    status_code=201,
    summary="Accept an invite",
    response_model=NewSessionView,
    responses={
        200: {"model": CodeNeededView, "description": "A code is asked for.", **example(CODE_NEEDED_EXAMPLE)},
        201: example({"token": "q1Zr…", **SESSION_EXAMPLE}),
        **error_responses(400, 401, 403, 404, 409, 413, 415, 422, 429, 503),
    },
)
def accept_invite(
    body: AcceptInviteBody, request: Request, response: Response, ports: PortsHere, settings: SettingsHere
) -> Any:
    """Start to work for the company and sign in there; answers as `POST /session` does.

    Somebody who is known gives the password they have (401 `wrong_credentials`), a newcomer a name and a new password
    (422 `weak_password`).
    """
    check_origin(request, settings, required=False)
    signed_in = invites.accept_invite(
        ports,
        body.token,
        name=body.name,
        password=body.password,
        visitor=visitor_of(request, settings),
        correlation_id=correlation_of(request),
    )
    if isinstance(signed_in, CodeNeeded):
        return JSONResponse(CodeNeededView.of(signed_in).model_dump(mode="json"), 200)
    return opened(response, settings, signed_in)


@router.post(
    "/{invite_id}/resend",
    summary="Send an invite again",
    responses={200: example(_INVITE), **error_responses(401, 403, 404, 429, 503)},
)
def resend_invite(invite_id: PathId, call: Manager, ports: PortsHere) -> InviteView:
    """Send another mail; the invite lasts seven days from now on."""
    return InviteView.of(invites.resend_invite(ports, call, invite_id))


@router.delete(
    "/{invite_id}",
    status_code=204,
    summary="Take an invite back",
    responses=error_responses(401, 403, 404, 503),
)
def delete_invite(invite_id: PathId, call: Manager, ports: PortsHere) -> Response:
    """Take an open invite back; its links open nothing any more."""
    invites.revoke_invite(ports, call, invite_id)
    return Response(status_code=204)
