"""Bodies about the second factor and API tokens."""

from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from central.accounts.permissions import Permission
from central.accounts.schemas import Password
from central.accounts.second_factor import Setup
from central.accounts.second_factor_store import Factor
from central.accounts.service import CodeNeeded
from central.accounts.tokens_store import ApiToken
from central.schemas import Body, Instant, OneLine, Time, View

Code = Annotated[str, StringConstraints(min_length=1, max_length=64)]


class PasswordCheckBody(Body):
    """One's own password, to prove who asks."""

    password: Password


class CodeBody(Body):
    """A code of the app."""

    code: Code


class FinishSignInBody(Body):
    """The challenge, and a code of the app or a recovery code."""

    challenge: Annotated[str, StringConstraints(min_length=1, max_length=128)]
    code: Code


class ChallengeView(View):
    """What a code must be sent with, and until when."""

    challenge: str
    expires_at: Time


class CodeNeededView(View):
    """The password was right; a code is asked for."""

    second_factor: ChallengeView

    @classmethod
    def of(cls, needed: CodeNeeded) -> "CodeNeededView":
        """Return it as the API shows it."""
        return cls(second_factor=ChallengeView(challenge=needed.challenge, expires_at=needed.expires_at))


class TwoFactorView(View):
    """One's own second factor."""

    enabled: bool
    enabled_at: Time | None
    recovery_codes_left: Annotated[int, Field(ge=0)]
    required: bool

    @classmethod
    def of(cls, factor: Factor) -> "TwoFactorView":
        """Return it as the API shows it."""
        return cls(
            enabled=factor.enabled_at is not None,
            enabled_at=factor.enabled_at,
            recovery_codes_left=factor.recovery_codes_left,
            required=factor.required,
        )


class TwoFactorSetupView(View):
    """What an app needs, shown this once."""

    secret: str
    uri: str
    qr_svg: str

    @classmethod
    def of(cls, setup: Setup) -> "TwoFactorSetupView":
        """Return it as the API shows it."""
        return cls(secret=setup.secret, uri=setup.uri, qr_svg=setup.qr_svg)


class RecoveryCodesView(View):
    """Ten recovery codes, shown this once. Each works once."""

    recovery_codes: list[str]


class TokenBody(Body):
    """A new API token, and one's own password to prove who asks."""

    name: Annotated[OneLine, StringConstraints(max_length=120)]
    permissions: Annotated[list[Permission], Field(min_length=1, max_length=100)]
    expires_at: Instant | None = None
    password: Password


class TokenMakerView(View):
    """Who made a token: it acts for them."""

    id: UUID
    name: str


class TokenView(View):
    """An API token. ``hint``: its last four characters."""

    id: UUID
    name: str
    hint: str
    permissions: list[str]
    requests_per_minute: int
    created_by: TokenMakerView
    created_at: Time
    expires_at: Time | None
    last_used_at: Time | None


class NewTokenView(TokenView):
    """The same with the token, which is shown this once."""

    token: str


def token_view(token: ApiToken) -> TokenView:
    """Return a token as the API shows it."""
    return TokenView(
        id=token.id,
        name=token.name,
        hint=token.hint,
        permissions=token.permissions,
        requests_per_minute=token.requests_per_minute,
        created_by=TokenMakerView(id=token.user_id, name=token.user_name),
        created_at=token.created_at,
        expires_at=token.expires_at,
        last_used_at=token.last_used_at,
    )
