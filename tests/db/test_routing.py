"""Routing beyond room: skills, weights, rules of priority, what rings at an agent, overflow and silence."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from tests.db.test_queue_service import World
from tests.fakes import FakeBus, FakeQueues
from tests.fixtures.factories import (
    Owner,
    Row,
    insert,
    make_agent,
    make_channel,
    make_conversation,
    make_queue,
    make_ticket,
)

from central.call import system_call
from central.clock import now
from central.conversations.service import set_labels
from central.errors import Conflict, Invalid, NotFound
from central.ports import Ports
from central.queues import capacity, manage, offers, presence, priority, service, skills, store
from central.queues.model import PAUSE_REASONS, PresenceState
from central.queues.routing import read_routing
from central.upkeep.slices import due_routing


class Desk(World):
    """The same people, who come online as people do."""

    def online(self, *users: Row, limit: int | None = None) -> None:
        for user in users:
            if limit is not None:
                self.owner.execute("update agent_presence set agent_limit = %s where user_id = %s", (limit, user["id"]))
            presence.set_presence(self.ports, self.call(user), "online")

    def load(self, user: Row) -> int:
        return presence.get_presence(self.ports, self.call(user)).load


@pytest.fixture
def world(owner: Owner, ports: Ports) -> Desk:
    return Desk(owner, ports)


def look(world: Desk) -> int:
    return service.assign_waiting_tickets(world.ports, system_call(world.account["id"]))


def configure(world: Desk, **columns: Any) -> None:
    for name, value in columns.items():
        world.owner.execute(f"update queues set {name} = %s where id = %s", (value, world.queue["id"]))


def enters(world: Desk, **columns: Any) -> UUID:
    """A new conversation goes into the default queue."""
    conversation = make_conversation(world.owner, world.channel, session="bot", **columns)
    with world.ports.database.transaction(system_call(world.account["id"])) as transaction:
        transaction.absorb(
            store.queue_conversations(transaction, [{"conversation_id": conversation["id"], "reason": "rule"}])
        )
    found: UUID = conversation["id"]
    return found


def skill(world: Desk, name: str, **levels: int) -> UUID:
    agents = {getattr(world, who)["id"]: level for who, level in levels.items()}
    return skills.create_skill(world.ports, world.lead, name, agents=agents, labels={}).id


def set_weights(desk: Desk, *channels: capacity.ChannelWeight, agents: tuple[Any, ...] = ()) -> None:
    capacity.set_capacity(desk.ports, desk.lead, list(channels), list(agents))


# ---- skills ----------------------------------------------------------------------------------------------------------


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


# ---- weights ---------------------------------------------------------------------------------------------------------


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


# ---- rules of priority -----------------------------------------------------------------------------------------------


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


# ---- sticky ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("sticky", [True, False])
def test_the_same_agent_serves_again_where_the_queue_says_so(world: Desk, sticky: bool) -> None:
    configure(world, sticky=sticky)
    world.online(world.ana)
    conversation = enters(world)
    service.resolve_conversation(world.ports, world.call(world.ana), conversation)
    world.online(world.bia)
    service.reopen_conversation(world.ports, world.lead, conversation)
    assert (world.ticket(conversation)["assignee_id"] == world.ana["id"]) is sticky


def returns(world: Desk, conversation: UUID) -> None:
    """The contact of a resolved conversation writes again."""
    world.owner.execute(
        "update conversations set status = 'open', closed_at = null, session = 'bot', assignee_id = null where id = %s",
        (conversation,),
    )
    with world.ports.database.transaction(system_call(world.account["id"])) as transaction:
        item = {"conversation_id": conversation, "reason": "rule"}
        transaction.absorb(store.queue_conversations(transaction, [item]))


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


# ---- what rings ------------------------------------------------------------------------------------------------------


def rings(world: Desk, agent: Row) -> list[UUID]:
    return [offer.conversation_id for offer in offers.list_offers(world.ports, world.call(agent))]


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


def end_time(world: Desk) -> None:
    world.owner.execute("update tickets set offered_until = now() - interval '1 second' where offered_to is not null")


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


def test_a_stranger_learns_nothing_of_what_rings(world: Desk) -> None:
    conversation = enters(world)
    stranger = Desk(world.owner, world.ports)
    with pytest.raises(NotFound):
        offers.accept_offer(world.ports, stranger.call(stranger.ana), conversation)


# ---- overflow --------------------------------------------------------------------------------------------------------


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


# ---- silence ---------------------------------------------------------------------------------------------------------


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


def test_other_companies_channels_weigh_nothing_here(world: Desk) -> None:
    stranger = Desk(world.owner, world.ports)
    make_channel(world.owner, stranger.account)
    set_weights(stranger, capacity.ChannelWeight("whatsapp", 10, 1))
    world.online(world.ana)
    for _ in range(3):
        enters(world)
    assert world.load(world.ana) == 3
