"""Transfer to another channel: the ticket here ends, its case goes on with the contact there, for the same agent."""

import json
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any
from uuid import uuid4

import pytest

from central.call import Actor, Call, system_call
from central.errors import CentralError
from central.ports import Ports
from central.queues import service, store
from central.queues.channel_transfer import transfer_to_channel
from tests.db.test_assignment_races import Workers, together, workers  # noqa: F401
from tests.db.test_queue_service import World
from tests.fakes import FakeBus
from tests.fixtures.contention import wait_until_blocked
from tests.fixtures.factories import (
    Owner,
    Row,
    give_role,
    make_account,
    make_channel,
    make_contact,
    make_conversation,
    make_queue,
    make_role,
    make_ticket,
)
from tests.fixtures.sla import promises
from tests.handlers.rest_client import Answer, Client, token_of

SERVES = ["conversations.read", "conversations.reply", "conversations.assign"]


class Case:
    """Ana serves a contact on one number; the company has another."""

    def __init__(self, owner: Owner, ports: Ports, client: Client) -> None:
        self.owner, self.ports, self.client = owner, ports, client
        self.world = World(owner, ports)
        self.account, self.ana, self.bia = self.world.account, self.world.ana, self.world.bia
        self.contact = make_contact(owner, self.account)
        self.here = make_conversation(
            owner, self.world.channel, self.contact, assignee_id=self.ana["id"], subject="Boleto", priority=8
        )
        self.ticket = make_ticket(owner, self.here, assignee_id=self.ana["id"], priority=8)
        self.channel = make_channel(owner, self.account, name="Vendas")

    def of(self, user: Row) -> Client:
        return self.client.by_token(token_of(self.owner, self.account, user))

    def transfer(self, who: Row | None = None, **body: Any) -> Answer:
        path = f"/api/v1/conversations/{self.here['id']}/transfer"
        return self.of(who or self.world.chief).post(path, {"channel_id": str(self.channel["id"]), **body})

    def there(self, **columns: Any) -> Row:
        return make_conversation(self.owner, self.channel, self.contact, **columns)

    def row(self, conversation: Any) -> Row:
        return self.world.conversation(conversation)

    def tickets(self, conversation: Any) -> list[Row]:
        return self.owner.execute(
            "select * from tickets where conversation_id = %s order by entered_at", (conversation,)
        ).fetchall()

    def stays(self) -> None:
        """Nothing happened: the agent has the open conversation, and nothing new is there."""
        assert (self.row(self.here["id"])["status"], self.tickets(self.here["id"])[0]["state"]) == (
            "open",
            "in_service",
        )
        assert self.tickets(self.here["id"])[0]["continued_as"] is None


@pytest.fixture
def case(owner: Owner, ports: Ports, client: Client) -> Case:
    return Case(owner, ports, client)


def test_the_case_goes_on_there_for_the_same_agent(case: Case, bus: FakeBus) -> None:
    case.owner.execute("update conversations set waiting_since = now() - interval '5 minutes'")
    answer = case.transfer(case.ana, note="Já pediu a segunda via")
    assert answer.status == 200, answer.text
    shown = answer.json
    assert (shown["channel"]["id"], shown["contact"]["id"]) == (str(case.channel["id"]), str(case.contact["id"]))
    assert (shown["status"], shown["session"], shown["assignee"]["name"]) == ("open", "human", "Ana")
    assert (shown["priority"], shown["subject"], shown["ticket"]["state"]) == (8, "Boleto", "in_service")
    assert shown["waiting_since"] is not None
    assert case.row(case.here["id"])["status"] == "closed"
    (former,), (ticket,) = case.tickets(case.here["id"]), case.tickets(shown["id"])
    assert (former["state"], former["continued_as"]) == ("transferred", ticket["id"])
    assert (ticket["state"], ticket["priority"], ticket["assignee_id"]) == ("in_service", 8, case.ana["id"])
    # Both ways in the history, and in both threads; nothing goes to the contact.
    ana = case.of(case.ana)
    (before,) = ana.get(f"/api/v1/conversations/{case.here['id']}/tickets").json["items"]
    (after,) = ana.get(f"/api/v1/conversations/{shown['id']}/tickets").json["items"]
    link = {"protocol": ticket["protocol"], "conversation_id": shown["id"], "channel": "Vendas"}
    assert (before["continued_as"], before["continues"], before["transfers"]) == (link, [], [])
    back = {
        "protocol": former["protocol"],
        "conversation_id": str(case.here["id"]),
        "channel": case.world.channel["name"],
    }
    assert (after["continued_as"], after["continues"]) == (None, [back])
    said = case.owner.execute("select conversation_id, text, private, author_type from messages").fetchall()
    text = f"{case.world.channel['name']} ({former['protocol']}) → Vendas ({ticket['protocol']})"
    assert {(row["conversation_id"], row["text"]) for row in said if row["author_type"] == "system"} == {
        (case.here["id"], text),
        (ticket["conversation_id"], text),
    }
    assert [row["text"] for row in said if row["author_type"] == "agent"] == ["Já pediu a segunda via"]
    assert all(row["private"] for row in said)
    assert case.owner.execute("select count(*) as n from survey_requests").fetchone() == {"n": 0}
    facts = {entry.detail_type: json.loads(entry.detail)["data"] for entry in bus.entries}
    assert {"ConversationOpened", "ConversationClosed", "TicketTransferred", "TicketAssigned"} <= set(facts)
    assert "TicketResolved" not in facts
    told = facts["TicketTransferred"]
    assert (told["ticket_id"], told["to_ticket_id"]) == (str(former["id"]), str(ticket["id"]))
    assert (told["to_channel_id"], told["to_user_id"]) == (str(case.channel["id"]), str(case.ana["id"]))


