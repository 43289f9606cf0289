"""Generated requests, good, bad and hostile, to every operation: no 5xx, and what the document promises.

Schemathesis generates from the document, so a new operation is covered without new test code. Half of what it makes is
aimed: ids become those of rows that exist, and one value becomes one of ``HOSTILE``, which no document describes.
Seeds are fixed: a run that fails fails again.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from schemathesis import Case, GenerationMode
from schemathesis.core import NOT_SET
from schemathesis.core.result import Ok
from schemathesis.schemas import APIOperation

from tests.fixtures.factories import Owner
from tests.handlers.rest_client import Answer, Client
from tests.handlers.rest_world import SIGN_OUT, World

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = 5  # of each kind per operation, of which there are many: CI is to stay within twenty minutes
# What became an uncaught error somewhere: in the parser, the driver, the database, an index, a clock or a regular
# expression (measured one by one on psycopg and PostgreSQL).
HOSTILE: tuple[Any, ...] = (
    "a\x00b",
    "\ud83d",
    float("nan"),
    float("inf"),
    10**400,
    2**63,
    -(2**63) - 1,
    10**18,
    "9999-12-31T23:59:59.999999999+14:00",
    "0000-00-00T00:00:00Z",
    "字" * 4000,
    "e" + "\u0301" * 40_000,
    "a" * 26 + "!",
    "\u202e\u200b\ufeff\U000e0001",
    "=cmd|' /C calc'!A0",
    "' or pg_sleep(9)--",
    "../../etc/passwd",
    "http://169.254.169.254/latest/meta-data/",
    {"a\x00": 1},
    json.loads("[" * 500 + "]" * 500),
)


def _operation(found: Any) -> APIOperation[Any, Any, Any, Any]:
    assert isinstance(found, Ok), f"not a valid document: {found}"
    operation: APIOperation[Any, Any, Any, Any] = found.ok()
    return operation


# The committed copy: tests/unit/test_openapi.py says that it is the routes' own.
DOCUMENT: dict[str, Any] = json.loads((ROOT / "docs/openapi.json").read_text(encoding="utf-8"))
OPERATIONS = {
    (operation.method.upper(), operation.path): operation
    for found in schemathesis.openapi.from_dict(DOCUMENT).get_all_operations()
    for operation in [_operation(found)]
    if (operation.method.upper(), operation.path) != SIGN_OUT  # it would end the session of the other cases
}


def _can_be_wrong(key: tuple[str, str]) -> bool:
    """Whether the document leaves anything to get wrong: a parameter, a body, or who asks."""
    described = DOCUMENT["paths"][key[1]][key[0].lower()]
    return any(described.get(part) for part in ("parameters", "requestBody", "security"))


CASES = [
    *((key, GenerationMode.POSITIVE) for key in OPERATIONS),
    *((key, GenerationMode.NEGATIVE) for key in OPERATIONS if _can_be_wrong(key)),
]


@pytest.fixture
def world(owner: Owner, client: Client) -> World:
    return World(owner, client, alone=True)


@st.composite
def aimed(draw: st.DrawFn, cases: st.SearchStrategy[Case[Any]]) -> tuple[Case[Any], bool, Any]:
    """A case, whether its ids become those of rows that exist, and what one of its values becomes (or nothing)."""
    return draw(cases), draw(st.booleans()), draw(st.one_of(st.just(NOT_SET), st.sampled_from(HOSTILE)))


def _dumps(value: Any) -> str:
    """JSON as ill-behaved programs write it: with NaN and lone surrogates."""
    return json.dumps(value, default=lambda found: found.decode("latin-1") if isinstance(found, bytes) else str(found))


def _leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in inner:
        yield (*path, key)
        yield from _leaves(part, (*path, key))


def _poison(value: Any, hostile: Any, number: int) -> Any:
    """Replace one value of a body, the ``number``-th as far as there are as many."""
    places = list(_leaves(value))
    if not places:
        return hostile
    copy = json.loads(_dumps(value))
    *way, last = places[number % len(places)]
    inner = copy
    for key in way:
        inner = inner[key]
    inner[last] = hostile
    return copy


def _with_own_ids(value: Any, own: Mapping[str, Any]) -> Any:
    if isinstance(value, dict):
        return {
            key: str(own[key]) if key in own and key != "account" else _with_own_ids(part, own)
            for key, part in value.items()
        }
    return [_with_own_ids(part, own) for part in value] if isinstance(value, list) else value


def _send(world: World, case: Case[Any], own_ids: bool, hostile: Any, number: int) -> Answer:
    path, query, body = case.path, dict(case.query or {}), case.body
    for name, value in (case.path_parameters or {}).items():
        known = own_ids and name in world.own
        text = str(world.own[name] if known else value)
        path = path.replace("{" + name + "}", quote(text.encode("utf-8", "surrogatepass"), safe=""))
    if own_ids:
        query = _with_own_ids(query, world.own)
    if own_ids and body is not NOT_SET:
        body = _with_own_ids(body, world.own)
    if hostile is not NOT_SET:
        if body is not NOT_SET:
            body = _poison(body, hostile, number)
        elif query:
            query[sorted(query)[number % len(query)]] = hostile
    words = "&".join(f"{_quoted(name)}={_quoted(item)}" for name, value in query.items() for item in _items(value))
    raw = None if body is NOT_SET else _dumps(body).encode()
    return world.admin.call(case.method, path, raw=raw, query=words)


def _items(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _quoted(value: Any) -> str:
    text = value if isinstance(value, str) else _dumps(value)
    return quote(text[:6000].encode("utf-8", "surrogatepass"), safe="")


def complaints(method: str, path: str, answer: Answer) -> list[str]:
    """What is wrong with an answer, by the document; empty when nothing is."""
    if answer.status >= 500:
        return [f"answered {answer.status}: {answer.text[:300]}"]
    described = DOCUMENT["paths"][path][method.lower()]["responses"].get(str(answer.status))
    if described is None:
        return [f"answered {answer.status}, which the document does not know: {answer.text[:300]}"]
    content = described.get("content", {}).get("application/json")
    if content is None or not answer.headers.get("content-type", "").startswith("application/json"):
        return []
    validator = Draft202012Validator({**content.get("schema", {}), "components": DOCUMENT["components"]})
    return [f"{error.json_path}: {error.message[:300]}" for error in validator.iter_errors(answer.json)]


@pytest.mark.parametrize(("key", "mode"), CASES, ids=[f"{' '.join(key)} {mode.value}" for key, mode in CASES])
def test_no_request_makes_an_operation_fail_or_break_its_promise(
    world: World, key: tuple[str, str], mode: GenerationMode
) -> None:
    operation = OPERATIONS[key]

    @settings(
        max_examples=EXAMPLES,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(aimed(operation.as_strategy(generation_mode=mode)), st.integers(0, 50))
    def ask(made: tuple[Case[Any], bool, Any], number: int) -> None:
        answer = _send(world, *made, number)
        assert complaints(*key, answer) == [], (made, number)

    ask()


def test_every_operation_of_the_document_is_asked() -> None:
    described = {(method.upper(), path) for path, item in DOCUMENT["paths"].items() for method in item}
    assert described - {SIGN_OUT} == set(OPERATIONS)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (Answer(500, {}, [], "{}"), "answered 500"),
        (Answer(418, {}, [], "{}"), "does not know"),
        (Answer(200, {"content-type": "application/json"}, [], '{"items": 5}'), "$"),
    ],
)
def test_a_planted_fault_is_found(answer: Answer, said: str) -> None:
    assert any(said in complaint for complaint in complaints("GET", "/api/v1/labels", answer))
