"""Patch 2: message groups of one FIFO source run side by side, as many as there are processors.

The engine runs one batch at a time for a FIFO source. Its receive already refuses messages of a group that is in
flight, so batches hold different groups and order within a group is kept whatever the concurrency. More batches in
flight than processors would only be smaller ones, and wait for each other in the database. For the same reason a batch
beside another one is begun when it is full, or when somebody waits for longer than a batch usually takes: at 100
messages a second three of them came at a time, and a batch costs more than the messages in it.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from typing import Any

DEFAULT_CONCURRENCY = 4
BATCH_SIZE = 10
PATIENCE = 0.05
PROCESSORS = max(2, os.cpu_count() or 2)


def is_worth_another(messages: Iterable[dict[str, Any]], size: int, now: float) -> bool:
    """Whether the messages that are due fill a batch, or one of them has waited for long enough."""
    due = [message["visible_at"] for message in messages if message["visible_at"] <= now]
    return len(due) >= size or any(since < now - PATIENCE for since in due)


def apply() -> None:
    """Let a FIFO source have as many batches in flight as its ScalingConfig says."""
    from ministack.services import lambda_svc

    original = lambda_svc._sqs_esm_concurrency

    def concurrency(
        esm: dict[str, Any], function: dict[str, Any], config: dict[str, Any], queue: dict[str, Any] | None = None
    ) -> int:
        if queue is None or not queue.get("is_fifo"):
            return int(original(esm, function, config, queue))
        limit = int((esm.get("ScalingConfig") or {}).get("MaximumConcurrency") or DEFAULT_CONCURRENCY)
        limit = min(limit, PROCESSORS)
        beside = lambda_svc._esm_inflight.get(esm["UUID"], 0)
        if beside and not is_worth_another(queue["messages"], int(esm.get("BatchSize") or BATCH_SIZE), time.time()):
            limit = beside
        reserved = lambda_svc._reserved_concurrency(function, config)
        return min(limit, int(reserved)) if reserved is not None else limit

    lambda_svc._sqs_esm_concurrency = concurrency
