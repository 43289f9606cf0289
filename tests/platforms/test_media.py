"""Files: what they really are, what may be sent or kept, safe names, and audio that WhatsApp takes."""

import io
import struct
import subprocess
import time
import wave
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from central.platforms import media
from central.platforms.base import InvalidMessage

OFFICE = "application/vnd.openxmlformats-officedocument."
DOCX, XLSX, PPTX = (
    OFFICE + name for name in ("wordprocessingml.document", "spreadsheetml.sheet", "presentationml.presentation")
)


def opus(channels: int) -> bytes:
    return b"OggS\x00\x02" + bytes(22) + b"OpusHead\x01" + bytes([channels]) + bytes(10)


def mp4(brand: bytes) -> bytes:
    return b"\x00\x00\x00\x20ftyp" + brand + bytes(20)


def webp(*, animated: bool) -> bytes:
    return b"RIFF\x00\x00\x00\x00WEBPVP8X\x0a\x00\x00\x00" + bytes([0x02 if animated else 0x00]) + bytes(10)


@pytest.mark.parametrize(
    ("head", "mime_type"),
    [
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"GIF87a", "image/gif"),
        (b"GIF89a", "image/gif"),
        (b"JUNKsizeWEBPVP8X", None),
        (b"RIFFsizeWEBPVP8X", "image/webp"),
        (b"JUNKsizeWAVEfmt ", None),
        (b"RIFFsizeAVI LIST", None),
        (webp(animated=False), "image/webp"),
        (b"%PDF-1.7", "application/pdf"),
        (opus(1), "audio/ogg"),
        (b"OggS" + bytes(24) + b"\x01vorbis", "audio/ogg"),
        (b"OggS" + bytes(24) + b"\x80theora", "video/ogg"),
        (b"OggS" + bytes(600) + b"theora", "audio/ogg"),
        (b"OggSOpusHead\x01", "audio/ogg"),
        (b"ID3\x04", "audio/mpeg"),
        (b"\xff\xfb\x90\x00", "audio/mpeg"),
        (b"\xff\xfd\x90\x00", "audio/mpeg"),
        (b"\xff\xe1\x90\x00", None),
        (b"\x00\xfb\x90\x00", None),
        # A table that Excel saves as Unicode begins as the rarest of MPEG's layers does.
        (b"\xff\xfea\x00;\x00b\x00", None),
        (b"\xff\xf1\x50\x80", "audio/aac"),
        (b"#!AMR\n", "audio/amr"),
        (b"fLaC", "audio/flac"),
        (mp4(b"M4A "), "audio/mp4"),
        (mp4(b"M4B "), "audio/mp4"),
        (mp4(b"isom"), "video/mp4"),
        (mp4(b"3gp5"), "video/3gpp"),
        (mp4(b"qt  "), "video/quicktime"),
        (mp4(b"heic"), "image/heic"),
        (mp4(b"heix"), "image/heic"),
        (mp4(b"mif1"), "image/heic"),
        (mp4(b"msf1"), "image/heic"),
        (b"\x1aE\xdf\xa3" + b"webm" + b"A_OPUS", "audio/webm"),
        (b"\x1aE\xdf\xa3" + b"webm" + b"V_VP9", "video/webm"),
        (b"\x1aE\xdf\xa3" + b"webm" + b"V_AV1", "video/webm"),
        (b"PK\x03\x04" + b"[Content_Types].xml" + b"word/document.xml", DOCX),
        (b"PK\x03\x04" + b"_rels/" + b"xl/workbook.xml", XLSX),
        (b"PK\x03\x04" + b"docProps/" + b"ppt/presentation.xml", PPTX),
        (b"PK\x03\x04" + b"word/letters.txt", "application/zip"),
        (b"PK\x03\x04" + b"readme.txt", "application/zip"),
        (b"MZ\x90", "application/x-msdownload"),
        (b"\x7fELF", "application/x-executable"),
        (b"  <!DOCTYPE html><html>", "text/html"),
        (b"<!-- x\ny --><script>", "text/html"),
        (b"<head>", "text/html"),
        (b"<BODY onload=x>", "text/html"),
        (b"<iframe>", "text/html"),
        (b" " * 2_041 + b"<script>", "text/html"),
        (b" " * 2_048 + b"<script>", None),
        (b'<?xml version="1.0"?><svg onload="x">', "text/html"),
        (b"plain text", None),
        (b"", None),
    ],
)
def test_sniff(head: bytes, mime_type: str | None) -> None:
    assert media.sniff(head).mime_type == mime_type


