"""Teams: people who see each other's conversations where their role says so (decision 0016)."""

from collections.abc import Collection, Sequence
from uuid import UUID

from central.accounts import audit, roles_store
from central.accounts.roles import tell_rights_changed
from central.accounts.roles_store import Team
from central.accounts.service import close_sockets
from central.call import Call
from central.db.database import Transaction
from central.db.driver import psycopg
from central.errors import Conflict, NotFound
from central.events import routing_doorbell
from central.ports import Ports


def list_teams(ports: Ports, call: Call) -> list[Team]:
    """Return the company's teams, by name."""
    with ports.database.transaction(call) as transaction:
        return roles_store.list_teams(transaction)


def create_team(ports: Ports, call: Call, name: str, member_ids: Sequence[UUID]) -> Team:
    """Store a team.

    Raises:
        NotFound: a member does not work here.
        Conflict: ``name_taken``.
    """
    members = sorted(set(member_ids))
    with ports.database.transaction(call) as transaction:
        try:
            team_id = roles_store.insert_team(transaction, name)
        except psycopg.errors.UniqueViolation as error:
            raise _name_taken() from error
        _set_members(transaction, team_id, members)
        connections = tell_rights_changed(transaction, members)
        audit.record(
            transaction, "team.created", target=("team", team_id), details={"name": name, "member_ids": _text(members)}
        )
    close_sockets(ports, connections)
    return Team(team_id, name, members)


def update_team(
    ports: Ports, call: Call, team_id: UUID, *, name: str | None = None, member_ids: Sequence[UUID] | None = None
) -> Team:
    """Change what is given of a team. When its members change, all of them are disconnected and come back.

    Raises:
        NotFound: no such team, or a member does not work here.
        Conflict: ``name_taken``.
    """
    connections: list[str] = []
    with ports.database.transaction(call) as transaction:
        before = roles_store.lock_team(transaction, team_id)
        if before is None:
            raise NotFound("Equipe não encontrada.")
        after = Team(
            team_id,
            before.name if name is None else name,
            before.member_ids if member_ids is None else sorted(set(member_ids)),
        )
        if after.name != before.name:
            try:
                roles_store.rename_team(transaction, team_id, after.name)
            except psycopg.errors.UniqueViolation as error:
                raise _name_taken() from error
        if after.member_ids != before.member_ids:
            _set_members(transaction, team_id, after.member_ids)
            connections = tell_rights_changed(transaction, {*before.member_ids, *after.member_ids})
        if after != before:
            touched = [field for field in ("name", "member_ids") if getattr(before, field) != getattr(after, field)]
            joined, left = set(after.member_ids) - {*before.member_ids}, set(before.member_ids) - {*after.member_ids}
            audit.record(
                transaction,
                "team.changed",
                target=("team", team_id),
                fields=touched,
                details={"joined": _text(joined), "left": _text(left)},
            )
    close_sockets(ports, connections)
    return after


def delete_team(ports: Ports, call: Call, team_id: UUID) -> None:
    """Delete a team; its members do not see each other's conversations by it any more.

    Raises:
        NotFound: no such team.
    """
    with ports.database.transaction(call) as transaction:
        team = roles_store.lock_team(transaction, team_id)
        if team is None:
            raise NotFound("Equipe não encontrada.")
        roles_store.delete_team(transaction, team_id)
        connections = tell_rights_changed(transaction, team.member_ids)
        audit.record(transaction, "team.deleted", target=("team", team_id), details={"name": team.name})
    close_sockets(ports, connections)


def join_teams(transaction: Transaction, user_id: UUID, team_ids: Collection[UUID]) -> list[str] | None:
    """Within a transaction: put somebody into exactly these teams.

    Returns:
        Sockets to be closed after the commit, theirs and those of old and new colleagues; None: nothing changed.

    Raises:
        NotFound: no such team.
    """
    wanted, before = set(team_ids), set(roles_store.list_teams_of(transaction, user_id))
    if wanted == before:
        return None
    if roles_store.join_teams(transaction, user_id, wanted) != len(wanted):
        raise NotFound("Equipe não encontrada.")
    # Whoever joins a team serves its queues: what waits there may be theirs.
    transaction.ring(routing_doorbell(transaction.account_id))
    colleagues = roles_store.list_colleagues(transaction, wanted ^ before)
    return tell_rights_changed(transaction, {user_id, *colleagues})


def _set_members(transaction: Transaction, team_id: UUID, members: Sequence[UUID]) -> None:
    if roles_store.set_team_members(transaction, team_id, members) != len(members):
        raise NotFound("Atendente não encontrado.")
    # Whoever joins a team serves its queues: what waits there may be theirs.
    transaction.ring(routing_doorbell(transaction.account_id))


def _text(ids: Collection[UUID]) -> list[str]:
    return sorted(map(str, ids))


def _name_taken() -> Conflict:
    return Conflict("Já existe uma equipe com este nome.", code="name_taken", fields={"name": "Já existe."})
