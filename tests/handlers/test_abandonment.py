"""Nobody waits for ever: the timer of a waiting ticket, who wins against it, and what comes after."""

import json
import threading
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

import answer_conversation.handler
import route_tickets.handler
import run_timers.handler
import sweep_work.handler
from central.call import system_call
from central.clock import now
from central.errors import Conflict
from central.ports import Ports
from central.queues import service
from tests.db.test_queue_service import World
from tests.fakes import FakeBus, FakeQueues
from tests.fixtures.desk import open_window
from tests.fixtures.factories import Owner, Row, insert, make_conversation, make_message, make_queue, make_ticket
from tests.fixtures.inbound import ingest, item, person
from tests.fixtures.patient import patient_database
from tests.fixtures.server import TestDatabase
from tests.handlers.rest_client import Client, token_of


@pytest.fixture(autouse=True)
def _wired(monkeypatch: pytest.MonkeyPatch, ports: Ports) -> None:
    for handler in (answer_conversation.handler, route_tickets.handler, run_timers.handler, sweep_work.handler):
        monkeypatch.setattr(handler, "ports", lambda: ports)


@pytest.fixture
def world(owner: Owner, ports: Ports) -> World:
    return World(owner, ports)


def event(body: Any, times: int = 1) -> Row:
    return {"Records": [{"messageId": str(n), "body": json.dumps(body), "receiptHandle": "h"} for n in range(times)]}


def look(world: World) -> None:
    """Routing looks at the account's lines."""
    assert route_tickets.handler.lambda_handler(event({"account_id": str(world.account["id"])}), None) == {
        "batchItemFailures": []
    }


def ring(world: World, conversation: UUID, times: int = 1) -> None:
    body = {"account_id": str(world.account["id"]), "conversation_id": str(conversation)}
    assert run_timers.handler.lambda_handler(event(body, times), None) == {"batchItemFailures": []}


def wait_long(world: World, conversation: UUID, seconds: int = 601) -> None:
    """Let a conversation have waited so long, with its timer."""
    look(world)
    world.owner.execute(
        "update ticket_waits w set since = w.since - make_interval(secs => %(seconds)s),"
        " due_at = w.due_at - make_interval(secs => %(seconds)s)"
        " from tickets t where t.id = w.ticket_id and t.conversation_id = %(id)s",
        {"seconds": seconds, "id": conversation},
    )


def wait_of(world: World, conversation: UUID) -> Row:
    """Since when a conversation waits, and until when it may."""
    row = world.owner.execute(
        "select w.since, w.due_at from ticket_waits w join tickets t on t.id = w.ticket_id"
        " where t.conversation_id = %s",
        (conversation,),
    ).fetchone()
    assert row is not None
    return row


def said(world: World, conversation: UUID) -> list[str]:
    rows = world.owner.execute(
        "select text from messages where conversation_id = %s and direction = 'out' order by sequence", (conversation,)
    ).fetchall()
    return [row["text"] for row in rows]


def waiting_with_window(world: World, **columns: Any) -> UUID:
    conversation = world.waiting(**columns)
    open_window(world.owner, world.conversation(conversation))
    return conversation


def make_bot_conversation(world: World) -> UUID:
    conversation = make_conversation(world.owner, world.channel, session="bot")
    open_window(world.owner, conversation)
    return UUID(str(conversation["id"]))


def test_routing_rings_once_for_everybody_who_waits(world: World, queues: FakeQueues) -> None:
    first = world.waiting()
    look(world)
    look(world)
    (bell,) = queues.of("timers")
    assert bell.body["conversation_id"] == str(first)
    entered = world.ticket(first)["entered_at"]
    assert bell.due_at == entered + timedelta(seconds=600)
    second = world.waiting()
    look(world)
    assert [one.body["conversation_id"] for one in queues.of("timers")] == [str(first), str(second)]


