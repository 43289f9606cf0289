"""Messages over REST: answer, note, every type, files, templates, retry, react."""

import json
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from central.conversations.outgoing import Outgoing
from central.conversations.sending import send_message
from central.db.database import PostgresDatabase
from central.errors import NotFound
from central.frozen import changed
from central.ports import Ports
from tests.fakes import FakeBus, FakeQueues
from tests.fixtures.contention import wait_until_blocked
from tests.fixtures.desk import Desk, make_desk, make_served, make_template, open_window
from tests.fixtures.factories import (
    Owner,
    Row,
    insert,
    make_conversation,
    make_message,
    make_ticket,
)
from tests.fixtures.patient import patient_database
from tests.fixtures.server import TestDatabase
from tests.handlers.rest_client import Client, token_of

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
            mine = changed(ports, database=database)
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

            app = create_app(changed(ports, database=database), ApiSettings(public_url="https://x.exemplo"))
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
    other = Client(mine().handler, token=token).post(
        messages(row), {"text": "outro"}, headers={"Idempotency-Key": "key-1"}
    )
    assert (other.status, other.code) == (422, "idempotency_key_reused")


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
