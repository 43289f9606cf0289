"""Bodies about conversations and messages."""

from typing import Annotated, Any, Literal, Self
from uuid import UUID

from pydantic import Field, StringConstraints, model_validator

from central.conversations.outgoing import Outgoing
from central.schemas import Body, Instant, OneLine, View

StatusName = Literal["open", "snoozed", "closed"]
SessionName = Literal["bot", "waiting", "human"]
AuthorType = Literal["contact", "agent", "bot", "ai", "system"]
DeliveryStatus = Literal["pending", "sent", "delivered", "read", "failed", "unknown"]
MessageType = Literal[
    "text",
    "image",
    "audio",
    "video",
    "document",
    "location",
    "contact",
    "sticker",
    "reaction",
    "interactive",
    "template",
    "system",
    "unsupported",
]
TicketState = Literal["waiting", "in_service", "finished", "abandoned", "transferred"]
HandoffReason = Literal["asked", "ai", "flow", "failure", "rule", "agent"]
PriorityNumber = Annotated[int, Field(ge=1, le=10)]
Subject = Annotated[OneLine, StringConstraints(max_length=200)]
LabelName = Annotated[OneLine, StringConstraints(max_length=40)]
Text = Annotated[str, StringConstraints(max_length=65_536)]
Short = Annotated[str, StringConstraints(max_length=1_000)]
Emoji = Annotated[str, StringConstraints(max_length=32)]


class InteractiveMarkView(View):
    """Which kind of interactive message it is, and what was chosen."""

    kind: str | None
    id: str | None


class PreviewView(View):
    """The last message, as a list shows it."""

    text: str | None
    type: MessageType
    author_type: AuthorType
    status: DeliveryStatus | None
    private: bool
    deleted: bool
    interactive: InteractiveMarkView | None
    at: str


class PersonView(View):
    """A colleague."""

    id: str
    name: str
    avatar_url: str | None


class ContactReferenceView(View):
    """Whom the conversation is with; ``identity`` is their address on this channel."""

    id: str
    name: str
    avatar_url: str | None
    phone: str | None
    identity: str | None


class ChannelReferenceView(View):
    """Where the conversation takes place."""

    id: str
    type: str
    name: str


class QueueReferenceView(View):
    """Where the conversation waits or waited."""

    id: str
    name: str


class TicketReferenceView(View):
    """The conversation's latest ticket. ``position`` (up to 1,000) and ``total`` only while it waits."""

    id: str
    protocol: str
    state: TicketState
    priority: PriorityNumber
    entered_at: str
    assigned_at: str | None
    finished_at: str | None
    position: int | None
    total: int | None


class SlaView(View):
    """The clock of the ticket that ends first. ``due_at`` is null while it stands still: the contact has the word."""

    target: Literal["first_response", "next_response", "resolution"]
    state: Literal["running", "paused", "missed"]
    due_at: str | None


class ConversationView(View):
    """A conversation; the same object in lists, details and events."""

    id: str
    status: StatusName
    session: SessionName
    subject: str | None
    preview: PreviewView | None
    priority: PriorityNumber
    unread_count: int
    last_activity_at: str
    last_sequence: int
    waiting_since: str | None
    opened_at: str
    closed_at: str | None
    snoozed_until: str | None
    window_expires_at: Annotated[
        str | None, Field(description="Until when free text may be sent; null: the contact never wrote to this number.")
    ]
    labels: list[str]
    version: int
    contact: ContactReferenceView
    channel: ChannelReferenceView
    assignee: PersonView | None
    queue: QueueReferenceView | None
    ticket: TicketReferenceView | None
    sla: SlaView | None
    handoff_reason: HandoffReason | None
    read_sequence: Annotated[int, Field(description="How far the caller has read.")]


class CountsView(View):
    """Open conversations the caller sees. ``unread`` are the caller's own with unread messages."""

    mine: int
    unassigned: int
    waiting: int
    all: int
    unread: int


class ErrorReasonView(View):
    """Why something failed, in a sentence for people."""

    code: str | None
    message: str | None


