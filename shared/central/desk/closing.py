"""How a company closes conversations: its reasons, and what must be known before."""

from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

from central.accounts import audit
from central.call import Call
from central.db.database import Transaction
from central.db.queries import Queries
from central.desk.model import Closing, ClosingField, ClosingReason, ClosingState, check_closing
from central.errors import Invalid
from central.frozen import Frozen
from central.ids import new_id
from central.ports import Ports
from central.versions import check_version

queries = Queries(Path(__file__).with_name("closing.sql"))


class WantedReason(Frozen):
    """A reason as somebody saves it; without an id it is a new one."""

    name: str
    active: bool = True
    id: UUID | None = None


def get_closing(ports: Ports, call: Call) -> Closing:
    """Return how the company closes conversations."""
    with ports.database.transaction(call) as transaction:
        return _read(transaction)


def save_closing(
    ports: Ports,
    call: Call,
    *,
    reasons: Sequence[WantedReason],
    required: Sequence[ClosingField],
    version: str | None = None,
) -> Closing:
    """Save the reasons, in this order, and what must be known before; reasons that are left out are gone.

    What was closed keeps the name it was closed with.

    Args:
        version: the one that was changed; None: any.

    Raises:
        Invalid: a name twice; or a reason must be given where there is none to choose.
        Conflict: ``changed_meanwhile``: it is another version by now.
    """
    names = [reason.name.casefold() for reason in reasons]
    if len(set(names)) < len(names):
        raise Invalid("Dois motivos têm o mesmo nome.", fields={"reasons": "Nomes repetidos."})
    if "reason" in required and not any(reason.active for reason in reasons):
        raise Invalid("Crie um motivo antes de exigir que se escolha um.", fields={"required": "Não há motivos."})
    with ports.database.transaction(call) as transaction:
        transaction.execute(queries.lock_closing)
        check_version(_read(transaction).version, version)
        rows = [(reason.id or new_id(), reason) for reason in reasons]
        transaction.execute(queries.drop_reasons, ids=[reason_id for reason_id, _ in rows])
        for position, (reason_id, reason) in enumerate(rows):
            transaction.execute(
                queries.save_reason, id=reason_id, name=reason.name, position=position, active=reason.active
            )
        transaction.execute(queries.save_required, required=list(dict.fromkeys(required)))
        audit.record(
            transaction, "closing.changed", target=("account", call.account_id), fields=("reasons", "required")
        )
        return _read(transaction)


def check_may_close(transaction: Transaction, conversation_id: UUID, *, reason: str | None, note: str | None) -> None:
    """Refuse to close a conversation while something the company asks for is missing; the system may always.

    Raises:
        Invalid: ``closing_incomplete``, naming the fields.
    """
    if transaction.call.actor.kind == "system":
        return
    state = transaction.one_as(ClosingState, queries.closing_state, conversation_id=conversation_id)
    if state is not None:
        check_closing(state, reason=reason, note=note)


def _read(transaction: Transaction) -> Closing:
    row = transaction.one(queries.closing_required)
    return Closing(transaction.all_as(ClosingReason, queries.closing_reasons), row["required"] if row else [])
