"""Identifiers. All are random 128-bit values: nobody can guess a neighbour's."""

from uuid import UUID, uuid4


def new_id() -> UUID:
    """Return a fresh random identifier."""
    return uuid4()


def parse_id(value: str) -> UUID | None:
    """Return ``value`` as an identifier, or None when it is not one (a malformed id is answered like a missing one)."""
    try:
        return UUID(value)
    except (ValueError, AttributeError, TypeError):
        return None
