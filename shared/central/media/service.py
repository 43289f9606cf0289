"""Use cases about files."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from central.accounts.sight import load_sight_parameter
from central.call import Call
from central.errors import Conflict, NotFound
from central.events import media_doorbell
from central.ids import new_id
from central.media import store
from central.media.model import (
    DOWNLOAD_SECONDS,
    UPLOAD_SECONDS,
    File,
    MediaKind,
    judged_as,
    needs_conversion,
    object_key,
)
from central.platforms.media import OUTBOUND_LIMITS, base_type, check_outbound, kind_for, safe_file_name
from central.ports import Blobs, Ports

MAX_BYTES = max(OUTBOUND_LIMITS.values())


@dataclass(frozen=True, slots=True)
class Upload:
    """Where the browser puts the file, and the headers it must send along."""

    id: UUID
    url: str
    headers: Mapping[str, str]


def start_upload(
    ports: Ports,
    call: Call,
    *,
    file_name: str,
    mime_type: str,
    size: int,
    kind: MediaKind | None = None,
    voice: bool = False,
) -> Upload:
    """Register a file and return a signed address that takes exactly this type and size.

    Args:
        size: in bytes.
        kind: sent as this; told by the type when None.
        voice: a recording made in the app.

    Raises:
        Invalid: the type or size is not taken.
    """
    plain = base_type(mime_type)
    if plain in ("audio/webm", "video/webm") and voice:
        plain = "audio/webm"
    chosen = kind or kind_for(plain)
    # Whether a sticker moves, and so may be larger, is only known once it is here.
    check_outbound(*judged_as(_kind(chosen), plain, voice=voice), size, animated=True)
    media_id = new_id()
    name = safe_file_name(file_name, plain)
    key = object_key(call.account_id, media_id, name)
    with ports.database.transaction(call) as transaction:
        store.insert_file(
            transaction,
            media_id,
            kind=_kind(chosen),
            file_name=name,
            mime_type=plain,
            size=size,
            key=key,
            voice=voice,
            user_id=call.user_id,
        )
    url, headers = ports.blobs.upload_url(key, mime_type=plain, size=size, expires_seconds=UPLOAD_SECONDS)
    return Upload(media_id, url, headers)


def complete_upload(ports: Ports, call: Call, media_id: UUID) -> File:
    """Say that an upload is done; what must be converted is handed to a worker. Saying it twice changes nothing.

    Raises:
        NotFound: no upload of this person.
        Conflict: the file is not there, or not of the announced size.
    """
    with ports.database.transaction(call) as transaction:
        file = store.find_upload(transaction, media_id, call.user_id)
    if file is None:
        raise NotFound()
    if file.state != "uploading":
        return file
    found = ports.blobs.head(file.object_key) if file.object_key else None
    if found is None:
        raise Conflict("O arquivo ainda não chegou. Envie-o e tente de novo.", code="upload_missing")
    if found != file.bytes:
        raise Conflict("O arquivo não tem o tamanho anunciado. Envie-o de novo.", code="upload_damaged")
    waits = needs_conversion(file.kind, file.mime_type or "", voice=file.voice)
    with ports.database.transaction(call) as transaction:
        store.complete_file(transaction, media_id, "pending" if waits else "stored")
        if waits:
            transaction.ring(media_doorbell(call.account_id, media_id))
        done = store.find_upload(transaction, media_id, call.user_id)
    if done is None:
        raise NotFound()
    return done


def get_file(ports: Ports, call: Call, media_id: UUID) -> File:
    """Return a file the caller may see: their own upload, or one of a conversation that is visible to them.

    Raises:
        NotFound: none of this company, or not visible.
    """
    with ports.database.transaction(call) as transaction:
        sight = load_sight_parameter(transaction)
        file = store.find_file(transaction, media_id, viewer=call.actor.user_id, sight=sight)
    if file is None:
        raise NotFound()
    return file


def signed_address(blobs: Blobs, file: Mapping[str, Any]) -> str | None:
    """Return a short-lived address of a file's content, or None when it is not stored.

    Args:
        file: ``state``, ``object_key``, ``file_name`` and ``mime_type`` of the file, as lists of messages show them.
    """
    if file.get("state") != "stored" or not file.get("object_key"):
        return None
    return blobs.download_url(
        file["object_key"],
        file_name=file.get("file_name"),
        mime_type=file.get("mime_type") or "application/octet-stream",
        inline=True,
        expires_seconds=DOWNLOAD_SECONDS,
    )


def _kind(name: str) -> MediaKind:
    return cast("MediaKind", name)  # check_outbound and the schema know only these