def test_who_waits_too_long_is_told_and_the_leaders_are_alerted(world: World, bus: FakeBus, queues: FakeQueues) -> None:
    conversation = waiting_with_window(world)
    wait_long(world, conversation)
    # They wrote a moment ago: no bot answers that by putting them back in line.
    world.owner.execute("update conversations set answer_due_at = now()")
    queues.doorbells.clear()
    ring(world, conversation)
    assert world.owner.execute("select count(*) as n from ticket_waits").fetchone() == {"n": 0}
    assert len(queues.of("routing")) == 1, "those behind have another place"
    ring(world, conversation, times=3)
    ticket = world.ticket(conversation)
    assert (ticket["state"], ticket["assignee_id"]) == ("abandoned", None)
    row = world.conversation(conversation)
    assert (row["status"], row["session"], row["assignee_id"], row["answer_due_at"]) == ("open", "bot", None, None)
    assert said(world, conversation) == [
        "Não conseguimos atender você a tempo. Escreva de novo quando quiser e você terá prioridade."
    ]
    assert bus.types.count("TicketAbandoned") == 1
    told = world.owner.execute("select data from account_events where type = 'system_message'").fetchall()
    assert [(one["data"]["kind"], one["data"]["audience"]) for one in told] == [("ticket_abandoned", "leaders")]


def test_what_is_said_to_who_gives_up_may_say_where_they_stood(world: World) -> None:
    text = "{name}|{queue}|{protocol}|{position} de {total}|{wait}|{hours}"
    world.owner.execute("update accounts set texts = jsonb_build_object('abandonment', %s::text)", (text,))
    world.waiting()
    conversation = waiting_with_window(world)
    wait_long(world, conversation)
    ring(world, conversation)
    protocol, name = world.ticket(conversation)["protocol"], world.queue["name"]
    contact = world.owner.execute(
        "select k.name from contacts k join conversations c on c.contact_id = k.id where c.id = %s", (conversation,)
    ).fetchone()
    assert contact is not None
    assert said(world, conversation) == [f"{contact['name']}|{name}|{protocol}|2 de 2|alguns minutos|"]


def test_too_early_changes_nothing_and_is_asked_for_again(world: World, queues: FakeQueues) -> None:
    conversation = waiting_with_window(world)
    wait_long(world, conversation, 300)
    before = wait_of(world, conversation)
    queues.doorbells.clear()
    ring(world, conversation)
    assert world.ticket(conversation)["state"] == "waiting"
    (bell,) = queues.of("timers")
    assert bell.due_at == before["since"] + timedelta(seconds=600)
    assert wait_of(world, conversation) == before


def test_closed_hours_do_not_count(world: World, queues: FakeQueues) -> None:
    conversation = waiting_with_window(world)
    calendar = insert(
        world.owner, "calendars", account_id=world.account["id"], name="Horário", time_zone="America/Sao_Paulo",
        is_default=True, filled_until="2100-01-01T00:00:00Z",
    )  # fmt: skip
    moment = now()
    for opens, closes in ((-700, -400), (1000, 5000)):
        insert(
            world.owner, "calendar_openings", account_id=world.account["id"], calendar_id=calendar["id"],
            opens_at=moment + timedelta(seconds=opens), closes_at=moment + timedelta(seconds=closes),
        )  # fmt: skip
    wait_long(world, conversation, 700)
    queues.doorbells.clear()
    ring(world, conversation)
    assert world.ticket(conversation)["state"] == "waiting"
    # 300 of 600 seconds were open; the rest is counted from the opening on
    (bell,) = queues.of("timers")
    assert bell.due_at == moment + timedelta(seconds=1300)


def test_where_it_never_opens_again_they_wait_on(world: World, queues: FakeQueues) -> None:
    conversation = waiting_with_window(world)
    insert(
        world.owner, "calendars", account_id=world.account["id"], name="Férias", time_zone="America/Sao_Paulo",
        is_default=True, filled_until="2100-01-01T00:00:00Z",
    )  # fmt: skip
    wait_long(world, conversation)
    queues.doorbells.clear()
    ring(world, conversation)
    assert world.ticket(conversation)["state"] == "waiting"
    (bell,) = queues.of("timers")
    assert bell.due_at is not None
    assert timedelta(days=13) < bell.due_at - now() < timedelta(days=15), "looked at again"


