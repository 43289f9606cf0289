"""Rules about silence: list, create, replace, delete; and what they are about to do in one conversation."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from central.accounts import audit
from central.accounts.permissions import check
from central.call import Call
from central.conversations.service import require_visible
from central.db.database import Row, Transaction
from central.db.driver import psycopg
from central.errors import Conflict, Invalid, NotFound
from central.events import Update, timers_doorbell
from central.followups import rule_store as store
from central.followups.rule_model import FollowUpRule, check_steps
from central.ports import Ports
from central.versions import check_version


def list_rules(ports: Ports, call: Call) -> list[FollowUpRule]:
    """Return the account's rules, by name."""
    check(call, "queues.read")
    with ports.database.transaction(call) as transaction:
        return store.list_rules(transaction)


def get_rule(ports: Ports, call: Call, rule_id: UUID) -> FollowUpRule:
    """Return one rule.

    Raises:
        NotFound: no such rule.
    """
    check(call, "queues.read")
    with ports.database.transaction(call) as transaction:
        return _rule(transaction, rule_id)


def create_rule(ports: Ports, call: Call, values: Mapping[str, Any]) -> FollowUpRule:
    """Create a rule; it holds from the next message of a person on.

    Args:
        values: everything of :class:`FollowUpRule` but ``id``.

    Raises:
        Forbidden: the caller may not.
        Invalid: its steps make no sense, or it closes without a reason the company would take.
        NotFound: the queue or channel it names.
        Conflict: ``name_taken``, or ``scope_taken``: another active rule is for exactly the same.
    """
    check(call, "queues.manage")
    with ports.database.transaction(call) as transaction:
        _check(transaction, values)
        try:
            rule_id = store.insert_rule(transaction, values)
        except psycopg.errors.UniqueViolation as error:
            raise _taken(error) from error
        audit.record(transaction, "follow_up_rule.created", target=("follow_up_rule", rule_id), fields=list(values))
        _look(transaction, values)
        return _rule(transaction, rule_id)


def replace_rule(
    ports: Ports, call: Call, rule_id: UUID, values: Mapping[str, Any], *, version: str | None = None
) -> FollowUpRule:
    """Replace everything of a rule. Timers it has set keep their time and do what it says then.

    Args:
        version: the one that was changed; None: any.

    Raises:
        Forbidden: the caller may not.
        NotFound: no such rule; the queue or channel it names.
        Invalid, Conflict: see :func:`create_rule`; Conflict ``changed_meanwhile``: it is another version by now.
    """
    check(call, "queues.manage")
    with ports.database.transaction(call) as transaction:
        store.lock_rule(transaction, rule_id)
        before = _rule(transaction, rule_id)
        check_version(before.version, version)
        _check(transaction, values)
        try:
            store.update_rule(transaction, rule_id, values)
        except psycopg.errors.UniqueViolation as error:
            raise _taken(error) from error
        changed = [name for name, value in values.items() if getattr(before, name) != value]
        audit.record(transaction, "follow_up_rule.changed", target=("follow_up_rule", rule_id), fields=changed)
        _look(transaction, values)
        return _rule(transaction, rule_id)


def delete_rule(ports: Ports, call: Call, rule_id: UUID) -> None:
    """Delete a rule; what it was about to do does not happen.

    Raises:
        Forbidden: the caller may not.
        NotFound: no such rule.
    """
    check(call, "queues.manage")
    with ports.database.transaction(call) as transaction:
        if not store.delete_rule(transaction, rule_id):
            raise NotFound("Regra não encontrada.")
        audit.record(transaction, "follow_up_rule.deleted", target=("follow_up_rule", rule_id))


def read_follow_up(ports: Ports, call: Call, conversation_id: UUID) -> Row:
    """Return what a rule is about to do in a conversation: ``state, due_at, action, rule_id, rule_name``.

    Raises:
        NotFound: no such conversation for the caller.
    """
    with ports.database.transaction(call) as transaction:
        require_visible(transaction, conversation_id)
        return _show(transaction, conversation_id)


def switch_follow_up(ports: Ports, call: Call, conversation_id: UUID, *, enabled: bool) -> Row:
    """Switch rules about silence off in one conversation, or on again: then they count from our next message.

    Raises:
        NotFound: no such conversation for the caller.
    """
    with ports.database.transaction(call) as transaction:
        require_visible(transaction, conversation_id, lock=True)
        if store.switch_timer(transaction, conversation_id, off=not enabled):
            transaction.push(Update("ticket_updated", conversation_id))
        return _show(transaction, conversation_id)


def _show(transaction: Transaction, conversation_id: UUID) -> Row:
    row = store.show_timer(transaction, conversation_id)
    if row is None or not (row["waits"] or row["off"]):
        return {"state": "idle", "due_at": None, "action": None, "rule_id": None, "rule_name": None}
    if row["off"]:
        return {"state": "off", "due_at": None, "action": None, "rule_id": None, "rule_name": None}
    return {**row, "state": "paused" if row["paused"] else "waiting"}


def _rule(transaction: Transaction, rule_id: UUID) -> FollowUpRule:
    found = store.list_rules(transaction, [rule_id])
    if not found:
        raise NotFound("Regra não encontrada.")
    return found[0]


def _check(transaction: Transaction, values: Mapping[str, Any]) -> None:
    check_steps(values["trigger"], values["steps"], values["notify"])
    known = store.names_what_exists(transaction, queue_id=values["queue_id"], channel_id=values["channel_id"])
    if not known["queue"]:
        raise NotFound("Fila não encontrada.")
    if not known["channel"]:
        raise NotFound("Canal não encontrado.")
    for number, step in enumerate(values["steps"]):
        if step.action != "close":
            continue
        # Whoever closes by hand chooses one of these; what a rule cannot know (note, labels) is not asked of it.
        unknown = step.reason and known["reasons"] and step.reason not in known["reasons"]
        if unknown or (known["reason_required"] and not step.reason):
            raise Invalid("Escolha o motivo do encerramento.", fields={f"steps.{number}.reason": "Escolha o motivo."})


def _look(transaction: Transaction, values: Mapping[str, Any]) -> None:
    if values["trigger"] == "window" and values["active"]:
        transaction.ring(timers_doorbell(transaction.account_id, None))


def _taken(error: psycopg.errors.UniqueViolation) -> Conflict:
    if error.diag.constraint_name == "follow_up_rules_scope":
        return Conflict("Já existe uma regra ativa exatamente para isso.", code="scope_taken")
    return Conflict("Já existe uma regra com este nome.", code="name_taken", fields={"name": "Já existe."})
