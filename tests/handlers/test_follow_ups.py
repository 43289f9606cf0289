"""Rules about silence: a contact who does not answer a person is nudged, then closed, unless something changes."""

import json
import threading
from datetime import timedelta
from uuid import UUID

import pytest

import sweep_work.handler
from central.call import system_call
from central.clock import now
from central.conversations import sending
from central.conversations.append import append_message
from central.conversations.outgoing import Outgoing
from central.followups.timers import run_timers as run
from central.ports import Ports
from central.queues import service
from tests.db.test_queue_service import World
from tests.fakes import FakeBus, FakeQueues
from tests.fixtures.desk import open_window
from tests.fixtures.factories import Owner, insert, make_channel, make_queue
from tests.fixtures.follow_ups import (
    CLOSE,
    NUDGE,
    answer,
    make_rule,
    pass_time,
    ring,
    said,
    serving,
    taken,
    timer,
    wired,
    write_again,
)
from tests.fixtures.patient import patient_database
from tests.fixtures.server import TestDatabase


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch, owner: Owner, ports: Ports) -> World:
    return wired(monkeypatch, owner, ports)


def rest_of(world: World, conversation: UUID) -> timedelta:
    """How long a timer that stands still has yet to run."""
    row = timer(world, conversation)
    left: timedelta = row["due_at"] - row["paused_at"]
    return left


def test_a_silent_contact_is_nudged_once_and_closed_once(world: World, bus: FakeBus, queues: FakeQueues) -> None:
    make_rule(world, NUDGE, CLOSE, name="Silêncio")
    conversation = serving(world)
    answer(world, conversation)
    (bell,) = queues.of("timers")
    assert bell.due_at == timer(world, conversation)["due_at"]
    pass_time(world, conversation, 59)
    ring(world, conversation)
    assert said(world, conversation) == []
    pass_time(world, conversation, 2)
    before = now()
    ring(world, conversation, times=3)
    assert before <= timer(world, conversation)["due_at"] - timedelta(minutes=120) <= now()
    protocol = world.ticket(conversation)["protocol"]
    name = world.owner.execute("select name from contacts").fetchone()
    assert name is not None
    assert said(world, conversation) == [f"Oi, {name['name']}! Protocolo {protocol}."]
    assert queues.of("timers")[-1].due_at == timer(world, conversation)["due_at"]
    pass_time(world, conversation, 121)
    ring(world, conversation, times=3)
    row, ticket = world.conversation(conversation), world.ticket(conversation)
    assert (row["status"], row["close_reason"]) == ("closed", "Sem resposta")
    assert (ticket["state"], ticket["finish_reason"]) == ("finished", "Sem resposta")
    assert said(world, conversation, "system") == ["Encerrada por falta de resposta · Silêncio"]
    assert taken(bus) == [("message", "done", None), ("close", "done", "Sem resposta")]
    assert bus.types.count("TicketResolved") == bus.types.count("ConversationClosed") == 1
    assert timer(world, conversation)["due_at"] is None


def test_an_answer_cancels_it_and_costs_nothing(world: World, queues: FakeQueues) -> None:
    make_rule(world, NUDGE)
    conversation = serving(world)
    answer(world, conversation)
    before = timer(world, conversation)
    write_again(world, conversation)
    assert timer(world, conversation) == before
    pass_time(world, conversation)
    ring(world, conversation)
    assert said(world, conversation) == []
    assert timer(world, conversation)["due_at"] is None


def test_silence_counts_from_the_last_message_and_one_bell_is_enough(world: World, queues: FakeQueues) -> None:
    make_rule(world, NUDGE)
    conversation = serving(world)
    answer(world, conversation)
    pass_time(world, conversation, 30)
    before = now()
    answer(world, conversation, "E mais uma coisa")
    assert len(queues.of("timers")) == 1
    assert before <= timer(world, conversation)["due_at"] - timedelta(minutes=60) <= now()
    # The one bell comes early and is asked for again.
    ring(world, conversation)
    assert queues.of("timers")[-1].due_at == timer(world, conversation)["due_at"]
    assert said(world, conversation) == []


