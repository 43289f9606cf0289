"""Queues themselves: list, create, change. What changes who can serve whom fills free slots at once."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from central.accounts import audit
from central.accounts.permissions import check
from central.call import Call
from central.db.database import Transaction
from central.db.driver import psycopg
from central.errors import Conflict, Invalid, NotFound
from central.events import routing_doorbell
from central.ports import Ports
from central.queues import store
from central.queues.assigning import fill_free_slots
from central.queues.model import Queue, choose_members

_COLUMNS = frozenset(
    (
        *("name", "description", "mode", "agent_limit", "priority", "position_text", "active", "is_default"),
        *("out_of_hours_text", "calendar_id", "sticky", "relax_skills_after_seconds", "offer_seconds"),
        *("pause_when_silent", "overflow_after_seconds", "overflow_queue_id", "silence_after_seconds"),
    )
)
_NULLABLE = frozenset(("position_text", "overflow_queue_id", "out_of_hours_text", "calendar_id"))


def list_queues(ports: Ports, call: Call) -> list[Queue]:
    """Return the account's queues, the default one first."""
    check(call, "queues.read")
    with ports.database.transaction(call) as transaction:
        return store.list_queues(transaction)


def get_queue(ports: Ports, call: Call, queue_id: UUID) -> Queue:
    """Return one queue.

    Raises:
        NotFound: no such queue.
    """
    check(call, "queues.read")
    with ports.database.transaction(call) as transaction:
        return _queue(transaction, queue_id)


def create_queue(
    ports: Ports,
    call: Call,
    values: Mapping[str, Any],
    member_ids: Sequence[UUID] = (),
    skills: Mapping[UUID, int] | None = None,
    team_ids: Sequence[UUID] = (),
) -> Queue:
    """Create a queue with its members.

    Args:
        values: ``name`` and any other of its columns but ``active`` and ``is_default``.
        skills: skill → level it asks for, in mode skills.
        team_ids: whoever is in one of them, now or later, serves it too.

    Raises:
        Forbidden: the caller may not.
        Conflict: ``name_taken``.
        NotFound: a member, a team, a skill, the calendar or the queue to overflow into does not exist.
        Invalid: it is to overflow without saying where to.
    """
    check(call, "queues.manage")
    with ports.database.transaction(call) as transaction:
        try:
            queue_id = store.insert_queue(transaction, values["name"])
        except psycopg.errors.UniqueViolation as error:
            raise _name_taken() from error
        _check_overflow(transaction, _queue(transaction, queue_id), values)
        try:
            store.update_queue(transaction, queue_id, values)
        except psycopg.errors.ForeignKeyViolation as error:
            raise _no_calendar() from error
        _ask_for(transaction, queue_id, skills or {})
        _add(transaction, queue_id, list(member_ids))
        _set_teams(transaction, queue_id, team_ids)
        queue = _queue(transaction, queue_id)
        fields = [*values, "member_ids", "team_ids", "skills"]
        audit.record(transaction, "queue.created", target=("queue", queue_id), fields=fields)
        return queue


