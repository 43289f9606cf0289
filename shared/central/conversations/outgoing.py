"""From what a person asks to send to what is stored and what the platform's builder checks. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal
from uuid import UUID

from central.errors import Invalid
from central.frozen import Frozen

OutgoingType = Literal[
    "text", "image", "audio", "video", "document", "sticker", "location", "contact", "template", "interactive"
]
FILE_TYPES = frozenset(("image", "audio", "video", "document", "sticker"))
# As which other kind an uploaded file may be sent: anything goes as a document, a WebP picture as a sticker.
_ALSO: Mapping[str, frozenset[str]] = {
    "image": frozenset(("image", "sticker", "document")),
    "sticker": frozenset(("sticker", "image", "document")),
    "audio": frozenset(("audio", "document")),
    "video": frozenset(("video", "document")),
    "document": frozenset(("document",)),
}


class Outgoing(Frozen):
    """A message somebody wants to send, or a note (``private``). Shapes as in the REST contract.

    Attributes:
        whisper: a note that a supervisor speaks to whoever has the conversation; it rings with them.
    """

    type: OutgoingType = "text"
    text: str | None = None
    private: bool = False
    whisper: bool = False
    reply_to_id: UUID | None = None
    media_id: UUID | None = None
    voice: bool = False
    location: Mapping[str, Any] | None = None
    contacts: Sequence[Mapping[str, Any]] | None = None
    template: Mapping[str, Any] | None = None
    interactive: Mapping[str, Any] | None = None
    client_id: UUID | None = None

    @property
    def file_id(self) -> UUID | None:
        """The uploaded file it carries: its own, or the header of its template."""
        return (self.template or {}).get("header_media_id") if self.type == "template" else self.media_id


def check_note(message: Outgoing) -> None:
    """A note is text, with a file at most: nothing of it is for the platform.

    Raises:
        Invalid: it is something else, or empty.
    """
    if message.type not in ("text", *FILE_TYPES):
        raise Invalid("Uma nota interna tem texto e, no máximo, um arquivo.", fields={"type": "Não vale para notas."})
    if not (message.text or "").strip() and message.media_id is None:
        raise Invalid("Escreva a nota.", fields={"text": "Obrigatório."})


def check_file(message: Outgoing, *, kind: str, state: str, header_kind: str | None) -> str:
    """Return as what kind a file is sent.

    Args:
        kind: what the file is.
        state: ``uploading``, ``pending``, ``stored`` or ``failed``.
        header_kind: what the template's header wants, for a template.

    Raises:
        Invalid: it is not there yet, could not be prepared, or is no file for this message.
    """
    field = "template.header_media_id" if message.type == "template" else "media_id"
    if state == "uploading":
        raise Invalid("O envio do arquivo ainda não terminou.", code="media_not_ready", fields={field: "Incompleto."})
    if state == "failed":
        raise Invalid("Este arquivo não pôde ser preparado.", code="media_failed", fields={field: "Com falha."})
    wanted = header_kind if message.type == "template" else message.type
    if message.private and message.type == "text":
        wanted = kind
    if wanted is None or wanted not in _ALSO[kind]:
        raise Invalid("Este arquivo não serve para este tipo de mensagem.", fields={field: "Tipo de arquivo errado."})
    return wanted


def check_needs(message: Outgoing) -> None:
    """Refuse parts that are missing or belong to another type.

    Raises:
        Invalid: the part named.
    """
    if message.whisper and not message.private:
        raise Invalid("Um sussurro é uma nota interna.", fields={"whisper": "Só para notas."})
    parts = {
        "media_id": message.media_id,
        "location": message.location,
        "contacts": message.contacts,
        "template": message.template,
        "interactive": message.interactive,
    }
    own = {"contact": "contacts"}.get(message.type, "media_id" if message.type in FILE_TYPES else message.type)
    if message.private and message.type == "text":
        own = "media_id"
    for name, value in parts.items():
        if name == own and value is None and not message.private:
            raise Invalid("Falta uma parte da mensagem.", fields={name: "Obrigatório."})
        if name != own and value is not None:
            raise Invalid("A mensagem tem uma parte que não é deste tipo.", fields={name: "Não é deste tipo."})


def content_of(message: Outgoing) -> dict[str, Any]:
    """Return what is stored beside the text."""
    if message.type == "location":
        return {"location": dict(message.location or {})}
    if message.type == "contact":
        return {"contacts": [dict(card) for card in message.contacts or ()]}
    if message.type == "interactive":
        return {"interactive": dict(message.interactive or {})}
    if message.type == "template":
        template = message.template or {}
        return {
            "template": {
                "name": template["name"],
                "language": template["language"],
                "variables": dict(template.get("variables") or {}),
            }
        }
    return {}


def text_of(message: Outgoing, template_text: str | None) -> str | None:
    """Return the text that lists, searches and the thread show."""
    if message.type == "template":
        return template_text
    if message.type == "interactive":
        return str((message.interactive or {}).get("body") or "") or None
    text = message.text
    return text if text and text.strip() else None


def for_platform(
    message: Outgoing, *, file: Mapping[str, Any] | None, definition: Mapping[str, Any] | None
) -> dict[str, Any]:
    """Return the message in the form the platform's builder checks.

    Args:
        file: what is known of the file: ``{kind, mime_type?, bytes?, file_name?, animated?, voice?}``.
        definition: the stored template.
    """
    checked: dict[str, Any] = {**content_of(message), "type": message.type, "text": message.text}
    if message.type == "template":
        checked["template"] = {**checked["template"], "definition": definition}
        if file is not None:
            checked["template"]["header_media"] = dict(file)
    elif file is not None:
        checked["media"] = dict(file)
    return checked
