"""Twenty planted secrets, every flow that touches one, working and failing; then a look everywhere they must not be.

Everywhere: log lines of all levels, standard output and error, error answers, answers of lists and details, doorbells,
dead letters, facts, frames, objects, and every column of every table (sealed and hashed is no hit).
"""

import base64
import json
import logging
from collections.abc import Iterator
from typing import Any
from unittest.mock import patch
from uuid import uuid4

import psycopg
import pytest
from mangum import Mangum

import process_inbound.handler
import process_media.handler
import rest_api.handler
import send_outbound.handler
import webhook_whatsapp.handler
from central.api.app import create_app
from central.api.settings import ApiSettings
from central.clock import now
from central.delivery.clients import Clients
from central.errors import TryLater
from central.platforms.http import OutboundHttp
from central.ports import Ports
from tests.fakes import FakeBlobs, FakeQueues
from tests.fakes.issuer import FakeIssuer
from tests.fakes.whatsapp import Broken, Reply
from tests.fixtures.canaries import House
from tests.fixtures.factories import Owner, Row, insert, make_contact, make_conversation, make_message
from tests.fixtures.inbound import entry, sign, text_message, webhook_body
from tests.fixtures.privacy import where
from tests.fixtures.single_sign_on import Browser, reach
from tests.handlers.rest_client import PUBLIC_URL, Client


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Every record of every logger of others, at every level, as it is written and with its text."""
    lines: list[str] = []
    formatter = logging.Formatter()

    class Collect(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(formatter.format(record))
            lines.append(record.getMessage())

    collect = Collect(logging.DEBUG)
    logging.getLogger().addHandler(collect)
    yield lines
    logging.getLogger().removeHandler(collect)


@pytest.fixture
def house(owner: Owner, ports: Ports, written: list[str], monkeypatch: pytest.MonkeyPatch) -> House:
    house = House(owner, ports, written)
    http = OutboundHttp(trusted_bases=[house.platform.base_url], transport=house.platform.transport())
    clients = Clients(house.vault, base_url=house.platform.base_url, version="v24.0", http=http)
    for module in (process_inbound.handler, process_media.handler, send_outbound.handler):
        monkeypatch.setattr(module, "ports", lambda: house.ports)
    for module in (process_media.handler, send_outbound.handler):
        monkeypatch.setattr(module, "_clients", lambda: clients)
    for name in ("queues", "secrets", "blobs"):
        monkeypatch.setattr(webhook_whatsapp.handler, name, lambda name=name: getattr(house.ports, name))
    return house


@pytest.fixture
def client(house: House) -> Iterator[Client]:
    def collect(**fields: Any) -> None:
        house.written.append(json.dumps(fields, default=str))

    app = create_app(house.ports, ApiSettings(public_url=PUBLIC_URL, version="test"), note=collect, report=collect)
    gateway = Mangum(app, lifespan="off")
    with patch.object(rest_api.handler, "_gateway", lambda: gateway):
        yield Client(rest_api.handler.lambda_handler, app=app)


def records(*bodies: Any) -> dict[str, Any]:
    return {
        "Records": [
            {
                "messageId": str(uuid4()),
                "receiptHandle": str(uuid4()),
                "body": body if isinstance(body, str) else json.dumps(body),
                "attributes": {"MessageGroupId": str(number)},
            }
            for number, body in enumerate(bodies)
        ]
    }


def post_webhook(raw: bytes, signature: str) -> int:
    answer = webhook_whatsapp.handler.lambda_handler(
        {
            "rawPath": "/webhooks/whatsapp",
            "requestContext": {"http": {"method": "POST"}},
            "headers": {"x-hub-signature-256": signature},
            "body": raw.decode(),
        },
        None,
    )
    return int(answer["statusCode"])


# -- the flows ---------------------------------------------------------------------------------------------------------


def sign_in(house: House, client: Client) -> Client:
    at, mail = "/api/v1/session", "dora@exemplo.com.br"
    for body in (
        {"email": mail, "password": house["wrong-password"]},
        {"email": "ninguem@exemplo.com.br", "password": house["password"]},
        {"email": house["wrong-password"], "password": house["password"]},
        {"email": mail, "password": [house["password"]]},
        {"email": mail, "password": house["password"], "pasword": house["wrong-password"]},
        {"email": mail, "password": house["password"] * 40},
    ):
        assert house.sent(client, "POST", at, body).status >= 400
    house.sent(client, "POST", at, raw=f'{{"password": "{house["password"]}'.encode())
    signed_in = client.call("POST", at, {"email": mail, "password": house["password"]})  # the one answer with the token
    assert signed_in.status == 201, signed_in.text
    admin = client.by_token(house.keep("session", signed_in.json["token"]))
    for number, cookie in enumerate(signed_in.cookies):
        value = cookie.split(";")[0].partition("=")[2]
        if value != house["session"]:
            house.keep(f"cookie-{number}", value)
    house.sent(admin, "GET", at)
    house.sent(client.by_token(house["bearer"]), "GET", at)
    house.sent(client.by_cookie(house["cookie"]), "GET", at)
    house.sent(client.by_cookie(house["session"], origin="https://evil.example"), "POST", "/api/v1/contacts", {})
    return admin


def manage_password(house: House, admin: Client) -> None:
    at = "/api/v1/me/password"
    for current, new in (("wrong-password", "next-password"), ("password", "password")):
        body = {"current_password": house[current], "new_password": house[new]}
        assert house.sent(admin, "PUT", at, body).status == 422
    done = house.sent(admin, "PUT", at, {"current_password": house["password"], "new_password": house["next-password"]})
    assert done.status == 204, done.text


def make_token(house: House, admin: Client) -> None:
    body = {"name": "ERP", "permissions": ["contacts.read"], "password": house["reason-password"]}
    assert house.sent(admin, "POST", "/api/v1/tokens", body).status == 422
    made = admin.call("POST", "/api/v1/tokens", {**body, "password": house["next-password"]})  # shown this once
    assert made.status == 201, made.text
    program = admin.by_token(house.keep("api-token", made.json["token"]))
    assert house.sent(program, "GET", "/api/v1/contacts").status == 200
    assert house.sent(program, "POST", "/api/v1/labels", {"name": "a"}).status == 403
    house.sent(admin, "GET", "/api/v1/tokens")


def set_up_second_factor(house: House, admin: Client) -> None:
    house.owner.execute("delete from gate.attempts")  # a quarter of an hour goes by
    at = "/api/v1/me/two-factor"
    assert house.sent(admin, "POST", at, {"password": house["wrong-password"]}).status == 422
    begun = admin.call("POST", at, {"password": house["next-password"]})  # shown this once
    assert begun.status == 201, begun.text
    house.keep("second-factor", begun.json["secret"])
    assert house.sent(admin, "POST", f"{at}/confirm", {"code": "000000"}).status == 422
    house.sent(admin, "GET", at)


def connect_channel(house: House, admin: Client) -> Row:
    secret = {"access_token": house["token"], "app_secret": house["app-secret"]}
    body = {"name": "Canal", "external_id": "777", "business_id": "888", **secret}
    for wrong in (
        {**body, "access_token": [house["token"]]},
        {**body, "name": ""},
        {**body, "external_id": {"a": house["token"]}},
        {**body, "appsecret": house["app-secret"]},
        {"app_secret": house["app-secret"], "name": "a", "external_id": "1"},
    ):
        assert house.sent(admin, "POST", "/api/v1/channels", wrong).status == 422
    key = {"idempotency-key": "same"}
    made = house.sent(admin, "POST", "/api/v1/channels", body, headers=key)
    assert made.status == 201, made.text
    house.sent(admin, "POST", "/api/v1/channels", body, headers=key)
    assert house.sent(admin, "POST", "/api/v1/channels", {**body, "name": "Outro"}).status == 409
    at = f"/api/v1/channels/{made.json['id']}"
    renewed = {"access_token": house["second-token"], "app_secret": house["second-app-secret"]}
    assert house.sent(admin, "PATCH", at, renewed).status == 200
    assert house.sent(admin, "PATCH", at, {"access_token": house["second-token"] * 400}).status == 422
    for path in (at, "/api/v1/channels", f"{at}/templates", "/api/v1/audit"):
        house.sent(admin, "GET", path)
    house.owner.execute("update channels set state = 'active'")
    row = house.owner.execute("select * from channels").fetchone()
    assert row is not None
    return row


def away(*_: Any, **__: Any) -> Any:
    raise TryLater("away")


def trust_provider(house: House, admin: Client) -> None:
    """The provider's secret, and what goes back and forth on the way there: state, code, verifier, nonce, token."""
    house.owner.execute("delete from gate.attempts")
    issuer = FakeIssuer(now, secret=house["client-secret"])
    reach(admin, issuer)
    at, proof = "/api/v1/account/sign-in-providers", {"password": house["next-password"]}
    secret = {"client_secret": house["client-secret"]}
    body = {"name": "Google", "issuer": issuer.url, "client_id": "1", "domains": ["exemplo.com.br"], **secret, **proof}
    for wrong in ({**body, "domains": []}, {**body, "client_secret": [house["client-secret"]]}):
        assert house.sent(admin, "POST", at, wrong).status == 422
    made = house.sent(admin, "POST", at, body)
    assert made.status == 201, made.text
    provider = {"id": made.json["id"]}
    for code in ("real", "made-up"):
        browser = Browser.depart(Client(admin.handler, app=admin.app), provider)
        for name in ("state", "nonce"):
            house.keep(f"{name}-{code}", browser.asked[name])
        house.keep(f"journey-{code}", browser.client.journey or "")
        brought = issuer.authorize(browser.asked, email="dora@exemplo.com.br") if code == "real" else code * 9
        house.keep(f"code-{code}", brought)
        answer = browser.arrive(brought)  # the one answer with the token
        if code == "real":
            house.keep("provider-session", answer.json["token"])
            for number, cookie in enumerate(answer.cookies):
                house.keep(f"provider-cookie-{number}", cookie.split(";")[0].partition("=")[2])
        else:
            house.answers.append(answer)
    renewed = {"client_secret": house["second-client-secret"], **proof}
    assert house.sent(admin, "PATCH", f"{at}/{provider['id']}", renewed).status == 200
    for path in (at, "/api/v1/account/sign-in", "/api/v1/me/identities"):
        house.sent(admin, "GET", path)