def update_queue(
    ports: Ports,
    call: Call,
    queue_id: UUID,
    change: Mapping[str, Any],
    member_ids: Sequence[UUID] | None = None,
    skills: Mapping[UUID, int] | None = None,
    team_ids: Sequence[UUID] | None = None,
) -> Queue:
    """Change what is given of a queue, and its members, its teams and the skills it asks for when given.

    Raises:
        Forbidden: the caller may not.
        NotFound: no such queue, member, team, skill or calendar.
        Invalid: the default queue cannot stop being it (choose another instead), nor be switched off; it is to overflow
            without saying where to, or into a queue that leads back to it.
        Conflict: ``name_taken``, or ``queue_not_empty``: contacts still wait in a queue that is to be switched off.
    """
    check(call, "queues.manage")
    change = {
        name: value for name, value in change.items() if name in _COLUMNS and (value is not None or name in _NULLABLE)
    }
    with ports.database.transaction(call) as transaction:
        store.lock_capacity(transaction)
        queue = _queue(transaction, queue_id)
        if queue.is_default and change.get("is_default") is False:
            raise Invalid("Escolha outra fila como padrão.", fields={"is_default": "Escolha outra fila como padrão."})
        if change.get("active") is False:
            if queue.is_default or change.get("is_default"):
                raise Invalid("A fila padrão não pode ser desativada.", fields={"active": "É a fila padrão."})
            if queue.waiting:
                raise Conflict("Ainda há clientes esperando nesta fila.", code="queue_not_empty")
        _check_overflow(transaction, queue, change)
        try:
            store.update_queue(transaction, queue_id, change)
        except psycopg.errors.UniqueViolation as error:
            raise _name_taken() from error
        except psycopg.errors.ForeignKeyViolation as error:
            raise _no_calendar() from error
        if member_ids is not None:
            joins, leaves = choose_members(queue.chosen_ids, list(member_ids))
            _add(transaction, queue_id, joins)
            store.remove_members(transaction, queue_id, leaves)
        if team_ids is not None:
            _set_teams(transaction, queue_id, team_ids)
        if skills is not None:
            _ask_for(transaction, queue_id, skills)
        if skills is not None or "mode" in change:
            store.refresh_needs(transaction, queue_id)
        fill_free_slots(transaction, queue_id)
        # Open by now, or closed, and times may be due earlier: who waits is told, or gets a ticket, or moves on.
        transaction.ring(routing_doorbell(call.account_id))
        queue = _queue(transaction, queue_id)
        touched = [*change]
        others = (("member_ids", member_ids), ("team_ids", team_ids), ("skills", skills))
        touched += [name for name, given in others if given is not None]
        audit.record(transaction, "queue.changed", target=("queue", queue_id), fields=touched)
        return queue


def _queue(transaction: Transaction, queue_id: UUID) -> Queue:
    found = store.list_queues(transaction, [queue_id])
    if not found:
        raise NotFound("Fila não encontrada.")
    return found[0]


def _check_overflow(transaction: Transaction, queue: Queue, change: Mapping[str, Any]) -> None:
    """Refuse an overflow to nowhere, and one that leads back: who waits must get somewhere.

    Raises:
        NotFound: no such queue.
        Invalid: see above.
    """
    target = change.get("overflow_queue_id", queue.overflow_queue_id)
    if target is None:
        if change.get("overflow_after_seconds", queue.overflow_after_seconds) > 0:
            raise Invalid("Escolha a fila de destino do transbordo.", fields={"overflow_queue_id": "Obrigatório."})
        return
    if target == queue.overflow_queue_id:
        return
    if store.queue_exists(transaction, target) is None:
        raise NotFound("Fila não encontrada.")
    if store.leads_back(transaction, queue.id, target):
        raise Invalid(
            "O transbordo voltaria para esta mesma fila. Escolha outra.",
            fields={"overflow_queue_id": "Volta para esta fila."},
        )


def _ask_for(transaction: Transaction, queue_id: UUID, skills: Mapping[UUID, int]) -> None:
    if store.set_queue_skills(transaction, queue_id, skills) != len(skills):
        raise NotFound("Habilidade não encontrada.")


def _add(transaction: Transaction, queue_id: UUID, user_ids: list[UUID]) -> None:
    if user_ids and store.add_members(transaction, queue_id, user_ids) != len(set(user_ids)):
        raise NotFound("Atendente não encontrado.")


def _set_teams(transaction: Transaction, queue_id: UUID, team_ids: Sequence[UUID]) -> None:
    if store.set_teams(transaction, queue_id, team_ids) != len(set(team_ids)):
        raise NotFound("Equipe não encontrada.")


def _no_calendar() -> NotFound:
    return NotFound("Calendário não encontrado.")


def _name_taken() -> Conflict:
    return Conflict("Já existe uma fila com este nome.", code="name_taken", fields={"name": "Já existe."})
