"""Tickets a conversation had: who, how long, how each ended and was handed on; only for who may see it."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.fakes import FakeBus
from tests.fixtures.factories import (
    Owner,
    Row,
    default_queue,
    give_role,
    insert,
    make_account,
    make_agent,
    make_channel,
    make_conversation,
    make_queue,
    make_role,
    make_ticket,
    make_user,
)
from tests.fixtures.realtime import Handler
from tests.handlers.rest_client import Client, token_of
from tests.handlers.test_kept_facts import batch, brought


@pytest.fixture
def account(owner: Owner) -> Row:
    return make_account(owner)


@pytest.fixture
def ana(owner: Owner, account: Row) -> Row:
    return make_agent(owner, account, name="Ana")


@pytest.fixture
def bia(owner: Owner, account: Row) -> Row:
    return make_agent(owner, account, name="Bia")


@pytest.fixture
def boss(client: Client, owner: Owner, account: Row) -> Client:
    return client.by_token(token_of(owner, account, make_user(owner, account, role="supervisor")))


@pytest.fixture
def served(owner: Owner, account: Row, ana: Row) -> Row:
    conversation = make_conversation(
        owner, make_channel(owner, account), session="human", assignee_id=ana["id"], subject="Boleto"
    )
    make_ticket(owner, conversation, default_queue(owner, account), state="in_service", assignee_id=ana["id"])
    return conversation


def history(who: Client, conversation: Row, **query: Any) -> Any:
    return who.get(f"/api/v1/conversations/{conversation['id']}/tickets", query=query)


def test_shows_how_it_was_handed_on_and_what_it_was_closed_with(
    handler: Callable[[str], Handler], boss: Client, owner: Owner, account: Row, served: Row, bia: Row, bus: FakeBus
) -> None:
    path = f"/api/v1/conversations/{served['id']}"
    label = insert(owner, "labels", account_id=account["id"], name="Financeiro", color="#336699")
    assert boss.put(f"{path}/labels", {"labels": [label["name"]]}).status == 200
    assert boss.post(f"{path}/transfer", {"user_id": str(bia["id"])}).status == 200
    assert boss.post(f"{path}/resolve", {"reason": "Resolvido", "note": "Segunda via enviada."}).status == 200
    assert handler("record_facts")(batch(*brought(bus)), None) == {"batchItemFailures": []}
    owner.execute("update conversations set subject = 'Outro assunto'")
    owner.execute("delete from conversation_labels")
    (ticket,) = history(boss, served).json["items"]
    assert (ticket["state"], ticket["finish_reason"], ticket["assignee"]["name"]) == ("finished", "Resolvido", "Bia")
    assert ticket["closing"] == {"note": "Segunda via enviada.", "subject": "Boleto", "labels": ["Financeiro"]}
    (transfer,) = ticket["transfers"]
    assert (transfer["from_user"], transfer["to_user"]) == ("Ana", "Bia")
    assert ticket["wait_seconds"] >= 0
    assert ticket["service_seconds"] >= 0


def test_shows_that_it_moved_on_because_it_waited_too_long(
    handler: Callable[[str], Handler], boss: Client, owner: Owner, account: Row, bus: FakeBus
) -> None:
    first, second = default_queue(owner, account), make_queue(owner, account, name="Plantão")
    change = {"overflow_queue_id": str(second["id"]), "overflow_after_seconds": 60}
    assert boss.patch(f"/api/v1/queues/{first['id']}", change).status == 200
    conversation = make_conversation(owner, make_channel(owner, account), session="waiting", queue_id=first["id"])
    make_ticket(owner, conversation, first)
    owner.execute("update tickets set entered_at = now() - interval '61 seconds'")
    owner.execute("update tickets set queued_at = entered_at")
    look = batch(json.dumps({"account_id": str(account["id"])}))
    assert handler("route_tickets")(look, None) == {"batchItemFailures": []}
    assert handler("record_facts")(batch(*brought(bus)), None) == {"batchItemFailures": []}
    (ticket,) = history(boss, conversation).json["items"]
    (moved,) = ticket["transfers"]
    assert (moved["from_queue"], moved["to_queue"]) == (first["name"], "Plantão")
    assert (moved["from_user"], moved["to_user"], ticket["queue"]["name"]) == (None, None, "Plantão")
    (kept,) = owner.execute("select ticket_id, queue_id, data from facts where type = 'TicketOverflowed'").fetchall()
    assert (str(kept["ticket_id"]), kept["queue_id"]) == (ticket["id"], first["id"])
    assert kept["data"]["waited_seconds"] >= 61


def test_a_conversation_without_subject_was_closed_without_one(boss: Client, owner: Owner, served: Row) -> None:
    owner.execute("update conversations set subject = null")
    assert boss.post(f"/api/v1/conversations/{served['id']}/resolve", {}).status == 200
    (ticket,) = history(boss, served).json["items"]
    assert ticket["closing"] == {"note": "", "subject": None, "labels": []}


def test_what_is_reopened_is_closed_with_nothing_yet(boss: Client, served: Row) -> None:
    path = f"/api/v1/conversations/{served['id']}"
    assert boss.post(f"{path}/resolve", {"reason": "Resolvido"}).status == 200
    assert boss.post(f"{path}/reopen").status == 200
    (ticket,) = history(boss, served).json["items"]
    assert (ticket["closing"], ticket["finish_reason"], ticket["finished_at"]) == (None, None, None)


def test_comes_in_pages_newest_first(boss: Client, owner: Owner, account: Row, served: Row) -> None:
    queue = default_queue(owner, account)
    for minutes in (30, 20, 10):
        make_ticket(owner, served, queue, state="finished")
        owner.execute(
            "update tickets set entered_at = now() - make_interval(mins => %s),"
            " finished_at = now() - make_interval(mins => %s)"
            " where state = 'finished' and entered_at > now() - interval '9 minutes'",
            (minutes, minutes - 5),
        )
    first = history(boss, served, limit=2).json
    second = history(boss, served, limit=2, cursor=first["next_cursor"]).json
    entries = [ticket["entered_at"] for ticket in first["items"] + second["items"]]
    assert entries == sorted(entries, reverse=True)
    assert len(set(entries)) == 4
    assert (len(first["items"]), second["next_cursor"]) == (2, None)
    assert history(boss, served, cursor="x").status == 422


def test_who_may_not_see_the_conversation_sees_none(
    client: Client, owner: Owner, account: Row, served: Row, bia: Row
) -> None:
    elsewhere = make_account(owner)
    stranger = client.by_token(token_of(owner, elsewhere, make_user(owner, elsewhere, role="admin")))
    give_role(owner, bia, make_role(owner, account, ["conversations.read"], scope="own"))
    for who in (stranger, client.by_token(token_of(owner, account, bia))):
        assert history(who, served).status == 404