def test_what_rings_at_an_agent_is_abandoned_too(world: World) -> None:
    conversation = waiting_with_window(world)
    wait_long(world, conversation)
    world.owner.execute(
        "update tickets set offered_to = %s, offered_at = now(), offered_until = now() + interval '1 minute'",
        (world.ana["id"],),
    )
    ring(world, conversation)
    ticket = world.ticket(conversation)
    assert (ticket["state"], ticket["offered_to"]) == ("abandoned", None)


def test_zero_is_never(world: World, queues: FakeQueues) -> None:
    world.owner.execute("update queues set abandon_after_seconds = 0")
    conversation = waiting_with_window(world, entered_at=datetime(2026, 1, 1, tzinfo=UTC))
    look(world)
    assert queues.of("timers") == []
    world.owner.execute("update queues set abandon_after_seconds = 600")
    look(world)
    world.owner.execute("update queues set abandon_after_seconds = 0")
    ring(world, conversation)
    assert world.ticket(conversation)["state"] == "waiting"


@pytest.mark.parametrize("rang", [True, False])
def test_who_was_served_and_waits_again_waits_from_then(
    world: World, ports: Ports, queues: FakeQueues, rang: bool
) -> None:
    conversation = waiting_with_window(world, entered_at=now() - timedelta(hours=1))
    look(world)
    service.accept_ticket(ports, world.call(world.ana), conversation)
    if rang:
        ring(world, conversation)
    assert world.ticket(conversation)["state"] == "in_service"
    again_from = now()
    service.assign_conversation(ports, world.lead, conversation, None)
    queues.doorbells.clear()
    look(world)
    (bell,) = queues.of("timers")
    assert bell.due_at is not None
    assert bell.due_at >= again_from + timedelta(seconds=600)
    ring(world, conversation)
    assert world.ticket(conversation)["state"] == "waiting"


@pytest.mark.parametrize("agent_first", [True, False])
def test_an_agent_who_accepts_at_that_moment_or_the_timer_wins(
    world: World, ports: Ports, postgres: TestDatabase, agent_first: bool
) -> None:
    """Both are started while the conversation is held, so that they decide one after the other: 6 rounds each way."""
    other = patient_database(postgres.app_url, ports.queues, ports.bus)
    third = patient_database(postgres.app_url, ports.queues, ports.bus)
    wins = {"agent": 0, "timer": 0}
    for _ in range(6):
        conversation = waiting_with_window(world)
        wait_long(world, conversation)
        outcome: list[str] = []

        def accept(conversation: UUID = conversation, outcome: list[str] = outcome) -> None:
            mine = Ports(other, ports.queues, ports.bus, ports.sockets, ports.blobs, ports.secrets)
            try:
                service.accept_ticket(mine, world.call(world.ana), conversation)
                outcome.append("agent")
            except Conflict:
                outcome.append("lost")

        def time_out(conversation: UUID = conversation) -> None:
            from central.followups.timers import run_timers

            mine = Ports(third, ports.queues, ports.bus, ports.sockets, ports.blobs, ports.secrets)
            run_timers(mine, system_call(world.account["id"]), conversation)

        world.owner.execute("update agent_presence set agent_limit = 100")
        works = [accept, time_out] if agent_first else [time_out, accept]
        threads = [threading.Thread(target=work) for work in works]
        with ports.database.transaction(system_call(world.account["id"])) as transaction:
            transaction.one("select id from conversations where id = %(id)s for update", id=conversation)
            for thread in threads:
                thread.start()
        for thread in threads:
            thread.join()
        tickets = world.tickets(conversation)
        active = [ticket for ticket in tickets if ticket["state"] == "in_service"]
        row = world.conversation(conversation)
        if tickets[0]["state"] == "in_service":
            wins["agent"] += 1
            assert said(world, conversation) == []
            assert (row["session"], row["assignee_id"]) == ("human", world.ana["id"])
        else:
            # The timer was first; the agent then took what the bot had, with a ticket of its own, or came too late.
            wins["timer"] += 1
            assert tickets[0]["state"] == "abandoned"
            assert len(said(world, conversation)) == 1
            assert len(active) == (outcome == ["agent"])
    assert sum(wins.values()) == 6
    other.close()
    third.close()


