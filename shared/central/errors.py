"""Errors a use case may raise. Each has a stable ``code``; what it becomes is decided in one place per edge.

``central.api.errors`` maps them to HTTP, ``central.runtime.batch`` to retry or park.

    CentralError
    ├── Refused                 the request cannot be done as asked; asking again changes nothing
    │   ├── Invalid             422  a field is wrong
    │   ├── Unauthenticated     401  nobody is signed in
    │   ├── Forbidden           403  signed in, not allowed
    │   ├── NotFound            404  missing, or somebody else's: the two look alike
    │   ├── Conflict            409  the state moved on, or does not allow it
    │   └── TooMany             429  too often; says when it may be tried again
    ├── TryLater                503  a dependency is away; nothing was done
    │   └── Overrun             503  asked for more than is given now: refused without asking the dependency
    └── Poison                  an item of a queue that can never be processed; parked with its reason
"""

from collections.abc import Mapping
from typing import Any


class CentralError(Exception):
    """Base of all errors with a meaning for the caller.

    Args:
        message: one sentence for a person.
        code: stable, machine-readable; defaults to the class's.
        fields: field name → what is wrong with it.
        details: facts the caller may show (for example the winner's name).
    """

    code = "error"

    def __init__(
        self,
        message: str,
        *,
        code: str | None = None,
        fields: Mapping[str, str] | None = None,
        details: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.code = code or type(self).code
        self.fields = dict(fields or {})
        self.details = dict(details or {})


class Refused(CentralError):
    """The request cannot be done as asked."""

    code = "refused"


class Invalid(Refused):
    """A field of the request is wrong."""

    code = "invalid"


class Unauthenticated(Refused):
    """Nobody is signed in, or no longer."""

    code = "unauthenticated"


class Forbidden(Refused):
    """Signed in, but not allowed."""

    code = "forbidden"


class NotFound(Refused):
    """Missing, or somebody else's: the answer is the same."""

    code = "not_found"

    def __init__(self, message: str = "Não encontrado.", **keywords: Any) -> None:
        super().__init__(message, **keywords)


class Conflict(Refused):
    """The state moved on, or does not allow this."""

    code = "conflict"


class TooMany(Refused):
    """Asked too often.

    Args:
        retry_after: seconds after which it may be asked again.
    """

    code = "too_many_requests"

    def __init__(self, message: str, *, retry_after: int, **keywords: Any) -> None:
        super().__init__(message, **keywords)
        self.retry_after = retry_after


class TryLater(CentralError):
    """A dependency is away; nothing was done.

    Args:
        retry_after: seconds after which trying again makes sense.
    """

    code = "unavailable"

    def __init__(self, message: str, *, retry_after: int = 5, **keywords: Any) -> None:
        super().__init__(message, **keywords)
        self.retry_after = retry_after


class Overrun(TryLater):
    """Asked for more than is given now; the dependency was not asked."""


class Poison(CentralError):
    """An item of a queue that can never be processed."""

    code = "poison"


def describe(error: BaseException) -> dict[str, Any]:
    """Return what may be logged of an error: its type and where, never its text.

    The text of an error quotes data: the database's names the key that was taken, with somebody's number in it.
    """
    import traceback  # only what failed needs it, and it loads the tokenizer

    frames = traceback.extract_tb(error.__traceback__)[-8:]
    described: dict[str, Any] = {
        "error": type(error).__name__,
        "where": [f"{'/'.join(frame.filename.split('/')[-3:])}:{frame.lineno}:{frame.name}" for frame in frames],
    }
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause is not None:
        described["caused_by"] = type(cause).__name__
    for kind in (error, cause):
        if sqlstate := getattr(kind, "sqlstate", None):
            described["sqlstate"] = sqlstate
            break
    return described
