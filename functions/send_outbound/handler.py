"""Sends what stands in the lanes of conversations.

Trigger: Outbound.fifo, group = conversation id. Body: {account_id, conversation_id, kind?: read | typing | reaction,
message_id?}; without a kind the lane is drained.
Writes: delivery_attempts, messages, channel_pacing, channels (state error), contact_identities.
Emits: updates message_status and system_message.
Fails: a lane that must wait a moment comes back after that moment; a longer wait is left to the sweep. Everything that
needs a person (window closed, token revoked) becomes the state of a message or channel, never a dead letter.
"""

import json
from functools import lru_cache
from math import ceil
from typing import Any
from uuid import UUID

from central.call import system_call
from central.delivery import service
from central.delivery.clients import Clients
from central.errors import Poison, TryLater
from central.platforms.base import InvalidMessage, PlatformFailure
from central.runtime.batch import Record, process_each
from central.runtime.crash import crash
from central.runtime.entry import Event, entry, logger
from central.runtime.settings import settings
from central.runtime.wiring import ports

# Longer than this a FIFO group should not sleep: signals of the same conversation stand behind it.
_SHORT_WAIT_SECONDS = 30
_MOST_RETURNS = 5


@lru_cache(maxsize=1)
def _clients() -> Clients:
    return Clients(ports().secrets, base_url=settings.graph_base_url, version=settings.graph_version)


@entry
def lambda_handler(event: Event, context: Any) -> dict[str, Any]:
    """Work off the doorbells of a batch."""
    waits: dict[str, int] = {}
    around = service.Surroundings(
        checkpoint=crash, time_left=lambda: context.get_remaining_time_in_millis() / 1000 if context else 60.0
    )

    def work(record: Record) -> None:
        try:
            body = json.loads(record.body)
            account_id, conversation_id = UUID(body["account_id"]), UUID(body["conversation_id"])
            message_id = UUID(body["message_id"]) if body.get("message_id") else None
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise Poison("not a doorbell of a lane") from error
        call = system_call(account_id, record.message_id)
        if body.get("kind") in ("read", "typing", "reaction"):
            if record.receive_count > _MOST_RETURNS:
                logger.warning("signal given up", kind=body["kind"])  # the lane behind it matters more
                return
            try:
                service.send_signal(ports(), call, conversation_id, body["kind"], message_id, _clients())
            except (PlatformFailure, InvalidMessage) as failure:
                logger.warning("signal failed", kind=body["kind"], reason=str(failure)[:200])
            return
        drained = service.drain_lane(ports(), call, conversation_id, _clients(), around)
        if drained.reason in (None, "more", "media"):
            return
        if drained.seconds and drained.seconds <= _SHORT_WAIT_SECONDS and record.receive_count < _MOST_RETURNS:
            waits[record.receipt_handle] = ceil(drained.seconds)
            raise TryLater(f"the lane waits: {drained.reason}")
        service.leave_to_sweep(ports())

    answer = process_each(event, work, queue="outbound", queues=ports().queues, fifo=True)
    if waits:
        ports().queues.delay("outbound", waits)
    return answer
