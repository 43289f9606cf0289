"""Erasing a contact: every row, file and copy. Keyed hashes of their addresses stay, and the fact in the audit log."""

from collections.abc import Callable
from uuid import UUID

from central.accounts import audit
from central.call import Call
from central.db.database import Transaction
from central.errors import TryLater
from central.events import Update, routing_doorbell
from central.ports import Ports
from central.privacy import store, subject_requests_store
from central.privacy.outcomes import tell
from central.privacy.store import Claimed
from central.privacy.suppression import hash_addresses, open_key
from central.privacy.tidying import empty_folders

_MESSAGES_AT_ONCE = 2000
# Whoever watches is told to forget this many conversations; an app that is reloaded has none of them anyway.
_MOST_TOLD = 200
# How often what is left is begun again in one try of a job: each time a conversation began meanwhile.
_ROUNDS = 10


def erase_contact(
    ports: Ports, call: Call, job: Claimed, *, checkpoint: Callable[[str], None] = lambda _name: None
) -> None:
    """Erase the contact of a job that was claimed. Dying anywhere and beginning again ends the same.

    Old messages go in portions; then, in one transaction under the locks of the conversations and the contact,
    everything that is left. A message that is being stored at that moment is either stored before and goes too, or
    finds nobody and makes a new contact.

    Args:
        checkpoint: called with a name at every place where dying must do no harm.

    Raises:
        TryLater: the database, the key service or the bucket is away, or conversations of the contact begin faster
            than they are erased; the job is tried again.
    """
    key = open_key(ports, call)
    while True:
        with ports.database.transaction(call) as transaction:
            held = store.hold_attempts(transaction, job.contact_id, _MESSAGES_AT_ONCE)
            gone = store.thin_out_messages(transaction, held, _MESSAGES_AT_ONCE)
            if gone:
                store.note_counts(transaction, job.id, {"messages": gone})
        checkpoint("erase.thinned")
        if gone < _MESSAGES_AT_ONCE:
            break
    for _ in range(_ROUNDS):
        with ports.database.transaction(call) as transaction:
            if _erase_rest(transaction, job, key, checkpoint):
                break
    else:
        raise TryLater("conversations of the contact begin faster than they are erased")
    checkpoint("erase.rows_gone")
    if not empty_folders(ports, call):
        raise TryLater("files are left to delete")
    checkpoint("erase.files_gone")
    with ports.database.transaction(call) as transaction:
        store.finish_job(transaction, job.id, "done")


def _erase_rest(transaction: Transaction, job: Claimed, key: bytes, checkpoint: Callable[[str], None]) -> bool:
    """Erase what is left; False when a conversation began meanwhile, and it must be begun again."""
    # Attempts, then conversations, then the contact: the order in which messages are sent and stored takes its locks.
    held = store.hold_attempts(transaction, job.contact_id)
    store.lock_conversations(transaction, job.contact_id)
    checkpoint("erase.held")
    contact = store.lock_contact(transaction, job.contact_id)
    if contact is None:
        return True  # an earlier try came this far
    # Nobody can add one any more: that needs the contact.
    conversations = store.lock_conversations(transaction, job.contact_id)
    ids: list[UUID] = [row["id"] for row in conversations]
    if not set(ids) <= set(held):
        return False  # something may be on its way to somebody in it, and its attempt comes before what we hold
    checkpoint("erase.locked")
    known = store.addresses(transaction, job.contact_id)
    addresses = [(row["kind"], row["match_key"]) for row in known]
    addresses += [(kind, contact[kind]) for kind in ("phone", "email") if contact[kind]]
    store.insert_suppressions(transaction, hash_addresses(key, addresses))
    messages, _ = store.forget_files(transaction, ids)
    names = {row[column] for row in known for column in ("value", "match_key")}
    store.forget_copies(transaction, job.contact_id, ids, sorted(names))
    by = job.requested_by
    fulfilled = subject_requests_store.fulfil_requests(transaction, job.contact_id, "erasure", closed_by=by)
    lapsed = subject_requests_store.forget_words(transaction, job.contact_id)
    store.delete_conversations(transaction, ids)
    store.delete_contact(transaction, job.contact_id)
    store.note_counts(transaction, job.id, {"messages": messages, "conversations": len(ids)})
    transaction.push(*(Update("ticket_updated", conversation_id) for conversation_id in ids[-_MOST_TOLD:]))
    if any(row["status"] != "closed" for row in conversations):
        transaction.ring(routing_doorbell(transaction.account_id))
    audit.record(
        transaction,
        "contact.erased",
        target=("contact", job.contact_id),
        details={
            "conversations": len(ids),
            "requested_by": None if by is None else str(by),
        },
    )
    tell(transaction, fulfilled, "fulfilled", by=by)
    tell(transaction, lapsed, "lapsed", by=by)
    return True
