"""Packs what a contact may ask for, erases who asks for it, and forgets what a company keeps no longer.

Trigger: the privacy queue, group = account. Body: {account_id, job_id}, or {account_id} to tidy up.
Writes: privacy jobs, audit log, suppression hashes; deletes contacts with everything of theirs, closed conversations
that are older than the company keeps them, and files; an archive under accounts/<account>/exports/<job>/.
Emits: update ticket_updated (forget the conversation); doorbell of routing when an agent has a free place again.
Fails: comes back when the database, the key service or the bucket is away; the sweep rings again for what a crash left.
"""

import json
from typing import Any
from uuid import UUID

from central.call import system_call
from central.errors import Poison
from central.privacy.working import run_doorbell
from central.runtime.batch import Record, process_each
from central.runtime.crash import crash
from central.runtime.entry import Event, entry, note
from central.runtime.wiring import ports


@entry
def lambda_handler(event: Event, context: Any) -> dict[str, Any]:
    """Work off the doorbells of a batch."""

    def work(record: Record) -> None:
        try:
            body = json.loads(record.body)
            account_id = UUID(body["account_id"])
            job_id = UUID(body["job_id"]) if "job_id" in body else None
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise Poison("not a doorbell of privacy") from error
        done = run_doorbell(ports(), system_call(account_id, record.message_id), job_id, checkpoint=crash)
        note(privacy=done)

    return process_each(event, work, queue="privacy", queues=ports().queues)
