"""What contacts agreed to, and whether they may get marketing: campaigns ask :func:`marketing_allowed` first."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from central.accounts import audit
from central.call import Call
from central.contacts.service import get_contact
from central.contacts.store import find_contact
from central.db.database import Transaction
from central.errors import NotFound
from central.ids import new_id
from central.ports import Ports
from central.privacy import store
from central.privacy.model import Consent, Purpose, Refusal, marketing_refusal
from central.privacy.suppression import hash_addresses, open_key


def record_consent(
    ports: Ports, call: Call, contact_id: UUID, *, purpose: Purpose, granted: bool, source: str, note: str | None
) -> Consent:
    """Write down a yes or no and return it; what was said before stays in the history.

    Args:
        source: where it was said: a form, a call, a contract.

    Raises:
        NotFound: nobody of this company.
    """
    with ports.database.transaction(call) as transaction:
        if find_contact(transaction, contact_id) is None:
            raise NotFound()
        consent_id = write_consent(transaction, contact_id, purpose=purpose, granted=granted, source=source, note=note)
        found = store.find_consent(transaction, consent_id)
    assert found is not None
    return found


def write_consent(
    transaction: Transaction, contact_id: UUID, *, purpose: Purpose, granted: bool, source: str, note: str | None
) -> UUID:
    """Write down a yes or no of a contact that exists, and that it was written down; return its id."""
    consent_id = new_id()
    store.insert_consent(
        transaction,
        id=consent_id,
        contact_id=contact_id,
        purpose=purpose,
        granted=granted,
        source=source,
        note=note,
        recorded_by=transaction.call.actor.user_id,
    )
    audit.record(
        transaction,
        "consent.recorded",
        target=("contact", contact_id),
        details={"purpose": purpose, "granted": granted},
    )
    return consent_id


def list_consents(
    ports: Ports, call: Call, contact_id: UUID, *, after: tuple[datetime, UUID] | None, limit: int
) -> list[Consent]:
    """Return a contact's consents, the newest first.

    Raises:
        NotFound: nobody of this company.
    """
    get_contact(ports, call, contact_id)
    with ports.database.transaction(call) as transaction:
        return store.list_consents(transaction, contact_id, after=after, limit=limit)


def marketing_allowed(ports: Ports, call: Call, contact_ids: Sequence[UUID]) -> dict[UUID, Refusal | None]:
    """Return for every contact why it must not get marketing; None: it may.

    A contact that does not exist is ``unknown``. One with an address of somebody who was erased is ``erased`` until
    they say yes again, whoever wrote them into the list a second time.

    Raises:
        TryLater: the database or the key service is away: then nothing may be sent.
    """
    with ports.database.transaction(call) as transaction:
        standings = store.marketing_standing(transaction, contact_ids)
        rows = store.addresses_of(transaction, contact_ids) if store.any_suppression(transaction) else []
    suppressed: dict[UUID, datetime] = {}
    if rows:
        key = open_key(ports, call)
        owners: dict[bytes, set[UUID]] = {}
        for row in rows:
            for hashed in hash_addresses(key, [(row["kind"], row["value"])]):
                owners.setdefault(hashed, set()).add(row["contact_id"])
        with ports.database.transaction(call) as transaction:
            for hashed, since in store.find_suppressions(transaction, sorted(owners)).items():
                for contact_id in owners[hashed]:
                    suppressed[contact_id] = max(since, suppressed.get(contact_id, since))
    answers: dict[UUID, Refusal | None] = dict.fromkeys(contact_ids, "unknown")
    for standing in standings:
        answers[standing.contact_id] = marketing_refusal(standing, suppressed.get(standing.contact_id))
    return answers
