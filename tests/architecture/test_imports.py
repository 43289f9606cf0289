"""The import rule of docs/architecture.md: calls go down, the edges meet only in the composition root."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CENTRAL = ROOT / "shared" / "central"
FUNCTIONS = ROOT / "functions"

# Lowest first. A slice may use those before it and itself; news goes up as facts.
SLICES = (
    "accounts",
    "channels",
    "templates",
    "contacts",
    "media",
    "conversations",
    "delivery",
    "desk",
    "calendars",
    "surveys",
    "queues",
    "followups",
    "companies",
    "single_sign_on",
    "sla",
    "privacy",
    "intake",
    "knowledge",
    "assistant",
    "flows",
    "leads",
    "campaigns",
    "automations",
    "integrations",
    "realtime",
    "analytics",
    "portal",
    "upkeep",
    "demo",
)
EDGES = ("platforms", "db", "aws", "api", "runtime")
BASE = (
    "call",
    "errors",
    "events",
    "ports",
    "ids",
    "clock",
    "texts",
    "frozen",
    "origin",
    "paging",
    "schemas",
    "versions",
)


def _modules(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*.py") if "__pycache__" not in path.parts)


def _imports(path: Path, *, top_level_only: bool = False) -> set[str]:
    """Return the dotted names a file imports, without what only the type checker reads."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
            node.body = [ast.Pass()]
    names: set[str] = set()
    nodes = tree.body if top_level_only else list(ast.walk(tree))
    for node in nodes:
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return names


def _central(names: set[str]) -> set[str]:
    """Return the first folder or module below ``central`` of every name of ours."""
    return {name.split(".")[1] for name in names if name.startswith("central.")}


def _complaints() -> list[str]:
    found: list[str] = []
    for path in _modules(CENTRAL):
        place, names = path.relative_to(CENTRAL), _imports(path)
        part, file = place.parts[0].removesuffix(".py"), place.name
        # The shapes of what platforms hand in and take out are a contract; anybody may name them.
        names = {name for name in names if not name.startswith("central.platforms.base")}
        if "central.platforms" in names and not any(name.startswith("central.platforms.") for name in names):
            names.discard("central.platforms")
        used = _central(names)
        outside = {name.split(".")[0] for name in names}
        if outside & {"central_local", "tests", "moto"} or any((FUNCTIONS / name).is_dir() for name in outside):
            found.append(f"{place}: shared code imports functions, local or tests")
        if outside & {"fastapi", "starlette", "mangum"} and part != "api":
            found.append(f"{place}: FastAPI lives in api only")
        if outside & {"boto3", "botocore"} and part != "aws":
            found.append(f"{place}: boto3 lives in aws only")
        if part in BASE and used - set(BASE) - {"db"}:
            found.append(f"{place}: the base imports {sorted(used - set(BASE))}")
        if part in SLICES:
            allowed = {*BASE, *SLICES[: SLICES.index(part) + 1], "db", "platforms"}
            if file == "model.py":
                allowed -= {"db", "platforms"}
            if file == "store.py":
                allowed = {*BASE, part, "db", *allowed} - {"platforms"}
            if used - allowed:
                found.append(f"{place}: imports upwards or sideways: {sorted(used - allowed)}")
        if part == "platforms" and used - {*BASE, "platforms"}:
            found.append(f"{place}: a platform imports {sorted(used - {*BASE, 'platforms'})}")
        if part in ("db", "aws") and used - {*BASE, part}:
            found.append(f"{place}: {part} imports {sorted(used - {*BASE, part})}")
        if "demo" in used and part != "demo":
            found.append(f"{place}: nothing imports the demo")
    for path in _modules(FUNCTIONS):
        used = _central(_imports(path))
        if path.relative_to(FUNCTIONS).parts[0] != "rest_api" and "api" in used:
            found.append(f"{path.relative_to(FUNCTIONS)}: only rest_api imports api")
    return found


def test_calls_go_down() -> None:
    assert _complaints() == []


def test_every_folder_is_a_slice_or_an_edge() -> None:
    folders = {p.name for p in CENTRAL.iterdir() if p.is_dir() and (p / "__init__.py").exists()}
    assert folders - set(SLICES) - set(EDGES) == set()
    modules = {p.stem for p in CENTRAL.glob("*.py")} - {"__init__"}
    assert modules == set(BASE) & modules


@pytest.mark.parametrize("function", sorted(p.parent.name for p in FUNCTIONS.glob("*/handler.py")))
def test_a_handler_only_parses_calls_and_answers(function: str) -> None:
    source = (FUNCTIONS / function / "handler.py").read_text(encoding="utf-8")
    assert len(source.splitlines()) <= 80, "a handler is about 35 lines: parse, call one use case, answer"
    docstring = ast.get_docstring(ast.parse(source)) or ""
    for word in ("Trigger", "Writes", "Emits", "Fails"):
        assert word in docstring, f"the docstring of {function} does not say: {word}"
