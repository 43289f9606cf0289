"""What must hold for every route, generated from the routes themselves: a new route is covered without new test code.

A route with a body needs one valid body in ``rest_bodies.py``, and a new path parameter one row in ``rest_world.py``:
without them the tests fail.
"""

import json
import re
from collections.abc import Mapping
from typing import Any
from uuid import uuid4

import pytest

from central.accounts.permissions import OPERATOR, PERMISSIONS, ROLES, is_allowed
from central.api.openapi import Operation, operations
from tests.fixtures.factories import (
    Owner,
    Row,
    make_identity_of,
    make_user,
)
from tests.handlers.rest_bodies import BODIES, REFERENCES
from tests.handlers.rest_client import Client, token_of
from tests.handlers.rest_world import OWN_ROLES, PASSWORD_HASH, SIGN_OUT, World

# Where only a part of what a route does is dangerous.
DANGEROUS: Mapping[tuple[str, str], Row] = {
    ("PATCH", "/api/v1/account"): {"name": "Outra", "second_factor_required": False, "password": "wrong"},
    ("POST", "/api/v1/invites"): {"email": "bia@exemplo.com.br", "role": "supervisor", "password": "wrong"},
}
# What concerns one's own session only needs no permission besides it.
OWN_SESSION = {"/api/v1/session", "/api/v1/socket-tickets"}
# What whoever finds a browser open must not be able to do.
ASKS_FOR_THE_PASSWORD = {
    ("PATCH", "/account"),
    ("PUT", "/me/password"),
    ("POST", "/me/email"),
    ("POST", "/me/two-factor"),
    ("DELETE", "/me/two-factor"),
    ("POST", "/me/two-factor/recovery-codes"),
    ("DELETE", "/me/identities/{identity_id}"),
    ("DELETE", "/users/{user_id}/identities/{identity_id}"),
    ("DELETE", "/users/{user_id}/two-factor"),
    ("POST", "/tokens"),
    ("PATCH", "/account/sign-in"),
    ("POST", "/account/sign-in-providers"),
    ("PATCH", "/account/sign-in-providers/{provider_id}"),
    ("DELETE", "/account/sign-in-providers/{provider_id}"),
    ("PATCH", "/users/{user_id}"),
    ("DELETE", "/users/{user_id}"),
    ("POST", "/invites"),
    ("POST", "/roles"),
    ("PATCH", "/roles/{role_id}"),
    ("DELETE", "/roles/{role_id}"),
    ("DELETE", "/tokens/{token_id}"),
    ("POST", "/audit/export"),
    ("POST", "/supervision/time-sheets/export"),
    ("POST", "/privacy/exports/{export_id}/open"),
    ("POST", "/privacy/incident-report"),
    ("POST", "/contacts/{contact_id}/export"),
    ("POST", "/contacts/{contact_id}/erase"),
    ("PUT", "/operator/companies/{company_id}/status"),
}
# What these permissions change says who may do what. Without the password one may only take away, or mail a link again
# to whom it was mailed with it.
OVER_PEOPLE = ("users.manage", "roles.manage", "tokens.manage")
TAKES_AWAY = {
    ("POST", "/invites/{invite_id}/resend"),
    ("DELETE", "/invites/{invite_id}"),
    ("DELETE", "/users/{user_id}/sessions"),
}
# Words in the path of what is made to be taken away, and what has one of them and takes nothing away: how far it is.
LEAVES = {"csv", "download", "export", "exports", "open", "report", "reports"}
STAYS = {("GET", "/privacy/exports"), ("GET", "/privacy/exports/{export_id}")}
PUBLIC = {
    ("GET", "/health"),
    ("POST", "/api/v1/session"),
    ("POST", "/api/v1/session/second-factor"),
    ("GET", "/api/v1/single-sign-on"),
    ("POST", "/api/v1/single-sign-on"),
    ("POST", "/api/v1/single-sign-on/finish"),
    ("GET", "/api/v1/surveys/pages/{token}"),
    ("POST", "/api/v1/surveys/pages/{token}"),
    ("GET", "/api/v1/sign-ups"),
    ("POST", "/api/v1/sign-ups"),
    ("POST", "/api/v1/invites/lookup"),
    ("POST", "/api/v1/invites/accept"),
    ("POST", "/api/v1/password-resets"),
    ("POST", "/api/v1/password-resets/confirm"),
    ("GET", "/api/v1/openapi.json"),
}

