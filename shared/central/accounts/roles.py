"""Roles a company makes itself: what they may do, and whose conversations they see (decision 0016)."""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any
from uuid import UUID

from central.accounts import audit, people_store, roles_store
from central.accounts.permissions import NEEDS_FULL_SIGHT, PERMISSIONS, ROLES, granted
from central.accounts.roles_store import OwnRole
from central.accounts.service import close_sockets
from central.accounts.step_up import check_person
from central.call import Actor, Call, CustomRole, Role
from central.db.database import Transaction
from central.db.driver import psycopg
from central.errors import Conflict, Forbidden, Invalid, NotFound
from central.events import Update
from central.ids import parse_id
from central.ports import Ports

# What everybody has: one's own profile, and hearing that one's rights changed.
ALWAYS = "profile.own"
# Who has these is given conversations; see the SQL function may_serve.
_SERVES = frozenset(("conversations.read", "conversations.reply"))


@dataclass(frozen=True, slots=True)
class RoleChoice:
    """A role somebody can be given: a built-in one, or (``custom``) one of the company's own on top of it."""

    role: Role
    custom: CustomRole | None = None

    @property
    def permissions(self) -> frozenset[str]:
        """What somebody who has it may do."""
        return granted(Actor("user", role=self.role, custom=self.custom))


def resolve_role(transaction: Transaction, call: Call, value: str) -> RoleChoice:
    """Return the role a request names: ``admin``, ``supervisor``, ``agent``, or the id of one the company made.

    Raises:
        Invalid: there is none.
        Forbidden: ``role_too_high``: it may do more than the caller.
    """
    choice = find_choice(transaction, value)
    if choice is None:
        raise Invalid("Confira os campos.", fields={"role": "Não é uma das opções."})
    check_not_above(call, choice.permissions)
    return choice


def find_choice(transaction: Transaction, value: str) -> RoleChoice | None:
    """Return the role of this name or id, or None."""
    for role in ROLES:
        if role == value:
            return RoleChoice(role)
    role_id = parse_id(value)
    found = roles_store.list_roles(transaction, [role_id]) if role_id is not None else []
    if not found:
        return None
    own = found[0]
    return RoleChoice("agent", CustomRole(own.id, own.name, frozenset(own.permissions), own.scope, own.sees_unassigned))


def choice_of(transaction: Transaction, role: Role, role_id: UUID | None) -> RoleChoice:
    """Return what is stored as somebody's role.

    Raises:
        NotFound: a role of the company's own that was deleted.
    """
    choice = find_choice(transaction, role if role_id is None else str(role_id))
    if choice is None:
        raise NotFound("Função não encontrada.")
    return choice


def check_not_above(call: Call, permissions: Collection[str]) -> None:
    """Refuse to hand out, or to touch, what may more than the caller.

    Raises:
        Forbidden: ``role_too_high``.
    """
    # Everybody has themselves; a token, which is nobody, could hand out nothing else.
    if not frozenset(permissions) - {"profile.own"} <= granted(call.actor):
        raise Forbidden("Esta função pode mais do que a sua.", code="role_too_high")


def check_may_touch(transaction: Transaction, call: Call, user_id: UUID) -> None:
    """Refuse to change how somebody signs in who may do more than the caller; locks the member until commit.

    Raises:
        NotFound: nobody of this company.
        Forbidden: ``role_too_high``.
    """
    standing = people_store.lock_people(transaction, [user_id]).get(user_id)
    if standing is None or standing.gone:
        raise NotFound()
    check_not_above(call, choice_of(transaction, standing.role, standing.role_id).permissions)


def list_roles(ports: Ports, call: Call) -> tuple[dict[Role, int], list[OwnRole]]:
    """Return how many have each built-in role, and the roles the company made, by name."""
    with ports.database.transaction(call) as transaction:
        counts = roles_store.count_built_in(transaction)
        return {role: counts.get(role, 0) for role in ROLES}, roles_store.list_roles(transaction)


def create_role(ports: Ports, call: Call, values: Mapping[str, Any], *, password: str | None = None) -> OwnRole:
    """Store a role.

    Args:
        values: ``name, permissions, scope, sees_unassigned, channel_ids``.
        password: the caller's own.

    Raises:
        Invalid: the permissions do not go together, or with what it sees; ``wrong_password``.
        TooMany: the password was wrong too often.
        Forbidden: ``role_too_high``: it would do more than the caller.
        NotFound: a channel does not exist.
        Conflict: ``name_taken``.
    """
    check_person(ports, call, password)
    wanted = _checked(call, OwnRole(**{"id": UUID(int=0), **values}))
    with ports.database.transaction(call) as transaction:
        try:
            role_id = roles_store.insert_role(transaction, _columns(wanted))
        except psycopg.errors.UniqueViolation as error:
            raise _name_taken() from error
        _set_channels(transaction, role_id, wanted)
        role = replace(wanted, id=role_id)
        audit.record(transaction, "role.created", target=("role", role_id), details=_said(role))
    return role


