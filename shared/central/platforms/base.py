"""What every platform adapter has in common: the normalised items that come in, and the results of sending.

Inbound items are plain JSON objects because their one consumer is the SQL function that stores a whole batch; the
`TypedDict`s below are their contract. Absent keys mean "not there" (a reader must not expect nulls or empties).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, Literal, Protocol, TypedDict

from central.errors import Invalid
from central.frozen import Frozen
from central.platforms.webhook import BadBody, QueueItem

ItemKind = Literal[
    "message",  # something the contact wrote
    "echo",  # something the company wrote in another program (phone app) or that another app of ours sent
    "history_message",  # an old message imported when a phone-app number is connected
    "status",  # delivery state of a message of ours
    "edit",
    "revoke",
    "reaction",
    "identity_change",  # the contact's number or user id changed
    "opt",  # the contact wants no marketing, or wants it again
    "call",
    "contact_sync",  # address book of the phone app
    "template_update",
    "account_update",  # anything about the number or the business account
    "ignored",  # understood, deliberately without effect (reason tells why)
    "bad",  # cannot be read: to be parked with its reason
]

MessageType = Literal[
    "text", "image", "audio", "video", "document", "location", "contact", "sticker", "reaction", "interactive",
    "template", "system", "unsupported",
]  # fmt: skip


class Identity(TypedDict):
    """One address of a contact. `match_key` is equal for all forms of the same address (see `phone.match_key`)."""

    kind: str
    value: str
    match_key: str


class ContactReference(TypedDict, total=False):
    """Who it is. Identities in order of trust; the first is the one to answer to."""

    identities: list[Identity]
    name: str
    username: str


class MediaReference(TypedDict, total=False):
    """A file at the platform. `sha256` as the platform wrote it (WhatsApp: base64 of the digest)."""

    kind: str
    platform_media_id: str
    mime_type: str
    file_name: str
    sha256: str
    url: str
    voice: bool
    animated: bool


class ItemError(TypedDict, total=False):
    """Why something failed. `message` is a sentence in Portuguese for people."""

    code: str
    title: str
    details: str
    message: str


class InboundItem(TypedDict, total=False):
    """One normalised thing that came in; which keys are there depends on `kind` (docs: events of each platform).

    `channel_key` routes it: the phone number id, or with `channel_key_kind` "waba" the business account's id.
    `occurred_at` is RFC 3339 UTC from the platform's own clock.
    """

    kind: ItemKind
    platform: str
    channel_key: str
    channel_key_kind: str
    external_id: str
    target_external_id: str
    occurred_at: str
    author: Literal["contact", "business"]
    contact: ContactReference
    previous: ContactReference
    type: MessageType
    text: str
    reply_to_external_id: str
    media: list[MediaReference]
    location: dict[str, Any]
    contacts: list[dict[str, Any]]
    interactive: dict[str, Any]
    order: dict[str, Any]
    referral: dict[str, Any]
    forwarded: bool
    emoji: str
    status: str
    recipient: str
    attempt_id: str
    pricing: dict[str, Any]
    error: ItemError
    category: str
    value: str
    field: str
    event: str
    severity: Literal["info", "warning", "critical"]
    template: dict[str, Any]
    call: dict[str, Any]
    data: Any
    reason: str
    raw: Any
    metadata: dict[str, Any]
    survey: dict[str, Any]  # added by intake: what a message may be to a survey (central/surveys/model.py)


class InvalidMessage(Invalid):
    """A message the platform would refuse. `field` names what is wrong, `sentence` says it in Portuguese."""

    def __init__(self, code: str, field: str, sentence: str) -> None:
        super().__init__(sentence, code=code, fields={field: sentence})
        self.field = field
        self.sentence = sentence


Retry = Literal["later", "wait", "never", "stop_channel"]


class Accepted(Frozen):
    """The platform took it. `wa_id` may differ from the number given and is the form later webhooks use."""

    external_id: str
    wa_id: str | None = None
    user_id: str | None = None
    held: bool = False  # a template held back for quality assessment or pacing


class Refused(Frozen):
    """The platform certainly did not take it.

    `retry`: "later" = a passing fault, back off; "wait" = a limit, not before `retry_after_seconds` and without
    counting it as a fault; "never" = this message cannot work; "stop_channel" = nothing of this channel will work until
    a person acts. `scope` says what the wait is about.
    """

    code: str
    retry: Retry
    sentence_pt: str
    retry_after_seconds: float | None = None
    details: str = ""
    scope: Literal["message", "contact", "channel"] = "message"
    http_status: int | None = None


class Unknown(Frozen):
    """Bytes may have reached the platform and no readable answer came: never resend by yourself."""

    reason: str
    details: str = ""


SendResult = Accepted | Refused | Unknown


class PlatformFailure(Exception):
    """A call other than sending failed. `refused` classifies it exactly like a refused message."""

    def __init__(self, refused: Refused) -> None:
        super().__init__(f"{refused.code}: {refused.details or refused.sentence_pt}")
        self.refused = refused


class Recipient(Frozen):
    """Where to send: the phone in the form the platform gave, and/or the platform's own user id."""

    phone: str | None = None
    user_id: str | None = None


class Capabilities(Frozen):
    """What a platform can do; the agents' app shows only this. Lengths in characters, sizes in bytes."""

    text: bool = True
    text_length: int = 4096
    caption_length: int = 1024
    media: Mapping[str, int] = MappingProxyType({})  # kind → largest size
    buttons: int = 0
    list_rows: int = 0
    templates: bool = False
    reactions: bool = False
    replies: bool = False
    location: bool = False
    contacts: bool = False
    edit: bool = False
    delete: bool = False
    typing: bool = False
    mark_read: bool = False
    receipts: tuple[str, ...] = ()
    window_hours: int | None = None  # None: may write at any time
    can_start_conversation: bool = False
    groups: bool = False

    def to_json(self) -> dict[str, Any]:
        """As a JSON object for the API."""
        told = {name: getattr(self, name) for name in type(self).__slots__}
        return {**told, "media": dict(self.media), "receipts": list(self.receipts)}


class Platform(Protocol):
    """One messaging platform. Stateless: everything that needs credentials is the client's."""

    name: str
    capabilities: Capabilities

    def split_webhook(self, raw: bytes, *, received_at: float | None = None) -> list[QueueItem] | BadBody: ...

    def verify_signature(self, raw: bytes, header: object, secrets: Iterable[str]) -> bool: ...

    def parse_item(self, body: Mapping[str, Any] | str) -> list[InboundItem]: ...

    def build_request(
        self, message: Mapping[str, Any], *, to: Recipient, attempt_id: str | None = None
    ) -> dict[str, Any]: ...

    def validate_message(self, message: Mapping[str, Any]) -> None: ...
