"""Sends our own mail: invites, and links for a new password.

Trigger: the mail queue (standard). Body: nothing; rows say what is due.
Writes: companies that were asked for, mails (state, hash of the link's token), the audit log.
Emits: mails through SES; its own doorbell while more is due or something is to be tried again; the sweep's.
Fails: a mail that could not be sent waits in its row and is rung for again; one whose fate nobody knows is never sent
again; only a database that is away brings the doorbell back.
"""

from typing import Any

from central.accounts.mailing import send_due_mails
from central.companies.sign_ups import open_asked_companies
from central.runtime.batch import Record, process_each
from central.runtime.crash import crash
from central.runtime.entry import Event, entry, note
from central.runtime.settings import settings
from central.runtime.wiring import mailer, ports


@entry
def lambda_handler(event: Event, context: Any) -> dict[str, Any]:
    """Work off a batch; several doorbells are one look."""
    looked = False

    def work(record: Record) -> None:
        nonlocal looked
        if not looked:
            note(opened=open_asked_companies(ports()))
            mailed = send_due_mails(ports(), mailer(), public_url=settings.public_url, checkpoint=crash)
            note(sent=mailed.sent, waiting=mailed.waiting, lost=mailed.lost)
            looked = True

    return process_each(event, work, queue="mail", queues=ports().queues)
