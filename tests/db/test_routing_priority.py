"""Who is served first: rules of priority, queues, and who was abandoned."""

from typing import Any

import pytest
from tests.fixtures.factories import Owner, insert, make_channel, make_conversation, make_queue
from tests.fixtures.routing import Desk, enters

from central.call import system_call
from central.conversations.service import set_labels
from central.errors import Invalid
from central.ports import Ports
from central.queues import priority, store


@pytest.fixture
def world(owner: Owner, ports: Ports) -> Desk:
    return Desk(owner, ports)


def test_rules_choose_the_priority_of_who_enters_where_nobody_did(world: Desk) -> None:
    for name, value in (("sim", 8), ("ouro", 10)):
        values = priority.RuleValues("VIP", value, attribute_name="vip", attribute_value=name)
        priority.create_rule(world.ports, world.lead, values)
    rule = priority.RuleValues("Canal", 3, channel_id=world.channel["id"])
    priority.create_rule(world.ports, world.lead, rule)
    plain, chosen, vip = enters(world), enters(world, priority=6), make_conversation(world.owner, world.channel)
    world.owner.execute("""update contacts set attributes = '{"vip": "Ouro"}' where id = %s""", (vip["contact_id"],))
    world.owner.execute("update conversations set session = 'bot' where id = %s", (vip["id"],))
    with world.ports.database.transaction(system_call(world.account["id"])) as transaction:
        store.queue_conversations(transaction, [{"conversation_id": vip["id"], "reason": "rule"}])
    assert [world.ticket(one)["priority"] for one in (plain, chosen, vip["id"])] == [3, 6, 10]
    assert world.conversation(vip["id"])["priority"] == 10


def test_a_label_on_who_waits_counts_at_once(world: Desk) -> None:
    label = insert(world.owner, "labels", account_id=world.account["id"], name="urgente")
    priority.create_rule(world.ports, world.lead, priority.RuleValues("Urgente", 9, label_id=label["id"]))
    waiting = enters(world)
    set_labels(world.ports, world.lead, waiting, ["urgente"])
    assert world.ticket(waiting)["priority"] == 9


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"contact_state": "lead"}, 9),
        ({"contact_state": "customer"}, 5),
        ({"contact_state": "lead", "active": False}, 5),
        ({"attribute_name": "vip", "attribute_value": "sim"}, 9),
        ({"attribute_name": "vip", "attribute_value": "talvez"}, 5),
        ({"attribute_name": "plano", "attribute_value": "sim"}, 5),
        ({"contact_state": "lead", "attribute_name": "vip", "attribute_value": "talvez"}, 5),
        ({"contact_state": "lead", "channel_id": "another"}, 5),
        ({"contact_state": "lead", "label_id": "another"}, 5),
    ],
)
def test_a_rule_counts_where_all_it_names_is_so(world: Desk, values: dict[str, Any], expected: int) -> None:
    label = insert(world.owner, "labels", account_id=world.account["id"], name="ouro")
    others = {"channel_id": make_channel(world.owner, world.account)["id"], "label_id": label["id"]}
    named = {name: others[name] if value == "another" else value for name, value in values.items()}
    priority.create_rule(world.ports, world.lead, priority.RuleValues("VIP", 9, **named))
    conversation = make_conversation(world.owner, world.channel, session="bot")
    world.owner.execute("""update contacts set state = 'lead', attributes = '{"vip": "Sim"}'""")
    with world.ports.database.transaction(system_call(world.account["id"])) as transaction:
        store.queue_conversations(transaction, [{"conversation_id": conversation["id"], "reason": "rule"}])
    assert world.ticket(conversation["id"])["priority"] == expected


def test_a_label_lowers_no_priority_and_taking_it_off_changes_none(world: Desk) -> None:
    label = insert(world.owner, "labels", account_id=world.account["id"], name="urgente")
    priority.create_rule(world.ports, world.lead, priority.RuleValues("Urgente", 6, label_id=label["id"]))
    waiting, low = enters(world, priority=8), enters(world, priority=3)
    set_labels(world.ports, world.lead, waiting, ["urgente"])
    assert world.ticket(waiting)["priority"] == 8
    set_labels(world.ports, world.lead, low, ["urgente"])
    priority.create_rule(world.ports, world.lead, priority.RuleValues("Canal", 9, channel_id=world.channel["id"]))
    set_labels(world.ports, world.lead, low, [])
    assert world.ticket(low)["priority"] == 6


@pytest.mark.parametrize(
    "values",
    [{}, {"attribute_name": "vip"}, {"attribute_value": "sim"}],
)
def test_a_rule_without_a_condition_is_refused(world: Desk, values: dict[str, Any]) -> None:
    with pytest.raises(Invalid):
        priority.create_rule(world.ports, world.lead, priority.RuleValues("Todos", 9, **values))


def test_of_two_queues_the_one_with_the_higher_priority_is_served_first(world: Desk) -> None:
    """Among tickets of the same priority, whoever entered first; one of a higher priority comes before either."""
    other = make_queue(world.owner, world.account, priority=8)
    insert(world.owner, "queue_members", account_id=world.account["id"], queue_id=other["id"], user_id=world.ana["id"])
    first, *_others = [world.waiting(entered_at=f"2026-01-01T10:00:0{second}Z") for second in range(4)]
    favoured = world.waiting(other, entered_at="2026-01-01T11:00:00Z")
    urgent = world.waiting(entered_at="2026-01-01T12:00:00Z", priority=9)
    for limit, expected in enumerate((urgent, favoured, first), start=1):
        world.online(world.ana, limit=limit)
        assert world.ticket(expected)["assignee_id"] == world.ana["id"]
        assert world.load(world.ana) == limit


def test_who_was_abandoned_is_ahead_of_their_class_in_every_line(world: Desk) -> None:
    others = [enters(world, priority=value) for value in (8, 7, 4)]
    back = enters(world, priority=4)
    world.owner.execute(
        "update tickets set state = 'abandoned', finished_at = now() where conversation_id = %s", (back,)
    )
    world.owner.execute("update conversations set session = 'bot' where id = %s", (back,))
    with world.ports.database.transaction(system_call(world.account["id"])) as transaction:
        store.queue_conversations(transaction, [{"conversation_id": back, "reason": "asked"}])
        found = store.standing(transaction, back)
        assert found is not None
        assert found[0].position == 2
        rows = transaction.all("select place from conversation_rows(array[%(id)s::uuid])", id=back)
    assert [row["place"] for row in rows] == [2]
    world.online(world.ana, limit=2)
    assert [world.ticket(one)["state"] for one in (others[0], back, others[1])] == [
        "in_service", "in_service", "waiting",
    ]  # fmt: skip
