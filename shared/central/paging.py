"""Cursors of lists that page by key: opaque to clients, checked before they reach a statement.

A cursor names the list it belongs to and holds the sort values of the last row shown. It carries no right: the row
filters of the database decide what exists, so a forged one can at most start the caller's own list somewhere else.
"""

import base64
import binascii
import hashlib
import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from central.errors import Invalid

Kind = Literal["time", "id", "int", "text"]
KeyValue = datetime | UUID | int | str
_CHECK_BYTES = 6
# The longest sort value is 254 characters, at most 6 bytes each in JSON, a third more in base64.
_MAX_CURSOR = 4096
_MAX_BIGINT = 2**63 - 1


class Keyset:
    """The sort key of one list.

    Args:
        name: the list and, where it can be sorted in several ways, its sort; a cursor of another list is refused.
        kinds: what the columns of the key hold, in order.
    """

    def __init__(self, name: str, *kinds: Kind) -> None:
        self._name = name
        self._kinds = kinds

    def encode(self, values: Sequence[Any]) -> str:
        """Return the cursor that continues behind the row with these sort values."""
        texts = [value.isoformat() if isinstance(value, datetime) else str(value) for value in values]
        if len(texts) != len(self._kinds):
            raise ValueError(f"the key of {self._name} has {len(self._kinds)} parts")
        payload = json.dumps(texts, separators=(",", ":"), ensure_ascii=False).encode()
        return base64.urlsafe_b64encode(self._check(payload) + payload).rstrip(b"=").decode()

    def decode(self, cursor: str | None) -> tuple[Any, ...] | None:
        """Return the sort values of a cursor, or None when there is no cursor.

        Raises:
            Invalid: changed, cut, or made for another list.
        """
        if not cursor:
            return None
        try:
            if len(cursor) > _MAX_CURSOR:
                raise ValueError
            raw = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
            check, payload = raw[:_CHECK_BYTES], raw[_CHECK_BYTES:]
            if check != self._check(payload):
                raise ValueError
            texts = json.loads(payload)
            return tuple(_parse(kind, text) for kind, text in zip(self._kinds, texts, strict=True))
        except (ValueError, TypeError, OverflowError, binascii.Error) as error:
            raise Invalid(
                "O cursor não pertence a esta lista.", fields={"cursor": "Não pertence a esta lista."}
            ) from error

    def _check(self, payload: bytes) -> bytes:
        return hashlib.sha256(self._name.encode() + b"\x00" + payload).digest()[:_CHECK_BYTES]


def _parse(kind: Kind, text: str) -> KeyValue:
    if kind == "time":
        value = datetime.fromisoformat(text)
        if value.tzinfo is None:
            raise ValueError("a time without a zone")
        return value
    if kind == "id":
        return UUID(text)
    if kind == "int":
        number = int(text)
        if abs(number) > _MAX_BIGINT:
            raise ValueError("too big")
        return number
    if "\x00" in text:
        raise ValueError("not storable")
    text.encode()  # a lone surrogate has no UTF-8
    return text


def split_page(rows: list[Any], limit: int) -> tuple[list[Any], bool]:
    """Return the rows of the page and whether there is another, from a statement that asked for ``limit + 1``."""
    return rows[:limit], len(rows) > limit
