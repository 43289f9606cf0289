"""The audit log."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response

from central.accounts import audit, audit_export
from central.accounts.model import AuditFilter
from central.accounts.schemas import AuditRowView, AuditStateView
from central.api.dependencies import PortsHere, ProofHere, allowed
from central.api.errors import error_responses
from central.api.examples import READS, TAKES_BODY, example, page_example
from central.api.paths import PREFIX
from central.call import Call
from central.paging import Keyset, split_page
from central.schemas import Instant, Limit, Page

router = APIRouter(prefix=f"{PREFIX}/audit", tags=["audit"])

Reader = Annotated[Call, allowed("audit.read")]
_KEYSET = Keyset("audit", "int")
_ROW = {
    "sequence": 41,
    "occurred_at": "2026-11-21T12:03:41.402000Z",
    "actor": {"type": "user", "id": "0b7f2f0e-6f0c-4d52-9d1c-4c1f6f0a9b11", "name": "Ana Souza"},
    "action": "member.changed",
    "target": {"type": "user", "id": "9d1b6c1e-2f57-4d55-8a3a-1f6f1f1d7a10"},
    "fields": ["role"],
    "details": {"before": {"role": "agent"}, "after": {"role": "supervisor"}},
    "address": "203.0.113.7",
    "session_id": "2d1c8b6e-7f0a-4c7e-9a51-6c1b0d9e8f22",
    "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
}


async def _chosen(
    actor_id: UUID | None = None,
    action: Annotated[str | None, Query(max_length=64, description="For example `session.opened`.")] = None,
    since: Instant | None = None,
    until: Annotated[Instant | None, Query(description="Not included.")] = None,
) -> AuditFilter:
    return AuditFilter(actor_id, action, since, until)


Chosen = Annotated[AuditFilter, Depends(_chosen)]


@router.get("", summary="List", responses={200: page_example(_ROW), **error_responses(*READS)})
def list_audit(
    call: Reader, ports: PortsHere, chosen: Chosen, cursor: str | None = None, limit: Limit = 50
) -> Page[AuditRowView]:
    """Return what was done in the company, the newest first."""
    after = _KEYSET.decode(cursor)
    found = audit.list_audit(ports, call, chosen, before=after[0] if after else None, limit=limit + 1)
    rows, more = split_page(found, limit)
    following = _KEYSET.encode((rows[-1].sequence,)) if more else None
    return Page[AuditRowView](items=[AuditRowView.of(row) for row in rows], next_cursor=following)


@router.get(
    "/verification",
    summary="Check the chain",
    responses={
        200: example({"ok": True, "rows": 41, "broken_at": None, "head": "9f2c…"}),
        **error_responses(*READS),
    },
)
def verify_audit(call: Reader, ports: PortsHere) -> AuditStateView:
    """Say whether every row is what was written, where it was written.

    `broken_at` is the first that is not. Note `rows` and `head`: a log that was cut at its end no longer has them.
    """
    return AuditStateView.model_validate(audit.verify_audit(ports, call))


@router.post(
    "/export",
    summary="Export as CSV",
    response_class=Response,
    responses={
        200: {
            "content": {
                "text/csv": {"schema": {"type": "string"}, "example": '"sequence","occurred_at"\r\n"41","2026…"\r\n'}
            },
            "headers": {
                "X-Next-Cursor": {
                    "description": "`cursor` of the next 10,000 rows, when there are more.",
                    "schema": {"type": "string"},
                },
                "X-Next-Proof": {
                    "description": "Stands for the `password` of that request, once; of people only.",
                    "schema": {"type": "string"},
                },
            },
        },
        **error_responses(429, *TAKES_BODY),
    },
)
def export_audit(
    body: ProofHere, call: Reader, ports: PortsHere, chosen: Chosen, cursor: str | None = None
) -> Response:
    """Return up to 10,000 rows as CSV, the newest first. No cell is a formula. The export is written to the log.

    Asks for one's own `password`, except of an API token.
    """
    after = _KEYSET.decode(cursor)
    before = after[0] if after else None
    part = audit_export.export_audit(ports, call, chosen, before=before, password=body.password)
    headers = {"Content-Disposition": 'attachment; filename="auditoria.csv"'}
    if part.following is not None:
        headers["X-Next-Cursor"] = _KEYSET.encode((part.following,))
    if part.proof is not None:
        headers["X-Next-Proof"] = part.proof.text
    return Response(part.text, media_type="text/csv; charset=utf-8", headers=headers)
