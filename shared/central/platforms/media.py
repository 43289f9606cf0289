"""Files: which kinds and sizes a platform takes, what a file really is, safe names, and audio in WhatsApp's format.

Types are told by the first bytes, never by the name or by what the sender says. Limits are those of Meta's Cloud API
(the strictest we have). ffmpeg is run only by `convert_audio`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from central.platforms.base import InvalidMessage

if TYPE_CHECKING:
    from pathlib import Path

MEBIBYTE = 1024 * 1024
INBOUND_LIMIT = 100 * MEBIBYTE
SNIFF_BYTES = 4_096

# Largest outbound size per kind; a static sticker has its own, smaller one.
OUTBOUND_LIMITS: Mapping[str, int] = {
    "image": 5 * MEBIBYTE,
    "video": 16 * MEBIBYTE,
    "audio": 16 * MEBIBYTE,
    "document": 100 * MEBIBYTE,
    "sticker": 500 * 1024,
}
STATIC_STICKER_LIMIT = 100 * 1024
_OUTBOUND_TYPES: Mapping[str, frozenset[str]] = {
    "image": frozenset({"image/jpeg", "image/png"}),
    "video": frozenset({"video/mp4", "video/3gpp"}),
    "audio": frozenset({"audio/aac", "audio/mp4", "audio/mpeg", "audio/amr", "audio/ogg"}),
    "sticker": frozenset({"image/webp"}),
}
_EXTENSIONS: Mapping[str, str] = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/gif": ".gif",
    "image/webp": ".webp",
    "image/heic": ".heic",
    "video/mp4": ".mp4",
    "video/3gpp": ".3gp",
    "video/quicktime": ".mov",
    "video/webm": ".webm",
    "audio/ogg": ".ogg",
    "audio/mpeg": ".mp3",
    "audio/mp4": ".m4a",
    "audio/aac": ".aac",
    "audio/amr": ".amr",
    "audio/wav": ".wav",
    "audio/flac": ".flac",
    "audio/webm": ".webm",
    "application/pdf": ".pdf",
    "application/zip": ".zip",
    "text/plain": ".txt",
    "application/msword": ".doc",
    "application/vnd.ms-excel": ".xls",
    "application/vnd.ms-powerpoint": ".ppt",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": ".pptx",
}
_ALIASES: Mapping[str, str] = {
    "image/jpg": "image/jpeg",
    "audio/mp3": "audio/mpeg",
    "audio/x-m4a": "audio/mp4",
    "audio/m4a": "audio/mp4",
    "audio/x-wav": "audio/wav",
    "audio/wave": "audio/wav",
    "audio/opus": "audio/ogg",
    "application/ogg": "audio/ogg",
    "audio/x-aac": "audio/aac",
    "video/3gp": "video/3gpp",
}
# (offset, bytes, type) of plain signatures; containers are looked into below.
_SIGNATURES: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"GIF87a", "image/gif"),
    (0, b"GIF89a", "image/gif"),
    (0, b"%PDF-", "application/pdf"),
    (0, b"fLaC", "audio/flac"),
    (0, b"#!AMR", "audio/amr"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"OggS", "audio/ogg"),
    (0, b"PK\x03\x04", "application/zip"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (0, b"MZ", "application/x-msdownload"),
    (0, b"\x7fELF", "application/x-executable"),
)
_OFFICE = {
    b"word/": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    b"xl/": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    b"ppt/": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
_OLE = ("application/msword", "application/vnd.ms-excel", "application/vnd.ms-powerpoint", "application/vnd.ms-outlook")
_DANGEROUS = frozenset({"application/x-msdownload", "application/x-executable", "text/html"})
# Comments are never read twice: a file that is nothing but comments would be tried in more ways than there is time for.
_MARKUP = re.compile(
    rb"\s*+(?:<!--(?>.*?-->)\s*+)*+<(?:!doctype\s+html|html|head|body|script|iframe|svg|\?xml[^>]*>\s*+<svg)",
    re.I | re.S,
)
_RESERVED_NAMES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|\Z)", re.IGNORECASE)
_UNSAFE_NAME = re.compile(r"[\x00-\x1f\x7f<>:\"/\\|?*\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


class Sniffed(NamedTuple):
    """What the bytes say: `mime_type` is None when they say nothing; `channels` only for Opus."""

    mime_type: str | None
    animated: bool = False
    opus: bool = False
    channels: int | None = None


class InboundVerdict(NamedTuple):
    """Whether an inbound file is kept, as what, and if not, why (`code`: empty, too_large, dangerous, wrong_type)."""

    mime_type: str
    code: str | None = None


class AudioTarget(NamedTuple):
    """The format an audio must be converted to before WhatsApp takes it."""

    mime_type: str = "audio/ogg"
    extension: str = ".ogg"
    codec: str = "libopus"
    channels: int = 1


def base_type(mime_type: str | None) -> str:
    """A MIME type without parameters, in lower case, usual misnomers put right; "" for none."""
    plain = (mime_type or "").split(";", 1)[0].strip().lower()
    return _ALIASES.get(plain, plain)


def sniff(head: bytes) -> Sniffed:
    """Tell a file's type by its first bytes (4,096 are enough)."""
    for offset, signature, mime_type in _SIGNATURES:
        if head[offset : offset + len(signature)] == signature:
            return _inside(mime_type, head)
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return Sniffed("image/webp", animated=head[12:16] == b"VP8X" and len(head) > 20 and bool(head[20] & 0x02))
    if head[:4] == b"RIFF" and head[8:12] == b"WAVE":
        return Sniffed("audio/wav")
    if head[4:8] == b"ftyp":
        return Sniffed(_iso_media(head[8:12]))
    if head[:4] == b"\x1aE\xdf\xa3":
        video = b"V_VP" in head or b"V_AV1" in head
        return Sniffed("video/webm" if video else "audio/webm")
    if len(head) > 1 and head[0] == 0xFF and head[1] & 0xF6 == 0xF0:
        return Sniffed("audio/aac")
    if len(head) > 1 and head[0] == 0xFF and head[1] & 0xE0 == 0xE0 and head[1] & 0x06 in (0x02, 0x04):
        return Sniffed("audio/mpeg")
    if _MARKUP.match(head[:2_048]):
        return Sniffed("text/html")
    return Sniffed(None)


