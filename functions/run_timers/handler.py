"""Does what is due in a conversation: scheduled messages, reminders, the end of a wait.

Trigger: the timers queue (standard, message group = account), when a row is due. Body: {account_id, conversation_id}.
Writes: scheduled_messages, messages, conversations, tickets.
Emits: FirstReplied, TicketAbandoned; rings the send lane, and itself for what is due later.
Fails: a doorbell that failed comes back; unreadable ones are parked. Ten rings send once.
"""

import json
from typing import Any
from uuid import UUID

from central.call import system_call
from central.errors import Poison
from central.followups.timers import run_timers
from central.runtime.batch import Record, process_each
from central.runtime.crash import crash
from central.runtime.entry import Event, entry, note
from central.runtime.wiring import ports


@entry
def lambda_handler(event: Event, context: Any) -> dict[str, Any]:
    """Work off a batch."""
    done = 0

    def work(record: Record) -> None:
        nonlocal done
        try:
            body = json.loads(record.body)
            account_id, conversation_id = UUID(body["account_id"]), UUID(body["conversation_id"])
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise Poison("not a doorbell of a timer") from error
        done += run_timers(ports(), system_call(account_id, record.message_id), conversation_id, checkpoint=crash)

    answer = process_each(event, work, queue="timers", queues=ports().queues)
    note(done=done)
    return answer
