"""Bodies and views of roles and teams."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from central.accounts.permissions import Permission, permissions_of
from central.accounts.roles_store import OwnRole, Team
from central.accounts.schemas import Password
from central.call import Actor, Role
from central.schemas import Body, OneLine, View

Scope = Literal["all", "team", "own"]
_RoleName = Annotated[OneLine, StringConstraints(max_length=60)]
_TeamName = Annotated[OneLine, StringConstraints(max_length=80)]
_Permissions = Annotated[list[Permission], Field(max_length=100)]
_Channels = Annotated[list[UUID], Field(max_length=1000)]
_Members = Annotated[list[UUID], Field(max_length=1000)]
# What the app shows by default; it has texts of its own for them.
_BUILT_IN_NAMES: dict[Role, str] = {"admin": "Administrador", "supervisor": "Supervisor", "agent": "Atendente"}


class RoleBody(Body):
    """A new role. ``scope`` all sees what nobody has too, whatever ``sees_unassigned`` says.

    ``password``: the maker's own.
    """

    name: _RoleName
    permissions: _Permissions
    scope: Scope
    sees_unassigned: bool = True
    channel_ids: _Channels | None = None
    password: Password | None = None


class RoleChangeBody(Body):
    """What changes about a role; what is not given stays. ``channel_ids`` null: every channel."""

    name: _RoleName | None = None
    permissions: _Permissions | None = None
    scope: Scope | None = None
    sees_unassigned: bool | None = None
    channel_ids: _Channels | None = None
    password: Password | None = None


class RoleView(View):
    """A role, built in (then ``id`` is its name) or the company's own, and how many have it."""

    id: str
    built_in: bool
    name: str
    permissions: list[Permission]
    scope: Scope
    sees_unassigned: bool
    channel_ids: list[UUID] | None
    members: int


class TeamBody(Body):
    """A new team."""

    name: _TeamName
    member_ids: Annotated[list[UUID], Field(default_factory=list, max_length=1000)]


class TeamChangeBody(Body):
    """What changes about a team; what is not given stays."""

    name: _TeamName | None = None
    member_ids: _Members | None = None


class TeamView(View):
    """People who work together."""

    id: UUID
    name: str
    member_ids: list[UUID]


def built_in_view(role: Role, members: int) -> RoleView:
    """Return a built-in role as the API shows it."""
    return RoleView(
        id=role,
        built_in=True,
        name=_BUILT_IN_NAMES[role],
        permissions=permissions_of(Actor("user", role=role)),
        scope="own" if role == "agent" else "all",
        sees_unassigned=True,
        channel_ids=None,
        members=members,
    )


def role_view(role: OwnRole) -> RoleView:
    """Return a role of the company's own as the API shows it; permissions this version does not know are left out."""
    known = Actor("user", role="admin", limited_to=frozenset(role.permissions))
    return RoleView(
        id=str(role.id),
        built_in=False,
        name=role.name,
        permissions=permissions_of(known),
        scope=role.scope,
        sees_unassigned=role.sees_unassigned,
        channel_ids=role.channel_ids,
        members=role.members,
    )


def team_view(team: Team) -> TeamView:
    """Return a team as the API shows it."""
    return TeamView.model_validate(team)
