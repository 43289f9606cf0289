"""What the law (LGPD) asks for: copies and erasure of a contact's data, consents, facts for a report."""

from typing import Annotated

from fastapi import APIRouter

from central.api.dependencies import PortsHere, ProofHere, allowed
from central.api.errors import error_responses
from central.api.examples import READS, TAKES_BODY, example, page_example
from central.api.paths import PREFIX
from central.call import Call
from central.errors import Invalid
from central.paging import Keyset, split_page
from central.privacy import consent, incident, jobs
from central.privacy.model import Job, JobKind
from central.privacy.schemas import (
    ConsentBody,
    ConsentView,
    ErasureBody,
    ExportBody,
    ExportView,
    IncidentBody,
    IncidentReportView,
    JobView,
    consent_view,
    export_view,
    job_view,
    report_view,
)
from central.schemas import Limit, Page, PathId

router = APIRouter(prefix=PREFIX, tags=["privacy"])

Manager = Annotated[Call, allowed("privacy.manage")]
_EXPORTS = Keyset("exports", "time", "id")
_ERASURES = Keyset("erasures", "time", "id")
_CONSENTS = Keyset("consents", "time", "id")
_JOB = {
    "id": "7d3c1b6e-7f0a-4c7e-9a51-6c1b0d9e8f22",
    "contact": {"id": "9d1b6c1e-2f57-4d55-8a3a-1f6f1f1d7a10", "name": "Maria Silva"},
    "state": "done",
    "requested_by": {"id": "0b7f2f0e-6f0c-4d52-9d1c-4c1f6f0a9b11", "name": "Ana Souza"},
    "reason": None,
    "counts": {"messages": 214, "conversations": 3},
    "bytes": 48211,
    "created_at": "2026-11-21T12:03:41.402000Z",
    "finished_at": "2026-11-21T12:03:44.120000Z",
    "expires_at": "2026-11-28T12:03:44.120000Z",
}
_URL = "https://central-media.s3.sa-east-1.amazonaws.com/accounts/…/dados-do-contato.zip?X-Amz-Signature=…"
_CONSENT = {
    "id": "1c9b6c1e-2f57-4d55-8a3a-1f6f1f1d7a10",
    "contact_id": "9d1b6c1e-2f57-4d55-8a3a-1f6f1f1d7a10",
    "purpose": "marketing",
    "granted": True,
    "source": "Formulário do site",
    "note": "Promoções de fim de ano",
    "recorded_by": {"id": "0b7f2f0e-6f0c-4d52-9d1c-4c1f6f0a9b11", "name": "Ana Souza"},
    "recorded_at": "2026-11-21T12:03:41.402000Z",
}
_REPORT = {
    "from": "2026-11-20T00:00:00.000000Z",
    "until": "2026-11-21T00:00:00.000000Z",
    "complete": True,
    "chain": {"ok": True, "rows": 41, "broken_at": None, "head": "9f2c…"},
    "actions": {"export.made": 1, "session.opened": 4},
    "people": [
        {
            "id": "0b7f2f0e-6f0c-4d52-9d1c-4c1f6f0a9b11",
            "kind": "user",
            "name": "Ana Souza",
            "actions": 5,
            "addresses": ["203.0.113.7"],
            "first_at": "2026-11-20T11:02:03.000000Z",
            "last_at": "2026-11-20T18:20:10.000000Z",
        }
    ],
    "rows": [],
}


@router.post(
    "/contacts/{contact_id}/export",
    status_code=201,
    summary="Export everything about a contact",
    responses={201: example({**_JOB, "state": "waiting"}), **error_responses(404, 409, 429, *TAKES_BODY)},
)
def export_contact(contact_id: PathId, body: ExportBody, call: Manager, ports: PortsHere) -> JobView:
    """Ask for a ZIP with every row and file about the contact. It is packed in the background and kept for 7 days."""
    return job_view(jobs.request_export(ports, call, contact_id, password=body.password))


@router.post(
    "/contacts/{contact_id}/erase",
    status_code=202,
    summary="Erase a contact",
    responses={202: example({**_JOB, "state": "waiting"}), **error_responses(404, 429, *TAKES_BODY)},
)
def erase_contact(contact_id: PathId, body: ErasureBody, call: Manager, ports: PortsHere) -> JobView:
    """Ask for everything about the contact to be deleted; there is no way back.

    What stays is a keyed hash of their addresses, so that they get no marketing again, and the audit log's fact.
    """
    return job_view(jobs.request_erasure(ports, call, contact_id, password=body.password, reason=body.reason))


