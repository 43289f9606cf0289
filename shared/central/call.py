"""Who asks, for which company, on whose behalf: the first thing every use case receives."""

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from central.ids import new_id

Role = Literal["admin", "supervisor", "agent"]


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts. ``user_id``, ``role`` and ``session_id`` are set for people only."""

    kind: Literal["user", "system", "contact"]
    user_id: UUID | None = None
    role: Role | None = None
    session_id: UUID | None = None


SYSTEM = Actor("system")


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a use case. Opens every transaction: the account decides which rows exist.

    ``address`` is where a person calls from, for the audit log.
    """

    account_id: UUID
    actor: Actor = SYSTEM
    correlation_id: str = ""
    causation_id: str | None = None
    address: str | None = None

    @property
    def user_id(self) -> UUID:
        """The acting person.

        Raises:
            ValueError: when the system acts; use cases for people only are never called by it.
        """
        if self.actor.user_id is None:
            raise ValueError("this use case needs a person")
        return self.actor.user_id


def system_call(account_id: UUID, correlation_id: str | None = None) -> Call:
    """Return a call in which the system itself acts for ``account_id``."""
    return Call(account_id, SYSTEM, correlation_id or str(new_id()))
