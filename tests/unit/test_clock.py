"""Time left until something is due."""

from datetime import UTC, datetime, timedelta

import pytest

from central.clock import seconds_left

NOW = datetime(2026, 11, 21, 15, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("left", "seconds"),
    [
        (timedelta(), 0),
        (timedelta(seconds=-5), 0),
        (timedelta(milliseconds=1), 1),
        (timedelta(seconds=90), 90),
        (timedelta(seconds=90, microseconds=1), 91),
        (timedelta(days=3), 259_200),
    ],
)
def test_nothing_is_rung_early(left: timedelta, seconds: int) -> None:
    assert seconds_left(NOW + left, NOW) == seconds
