"""The audit log as a file. It asks for the password again: whoever finds a browser open must not walk away with it."""

import json
from datetime import datetime
from typing import Any

from central.accounts import audit, store
from central.accounts.csv_text import csv_text
from central.accounts.model import AuditFilter
from central.accounts.step_up import check_person
from central.call import Call
from central.clock import rfc3339
from central.ports import Ports

EXPORT_LIMIT = 10_000
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


def export_audit(
    ports: Ports, call: Call, chosen: AuditFilter, *, before: int | None, password: str | None
) -> tuple[str, int | None]:
    """Return rows of the log as CSV, and the sequence to go on from when there are more than ``EXPORT_LIMIT``.

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
    text = csv_text(_COLUMNS, ([_cell(getattr(row, column)) for column in _COLUMNS] for row in rows))
    return text, rows[-1].sequence if more else None


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
