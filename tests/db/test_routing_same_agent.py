"""Who served somebody last serves them again, where they may."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from tests.fixtures.factories import Owner
from tests.fixtures.hours import Hours
from tests.fixtures.routing import Desk, configure, enters, set_weights, skill

from central.calendars.model import Plan
from central.call import system_call
from central.ports import Ports
from central.queues import capacity, manage, presence, service, store


@pytest.fixture
def world(owner: Owner, ports: Ports) -> Desk:
    return Desk(owner, ports)


def returns(world: Desk, conversation: UUID, reason: str = "rule") -> None:
    """The contact of a resolved conversation writes again."""
    world.owner.execute(
        "update conversations set status = 'open', closed_at = null, session = 'bot', assignee_id = null where id = %s",
        (conversation,),
    )
    with world.ports.database.transaction(system_call(world.account["id"])) as transaction:
        item = {"conversation_id": conversation, "reason": reason}
        transaction.absorb(store.queue_conversations(transaction, [item]))


@pytest.mark.parametrize("sticky", [True, False])
def test_the_same_agent_serves_again_where_the_queue_says_so(world: Desk, sticky: bool) -> None:
    configure(world, sticky=sticky)
    world.online(world.ana)
    conversation = enters(world)
    service.resolve_conversation(world.ports, world.call(world.ana), conversation)
    world.online(world.bia)
    service.reopen_conversation(world.ports, world.lead, conversation)
    assert (world.ticket(conversation)["assignee_id"] == world.ana["id"]) is sticky


@pytest.mark.parametrize("why", ["nothing", "is not there", "has as many of the kind as they may", "lacks a skill"])
def test_who_served_last_gets_nobody_they_cannot_take(world: Desk, why: str) -> None:
    if why == "has as many of the kind as they may":
        set_weights(world, capacity.ChannelWeight("whatsapp", 1, 1))
    world.online(world.ana)
    conversation = enters(world)
    service.resolve_conversation(world.ports, world.call(world.ana), conversation)
    if why == "has as many of the kind as they may":
        enters(world)
    elif why == "lacks a skill":
        configure(world, mode="skills")
        asked = skill(world, "Inglês", bia=3)
        manage.update_queue(world.ports, world.lead, world.queue["id"], {}, skills={asked: 2})
    elif why == "is not there":
        presence.set_presence(world.ports, world.call(world.ana), "pause")
    world.online(world.bia)
    returns(world, conversation)
    assert world.ticket(conversation)["assignee_id"] == (world.ana if why == "nothing" else world.bia)["id"]


def test_who_served_last_gets_nobody_while_the_queue_is_closed(world: Desk) -> None:
    world.online(world.ana)
    conversation = enters(world)
    service.resolve_conversation(world.ports, world.call(world.ana), conversation)
    Hours(world.owner, world.account, Plan("America/Sao_Paulo", ((),) * 7), datetime.now(UTC))
    returns(world, conversation, "agent")
    ticket = world.ticket(conversation)
    assert (ticket["state"], ticket["assignee_id"]) == ("waiting", None)
