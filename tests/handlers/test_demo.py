"""The demo's look-alike platform and simulator, entered as API Gateway and SQS enter them."""

import hashlib
import hmac
import http.server
import json
import threading
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

import process_inbound.handler
from central.call import Actor, Call
from central.channels import service as channels
from central.channels.credentials import Credentials
from central.channels.model import Channel
from central.demo.faults import read_faults
from central.demo.graph import Graph, shown_template
from central.demo.http import Request, Response, Router
from central.demo.service import SCHEMA, answer_request, deliver_event
from central.demo.simulator import CUSTOMER_KINDS
from central.demo.store import DemoStore
from central.errors import Poison, TryLater
from central.intake.accept import accept_webhook
from central.platforms.http import OutboundHttp
from central.platforms.whatsapp_client import WhatsAppClient
from central.platforms.whatsapp_inbound import split_webhook
from central.platforms.whatsapp_parse import parse_item
from central.ports import Ports
from tests.fakes import FakeQueues
from tests.fixtures.delivery import seal
from tests.fixtures.factories import Owner, make_account, make_channel, make_user
from tests.fixtures.inbound import sign
from tests.fixtures.worker import drain

NUMBER, WA_ID, TOKEN = "100", "5511987654321", "demo-token"


@pytest.fixture(autouse=True)
def platform(owner: Owner) -> None:
    owner.execute(SCHEMA.read_text())
    owner.execute("truncate demo.numbers, demo.customers, demo.media, demo.templates, demo.calls, demo.typing cascade")
    owner.execute(
        "insert into demo.numbers (phone_number_id, business_id, display_number, verified_name, access_token)"
        " values (%s, '200', '+551130000000', 'Loja Sol', %s)",
        (NUMBER, TOKEN),
    )
    owner.execute("insert into demo.customers (wa_id, user_id, name) values (%s, 'BR.1', 'Ana')", (WA_ID,))
    owner.execute(
        "insert into demo.templates (business_id, name, language, category, components)"
        " values ('200', 'boas_vindas', 'pt_BR', 'UTILITY', '[{\"type\":\"BODY\",\"text\":\"Olá {{1}}\"}]')"
    )


def call(ports: Ports, method: str, path: str, body: Any = None, *, token: str = TOKEN, **query: str) -> Response:
    raw = body if isinstance(body, bytes) else json.dumps(body or {}).encode()
    request = Request(method, path, query, {"authorization": f"Bearer {token}"}, raw)
    return answer_request(ports, request, public_url="http://central.test")


def send(ports: Ports, text: str = "Oi", **extra: Any) -> Response:
    body = {"messaging_product": "whatsapp", "to": f"+{WA_ID}", "type": "text", "text": {"body": text}, **extra}
    return call(ports, "POST", f"/demo/graph/v24.0/{NUMBER}/messages", body)


def write(ports: Ports, **body: Any) -> Response:
    return call(ports, "POST", f"/demo/api/numbers/{NUMBER}/chats/{WA_ID}/messages", body)


def chat(ports: Ports, **query: str) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = call(ports, "GET", f"/demo/api/numbers/{NUMBER}/chats/{WA_ID}", **query).body["items"]
    return items


def switch(ports: Ports, **faults: Any) -> None:
    assert call(ports, "PUT", f"/demo/api/numbers/{NUMBER}/faults", faults).status == 200


def test_a_message_is_accepted_and_its_statuses_follow(ports: Ports, queues: FakeQueues) -> None:
    write(ports, text="Oi")
    queues.doorbells.clear()
    answer = send(ports, biz_opaque_callback_data="attempt-1")
    assert answer.status == 200
    assert answer.body["contacts"][0]["wa_id"] == WA_ID
    events = [doorbell.body for doorbell in queues.of("demo_events")]
    assert [event["status"] for event in events] == ["sent", "delivered"]
    assert chat(ports)[-1]["content"] == {"body": "Oi"}


