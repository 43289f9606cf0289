"""The application factory. ``functions/rest_api`` gives it the real ports, tests give it theirs."""

from fastapi import FastAPI

from central.api.edge import Edge, Report
from central.api.errors import install_error_handlers
from central.api.openapi import install_openapi
from central.api.routes import ROUTERS
from central.api.settings import ApiSettings
from central.ports import Ports


def _silent(**_fields: object) -> None:
    """Log nothing."""


def create_app(ports: Ports, settings: ApiSettings, *, note: Report = _silent, report: Report = _silent) -> FastAPI:
    """Return the REST application.

    Args:
        ports: the adapters; they connect on first use, so building the application reaches nothing.
        settings: its surroundings.
        note: called once a request with fields for its log line (ids, route, status; nothing secret).
        report: called with the type and place of an unexpected error.
    """
    app = FastAPI(
        title="Central",
        version="1",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        redirect_slashes=False,
    )
    app.state.ports = ports
    app.state.settings = settings
    app.add_middleware(Edge, secure=settings.secure, note=note, report=report)
    install_error_handlers(app)
    # Not by include_router, which builds every route anew, and does so at the first request: that one waited for it.
    app.routes.extend(route for router in ROUTERS for route in router.routes)
    install_openapi(app)
    return app