def test_sniff_looks_inside() -> None:
    assert media.sniff(webp(animated=True)).animated
    assert not media.sniff(webp(animated=False)).animated
    assert not media.sniff(b"RIFFsizeWEBPVP8 " + b"\xff" * 10).animated
    assert media.sniff(b"GIF89a" + bytes(20) + b"NETSCAPE2.0").animated
    assert not media.sniff(b"GIF89a" + bytes(20)).animated
    assert (media.sniff(opus(2)).opus, media.sniff(opus(2)).channels) == (True, 2)


@given(st.binary(max_size=64))
def test_sniff_never_raises(head: bytes) -> None:
    media.sniff(head)
    media.check_inbound("image", "image/png", head, len(head))


@pytest.mark.parametrize(
    ("kind", "mime_type", "size", "code"),
    [
        ("image", "image/jpeg", 5 * 1024 * 1024, None),
        ("image", "image/jpeg", 5 * 1024 * 1024 + 1, "file_too_large"),
        ("image", "image/jpg", 1, None),
        ("image", "image/webp", 1, "file_type"),
        ("image", "image/png", 0, "file_empty"),
        ("image", "image/png", None, None),
        ("video", "video/mp4", 16 * 1024 * 1024, None),
        ("video", "video/webm", 1, "file_type"),
        ("audio", "audio/ogg; codecs=opus", 1, None),
        ("audio", "audio/wav", 1, "file_type"),
        ("document", "application/pdf", 100 * 1024 * 1024, None),
        ("document", "application/pdf", 100 * 1024 * 1024 + 1, "file_too_large"),
        ("document", "text/html", 1, "file_type"),
        ("document", "application/x-msdownload", 1, "file_type"),
        ("sticker", "image/webp", 100 * 1024, None),
        ("sticker", "image/webp", 100 * 1024 + 1, "file_too_large"),
        ("poll", "image/webp", 1, "type_not_supported"),
    ],
)
def test_check_outbound(kind: str, mime_type: str, size: int | None, code: str | None) -> None:
    if code is None:
        media.check_outbound(kind, mime_type, size)
        return
    with pytest.raises(InvalidMessage) as refused:
        media.check_outbound(kind, mime_type, size)
    assert refused.value.code == code


def test_animated_sticker_may_be_larger() -> None:
    media.check_outbound("sticker", "image/webp", 500 * 1024, animated=True)


