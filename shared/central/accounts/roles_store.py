"""Statements about teams and the roles a company makes itself, one function each."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from central.call import Role, Scope
from central.db.database import Transaction
from central.db.queries import Queries

queries = Queries(Path(__file__).with_name("roles.sql"))


@dataclass(frozen=True, slots=True)
class OwnRole:
    """A role the company made. ``channel_ids`` None: every channel; ``members``: how many have it."""

    id: UUID
    name: str
    permissions: list[str]
    scope: Scope
    sees_unassigned: bool
    channel_ids: list[UUID] | None
    members: int = 0


@dataclass(frozen=True, slots=True)
class Team:
    """People who work together."""

    id: UUID
    name: str
    member_ids: list[UUID]


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who has a role."""

    id: UUID
    name: str


def list_roles(transaction: Transaction, ids: Sequence[UUID] | None = None) -> list[OwnRole]:
    """Return the roles the company made, by name."""
    return transaction.all_as(OwnRole, queries.list_roles, ids=None if ids is None else list(ids))


def count_built_in(transaction: Transaction) -> dict[Role, int]:
    """Return how many have each built-in role."""
    return {row["role"]: row["members"] for row in transaction.all(queries.count_built_in)}


def lock_role(transaction: Transaction, role_id: UUID) -> OwnRole | None:
    """Return a role and let others who change or give it wait."""
    transaction.execute(queries.lock_role, role_id=role_id)
    found = list_roles(transaction, [role_id])
    return found[0] if found else None


def insert_role(transaction: Transaction, values: dict[str, Any]) -> UUID:
    """Store a role without its channels.

    Raises:
        psycopg.errors.UniqueViolation: the name is taken.
    """
    row = transaction.one(queries.insert_role, **values)
    assert row is not None
    role_id: UUID = row["id"]
    return role_id


def update_role(transaction: Transaction, role_id: UUID, values: dict[str, Any]) -> None:
    """Change a role, but not its channels.

    Raises:
        psycopg.errors.UniqueViolation: the name is taken.
    """
    transaction.count(queries.update_role, role_id=role_id, **values)


def set_role_channels(transaction: Transaction, role_id: UUID, channel_ids: Collection[UUID]) -> int:
    """Give a role exactly these channels; return how many of them the account has."""
    row = transaction.one(queries.set_role_channels, role_id=role_id, channel_ids=list(channel_ids))
    return row["known"] if row else 0


def delete_role(transaction: Transaction, role_id: UUID) -> None:
    """Delete a role.

    Raises:
        psycopg.errors.ForeignKeyViolation: somebody has it.
    """
    transaction.count(queries.delete_role, role_id=role_id)


def list_holders(transaction: Transaction, role_id: UUID) -> list[Holder]:
    """Return who has a role, by name."""
    return transaction.all_as(Holder, queries.list_holders, role_id=role_id)


def list_teams(transaction: Transaction, ids: Sequence[UUID] | None = None) -> list[Team]:
    """Return teams by name."""
    return transaction.all_as(Team, queries.list_teams, ids=None if ids is None else list(ids))


def lock_team(transaction: Transaction, team_id: UUID) -> Team | None:
    """Return a team and let others who change it wait."""
    transaction.execute(queries.lock_team, team_id=team_id)
    found = list_teams(transaction, [team_id])
    return found[0] if found else None


def insert_team(transaction: Transaction, name: str) -> UUID:
    """Store a team without members.

    Raises:
        psycopg.errors.UniqueViolation: the name is taken.
    """
    row = transaction.one(queries.insert_team, name=name)
    assert row is not None
    team_id: UUID = row["id"]
    return team_id


def rename_team(transaction: Transaction, team_id: UUID, name: str) -> None:
    """Give a team another name.

    Raises:
        psycopg.errors.UniqueViolation: the name is taken.
    """
    transaction.count(queries.rename_team, team_id=team_id, name=name)


def set_team_members(transaction: Transaction, team_id: UUID, user_ids: Collection[UUID]) -> int:
    """Give a team exactly these members; return how many of them work for the account."""
    row = transaction.one(queries.set_team_members, team_id=team_id, user_ids=list(user_ids))
    return row["known"] if row else 0


def delete_team(transaction: Transaction, team_id: UUID) -> None:
    """Delete a team."""
    transaction.execute(queries.delete_team, team_id=team_id)


def list_teams_of(transaction: Transaction, user_id: UUID) -> list[UUID]:
    """Return the teams of one person."""
    return [row["id"] for row in transaction.all(queries.list_teams_of, user_id=user_id)]


def join_teams(transaction: Transaction, user_id: UUID, team_ids: Collection[UUID]) -> int:
    """Put one person into exactly these teams; return how many of them the account has."""
    row = transaction.one(queries.join_teams, user_id=user_id, team_ids=list(team_ids))
    return row["known"] if row else 0


def list_colleagues(transaction: Transaction, team_ids: Collection[UUID]) -> set[UUID]:
    """Return everybody in some teams."""
    return {row["id"] for row in transaction.all(queries.list_colleagues, team_ids=list(team_ids))}


def take_connections_of(transaction: Transaction, user_ids: Collection[UUID]) -> list[str]:
    """Delete the sockets of some people and return their connection ids."""
    rows = transaction.all(queries.take_connections_of, user_ids=list(user_ids))
    return [row["connection_id"] for row in rows]
