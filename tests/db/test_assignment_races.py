"""Assignment under contention, each worker on a connection of its own: nothing twice, nobody over the limit."""

import json
import random
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any
from uuid import UUID

import psycopg
import pytest
from psycopg.rows import dict_row
from tests.fakes import FakeBus
from tests.fixtures.contention import wait_until_blocked
from tests.fixtures.factories import (
    Owner,
    Row,
    default_queue,
    insert,
    make_account,
    make_agent,
    make_channel,
    make_contact,
    make_conversation,
    make_queue,
    make_ticket,
)
from tests.fixtures.patient import patient_database
from tests.fixtures.server import TestDatabase

from central.call import Actor, Call, system_call
from central.db.database import PostgresDatabase
from central.errors import Conflict, TryLater
from central.ports import Ports
from central.queues import assigning, offers, presence, service, store

Workers = Callable[[int], list[Ports]]


@pytest.fixture
def workers(postgres: TestDatabase, ports: Ports) -> Iterator[Workers]:
    opened: list[PostgresDatabase] = []

    def make(count: int) -> list[Ports]:
        made = []
        for _ in range(count):
            database = patient_database(postgres.app_url, ports.queues, ports.bus)
            opened.append(database)
            made.append(Ports(database, ports.queues, ports.bus, ports.sockets, ports.blobs, ports.secrets))
        return made

    yield make
    for database in opened:
        database.close()


