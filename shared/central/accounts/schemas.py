"""Bodies about people and sessions."""

from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from central.accounts.model import AuditRow, Member, OpenSession, Profile, device_of
from central.accounts.permissions import Permission, permissions_of
from central.accounts.rights import read_rights, scope_of
from central.call import Actor, Call, Scope
from central.schemas import Body, OneLine, Time, View

RoleName = Literal["admin", "supervisor", "agent"]
Locale = Literal["pt-BR", "en", "es"]
PresenceState = Literal["online", "busy", "pause", "offline"]
RoleChoiceName = Annotated[str, StringConstraints(min_length=1, max_length=36)]
"""A built-in role, or the id of one of the company's own."""
PersonName = Annotated[OneLine, StringConstraints(max_length=120)]
Password = Annotated[str, StringConstraints(min_length=1, max_length=1024)]


class SignInBody(Body):
    """Address and password; ``account_id`` chooses among several companies."""

    email: Annotated[str, StringConstraints(min_length=1, max_length=254)]
    password: Annotated[str, StringConstraints(min_length=1, max_length=1024)]
    account_id: UUID | None = None


class UserView(View):
    """The signed-in person."""

    id: UUID
    name: str
    email: str
    avatar_url: str | None
    locale: str
    signature: str


class AccountView(View):
    """The company. ``onboarding``: its first steps are not over yet."""

    id: UUID
    name: str
    locale: str
    time_zone: str
    brand_color: str | None
    onboarding: bool


class CustomRoleView(View):
    """The role the company made, which somebody has instead of the built-in one."""

    id: UUID
    name: str


class SessionView(View):
    """Who is signed in, where, what they may do and whose conversations they see.

    ``companies``: for how many companies they work. ``operator``: whether they run the installation.
    """

    expires_at: Time
    user: UserView
    account: AccountView
    companies: int
    operator: bool
    role: RoleName
    custom_role: CustomRoleView | None
    permissions: list[Permission]
    scope: Scope
    second_factor_setup_required: bool


class NewSessionView(SessionView):
    """The same with the token, which is shown this once."""

    token: str


class OpenSessionView(View):
    """Where somebody is signed in. ``browser``, ``system``: null where the browser does not tell."""

    id: UUID
    browser: str | None
    system: str | None
    created_at: Time
    last_used_at: Time
    expires_at: Time
    current: bool


class PasswordBody(Body):
    """A new password, and the current one to prove who asks."""

    current_password: Password
    new_password: Password


class AuditActorView(View):
    """Who did it."""

    type: str
    id: str | None
    name: str | None


class AuditTargetView(View):
    """What it was done to."""

    type: str
    id: str | None


class AuditRowView(View):
    """One row of the audit log."""

    sequence: int
    occurred_at: Time
    actor: AuditActorView
    action: str
    target: AuditTargetView | None
    fields: list[str]
    details: dict[str, Any]
    address: str | None
    session_id: UUID | None
    correlation_id: str | None

    @classmethod
    def of(cls, row: AuditRow) -> "AuditRowView":
        """Return a row as the API shows it."""
        actor_id = None if row.actor_id is None else str(row.actor_id)
        return cls(
            sequence=row.sequence,
            occurred_at=row.occurred_at,
            actor=AuditActorView(type=row.actor_type, id=actor_id, name=row.actor_name),
            action=row.action,
            target=None if row.target_type is None else AuditTargetView(type=row.target_type, id=row.target_id),
            fields=row.fields,
            details=row.details,
            address=row.address,
            session_id=row.session_id,
            correlation_id=row.correlation_id,
        )


class AuditStateView(View):
    """Whether the log is what was written."""

    ok: bool
    rows: int
    broken_at: int | None
    head: str | None


class ProfileBody(Body):
    """What somebody changes about themselves."""

    name: PersonName | None = None
    locale: Locale | None = None
    signature: Annotated[str, StringConstraints(strip_whitespace=True, max_length=500)] | None = None


class MemberView(View):
    """Somebody who works for the company."""

    id: UUID
    name: str
    email: str
    avatar_url: str | None
    role: RoleName
    custom_role: CustomRoleView | None
    team_ids: list[UUID]
    active: bool
    presence: PresenceState
    presence_reason: str | None
    presence_since: Time | None
    open_tickets: Annotated[int, Field(ge=0)]
    capacity: int | None


class MemberBody(Body):
    """What an admin changes about a member; ``capacity`` null: what the queue says. ``password``: the admin's own."""

    role: RoleChoiceName | None = None
    active: bool | None = None
    team_ids: Annotated[list[UUID], Field(max_length=200)] | None = None
    capacity: Annotated[int, Field(ge=1, le=100)] | None = None
    password: Password | None = None


def session_view(profile: Profile) -> SessionView:
    """Return a profile as the API shows it."""
    custom, sight = read_rights(profile.rights)
    actor = Actor("user", profile.user_id, profile.role, custom=custom, sight=sight)
    return SessionView(
        expires_at=profile.expires_at,
        user=UserView(
            id=profile.user_id,
            name=profile.user_name,
            email=profile.email,
            avatar_url=profile.avatar_url,
            locale=profile.user_locale,
            signature=profile.signature,
        ),
        account=AccountView(
            id=profile.account_id,
            name=profile.account_name,
            locale=profile.account_locale,
            time_zone=profile.time_zone,
            brand_color=profile.brand_color,
            onboarding=profile.onboarding,
        ),
        companies=profile.companies,
        operator=profile.operator,
        role=profile.role,
        custom_role=None if custom is None else CustomRoleView(id=custom.id, name=custom.name),
        permissions=permissions_of(actor),
        scope=scope_of(actor),
        second_factor_setup_required=profile.second_factor_setup_required,
    )


def open_session_view(session: OpenSession, call: Call) -> OpenSessionView:
    """Return one of the caller's sessions as the API shows it."""
    browser, system = device_of(session.user_agent)
    return OpenSessionView(
        id=session.id,
        browser=browser,
        system=system,
        created_at=session.created_at,
        last_used_at=session.last_used_at,
        expires_at=session.expires_at,
        current=session.id == call.actor.session_id,
    )


def member_view(member: Member) -> MemberView:
    """Return a member as the API shows it."""
    custom = None
    if member.role_id is not None and member.role_name is not None:
        custom = CustomRoleView(id=member.role_id, name=member.role_name)
    known = {name: getattr(member, name) for name in MemberView.model_fields if name != "custom_role"}
    return MemberView(custom_role=custom, **known)
