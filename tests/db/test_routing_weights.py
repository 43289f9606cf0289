"""Weights and limits by kind of channel."""

import pytest
from tests.fixtures.factories import Owner, make_channel
from tests.fixtures.routing import Desk, configure, enters, set_weights

from central.errors import Conflict
from central.ports import Ports
from central.queues import capacity, service


@pytest.fixture
def world(owner: Owner, ports: Ports) -> Desk:
    return Desk(owner, ports)


def test_a_heavy_conversation_takes_more_of_the_limit(world: Desk) -> None:
    configure(world, agent_limit=5)
    set_weights(world, capacity.ChannelWeight("whatsapp", 2, None))
    world.online(world.ana)
    for _ in range(4):
        enters(world)
    assert world.load(world.ana) == 2
    set_weights(world, capacity.ChannelWeight("whatsapp", 0.5, None))
    assert world.load(world.ana) == 4
    set_weights(world, capacity.ChannelWeight("whatsapp", 2, None))
    assert world.load(world.ana) == 4, "nobody loses what they have"
    for _ in range(2):
        service.accept_ticket(world.ports, world.call(world.bia), world.waiting())
    with pytest.raises(Conflict, match="4 de 5"):
        service.accept_ticket(world.ports, world.call(world.bia), world.waiting())


def test_of_two_heavy_ones_at_once_only_what_fits_is_given(world: Desk) -> None:
    configure(world, agent_limit=3)
    set_weights(world, capacity.ChannelWeight("whatsapp", 2, None))
    first, second = enters(world), enters(world)
    world.online(world.ana)
    assert [world.ticket(one)["state"] for one in (first, second)] == ["in_service", "waiting"]


def test_a_kind_of_channel_has_a_limit_of_its_own_and_an_agent_another(world: Desk) -> None:
    set_weights(
        world,
        capacity.ChannelWeight("whatsapp", 1, 3),
        agents=(capacity.AgentChannelLimit(world.ana["id"], "whatsapp", 1),),
    )
    world.online(world.ana)
    world.online(world.bia)
    waiting = [enters(world) for _ in range(6)]
    assert (world.load(world.ana), world.load(world.bia)) == (1, 3)
    left = next(one for one in waiting if world.ticket(one)["state"] == "waiting")
    with pytest.raises(Conflict, match="1 de 1"):
        service.accept_ticket(world.ports, world.call(world.ana), left)
    with pytest.raises(Conflict):
        service.assign_conversation(world.ports, world.lead, left, world.bia["id"])
    set_weights(world)
    assert world.load(world.ana) + world.load(world.bia) == 6


def test_of_several_of_a_kind_at_once_only_as_many_as_may_be_are_given(world: Desk) -> None:
    set_weights(world, capacity.ChannelWeight("whatsapp", 1, 2))
    waiting = [enters(world) for _ in range(3)]
    world.online(world.ana)
    assert [world.ticket(one)["state"] for one in waiting] == ["in_service", "in_service", "waiting"]


def test_other_companies_channels_weigh_nothing_here(world: Desk) -> None:
    stranger = Desk(world.owner, world.ports)
    make_channel(world.owner, stranger.account)
    set_weights(stranger, capacity.ChannelWeight("whatsapp", 10, 1))
    world.online(world.ana)
    for _ in range(3):
        enters(world)
    assert world.load(world.ana) == 3