def test_a_company_gets_a_number_of_its_own_and_the_first_one_stays_first(ports: Ports) -> None:
    made = call(ports, "POST", "/demo/api/numbers", {"name": "Aurora Doces"})
    assert made.status == 201
    number = made.body
    assert (number["verified_name"], len(number["phone_number_id"])) == ("Aurora Doces", 15)
    listed = call(ports, "GET", "/demo/api/numbers").body["items"]
    assert [one["phone_number_id"] for one in listed] == [NUMBER, number["phone_number_id"]]
    assert "access_token" not in listed[1]
    path = f"/demo/graph/v24.0/{number['phone_number_id']}/messages"
    body = {"messaging_product": "whatsapp", "to": WA_ID, "type": "text", "text": {"body": "Oi"}}
    assert call(ports, "POST", path, body).status in (400, 401)
    assert call(ports, "POST", "/demo/api/numbers", {"name": " "}).status == 422


def test_who_wrote_by_a_webhook_a_script_signed_is_answered_like_anybody(ports: Ports) -> None:
    assert send(ports).status == 200
    reaction = {"message_id": "wamid.made.by.a.script", "emoji": "👍"}
    assert send(ports, type="reaction", reaction=reaction).status == 200


def test_while_the_window_is_closed_only_a_template_passes(ports: Ports) -> None:
    switch(ports, send="window")
    assert send(ports).body["error"]["code"] == 131047
    template = {"name": "boas_vindas", "language": {"code": "pt_BR"}}
    assert send(ports, type="template", template=template).status == 200
    missing = {"name": "outro", "language": {"code": "pt_BR"}}
    assert send(ports, type="template", template=missing).body["error"]["code"] == 132001


def test_a_template_is_shown_with_its_values_and_quick_replies(ports: Ports) -> None:
    components: list[dict[str, object]] = [
        {"type": "HEADER", "format": "TEXT", "text": "Pedido a caminho"},
        {"type": "BODY", "text": "Oi {{1}}, o pedido {{2}} chega até as {{3}}."},
        {
            "type": "BUTTONS",
            "buttons": [
                {"type": "QUICK_REPLY", "text": "Falar com atendente"},
                {"type": "URL", "text": "Rastrear", "url": "https://exemplo.com.br"},
            ],
        },
    ]
    given = {"type": "body", "parameters": [{"type": "text", "text": "Ana {{2}}"}, {"type": "text", "text": "778"}]}
    assert shown_template(components, {"components": [given]}) == {
        "header": "Pedido a caminho",
        "body": "Oi Ana {{2}}, o pedido 778 chega até as {{3}}.",
        "buttons": ["Falar com atendente"],
    }
    given = {"type": "body", "parameters": [{"type": "text", "text": "Ana"}]}
    template = {"name": "boas_vindas", "language": {"code": "pt_BR"}, "components": [given]}
    assert send(ports, type="template", template=template).status == 200
    (message,) = call(ports, "GET", f"/demo/api/numbers/{NUMBER}/chats/{WA_ID}").body["items"]
    assert message["content"]["shown"] == {"body": "Olá Ana"}


def test_a_wrong_token_is_refused(ports: Ports) -> None:
    body = {"messaging_product": "whatsapp", "to": WA_ID, "type": "text", "text": {"body": "Oi"}}
    answer = call(ports, "POST", f"/demo/graph/v24.0/{NUMBER}/messages", body, token="wrong")
    assert (answer.status, answer.body["error"]["code"]) == (401, 190)


@pytest.mark.parametrize(
    ("fault", "status", "code"),
    [("rate_limit", 429, 130429), ("server_error", 500, 131000), ("bad_token", 401, 190), ("pair_limit", 400, 131056)],
)
def test_a_fault_fails_as_often_as_it_was_told(ports: Ports, fault: str, status: int, code: int) -> None:
    write(ports, text="Oi")
    switch(ports, send=fault, remaining=2)
    answers = [send(ports) for _ in range(3)]
    assert [(a.status, a.body.get("error", {}).get("code")) for a in answers] == [(status, code)] * 2 + [(200, None)]