RAW_BODIES: Mapping[str, bytes] = {
    "nothing": b"",
    "not JSON": b"{",
    "text": b"hello",
    "null": b"null",
    "number": b"5",
    "list": b"[]",
    "string": b'"x"',
    "NUL escape": b'{"name":"a\\u0000b"}',
    "NUL byte": b'{"name":"a\x00b"}',
    "lone surrogate": b'{"name":"\\ud800"}',
    "NUL in a key": b'{"a\\u0000":1}',
    "invalid UTF-8": b'{"name":"\xff\xfe"}',
    "UTF-16": '{"name":"a"}'.encode("utf-16"),
    "UTF-16 without mark": '{"name":"a"}'.encode("utf-16-le"),
    "byte order mark": b'\xef\xbb\xbf{"nothing":1}',
    "NaN": b'{"priority":NaN}',
    "Infinity": b'{"priority":-Infinity}',
    "overflow": b'{"priority":1e999}',
    "5,000 digits": b'{"priority":' + b"9" * 5000 + b"}",
    "depth 2,000": b'{"attributes":' + b"[" * 2000 + b"]" * 2000 + b"}",
    "depth 100,000": b"[" * 100_000,
    "depth 40": b'{"attributes":' + b'{"a":' * 40 + b"1" + b"}" * 41,
    "duplicate key": b'{"name":"a","name":"b"}',
    "2 MB": b'{"name":"' + b"a" * (2 * 1024 * 1024) + b'"}',
}
VALUES: tuple[Any, ...] = (
    None,
    True,
    -1,
    2**62,
    1.5,
    "",
    " \n\t ",
    "x" * 70_000,
    "' or 1=1; --",
    "\u202e\u200d\u0301👨‍👩‍👧",
    [],
    [None],
    {},
    {"$ne": 1},
    "2026-13-45T99:99:99Z",
    "00000000-0000-4000-8000-000000000000",
)
QUERY_VALUES = (
    "",
    "x" * 5000,
    "9" * 5000,
    "-1",
    "1e400",
    "NaN",
    "%00",
    "%ff%fe",
    "%ED%A0%80",
    "%",
    "' or 1=1 --",
    "%F0%9F%98%80",
    "0",
    "true",
    "2026-13-01",
)


@pytest.fixture
def world(owner: Owner, client: Client) -> World:
    return World(owner, client)


def _takes_body(operation: Operation) -> bool:
    return bool(operation.route.dependant.body_params)


def _body(world: World, operation: Operation, ids: Mapping[str, Any]) -> Any:
    if not _takes_body(operation):
        return None
    key = (operation.method, operation.path)
    assert key in BODIES, f"{key} needs one valid body in BODIES"
    return world.fill(BODIES[key], ids)


def _cases() -> list[tuple[str, str, Operation]]:
    return [(o.method, o.path, o) for o in operations() if o.needs_session and (o.method, o.path) != SIGN_OUT]


def _open_cases() -> list[tuple[str, str, Operation]]:
    """Routes with a body that serve who is not signed in."""
    return [(o.method, o.path, o) for o in operations() if not o.needs_session and _takes_body(o)]


def test_every_route_needs_a_session_and_a_known_permission(world: World) -> None:
    free = set()
    for operation in operations():
        if not operation.needs_session:
            free.add((operation.method, operation.path))
            continue
        body = _body(world, operation, world.own)
        answer = world.client.call(operation.method, world.fill(operation.path, world.own), body)
        assert (answer.status, answer.code) == (401, "unauthenticated"), operation.path
        assert operation.permission in (*PERMISSIONS, OPERATOR) or operation.path in OWN_SESSION, operation.path
    assert free <= PUBLIC


