"""Calls of AWS over a connection that is kept alive, against a server that says exactly these bytes."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from central.aws import signed
from central.aws.signed import AwsError, SignedClient, credentials
from central.errors import TryLater
from tests.aws.scripted import Scripted, scripted


def answer(body: bytes, status: int = 200, head: bytes = b"") -> bytes:
    return b"HTTP/1.1 %d Told\r\n%scontent-length: %d\r\n\r\n%s" % (status, head, len(body), body)


YES = answer(b'{"said": "yes"}')


@pytest.fixture(autouse=True)
def keys(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_REGION"):
        monkeypatch.setenv(name, "test")


def client_of(server: Scripted) -> SignedClient:
    return SignedClient("sqs", endpoint=f"http://127.0.0.1:{server.port}", timeout=30)


def test_a_connection_that_has_gone_stale_is_replaced_once() -> None:
    with scripted([YES], [YES]) as server:
        client = client_of(server)
        assert [client.call("T", {}), client.call("T", {})] == [{"said": "yes"}] * 2
        client.close()
    assert server.connections == 2
    with scripted([YES], [b""]) as server:
        client = client_of(server)
        client.call("T", {})
        with pytest.raises(TryLater):
            client.call("T", {})
    assert server.connections == 2


def test_a_fresh_connection_that_fails_is_not_tried_again() -> None:
    with scripted([b"HTTP/1.1 200 OK\r\n"]) as server, pytest.raises(TryLater):
        client_of(server).call("T", {})
    assert len(server.heard) == 1


def test_one_that_the_other_side_ends_is_not_used_again() -> None:
    with scripted([answer(b"{}", head=b"connection: close\r\n")], [YES]) as server:
        client = client_of(server)
        assert [client.call("T", {}), client.call("T", {})] == [{}, {"said": "yes"}]
        client.close()
    assert len(server.heard) == 2


def test_what_is_refused_is_told_from_what_may_work_later() -> None:
    refused = answer(b'{"__type": "com.amazonaws#NotThere", "message": "no"}', 400)
    throttled = answer(b'{"__type": "ThrottlingException"}', 400)
    with scripted([refused, throttled, answer(b"", 503), YES]) as server:
        client = client_of(server)
        with pytest.raises(AwsError, match="400 NotThere: no"):
            client.call("T", {})
        for _ in range(2):
            with pytest.raises(TryLater):
                client.call("T", {})
        assert client.call("T", {}) == {"said": "yes"}
        client.close()


def test_a_restored_function_asks_for_its_keys_and_keeps_them(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.delenv(name)
    monkeypatch.setattr(signed, "_container_credentials", None)
    expires = (datetime.now(UTC) + timedelta(hours=1)).isoformat()
    told = json.dumps({"AccessKeyId": "a", "SecretAccessKey": "b", "Token": "c", "Expiration": expires})
    with scripted([answer(told.encode())]) as server:
        monkeypatch.setenv("AWS_CONTAINER_CREDENTIALS_FULL_URI", f"http://127.0.0.1:{server.port}/keys?of=me")
        monkeypatch.setenv("AWS_CONTAINER_AUTHORIZATION_TOKEN", "letmein")
        first = credentials()
        assert (first.access_key, first.secret_key, first.token) == ("a", "b", "c")
        assert credentials() is first
    assert server.heard[0].startswith(b"GET /keys?of=me HTTP/1.1\r\n")
    assert b"authorization: letmein\r\n" in server.heard[0]