@router.get("/privacy/exports", summary="List exports", responses={200: page_example(_JOB), **error_responses(*READS)})
def list_exports(call: Manager, ports: PortsHere, cursor: str | None = None, limit: Limit = 50) -> Page[JobView]:
    """Return exports, the newest first."""
    return _jobs(ports, call, "export", _EXPORTS, cursor, limit)


@router.get(
    "/privacy/exports/{export_id}",
    summary="Read an export",
    responses={200: example(_JOB), **error_responses(404, *READS)},
)
def read_export(export_id: PathId, call: Manager, ports: PortsHere) -> JobView:
    """Return an export and how far it is."""
    return job_view(jobs.get_export(ports, call, export_id))


@router.post(
    "/privacy/exports/{export_id}/open",
    summary="Open an export",
    responses={200: example({**_JOB, "url": _URL}), **error_responses(404, 429, *TAKES_BODY)},
)
def open_export(export_id: PathId, body: ProofHere, call: Manager, ports: PortsHere) -> ExportView:
    """Return an export; when it is done, with an address that works for five minutes, which is audited.

    Asks for one's own `password`, except of an API token.
    """
    return export_view(*jobs.open_export(ports, call, export_id, password=body.password))


@router.get(
    "/privacy/erasures", summary="List erasures", responses={200: page_example(_JOB), **error_responses(*READS)}
)
def list_erasures(call: Manager, ports: PortsHere, cursor: str | None = None, limit: Limit = 50) -> Page[JobView]:
    """Return erasures, the newest first."""
    return _jobs(ports, call, "erasure", _ERASURES, cursor, limit)


@router.get(
    "/contacts/{contact_id}/consents",
    summary="List a contact's consents",
    responses={200: page_example(_CONSENT), **error_responses(404, *READS)},
)
def list_consents(
    contact_id: PathId,
    call: Annotated[Call, allowed("contacts.read")],
    ports: PortsHere,
    cursor: str | None = None,
    limit: Limit = 50,
) -> Page[ConsentView]:
    """Return every yes and no of the contact, the newest first; the first of a purpose is what counts."""
    after = _CONSENTS.decode(cursor)
    found = consent.list_consents(
        ports, call, contact_id, after=(after[0], after[1]) if after else None, limit=limit + 1
    )
    rows, more = split_page(found, limit)
    following = _CONSENTS.encode((rows[-1].recorded_at, rows[-1].id)) if more else None
    return Page[ConsentView](items=[consent_view(row) for row in rows], next_cursor=following)


@router.post(
    "/contacts/{contact_id}/consents",
    status_code=201,
    summary="Record a consent",
    responses={201: example(_CONSENT), **error_responses(404, *TAKES_BODY)},
)
def record_consent(
    contact_id: PathId, body: ConsentBody, call: Annotated[Call, allowed("contacts.write")], ports: PortsHere
) -> ConsentView:
    """Write down a yes or no, with where it was said. A no to marketing stops campaigns, never the service."""
    return consent_view(
        consent.record_consent(
            ports,
            call,
            contact_id,
            purpose=body.purpose,
            granted=body.granted,
            source=body.source,
            note=body.note or None,
        )
    )


@router.post(
    "/privacy/incident-report",
    summary="Facts for an incident report",
    response_model_by_alias=True,
    responses={200: example(_REPORT), **error_responses(429, *TAKES_BODY)},
)
def make_incident_report(body: IncidentBody, call: Manager, ports: PortsHere) -> IncidentReportView:
    """Return who did what in a time, from where, and whether the audit log is whole. Asking is written to the log.

    Asks for one's own `password`, except of an API token.
    """
    if body.since >= body.until:
        wrong = "O fim precisa vir depois do início."
        raise Invalid(wrong, fields={"until": wrong})
    return report_view(
        incident.incident_report(ports, call, since=body.since, until=body.until, password=body.password)
    )


def _jobs(ports: PortsHere, call: Call, kind: JobKind, keyset: Keyset, cursor: str | None, limit: int) -> Page[JobView]:
    after = keyset.decode(cursor)
    found: list[Job] = jobs.list_jobs(ports, call, kind, after=(after[0], after[1]) if after else None, limit=limit + 1)
    rows, more = split_page(found, limit)
    following = keyset.encode((rows[-1].created_at, rows[-1].id)) if more else None
    return Page[JobView](items=[job_view(row) for row in rows], next_cursor=following)
