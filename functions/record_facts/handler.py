"""Keeps what happened, for reports.

Trigger: the analytics queue (standard). Body: a fact from the bus.
Writes: facts.
Emits: nothing.
Fails: a fact whose database is away comes back; what is no fact is parked. Doing it twice changes nothing.
"""

from typing import Any

from central.analytics.service import read_fact, record_fact
from central.runtime.batch import Record, process_each
from central.runtime.entry import Event, entry
from central.runtime.wiring import ports


@entry
def lambda_handler(event: Event, context: Any) -> dict[str, Any]:
    """Work off a batch."""

    def work(record: Record) -> None:
        account_id, fact = read_fact(record.body)
        record_fact(ports(), account_id, fact)

    return process_each(event, work, queue="analytics", queues=ports().queues)