def test_neither_a_note_nor_the_bot_makes_anybody_wait_for_an_answer(world: World) -> None:
    make_rule(world, NUDGE)
    conversation = serving(world)
    note = Outgoing(text="Cliente prioritário", private=True)
    sending.send_message(world.ports, world.call(world.ana), conversation, note)
    assert world.owner.execute("select from follow_up_timers").fetchall() == []
    answer(world, conversation)
    pass_time(world, conversation, 30)
    before = timer(world, conversation)
    sending.send_message(world.ports, world.call(world.ana), conversation, note)
    with world.ports.database.transaction(system_call(world.account["id"])) as transaction:
        append_message(transaction, conversation, author_type="bot", text="Você é o 1º da fila.")
    assert timer(world, conversation) == before


@pytest.mark.parametrize(
    "change",
    [
        "update follow_up_rules set active = false",
        "delete from follow_up_rules",
        "update conversations set session = 'waiting', assignee_id = null",
        "update conversations set status = 'closed', closed_at = now()",
        "update tickets set state = 'finished', finished_at = now()",
    ],
)
def test_what_is_no_longer_so_ends_it(world: World, change: str) -> None:
    make_rule(world, NUDGE)
    conversation = serving(world)
    answer(world, conversation)
    world.owner.execute(change.encode())
    pass_time(world, conversation)
    ring(world, conversation)
    assert said(world, conversation) == []
    assert timer(world, conversation)["due_at"] is None


def test_the_most_specific_rule_holds(world: World) -> None:
    other = make_queue(world.owner, world.account)
    make_rule(world, NUDGE)
    make_rule(world, {**NUDGE, "after_minutes": 5}, queue_id=world.queue["id"])
    make_rule(world, {**NUDGE, "after_minutes": 7}, queue_id=other["id"])
    conversation = serving(world)
    before = now()
    answer(world, conversation)
    assert before <= timer(world, conversation)["due_at"] - timedelta(minutes=5) <= now()


def test_a_rule_that_lost_its_later_steps_ends_there(world: World, bus: FakeBus) -> None:
    rule = make_rule(world, NUDGE, CLOSE)
    conversation = serving(world)
    answer(world, conversation)
    pass_time(world, conversation)
    ring(world, conversation)
    world.owner.execute("update follow_up_rules set steps = %s where id = %s", (json.dumps([NUDGE]), rule["id"]))
    pass_time(world, conversation, 121)
    ring(world, conversation)
    assert world.conversation(conversation)["status"] == "open"
    assert taken(bus) == [("message", "done", None)]
    assert timer(world, conversation)["due_at"] is None


def test_a_rule_for_another_channel_or_switched_off_holds_not(world: World) -> None:
    other = make_channel(world.owner, world.account)
    make_rule(world, NUDGE, channel_id=other["id"])
    make_rule(world, NUDGE, channel_id=world.channel["id"], active=False)
    conversation = serving(world)
    answer(world, conversation)
    assert world.owner.execute("select from follow_up_timers").fetchall() == []


def test_whoever_helps_out_in_line_makes_nobody_silent(world: World) -> None:
    make_rule(world, NUDGE)
    conversation = world.waiting()
    open_window(world.owner, world.conversation(conversation))
    sending.send_message(world.ports, world.lead, conversation, Outgoing(text="Já vem alguém"))
    assert world.conversation(conversation)["session"] == "waiting"
    assert world.owner.execute("select from follow_up_timers").fetchall() == []


def test_the_queues_rule_comes_before_the_channels(world: World) -> None:
    make_rule(world, {**NUDGE, "after_minutes": 9}, channel_id=world.channel["id"])
    make_rule(world, {**NUDGE, "after_minutes": 5}, queue_id=world.queue["id"])
    conversation = serving(world)
    before = now()
    answer(world, conversation)
    assert before <= timer(world, conversation)["due_at"] - timedelta(minutes=5) <= now()


