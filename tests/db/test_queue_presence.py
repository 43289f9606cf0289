"""Who is there: choosing a state, heartbeats, coming back, leaving; and the queues themselves."""

from uuid import uuid4

import pytest
from tests.db.test_queue_service import World
from tests.fakes import FakeBus, FakeQueues
from tests.fixtures.factories import Owner, make_agent, make_queue, make_user

from central.call import system_call
from central.errors import Conflict, Forbidden, Invalid, NotFound
from central.ports import Ports
from central.queues import assigning, manage, presence, service


@pytest.fixture
def world(owner: Owner, ports: Ports) -> World:
    return World(owner, ports)


def _silence(world: World, seconds: int) -> None:
    world.owner.execute(
        "update agent_presence set last_heartbeat_at = now() - make_interval(secs => %s) where user_id = %s",
        (seconds, world.ana["id"]),
    )


def test_going_online_fills_free_slots_at_once(world: World, ports: Ports, bus: FakeBus, queues: FakeQueues) -> None:
    conversation = world.waiting()
    found = presence.set_presence(ports, world.call(world.ana), "online")
    assert (found.state, found.chosen_state, found.load) == ("online", "online", 1)
    assert world.ticket(conversation)["assignee_id"] == world.ana["id"]
    assert bus.types == ["AgentPresenceChanged", "AgentAvailable", "TicketAssigned"]
    assert world.updates() == ["presence", "ticket_assigned"]
    assert len(queues.of("sweep")) == 1


def test_a_pause_has_a_reason_and_takes_nothing_away(world: World, ports: Ports) -> None:
    conversation = world.serving(world.ana)
    found = presence.set_presence(ports, world.call(world.ana), "pause", "almoço")
    assert (found.state, found.reason) == ("pause", "almoço")
    assert presence.get_presence(ports, world.call(world.ana)) == found
    assert world.ticket(conversation)["assignee_id"] == world.ana["id"]


def test_leaving_gives_everything_back_at_once(world: World, ports: Ports, queues: FakeQueues) -> None:
    conversations = [world.serving(world.ana) for _ in range(2)]
    world.online(world.bia)
    found = presence.set_presence(ports, world.call(world.ana), "offline")
    assert (found.state, found.load) == ("offline", 0)
    assert {world.ticket(c)["assignee_id"] for c in conversations} == {world.bia["id"]}
    assert queues.of("sweep") == []


def test_leaving_gives_back_what_is_theirs_and_nobody_elses(world: World, ports: Ports) -> None:
    mine, theirs = world.serving(world.ana), world.serving(world.bia)
    presence.set_presence(ports, world.call(world.ana), "offline")
    assert world.ticket(mine)["state"] == "waiting"
    assert world.ticket(theirs)["assignee_id"] == world.bia["id"]


def test_the_first_connection_means_online(world: World, ports: Ports) -> None:
    newcomer = make_user(world.owner, world.account)
    assert presence.get_presence(ports, world.call(newcomer)).state == "offline"
    presence.beat(ports, world.call(newcomer))
    assert presence.get_presence(ports, world.call(newcomer)).state == "online"


@pytest.mark.parametrize("chosen", ["pause", "busy", "offline"])
def test_connecting_keeps_what_the_agent_chose(world: World, ports: Ports, chosen: str) -> None:
    world.owner.execute("update agent_presence set state = %s", (chosen,))
    _silence(world, 1000)
    presence.beat(ports, world.call(world.ana))
    assert presence.get_presence(ports, world.call(world.ana)).state == chosen


def test_a_heartbeat_tells_nobody(world: World, ports: Ports, bus: FakeBus, queues: FakeQueues) -> None:
    world.online(world.ana)
    _silence(world, 40)
    presence.beat(ports, world.call(world.ana))
    assert (world.updates(), bus.types, queues.doorbells) == ([], [], [])


def test_coming_back_is_told_and_fills_free_slots(world: World, ports: Ports, bus: FakeBus) -> None:
    world.online(world.ana)
    _silence(world, 120)
    conversation = world.waiting()
    assigning.give_back_absent_agents(ports, system_call(world.account["id"]))
    assert world.updates() == ["presence"]
    presence.beat(ports, world.call(world.ana))
    assert world.updates() == ["presence", "presence", "ticket_assigned"]
    assert world.ticket(conversation)["assignee_id"] == world.ana["id"]
    assert bus.types == ["AgentAvailable", "TicketAssigned"]