@pytest.mark.parametrize(
    ("kind", "declared", "head", "size", "mime_type", "code"),
    [
        ("image", "image/jpeg", b"\xff\xd8\xff", 3, "image/jpeg", None),
        ("image", "image/jpeg", b"\x89PNG\r\n\x1a\n", 8, "image/png", None),
        ("image", "image/jpeg", b"", 0, "image/jpeg", "empty"),
        ("image", "image/jpeg", b"\xff\xd8\xff", 10**9, "image/jpeg", "too_large"),
        ("image", "image/jpeg", b"<html>", 6, "text/html", "dangerous"),
        ("image", "image/jpeg", b"MZ", 2, "application/x-msdownload", "dangerous"),
        ("image", "image/jpeg", b"%PDF-", 5, "application/pdf", "wrong_type"),
        ("image", "image/jpeg", b"????", 4, "image/jpeg", "wrong_type"),
        ("sticker", "image/webp", webp(animated=True), 40, "image/webp", None),
        ("audio", "audio/ogg; codecs=opus", opus(1), 40, "audio/ogg", None),
        ("audio", "audio/mp4", mp4(b"isom"), 40, "audio/mp4", None),
        ("audio", "audio/x-rare", b"????", 4, "audio/x-rare", None),
        ("audio", "application/x-rare", b"????", 4, "application/x-rare", "wrong_type"),
        ("audio", "audio/ogg", b"%PDF-", 5, "application/pdf", "wrong_type"),
        ("sticker", "image/webp", b"%PDF-", 5, "application/pdf", "wrong_type"),
        ("video", "video/mp4", b"%PDF-", 5, "application/pdf", "wrong_type"),
        ("video", "video/webm", b"\x1aE\xdf\xa3A_OPUS", 10, "video/webm", None),
        ("audio", "audio/webm", b"\x1aE\xdf\xa3" + bytes(4_096) + b"V_VP9", 4_105, "audio/webm", None),
        ("video", "video/mp4", mp4(b"isom"), 40, "video/mp4", None),
        ("document", "application/pdf", b"%PDF-", 5, "application/pdf", None),
        ("document", "text/csv", b"a;b", 3, "text/csv", None),
        ("document", None, b"a;b", 3, "application/octet-stream", None),
        ("document", "text/html", b"oi", 2, "text/html", "dangerous"),
        ("document", DOCX, b"PK\x03\x04????", 8, DOCX, None),
        ("document", "application/msword", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8, "application/msword", None),
        ("document", "image/png", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8, "application/octet-stream", None),
        ("document", "application/pdf", b"MZ", 2, "application/x-msdownload", "dangerous"),
        ("document", "application/pdf", b"\x7fELF", 4, "application/x-executable", "dangerous"),
        ("document", "image/png", b"PK\x03\x04????", 8, "application/zip", None),
        ("document", "application/x-msdownload", b"PK\x03\x04????", 8, "application/zip", None),
    ],
)
def test_check_inbound(
    kind: str, declared: str | None, head: bytes, size: int, mime_type: str, code: str | None
) -> None:
    assert media.check_inbound(kind, declared, head, size) == (mime_type, code)


@pytest.mark.parametrize("again", [b"<!---->", b"<!-- -->\n", b"<!--", b" ", b"<?xml >", b"\x00"])
def test_a_file_made_to_be_slow_is_told_at_once(again: bytes) -> None:
    """Each of many comments could once end at every later one's end: a file of 2 kB kept a worker for ever."""
    started = time.process_time()
    media.sniff((again * media.SNIFF_BYTES)[: media.SNIFF_BYTES])
    media.check_inbound("document", "text/plain", again * 150 + b"x", 1_000)
    assert time.process_time() - started < 0.2
    assert media.sniff(again * 50 + b"<script>").mime_type == (
        None if again in (b"\x00", b"<!--", b"<?xml >") else "text/html"
    )


@pytest.mark.parametrize(
    ("name", "mime_type", "safe"),
    [
        ("exame de sangue.pdf", "application/pdf", "exame de sangue.pdf"),
        ("../../etc/passwd", "", "passwd"),
        ("..\\..\\windows\\x.dll", "", "x.dll"),
        ("a/b/c.pdf", "", "c.pdf"),
        ("a\x00b\r\nc.pdf", "", "a_b__c.pdf"),
        ("gpj.\u202eexe", "", "gpj._exe"),
        ('x"; filename="y.exe', "", "x_; filename=_y.exe"),
        ("...", "", "arquivo"),
        ("", "image/jpeg", "arquivo.jpg"),
        (None, "audio/ogg; codecs=opus", "arquivo.ogg"),
        ("sem extensão", "application/pdf", "sem extensão.pdf"),
        ("CON.txt", "", "_CON.txt"),
        ("x" * 300 + ".pdf", "", "x" * 116 + ".pdf"),
        ("\ud800.pdf", "", "_.pdf"),
        ("//", "", "arquivo"),
    ],
)
def test_safe_file_name(name: str | None, mime_type: str, safe: str) -> None:
    assert media.safe_file_name(name, mime_type) == safe


@given(st.text(max_size=300), st.sampled_from(["", "image/png", "x/y"]))
def test_every_name_becomes_safe(name: str, mime_type: str) -> None:
    safe = media.safe_file_name(name, mime_type)
    safe.encode("utf-8")
    assert 0 < len(safe) <= 130
    assert not set(safe) & set('/\\:*?"<>|\r\n\x00')
    assert safe.strip(". ") != ""


