"""Calendars: when a company works."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from central.api.dependencies import PortsHere, allowed
from central.api.errors import error_responses
from central.api.examples import READS, TAKES_BODY, example, page_example
from central.api.idempotency import OnceHere
from central.api.paths import PREFIX
from central.calendars import service
from central.calendars.schemas import (
    CalendarBody,
    CalendarChangeBody,
    CalendarView,
    HolidaysView,
    HolidayView,
    OpeningView,
    PlanBody,
    PlanPreviewView,
    SpecialDayView,
)
from central.call import Call
from central.paging import Keyset, split_page
from central.schemas import Limit, Page, PathId

router = APIRouter(prefix=PREFIX, tags=["calendars"])

Reader = Annotated[Call, allowed("queues.read")]
Manager = Annotated[Call, allowed("queues.manage")]
_KEYSET = Keyset("calendars", "text", "id")
_CLOSED_DAY = {"date": "2026-12-25", "name": "Natal", "hours": [], "every_year": False}
_CALENDAR = {
    "id": "5b1f8e0a-3c44-4f9e-9d55-2a1f8c7e6b10",
    "name": "Comercial",
    "is_default": True,
    "time_zone": "America/Sao_Paulo",
    "week": [{"weekday": weekday, "opens": "08:00", "closes": "18:00"} for weekday in range(5)],
    "days": [
        {
            "date": "2026-12-24",
            "name": "Véspera de Natal",
            "hours": [{"opens": "08:00", "closes": "12:00"}],
            "every_year": True,
        }
    ],
    "holidays": {"country": "BR", "region": "SP", "optional": False, "worked": []},
    "closed_days": [_CLOSED_DAY],
    "open": True,
    "changes_at": "2026-11-23T21:00:00.000000Z",
    "used_by": [{"kind": "queue", "id": "2a7c9d10-6f4e-4f6c-9a55-0f7f2c8e1b66", "name": "Atendimento"}],
}
_PREVIEW = {
    "open": True,
    "changes_at": "2026-11-23T21:00:00.000000Z",
    "openings": [{"opens_at": "2026-11-23T11:00:00.000000Z", "closes_at": "2026-11-23T21:00:00.000000Z"}],
    "closed_days": [_CLOSED_DAY],
}
_HOLIDAYS = {"items": [{"date": "2026-12-25", "name": "Natal", "optional": False}]}


@router.get("/calendars", summary="List", responses={200: page_example(_CALENDAR), **error_responses(*READS)})
def list_calendars(call: Reader, ports: PortsHere, cursor: str | None = None, limit: Limit = 50) -> Page[CalendarView]:
    """Return the company's calendars by name, as they stand now."""
    after = _KEYSET.decode(cursor)
    found = service.list_calendars(ports, call, after=(after[0], after[1]) if after else None, limit=limit + 1)
    rows, more = split_page(found, limit)
    return Page[CalendarView](
        items=[CalendarView.of(row) for row in rows],
        next_cursor=_KEYSET.encode((rows[-1].name, rows[-1].id)) if more else None,
    )


@router.post(
    "/calendars",
    status_code=201,
    summary="Create",
    response_model=CalendarView,
    responses={201: example(_CALENDAR), **error_responses(409, *TAKES_BODY)},
)
def create_calendar(body: CalendarBody, call: Manager, once: OnceHere) -> Any:
    """Create a calendar."""
    return once.run(
        lambda ports: CalendarView.of(
            service.create_calendar(ports, call, body.name, body.plan(), is_default=body.is_default)
        )
    )


@router.post(
    "/calendars/preview", summary="Preview", responses={200: example(_PREVIEW), **error_responses(*TAKES_BODY)}
)
def preview_plan(body: PlanBody, call: Manager) -> PlanPreviewView:
    """Return what hours would mean, without saving them."""
    preview = service.preview_plan(call, body.plan())
    return PlanPreviewView(
        open=preview.open,
        changes_at=preview.changes_at,
        openings=[OpeningView.model_validate(opening) for opening in preview.openings],
        closed_days=[SpecialDayView.of(day) for day in preview.holidays],
    )


@router.get("/holidays", summary="Public holidays", responses={200: example(_HOLIDAYS), **error_responses(*READS)})
def list_holidays(
    call: Reader,
    year: Annotated[int, Query(ge=2000, le=2100)],
    country: Annotated[str, Query(pattern="^[A-Z]{2}$")] = "BR",
    region: Annotated[str | None, Query(min_length=1, max_length=40)] = None,
) -> HolidaysView:
    """Return the public holidays of a country, and of one of its states, in a year."""
    return HolidaysView(
        items=[
            HolidayView(date=holiday.day, name=holiday.name, optional=holiday.optional)
            for holiday in service.list_holidays(call, country, region, year)
        ]
    )


@router.get(
    "/calendars/{calendar_id}", summary="Read", responses={200: example(_CALENDAR), **error_responses(404, *READS)}
)
def read_calendar(calendar_id: PathId, call: Reader, ports: PortsHere) -> CalendarView:
    """Return one calendar as it stands now."""
    return CalendarView.of(service.get_calendar(ports, call, calendar_id))


@router.patch(
    "/calendars/{calendar_id}",
    summary="Change",
    responses={200: example(_CALENDAR), **error_responses(404, 409, *TAKES_BODY)},
)
def update_calendar(calendar_id: PathId, body: CalendarChangeBody, call: Manager, ports: PortsHere) -> CalendarView:
    """Change a calendar; what is left out stays. `week` and `days` replace all of them. What is past is not changed."""
    return CalendarView.of(service.update_calendar(ports, call, calendar_id, body.change()))


@router.delete(
    "/calendars/{calendar_id}",
    status_code=204,
    summary="Delete",
    responses=error_responses(401, 403, 404, 409, 503),
)
def delete_calendar(calendar_id: PathId, call: Manager, ports: PortsHere) -> Response:
    """Delete a calendar that nothing goes by. 409 `calendar_in_use` names what does (`details.used_by`)."""
    service.delete_calendar(ports, call, calendar_id)
    return Response(status_code=204)
