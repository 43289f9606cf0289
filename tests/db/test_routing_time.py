"""What happens by itself as time goes by: overflow, silence, and the clock that rings for both."""

from datetime import timedelta

import pytest
from tests.fakes import FakeBus, FakeQueues
from tests.fixtures.factories import Owner, insert, make_agent, make_queue
from tests.fixtures.routing import Desk, configure, enters, look, rings, skill

from central.clock import now
from central.errors import Invalid, NotFound
from central.ports import Ports
from central.queues import manage, offers, presence, service
from central.queues.routing import read_routing
from central.upkeep.slices import due_routing


@pytest.fixture
def world(owner: Owner, ports: Ports) -> Desk:
    return Desk(owner, ports)


def test_who_waits_too_long_moves_on_and_keeps_the_place(world: Desk, bus: FakeBus) -> None:
    second, third = make_queue(world.owner, world.account), make_queue(world.owner, world.account)
    helper = make_agent(world.owner, world.account, queue=third)
    configure(world, overflow_queue_id=second["id"], overflow_after_seconds=60)
    world.owner.execute(
        "update queues set overflow_after_seconds = 60, overflow_queue_id = %s where id = %s",
        (third["id"], second["id"]),
    )
    conversation = enters(world)
    entered = world.ticket(conversation)["entered_at"]
    look(world)
    assert world.ticket(conversation)["queue_id"] == world.queue["id"]
    for expected in (second, third):
        world.owner.execute("update tickets set queued_at = queued_at - interval '61 seconds'")
        look(world)
        assert world.ticket(conversation)["queue_id"] == expected["id"]
    assert world.ticket(conversation)["entered_at"] == entered
    assert world.ticket(conversation)["assignee_id"] == helper["id"]
    assert world.conversation(conversation)["queue_id"] == third["id"]
    assert bus.types.count("TicketOverflowed") == 2
    notes = world.owner.execute("select text, private from messages where type = 'system' order by sequence").fetchall()
    assert notes == [
        {"text": f"{one['name']} → {other['name']}", "private": True}
        for one, other in ((world.queue, second), (second, third))
    ]


def test_what_moves_on_asks_for_what_its_new_queue_asks_for(world: Desk) -> None:
    other = make_queue(world.owner, world.account)
    spanish = skill(world, "Espanhol", ana=2)
    manage.update_queue(
        world.ports, world.lead, other["id"], {"mode": "skills"}, [world.ana["id"]], skills={spanish: 3}
    )
    configure(world, mode="manual", overflow_queue_id=other["id"], overflow_after_seconds=60)
    conversation = enters(world)
    world.online(world.ana)
    world.owner.execute("update tickets set queued_at = queued_at - interval '61 seconds'")
    look(world)
    look(world)
    ticket = world.ticket(conversation)
    assert (ticket["queue_id"], ticket["state"]) == (other["id"], "waiting")


def test_nothing_overflows_into_a_queue_that_is_off_or_closed(world: Desk) -> None:
    other = make_queue(world.owner, world.account, active=False)
    configure(world, overflow_queue_id=other["id"], overflow_after_seconds=60)
    conversation = enters(world)
    world.owner.execute("update tickets set queued_at = queued_at - interval '61 seconds'")
    look(world)
    calendar = insert(world.owner, "calendars", account_id=world.account["id"], name="Nunca", time_zone="UTC")
    world.owner.execute(
        "update queues set active = true, calendar_id = %s where id = %s", (calendar["id"], other["id"])
    )
    look(world)
    assert world.ticket(conversation)["queue_id"] == world.queue["id"]


def test_nothing_overflows_where_it_never_does(world: Desk) -> None:
    other = make_queue(world.owner, world.account)
    configure(world, overflow_queue_id=other["id"])
    # Another queue does, so that somebody looks.
    third = make_queue(world.owner, world.account, overflow_queue_id=other["id"], overflow_after_seconds=60)
    conversation, elsewhere = enters(world), world.waiting(third)
    world.owner.execute("update tickets set queued_at = queued_at - interval '61 seconds'")
    look(world)
    assert world.ticket(conversation)["queue_id"] == world.queue["id"]
    assert world.ticket(elsewhere)["queue_id"] == other["id"]


def test_who_declined_in_one_queue_is_asked_in_the_next(world: Desk) -> None:
    other = make_queue(world.owner, world.account, offer_seconds=20)
    insert(world.owner, "queue_members", account_id=world.account["id"], queue_id=other["id"], user_id=world.ana["id"])
    configure(world, overflow_queue_id=other["id"], overflow_after_seconds=60, offer_seconds=20)
    world.online(world.ana)
    conversation = enters(world)
    offers.decline_offer(world.ports, world.call(world.ana), conversation)
    world.owner.execute("update tickets set queued_at = queued_at - interval '61 seconds'")
    look(world)
    assert world.ticket(conversation)["queue_id"] == other["id"]
    assert rings(world, world.ana) == [conversation]


@pytest.mark.parametrize("what", ["sleeps", "rings"])
def test_what_sleeps_or_rings_does_not_overflow(world: Desk, what: str) -> None:
    other = make_queue(world.owner, world.account)
    configure(world, overflow_queue_id=other["id"], overflow_after_seconds=60, offer_seconds=600)
    if what == "rings":
        world.online(world.ana)
    conversation = enters(world)
    if what == "sleeps":
        service.snooze_conversation(world.ports, world.lead, conversation, now() + timedelta(hours=1))
    world.owner.execute("update tickets set queued_at = queued_at - interval '61 seconds'")
    look(world)
    assert world.ticket(conversation)["queue_id"] == world.queue["id"]
    assert rings(world, world.ana) == ([conversation] if what == "rings" else [])