def kind_for(mime_type: str) -> str:
    """The message type a file is sent as; what WhatsApp does not show by itself goes as a document."""
    plain = base_type(mime_type)
    for kind in ("image", "video", "audio"):
        if plain in _OUTBOUND_TYPES[kind]:
            return kind
    return "audio" if plain.startswith("audio/") else "document"


def check_outbound(kind: str, mime_type: str, size: int | None, *, animated: bool = False) -> None:
    """Check a file against what WhatsApp takes for this kind. Raises `InvalidMessage`.

    Args:
        kind: image, video, audio, document or sticker.
        size: in bytes; None when not known yet.
    """
    if kind not in OUTBOUND_LIMITS:
        raise InvalidMessage("type_not_supported", "type", "O WhatsApp não envia este tipo de arquivo.")
    plain = base_type(mime_type)
    allowed = _OUTBOUND_TYPES.get(kind)
    if allowed is not None and plain not in allowed:
        raise InvalidMessage("file_type", "media", f"O WhatsApp não aceita este formato: {plain or 'desconhecido'}.")
    if plain in _DANGEROUS:
        raise InvalidMessage("file_type", "media", "Por segurança, este tipo de arquivo não pode ser enviado.")
    limit = STATIC_STICKER_LIMIT if kind == "sticker" and not animated else OUTBOUND_LIMITS[kind]
    if size is not None and size <= 0:
        raise InvalidMessage("file_empty", "media", "O arquivo está vazio.")
    if size is not None and size > limit:
        shown = f"{limit // MEBIBYTE} MB" if limit >= MEBIBYTE else f"{limit // 1024} KB"
        raise InvalidMessage("file_too_large", "media", f"O arquivo é grande demais: o WhatsApp aceita até {shown}.")


def check_inbound(
    kind: str, declared: str | None, head: bytes, size: int, limit: int = INBOUND_LIMIT
) -> InboundVerdict:
    """Decide about a downloaded file: kept under the type its bytes have, or refused.

    An image, video, audio or sticker whose bytes are of another family is refused (a lie); a document may be anything
    but a program or a page, and keeps what the sender said where the bytes say nothing.
    """
    said = base_type(declared)
    if size <= 0:
        return InboundVerdict(said or "application/octet-stream", "empty")
    if size > limit:
        return InboundVerdict(said or "application/octet-stream", "too_large")
    found = sniff(head[:SNIFF_BYTES]).mime_type
    if found in _DANGEROUS or (found is None and said in _DANGEROUS):
        return InboundVerdict(found or said, "dangerous")
    if found is None:
        ok = kind == "document" or (kind == "audio" and said.startswith("audio/"))
        return InboundVerdict(said or "application/octet-stream", None if ok else "wrong_type")
    if found == "application/x-ole-storage":
        found = said if said in _OLE else "application/octet-stream"
    if found == "application/zip" and said.startswith("application/") and said not in _DANGEROUS:
        found = said
    if found == "audio/webm" and said == "video/webm":
        found = said
    if found == "video/mp4" and said == "audio/mp4":
        found = said
    family = {"image": "image/", "sticker": "image/", "video": "video/", "audio": "audio/"}.get(kind, "")
    return InboundVerdict(found, None if found.startswith(family) else "wrong_type")


def safe_file_name(name: str | None, mime_type: str = "", fallback: str = "arquivo") -> str:
    """A name that is safe on every system and in a header: no path, no control or direction marks, at most 120 long.

    The extension follows the type where the type has one and the name has none.
    """
    text = unicodedata.normalize("NFC", _UNSAFE_NAME.sub("_", (name or "").replace("\\", "/").rsplit("/", 1)[-1]))
    text = text.strip(" .")
    if not text or set(text) <= {"_", "."}:
        text = fallback
    if _RESERVED_NAMES.match(text):
        text = "_" + text
    stem, dot, extension = text.rpartition(".")
    if not dot or not stem or len(extension) > 10:
        stem, extension = text, ""
    known = _EXTENSIONS.get(base_type(mime_type), "")
    ending = "." + extension if extension else known
    return stem[: 120 - len(ending)].rstrip(" .") + ending


