"""Who may do what: the one table. The API, the fan-out to sockets, the app, the docs and the tests all read it.

Denied by default: a permission that is not written here belongs to nobody. What a role of the company's own may do
comes from its row, and what an API token may do from its own list: see :func:`granted`.
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
    "tickets.rate",
    "supervision.read",
    "supervision.act",
    "users.read",
    "users.manage",
    "roles.manage",
    "teams.manage",
    "labels.read",
    "labels.manage",
    "profile.own",
    "account.read",
    "account.manage",
    "audit.read",
    "privacy.manage",
    "tokens.manage",
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
        # A rating is about whoever served: by default not theirs to enter.
        "tickets.rate": _LEADERS,
        "supervision.read": _LEADERS,
        "supervision.act": _LEADERS,
        "users.read": _EVERYBODY,
        "users.manage": _ADMINS,
        "roles.manage": _ADMINS,
        "teams.manage": _ADMINS,
        "labels.read": _EVERYBODY,
        "labels.manage": _LEADERS,
        "profile.own": _EVERYBODY,
        "account.read": _EVERYBODY,
        "account.manage": _ADMINS,
        "audit.read": _ADMINS,
        "privacy.manage": _ADMINS,
        "tokens.manage": _ADMINS,
    }
)

# What only whoever runs the installation may do. Of no role, and in no list: the database knows who they are (migration
# 0084), so no company can give it to anybody.
OPERATOR = "operator"

# What decides who sees what, or shows what everybody wrote. A role that does not see every conversation cannot have
# these: it would give itself what was kept from it.
NEEDS_FULL_SIGHT: frozenset[Permission] = frozenset(
    (
        "users.manage",
        "roles.manage",
        "teams.manage",
        "queues.manage",
        "supervision.read",
        "supervision.act",
        "channels.manage",
        "audit.read",
        "privacy.manage",
    )
)

# What somebody must be allowed to be told each kind of news (see central.events.UpdateType); the fan-out reads it.
UPDATES: MappingProxyType[str, Permission] = MappingProxyType(
    {
        "new_ticket": "conversations.read",
        "ticket_assigned": "conversations.read",
        "ticket_transferred": "conversations.read",
        "ticket_updated": "conversations.read",
        "ticket_closed": "conversations.read",
        "ticket_rated": "conversations.read",
        "sla_warning": "conversations.read",
        "sla_breached": "conversations.read",
        "new_message": "conversations.read",
        "message_status": "conversations.read",
        "presence": "users.read",
        "offers_changed": "conversations.reply",
        "system_message": "profile.own",
        "rights_changed": "profile.own",
    }
)
# System messages for the admins (whoever connects channels must know that one does not work), for who leads, and for
# who answers what contacts ask for by law.
AUDIENCES: MappingProxyType[str, Permission] = MappingProxyType(
    {"admins": "channels.manage", "leaders": "queues.manage", "privacy": "privacy.manage"}
)

# What a browser must be allowed for what it says over the socket; anybody may give a sign of life.
SOCKET_ACTIONS: MappingProxyType[str, Permission | None] = MappingProxyType(
    {"heartbeat": None, "view": "conversations.read", "typing": "conversations.reply"}
)


def is_allowed(role: Role | None, permission: Permission) -> bool:
    """Whether somebody with this built-in role may do it."""
    return role is not None and role in PERMISSIONS.get(permission, frozenset())


def granted(actor: Actor) -> frozenset[Permission]:
    """Return everything the actor may do: the role's permissions, within what an API token was given."""
    if actor.kind == "system":
        return frozenset(PERMISSIONS)
    if actor.kind != "user":
        return frozenset()
    if actor.custom is not None:
        given = frozenset(permission for permission in PERMISSIONS if permission in actor.custom.permissions)
    else:
        given = frozenset(permission for permission in PERMISSIONS if is_allowed(actor.role, permission))
    return given if actor.limited_to is None else given & actor.limited_to


def permissions_of(actor: Actor) -> list[Permission]:
    """Return everything the actor may do, sorted: what the app shows and hides by."""
    return sorted(granted(actor))


def may(actor: Actor, permission: Permission) -> bool:
    """Whether the actor may do it. The system may do what its use cases do."""
    return actor.kind == "system" or permission in granted(actor)


def check(call: Call, permission: Permission) -> None:
    """Refuse what the caller may not do.

    Raises:
        Forbidden: the caller does not have the permission.
    """
    if not may(call.actor, permission):
        raise Forbidden("Você não tem permissão para isso.")
