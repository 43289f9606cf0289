"""Log lines: one JSON object each, whatever is in the fields."""

import io
import json
import logging
import sys
import traceback
from collections.abc import Callable

import psycopg
import pytest

from central.platforms.http import OutboundHttp
from central.runtime.entry import HandlerFailed, entry, note
from central.runtime.log import logger


@pytest.fixture
def lines(capsys: pytest.CaptureFixture[str]) -> Callable[[], list[str]]:
    """Return what was written, line by line."""
    texts: list[str] = []

    def read() -> list[str]:
        texts.append(capsys.readouterr().err)
        return "".join(texts).splitlines()

    return read


def test_a_line_cannot_be_forged(lines: Callable[[], list[str]]) -> None:
    logger.warning("refused", reason='x\n{"level": "INFO", "message": "all is well"}')
    assert len(lines()) == 1
    assert json.loads(lines()[0])["reason"].startswith("x\n")


def test_every_call_ends_with_one_line(lines: Callable[[], list[str]]) -> None:
    def handler(event: dict[str, object], context: object) -> int:
        note(records=3)
        return 1

    entry(handler)({}, None)
    (line,) = [json.loads(line) for line in lines()]
    assert (line["message"], line["records"]) == ("done", 3)
    assert line["timestamp"].endswith("Z")


def test_a_failed_call_says_what_and_where_and_forgets_the_fields_of_the_last(lines: Callable[[], list[str]]) -> None:
    def handler(event: dict[str, object], context: object) -> int:
        if event:
            raise ValueError("broken")
        note(account_id="a")
        return 1

    entry(handler)({}, None)
    with pytest.raises(HandlerFailed, match=r"^ValueError$"):
        entry(handler)({"x": 1}, None)
    failed = json.loads(lines()[1])
    assert (failed["level"], failed["error"]) == ("ERROR", "ValueError")
    assert failed["where"][-1].startswith("tests/unit/test_log.py:")
    assert failed["where"][-1].endswith(":handler")
    assert "account_id" not in failed


def test_no_line_quotes_an_error(lines: Callable[[], list[str]]) -> None:
    def handler(event: dict[str, object], context: object) -> int:
        try:
            raise psycopg.errors.UniqueViolation("Key (value)=(5511987654321) already exists.")
        except psycopg.Error as error:
            raise RuntimeError("of 5511987654321") from error

    with pytest.raises(HandlerFailed) as raised:
        entry(handler)({}, None)
    told = "".join(traceback.format_exception(raised.value))
    assert "5511987654321" not in told + "".join(lines())
    failed = json.loads(lines()[0])
    assert (failed["caused_by"], failed["sqlstate"]) == ("UniqueViolation", "23505")


def test_a_line_nobody_reads_fails_no_call(monkeypatch: pytest.MonkeyPatch) -> None:
    class Gone(io.StringIO):
        def write(self, _: str) -> int:
            raise BrokenPipeError

    monkeypatch.setattr(sys, "stderr", Gone())
    assert entry(lambda _event, _context: 1)({}, None) == 1


def test_the_http_client_does_not_log_addresses() -> None:
    logging.getLogger("httpx").setLevel(logging.DEBUG)
    OutboundHttp().close()
    assert not logging.getLogger("httpx").isEnabledFor(logging.INFO)