def together(*works: Callable[[], Any]) -> list[Any]:
    """Run all at the same moment; return what each returned or raised."""
    start = threading.Barrier(len(works))
    results: list[Any] = [None] * len(works)

    def run(index: int) -> None:
        start.wait()
        try:
            results[index] = works[index]()
        except Exception as error:
            results[index] = error

    threads = [threading.Thread(target=run, args=(index,)) for index in range(len(works))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def fill_line(owner: Owner, account: Row, count: int) -> list[UUID]:
    """Put ``count`` waiting conversations into the default queue, in order."""
    channel = make_channel(owner, account)
    contact = make_contact(owner, account)
    rows = owner.execute(
        """
        with contacts_made as (
            insert into contacts (account_id, name) select %(account)s, 'C' || n from generate_series(1, %(count)s) n
            returning id
        ), opened as (
            insert into conversations (account_id, channel_id, contact_id, session, queue_id)
            select %(account)s, %(channel)s, c.id, 'waiting', q.id
              from contacts_made c join queues q on q.account_id = %(account)s and q.is_default
            returning id, queue_id
        )
        insert into tickets (account_id, protocol, conversation_id, queue_id, handoff_reason, entered_at)
        select %(account)s, '20260101-' || row_number() over (), o.id, o.queue_id, 'rule',
               timestamptz '2026-01-01' + row_number() over () * interval '1 second'
          from opened o
        returning conversation_id, entered_at
        """,
        {"account": account["id"], "channel": channel["id"], "count": count, "contact": contact["id"]},
    ).fetchall()
    return [row["conversation_id"] for row in sorted(rows, key=lambda row: row["entered_at"])]


@pytest.mark.slow
def test_two_agents_accept_one_ticket(owner: Owner, workers: Workers) -> None:
    """2,000 rounds: one wins, the other is told who."""
    rounds = 2000
    account = make_account(owner)
    agents = [make_agent(owner, account, state="pause", name=name) for name in ("Ana", "Bia")]
    owner.execute("update agent_presence set agent_limit = 100")
    (conversation,) = fill_line(owner, account, 1)
    calls = [Call(account["id"], Actor("user", agent["id"], "agent")) for agent in agents]
    names = {str(agent["id"]): agent["name"] for agent in agents}
    two = workers(2)
    gate = threading.Barrier(2)
    outcomes: list[list[Any]] = [[], []]

    def agent(index: int) -> None:
        for _ in range(rounds):
            if index == 0:
                owner.execute("update tickets set state = 'waiting', assignee_id = null, assigned_at = null")
                owner.execute("update conversations set session = 'waiting', assignee_id = null")
            gate.wait()
            try:
                service.accept_ticket(two[index], calls[index], conversation)
                outcomes[index].append("won")
            except Conflict as conflict:
                outcomes[index].append((conflict.code, conflict.details["winner"]))
            gate.wait()

    assert together(lambda: agent(0), lambda: agent(1)) == [None, None]
    winners: Counter[str] = Counter()
    for first, second in zip(*outcomes, strict=True):
        assert [first, second].count("won") == 1
        winner = 0 if first == "won" else 1
        winner_id = str(agents[winner]["id"])
        assert (second if winner == 0 else first) == (
            "already_accepted",
            {"id": winner_id, "name": names[winner_id]},
        )
        winners[names[winner_id]] += 1
    assert len(outcomes[0]) == rounds
    assert set(winners) == {"Ana", "Bia"}  # it was a race


def test_two_take_one_conversation_without_holding_it_first(owner: Owner, workers: Workers) -> None:
    """The SQL function is a guard by itself: whoever calls it need not have locked anything."""
    account = make_account(owner)
    agents = [make_agent(owner, account, state="pause") for _ in range(2)]
    owner.execute("update agent_presence set agent_limit = 100")
    (conversation,) = fill_line(owner, account, 1)
    two = workers(2)

    def take(index: int) -> str:
        with two[index].database.transaction(system_call(account["id"])) as transaction:
            return str(store.take_conversation(transaction, conversation, agents[index]["id"], "accepted")["outcome"])

    for _ in range(200):
        owner.execute("update tickets set state = 'waiting', assignee_id = null, assigned_at = null")
        owner.execute("update conversations set session = 'waiting', assignee_id = null")
        assert sorted(together(partial(take, 0), partial(take, 1))) == ["lost", "taken"]


@pytest.mark.slow
def test_capacity_three_ten_conversations_five_assigners(owner: Owner, workers: Workers) -> None:
    """500 rounds: sweeps, the agent accepting by hand and taking the next one, all at once; never four."""
    account = make_account(owner)
    agent = make_agent(owner, account)
    owner.execute("update agent_presence set agent_limit = 3")
    conversations = fill_line(owner, account, 10)
    system = system_call(account["id"])
    call = Call(account["id"], Actor("user", agent["id"], "agent"))
    queue_id = owner.execute("select id from queues").fetchone()
    assert queue_id is not None
    five = workers(5)
    chance = random.Random(7)
    for _ in range(500):
        owner.execute("update tickets set state = 'waiting', assignee_id = null, assigned_at = null")
        owner.execute("update conversations set session = 'waiting', assignee_id = null")
        mine = chance.sample(conversations, 2)
        results = together(
            lambda: service.assign_waiting_tickets(five[0], system),
            lambda: service.assign_waiting_tickets(five[1], system),
            partial(service.accept_ticket, five[2], call, mine[0]),
            partial(service.accept_ticket, five[3], call, mine[1]),
            lambda: service.take_next(five[4], call, queue_id["id"]),
        )
        for result in results:
            assert not isinstance(result, Exception) or (
                isinstance(result, Conflict) and result.code == "capacity_reached"
            )
        row = owner.execute(
            "select count(*) filter (where t.state = 'in_service') as served,"
            " count(*) filter (where (t.assignee_id is null) <> (c.assignee_id is null)"
            "                     or (t.state = 'waiting') <> (c.session = 'waiting')) as torn"
            " from tickets t join conversations c on c.id = t.conversation_id"
        ).fetchone()
        assert row == {"served": 3, "torn": 0}


@pytest.mark.slow
def test_two_processors_of_one_queue_claim_disjoint_tickets(owner: Owner, workers: Workers) -> None:
    """2,000 tickets and forty agents, two processors: each is given once, nobody is over the limit."""
    account = make_account(owner)
    agents = [make_agent(owner, account) for _ in range(40)]
    owner.execute("update agent_presence set agent_limit = 50")
    conversations = fill_line(owner, account, 2000)
    system = system_call(account["id"])

    def processor(own: Ports) -> int:
        given = 0
        while (now := service.assign_waiting_tickets(own, system)) > 0:
            given += now
        return given

    two = workers(2)
    counts = together(partial(processor, two[0]), partial(processor, two[1]))
    assert sum(counts) == 2000
    assert min(counts) > 200, "both must have had their share"
    rows = owner.execute("select assignee_id, count(*)::integer as n from tickets group by assignee_id").fetchall()
    assert {row["assignee_id"]: row["n"] for row in rows} == {agent["id"]: 50 for agent in agents}
    bus = two[0].bus
    assert isinstance(bus, FakeBus)
    told = [json.loads(entry.detail)["data"]["conversation_id"] for entry in bus.entries]
    assert sorted(told) == sorted(str(one) for one in conversations)


def test_whoever_waited_for_a_conversation_sees_its_ticket_of_now(
    owner: Owner, postgres: TestDatabase, workers: Workers
) -> None:
    """It moves to another queue and agent while a supervisor gives it back: their new ticket waits, none is torn."""
    account = make_account(owner)
    agents = [make_agent(owner, account, state="pause") for _ in range(2)]
    conversation = make_conversation(owner, make_channel(owner, account), assignee_id=agents[0]["id"])
    old = make_ticket(owner, conversation, assignee_id=agents[0]["id"])
    other = make_queue(owner, account)
    call = Call(account["id"], Actor("user", agents[0]["id"], "supervisor"))
    (ports,) = workers(1)
    with psycopg.connect(postgres.owner_url, row_factory=dict_row) as colleague:
        colleague.execute(
            "update conversations set assignee_id = %s, queue_id = %s where id = %s",
            (agents[1]["id"], other["id"], conversation["id"]),
        )
        colleague.execute("update tickets set state = 'transferred', finished_at = now() where id = %s", (old["id"],))
        new = make_ticket(colleague, conversation, other, assignee_id=agents[1]["id"])
        back = threading.Thread(target=service.assign_conversation, args=(ports, call, conversation["id"], None))
        back.start()
        wait_until_blocked(owner)
        colleague.commit()
        back.join()
    row = owner.execute(
        "select t.id, t.state, t.avoid_user_id, c.session, c.assignee_id from tickets t"
        " join conversations c on c.id = t.conversation_id where t.state <> 'transferred'"
    ).fetchone()
    assert row == {
        "id": new["id"], "state": "waiting", "avoid_user_id": agents[1]["id"],
        "session": "waiting", "assignee_id": None,
    }  # fmt: skip


def test_who_leaves_waits_for_who_is_changing_their_conversation(
    owner: Owner, postgres: TestDatabase, workers: Workers
) -> None:
    """Giving back passes over what is locked: without the wait that conversation would stay with somebody gone."""
    account = make_account(owner)
    agents = [make_agent(owner, account) for _ in range(2)]
    conversation = make_conversation(owner, make_channel(owner, account), assignee_id=agents[0]["id"])
    make_ticket(owner, conversation, assignee_id=agents[0]["id"])
    (ports,) = workers(1)
    call = Call(account["id"], Actor("user", agents[0]["id"], "agent"))
    with psycopg.connect(postgres.owner_url) as colleague:
        colleague.execute("select from conversations where id = %s for no key update", (conversation["id"],))
        leaving = threading.Thread(target=presence.set_presence, args=(ports, call, "offline"))
        leaving.start()
        wait_until_blocked(owner)
        colleague.commit()
        leaving.join()
    row = owner.execute("select assignee_id from conversations").fetchone()
    assert row == {"assignee_id": agents[1]["id"]}


def test_the_next_of_a_queue_is_one_that_still_waits(owner: Owner, workers: Workers) -> None:
    """Six agents take the next of eight at once, again and again: nobody is told that somebody else has it."""
    account = make_account(owner)
    agents = [make_agent(owner, account, state="pause") for _ in range(6)]
    owner.execute("update agent_presence set agent_limit = 100")
    fill_line(owner, account, 8)
    queue = default_queue(owner, account)
    calls = [Call(account["id"], Actor("user", agent["id"], "agent")) for agent in agents]
    hands = workers(6)
    for _ in range(40):
        owner.execute("update tickets set state = 'waiting', assignee_id = null, assigned_at = null")
        owner.execute("update conversations set session = 'waiting', assignee_id = null")
        taken = together(
            *(partial(service.take_next, ports, call, queue["id"]) for ports, call in zip(hands, calls, strict=True))
        )
        assert len(set(taken)) == 6
        assert not [one for one in taken if isinstance(one, Exception)]


@pytest.mark.own_connection
def test_who_passes_a_conversation_over_does_not_hold_its_ticket(owner: Owner, workers: Workers) -> None:
    """Else whoever has the conversation, and the capacity, waits for a ticket whose holder waits for the capacity."""
    account = make_account(owner)
    first, second = fill_line(owner, account, 2)
    queue, call = default_queue(owner, account), system_call(account["id"])
    holder, passer, third = workers(3)
    with holder.database.transaction(call) as holding, passer.database.transaction(call) as passing:
        assert store.hold_conversation(holding, first, sight=None) is not None
        assert store.head_of_queue(passing, queue["id"], None) == second
        with third.database.transaction(call) as looking:
            free = "select conversation_id from tickets for update skip locked"
            assert [row["conversation_id"] for row in looking.all(free)] == [first]


@pytest.mark.slow
def test_what_rings_is_decided_once(owner: Owner, workers: Workers) -> None:
    """300 rounds: accepted and declined on two devices, taken by a colleague, given by a supervisor, ended by time."""
    account = make_account(owner)
    ana, bia = (make_agent(owner, account, name=name) for name in ("Ana", "Bia"))
    owner.execute("update queues set offer_seconds = 20, agent_limit = 1")
    (conversation,) = fill_line(owner, account, 1)
    system = system_call(account["id"])
    by_ana, by_bia = (Call(account["id"], Actor("user", agent["id"], "agent")) for agent in (ana, bia))
    by_lead = Call(account["id"], Actor("user", bia["id"], "supervisor"))
    hands = workers(5)
    chance = random.Random(4)
    won: Counter[str] = Counter()
    for _ in range(300):
        owner.execute(
            "update tickets set state = 'waiting', assignee_id = null, assigned_at = null, passed_by = '{}',"
            " avoid_user_id = null, offered_to = %s, offered_at = clock_timestamp(),"
            " offered_until = clock_timestamp() + make_interval(secs => %s)",
            (ana["id"], chance.choice([0.001, 20, 20])),
        )
        owner.execute("update conversations set session = 'waiting', assignee_id = null")
        actions: dict[str, Callable[[], Any]] = {
            "accepts": partial(offers.accept_offer, hands[0], by_ana, conversation),
            "declines": partial(offers.decline_offer, hands[1], by_ana, conversation),
            "takes": partial(service.accept_ticket, hands[2], by_bia, conversation),
            "gives": partial(service.assign_conversation, hands[3], by_lead, conversation, bia["id"]),
            "looks": partial(service.assign_waiting_tickets, hands[4], system),
        }
        chosen = chance.sample(sorted(actions), 4)
        results = dict(zip(chosen, together(*(actions[name] for name in chosen)), strict=True))
        for name, result in results.items():
            if isinstance(result, Exception):
                assert isinstance(result, Conflict), (name, result)
                assert result.code in ("offer_over", "already_accepted", "offered_to_colleague", "capacity_reached")
        won.update(name for name, result in results.items() if not isinstance(result, Exception))
        row = owner.execute(
            "select count(*) filter (where t.assignee_id is distinct from c.assignee_id"
            "                           or (t.state = 'waiting') <> (c.session = 'waiting')) as torn,"
            " count(*) filter (where t.state = 'in_service') as served, count(t.offered_to) as ringing"
            " from tickets t join conversations c on c.id = t.conversation_id"
        ).fetchone()
        assert row is not None
        assert (row["torn"], row["served"] + row["ringing"] <= 1) == (0, True)
        if not isinstance(results.get("accepts", Conflict("")), Exception) and not isinstance(
            results.get("declines", Conflict("")), Exception
        ):
            pytest.fail("accepted and declined")
    assert {"accepts", "declines", "gives"} <= set(won)  # it was a race


def test_a_busy_day_ends_consistent(owner: Owner, workers: Workers) -> None:
    """Six hands at once on twenty conversations and three agents: no deadlock, no ticket lost, no limit broken."""
    account = make_account(owner)
    agents = [make_agent(owner, account, name=f"A{n}") for n in range(3)]
    owner.execute("update agent_presence set agent_limit = 4")
    conversations = fill_line(owner, account, 20)
    other = insert(owner, "queues", account_id=account["id"], name="Outra")
    for agent in agents[:2]:
        insert(owner, "queue_members", account_id=account["id"], queue_id=other["id"], user_id=agent["id"])
    queue_ids = [row["id"] for row in owner.execute("select id from queues").fetchall()]
    system = system_call(account["id"])
    calls = [Call(account["id"], Actor("user", agent["id"], "supervisor")) for agent in agents]
    hands = workers(6)

    def day(index: int) -> list[str]:
        chance, ports = random.Random(index), hands[index]
        trouble = []
        for _ in range(80):
            conversation, call = chance.choice(conversations), chance.choice(calls)
            try:
                match chance.randrange(9):
                    case 0:
                        service.accept_ticket(ports, call, conversation)
                    case 1:
                        service.resolve_conversation(ports, call, conversation)
                    case 2:
                        service.reopen_conversation(ports, call, conversation)
                    case 3:
                        service.transfer_conversation(ports, call, conversation, queue_id=chance.choice(queue_ids))
                    case 4:
                        service.assign_conversation(
                            ports, call, conversation, chance.choice([*agents, {"id": None}])["id"]
                        )
                    case 5:
                        presence.set_presence(ports, call, chance.choice(["online", "pause", "offline"]))
                    case 6:
                        presence.beat(ports, call, chance.choice([0, 10_000]))
                    case 7:
                        assigning.give_back_absent_agents(ports, system)
                    case _:
                        service.assign_waiting_tickets(ports, system)
            except Conflict:
                pass
            except TryLater as error:
                trouble.append(repr(error.__cause__))
        return trouble

    results = together(*(partial(day, index) for index in range(6)))
    assert results == [[]] * 6
    loads = owner.execute(
        "select assignee_id, count(*) as n from tickets where state = 'in_service' group by assignee_id"
    ).fetchall()
    assert all(row["n"] <= 4 for row in loads)
    torn = owner.execute(
        "select c.id from conversations c"
        " left join tickets t on t.conversation_id = c.id and t.state in ('waiting', 'in_service')"
        " where (c.status = 'open' and (t.id is null or t.assignee_id is distinct from c.assignee_id"
        "                               or (t.state = 'waiting') <> (c.session = 'waiting')))"
        "    or (c.status = 'closed' and t.id is not null)"
    ).fetchall()
    assert torn == []
    gaps = owner.execute("select count(*) as n, max(sequence) as last from account_events").fetchone()
    assert gaps is not None
    assert gaps["n"] == gaps["last"]
