"""A minimal request and response over API Gateway's HTTP event: the look-alikes need no framework."""

import base64
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.parser import BytesParser
from email.policy import HTTP
from typing import Any
from urllib.parse import parse_qsl, unquote

Event = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Request:
    """One HTTP request; ``path`` is decoded and below the router's prefix."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> dict[str, Any]:
        """Return the body as an object; anything else is an empty one (the look-alike then misses a parameter)."""
        try:
            value = json.loads(self.body or b"{}")
        except ValueError:
            return {}
        return value if isinstance(value, dict) else {}

    def form(self) -> dict[str, "Part"]:
        """Return the parts of a multipart body by their names."""
        head = f"Content-Type: {self.headers.get('content-type', '')}\r\n\r\n".encode()
        message = BytesParser(policy=HTTP).parsebytes(head + self.body)
        parts: dict[str, Part] = {}
        for part in message.iter_parts() if message.is_multipart() else ():
            name = part.get_param("name", header="content-disposition")
            content = part.get_payload(decode=True)
            parts[str(name)] = Part(
                content if isinstance(content, bytes) else b"", part.get_content_type(), part.get_filename()
            )
        return parts


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a multipart body."""

    content: bytes
    mime_type: str
    file_name: str | None


@dataclass(frozen=True, slots=True)
class Response:
    """One HTTP response; a ``dict`` body is JSON, ``bytes`` go out as they are. ``headers``: others, in lower case."""

    status: int
    body: Any = field(default_factory=dict)
    mime_type: str = "application/json"
    headers: Mapping[str, str] = field(default_factory=dict)

    def to_gateway(self) -> dict[str, Any]:
        """Return the answer in API Gateway's form."""
        headers = {"content-type": self.mime_type, "cache-control": "no-store", **self.headers}
        if isinstance(self.body, bytes):
            body, encoded = base64.b64encode(self.body).decode(), True
        else:
            body, encoded = json.dumps(self.body, default=str), False
        return {"statusCode": self.status, "headers": headers, "body": body, "isBase64Encoded": encoded}


Handler = Callable[..., Response]


class Router:
    """Routes ``METHOD /path/{name}`` to functions ``(request, **names) -> Response``."""

    def __init__(self) -> None:
        self._routes: list[tuple[str, re.Pattern[str], Handler]] = []

    def add(self, method: str, path: str, handler: Handler) -> None:
        """Add a route; the first that matches wins."""
        pattern = re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", path)
        self._routes.append((method, re.compile(f"^{pattern}/?$"), handler))

    def answer(self, request: Request) -> Response:
        """Answer one request; an unknown path is a 404."""
        for method, pattern, handler in self._routes:
            match = pattern.match(request.path)
            if match and method == request.method:
                return handler(request, **match.groupdict())
        return Response(404, {"error": {"message": f"Unknown path {request.path}", "code": 2500}})


def read_request(event: Event) -> Request:
    """Return the request of an API Gateway HTTP event (payload 2.0)."""
    body = event.get("body") or ""
    raw = base64.b64decode(body) if event.get("isBase64Encoded") else body.encode()
    return Request(
        event["requestContext"]["http"]["method"],
        unquote(event["rawPath"]),
        dict(parse_qsl(event.get("rawQueryString", ""), keep_blank_values=True)),
        {name.lower(): value for name, value in event.get("headers", {}).items()},
        raw,
    )
