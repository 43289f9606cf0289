"""Conversations and messages over REST: send, retry, react, mark, label, start, bulk."""

import json
import re
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from central.clock import now
from central.conversations.outgoing import Outgoing
from central.conversations.sending import send_message
from central.db.database import PostgresDatabase
from central.errors import NotFound
from central.ports import Ports
from tests.fakes import FakeBus, FakeQueues
from tests.fixtures.contention import wait_until_blocked
from tests.fixtures.desk import Desk, make_desk, make_served, open_window
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
from tests.fixtures.patient import patient_database
from tests.fixtures.server import TestDatabase
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


def messages(row: Row) -> str:
    return f"{API}/conversations/{row['id']}/messages"


def upload(owner: Owner, desk: Desk, user: Row, **columns: Any) -> Row:
    values = {"kind": "image", "state": "stored", "mime_type": "image/png", "bytes": 10, "object_key": "k", **columns}
    return insert(owner, "media", account_id=desk.account["id"], created_by=user["id"], **values)


def test_an_answer_goes_into_the_lane_and_to_the_sockets(
    ana: Client, owner: Owner, desk: Desk, queues: FakeQueues
) -> None:
    row = make_served(owner, desk, desk.ana, unread_count=2)
    question = make_message(owner, row, text="Qual o horário?")
    client_id = str(uuid4())
    answer = ana.post(
        messages(row), {"text": "Das 8 às 18h.", "reply_to_id": str(question["id"]), "client_id": client_id}
    )
    assert answer.status == 201, answer.text
    sent = answer.json
    assert (sent["status"], sent["direction"], sent["sequence"], sent["client_id"]) == ("pending", "out", 2, client_id)
    assert sent["reply_to"]["text"] == "Qual o horário?"
    assert sent["author"] == {"type": "agent", "id": str(desk.ana["id"]), "name": "Ana Agente"}
    assert [bell.body["conversation_id"] for bell in queues.of("outbound")] == [str(row["id"])]
    assert len(queues.of("push")) == 1
    assert ana.get(messages(row)).json["items"][0] == sent
    assert ana.get(f"{API}/conversations/{row['id']}").json["preview"]["text"] == "Das 8 às 18h."


def test_a_note_is_for_colleagues_only(ana: Client, owner: Owner, desk: Desk, queues: FakeQueues) -> None:
    row = make_served(owner, desk, desk.ana, status="closed")
    answer = ana.post(messages(row), {"text": "Cliente antigo", "private": True})
    assert (answer.status, answer.json["private"], answer.json["status"]) == (201, True, None)
    assert queues.of("outbound") == []
    assert ana.post(messages(row), {"text": " ", "private": True}).status == 422


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ({"type": "location", "location": {"latitude": -23.5, "longitude": -46.6, "name": "Loja"}}, "location"),
        ({"type": "contact", "contacts": [{"name": "Zé", "phones": [{"phone": "+5511999990000"}]}]}, "contact"),
        ({"type": "contacts", "contacts": [{"name": "Zé", "phones": [{"phone": "+5511999990000"}]}]}, "contact"),
        (
            {
                "type": "interactive",
                "interactive": {"kind": "buttons", "body": "Confirma?", "buttons": [{"id": "s", "title": "Sim"}]},
            },
            "interactive",
        ),
        (
            {
                "type": "interactive",
                "interactive": {
                    "kind": "list",
                    "body": "Escolha",
                    "button": "Ver",
                    "sections": [{"rows": [{"id": "1", "title": "Um"}]}],
                },
            },
            "interactive",
        ),
    ],
)
def test_every_other_type(ana: Client, owner: Owner, desk: Desk, body: dict[str, Any], kind: str) -> None:
    row = make_served(owner, desk, desk.ana)
    answer = ana.post(messages(row), body)
    assert answer.status == 201, answer.text
    assert answer.json["type"] == kind
    part = next(name for name in ("location", "contacts", "interactive") if name in body)
    assert answer.json[part] == body[part]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"text": ""}, "text"),
        ({"text": "x" * 4097}, "text"),
        ({"type": "image"}, "media_id"),
        ({"type": "location", "location": {"latitude": 91, "longitude": 0}}, "location.latitude"),
        (
            {"type": "interactive", "interactive": {"kind": "buttons", "body": "?", "buttons": []}},
            "interactive.buttons",
        ),
        ({"type": "text", "text": "x", "location": {"latitude": 1, "longitude": 1}}, "location"),
        ({"type": "hologram"}, "type"),
        ({"text": "x", "author_type": "bot"}, "author_type"),
    ],
)
def test_what_the_platform_would_refuse_is_refused_here(
    ana: Client, owner: Owner, desk: Desk, queues: FakeQueues, body: dict[str, Any], field: str
) -> None:
    row = make_served(owner, desk, desk.ana)
    answer = ana.post(messages(row), body)
    assert answer.status == 422, answer.text
    assert field in answer.json["error"]["fields"]
    assert ana.get(messages(row)).json["items"] == []
    assert queues.doorbells == []