@pytest.mark.parametrize("role", [*ROLES, *(f"own {scope}" for scope in OWN_ROLES)])
def test_the_permission_table_is_what_the_routes_do(world: World, role: Any) -> None:
    """Every role × every route; of the company's own roles, together, each permission is once there and once not."""
    own = OWN_ROLES.get(role.removeprefix("own "))
    for method, path, operation in _cases():
        permission: Any = operation.permission
        if permission is None:
            continue
        # Missing ids: whoever may, gets past the door and finds nothing.
        missing = {name: uuid4() for name in world.own if name != "account"}
        caller = world.client.by_token(world.tokens[role])
        answer = caller.call(method, world.fill(path, missing), _body(world, operation, missing))
        may = is_allowed(role, permission) if own is None else permission in own[1]
        # Past the door something may still be refused, as a role that may more than its maker.
        refused = answer.status == 403 and answer.code == "forbidden"
        assert refused == (not may), (method, path, answer.text)
        assert answer.status < 500


def test_a_foreign_a_missing_and_a_malformed_id_are_answered_alike(world: World) -> None:
    seen = 0
    for method, path, operation in _cases():
        names = [parameter.name for parameter in operation.route.dependant.path_params]
        if not names or operation.permission == OPERATOR:  # no company is foreign to who runs them all
            continue
        body = _body(world, operation, world.own)
        answers = []
        before = world.snapshot()
        for wrong in (
            world.foreign[names[0]],
            uuid4(),
            "not-an-id",
            "0",
            "%F0%9F%98%80",
            "'--",
            "null",
            "9" * 300,
        ):
            at = path.replace("{" + names[0] + "}", str(wrong))
            answers.append(world.admin.call(method, at, body, headers={"x-correlation-id": "same-for-all"}))
        assert {(answer.status, answer.text) for answer in answers} == {(404, answers[0].text)}, (
            method,
            path,
            [answer.text for answer in answers],
        )
        assert answers[0].code == "not_found", (method, path)
        assert world.snapshot() == before, (method, path)
        seen += 1
    assert seen >= 8


def test_a_foreign_and_a_missing_id_in_a_query_are_answered_alike(world: World) -> None:
    """A list filtered by what is not here is no empty list: whoever asks is told so, as of a missing thing."""
    seen = 0
    for method, path, operation in _cases():
        for parameter in operation.route.dependant.query_params:
            kind = {"assignee_id": "user_id"}.get(parameter.alias, parameter.alias)
            if kind not in world.foreign:
                continue
            at = world.fill(path, world.own)
            assert world.admin.call(method, at, query={parameter.alias: world.own[kind]}).status == 200, (path, kind)
            headers = {"x-correlation-id": "same-for-all"}
            answers = [
                world.admin.call(method, at, query={parameter.alias: wrong}, headers=headers)
                for wrong in (world.foreign[kind], uuid4(), "not-an-id")
            ]
            assert {(answer.status, answer.text) for answer in answers} == {(404, answers[0].text)}, (path, kind)
            seen += 1
    assert seen >= 4


def test_somebody_elses_id_in_a_body_changes_nothing(world: World) -> None:
    for method, path, _operation in _cases():
        for body in REFERENCES.get((method, path), ()):
            before = world.snapshot()
            at = world.fill(path, world.own)
            for ids in (world.foreign, {name: uuid4() for name in world.foreign if name != "account"}):
                # Only the last reference is foreign: what stands before it is our own.
                mixed = {**world.own, **{name: ids[name] for name in ids if _last_reference(body) == name}}
                answer = world.admin.call(
                    method, at, world.fill(body, mixed), headers={"x-correlation-id": "same-for-all"}
                )
                assert answer.status == 404, (method, path, body, answer.text)
                assert world.snapshot() == before, (method, path, body)


def _last_reference(body: Row) -> str:
    text = json.dumps(body)
    found = [
        name
        for name in (
            "conversation_id",
            "channel_id",
            "queue_id",
            "user_id",
            "contact_id",
            "media_id",
            "message_id",
            "team_id",
            "skill_id",
        )
        if "{" + name + "}" in text
    ]
    return found[-1]


def test_no_body_makes_a_route_fail(world: World) -> None:
    for method, path, operation in _cases() + _open_cases():
        if method not in ("POST", "PUT", "PATCH") and not _takes_body(operation):
            continue
        at = world.fill(path, world.own)
        for name, raw in RAW_BODIES.items():
            answer = world.caller(operation).call(method, at, raw=raw)
            assert answer.status < 500, (method, path, name, answer.text)
            if name not in ("nothing", "null", "list", "string", "number", "byte order mark"):
                assert answer.status in (400, 413), (method, path, name, answer.text)
                assert answer.json["correlation_id"]


