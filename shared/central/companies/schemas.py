"""Bodies about the company."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints, model_validator

from central.accounts.people_schemas import EmailAddress
from central.accounts.schemas import Locale, Password, PersonName, RoleName
from central.schemas import Body, OneLine, Time, View

CompanyName = Annotated[OneLine, StringConstraints(max_length=120)]
Color = Annotated[str, StringConstraints(to_lower=True, pattern=r"^#[0-9a-fA-F]{6}$")]
ZoneName = Annotated[str, StringConstraints(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9_+\-/]+$")]
CompanyStatus = Literal["active", "suspended"]
Days = Annotated[int, Field(ge=1, le=3650)]
# Fields that cannot be empty: null would mean nothing.
_NEVER_NULL = ("name", "locale", "time_zone", "second_factor_required", "onboarding")


class CompanyView(View):
    """A company's settings. ``onboarding``: its first steps are not over yet."""

    id: UUID
    name: str
    locale: str
    time_zone: str
    brand_color: str | None
    retention_days: int | None
    second_factor_required: bool
    onboarding: bool
    created_at: Time


class CompanyBody(Body):
    """What an admin changes; what is left out stays. Null empties ``brand_color`` and ``retention_days``.

    ``onboarding`` false: the first steps are over, or left; true: they are shown again. ``password``, the caller's own,
    is needed where ``second_factor_required`` becomes false or ``retention_days`` a number.
    """

    name: CompanyName | None = None
    locale: Locale | None = None
    time_zone: ZoneName | None = None
    brand_color: Color | None = None
    retention_days: Days | None = None
    second_factor_required: bool | None = None
    onboarding: bool | None = None
    password: Password | None = None

    @model_validator(mode="after")
    def _nothing_is_emptied_by_mistake(self) -> "CompanyBody":
        for name in _NEVER_NULL:
            if name in self.model_fields_set and getattr(self, name) is None:
                raise ValueError(f"{name} cannot be null")
        return self


class WorkplaceView(View):
    """One of the companies somebody works for; ``current`` is where they are."""

    id: UUID
    name: str
    brand_color: str | None
    role: RoleName
    current: bool


class SwitchBody(Body):
    """Where to go."""

    account_id: UUID


class SignUpsView(View):
    """Whether anybody may open a company."""

    open: bool


class SignUpBody(Body):
    """A company somebody wants to open, and who they are."""

    company: CompanyName
    name: PersonName
    email: EmailAddress
    locale: Locale = "pt-BR"


class CompanyUsageView(View):
    """A company as an operator sees it: how big it is, nothing of what is in it."""

    id: UUID
    name: str
    status: CompanyStatus
    created_at: Time
    people: int
    channels: int
    conversations: int
    open_conversations: int
    messages: int
    stored_bytes: int
    last_activity_at: Time | None


class NewCompanyBody(Body):
    """A company an operator opens, and its first admin."""

    name: CompanyName
    person: PersonName
    email: EmailAddress
    locale: Locale = "pt-BR"
    time_zone: ZoneName = "America/Sao_Paulo"


class CompanyStatusBody(Body):
    """Whether a company may work, why, and the operator's own password again."""

    status: CompanyStatus
    reason: Annotated[OneLine, StringConstraints(max_length=300)]
    password: Annotated[str, StringConstraints(min_length=1, max_length=1024)]


class StepView(View):
    """One line of the go-live check list; ``available`` false: this version has no such thing yet."""

    key: str
    done: bool
    available: bool
