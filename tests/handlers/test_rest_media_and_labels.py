"""Files, labels and health through the function."""

from typing import Any

import pytest

from tests.fakes import FakeBlobs, FakeQueues
from tests.fixtures.factories import (
    Owner,
    Row,
    insert,
    make_account,
    make_agent,
    make_channel,
    make_conversation,
    make_message,
    make_user,
)
from tests.handlers.rest_client import Client, token_of

IMAGE = {"file_name": "foto.jpg", "mime_type": "image/jpeg", "bytes": 5}
DOCUMENT = {"file_name": "contrato.pdf", "mime_type": "application/pdf"}


@pytest.fixture
def account(owner: Owner) -> Row:
    return make_account(owner)


@pytest.fixture
def agent_user(owner: Owner, account: Row) -> Row:
    return make_agent(owner, account)


@pytest.fixture
def agent(client: Client, owner: Owner, account: Row, agent_user: Row) -> Client:
    return client.by_token(token_of(owner, account, agent_user))


def _announce(agent: Client, **fields: Any) -> Any:
    answer = agent.post("/api/v1/media", {**IMAGE, **fields})
    assert answer.status == 201, answer.text
    return answer.json


def _key(owner: Owner) -> str:
    row = owner.execute("select object_key from media").fetchone()
    assert row is not None
    return str(row["object_key"])


def test_a_file_goes_straight_to_the_bucket(
    agent: Client, owner: Owner, account: Row, blobs: FakeBlobs, queues: FakeQueues
) -> None:
    upload = _announce(agent, **DOCUMENT)
    assert upload["upload"]["method"] == "PUT"
    path = f"/api/v1/media/{upload['id']}"
    assert agent.get(path).json["state"] == "uploading"
    assert agent.get(path).json["url"] is None
    assert agent.post(f"{path}/complete").code == "upload_missing"
    key = _key(owner)
    assert key == f"accounts/{account['id']}/media/{upload['id']}/contrato.pdf"
    blobs.put(key, b"1234", "application/pdf")
    assert agent.post(f"{path}/complete").code == "upload_damaged"
    blobs.put(key, b"12345", "application/pdf")
    done = agent.post(f"{path}/complete")
    assert (done.status, done.json["state"], done.json["kind"]) == (200, "stored", "document")
    assert "expires=300" in done.json["url"]
    assert agent.post(f"{path}/complete").json == done.json == agent.get(path).json
    assert queues.of("media") == []


@pytest.mark.parametrize(
    ("mime_type", "voice"), [("audio/webm;codecs=opus", True), ("audio/wav", False), ("audio/mp4", True)]
)
def test_a_recording_waits_for_its_conversion(
    agent: Client, owner: Owner, blobs: FakeBlobs, queues: FakeQueues, mime_type: str, voice: bool
) -> None:
    upload = _announce(agent, file_name="gravação.webm", mime_type=mime_type, voice=voice)
    blobs.put(_key(owner), b"12345", "audio/webm")
    done = agent.post(f"/api/v1/media/{upload['id']}/complete").json
    assert (done["kind"], done["state"], done["voice"]) == ("audio", "pending", voice)
    assert [bell.body["media_id"] for bell in queues.of("media")] == [upload["id"]]
    assert agent.post(f"/api/v1/media/{upload['id']}/complete").json["state"] == "pending"
    assert len(queues.of("media")) == 1


@pytest.mark.parametrize(
    ("fields", "state"),
    [
        ({}, "pending"),
        ({"mime_type": "image/png"}, "pending"),
        ({"kind": "sticker"}, "pending"),
        ({"kind": "sticker", "mime_type": "image/webp"}, "pending"),
        ({"kind": "document"}, "stored"),
    ],
)
def test_a_picture_waits_for_its_preparation_except_as_a_document(
    agent: Client, owner: Owner, blobs: FakeBlobs, queues: FakeQueues, fields: Row, state: str
) -> None:
    upload = _announce(agent, **fields)
    blobs.put(_key(owner), b"12345", "image/jpeg")
    assert agent.post(f"/api/v1/media/{upload['id']}/complete").json["state"] == state
    assert [bell.body["media_id"] for bell in queues.of("media")] == [upload["id"]] * (state == "pending")


