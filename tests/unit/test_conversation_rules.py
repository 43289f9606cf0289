"""Rules about conversations, as tables of cases."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from central.accounts.rights import sees_all
from central.call import Actor
from central.conversations.model import (
    Filter,
    Standing,
    Viewer,
    can_see,
    check_window,
    instant,
    read_search,
)
from central.conversations.outgoing import Outgoing, check_file, check_needs, check_note, content_of, text_of
from central.errors import Conflict, Invalid

AGENT = Viewer("ana", False, frozenset({"mine"}))
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("standing", "visible"),
    [
        (Standing("ana", "mine", "open", "human"), True),
        (Standing("ana", "other", "snoozed", "human"), True),
        (Standing("ana", None, "closed", "human"), True),
        (Standing("bia", "mine", "open", "human"), False),
        (Standing("bia", "mine", "closed", "human"), False),
        (Standing(None, "mine", "open", "waiting"), True),
        (Standing(None, "mine", "snoozed", "waiting"), True),
        (Standing(None, "mine", "open", "bot"), True),
        (Standing(None, "mine", "closed", "bot"), False),
        (Standing(None, "other", "open", "waiting"), False),
        (Standing(None, None, "open", "bot"), True),
        (Standing(None, None, "open", "waiting"), False),
        (Standing(None, None, "closed", "bot"), False),
    ],
)
def test_what_an_agent_sees(standing: Standing, visible: bool) -> None:
    assert can_see(AGENT, standing) is visible
    assert can_see(Viewer("dora", True), standing)


@pytest.mark.parametrize(("role", "everything"), [("admin", True), ("supervisor", True), ("agent", False)])
def test_who_sees_everything(role: Any, everything: bool) -> None:
    assert sees_all(Actor("user", uuid4(), role)) is everything
    assert sees_all(Actor("system"))


@pytest.mark.parametrize(
    ("expires_at", "open_"),
    [
        (NOON + timedelta(seconds=1), True),
        (NOON, False),
        (NOON - timedelta(days=3), False),
        (None, False),
    ],
)
def test_the_reply_window(expires_at: datetime | None, open_: bool) -> None:
    if open_:
        check_window(expires_at, NOON)
        return
    with pytest.raises(Conflict) as refused:
        check_window(expires_at, NOON)
    assert refused.value.code == "window_closed"
    assert "modelo" in refused.value.message
    assert refused.value.details["needs"] == "template"


@pytest.mark.parametrize(
    ("typed", "words", "digits"),
    [
        ("segunda via", ("segunda", "via"), None),
        ("  José  ", ("José",), None),
        ("(11) 98888-1234", ("(11)", "98888-1234"), "11988881234"),
        ("20261121-000123", ("20261121-000123",), "20261121000123"),
        ('d\'água \\ "x"', ("d", "água", "x"), None),
        ("123", ("123",), None),
    ],
)
def test_what_is_searched(typed: str, words: tuple[str, ...], digits: str | None) -> None:
    found = read_search(typed)
    assert found is not None
    assert (found.words, found.digits) == (words, digits)


@pytest.mark.parametrize("typed", [None, "", "   ", "'\"\\"])
def test_nothing_typed_searches_nothing(typed: str | None) -> None:
    assert read_search(typed) is None


def test_filters_become_conditions() -> None:
    assert Filter().conditions(AGENT) == {"status": "open"}
    assert Filter(view="mine", status=None).conditions(AGENT) == {"assignee_id": "ana"}
    assert Filter(view="unassigned").conditions(AGENT) == {"status": "open", "unassigned": True}
    assert Filter(view="bot").conditions(AGENT) == {"status": "open", "session": "bot"}
    assert Filter(priority="high", unread=True).conditions(AGENT) == {
        "status": "open",
        "priority_from": 8,
        "priority_to": 10,
        "unread": True,
    }
    with pytest.raises(Invalid):
        Filter(view="mine", assignee_id="bia").conditions(AGENT)


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("2026-11-21 05:23:25.698941", "2026-11-21T05:23:25.698941Z"),
        ("2026-11-21 05:23:25.69", "2026-11-21T05:23:25.690000Z"),
        ("2026-11-21 05:23:25.6", "2026-11-21T05:23:25.600000Z"),
        ("2026-11-21 05:23:25", "2026-11-21T05:23:25.000000Z"),
        (None, None),
    ],
)
def test_times_have_one_form(given: str | None, shown: str | None) -> None:
    assert instant(given) == shown


@pytest.mark.parametrize(
    ("message", "field"),
    [
        (Outgoing(type="image"), "media_id"),
        (Outgoing(type="location"), "location"),
        (Outgoing(type="contact"), "contacts"),
        (Outgoing(type="template"), "template"),
        (Outgoing(type="interactive"), "interactive"),
        (Outgoing(text="x", media_id=uuid4()), "media_id"),
        (Outgoing(text="x", location={"latitude": 1, "longitude": 1}), "location"),
    ],
)
def test_parts_belong_to_their_type(message: Outgoing, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        check_needs(message)
    assert field in refused.value.fields


def test_notes_are_text_and_a_file() -> None:
    check_note(Outgoing(text="ligar amanhã", private=True))
    check_note(Outgoing(media_id=uuid4(), private=True))
    for empty in (Outgoing(text="  ", private=True), Outgoing(type="template", private=True)):
        with pytest.raises(Invalid):
            check_note(empty)


@pytest.mark.parametrize(
    ("wanted", "kind", "state", "answer"),
    [
        ("image", "image", "stored", "image"),
        ("document", "image", "stored", "document"),
        ("sticker", "image", "pending", "sticker"),
        ("audio", "audio", "pending", "audio"),
        ("image", "audio", "stored", None),
        ("video", "image", "stored", None),
        ("image", "image", "uploading", None),
        ("image", "image", "failed", None),
    ],
)
def test_files_fit_their_message(wanted: Any, kind: str, state: str, answer: str | None) -> None:
    message = Outgoing(type=wanted, media_id=uuid4())
    if answer is not None:
        assert check_file(message, kind=kind, state=state, header_kind=None) == answer
        return
    with pytest.raises(Invalid):
        check_file(message, kind=kind, state=state, header_kind=None)


def test_what_is_stored_beside_the_text() -> None:
    template = {"name": "lembrete", "language": "pt_BR", "variables": {"1": "Ana"}, "header_media_id": None}
    message = Outgoing(type="template", template=template)
    assert content_of(message) == {"template": {k: v for k, v in template.items() if k != "header_media_id"}}
    assert text_of(message, "Olá, Ana") == "Olá, Ana"
    assert text_of(Outgoing(type="interactive", interactive={"body": "Escolha"}), None) == "Escolha"
    assert text_of(Outgoing(type="image", text="  "), None) is None
