"""A file from the browser to the platform: uploaded, sent before it is ready, prepared, delivered."""

import io
from typing import Any

import pytest
from PIL import Image

from central.delivery import files
from central.ports import Ports
from tests.fakes import FakeBlobs, FakeQueues
from tests.fixtures.delivery import Desk, make_desk
from tests.fixtures.desk import open_window
from tests.fixtures.factories import Owner, make_user
from tests.handlers.rest_client import Client, token_of
from tests.handlers.test_process_media import picture


@pytest.fixture
def desk(owner: Owner, ports: Ports) -> Desk:
    return make_desk(owner, ports)


@pytest.fixture
def agent(client: Client, owner: Owner, desk: Desk) -> Client:
    user = make_user(owner, desk.account)
    owner.execute("update conversations set assignee_id = %s", (user["id"],))
    open_window(owner, desk.conversation)
    return client.by_token(token_of(owner, desk.account, user))


def _upload(agent: Client, desk: Desk, blobs: FakeBlobs, content: bytes, mime_type: str, **fields: Any) -> str:
    body = {"file_name": "foto.jpg", "mime_type": mime_type, "bytes": len(content), **fields}
    media_id = str(agent.post("/api/v1/media", body).json["id"])
    row = desk.owner.execute("select object_key from media where id = %s", (media_id,)).fetchone()
    assert row is not None
    blobs.put(row["object_key"], content, mime_type)
    assert agent.post(f"/api/v1/media/{media_id}/complete").status == 200
    return media_id


def _send(agent: Client, desk: Desk, kind: str, media_id: str) -> Any:
    answer = agent.post(
        f"/api/v1/conversations/{desk.conversation['id']}/messages", {"type": kind, "media_id": media_id}
    )
    assert answer.status == 201, answer.text
    return answer.json


def _prepare(desk: Desk, media_id: str) -> str:
    return files.process_file(desk.ports, desk.call, _id(desk, media_id), desk.clients)


def _id(desk: Desk, media_id: str) -> Any:
    row = desk.owner.execute("select id from media where id = %s", (media_id,)).fetchone()
    assert row is not None
    return row["id"]


def _delivered(desk: Desk) -> bytes:
    """The one file the platform got, out of the form it came in."""
    ((form, _),) = desk.fake.files.values()
    part = form.split(b'name="file"', 1)[1]
    return part.split(b"\r\n\r\n", 1)[1].rsplit(b"\r\n--", 1)[0]


def _picture(desk: Desk) -> Image.Image:
    return Image.open(io.BytesIO(_delivered(desk)))


def test_a_picture_is_shown_as_pending_and_leaves_without_its_place(
    agent: Client, desk: Desk, blobs: FakeBlobs, queues: FakeQueues
) -> None:
    media_id = _upload(agent, desk, blobs, picture("JPEG", place=True), "image/jpeg")
    sent = _send(agent, desk, "image", media_id)
    assert (sent["status"], sent["media"][0]["state"], sent["media"][0]["url"]) == ("pending", "pending", None)
    assert desk.drain().reason == "media"
    assert desk.fake.calls == []
    queues.doorbells.clear()
    assert _prepare(desk, media_id) == "stored"
    assert len(queues.of("outbound")) == 1
    assert desk.updates()[-1]["type"] == "message_status"
    shown = agent.get(f"/api/v1/messages/{sent['id']}").json["media"][0]
    assert (shown["state"], bool(shown["url"]), shown["width"]) == ("stored", True, 40)
    assert desk.drain().calls == 1
    assert dict(_picture(desk).getexif()) == {}


@pytest.mark.parametrize("prepared_first", [True, False])
def test_a_picture_that_goes_as_a_sticker_becomes_one(
    agent: Client, desk: Desk, blobs: FakeBlobs, queues: FakeQueues, prepared_first: bool
) -> None:
    """Whether it is decided before or after the picture was prepared as one."""
    media_id = _upload(agent, desk, blobs, picture("JPEG"), "image/jpeg")
    if prepared_first:
        assert _prepare(desk, media_id) == "stored"
    sent = _send(agent, desk, "sticker", media_id)
    assert (sent["media"][0]["kind"], sent["media"][0]["state"]) == ("sticker", "pending")
    assert desk.drain().reason == "media"
    assert [bell.body["media_id"] for bell in queues.of("media")] == [media_id] * 2
    assert _prepare(desk, media_id) == "stored"
    assert desk.drain().calls == 1
    with _picture(desk) as sticker:
        assert (sticker.format, sticker.size) == ("WEBP", (512, 512))


def test_a_worker_that_prepares_it_for_something_else_is_overtaken(
    agent: Client, desk: Desk, blobs: FakeBlobs, queues: FakeQueues
) -> None:
    media_id = _upload(agent, desk, blobs, picture("JPEG"), "image/jpeg")

    def choose(point: str) -> None:
        if point == "media.kept":
            _send(agent, desk, "sticker", media_id)

    done = files.process_file(desk.ports, desk.call, _id(desk, media_id), desk.clients, checkpoint=choose)
    assert done == "nothing"
    assert _prepare(desk, media_id) == "stored"
    desk.drain()
    assert _picture(desk).format == "WEBP"


def test_a_picture_as_a_document_goes_as_it_is(agent: Client, desk: Desk, blobs: FakeBlobs) -> None:
    """Whoever sends a file as a document means the file itself."""
    content = picture("JPEG", place=True)
    media_id = _upload(agent, desk, blobs, content, "image/jpeg", kind="document")
    _send(agent, desk, "document", media_id)
    assert desk.drain().calls == 1
    assert _delivered(desk) == content
