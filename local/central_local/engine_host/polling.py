"""Patch 6: a queue in which nothing is due is left alone.

At every message sent anywhere the engine looks into every queue that has a source: who may read it, which version of a
function serves it, and four times through all its messages, the delayed ones and those at work included, before it
knows that there is nothing to take. With a dozen sources that was two fifths of what sending a message costs.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from typing import Any


def with_work(queues: Iterable[dict[str, Any]], now: float) -> set[str]:
    """ARNs of the queues that have a message which is due; ``now`` in seconds since 1970."""
    return {
        queue["attributes"]["QueueArn"]
        for queue in queues
        if any(message["visible_at"] <= now for message in queue["messages"])
    }


def apply() -> None:
    """Let the engine go round the sources of such queues only."""
    from ministack.services import lambda_svc, sqs

    every_source = lambda_svc._iter_all_esms

    def sources() -> Iterator[tuple[str, str, dict[str, Any]]]:
        waiting = with_work(list(sqs._queues._data.values()), time.time())
        if waiting:
            yield from (source for source in every_source() if source[2].get("EventSourceArn") in waiting)

    lambda_svc._iter_all_esms = sources