def test_who_writes_again_is_back_in_the_queue_before_others(world: World, ports: Ports, queues: FakeQueues) -> None:
    conversation = waiting_with_window(world)
    make_message(world.owner, world.conversation(conversation), direction="out", author_type="bot", status="sent")
    wait_long(world, conversation)
    ring(world, conversation)
    identity = world.owner.execute(
        "select i.value from contact_identities i join conversations c on c.identity_id = i.id where c.id = %s",
        (conversation,),
    ).fetchone()
    assert identity is not None
    other = world.waiting()
    ingest(ports.database.lookup(), item(world.channel, contact=person(identity["value"])), grouping_seconds=0)
    body = {"account_id": str(world.account["id"]), "conversation_id": str(conversation)}
    answer_conversation.handler.lambda_handler(event(body), None)
    assert [ticket["state"] for ticket in world.tickets(conversation)] == ["abandoned", "waiting"]
    assert world.ticket(conversation)["queue_id"] == world.queue["id"]
    assert world.conversation(conversation)["session"] == "waiting"
    texts = said(world, conversation)
    assert len(texts) == 3  # not greeted again: only where they stand
    assert world.ticket(conversation)["protocol"] in texts[-1]
    world.online(world.ana)
    world.owner.execute("update agent_presence set agent_limit = 1")
    look(world)
    assert world.ticket(conversation)["assignee_id"] == world.ana["id"]
    assert world.ticket(other)["state"] == "waiting"


def test_who_comes_back_to_a_closed_queue_is_told_so_once(world: World) -> None:
    conversation = world.conversation(make_bot_conversation(world))
    make_ticket(world.owner, conversation, state="abandoned")
    calendar = insert(
        world.owner, "calendars", account_id=world.account["id"], name="Horário", time_zone="America/Sao_Paulo",
        is_default=True, filled_until="2100-01-01T00:00:00Z",
    )  # fmt: skip
    insert(
        world.owner, "calendar_openings", account_id=world.account["id"], calendar_id=calendar["id"],
        opens_at=now() + timedelta(hours=8), closes_at=now() + timedelta(hours=16),
    )  # fmt: skip
    for _ in range(2):
        world.owner.execute("update conversations set answer_due_at = now()")
        body = {"account_id": str(world.account["id"]), "conversation_id": str(conversation["id"])}
        answer_conversation.handler.lambda_handler(event(body), None)
    assert len(said(world, conversation["id"])) == 1


def test_the_sweep_finds_a_lost_timer(world: World, queues: FakeQueues) -> None:
    conversation = world.waiting()
    wait_long(world, conversation)
    queues.doorbells.clear()
    sweep_work.handler.lambda_handler({}, None)
    assert [bell.body["conversation_id"] for bell in queues.of("timers")] == [str(conversation)]


@pytest.mark.parametrize("missing", ["window", "text"])
def test_without_a_window_or_a_text_nothing_is_said(world: World, missing: str) -> None:
    conversation = world.waiting() if missing == "window" else waiting_with_window(world)
    if missing == "text":
        world.owner.execute("""update accounts set texts = '{"abandonment": ""}'""")
    wait_long(world, conversation)
    ring(world, conversation)
    assert world.ticket(conversation)["state"] == "abandoned"
    assert said(world, conversation) == []


