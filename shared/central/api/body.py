"""The gate of request bodies: strict where webhooks are lenient, because a client can correct what it sent.

A body that passes is UTF-8 JSON whose texts, numbers and nesting the database and every later reader accept.
"""

import json
import math
from typing import Any

MAX_BODY_BYTES = 1024 * 1024
MAX_DEPTH = 32
_MAX_DIGITS = 18  # a signed 64-bit integer whatever the digits are


class Unreadable(Exception):
    """A body nobody can read; ``status`` is 400, 413 or 415."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.message = message


def read_json(raw: bytes, content_type: str) -> Any:
    """Return the value of a JSON body.

    Args:
        raw: at most ``MAX_BODY_BYTES`` bytes.
        content_type: the header; only ``application/json`` and ``…+json`` are bodies of ours.

    Raises:
        Unreadable: too large, another type, not UTF-8, not JSON, a duplicate key, NaN, a number beyond 64 bits,
            NUL or a lone surrogate, deeper than 32 levels.
    """
    if len(raw) > MAX_BODY_BYTES:
        raise Unreadable(413, "too_large", "O corpo é grande demais (no máximo 1 MB).")
    kind = content_type.split(";")[0].strip().lower()
    if kind != "application/json" and not (kind.startswith("application/") and kind.endswith("+json")):
        raise Unreadable(415, "unsupported_media_type", "O corpo deve ser JSON (application/json).")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unreadable(400, "not_utf8", "O corpo deve estar em UTF-8.") from None
    try:
        value = json.loads(
            text,
            object_pairs_hook=_object,
            parse_int=_integer,
            parse_float=_float,
            parse_constant=_no_constant,
        )
    except RecursionError:
        raise _too_deep() from None
    except ValueError:
        raise Unreadable(400, "invalid_json", "O corpo não é um JSON válido.") from None
    _check(value)
    return value


def is_storable(text: str) -> bool:
    """Whether the database can hold a text: no NUL, no lone surrogate."""
    if "\x00" in text:
        return False
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) != len(pairs):
        # Two readers could each believe another one of the values.
        raise Unreadable(400, "duplicate_key", "O corpo repete uma chave.")
    return value


def _integer(digits: str) -> int:
    if len(digits) > _MAX_DIGITS:
        raise Unreadable(400, "number_too_big", "O corpo contém um número grande demais.")
    return int(digits)


def _float(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise Unreadable(400, "number_too_big", "O corpo contém um número grande demais.")
    return number


def _no_constant(_name: str) -> None:
    raise Unreadable(400, "invalid_json", "O corpo não é um JSON válido.")


def _check(value: Any) -> None:
    level: list[Any] = [value]
    for _depth in range(MAX_DEPTH + 1):
        below: list[Any] = []
        for item in level:
            if isinstance(item, str):
                _check_text(item)
            elif isinstance(item, dict):
                for key in item:
                    _check_text(key)
                below.extend(item.values())
            elif isinstance(item, list):
                below.extend(item)
        if not below:
            return
        level = below
    raise _too_deep()


def _check_text(text: str) -> None:
    if not is_storable(text):
        raise Unreadable(400, "invalid_text", "O corpo contém caracteres que não podem ser guardados.")


def _too_deep() -> Unreadable:
    return Unreadable(400, "too_deep", "O corpo tem níveis demais.")
