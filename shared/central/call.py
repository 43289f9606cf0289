"""Who asks, for which company, on whose behalf: the first thing every use case receives."""

from typing import Literal
from uuid import UUID

from central.frozen import Frozen
from central.ids import new_id

Role = Literal["admin", "supervisor", "agent"]
Scope = Literal["all", "team", "own"]


class CustomRole(Frozen):
    """A role a company made itself. Whoever has one has the built-in role ``agent`` underneath.

    Attributes:
        permissions: what it may do; names the code does not know count for nothing.
        scope: whose conversations it sees: everybody's, those of one's teams, or one's own.
        sees_unassigned: whether it sees what nobody has yet.
    """

    id: UUID
    name: str
    permissions: frozenset[str]
    scope: Scope
    sees_unassigned: bool


class Sight(Frozen):
    """Which conversations somebody sees besides their own. Ids as text.

    Attributes:
        people: whose conversations; None: everybody's, and with them what nobody has.
        queue_ids: the queues whose unassigned conversations are seen; None: nothing that is unassigned is.
        channel_ids: only of these channels; None: of every channel.
    """

    people: frozenset[str] | None = frozenset()
    queue_ids: frozenset[str] | None = frozenset()
    channel_ids: frozenset[str] | None = None


class Actor(Frozen):
    """Who acts. ``user_id``, ``role`` and ``session_id`` are set for people only.

    Attributes:
        custom: the role the company made, when the person has one; ``role`` is then ``agent``.
        sight: what an agent or a custom role sees; None: it was not looked up yet, or they see everything.
        limited_to: an API token's own permissions: it never may more than these.
        token_id: the API token that acts for the person who made it.
    """

    kind: Literal["user", "system", "contact"]
    user_id: UUID | None = None
    role: Role | None = None
    session_id: UUID | None = None
    custom: CustomRole | None = None
    sight: Sight | None = None
    limited_to: frozenset[str] | None = None
    token_id: UUID | None = None


SYSTEM = Actor("system")


class Call(Frozen):
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
