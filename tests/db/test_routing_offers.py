"""What rings at one agent, who accepts, declines or lets it ring."""

import pytest
from tests.fakes import FakeBus, FakeQueues
from tests.fixtures.factories import Owner
from tests.fixtures.routing import Desk, configure, enters, look, rings, set_weights

from central.errors import Conflict, NotFound
from central.ports import Ports
from central.queues import capacity, offers, presence, service
from central.queues.model import PAUSE_REASONS, PresenceState


@pytest.fixture
def world(owner: Owner, ports: Ports) -> Desk:
    return Desk(owner, ports)


def end_time(world: Desk) -> None:
    world.owner.execute("update tickets set offered_until = now() - interval '1 second' where offered_to is not null")


def test_a_ticket_rings_at_one_agent_who_accepts(world: Desk, queues: FakeQueues, bus: FakeBus) -> None:
    configure(world, offer_seconds=20)
    world.online(world.ana)
    conversation = enters(world)
    assert rings(world, world.ana) == [conversation]
    assert world.ticket(conversation)["state"] == "waiting"
    assert "TicketOffered" in bus.types
    look(world)
    assert [bell.due_at for bell in queues.of("routing") if bell.due_at] == [
        world.ticket(conversation)["offered_until"]
    ]
    offers.accept_offer(world.ports, world.call(world.ana), conversation)
    offers.accept_offer(world.ports, world.call(world.ana), conversation)
    ticket = world.ticket(conversation)
    assert (ticket["state"], ticket["assignee_id"], ticket["offered_to"]) == ("in_service", world.ana["id"], None)
    assert rings(world, world.ana) == []


def test_what_rings_takes_room(world: Desk) -> None:
    configure(world, offer_seconds=20, agent_limit=2)
    world.online(world.ana)
    for _ in range(3):
        enters(world)
    assert len(rings(world, world.ana)) == 2
    assert presence.get_presence(world.ports, world.call(world.ana)).load == 0


def test_what_rings_takes_as_much_room_as_it_weighs(world: Desk) -> None:
    configure(world, offer_seconds=30, agent_limit=3)
    set_weights(world, capacity.ChannelWeight("whatsapp", 2, None))
    world.online(world.ana)
    first = enters(world)
    enters(world)
    assert rings(world, world.ana) == [first]


def test_what_rings_counts_among_its_kind_and_for_who_takes_by_hand(world: Desk) -> None:
    configure(world, offer_seconds=30)
    set_weights(world, capacity.ChannelWeight("whatsapp", 1, 1))
    world.online(world.ana)
    first, second = enters(world), enters(world)
    assert rings(world, world.ana) == [first]
    set_weights(world)
    world.owner.execute("update agent_presence set agent_limit = 2")
    assert len(rings(world, world.ana)) == 2
    with pytest.raises(Conflict) as full:
        service.accept_ticket(world.ports, world.call(world.ana), world.waiting())
    assert full.value.code == "capacity_reached"
    assert {first, second} == set(rings(world, world.ana))


def test_who_declines_is_passed_over_for_a_minute(world: Desk) -> None:
    configure(world, offer_seconds=20)
    world.online(world.ana)
    conversation = enters(world)
    offers.decline_offer(world.ports, world.call(world.ana), conversation, "almoço")
    assert rings(world, world.ana) == []
    look(world)
    assert rings(world, world.ana) == []
    world.online(world.bia)
    assert rings(world, world.bia) == [conversation]
    with pytest.raises(Conflict) as over:
        offers.accept_offer(world.ports, world.call(world.ana), conversation)
    assert over.value.code == "offer_over"


def test_who_declined_is_asked_again_after_the_minute_when_nobody_else_is_there(world: Desk) -> None:
    configure(world, offer_seconds=20)
    world.online(world.ana)
    conversation = enters(world)
    offers.decline_offer(world.ports, world.call(world.ana), conversation)
    world.owner.execute("update tickets set passed_at = passed_at - interval '61 seconds'")
    look(world)
    assert rings(world, world.ana) == [conversation]


