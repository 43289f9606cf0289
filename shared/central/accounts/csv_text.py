"""CSV that a spreadsheet shows and never runs."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Sequence

_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)?")
_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")


def safe_cell(text: str) -> str:
    """Return a cell's text so that no spreadsheet takes it for a formula: a quote goes before what could start one.

    Full-width signs and leading blanks count too, because spreadsheets see through them; plain numbers stay numbers.
    """
    if _NUMBER.fullmatch(text):
        return text
    first = unicodedata.normalize("NFKC", text).lstrip(" \u00a0\u200b\ufeff")
    return f"'{text}" if text.startswith(_STARTS) or first.startswith(_STARTS) else text


def csv_text(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return RFC 4180 text with a header; every field is quoted, so no separator or line break leaves its cell."""
    written = io.StringIO()
    writer = csv.writer(written, quoting=csv.QUOTE_ALL)
    writer.writerow(header)
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    return written.getvalue()