def audio_target(head: bytes, mime_type: str, *, voice: bool) -> AudioTarget | None:
    """Whether an audio must be converted before sending, and to what; None when WhatsApp takes it as it is.

    Voice messages must be Ogg/Opus with one channel. An attached MP3, M4A, AAC or AMR goes as it is; everything else
    (browser recordings in WebM, WAV, FLAC, Ogg/Vorbis, Opus in stereo) is converted.
    """
    found = sniff(head[:SNIFF_BYTES])
    if found.opus and found.channels == 1:
        return None
    plain = found.mime_type or base_type(mime_type)
    if plain == "video/mp4" and base_type(mime_type) == "audio/mp4":
        plain = "audio/mp4"  # the same container; its name says only "MP4"
    if voice or plain == "audio/ogg" or plain not in _OUTBOUND_TYPES["audio"]:
        return AudioTarget()
    return None


# ffmpeg demuxer per type: naming it keeps playlists and other indirect inputs out.
_DEMUXERS = {
    "audio/ogg": "ogg",
    "audio/mpeg": "mp3",
    "audio/mp4": "mov",
    "video/mp4": "mov",
    "video/3gpp": "mov",
    "video/quicktime": "mov",
    "audio/aac": "aac",
    "audio/amr": "amr",
    "audio/wav": "wav",
    "audio/flac": "flac",
    "audio/webm": "matroska",
    "video/webm": "matroska",
}


class ConversionFailed(Exception):
    """ffmpeg could not make a usable file; `code`: unknown_format, timeout, failed, empty."""

    def __init__(self, code: str, details: str = "") -> None:
        super().__init__(f"{code} {details}".strip())
        self.code = code


def convert_audio(path: Path, *, timeout_seconds: float = 60.0, most_seconds: int = 3_600) -> Path:
    """Convert an audio file to Ogg/Opus with one channel, beside the original (`<name>.converted.ogg`).

    Args:
        timeout_seconds: for the whole conversion.
        most_seconds: longer recordings are cut there.
    Raises:
        ConversionFailed: not an audio, or ffmpeg failed or took too long.
    """
    with path.open("rb") as file:
        mime_type = sniff(file.read(SNIFF_BYTES)).mime_type or ""
    demuxer = _DEMUXERS.get(mime_type)
    if demuxer is None:
        raise ConversionFailed("unknown_format", mime_type)
    import subprocess

    import imageio_ffmpeg

    target = path.with_name(path.name + ".converted.ogg")
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-nostdin", "-hide_banner", "-loglevel", "error", "-y"]
    command += ["-protocol_whitelist", "file", "-f", demuxer, "-i", f"file:{path}"]
    command += ["-map", "0:a:0", "-vn", "-sn", "-dn", "-map_metadata", "-1", "-t", str(most_seconds)]
    command += ["-ac", "1", "-ar", "48000", "-c:a", "libopus", "-b:a", "24k", "-application", "voip"]
    command += ["-fs", str(OUTBOUND_LIMITS["audio"]), "-threads", "1", "-f", "ogg", f"file:{target}"]
    try:
        # The program and its arguments are ours; the file's name is one argument and no shell is involved.
        done = subprocess.run(command, capture_output=True, timeout=timeout_seconds, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        target.unlink(missing_ok=True)
        raise ConversionFailed("timeout") from None
    if done.returncode != 0 or not target.exists():
        target.unlink(missing_ok=True)
        raise ConversionFailed("failed", done.stderr.decode("utf-8", "replace")[-300:])
    with target.open("rb") as file:
        result = sniff(file.read(SNIFF_BYTES))
    if not result.opus:
        target.unlink(missing_ok=True)
        raise ConversionFailed("empty")
    return target


def _inside(mime_type: str, head: bytes) -> Sniffed:
    if mime_type == "audio/ogg":
        position = head.find(b"OpusHead")
        if position >= 0 and len(head) > position + 9:
            return Sniffed("audio/ogg", opus=True, channels=head[position + 9])
        return Sniffed("video/ogg" if b"theora" in head[:512] else "audio/ogg")
    if mime_type == "application/zip":
        for mark, office in _OFFICE.items():
            if mark in head and (b"[Content_Types].xml" in head or b"_rels/" in head or b"docProps/" in head):
                return Sniffed(office)
    if mime_type == "image/gif":
        return Sniffed(mime_type, animated=b"NETSCAPE2.0" in head)
    return Sniffed(mime_type)


def _iso_media(brand: bytes) -> str:
    if brand[:3] == b"M4A" or brand[:3] == b"M4B":
        return "audio/mp4"
    if brand[:2] == b"3g":
        return "video/3gpp"
    if brand == b"qt  ":
        return "video/quicktime"
    if brand in (b"heic", b"heix", b"mif1", b"msf1"):
        return "image/heic"
    return "video/mp4"
