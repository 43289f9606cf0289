"""What a company says by itself, and how patient it is."""

from typing import Annotated

from fastapi import APIRouter

from central.api.dependencies import PortsHere, allowed
from central.api.errors import error_responses
from central.api.examples import READS, TAKES_BODY, example
from central.api.paths import PREFIX
from central.call import Call
from central.queues import service_settings
from central.queues.schemas import ServiceBody, ServiceView
from central.texts import DEFAULTS

router = APIRouter(prefix=f"{PREFIX}/service", tags=["queues"])
_DEFAULTS = {name: DEFAULTS["pt-BR"][name] for name in service_settings.TEXTS}
_SERVICE = {
    "texts": {**dict.fromkeys(_DEFAULTS), "greeting": "Olá, {name}! Aqui é da Clínica Exemplo."},
    "defaults": _DEFAULTS,
    "say_closing": True,
    "position_interval_seconds": 60,
    "give_back_after_seconds": 300,
    "idle_after_seconds": 300,
}


@router.get("", summary="Read texts and times", responses={200: example(_SERVICE), **error_responses(*READS)})
def read_service(call: Annotated[Call, allowed("queues.read")], ports: PortsHere) -> ServiceView:
    """Return what is said to who writes, waits or was served, and what becomes of agents who are gone or idle."""
    return ServiceView.model_validate(service_settings.get_service(ports, call), from_attributes=False)


@router.patch("", summary="Change texts and times", responses={200: example(_SERVICE), **error_responses(*TAKES_BODY)})
def change_service(body: ServiceBody, call: Annotated[Call, allowed("queues.manage")], ports: PortsHere) -> ServiceView:
    """Change what is given. Variables: {name}, {protocol}, {queue}, {position}, {total}, {wait}, {hours}, {opens}."""
    values = service_settings.change_service(ports, call, body.model_dump(exclude_unset=True))
    return ServiceView.model_validate(values, from_attributes=False)