def test_a_faltering_heartbeat_moves_no_ticket(world: World, ports: Ports) -> None:
    conversation = world.serving(world.ana)
    world.online(world.ana, world.bia)
    system = system_call(world.account["id"])
    for silence in (100, 0, 250, 10, 299, 0):
        _silence(world, silence)
        assigning.give_back_absent_agents(ports, system)
        presence.beat(ports, world.call(world.ana))
    assert world.ticket(conversation)["assignee_id"] == world.ana["id"]
    assert [row["state"] for row in world.tickets(conversation)] == ["in_service"]
    assert "ticket_updated" not in world.updates()


def test_queues_are_listed_with_members_and_numbers(world: World, ports: Ports) -> None:
    world.waiting()
    world.serving(world.ana)
    world.online(world.bia)
    (queue,) = manage.list_queues(ports, world.call(world.ana))
    assert (queue.is_default, queue.waiting, queue.in_service, queue.online) == (True, 1, 1, 1)
    assert set(queue.member_ids) == {world.ana["id"], world.bia["id"]}


VALUES = {
    "name": "Financeiro",
    "description": "",
    "mode": "least_busy",
    "agent_limit": 3,
    "priority": 7,
    "position_text": None,
}


def test_a_queue_is_created_with_its_members(world: World, ports: Ports) -> None:
    queue = manage.create_queue(ports, world.lead, VALUES, [world.ana["id"]])
    assert (queue.name, queue.mode, queue.member_ids) == ("Financeiro", "least_busy", [world.ana["id"]])
    with pytest.raises(Conflict) as caught:
        manage.create_queue(ports, world.lead, {**VALUES, "name": "FINANCEIRO"})
    assert caught.value.code == "name_taken"
    with pytest.raises(NotFound):
        manage.create_queue(ports, world.lead, {**VALUES, "name": "Outra"}, [uuid4()])
    with pytest.raises(Forbidden):
        manage.create_queue(ports, world.call(world.ana), VALUES)
    assert len(manage.list_queues(ports, world.lead)) == 2


def test_a_higher_limit_or_a_new_member_is_used_at_once(world: World, ports: Ports, owner: Owner) -> None:
    queue = make_queue(owner, world.account, agent_limit=1)
    cleo = make_agent(owner, world.account, queue=queue)
    conversations = [world.waiting(queue) for _ in range(3)]
    service.assign_waiting_tickets(ports, system_call(world.account["id"]))
    manage.update_queue(ports, world.lead, queue["id"], {"agent_limit": 2})
    assert [world.ticket(c)["assignee_id"] for c in conversations] == [cleo["id"], cleo["id"], None]
    world.online(world.ana)
    changed = manage.update_queue(ports, world.lead, queue["id"], {}, [world.ana["id"]])
    assert (changed.member_ids, changed.agent_limit) == ([world.ana["id"]], 2)
    assert world.ticket(conversations[2])["assignee_id"] == world.ana["id"]


def test_the_default_queue_moves_but_never_vanishes(world: World, ports: Ports, owner: Owner) -> None:
    other = make_queue(owner, world.account)
    for change in ({"is_default": False}, {"active": False}):
        with pytest.raises(Invalid):
            manage.update_queue(ports, world.lead, world.queue["id"], change)
    manage.update_queue(ports, world.lead, other["id"], {"is_default": True, "id": str(uuid4()), "account_id": "x"})
    assert [(q.id, q.is_default) for q in manage.list_queues(ports, world.lead)] == [
        (other["id"], True),
        (world.queue["id"], False),
    ]


def test_a_queue_with_waiting_contacts_is_not_switched_off(world: World, ports: Ports, owner: Owner) -> None:
    other = make_queue(owner, world.account)
    conversation = world.waiting(other)
    with pytest.raises(Conflict) as caught:
        manage.update_queue(ports, world.lead, other["id"], {"active": False})
    assert caught.value.code == "queue_not_empty"
    service.transfer_conversation(ports, world.lead, conversation, queue_id=world.queue["id"])
    assert manage.update_queue(ports, world.lead, other["id"], {"active": False}).active is False
    with pytest.raises(NotFound):
        manage.get_queue(ports, World(owner, ports).lead, other["id"])