def test_no_value_of_a_field_makes_a_route_fail(world: World) -> None:
    for method, path, operation in _cases() + _open_cases():
        if not _takes_body(operation):
            continue
        at = world.fill(path, world.own)
        body = _body(world, operation, world.own)
        for field in _fields(operation):
            for value in VALUES:
                answer = world.caller(operation).call(method, at, {**body, field: value})
                assert answer.status < 500, (method, path, field, str(value)[:40], answer.text)


def _fields(operation: Operation) -> list[str]:
    (parameter,) = operation.route.dependant.body_params
    model: Any = parameter.field_info.annotation
    return list(model.model_fields)


def test_no_query_makes_a_route_fail(world: World) -> None:
    for method, path, operation in _cases():
        at = world.fill(path, world.own)
        for parameter in operation.route.dependant.query_params:
            for value in QUERY_VALUES:
                answer = world.caller(operation).call(method, at, query=f"{parameter.alias}={value}")
                assert answer.status < 500, (method, path, parameter.alias, value[:40], answer.text)
        answer = world.caller(operation).call(method, at, query="&".join(f"u{number}=1" for number in range(200)))
        assert answer.status < 500


@pytest.mark.parametrize(
    "extra",
    [{"account_id": str(uuid4())}, {"id": str(uuid4())}, {"created_at": "2020-01-01T00:00:00Z"}, {"__proto__": {}}],
)
def test_a_field_that_is_not_offered_is_refused(world: World, extra: Row) -> None:
    for method, path, operation in _cases():
        if not _takes_body(operation) or set(extra) & set(_fields(operation)):
            continue
        before = world.snapshot()
        body = _body(world, operation, world.own)
        answer = world.caller(operation).call(method, world.fill(path, world.own), {**body, **extra})
        assert answer.status == 422, (method, path, answer.text)
        assert set(answer.json["error"]["fields"]) == set(extra), (method, path)
        assert world.snapshot() == before, (method, path)


def test_no_change_is_made_for_another_site(world: World) -> None:
    seen = 0
    before = world.snapshot()
    for method, path, operation in _cases():
        if method in ("GET", "HEAD"):
            continue
        body = _body(world, operation, world.own)
        for origin in (None, "null", "https://mal.exemplo", "http://central.exemplo.com.br"):
            browser = world.client.by_cookie(world.tokens["admin"], origin=origin)
            answer = browser.call(method, world.fill(path, world.own), body)
            assert (answer.status, answer.code) == (403, "foreign_origin"), (method, path, origin)
        seen += 1
    assert seen >= 10
    assert world.snapshot() == before


def test_what_is_open_is_not_for_pages_of_another_site(world: World) -> None:
    """Signing in, accepting an invite, rating: for our own pages and for programs, which name no origin."""
    before = world.snapshot()
    cases = _open_cases()
    for method, path, operation in cases:
        body = _body(world, operation, world.own)
        for origin in ("null", "https://mal.exemplo", "http://central.exemplo.com.br"):
            answer = world.client.call(method, path, body, headers={"origin": origin})
            assert (answer.status, answer.code) == (403, "foreign_origin"), (method, path, origin)
    assert len(cases) >= 9
    assert world.snapshot() == before


def test_what_is_dangerous_asks_for_the_password_again(world: World) -> None:
    """A browser left alone is not enough. A new route with a password is covered; one that loses it is noticed."""
    account, asked = world.own["account"], set()
    for method, path, operation in _cases():
        names = {"password", "current_password"} & set(_fields(operation)) if _takes_body(operation) else set()
        if not names:
            continue
        # Somebody else each time: whoever is wrong five times has to wait.
        person = make_user(world.owner, account, role="admin", password_hash=PASSWORD_HASH)
        if operation.permission == OPERATOR:
            world.owner.execute("insert into gate.operators values (%s, false)", (person["id"],))
        provider = {"account_id": account["id"], "id": world.own["provider_id"]}
        identity = make_identity_of(world.owner, provider, person)
        ids = {**world.own, "user_id": person["id"], "identity_id": identity["id"]}
        caller, before = world.client.by_token(token_of(world.owner, account, person)), world.snapshot()
        (name,) = names
        body = {**_body(world, operation, ids), **DANGEROUS.get((method, path), {}), name: "wrong"}
        answer = caller.call(method, world.fill(path, ids), body)
        assert (answer.status, answer.code) == (422, "wrong_password"), (method, path, answer.text)
        del body[name]
        answer = caller.call(method, world.fill(path, ids), body)
        assert (answer.status, set(answer.json["error"]["fields"])) == (422, {name}), (method, path, answer.text)
        assert world.snapshot() == before, (method, path)
        asked.add((method, path.removeprefix("/api/v1")))
    assert asked == ASKS_FOR_THE_PASSWORD


