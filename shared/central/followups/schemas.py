"""Bodies and views of scheduled messages."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import StringConstraints

from central.conversations.schemas import TemplateBody
from central.followups.model import ContentType, Draft, Kind, State
from central.schemas import Body, Instant, PathId, Time, View

_Text = Annotated[str, StringConstraints(max_length=65_536)]


class ScheduleBody(Body):
    """A message for later, or a reminder to oneself; ``due_at`` with its zone, in the future, at most a year ahead.

    A file (``media_id``, uploaded before) goes with the type of a file; ``text`` is its caption then.
    """

    conversation_id: PathId
    kind: Kind = "message"
    type: ContentType = "text"
    text: _Text | None = None
    template: TemplateBody | None = None
    media_id: PathId | None = None
    voice: bool = False
    due_at: Instant
    cancel_on_reply: bool = True

    def draft(self) -> Draft:
        """Return what the use case takes."""
        template = None if self.template is None else self.template.model_dump(mode="json")
        return Draft(
            self.kind, self.type, self.text, template, self.media_id, self.voice, self.due_at, self.cancel_on_reply
        )


class ScheduleChangeBody(Body):
    """What changes; what is not given stays. A template replaces all that was said; a file comes with its ``type``, its
    caption is the text; ``type`` ``text`` takes template and file away."""

    type: ContentType | None = None
    text: _Text | None = None
    template: TemplateBody | None = None
    media_id: PathId | None = None
    voice: bool | None = None
    due_at: Instant | None = None
    cancel_on_reply: bool | None = None

    def change(self) -> dict[str, Any]:
        """Return what the use case takes."""
        change: dict[str, Any] = self.model_dump(exclude_unset=True, exclude={"template"})
        if self.template is not None:
            change["template"] = self.template.model_dump(mode="json")
        return change


class ScheduledAuthorView(View):
    """In whose name it is sent."""

    id: UUID
    name: str


class ScheduledConversationView(View):
    """Where it is sent."""

    id: UUID
    contact_name: str
    channel_name: str
    channel_type: str


class ScheduledFileView(View):
    """The file that goes with it."""

    id: UUID
    kind: str
    file_name: str | None
    mime_type: str | None
    bytes: int | None


class ScheduledView(View):
    """A scheduled message. ``window_open``: whether free text may be sent then, unless the contact writes again."""

    id: UUID
    conversation: ScheduledConversationView
    author: ScheduledAuthorView
    kind: Kind
    type: ContentType
    text: str | None
    template: dict[str, Any] | None
    file: ScheduledFileView | None
    voice: bool
    due_at: Time
    cancel_on_reply: bool
    window_open: bool
    state: State
    reason: str | None
    message_id: UUID | None
    created_at: Time
    ended_at: Time | None


StateName = Literal["scheduled", "sent", "cancelled", "failed"]


def scheduled_view(row: Mapping[str, Any]) -> ScheduledView:
    """Return a row as the API shows it."""
    from central.platforms.registry import platform

    needs_window = row["kind"] == "message" and row["type"] != "template"
    limited = needs_window and platform(row["channel_type"]).capabilities.window_hours is not None
    expires_at = row["window_expires_at"]
    return ScheduledView(
        **{name: row[name] for name in ScheduledView.model_fields if name in row},
        conversation=ScheduledConversationView(
            id=row["conversation_id"],
            contact_name=row["contact_name"] or "",
            channel_name=row["channel_name"],
            channel_type=row["channel_type"],
        ),
        author=ScheduledAuthorView(id=row["author_id"], name=row["author_name"]),
        window_open=not limited or (expires_at is not None and row["due_at"] < expires_at),
    )