def receive(house: House, channel: Row, monkeypatch: pytest.MonkeyPatch) -> None:
    raw = webhook_body(entry(channel, text_message("Olá")))
    assert post_webhook(raw, f"sha256={house['signature']}") == 401
    assert post_webhook(raw, sign(raw, house["app-secret"])) == 401
    assert post_webhook(raw, sign(raw, house["meta-secret"])) == 200
    for token in (house["wrong-verify"], house["verify-token"]):
        webhook_whatsapp.handler.lambda_handler(
            {
                "rawPath": "/webhooks/whatsapp",
                "requestContext": {"http": {"method": "GET"}},
                "queryStringParameters": {"hub.mode": "subscribe", "hub.verify_token": token, "hub.challenge": "1"},
            },
            None,
        )
    with monkeypatch.context() as broken:
        broken.setattr(house.vault, "away", True)
        assert post_webhook(raw, sign(raw, house["meta-secret"])) == 200, "verified by the worker"
    queues = house.ports.queues
    assert isinstance(queues, FakeQueues)
    bodies = [dict(bell.body) for bell in queues.of("inbound")]
    forged = json.loads(json.dumps(bodies[-1]))
    forged["unverified"]["signature"] = sign(raw, house["app-secret"])
    process_inbound.handler.lambda_handler(records(*bodies, forged, "no json"), None)
    assert len(queues.parked) == 2