def test_whatever_says_who_may_do_what_asks_for_the_password_again() -> None:
    """Of permissions that say so: a new route is in the table above, or takes nothing but away."""
    changing = {
        (method, path.removeprefix("/api/v1"))
        for method, path, operation in _cases()
        if operation.permission in OVER_PEOPLE and method != "GET"
    }
    assert changing - ASKS_FOR_THE_PASSWORD == TAKES_AWAY


def test_whatever_leaves_as_a_file_asks_for_the_password_again(client: Client) -> None:
    """Whatever answers with something else than JSON, or says by its name that it is made to be taken away."""
    leaving = {
        (method, path.removeprefix("/api/v1"))
        for method, path, _ in _cases()
        if {*re.split("[/-]", path)} & LEAVES or _kinds(client, method, path) - {"application/json"}
    }
    assert leaving - ASKS_FOR_THE_PASSWORD == STAYS
    assert leaving >= {("POST", "/audit/export"), ("POST", "/supervision/time-sheets/export")}


def _kinds(client: Client, method: str, path: str) -> set[str]:
    """The kinds of what an operation answers with when all is well."""
    answers = client.app.openapi()["paths"][path][method.lower()]["responses"]
    return {kind for status, answer in answers.items() if status < "300" for kind in answer.get("content", {})}


def test_every_answer_has_the_fixed_headers(world: World) -> None:
    for answer in (
        world.client.get("/health"),
        world.client.get("/api/v1/nothing"),
        world.client.post("/api/v1/session", raw=b"{"),
        world.admin.get("/api/v1/session"),
        world.admin.get(f"/api/v1/contacts/{uuid4()}"),
    ):
        for name, value in {
            "cache-control": "no-store",
            "x-content-type-options": "nosniff",
            "x-frame-options": "DENY",
            "referrer-policy": "no-referrer",
            "cross-origin-resource-policy": "same-origin",
            "permissions-policy": "camera=(), geolocation=(), microphone=()",
            "strict-transport-security": "max-age=63072000; includeSubDomains",
        }.items():
            assert answer.headers[name] == value
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert "access-control-allow-origin" not in answer.headers
        assert len(answer.headers["x-correlation-id"]) >= 8


def test_a_database_that_is_away_is_said_so(
    client: Client, world: World, reports: list[Row], monkeypatch: pytest.MonkeyPatch
) -> None:
    from central.errors import TryLater

    def away() -> None:
        raise TryLater("away", retry_after=9)

    monkeypatch.setattr(client.app.state.ports.database, "lookup", away)
    answer = world.admin.get("/api/v1/contacts")
    assert (answer.status, answer.code, answer.headers["retry-after"]) == (503, "unavailable", "9")
    assert client.get("/health").json["dependencies"]["database"] == "unavailable"


def test_an_unexpected_error_tells_nothing(
    client: Client, world: World, reports: list[Row], monkeypatch: pytest.MonkeyPatch
) -> None:
    from central.contacts import service

    def broken(*_arguments: object, **_keywords: object) -> None:
        raise RuntimeError("secret-canary")

    monkeypatch.setattr(service, "list_contacts", broken)
    answer = world.admin.get("/api/v1/contacts", headers={"x-correlation-id": "find-me-1"})
    assert (answer.status, answer.code, answer.json["correlation_id"]) == (500, "internal", "find-me-1")
    assert "canary" not in answer.text
    (report,) = reports
    assert report["correlation_id"] == "find-me-1"
    assert report["error"] == "RuntimeError"
    assert "canary" not in str(report)
    reports.clear()