def test_browsers_are_told_of_both(case: Case) -> None:
    shown = case.transfer(case.ana).json
    events = case.owner.execute("select type, conversation_id::text from account_events").fetchall()
    told = {(row["type"], row["conversation_id"]) for row in events}
    assert {("ticket_closed", str(case.here["id"])), ("ticket_assigned", shown["id"])} <= told


def test_what_waits_there_is_taken_and_what_is_ones_own_carried_on(case: Case) -> None:
    there = case.there(session="waiting", queue_id=case.world.queue["id"], priority=3)
    waiting = make_ticket(case.owner, there, priority=3)
    shown = case.transfer(case.ana).json
    assert (shown["id"], shown["assignee"]["name"], shown["priority"]) == (str(there["id"]), "Ana", 8)
    assert [row["id"] for row in case.tickets(there["id"])] == [waiting["id"]]
    assert case.tickets(case.here["id"])[0]["continued_as"] == waiting["id"]
    # A second channel's case joins the same ticket.
    third = make_channel(case.owner, case.account)
    case.here = make_conversation(case.owner, third, case.contact, assignee_id=case.ana["id"], priority=2)
    make_ticket(case.owner, case.here, assignee_id=case.ana["id"])
    again = case.transfer(case.ana).json
    assert (again["id"], again["priority"], again["ticket"]["id"]) == (str(there["id"]), 8, str(waiting["id"]))
    (only,) = case.of(case.ana).get(f"/api/v1/conversations/{there['id']}/tickets").json["items"]
    assert len(only["continues"]) == 2


def test_what_sleeps_there_is_woken(case: Case) -> None:
    there = case.there(status="snoozed", assignee_id=case.ana["id"])
    make_ticket(case.owner, there, assignee_id=case.ana["id"])
    assert case.transfer(case.ana).json["status"] == "open"


def test_a_colleague_who_has_it_there_is_named_and_nothing_changes(case: Case) -> None:
    there = case.there(assignee_id=case.bia["id"])
    make_ticket(case.owner, there, assignee_id=case.bia["id"])
    answer = case.transfer(case.ana)
    assert (answer.status, answer.code) == (409, "already_accepted")
    details = answer.json["error"]["details"]
    assert (details["winner"]["name"], details["conversation_id"]) == ("Bia", str(there["id"]))
    case.stays()
    # Nor does it join theirs in silence because its own agent may not serve that channel.
    give_role(case.owner, case.ana, make_role(case.owner, case.account, SERVES, channels=[case.world.channel]))
    assert case.transfer().code == "already_accepted"
    case.stays()