@pytest.mark.parametrize(
    "fields",
    [
        {"bytes": 6 * 1024 * 1024},
        {"bytes": 0},
        {"bytes": 10**12},
        {"mime_type": "text/html", "file_name": "a.html"},
        {"mime_type": "application/x-msdownload"},
        {"mime_type": "nonsense"},
        {"kind": "sticker", "mime_type": "image/gif"},
        {"kind": "sticker", "mime_type": "image/webp", "bytes": 501 * 1024},
        {"kind": "sticker", "bytes": 6 * 1024 * 1024},
        {"kind": "video"},
    ],
)
def test_what_the_platform_does_not_take_is_refused(agent: Client, owner: Owner, fields: Row) -> None:
    answer = agent.post("/api/v1/media", {**IMAGE, **fields})
    assert answer.status == 422
    assert owner.execute("select count(*) from media").fetchone() == {"count": 0}


@pytest.mark.parametrize("name", ["../../../etc/passwd", "a\u202egpj.exe", "x" * 255, "con.jpg", "a/b\\c.jpg"])
def test_a_name_is_made_safe(agent: Client, owner: Owner, name: str) -> None:
    _announce(agent, file_name=name)
    key = _key(owner)
    assert key.count("/") == 4
    assert ".." not in key
    assert "\u202e" not in key
    assert len(key.rsplit("/", 1)[1]) <= 120


def test_an_agent_sees_files_of_visible_conversations_only(
    client: Client, agent: Client, owner: Owner, account: Row
) -> None:
    channel = make_channel(owner, account)
    other = make_agent(owner, account)
    theirs = make_message(owner, make_conversation(owner, channel, assignee_id=other["id"], session="human"))
    file = insert(
        owner,
        "media",
        account_id=account["id"],
        message_id=theirs["id"],
        kind="image",
        state="stored",
        object_key="k",
        mime_type="image/png",
    )
    path = f"/api/v1/media/{file['id']}"
    assert agent.get(path).status == 404
    assert client.by_token(token_of(owner, account, other)).get(path).status == 200
    boss = make_user(owner, account, role="supervisor")
    assert client.by_token(token_of(owner, account, boss)).get(path).status == 200


def test_nobody_completes_somebody_elses_upload(client: Client, agent: Client, owner: Owner, account: Row) -> None:
    upload = _announce(agent)
    other = client.by_token(token_of(owner, account, make_user(owner, account, role="admin")))
    assert other.post(f"/api/v1/media/{upload['id']}/complete").status == 404


def test_labels_are_unique_whatever_their_case(client: Client, agent: Client, owner: Owner, account: Row) -> None:
    boss = client.by_token(token_of(owner, account, make_user(owner, account, role="supervisor")))
    made = boss.post("/api/v1/labels", {"name": "Cobrança", "color": "#FF0000"})
    assert (made.status, made.json["color"], made.json["conversations"]) == (201, "#ff0000", 0)
    assert boss.post("/api/v1/labels", {"name": "cobrança"}).code == "label_exists"
    assert boss.post("/api/v1/labels", {"name": "agenda"}).status == 201
    assert agent.post("/api/v1/labels", {"name": "minha"}).status == 403
    conversation = make_conversation(owner, make_channel(owner, account))
    insert(
        owner,
        "conversation_labels",
        account_id=account["id"],
        conversation_id=conversation["id"],
        label_id=made.json["id"],
    )
    first = agent.get("/api/v1/labels", query={"limit": 1}).json
    second = agent.get("/api/v1/labels", query={"limit": 1, "cursor": first["next_cursor"]}).json
    assert [(item["name"], item["conversations"]) for item in first["items"] + second["items"]] == [
        ("agenda", 0),
        ("Cobrança", 1),
    ]


def test_health_names_what_is_away(client: Client, queues: FakeQueues, monkeypatch: pytest.MonkeyPatch) -> None:
    well = client.get("/health")
    assert (well.status, well.json) == (
        200,
        {"status": "ok", "version": "test", "dependencies": {"database": "ok", "queues": "ok"}},
    )
    queues.away = True
    ill = client.get("/health")
    assert (ill.status, ill.json["dependencies"]) == (503, {"database": "ok", "queues": "unavailable"})
