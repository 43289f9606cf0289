"""Storing what came in: read a batch of deliveries, store all of it with one SQL call, ring and publish."""

import base64
import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any
from uuid import UUID

from central.call import system_call
from central.clock import now
from central.db.database import ring_quietly
from central.errors import CentralError, NotFound, Poison, TryLater
from central.events import (
    Doorbell,
    answer_doorbell,
    media_doorbell,
    push_doorbell,
    signal_doorbell,
    sweep_doorbell,
    timers_doorbell,
)
from central.ids import new_id
from central.intake import store
from central.intake.accept import secret_name
from central.intake.model import BatchResult, Delivery, ItemResult, Reading
from central.platforms.base import InboundItem, Platform
from central.platforms.registry import platform
from central.platforms.webhook import BadBody
from central.ports import OutboxEntry, Ports
from central.privacy.keywords import Wish, wish_of
from central.surveys.model import answer_in

# What is left in the bucket of a body that was stored.
_STORED = {"stored": True}


def store_batch(
    ports: Ports,
    deliveries: Sequence[Delivery],
    *,
    grouping_seconds: int,
    checkpoint: Callable[[str], None] = lambda name: None,
) -> BatchResult:
    """Store a batch of Inbound.fifo.

    What can never be stored is parked with its reason and its group goes on. What fails for now comes back, and with it
    every later delivery of its group.

    Args:
        deliveries: in the order of the queue.
        grouping_seconds: silence after which the bot may answer a burst.
        checkpoint: called with a name at every place where dying must do no harm.
    """
    result = BatchResult()
    readings = _read_all(ports, deliveries, result)
    checkpoint("inbound_read")
    rows = _ingest(ports, readings, result, grouping_seconds)
    checkpoint("inbound_stored")
    _obey_keywords(ports, readings, result)
    _tell(ports, rows, grouping_seconds, again=any(d.receive_count > 1 for d in deliveries))
    checkpoint("inbound_told")
    for reading in readings:
        if reading.delivery.id in result.failed:
            continue
        if reading.reasons:
            _park(ports, reading, result)  # whoever puts it back to work needs its body
        elif reading.pointer is not None:
            _blank(ports, reading.pointer)
    return result


def _read_all(ports: Ports, deliveries: Sequence[Delivery], result: BatchResult) -> list[Reading]:
    readings: list[Reading] = []
    blocked: set[str | None] = set()
    for delivery in deliveries:
        if delivery.group in blocked:
            result.failed.add(delivery.id)
            continue
        reading = Reading(delivery)
        try:
            _read(ports, reading)
        except Poison as poison:
            reading.reasons.append(poison.message)
        except CentralError:
            result.failed.add(delivery.id)
            blocked.add(delivery.group)
            continue
        readings.append(reading)
    return readings


def _read(ports: Ports, reading: Reading) -> None:
    body = _load(reading.delivery.body)
    if "pointer" in body:
        reading.pointer = str(body["pointer"])
        body = _load(_fetch(ports, reading.pointer))
        if body == _STORED:
            return
    adapter = _adapter(str(body.get("platform")))
    bodies: list[Mapping[str, Any]] = [body]
    if "unverified" in body:
        bodies = _verify(ports, adapter, body)
    for item in (item for one in bodies for item in adapter.parse_item(one)):
        if item["kind"] == "bad":
            reading.reasons.append(item.get("reason", "unreadable"))
        else:
            reading.items.append(_with_answer(item))