def test_files_are_sent_once_and_only_by_who_uploaded_them(ana: Client, owner: Owner, desk: Desk) -> None:
    row = make_served(owner, desk, desk.ana)
    file = upload(owner, desk, desk.ana, file_name="foto.png")
    body = {"type": "image", "text": "Veja", "media_id": str(file["id"])}
    sent = ana.post(messages(row), body)
    assert sent.status == 201, sent.text
    assert sent.json["media"][0]["file_name"] == "foto.png"
    assert sent.json["media"][0]["url"].startswith("https://media.invalid/")
    assert ana.post(messages(row), body).status == 404
    foreign = upload(owner, desk, desk.bia)
    unknown = {"type": "image", "media_id": str(uuid4())}
    for media_id in (foreign["id"], uuid4()):
        refused = ana.post(messages(row), {**unknown, "media_id": str(media_id)})
        assert (refused.status, refused.code) == (404, "not_found")
    half = upload(owner, desk, desk.ana, state="uploading")
    assert ana.post(messages(row), {**unknown, "media_id": str(half["id"])}).code == "media_not_ready"
    sound = upload(owner, desk, desk.ana, kind="audio", mime_type="audio/ogg")
    assert ana.post(messages(row), {**unknown, "media_id": str(sound["id"])}).status == 422
    paper = upload(owner, desk, desk.ana)
    as_document = ana.post(messages(row), {"type": "document", "media_id": str(paper["id"])})
    assert (as_document.status, as_document.json["media"][0]["kind"]) == (201, "document")


def make_template(owner: Owner, desk: Desk, **columns: Any) -> None:
    values = {
        "name": "retorno",
        "language": "pt_BR",
        "status": "APPROVED",
        "components": [{"type": "BODY", "text": "Olá {{1}}, podemos continuar?"}],
        **columns,
    }
    insert(owner, "message_templates", account_id=desk.account["id"], channel_id=desk.channel["id"], **values)


def test_after_a_day_only_a_template_may_be_sent(ana: Client, owner: Owner, desk: Desk) -> None:
    row = make_served(owner, desk, desk.ana)
    make_template(owner, desk)
    make_template(owner, desk, name="novo", status="PENDING")
    open_window(owner, row, "23 hours 58 minutes")
    assert ana.post(messages(row), {"text": "Ainda dá"}).status == 201
    open_window(owner, row, "23 hours 59 minutes 1 second")
    refused = ana.post(messages(row), {"text": "Tarde demais"})
    assert (refused.status, refused.code) == (409, "window_closed")
    assert "modelo" in refused.json["error"]["message"]
    assert ana.post(messages(row), {"text": "nota", "private": True}).status == 201
    template = {"name": "retorno", "language": "pt-BR", "variables": {"1": "Maria"}}
    sent = ana.post(messages(row), {"type": "template", "template": template})
    assert sent.status == 201, sent.text
    assert sent.json["text"] == "Olá Maria, podemos continuar?"
    assert sent.json["template"] == {**template, "language": "pt_BR"}
    for wrong, code in (
        ({"name": "nenhum", "language": "pt_BR"}, "invalid"),
        ({"name": "novo", "language": "pt_BR", "variables": {"1": "x"}}, "template_not_approved"),
        ({"name": "retorno", "language": "pt_BR"}, "variable_missing"),
    ):
        refused = ana.post(messages(row), {"type": "template", "template": wrong})
        assert (refused.status, refused.code) == (422, code)


