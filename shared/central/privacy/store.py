"""Statements of privacy, one function each."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from central.db.database import Row, Transaction
from central.db.queries import Queries, load_queries
from central.frozen import Frozen
from central.privacy.catalogue import EXPORTED
from central.privacy.model import Consent, Job, JobKind, MarketingStanding

queries = load_queries(__file__)
exporting = Queries(Path(__file__).with_name("exporting.sql"))
_PAGE = 2000


class Claimed(Frozen):
    """A job somebody just took. ``attempts`` counts this one."""

    id: UUID
    kind: JobKind
    contact_id: UUID
    attempts: int
    requested_by: UUID | None


def insert_job(
    transaction: Transaction,
    job_id: UUID,
    kind: JobKind,
    contact_id: UUID,
    *,
    requested_by: UUID | None,
    reason: str | None = None,
) -> bool:
    """Add a job; False when one of this kind is open for the contact already."""
    row = transaction.one(
        queries.insert_job, id=job_id, job_kind=kind, contact_id=contact_id, requested_by=requested_by, reason=reason
    )
    return row is not None


def find_open_job(transaction: Transaction, kind: JobKind, contact_id: UUID) -> UUID | None:
    """Return the job of this kind that is not finished yet."""
    row = transaction.one(queries.find_open_job, job_kind=kind, contact_id=contact_id)
    return None if row is None else row["id"]


def find_job(transaction: Transaction, job_id: UUID) -> Job | None:
    """Return one job."""
    return transaction.one_as(Job, queries.find_job, id=job_id)


def list_jobs(transaction: Transaction, kind: JobKind, *, after: tuple[datetime, UUID] | None, limit: int) -> list[Job]:
    """Return jobs of a kind, the newest first."""
    at, after_id = after or (None, None)
    return transaction.all_as(Job, queries.list_jobs, job_kind=kind, after_at=at, after_id=after_id, limit=limit)


def claim_job(transaction: Transaction, job_id: UUID, lease: timedelta) -> Claimed | None:
    """Take a job; None when it is finished, gone or somebody's."""
    return transaction.one_as(Claimed, queries.claim_job, id=job_id, lease=lease)


def release_job(transaction: Transaction, job_id: UUID, wait: timedelta) -> None:
    """Let somebody else have the job after ``wait``."""
    transaction.execute(queries.release_job, id=job_id, wait=wait)


def finish_job(
    transaction: Transaction,
    job_id: UUID,
    state: str,
    *,
    counts: Mapping[str, int] | None = None,
    object_key: str | None = None,
    size: int | None = None,
    life: timedelta | None = None,
) -> bool:
    """End a job; False when its row is gone or somebody else ended it."""
    row = transaction.one(
        queries.finish_job,
        id=job_id,
        state=state,
        counts=json.dumps(counts or {}),
        object_key=object_key,
        bytes=size,
        life=life,
    )
    return row is not None


def note_counts(transaction: Transaction, job_id: UUID, counts: Mapping[str, int]) -> None:
    """Add what was erased to the job's numbers."""
    transaction.execute(queries.note_counts, id=job_id, counts=json.dumps(counts))


def expire_exports(transaction: Transaction, at: datetime | None) -> int:
    """End the exports that are over at ``at`` (None: now); return how many folders were handed on."""
    return transaction.count(queries.expire_exports, at=at)


def due_folders(transaction: Transaction, at: datetime | None, limit: int) -> list[str]:
    """Return folders of the bucket to empty at ``at`` (None: now)."""
    return [row["folder"] for row in transaction.all(queries.due_folders, at=at, limit=limit)]


def folders_emptied(
    transaction: Transaction, folders: Sequence[str], at: datetime | None, second_look: timedelta
) -> None:
    """Remember that folders were emptied; the first time they are looked at once more after ``second_look``."""
    transaction.execute(queries.folders_emptied, folders=list(folders), at=at, wait=second_look)


def lock_conversations(transaction: Transaction, contact_id: UUID) -> list[Row]:
    """Lock a contact's conversations and return their ids and states."""
    return transaction.all(queries.lock_conversations, contact_id=contact_id)


def lock_contact(transaction: Transaction, contact_id: UUID) -> Row | None:
    """Lock a contact and return phone and e-mail; None when there is none."""
    return transaction.one(queries.lock_contact, contact_id=contact_id)


def addresses(transaction: Transaction, contact_id: UUID) -> list[Row]:
    """Return a contact's identities."""
    return transaction.all(queries.addresses, contact_id=contact_id)


def hold_attempts(transaction: Transaction, contact_id: UUID, limit: int | None = None) -> list[UUID]:
    """Let nobody begin or end an attempt to send a contact's messages before this commits.

    Args:
        limit: only those of so many messages, the oldest first; all when None.

    Returns:
        The conversations this holds for. One that begins meanwhile is not among them.
    """
    ids: list[UUID] = [row["id"] for row in transaction.all(queries.hold_lanes, contact_id=contact_id)]
    transaction.all(queries.lock_attempts, conversation_ids=ids, limit=limit)
    return ids


def thin_out_messages(transaction: Transaction, conversation_ids: Sequence[UUID], limit: int) -> int:
    """Delete some messages of conversations; return how many."""
    row = transaction.one(queries.thin_out_messages, conversation_ids=list(conversation_ids), limit=limit)
    return int(row["messages"]) if row else 0


