"""The audit log as a file. It asks for the password again: whoever finds a browser open must not walk away with it."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from central.accounts import audit, store
from central.accounts.csv_text import csv_text
from central.accounts.model import AuditFilter
from central.accounts.step_up import Proof, check_person, issue_proof
from central.call import Call
from central.clock import rfc3339
from central.ports import Ports

EXPORT_LIMIT = 10_000


@dataclass(frozen=True, slots=True, repr=False)
class Part:
    """A part of the log as CSV.

    Attributes:
        following: the sequence to go on from when there is more.
        proof: what stands for the password then: whoever confirmed by what is good once does not confirm every part.
    """

    text: str
    following: int | None
    proof: Proof | None


_COLUMNS = (
    "sequence",
    "occurred_at",
    "actor_type",
    "actor_id",
    "actor_name",
    "action",
    "target_type",
    "target_id",
    "fields",
    "details",
    "address",
    "session_id",
    "correlation_id",
    "hash",
)


def export_audit(ports: Ports, call: Call, chosen: AuditFilter, *, before: int | None, password: str | None) -> Part:
    """Return at most ``EXPORT_LIMIT`` rows of the log as CSV.

    Exporting is written to the log itself.

    Args:
        before: only rows from behind this sequence; none means from the newest.
        password: the caller's own; an API token gives none.

    Raises:
        Invalid, TooMany, Unauthenticated: see :func:`central.accounts.step_up.check_person`.
    """
    check_person(ports, call, password)
    with ports.database.transaction(call) as transaction:
        rows = store.list_audit(transaction, chosen, before=before, limit=EXPORT_LIMIT + 1)
        more, rows = len(rows) > EXPORT_LIMIT, rows[:EXPORT_LIMIT]
        audit.record(transaction, "audit.exported", details={"rows": len(rows)})
        proof = issue_proof(transaction, everywhere=False) if more and call.actor.session_id is not None else None
    text = csv_text(_COLUMNS, ([_cell(getattr(row, column)) for column in _COLUMNS] for row in rows))
    return Part(text, rows[-1].sequence if more else None, proof)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return rfc3339(value)
    if isinstance(value, list):
        return " ".join(value)
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False, sort_keys=True) if value else ""
    return str(value)
