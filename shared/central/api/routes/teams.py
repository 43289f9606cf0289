"""Teams: who sees whose conversations where the role says so."""

from typing import Annotated

from fastapi import APIRouter, Response

from central.accounts import teams
from central.accounts.role_schemas import TeamBody, TeamChangeBody, TeamView, team_view
from central.api.dependencies import PortsHere, allowed
from central.api.errors import error_responses
from central.api.examples import READS, TAKES_BODY, example, page_example
from central.api.idempotency import OnceHere
from central.api.paths import PREFIX
from central.call import Call
from central.schemas import Page, PathId

router = APIRouter(prefix=f"{PREFIX}/teams", tags=["teams"])

Manager = Annotated[Call, allowed("teams.manage")]
_TEAM = {
    "id": "c1b0d7a4-2f1e-4f43-8d8e-7b9a2e5f6c10",
    "name": "Financeiro",
    "member_ids": ["0b7f2f0e-6f0c-4d52-9d1c-4c1f6f0a9b11"],
}


@router.get("", summary="List", responses={200: page_example(_TEAM), **error_responses(*READS)})
def list_teams(call: Annotated[Call, allowed("users.read")], ports: PortsHere) -> Page[TeamView]:
    """Return the company's teams by name."""
    return Page[TeamView](items=[team_view(team) for team in teams.list_teams(ports, call)])


@router.post(
    "",
    status_code=201,
    summary="Create",
    response_model=TeamView,
    responses={201: example(_TEAM), **error_responses(404, 409, *TAKES_BODY)},
)
def create_team(body: TeamBody, call: Manager, once: OnceHere) -> object:
    """Make a team of people who work here."""
    return once.run(lambda ports: team_view(teams.create_team(ports, call, body.name, body.member_ids)))


@router.patch("/{team_id}", summary="Change", responses={200: example(_TEAM), **error_responses(404, 409, *TAKES_BODY)})
def update_team(team_id: PathId, body: TeamChangeBody, call: Manager, ports: PortsHere) -> TeamView:
    """Change name or members. When members change, the team is disconnected for a moment and sees what it may."""
    return team_view(teams.update_team(ports, call, team_id, name=body.name, member_ids=body.member_ids))


@router.delete("/{team_id}", status_code=204, summary="Delete", responses=error_responses(404, *READS))
def delete_team(team_id: PathId, call: Manager, ports: PortsHere) -> Response:
    """Delete a team; its people stay."""
    teams.delete_team(ports, call, team_id)
    return Response(status_code=204)
