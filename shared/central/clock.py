"""The time of the outside world. Pure code takes the time as an argument; leases and deadlines use the database's."""

from datetime import UTC, datetime


def now() -> datetime:
    """Return the current time in UTC."""
    return datetime.now(UTC)


def rfc3339(value: datetime) -> str:
    """Return ``value`` as the API writes times: UTC, microseconds, ``Z``."""
    return value.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