@pytest.mark.parametrize("pause", [True, False])
def test_who_lets_it_ring_loses_it_and_may_be_paused(world: Desk, pause: bool) -> None:
    configure(world, offer_seconds=20, pause_when_silent=pause)
    world.online(world.ana)
    conversation = enters(world)
    end_time(world)
    with pytest.raises(Conflict) as late:
        offers.accept_offer(world.ports, world.call(world.ana), conversation)
    assert late.value.code == "offer_over"
    world.online(world.bia)
    assert rings(world, world.bia) == [conversation]
    found = presence.get_presence(world.ports, world.call(world.ana))
    assert (found.state, found.reason) == (("pause", "offer_missed") if pause else ("online", None))
    assert "offer_missed" in PAUSE_REASONS, "a code somebody can say"
    offers.accept_offer(world.ports, world.call(world.bia), conversation)
    with pytest.raises(Conflict) as lost:
        offers.accept_offer(world.ports, world.call(world.ana), conversation)
    assert lost.value.details["winner"]["name"] == world.bia["name"]


def test_who_lets_it_ring_is_passed_over_for_a_minute_also_when_alone(world: Desk) -> None:
    configure(world, offer_seconds=20)
    world.online(world.ana)
    conversation = enters(world)
    end_time(world)
    look(world)
    assert rings(world, world.ana) == []
    world.owner.execute("update tickets set passed_at = passed_at - interval '61 seconds'")
    look(world)
    assert rings(world, world.ana) == [conversation]


def test_nobody_else_takes_what_rings_but_a_supervisor_gives_it(world: Desk) -> None:
    configure(world, offer_seconds=20)
    world.online(world.ana)
    conversation = enters(world)
    with pytest.raises(Conflict) as ringing:
        service.accept_ticket(world.ports, world.call(world.bia), conversation)
    assert ringing.value.details["agent"]["name"] == world.ana["name"]
    with pytest.raises(NotFound):
        service.take_next(world.ports, world.call(world.bia), world.queue["id"])
    service.assign_conversation(world.ports, world.lead, conversation, world.bia["id"])
    assert world.ticket(conversation)["assignee_id"] == world.bia["id"]
    assert rings(world, world.ana) == []


@pytest.mark.parametrize("state", ["pause", "busy", "offline"])
def test_what_rings_at_who_leaves_goes_on_at_once(world: Desk, state: PresenceState) -> None:
    configure(world, offer_seconds=20)
    world.online(world.ana)
    conversation = enters(world)
    world.online(world.bia)
    presence.set_presence(world.ports, world.call(world.ana), state)
    assert rings(world, world.bia) == [conversation]


def test_what_rings_at_others_goes_on_ringing_when_somebody_leaves(world: Desk) -> None:
    configure(world, offer_seconds=20)
    world.online(world.ana, limit=1)
    mine = enters(world)
    world.online(world.bia, limit=1)
    theirs = enters(world)
    assert (rings(world, world.ana), rings(world, world.bia)) == ([mine], [theirs])
    presence.set_presence(world.ports, world.call(world.ana), "pause")
    assert rings(world, world.bia) == [theirs]


def test_when_its_time_is_over_whoever_is_there_takes_it(world: Desk) -> None:
    configure(world, offer_seconds=20)
    world.online(world.ana)
    conversation = enters(world)
    end_time(world)
    service.accept_ticket(world.ports, world.call(world.bia), conversation)
    assert world.ticket(conversation)["assignee_id"] == world.bia["id"]


def test_who_takes_the_next_one_takes_what_rings_at_nobody(world: Desk) -> None:
    configure(world, offer_seconds=20)
    world.online(world.ana, limit=1)
    enters(world)
    second = enters(world)
    assert service.take_next(world.ports, world.call(world.bia), world.queue["id"]) == second


def test_what_is_taken_by_hand_rings_at_nobody(world: Desk, bus: FakeBus) -> None:
    configure(world, offer_seconds=20)
    service.accept_ticket(world.ports, world.call(world.bia), enters(world))
    assert "TicketOffered" not in bus.types


def test_whoever_was_asked_had_their_turn(world: Desk) -> None:
    configure(world, offer_seconds=20)
    last, first = sorted((world.ana, world.bia), key=lambda user: str(user["id"]))
    conversation = world.waiting()
    for user in (first, last):
        world.online(user)
        assert rings(world, user) == [conversation]
        offers.decline_offer(world.ports, world.call(user), conversation)
    assert rings(world, first) == rings(world, last) == []
    following = enters(world)
    assert rings(world, first) == [following]


def test_a_stranger_learns_nothing_of_what_rings(world: Desk) -> None:
    conversation = enters(world)
    stranger = Desk(world.owner, world.ports)
    with pytest.raises(NotFound):
        offers.accept_offer(world.ports, stranger.call(stranger.ana), conversation)
