"""Whether the product is well, and what its API looks like."""

from typing import Any, Literal

from fastapi import APIRouter, Request, Response

from central.api.dependencies import PortsHere, SettingsHere
from central.api.paths import PREFIX
from central.schemas import View

router = APIRouter(prefix=PREFIX, tags=["system"])
root_router = APIRouter(tags=["system"])

Condition = Literal["ok", "unavailable"]


class Health(View):
    """What runs and whether what it needs can be reached. Nothing secret: anybody may read it."""

    status: Condition
    version: str
    dependencies: dict[str, Condition]


@root_router.get(
    "/health",
    summary="Version and dependencies",
    responses={
        200: {
            "content": {
                "application/json": {
                    "example": {
                        "status": "ok",
                        "version": "3f9a1c2e",
                        "dependencies": {"database": "ok", "queues": "ok"},
                    }
                }
            }
        },
        503: {"model": Health, "description": "A dependency cannot be reached."},
    },
)
def read_health(response: Response, ports: PortsHere, settings: SettingsHere) -> Health:
    """Reach for the database and the queues and say what answered. 503 when one did not."""
    dependencies: dict[str, Condition] = {
        "database": _condition(lambda: ports.database.lookup().execute("select 1")),
        "queues": _condition(ports.queues.check),
    }
    well = all(condition == "ok" for condition in dependencies.values())
    response.status_code = 200 if well else 503
    return Health(status="ok" if well else "unavailable", version=settings.version, dependencies=dependencies)


def _condition(reach: Any) -> Condition:
    try:
        reach()
    except Exception:  # whatever it was, it was not reached, and its text is nobody's business
        return "unavailable"
    return "ok"


@router.get("/openapi.json", summary="This document", include_in_schema=False)
def read_openapi(request: Request) -> dict[str, Any]:
    """Return the OpenAPI document."""
    document: dict[str, Any] = request.app.openapi()
    return document
