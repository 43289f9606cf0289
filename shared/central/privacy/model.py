"""Jobs, consents and the decisions about them. Nothing here touches the world."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any, Literal
from uuid import UUID

from central.frozen import Frozen

JobKind = Literal["export", "erasure"]
JobState = Literal["waiting", "working", "done", "failed", "expired"]
Purpose = Literal["service", "marketing"]
Refusal = Literal["unknown", "blocked", "opted_out", "erased"]
RequestKind = Literal["export", "erasure", "correction", "objection"]
Answer = Literal["fulfilled", "refused"]
RequestState = Literal["open", "fulfilled", "refused", "lapsed"]

# How long an export can be fetched, and how long one address of it works.
EXPORT_LIFE = timedelta(days=7)
EXPORT_URL_SECONDS = 300
# Longer than the worker may run (10 minutes): whoever takes the job after that is alone.
LEASE = timedelta(minutes=11)
# How often an export is tried; an erasure is tried until it is done.
MOST_EXPORT_ATTEMPTS = 5
# When a folder is emptied again: longer than any worker runs and any upload address works.
SECOND_LOOK = timedelta(minutes=20)

# The law gives 15 days for a whole answer (LGPD, art. 19, II).
DAYS_TO_ANSWER = 15
# Requests that end when a job of the same kind does.
DONE_BY_A_JOB = frozenset[RequestKind](("export", "erasure"))

ARCHIVE_NAME = "dados-do-contato.zip"


class Job(Frozen):
    """An export or an erasure. ``contact_name`` is None when the contact is gone."""

    id: UUID
    kind: JobKind
    contact_id: UUID
    contact_name: str | None
    state: JobState
    requested_by: UUID | None
    requested_by_name: str | None
    reason: str | None
    counts: Mapping[str, Any]
    object_key: str | None
    bytes: int | None
    attempts: int
    created_at: datetime
    finished_at: datetime | None
    expires_at: datetime | None


class Consent(Frozen):
    """One yes or no of a contact."""

    id: UUID
    contact_id: UUID
    purpose: Purpose
    granted: bool
    source: str
    note: str | None
    recorded_by: UUID | None
    recorded_by_name: str | None
    recorded_at: datetime


class SubjectRequest(Frozen):
    """What a contact asked for by law.

    Attributes:
        contact_name: None when the contact is gone; then note and answer are, too.
        due_on: the last day to answer on, in the company's time zone.
        days_left: until then, from today there; below zero when it is over.
        in_progress: a job that fulfils it is being done.
    """

    id: UUID
    contact_id: UUID
    contact_name: str | None
    kind: RequestKind
    state: RequestState
    note: str | None
    answer: str | None
    recorded_by: UUID | None
    recorded_by_name: str | None
    created_at: datetime
    due_on: date
    days_left: int
    in_progress: bool
    closed_by: UUID | None
    closed_by_name: str | None
    closed_at: datetime | None


class MarketingStanding(Frozen):
    """What is known about whether somebody may get marketing.

    Attributes:
        opted_out: the contact's last word was no.
        agreed_at: when they last said yes; None: never, or no since.
    """

    contact_id: UUID
    blocked: bool
    opted_out: bool
    agreed_at: datetime | None


def marketing_refusal(standing: MarketingStanding, suppressed_at: datetime | None) -> Refusal | None:
    """Return why somebody must not get marketing, or None when they may.

    Args:
        suppressed_at: when somebody with one of their addresses was erased; only a yes after that counts again.
    """
    if standing.blocked:
        return "blocked"
    if standing.opted_out:
        return "opted_out"
    if suppressed_at is not None and (standing.agreed_at is None or standing.agreed_at <= suppressed_at):
        return "erased"
    return None


def export_folder(account_id: UUID, job_id: UUID) -> str:
    """Return where an export lies in the bucket, without a slash at the end."""
    return f"accounts/{account_id}/exports/{job_id}"


def media_folder(account_id: UUID, media_id: UUID) -> str:
    """Return where everything about one file of a message lies (``central.media.model.object_key``)."""
    return f"accounts/{account_id}/media/{media_id}"
