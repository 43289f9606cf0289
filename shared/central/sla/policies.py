"""Policies themselves: list, create, replace, delete. Clocks that run keep what they were started with."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from central.accounts import audit
from central.accounts.permissions import check
from central.call import Call
from central.db.database import Transaction
from central.db.driver import psycopg
from central.errors import Conflict, NotFound
from central.ports import Ports
from central.sla import store
from central.sla.model import Policy
from central.versions import check_version


def list_policies(ports: Ports, call: Call) -> list[Policy]:
    """Return the account's policies, by name."""
    check(call, "queues.read")
    with ports.database.transaction(call) as transaction:
        return store.list_policies(transaction)


def get_policy(ports: Ports, call: Call, policy_id: UUID) -> Policy:
    """Return one policy.

    Raises:
        NotFound: no such policy.
    """
    check(call, "queues.read")
    with ports.database.transaction(call) as transaction:
        return _policy(transaction, policy_id)


def create_policy(ports: Ports, call: Call, values: Mapping[str, Any]) -> Policy:
    """Create a policy; tickets that come in from now on may fall under it.

    Args:
        values: everything of :class:`Policy` but ``id``.

    Raises:
        Forbidden: the caller may not.
        NotFound: a queue, channel, person or team it names.
        Conflict: ``name_taken``, or ``scope_taken``: another active policy is for exactly the same.
    """
    check(call, "queues.manage")
    with ports.database.transaction(call) as transaction:
        _check_names(transaction, values)
        try:
            policy_id = store.insert_policy(transaction, values)
        except psycopg.errors.UniqueViolation as error:
            raise _taken(error) from error
        audit.record(transaction, "sla_policy.created", target=("sla_policy", policy_id), fields=list(values))
        return _policy(transaction, policy_id)


def replace_policy(
    ports: Ports, call: Call, policy_id: UUID, values: Mapping[str, Any], *, version: str | None = None
) -> Policy:
    """Replace everything of a policy.

    Args:
        version: the one that was changed; None: any.

    Raises:
        Forbidden: the caller may not.
        NotFound: no such policy; a queue, channel, person or team it names.
        Conflict: ``name_taken`` or ``scope_taken``; ``changed_meanwhile``: it is another version by now.
    """
    check(call, "queues.manage")
    with ports.database.transaction(call) as transaction:
        store.lock_policy(transaction, policy_id)
        before = _policy(transaction, policy_id)
        check_version(before.version, version)
        _check_names(transaction, values)
        try:
            store.update_policy(transaction, policy_id, values)
        except psycopg.errors.UniqueViolation as error:
            raise _taken(error) from error
        changed = [name for name, value in values.items() if getattr(before, name) != value]
        audit.record(transaction, "sla_policy.changed", target=("sla_policy", policy_id), fields=changed)
        return _policy(transaction, policy_id)


def delete_policy(ports: Ports, call: Call, policy_id: UUID) -> None:
    """Delete a policy.

    Raises:
        Forbidden: the caller may not.
        NotFound: no such policy.
    """
    check(call, "queues.manage")
    with ports.database.transaction(call) as transaction:
        if not store.delete_policy(transaction, policy_id):
            raise NotFound("Política não encontrada.")
        audit.record(transaction, "sla_policy.deleted", target=("sla_policy", policy_id))


def _policy(transaction: Transaction, policy_id: UUID) -> Policy:
    found = store.list_policies(transaction, [policy_id])
    if not found:
        raise NotFound("Política não encontrada.")
    return found[0]


def _check_names(transaction: Transaction, values: Mapping[str, Any]) -> None:
    known = store.names_what_exists(
        transaction,
        queue_id=values["queue_id"],
        channel_id=values["channel_id"],
        queue_ids={step.queue_id for step in values["steps"] if step.queue_id},
        user_ids={step.user_id for step in values["steps"] if step.user_id},
        team_ids={step.team_id for step in values["steps"] if step.team_id},
    )
    for name, sentence in (
        ("queue", "Fila não encontrada."),
        ("queues", "Fila não encontrada."),
        ("channel", "Canal não encontrado."),
        ("people", "Atendente não encontrado."),
        ("teams", "Equipe não encontrada."),
    ):
        if not known[name]:
            raise NotFound(sentence)


def _taken(error: psycopg.errors.UniqueViolation) -> Conflict:
    if error.diag.constraint_name == "sla_policies_scope":
        return Conflict("Já existe uma política ativa exatamente para isso.", code="scope_taken")
    return Conflict("Já existe uma política com este nome.", code="name_taken", fields={"name": "Já existe."})
