"""The gate every text from outside passes before it may touch a queue or the database.

Postgres cannot store NUL characters or lone surrogates, JSON has no NaN, and Python refuses integers of more than
4,300 digits and nesting near 1,000 levels. All of that is decided here once, with the standard library only, so that
the webhook functions stay small. Nothing in this module logs or raises anything but `GateRefusal`.
"""

from __future__ import annotations

import json
import math
import re
from typing import Any

MAX_BODY_BYTES = 4 * 1024 * 1024  # Meta sends up to 3 MB; API Gateway itself stops at 10 MB
MAX_DEPTH = 32
MAX_NODES = 50_000
MAX_STRING = 65_536
MAX_KEY = 256
_INTEGER_DIGITS = 18  # fits a signed 64-bit integer whatever the digits are

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
# An unterminated string matches up to the end, so that no hostile text makes the scan start over and over.
_STRUCTURE = re.compile(r'"(?:[^"\\]|\\.)*+(?:"|\\?\Z)|[\[\]{}]', re.DOTALL)


class GateRefusal(ValueError):
    """A body that cannot be read at all. `code` is stable: too_large, not_utf8, not_json, too_deep."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def clean_text(value: str, limit: int = MAX_STRING) -> str:
    """Make a text storable: no NUL, lone surrogates shown as U+FFFD, at most `limit` code points.

    Everything else (emoji families, right-to-left marks, combining marks, new lines) is kept as it came.
    """
    if len(value) > limit:
        value = value[:limit]
    if _UNSTORABLE.search(value) is None:
        return value
    # A surrogate pair written as two escapes is already one character after json.loads: what is left is lone.
    return _UNSTORABLE.sub(lambda found: "" if found.group() == "\x00" else "\ufffd", value)


def as_text(value: object, limit: int = MAX_STRING) -> str | None:
    """A text from a value that should be one: numbers are accepted (some senders quote ids, some do not).

    Returns None for everything that has no honest text form (None, booleans, lists, objects, NaN).
    """
    if isinstance(value, str):
        return clean_text(value, limit)
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int):
        return str(value) if -(10**_INTEGER_DIGITS) < value < 10**_INTEGER_DIGITS else None
    if isinstance(value, float) and math.isfinite(value):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else str(value)
    return None


def as_int(value: object, low: int = -(2**63), high: int = 2**63 - 1) -> int | None:
    """A whole number inside [low, high] from a number or a string of digits, else None."""
    if isinstance(value, bool):
        return None
    if isinstance(value, str):
        text = value.strip()
        if len(text) > _INTEGER_DIGITS + 1 or not text.lstrip("-").isascii() or not text.lstrip("-").isdigit():
            return None
        try:
            value = int(text)
        except ValueError:
            return None
    if isinstance(value, float):
        if not math.isfinite(value) or abs(value) > 2**53:
            return None
        value = int(value)
    return value if isinstance(value, int) and low <= value <= high else None


def as_float(value: object, low: float, high: float) -> float | None:
    """A finite number inside [low, high] from a number or a numeric string, else None."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    if isinstance(value, str) and len(value) > 40:
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) and low <= number <= high else None


def as_dict(value: object) -> dict[str, Any]:
    """The value when it is an object, else an empty one: a wrong type never stops a parser."""
    return value if isinstance(value, dict) else {}


def as_list(value: object) -> list[Any]:
    """The value when it is a list, else an empty one."""
    return value if isinstance(value, list) else []


def load_json(raw: bytes, max_bytes: int = MAX_BODY_BYTES) -> Any:
    """Read a JSON body strictly as UTF-8 (a BOM is tolerated) with bounded numbers.

    NaN and infinities become None, integers of more than 18 digits become text (first 64 digits), of duplicate keys the
    last wins, and what is nested too deeply for the parser is replaced by null so that its neighbours survive. Raises
    GateRefusal.
    """
    if len(raw) > max_bytes:
        raise GateRefusal("too_large")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise GateRefusal("not_utf8") from None
    try:
        return _loads(text)
    except RecursionError:
        pass
    except ValueError:
        raise GateRefusal("not_json") from None
    try:
        return _loads(_prune(text, MAX_DEPTH + 16))
    except RecursionError:
        raise GateRefusal("too_deep") from None
    except ValueError:
        raise GateRefusal("not_json") from None


def clean(value: Any, max_depth: int = MAX_DEPTH) -> Any:
    """A copy of a JSON value that Postgres, SQS and every later reader accept.

    Texts pass `clean_text`, keys too; non-finite numbers, objects below `max_depth` levels and everything after
    the first 50,000 nodes become None.
    """
    return _clean(value, max_depth, [MAX_NODES])


def _clean(value: Any, depth: int, budget: list[int]) -> Any:
    budget[0] -= 1
    if budget[0] < 0:
        return None
    if isinstance(value, str):
        return clean_text(value)
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return value if -(2**63) <= value < 2**63 else as_text(value)
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if depth <= 0:
        return None
    if isinstance(value, dict):
        return {clean_text(str(key), MAX_KEY): _clean(inner, depth - 1, budget) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_clean(inner, depth - 1, budget) for inner in value]
    return None


def _loads(text: str) -> Any:
    return json.loads(text, parse_int=_bounded_int, parse_float=_bounded_float, parse_constant=_no_constant)


def _bounded_int(digits: str) -> int | str:
    return int(digits) if len(digits) <= _INTEGER_DIGITS else digits[:64]


def _bounded_float(digits: str) -> float | None:
    number = float(digits)
    return number if math.isfinite(number) else None


def _no_constant(_name: str) -> None:
    return None


def _prune(text: str, max_depth: int) -> str:
    """Replace every array or object nested below `max_depth` levels by null, without a parser that recurses."""
    kept: list[str] = []
    depth = 0
    position = 0
    for found in _STRUCTURE.finditer(text):
        token = found.group()
        if token in ("[", "{"):
            depth += 1
            if depth == max_depth + 1:
                kept.append(text[position : found.start()])
                kept.append("null")
        elif token in ("]", "}"):
            if depth == max_depth + 1:
                position = found.end()
            depth -= 1
    if depth > max_depth:
        raise GateRefusal("not_json")
    kept.append(text[position:])
    return "".join(kept)
