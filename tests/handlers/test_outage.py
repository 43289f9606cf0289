"""Postgres is down for a minute while webhooks arrive. The minute is virtual: a queue by the rules of SQS, no wait."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest

import process_inbound.handler
import webhook_whatsapp.handler
from central.ports import Ports
from tests.fakes import FakeBus, FakeQueues
from tests.fixtures.factories import Owner, Row, make_account, make_channel
from tests.fixtures.inbound import entry, sign, text_message, webhook_body
from tests.fixtures.patient import patient_database
from tests.fixtures.proxy import Proxy, proxy_to
from tests.fixtures.server import TestDatabase
from tests.fixtures.worker import Message, deliver, message
from tests.template.expanded import expand

OUTAGE_SECONDS = 60


@dataclass
class InboundQueue:
    """Inbound.fifo by its rules: a group stands still while its first message is not visible; ten to a batch."""

    queues: FakeQueues
    visibility_seconds: int
    groups: dict[str | None, list[Message]] = field(default_factory=lambda: defaultdict(list))
    hidden_until: dict[str | None, float] = field(default_factory=dict)
    most_receives: int = 0

    def take_in(self) -> None:
        """What the webhook rang for lies here now."""
        for doorbell in self.queues.of("inbound"):
            self.groups[doorbell.group].append(message(doorbell))
        self.queues.doorbells = [bell for bell in self.queues.doorbells if bell.queue != "inbound"]

    def work(self, second: float) -> None:
        """One look of the function: everything that is visible, in batches."""
        batch: list[Message] = []
        for group, waiting in self.groups.items():
            if self.hidden_until.get(group, 0) <= second:
                batch += waiting[: 10 - len(batch)]
        while batch:
            back = deliver(batch)
            for one in batch:
                self.most_receives = max(self.most_receives, one.receive_count)
                if one not in back:
                    self.groups[one.group].remove(one)
                else:
                    away = self.queues.delays.get(f"handle-{one.id}", self.visibility_seconds)
                    self.hidden_until[one.group] = max(self.hidden_until.get(one.group, 0), second + away)
            batch = [
                one
                for group, waiting in self.groups.items()
                if self.hidden_until.get(group, 0) <= second
                for one in waiting
            ][:10]

    @property
    def empty(self) -> bool:
        return not any(self.groups.values())


@pytest.fixture
def proxy(postgres: TestDatabase) -> Iterator[Proxy]:
    with proxy_to(postgres.app_url) as running:
        yield running


def test_a_minute_without_postgres_costs_no_message(
    owner: Owner,
    ports: Ports,
    queues: FakeQueues,
    bus: FakeBus,
    proxy: Proxy,
    postgres: TestDatabase,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    channel: Row = make_channel(owner, make_account(owner))
    database = patient_database(proxy.url(postgres.app_url), queues, bus)
    far = Ports(database, queues, bus, ports.sockets, ports.blobs, ports.secrets)
    monkeypatch.setattr(process_inbound.handler, "ports", lambda: far)
    for name, port in (("queues", queues), ("secrets", ports.secrets), ("blobs", ports.blobs)):
        monkeypatch.setattr(webhook_whatsapp.handler, name, lambda port=port: port)
    properties: dict[str, Any] = expand()["InboundQueue"]["Properties"]
    inbound = InboundQueue(queues, properties["VisibilityTimeout"])
    database.lookup()
    sent: dict[str, list[str]] = defaultdict(list)
    second = 0
    while second < OUTAGE_SECONDS + 10 or not inbound.empty:
        assert second < OUTAGE_SECONDS + 60, "half a minute after the end of the outage everything is stored"
        if second == 5:
            proxy.refuse = True
            proxy.cut()
        if second == 5 + OUTAGE_SECONDS:
            proxy.refuse = False
        if second < OUTAGE_SECONDS + 10:
            person = f"551198800{second % 7:04}"
            sent[person].append(str(second))
            raw = webhook_body(entry(channel, text_message(str(second), wa_id=person)))
            event = {
                "rawPath": "/webhooks/whatsapp",
                "requestContext": {"http": {"method": "POST"}},
                "headers": {"x-hub-signature-256": sign(raw)},
                "body": raw.decode(),
            }
            assert webhook_whatsapp.handler.lambda_handler(event, None)["statusCode"] == 200
        inbound.take_in()
        inbound.work(second)
        second += 1
    database.close()
    rows = owner.execute(
        "select i.value, array_agg(m.text order by m.sequence) as texts from messages m"
        "  join contact_identities i on i.contact_id = m.author_id group by i.value"
    ).fetchall()
    assert {row["value"]: row["texts"] for row in rows} == sent, "all of them, each once, in their order"
    assert queues.parked == []
    assert inbound.most_receives < properties["RedrivePolicy"]["maxReceiveCount"] / 10, "an outage dead-letters nothing"
