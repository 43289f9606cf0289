"""Cursors: what goes in comes out, and nothing else is accepted."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from central.errors import Invalid
from central.paging import Keyset, split_page

KEYSET = Keyset("things", "time", "id", "int", "text")
ROW = (
    datetime(2026, 11, 21, 12, 0, 0, 123456, UTC),
    UUID("5b0e4b9e-0e53-4a6f-8c0b-0a9f4d7c1e88"),
    2**63 - 1,
    "José 😀",
)


def test_a_cursor_holds_its_row() -> None:
    longest = (*ROW[:3], "\x1f" * 254)
    assert KEYSET.decode(KEYSET.encode(longest)) == longest
    assert KEYSET.decode(KEYSET.encode(ROW)) == ROW
    assert KEYSET.decode(None) is None
    assert KEYSET.decode("") is None


@given(
    st.tuples(
        st.datetimes(timezones=st.just(UTC)),
        st.uuids(),
        st.integers(-(2**63) + 1, 2**63 - 1),
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=254),
    )
)
def test_every_row_survives(row: Any) -> None:
    assert KEYSET.decode(KEYSET.encode(row)) == row


@given(st.text(max_size=200))
def test_anything_else_is_refused(text: str) -> None:
    if text:
        with pytest.raises(Invalid) as refused:
            KEYSET.decode(text)
        assert set(refused.value.fields) == {"cursor"}


def test_a_changed_cursor_and_one_of_another_list_are_refused() -> None:
    cursor = KEYSET.encode(ROW)
    other = Keyset("others", "time", "id", "int", "text")
    with pytest.raises(Invalid):
        other.decode(cursor)
    for place in range(0, len(cursor), 7):
        changed = cursor[:place] + ("A" if cursor[place] != "A" else "B") + cursor[place + 1 :]
        with pytest.raises(Invalid):
            KEYSET.decode(changed)


def test_one_more_row_means_another_page() -> None:
    assert split_page([1, 2, 3], 2) == ([1, 2], True)
    assert split_page([1, 2], 2) == ([1, 2], False)
