"""The API document: complete, in our shape, and the committed copy is the current one."""

import json
from pathlib import Path
from typing import Any, cast

import pytest

from central.api.app import create_app
from central.api.openapi import Operation, operations, write_document, write_permissions
from central.api.paths import PREFIX
from central.api.routes import ROUTERS
from central.api.settings import ApiSettings
from central.ports import Ports

ROOT = Path(__file__).resolve().parents[2]
COMMITTED = ROOT / "docs" / "openapi.json"
# Not built anew, which costs every process that looks for tests seconds: the first test says that it is current.
DOCUMENT: dict[str, Any] = json.loads(COMMITTED.read_text(encoding="utf-8"))


def _described(operation: Operation) -> dict[str, Any]:
    found: dict[str, Any] = DOCUMENT["paths"][operation.path][operation.method.lower()]
    return found


def test_the_committed_copy_is_current(tmp_path: Path) -> None:
    fresh = tmp_path / "openapi.json"
    write_document(fresh)
    assert COMMITTED.read_text(encoding="utf-8") == fresh.read_text(encoding="utf-8"), (
        "run: python -m central.api.openapi docs/openapi.json"
    )


def test_the_committed_table_of_permissions_is_current(tmp_path: Path) -> None:
    fresh = tmp_path / "permissions.md"
    write_permissions(fresh)
    committed = COMMITTED.with_name("permissions.md").read_text(encoding="utf-8")
    assert committed == fresh.read_text(encoding="utf-8"), "run: python -m central.api.openapi docs/openapi.json"


def test_every_operation_is_described() -> None:
    described = {(method.upper(), path) for path, item in DOCUMENT["paths"].items() for method in item}
    assert described == {(operation.method, operation.path) for operation in operations()}


@pytest.mark.parametrize("operation", operations(), ids=lambda o: f"{o.method} {o.path}")
def test_an_operation_says_what_it_needs_and_answers(operation: Operation) -> None:
    described = _described(operation)
    assert described["summary"]
    assert described["description"]
    assert described["tags"]
    responses = described["responses"]
    success = next(status for status in responses if status.startswith(("2", "3")))
    if success.startswith("3"):
        assert "Location" in responses[success]["headers"], "where it leads"
    elif success != "204":
        ((_kind, content),) = responses[success]["content"].items()
        assert content["schema"], "a typed answer"
        assert "example" in content, "an example"
        _check_example(content["schema"], content["example"])
    for status, response in responses.items():
        if status[0] in "45" and operation.path != "/health":
            assert response["content"]["application/json"]["schema"] == {"$ref": "#/components/schemas/ErrorReply"}
    if operation.needs_session:
        assert {"401", "503"} <= set(responses)
        assert described["security"]
    if "{" in operation.path:
        assert "404" in responses
    if operation.route.dependant.body_params:
        assert {"400", "413", "415", "422"} <= set(responses)
    assert "HTTPValidationError" not in json.dumps(described)


def _check_example(schema: dict[str, Any], example: Any) -> None:
    """An example that does not fit its own schema would mislead everybody."""
    import jsonschema

    jsonschema.validate(example, {**schema, "components": DOCUMENT["components"]})


def test_operations_have_names_of_their_own() -> None:
    names = [_described(operation)["operationId"] for operation in operations()]
    assert len(names) == len(set(names))


def test_every_path_lies_where_the_gateway_looks_for_it() -> None:
    assert [path for path in DOCUMENT["paths"] if not path.startswith(f"{PREFIX}/") and path != "/health"] == []


def test_the_first_request_builds_no_route() -> None:
    app = create_app(cast(Ports, None), ApiSettings("https://x.exemplo"))
    ours = [route for router in ROUTERS for route in router.routes]
    assert [route for route in app.routes if route in ours] == ours