@pytest.mark.parametrize("column", ["blocked = true", "marketing_opt_out_at = now()"])
def test_who_wants_none_gets_none(world: World, bus: FakeBus, column: str) -> None:
    make_rule(world, NUDGE)
    conversation = serving(world)
    answer(world, conversation)
    world.owner.execute(f"update contacts set {column}".encode())
    pass_time(world, conversation)
    ring(world, conversation)
    assert said(world, conversation) == []
    assert taken(bus) == [("message", "skipped", "contact")]


def test_outside_the_window_it_is_left_out_or_its_template_is_sent(world: World, bus: FakeBus) -> None:
    rule = make_rule(world, NUDGE, name="Silêncio")
    for template, expected in ((False, ("message", "skipped", "window_closed")), (True, ("message", "done", None))):
        if template:
            named = {"name": "retomar", "language": "pt_BR", "variables": {"1": "{queue}, por favor"}}
            steps = json.dumps([{**NUDGE, "template": named}])
            world.owner.execute("update follow_up_rules set steps = %s where id = %s", (steps, rule["id"]))
            insert(
                world.owner, "message_templates", account_id=world.account["id"], channel_id=world.channel["id"],
                name="retomar", language="pt_BR", category="UTILITY", status="APPROVED",
                components=[{"type": "BODY", "text": "Podemos continuar com {{1}}?"}],
            )  # fmt: skip
        conversation = serving(world)
        answer(world, conversation)
        open_window(world.owner, world.conversation(conversation), "25 hours")
        pass_time(world, conversation)
        ring(world, conversation)
        words = f"Podemos continuar com {world.queue['name']}, por favor?"
        assert said(world, conversation) == ([words] if template else [])
        assert taken(bus)[-1] == expected


@pytest.mark.parametrize(("business_hours", "minutes"), [(True, 640), (False, 60)])
def test_only_open_hours_count_where_the_rule_says_so(world: World, business_hours: bool, minutes: int) -> None:
    calendar = insert(
        world.owner, "calendars", account_id=world.account["id"], name="Horário", time_zone="America/Sao_Paulo",
        is_default=True, filled_until="2100-01-01T00:00:00Z",
    )  # fmt: skip
    moment = now()
    for opens, closes in ((-10, 20), (600, 6000)):
        insert(
            world.owner, "calendar_openings", account_id=world.account["id"], calendar_id=calendar["id"],
            opens_at=moment + timedelta(minutes=opens), closes_at=moment + timedelta(minutes=closes),
        )  # fmt: skip
    make_rule(world, NUDGE, business_hours=business_hours)
    conversation = serving(world)
    before = now()
    answer(world, conversation)
    assert before <= timer(world, conversation)["due_at"] - timedelta(minutes=minutes) <= now()


def test_a_snoozed_conversation_rests(world: World, ports: Ports, queues: FakeQueues) -> None:
    make_rule(world, NUDGE)
    conversation = serving(world)
    answer(world, conversation)
    pass_time(world, conversation, 20)
    until = now() + timedelta(hours=5)
    service.snooze_conversation(ports, world.lead, conversation, until)
    left = rest_of(world, conversation)
    assert timedelta(minutes=30) < left < timedelta(minutes=40)
    pass_time(world, conversation, 300)
    ring(world, conversation)
    assert said(world, conversation) == []
    assert queues.of("timers")[-1].due_at == until + left
    before = now()
    service.reopen_conversation(ports, world.lead, conversation)
    assert before <= timer(world, conversation)["due_at"] - left <= now()