@pytest.mark.parametrize(
    ("mime_type", "kind"),
    [("image/jpeg", "image"), ("image/gif", "document"), ("video/mp4", "video"), ("video/webm", "document"),
     ("audio/wav", "audio"), ("audio/webm", "audio"), ("application/pdf", "document"), ("", "document")],
)  # fmt: skip
def test_kind_for(mime_type: str, kind: str) -> None:
    assert media.kind_for(mime_type) == kind


@pytest.mark.parametrize(
    ("head", "mime_type", "voice", "converted"),
    [
        (opus(1), "audio/ogg", True, False),
        (opus(1), "audio/ogg", False, False),
        (opus(2), "audio/ogg", False, True),
        (b"OggS" + bytes(24) + b"\x01vorbis", "audio/ogg", False, True),
        (b"\x1aE\xdf\xa3A_OPUS", "audio/webm", True, True),
        (b"ID3", "audio/mpeg", False, False),
        (b"ID3", "audio/mpeg", True, True),
        (mp4(b"M4A "), "audio/mp4", False, False),
        (mp4(b"isom"), "audio/mp4", False, False),
        (mp4(b"isom"), "audio/mp4", True, True),
        (b"RIFF\x00\x00\x00\x00WAVEfmt ", "audio/wav", False, True),
        (b"fLaC", "audio/flac", False, True),
        (b"????", "audio/aac", False, False),
    ],
)
def test_audio_target(head: bytes, mime_type: str, voice: bool, converted: bool) -> None:
    target = media.audio_target(head, mime_type, voice=voice)
    assert (target is not None) is converted
    if target is not None:
        assert (target.mime_type, target.codec, target.channels) == ("audio/ogg", "libopus", 1)


def stereo_wav() -> bytes:
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(8_000)
        file.writeframes(b"".join(struct.pack("<hh", n % 500, -(n % 500)) for n in range(4_000)))
    return buffer.getvalue()


def test_convert_audio_gives_mono_opus(tmp_path: Path) -> None:
    source = tmp_path / "-gravação 1.wav"
    source.write_bytes(stereo_wav())
    result = media.convert_audio(source)
    assert media.sniff(result.read_bytes()[: media.SNIFF_BYTES]) == media.Sniffed("audio/ogg", opus=True, channels=1)
    assert result.parent == tmp_path


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n", "unknown_format"),
        (b"ffconcat version 1.0\nfile /etc/passwd\n", "unknown_format"),
        (b"", "unknown_format"),
        (b"RIFF\x00\x00\x00\x00WAVEfmt broken", "failed"),
        (b"ID3" + bytes(100), "failed"),
    ],
)
def test_convert_audio_refuses_what_is_no_audio(tmp_path: Path, content: bytes, code: str) -> None:
    source = tmp_path / "x.wav"
    source.write_bytes(content)
    with pytest.raises(media.ConversionFailed) as failure:
        media.convert_audio(source)
    assert failure.value.code == code
    assert [path.name for path in tmp_path.iterdir()] == ["x.wav"]


def test_convert_audio_stops_in_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = tmp_path / "x.wav"
    source.write_bytes(stereo_wav())

    def run(command: list[str], **options: Any) -> None:
        raise subprocess.TimeoutExpired(command, options["timeout"])

    monkeypatch.setattr("subprocess.run", run)
    with pytest.raises(media.ConversionFailed, match="timeout"):
        media.convert_audio(source, timeout_seconds=0.5)


def test_convert_audio_reads_one_file_as_what_it_is_and_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = tmp_path / "x.wav"
    source.write_bytes(stereo_wav())
    commands: list[list[str]] = []

    def run(command: list[str], **_: object) -> subprocess.CompletedProcess[bytes]:
        commands.append(command)
        Path(command[-1].removeprefix("file:")).write_bytes(b"OggS without a sound")
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr("subprocess.run", run)
    with pytest.raises(media.ConversionFailed, match="empty"):
        media.convert_audio(source, most_seconds=7)
    [command] = commands
    # What stands before the input is about the input: a list of other files is neither opened nor guessed at.
    before = command[: command.index("-i")]
    assert before[-4:] == ["-protocol_whitelist", "file", "-f", "wav"]
    assert command[command.index("-t") + 1] == "7"
    assert command[command.index("-fs") + 1] == str(16 * 1024 * 1024)
    assert [path.name for path in tmp_path.iterdir()] == ["x.wav"]