@pytest.mark.parametrize(("fault", "stored"), [("timeout", 0), ("lost_answer", 1)])
def test_a_time_out_may_have_delivered_or_not(ports: Ports, queues: FakeQueues, fault: str, stored: int) -> None:
    write(ports, text="Oi")
    switch(ports, send=fault, remaining=1)
    waited: list[float] = []
    router, store = Router(), DemoStore(ports.database)
    Graph(store, queues, "http://central.test", hang=waited.append).add_routes(router)
    body = {"messaging_product": "whatsapp", "to": WA_ID, "type": "text", "text": {"body": "Tchau"}}
    request = Request(
        "POST",
        f"/demo/graph/v24.0/{NUMBER}/messages",
        {},
        {"authorization": f"Bearer {TOKEN}"},
        json.dumps(body).encode(),
    )
    assert router.answer(request).status >= 500
    assert waited == [20]
    assert len([m for m in chat(ports) if m["direction"] == "business"]) == stored


def test_statuses_may_be_late_out_of_order_or_missing(ports: Ports, queues: FakeQueues) -> None:
    write(ports, text="Oi")
    switch(ports, status_delay_seconds=30, shuffle_statuses=True)
    queues.doorbells.clear()
    send(ports)
    rung = queues.of("demo_events")
    assert [(d.body["status"], d.delay_seconds) for d in rung] == [("delivered", 30), ("sent", 31)]
    switch(ports, drop_statuses=True)
    queues.doorbells.clear()
    send(ports)
    assert queues.of("demo_events") == []


@pytest.mark.parametrize("kind", CUSTOMER_KINDS)
def test_every_kind_of_message_becomes_a_webhook_our_adapter_reads(ports: Ports, queues: FakeQueues, kind: str) -> None:
    media = call(ports, "POST", "/demo/api/media", b"\x89PNG", mime_type="image/png", file_name="a.png").body["id"]
    fields = {"text": "Olá", "media_id": media, "latitude": -23.5, "longitude": -46.6, "name": "Ana", "phone": "+55"}
    answer = write(ports, type=kind, id="sim", title="Sim", **fields)
    assert answer.status == 201
    (rung,) = queues.of("demo_events")
    items = split_webhook(json.dumps(rung.body["body"]).encode())
    assert isinstance(items, list)
    assert len(items) == 1
    assert items[0].deduplication_id
    (read,) = parse_item(items[0].body)
    assert (read["kind"], read["type"] == "unsupported") == ("message", kind == "unsupported")


