"""Statements about what contacts ask for by law, one function each."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from uuid import UUID

from central.db.database import Transaction
from central.db.queries import Queries
from central.frozen import Frozen
from central.privacy.model import DAYS_TO_ANSWER, Answer, RequestKind, SubjectRequest

queries = Queries(Path(__file__).with_name("subject_requests.sql"))


class Closed(Frozen):
    """A request that just ended, and who wrote it down."""

    id: UUID
    kind: RequestKind
    contact_id: UUID
    recorded_by: UUID | None


def insert_request(
    transaction: Transaction,
    request_id: UUID,
    contact_id: UUID,
    kind: RequestKind,
    *,
    note: str | None,
    recorded_by: UUID | None,
) -> bool:
    """Write a request down; False when the contact is gone or one of this kind is open."""
    row = transaction.one(
        queries.insert_request,
        id=request_id,
        contact_id=contact_id,
        request_kind=kind,
        note=note,
        recorded_by=recorded_by,
        days=DAYS_TO_ANSWER,
    )
    return row is not None


def find_request(transaction: Transaction, request_id: UUID) -> SubjectRequest | None:
    """Return one request."""
    return transaction.one_as(SubjectRequest, queries.find_request, id=request_id)


def list_requests_of_contact(
    transaction: Transaction, contact_id: UUID, *, after: tuple[datetime, UUID] | None, limit: int
) -> Sequence[SubjectRequest]:
    """Return what a contact asked for, the newest first."""
    at, after_id = after or (None, None)
    return transaction.all_as(
        SubjectRequest,
        queries.list_requests_of_contact,
        contact_id=contact_id,
        after_at=at,
        after_id=after_id,
        limit=limit,
    )


def list_requests(
    transaction: Transaction, *, is_open: bool, after: tuple[datetime, UUID] | None, limit: int
) -> Sequence[SubjectRequest]:
    """Return open requests, due first, or those that ended, the last first."""
    at, after_id = after or (None, None)
    statement = queries.list_open_requests if is_open else queries.list_closed_requests
    return transaction.all_as(SubjectRequest, statement, after_at=at, after_id=after_id, limit=limit)


def close_request(
    transaction: Transaction, request_id: UUID, state: Answer, *, answer: str | None, closed_by: UUID | None
) -> Closed | None:
    """Answer a request; None when it is gone or somebody else did."""
    return transaction.one_as(
        Closed, queries.close_request, id=request_id, state=state, answer=answer, closed_by=closed_by
    )


def fulfil_requests(
    transaction: Transaction, contact_id: UUID, kind: RequestKind, *, closed_by: UUID | None
) -> list[Closed]:
    """End the open request of a kind, of which there is one at most, because it was done."""
    return transaction.all_as(
        Closed, queries.fulfil_requests, contact_id=contact_id, request_kind=kind, closed_by=closed_by
    )


def forget_words(transaction: Transaction, contact_id: UUID) -> list[Closed]:
    """Take every word out of the requests of a contact who goes; return those that nobody answered."""
    return transaction.all_as(Closed, queries.forget_words, contact_id=contact_id)
