"""Greets a contact once the burst of their messages is over.

Trigger: the answer queue (standard, delayed by the grouping delay, message group = account). Body: {account_id,
conversation_id}.
Writes: conversations.answer_due_at, messages of the bot, tickets (what the contact was told, or a new one).
Emits: TicketQueued, TicketAssigned; rings the send lane, and itself while the burst lasts.
Fails: a doorbell that failed comes back; unreadable ones are parked. Ten rings answer once.
"""

import json
from typing import Any
from uuid import UUID

from central.call import system_call
from central.errors import Poison
from central.queues.answer import answer_conversation
from central.runtime.batch import Record, process_each
from central.runtime.crash import crash
from central.runtime.entry import Event, entry, note
from central.runtime.wiring import ports


@entry
def lambda_handler(event: Event, context: Any) -> dict[str, Any]:
    """Answer what is due of a batch."""
    answered = 0

    def work(record: Record) -> None:
        nonlocal answered
        try:
            body = json.loads(record.body)
            account_id, conversation_id = UUID(body["account_id"]), UUID(body["conversation_id"])
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise Poison("not a doorbell of the bot") from error
        call = system_call(account_id, record.message_id)
        done = answer_conversation(ports(), call, conversation_id, checkpoint=crash)
        answered += done.outcome == "answered"

    answer = process_each(event, work, queue="answer", queues=ports().queues)
    note(answered=answered)
    return answer
