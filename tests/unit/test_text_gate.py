"""The gate for texts and JSON from outside."""

import json
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from central.platforms.text_gate import (
    MAX_DEPTH,
    GateRefusal,
    as_float,
    as_int,
    as_text,
    clean,
    clean_text,
    load_json,
)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("olá", "olá"),
        ("a\x00b", "ab"),
        ("\x00", ""),
        ("\ud800", "\ufffd"),
        ("a\udfffb", "a\ufffdb"),
        ("👩🏽‍⚕️ 🇧🇷 \u202eRTL", "👩🏽‍⚕️ 🇧🇷 \u202eRTL"),
        ("\n\n", "\n\n"),
        ("\x07\x1b[0m", "\x07\x1b[0m"),
        ("", ""),
    ],
)
def test_clean_text(written: str, kept: str) -> None:
    assert clean_text(written) == kept


def test_clean_text_is_capped() -> None:
    assert len(clean_text("x" * 100_000)) == 65_536
    assert clean_text("abcdef", 3) == "abc"


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=200))
def test_honest_text_is_unchanged(text: str) -> None:
    assert clean_text(text) == text
    assert load_json(json.dumps(text).encode()) == text
    assert load_json(json.dumps(text, ensure_ascii=False).encode()) == text


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        (b"\xef\xbb\xbf{}", {}),
        (b"NaN", None),
        (b"[-Infinity, 1e999, -1e999]", [None, None, None]),
        (b"123456789012345678", 123456789012345678),
        (b"9223372036854775808", "9223372036854775808"),
        (b"9" * 5_000, "9" * 64),
        (b'{"a":1,"a":2}', {"a": 2}),
        (b'"\\ud83d\\ude00"', "😀"),
    ],
)
def test_load_json(raw: bytes, value: Any) -> None:
    assert load_json(raw) == value


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "not_json"),
        (b"{]", "not_json"),
        (b"\xff", "not_utf8"),
        (b"\xed\xa0\x80", "not_utf8"),
        (b'{"a":1}' * 2, "not_json"),
        (b"[" * 5_000, "not_json"),
        (b"x" * 5_000_000, "too_large"),
    ],
)
def test_load_json_refuses(raw: bytes, code: str) -> None:
    with pytest.raises(GateRefusal) as refusal:
        load_json(raw)
    assert refusal.value.code == code


@pytest.mark.parametrize("levels", [2_000, 50_000])
def test_what_is_too_deep_is_cut_and_its_neighbours_stay(levels: int) -> None:
    deep = "[" * levels + "]" * levels
    raw = f'{{"before":"[{{\\"","deep":{deep},"after":[1,{{"b":2}}]}}'.encode()
    value = load_json(raw)
    assert value["before"] == '[{"'
    assert value["after"] == [1, {"b": 2}]


def test_clean_bounds_depth_size_and_numbers() -> None:
    nested: Any = "bottom"
    for _ in range(100):
        nested = [nested]
    depth, value = 0, clean(nested)
    while isinstance(value, list):
        depth, value = depth + 1, value[0]
    assert (depth, value) == (MAX_DEPTH, None)
    assert clean([math.nan, math.inf, 2**63, 2**70, True, 1.5]) == [None, None, None, None, True, 1.5]
    assert clean({"a\x00": "\ud800", 5: object()}) == {"a": "\ufffd", "5": None}
    assert clean(list(range(60_000)))[-1] is None


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
)


@given(_JSON)
def test_cleaned_json_is_always_storable(value: Any) -> None:
    text = json.dumps(clean(value), allow_nan=False, ensure_ascii=False)
    text.encode("utf-8")
    assert "\\u0000" not in text
    assert clean(clean(value)) == clean(value)


@pytest.mark.parametrize(
    ("value", "text"),
    [("a", "a"), (5, "5"), (5.0, "5"), (1.5, "1.5"), (True, None), (None, None), ([], None), (math.nan, None),
     (10**30, None), (1e300, "1e+300")],
)  # fmt: skip
def test_as_text(value: object, text: str | None) -> None:
    assert as_text(value) == text


@pytest.mark.parametrize(
    ("value", "number"),
    [(5, 5), ("5", 5), (" -7 ", -7), ("5.0", None), (5.9, 5), ("٥", None), ("9" * 30, None), (True, None), (None, None),
     (math.inf, None), (101, None), ("--5", None), ("", None)],
)  # fmt: skip
def test_as_int(value: object, number: int | None) -> None:
    assert as_int(value, -100, 100) == number


@pytest.mark.parametrize(
    ("value", "number"),
    [(1, 1.0), ("1.5", 1.5), ("nan", None), ("inf", None), (91, None), (True, None), ("x", None), ([], None),
     ("1" * 50, None), (10**400, None)],
)  # fmt: skip
def test_as_float(value: object, number: float | None) -> None:
    assert as_float(value, -90, 90) == number