def forget_files(transaction: Transaction, conversation_ids: Sequence[UUID]) -> tuple[int, int]:
    """Remember the folders of conversations' files; return how many messages and files they have."""
    row = transaction.one(queries.forget_files_of_conversations, conversation_ids=list(conversation_ids))
    return (int(row["messages"]), int(row["files"])) if row else (0, 0)


def forget_copies(
    transaction: Transaction, contact_id: UUID, conversation_ids: Sequence[UUID], known_as: Sequence[str]
) -> None:
    """Delete what hangs on a contact by no key: events, facts, stored answers, parked changes, exports.

    Args:
        known_as: the contact's addresses, as platforms name them.
    """
    ids = [str(contact_id), *map(str, conversation_ids)]
    transaction.execute(queries.forget_exports, contact_id=contact_id)
    transaction.execute(queries.forget_events, conversation_ids=list(conversation_ids))
    transaction.execute(queries.forget_outbox, ids=ids)
    transaction.execute(queries.forget_replies, ids=ids)
    transaction.execute(queries.forget_parked, addresses=list(known_as))


def delete_conversations(transaction: Transaction, conversation_ids: Sequence[UUID]) -> None:
    """Delete conversations with everything that hangs on them."""
    transaction.execute(queries.delete_conversations, conversation_ids=list(conversation_ids))


def delete_contact(transaction: Transaction, contact_id: UUID) -> None:
    """Delete a contact with everything that hangs on it."""
    transaction.execute(queries.delete_contact, contact_id=contact_id)


def closed_before(transaction: Transaction, at: datetime | None, limit: int) -> list[UUID]:
    """Lock and return closed conversations that the account keeps no longer at ``at`` (None: now)."""
    return [row["id"] for row in transaction.all(queries.closed_before, at=at, limit=limit)]


def find_key(transaction: Transaction) -> bytes | None:
    """Return the sealed key of the account's suppression hashes."""
    row = transaction.one(queries.find_key)
    return None if row is None else bytes(row["sealed"])


def insert_key(transaction: Transaction, sealed: bytes) -> None:
    """Store the key unless somebody was faster."""
    transaction.execute(queries.insert_key, sealed=sealed)


def insert_suppressions(transaction: Transaction, hashes: Sequence[bytes]) -> None:
    """Remember hashes of addresses, each once, as erased now."""
    transaction.execute(queries.insert_suppressions, hashes=list(hashes))


def any_suppression(transaction: Transaction) -> bool:
    """Whether anybody of the account was ever erased."""
    row = transaction.one(queries.any_suppression)
    return bool(row and row["any"])


def find_suppressions(transaction: Transaction, hashes: Sequence[bytes]) -> dict[bytes, datetime]:
    """Return since when hashes are suppressed."""
    found = transaction.all(queries.find_suppressions, hashes=list(hashes))
    return {bytes(row["hash"]): row["created_at"] for row in found}


def marketing_standing(transaction: Transaction, contact_ids: Sequence[UUID]) -> list[MarketingStanding]:
    """Return what is known of contacts; those that do not exist are left out."""
    return transaction.all_as(MarketingStanding, queries.marketing_standing, contact_ids=list(contact_ids))


def addresses_of(transaction: Transaction, contact_ids: Sequence[UUID]) -> list[Row]:
    """Return contact_id, kind and value of the addresses of contacts."""
    return transaction.all(queries.addresses_of, contact_ids=list(contact_ids))


def insert_consent(transaction: Transaction, **columns: Any) -> None:
    """Write one consent."""
    transaction.execute(queries.insert_consent, **columns)


def find_consent(transaction: Transaction, consent_id: UUID) -> Consent | None:
    """Return one consent."""
    return transaction.one_as(Consent, queries.find_consent, id=consent_id)


def list_consents(
    transaction: Transaction, contact_id: UUID, *, after: tuple[datetime, UUID] | None, limit: int
) -> list[Consent]:
    """Return a contact's consents, the newest first."""
    at, after_id = after or (None, None)
    return transaction.all_as(
        Consent, queries.list_consents, contact_id=contact_id, after_at=at, after_id=after_id, limit=limit
    )


def hear_keyword(transaction: Transaction, message_id: UUID, *, granted: bool) -> Row | None:
    """Write down what a message asked for; None when it changes nothing, else conversation and the company's words."""
    transaction.execute(queries.lock_conversation_of, message_id=message_id)
    return transaction.one(queries.hear_keyword, message_id=message_id, granted=granted)


def rows_of(transaction: Transaction, table: str, contact_id: UUID) -> Iterator[Row]:
    """Yield every row of a table that is about a contact, in a lasting order.

    Raises:
        KeyError: the table is not exported.
    """
    if table not in EXPORTED:
        raise KeyError(table)
    statement = getattr(exporting, f"rows_of_{table}")
    offset = 0
    while True:
        page = transaction.all(statement, contact_id=contact_id, limit=_PAGE, offset=offset)
        for row in page:
            yield row["row"]
        if len(page) < _PAGE:
            return
        offset += _PAGE


def account_of_export(transaction: Transaction) -> Row:
    """Return name and time zone of the company."""
    row = transaction.one(exporting.account_of_export)
    assert row is not None
    return row
