"""Telling what became of the requests of contacts."""

from collections.abc import Sequence
from uuid import UUID

from central.accounts import audit
from central.db.database import Transaction
from central.events import Update
from central.privacy.model import RequestState
from central.privacy.subject_requests_store import Closed


def tell(transaction: Transaction, closed: Sequence[Closed], state: RequestState, *, by: UUID | None) -> None:
    """Write to the log what became of requests, and tell whoever wrote them down, unless they did it themselves.

    Names nobody: what is told lives for a day longer than an erased contact.
    """
    for one in closed:
        if one.recorded_by is not None and one.recorded_by != by:
            data = {"kind": f"subject_request_{state}", "text": one.kind, "severity": "info", "audience": "person"}
            transaction.push(Update("system_message", user_id=one.recorded_by, data=data))
        audit.record(transaction, f"request.{state}", target=("contact", one.contact_id), details={"kind": one.kind})
