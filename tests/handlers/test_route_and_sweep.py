"""route_tickets and sweep_work: facts and doorbells in, tickets and doorbells out; what was lost is found."""

import json
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

import route_tickets.handler
import sweep_work.handler
from central.call import system_call
from central.clock import now
from central.delivery.service import leave_to_sweep
from central.events import sweep_doorbell
from central.ports import Ports
from central.queues import presence, service
from central.queues.answer import answer_conversation
from tests.db.test_queue_service import World
from tests.fakes import FakeBus, FakeQueues
from tests.fixtures.desk import open_window
from tests.fixtures.factories import (
    Owner,
    give_role,
    insert,
    make_channel,
    make_conversation,
    make_message,
    make_role,
)
from tests.fixtures.patient import patient_database
from tests.fixtures.server import TestDatabase


@pytest.fixture(autouse=True)
def _wired(monkeypatch: pytest.MonkeyPatch, ports: Ports) -> None:
    monkeypatch.setattr(route_tickets.handler, "ports", lambda: ports)
    monkeypatch.setattr(sweep_work.handler, "ports", lambda: ports)


@pytest.fixture
def world(owner: Owner, ports: Ports) -> World:
    return World(owner, ports)


def route(*bodies: Any) -> dict[str, Any]:
    records = [
        {"messageId": str(n), "body": body if isinstance(body, str) else json.dumps(body), "receiptHandle": "h"}
        for n, body in enumerate(bodies)
    ]
    return route_tickets.handler.lambda_handler({"Records": records}, None)


def fact(account_id: UUID, name: str, **data: Any) -> dict[str, Any]:
    return {"source": "central.queues", "detail-type": name, "detail": {"account_id": str(account_id), "data": data}}


def sweep() -> None:
    event = {
        "Records": [{"messageId": "s", "body": "{}", "receiptHandle": "h", "attributes": {"MessageGroupId": "sweep"}}]
    }
    assert sweep_work.handler.lambda_handler(event, None) == {"batchItemFailures": []}


@pytest.mark.parametrize("body", ["fact", "doorbell"])
def test_a_fact_or_a_doorbell_lets_tickets_find_agents(world: World, body: str) -> None:
    conversation = world.waiting()
    world.online(world.ana)
    account_id = world.account["id"]
    assert route(fact(account_id, "AgentAvailable") if body == "fact" else {"account_id": str(account_id)}) == {
        "batchItemFailures": []
    }
    assert world.ticket(conversation)["assignee_id"] == world.ana["id"]


def test_a_ticket_that_has_its_agent_needs_no_look(world: World, queues: FakeQueues) -> None:
    conversation = world.waiting()
    world.online(world.ana)
    route(fact(world.account["id"], "TicketQueued", assigned=True))
    assert world.ticket(conversation)["state"] == "waiting"
    route(fact(world.account["id"], "TicketQueued", assigned=False))
    assert world.ticket(conversation)["state"] == "in_service"


def test_an_unknown_account_is_nothing_to_do(world: World) -> None:
    assert route({"account_id": str(uuid4())}) == {"batchItemFailures": []}


@pytest.mark.parametrize("body", ["x", "7", "{}", '{"account_id": "7"}', '{"detail-type": "A", "detail": {}}'])
def test_what_cannot_be_read_is_parked(world: World, queues: FakeQueues, body: str) -> None:
    assert route(body) == {"batchItemFailures": []}
    assert [parked.queue for parked in queues.parked] == ["routing"]


def test_a_timer_that_comes_early_is_held_back_until_its_time(world: World, queues: FakeQueues) -> None:
    body = {"account_id": str(world.account["id"]), "conversation_id": str(uuid4())}
    answer = route({**body, "due_at": (now() + timedelta(seconds=50)).isoformat()})
    assert len(answer["batchItemFailures"]) == 1
    assert [seconds for seconds in queues.delays.values() if seconds > 30] == list(queues.delays.values())
    assert not route({**body, "due_at": (now() - timedelta(seconds=1)).isoformat()})["batchItemFailures"]


