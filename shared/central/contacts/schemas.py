"""Bodies about contacts."""

from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field, JsonValue, StringConstraints, field_validator

from central.contacts.model import Contact, ContactState
from central.platforms.phone import format_display
from central.schemas import Body, OneLine, Time, View

ContactName = Annotated[OneLine, StringConstraints(max_length=200)]
Email = Annotated[
    str, StringConstraints(strip_whitespace=True, to_lower=True, max_length=254, pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$")
]
Phone = Annotated[str, StringConstraints(max_length=60)]
Attributes = Annotated[
    dict[Annotated[str, StringConstraints(min_length=1, max_length=60)], JsonValue], Field(max_length=50)
]
State = Literal["lead", "qualified", "customer", "inactive"]


class IdentityView(View):
    """An address the contact is reached at."""

    id: UUID
    channel_type: str
    kind: str
    value: str


class ContactView(View):
    """A person who writes to the company."""

    id: UUID
    name: str
    email: str | None
    phone: str | None
    phone_display: str | None
    avatar_url: str | None
    state: State
    attributes: dict[str, Any]
    blocked: bool
    marketing_opt_out_at: Time | None
    identities: list[IdentityView]
    created_at: Time
    updated_at: Time


class ContactBody(Body):
    """A new contact. The phone may be typed in any usual form."""

    name: ContactName
    email: Email | None = None
    phone: Phone | None = None
    state: State = "lead"
    attributes: Attributes = Field(default_factory=dict)


class ContactPatch(Body):
    """What changes; what is left out stays. ``email`` and ``phone`` may be null."""

    name: ContactName | None = None
    email: Email | None = None
    phone: Phone | None = None
    state: State | None = None
    attributes: Attributes | None = None
    blocked: bool | None = None

    @field_validator("name", "state", "attributes", "blocked")
    @classmethod
    def _not_null(cls, value: Any) -> Any:
        if value is None:
            raise ValueError("Não pode ser vazio.")
        return value


def contact_view(contact: Contact) -> ContactView:
    """Return a contact as the API shows it."""
    return ContactView(
        id=contact.id,
        name=contact.name,
        email=contact.email,
        phone=contact.phone,
        phone_display=format_display(contact.phone) if contact.phone else None,
        avatar_url=contact.avatar_url,
        state=contact.state,
        attributes=dict(contact.attributes),
        blocked=contact.blocked,
        marketing_opt_out_at=contact.marketing_opt_out_at,
        identities=[IdentityView.model_validate(dict(identity)) for identity in contact.identities],
        created_at=contact.created_at,
        updated_at=contact.updated_at,
    )


__all__ = ["ContactBody", "ContactPatch", "ContactState", "ContactView", "IdentityView", "contact_view"]
