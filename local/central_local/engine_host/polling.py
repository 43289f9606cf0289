"""Patch 6: a queue in which nothing is due is left alone.

At every message sent anywhere the engine looks into every queue that has a source, and goes through all its messages
four times, the delayed ones and those at work included, before it knows that there is nothing to take.
"""

from __future__ import annotations

import time
from typing import Any


def apply() -> None:
    """Look for a message that is due before receiving."""
    from ministack.services import sqs

    original = sqs._receive_messages_for_esm

    def receive(queue_url: str, most: int) -> list[dict[str, Any]]:
        now = time.time()
        queue = sqs._queues.get(queue_url)
        if queue is not None and not any(message.get("visible_at", 0.0) <= now for message in list(queue["messages"])):
            return []
        received: list[dict[str, Any]] = original(queue_url, most)
        return received

    sqs._receive_messages_for_esm = receive
