"""A queue that is switched off takes nobody new, and whoever falls back into it is served all the same."""

from uuid import UUID

import pytest
from tests.fixtures.factories import Owner, Row, insert, make_conversation, make_queue, make_ticket
from tests.fixtures.routing import Desk

from central.call import system_call
from central.errors import Conflict
from central.ports import Ports
from central.queues import manage, presence, service, store
from central.upkeep.store import due_work


@pytest.fixture
def world(owner: Owner, ports: Ports) -> Desk:
    return Desk(owner, ports)


def served_in(world: Desk, queue: Row) -> UUID:
    """Ana serves somebody in another queue of hers and Bia's."""
    for user in (world.ana, world.bia):
        insert(world.owner, "queue_members", account_id=world.account["id"], queue_id=queue["id"], user_id=user["id"])
    conversation = make_conversation(
        world.owner, world.channel, assignee_id=world.ana["id"], queue_id=queue["id"], session="human"
    )
    make_ticket(world.owner, conversation, queue, assignee_id=world.ana["id"])
    return UUID(str(conversation["id"]))


def switch_off(world: Desk, queue: Row) -> None:
    manage.update_queue(world.ports, world.lead, queue["id"], {"active": False})


@pytest.mark.parametrize("how", ["leaves", "gives it away", "opened again"])
def test_who_falls_back_into_it_is_served(world: Desk, how: str) -> None:
    queue = make_queue(world.owner, world.account)
    conversation = served_in(world, queue)
    world.online(world.ana)
    if how == "opened again":
        service.resolve_conversation(world.ports, world.lead, conversation)
        presence.set_presence(world.ports, world.call(world.ana), "pause")
    switch_off(world, queue)
    if how == "leaves":
        presence.set_presence(world.ports, world.call(world.ana), "offline")
    elif how == "gives it away":
        service.assign_conversation(world.ports, world.lead, conversation, None)
    else:
        service.reopen_conversation(world.ports, world.lead, conversation)
    ticket = world.ticket(conversation)
    assert (ticket["state"], ticket["queue_id"]) == ("waiting", queue["id"])
    world.online(world.bia)
    assert world.ticket(conversation)["assignee_id"] == world.bia["id"]


def test_who_is_silent_in_it_loses_the_contact_to_a_colleague(world: Desk) -> None:
    queue = make_queue(world.owner, world.account, silence_after_seconds=60)
    conversation = served_in(world, queue)
    switch_off(world, queue)
    world.online(world.ana, world.bia)
    world.owner.execute("update conversations set waiting_since = now() - interval '1 hour'")
    service.assign_waiting_tickets(world.ports, system_call(world.account["id"]))
    assert world.ticket(conversation)["assignee_id"] == world.bia["id"]


def test_the_sweep_finds_who_fell_back_into_it(world: Desk) -> None:
    queue = make_queue(world.owner, world.account)
    conversation = served_in(world, queue)
    switch_off(world, queue)
    service.assign_conversation(world.ports, world.lead, conversation, None)
    world.owner.execute("update tickets set entered_at = now() - interval '1 minute'")
    world.owner.execute("update agent_presence set state = 'online' where user_id = %s", (world.bia["id"],))
    assert ("assign", world.account["id"]) in {(one.kind, one.account_id) for one in due_work(world.ports.database, 10)}


def test_nobody_new_comes_in(world: Desk) -> None:
    queue = make_queue(world.owner, world.account)
    switch_off(world, queue)
    conversation = make_conversation(world.owner, world.channel, session="bot")
    with world.ports.database.transaction(system_call(world.account["id"])) as transaction:
        item = {"conversation_id": conversation["id"], "queue_id": queue["id"], "reason": "rule"}
        store.queue_conversations(transaction, [item])
    assert world.ticket(conversation["id"])["queue_id"] == world.queue["id"]
    with pytest.raises(Conflict) as off:
        service.transfer_conversation(world.ports, world.lead, conversation["id"], queue_id=queue["id"])
    assert off.value.code == "queue_inactive"
