"""Conversations over REST: read marks, labels, starting, bulk, accepting, lists, strangers."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from central.clock import now
from central.ports import Ports
from tests.fakes import FakeBus, FakeQueues
from tests.fixtures.desk import Desk, make_desk, make_served, make_template
from tests.fixtures.factories import (
    Owner,
    Row,
    insert,
    make_account,
    make_agent,
    make_channel,
    make_contact,
    make_conversation,
    make_message,
    make_ticket,
)
from tests.handlers.rest_client import Client, rest_client, token_of

API = "/api/v1"


@pytest.fixture
def desk(owner: Owner) -> Desk:
    return make_desk(owner)


@pytest.fixture
def ana(client: Client, owner: Owner, desk: Desk) -> Client:
    return client.by_token(token_of(owner, desk.account, desk.ana))


@pytest.fixture
def admin(client: Client, owner: Owner, desk: Desk) -> Client:
    return client.by_token(token_of(owner, desk.account, desk.admin))


def test_read_marks_belong_to_people_and_the_counter_to_the_responsible_one(
    ana: Client, admin: Client, owner: Owner, desk: Desk, queues: FakeQueues
) -> None:
    row = make_served(owner, desk, desk.ana)
    seen = [make_message(owner, row) for _ in range(3)]
    owner.execute("update conversations set unread_count = 3")
    path = f"{API}/conversations/{row['id']}"
    looked = admin.post(f"{path}/read", {})
    assert (looked.json["unread_count"], looked.json["read_sequence"]) == (3, 3)
    assert queues.of("outbound") == []
    half = ana.post(f"{path}/read", {"sequence": 2})
    assert (half.json["unread_count"], half.json["read_sequence"]) == (1, 2)
    assert [bell.body["message_id"] for bell in queues.of("outbound")] == [str(seen[1]["id"])]
    assert queues.of("outbound")[0].body["kind"] == "read"
    whole = ana.post(f"{path}/read", {})
    assert (whole.json["unread_count"], whole.json["read_sequence"]) == (0, 3)
    pushes = len(queues.of("push"))
    assert ana.post(f"{path}/read", {}).status == 200
    assert len(queues.of("push")) == pushes, "what changes nothing tells nobody"
    back = ana.post(f"{path}/unread")
    assert (back.json["unread_count"], back.json["read_sequence"]) == (1, 2)


def test_the_platform_is_told_on_view_only_when_the_channel_says_so(
    ana: Client, owner: Owner, desk: Desk, queues: FakeQueues
) -> None:
    row = make_served(owner, desk, desk.ana, unread_count=1)
    make_message(owner, row)
    owner.execute("update channels set read_receipts = 'on_arrival'")
    assert ana.post(f"{API}/conversations/{row['id']}/read", {}).json["unread_count"] == 0
    assert queues.of("outbound") == []


def test_labels_priority_and_subject(ana: Client, owner: Owner, desk: Desk) -> None:
    row = make_served(owner, desk, desk.ana)
    make_ticket(owner, row, assignee_id=desk.ana["id"])
    for name in ("vip", "Orçamento"):
        insert(owner, "labels", account_id=desk.account["id"], name=name)
    path = f"{API}/conversations/{row['id']}"
    assert ana.put(f"{path}/labels", {"labels": ["VIP", "orçamento", "vip"]}).json["labels"] == ["Orçamento", "vip"]
    assert ana.put(f"{path}/labels", {"labels": ["vip"]}).json["labels"] == ["vip"]
    assert ana.put(f"{path}/labels", {"labels": ["nenhuma"]}).status == 422
    changed = ana.patch(path, {"subject": "Dúvida", "priority": 9}).json
    assert (changed["subject"], changed["priority"], changed["ticket"]["priority"]) == ("Dúvida", 9, 9)
    assert ana.patch(path, {"subject": None}).json["subject"] is None
    assert ana.patch(path, {"priority": 11}).status == 422


def start(desk: Desk, **changes: Any) -> dict[str, Any]:
    return {
        "channel_id": str(desk.channel["id"]),
        "contact": {"phone": "(11) 98877-6655", "name": "Maria"},
        "message": {"type": "template", "template": {"name": "retorno", "language": "pt_BR", "variables": {"1": "M"}}},
        **changes,
    }


def test_starting_a_conversation(ana: Client, owner: Owner, desk: Desk, queues: FakeQueues, bus: FakeBus) -> None:
    make_template(owner, desk)
    text = {"text": "Oi"}
    refused = ana.post(f"{API}/conversations", start(desk, message=text))
    assert (refused.status, refused.code) == (409, "window_closed")
    assert owner.execute("select 1 from conversations").fetchall() == [], "nothing is left behind"
    started = ana.post(f"{API}/conversations", start(desk))
    assert started.status == 201, started.text
    shown = started.json
    assert (shown["session"], shown["assignee"]["id"]) == ("human", str(desk.ana["id"]))
    assert (shown["contact"]["name"], shown["contact"]["identity"]) == ("Maria", "5511988776655")
    assert (shown["ticket"]["state"], shown["handoff_reason"]) == ("in_service", "agent")
    assert re.fullmatch(r"\d{8}-000001", shown["ticket"]["protocol"])
    assert ana.get(f"{API}/conversations/{shown['id']}").json["id"] == shown["id"]
    assert [row["id"] for row in ana.get(f"{API}/conversations", query={"view": "mine"}).json["items"]] == [shown["id"]]
    assert ana.get(f"{API}/tickets/{shown['ticket']['protocol']}").json["assignee"]["id"] == str(desk.ana["id"])
    assert shown["preview"]["text"] == "Olá M, podemos continuar?"
    assert [bell.body["conversation_id"] for bell in queues.of("outbound")] == [shown["id"]]
    assert "ConversationOpened" in bus.types
    again = ana.post(f"{API}/conversations", start(desk, contact={"phone": "11 8877-6655"}))
    assert (again.status, again.json["id"]) == (201, shown["id"]), "the ninth digit makes nobody else"


def test_starting_where_somebody_else_is_at_it(ana: Client, owner: Owner, desk: Desk) -> None:
    make_template(owner, desk)
    contact = make_contact(owner, desk.account)
    busy = make_conversation(
        owner, desk.channel, contact, assignee_id=desk.bia["id"], queue_id=desk.queue["id"], session="human"
    )
    body = start(desk, contact_id=str(contact["id"]))
    del body["contact"]
    refused = ana.post(f"{API}/conversations", body)
    assert (refused.status, refused.code) == (409, "already_accepted")
    assert refused.json["error"]["details"]["winner"]["name"] == "Bia Agente"
    assert owner.execute("select count(*) as n from messages").fetchone() == {"n": 0}
    owner.execute("update conversations set status = 'closed', closed_at = now() where id = %s", (busy["id"],))
    assert ana.post(f"{API}/conversations", body).status == 201
    foreign = make_contact(owner, make_account(owner))
    for wrong in (
        {**body, "contact_id": str(foreign["id"])},
        {**body, "channel_id": str(make_channel(owner, {"id": foreign["account_id"]})["id"])},
    ):
        assert ana.post(f"{API}/conversations", wrong).status == 404
    assert ana.post(f"{API}/conversations", {**body, "contact": {"phone": "1"}}).status == 422
    assert ana.post(f"{API}/conversations", start(desk, contact={"phone": "12"})).status == 422


def test_bulk_fails_one_by_one(ana: Client, owner: Owner, desk: Desk) -> None:
    insert(owner, "labels", account_id=desk.account["id"], name="vip")
    mine = [make_served(owner, desk, desk.ana) for _ in range(2)]
    others = make_served(owner, desk, desk.bia)
    foreign = make_conversation(owner, make_channel(owner, make_account(owner)))
    ids = [str(row["id"]) for row in (*mine, others, foreign)] + [str(uuid4()), str(mine[0]["id"])]

    def outcome(**body: Any) -> list[bool]:
        answer = ana.post(f"{API}/conversations/bulk", {"ids": ids, **body})
        assert answer.status == 200, answer.text
        items = answer.json["items"]
        assert [item["id"] for item in items] == ids[:-1], "named twice, done once"
        assert {item["error"]["code"] for item in items if not item["ok"]} <= {"not_found"}
        return [item["ok"] for item in items]

    expected = [True, True, False, False, False]
    assert outcome(action="label", labels=["vip"]) == expected
    assert outcome(action="priority", priority=8) == expected
    assert outcome(action="read") == expected
    assert outcome(action="snooze", until=(now() + timedelta(days=1)).isoformat()) == expected
    assert outcome(action="reopen") == expected
    assert outcome(action="resolve", reason="resolvido") == expected
    shown = ana.get(f"{API}/conversations/{mine[1]['id']}").json
    assert (shown["labels"], shown["priority"], shown["status"]) == (["vip"], 8, "closed")
    assert outcome(action="unlabel", labels=["vip"]) == expected
    untouched = owner.execute(
        "select priority, status from conversations where id = any(%s)", ([others["id"], foreign["id"]],)
    ).fetchall()
    assert untouched == [{"priority": 5, "status": "open"}] * 2
    assert ana.post(f"{API}/conversations/bulk", {"ids": ids, "action": "priority"}).status == 422
    assert ana.post(f"{API}/conversations/bulk", {"ids": [], "action": "read"}).status == 422
    assert ana.post(f"{API}/conversations/bulk", {"ids": [str(uuid4())] * 101, "action": "read"}).status == 422


def test_two_agents_accept_at_once_and_the_second_learns_who_was_first(
    client: Client, ana: Client, owner: Owner, desk: Desk
) -> None:
    row = make_conversation(owner, desk.channel, session="waiting", queue_id=desk.queue["id"])
    make_ticket(owner, row)
    bia = client.by_token(token_of(owner, desk.account, desk.bia))
    path = f"{API}/conversations/{row['id']}/accept"
    assert ana.post(path).status == 200
    late = bia.post(path)
    assert (late.status, late.code) == (409, "already_accepted")
    assert late.json["error"]["details"]["winner"]["name"] == "Ana Agente"


def test_whoever_hands_a_conversation_on_sees_the_answer_but_no_more(ana: Client, owner: Owner, desk: Desk) -> None:
    row = make_served(owner, desk, desk.ana)
    make_ticket(owner, row, assignee_id=desk.ana["id"])
    path = f"{API}/conversations/{row['id']}"
    handed = ana.post(f"{path}/transfer", {"queue_id": str(desk.other_queue["id"]), "note": "Cobrança"})
    assert handed.status == 200, handed.text
    assert handed.json["queue"]["id"] == str(desk.other_queue["id"])
    assert ana.get(path).status == 404
    assert ana.get(f"{path}/messages").status == 404


def test_lists_over_rest(ana: Client, owner: Owner, desk: Desk) -> None:
    rows = [make_served(owner, desk, desk.ana) for _ in range(3)]
    make_message(owner, rows[0], text="Atenção ao boleto")
    first = ana.get(f"{API}/conversations", query={"view": "mine", "limit": 2}).json
    assert len(first["items"]) == 2
    rest = ana.get(f"{API}/conversations", query={"view": "mine", "limit": 2, "cursor": first["next_cursor"]}).json
    assert (len(rest["items"]), rest["next_cursor"]) == (1, None)
    found = ana.get(f"{API}/conversations", query={"q": "atencao", "status": "any"}).json["items"]
    assert [item["id"] for item in found] == [str(rows[0]["id"])]
    assert ana.get(f"{API}/conversations/counts").json["mine"] == 3
    for wrong in ({"status": "lost"}, {"view": "other"}, {"limit": 101}, {"cursor": "x"}, {"sort": "name"}):
        assert ana.get(f"{API}/conversations", query=wrong).status == 422, wrong
    assert ana.get(f"{API}/conversations/not-an-id").status == 404


@pytest.fixture
def stranger(client: Client, owner: Owner) -> Callable[[Row], Client]:
    def sign_in(account: Row) -> Client:
        return client.by_token(token_of(owner, account, make_agent(owner, account)))

    return sign_in


def test_a_stranger_gets_the_same_answer_for_foreign_and_missing(
    stranger: Callable[[Row], Client], owner: Owner, desk: Desk
) -> None:
    row = make_served(owner, desk, desk.ana)
    message = make_message(owner, row)
    outsider = stranger(make_account(owner))
    before = owner.execute("select * from conversations").fetchall()
    for conversation_id, message_id in ((row["id"], message["id"]), (uuid4(), uuid4())):
        path = f"{API}/conversations/{conversation_id}"
        answers = [
            outsider.get(path),
            outsider.get(f"{path}/messages"),
            outsider.post(f"{path}/messages", {"text": "x"}),
            outsider.post(f"{path}/messages", {"text": "x", "private": True}),
            outsider.post(f"{path}/accept"),
            outsider.post(f"{path}/read", {}),
            outsider.post(f"{path}/typing", {"state": "on"}),
            outsider.post(f"{path}/resolve", {}),
            outsider.put(f"{path}/labels", {"labels": []}),
            outsider.get(f"{API}/messages/{message_id}"),
            outsider.post(f"{API}/messages/{message_id}/retry"),
            outsider.put(f"{API}/messages/{message_id}/reaction", {"emoji": "👍"}),
        ]
        assert {answer.status for answer in answers} == {404}
    assert owner.execute("select * from conversations").fetchall() == before


def test_rest_client_is_the_deployed_handler(ports: Ports) -> None:
    with rest_client(ports) as anonymous:
        assert anonymous.get(f"{API}/conversations").status == 401
