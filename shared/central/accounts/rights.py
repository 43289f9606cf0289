"""Which conversations somebody sees, and what the database says of a person's rights. Pure.

The sight itself is one SQL rule, ``conversation_in_sight`` (migration 0051); here is what it is asked with.
"""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from central.call import Actor, CustomRole, Scope, Sight

# Whoever is nobody and does not see everything: sees nothing.
_NOBODY = "00000000-0000-0000-0000-000000000000"


def read_rights(rights: Mapping[str, Any] | None) -> tuple[CustomRole | None, Sight | None]:
    """Return role and sight from the answer of the SQL function ``rights_of``; None of both when it was not asked."""
    if rights is None:
        return None, None
    row = rights["role"]
    role = row and CustomRole(
        UUID(row["id"]), row["name"], frozenset(row["permissions"]), row["scope"], row["sees_unassigned"]
    )
    return role, Sight(_ids(rights["people"]), _ids(rights["queue_ids"]), _ids(rights["channel_ids"]))


def _ids(values: Iterable[str] | None) -> frozenset[str] | None:
    return None if values is None else frozenset(values)


def sees_all(actor: Actor) -> bool:
    """Whether the actor sees every conversation of the account."""
    if actor.kind == "system":
        return True
    if actor.custom is not None:
        return actor.sight is not None and actor.sight.people is None and actor.sight.channel_ids is None
    return actor.role in ("admin", "supervisor")


def scope_of(actor: Actor) -> Scope:
    """Return whose conversations the actor sees: everybody's, those of their teams, or their own."""
    if actor.custom is not None:
        return actor.custom.scope
    return "all" if sees_all(actor) else "own"


def sight_parameter(user_id: str | UUID | None, sight: Sight | None) -> str | None:
    """Return the SQL parameter of type ``sight``.

    Args:
        user_id: whose own conversations are seen whatever the rest says.
        sight: None: everything is seen.
    """
    if sight is None:
        return None
    lists = (sight.people, sight.queue_ids, sight.channel_ids)
    return ",".join((f"({user_id or _NOBODY}", *(_array(ids) for ids in lists))) + ")"


def _array(ids: frozenset[str] | None) -> str:
    return "" if ids is None else '"{' + ",".join(sorted(ids)) + '}"'