class AuthorView(View):
    """Who wrote a message."""

    type: AuthorType
    id: str | None
    name: str | None


class QuotedView(View):
    """The message a reply quotes."""

    id: str
    text: str | None
    type: MessageType
    author_type: AuthorType
    interactive: InteractiveMarkView | None


class FileView(View):
    """A file of a message; ``url`` is signed, short-lived, and null until the file is stored."""

    id: str
    kind: Literal["image", "audio", "video", "document", "sticker"]
    file_name: str | None
    mime_type: str | None
    bytes: int | None
    state: Literal["uploading", "pending", "stored", "failed"]
    url: str | None
    voice: bool
    animated: bool
    duration: float | None
    width: int | None
    height: int | None
    error: ErrorReasonView | None


class ReactionView(View):
    """A reaction to a message."""

    emoji: str
    author_type: Literal["contact", "agent"]
    author_id: str


class MessageView(View):
    """A message or note; the same object in lists, answers and events."""

    id: str
    conversation_id: str
    sequence: int
    direction: Literal["in", "out"]
    author: AuthorView
    private: bool
    type: MessageType
    text: str | None
    status: DeliveryStatus | None
    error: ErrorReasonView | None
    reply_to: QuotedView | None
    media: list[FileView]
    location: dict[str, Any] | None
    contacts: list[dict[str, Any]] | None
    interactive: dict[str, Any] | None
    template: dict[str, Any] | None
    order: dict[str, Any] | None
    reactions: list[ReactionView]
    edited_at: str | None
    deleted_at: str | None
    forwarded: bool
    referral: dict[str, Any] | None
    external_id: str | None
    client_id: str | None
    created_at: str
    sent_at: str | None
    delivered_at: str | None
    read_at: str | None
    metadata: dict[str, Any]


class LocationBody(Body):
    """A place."""

    latitude: Annotated[float, Field(ge=-90, le=90)]
    longitude: Annotated[float, Field(ge=-180, le=180)]
    name: Short | None = None
    address: Short | None = None


class TemplateBody(Body):
    """An approved template with the values of its variables."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=512)]
    language: Annotated[str, StringConstraints(min_length=2, max_length=32)]
    variables: Annotated[dict[str, Short | int | float], Field(default_factory=dict, max_length=60)]
    header_media_id: UUID | None = None


class ButtonBody(Body):
    """A button of a message."""

    id: Annotated[str, StringConstraints(max_length=256)] | None = None
    title: Short


class RowBody(Body):
    """A line of a list."""

    id: Annotated[str, StringConstraints(max_length=200)] | None = None
    title: Short
    description: Short | None = None


class SectionBody(Body):
    """A part of a list."""

    title: Short | None = None
    rows: Annotated[list[RowBody], Field(max_length=100)]


class InteractiveBody(Body):
    """Buttons or a list to choose from."""

    kind: Literal["buttons", "list"]
    body: Text
    header: Short | None = None
    footer: Short | None = None
    buttons: Annotated[list[ButtonBody], Field(max_length=20)] | None = None
    button: Short | None = None
    sections: Annotated[list[SectionBody], Field(max_length=20)] | None = None


class CardPhoneBody(Body):
    """A number on a contact card."""

    phone: Annotated[str, StringConstraints(min_length=1, max_length=40)]
    type: Annotated[str, StringConstraints(max_length=40)] | None = None
    wa_id: Annotated[str, StringConstraints(max_length=40)] | None = None


class CardEmailBody(Body):
    """An address on a contact card."""

    email: Annotated[str, StringConstraints(min_length=1, max_length=254)]
    type: Annotated[str, StringConstraints(max_length=40)] | None = None


class CardBody(Body):
    """A contact card."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=500)]
    phones: Annotated[list[CardPhoneBody], Field(default_factory=list, max_length=20)]
    emails: Annotated[list[CardEmailBody], Field(default_factory=list, max_length=20)]
    organization: Short | None = None
    title: Short | None = None


