"""Files for another day: with a scheduled message, sent once with it, and nobody else's."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

import run_timers.handler
from central.clock import now
from central.ports import Ports
from tests.fakes import FakeQueues
from tests.fixtures.desk import Desk, make_desk, make_served, open_window
from tests.fixtures.factories import Owner, Row, insert, make_message
from tests.handlers.rest_client import Client, token_of
from tests.handlers.test_scheduled_messages import PATH, ring, schedule

TEMPLATE = {"name": "com_foto", "language": "pt_BR", "variables": {}}


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch, owner: Owner, ports: Ports) -> Desk:
    monkeypatch.setattr(run_timers.handler, "ports", lambda: ports)
    return make_desk(owner)


@pytest.fixture
def served(owner: Owner, desk: Desk) -> Row:
    conversation = make_served(owner, desk, desk.ana)
    open_window(owner, conversation)
    return conversation


@pytest.fixture
def ana(client: Client, owner: Owner, desk: Desk) -> Client:
    return client.by_token(token_of(owner, desk.account, desk.ana))


def uploaded(owner: Owner, desk: Desk, **columns: Any) -> str:
    """A picture Ana has uploaded."""
    values = {
        "kind": "image", "state": "stored", "file_name": "foto.png", "mime_type": "image/png", "bytes": 10,
        "created_by": desk.ana["id"], **columns,
    }  # fmt: skip
    return str(insert(owner, "media", account_id=desk.account["id"], object_key=f"k/{uuid4()}", **values)["id"])


def due(owner: Owner) -> None:
    owner.execute("update scheduled_messages set due_at = now() - interval '1 second'")


def sent(owner: Owner) -> list[Row]:
    return owner.execute(
        "select m.type, m.text, m.author_id, m.content, array(select f.id::text from media f where f.message_id = m.id)"
        " as files from messages m where m.direction = 'out' and m.metadata ? 'scheduled_id' order by m.sequence"
    ).fetchall()


def test_a_file_goes_with_its_message_once(
    owner: Owner, desk: Desk, served: Row, ana: Client, queues: FakeQueues
) -> None:
    media_id = uploaded(owner, desk)
    shown = schedule(ana, served, type="image", media_id=media_id, text="Veja a foto")
    assert (shown["type"], shown["text"]) == ("image", "Veja a foto")
    assert shown["file"] == {
        "id": media_id, "kind": "image", "file_name": "foto.png", "mime_type": "image/png", "bytes": 10,
    }  # fmt: skip
    due(owner)
    ring(served, times=2)
    (message,) = sent(owner)
    assert (message["type"], message["text"], message["files"]) == ("image", "Veja a foto", [media_id])
    assert message["author_id"] == desk.ana["id"]
    assert len(queues.of("outbound")) == 1
    assert ana.call("GET", PATH).json["items"][0]["state"] == "sent"


def test_a_voice_message_stays_one(owner: Owner, desk: Desk, served: Row, ana: Client) -> None:
    media_id = uploaded(owner, desk, kind="audio", mime_type="audio/ogg", file_name="voz.ogg", voice=True)
    assert schedule(ana, served, type="audio", media_id=media_id, voice=True, text=None)["voice"] is True
    ana.call("POST", f"{PATH}/{ana.call('GET', PATH).json['items'][0]['id']}/send")
    row = owner.execute("select voice from media").fetchone()
    assert row is not None
    assert (row["voice"], sent(owner)[0]["files"]) == (True, [media_id])


def test_a_template_with_a_picture_can_wait_too(owner: Owner, desk: Desk, served: Row, ana: Client) -> None:
    components = [{"type": "HEADER", "format": "IMAGE"}, {"type": "BODY", "text": "Olá!"}]
    insert(
        owner, "message_templates", account_id=desk.account["id"], channel_id=desk.channel["id"], name="com_foto",
        language="pt_BR", category="UTILITY", status="APPROVED", components=components,
    )  # fmt: skip
    media_id = uploaded(owner, desk)
    template = {**TEMPLATE, "header_media_id": media_id}
    shown = schedule(ana, served, type="template", template=template, text=None)
    assert (shown["type"], shown["file"]["id"]) == ("template", media_id)
    moved = ana.call("PATCH", f"{PATH}/{shown['id']}", {"due_at": "2100-01-01T00:00:00Z"})
    assert moved.status == 422  # more than a year
    due(owner)
    ring(served)
    (message,) = sent(owner)
    assert (message["type"], message["files"]) == ("template", [media_id])


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"type": "image"}, 422),
        ({"type": "text", "media_id": "own"}, 422),
        ({"type": "video", "media_id": "own"}, 422),
        ({"type": "image", "media_id": "of bia"}, 404),
        ({"type": "image", "media_id": "sent"}, 404),
        ({"type": "image", "media_id": str(uuid4())}, 404),
        ({"type": "image", "media_id": "own", "kind": "reminder"}, 422),
    ],
)
def test_what_is_no_file_of_ones_own_is_refused(
    owner: Owner, desk: Desk, served: Row, ana: Client, fields: dict[str, Any], status: int
) -> None:
    message = make_message(owner, served)
    known = {
        "own": uploaded(owner, desk),
        "of bia": uploaded(owner, desk, created_by=desk.bia["id"]),
        "sent": uploaded(owner, desk, message_id=message["id"]),
    }
    body = {"conversation_id": str(served["id"]), "due_at": (now() + timedelta(days=1)).isoformat(), **fields}
    if "media_id" in body:
        body["media_id"] = known.get(body["media_id"], body["media_id"])
    assert ana.call("POST", PATH, body).status == status
    assert owner.execute("select from scheduled_messages").fetchall() == []


def test_a_file_waits_for_one_message_only(owner: Owner, desk: Desk, served: Row, ana: Client) -> None:
    media_id = uploaded(owner, desk)
    first = schedule(ana, served, type="image", media_id=media_id, text=None)
    body = {"conversation_id": str(served["id"]), "due_at": first["due_at"], "type": "image", "media_id": media_id}
    again = ana.call("POST", PATH, body)
    assert (again.status, list(again.json["error"]["fields"])) == (422, ["media_id"])
    other = schedule(ana, served)
    change = ana.call("PATCH", f"{PATH}/{other['id']}", {"type": "image", "media_id": media_id})
    assert change.status == 422
    assert ana.call("POST", f"{PATH}/{first['id']}/cancel").status == 200
    assert ana.call("POST", PATH, body).status == 201


def test_a_file_that_was_sent_meanwhile_is_not_sent_again(owner: Owner, desk: Desk, served: Row, ana: Client) -> None:
    media_id = uploaded(owner, desk)
    schedule(ana, served, type="image", media_id=media_id, text=None)
    path = f"/api/v1/conversations/{served['id']}/messages"
    assert ana.call("POST", path, {"type": "image", "media_id": media_id}).status == 201
    due(owner)
    ring(served)
    assert sent(owner) == []
    assert ana.call("GET", PATH).json["items"][0]["state"] == "failed"


def test_the_caption_the_file_and_what_it_is_can_be_changed(owner: Owner, desk: Desk, served: Row, ana: Client) -> None:
    first, second = uploaded(owner, desk), uploaded(owner, desk, file_name="outra.png")
    shown = schedule(ana, served, type="image", media_id=first, text="Um")
    path = f"{PATH}/{shown['id']}"

    def change(**fields: Any) -> tuple[str, str | None, str | None]:
        answer = ana.call("PATCH", path, fields)
        assert answer.status == 200, answer.text
        return answer.json["type"], answer.json["text"], (answer.json["file"] or {}).get("file_name")

    assert change(text="Dois") == ("image", "Dois", "foto.png")
    assert change(media_id=second) == ("image", "Dois", "outra.png")
    assert change(type="document", media_id=second) == ("document", "Dois", "outra.png")
    assert change(type="text", text="Só texto") == ("text", "Só texto", None)
    assert change(type="image", media_id=first, text="Três") == ("image", "Três", "foto.png")
    assert ana.call("PATCH", path, {"type": "template"}).status == 422