def test_a_timer_wakes_the_conversation(world: World, ports: Ports) -> None:
    conversation = world.serving(world.ana)
    service.snooze_conversation(ports, world.call(world.ana), conversation, now() + timedelta(hours=1))
    world.owner.execute("update conversations set snoozed_until = now()")
    body = {"account_id": str(world.account["id"]), "conversation_id": str(conversation), "due_at": now().isoformat()}
    route(body, body)
    assert world.conversation(conversation)["status"] == "open"
    assert world.updates().count("ticket_updated") == 2


def test_a_conversation_held_by_somebody_is_tried_again(
    world: World, queues: FakeQueues, ports: Ports, postgres: TestDatabase
) -> None:
    held, free = world.waiting(entered_at="2026-01-01T00:00:00Z"), world.waiting()
    world.online(world.ana)
    with ports.database.transaction(system_call(world.account["id"])) as transaction:
        transaction.one("select id from conversations where id = %(id)s for update", id=held)
        # Another worker, on a connection of its own, is not held up by it.
        other = patient_database(postgres.app_url, queues, ports.bus)
        others = Ports(other, queues, ports.bus, ports.sockets, ports.blobs, ports.secrets)
        assert service.assign_waiting_tickets(others, system_call(world.account["id"])) == 1
        other.close()
    assert world.ticket(free)["assignee_id"] == world.ana["id"]
    assert world.ticket(held)["state"] == "waiting"
    (bell,) = queues.of("routing")
    route(dict(bell.body))
    assert world.ticket(held)["assignee_id"] == world.ana["id"]


def test_the_sweep_finds_everything_that_was_lost(world: World, queues: FakeQueues, owner: Owner, bus: FakeBus) -> None:
    account_id = world.account["id"]
    past = datetime(2026, 1, 1, tzinfo=UTC)
    due = world.serving(world.ana)
    owner.execute("update conversations set answer_due_at = %s where id = %s", (past, due))
    asleep = world.serving(world.bia)
    owner.execute("update conversations set status = 'snoozed', snoozed_until = %s where id = %s", (past, asleep))
    lane = world.conversation(world.serving(world.bia))
    make_message(owner, lane, direction="out", stored_at=past)
    media = insert(owner, "media", account_id=account_id, kind="image", next_attempt_at=past)
    insert(owner, "account_sequences", account_id=account_id, last_sequence=3, last_event_at=past)
    insert(owner, "outbox", account_id=account_id, source="s", detail_type="Left", detail={"a": 1}, created_at=past)
    world.waiting(entered_at=past)
    world.online(world.ana)

    sweep()
    bells = Counter(bell.queue for bell in queues.doorbells)
    assert bells == {"answer": 1, "outbound": 1, "media": 1, "push": 1, "routing": 3, "sweep": 1}
    assert queues.of("answer")[0].body["conversation_id"] == str(due)
    assert queues.of("outbound")[0].body["conversation_id"] == str(lane["id"])
    assert queues.of("media")[0].body["media_id"] == str(media["id"])
    assert {bell.body.get("conversation_id") for bell in queues.of("routing")} == {None, str(asleep), str(due)}
    assert bus.types == ["Left"]
    assert json.loads(bus.entries[0].detail) == {"a": 1}
    assert owner.execute("select count(*) as n from outbox").fetchone() == {"n": 0}


def test_what_its_own_doorbell_should_answer_is_left_to_it(world: World, owner: Owner) -> None:
    """Seconds count here, so all is in one transaction: the database's time stands still in it."""
    account_id = world.account["id"]
    conversation = world.conversation(world.serving(world.ana))
    with owner.transaction():
        row = owner.execute("select now() as now, now() - interval '4 seconds' as rung").fetchone()
        assert row is not None
        owner.execute("update conversations set answer_due_at = %s", (row["rung"],))
        make_message(owner, conversation, direction="out", stored_at=row["rung"])
        insert(owner, "media", account_id=account_id, kind="image", next_attempt_at=row["rung"])
        insert(owner, "account_sequences", account_id=account_id, last_sequence=3, last_event_at=row["rung"])
        insert(owner, "outbox", account_id=account_id, source="s", detail_type="New", detail={}, created_at=row["rung"])
        assert owner.execute("select kind from due_work(100)").fetchall() == []
        assert owner.execute("select work_ahead() as ahead").fetchone() == {"ahead": True}, "the sweep looks again"


