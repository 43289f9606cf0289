"""Bodies about channels."""

from typing import Annotated, Any, Literal, Self
from uuid import UUID

from pydantic import Field, StringConstraints, field_validator, model_validator

from central.channels.model import Channel, Check
from central.channels.service import Webhook
from central.schemas import Body, OneLine, Time, View

ChannelName = Annotated[OneLine, StringConstraints(max_length=80)]
ExternalId = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^[A-Za-z0-9_.-]{1,128}$")]
Secret = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=8, max_length=4096, pattern=r"^[\x21-\x7e]+$")
]
State = Literal["active", "inactive", "configuring", "error"]
EntryMode = Literal["queue", "bot"]
WhenContactReturns = Literal["reopen", "new"]
ReadReceipts = Literal["on_view", "on_arrival"]
PerSecond = Annotated[int, Field(ge=1, le=1000)]


class WebhookView(View):
    """What an admin copies into the platform's dashboard."""

    callback_url: str
    verify_token: str | None


class ChannelView(View):
    """A connection to a platform. Credentials are never shown; ``credentials_hint`` are the token's last characters."""

    id: UUID
    type: str
    name: str
    external_id: str
    business_id: str | None
    display_address: str | None
    state: State
    state_reason: str | None
    is_default: bool
    entry_mode: EntryMode
    queue_id: UUID | None
    when_contact_returns: WhenContactReturns
    read_receipts: ReadReceipts
    messages_per_second: int
    has_credentials: bool
    credentials_hint: str | None
    uses_own_app: bool
    capabilities: dict[str, Any]
    created_at: Time
    updated_at: Time


class ChannelDetailView(ChannelView):
    """The same with what only admins see."""

    webhook: WebhookView | None = None


class CheckView(View):
    """One line of a check."""

    name: str
    result: Literal["ok", "warning", "failed"]
    message: str


class ChannelCheckView(View):
    """A channel after its check, and what was found."""

    ok: bool
    checks: list[CheckView]
    channel: ChannelView


class ChannelBody(Body):
    """A new channel. ``external_id`` is Meta's phone number id, ``business_id`` the WhatsApp Business account's id."""

    type: Literal["whatsapp"] = "whatsapp"
    name: ChannelName
    external_id: ExternalId
    business_id: ExternalId | None = None
    access_token: Secret | None = None
    app_secret: Secret | None = None
    is_default: bool = False
    entry_mode: EntryMode = "queue"
    queue_id: UUID | None = None
    when_contact_returns: WhenContactReturns = "reopen"
    read_receipts: ReadReceipts = "on_view"
    messages_per_second: PerSecond = 80

    @model_validator(mode="after")
    def _own_app_needs_token(self) -> Self:
        if self.app_secret is not None and self.access_token is None:
            raise ValueError("Informe também o token de acesso.")
        return self


class ChannelPatch(Body):
    """What changes; what is left out stays. ``active`` switches the channel on or off."""

    name: ChannelName | None = None
    business_id: ExternalId | None = None
    access_token: Secret | None = None
    app_secret: Secret | None = None
    active: bool | None = None
    is_default: bool | None = None
    entry_mode: EntryMode | None = None
    queue_id: UUID | None = None
    when_contact_returns: WhenContactReturns | None = None
    read_receipts: ReadReceipts | None = None
    messages_per_second: PerSecond | None = None

    @field_validator(
        "name",
        "access_token",
        "active",
        "is_default",
        "entry_mode",
        "when_contact_returns",
        "read_receipts",
        "messages_per_second",
    )
    @classmethod
    def _not_null(cls, value: Any) -> Any:
        if value is None:
            raise ValueError("Não pode ser vazio.")
        return value


def channel_fields(channel: Channel) -> dict[str, Any]:
    """Return the fields of a channel that may be shown."""
    from central.platforms.registry import platform

    names = set(ChannelView.model_fields) - {"has_credentials", "capabilities"}
    return {
        **{name: getattr(channel, name) for name in names},
        "has_credentials": channel.credentials is not None,
        "capabilities": platform(channel.type).capabilities.to_json(),
    }


def channel_view(channel: Channel) -> ChannelView:
    """Return a channel as everybody sees it."""
    return ChannelView(**channel_fields(channel))


def channel_detail(channel: Channel, webhook: Webhook | None) -> ChannelDetailView:
    """Return a channel as an admin sees it."""
    shown = WebhookView(callback_url=webhook.callback_url, verify_token=webhook.verify_token) if webhook else None
    return ChannelDetailView(**channel_fields(channel), webhook=shown)


def check_view(checks: list[Check], channel: Channel) -> ChannelCheckView:
    """Return what a check found."""
    lines = [CheckView.model_validate(check) for check in checks]
    return ChannelCheckView(
        ok=all(line.result != "failed" for line in lines), checks=lines, channel=channel_view(channel)
    )
