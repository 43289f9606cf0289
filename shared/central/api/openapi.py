"""The OpenAPI document: what FastAPI knows, plus how to sign in and which permission each operation needs.

``python -m central.api.openapi docs/openapi.json`` writes the committed copy, and ``permissions.md`` beside it; a test
says when they are out of date.
"""

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute

from central.accounts.permissions import OPERATOR
from central.api.dependencies import Allowed, as_operator, authenticate, in_person
from central.api.errors import ErrorReply, error_responses
from central.api.permissions_document import permissions_document
from central.api.routes import ROUTERS
from central.ports import Ports

_DESCRIPTION = """Everything Central's own app does, it does through this API.

People sign in with `POST /api/v1/session`; programs use an API token (`POST /api/v1/tokens`), which acts for whoever
made it. Both are sent as `Authorization: Bearer …`. Lists answer `{"items", "next_cursor"}`; errors answer
`{"error": {"code", "message", "fields"?, "details"?}, "correlation_id"}`. A `POST` with an `Idempotency-Key` has its
effect once, however often it is sent. Times are RFC 3339 in UTC. A request that names its company in `X-Account-Id` is
refused with 409 `other_account` when the session is in another.

Every answer says in `RateLimit-Limit`, `RateLimit-Remaining` and `RateLimit-Reset` (seconds) how many requests a minute
there are and what is left; 429 `rate_limited` says in `Retry-After` when to go on."""
_SCHEMES = {
    "session": {"type": "http", "scheme": "bearer", "description": "The token of a session."},
    "cookie": {
        "type": "apiKey",
        "in": "cookie",
        "name": "__Host-session",
        "description": "The same in a browser. Changes need an `Origin` of our own.",
    },
    "apiToken": {
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": "central_…",
        "description": "An API token. It may what is in its list and its maker may too; what proves who somebody is"
        " cannot be done with one.",
    },
}


def install_openapi(app: FastAPI) -> None:
    """Let ``app.openapi()`` return our document."""

    def build() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = build_document(app)
        return app.openapi_schema

    app.openapi = build  # type: ignore[method-assign]


def build_document(app: FastAPI) -> dict[str, Any]:
    """Return the OpenAPI document of every route.

    Raises:
        KeyError: a router hides routes from :func:`operations`, so what they need could not be said.
    """
    document = get_openapi(
        title=app.title, version=app.version, description=_DESCRIPTION, routes=app.routes, openapi_version="3.1.0"
    )
    document.setdefault("components", {})["securitySchemes"] = _SCHEMES
    for operation in operations():
        described = document["paths"][operation.path][operation.method.lower()]
        # FastAPI adds its own shape of validation errors; ours is another.
        if "HTTPValidationError" in str(described["responses"].get("422")):
            del described["responses"]["422"]
        # Building the document leaves nulls out, also out of examples, which then would not fit their schema.
        for status, response in operation.route.responses.items():
            for kind, content in response.get("content", {}).items():
                described["responses"][str(status)]["content"][kind].update(content)
        # The text gate stands before every route: an address or body with what no text may hold.
        described["responses"].setdefault("400", _error(400))
        if operation.needs_session:
            described["security"] = [{"session": []}, {"cookie": []}]
            if operation.is_for_tokens:
                described["security"].append({"apiToken": []})
            described["x-permission"] = operation.permission
            described["responses"].setdefault("409", _error(409))
            described["responses"].setdefault("429", _error(429))
    schemas = document["components"].get("schemas", {})
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    return document


@dataclass(frozen=True, slots=True)
class Operation:
    """One method of one path."""

    method: str
    path: str
    route: APIRoute

    @property
    def permission(self) -> str | None:
        """The permission it asks for; None when it is for everybody who is signed in."""
        if any(d.call is as_operator for d in self._dependants()):
            return OPERATOR
        return next((d.call.permission for d in self._dependants() if isinstance(d.call, Allowed)), None)

    @property
    def is_for_tokens(self) -> bool:
        """Whether an API token may ask for it; otherwise only a person may."""
        asked = [dependant.call for dependant in self._dependants()]
        return in_person not in asked and not any(one.in_person for one in asked if isinstance(one, Allowed))

    @property
    def needs_session(self) -> bool:
        """Whether somebody must be signed in."""
        return any(d.call is authenticate for d in self._dependants())

    def _dependants(self) -> Iterator[Dependant]:
        waiting = list(self.route.dependant.dependencies)
        while waiting:
            dependant = waiting.pop()
            yield dependant
            waiting.extend(dependant.dependencies)


def _error(status: int) -> dict[str, Any]:
    """Return what no single route answers but what stands before it: the text gate, the limits of asking."""
    described = error_responses(status)[status]
    content = {"schema": {"$ref": f"#/components/schemas/{ErrorReply.__name__}"}}
    content.update(described["content"]["application/json"])
    return {"description": described["description"], "content": {"application/json": content}}


def operations() -> list[Operation]:
    """Return every operation the document describes."""
    return [
        Operation(method, route.path_format, route)
        for router in ROUTERS
        for route in router.routes
        if isinstance(route, APIRoute) and route.include_in_schema
        for method in sorted(route.methods or ())
    ]


def write_document(path: Path) -> None:
    """Write the document of the product's routes; no port is touched."""
    from central.api.app import create_app
    from central.api.settings import ApiSettings

    app = create_app(cast(Ports, None), ApiSettings(public_url="https://localhost"))
    path.write_text(json.dumps(app.openapi(), ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def write_permissions(path: Path) -> None:
    """Write the table of permissions as people read it."""
    routes = [(operation.method, operation.path, operation.permission) for operation in operations()]
    path.write_text(permissions_document(routes), encoding="utf-8")


if __name__ == "__main__":
    write_document(Path(sys.argv[1]))
    write_permissions(Path(sys.argv[1]).with_name("permissions.md"))