class MessageBody(Body):
    """A message to the contact, or a note (``private``). Each type has its own part; the others must be left out."""

    type: Literal[
        "text",
        "image",
        "audio",
        "video",
        "document",
        "sticker",
        "location",
        "contacts",
        "contact",
        "template",
        "interactive",
    ] = "text"
    text: Text | None = None
    private: bool = False
    whisper: Annotated[
        bool,
        Field(description="A note a supervisor speaks to whoever has the conversation. Needs `supervision.act`."),
    ] = False
    reply_to_id: UUID | None = None
    media_id: UUID | None = None
    voice: bool = False
    location: LocationBody | None = None
    contacts: Annotated[list[CardBody], Field(min_length=1, max_length=257)] | None = None
    template: TemplateBody | None = None
    interactive: InteractiveBody | None = None
    client_id: UUID | None = None

    def outgoing(self) -> Outgoing:
        """Return what the use case takes."""
        template = self.template
        return Outgoing(
            type="contact" if self.type == "contacts" else self.type,
            text=self.text,
            private=self.private,
            whisper=self.whisper,
            reply_to_id=self.reply_to_id,
            media_id=self.media_id,
            voice=self.voice,
            location=_given(self.location),
            contacts=None
            if self.contacts is None
            else [card.model_dump(exclude_none=True, exclude_unset=True) for card in self.contacts],
            template=None
            if template is None
            else {
                **template.model_dump(),
                "language": template.language.replace("-", "_"),
                "variables": {name: str(value) for name, value in template.variables.items()},
            },
            interactive=_given(self.interactive),
            client_id=self.client_id,
        )


def _given(part: Body | None) -> dict[str, Any] | None:
    return None if part is None else part.model_dump(exclude_none=True, exclude_unset=True)


class NewContactBody(Body):
    """Somebody who may not be known yet."""

    phone: Annotated[str, StringConstraints(min_length=1, max_length=40)]
    name: Annotated[OneLine, StringConstraints(max_length=200)] | None = None


class StartBody(Body):
    """A conversation of our own initiative, with its first message."""

    channel_id: UUID
    contact_id: UUID | None = None
    contact: NewContactBody | None = None
    subject: Subject | None = None
    message: MessageBody

    @model_validator(mode="after")
    def _one_contact(self) -> Self:
        if (self.contact_id is None) == (self.contact is None):
            raise ValueError("either contact_id or contact")
        return self


class ConversationPatch(Body):
    """What is left out stays; ``subject`` null takes it away."""

    subject: Subject | None = None
    priority: PriorityNumber | None = None


class LabelsBody(Body):
    """Exactly these labels."""

    labels: Annotated[list[LabelName], Field(max_length=20)]


class ReadBody(Body):
    """Up to which message; without it up to the last."""

    sequence: Annotated[int, Field(ge=0, le=2**53)] | None = None


class TypingBody(Body):
    """Whether the caller types, and whether it is a note."""

    state: Literal["on", "off"]
    private: bool = False


class ReactionBody(Body):
    """One emoji, or "" to take the reaction back."""

    emoji: Emoji


class BulkBody(Body):
    """One action for up to 100 conversations; arguments as in the action of one."""

    ids: Annotated[list[UUID], Field(min_length=1, max_length=100)]
    action: Literal["resolve", "reopen", "assign", "label", "unlabel", "read", "priority", "snooze"]
    user_id: UUID | None = None
    reason: Annotated[OneLine, StringConstraints(max_length=80)] | None = None
    labels: Annotated[list[LabelName], Field(max_length=20)] | None = None
    priority: PriorityNumber | None = None
    until: Instant | None = None

    @model_validator(mode="after")
    def _own_argument(self) -> Self:
        needed = {"label": "labels", "unlabel": "labels", "priority": "priority", "snooze": "until"}.get(self.action)
        if needed is not None and getattr(self, needed) is None:
            raise ValueError(f"{needed} is missing")
        return self


class BulkError(View):
    """Why one conversation was left as it was."""

    code: str
    message: str


class BulkItemView(View):
    """What became of one conversation."""

    id: UUID
    ok: bool
    error: BulkError | None = None


class BulkView(View):
    """What became of each, in the order asked."""

    items: list[BulkItemView]
