"""Rules about what is said later. Pure: the time is an argument, nothing here reads or writes."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Literal
from uuid import UUID

from central.conversations.outgoing import FILE_TYPES, Outgoing, check_needs
from central.errors import Invalid
from central.frozen import Frozen

Kind = Literal["message", "reminder"]
State = Literal["scheduled", "sent", "cancelled", "failed"]
ContentType = Literal["text", "template", "image", "audio", "video", "document", "sticker"]

_LONGEST = timedelta(days=366)


class Draft(Frozen):
    """What somebody writes for later.

    Attributes:
        kind: ``message`` goes to the contact, ``reminder`` is a note that appears in the conversation.
        text: of a file, its caption.
        media_id: the uploaded file; a template's is in the template.
        cancel_on_reply: it is not sent when the contact writes first.
    """

    kind: Kind
    type: ContentType
    text: str | None
    template: Mapping[str, Any] | None
    media_id: UUID | None
    voice: bool
    due_at: datetime
    cancel_on_reply: bool

    @property
    def outgoing(self) -> Outgoing:
        """The same as what is sent."""
        return Outgoing(
            type=self.type,
            text=self.text,
            private=self.kind == "reminder",
            template=self.template,
            media_id=self.media_id,
            voice=self.voice,
        )


class Scheduled(Frozen):
    """A row whose conversation this transaction has locked; ``replied``: the contact wrote since it was scheduled."""

    id: UUID
    conversation_id: UUID
    author_id: UUID
    kind: Kind
    type: ContentType
    text: str | None
    template: Mapping[str, Any] | None
    media_id: UUID | None
    voice: bool
    due_at: datetime
    cancel_on_reply: bool
    state: State
    replied: bool

    @property
    def draft(self) -> Draft:
        """What was written, to be changed."""
        # What is stored as the file of a template stands in the template.
        media_id = self.media_id if self.type in FILE_TYPES else None
        return Draft(
            self.kind, self.type, self.text, self.template, media_id, self.voice, self.due_at, self.cancel_on_reply
        )

    @property
    def overtaken(self) -> bool:
        """Whether the contact wrote first, and it is not wanted any more then."""
        return self.cancel_on_reply and self.replied


def check_draft(draft: Draft, now: datetime) -> None:
    """Refuse a time that is over or so far away that it is a mistake, and a reminder that says nothing.

    Raises:
        Invalid: for ``due_at``, ``text`` or ``type``.
    """
    if not now < draft.due_at <= now + _LONGEST:
        raise Invalid("Escolha uma data futura, em até um ano.", fields={"due_at": "Fora do intervalo."})
    if draft.type == "text" and not (draft.text or "").strip():
        raise Invalid("Escreva a mensagem.", fields={"text": "Obrigatório."})
    if draft.kind == "reminder" and draft.type != "text":
        raise Invalid("Um lembrete é um texto.", fields={"type": "Não vale para lembretes."})
    check_needs(draft.outgoing)