def update_role(
    ports: Ports, call: Call, role_id: UUID, change: Mapping[str, Any], *, password: str | None = None
) -> OwnRole:
    """Change what is given of a role. Whoever has it is disconnected, and comes back with the new rights.

    Who may not answer any more gives their conversations back.

    Raises:
        NotFound: no such role or channel.
        Invalid, TooMany, Forbidden, Conflict: see :func:`create_role`.
    """
    check_person(ports, call, password)
    connections: list[str] = []
    with ports.database.transaction(call) as transaction:
        if "permissions" in change:
            people_store.hold_conversations_of_role(transaction, role_id)
        before = roles_store.lock_role(transaction, role_id)
        if before is None:
            raise NotFound("Função não encontrada.")
        check_not_above(call, before.permissions)
        wanted = _checked(call, replace(before, **change))
        if wanted != before:
            try:
                roles_store.update_role(transaction, role_id, _columns(wanted))
            except psycopg.errors.UniqueViolation as error:
                raise _name_taken() from error
            _set_channels(transaction, role_id, wanted)
            holders = [one.id for one in roles_store.list_holders(transaction, role_id)]
            if {*before.permissions} >= _SERVES and not {*wanted.permissions} >= _SERVES:
                _give_back(transaction, holders)
            if replace(wanted, name=before.name) != before:
                connections = tell_rights_changed(transaction, holders)
            was, became = _said(before), _said(wanted)
            touched = [field for field in was if was[field] != became[field]]
            audit.record(
                transaction,
                "role.changed",
                target=("role", role_id),
                fields=touched,
                details={"before": {f: was[f] for f in touched}, "after": {f: became[f] for f in touched}},
            )
    close_sockets(ports, connections)
    return wanted


def delete_role(ports: Ports, call: Call, role_id: UUID, *, password: str | None = None) -> None:
    """Delete a role nobody has.

    Raises:
        Invalid, TooMany: see :func:`create_role`.
        NotFound: no such role.
        Forbidden: ``role_too_high``: it may do more than the caller.
        Conflict: ``role_in_use``; ``details.users`` says who has it.
    """
    check_person(ports, call, password)
    with ports.database.transaction(call) as transaction:
        role = roles_store.lock_role(transaction, role_id)
        if role is None:
            raise NotFound("Função não encontrada.")
        check_not_above(call, role.permissions)
        # Nobody gets it meanwhile: their foreign key waits for the row that is locked here.
        holders = roles_store.list_holders(transaction, role_id)
        if holders:
            names = ", ".join(one.name for one in holders[:3]) + (" e outros" if len(holders) > 3 else "")
            raise Conflict(
                f"Ainda há quem tenha esta função: {names}.",
                code="role_in_use",
                details={"users": [{"id": str(one.id), "name": one.name} for one in holders]},
            )
        roles_store.delete_role(transaction, role_id)
        audit.record(transaction, "role.deleted", target=("role", role_id), details={"name": role.name})


def _give_back(transaction: Transaction, user_ids: Collection[UUID]) -> None:
    people_store.lock_capacity(transaction)
    for user_id in sorted(user_ids):
        transaction.absorb(people_store.give_back_conversations(transaction, user_id))


def tell_rights_changed(transaction: Transaction, user_ids: Collection[UUID]) -> list[str]:
    """Let people's browsers fetch everything anew with the rights they have now.

    Returns:
        Their sockets, to be closed after the commit.
    """
    for user_id in sorted(user_ids):
        transaction.push(Update("rights_changed", user_id=user_id))
    return roles_store.take_connections_of(transaction, user_ids) if user_ids else []


def _checked(call: Call, role: OwnRole) -> OwnRole:
    """Return a role as it is stored, if it may be."""
    wanted = {*role.permissions, ALWAYS}
    blind = sorted(
        permission
        for permission in wanted
        if (read := permission.split(".")[0] + ".read") in PERMISSIONS and read not in wanted
    )
    if blind:
        sentence = f"Quem pode {blind[0]} precisa também de {blind[0].split('.')[0]}.read."
        raise Invalid(sentence, fields={"permissions": sentence})
    needs_sight = sorted(wanted & NEEDS_FULL_SIGHT)
    if needs_sight and (role.scope != "all" or role.channel_ids is not None):
        sentence = f"Quem pode {needs_sight[0]} precisa ver todas as conversas, de todos os canais."
        raise Invalid(sentence, fields={"permissions": sentence})
    check_not_above(call, wanted)
    return replace(
        role,
        permissions=sorted(wanted),
        sees_unassigned=role.sees_unassigned or role.scope == "all",
        channel_ids=None if role.channel_ids is None else sorted(set(role.channel_ids)),
    )


def _columns(role: OwnRole) -> dict[str, Any]:
    return {
        "name": role.name,
        "permissions": role.permissions,
        "scope": role.scope,
        "sees_unassigned": role.sees_unassigned,
        "every_channel": role.channel_ids is None,
    }


def _set_channels(transaction: Transaction, role_id: UUID, role: OwnRole) -> None:
    wanted = role.channel_ids or []
    if roles_store.set_role_channels(transaction, role_id, wanted) != len(wanted):
        raise NotFound("Canal não encontrado.")


def _said(role: OwnRole) -> dict[str, Any]:
    """What the audit log says of a role."""
    said = {name: value for name, value in asdict(role).items() if name not in ("id", "members")}
    if role.channel_ids is not None:
        said["channel_ids"] = [str(one) for one in role.channel_ids]
    return said


def _name_taken() -> Conflict:
    return Conflict("Já existe uma função com este nome.", code="name_taken", fields={"name": "Já existe."})
