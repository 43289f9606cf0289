"""Who is idle: the decision, and what a browser says about it."""

import json
from typing import Any
from uuid import uuid4

import pytest

from central.errors import Invalid
from central.queues.model import PAUSE_REASONS, Attendance, Presence, PresenceState, check_pause_reason, judge_idleness
from central.realtime.model import read_idle_seconds


def standing(
    chosen: PresenceState, reason: str | None = None, *, limit: int = 300, idle: float = 9999, rings: bool = False
) -> Attendance:
    presence = Presence(uuid4(), chosen, chosen, reason, None, 0, limit)
    return Attendance(presence, known=True, absent=False, idle_seconds=idle, rings=rings)


@pytest.mark.parametrize(
    ("attendance", "said", "verdict"),
    [
        # Online: the limit itself is too long, a second less is not.
        (standing("online"), 299.0, None),
        (standing("online"), 300.0, "goes"),
        (standing("online"), 9999.0, "goes"),
        # Another device was touched later than the one that speaks.
        (standing("online", idle=299), 9999.0, None),
        (standing("online", idle=300), 9999.0, "goes"),
        # Switched off.
        (standing("online", limit=0), 9999.0, None),
        # Something rings at them: it has a rule of its own.
        (standing("online", rings=True), 9999.0, None),
        # In the pause of who is idle: until they touch something, whatever rings, or until it is switched off.
        (standing("pause", "idle"), 9999.0, None),
        (standing("pause", "idle"), 300.0, None),
        (standing("pause", "idle"), 299.0, "returns"),
        (standing("pause", "idle", idle=10), 9999.0, "returns"),
        (standing("pause", "idle", rings=True), 0.0, "returns"),
        (standing("pause", "idle", limit=0), 9999.0, "returns"),
        # What they chose, or what has another reason, is not touched.
        (standing("pause", "Almoço"), 0.0, None),
        (standing("pause", "offer_missed"), 0.0, None),
        (standing("pause"), 0.0, None),
        (standing("pause"), 9999.0, None),
        (standing("busy"), 9999.0, None),
        (standing("busy", "idle"), 0.0, None),
        (standing("offline"), 9999.0, None),
        (standing("offline", "idle"), 0.0, None),
    ],
)
def test_who_goes_and_who_returns(attendance: Attendance, said: float, verdict: str | None) -> None:
    assert judge_idleness(attendance, said) == verdict


def test_a_code_of_ours_is_nobodys_own_reason() -> None:
    for reason in PAUSE_REASONS:
        with pytest.raises(Invalid) as caught:
            check_pause_reason(reason)
        assert set(caught.value.fields) == {"reason"}
    for words in (None, "", "Idle", "almoço"):
        check_pause_reason(words)


@pytest.mark.parametrize(
    ("said", "seconds"), [(None, 0), (0, 0), (12, 12), (12.5, 12.5), ("12.5", 12.5), ("0", 0), (10**9, 86_400)]
)
def test_seconds_without_a_touch(said: object, seconds: float) -> None:
    assert read_idle_seconds(said) == seconds


@pytest.mark.parametrize(
    "said", [-1, "-0.1", True, "", "x", "\u0000", [], {}, 10**400, *map(json.loads, ("NaN", "1e999"))]
)
def test_no_seconds_at_all(said: Any) -> None:
    with pytest.raises(Invalid):
        read_idle_seconds(said)
