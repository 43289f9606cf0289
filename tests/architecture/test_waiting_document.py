"""docs/waiting.md: every promise is there once, with a guard and a test that exist."""

import pytest

from tests.architecture.test_imports import ROOT
from tests.architecture.test_safety_document import check_row, rows_of
from tests.architecture.test_testing_document import check_exists, named_tests

PAGE = (ROOT / "docs" / "waiting.md").read_text(encoding="utf-8")
ROWS = rows_of(PAGE)
EVERY_ID = [
    *(f"Q{number:02}" for number in (1, 2, 11, 12, 13, 14, 20)),
    *(f"R{number}" for number in (25, 26, 31, 32, 33, 34, 35)),
    *(f"G{number:02}" for number in range(1, 24)),
]


def test_every_promise_is_there_once() -> None:
    assert [row[0] for row in ROWS] == EVERY_ID


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_every_promise_has_a_guard_and_a_test(row: list[str]) -> None:
    check_row(row)


@pytest.mark.parametrize(("path", "name"), named_tests(PAGE))
def test_a_named_test_exists(path: str, name: str) -> None:
    check_exists(path, name)
