"""The tests that docs/testing.md names exist."""

import ast
import re
from functools import cache

import pytest

from tests.architecture.test_imports import ROOT

PAGE = (ROOT / "docs" / "testing.md").read_text(encoding="utf-8")
ROWS = [
    line.split("|")[1:3] for line in PAGE.split("## What must survive", 1)[1].splitlines() if line.startswith("| ")
][2:]


def named_tests(page: str) -> list[tuple[str, str]]:
    """Return the tests a page names, as file and function."""
    return sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", page)))


def check_exists(path: str, name: str) -> None:
    """Fail unless a file has a test of this name."""
    assert name in _functions_of(path)


@cache
def _functions_of(path: str) -> frozenset[str]:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return frozenset(node.name for node in tree.body if isinstance(node, ast.FunctionDef))


def test_every_promise_has_a_test() -> None:
    assert len(ROWS) >= 20
    for promise, tests in ROWS:
        assert re.search(r"`tests/[\w/]+\.py::test_\w+`", tests), promise


@pytest.mark.parametrize(("path", "name"), named_tests(PAGE))
def test_a_named_test_exists(path: str, name: str) -> None:
    check_exists(path, name)
