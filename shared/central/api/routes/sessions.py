"""Open sessions and one's own password."""

from typing import Annotated

from fastapi import APIRouter, Response

from central.accounts import sessions
from central.accounts.schemas import OpenSessionView, PasswordBody, open_session_view
from central.api.dependencies import PortsHere, allowed
from central.api.errors import error_responses
from central.api.examples import READS, TAKES_BODY, page_example
from central.api.paths import PREFIX
from central.call import Call
from central.paging import Keyset, split_page
from central.schemas import Limit, Page, PathId

router = APIRouter(prefix=PREFIX, tags=["session"])

Own = Annotated[Call, allowed("profile.own")]
_KEYSET = Keyset("sessions", "time", "id")
_OPEN_SESSION = {
    "id": "2d1c8b6e-7f0a-4c7e-9a51-6c1b0d9e8f22",
    "browser": "Chrome",
    "system": "Windows",
    "created_at": "2026-11-21T11:02:03.000000Z",
    "last_used_at": "2026-11-21T12:03:41.000000Z",
    "expires_at": "2026-11-28T11:02:03.000000Z",
    "current": True,
}


@router.get(
    "/sessions",
    summary="List one's own sessions",
    responses={200: page_example(_OPEN_SESSION), **error_responses(*READS)},
)
def list_sessions(call: Own, ports: PortsHere, cursor: str | None = None, limit: Limit = 50) -> Page[OpenSessionView]:
    """Return where one is signed in to this company, the newest first."""
    after = _KEYSET.decode(cursor)
    found = sessions.list_sessions(ports, call, after=(after[0], after[1]) if after else None, limit=limit + 1)
    rows, more = split_page(found, limit)
    following = _KEYSET.encode((rows[-1].created_at, rows[-1].id)) if more else None
    return Page[OpenSessionView](items=[open_session_view(row, call) for row in rows], next_cursor=following)


@router.delete(
    "/sessions/{session_id}",
    status_code=204,
    summary="End one session",
    responses=error_responses(401, 403, 404, 503),
)
def delete_one_session(session_id: PathId, call: Own, ports: PortsHere) -> Response:
    """End one of one's own sessions and close its sockets."""
    sessions.end_session(ports, call, session_id)
    return Response(status_code=204)


@router.delete(
    "/sessions",
    status_code=204,
    summary="End all other sessions",
    responses=error_responses(401, 403, 503),
)
def delete_other_sessions(call: Own, ports: PortsHere) -> Response:
    """End all of one's own sessions in this company but this one."""
    sessions.end_other_sessions(ports, call)
    return Response(status_code=204)


@router.put(
    "/me/password",
    status_code=204,
    summary="Change one's own password",
    responses=error_responses(429, *TAKES_BODY),
)
def change_password(body: PasswordBody, call: Own, ports: PortsHere) -> Response:
    """Change the password; all other sessions end, in every company.

    422 `wrong_password`: the current one does not fit. 422 `weak_password`: the new one is too easy to guess.
    """
    sessions.change_password(ports, call, current=body.current_password, new=body.new_password)
    return Response(status_code=204)


@router.delete(
    "/users/{user_id}/sessions",
    status_code=204,
    summary="End a colleague's sessions",
    responses=error_responses(401, 403, 404, 503),
)
def delete_sessions_of_user(
    user_id: PathId, call: Annotated[Call, allowed("users.manage", in_person=True)], ports: PortsHere
) -> Response:
    """End every session of somebody who works for the company and close their sockets."""
    sessions.end_sessions_of_member(ports, call, user_id)
    return Response(status_code=204)
