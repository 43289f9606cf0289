"""People's pictures."""

from typing import Annotated

from fastapi import APIRouter, Response

from central.accounts.people_schemas import AvatarBody
from central.accounts.schemas import SessionView, session_view
from central.api.dependencies import PortsHere, allowed
from central.api.errors import error_responses
from central.api.examples import TAKES_BODY, example
from central.api.paths import PREFIX
from central.api.routes.session import SESSION_EXAMPLE
from central.call import Call
from central.media import avatars
from central.schemas import PathId

router = APIRouter(prefix=PREFIX, tags=["users"])

Own = Annotated[Call, allowed("profile.own", in_person=True)]


@router.put(
    "/me/avatar",
    summary="Change one's own picture",
    responses={200: example(SESSION_EXAMPLE), **error_responses(404, 409, *TAKES_BODY)},
)
def set_avatar(body: AvatarBody, call: Own, ports: PortsHere) -> SessionView:
    """Use an uploaded picture (`POST /media`, then complete it). JPEG or PNG, at most 5 MB.

    409 `media_pending`: it is still being prepared; try again in a moment. 422 `not_a_picture`.
    """
    return session_view(avatars.set_avatar(ports, call, body.media_id))


@router.delete(
    "/me/avatar",
    summary="Remove one's own picture",
    responses={200: example(SESSION_EXAMPLE), **error_responses(401, 403, 503)},
)
def remove_avatar(call: Own, ports: PortsHere) -> SessionView:
    """Show initials again."""
    return session_view(avatars.remove_avatar(ports, call))


@router.get(
    "/users/{user_id}/avatar",
    status_code=302,
    response_class=Response,
    summary="See a colleague's picture",
    responses={
        302: {
            "description": "Where the picture is, for five minutes.",
            "headers": {"Location": {"description": "Signed address.", "schema": {"type": "string"}}},
        },
        **error_responses(401, 403, 404, 503),
    },
)
def read_avatar(user_id: PathId, call: Annotated[Call, allowed("users.read")], ports: PortsHere) -> Response:
    """Lead to the picture. `avatar_url` of a person is this address."""
    return Response(status_code=302, headers={"Location": avatars.avatar_address(ports, call, user_id)})
