"""Emptying folders of the bucket whose rows are gone, ending exports, and forgetting conversations nobody must keep."""

import time
from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from central.accounts import audit
from central.call import Call
from central.events import privacy_doorbell
from central.ports import Ports
from central.privacy import store
from central.privacy.model import SECOND_LOOK

_FOLDERS_AT_ONCE = 50
_CONVERSATIONS_AT_ONCE = 25
# Work goes on in another call after this, well before the function's own time-out.
_MOST_SECONDS = 240.0


def tidy_up(
    ports: Ports,
    call: Call,
    *,
    at: datetime | None = None,
    checkpoint: Callable[[str], None] = lambda _name: None,
) -> int:
    """End exports that are over, forget conversations older than the company keeps them, empty what is left over.

    Args:
        at: the time it is; by default the database's, whose clock wrote what is due.

    Returns:
        How many conversations were forgotten.

    Raises:
        TryLater: the database or the bucket is away.
    """
    with ports.database.transaction(call) as transaction:
        store.expire_exports(transaction, at)
    forgotten = forget_old(ports, call, at=at, checkpoint=checkpoint)
    empty_folders(ports, call, at=at)
    return forgotten


def forget_old(
    ports: Ports, call: Call, *, at: datetime | None = None, checkpoint: Callable[[str], None] = lambda _name: None
) -> int:
    """Delete closed conversations older than ``accounts.retention_days``, a few per transaction; return how many.

    What a crash leaves is there the next time; what somebody holds at this moment is passed over.
    """
    began = time.monotonic()
    conversations = messages = 0
    while True:
        with ports.database.transaction(call) as transaction:
            ids: list[UUID] = store.closed_before(transaction, at, _CONVERSATIONS_AT_ONCE)
            if ids:
                messages += store.forget_files(transaction, ids)[0]
                store.delete_conversations(transaction, ids)
                conversations += len(ids)
            late = time.monotonic() - began > _MOST_SECONDS
            if len(ids) < _CONVERSATIONS_AT_ONCE or late:
                if late:
                    transaction.ring(privacy_doorbell(call.account_id))
                if conversations:
                    audit.record(
                        transaction,
                        "retention.applied",
                        details={"conversations": conversations, "messages": messages},
                    )
                return conversations
        checkpoint("retention.batch")


def empty_folders(ports: Ports, call: Call, *, at: datetime | None = None) -> bool:
    """Delete the objects of folders that are due; return whether none is left.

    The first time a folder is due again after ``SECOND_LOOK``: an upload that was under way then is over.
    """
    began = time.monotonic()
    while time.monotonic() - began < _MOST_SECONDS:
        with ports.database.transaction(call) as transaction:
            folders = store.due_folders(transaction, at, _FOLDERS_AT_ONCE)
        if not folders:
            return True
        for folder in folders:
            ports.blobs.delete_folder(folder)
        with ports.database.transaction(call) as transaction:
            store.folders_emptied(transaction, folders, at, SECOND_LOOK)
    return False