def test_who_is_written_to_in_a_snoozed_conversation_is_counted_from_its_waking(
    world: World, ports: Ports, queues: FakeQueues
) -> None:
    make_rule(world, NUDGE)
    conversation = serving(world)
    until = now() + timedelta(hours=5)
    service.snooze_conversation(ports, world.lead, conversation, until)
    answer(world, conversation)
    left = rest_of(world, conversation)
    assert timedelta(minutes=30) < left <= timedelta(minutes=60)
    pass_time(world, conversation)
    ring(world, conversation)
    assert queues.of("timers")[-1].due_at == until + left
    # Whoever should have woken it is late: rung for again, but not at once.
    world.owner.execute("update follow_up_timers set paused_at = due_at")
    world.owner.execute("update conversations set snoozed_until = now() - interval '1 minute'")
    before = now()
    ring(world, conversation)
    bell = queues.of("timers")[-1].due_at
    assert bell is not None
    assert bell >= before + timedelta(seconds=5)
    assert said(world, conversation) == []


def test_snoozed_to_a_date_it_wakes_then_or_when_the_contact_writes(world: World, ports: Ports) -> None:
    first, second = serving(world), serving(world)
    until = now() + timedelta(days=2)
    for conversation in (first, second):
        service.snooze_conversation(ports, world.lead, conversation, until)
    write_again(world, first)
    assert world.conversation(first)["status"] == "open"
    call = system_call(world.account["id"])
    assert not service.wake_conversation(ports, call, second)
    world.owner.execute("update conversations set snoozed_until = now() where id = %s", (second,))
    assert service.wake_conversation(ports, call, second)
    assert world.conversation(second)["status"] == "open"


@pytest.mark.parametrize("contact_first", [True, False])
def test_the_contact_answers_at_the_very_moment(
    world: World, ports: Ports, postgres: TestDatabase, contact_first: bool
) -> None:
    """Both are started while the conversation is held: never closed or nudged after an answer, never lost."""
    other = patient_database(postgres.app_url, ports.queues, ports.bus)
    make_rule(world, {**CLOSE, "after_minutes": 60})
    for _ in range(6):
        conversation = serving(world)
        answer(world, conversation)
        pass_time(world, conversation)

        def time_out(conversation: UUID = conversation) -> None:
            mine = Ports(other, ports.queues, ports.bus, ports.sockets, ports.blobs, ports.secrets)
            run(mine, system_call(world.account["id"]), conversation)

        def write(conversation: UUID = conversation) -> None:
            write_again(world, conversation)

        works = [write, time_out] if contact_first else [time_out, write]
        threads = [threading.Thread(target=work) for work in works]
        with world.owner.transaction():
            world.owner.execute("select id from conversations where id = %s for update", (conversation,))
            for thread in threads:
                thread.start()
        for thread in threads:
            thread.join()
        closed = said(world, conversation, "system")
        row = world.conversation(conversation)
        # Whoever was second found what the first had done: an answer keeps it open, and opens what was closed.
        assert len(closed) <= 1
        assert row["status"] == "open"
        assert row["waiting_since"] is not None
        if not closed:
            assert world.ticket(conversation)["state"] == "in_service"
    other.close()


def test_a_worker_that_dies_has_done_nothing(world: World, ports: Ports) -> None:
    make_rule(world, NUDGE, NUDGE)
    conversation = serving(world)
    answer(world, conversation)
    pass_time(world, conversation)

    def die(name: str) -> None:
        if name == "timers.sent":
            raise RuntimeError

    with pytest.raises(RuntimeError):
        run(ports, system_call(world.account["id"]), conversation, checkpoint=die)
    assert said(world, conversation) == []
    ring(world, conversation, times=2)
    assert len(said(world, conversation)) == 1
    assert timer(world, conversation)["step"] == 1


def test_the_sweep_finds_a_lost_bell(world: World, queues: FakeQueues) -> None:
    make_rule(world, NUDGE)
    conversation = serving(world)
    answer(world, conversation)
    pass_time(world, conversation)
    queues.doorbells.clear()
    sweep_work.handler.lambda_handler({}, None)
    assert [bell.body["conversation_id"] for bell in queues.of("timers")] == [str(conversation)]
