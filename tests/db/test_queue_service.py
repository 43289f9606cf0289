"""What people do with tickets: accept, take next, assign, transfer, resolve, reopen, snooze; on the real database."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from tests.fakes import FakeBus, FakeQueues
from tests.fixtures.factories import (
    Owner,
    Row,
    default_queue,
    make_account,
    make_agent,
    make_channel,
    make_conversation,
    make_queue,
    make_ticket,
    make_user,
)

from central.call import Actor, Call, Role, system_call
from central.clock import now
from central.errors import Conflict, Forbidden, Invalid, NotFound
from central.ports import Ports
from central.queues import service
from central.queues.tickets import list_tickets


def call_of(user: Row, account: Row, role: Role = "agent") -> Call:
    return Call(account["id"], Actor("user", user["id"], role), "test")


class World:
    """A company with two agents, of whom nobody gets anything by itself (both on a break), and a supervisor."""

    def __init__(self, owner: Owner, ports: Ports) -> None:
        self.owner, self.ports = owner, ports
        self.account = make_account(owner)
        self.queue = default_queue(owner, self.account)
        self.ana, self.bia = (make_agent(owner, self.account, state="pause", name=name) for name in ("Ana", "Bia"))
        self.chief = make_user(owner, self.account, role="supervisor")
        self.channel = make_channel(owner, self.account)

    def call(self, user: Row, role: Role = "agent") -> Call:
        return call_of(user, self.account, role)

    @property
    def lead(self) -> Call:
        return self.call(self.chief, "supervisor")

    def online(self, *users: Row) -> None:
        self.owner.execute(
            "update agent_presence set state = 'online' where user_id = any(%s)", ([user["id"] for user in users],)
        )

    def waiting(self, queue: Row | None = None, **columns: Any) -> UUID:
        queue = queue or self.queue
        conversation = make_conversation(self.owner, self.channel, session="waiting", queue_id=queue["id"])
        make_ticket(self.owner, conversation, queue, **columns)
        return UUID(str(conversation["id"]))

    def serving(self, user: Row, **columns: Any) -> UUID:
        conversation = make_conversation(self.owner, self.channel, assignee_id=user["id"], queue_id=self.queue["id"])
        make_ticket(self.owner, conversation, assignee_id=user["id"], **columns)
        return UUID(str(conversation["id"]))

    def conversation(self, conversation_id: UUID) -> Row:
        row = self.owner.execute("select * from conversations where id = %s", (conversation_id,)).fetchone()
        assert row is not None
        return row

    def tickets(self, conversation_id: UUID) -> list[Row]:
        return self.owner.execute(
            "select * from tickets where conversation_id = %s order by entered_at, protocol", (conversation_id,)
        ).fetchall()

    def ticket(self, conversation_id: UUID) -> Row:
        return self.tickets(conversation_id)[-1]

    def updates(self) -> list[str]:
        rows = self.owner.execute("select type from account_events order by sequence").fetchall()
        return [row["type"] for row in rows]


@pytest.fixture
def world(owner: Owner, ports: Ports) -> World:
    return World(owner, ports)


def test_the_first_to_accept_wins_and_the_second_is_told_who(world: World, ports: Ports, bus: FakeBus) -> None:
    conversation = world.waiting()
    assert service.accept_ticket(ports, world.call(world.ana), conversation) == conversation
    with pytest.raises(Conflict) as caught:
        service.accept_ticket(ports, world.call(world.bia), conversation)
    assert caught.value.code == "already_accepted"
    assert caught.value.details == {"winner": {"id": str(world.ana["id"]), "name": "Ana"}}
    assert world.ticket(conversation)["assignee_id"] == world.ana["id"]
    assert world.conversation(conversation)["session"] == "human"
    assert bus.types == ["TicketAssigned"]
    assert world.updates() == ["ticket_assigned"]
    service.accept_ticket(ports, world.call(world.ana), conversation)  # again: nothing happens
    assert world.updates() == ["ticket_assigned"]


def test_accepting_stops_at_the_limit(world: World, ports: Ports) -> None:
    world.owner.execute("update agent_presence set agent_limit = 1")
    service.accept_ticket(ports, world.call(world.ana), world.waiting())
    with pytest.raises(Conflict) as caught:
        service.accept_ticket(ports, world.call(world.ana), world.waiting())
    assert caught.value.code == "capacity_reached"
    assert caught.value.details == {"load": 1, "limit": 1}


def test_accepting_what_the_bot_has_makes_its_ticket(world: World, ports: Ports, bus: FakeBus) -> None:
    conversation = make_conversation(world.owner, world.channel, session="bot")["id"]
    service.accept_ticket(ports, world.call(world.ana), conversation)
    ticket = world.ticket(conversation)
    assert (ticket["state"], ticket["assignee_id"], ticket["handoff_reason"]) == (
        "in_service",
        world.ana["id"],
        "agent",
    )
    assert world.updates() == ["new_ticket", "ticket_assigned"]


@pytest.mark.parametrize("action", ["accept", "assign", "transfer", "resolve", "reopen", "snooze"])
def test_what_is_foreign_missing_or_of_another_queue_is_not_found(
    world: World, ports: Ports, owner: Owner, action: str
) -> None:
    other = World(owner, ports)
    foreign = other.waiting()
    unserved = world.waiting(make_queue(owner, world.account))

    def do(conversation: UUID) -> None:
        call = world.call(world.ana)
        match action:
            case "accept":
                service.accept_ticket(ports, call, conversation)
            case "assign":
                service.assign_conversation(ports, call, conversation, world.ana["id"])
            case "transfer":
                service.transfer_conversation(ports, call, conversation, user_id=world.ana["id"])
            case "resolve":
                service.resolve_conversation(ports, call, conversation)
            case "reopen":
                service.reopen_conversation(ports, call, conversation)
            case _:
                service.snooze_conversation(ports, call, conversation, now() + timedelta(hours=1))

    for conversation in (foreign, uuid4(), unserved):
        with pytest.raises(NotFound):
            do(conversation)
    assert other.ticket(foreign)["state"] == "waiting"
    assert world.ticket(unserved)["state"] == "waiting"


def test_take_next_follows_the_order_and_ends_with_an_empty_queue(world: World, ports: Ports, owner: Owner) -> None:
    low = world.waiting(priority=3, entered_at="2026-01-01T00:00:00Z")
    high = world.waiting(priority=8, entered_at="2026-01-02T00:00:00Z")
    call = world.call(world.ana)
    assert [service.take_next(ports, call, world.queue["id"]) for _ in range(2)] == [high, low]
    with pytest.raises(NotFound) as caught:
        service.take_next(ports, call, world.queue["id"])
    assert caught.value.code == "empty"
    with pytest.raises(NotFound):
        service.take_next(ports, call, World(owner, ports).queue["id"])


def test_take_next_passes_over_who_sleeps(world: World, ports: Ports) -> None:
    asleep, awake = world.waiting(entered_at="2026-01-01T10:00:00Z"), world.waiting(entered_at="2026-01-01T11:00:00Z")
    service.snooze_conversation(ports, world.lead, asleep, now() + timedelta(hours=1))
    assert service.take_next(ports, world.call(world.ana), world.queue["id"]) == awake


def test_an_agent_takes_the_next_of_queues_they_serve_only(world: World, ports: Ports, owner: Owner) -> None:
    conversation = world.waiting()
    elsewhere = make_agent(owner, world.account, queue=make_queue(owner, world.account))
    with pytest.raises(Forbidden) as caught:
        service.take_next(ports, world.call(elsewhere), world.queue["id"])
    assert caught.value.code == "not_in_queue"
    assert world.ticket(conversation)["state"] == "waiting"
    assert service.take_next(ports, world.lead, world.queue["id"]) == conversation


def test_a_supervisor_assigns_and_reassigns(world: World, ports: Ports, bus: FakeBus) -> None:
    conversation = world.waiting()
    service.assign_conversation(ports, world.lead, conversation, world.ana["id"])
    service.assign_conversation(ports, world.lead, conversation, world.bia["id"])
    assert world.ticket(conversation)["assignee_id"] == world.bia["id"]
    assert len(world.tickets(conversation)) == 1
    assert bus.types == ["TicketAssigned", "TicketTransferred"]
    assert world.updates() == ["ticket_assigned", "ticket_transferred"]
    with pytest.raises(NotFound):
        service.assign_conversation(ports, world.lead, conversation, uuid4())
    stranger = make_user(world.owner, make_account(world.owner))
    with pytest.raises(NotFound):
        service.assign_conversation(ports, world.lead, conversation, stranger["id"])


def test_nobody_is_given_more_than_their_limit_by_hand(world: World, ports: Ports) -> None:
    world.owner.execute("update agent_presence set agent_limit = 1")
    world.serving(world.bia)
    for conversation in (world.waiting(), world.serving(world.ana)):
        with pytest.raises(Conflict) as caught:
            service.assign_conversation(ports, world.lead, conversation, world.bia["id"])
        assert caught.value.code == "capacity_reached"


def test_unassigning_gives_it_to_somebody_else(world: World, ports: Ports) -> None:
    conversation = world.serving(world.ana)
    world.online(world.ana)
    service.assign_conversation(ports, world.call(world.ana), conversation, None)
    assert (world.ticket(conversation)["state"], world.conversation(conversation)["session"]) == ("waiting", "waiting")
    world.online(world.bia)
    service.assign_waiting_tickets(ports, system_call(world.account["id"]))
    assert world.ticket(conversation)["assignee_id"] == world.bia["id"]


def test_transfer_to_a_queue_is_a_new_ticket_and_a_note(world: World, ports: Ports, bus: FakeBus, owner: Owner) -> None:
    conversation = world.serving(world.ana)
    other = make_queue(owner, world.account)
    service.transfer_conversation(
        ports, world.call(world.ana), conversation, queue_id=other["id"], note="Cliente quer o financeiro."
    )
    old, new = world.tickets(conversation)
    assert (old["state"], new["state"], new["queue_id"]) == ("transferred", "waiting", other["id"])
    assert old["protocol"] != new["protocol"]
    note = owner.execute("select text, private, author_id, status from messages").fetchone()
    assert note == {
        "text": "Cliente quer o financeiro.",
        "private": True,
        "author_id": world.ana["id"],
        "status": None,
    }
    assert bus.types == ["TicketTransferred", "TicketQueued"]
    row = world.conversation(conversation)
    assert (row["assignee_id"], row["queue_id"], row["session"]) == (None, other["id"], "waiting")


def test_a_waiting_contact_keeps_their_place_in_the_other_queue(world: World, ports: Ports, owner: Owner) -> None:
    conversation = world.waiting(entered_at="2026-01-01T00:00:00Z")
    other = make_queue(owner, world.account)
    service.transfer_conversation(ports, world.lead, conversation, queue_id=other["id"])
    old, new = world.tickets(conversation)
    assert new["entered_at"] - old["entered_at"] == timedelta(microseconds=1)
    service.transfer_conversation(ports, world.lead, conversation, queue_id=other["id"])  # already there
    assert len(world.tickets(conversation)) == 2


def test_of_who_was_handed_on_while_they_waited_the_last_ticket_is_the_last(
    world: World, ports: Ports, owner: Owner
) -> None:
    """Handed on three times before anybody had them: reopened, rated and served again as if it had been once."""
    conversation = world.waiting()
    place = world.ticket(conversation)["entered_at"]
    for _ in range(3):
        service.transfer_conversation(ports, world.lead, conversation, queue_id=make_queue(owner, world.account)["id"])
    service.transfer_conversation(ports, world.lead, conversation, queue_id=world.queue["id"])
    entered = [ticket["entered_at"] - place for ticket in world.tickets(conversation)]
    assert entered == [timedelta(microseconds=n) for n in range(5)]
    service.accept_ticket(ports, world.call(world.ana), conversation)
    service.resolve_conversation(ports, world.call(world.ana), conversation)
    listed = list_tickets(ports, world.lead, conversation, after=None, limit=10)
    assert [ticket["protocol"] for ticket in listed] == sorted((one["protocol"] for one in listed), reverse=True)
    last = world.ticket(conversation)
    service.reopen_conversation(ports, world.call(world.ana), conversation)
    assert world.ticket(conversation)["id"] == last["id"]
    assert (len(world.tickets(conversation)), world.ticket(conversation)["assignee_id"]) == (5, world.ana["id"])


def test_a_transfer_does_not_come_back_to_who_gave_it_away(world: World, ports: Ports, owner: Owner) -> None:
    conversation = world.serving(world.ana)
    other = make_queue(owner, world.account)
    owner.execute(
        "insert into queue_members (account_id, queue_id, user_id) values (%s, %s, %s)",
        (world.account["id"], other["id"], world.ana["id"]),
    )
    world.online(world.ana)
    service.transfer_conversation(ports, world.call(world.ana), conversation, queue_id=other["id"])
    assert world.ticket(conversation)["assignee_id"] is None


@pytest.mark.parametrize("state", ["waiting", "serving"])
def test_transfer_to_a_colleague_within_another_queue(world: World, ports: Ports, owner: Owner, state: str) -> None:
    conversation = world.waiting() if state == "waiting" else world.serving(world.ana)
    other = make_queue(owner, world.account)
    service.transfer_conversation(ports, world.lead, conversation, queue_id=other["id"], user_id=world.bia["id"])
    old, new = world.tickets(conversation)
    assert (old["state"], new["state"], new["assignee_id"], new["queue_id"]) == (
        "transferred",
        "in_service",
        world.bia["id"],
        other["id"],
    )


def test_a_transfer_needs_a_place_that_exists_and_works(world: World, ports: Ports, owner: Owner) -> None:
    conversation = world.waiting()
    with pytest.raises(Invalid):
        service.transfer_conversation(ports, world.lead, conversation)
    with pytest.raises(NotFound):
        service.transfer_conversation(ports, world.lead, conversation, queue_id=uuid4())
    closed = make_queue(owner, world.account, active=False)
    with pytest.raises(Conflict):
        service.transfer_conversation(ports, world.lead, conversation, queue_id=closed["id"], note="não fica")
    assert owner.execute("select count(*) as n from messages").fetchone() == {"n": 0}


def test_resolving_closes_and_fills_the_free_slot(world: World, ports: Ports, bus: FakeBus) -> None:
    world.owner.execute("update agent_presence set agent_limit = 1")
    done, next_one = world.serving(world.ana), world.waiting()
    world.online(world.ana)
    service.resolve_conversation(ports, world.call(world.ana), done, reason="Resolvido", note="Tudo certo.")
    row, ticket = world.conversation(done), world.ticket(done)
    assert (row["status"], row["close_reason"], row["assignee_id"]) == ("closed", "Resolvido", world.ana["id"])
    assert (ticket["state"], ticket["finish_reason"]) == ("finished", "Resolvido")
    assert world.ticket(next_one)["assignee_id"] == world.ana["id"]
    assert bus.types == ["TicketResolved", "ConversationClosed", "TicketAssigned"]
    assert world.updates() == ["new_message", "ticket_closed", "ticket_assigned"]
    service.resolve_conversation(ports, world.call(world.ana), done)
    assert len(bus.types) == 3


def test_reopening_undoes_resolving(world: World, ports: Ports, bus: FakeBus) -> None:
    conversation = world.serving(world.ana)
    protocol = world.ticket(conversation)["protocol"]
    service.resolve_conversation(ports, world.call(world.ana), conversation)
    service.reopen_conversation(ports, world.call(world.ana), conversation)
    row, ticket = world.conversation(conversation), world.ticket(conversation)
    assert (row["status"], row["session"], row["assignee_id"]) == ("open", "human", world.ana["id"])
    assert (ticket["state"], ticket["protocol"], ticket["finished_at"]) == ("in_service", protocol, None)
    assert bus.types[-2:] == ["ConversationReopened", "TicketAssigned"]
    service.reopen_conversation(ports, world.call(world.ana), conversation)
    assert bus.types.count("ConversationReopened") == 1


def test_what_is_reopened_after_a_month_waits_and_is_served_from_then(world: World, ports: Ports, bus: FakeBus) -> None:
    """Acceptance row 14: neither the month nor what it took before is counted again, and nobody is overtaken."""
    conversation = world.serving(world.ana)
    service.resolve_conversation(ports, world.call(world.ana), conversation)
    world.owner.execute(
        "update tickets set entered_at = now() - interval '31 days', assigned_at = now() - interval '30 days 1 hour',"
        " finished_at = now() - interval '30 days'"
    )
    first = world.waiting(entered_at=now() - timedelta(minutes=5))
    service.reopen_conversation(ports, world.lead, conversation)
    assert world.ticket(conversation)["state"] == "waiting"
    world.online(world.bia)
    assert service.take_next(ports, world.call(world.bia), world.queue["id"]) == first
    service.accept_ticket(ports, world.call(world.ana), conversation)
    service.resolve_conversation(ports, world.call(world.ana), conversation)
    facts = [(entry.detail_type, json.loads(entry.detail)["data"]) for entry in bus.entries]
    ours = [(name, data) for name, data in facts if data.get("conversation_id") == str(conversation)]
    (waited,) = [data["waited_seconds"] for name, data in ours if name == "TicketAssigned"]
    ended = [data for name, data in ours if name == "TicketResolved"][-1]
    assert max(waited, ended["wait_seconds"], ended["service_seconds"]) < 60


@pytest.mark.parametrize("there", [True, False])
def test_reopened_by_a_supervisor_it_goes_to_the_same_agent_or_the_queue(
    world: World, ports: Ports, there: bool
) -> None:
    conversation = world.serving(world.ana)
    service.resolve_conversation(ports, world.lead, conversation)
    if there:
        world.online(world.ana)
    service.reopen_conversation(ports, world.lead, conversation)
    expected = ("in_service", world.ana["id"]) if there else ("waiting", None)
    ticket = world.ticket(conversation)
    assert (ticket["state"], ticket["assignee_id"]) == expected


def test_reopening_without_a_ticket_queues(world: World, ports: Ports) -> None:
    conversation = make_conversation(world.owner, world.channel, status="closed")["id"]
    service.reopen_conversation(ports, world.lead, conversation)
    assert world.ticket(conversation)["state"] == "waiting"


def test_reopening_beside_another_open_one_is_refused(world: World, ports: Ports) -> None:
    first = make_conversation(world.owner, world.channel, status="closed")
    world.owner.execute(
        "insert into conversations (account_id, channel_id, contact_id) values (%s, %s, %s)",
        (world.account["id"], world.channel["id"], first["contact_id"]),
    )
    with pytest.raises(Conflict) as caught:
        service.reopen_conversation(ports, world.lead, first["id"])
    assert caught.value.code == "already_open"


@pytest.mark.parametrize("action", ["accept", "assign", "transfer", "snooze"])
def test_a_closed_conversation_must_be_reopened_first(world: World, ports: Ports, action: str) -> None:
    conversation = world.serving(world.ana)
    call = world.call(world.ana)
    service.resolve_conversation(ports, call, conversation)
    world.owner.execute("update conversations set assignee_id = null where %s = 'accept'", (action,))
    actions: dict[str, Callable[[], UUID]] = {
        "accept": lambda: service.accept_ticket(ports, world.lead, conversation),
        "assign": lambda: service.assign_conversation(ports, call, conversation, None),
        "transfer": lambda: service.transfer_conversation(ports, call, conversation, user_id=world.bia["id"]),
        "snooze": lambda: service.snooze_conversation(ports, call, conversation, now() + timedelta(hours=1)),
    }
    with pytest.raises(Conflict) as caught:
        actions[action]()
    assert caught.value.code == "conversation_closed"


def test_snoozing_sets_a_timer_and_wakes_when_it_is_over(
    world: World, ports: Ports, queues: FakeQueues, bus: FakeBus
) -> None:
    conversation = world.serving(world.ana)
    call = world.call(world.ana)
    until = now() + timedelta(hours=2)
    service.snooze_conversation(ports, call, conversation, until)
    assert world.conversation(conversation)["status"] == "snoozed"
    (bell,) = queues.of("routing")
    assert (bell.body["conversation_id"], bell.due_at) == (str(conversation), until)
    system = system_call(world.account["id"])
    assert service.wake_conversation(ports, system, conversation) is False
    assert queues.of("routing") == [bell, bell]  # woken too early, it asks for its time again
    world.owner.execute("update conversations set snoozed_until = now() - interval '1 second'")
    assert service.wake_conversation(ports, system, conversation) is True
    assert service.wake_conversation(ports, system, conversation) is False
    assert world.conversation(conversation)["status"] == "open"
    assert bus.types == ["ConversationSnoozed", "ConversationWoken"]


@pytest.mark.parametrize("by", ["somebody", "time"])
def test_a_waiting_ticket_of_a_sleeping_conversation_is_given_when_it_wakes(
    world: World, ports: Ports, by: str
) -> None:
    conversation = world.waiting()
    service.snooze_conversation(ports, world.lead, conversation, now() + timedelta(hours=1))
    world.online(world.ana)
    system = system_call(world.account["id"])
    assert service.assign_waiting_tickets(ports, system) == 0
    if by == "somebody":
        service.reopen_conversation(ports, world.lead, conversation)
    else:
        world.owner.execute("update conversations set snoozed_until = now() where id = %s", (conversation,))
        assert service.wake_conversation(ports, system, conversation)
    assert world.ticket(conversation)["assignee_id"] == world.ana["id"]


def test_more_than_the_limit_rings_again(world: World, ports: Ports, queues: FakeQueues) -> None:
    for _ in range(3):
        world.waiting()
    world.online(world.ana)
    assert service.assign_waiting_tickets(ports, system_call(world.account["id"]), limit=2) == 2
    assert [bell.body for bell in queues.of("routing")] == [{"account_id": str(world.account["id"])}]
