"""Skills: who can it gets it, the best first, until they are relaxed."""

import pytest
from tests.fakes import FakeQueues
from tests.fixtures.factories import Owner, insert, make_conversation, make_ticket
from tests.fixtures.routing import Desk, configure, enters, look, skill

from central.call import system_call
from central.conversations.service import set_labels
from central.ports import Ports
from central.queues import manage, skills, store


@pytest.fixture
def world(owner: Owner, ports: Ports) -> Desk:
    return Desk(owner, ports)


def test_the_best_match_gets_it_and_nobody_who_cannot(world: Desk) -> None:
    spanish = skill(world, "Espanhol", ana=2, bia=5)
    manage.update_queue(world.ports, world.lead, world.queue["id"], {"mode": "skills"}, skills={spanish: 3})
    world.online(world.ana)
    first = enters(world)
    assert world.ticket(first)["state"] == "waiting"
    world.online(world.bia)
    assert world.ticket(first)["assignee_id"] == world.bia["id"]
    skills.update_skill(world.ports, world.lead, spanish, agents={world.ana["id"]: 4, world.bia["id"]: 3})
    assert world.ticket(enters(world))["assignee_id"] == world.ana["id"]


def test_who_learns_a_skill_is_given_what_waits_for_it(world: Desk) -> None:
    spanish = skill(world, "Espanhol")
    manage.update_queue(world.ports, world.lead, world.queue["id"], {"mode": "skills"}, skills={spanish: 3})
    world.online(world.ana)
    waiting = enters(world)
    skills.update_skill(world.ports, world.lead, spanish, agents={world.ana["id"]: 3})
    assert world.ticket(waiting)["assignee_id"] == world.ana["id"]


def test_nobody_asks_for_a_skill_that_is_deleted(world: Desk) -> None:
    spanish = skill(world, "Espanhol")
    manage.update_queue(world.ports, world.lead, world.queue["id"], {"mode": "skills"}, skills={spanish: 3})
    world.online(world.ana)
    waiting = enters(world)
    skills.delete_skill(world.ports, world.lead, spanish)
    assert world.ticket(waiting)["assignee_id"] == world.ana["id"]


def test_a_label_asks_for_a_skill_while_it_is_on(world: Desk) -> None:
    label = insert(world.owner, "labels", account_id=world.account["id"], name="Libras")
    manage.update_queue(world.ports, world.lead, world.queue["id"], {"mode": "skills"})
    skills.create_skill(world.ports, world.lead, "Libras", agents={world.bia["id"]: 3}, labels={label["id"]: 2})
    waiting = enters(world)
    set_labels(world.ports, world.lead, waiting, ["libras"])
    world.online(world.ana)
    assert world.ticket(waiting)["state"] == "waiting"
    set_labels(world.ports, world.lead, waiting, [])
    look(world)
    assert world.ticket(waiting)["assignee_id"] == world.ana["id"]


def test_skills_relax_after_their_time_and_not_before(world: Desk, queues: FakeQueues) -> None:
    spanish = skill(world, "Espanhol")
    change = {"mode": "skills", "relax_skills_after_seconds": 120}
    manage.update_queue(world.ports, world.lead, world.queue["id"], change, skills={spanish: 3})
    world.online(world.ana)
    waiting = enters(world)
    look(world)
    assert world.ticket(waiting)["state"] == "waiting"
    (due,) = [bell.due_at for bell in queues.of("routing") if bell.due_at is not None]
    assert abs((due - world.ticket(waiting)["entered_at"]).total_seconds() - 120) < 1
    world.owner.execute("update tickets set entered_at = entered_at - interval '121 seconds'")
    look(world)
    assert world.ticket(waiting)["assignee_id"] == world.ana["id"]


