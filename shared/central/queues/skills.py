"""Skills: what a company's people can, how well (1 to 5), and which labels ask for it. Queues ask in ``manage``.

Whoever changes them changes who may serve whom: what waits and fits is given out in the same transaction.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from central.accounts import audit
from central.accounts.permissions import check
from central.call import Call
from central.db.database import Transaction
from central.db.driver import psycopg
from central.db.queries import Queries
from central.errors import Conflict, NotFound
from central.ports import Ports
from central.queues import store
from central.queues.assigning import fill_free_slots

queries = Queries(Path(__file__).with_name("skills.sql"))


@dataclass(frozen=True, slots=True)
class Skill:
    """A skill, who can it, which labels ask for it (each ``{id, level}``), and how many queues do."""

    id: UUID
    name: str
    agents: list[dict[str, Any]]
    labels: list[dict[str, Any]]
    queues: int


def list_skills(ports: Ports, call: Call) -> list[Skill]:
    """Return the company's skills by name."""
    check(call, "queues.read")
    with ports.database.transaction(call) as transaction:
        return transaction.all_as(Skill, queries.list_skills, id=None)


def create_skill(
    ports: Ports, call: Call, name: str, *, agents: Mapping[UUID, int], labels: Mapping[UUID, int]
) -> Skill:
    """Create a skill.

    Args:
        agents, labels: who can it, and which labels ask for it: id → level, 1 to 5.

    Raises:
        Forbidden: the caller may not.
        Conflict: ``name_taken``.
        NotFound: a person or a label does not exist.
    """
    check(call, "queues.manage")
    with ports.database.transaction(call) as transaction:
        try:
            row = transaction.one(queries.insert_skill, name=name)
        except psycopg.errors.UniqueViolation as error:
            raise _name_taken() from error
        assert row is not None
        _save(transaction, row["id"], agents, labels)
        audit.record(transaction, "skill.created", target=("skill", row["id"]), fields=["name", "agents", "labels"])
        return _find(transaction, row["id"])


def update_skill(
    ports: Ports,
    call: Call,
    skill_id: UUID,
    *,
    name: str | None = None,
    agents: Mapping[UUID, int] | None = None,
    labels: Mapping[UUID, int] | None = None,
) -> Skill:
    """Change what is given of a skill.

    Raises:
        Forbidden: the caller may not.
        Conflict: ``name_taken``.
        NotFound: no such skill, person or label.
    """
    check(call, "queues.manage")
    with ports.database.transaction(call) as transaction:
        store.lock_capacity(transaction)
        _find(transaction, skill_id)
        if name is not None:
            try:
                transaction.count(queries.rename_skill, id=skill_id, name=name)
            except psycopg.errors.UniqueViolation as error:
                raise _name_taken() from error
        _save(transaction, skill_id, agents, labels)
        given = {"name": name, "agents": agents, "labels": labels}
        fields = [key for key, value in given.items() if value is not None]
        audit.record(transaction, "skill.changed", target=("skill", skill_id), fields=fields)
        return _find(transaction, skill_id)


def delete_skill(ports: Ports, call: Call, skill_id: UUID) -> None:
    """Delete a skill; nobody asks for it any more.

    Raises:
        Forbidden: the caller may not.
        NotFound: no such skill.
    """
    check(call, "queues.manage")
    with ports.database.transaction(call) as transaction:
        store.lock_capacity(transaction)
        if transaction.one(queries.delete_skill, id=skill_id) is None:
            raise NotFound("Habilidade não encontrada.")
        store.refresh_needs(transaction)
        fill_free_slots(transaction)
        audit.record(transaction, "skill.deleted", target=("skill", skill_id))


def _find(transaction: Transaction, skill_id: UUID) -> Skill:
    found = transaction.one_as(Skill, queries.list_skills, id=skill_id)
    if found is None:
        raise NotFound("Habilidade não encontrada.")
    return found


def _save(
    transaction: Transaction, skill_id: UUID, agents: Mapping[UUID, int] | None, labels: Mapping[UUID, int] | None
) -> None:
    for query, given, missing in (
        (queries.set_agents, agents, "Atendente não encontrado."),
        (queries.set_labels, labels, "Etiqueta não encontrada."),
    ):
        if given is None:
            continue
        row = transaction.one(query, skill_id=skill_id, ids=list(given), levels=list(given.values()))
        if row is None or row["known"] != len(given):
            raise NotFound(missing)
    if labels is not None:
        store.refresh_needs(transaction)
    fill_free_slots(transaction)


def _name_taken() -> Conflict:
    return Conflict("Já existe uma habilidade com este nome.", code="name_taken", fields={"name": "Já existe."})
