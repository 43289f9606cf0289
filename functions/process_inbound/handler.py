"""Stores what came in: a batch of Inbound.fifo with one SQL call.

Trigger: Inbound.fifo, batches of ten, group = number and contact.
Writes: contacts, contact_identities, conversations, messages, media, reactions, reply_windows, parked_updates, tickets,
account_events, outbox; parks what can never be stored in the dead-letter queue, with its reason.
Emits: ConversationOpened, TicketQueued, TicketAssigned; rings push, answer, media, outbound (read receipts).
Fails: with the database away the batch comes back after seconds; an item that fails holds back its own group only.
"""

from typing import Any

from central.intake.model import Delivery
from central.intake.service import store_batch
from central.runtime.batch import read_records, respond
from central.runtime.crash import crash
from central.runtime.entry import Event, entry, note
from central.runtime.settings import settings
from central.runtime.wiring import ports


@entry
def lambda_handler(event: Event, context: Any) -> dict[str, Any]:
    """Work off one batch."""
    records = read_records(event)
    deliveries = [Delivery(r.message_id, r.body, r.group, r.receive_count) for r in records]
    result = store_batch(ports(), deliveries, grouping_seconds=settings.message_grouping_delay, checkpoint=crash)
    note(**result.outcomes)
    return respond(records, result.failed, queue="inbound", queues=ports().queues, fifo=True)
