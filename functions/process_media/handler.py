"""Fetches files that came in, prepares files that go out, and blocks those with malware.

Trigger: the media queue, group = account. Body: {account_id, media_id}, or GuardDuty's scan result from EventBridge.
Layer media (ffmpeg, Pillow).
Writes: media; objects under accounts/<account>/media/<id>/; what a scanner found to the audit log.
Emits: update message_status (the bubble changes); doorbell of the send lane when an outbound file is ready, and of
privacy, which empties the folder of one that is blocked.
Fails: a passing fault is written to the row and rung again later, a final one becomes the placeholder's reason; only a
database that is away brings the doorbell back.
"""

import json
from functools import lru_cache
from typing import Any
from uuid import UUID

from central.call import system_call
from central.delivery.clients import Clients
from central.delivery.files import block_file, process_file
from central.delivery.scanning import SCAN_RESULT, find_of
from central.errors import Poison
from central.runtime.batch import Record, process_each
from central.runtime.crash import crash
from central.runtime.entry import Event, entry, note
from central.runtime.settings import settings
from central.runtime.wiring import ports


@lru_cache(maxsize=1)
def _clients() -> Clients:
    return Clients(ports().secrets, base_url=settings.graph_base_url, version=settings.graph_version)


@entry
def lambda_handler(event: Event, context: Any) -> dict[str, Any]:
    """Work off the doorbells of a batch."""

    def work(record: Record) -> None:
        try:
            body = json.loads(record.body)
            if body.get("detail-type") == SCAN_RESULT:
                found = find_of(body)
                if found is None:
                    note(scan="nothing")
                else:
                    call = system_call(found.account_id, record.message_id)
                    note(scan=block_file(ports(), call, found.media_id, found.threats))
                return
            account_id, media_id = UUID(body["account_id"]), UUID(body["media_id"])
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise Poison("not a doorbell of a file") from error
        process_file(ports(), system_call(account_id, record.message_id), media_id, _clients(), checkpoint=crash)

    return process_each(event, work, queue="media", queues=ports().queues)
