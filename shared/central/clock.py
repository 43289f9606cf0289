"""The time of the outside world. Pure code takes the time as an argument; leases and deadlines use the database's."""

from datetime import UTC, datetime, timedelta


def now() -> datetime:
    """Return the current time in UTC."""
    return datetime.now(UTC)


def rfc3339(value: datetime) -> str:
    """Return ``value`` as the API writes times: UTC, microseconds, ``Z``."""
    return value.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def seconds_left(due_at: datetime, moment: datetime) -> int:
    """Return how many whole seconds are left until ``due_at``: never too few, 0 when it is over."""
    return -(min(moment - due_at, timedelta()) // timedelta(seconds=1))
