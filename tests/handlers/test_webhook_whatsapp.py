"""webhook_whatsapp: what Meta is told, and what is in the queue then."""

import base64
import json
from typing import Any

import pytest

import webhook_whatsapp.handler
from central.errors import Overrun
from central.intake.accept import QUEUE_BODY_LIMIT
from tests.fakes import FakeBlobs, FakeQueues, FakeSecrets
from tests.fixtures.inbound import Item, entry, sign, text_message, webhook_body
from webhook_whatsapp.handler import lambda_handler

CHANNEL = {"external_id": "1001", "business_id": "2001"}
OWN = "6f1c1a52-8d52-4a1c-9a3d-0f6d3f2b1c11"


@pytest.fixture(autouse=True)
def _wired(monkeypatch: pytest.MonkeyPatch, queues: FakeQueues, secrets: FakeSecrets, blobs: FakeBlobs) -> None:
    for name, fake in (("queues", queues), ("secrets", secrets), ("blobs", blobs)):
        monkeypatch.setattr(webhook_whatsapp.handler, name, lambda fake=fake: fake)


def post(raw: bytes, *, path: str = "/webhooks/whatsapp", encoded: bool = False, headers: Item | None = None) -> Any:
    event = {
        "rawPath": path,
        "requestContext": {"http": {"method": "POST"}},
        "headers": {"x-hub-signature-256": sign(raw)} if headers is None else headers,
        "body": base64.b64encode(raw).decode() if encoded else raw.decode("utf-8", "surrogateescape"),
        "isBase64Encoded": encoded,
    }
    return lambda_handler(event, None)


def get(path: str = "/webhooks/whatsapp", **parameters: str) -> Any:
    event = {
        "rawPath": path,
        "requestContext": {"http": {"method": "GET"}},
        "queryStringParameters": {f"hub.{name}": value for name, value in parameters.items()} or None,
    }
    return lambda_handler(event, None)


def test_a_message_is_queued_under_its_contact(queues: FakeQueues) -> None:
    raw = webhook_body(entry(CHANNEL, text_message("Olá ção 👋", wa_id="5511988887777", id="wamid.1")))
    assert post(raw)["statusCode"] == 200
    (doorbell,) = queues.of("inbound")
    assert (doorbell.group, doorbell.deduplication_id) == ("1001:551188887777", "1001:wamid.1")
    message = doorbell.body["entry"]["changes"][0]["value"]["messages"][0]
    assert message["text"]["body"] == "Olá ção 👋"


@pytest.mark.parametrize("path", ["/webhooks/whatsapp", "/webhooks/whatsapp/", "/prod/webhooks/whatsapp"])
def test_the_signature_is_over_the_raw_bytes_in_any_transport(queues: FakeQueues, path: str) -> None:
    raw = webhook_body(entry(CHANNEL, text_message("é"))).replace(b'"object": ', b'"object"  :  ')
    assert post(raw, path=path)["statusCode"] == 200
    assert post(raw, path=path, encoded=True)["statusCode"] == 200
    assert post(raw, path=path, headers={"X-Hub-Signature-256": sign(raw)})["statusCode"] == 200
    assert len(queues.of("inbound")) == 3


def test_every_update_of_a_post_is_its_own_message(queues: FakeQueues) -> None:
    statuses = [
        {"id": f"wamid.{n}", "status": "sent", "timestamp": "1795348800", "recipient_id": "5511988887777"}
        for n in range(12)
    ]
    post(
        webhook_body(
            entry(CHANNEL, text_message("a"), {"statuses": statuses}),
            entry({**CHANNEL, "external_id": "1002"}, text_message("b")),
        )
    )
    assert len(queues.of("inbound")) == 14


@pytest.mark.parametrize(
    "signature",
    ["", "sha256=", "sha256=" + "0" * 64, "sha1=" + "0" * 40, "sha256=" + "é" * 64, "sha256=" + "0" * 65],
)
def test_a_bad_signature_is_refused(queues: FakeQueues, signature: str) -> None:
    raw = webhook_body(entry(CHANNEL, text_message()))
    assert post(raw, headers={"x-hub-signature-256": signature})["statusCode"] == 401
    assert post(raw, headers={"other": "header"})["statusCode"] == 401
    assert queues.doorbells == []


def test_one_changed_byte_is_refused(queues: FakeQueues) -> None:
    raw = webhook_body(entry(CHANNEL, text_message()))
    assert post(raw + b" ", headers={"x-hub-signature-256": sign(raw)})["statusCode"] == 401
    assert queues.doorbells == []


def test_a_company_with_its_own_app_has_its_own_path(queues: FakeQueues, secrets: FakeSecrets) -> None:
    secrets.save_webhook_secret(f"channels/{OWN}/app_secret", "theirs")
    raw = webhook_body(entry(CHANNEL, text_message()))
    path = f"/webhooks/whatsapp/{OWN}"
    assert post(raw, path=path, headers={"x-hub-signature-256": sign(raw, "theirs")})["statusCode"] == 200
    assert post(raw, path=path, headers={"x-hub-signature-256": sign(raw)})["statusCode"] == 401
    assert post(raw, path="/webhooks/whatsapp/..%2Fmeta")["statusCode"] == 404
    assert len(queues.doorbells) == 1


