"""Bodies about invites, new passwords and pictures."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, Field, StringConstraints

from central.accounts.invites_store import Invite
from central.accounts.mail_store import Link
from central.accounts.own_address import OwnAddress
from central.accounts.schemas import Password, PersonName, RoleChoiceName, RoleName
from central.schemas import Body, Time, View

# What browsers take as an e-mail address (the HTML standard), in one company's mailbox at most: nothing in it separates
# addresses or begins a header.
_LABEL = "[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?"
_ADDRESS = rf"^[A-Za-z0-9.!#$%&'*+/=?^_`{{|}}~-]+@{_LABEL}(\.{_LABEL})+$"
EmailAddress = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=254, pattern=_ADDRESS), AfterValidator(str.lower)
]
LinkToken = Annotated[str, StringConstraints(min_length=1, max_length=128)]


class InviteBody(Body):
    """Whom to invite, and what they may do."""

    email: EmailAddress
    role: RoleChoiceName
    team_ids: Annotated[list[UUID], Field(default_factory=list, max_length=200)]
    password: Password | None = None


class ProofBody(Body):
    """One's own password; an API token gives none."""

    password: Password | None = None


class InviterView(View):
    """Who invited."""

    id: UUID
    name: str


class InvitedRoleView(View):
    """A role of the company's own."""

    id: UUID
    name: str


class InviteView(View):
    """An invite nobody has accepted yet. ``mail_state``: what became of its last mail."""

    id: UUID
    email: str
    role: RoleName
    custom_role: InvitedRoleView | None
    team_ids: list[UUID]
    created_at: Time
    expires_at: Time
    expired: bool
    invited_by: InviterView | None
    mail_state: Literal["pending", "sending", "sent", "failed", "unknown"]

    @classmethod
    def of(cls, invite: Invite) -> "InviteView":
        """Return an invite as the API shows it."""
        inviter = None
        if invite.inviter_id is not None and invite.inviter_name is not None:
            inviter = InviterView(id=invite.inviter_id, name=invite.inviter_name)
        custom = None
        if invite.role_id is not None and invite.role_name is not None:
            custom = InvitedRoleView(id=invite.role_id, name=invite.role_name)
        return cls(
            id=invite.id,
            email=invite.email,
            role=invite.role,
            custom_role=custom,
            team_ids=invite.team_ids,
            created_at=invite.created_at,
            expires_at=invite.expires_at,
            expired=invite.expired,
            invited_by=inviter,
            mail_state=invite.mail_state,
        )


class LinkBody(Body):
    """The token of a link."""

    token: LinkToken


class InvitingAccountView(View):
    """The company that invites."""

    name: str


class InvitationView(View):
    """What somebody was invited to. ``known_user``: they have a password already, and give that."""

    email: str
    account: InvitingAccountView
    known_user: bool

    @classmethod
    def of(cls, link: Link) -> "InvitationView":
        """Return what a link opens as the API shows it."""
        account = InvitingAccountView(name=link.account_name or "")
        return cls(email=link.email or "", account=account, known_user=bool(link.has_password))


class AcceptInviteBody(Body):
    """The token of the link, the password, and the name of somebody new."""

    token: LinkToken
    name: PersonName | None = None
    password: Password


class PasswordResetBody(Body):
    """Whose password was forgotten."""

    email: Annotated[str, StringConstraints(min_length=1, max_length=254)]


class NewPasswordBody(Body):
    """The token of the link, and the new password."""

    token: LinkToken
    password: Password


class NewAddressBody(Body):
    """One's own new e-mail address, and the password again."""

    email: EmailAddress
    password: Password


class PendingAddressView(View):
    """An address that does not count yet. ``mail_state``: what became of the mail with the link."""

    email: str
    asked_at: Time
    expires_at: Time
    mail_state: Literal["pending", "sending", "sent", "failed", "unknown"]


class OwnAddressView(View):
    """One's own e-mail address, and the one that waits to be confirmed."""

    email: str
    pending: PendingAddressView | None

    @classmethod
    def of(cls, own: OwnAddress) -> "OwnAddressView":
        """Return an address as the API shows it."""
        if own.pending is None:
            return cls(email=own.email, pending=None)
        pending = PendingAddressView(
            email=own.pending.address,
            asked_at=own.pending.asked_at,
            expires_at=own.pending.expires_at,
            mail_state=own.pending.mail_state,
        )
        return cls(email=own.email, pending=pending)


class AvatarBody(Body):
    """A picture that was uploaded."""

    media_id: UUID
