"""Every Lambda function enters here: one structured log line per call, nothing secret in it."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from central.errors import CentralError
from central.runtime.log import logger

Event = dict[str, Any]
Result = TypeVar("Result")

__all__ = ["Event", "entry", "logger", "note"]


class LogFields(dict[str, Any]):
    """What the current call adds to its log line: ids, counts and outcomes, never bodies, names or addresses."""


class HandlerFailed(Exception):
    """Something nobody expected, by its type only: Lambda logs the text of what a handler raises."""


_fields = LogFields()


def note(**fields: Any) -> None:
    """Add fields to the line that ends this call."""
    _fields.update(fields)


def entry(handler: Callable[[Event, Any], Result]) -> Callable[[Event, Any], Result]:
    """Wrap a Lambda handler: times it, logs its one line, and says of an unexpected error what it is and where."""
    name = handler.__module__.split(".")[0]

    @wraps(handler)
    def run(event: Event, context: Any) -> Result:
        _fields.clear()
        started = time.perf_counter()
        try:
            result = handler(event, context)
        except Exception as error:
            logger.exception(
                "failed", function=name, milliseconds=_since(started), request_id=_request_id(context), **_fields
            )
            if isinstance(error, CentralError):
                raise
            raise HandlerFailed(type(error).__name__) from None
        logger.info("done", function=name, milliseconds=_since(started), request_id=_request_id(context), **_fields)
        return result

    return run


def _since(started: float) -> float:
    return round((time.perf_counter() - started) * 1000, 2)


def _request_id(context: Any) -> str:
    return str(getattr(context, "aws_request_id", ""))
