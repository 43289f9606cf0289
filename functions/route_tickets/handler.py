"""Brings waiting tickets and free agents together, follows the hours, tells contacts their place, and wakes who sleeps.

Trigger: the routing queue (standard). Body: a fact from the bus (TicketQueued, AgentAvailable), or {account_id,
conversation_id? | calendar_id?}.
Writes: tickets, conversations, agent_presence, handoff_wishes, messages of the bot; openings of calendars that run out.
Emits: TicketAssigned, ConversationWoken; rings send lanes, and itself while more can be done.
Fails: a message that failed comes back; unreadable ones are parked. Doing it twice changes nothing.
"""

from typing import Any

from central.queues.routing import Routing, read_routing, route
from central.runtime.batch import Record, process_each
from central.runtime.entry import Event, entry, note
from central.runtime.wiring import ports


@entry
def lambda_handler(event: Event, context: Any) -> dict[str, Any]:
    """Work off a batch; several reasons of one account are one look."""
    served: set[Routing] = set()
    assigned = 0

    def work(record: Record) -> None:
        nonlocal assigned
        routing = read_routing(record.body)
        if routing in served:
            return
        assigned += route(ports(), routing, correlation_id=record.message_id)
        served.add(routing)

    answer = process_each(event, work, queue="routing", queues=ports().queues)
    note(assigned=assigned)
    return answer