@pytest.mark.parametrize("rule", ["reopen", "new"])
def test_a_closed_one_there_begins_anew_as_the_channel_says(case: Case, rule: str) -> None:
    case.owner.execute("update channels set when_contact_returns = %s where id = %s", (rule, case.channel["id"]))
    there = case.there(status="closed", assignee_id=case.bia["id"], priority=3)
    finished = make_ticket(case.owner, there, state="finished", assignee_id=case.bia["id"])
    shown = case.transfer(case.ana).json
    assert (shown["id"] == str(there["id"])) is (rule == "reopen")
    assert (shown["assignee"]["name"], shown["priority"], shown["status"]) == ("Ana", 8, "open")
    newest = case.tickets(shown["id"])[-1]
    assert (newest["id"] != finished["id"], newest["state"]) == (True, "in_service")
    assert case.tickets(case.here["id"])[0]["continued_as"] == newest["id"]


def test_whom_one_cannot_write_to_there(case: Case) -> None:
    case.owner.execute("update conversations set identity_id = null")
    case.owner.execute("delete from contact_identities")
    answer = case.transfer(case.ana)
    assert (answer.status, answer.code) == (422, "no_address")
    assert "Acrescente-o ao contato" in answer.json["error"]["message"]
    case.stays()


@pytest.mark.parametrize("state", ["inactive", "configuring", "error"])
def test_a_channel_nothing_is_sent_by(case: Case, state: str) -> None:
    case.owner.execute("update channels set state = %s where id = %s", (state, case.channel["id"]))
    answer = case.transfer(case.ana)
    assert (answer.status, answer.code) == (422, "channel_inactive")
    case.stays()


def test_the_same_channel_and_more_than_a_channel(case: Case) -> None:
    answer = case.transfer(case.ana, channel_id=str(case.world.channel["id"]))
    assert (answer.status, answer.code) == (422, "same_channel")
    for other in ({"queue_id": str(case.world.queue["id"])}, {"user_id": str(case.bia["id"])}):
        assert case.transfer(case.ana, **other).status == 422
    case.stays()


def test_a_foreign_and_a_missing_channel_are_the_same(case: Case) -> None:
    foreign = make_channel(case.owner, make_account(case.owner))
    answers = [case.transfer(case.ana, channel_id=str(id)) for id in (foreign["id"], uuid4())]
    assert [one.status for one in answers] == [404, 404]
    assert answers[0].json["error"]["message"] == answers[1].json["error"]["message"]
    case.stays()


def test_a_channel_out_of_ones_sight_and_a_conversation_out_of_it(case: Case) -> None:
    give_role(case.owner, case.ana, make_role(case.owner, case.account, SERVES, channels=[case.world.channel]))
    assert case.transfer(case.ana).status == 404
    assert case.transfer(case.bia).status == 404
    case.stays()
    # Whoever leads sees it; whom it belongs to may not serve it there: it waits for somebody else.
    shown = case.transfer().json
    assert (shown["session"], shown["assignee"]) == ("waiting", None)


def test_who_has_no_room_there_leaves_it_to_the_queue_of_that_channel(case: Case) -> None:
    sales = make_queue(case.owner, case.account, name="Vendas", agent_limit=1)
    case.owner.execute("update channels set queue_id = %s where id = %s", (sales["id"], case.channel["id"]))
    case.owner.execute("update queues set agent_limit = 1")
    case.world.serving(case.ana)
    shown = case.transfer(case.ana).json
    assert (shown["session"], shown["assignee"], shown["queue"]["id"]) == ("waiting", None, str(sales["id"]))
    assert case.tickets(case.here["id"])[0]["continued_as"] == case.tickets(shown["id"])[0]["id"]


def test_what_nobody_has_waits_there(case: Case) -> None:
    case.owner.execute("update tickets set state = 'waiting', assignee_id = null, assigned_at = null")
    case.owner.execute("update conversations set session = 'waiting', assignee_id = null")
    shown = case.transfer().json
    assert (shown["session"], shown["ticket"]["state"], shown["priority"]) == ("waiting", "waiting", 8)


def test_the_slot_that_becomes_free_is_filled(case: Case) -> None:
    """Two of hers become one: she has room for whoever waits."""
    case.owner.execute("update queues set agent_limit = 2")
    there = case.there(assignee_id=case.ana["id"])
    make_ticket(case.owner, there, assignee_id=case.ana["id"])
    case.owner.execute(
        "insert into queue_members (account_id, queue_id, user_id) values (%s, %s, %s) on conflict do nothing",
        (case.account["id"], case.world.queue["id"], case.ana["id"]),
    )
    case.world.online(case.ana)
    next_one = case.world.waiting()
    assert case.transfer(case.ana).status == 200
    assert case.row(next_one)["assignee_id"] == case.ana["id"]