def test_who_answers_what_nobody_has_accepts_it(
    client: Client, ana: Client, admin: Client, owner: Owner, desk: Desk, bus: FakeBus
) -> None:
    waiting = make_conversation(owner, desk.channel, session="waiting", queue_id=desk.queue["id"], unread_count=2)
    make_ticket(owner, waiting)
    inbound = make_message(owner, waiting)
    open_window(owner, waiting)
    path = f"{API}/conversations/{waiting['id']}"
    assert ana.post(messages(waiting), {"text": "nota", "private": True}).status == 201
    assert admin.post(messages(waiting), {"text": "Já vamos atender"}).status == 201
    shown = admin.get(path).json
    assert (shown["assignee"], shown["ticket"]["state"]) == (None, "waiting"), (
        "helping out takes nothing from the queue"
    )
    assert ana.put(f"{API}/messages/{inbound['id']}/reaction", {"emoji": "👍"}).code == "accept_first"
    owner.execute("update queues set agent_limit = 1")
    other = make_served(owner, desk, desk.ana)
    make_ticket(owner, other, assignee_id=desk.ana["id"])
    full = ana.post(messages(waiting), {"text": "Oi"})
    assert (full.status, full.code) == (409, "capacity_reached")
    owner.execute("update queues set agent_limit = 2")
    assert ana.post(messages(waiting), {"text": "Oi"}).status == 201
    shown = ana.get(path).json
    assert (shown["assignee"]["name"], shown["ticket"]["state"], shown["unread_count"]) == (
        "Ana Agente",
        "in_service",
        0,
    )
    assert json.loads(bus.entries[-1].detail)["data"]["how"] == "answered"
    bia = client.by_token(token_of(owner, desk.account, desk.bia))
    assert bia.post(messages(waiting), {"text": "Oi"}).status == 404
    sent = owner.execute("select count(*) as n from messages where direction = 'out' and not private").fetchone()
    assert sent == {"n": 2}


def test_two_agents_answer_at_once_and_one_of_them_has_it(
    owner: Owner, desk: Desk, ports: Ports, postgres: TestDatabase
) -> None:
    """The message of the one who lost is not sent either."""
    waiting = make_conversation(owner, desk.channel, session="waiting", queue_id=desk.queue["id"])
    make_ticket(owner, waiting)
    open_window(owner, waiting)
    databases = [patient_database(postgres.app_url, ports.queues, ports.bus) for _ in range(2)]
    with psycopg.connect(postgres.owner_url) as holder, ThreadPoolExecutor(2) as pool:
        holder.execute("select 1 from conversations for update")
        answers = []
        # Both wait: who comes when nobody holds it any more would overtake the one who is being woken.
        for database, agent in zip(databases, (desk.ana, desk.bia), strict=True):
            mine = replace(ports, database=database)
            answers.append(pool.submit(send_message, mine, desk.call(agent), waiting["id"], Outgoing(text="Oi")))
            wait_until_blocked(owner, len(answers))
        holder.rollback()
        assert answers[0].result()["author"]["id"] == str(desk.ana["id"])
        with pytest.raises(NotFound):
            answers[1].result()
    for database in databases:
        database.close()
    assert owner.execute("select count(*) as n from messages").fetchone() == {"n": 1}


def test_an_agent_answers_only_what_is_open(ana: Client, owner: Owner, desk: Desk) -> None:
    closed = make_served(owner, desk, desk.ana, status="closed")
    assert ana.post(messages(closed), {"text": "Oi"}).code == "conversation_closed"
    mine = make_served(owner, desk, desk.ana)
    owner.execute("update channels set state = 'inactive'")
    assert ana.post(messages(mine), {"text": "Oi"}).code == "channel_inactive"


