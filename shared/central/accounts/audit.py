"""The audit log. Use cases of all slices write to it with :func:`record`, in their own transaction, at its very end.

A row says who did what to what, which fields it touched, from which address and session. It never holds a value:
secrets and what customers wrote have no place in it.
"""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from central.accounts import store
from central.accounts.model import AuditFilter, AuditRow, AuditState
from central.call import Call
from central.db.database import Transaction
from central.db.driver import Jsonb
from central.ports import Ports


def record(
    transaction: Transaction,
    action: str,
    *,
    target: tuple[str, UUID | str] | None = None,
    fields: Iterable[str] = (),
    details: Mapping[str, Any] | None = None,
) -> None:
    """Write one row; costs no round trip of its own.

    Args:
        action: what was done, ``thing.done`` in the past tense (``channel.changed``).
        target: kind and id of what it was done to.
        fields: names of the fields that were touched.
        details: harmless values only, such as a role before and after.
    """
    call = transaction.call
    kind, target_id = target or (None, None)
    token_id = call.actor.token_id
    if token_id is not None:
        details = {**(details or {}), "token_id": str(token_id)}
    store.append_audit(
        transaction,
        actor_type="token" if token_id is not None else "user" if call.actor.kind == "user" else "system",
        actor_id=call.actor.user_id,
        action=action,
        target_type=kind,
        target_id=None if target_id is None else str(target_id),
        fields=sorted(fields),
        details=Jsonb(dict(details or {})),
        address=call.address,
        session_id=call.actor.session_id,
        correlation_id=call.correlation_id or None,
    )


def list_audit(ports: Ports, call: Call, chosen: AuditFilter, *, before: int | None, limit: int) -> list[AuditRow]:
    """Return rows of the company's log, the newest first, from behind the sequence ``before``, at most ``limit``."""
    with ports.database.transaction(call) as transaction:
        return store.list_audit(transaction, chosen, before=before, limit=limit)


def verify_audit(ports: Ports, call: Call) -> AuditState:
    """Walk the company's whole chain and return whether every row is what was written, where it was written."""
    with ports.database.transaction(call) as transaction:
        return store.verify_audit(transaction)
