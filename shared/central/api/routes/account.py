"""The company: its settings, its check list, and the caller's other companies."""

from typing import Annotated

from fastapi import APIRouter, Request, Response

from central.accounts.callers import check_in_person
from central.accounts.schemas import NewSessionView
from central.api.dependencies import PortsHere, SettingsHere, allowed, visitor_of
from central.api.errors import error_responses
from central.api.examples import READS, TAKES_BODY, example, page_example
from central.api.paths import PREFIX
from central.api.routes.session import SESSION_EXAMPLE, opened
from central.call import Call
from central.companies import service
from central.companies.schemas import CompanyBody, CompanyView, StepView, SwitchBody, WorkplaceView
from central.schemas import Page

router = APIRouter(prefix=PREFIX, tags=["account"])

_COMPANY = {
    "id": "4f5d3c2b-1a09-4e8f-8d7c-6b5a49382716",
    "name": "Clínica Exemplo",
    "locale": "pt-BR",
    "time_zone": "America/Sao_Paulo",
    "brand_color": "#0b5c6b",
    "retention_days": 730,
    "second_factor_required": False,
    "onboarding": False,
    "created_at": "2026-11-21T12:00:00.000000Z",
}
_WORKPLACE = {
    "id": "4f5d3c2b-1a09-4e8f-8d7c-6b5a49382716",
    "name": "Clínica Exemplo",
    "brand_color": None,
    "role": "admin",
    "current": True,
}


@router.get("/account", summary="Read", responses={200: example(_COMPANY), **error_responses(*READS)})
def read_account(call: Annotated[Call, allowed("account.read")], ports: PortsHere) -> CompanyView:
    """Return the company's settings."""
    return CompanyView.model_validate(service.get_company(ports, call))


@router.patch("/account", summary="Change", responses={200: example(_COMPANY), **error_responses(429, *TAKES_BODY)})
def change_account(
    body: CompanyBody, call: Annotated[Call, allowed("account.manage")], ports: PortsHere
) -> CompanyView:
    """Change the company's settings. Whether a second factor is required is for people to say, not for API tokens.

    Who asks for it no longer, or lets old conversations be deleted (`retention_days`), gives their `password`: 422
    `wrong_password`. API tokens give none.
    """
    if body.second_factor_required is not None:
        check_in_person(call)
    values = body.model_dump(exclude_unset=True, exclude={"password"})
    return CompanyView.model_validate(service.change_company(ports, call, values, password=body.password))


@router.get(
    "/account/checklist",
    summary="How ready the company is",
    responses={200: page_example({"key": "channel", "done": True, "available": True}), **error_responses(*READS)},
)
def read_checklist(call: Annotated[Call, allowed("account.read")], ports: PortsHere) -> Page[StepView]:
    """Return the go-live check list as it stands now: each step is looked up, none is ticked by hand."""
    return Page[StepView](items=[StepView.model_validate(step) for step in service.read_checklist(ports, call)])


@router.get(
    "/me/accounts",
    summary="One's own companies",
    responses={200: page_example(_WORKPLACE), **error_responses(*READS)},
)
def list_workplaces(
    call: Annotated[Call, allowed("profile.own", in_person=True)], ports: PortsHere
) -> Page[WorkplaceView]:
    """Return the companies the caller works for."""
    return Page[WorkplaceView](
        items=[
            WorkplaceView(
                id=one.id, name=one.name, brand_color=one.brand_color, role=one.role, current=one.id == call.account_id
            )
            for one in service.list_workplaces(ports, call)
        ]
    )


@router.post(
    "/session/account",
    status_code=201,
    summary="Change to another company",
    responses={201: example({"token": "q1Zr…", **SESSION_EXAMPLE}), **error_responses(404, *TAKES_BODY)},
)
def switch_account(
    body: SwitchBody,
    call: Annotated[Call, allowed("profile.own", in_person=True)],
    request: Request,
    response: Response,
    ports: PortsHere,
    settings: SettingsHere,
) -> NewSessionView:
    """Open a session in another of the caller's companies and end this one."""
    signed_in = service.switch_company(ports, call, body.account_id, visitor_of(request, settings))
    return opened(response, settings, signed_in)
