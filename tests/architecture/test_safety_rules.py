"""Rules about the whole code that a reader of one change does not see broken."""

import ast
import importlib
import pkgutil
import re
import time
from collections.abc import Iterator
from dataclasses import is_dataclass
from re import _constants as kinds
from re import _parser as parser
from typing import Any, NamedTuple

import pytest

import central
from tests.architecture.test_imports import CENTRAL, FUNCTIONS

MODULES = sorted(path for folder in (CENTRAL, FUNCTIONS) for path in folder.rglob("*.py"))
TEXTS = [path.read_text(encoding="utf-8") for path in MODULES]
TREES = {path: ast.parse(text) for path, text in zip(MODULES, TEXTS, strict=True)}

# -- regular expressions -----------------------------------------------------------------------------------------------

REPEATS = (kinds.MAX_REPEAT, kinds.MIN_REPEAT, kinds.POSSESSIVE_REPEAT)
LONGEST = 10_000
SECONDS = 0.25
ANYWHERE = ("search", "sub", "subn", "split", "findall", "finditer")
CANDIDATES = "a0 -.@<\n_Z!~é\x01"


class Used(NamedTuple):
    """A pattern of ours, and whether its users look for it anywhere in a text or only at the beginning."""

    pattern: re.Pattern[Any]
    anywhere: bool


def _patterns() -> dict[str, Used]:
    """Every pattern of ours: compiled at the top of a module, or written where it is used."""
    found: dict[str, Used] = {}
    for module in pkgutil.walk_packages(central.__path__, "central."):
        for name, value in vars(importlib.import_module(module.name)).items():
            if isinstance(value, re.Pattern):
                anywhere = any(f"{name}.{way}(" in text for text in TEXTS for way in ANYWHERE)
                found[f"{module.name}.{name}"] = Used(value, anywhere)
    for path, tree in TREES.items():
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and isinstance(node.func.value, ast.Name)
                and node.func.value.id == "re"
                and node.func.attr != "compile"
                and node.args
                and isinstance(node.args[0], ast.Constant)
            ):
                found[f"{path.name}:{node.lineno}"] = Used(re.compile(node.args[0].value), anywhere=True)
    return found


def _example(part: Any) -> str:
    """A text that a part of a pattern takes, with each repeat once."""
    return "".join(_piece(kind, value) for kind, value in part)


def _piece(kind: Any, value: Any) -> str:
    if kind is kinds.LITERAL:
        return chr(value)
    if kind is kinds.ANY:
        return "a"
    if kind is kinds.NOT_LITERAL:
        return "a" if value != ord("a") else "b"
    if kind is kinds.IN:
        own = [chr(one if of is kinds.LITERAL else one[0]) for of, one in value if of in (kinds.LITERAL, kinds.RANGE)]
        return str(next(char for char in (*CANDIDATES, *own) if _takes(value, char)))
    if kind in REPEATS:
        return _example(value[2]) * int(max(1, value[0]))
    if kind is kinds.SUBPATTERN:
        return _example(value[-1])
    if kind is kinds.ATOMIC_GROUP:
        return _example(value)
    if kind is kinds.BRANCH:
        return _example(value[1][0])
    return ""  # places, and what only looks


def _takes(members: list[tuple[Any, Any]], char: str) -> bool:
    """Whether a set of characters takes this one."""
    categories = {
        kinds.CATEGORY_DIGIT: r"\d",
        kinds.CATEGORY_NOT_DIGIT: r"\D",
        kinds.CATEGORY_SPACE: r"\s",
        kinds.CATEGORY_NOT_SPACE: r"\S",
        kinds.CATEGORY_WORD: r"\w",
        kinds.CATEGORY_NOT_WORD: r"\W",
    }
    without = any(kind is kinds.NEGATE for kind, _ in members)
    for kind, value in members:
        if (
            (kind is kinds.LITERAL and ord(char) == value)
            or (kind is kinds.RANGE and value[0] <= ord(char) <= value[1])
            or (kind is kinds.CATEGORY and re.match(categories[value], char))
        ):
            return not without
    return without


def _inside(kind: Any, value: Any) -> list[Any]:
    """The parts within a part."""
    if kind is kinds.SUBPATTERN:
        return [value[-1]]
    if kind is kinds.BRANCH:
        return list(value[1])
    if kind is kinds.ATOMIC_GROUP:
        return [value]
    return [value[1]] if kind in (kinds.ASSERT, kinds.ASSERT_NOT) else []


def _pumped(part: Any, before: str = "") -> Iterator[tuple[str, str]]:
    """Every repeat of a pattern: what leads to it, and what it takes again and again."""
    for kind, value in part:
        if kind in REPEATS:
            yield before, _example(value[2])
            yield from _pumped(value[2], before)
        for one in _inside(kind, value):
            yield from _pumped(one, before)
        before += _piece(kind, value)


