"""Who may do what: the one table. The API, the sockets' fan-out and the app all read it.

Denied by default: a permission that is not written here belongs to nobody.
"""

from types import MappingProxyType
from typing import Literal

from central.call import Actor, Call, Role
from central.errors import Forbidden

Permission = Literal[
    "conversations.read",
    "conversations.reply",
    "conversations.assign",
    "conversations.manage",
    "contacts.read",
    "contacts.write",
    "channels.read",
    "channels.manage",
    "queues.read",
    "queues.manage",
    "users.read",
    "users.manage",
    "labels.read",
    "labels.manage",
    "profile.own",
    "audit.read",
]

ROLES: tuple[Role, ...] = ("admin", "supervisor", "agent")

_EVERYBODY = frozenset[Role](ROLES)
_LEADERS = frozenset[Role](("admin", "supervisor"))
_ADMINS = frozenset[Role](("admin",))

PERMISSIONS: MappingProxyType[Permission, frozenset[Role]] = MappingProxyType(
    {
        "conversations.read": _EVERYBODY,
        "conversations.reply": _EVERYBODY,
        "conversations.assign": _EVERYBODY,
        "conversations.manage": _EVERYBODY,
        "contacts.read": _EVERYBODY,
        "contacts.write": _EVERYBODY,
        "channels.read": _EVERYBODY,
        "channels.manage": _ADMINS,
        "queues.read": _EVERYBODY,
        "queues.manage": _LEADERS,
        "users.read": _EVERYBODY,
        "users.manage": _ADMINS,
        "labels.read": _EVERYBODY,
        "labels.manage": _LEADERS,
        "profile.own": _EVERYBODY,
        "audit.read": _ADMINS,
    }
)


def is_allowed(role: Role | None, permission: Permission) -> bool:
    """Whether somebody with this role may do it."""
    return role is not None and role in PERMISSIONS.get(permission, frozenset())


def permissions_of(role: Role | None) -> list[Permission]:
    """Everything a role may do, sorted: what the app shows and hides by."""
    return sorted(permission for permission in PERMISSIONS if is_allowed(role, permission))


def may(actor: Actor, permission: Permission) -> bool:
    """Whether the actor may do it. The system may do what its use cases do."""
    return actor.kind == "system" or is_allowed(actor.role, permission)


def check(call: Call, permission: Permission) -> None:
    """Refuse what the caller may not do.

    Raises:
        Forbidden: the caller's role does not have the permission.
    """
    if not may(call.actor, permission):
        raise Forbidden("Você não tem permissão para isso.")