def test_one_effect_per_key_however_often_it_is_sent(
    owner: Owner, desk: Desk, ports: Ports, postgres: TestDatabase, queues: FakeQueues, bus: FakeBus
) -> None:
    """R14: 100 keys, each sent by 8 threads at once: one message each, and every answer is of that message."""
    owner.execute("update accounts set requests_per_minute = 1000000")  # eight hundred requests in a few seconds
    row = make_served(owner, desk, desk.ana)
    token = token_of(owner, desk.account, desk.ana)
    own = threading.local()

    def mine() -> Client:
        if not hasattr(own, "client"):
            database = patient_database(postgres.app_url, queues, bus)
            from mangum import Mangum

            from central.api.app import create_app
            from central.api.settings import ApiSettings

            app = create_app(replace(ports, database=database), ApiSettings(public_url="https://x.exemplo"))
            own.client = Client(Mangum(app, lifespan="off"), token=token)
            opened.append(database)
        client: Client = own.client
        return client

    opened: list[PostgresDatabase] = []

    def send(number: int) -> list[Any]:
        return [
            mine().post(messages(row), {"text": f"número {key}"}, headers={"Idempotency-Key": f"key-{key}"})
            for key in range(100)
        ]

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(send, range(8)))
    for database in opened:
        database.close()
    stored = owner.execute("select text, id::text from messages order by sequence").fetchall()
    assert sorted(one["text"] for one in stored) == sorted(f"número {key}" for key in range(100))
    ids = {one["text"]: one["id"] for one in stored}
    for thread in answers:
        for key, answer in enumerate(thread):
            assert answer.status in (201, 409), answer.text
            if answer.status == 201:
                assert answer.json["id"] == ids[f"número {key}"]
            else:
                assert answer.code == "request_in_progress"
    changed = Client(mine().handler, token=token).post(
        messages(row), {"text": "outro"}, headers={"Idempotency-Key": "key-1"}
    )
    assert (changed.status, changed.code) == (422, "idempotency_key_reused")


def test_the_same_client_id_is_the_same_message(ana: Client, owner: Owner, desk: Desk, queues: FakeQueues) -> None:
    row = make_served(owner, desk, desk.ana)
    body = {"text": "Oi", "client_id": str(uuid4())}
    first = ana.post(messages(row), body)
    open_window(owner, row, "2 days")
    again = ana.post(messages(row), body)
    assert (first.status, again.status) == (201, 201)
    assert again.json["id"] == first.json["id"]
    assert len(queues.of("outbound")) == 1


def test_a_failed_message_is_tried_again_once(ana: Client, owner: Owner, desk: Desk, queues: FakeQueues) -> None:
    row = make_served(owner, desk, desk.ana)
    failed = make_message(
        owner,
        row,
        direction="out",
        status="failed",
        external_id="wamid.velho",
        error={"code": "131026", "message": "Não entregue."},
    )
    path = f"{API}/messages/{failed['id']}/retry"
    first, second = ana.post(path), ana.post(path)
    assert (first.status, first.json["status"], first.json["error"]) == (200, "pending", None)
    assert (second.status, second.json["status"]) == (200, "pending")
    assert len(queues.of("outbound")) == 1
    for status in ("sent", "read"):
        other = make_message(owner, row, direction="out", status=status)
        assert ana.post(f"{API}/messages/{other['id']}/retry").code == "not_failed"
    inbound = make_message(owner, row)
    assert ana.post(f"{API}/messages/{inbound['id']}/retry").code == "not_failed"
    unknown = make_message(owner, row, direction="out", status="unknown")
    open_window(owner, row, "2 days")
    assert ana.post(f"{API}/messages/{unknown['id']}/retry").code == "window_closed"


def test_reactions(ana: Client, owner: Owner, desk: Desk, queues: FakeQueues) -> None:
    row = make_served(owner, desk, desk.ana)
    message = make_message(owner, row)
    path = f"{API}/messages/{message['id']}/reaction"
    given = ana.put(path, {"emoji": "👍"})
    assert given.status == 200, given.text
    assert given.json["reactions"] == [{"emoji": "👍", "author_type": "agent", "author_id": str(desk.ana["id"])}]
    assert ana.put(path, {"emoji": "❤️"}).json["reactions"][0]["emoji"] == "❤️"
    assert ana.put(path, {"emoji": "isto não é"}).status == 422
    assert ana.put(path, {"emoji": ""}).json["reactions"] == []
    bells = [bell.body for bell in queues.of("outbound")]
    assert [(bell["kind"], bell["message_id"]) for bell in bells] == [("reaction", str(message["id"]))] * 3


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