def test_a_customer_who_changes_their_number_stays_who_they_are(
    ports: Ports, owner: Owner, queues: FakeQueues, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(process_inbound.handler, "ports", lambda: ports)
    make_channel(owner, make_account(owner), external_id=NUMBER, business_id="200")
    new = "5511911112222"

    def arrives() -> None:
        for rung in queues.of("demo_events"):
            raw = json.dumps(rung.body["body"]).encode()
            assert accept_webhook(ports.queues, ports.secrets, ports.blobs, raw, sign(raw), None).status == 200
        assert drain(queues) == []
        queues.doorbells.clear()

    path = f"/demo/api/numbers/{NUMBER}/chats/{WA_ID}/number"
    write(ports, text="Oi")
    arrives()
    for refused in ({"wa_id": WA_ID}, {"wa_id": "12"}, {}):
        assert call(ports, "POST", path, refused).status == 422
    assert call(ports, "POST", path.replace(WA_ID, "5500000000"), {"wa_id": new}).status == 404
    moved = call(ports, "POST", path, {"wa_id": new})
    assert (moved.status, moved.body["wa_id"], moved.body["name"]) == (201, new, "Ana")
    arrives()
    assert call(ports, "POST", f"/demo/api/numbers/{NUMBER}/chats/{new}/messages", {"text": "Sou eu"}).status == 201
    arrives()
    known = owner.execute("select name, phone from contacts").fetchall()
    assert known == [{"name": "Ana", "phone": f"+{new}"}]
    said = owner.execute("select distinct conversation_id from messages where text in ('Oi', 'Sou eu')").fetchall()
    assert len(said) == 1


def test_a_reaction_is_not_what_a_chat_was_last_about(ports: Ports) -> None:
    wamid = write(ports, text="Oi").body["wamid"]
    send(ports, type="reaction", reaction={"message_id": wamid, "emoji": "👍"})
    (customer,) = call(ports, "GET", f"/demo/api/numbers/{NUMBER}/customers").body["items"]
    assert customer["last_type"] == "text"


def test_opening_the_chat_reads_what_the_business_sent_once(ports: Ports, queues: FakeQueues) -> None:
    write(ports, text="Oi")
    send(ports)
    queues.doorbells.clear()
    chat(ports, open="1")
    chat(ports, open="1")
    assert [d.body["status"] for d in queues.of("demo_events")] == ["read"]


def test_a_read_mark_of_the_business_turns_the_customers_ticks_blue(ports: Ports) -> None:
    first = write(ports, text="Oi").body["wamid"]
    call(
        ports,
        "POST",
        f"/demo/graph/v24.0/{NUMBER}/messages",
        {
            "messaging_product": "whatsapp",
            "status": "read",
            "message_id": first,
            "typing_indicator": {"type": "text"},
        },
    )
    assert chat(ports)[0]["status"] == "read"
    answer = call(ports, "GET", f"/demo/api/numbers/{NUMBER}/chats/{WA_ID}")
    assert answer.body["typing"] is True


def test_edits_deletions_and_reactions_of_the_customer_are_announced(ports: Ports, queues: FakeQueues) -> None:
    wamid = write(ports, text="Oi").body["wamid"]
    queues.doorbells.clear()
    call(ports, "POST", f"/demo/api/messages/{wamid}/edit", {"text": "Olá"})
    call(ports, "POST", f"/demo/api/messages/{wamid}/reaction", {"emoji": "👍"})
    call(ports, "POST", f"/demo/api/messages/{wamid}/delete")
    kinds = [d.body["body"]["entry"][0]["changes"][0]["value"]["messages"][0]["type"] for d in queues.of("demo_events")]
    assert kinds == ["edit", "reaction", "revoke"]


def test_a_file_goes_up_and_comes_down_with_the_token_only(ports: Ports) -> None:
    boundary = "b1"
    body = (
        f'--{boundary}\r\nContent-Disposition: form-data; name="messaging_product"\r\n\r\nwhatsapp\r\n'
        f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.ogg"\r\n'
        f"Content-Type: audio/ogg\r\n\r\nOggS\r\n--{boundary}--\r\n"
    ).encode()
    headers = {"authorization": f"Bearer {TOKEN}", "content-type": f"multipart/form-data; boundary={boundary}"}
    request = Request("POST", f"/demo/graph/v24.0/{NUMBER}/media", {}, headers, body)
    media = answer_request(ports, request, public_url="http://central.test").body["id"]
    told = call(ports, "GET", f"/demo/graph/v24.0/{media}").body
    assert (told["mime_type"], told["file_size"]) == ("audio/ogg", "4")
    assert told["url"] == f"http://central.test/demo/graph/files/{media}"
    assert call(ports, "GET", f"/demo/graph/files/{media}").body == b"OggS"
    bare = Request("GET", f"/demo/graph/files/{media}", {}, {}, b"")
    assert answer_request(ports, bare, public_url="").status == 401


@pytest.fixture
def receiver() -> Iterator[tuple[str, list[tuple[bytes, str]], list[int]]]:
    """A webhook address on loopback: (url, what arrived, status to answer with)."""
    arrived: list[tuple[bytes, str]] = []
    status = [200]

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            arrived.append((body, self.headers["x-hub-signature-256"]))
            self.send_response(status[0])
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            pass

    server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", arrived, status
    server.shutdown()
    server.server_close()


def test_a_delayed_status_is_delivered_signed_and_kept(
    ports: Ports, queues: FakeQueues, receiver: tuple[str, list[tuple[bytes, str]], list[int]]
) -> None:
    url, arrived, status = receiver
    write(ports, text="Oi")
    send(ports, biz_opaque_callback_data="attempt-1")
    event = next(d.body for d in queues.of("demo_events") if d.body.get("status") == "delivered")
    deliver_event(ports, event, public_url=url)
    raw, signature = arrived[0]
    assert signature == "sha256=" + hmac.new(b"app-secret", raw, hashlib.sha256).hexdigest()
    item = json.loads(raw)["entry"][0]["changes"][0]["value"]["statuses"][0]
    assert (item["status"], item["biz_opaque_callback_data"]) == ("delivered", "attempt-1")
    assert chat(ports)[-1]["status"] == "delivered"
    status[0] = 503
    with pytest.raises(TryLater):
        deliver_event(ports, event, public_url=url)


def test_an_event_of_an_unknown_number_is_parked(ports: Ports) -> None:
    with pytest.raises(Poison):
        deliver_event(ports, {"kind": "webhook", "phone_number_id": "999", "body": {}}, public_url="")


def test_the_demos_channel_passes_every_check(ports: Ports, owner: Owner) -> None:
    """The same use case that checks a channel at Meta, over the look-alike."""
    account = make_account(owner)
    channel = make_channel(owner, account, external_id=NUMBER, business_id="200", state="configuring")
    admin = Call(account["id"], Actor("user", make_user(owner, account, role="admin")["id"], "admin"))

    def checked(token: str) -> dict[str, str]:
        seal(owner, ports.secrets, channel, token)
        result = channels.validate_channel(ports, admin, channel["id"], open_client(ports))
        return {check.name: check.result for check in result.checks}

    green = {"token": "ok", "permissions": "ok", "number": "ok", "webhook": "ok"}
    assert checked(TOKEN) == green
    assert owner.execute("select state, display_address from channels").fetchone() == {
        "state": "active", "display_address": "+551130000000",
    }  # fmt: skip
    assert checked("another") == {"number": "failed"}
    switch(ports, send="bad_token")
    assert checked(TOKEN)["token"] == "failed"
    switch(ports, send="none")
    assert checked(TOKEN) == green


def open_client(ports: Ports) -> channels.OpenClient:
    """A client of the platform whose network is the look-alike's function."""

    def answer(request: httpx.Request) -> httpx.Response:
        asked = Request(
            request.method, request.url.path, dict(request.url.params), dict(request.headers), request.content
        )
        given = answer_request(ports, asked, public_url="https://central.test")
        return httpx.Response(given.status, json=given.body)

    base = "https://central.test/demo/graph"
    http = OutboundHttp(trusted_bases=[base], transport=httpx.MockTransport(answer))

    def opened(channel: Channel, credentials: Credentials) -> WhatsAppClient:
        token = credentials.access_token
        return WhatsAppClient(
            phone_number_id=channel.external_id, token=token, base_url=base, version="v24.0", http=http
        )

    return opened


@pytest.mark.parametrize("value", [{}, {"send": "nonsense"}, {"remaining": -1}, {"status_delay_seconds": "x"}])
def test_switches_that_make_no_sense_are_off(value: dict[str, Any]) -> None:
    assert read_faults(value) == read_faults({})


@pytest.mark.parametrize("path", ["/demo/api/nothing", "/demo/graph/v24.0/none/thing/else"])
def test_an_unknown_path_is_a_404(ports: Ports, path: str) -> None:
    assert call(ports, "GET", path).status == 404


def test_the_simulator_refuses_what_it_does_not_know(ports: Ports) -> None:
    assert write(ports, type="hologram").status == 422
    assert write(ports, type="image").status == 422
    assert call(ports, "POST", "/demo/api/customers", {"name": "", "wa_id": "1"}).status == 422
    assert call(ports, "POST", "/demo/api/customers", {"name": "Bia", "wa_id": "+55 41 8888-7777"}).status == 201
