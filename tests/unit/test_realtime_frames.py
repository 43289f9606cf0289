"""What listeners get, and how it is cut into frames."""

import json
from itertools import pairwise
from typing import Any
from uuid import uuid4

import pytest

from central.accounts.permissions import granted
from central.call import Actor
from central.conversations.model import Viewer
from central.realtime.model import (
    FRAME_BYTES,
    Event,
    Listener,
    Things,
    build_frames,
    coalesce,
    is_allowed_origin,
    last_about,
    present,
)

AGENT = Listener(granted(Actor("user", uuid4(), "agent")), Viewer("ana", False, frozenset({"q"})))
ADMIN = Listener(granted(Actor("user", uuid4(), "admin")), Viewer("dora", True))


def conversation(id_: str, **changes: Any) -> dict[str, Any]:
    return {
        "id": id_,
        "status": "open",
        "session": "human",
        "assignee": {"id": "ana"},
        "queue": {"id": "q"},
        "channel": {"id": "w"},
        "read_sequence": 3,
        **changes,
    }


def event(sequence: int, type_: str, conversation_id: str | None = "c", **columns: Any) -> Event:
    values: dict[str, Any] = {"message_id": None, "user_id": None, "data": {}, "occurred_at": "t", **columns}
    return Event(sequence=sequence, type=type_, conversation_id=conversation_id, **values)


def shown(one: Event, listener: Listener, things: Things) -> dict[str, Any] | None:
    return present(one, listener, things, last_about([one]))


def test_of_a_messages_states_only_the_last_is_told() -> None:
    events = [
        event(1, "message_status", message_id="m"),
        event(2, "new_message", message_id="n"),
        event(3, "message_status", message_id="m"),
        event(4, "message_status", message_id="n"),
    ]
    assert [one.sequence for one in coalesce(events)] == [2, 3, 4]


def test_the_last_event_carries_the_conversation() -> None:
    things = Things({"c": conversation("c")}, {"m": {"id": "m"}, "n": {"id": "n"}}, {("c", "dora"): 2})
    events = [event(1, "new_message", message_id="m"), event(2, "new_message", message_id="n")]
    carriers = last_about(events)
    first, second = (present(one, ADMIN, things, carriers) for one in events)
    assert first is not None
    assert second is not None
    assert first["data"] == {"message": {"id": "m"}}
    assert second["data"]["conversation"]["read_sequence"] == 2, "the listener's own mark"


@pytest.mark.parametrize("type_", ["new_message", "message_status"])
def test_messages_of_an_invisible_conversation_are_not_told(type_: str) -> None:
    things = Things({"c": conversation("c", assignee={"id": "bia"})}, {"m": {"id": "m"}}, {})
    assert shown(event(1, type_, message_id="m"), AGENT, things) is None
    assert shown(event(1, type_, message_id="m"), ADMIN, things) is not None


def test_who_lost_sight_is_told_to_forget_and_nothing_else() -> None:
    things = Things({"c": conversation("c", assignee={"id": "bia"})}, {}, {})
    gone = shown(event(1, "ticket_assigned", user_id="bia", data={"queue_id": "q"}), AGENT, things)
    assert gone is not None
    assert gone["data"] == {"removed": True}
    erased = shown(event(1, "ticket_closed"), ADMIN, Things({}, {}, {}))
    assert erased is not None
    assert erased["data"] == {"removed": True}


def test_some_messages_of_the_system_are_for_admins() -> None:
    private = event(1, "system_message", None, data={"audience": "admins", "text": "x"})
    nothing = Things({}, {}, {})
    assert shown(private, AGENT, nothing) is None
    assert shown(private, ADMIN, nothing) is not None
    assert shown(event(2, "presence", None, user_id="bia", data={"state": "busy"}), AGENT, nothing) == {
        "sequence": 2,
        "type": "presence",
        "conversation_id": None,
        "occurred_at": "t",
        "data": {"state": "busy", "user_id": "bia"},
    }


def read(frames: list[bytes]) -> list[dict[str, Any]]:
    assert all(len(frame) <= FRAME_BYTES for frame in frames)
    return [json.loads(frame) for frame in frames]


def test_frames_join_without_a_gap() -> None:
    events = [
        {"sequence": n, "type": "x", "conversation_id": "c", "occurred_at": "t", "data": {"text": "é" * 2000}}
        for n in range(11, 51, 2)
    ]
    frames = read(build_frames(events, after=10, until=60))
    assert len(frames) > 1
    assert (frames[0]["after"], frames[-1]["until"]) == (10, 60)
    assert all(one["until"] == two["after"] for one, two in pairwise(frames))
    assert [one["sequence"] for frame in frames for one in frame["events"]] == list(range(11, 51, 2))


def test_a_frame_without_events_still_says_how_far_it_goes() -> None:
    assert read(build_frames([], after=4, until=9)) == [{"type": "events", "after": 4, "until": 9, "events": []}]


def test_what_is_too_large_becomes_a_pointer() -> None:
    large = {
        "sequence": 5,
        "type": "new_message",
        "conversation_id": "c",
        "occurred_at": "t",
        "data": {"message": {"id": "m", "text": "x" * 40_000}},
    }
    small = {**large, "sequence": 6, "data": {"message": {"id": "n", "text": "x"}}}
    frames = read(build_frames([large, small], after=4, until=6))
    told = [one for frame in frames for one in frame["events"]]
    assert told[0]["data"] == {"pointer": {"conversation_id": "c", "message_id": "m"}}
    assert told[1]["data"]["message"]["id"] == "n"


@pytest.mark.parametrize(
    ("origin", "allowed"),
    [
        (None, True),
        ("https://central.exemplo.com.br", True),
        ("https://central.exemplo.com.br:443", True),
        ("HTTPS://CENTRAL.exemplo.com.br", True),
        ("http://central.exemplo.com.br", False),
        ("https://central.exemplo.com.br.evil.com", False),
        ("https://evil.com/central.exemplo.com.br", False),
        ("null", False),
        ("", False),
    ],
)
def test_only_our_own_pages_connect(origin: str | None, allowed: bool) -> None:
    assert is_allowed_origin(origin, "https://central.exemplo.com.br") is allowed


def test_on_one_machine_two_names_are_the_same_place() -> None:
    assert is_allowed_origin("http://127.0.0.1:8080", "http://localhost:8080")
    assert not is_allowed_origin("http://127.0.0.1:8081", "http://localhost:8080")
