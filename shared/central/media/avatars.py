"""People's pictures: uploaded like any file, prepared like any picture, then kept apart from messages."""

from uuid import UUID

from central.accounts import audit
from central.accounts.model import Profile
from central.accounts.service import get_profile
from central.call import Call
from central.errors import Conflict, Invalid, NotFound
from central.ids import new_id
from central.media import avatars_store, store
from central.media.model import DOWNLOAD_SECONDS
from central.ports import Ports

MAX_BYTES = 5 * 1024 * 1024
_TYPES = {"image/jpeg": "jpg", "image/png": "png"}


def set_avatar(ports: Ports, call: Call, media_id: UUID) -> Profile:
    """Make an uploaded picture one's own; the media worker has decoded it and taken out where it was made.

    Raises:
        NotFound: no upload of this person.
        Invalid: ``not_a_picture``: no JPEG or PNG, or more than 5 MB.
        Conflict: ``media_pending``: it was not completed, or is still being prepared.
    """
    with ports.database.transaction(call) as transaction:
        file = store.find_upload(transaction, media_id, call.user_id)
    if file is None:
        raise NotFound()
    ending = _TYPES.get(file.mime_type or "")
    if file.kind != "image" or ending is None or file.state == "failed" or (file.bytes or 0) > MAX_BYTES:
        wrong = "Escolha uma foto JPEG ou PNG de até 5 MB."
        raise Invalid(wrong, code="not_a_picture", fields={"media_id": wrong})
    if file.state != "stored" or file.object_key is None:
        raise Conflict("A foto ainda está sendo preparada. Tente de novo em instantes.", code="media_pending")
    # A name of its own, so that browsers show the new one, and the old address shows nothing of the new.
    version = new_id()
    key = f"accounts/{call.account_id}/avatars/{call.user_id}/{version}.{ending}"
    ports.blobs.put(key, ports.blobs.get(file.object_key), str(file.mime_type))
    _save(ports, call, f"/api/v1/users/{call.user_id}/avatar?v={version}", key)
    return get_profile(ports, call)


def remove_avatar(ports: Ports, call: Call) -> Profile:
    """Show initials again instead of a picture."""
    _save(ports, call, None, None)
    return get_profile(ports, call)


def avatar_address(ports: Ports, call: Call, user_id: UUID) -> str:
    """Return a short-lived address of a colleague's picture.

    Raises:
        NotFound: nobody of this company, or no picture.
    """
    with ports.database.transaction(call) as transaction:
        key = avatars_store.find_avatar(transaction, user_id)
    if key is None:
        raise NotFound()
    kind = next(mime_type for mime_type, ending in _TYPES.items() if key.endswith(f".{ending}"))
    return ports.blobs.download_url(key, file_name=None, mime_type=kind, inline=True, expires_seconds=DOWNLOAD_SECONDS)


def _save(ports: Ports, call: Call, url: str | None, key: str | None) -> None:
    with ports.database.transaction(call) as transaction:
        old = avatars_store.find_avatar(transaction, call.user_id)
        avatars_store.save_avatar(transaction, call.user_id, url=url, key=key)
        audit.record(transaction, "profile.changed", target=("user", call.user_id), fields=["avatar"])
    if old is not None:
        # The API may write to the bucket and delete nothing in it: what is left of the old picture is an empty object.
        ports.blobs.put(old, b"", "application/octet-stream")
