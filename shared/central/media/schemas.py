"""Bodies about files."""

from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from central.media.model import File
from central.media.service import MAX_BYTES, Upload, signed_address
from central.ports import Blobs
from central.schemas import Body, View

Kind = Literal["image", "audio", "video", "document", "sticker"]
MimeType = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=127, pattern=r"^[\w.+-]+/[\w.+-]+(;.*)?$")
]


class MediaBody(Body):
    """A file about to be uploaded. ``kind`` is told by the type when left out; ``voice`` marks a recording."""

    file_name: Annotated[str, StringConstraints(min_length=1, max_length=255)]
    mime_type: MimeType
    bytes: Annotated[int, Field(ge=1, le=MAX_BYTES)]
    kind: Kind | None = None
    voice: bool = False


class UploadTarget(View):
    """How the browser sends the file: this method and these headers, the bytes as the body."""

    url: str
    method: Literal["PUT"] = "PUT"
    headers: dict[str, str]


class UploadView(View):
    """A registered file and where to put it."""

    id: UUID
    upload: UploadTarget


class MediaErrorView(View):
    """Why a file could not be prepared or fetched."""

    code: str | None = None
    message: str | None = None


class MediaView(View):
    """A file. ``url`` is signed, works for five minutes and is null until the file is stored."""

    id: UUID
    kind: Kind
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
    error: MediaErrorView | None


def upload_view(upload: Upload) -> UploadView:
    """Return where to put a file."""
    return UploadView(id=upload.id, upload=UploadTarget(url=upload.url, headers=dict(upload.headers)))


def media_view(file: File, blobs: Blobs) -> MediaView:
    """Return a file with its address."""
    known: dict[str, Any] = {
        name: getattr(file, name) for name in MediaView.model_fields if name not in ("url", "error")
    }
    address = signed_address(
        blobs,
        {
            "state": file.state,
            "object_key": file.object_key,
            "file_name": file.file_name,
            "mime_type": file.mime_type,
        },
    )
    error = MediaErrorView(code=file.error.get("code"), message=file.error.get("message")) if file.error else None
    return MediaView(**known, url=address, error=error)
