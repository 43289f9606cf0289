"""Turns a file into what the platform takes, and measures it. Works on files only; ffmpeg and Pillow on first use."""

import hashlib
import re
from pathlib import Path
from typing import TYPE_CHECKING

from central.frozen import Frozen
from central.platforms.base import InvalidMessage
from central.platforms.media import (
    SNIFF_BYTES,
    STATIC_STICKER_LIMIT,
    ConversionFailed,
    audio_target,
    base_type,
    check_outbound,
    convert_audio,
    safe_file_name,
    sniff,
)

if TYPE_CHECKING:
    from PIL import Image

_MOST_PIXELS = 40_000_000
_STICKER_SIDE = 512
_GPS_TAG = 0x8825
_DURATION = re.compile(rb"Duration: (\d+):(\d\d):(\d\d\.\d+)")
_PROBED = {"audio/ogg": "ogg", "audio/mpeg": "mp3", "audio/mp4": "mov", "audio/amr": "amr", "video/mp4": "mov"}


class Prepared(Frozen):
    """A file as it is stored. ``path`` differs from the original when it was converted; sizes in pixels and seconds."""

    path: Path
    mime_type: str
    size: int
    sha256: str
    file_name: str | None
    animated: bool = False
    width: int | None = None
    height: int | None = None
    duration: float | None = None


def head_of(path: Path) -> bytes:
    """The first bytes, which tell a file's type."""
    with path.open("rb") as file:
        return file.read(SNIFF_BYTES)


def measure(path: Path, kind: str, mime_type: str, file_name: str | None) -> Prepared:
    """Describe a file; what cannot be measured is left out."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    width, height = _dimensions(path) if kind in ("image", "sticker") else (None, None)
    duration = _duration(path, mime_type) if kind in ("audio", "video") else None
    size, animated = path.stat().st_size, sniff(head_of(path)).animated
    return Prepared(path, mime_type, size, digest, file_name, animated, width, height, duration)


def prepare_outbound(path: Path, kind: str, declared: str, file_name: str | None, *, voice: bool) -> Prepared:
    """Convert what the platform would not take, drop the place a picture was taken at, and check the result.

    Raises:
        InvalidMessage: the file cannot be sent, with a sentence for the agent.
    """
    head = head_of(path)
    mime_type = sniff(head).mime_type or base_type(declared)
    if kind == "document":
        mime_type = base_type(declared) if mime_type in ("application/zip", "application/x-ole-storage") else mime_type
    try:
        if kind == "audio":
            if mime_type == "video/webm" or mime_type == "video/mp4":
                mime_type = mime_type.replace("video/", "audio/")
            target = audio_target(head, mime_type, voice=voice)
            if target is not None:
                path, mime_type = convert_audio(path), target.mime_type
        elif kind == "sticker" and mime_type != "image/webp":
            path, mime_type = _sticker(path), "image/webp"
        elif kind == "image" and _needs_new_picture(path, mime_type):
            path, mime_type = _picture(path), "image/jpeg"
    except (ConversionFailed, OSError, ValueError, SyntaxError) as error:
        raise InvalidMessage(
            "conversion_failed", "media", "Não foi possível converter este arquivo. Envie-o em outro formato."
        ) from error
    name = file_name and safe_file_name(Path(file_name).stem if path.suffix in (".ogg", ".webp", ".jpg") else file_name)
    prepared = measure(path, kind, mime_type, safe_file_name(name, mime_type) if name else None)
    check_outbound(kind, mime_type, prepared.size, animated=prepared.animated)
    return prepared


def _needs_new_picture(path: Path, mime_type: str) -> bool:
    if mime_type not in ("image/jpeg", "image/png"):
        return True
    with _open(path) as picture:
        return _GPS_TAG in picture.getexif()


def _picture(path: Path) -> Path:
    from PIL import ImageOps

    target = path.with_name(path.name + ".converted.jpg")
    with _open(path) as picture:
        # Upright without the tag that says how to turn it; no other tag survives.
        upright = ImageOps.exif_transpose(picture)
        upright.convert("RGB").save(target, "JPEG", quality=88)
    return target


def _sticker(path: Path) -> Path:
    target = path.with_name(path.name + ".converted.webp")
    with _open(path) as picture:
        from PIL import ImageOps

        square = ImageOps.pad(picture.convert("RGBA"), (_STICKER_SIDE, _STICKER_SIDE), color=(0, 0, 0, 0))
        for quality in (90, 70, 50, 30):
            square.save(target, "WEBP", quality=quality)
            if target.stat().st_size <= STATIC_STICKER_LIMIT:
                break
    return target


def _open(path: Path) -> "Image.Image":
    from PIL import Image

    try:
        picture = Image.open(path)
    except Image.DecompressionBombError as bomb:  # Pillow's own limit, far above ours
        raise ValueError("too many pixels") from bomb
    if picture.width * picture.height > _MOST_PIXELS:
        picture.close()
        raise ValueError("too many pixels")
    return picture


def _dimensions(path: Path) -> tuple[int | None, int | None]:
    try:
        with _open(path) as picture:
            return int(picture.width), int(picture.height)
    except Exception:
        # A picture we cannot measure is still shown; Pillow raises many kinds of errors on damaged files.
        return None, None


def _duration(path: Path, mime_type: str) -> float | None:
    demuxer = _PROBED.get(base_type(mime_type))
    if demuxer is None:
        return None
    import subprocess

    try:
        import imageio_ffmpeg

        command = [imageio_ffmpeg.get_ffmpeg_exe(), "-nostdin", "-hide_banner", "-protocol_whitelist", "file"]
        command += ["-f", demuxer, "-i", f"file:{path}"]
        # The program and its arguments are ours; naming the demuxer keeps playlists and other indirect inputs out.
        shown = subprocess.run(command, capture_output=True, timeout=20, check=False).stderr  # noqa: S603
    except (ImportError, OSError, RuntimeError, subprocess.SubprocessError):
        return None
    found = _DURATION.search(shown)
    if found is None:
        return None
    hours, minutes, seconds = found.groups()
    return int(hours) * 3600 + int(minutes) * 60 + float(seconds)
