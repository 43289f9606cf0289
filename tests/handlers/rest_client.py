"""Calls the REST function as API Gateway does: payload format 2.0 in, the function's answer out."""

import base64
import importlib
import json
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache
from hashlib import sha256
from typing import Any
from unittest.mock import patch
from urllib.parse import quote, urlencode

from mangum import Mangum

from central.accounts.passwords import hash_password
from central.api.app import create_app
from central.api.settings import ApiSettings
from central.ports import Ports
from tests.fixtures.factories import Owner, Row, make_session

PUBLIC_URL = "https://central.exemplo.com.br"
COOKIE = "__Host-session"
ORIGIN_SECRET = "through-the-front-door"
DEVICE = "__Host-device"
JOURNEY = "__Host-journey"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the function returned to the gateway."""

    status: int
    headers: Mapping[str, str]
    cookies: list[str]
    text: str

    @property
    def json(self) -> Any:
        """The body."""
        return json.loads(self.text)

    @property
    def code(self) -> str:
        """The stable code of an error; empty when there is none."""
        if self.status < 400:
            return ""
        code: str = self.json["error"]["code"]
        return code


# What changes people, roles and tokens, and what leaves as a file, asks for one's own password; see `knowing`.
_ASKS = re.compile(
    r"/api/v1/(users/[^/]+|roles(/[^/]+)?|invites|tokens/[^/]+|audit/export"
    r"|supervision/time-sheets/export|privacy/exports/[^/]+/open|privacy/incident-report)"
)
PASSWORD = "uma frase bem comprida"


@dataclass
class Client:
    """Somebody who calls the API; ``token`` and ``cookie`` say how they are signed in.

    Attributes:
        password: given wherever changing people, roles and tokens asks for it.
    """

    handler: Callable[[dict[str, Any], Any], dict[str, Any]]
    token: str | None = None
    cookie: str | None = None
    origin: str | None = None
    headers: dict[str, str] = field(default_factory=dict)
    app: Any = None
    address: str = "203.0.113.7"
    device: str | None = None
    journey: str | None = None
    password: str | None = None

    def call(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        raw: bytes | None = None,
        query: Mapping[str, Any] | str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """Send one request. ``raw`` is sent as it is (base64, as the gateway does with what is not text)."""
        if self.password is not None and method != "GET" and _ASKS.fullmatch(path):
            body = {"password": self.password, **(body or {})}
        sent = {"host": "abc.execute-api.local", "x-forwarded-proto": "https", "user-agent": "tests", **self.headers}
        if self.token is not None:
            sent["authorization"] = f"Bearer {self.token}"
        if self.origin is not None:
            sent["origin"] = self.origin
        if body is not None or raw is not None:
            sent["content-type"] = "application/json"
        sent.update(headers or {})
        event: dict[str, Any] = {
            "version": "2.0",
            "routeKey": "ANY /api/{proxy+}",
            "rawPath": quote(path, safe="/%"),
            "rawQueryString": query if isinstance(query, str) else urlencode(query or {}, doseq=True),
            "headers": {name.lower(): value for name, value in sent.items()},
            "requestContext": {
                "accountId": "000000000000",
                "apiId": "abc",
                "domainName": "abc.execute-api.local",
                "http": {
                    "method": method,
                    "path": path,
                    "protocol": "HTTP/1.1",
                    "sourceIp": self.address,
                    "userAgent": "tests",
                },
                "requestId": "JKJaXmPLvHcESHA=",
                "routeKey": "ANY /api/{proxy+}",
                "stage": "$default",
                "timeEpoch": 1_763_700_000_000,
            },
            "isBase64Encoded": False,
        }
        if self.cookie is not None:
            event["cookies"] = ["theme=dark", f"{COOKIE}={self.cookie}"]
        if self.device is not None:
            event["cookies"] = [*event.get("cookies", []), f"{DEVICE}={self.device}"]
        if self.journey is not None:
            event["cookies"] = [*event.get("cookies", []), f"{JOURNEY}={self.journey}"]
        if raw is not None:
            event["body"], event["isBase64Encoded"] = base64.b64encode(raw).decode(), True
        elif body is not None:
            event["body"] = json.dumps(body)
        result = self.handler(json.loads(json.dumps(event)), None)
        text = result.get("body", "")
        if result.get("isBase64Encoded"):
            text = base64.b64decode(text).decode()
        return Answer(result["statusCode"], result.get("headers") or {}, result.get("cookies") or [], text)

    def get(self, path: str, **keywords: Any) -> Answer:
        """GET."""
        return self.call("GET", path, **keywords)

    def post(self, path: str, body: Any = None, **keywords: Any) -> Answer:
        """POST."""
        return self.call("POST", path, body, **keywords)

    def put(self, path: str, body: Any = None, **keywords: Any) -> Answer:
        """PUT."""
        return self.call("PUT", path, body, **keywords)

    def patch(self, path: str, body: Any = None, **keywords: Any) -> Answer:
        """PATCH."""
        return self.call("PATCH", path, body, **keywords)

    def delete(self, path: str, **keywords: Any) -> Answer:
        """DELETE."""
        return self.call("DELETE", path, **keywords)

    def by_token(self, token: str) -> "Client":
        """The same function, called with a token."""
        return Client(self.handler, token=token, headers=dict(self.headers), app=self.app)

    def by_cookie(self, token: str, *, origin: str | None = PUBLIC_URL) -> "Client":
        """The same function, called by a browser."""
        return Client(self.handler, cookie=token, origin=origin, headers=dict(self.headers), app=self.app)


def token_of(owner: Owner, account: Row, user: Row, **columns: Any) -> str:
    """Open a session and return its token."""
    session = make_session(owner, account, user, **columns)
    token = f"token-{session['id']}"
    owner.execute("update sessions set token_hash = %s where id = %s", (sha256(token.encode()).digest(), session["id"]))
    return token


def knowing(client: Client, owner: Owner, account: Row, user: Row) -> Client:
    """Let somebody sign in who knows their password, and gives it with whatever changes people, roles and tokens."""
    owner.execute("update users set password_hash = %s where id = %s", (_password_hash(), user["id"]))
    return replace(client.by_token(token_of(owner, account, user)), password=PASSWORD)


@cache
def _password_hash() -> str:
    return hash_password(PASSWORD)


@contextmanager
def rest_client(ports: Ports, reports: list[dict[str, Any]] | None = None) -> Iterator[Client]:
    """The deployed handler over the test's ports. Unexpected errors are appended to ``reports``."""
    module = importlib.import_module("rest_api.handler")
    app = create_app(
        ports,
        ApiSettings(public_url=PUBLIC_URL, version="test", origin_secret=ORIGIN_SECRET, sign_up=True),
        report=lambda **fields: None if reports is None else reports.append(fields),
    )
    gateway = Mangum(app, lifespan="off")
    with patch.object(module, "_gateway", lambda: gateway):
        yield Client(module.lambda_handler, app=app)
