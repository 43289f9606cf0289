"""Labels."""

from typing import Annotated, Any

from fastapi import APIRouter

from central.api.dependencies import PortsHere, allowed
from central.api.errors import error_responses
from central.api.examples import READS, TAKES_BODY, example, page_example
from central.api.idempotency import OnceHere
from central.api.paths import PREFIX
from central.call import Call
from central.desk import service
from central.desk.schemas import LabelBody, LabelView
from central.paging import Keyset, split_page
from central.schemas import Limit, Page

router = APIRouter(prefix=f"{PREFIX}/labels", tags=["labels"])

_KEYSET = Keyset("labels", "text", "id")
_LABEL = {"id": "3c2b1a09-4e8f-4d7c-9b5a-493827164f5d", "name": "cobrança", "color": "#0b5c6b", "conversations": 4}


@router.get("", summary="List", responses={200: page_example(_LABEL), **error_responses(*READS)})
def list_labels(
    call: Annotated[Call, allowed("labels.read")], ports: PortsHere, cursor: str | None = None, limit: Limit = 100
) -> Page[LabelView]:
    """Return the company's labels by name."""
    found = service.list_labels(ports, call, after=_KEYSET.decode(cursor), limit=limit + 1)
    rows, more = split_page(found, limit)
    following = _KEYSET.encode((rows[-1].name, rows[-1].id)) if more else None
    return Page[LabelView](items=[LabelView.model_validate(row) for row in rows], next_cursor=following)


@router.post(
    "",
    status_code=201,
    summary="Create",
    response_model=LabelView,
    responses={201: example(_LABEL), **error_responses(409, *TAKES_BODY)},
)
def create_label(body: LabelBody, call: Annotated[Call, allowed("labels.manage")], once: OnceHere) -> Any:
    """Create a label."""
    return once.run(
        lambda ports: LabelView.model_validate(service.create_label(ports, call, name=body.name, color=body.color))
    )
