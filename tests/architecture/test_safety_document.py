"""docs/safety.md: every promise is there once, with a guard and a test that exist."""

import re

import pytest

from tests.architecture.test_imports import ROOT
from tests.architecture.test_testing_document import check_exists, named_tests

PAGE = (ROOT / "docs" / "safety.md").read_text(encoding="utf-8")


def rows_of(page: str) -> list[list[str]]:
    """Return the cells of the rows that promise something."""
    return [
        [cell.strip() for cell in line.split("|")[1:-1]]
        for line in page.splitlines()
        if re.match(r"\| [A-Z]\d\d ", line)
    ]


def check_row(row: list[str]) -> None:
    """Fail unless a promise names files that are there, and a test."""
    files = re.findall(r"`([\w./-]+/[\w.-]+|template\.yaml)`", " ".join(row[2:]))
    assert [file for file in files if not (ROOT / file).is_file()] == []
    assert named_tests(row[3]), "a test of its own"


ROWS = rows_of(PAGE)
EVERY_ID = [
    *(f"S{number:02}" for number in range(1, 37)),
    *(f"L{number:02}" for number in range(1, 8)),
    *(f"D{number}" for number in range(13, 19)),
]


def test_every_promise_is_there_once() -> None:
    assert sorted(row[0] for row in ROWS) == sorted(EVERY_ID)
    assert all(len(row[1]) > 20 for row in ROWS), "what it means, so that the page stands on its own"


@pytest.mark.parametrize("row", [row for row in ROWS if len(row) == 4], ids=lambda row: row[0])
def test_every_promise_has_a_guard_and_a_test(row: list[str]) -> None:
    check_row(row)


@pytest.mark.parametrize(("path", "name"), named_tests(PAGE))
def test_a_named_test_exists(path: str, name: str) -> None:
    check_exists(path, name)