def _verify(ports: Ports, adapter: Platform, body: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Do what the webhook could not: check the signature, then split."""
    given = body["unverified"]
    try:
        raw, name = base64.b64decode(given["raw"]), secret_name(given["channel_id"], "app_secret")
    except (KeyError, TypeError, ValueError) as error:
        raise Poison("unverified delivery is malformed") from error
    secret = ports.secrets.webhook_secret(name) if name else None
    if secret is None or not adapter.verify_signature(raw, given.get("signature"), [secret]):
        raise Poison("bad_signature")
    items = adapter.split_webhook(raw, received_at=body.get("received_at"))
    if isinstance(items, BadBody):
        raise Poison(items.code)
    return [item.body for item in items]


def _load(text: str) -> dict[str, Any]:
    try:
        body = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Poison("not_json") from error
    if not isinstance(body, dict):
        raise Poison("not_an_object")
    return body


def _fetch(ports: Ports, key: str) -> str:
    if not key.startswith("webhooks/"):
        raise Poison("pointer to elsewhere")
    try:
        return ports.blobs.get(key).decode("utf-8")
    except Exception as error:
        # Not there yet, or the bucket is away: it comes back; a body that is gone for good ends in the dead letters.
        raise TryLater("the bucket did not give the body") from error


def _blank(ports: Ports, key: str) -> None:
    """Leave nothing of a stored body in the bucket, where an erasure would not find it.

    It is written over, not deleted: a delivery that comes again must not wait for something that is gone. What cannot
    be written over now expires with the bucket's rule.
    """
    with suppress(Exception):
        ports.blobs.put(key, json.dumps(_STORED).encode(), "application/json")


def _adapter(name: str) -> Platform:
    try:
        return platform(name)
    except NotFound as error:
        raise Poison("unknown_platform") from error


def _ingest(ports: Ports, readings: Sequence[Reading], result: BatchResult, grouping_seconds: int) -> list[ItemResult]:
    items: list[InboundItem] = []
    owners: list[Reading] = []
    for reading in readings:
        items.extend(reading.items)
        owners.extend([reading] * len(reading.items))
    if not items:
        return []
    try:
        rows = store.ingest(ports.database, items, grouping_seconds=grouping_seconds, correlation_id=str(new_id()))
    except TryLater:
        result.failed.update(reading.delivery.id for reading in readings if reading.items)
        return []
    except Poison as poison:
        if len(readings) == 1:
            readings[0].reasons.append(poison.message)
            return []
        # Something in it breaks even the reading of the batch: one by one, its neighbours are stored.
        return [
            row
            for reading in readings
            if reading.items and not _held_back(reading, readings, result)
            for row in _ingest(ports, [reading], result, grouping_seconds)
        ]
    seen: set[int] = set()
    for row in rows:
        if row.index is None or row.index in seen:
            continue
        seen.add(row.index)
        result.count(row.outcome or "")
        if row.outcome == "parked":
            owners[row.index].reasons.append(row.reason or "refused")
        wish = _wish(items[row.index])
        if wish is not None and row.account_id is not None and row.message_id is not None:
            owners[row.index].wishes.append((UUID(row.account_id), UUID(row.message_id), wish))
    return rows


def _obey_keywords(ports: Ports, readings: Sequence[Reading], result: BatchResult) -> None:
    """Do what messages ask for that are nothing but SAIR or the like. What cannot be done now is delivered again."""
    for reading in readings:
        try:
            for account_id, message_id, wish in reading.wishes:
                from central.privacy.opting import obey_keyword  # few messages wish it: no start reads all of privacy

                obey_keyword(ports, system_call(account_id, reading.delivery.id), message_id, wish)
        except TryLater:
            result.failed.add(reading.delivery.id)


def _wish(item: InboundItem) -> Wish | None:
    return wish_of(item.get("text")) if item["kind"] == "message" and item.get("type") == "text" else None


def _with_answer(item: InboundItem) -> InboundItem:
    """Say of a message what it may be to a survey. Who asks to stop marketing comments nothing."""
    answer = None if _wish(item) is not None else answer_in(item)
    if answer is not None:
        item["survey"] = answer
    return item


def _held_back(reading: Reading, readings: Sequence[Reading], result: BatchResult) -> bool:
    """Whether an earlier delivery of the same group failed: then this one comes back too."""
    group = reading.delivery.group
    held = any(r.delivery.id in result.failed and r.delivery.group == group for r in readings)
    if held:
        result.failed.add(reading.delivery.id)
    return held


def _tell(ports: Ports, rows: Sequence[ItemResult], grouping_seconds: int, *, again: bool) -> None:
    """Ring for what is committed, then publish its facts. What is lost here is found by the sweep."""
    doorbells: list[Doorbell] = []
    for row in rows:
        if row.index is None and row.account_id is not None and row.doorbells is not None:
            doorbells += _doorbells(UUID(row.account_id), row.doorbells, grouping_seconds)
        elif row.reason == "survey" and row.account_id is not None and row.conversation_id is not None:
            doorbells.append(timers_doorbell(UUID(row.account_id), UUID(row.conversation_id)))
    if again:
        # An earlier try may have stored this and died before it rang.
        pushed = {doorbell.group for doorbell in doorbells if doorbell.queue == "push"}
        accounts = {row.account_id for row in rows if row.outcome == "duplicate" and row.account_id is not None}
        doorbells += [push_doorbell(UUID(account)) for account in sorted(accounts) if account not in pushed]
        doorbells.append(sweep_doorbell(now()))
    ring_quietly(ports.queues, doorbells)
    owners: dict[UUID, UUID] = {}
    entries: list[OutboxEntry] = []
    for row in rows:
        if row.account_id is None:
            continue
        for fact in row.facts or ():
            entry = OutboxEntry(UUID(fact["id"]), fact["source"], fact["detail_type"], json.dumps(fact["detail"]))
            owners[entry.id] = UUID(row.account_id)
            entries.append(entry)
    if not entries:
        return
    try:
        taken = set(ports.bus.publish(entries))
    except TryLater:
        taken = set()
    if taken:
        with suppress(TryLater):
            store.forget_facts(ports.database, [(owners[one], one) for one in taken])
    if len(taken) < len(entries):
        ring_quietly(ports.queues, [sweep_doorbell(now())])


def _doorbells(account_id: UUID, news: Mapping[str, Any], grouping_seconds: int) -> list[Doorbell]:
    found = [push_doorbell(account_id)] if news["push"] else []
    found += [answer_doorbell(account_id, UUID(one), delay_seconds=grouping_seconds) for one in news["answer"]]
    found += [media_doorbell(account_id, UUID(one)) for one in news["media"]]
    found += [signal_doorbell(account_id, UUID(one), "read") for one in news["read"]]
    return found


def _park(ports: Ports, reading: Reading, result: BatchResult) -> None:
    delivery = reading.delivery
    try:
        ports.queues.park("inbound", delivery.body, group=delivery.group, reason="; ".join(reading.reasons)[:1000])
    except TryLater:
        result.failed.add(delivery.id)
    else:
        result.count("dead_letter")