def test_the_promises_go_along(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = promises(monkeypatch, case.world, case.ports)
    desk.policy()
    case.owner.execute("update tickets set assigned_at = now(), entered_at = now()")
    case.owner.execute("update conversations set waiting_since = now()")
    desk.queued(case.here["id"])
    desk.pass_time(100)
    before = desk.targets(case.here["id"])
    shown = case.transfer(case.ana).json
    desk.queued(shown["id"])
    after = desk.targets(shown["id"])
    assert desk.targets(case.here["id"]) == {}
    assert set(after) == set(before) == {"first_response", "next_response", "resolution"}
    for target in ("first_response", "resolution"):
        for name in ("state", "started_at", "due_at", "goal_seconds"):
            assert after[target][name] == before[target][name], (target, name)
        assert f"{after[target]['ticket_id']}-{target}-{after[target]['version']}" in desk.workflows.executions


def test_what_is_promised_there_already_stays(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = promises(monkeypatch, case.world, case.ports)
    desk.policy()
    there = case.there(session="waiting", queue_id=case.world.queue["id"])
    make_ticket(case.owner, there)
    for conversation in (case.here, there):
        desk.queued(conversation["id"])
    before = desk.targets(there["id"])
    case.transfer(case.ana)
    after = desk.targets(there["id"])
    assert {name: row["started_at"] for name, row in after.items()} == {
        name: row["started_at"] for name, row in before.items()
    }
    assert set(desk.states(case.here["id"]).values()) == {"cancelled"}


def _codes(results: list[Any]) -> list[str]:
    """What each who tried at once ended as."""
    return [one.code if isinstance(one, CentralError) else "done" for one in results]


def _lead(case: Case) -> Call:
    return Call(case.account["id"], Actor("user", case.world.chief["id"], "supervisor"))


@pytest.mark.own_connection
def test_two_transfers_at_once(case: Case, workers: Workers) -> None:  # noqa: F811
    holder, first, second = workers(3)
    third = make_channel(case.owner, case.account)
    with ThreadPoolExecutor(2) as pool:
        with holder.database.transaction(system_call(case.account["id"])) as holding:
            assert store.hold_conversation(holding, case.here["id"], sight=None) is not None
            both = [
                pool.submit(together, partial(transfer_to_channel, ports, _lead(case), case.here["id"], to["id"]))
                for ports, to in ((first, case.channel), (second, third))
            ]
            wait_until_blocked(case.owner, 2)
        assert sorted(_codes([one.result()[0] for one in both])) == ["conversation_closed", "done"]
    assert len(case.owner.execute("select id from conversations where status = 'open'").fetchall()) == 1


@pytest.mark.own_connection
def test_a_transfer_and_a_resolve_at_once(case: Case, workers: Workers) -> None:  # noqa: F811
    first, second = workers(2)
    results = together(
        partial(transfer_to_channel, first, _lead(case), case.here["id"], case.channel["id"]),
        partial(service.resolve_conversation, second, _lead(case), case.here["id"]),
    )
    outcomes = _codes(results)
    (ticket,) = case.tickets(case.here["id"])
    assert (outcomes, ticket["state"]) in (
        (["done", "done"], "transferred"),
        (["conversation_closed", "done"], "finished"),
    )
    assert (ticket["continued_as"] is not None) is (ticket["state"] == "transferred")


@pytest.mark.own_connection
def test_opposite_ways_at_once_do_not_wait_in_a_circle(case: Case, workers: Workers) -> None:  # noqa: F811
    """Whoever waits for the first of two conversations does not hold the second."""
    there = case.there(assignee_id=case.ana["id"])
    make_ticket(case.owner, there, assignee_id=case.ana["id"])
    low, high = sorted((case.here, there), key=lambda row: row["id"].int)
    holder, mover, looker = workers(3)
    call = system_call(case.account["id"])
    with ThreadPoolExecutor(1) as pool:
        with holder.database.transaction(call) as holding:
            assert store.hold_conversation(holding, low["id"], sight=None) is not None
            moved = pool.submit(transfer_to_channel, mover, _lead(case), high["id"], low["channel_id"])
            wait_until_blocked(case.owner)
            with looker.database.transaction(call) as looking:
                free = looking.all("select id from conversations for update skip locked")
                assert [row["id"] for row in free] == [high["id"]]
        assert moved.result() == low["id"]
