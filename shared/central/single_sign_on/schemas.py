"""Bodies about signing in by a provider."""

from collections.abc import Sequence
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from central.accounts.schemas import Password, RoleChoiceName, RoleName
from central.schemas import Body, OneLine, Time, View
from central.single_sign_on.model import Door, Identity, Kind, Known, Provider, kind_of
from central.single_sign_on.providers import Checked

_LABEL = "[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?"
Domain = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=253, pattern=rf"^{_LABEL}(\.{_LABEL})+$"),
    AfterValidator(str.lower),
]
Domains = Annotated[list[Domain], Field(min_length=1, max_length=20), AfterValidator(lambda found: sorted(set(found)))]
ProviderName = Annotated[OneLine, StringConstraints(max_length=60)]
Issuer = Annotated[OneLine, StringConstraints(min_length=9, max_length=300)]
ClientId = Annotated[OneLine, StringConstraints(max_length=300)]
ClientSecret = Annotated[OneLine, StringConstraints(max_length=1024)]
# What a browser brings back: ours, and whatever a provider makes of its own.
Brought = Annotated[str, StringConstraints(min_length=1, max_length=4096)]


class NewcomerRoleView(View):
    """The role of the company's own that newcomers get."""

    id: UUID
    name: str


class ProviderView(View):
    """A provider. Its client secret is never shown again."""

    id: UUID
    name: str
    kind: Kind
    issuer: str
    client_id: str
    domains: list[str]
    admits_newcomers: bool
    newcomer_role: RoleName
    newcomer_custom_role: NewcomerRoleView | None
    trusts_second_factor: bool
    active: bool
    created_at: Time

    @classmethod
    def of(cls, provider: Provider) -> "ProviderView":
        """Return a provider as the API shows it."""
        custom = None
        if provider.newcomer_role_id is not None and provider.newcomer_role_name is not None:
            custom = NewcomerRoleView(id=provider.newcomer_role_id, name=provider.newcomer_role_name)
        return cls(
            id=provider.id,
            name=provider.name,
            kind=provider.kind,
            issuer=provider.issuer,
            client_id=provider.client_id,
            domains=provider.domains,
            admits_newcomers=provider.admits_newcomers,
            newcomer_role=provider.newcomer_role,
            newcomer_custom_role=custom,
            trusts_second_factor=provider.trusts_second_factor,
            active=provider.active,
            created_at=provider.created_at,
        )


class ProviderBody(Body):
    """A new provider, and one's own password to prove who asks."""

    name: ProviderName
    issuer: Issuer
    client_id: ClientId
    client_secret: ClientSecret
    domains: Domains
    admits_newcomers: bool = False
    newcomer_role: RoleChoiceName = "agent"
    trusts_second_factor: bool = False
    password: Password


class ProviderChangeBody(Body):
    """What changes of a provider; what is left out stays. And one's own password."""

    name: ProviderName | None = None
    client_id: ClientId | None = None
    client_secret: ClientSecret | None = None
    domains: Domains | None = None
    admits_newcomers: bool | None = None
    newcomer_role: RoleChoiceName | None = None
    trusts_second_factor: bool | None = None
    active: bool | None = None
    password: Password

    @model_validator(mode="after")
    def _nothing_is_emptied(self) -> "ProviderChangeBody":
        for name in self.model_fields_set:
            if getattr(self, name) is None:
                raise ValueError(f"{name} cannot be null")
        return self


class ProviderCheckView(View):
    """What asking the issuer found; ``code`` null: all is well. ``found``: how it calls itself, when that differs."""

    ok: bool
    code: str | None
    found: str | None

    @classmethod
    def of(cls, checked: Checked) -> "ProviderCheckView":
        """Return it as the API shows it."""
        return cls(ok=checked.code is None, code=checked.code, found=checked.found)


class SignInSettingsView(View):
    """How the company's people sign in, and what providers must be told."""

    company_code: str
    sign_in_url: str
    redirect_uri: str
    single_sign_on_only: bool


class SignInSettingsBody(Body):
    """Whether passwords open nothing here but for admins; and one's own password."""

    single_sign_on_only: bool
    password: Password


class DoorView(View):
    """One provider of a sign-in page."""

    id: UUID
    name: str
    kind: Kind


class SignInPageView(View):
    """A company's own sign-in page. ``password``: whether a password opens anything there for who is no admin."""

    company: str
    password: bool
    providers: list[DoorView]

    @classmethod
    def of(cls, doors: Sequence[Door]) -> "SignInPageView":
        """Return a page as the API shows it."""
        return cls(
            company=doors[0].account_name or "",
            password=not doors[0].single_sign_on_only,
            providers=[
                DoorView(id=door.provider_id, name=door.provider_name or "", kind=kind_of(door.issuer or ""))
                for door in doors
                if door.provider_id is not None
            ],
        )


class JourneyBody(Body):
    """Which provider to go to."""

    provider_id: UUID


class DepartureView(View):
    """Where the browser goes now."""

    redirect_url: str


class ArrivalBody(Body):
    """What the browser came back with: ``iss`` when the provider said it (RFC 9207)."""

    state: Brought
    code: Brought
    iss: Annotated[str, StringConstraints(min_length=1, max_length=300)] | None = None


class StepUpProviderView(View):
    """The provider that opened the session; `everywhere`: also for what holds in every company one works for."""

    id: UUID
    name: str
    kind: Kind
    everywhere: bool


class StepUpView(View):
    """What one can confirm with: what of it is true may stand in the field `password`, or lead to a proof that may."""

    password: bool
    code: bool
    provider: StepUpProviderView | None

    @classmethod
    def of(cls, known: Known) -> "StepUpView":
        """Return it as the API shows it."""
        provider = None
        if known.provider_id is not None and known.issuer is not None:
            provider = StepUpProviderView(
                id=known.provider_id,
                name=known.provider_name or "",
                kind=kind_of(known.issuer),
                everywhere=known.provider_everywhere,
            )
        return cls(password=known.password, code=known.code, provider=provider)


class ProofView(View):
    """What may stand in the field `password` once, in this session. Never shown again."""

    proof: str
    expires_at: Time


class SignInIdentityView(View):
    """A provider one signs in by, and what one is called there."""

    id: UUID
    provider_id: UUID
    provider_name: str
    kind: Literal["google", "microsoft", "other"]
    email: str
    created_at: Time
    last_used_at: Time

    @classmethod
    def of(cls, identity: Identity) -> "SignInIdentityView":
        """Return it as the API shows it."""
        return cls(
            id=identity.id,
            provider_id=identity.provider_id,
            provider_name=identity.provider_name,
            kind=kind_of(identity.issuer),
            email=identity.email,
            created_at=identity.created_at,
            last_used_at=identity.last_used_at,
        )
