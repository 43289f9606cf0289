"""Starts the clocks a ticket is owed, and the execution of the state machine that looks after each.

Trigger: the SLA queue (standard). Body: a fact from the bus (TicketQueued, TicketAssigned, TicketOverflowed,
ConversationReopened, ConversationPriorityChanged), or {account_id, ticket_id} from the sweep.
Writes: sla_targets. Starts executions named <ticket>-<target>-<version>.
Emits: SlaMet or SlaBreached where an agent answered before the clock was made.
Fails: a message that failed comes back; unreadable ones are parked. Doing it twice changes nothing.
"""

from typing import Any

from central.runtime.batch import Record, process_each
from central.runtime.entry import Event, entry, note
from central.runtime.wiring import ports, workflows
from central.sla.service import read_begin, start_sla


@entry
def lambda_handler(event: Event, context: Any) -> dict[str, Any]:
    """Work off a batch."""
    watched = 0

    def work(record: Record) -> None:
        nonlocal watched
        begin = read_begin(record.body)
        watched += start_sla(ports(), workflows(), begin, correlation_id=record.message_id)

    answer = process_each(event, work, queue="sla", queues=ports().queues)
    note(watched=watched)
    return answer
