"""Files: announced here, uploaded straight to the bucket, completed here."""

from typing import Annotated, Any

from fastapi import APIRouter

from central.api.dependencies import PortsHere, allowed
from central.api.errors import error_responses
from central.api.examples import TAKES_BODY, example
from central.api.idempotency import OnceHere
from central.api.paths import PREFIX
from central.call import Call
from central.media import service
from central.media.schemas import MediaBody, MediaView, UploadView, media_view, upload_view
from central.schemas import PathId

router = APIRouter(prefix=f"{PREFIX}/media", tags=["media"])

_MEDIA = {
    "id": "7a0b8f2e-58c9-4e0a-9a06-1c9a3e3f9d44",
    "kind": "image",
    "file_name": "foto.jpg",
    "mime_type": "image/jpeg",
    "bytes": 182044,
    "state": "stored",
    "url": "https://media.exemplo.com.br/accounts/…?X-Amz-Signature=…",
    "voice": False,
    "animated": False,
    "duration": None,
    "width": 1280,
    "height": 960,
    "error": None,
}
_UPLOAD = {
    "id": _MEDIA["id"],
    "upload": {
        "url": "https://media.exemplo.com.br/accounts/…?X-Amz-Signature=…",
        "method": "PUT",
        "headers": {"content-type": "image/jpeg"},
    },
}


@router.post(
    "",
    status_code=201,
    summary="Announce an upload",
    response_model=UploadView,
    responses={201: example(_UPLOAD), **error_responses(*TAKES_BODY)},
)
def create_media(body: MediaBody, call: Annotated[Call, allowed("conversations.reply")], once: OnceHere) -> Any:
    """Check type and size and return a signed address for the bytes. Complete the upload when they are there."""
    return once.run(
        lambda ports: upload_view(
            service.start_upload(
                ports,
                call,
                file_name=body.file_name,
                mime_type=body.mime_type,
                size=body.bytes,
                kind=body.kind,
                voice=body.voice,
            )
        )
    )


@router.post(
    "/{media_id}/complete",
    summary="Complete an upload",
    responses={200: example(_MEDIA), **error_responses(401, 403, 404, 409, 503)},
)
def complete_media(
    media_id: PathId, call: Annotated[Call, allowed("conversations.reply")], ports: PortsHere
) -> MediaView:
    """Check that the bytes have arrived. What must be converted before it can be sent is `pending` for a moment."""
    return media_view(service.complete_upload(ports, call, media_id), ports.blobs)


@router.get("/{media_id}", summary="Read", responses={200: example(_MEDIA), **error_responses(401, 403, 404, 503)})
def read_media(media_id: PathId, call: Annotated[Call, allowed("conversations.read")], ports: PortsHere) -> MediaView:
    """Return a file with a fresh address."""
    return media_view(service.get_file(ports, call, media_id), ports.blobs)
