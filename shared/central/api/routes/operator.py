"""Every company of this installation, for whoever runs it."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query

from central.api.dependencies import AsOperator, PortsHere
from central.api.errors import error_responses
from central.api.examples import READS, TAKES_BODY, example, page_example
from central.api.paths import PREFIX
from central.companies import operators
from central.companies.schemas import CompanyStatusBody, CompanyUsageView, NewCompanyBody
from central.paging import Keyset, split_page
from central.schemas import Limit, Page, PathId

router = APIRouter(prefix=f"{PREFIX}/operator/companies", tags=["operator"])

_KEYSET = Keyset("companies", "time", "id")
_COMPANY = {
    "id": "4f5d3c2b-1a09-4e8f-8d7c-6b5a49382716",
    "name": "Clínica Exemplo",
    "status": "active",
    "created_at": "2026-11-21T12:00:00.000000Z",
    "people": 7,
    "channels": 2,
    "conversations": 1840,
    "open_conversations": 23,
    "messages": 21_306,
    "stored_bytes": 734_003_200,
    "last_activity_at": "2026-11-28T17:40:00.000000Z",
}


@router.get("", summary="List companies", responses={200: page_example(_COMPANY), **error_responses(*READS)})
def list_companies(
    call: AsOperator,
    ports: PortsHere,
    q: Annotated[
        str | None, Query(max_length=254, description="Part of the name, an id, or somebody's e-mail.")
    ] = None,
    status: Literal["active", "suspended"] | None = None,
    cursor: str | None = None,
    limit: Limit = 25,
) -> Page[CompanyUsageView]:
    """Return companies and what they use, the newest first.

    403 `second_factor_needed`: operators sign in with a second factor.
    """
    after = _KEYSET.decode(cursor)
    found = operators.list_companies(
        ports,
        call,
        search=(q or "").strip() or None,
        status=status,
        before=(after[0], after[1]) if after else None,
        limit=limit + 1,
    )
    rows, more = split_page(found, limit)
    following = _KEYSET.encode((rows[-1].created_at, rows[-1].id)) if more else None
    return Page[CompanyUsageView](items=[CompanyUsageView.model_validate(row) for row in rows], next_cursor=following)


@router.post(
    "", status_code=201, summary="Open", responses={201: example(_COMPANY), **error_responses(409, *TAKES_BODY)}
)
def create_company(body: NewCompanyBody, call: AsOperator, ports: PortsHere) -> CompanyUsageView:
    """Open a company with its first admin, who is sent a link to choose a password unless they have one."""
    created = operators.create_company(
        ports,
        call,
        name=body.name,
        person=body.person,
        email=body.email,
        locale=body.locale,
        time_zone=body.time_zone,
    )
    return CompanyUsageView.model_validate(created)


@router.put(
    "/{company_id}/status",
    summary="Suspend or resume",
    responses={200: example({**_COMPANY, "status": "suspended"}), **error_responses(404, 409, 429, *TAKES_BODY)},
)
def set_status(company_id: PathId, body: CompanyStatusBody, call: AsOperator, ports: PortsHere) -> CompanyUsageView:
    """Suspend a company, which signs everybody of it out at once, or let it work again. Nothing is lost.

    409 `own_company`: the one the operator is working in.
    """
    changed = operators.set_suspended(
        ports, call, company_id, suspended=body.status == "suspended", reason=body.reason, password=body.password
    )
    return CompanyUsageView.model_validate(changed)
