"""A file of a message, and which files must be prepared before a platform takes them."""

from collections.abc import Mapping
from typing import Any, Literal
from uuid import UUID

from central.frozen import Frozen

MediaKind = Literal["image", "audio", "video", "document", "sticker"]
MediaState = Literal["uploading", "pending", "stored", "failed"]

# How long an address works. Whoever may see the file asks again.
DOWNLOAD_SECONDS = 300
UPLOAD_SECONDS = 900

# Sent as they are when attached. Ogg may hold Vorbis or stereo, so the worker looks inside first.
_READY_AUDIO = frozenset(("audio/mpeg", "audio/mp4", "audio/aac", "audio/amr"))


class File(Frozen):
    """One file. ``error`` is ``{code, message}``; ``duration`` in seconds."""

    id: UUID
    kind: MediaKind
    state: MediaState
    file_name: str | None
    mime_type: str | None
    bytes: int | None
    object_key: str | None
    voice: bool
    animated: bool
    duration: float | None
    width: int | None
    height: int | None
    error: Mapping[str, Any] | None


def needs_conversion(kind: MediaKind, mime_type: str, *, voice: bool) -> bool:
    """Whether a worker must look into an uploaded file before it may be sent.

    Pictures may say where they were taken, which nobody means to send; stickers become WebP of 512 pixels; recordings
    become what WhatsApp plays. A picture sent as a document goes as it is.

    Args:
        mime_type: without parameters, in lower case.
    """
    return kind in ("image", "sticker") or (kind == "audio" and (voice or mime_type not in _READY_AUDIO))


def judged_as(kind: MediaKind, mime_type: str, *, voice: bool) -> tuple[MediaKind, str]:
    """Return the kind and type whose limits an upload must keep: for what is converted, mostly what it will become.

    Args:
        mime_type: without parameters, in lower case.
    """
    if kind == "audio" and needs_conversion(kind, mime_type, voice=voice):
        return kind, "audio/ogg"
    if kind == "sticker" and mime_type in ("image/jpeg", "image/png"):
        return "image", mime_type
    return kind, mime_type


def object_key(account_id: UUID, media_id: UUID, file_name: str) -> str:
    """Return where a file lies in the bucket."""
    return f"accounts/{account_id}/media/{media_id}/{file_name}"
