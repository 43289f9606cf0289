"""What contacts ask for by law: written down by whoever they told it, answered by whoever may.

A copy and an erasure are answered by doing them, wherever they were asked for; what else is asked for by saying that it
was done. Whoever wrote it down is told.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from central.accounts import audit
from central.call import Call
from central.contacts.service import get_contact
from central.db.database import Transaction
from central.errors import Conflict, NotFound
from central.events import Update
from central.ids import new_id
from central.ports import Ports
from central.privacy import store, subject_requests_store
from central.privacy.consent import write_consent
from central.privacy.model import DONE_BY_A_JOB, RequestKind, SubjectRequest
from central.privacy.outcomes import tell


def record_request(
    ports: Ports, call: Call, contact_id: UUID, *, kind: RequestKind, note: str | None
) -> SubjectRequest:
    """Write down what a contact asked for, and tell whoever answers such requests.

    Args:
        note: how and in which words it was asked for; forgotten with the contact.

    Raises:
        NotFound: nobody of this company.
        Conflict: one of this kind is open for the contact (``already_requested``).
    """
    request_id = new_id()
    with ports.database.transaction(call) as transaction:
        added = subject_requests_store.insert_request(
            transaction, request_id, contact_id, kind, note=note, recorded_by=call.actor.user_id
        )
        found = subject_requests_store.find_request(transaction, request_id) if added else None
        if found is not None:
            data = {"kind": "subject_request_recorded", "text": kind, "severity": "info", "audience": "privacy"}
            transaction.push(Update("system_message", data=data))
            audit.record(transaction, "request.recorded", target=("contact", contact_id), details={"kind": kind})
    if found is None:
        get_contact(ports, call, contact_id)
        raise Conflict("Já existe um pedido aberto deste tipo para este contato.", code="already_requested")
    return found


def list_requests_of_contact(
    ports: Ports, call: Call, contact_id: UUID, *, after: tuple[datetime, UUID] | None, limit: int
) -> Sequence[SubjectRequest]:
    """Return what a contact asked for, the newest first.

    Raises:
        NotFound: nobody of this company.
    """
    get_contact(ports, call, contact_id)
    with ports.database.transaction(call) as transaction:
        return subject_requests_store.list_requests_of_contact(transaction, contact_id, after=after, limit=limit)


def list_requests(
    ports: Ports, call: Call, *, is_open: bool, after: tuple[datetime, UUID] | None, limit: int
) -> Sequence[SubjectRequest]:
    """Return what nobody answered yet, due first, or what was answered, the last first."""
    with ports.database.transaction(call) as transaction:
        return subject_requests_store.list_requests(transaction, is_open=is_open, after=after, limit=limit)


def fulfil_request(ports: Ports, call: Call, request_id: UUID) -> SubjectRequest:
    """Say that a correction was made, or stop marketing to who does not want it, and end the request.

    Raises:
        NotFound: no request of this company.
        Conflict: it ended already (``already_closed``), or only a copy or an erasure ends it (``ends_by_itself``).
    """
    with ports.database.transaction(call) as transaction:
        found = _existing(transaction, request_id)
        if found.kind in DONE_BY_A_JOB:
            raise Conflict("Este pedido termina sozinho quando é atendido.", code="ends_by_itself")
        # The contact before the request, like an erasure.
        store.lock_contact(transaction, found.contact_id)
        closed = subject_requests_store.close_request(
            transaction, request_id, "fulfilled", answer=None, closed_by=call.actor.user_id
        )
        if closed is None:
            raise _closed_before()
        if found.kind == "objection":
            write_consent(
                transaction, found.contact_id, purpose="marketing", granted=False, source="pedido do titular", note=None
            )
        tell(transaction, [closed], "fulfilled", by=call.actor.user_id)
        return _existing(transaction, request_id)


def refuse_request(ports: Ports, call: Call, request_id: UUID, *, reason: str) -> SubjectRequest:
    """Answer a request with no.

    Args:
        reason: why, for whoever asks later; forgotten with the contact.

    Raises:
        NotFound: no request of this company.
        Conflict: it ended already (``already_closed``), or is being done (``in_progress``).
    """
    with ports.database.transaction(call) as transaction:
        found = _existing(transaction, request_id)
        if found.in_progress:
            raise Conflict("Este pedido já está sendo atendido.", code="in_progress")
        closed = subject_requests_store.close_request(
            transaction, request_id, "refused", answer=reason, closed_by=call.actor.user_id
        )
        if closed is None:
            raise _closed_before()
        tell(transaction, [closed], "refused", by=call.actor.user_id)
        return _existing(transaction, request_id)


def _existing(transaction: Transaction, request_id: UUID) -> SubjectRequest:
    found = subject_requests_store.find_request(transaction, request_id)
    if found is None:
        raise NotFound()
    return found


def _closed_before() -> Conflict:
    return Conflict("Este pedido já foi respondido.", code="already_closed")
