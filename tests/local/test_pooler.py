"""Which pgbouncer the tests take, and what they say when there is none."""

from pathlib import Path

import pytest

from central_local import pooler, testing
from tests.fixtures.pooler import BINARY, without_a_way_to_it


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A machine without pgbouncer and without Debian's tools."""
    monkeypatch.setattr(pooler, "_PLACES", ())
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def program(path: Path, says: str) -> None:
    path.write_text(f"#!/bin/sh\necho '{says}'\n")
    path.chmod(0o755)


def test_a_program_that_only_has_its_name_is_not_taken(bare: Path) -> None:
    program(bare / "pgbouncer", "a Python package")
    assert pooler.find_or_fetch(bare / "unpacked") is None
    program(bare / "pgbouncer", "PgBouncer 1.24.1")
    assert pooler.find_or_fetch(bare / "unpacked") == pooler.Pooler(bare / "pgbouncer")


def test_who_asks_for_it_is_told_how_to_get_it(
    bare: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(testing, "STATE", bare)
    assert testing.main(["pooler"]) == 1
    assert "There is no pgbouncer here: install it (Debian and Ubuntu:" in capsys.readouterr().err


def test_behind_it_run_all_that_can_reach_it(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    def test(*fixtures: str) -> pytest.Item:
        item = pytest.Function.from_parent(request.node.parent, name="test", callobj=lambda: None)
        item.fixturenames[:] = fixtures
        return item

    by_the_application, by_the_owner = test("database", "postgres", "owner", "owner_url"), test("owner", "owner_url")
    monkeypatch.delenv(BINARY, raising=False)
    assert without_a_way_to_it([by_the_application, by_the_owner]) == []
    monkeypatch.setenv(BINARY, "pgbouncer")
    assert without_a_way_to_it([by_the_application, by_the_owner]) == [by_the_owner]
