"""``docs/permissions.md``: the table of permissions as people read it, written from the code.

``python -m central.api.openapi docs/openapi.json`` writes it beside the OpenAPI document; a test says when it is out
of date.
"""

from collections.abc import Iterable, Sequence

from central.accounts.permissions import (
    AUDIENCES,
    NEEDS_FULL_SIGHT,
    OPERATOR,
    PERMISSIONS,
    ROLES,
    SOCKET_ACTIONS,
    UPDATES,
    is_allowed,
)

_TEXT = """# Permissions

Written from the code by `python -m central.api.openapi docs/openapi.json`; do not edit. The table lives in
`shared/central/accounts/permissions.py`. From it come the server's checks, what the fan-out tells each socket, what the
app shows (`permissions` of `GET /api/v1/session`) and the generated tests of every role × route.

## Roles

What is not ticked is refused. A role the company makes has a list of its own, never more than its maker's; an API token
has what is both in its list and its maker's. ◆: only with a role that sees every conversation.

{roles}

## Whose conversations

Built in, admins and supervisors see all. An agent sees what is theirs, and of what nobody has the queues they serve
and what is still with the bot. A role of the company's own has a scope: `all`, `team` (theirs and those of colleagues
in one of their teams; waiting ones of the queues these serve) or `own`; whether it sees what nobody has; and, if
wanted, some channels only. What somebody is responsible for they always see. The one rule is the SQL function
`conversation_in_sight` (decision [0016](decisions/0016-one-rule-of-sight.md)): lists, counts, search, details,
messages, files, tickets, bulk, take-next, events and sockets ask it. What is out of sight answers like what does not
exist.

## Routes

{routes}

## Operators

Whoever runs the installation may see every company's name and size, open companies and suspend them: {operator}.
It is no permission: no role has it and no company gives it. `make operator` writes who it is, the database checks it in
each of its functions (decision [0028](decisions/0028-operators-are-written-by-the-owner.md)), and it takes a session
opened with a second factor.

## Sockets

A system message for the admins is told to whoever has `{admins}`, one for who leads to whoever has `{leaders}`, one
about what contacts ask for by law to whoever has `{privacy}`, and a personal one to that person.

{updates}

{actions}
"""


def permissions_document(routes: Iterable[tuple[str, str, str | None]]) -> str:
    """Return the document.

    Args:
        routes: method, path and needed permission of every route; those without one are left out.
    """
    needed: dict[str, list[str]] = {}
    for method, path, permission in routes:
        if permission is not None:
            needed.setdefault(permission, []).append(f"`{method} {path}`")
    return _TEXT.format(
        roles=_table(
            ("permission", *ROLES),
            [
                (
                    f"`{permission}`" + (" ◆" if permission in NEEDS_FULL_SIGHT else ""),
                    *("✓" if is_allowed(role, permission) else "" for role in ROLES),
                )
                for permission in PERMISSIONS
            ],
        ),
        routes=_table(
            ("permission", "routes"), [(f"`{name}`", " · ".join(sorted(needed.get(name, ())))) for name in PERMISSIONS]
        ),
        admins=AUDIENCES["admins"],
        leaders=AUDIENCES["leaders"],
        privacy=AUDIENCES["privacy"],
        operator=" · ".join(sorted(needed.get(OPERATOR, ()))),
        updates=_table(("update", "told to who has"), [(f"`{kind}`", f"`{name}`") for kind, name in UPDATES.items()]),
        actions=_table(
            ("said over the socket", "by who has"),
            [(f"`{action}`", "–" if name is None else f"`{name}`") for action, name in SOCKET_ACTIONS.items()],
        ),
    )


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = ["| " + " | ".join(head) + " |", "| " + " | ".join("---" for _ in head) + " |"]
    lines += ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join(lines)
