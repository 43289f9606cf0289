"""Does what is due in a conversation: scheduled messages, reminders, follow-ups, the end of a wait, surveys.

Trigger: the timers queue (standard, message group = account), when a row is due. Body: {account_id, conversation_id};
without a conversation: look where the reply window ends soon.
Writes: scheduled_messages, follow_up_timers, messages, conversations, tickets, survey_requests.
Emits: FirstReplied, FollowUpTaken, TicketResolved, ConversationClosed, TicketAbandoned; rings the send lane, and itself
for what is due later.
Fails: a doorbell that failed comes back; unreadable ones are parked. Ten rings send once.
"""

import json
from typing import Any
from uuid import UUID

from central.call import system_call
from central.errors import Poison
from central.followups.following import look_at_windows
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
            account_id = UUID(body["account_id"])
            conversation_id = UUID(body["conversation_id"]) if "conversation_id" in body else None
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise Poison("not a doorbell of a timer") from error
        call = system_call(account_id, record.message_id)
        if conversation_id is None:
            look_at_windows(ports(), call)
        else:
            done += run_timers(ports(), call, conversation_id, checkpoint=crash)

    answer = process_each(event, work, queue="timers", queues=ports().queues)
    note(done=done)
    return answer
