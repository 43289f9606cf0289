"""Statements about files, one function each."""

from uuid import UUID

from central.db.database import Transaction
from central.db.queries import load_queries
from central.media.model import File, MediaKind, MediaState

queries = load_queries(__file__)


def insert_file(
    transaction: Transaction,
    media_id: UUID,
    *,
    kind: MediaKind,
    file_name: str,
    mime_type: str,
    size: int,
    key: str,
    voice: bool,
    user_id: UUID,
) -> None:
    """Store a file that is about to be uploaded; ``size`` in bytes."""
    transaction.execute(
        queries.insert_file,
        id=media_id,
        kind=kind,
        file_name=file_name,
        mime_type=mime_type,
        bytes=size,
        object_key=key,
        voice=voice,
        user_id=user_id,
    )


def find_file(transaction: Transaction, media_id: UUID, *, viewer: UUID | None, sight: str | None) -> File | None:
    """Return a file the viewer uploaded or sees (SQL parameter of what they see; None: everything of the account)."""
    return transaction.one_as(File, queries.find_file, id=media_id, viewer=viewer, sight=sight)


def find_upload(transaction: Transaction, media_id: UUID, user_id: UUID) -> File | None:
    """Return a file this person uploads or uploaded."""
    return transaction.one_as(File, queries.find_upload, id=media_id, user_id=user_id)


def complete_file(transaction: Transaction, media_id: UUID, state: MediaState) -> None:
    """Say that an upload has arrived."""
    transaction.execute(queries.complete_file, id=media_id, state=state)
