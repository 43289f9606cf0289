"""What the documents list is what there is."""

import re
from pathlib import Path

import pytest

from tests.architecture.test_imports import BASE, CENTRAL, EDGES, FUNCTIONS, ROOT, SLICES

DOCS = ROOT / "docs"
ARCHITECTURE = (DOCS / "architecture.md").read_text(encoding="utf-8")
PAGES = sorted([ROOT / "README.md", *DOCS.rglob("*.md")])
DECISIONS = sorted((DOCS / "decisions").glob("[0-9]*.md"))
# What says which account a transaction belongs to. The functions are whole transactions of their own.
SETS_THE_ACCOUNT = {
    "ingest_batch",
    "ingest_items",
    "ingest_message",
    "forget_facts",
    "claim_next_message",
    "begin_call",
    "finish_attempt",
    "begin_push",
    "finish_push",
    "end_sessions",
    "note_failed_sign_in",
    "use_reset_links",
    "end_links",
    "pending_address",
    "note_everywhere",
    "operator_accounts",
    "operator_create_account",
    "operator_set_status",
}


def _packages() -> list[list[str]]:
    """The lines of the map of packages that lie below ``shared/central/``, as words."""
    part = ARCHITECTURE.split("shared/central/", 1)[1].split("\nlayers/", 1)[0]
    return [line.split() for line in part.splitlines()[1:]]


def test_the_map_shows_the_slices_in_their_order() -> None:
    base, slices, demo, platforms, edges = _packages()
    assert base == [name for name in BASE if (CENTRAL / f"{name}.py").exists()]
    present = [name for name in SLICES if (CENTRAL / name / "__init__.py").exists()]
    assert [*slices[:-3], demo[0]] == present
    assert slices[-3:] == ["slices,", "lowest", "first"]
    assert {platforms[0], *edges[:4]} == set(EDGES)


def test_every_function_is_in_the_table() -> None:
    table = ARCHITECTURE.split("| function |", 1)[1].split("\n## ", 1)[0]
    first_column = [line.split("|")[1] for line in table.splitlines() if line.startswith("|")]
    listed = re.findall(r"`(\w+)`", " ".join(first_column))
    assert sorted(listed) == sorted(path.parent.name for path in FUNCTIONS.glob("*/handler.py"))


def test_every_decision_is_numbered_dated_and_in_the_index() -> None:
    index = (DOCS / "decisions" / "README.md").read_text(encoding="utf-8")
    numbers = [int(path.name[:4]) for path in DECISIONS]
    assert len(set(numbers)) == len(numbers)
    for number, path in zip(numbers, DECISIONS, strict=True):
        title, _, dated = path.read_text(encoding="utf-8").splitlines()[:3]
        assert path.name.startswith(f"{number:04}-")
        assert title.startswith(f"# {number:04} ")
        assert re.match(r"Date: \d{4}-\d\d-\d\d\. Status: \w+", dated), path.name
        assert f"- [{title[2:]}]({path.name})" in index
    assert index.count("\n- ") == len(DECISIONS)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\[[^\]]*\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
        if "://" not in target and not target.startswith("#"):
            assert (page.parent / target.split("#")[0]).exists(), target


def test_the_account_is_set_in_known_places_only() -> None:
    setters = {
        path.relative_to(CENTRAL).as_posix() for path in CENTRAL.rglob("*.py") if "set_config" in path.read_text()
    }
    assert setters == {"db/database.py"}
    found: set[str] = set()
    for path in CENTRAL.rglob("*.sql"):
        for part in re.split(r"(?im)^create (?:or replace )?function ", path.read_text(encoding="utf-8"))[1:]:
            if "set_config(" in part:
                found.add(part.split("(", 1)[0])
    assert found - SETS_THE_ACCOUNT == set()


def test_the_app_has_words_for_whatever_is_audited() -> None:
    """The log is read by people: an action without words is shown as its code."""
    written = "\n".join(path.read_text(encoding="utf-8") for path in sorted(CENTRAL.rglob("*.py")))
    recorded = set(re.findall(r"audit\.record\(\s*\w+,\s*\"([\w.]+)\"", written))
    shown = (ROOT / "web/src/features/settings/audit/auditText.ts").read_text(encoding="utf-8")
    assert len(recorded) > 30
    assert sorted(recorded - set(re.findall(r"'([\w.]+)'", shown))) == []