def test_a_sleeping_conversation_is_not_abandoned(world: World, ports: Ports, queues: FakeQueues) -> None:
    conversation = waiting_with_window(world)
    wait_long(world, conversation)
    until = now() + timedelta(hours=2)
    service.snooze_conversation(ports, world.lead, conversation, until)
    ring(world, conversation)
    assert world.ticket(conversation)["state"] == "waiting"
    assert queues.of("timers")[-1].due_at == until + timedelta(seconds=600)
    # Nobody woke it, for longer than anybody may wait.
    world.owner.execute("update conversations set snoozed_until = now() - interval '1 hour'")
    rung_at = now()
    ring(world, conversation)
    assert world.ticket(conversation)["state"] == "waiting"
    following = queues.of("timers")[-1].due_at
    assert following is not None
    assert following >= rung_at + timedelta(seconds=600), "it does not ring on and on until then"


def test_who_moved_to_another_queue_waits_there(world: World, ports: Ports) -> None:
    conversation = waiting_with_window(world)
    look(world)
    other = make_queue(world.owner, world.account)
    service.transfer_conversation(ports, world.lead, conversation, queue_id=other["id"])
    wait_long(world, conversation)
    ring(world, conversation)
    assert [ticket["state"] for ticket in world.tickets(conversation)] == ["transferred", "abandoned"]


@pytest.mark.parametrize("last", ["abandoned", "finished"])
def test_only_who_was_abandoned_last_comes_back_first_and_to_that_queue(world: World, ports: Ports, last: str) -> None:
    conversation = world.conversation(make_bot_conversation(world))
    other = make_queue(world.owner, world.account)
    first, second = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 1, 2, tzinfo=UTC)
    make_ticket(
        world.owner, conversation, other, state="abandoned", entered_at=second if last == "abandoned" else first
    )
    make_ticket(world.owner, conversation, state="finished", entered_at=first if last == "abandoned" else second)
    world.owner.execute("update conversations set answer_due_at = now()")
    body = {"account_id": str(world.account["id"]), "conversation_id": str(conversation["id"])}
    answer_conversation.handler.lambda_handler(event(body), None)
    ticket = world.ticket(conversation["id"])
    back = last == "abandoned"
    assert (ticket["state"], ticket["ahead"]) == ("waiting", back)
    assert ticket["queue_id"] == (other if back else world.queue)["id"]


def test_a_queue_says_how_it_treats_who_waits(client: Client, world: World) -> None:
    lead = client.by_token(token_of(world.owner, world.account, world.chief))
    path = f"/api/v1/queues/{world.queue['id']}/waiting"
    assert lead.call("GET", path).json["abandon_after_seconds"] == 600
    change = {"abandon_after_seconds": 1200, "position_interval_seconds": 0, "position_text": "{queue}: {position}"}
    assert lead.call("PATCH", path, change).json == {**change, "queue_id": str(world.queue["id"])}
    assert lead.call("PATCH", path, {"position_text": None}).json["position_text"] is None
    assert lead.call("GET", path).json["abandon_after_seconds"] == 1200
    for wrong in ({"abandon_after_seconds": 10}, {"abandon_after_seconds": -1}, {"position_interval_seconds": 5}):
        assert lead.call("PATCH", path, wrong).status == 422
    agent = client.by_token(token_of(world.owner, world.account, world.ana))
    assert agent.call("PATCH", path, change).status == 403


@pytest.mark.parametrize(("pause", "told"), [(0, False), (3600, False), (10, True), (None, True)])
def test_a_queue_tells_places_as_often_as_it_wants(world: World, pause: int | None, told: bool) -> None:
    world.owner.execute(
        "update queues set position_interval_seconds = %s,"
        " position_text = '{queue}: {position} de {total}, {protocol}'",
        (pause,),
    )
    conversation = waiting_with_window(
        world, told_position=5, told_total=5, told_at=now() - timedelta(minutes=5), entered_at=now()
    )
    look(world)
    texts = said(world, conversation)
    name = world.queue["name"]
    assert texts == ([f"{name}: 1 de 1, {world.ticket(conversation)['protocol']}"] if told else [])
