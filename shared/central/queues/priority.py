"""Rules of priority: who is served first, by label, channel, state of the contact or an attribute of theirs.

A rule counts when a conversation enters a queue (and when its label is put on one that waits), where nobody chose a
priority by hand; of several that hold the highest counts. See the SQL function ``ruled_priority``.
"""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal
from uuid import UUID

from central.accounts import audit
from central.accounts.permissions import check
from central.call import Call
from central.db.database import Transaction
from central.db.driver import psycopg
from central.db.queries import Queries
from central.errors import Invalid, NotFound
from central.ports import Ports
from central.versions import check_version, version_of

queries = Queries(Path(__file__).with_name("priority.sql"))


@dataclass(frozen=True, slots=True)
class RuleValues:
    """What a rule says: ``priority`` 1 to 10 for whom every condition that is set holds."""

    name: str
    priority: int
    active: bool = True
    label_id: UUID | None = None
    channel_id: UUID | None = None
    contact_state: Literal["lead", "qualified", "customer", "inactive"] | None = None
    attribute_name: str | None = None
    attribute_value: str | None = None


@dataclass(frozen=True, slots=True)
class Rule(RuleValues):
    """A rule of the company."""

    id: UUID | None = None

    @property
    def version(self) -> str:
        """Which one this is; see :mod:`central.versions`."""
        return version_of(self)


def list_rules(ports: Ports, call: Call) -> list[Rule]:
    """Return the company's rules, the highest priority first."""
    check(call, "queues.read")
    with ports.database.transaction(call) as transaction:
        return transaction.all_as(Rule, queries.list_rules, id=None)


def create_rule(ports: Ports, call: Call, values: RuleValues) -> Rule:
    """Create a rule.

    Raises:
        Forbidden: the caller may not.
        Invalid: no condition, or an attribute without its value.
        NotFound: the label or the channel does not exist.
    """
    check(call, "queues.manage")
    _check(values)
    with ports.database.transaction(call) as transaction:
        try:
            row = transaction.one(queries.insert_rule, **asdict(values))
        except psycopg.errors.ForeignKeyViolation as error:
            raise NotFound("Etiqueta ou canal não encontrado.") from error
        assert row is not None
        audit.record(
            transaction, "priority_rule.created", target=("priority_rule", row["id"]), fields=[*asdict(values)]
        )
        return _find(transaction, row["id"])


def replace_rule(ports: Ports, call: Call, rule_id: UUID, values: RuleValues, *, version: str | None = None) -> Rule:
    """Let a rule say something else from now on; what waits already keeps its priority.

    Args:
        version: the one that was changed; None: any.

    Raises:
        Forbidden, Invalid, NotFound: see :func:`create_rule`; NotFound also for the rule.
        Conflict: ``changed_meanwhile``: it is another version by now.
    """
    check(call, "queues.manage")
    _check(values)
    with ports.database.transaction(call) as transaction:
        transaction.execute(queries.lock_rule, id=rule_id)
        check_version(_find(transaction, rule_id).version, version)
        try:
            transaction.execute(queries.replace_rule, id=rule_id, **asdict(values))
        except psycopg.errors.ForeignKeyViolation as error:
            raise NotFound("Etiqueta ou canal não encontrado.") from error
        audit.record(transaction, "priority_rule.changed", target=("priority_rule", rule_id), fields=[*asdict(values)])
        return _find(transaction, rule_id)


def delete_rule(ports: Ports, call: Call, rule_id: UUID) -> None:
    """Delete a rule.

    Raises:
        Forbidden: the caller may not.
        NotFound: no such rule.
    """
    check(call, "queues.manage")
    with ports.database.transaction(call) as transaction:
        if transaction.one(queries.delete_rule, id=rule_id) is None:
            raise NotFound("Regra não encontrada.")
        audit.record(transaction, "priority_rule.deleted", target=("priority_rule", rule_id))


def _check(values: RuleValues) -> None:
    if (values.attribute_name is None) != (values.attribute_value is None):
        missing = "attribute_name" if values.attribute_name is None else "attribute_value"
        raise Invalid("Informe o atributo e o valor.", fields={missing: "Obrigatório."})
    if not any((values.label_id, values.channel_id, values.contact_state, values.attribute_name)):
        raise Invalid("Escolha ao menos uma condição.", fields={"label_id": "Escolha ao menos uma condição."})


def _find(transaction: Transaction, rule_id: UUID) -> Rule:
    found = transaction.one_as(Rule, queries.list_rules, id=rule_id)
    if found is None:
        raise NotFound("Regra não encontrada.")
    return found
