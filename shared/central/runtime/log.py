"""Structured log lines on stderr: one JSON object a line, with the keys Powertools' Logger uses.

Powertools' own Logger costs every cold start about 50 ms, more than everything else a webhook loads (decision 0008).
"""

import json
import logging
import sys
import time
from typing import Any

from central.errors import describe

_OWN_FIELDS = "fields"


class JsonFormatter(logging.Formatter):
    """One JSON object a line. Newlines and control characters are escaped, so nobody can forge a line."""

    converter = staticmethod(time.gmtime)

    def format(self, record: logging.LogRecord) -> str:
        """Return the line of one record."""
        line: dict[str, Any] = {
            "level": record.levelname,
            "message": record.getMessage(),
            "timestamp": self.formatTime(record, "%Y-%m-%dT%H:%M:%S") + f".{int(record.msecs):03d}Z",
            "service": "central",
            **getattr(record, _OWN_FIELDS, {}),
        }
        if record.exc_info and record.exc_info[1] is not None:
            line |= describe(record.exc_info[1])
        return json.dumps(line, default=str)


class StructuredLogger:
    """Writes lines with fields: ``logger.info("done", function="x", milliseconds=3)``.

    Fields are ids, counts and outcomes, never bodies, headers, names or addresses.
    """

    def __init__(self) -> None:
        self._logger = logging.getLogger("central")
        self._logger.propagate = False
        self._logger.setLevel(logging.INFO)
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(JsonFormatter())
        self._logger.handlers = [handler]
        # At INFO it writes the address of every call, and addresses carry tokens and signatures.
        logging.getLogger("httpx").setLevel(logging.WARNING)

    def info(self, message: str, **fields: Any) -> None:
        """Write what happened."""
        self._logger.info(message, extra={_OWN_FIELDS: fields})

    def warning(self, message: str, **fields: Any) -> None:
        """Write what somebody should know."""
        self._logger.warning(message, extra={_OWN_FIELDS: fields})

    def error(self, message: str, **fields: Any) -> None:
        """Write what failed, when what is known of it is already among the fields."""
        self._logger.error(message, extra={_OWN_FIELDS: fields})

    def exception(self, message: str, **fields: Any) -> None:
        """Write an unexpected error: its type and where it happened."""
        self._logger.exception(message, extra={_OWN_FIELDS: fields})


logger = StructuredLogger()