def send(house: House, channel: Row, monkeypatch: pytest.MonkeyPatch) -> None:
    token = house["second-token"]
    conversation = make_conversation(
        house.owner, channel, make_contact(house.owner, house.account), assignee_id=house.user["id"]
    )
    echo = json.dumps({"error": {"message": f"bad token {token}", "code": 100, "error_data": {"details": token}}})
    page = f"<html>Authorization: Bearer {token}</html>".encode()
    steps: list[Reply | Broken] = [
        (400, {}, echo.encode()),
        (500, {}, page),
        (200, {}, page),
        (403, {"www-authenticate": token}, echo.encode()),
        Broken("refused"),
        Broken("timeout"),
        Broken("reset"),
        (401, {}, json.dumps({"error": {"message": token, "code": 190, "type": token}}).encode()),
    ]
    bell = {"account_id": str(house.account["id"]), "conversation_id": str(conversation["id"])}
    for step in steps:
        make_message(house.owner, conversation, direction="out")
        house.platform.script.append(step)
        send_outbound.handler.lambda_handler(records(bell, {**bell, "kind": "read"}), None)
        house.owner.execute("update messages set status = 'failed' where status in ('pending', 'unknown')")
        house.owner.execute("update channels set state = 'active'")
        house.owner.execute("delete from channel_pacing")
    assert not house.platform.script
    message = make_message(house.owner, conversation, type="image")
    media_ids = []
    replies: list[Reply] = [(404, {}, echo.encode()), (200, {}, page)]
    for reply in replies:
        house.platform.media_script.append(reply)
        house.platform.files["m1"] = (b"x", "image/png")
        media_ids.append(
            insert(
                house.owner, "media", account_id=house.account["id"], message_id=message["id"], kind="image",
                platform_media_id="m1", mime_type="image/png", next_attempt_at="2026-01-01T00:00:00Z",
            )["id"]
        )  # fmt: skip
    for media_id in media_ids:
        doorbell = {"account_id": str(house.account["id"]), "media_id": str(media_id)}
        process_media.handler.lambda_handler(records(doorbell), None)
    with monkeypatch.context() as broken:
        broken.setattr(house.vault, "open", away)
        send_outbound.handler.lambda_handler(records(bell), None)