def test_an_idle_company_lets_the_database_sleep(world: World, queues: FakeQueues, owner: Owner) -> None:
    world.waiting()  # nobody is there: nothing to do until somebody comes
    owner.execute("update agent_presence set state = 'offline'")
    sweep()
    assert queues.doorbells == []


def test_somebody_online_keeps_the_sweep_going(world: World, queues: FakeQueues) -> None:
    sweep()
    assert [bell.queue for bell in queues.doorbells] == ["sweep"]


def test_the_hourly_schedule_sweeps_too(world: World, queues: FakeQueues) -> None:
    assert sweep_work.handler.lambda_handler({"source": "aws.scheduler"}, None) == {}
    assert [bell.queue for bell in queues.doorbells] == ["sweep"]


def test_an_absent_agents_tickets_are_given_back_by_the_sweep(world: World, owner: Owner, queues: FakeQueues) -> None:
    conversation = world.serving(world.ana)
    world.online(world.bia)
    owner.execute(
        "update agent_presence set last_heartbeat_at = now() - interval '100 seconds' where user_id = %s",
        (world.ana["id"],),
    )
    sweep()
    assert world.updates() == ["presence"]
    assert world.ticket(conversation)["assignee_id"] == world.ana["id"]
    owner.execute(
        "update agent_presence set last_heartbeat_at = now() - interval '301 seconds' where user_id = %s",
        (world.ana["id"],),
    )
    sweep()
    assert world.ticket(conversation)["assignee_id"] == world.bia["id"]
    queues.doorbells.clear()
    owner.execute("update account_sequences set pushed_sequence = last_sequence")
    owner.execute("update agent_presence set state = 'offline', absent_since = null")
    owner.execute("update tickets set assigned_at = now()")
    sweep()
    assert [bell.queue for bell in queues.doorbells] == ["sweep"], "who is gone gives it back after the grace time"
    owner.execute("update tickets set assigned_at = now() - interval '2 days'")
    past = "now() - interval '2 days'"
    owner.execute(f"update agent_presence set state_since = {past}, last_heartbeat_at = {past}".encode())
    sweep()
    assert world.ticket(conversation)["assignee_id"] is None


@pytest.mark.parametrize(
    ("permissions", "limited", "rings"),
    [
        (["conversations.read"], False, False),
        (["conversations.read", "conversations.reply"], True, False),
        (["conversations.read", "conversations.reply"], False, True),
    ],
)
def test_the_sweep_rings_for_who_may_serve_only(
    world: World, owner: Owner, queues: FakeQueues, permissions: list[str], limited: bool, rings: bool
) -> None:
    """Else it would ring every minute, as long as somebody is there who may not answer what waits."""
    world.online(world.ana)
    other = make_channel(owner, world.account)
    give_role(owner, world.ana, make_role(owner, world.account, permissions, channels=[other] if limited else None))
    world.waiting()
    owner.execute("update tickets set entered_at = now() - interval '1 minute'")
    queues.doorbells.clear()
    sweep()
    assert bool(queues.of("routing")) == rings


def test_a_company_that_never_takes_back(world: World, owner: Owner) -> None:
    conversation = world.serving(world.ana)
    owner.execute("update accounts set settings = '{\"give_back_after_seconds\": 0}'")
    owner.execute("update agent_presence set last_heartbeat_at = now() - interval '1 day'")
    sweep()
    assert world.ticket(conversation)["assignee_id"] == world.ana["id"]


def test_the_bus_being_away_is_tried_again(world: World, bus: FakeBus, queues: FakeQueues, owner: Owner) -> None:
    past = datetime(2026, 1, 1, tzinfo=UTC)
    insert(owner, "outbox", account_id=world.account["id"], source="s", detail_type="L", detail={}, created_at=past)
    bus.away = True
    sweep()
    assert [bell.queue for bell in queues.doorbells] == ["sweep"]
    bus.away = False
    sweep()
    assert bus.types == ["L"]


