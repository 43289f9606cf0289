"""Files in both directions: fetched by id, checked by their bytes, converted, and a clear placeholder when it fails."""

import hashlib
import io
import json
import struct
import subprocess
import tempfile
import wave
import zlib
from pathlib import Path
from typing import Any
from uuid import uuid4

import imageio_ffmpeg
import pytest
from PIL import Image

import process_media.handler as function
from central.delivery import files
from central.ports import Ports
from tests.fakes import FakeBlobs, FakeQueues
from tests.fakes.whatsapp import Broken, Reply
from tests.fixtures.delivery import Desk, make_desk
from tests.fixtures.factories import Owner, Row, insert, make_message


def picture(kind: str = "PNG", *, place: bool = False, side: int = 40) -> bytes:
    target = io.BytesIO()
    image = Image.new("RGB", (side, side // 2), "red")
    exif = Image.Exif()
    if place:
        exif[0x8825] = {1: "S", 2: (23.0, 33.0, 1.0)}
        exif[0x010F] = "A phone"
    image.save(target, kind, exif=exif)
    return target.getvalue()


def recording(kind: str = "webm") -> bytes:
    """A second of sound as a browser records it."""
    sound = io.BytesIO()
    with wave.open(sound, "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(b"\x00\x10" * 16000)
    if kind == "wav":
        return sound.getvalue()
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-loglevel", "error", "-i", "-", "-c:a", "libopus", "-f", kind, "-"]
    return subprocess.run(command, input=sound.getvalue(), capture_output=True, check=True).stdout


@pytest.fixture
def desk(owner: Owner, ports: Ports) -> Desk:
    return make_desk(owner, ports)


def arrived(desk: Desk, content: bytes, *, kind: str = "image", mime_type: str = "image/png", **columns: Any) -> Row:
    """A file the platform told us about, as ingest stores it."""
    message = make_message(desk.owner, desk.conversation, type=kind)
    desk.fake.files["m1"] = (content, mime_type)
    values = {"platform_media_id": "m1", "mime_type": mime_type, "next_attempt_at": "2026-01-01T00:00:00Z", **columns}
    return insert(desk.owner, "media", account_id=desk.account["id"], message_id=message["id"], kind=kind, **values)


def uploaded(desk: Desk, blobs: FakeBlobs, content: bytes, mime_type: str, *, kind: str, **columns: Any) -> Row:
    """A file an agent sends, waiting to be prepared."""
    message = make_message(desk.owner, desk.conversation, direction="out", type=kind, text=None)
    media_id = uuid4()
    key = f"accounts/{desk.account['id']}/media/{media_id}/arquivo"
    blobs.put(key, content, mime_type)
    values = {"file_name": "arquivo.bin", "bytes": len(content), **columns}
    return insert(
        desk.owner,
        "media",
        account_id=desk.account["id"],
        id=media_id,
        message_id=message["id"],
        kind=kind,
        mime_type=mime_type,
        object_key=key,
        **values,
    )


def run(desk: Desk, file: Row) -> str:
    return files.process_file(desk.ports, desk.call, file["id"], desk.clients, chance=lambda: 1.0)


def row(desk: Desk, file: Row) -> Row:
    found = desk.owner.execute("select * from media where id = %s", (file["id"],)).fetchone()
    assert found is not None
    return found


def test_fetches_a_picture_and_tells_the_bubble(desk: Desk, blobs: FakeBlobs) -> None:
    content = picture()
    file = arrived(desk, content)
    assert run(desk, file) == "stored"
    done = row(desk, file)
    assert (done["state"], done["mime_type"], done["bytes"], done["error"]) == (
        "stored",
        "image/png",
        len(content),
        None,
    )
    assert (done["width"], done["height"], done["sha256"]) == (40, 20, hashlib.sha256(content).hexdigest())
    assert done["object_key"].startswith(f"accounts/{desk.account['id']}/media/{file['id']}/")
    assert blobs.get(done["object_key"]) == content
    assert [(u["type"], u["message_id"], u["data"]) for u in desk.updates()] == [
        ("message_status", file["message_id"], {"change": "media"})
    ]
    assert run(desk, file) == "nothing"


def test_an_expired_address_is_asked_for_again_by_id(desk: Desk) -> None:
    desk.fake.media_script.append((404, {}, b""))
    file = arrived(desk, picture())
    assert run(desk, file) == "stored"
    assert [path for _, path in desk.fake.calls if path.endswith("/m1")].count("/v24.0/m1") == 2


@pytest.mark.parametrize(
    "fault", [(500, {}, b""), Broken("refused"), Broken("reset"), Broken("timeout"), (200, {}, b"cut")], ids=str
)
def test_a_passing_fault_is_tried_again(desk: Desk, queues: FakeQueues, fault: Reply | Broken) -> None:
    desk.fake.media_script.append(fault)
    file = arrived(desk, picture())
    assert run(desk, file) == "later"
    waiting = row(desk, file)
    assert (waiting["state"], waiting["attempts"]) == ("pending", 1)
    assert waiting["error"]["message"]
    assert [bell.delay_seconds for bell in queues.of("media")] == [6]
    assert run(desk, file) == "nothing", "not before its time"
    desk.let_time_pass(6.0)
    assert run(desk, file) == "stored"


def test_storage_that_is_away_is_tried_again(desk: Desk, blobs: FakeBlobs, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: Any) -> None:
        raise ConnectionError("storage away")

    file = arrived(desk, picture())
    monkeypatch.setattr(blobs, "put_file", away)
    assert run(desk, file) == "later"
    monkeypatch.undo()
    desk.let_time_pass(10.0)
    assert run(desk, file) == "stored"


def test_trying_ends_with_a_placeholder(desk: Desk) -> None:
    desk.fake.media_script.extend([(500, {}, b"")] * 50)
    file = arrived(desk, picture())
    tries = 0
    while row(desk, file)["state"] == "pending":
        run(desk, file)
        desk.let_time_pass(1000.0)
        tries += 1
    assert tries == files.MOST_ATTEMPTS
    assert "envie de novo" in row(desk, file)["error"]["message"]
    assert desk.owner.execute("select count(*) as n from messages").fetchone() == {"n": 1}


@pytest.mark.parametrize(
    ("content", "kind", "mime_type", "code"),
    [
        (b"<html><script>alert(1)</script>", "image", "image/png", "dangerous"),
        (b"MZ\x90\x00 a program", "document", "application/pdf", "dangerous"),
        (b"%PDF-1.7 not a picture", "image", "image/jpeg", "wrong_type"),
    ],
)
def test_a_file_that_lies_is_not_kept(
    desk: Desk, blobs: FakeBlobs, content: bytes, kind: str, mime_type: str, code: str
) -> None:
    file = arrived(desk, content, kind=kind, mime_type=mime_type)
    assert run(desk, file) == "failed"
    assert row(desk, file)["error"]["code"] == code
    assert blobs.objects == {}
    assert desk.updates()[-1]["type"] == "message_status"


def test_nothing_but_an_empty_file_is_asked_for_three_times(desk: Desk) -> None:
    file = arrived(desk, b"")
    outcomes = []
    for _ in range(3):
        outcomes.append(run(desk, file))
        desk.let_time_pass(100.0)
    assert outcomes == ["later", "later", "failed"]
    assert row(desk, file)["error"]["code"] == "empty"


def test_a_file_the_platform_has_no_more(desk: Desk) -> None:
    file = arrived(desk, picture())
    desk.fake.files.clear()
    assert run(desk, file) == "failed"
    assert row(desk, file)["error"]["code"] == "media_gone"


def test_a_damaged_file_is_not_taken_for_the_real_one(desk: Desk) -> None:
    file = arrived(desk, picture(), sha256=hashlib.sha256(b"something else").hexdigest())
    assert run(desk, file) == "later"
    assert row(desk, file)["error"]["code"] == "media_damaged"


def test_a_channel_that_needs_a_person_keeps_its_files_waiting(desk: Desk) -> None:
    file = arrived(desk, picture())
    desk.owner.execute("update channels set credentials = null")
    for _ in range(12):
        assert run(desk, file) == "later"
        desk.let_time_pass(3700.0)
    desk.owner.execute("update media set created_at = created_at - interval '7 days'")
    assert run(desk, file) == "failed"


# -- outbound ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["webm", "wav"])
def test_a_recording_becomes_a_voice_message(desk: Desk, blobs: FakeBlobs, queues: FakeQueues, kind: str) -> None:
    file = uploaded(desk, blobs, recording(kind), f"audio/{kind}", kind="audio", voice=True)
    assert desk.drain().reason == "media"
    assert run(desk, file) == "stored"
    done = row(desk, file)
    content = blobs.get(done["object_key"])
    assert (done["mime_type"], content[:4], content[28:36]) == ("audio/ogg", b"OggS", b"OpusHead")
    assert content[37] == 1, "one channel"
    assert 0.9 < float(done["duration_seconds"]) < 1.2
    assert list(blobs.objects) == [done["object_key"]], "the original is not kept"
    assert [bell.group for bell in queues.of("outbound")] == [str(desk.conversation["id"])]
    desk.drain()
    assert desk.fake.ledger[0].body["audio"] == {"id": "media1", "voice": True}
    assert row(desk, file)["platform_media_id"] == "media1"


def test_a_picture_goes_without_the_place_it_was_taken_at(desk: Desk, blobs: FakeBlobs) -> None:
    file = uploaded(desk, blobs, picture("JPEG", place=True), "image/jpeg", kind="image")
    assert run(desk, file) == "stored"
    with Image.open(io.BytesIO(blobs.get(row(desk, file)["object_key"]))) as sent:
        assert (dict(sent.getexif()), sent.size) == ({}, (40, 20))


def test_a_picture_that_may_go_as_it_is_stays_as_it_is(desk: Desk, blobs: FakeBlobs) -> None:
    content = picture("JPEG")
    file = uploaded(desk, blobs, content, "image/jpeg", kind="image")
    assert run(desk, file) == "stored"
    done = row(desk, file)
    assert done["object_key"] == file["object_key"]
    assert blobs.get(done["object_key"]) == content


def test_a_picture_becomes_a_sticker(desk: Desk, blobs: FakeBlobs) -> None:
    file = uploaded(desk, blobs, picture(), "image/png", kind="sticker")
    assert run(desk, file) == "stored"
    done = row(desk, file)
    assert (done["mime_type"], done["width"], done["height"]) == ("image/webp", 512, 512)
    assert done["bytes"] <= 100 * 1024


def of_many_points(width: int, height: int) -> bytes:
    """A picture that is small only as long as nobody unpacks it."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    rows = zlib.compress(bytes(1 + width // 8) * height, 9) if width * height < 50_000_000 else b""
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.mark.parametrize(("width", "height"), [(8000, 5008), (30_000, 30_000)])
def test_a_picture_of_too_many_points_is_not_unpacked(desk: Desk, blobs: FakeBlobs, width: int, height: int) -> None:
    content = of_many_points(width, height)
    file = arrived(desk, content)
    assert run(desk, file) == "stored", "kept as it came, for who wants to open it"
    assert (row(desk, file)["width"], row(desk, file)["height"]) == (None, None)
    for kind in ("sticker", "image"):
        file = uploaded(desk, blobs, content, "image/png", kind=kind)
        assert run(desk, file) == "failed", "at once, not after many tries"
        assert row(desk, file)["error"]["code"] == "conversion_failed"


@pytest.mark.parametrize(
    ("content", "kind", "mime_type"),
    [
        (b"not a sound at all", "audio", "audio/webm"),
        (b"\x89PNG\r\n\x1a\n broken", "sticker", "image/png"),
        (b"MZ a program", "document", "application/pdf"),
    ],
)
def test_what_cannot_be_sent_fails_its_message_and_frees_the_lane(
    desk: Desk, blobs: FakeBlobs, content: bytes, kind: str, mime_type: str
) -> None:
    file = uploaded(desk, blobs, content, mime_type, kind=kind, voice=kind == "audio")
    desk.message("depois")
    assert run(desk, file) == "failed"
    desk.drain()
    assert desk.statuses() == ["failed", "sent"]
    failed = desk.row({"id": file["message_id"]})
    assert failed["error"]["code"] == row(desk, file)["error"]["code"]
    assert desk.fake.texts == ["depois"]


def test_an_upload_is_used_again_and_renewed_after_a_month(desk: Desk, blobs: FakeBlobs) -> None:
    file = uploaded(desk, blobs, picture(), "image/png", kind="image", state="stored")
    desk.fake.script.append((500, {}, b""))
    desk.drain()
    desk.let_time_pass(100.0)
    desk.drain()
    assert len([path for _, path in desk.fake.calls if path.endswith("/media")]) == 1
    desk.owner.execute("update messages set status = 'pending', external_id = null")
    desk.let_time_pass(30 * 86_400.0)
    desk.drain()
    assert len([path for _, path in desk.fake.calls if path.endswith("/media")]) == 2
    assert row(desk, file)["platform_media_id"] == "media2"


def test_a_worker_that_was_overtaken_changes_nothing(desk: Desk, blobs: FakeBlobs) -> None:
    file = arrived(desk, picture())
    outcomes: list[str] = []

    def overtake(name: str) -> None:
        if name == "media.kept" and not outcomes:
            outcomes.append("…")
            desk.let_time_pass(1000.0)
            outcomes[0] = run(desk, file)

    late = files.process_file(desk.ports, desk.call, file["id"], desk.clients, checkpoint=overtake)
    assert (outcomes, late) == (["stored"], "nothing")
    assert row(desk, file)["object_key"].rpartition("/")[2].startswith("2-")
    assert len(desk.updates()) == 1


def test_a_file_whose_message_was_erased_meanwhile_stays_nowhere(desk: Desk, blobs: FakeBlobs) -> None:
    file = arrived(desk, picture())

    def erase(name: str) -> None:
        if name == "media.kept":
            assert blobs.objects
            desk.owner.execute("delete from messages where id = %s", (file["message_id"],))

    assert files.process_file(desk.ports, desk.call, file["id"], desk.clients, checkpoint=erase) == "nothing"
    assert blobs.objects == {}


class Killed(BaseException):
    """The worker is gone: nothing after this point runs."""


@pytest.mark.parametrize("point", ["media.claimed", "media.fetched", "media.kept", "media.written"])
def test_a_worker_that_dies_anywhere_loses_no_file_and_tells_once(desk: Desk, blobs: FakeBlobs, point: str) -> None:
    assert point in Path(files.__file__).read_text(encoding="utf-8")
    file = arrived(desk, picture())

    def die(name: str) -> None:
        if name == point:
            raise Killed

    with pytest.raises(Killed):
        files.process_file(desk.ports, desk.call, file["id"], desk.clients, checkpoint=die)
    assert run(desk, file) == "nothing", "the lease holds"
    desk.let_time_pass(files.LEASE_SECONDS + 10.0)
    run(desk, file)
    done = row(desk, file)
    assert (done["state"], blobs.get(done["object_key"])) == ("stored", picture())
    assert len(desk.updates()) == 1


def test_files_of_a_stopped_channel_keep_nobody_awake(desk: Desk) -> None:
    file = arrived(desk, picture())
    desk.owner.execute("update channels set state = 'error'")
    assert desk.due_files() == []
    assert not desk.sweep_comes_again()
    desk.owner.execute("update channels set state = 'active'")
    assert desk.due_files() == [(desk.account["id"], file["id"])]
    assert desk.sweep_comes_again()


def test_the_sweep_finds_files_whose_doorbell_was_lost(desk: Desk) -> None:
    file = arrived(desk, picture())
    assert desk.due_files() == [(desk.account["id"], file["id"])]
    assert desk.sweep_comes_again()
    run(desk, file)
    assert desk.due_files() == []
    assert not desk.sweep_comes_again()


def test_the_function_answers_per_record(desk: Desk, queues: FakeQueues, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(function, "ports", lambda: desk.ports)
    monkeypatch.setattr(function, "_clients", lambda: desk.clients)
    file = arrived(desk, picture())
    body = json.dumps({"account_id": str(desk.account["id"]), "media_id": str(file["id"])})
    records = [
        {"messageId": "1", "receiptHandle": "1", "body": body, "attributes": {}},
        {"messageId": "2", "receiptHandle": "2", "body": "{}", "attributes": {}},
        {"messageId": "3", "receiptHandle": "3", "body": body, "attributes": {}},
    ]
    assert function.lambda_handler({"Records": records}, None) == {"batchItemFailures": []}
    assert row(desk, file)["state"] == "stored"
    assert len(queues.parked) == 1


def test_nothing_is_left_on_the_disk(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    run(desk, arrived(desk, picture()))
    assert list(tmp_path.iterdir()) == []