def test_who_lacks_the_skill_helps_out_once_it_is_relaxed(world: Desk) -> None:
    """Also in a line that somebody with the skill serves, but has no room for all of."""
    configure(world, mode="skills", relax_skills_after_seconds=600)
    asked = skill(world, "Inglês", ana=3)
    manage.update_queue(world.ports, world.lead, world.queue["id"], {}, skills={asked: 2})
    world.online(world.bia)
    first, second = enters(world), enters(world)
    world.online(world.ana, limit=1)
    assert world.ticket(first)["assignee_id"] == world.ana["id"]
    assert world.ticket(second)["state"] == "waiting"
    world.owner.execute("update tickets set entered_at = entered_at - interval '601 seconds' where state = 'waiting'")
    look(world)
    assert world.ticket(second)["assignee_id"] == world.bia["id"]


def test_a_long_line_nobody_can_serve_hides_no_short_one(world: Desk) -> None:
    spanish = skill(world, "Espanhol")
    label = insert(world.owner, "labels", account_id=world.account["id"], name="espanhol")
    manage.update_queue(world.ports, world.lead, world.queue["id"], {"mode": "skills"})
    skills.update_skill(world.ports, world.lead, spanish, labels={label["id"]: 1})
    for _ in range(210):
        conversation = make_conversation(world.owner, world.channel, session="waiting")
        insert(
            world.owner,
            "conversation_labels",
            account_id=world.account["id"],
            conversation_id=conversation["id"],
            label_id=label["id"],
        )
        make_ticket(world.owner, conversation, priority=9)
    with world.ports.database.transaction(system_call(world.account["id"])) as transaction:
        store.refresh_needs(transaction)
    last = enters(world, priority=1)
    world.online(world.ana)
    assert world.ticket(last)["assignee_id"] == world.ana["id"]
    assert world.load(world.ana) == 1


@pytest.mark.parametrize(("queue", "label"), [(2, 4), (4, 2)])
def test_of_two_levels_for_one_skill_the_higher_is_asked_for(world: Desk, queue: int, label: int) -> None:
    urgent = insert(world.owner, "labels", account_id=world.account["id"], name="Jurídico")
    agents = {world.ana["id"]: 3, world.bia["id"]: 4}
    law = skills.create_skill(world.ports, world.lead, "Direito", agents=agents, labels={urgent["id"]: label}).id
    manage.update_queue(world.ports, world.lead, world.queue["id"], {"mode": "skills"}, skills={law: queue})
    conversation = enters(world)
    set_labels(world.ports, world.lead, conversation, ["jurídico"])
    world.online(world.ana)
    assert world.ticket(conversation)["state"] == "waiting"
    world.online(world.bia)
    assert world.ticket(conversation)["assignee_id"] == world.bia["id"]


def test_the_best_match_comes_before_who_has_least(world: Desk) -> None:
    spanish = skill(world, "Espanhol", ana=3, bia=5)
    manage.update_queue(world.ports, world.lead, world.queue["id"], {"mode": "skills"}, skills={spanish: 3})
    world.online(world.ana, world.bia)
    served = [world.ticket(enters(world))["assignee_id"] for _ in range(3)]
    assert served == [world.bia["id"]] * 3


def test_a_queue_of_another_mode_asks_for_nothing(world: Desk) -> None:
    label = insert(world.owner, "labels", account_id=world.account["id"], name="Libras")
    skills.create_skill(world.ports, world.lead, "Libras", agents={}, labels={label["id"]: 2})
    conversation = enters(world)
    set_labels(world.ports, world.lead, conversation, ["libras"])
    world.online(world.ana)
    assert world.ticket(conversation)["assignee_id"] == world.ana["id"]


def test_who_lacks_the_skill_gets_nothing_when_who_has_it_is_full(world: Desk) -> None:
    spanish = skill(world, "Espanhol", bia=5)
    manage.update_queue(world.ports, world.lead, world.queue["id"], {"mode": "skills"}, skills={spanish: 3})
    first, second = enters(world), enters(world)
    world.online(world.ana)
    world.online(world.bia, limit=1)
    assert world.ticket(first)["assignee_id"] == world.bia["id"]
    assert world.ticket(second)["state"] == "waiting"
