"""process_inbound: events in, rows, doorbells and facts out; what fails comes back, what can never work is parked."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

import process_inbound.handler
from central.db.database import PostgresDatabase
from central.intake.accept import accept_webhook
from central.ports import Ports
from tests.fakes import FakeBus, FakeQueues, FakeSecrets
from tests.fixtures.factories import (
    Owner,
    Row,
    make_account,
    make_channel,
    make_contact,
    make_conversation,
    make_listener,
)
from tests.fixtures.inbound import entry, sign, text_message, webhook_body
from tests.fixtures.patient import patient_database
from tests.fixtures.proxy import Proxy, proxy_to
from tests.fixtures.server import TestDatabase
from tests.fixtures.worker import Message, deliver, drain, message, redriven


@pytest.fixture(autouse=True)
def _wired(monkeypatch: pytest.MonkeyPatch, ports: Ports) -> None:
    monkeypatch.setattr(process_inbound.handler, "ports", lambda: ports)


@pytest.fixture
def channel(owner: Owner) -> Row:
    return make_channel(owner, make_account(owner))


def accept(ports: Ports, *entries: dict[str, Any]) -> None:
    """Let a signed webhook in, as the webhook function does."""
    raw = webhook_body(*entries)
    assert accept_webhook(ports.queues, ports.secrets, ports.blobs, raw, sign(raw), None).status == 200


def texts(owner: Owner) -> list[str]:
    return [row["text"] for row in owner.execute("select text from messages order by stored_at, sequence").fetchall()]


def test_a_webhook_becomes_rows_doorbells_and_facts(
    owner: Owner, ports: Ports, queues: FakeQueues, bus: FakeBus, channel: Row
) -> None:
    make_listener(owner, {"id": channel["account_id"]})
    image = text_message(type="image", image={"id": "77", "mime_type": "image/jpeg", "caption": "foto"})
    accept(ports, entry(channel, text_message("Bom dia"), image))
    assert drain(queues) == []
    assert texts(owner) == ["Bom dia", "foto"]
    assert sorted(d.queue for d in queues.doorbells) == ["answer", "media", "push"]
    (answer,) = queues.of("answer")
    assert answer.delay_seconds == 2
    assert bus.types == ["ConversationOpened", "TicketQueued"]
    assert owner.execute("select * from outbox").fetchall() == []
    detail = json.loads(bus.entries[0].detail)
    assert set(detail) == {"id", "version", "occurred_at", "account_id", "correlation_id", "causation_id", "data"}
    assert detail["account_id"] == str(channel["account_id"])


def test_a_bus_that_is_away_leaves_the_facts_to_the_sweep(
    owner: Owner, ports: Ports, queues: FakeQueues, bus: FakeBus, channel: Row
) -> None:
    bus.away = True
    accept(ports, entry(channel, text_message()))
    assert drain(queues) == []
    assert len(owner.execute("select * from outbox").fetchall()) == 2
    assert len(queues.of("sweep")) == 1


def test_three_companies_in_one_post_one_of_them_broken(
    owner: Owner, ports: Ports, queues: FakeQueues, bus: FakeBus, channel: Row
) -> None:
    second = make_channel(owner, make_account(owner))
    broken = {"external_id": "555000", "business_id": "666000"}
    accept(ports, *(entry(each, text_message(f"de {each['external_id']}")) for each in (channel, broken, second)))
    assert drain(queues) == []
    assert sorted(texts(owner)) == sorted(f"de {each['external_id']}" for each in (channel, second))
    (parked,) = queues.parked
    assert parked.reason == "unknown_channel"
    # The fix: the number is registered. Redriven twice, it has exactly one effect.
    fixed = make_channel(owner, make_account(owner), **broken)
    assert deliver([redriven(parked)]) == deliver([redriven(parked)]) == []
    found = owner.execute("select text from messages where account_id = %s", (fixed["account_id"],)).fetchall()
    assert found == [{"text": "de 555000"}]
    assert bus.types.count("ConversationOpened") == 3


def test_what_cannot_be_read_is_parked_and_its_group_goes_on(
    ports: Ports, owner: Owner, queues: FakeQueues, channel: Row
) -> None:
    accept(ports, entry(channel, text_message("antes")), entry(channel, text_message("depois")))
    before, after = (message(doorbell) for doorbell in queues.of("inbound"))
    unreadable = [
        "{",
        "[]",
        "[" * 100_000,
        '{"platform": "x"}',
        '{"platform": "whatsapp"}',
        '{"pointer": "../x"}',
        '{"platform": "whatsapp", "unverified": 1}',
    ]
    batch = [before, *(Message(body, before.group) for body in unreadable), after]
    assert deliver(batch) == []
    assert texts(owner) == ["antes", "depois"]
    assert [parked.body for parked in queues.parked] == unreadable
    assert all(parked.reason for parked in queues.parked)


def test_a_dead_letter_queue_that_is_away_keeps_the_item(queues: FakeQueues, monkeypatch: pytest.MonkeyPatch) -> None:
    queues.away = True
    poison = Message("{", "1:2")
    assert deliver([poison]) == [poison]
    assert queues.parked == []


def test_a_fault_of_ours_parks_one_and_a_fix_has_one_effect(
    owner: Owner, ports: Ports, queues: FakeQueues, channel: Row
) -> None:
    owner.execute("alter table messages add constraint fault check (text <> 'veneno')")
    try:
        accept(ports, entry(channel, *(text_message("veneno" if n == 4 else str(n)) for n in range(10))))
        assert drain(queues) == []
    finally:
        owner.execute("alter table messages drop constraint fault")
    assert texts(owner) == [str(n) for n in range(10) if n != 4]
    (parked,) = queues.parked
    assert "fault" in parked.reason
    deliver([redriven(parked)])
    deliver([redriven(parked)])
    assert texts(owner).count("veneno") == 1


def test_unverified_deliveries_are_verified_before_any_effect(
    owner: Owner, ports: Ports, queues: FakeQueues, secrets: FakeSecrets, channel: Row
) -> None:
    secrets.away = True
    raw = webhook_body(entry(channel, text_message("verdadeira"), text_message("também")))
    for signature in (sign(raw), sign(raw, "somebody-else")):
        assert accept_webhook(queues, secrets, ports.blobs, raw, signature, None).status == 200
    back = drain(queues)
    assert len(back) == 2, "still out of reach: both come back"
    assert texts(owner) == []
    secrets.away = False
    assert deliver(back) == []
    assert texts(owner) == ["verdadeira", "também"]
    assert [parked.reason for parked in queues.parked] == ["bad_signature"]


def test_a_body_that_travelled_by_the_bucket(owner: Owner, ports: Ports, queues: FakeQueues, channel: Row) -> None:
    accept(ports, entry(channel, text_message("x" * 60_000, extra=["y" * 60_000] * 6)))
    (doorbell,) = queues.of("inbound")
    assert "pointer" in doorbell.body
    waiting = message(doorbell)
    assert deliver([waiting]) == []
    assert texts(owner) == ["x" * 60_000]
    ((left, _),) = ports.blobs.objects.values()  # type: ignore[attr-defined]
    assert left == b'{"stored": true}', "an erasure would not find what stays in the bucket"
    assert deliver([waiting]) == [], "delivered twice is nothing to do"
    assert texts(owner) == ["x" * 60_000]


def test_a_body_in_the_bucket_stays_until_it_is_stored(
    owner: Owner, ports: Ports, queues: FakeQueues, channel: Row
) -> None:
    accept(ports, entry({**channel, "external_id": "999"}, text_message("x" * 60_000, extra=["y" * 60_000] * 6)))
    before = dict(ports.blobs.objects)  # type: ignore[attr-defined]
    assert drain(queues) == []
    assert len(queues.parked) == 1
    assert ports.blobs.objects == before, "whoever puts the dead letter back to work needs it"  # type: ignore[attr-defined]


def test_a_failed_item_holds_back_its_own_group_only(
    owner: Owner, ports: Ports, queues: FakeQueues, channel: Row
) -> None:
    gone = Message(
        json.dumps({"platform": "whatsapp", "pointer": "webhooks/gone.json"}), f"{channel['external_id']}:551188887777"
    )
    accept(
        ports,
        entry(
            channel, text_message("mesma pessoa", wa_id="5511988887777"), text_message("outra", wa_id="5511977776666")
        ),
    )
    same, other = (message(doorbell) for doorbell in queues.of("inbound"))
    assert same.group == gone.group
    assert deliver([gone, same, other]) == [gone, same]
    assert texts(owner) == ["outra"]
    assert queues.delays == {f"handle-{gone.id}": 1, f"handle-{same.id}": 1}


def test_an_earlier_try_that_died_before_it_rang(ports: Ports, owner: Owner, queues: FakeQueues, channel: Row) -> None:
    accept(ports, entry(channel, text_message()))
    (waiting,) = [message(doorbell) for doorbell in queues.of("inbound")]
    deliver([waiting])
    queues.doorbells.clear()
    deliver([waiting])
    assert [doorbell.queue for doorbell in queues.doorbells] == ["push", "sweep"]
    assert len(texts(owner)) == 1


def test_receipts_on_arrival_ring_the_lane(ports: Ports, owner: Owner, queues: FakeQueues) -> None:
    channel = make_channel(owner, make_account(owner), read_receipts="on_arrival")
    accept(ports, entry(channel, text_message()))
    drain(queues)
    (lane,) = queues.of("outbound")
    assert lane.body["kind"] == "read"
    assert lane.group == lane.body["conversation_id"]


# -- the database away, slow, or gone in the middle -------------------------------------------------------------------


@pytest.fixture
def proxy(postgres: TestDatabase) -> Iterator[Proxy]:
    with proxy_to(postgres.app_url) as running:
        yield running


@pytest.fixture
def far(
    proxy: Proxy,
    postgres: TestDatabase,
    owner: Owner,
    ports: Ports,
    queues: FakeQueues,
    bus: FakeBus,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[PostgresDatabase]:
    """The database behind a proxy, used by the function."""
    database = patient_database(proxy.url(postgres.app_url), queues, bus)
    monkeypatch.setattr(
        process_inbound.handler, "ports",
        lambda: Ports(database, ports.queues, ports.bus, ports.sockets, ports.blobs, ports.secrets),
    )  # fmt: skip
    yield database
    database.close()


def test_round_trips_are_counted(
    owner: Owner, ports: Ports, queues: FakeQueues, proxy: Proxy, far: PostgresDatabase, channel: Row
) -> None:
    far.lookup()
    opened = proxy.round_trips
    accept(ports, entry(channel, text_message()))
    drain(queues)
    assert proxy.round_trips - opened <= 2, "a new conversation: the batch, and forgetting its facts"

    known = [make_contact(owner, {"id": channel["account_id"]}) for _ in range(10)]
    for contact in known:
        make_conversation(owner, channel, contact)
    before = proxy.round_trips
    accept(ports, entry(channel, *(text_message(wa_id=c["identity"]["value"], name="Ana Cliente") for c in known)))
    drain(queues)
    assert (proxy.round_trips - before) / 10 <= 0.2
    assert len(texts(owner)) == 11


def test_a_batch_of_ten_new_contacts_stays_within_two_tenths(
    owner: Owner, ports: Ports, queues: FakeQueues, proxy: Proxy, far: PostgresDatabase, channel: Row
) -> None:
    far.lookup()
    before = proxy.round_trips
    accept(ports, entry(channel, *(text_message(wa_id=f"55119880000{n:02}") for n in range(10))))
    drain(queues)
    assert (proxy.round_trips - before) / 10 <= 0.2


def test_webhooks_are_taken_while_the_database_is_down(
    owner: Owner, ports: Ports, queues: FakeQueues, proxy: Proxy, far: PostgresDatabase, channel: Row
) -> None:
    far.lookup()
    proxy.refuse = True
    proxy.cut()
    for number in range(50):
        accept(ports, entry(channel, text_message(str(number), wa_id=f"551198800{number % 5:04}")))
    waiting = [message(doorbell) for doorbell in queues.of("inbound")]
    for _ in range(3):
        for start in range(0, 50, 10):
            assert len(deliver(waiting[start : start + 10])) == 10
    assert texts(owner) == []
    assert queues.parked == [], "an outage dead-letters nothing"
    assert set(queues.delays.values()) <= {1, 2, 4}, "it comes back after seconds"
    proxy.refuse = False
    for start in range(0, 50, 10):
        assert deliver(waiting[start : start + 10]) == []
    stored = owner.execute(
        "select array_agg(m.text order by m.sequence) as texts from messages m group by m.conversation_id"
    ).fetchall()
    assert {tuple(row["texts"]) for row in stored} == {tuple(str(n) for n in range(s, 50, 5)) for s in range(5)}


def test_a_connection_that_dies_is_replaced_at_once(
    owner: Owner, ports: Ports, queues: FakeQueues, far: PostgresDatabase, channel: Row
) -> None:
    far.lookup()
    for number in range(10):
        accept(ports, entry(channel, text_message(str(number))))
        owner.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity"
            " where usename = 'central_app' and datname = current_database()"
        )
        back = drain(queues)
        if back:
            assert deliver(back) == [], "at most one failed try"
    assert texts(owner) == [str(n) for n in range(10)]


def test_a_failover_to_read_only_costs_one_try(
    owner: Owner, ports: Ports, queues: FakeQueues, far: PostgresDatabase, channel: Row
) -> None:
    far.lookup().execute("set default_transaction_read_only = on")
    accept(ports, entry(channel, text_message()))
    back = drain(queues)
    assert len(back) == 1
    assert deliver(back) == []
    assert len(texts(owner)) == 1