def test_when_the_queue_is_away_the_sweep_itself_comes_back(world: World, queues: FakeQueues) -> None:
    queues.away = True
    event = {"Records": [{"messageId": "s", "body": "{}", "receiptHandle": "h", "attributes": {}}]}
    assert sweep_work.handler.lambda_handler(event, None) == {"batchItemFailures": [{"itemIdentifier": "s"}]}


def test_a_lost_answer_doorbell_and_ten_of_them_have_one_effect(world: World, ports: Ports, owner: Owner) -> None:
    conversation = world.waiting()
    open_window(owner, world.conversation(conversation))
    owner.execute("update conversations set answer_due_at = now() - interval '6 seconds'")
    queues = ports.queues
    assert isinstance(queues, FakeQueues)
    for _ in range(10):
        sweep()
    for bell in queues.of("answer"):
        answer_conversation(ports, system_call(world.account["id"]), UUID(bell.body["conversation_id"]))
    assert len(queues.of("answer")) == 10
    messages = owner.execute("select text from messages where conversation_id = %s", (conversation,)).fetchall()
    assert len(messages) == 2


def overdue(world: World, seconds: int, **columns: Any) -> UUID:
    """A conversation whose bot should have answered so many seconds ago."""
    channel = make_channel(world.owner, world.account, entry_mode="bot")
    conversation: UUID = make_conversation(world.owner, channel, **{"session": "bot", **columns})["id"]
    world.owner.execute(
        "update conversations set answer_due_at = now() - make_interval(secs => %s) where id = %s",
        (seconds, conversation),
    )
    return conversation


def test_whose_bot_is_dead_gets_a_person(world: World, queues: FakeQueues, ports: Ports) -> None:
    """Acceptance row 20: nobody answers the bot's bell, and the contact is queued all the same."""
    world.online(world.ana)
    dead, slow = overdue(world, 61), overdue(world, 10)
    sweep()
    assert len(queues.of("answer")) == 2
    route(*[dict(bell.body) for bell in queues.of("routing")])
    assert world.conversation(slow)["session"] == "bot"
    row = world.conversation(dead)
    assert (row["session"], row["handoff_reason"]) == ("human", "failure")
    assert world.ticket(dead)["assignee_id"] == world.ana["id"]
    route(*[dict(bell.body) for bell in queues.of("routing")])
    assert len(world.tickets(dead)) == 1
    # It was only late, after all: it greets, and queues nobody twice.
    open_window(world.owner, row)
    answer_conversation(ports, system_call(world.account["id"]), dead)
    said = world.owner.execute("select text from messages where conversation_id = %s", (dead,)).fetchall()
    assert said[0]["text"] == "Olá! Como posso ajudá-lo(a) hoje?"
    assert len(world.tickets(dead)) == 1


@pytest.mark.parametrize("columns", [{"session": "human"}, {"status": "closed"}])
def test_only_the_bots_open_conversations_are_rescued(world: World, columns: dict[str, Any]) -> None:
    conversation = overdue(world, 3600, **columns)
    route({"account_id": str(world.account["id"]), "conversation_id": str(conversation)})
    assert world.tickets(conversation) == []


def test_many_rings_of_one_minute_are_one_look(queues: FakeQueues, ports: Ports) -> None:
    minute = datetime(2026, 11, 21, 12, 30, tzinfo=UTC)
    ids = {sweep_doorbell(minute + timedelta(seconds=s)).deduplication_id for s in (0, 30, 59)}
    assert ids == {"20261121T1230"}
    assert sweep_doorbell(minute + timedelta(seconds=60)).deduplication_id == "20261121T1231"
    leave_to_sweep(ports)
    queues.away = True
    leave_to_sweep(ports)  # a queue that is away is no failure
    assert len(queues.of("sweep")) == 1


def test_coming_online_while_the_bus_is_away_still_assigns(world: World, ports: Ports, bus: FakeBus) -> None:
    bus.away = True
    conversation = world.waiting()
    presence.set_presence(ports, world.call(world.ana), "online")
    assert world.ticket(conversation)["assignee_id"] == world.ana["id"]