def fail_unexpectedly(house: House, admin: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """What nobody thought of: an error whose own text is a secret, in the API and in a worker."""

    def explode(*_: Any, **__: Any) -> Any:
        try:
            raise psycopg.errors.UniqueViolation(f"Key (token)=({house['second-token']}) already exists")
        except psycopg.Error as cause:
            raise RuntimeError(f"token {house['token']} password {house['next-password']}") from cause

    with monkeypatch.context() as broken:
        broken.setattr("central.contacts.service.list_contacts", explode)
        assert house.sent(admin, "GET", "/api/v1/contacts").status == 500
        broken.setattr("central.delivery.service.drain_lane", explode)
        bell = {"account_id": str(house.account["id"]), "conversation_id": str(uuid4())}
        send_outbound.handler.lambda_handler(records(bell), None)
        broken.setattr(process_inbound.handler, "store_batch", explode)
        with pytest.raises(Exception) as raised:
            process_inbound.handler.lambda_handler(records({}), None)
        house.written.append(f"{raised.value!r} {raised.value.__cause__!r}")


# -- the look ----------------------------------------------------------------------------------------------------------


def forms(secret: str) -> list[str]:
    raw = secret.encode()
    return [secret, base64.b64encode(raw).decode().rstrip("=")[:-1], raw.hex()]


def test_no_secret_is_anywhere_but_where_it_is_sealed(
    house: House, client: Client, owner: Owner, blobs: FakeBlobs, queues: FakeQueues, monkeypatch: Any, capfd: Any
) -> None:
    logging.getLogger().setLevel(logging.DEBUG)
    admin = sign_in(house, client)
    manage_password(house, admin)
    make_token(house, admin)
    trust_provider(house, admin)
    set_up_second_factor(house, admin)
    channel = connect_channel(house, admin)
    receive(house, channel, monkeypatch)
    send(house, channel, monkeypatch)
    fail_unexpectedly(house, admin, monkeypatch)
    exported = house.sent(admin, "POST", "/api/v1/audit/export", {"password": house["next-password"]})
    assert exported.status == 200, exported.text
    for path in ("/api/v1/audit", "/api/v1/events?after=0", "/api/v1/conversations"):
        at, _, query = path.partition("?")
        house.sent(admin, "GET", at, query=query)

    streams = capfd.readouterr()
    places = {
        "log": "\n".join(house.written),
        "standard streams": streams.out + streams.err,
        "answers": "\n".join(f"{answer.text}{answer.headers}{answer.cookies}" for answer in house.answers),
        "doorbells": repr(queues.doorbells),
        "dead letters": repr(queues.parked),
        "facts": repr(house.ports.bus.entries),  # type: ignore[attr-defined]
        "frames": repr(house.ports.sockets.frames),  # type: ignore[attr-defined]
    }
    assert len(house.secrets) >= 19
    assert '"service": "central"' in streams.err
    hits = [
        (name, place)
        for name, secret in house.secrets.items()
        for place, text in places.items()
        if any(form in text for form in forms(secret))
    ]
    hits += [(name, place) for name, secret in house.secrets.items() for place in where(owner, blobs, *forms(secret))]
    assert sorted(hits) == []


def test_the_look_finds_a_planted_one(house: House, owner: Owner, blobs: FakeBlobs, written: list[str]) -> None:
    """A net that catches nothing proves nothing."""
    owner.execute("update accounts set settings = jsonb_build_object('a', %s::text)", (house["token"],))
    logging.getLogger("httpx").warning("GET %s", house["token"])
    assert where(owner, blobs, house["token"]) == {"accounts": 1}
    assert any(house["token"] in line for line in written)