def test_a_queue_that_is_away_is_503(queues: FakeQueues) -> None:
    queues.away = True
    assert post(webhook_body(entry(CHANNEL, text_message())))["statusCode"] == 503


def test_without_the_secret_store_the_worker_verifies(queues: FakeQueues, secrets: FakeSecrets) -> None:
    secrets.away = True
    raw = webhook_body(entry(CHANNEL, text_message()))
    assert post(raw, headers={"x-hub-signature-256": "sha256=" + "1" * 64})["statusCode"] == 200
    (doorbell,) = queues.of("inbound")
    assert base64.b64decode(doorbell.body["unverified"]["raw"]) == raw
    assert "entry" not in doorbell.body
    assert post(b"{}")["statusCode"] == 400
    assert get(mode="subscribe", verify_token="verify-token", challenge="1")["statusCode"] == 503


def test_invented_channels_fill_no_queue(
    queues: FakeQueues, secrets: FakeSecrets, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(name: str) -> str:
        raise Overrun(name)

    monkeypatch.setattr(secrets, "webhook_secret", refuse)
    raw = webhook_body(entry(CHANNEL, text_message()))
    path = f"/webhooks/whatsapp/{OWN}"
    assert post(raw, path=path, headers={"x-hub-signature-256": sign(raw)})["statusCode"] == 503
    assert queues.doorbells == []


def test_a_body_too_big_for_the_queue_travels_by_the_bucket(queues: FakeQueues, blobs: FakeBlobs) -> None:
    post(webhook_body(entry(CHANNEL, text_message("x" * 60_000, extra=["y" * 60_000] * 6), text_message("small"))))
    large, small = queues.of("inbound")
    assert json.loads(blobs.objects[large.body["pointer"]][0])["platform"] == "whatsapp"
    assert "entry" in small.body
    assert all(len(json.dumps(doorbell.body)) <= QUEUE_BODY_LIMIT for doorbell in queues.doorbells)


def test_a_bucket_that_is_away_is_503(queues: FakeQueues, blobs: FakeBlobs, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError("no bucket")

    monkeypatch.setattr(blobs, "put", refuse)
    assert post(webhook_body(entry(CHANNEL, text_message(extra=["y" * 60_000] * 6))))["statusCode"] == 503
    assert queues.doorbells == []


def test_the_handshake(secrets: FakeSecrets) -> None:
    secrets.save_webhook_secret(f"channels/{OWN}/verify_token", "theirs")
    answer = get(mode="subscribe", verify_token="verify-token", challenge="1158201444")
    assert (answer["statusCode"], answer["body"], answer["headers"]["content-type"]) == (
        200,
        "1158201444",
        "text/plain",
    )
    assert get(f"/webhooks/whatsapp/{OWN}", mode="subscribe", verify_token="theirs", challenge="7")["body"] == "7"
    assert get(mode="subscribe", verify_token="wrong", challenge="1")["statusCode"] == 403
    assert (
        get(f"/webhooks/whatsapp/{OWN}", mode="subscribe", verify_token="verify-token", challenge="7")["statusCode"]
        == 403
    )
    assert get()["statusCode"] == 403
    assert get("/webhooks/whatsapp/nobody", mode="subscribe", verify_token="", challenge="1")["statusCode"] == 404


DEEP = b"[" * 2000 + b"]" * 2000
HOSTILE = {
    "empty": b"",
    "no json": b"{",
    "a list": b"[]",
    "a number": b"1",
    "null": b"null",
    "utf-16": '{"object": "x"}'.encode("utf-16"),
    "invalid utf-8": b'{"object": "\xff"}',
    "surrogate bytes": b'{"object": "\xed\xa0\xbd"}',
    "no entry": b'{"object": "whatsapp_business_account"}',
    "deep": b'{"object": "whatsapp_business_account", "entry": ' + DEEP + b"}",
    "open brackets": b"[" * 100_000,
    "10 MB": b'{"entry": "' + b"x" * 10_000_000 + b'"}',
}


@pytest.mark.parametrize("raw", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_body_is_a_clear_answer(raw: bytes) -> None:
    assert 200 <= post(raw, encoded=True)["statusCode"] < 500


@pytest.mark.parametrize(
    "poison",
    [
        b'"\\u0000"',
        b'"\\ud83d"',
        b"NaN",
        b"-Infinity",
        b"1e999",
        b"9" * 5000,
        DEEP,
        b'{"a": 1, "a": 2}',
        b"null",
        b"[]",
    ],
)
@pytest.mark.parametrize("place", ["text", "from", "id", "timestamp", "contacts", "metadata"])
def test_a_hostile_value_never_costs_a_neighbour(queues: FakeQueues, place: str, poison: bytes) -> None:
    good, bad = text_message("bom", id="wamid.good"), text_message("mau")
    if place in ("contacts",):
        bad["contacts"] = "@@"
    elif place == "metadata":
        bad["metadata"] = "@@"
    else:
        bad["messages"][0][place] = "@@"
    raw = webhook_body(entry(CHANNEL, bad, good)).replace(b'"@@"', poison)
    assert post(raw, encoded=True)["statusCode"] == 200
    kept = [d for d in queues.of("inbound") if d.deduplication_id == "1001:wamid.good"]
    assert len(kept) == 1
    for doorbell in queues.doorbells:
        json.dumps(doorbell.body, allow_nan=False).encode("ascii")
