"""Log lines: one JSON object each, whatever is in the fields."""

import json
import logging

import pytest

from central.runtime.entry import entry, note
from central.runtime.log import JsonFormatter, logger


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    written: list[str] = []
    formatter = JsonFormatter()

    class Collect(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            written.append(formatter.format(record))

    monkeypatch.setattr(logging.getLogger("central"), "handlers", [Collect()])
    return written


def test_a_line_cannot_be_forged(lines: list[str]) -> None:
    logger.warning("refused", reason='x\n{"level": "INFO", "message": "all is well"}')
    assert len(lines[0].splitlines()) == 1
    assert json.loads(lines[0])["reason"].startswith("x\n")


def test_every_call_ends_with_one_line(lines: list[str]) -> None:
    def handler(event: dict[str, object], context: object) -> int:
        note(records=3)
        return 1

    entry(handler)({}, None)
    (line,) = [json.loads(line) for line in lines]
    assert (line["message"], line["records"]) == ("done", 3)
    assert line["timestamp"].endswith("Z")


def test_a_failed_call_says_so_with_its_trace_and_forgets_the_fields_of_the_last(lines: list[str]) -> None:
    def handler(event: dict[str, object], context: object) -> int:
        if event:
            raise ValueError("broken")
        note(account_id="a")
        return 1

    entry(handler)({}, None)
    with pytest.raises(ValueError, match="broken"):
        entry(handler)({"x": 1}, None)
    failed = json.loads(lines[1])
    assert failed["level"] == "ERROR"
    assert "ValueError: broken" in failed["exception"]
    assert "account_id" not in failed
