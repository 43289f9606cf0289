"""Facts as they are kept for reports: which ones, once each, and what is no fact."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from central.analytics.model import RECORDED
from tests.fakes import FakeBus, FakeQueues
from tests.fixtures.factories import (
    Owner,
    Row,
    default_queue,
    make_account,
    make_agent,
    make_channel,
    make_conversation,
    make_ticket,
)
from tests.fixtures.realtime import Handler
from tests.handlers.rest_client import Client, token_of
from tests.handlers.test_supervision import serve


@pytest.fixture
def account(owner: Owner) -> Row:
    return make_account(owner)


@pytest.fixture
def ana(owner: Owner, account: Row) -> Row:
    return make_agent(owner, account, name="Ana")


@pytest.fixture
def agent(client: Client, owner: Owner, account: Row, ana: Row) -> Client:
    return client.by_token(token_of(owner, account, ana))


def message(entry: Any) -> str:
    """A fact as EventBridge puts it into the queue."""
    return json.dumps({"source": entry.source, "detail-type": entry.detail_type, "detail": json.loads(entry.detail)})


def brought(bus: FakeBus) -> list[str]:
    """What the rule of the template lets through to where facts are kept."""
    return [message(entry) for entry in bus.entries if entry.detail_type in RECORDED]


def batch(*bodies: str) -> dict[str, Any]:
    return {"Records": [{"messageId": str(n), "body": body, "receiptHandle": "h"} for n, body in enumerate(bodies)]}


def test_facts_are_kept_once(
    handler: Callable[[str], Handler],
    agent: Client,
    owner: Owner,
    account: Row,
    ana: Row,
    bus: FakeBus,
    queues: FakeQueues,
) -> None:
    conversation = serve(owner, account, ana)
    assert agent.post(f"/api/v1/conversations/{conversation['id']}/resolve", {"reason": "Resolvido"}).status == 200
    bodies = brought(bus)
    record = handler("record_facts")
    assert record(batch(*bodies, *bodies), None) == {"batchItemFailures": []}
    assert record(batch(*bodies), None) == {"batchItemFailures": []}
    kept = owner.execute("select type, conversation_id, user_id, queue_id, data from facts order by type").fetchall()
    assert [row["type"] for row in kept] == sorted(bus.types) == ["ConversationClosed", "TicketResolved"]
    assert {row["conversation_id"] for row in kept} == {conversation["id"]}
    assert {row["user_id"] for row in kept} == {ana["id"]}
    assert kept[1]["data"]["reason"] == "Resolvido"
    assert queues.parked == []


def test_who_did_not_take_it_and_who_gave_up_waiting_is_kept(
    handler: Callable[[str], Handler], agent: Client, owner: Owner, account: Row, ana: Row, bus: FakeBus
) -> None:
    queue = default_queue(owner, account)
    owner.execute("update queues set offer_seconds = 30 where id = %s", (queue["id"],))
    conversation = make_conversation(owner, make_channel(owner, account), session="waiting", queue_id=queue["id"])
    ticket = make_ticket(owner, conversation, queue)
    look = batch(json.dumps({"account_id": str(account["id"])}))
    assert handler("route_tickets")(look, None) == {"batchItemFailures": []}
    path = f"/api/v1/conversations/{conversation['id']}/offer/decline"
    assert agent.post(path, {"reason": "Estou ocupado"}).status == 204
    assert handler("route_tickets")(look, None) == {"batchItemFailures": []}
    owner.execute("update ticket_waits set since = since - interval '601 seconds', due_at = now()")
    late = batch(json.dumps({"account_id": str(account["id"]), "conversation_id": str(conversation["id"])}))
    assert handler("run_timers")(late, None) == {"batchItemFailures": []}
    assert handler("record_facts")(batch(*brought(bus)), None) == {"batchItemFailures": []}
    kept = owner.execute(
        "select type, ticket_id, queue_id, user_id, data from facts where type <> 'TicketOffered' order by type"
    ).fetchall()
    assert [(row["type"], row["user_id"]) for row in kept] == [("TicketAbandoned", None), ("TicketDeclined", ana["id"])]
    assert {(row["ticket_id"], row["queue_id"]) for row in kept} == {(ticket["id"], queue["id"])}
    assert kept[0]["data"]["wait_seconds"] >= 0
    assert (kept[1]["data"]["how"], kept[1]["data"]["reason"]) == ("declined", "Estou ocupado")


def test_what_rang_slept_woke_or_got_another_priority_is_kept(
    handler: Callable[[str], Handler], agent: Client, owner: Owner, account: Row, ana: Row, bus: FakeBus
) -> None:
    queue = default_queue(owner, account)
    owner.execute("update queues set offer_seconds = 30 where id = %s", (queue["id"],))
    waiting = make_conversation(owner, make_channel(owner, account), session="waiting", queue_id=queue["id"])
    ticket = make_ticket(owner, waiting, queue)
    look = batch(json.dumps({"account_id": str(account["id"])}))
    assert handler("route_tickets")(look, None) == {"batchItemFailures": []}
    assert agent.post(f"/api/v1/conversations/{waiting['id']}/accept").status == 200
    path = f"/api/v1/conversations/{waiting['id']}"
    assert agent.patch(path, {"priority": 9}).status == 200
    until = (datetime.now(UTC) + timedelta(hours=2)).isoformat()
    assert agent.post(f"{path}/snooze", {"until": until}).status == 200
    assert agent.post(f"{path}/reopen").status == 200
    assert agent.post(f"{path}/snooze", {"until": until}).status == 200
    owner.execute("update conversations set snoozed_until = now()")
    due = batch(json.dumps({"account_id": str(account["id"]), "conversation_id": str(waiting["id"])}))
    assert handler("route_tickets")(due, None) == {"batchItemFailures": []}
    assert agent.post(f"{path}/assign", {"user_id": None}).status == 200
    assert handler("record_facts")(batch(*brought(bus)), None) == {"batchItemFailures": []}
    kept = owner.execute("select * from facts order by occurred_at").fetchall()
    told = [(row["type"], row["user_id"], row["data"].get("by")) for row in kept if row["type"] != "TicketAssigned"]
    assert told == [
        ("TicketOffered", ana["id"], None),
        ("ConversationPriorityChanged", ana["id"], None),
        ("ConversationSnoozed", ana["id"], None),
        ("ConversationWoken", ana["id"], "agent"),
        ("ConversationSnoozed", ana["id"], None),
        ("ConversationWoken", None, "time"),
        ("ConversationUnassigned", ana["id"], None),
    ]
    assert {row["conversation_id"] for row in kept} == {waiting["id"]}
    (rang,) = [row for row in kept if row["type"] == "TicketOffered"]
    assert (rang["ticket_id"], rang["queue_id"]) == (ticket["id"], queue["id"])
    (changed,) = [row["data"] for row in kept if row["type"] == "ConversationPriorityChanged"]
    assert (changed["from_priority"], changed["to_priority"]) == (5, 9)


# A time without a zone could be any of twenty-four.
SOMETIME = {"id": str(uuid4()), "account_id": str(uuid4()), "occurred_at": "2026-11-21T12:00:00", "data": {}}


@pytest.mark.parametrize(
    "body",
    [
        "",
        "{}",
        "[]",
        '{"detail-type": "x", "detail": {"data": {}}}',
        pytest.param(json.dumps({"detail-type": "x", "detail": SOMETIME}), id="no zone"),
    ],
)
def test_what_is_no_fact_is_parked_and_its_neighbours_are_kept(
    handler: Callable[[str], Handler], owner: Owner, account: Row, queues: FakeQueues, body: str
) -> None:
    good = {
        "detail-type": "AgentPresenceChanged",
        "detail": {
            "id": str(uuid4()),
            "account_id": str(account["id"]),
            "occurred_at": "2026-11-21T12:00:00Z",
            "data": {"user_id": str(uuid4()), "state": "online", "reason": None},
        },
    }
    assert handler("record_facts")(batch(body, json.dumps(good)), None) == {"batchItemFailures": []}
    assert [parked.body for parked in queues.parked] == [body]
    assert owner.execute("select count(*) from facts").fetchone() == {"count": 1}


def test_a_fact_of_a_company_that_is_gone_comes_back_alone(
    handler: Callable[[str], Handler], owner: Owner, account: Row
) -> None:
    def body(account_id: object) -> str:
        detail = {"id": str(uuid4()), "account_id": str(account_id), "occurred_at": "2026-11-21T12:00:00Z", "data": {}}
        return json.dumps({"detail-type": "ConversationOpened", "detail": detail})

    answer = handler("record_facts")(batch(body(uuid4()), body(account["id"])), None)
    assert answer == {"batchItemFailures": [{"itemIdentifier": "0"}]}
    assert owner.execute("select count(*) from facts").fetchone() == {"count": 1}
