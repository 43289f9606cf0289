"""Asking for an export or an erasure, and seeing what became of it."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from central.accounts import audit
from central.accounts.step_up import check_again, check_person
from central.call import Call
from central.clock import now
from central.contacts.service import get_contact
from central.db.database import Transaction
from central.errors import Conflict, NotFound
from central.events import privacy_doorbell
from central.ids import new_id
from central.ports import Ports
from central.privacy import store
from central.privacy.model import ARCHIVE_NAME, EXPORT_URL_SECONDS, Job, JobKind

_SAID: Mapping[JobKind, str] = {"export": "export.requested", "erasure": "erasure.requested"}


def request_export(ports: Ports, call: Call, contact_id: UUID, *, password: str) -> Job:
    """Ask for everything about one contact; a worker packs it. One that is being packed already is the one.

    Raises:
        NotFound: nobody of this company.
        Invalid: the password is wrong (``wrong_password``).
        TooMany: it was wrong too often.
        Conflict: the contact is being erased.
    """
    return _request(ports, call, contact_id, "export", password=password)


def request_erasure(ports: Ports, call: Call, contact_id: UUID, *, password: str, reason: str) -> Job:
    """Ask for one contact to be erased; a worker does it. There is no way back.

    Args:
        reason: why, in words; forgotten when it is done, because it may name the person.

    Raises:
        NotFound: nobody of this company.
        Invalid: the password is wrong (``wrong_password``).
        TooMany: it was wrong too often.
    """
    return _request(ports, call, contact_id, "erasure", password=password, reason=reason)


def _request(
    ports: Ports, call: Call, contact_id: UUID, kind: JobKind, *, password: str, reason: str | None = None
) -> Job:
    get_contact(ports, call, contact_id)
    check_again(ports, call, password)
    job_id = new_id()
    with ports.database.transaction(call) as transaction:
        if kind == "export" and store.find_open_job(transaction, "erasure", contact_id) is not None:
            raise Conflict("Este contato está sendo apagado.", code="being_erased")
        added = store.insert_job(transaction, job_id, kind, contact_id, requested_by=call.actor.user_id, reason=reason)
        known = job_id if added else store.find_open_job(transaction, kind, contact_id)
        job = None if known is None else store.find_job(transaction, known)
        if job is None:
            raise NotFound()  # it was finished, and the contact with it, between the two statements
        transaction.ring(privacy_doorbell(call.account_id, job.id))
        if added:
            audit.record(transaction, _SAID[kind], target=("contact", contact_id))
    return job


def list_jobs(ports: Ports, call: Call, kind: JobKind, *, after: tuple[datetime, UUID] | None, limit: int) -> list[Job]:
    """Return exports or erasures, the newest first."""
    with ports.database.transaction(call) as transaction:
        return store.list_jobs(transaction, kind, after=after, limit=limit)


def get_export(ports: Ports, call: Call, job_id: UUID) -> Job:
    """Return an export.

    Raises:
        NotFound: no export of this company.
    """
    with ports.database.transaction(call) as transaction:
        return _export(transaction, job_id)


def open_export(ports: Ports, call: Call, job_id: UUID, *, password: str | None) -> tuple[Job, str | None]:
    """Return an export and, when it is done, an address that works for five minutes. Handing that out is audited.

    Args:
        password: the caller's own, because the archive leaves the house; an API token gives none.

    Raises:
        NotFound: no export of this company.
        Invalid, TooMany, Unauthenticated: see :func:`central.accounts.step_up.check_person`.
    """
    get_export(ports, call, job_id)
    check_person(ports, call, password)
    with ports.database.transaction(call) as transaction:
        job = _export(transaction, job_id)
        ready = (
            job.state == "done" and job.object_key is not None and (job.expires_at is None or job.expires_at > now())
        )
        if ready:
            audit.record(transaction, "export.opened", target=("contact", job.contact_id))
    if not ready or job.object_key is None:
        return job, None
    url = ports.blobs.download_url(
        job.object_key,
        file_name=ARCHIVE_NAME,
        mime_type="application/zip",
        inline=False,
        expires_seconds=EXPORT_URL_SECONDS,
    )
    return job, url


def _export(transaction: Transaction, job_id: UUID) -> Job:
    job = store.find_job(transaction, job_id)
    if job is None or job.kind != "export":
        raise NotFound()
    return job
