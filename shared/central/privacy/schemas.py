"""Bodies about privacy."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from central.accounts.schemas import AuditRowView, AuditStateView
from central.privacy.incident import Report
from central.privacy.model import Consent, Job, RequestKind, RequestState, SubjectRequest
from central.schemas import Body, Instant, OneLine, Time, View

Password = Annotated[str, StringConstraints(min_length=1, max_length=1024)]
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1000)]


class ExportBody(Body):
    """Asks for everything about a contact; one's own password, because the archive leaves the house."""

    password: Password


class ErasureBody(Body):
    """Asks for a contact to be erased. ``reason`` is forgotten when it is done."""

    password: Password
    reason: Annotated[OneLine, StringConstraints(max_length=500)]


class IncidentBody(Body):
    """A time, ``until`` not included; and one's own password, which an API token has none of."""

    since: Instant = Field(validation_alias="from")
    until: Instant
    password: Password | None = None


class ConsentBody(Body):
    """What a contact said yes or no to, and where."""

    purpose: Literal["service", "marketing"]
    granted: bool
    source: Annotated[OneLine, StringConstraints(max_length=80)]
    note: Annotated[str, StringConstraints(strip_whitespace=True, max_length=1000)] | None = None


class SubjectRequestBody(Body):
    """What a contact asks for. ``objection``: no more marketing. ``note`` is forgotten with the contact."""

    kind: RequestKind
    note: Words | None = None


class RefusalBody(Body):
    """Why a request is refused."""

    reason: Words


class WhoView(View):
    """A colleague."""

    id: UUID
    name: str | None


class JobView(View):
    """An export or an erasure. ``contact.name`` is null when the contact is gone."""

    id: UUID
    contact: WhoView
    state: Literal["waiting", "working", "done", "failed", "expired"]
    requested_by: WhoView | None
    reason: str | None
    counts: dict[str, int]
    bytes: int | None
    created_at: Time
    finished_at: Time | None
    expires_at: Time | None


class ExportView(JobView):
    """An export; ``url`` works for five minutes, when it is done."""

    url: str | None


class ConsentView(View):
    """One yes or no of a contact."""

    id: UUID
    contact_id: UUID
    purpose: Literal["service", "marketing"]
    granted: bool
    source: str
    note: str | None
    recorded_by: WhoView | None
    recorded_at: Time


class SubjectRequestView(View):
    """What a contact asked for; ``contact.name`` is null when the contact is gone, and no words are left.

    ``due_on`` is the last day to answer on and ``days_left`` how long that is from today, both in the company's time
    zone. A request for a copy or an erasure ends by itself when that is done; until then ``in_progress`` says that it
    is worked on. ``lapsed``: the contact was erased before anybody answered.
    """

    id: UUID
    contact: WhoView
    kind: RequestKind
    state: RequestState
    note: str | None
    answer: str | None
    recorded_by: WhoView | None
    created_at: Time
    due_on: date
    days_left: int
    in_progress: bool
    closed_by: WhoView | None
    closed_at: Time | None


class PersonView(View):
    """Somebody who did something; ``id`` is null for the system and for who did not get in."""

    id: UUID | None
    kind: str
    name: str | None
    actions: int
    addresses: list[str]
    first_at: Time
    last_at: Time


class IncidentReportView(View):
    """Who did what in a time. ``complete`` is false when the time holds more than 5,000 rows."""

    since: Time = Field(serialization_alias="from")
    until: Time
    complete: bool
    chain: AuditStateView
    actions: dict[str, int]
    people: list[PersonView]
    rows: list[AuditRowView]


def job_view(job: Job) -> JobView:
    """Return a job as the API shows it."""
    return JobView.model_validate(_fields(job))


def export_view(job: Job, url: str | None) -> ExportView:
    """Return an export with its address."""
    return ExportView.model_validate({**_fields(job), "url": url})


def consent_view(consent: Consent) -> ConsentView:
    """Return a consent as the API shows it."""
    return ConsentView(
        id=consent.id,
        contact_id=consent.contact_id,
        purpose=consent.purpose,
        granted=consent.granted,
        source=consent.source,
        note=consent.note,
        recorded_by=_who(consent.recorded_by, consent.recorded_by_name),
        recorded_at=consent.recorded_at,
    )


def subject_request_view(request: SubjectRequest) -> SubjectRequestView:
    """Return a request as the API shows it."""
    return SubjectRequestView(
        id=request.id,
        contact=WhoView(id=request.contact_id, name=request.contact_name),
        kind=request.kind,
        state=request.state,
        note=request.note,
        answer=request.answer,
        recorded_by=_who(request.recorded_by, request.recorded_by_name),
        created_at=request.created_at,
        due_on=request.due_on,
        days_left=request.days_left,
        in_progress=request.in_progress,
        closed_by=_who(request.closed_by, request.closed_by_name),
        closed_at=request.closed_at,
    )


def report_view(report: Report) -> IncidentReportView:
    """Return a report as the API shows it."""
    return IncidentReportView(
        since=report.since,
        until=report.until,
        complete=report.complete,
        chain=AuditStateView.model_validate(report.chain),
        actions=report.actions,
        people=[PersonView.model_validate(person) for person in report.people],
        rows=[AuditRowView.of(row) for row in report.rows],
    )


def _who(user_id: UUID | None, name: str | None) -> WhoView | None:
    return None if user_id is None else WhoView(id=user_id, name=name)


def _fields(job: Job) -> dict[str, object]:
    return {
        "id": job.id,
        "contact": WhoView(id=job.contact_id, name=job.contact_name),
        "state": job.state,
        "requested_by": _who(job.requested_by, job.requested_by_name),
        "reason": job.reason,
        "counts": dict(job.counts),
        "bytes": job.bytes,
        "created_at": job.created_at,
        "finished_at": job.finished_at,
        "expires_at": job.expires_at,
    }
