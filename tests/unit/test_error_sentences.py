"""What the API says in Portuguese, the app says in every language: a new sentence needs its translations."""

import ast
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SLICES = ROOT / "shared" / "central"
# What the app never shows as an answer: texts and mails with languages of their own, files, what is said to platforms,
# to workers' logs and to who operates.
_NOT_SHOWN = (
    *("demo/", "aws/", "db/", "runtime/"),
    # What WhatsApp's own errors mean is said in each language already.
    "platforms/whatsapp_sentences.py",
    *("accounts/mail_texts.py", "companies/operator.py", "privacy/exporting.py", "surveys/model.py", "texts.py"),
    *("api/openapi.py", "api/permissions_document.py"),
)
_ERRORS = frozenset(("Invalid", "Unauthenticated", "Forbidden", "NotFound", "Conflict", "TooMany", "TryLater"))
_FOR_ERRORS = frozenset(("sentence", "wrong"))
_DOCUMENTS = frozenset(("description", "_MEANING"))


def sentences_of(source: str, *, errors_only: bool) -> Iterator[str]:
    """Yield the sentences of a module but its documentation; ``{}`` stands for what is filled in."""
    tree = ast.parse(source)
    passed_over: set[int] = set()
    places: list[ast.AST] = [] if errors_only else [tree]
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr):
            passed_over.add(id(node.value))
        elif isinstance(node, ast.JoinedStr):
            passed_over |= {id(part) for part in node.values}
        elif _documents(node):
            passed_over |= {id(part) for part in ast.walk(node)}
        if errors_only and _refuses(node):
            places.append(node)
    for node in (part for place in places for part in ast.walk(place) if id(part) not in passed_over):
        text = ""
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = node.value
        elif isinstance(node, ast.JoinedStr):
            text = "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
        if text[:1].isupper() and text.endswith(".") and "\n" not in text:
            yield text


def _refuses(node: ast.AST) -> bool:
    """Whether it is an error, or a sentence that is made for one."""
    if isinstance(node, ast.Assign):
        return any(isinstance(to, ast.Name) and to.id in _FOR_ERRORS for to in node.targets)
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _ERRORS


def _documents(node: ast.AST) -> bool:
    if isinstance(node, ast.Assign):
        return any(isinstance(to, ast.Name) and to.id in _DOCUMENTS for to in node.targets)
    return isinstance(node, ast.keyword) and node.arg in _DOCUMENTS


@cache
def said() -> set[str]:
    found: set[str] = set()
    for path in SLICES.rglob("*.py"):
        place = path.relative_to(SLICES).as_posix()
        if not place.startswith(_NOT_SHOWN):
            # Routes hold examples too, in the company's language.
            found |= set(sentences_of(path.read_text(), errors_only=place.startswith("api/routes/")))
    return found


@pytest.mark.parametrize("language", ["en", "es"])
def test_whatever_the_api_says_is_said_in_every_language(language: str) -> None:
    known = json.loads((ROOT / "web" / "shared" / "i18n" / f"sentences.{language}.json").read_text())
    assert said() - set(known) == set(), "without translation"
    assert set(known) - said() == set(), "nobody says this any more"
    differing = [text for text, other in known.items() if text.count("{}") != other.count("{}")]
    assert differing == []


def test_a_sentence_without_translation_is_found() -> None:
    source = 'raise Conflict(f"São {5} coisas.", fields={"name": "Nova."})\nFIELD = Field(description="Documented.")\n'
    assert set(sentences_of(source, errors_only=True)) == {"São {} coisas.", "Nova."}
    assert set(sentences_of(source, errors_only=False)) == {"São {} coisas.", "Nova."}
