"""Looks for what a lost doorbell or a crash left behind.

Trigger: Sweep.fifo (rung by whoever leaves work behind, delayed by a minute), and an hourly schedule as the last net.
Writes: tickets and conversations of agents who are gone; deletes published facts from the outbox and what is kept no
longer (events, idempotency keys, parked updates, socket tickets, sessions).
Emits: doorbells for everything that is due; leftover facts; its own doorbell while anything may become due; metrics.
Fails: comes back when the database or a queue is away.
"""

import os
from typing import Any

from central.frozen import asdict
from central.runtime.batch import Record, process_each
from central.runtime.entry import Event, entry, note
from central.runtime.wiring import ports
from central.upkeep.service import sweep_work
from central.upkeep.store import Gauges


@entry
def lambda_handler(event: Event, context: Any) -> dict[str, Any]:
    """Sweep once for a batch, or for the schedule."""
    if "Records" not in event:
        _sweep()
        return {}
    swept = False

    def work(record: Record) -> None:
        nonlocal swept
        if not swept:
            _sweep()
            swept = True

    return process_each(event, work, queue="sweep", queues=ports().queues, fifo=True)


def _sweep() -> None:
    swept = sweep_work(ports())
    note(found=swept.found, again=swept.again)
    _publish(swept.gauges)


def _publish(gauges: Gauges) -> None:
    """Print the numbers in CloudWatch's embedded format: no call, no permission, no wait."""
    from aws_lambda_powertools.metrics import Metrics, MetricUnit  # 50 ms that only a sweep may cost (decision 0008)

    metrics = Metrics(namespace="Central", service="central")
    metrics.add_dimension("environment", os.environ.get("ENVIRONMENT", "local"))
    for name, value in asdict(gauges).items():
        title = "".join(word.capitalize() for word in name.split("_"))
        metrics.add_metric(title, MetricUnit.Seconds if name.endswith("_seconds") else MetricUnit.Count, value)
    metrics.flush_metrics()