def test_an_overflow_never_leads_back(world: Desk) -> None:
    second, third = make_queue(world.owner, world.account), make_queue(world.owner, world.account)
    for queue, target in ((world.queue, second), (second, third)):
        change = {"overflow_queue_id": target["id"], "overflow_after_seconds": 60}
        manage.update_queue(world.ports, world.lead, queue["id"], change)
    for target in (world.queue, third):
        with pytest.raises(Invalid):
            manage.update_queue(world.ports, world.lead, third["id"], {"overflow_queue_id": target["id"]})
    with pytest.raises(Invalid):
        manage.update_queue(world.ports, world.lead, third["id"], {"overflow_after_seconds": 60})
    with pytest.raises(NotFound):
        manage.update_queue(world.ports, world.lead, third["id"], {"overflow_queue_id": world.account["id"]})


def test_a_silent_agent_loses_the_ticket_to_a_colleague_and_does_not_get_it_back(world: Desk, bus: FakeBus) -> None:
    configure(world, silence_after_seconds=60)
    world.online(world.ana)
    conversation = enters(world)
    world.owner.execute("update conversations set waiting_since = now() - interval '61 seconds'")
    look(world)
    assert world.ticket(conversation)["assignee_id"] == world.ana["id"], "they only just got it"
    world.owner.execute("update tickets set assigned_at = assigned_at - interval '61 seconds'")
    look(world)
    assert world.ticket(conversation)["assignee_id"] == world.ana["id"], "nobody else is there"
    world.online(world.bia)
    look(world)
    assert world.ticket(conversation)["assignee_id"] == world.bia["id"]
    world.owner.execute("update tickets set assigned_at = assigned_at - interval '61 seconds'")
    presence.set_presence(world.ports, world.call(world.ana), "online")
    look(world)
    assert world.ticket(conversation)["assignee_id"] == world.ana["id"], "the next one was silent too"
    assert bus.types.count("TicketGivenBack") == 2


def test_who_was_silent_gets_it_back_from_nobody_but_a_hand(world: Desk) -> None:
    configure(world, silence_after_seconds=60)
    world.online(world.ana)
    conversation = enters(world)
    world.serving(world.bia)
    world.online(world.bia, limit=1)
    late = "update conversations set waiting_since = now() - interval '1 hour' where id = %s"
    world.owner.execute(late, (conversation,))
    world.owner.execute("update tickets set assigned_at = assigned_at - interval '1 hour'")
    look(world)
    look(world)
    ticket = world.ticket(conversation)
    assert (ticket["state"], ticket["assignee_id"]) == ("waiting", None), "who is there has no room"
    service.accept_ticket(world.ports, world.call(world.ana), conversation)
    assert world.ticket(conversation)["assignee_id"] == world.ana["id"]


def test_silence_counts_from_when_they_got_it(world: Desk) -> None:
    configure(world, silence_after_seconds=60)
    world.online(world.ana)
    conversation = enters(world)
    world.online(world.bia)
    world.owner.execute("update conversations set waiting_since = now() - interval '1 hour'")
    look(world)
    assert world.ticket(conversation)["assignee_id"] == world.ana["id"]


@pytest.mark.parametrize("why", ["manual", "closed", "alone"])
def test_nobody_is_silent_where_nobody_else_would_be_given_it(world: Desk, why: str) -> None:
    configure(world, silence_after_seconds=60)
    world.online(world.ana)
    conversation = enters(world)
    if why != "alone":
        world.online(world.bia)
    if why == "manual":
        configure(world, mode="manual")
    elif why == "closed":
        calendar = insert(world.owner, "calendars", account_id=world.account["id"], name="Nunca", time_zone="UTC")
        configure(world, calendar_id=calendar["id"])
    world.owner.execute("update conversations set waiting_since = now() - interval '1 hour'")
    world.owner.execute("update tickets set assigned_at = assigned_at - interval '1 hour'")
    look(world)
    assert world.ticket(conversation)["assignee_id"] == world.ana["id"]


@pytest.mark.parametrize(
    "change",
    ["waiting_since = null", "waiting_since = '2026-01-01', status = 'snoozed', snoozed_until = '2100-01-01'"],
)
def test_who_answered_or_let_it_sleep_is_not_silent(world: Desk, change: str) -> None:
    configure(world, silence_after_seconds=60)
    world.online(world.ana)
    conversation = enters(world)
    world.online(world.bia)
    world.owner.execute("update tickets set assigned_at = assigned_at - interval '1 hour'")
    world.owner.execute(f"update conversations set {change}")
    look(world)
    assert world.ticket(conversation)["assignee_id"] == world.ana["id"]


def test_the_clock_is_set_for_what_is_due_next_and_one_bell_is_on_its_way(world: Desk, queues: FakeQueues) -> None:
    other = make_queue(world.owner, world.account)
    configure(world, overflow_queue_id=other["id"], overflow_after_seconds=300)
    for _ in range(3):
        enters(world)
        look(world)
    assert len([bell for bell in queues.of("routing") if bell.due_at is not None]) == 1
    world.owner.execute("update routing_clocks set due_at = now() - interval '1 minute'")
    assert due_routing(world.ports.database, 10) == [world.account["id"]]
    look(world)
    assert due_routing(world.ports.database, 10) == []
    assert read_routing(f'{{"account_id": "{world.account["id"]}"}}').conversation_id is None


def test_the_sweep_finds_a_clock_that_was_never_set(world: Desk) -> None:
    configure(world, silence_after_seconds=60)
    assert due_routing(world.ports.database, 10) == []
    world.online(world.ana)
    enters(world)
    assert due_routing(world.ports.database, 10) == [world.account["id"]]
    look(world)
    assert due_routing(world.ports.database, 10) == []
