"""Structured log lines on stderr: one JSON object a line, with the keys Powertools' Logger uses.

Powertools' own Logger costs every cold start about 50 ms, more than everything else a webhook loads (decision 0008),
and Python's a tenth of a webhook's start and of its calls, for levels, handlers and formats that nobody sets here.
"""

import json
import sys
import time
from contextlib import suppress
from typing import Any

from central.errors import describe


class StructuredLogger:
    """Writes lines with fields: ``logger.info("done", function="x", milliseconds=3)``.

    Fields are ids, counts and outcomes, never bodies, headers, names or addresses.
    """

    def info(self, message: str, **fields: Any) -> None:
        """Write what happened."""
        _write("INFO", message, fields)

    def warning(self, message: str, **fields: Any) -> None:
        """Write what somebody should know."""
        _write("WARNING", message, fields)

    def error(self, message: str, **fields: Any) -> None:
        """Write what failed, when what is known of it is already among the fields."""
        _write("ERROR", message, fields)

    def exception(self, message: str, **fields: Any) -> None:
        """Write the error that is being handled: its type and where it happened."""
        error = sys.exception()
        _write("ERROR", message, fields if error is None else {**fields, **describe(error)})


def _write(level: str, message: str, fields: dict[str, Any]) -> None:
    """Write one JSON object a line. Newlines and control characters are escaped, so nobody can forge a line."""
    moment = time.time()
    line = {
        "level": level,
        "message": message,
        "timestamp": f"{time.strftime('%Y-%m-%dT%H:%M:%S', time.gmtime(moment))}.{int(moment % 1 * 1000):03d}Z",
        "service": "central",
        **fields,
    }
    with suppress(OSError):  # that nobody reads it is no reason to fail
        sys.stderr.write(json.dumps(line, default=str) + "\n")
        sys.stderr.flush()  # Lambda freezes the process after the answer


logger = StructuredLogger()
