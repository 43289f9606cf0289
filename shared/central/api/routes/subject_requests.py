"""What contacts ask for by law (LGPD): written down by whoever they told it, answered by whoever may."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Annotated, Literal

from fastapi import APIRouter

from central.api.dependencies import PortsHere, allowed
from central.api.errors import error_responses
from central.api.examples import READS, TAKES_BODY, example, page_example
from central.api.paths import PREFIX
from central.call import Call
from central.paging import Keyset, split_page
from central.privacy import subject_requests
from central.privacy.model import SubjectRequest
from central.privacy.schemas import RefusalBody, SubjectRequestBody, SubjectRequestView, subject_request_view
from central.schemas import Limit, Page, PathId

router = APIRouter(prefix=PREFIX, tags=["privacy"])

Manager = Annotated[Call, allowed("privacy.manage")]
# Whoever sees a contact may be told such a wish by them.
Witness = Annotated[Call, allowed("contacts.read")]
_OF_CONTACT = Keyset("subject_requests_of_contact", "time", "id")
_OPEN = Keyset("open_subject_requests", "time", "id")
_CLOSED = Keyset("closed_subject_requests", "time", "id")
_REQUEST = {
    "id": "5f1c1b6e-7f0a-4c7e-9a51-6c1b0d9e8f33",
    "contact": {"id": "9d1b6c1e-2f57-4d55-8a3a-1f6f1f1d7a10", "name": "Maria Silva"},
    "kind": "erasure",
    "state": "open",
    "note": "Pediu por telefone que apaguem tudo",
    "answer": None,
    "recorded_by": {"id": "0b7f2f0e-6f0c-4d52-9d1c-4c1f6f0a9b11", "name": "Ana Souza"},
    "created_at": "2026-11-21T12:03:41.402000Z",
    "due_on": "2026-12-06",
    "days_left": 15,
    "in_progress": False,
    "closed_by": None,
    "closed_at": None,
}
_ENDED = {
    "closed_by": {"id": "1c7f2f0e-6f0c-4d52-9d1c-4c1f6f0a9b22", "name": "Demo"},
    "closed_at": "2026-11-22T09:00:00.000000Z",
}


@router.post(
    "/contacts/{contact_id}/subject-requests",
    status_code=201,
    summary="Record what a contact asks for by law",
    responses={201: example(_REQUEST), **error_responses(404, 409, *TAKES_BODY)},
)
def record_request(contact_id: PathId, body: SubjectRequestBody, call: Witness, ports: PortsHere) -> SubjectRequestView:
    """Write down that the contact wants a copy, an erasure, a correction or no more marketing.

    Whoever may answer is told. Of one kind one is open at a time: 409 `already_requested`.
    """
    return subject_request_view(
        subject_requests.record_request(ports, call, contact_id, kind=body.kind, note=body.note)
    )


@router.get(
    "/contacts/{contact_id}/subject-requests",
    summary="List what a contact asked for by law",
    responses={200: page_example(_REQUEST), **error_responses(404, *READS)},
)
def list_requests_of_contact(
    contact_id: PathId, call: Witness, ports: PortsHere, cursor: str | None = None, limit: Limit = 50
) -> Page[SubjectRequestView]:
    """Return the contact's requests, the newest first, with what became of them."""
    after = _OF_CONTACT.decode(cursor)
    found = subject_requests.list_requests_of_contact(
        ports, call, contact_id, after=(after[0], after[1]) if after else None, limit=limit + 1
    )
    return _page(found, limit, _OF_CONTACT, lambda row: row.created_at)


@router.get(
    "/privacy/requests",
    summary="List what contacts asked for by law",
    responses={200: page_example(_REQUEST), **error_responses(*READS)},
)
def list_requests(
    call: Manager,
    ports: PortsHere,
    state: Literal["open", "closed"] = "open",
    cursor: str | None = None,
    limit: Limit = 50,
) -> Page[SubjectRequestView]:
    """Return what waits for an answer, due first, or what has one, the last answered first."""
    keyset = _OPEN if state == "open" else _CLOSED
    after = keyset.decode(cursor)
    found = subject_requests.list_requests(
        ports, call, is_open=state == "open", after=(after[0], after[1]) if after else None, limit=limit + 1
    )
    return _page(found, limit, keyset, lambda row: row.closed_at or row.created_at)


@router.post(
    "/privacy/requests/{request_id}/fulfil",
    summary="Fulfil a request",
    responses={
        200: example({**_REQUEST, **_ENDED, "kind": "correction", "state": "fulfilled"}),
        **error_responses(404, 409, *READS),
    },
)
def fulfil_request(request_id: PathId, call: Manager, ports: PortsHere) -> SubjectRequestView:
    """Say that the contact was corrected, or let them get no more marketing.

    A copy and an erasure are asked for on the contact, with the password, and end their request when they are done.
    """
    return subject_request_view(subject_requests.fulfil_request(ports, call, request_id))


@router.post(
    "/privacy/requests/{request_id}/refuse",
    summary="Refuse a request",
    responses={
        200: example({**_REQUEST, **_ENDED, "state": "refused", "answer": "Guardado por obrigação legal"}),
        **error_responses(404, 409, *TAKES_BODY),
    },
)
def refuse_request(request_id: PathId, body: RefusalBody, call: Manager, ports: PortsHere) -> SubjectRequestView:
    """Answer a request with no, and why; whoever wrote it down is told."""
    return subject_request_view(subject_requests.refuse_request(ports, call, request_id, reason=body.reason))


def _page(
    found: Sequence[SubjectRequest], limit: int, keyset: Keyset, moment: Callable[[SubjectRequest], datetime]
) -> Page[SubjectRequestView]:
    rows, more = split_page(list(found), limit)
    following = keyset.encode((moment(rows[-1]), rows[-1].id)) if more else None
    return Page[SubjectRequestView](items=[subject_request_view(row) for row in rows], next_cursor=following)