def _slowest(used: Used) -> tuple[float, str]:
    """The longest time a pattern needs for a hostile text of at most 10,000 characters, and that text's beginning."""
    pattern = used.pattern
    parsed: Any = parser.parse(pattern.pattern, pattern.flags)
    worst = (0.0, "")
    for before, again in {("", char) for char in CANDIDATES} | set(_pumped(parsed)):
        times = 4
        while again and len(before) + len(again) * times <= LONGEST:
            for tail in ("\x01", "!" + before):
                text: Any = before + again * times + tail
                if isinstance(pattern.pattern, bytes):
                    text = text.encode()
                started = time.process_time()
                pattern.match(text)
                pattern.fullmatch(text)
                if used.anywhere:
                    pattern.search(text)
                worst = max(worst, (time.process_time() - started, str(text[:40])))
                if worst[0] > SECONDS:
                    return worst
            times += 1 if times < 40 else times // 2  # what grows without end is seen before it takes minutes
    return worst


PATTERNS = _patterns()


@pytest.mark.parametrize("name", sorted(PATTERNS))
def test_no_text_keeps_a_pattern_busy(name: str) -> None:
    seconds, text = _slowest(PATTERNS[name])
    assert seconds <= SECONDS, text


def test_the_look_finds_patterns_that_never_end() -> None:
    assert len(PATTERNS) >= 25
    for pattern in (r"(a+)+$", r"(?:<!--.*?-->\s*)*<html", rb"([a-z]+\s?)*!$"):
        assert _slowest(Used(re.compile(pattern), anywhere=True))[0] > SECONDS, pattern


# -- secrets are compared in constant time -----------------------------------------------------------------------------

SECRET = re.compile(r"secret|token|signature|digest|hmac|nonce|password|proof|challenge|credential|hash", re.I)
# What looks like one and is none: nobody learns it by asking often, or it is public, or both sides are ours.
COMPARED = {
    "locked.credentials != before.credentials": "sealed values, both from the database",
    "password_proof(transaction, call.user_id) != proof": "both from the database",
    "bytes(row['request_hash']) != request_hash": "the hash of what the caller sent",
    "head[offset:offset + len(signature)] == signature": "the first bytes of a kind of file",
    "len(named) == len(digest)": "lengths",
}


def _compared(tree: ast.AST) -> Iterator[str]:
    """Comparisons by == or != of something that is named like a secret with something that is no constant."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare) and all(isinstance(one, ast.Eq | ast.NotEq) for one in node.ops):
            sides = [node.left, *node.comparators]
            if any(isinstance(side, ast.Constant) for side in sides):
                continue
            for side in sides:
                names = [n.attr if isinstance(n, ast.Attribute) else n.id if isinstance(n, ast.Name) else n.value
                         for n in ast.walk(side)
                         if isinstance(n, ast.Attribute | ast.Name)
                         or (isinstance(n, ast.Constant) and isinstance(n.value, str))]  # fmt: skip
                if any(SECRET.search(str(name)) for name in names):
                    yield ast.unparse(node)
                    break


def test_secrets_are_compared_in_constant_time() -> None:
    found = {text for path, tree in TREES.items() if "demo" not in path.parts for text in _compared(tree)}
    assert found == set(COMPARED), "hmac.compare_digest, or the reason why not"


def test_the_look_finds_a_secret_that_is_compared() -> None:
    for text in ("given == token", "row['app_secret'] != offered", "hmac.new(key, raw).hexdigest() == header"):
        assert list(_compared(ast.parse(text))) == [text]


# -- what is no dataclass meets nothing that takes dataclasses apart ---------------------------------------------------

TAKES_DATACLASSES = frozenset(("replace", "asdict", "astuple", "fields"))
# Where they are used, and on which classes. A Frozen class (docs/decisions/0030) has none of what they look for.
MEETS = {
    "central.accounts.people": ("central.accounts.people_store.Standing",),
    "central.accounts.roles": ("central.accounts.roles_store.OwnRole",),
    "central.channels.service": ("central.channels.model.Channel",),
    "central.channels.store": ("central.channels.model.Channel",),
    "central.queues.priority": ("central.queues.priority.RuleValues", "central.queues.priority.Rule"),
    "central.single_sign_on.providers": (
        "central.single_sign_on.model.Provider",
        "central.single_sign_on.model.Settings",
    ),
}


def test_only_dataclasses_are_replaced_and_taken_apart() -> None:
    used = {
        ".".join(path.relative_to(CENTRAL.parent if CENTRAL in path.parents else FUNCTIONS).with_suffix("").parts)
        for path, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        and node.module == "dataclasses"
        and TAKES_DATACLASSES & {alias.name for alias in node.names}
    }
    assert used == set(MEETS), "write down which classes they meet there"
    for classes in MEETS.values():
        for name in classes:
            module, _, found = name.rpartition(".")
            assert is_dataclass(getattr(importlib.import_module(module), found)), name
