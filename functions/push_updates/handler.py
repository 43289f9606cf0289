"""Pushes what happened in an account to its sockets.

Trigger: the push queue (standard, message group = account). Body: {account_id}.
Writes: push_leases, account_sequences.pushed_sequence; deletes socket_connections that are gone.
Emits: frames to browsers.
Fails: a doorbell that failed comes back; one that finds the account taken is done, because the holder looks again.
Unreadable doorbells are parked.
"""

from typing import Any
from uuid import UUID

from central.errors import Poison
from central.realtime.pushing import push_account, read_doorbell
from central.runtime.batch import Record, process_each
from central.runtime.crash import crash
from central.runtime.entry import Event, entry, note
from central.runtime.wiring import ports


@entry
def lambda_handler(event: Event, context: Any) -> dict[str, Any]:
    """Work off the doorbells of a batch; several of one account are one push."""
    served: set[UUID] = set()
    pushed = 0

    def work(record: Record) -> None:
        nonlocal pushed
        try:
            account_id = read_doorbell(record.body)
        except ValueError as error:
            raise Poison(str(error)) from error
        if account_id not in served:
            pushed += push_account(ports(), account_id, checkpoint=crash).events
            served.add(account_id)

    answer = process_each(event, work, queue="push", queues=ports().queues)
    note(accounts=len(served), events=pushed)
    return answer
