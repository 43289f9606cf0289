"""Delivers what the demo's platforms announced for later: signed webhooks with messages and statuses.

Trigger: SQS DemoEvents (only with DemoMode).
Writes: the status a message reached, in the schema ``demo``.
Emits: signed POSTs to our own webhook address, as Meta sends them.
Fails: a webhook that does not answer 200 comes back, like Meta's retries; unknown numbers and messages are parked.
"""

import json
from typing import Any

from central.demo.service import deliver_event
from central.runtime.batch import Record, process_each
from central.runtime.entry import Event, entry
from central.runtime.settings import settings
from central.runtime.wiring import ports, queues


@entry
def lambda_handler(event: Event, context: Any) -> dict[str, Any]:
    """Deliver a batch."""

    def work(record: Record) -> None:
        deliver_event(ports(), json.loads(record.body), public_url=settings.public_url)

    return process_each(event, work, queue="demo_events", queues=queues())
