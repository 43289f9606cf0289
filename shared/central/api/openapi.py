"""The OpenAPI document: what FastAPI knows, plus how to sign in and which permission each operation needs."""

from collections.abc import Iterator
from typing import Any

from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute

from central.api.dependencies import Allowed, authenticate

_DESCRIPTION = """Everything Central's own app does, it does through this API.

Sign in with `POST /api/v1/session`; send the token as `Authorization: Bearer …`. Lists answer
`{"items", "next_cursor"}`; errors answer `{"error": {"code", "message", "fields"?, "details"?}, "correlation_id"}`.
A `POST` with an `Idempotency-Key` has its effect once, however often it is sent. Times are RFC 3339 in UTC."""


def install_openapi(app: FastAPI) -> None:
    """Let ``app.openapi()`` return our document."""

    def build() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = build_document(app)
        return app.openapi_schema

    app.openapi = build  # type: ignore[method-assign]


def build_document(app: FastAPI) -> dict[str, Any]:
    """Return the OpenAPI document of every route."""
    document = get_openapi(
        title=app.title, version=app.version, description=_DESCRIPTION, routes=app.routes, openapi_version="3.1.0"
    )
    document.setdefault("components", {})["securitySchemes"] = {
        "token": {"type": "http", "scheme": "bearer"},
        "cookie": {"type": "apiKey", "in": "cookie", "name": "__Host-session"},
    }
    for route in api_routes(app):
        for method in route.methods or ():
            operation = document["paths"][route.path_format][method.lower()]
            # FastAPI adds its own shape of validation errors; ours is another.
            if "HTTPValidationError" in str(operation["responses"].get("422")):
                del operation["responses"]["422"]
            if needs_session(route):
                operation["security"] = [{"token": []}, {"cookie": []}]
                operation["x-permission"] = permission_of(route)
    schemas = document["components"].get("schemas", {})
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    return document


def api_routes(app: FastAPI) -> list[APIRoute]:
    """Return every route of the application, also those of included routers."""
    return [route for route in _flatten(app.routes) if isinstance(route, APIRoute) and route.include_in_schema]


def permission_of(route: APIRoute) -> str | None:
    """Return the permission a route asks for; None when it is for everybody who is signed in."""
    return next(
        (d.call.permission for d in _dependants(route.dependant) if isinstance(d.call, Allowed)),
        None,
    )


def needs_session(route: APIRoute) -> bool:
    """Whether somebody must be signed in."""
    return any(d.call is authenticate for d in _dependants(route.dependant))


def _dependants(dependant: Dependant) -> Iterator[Dependant]:
    for inner in dependant.dependencies:
        yield inner
        yield from _dependants(inner)


def _flatten(routes: Any) -> Iterator[Any]:
    for route in routes:
        yield route
        yield from _flatten(getattr(route, "routes", None) or ())
