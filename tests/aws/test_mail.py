"""Our own mail against servers that speak like SES: moto's, and one that fails in every way."""

import json
import socket
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import boto3
import pytest
from moto.server import ThreadedMotoServer

from central.aws.mail import SesMailer
from central.errors import TryLater
from central.ports import MailRefused, MailUnconfirmed

MAIL = {"to": "bia@exemplo.com.br", "subject": "Olá ☀", "text": "Olá!\n", "html": "<p>Olá!</p>"}


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_REGION": "sa-east-1",
        "AWS_DEFAULT_REGION": "sa-east-1",
    }.items():
        monkeypatch.setenv(name, value)
    for name in ("AWS_SESSION_TOKEN", "AWS_ENDPOINT_URL"):
        monkeypatch.delenv(name, raising=False)


def mailer(base_url: str, *, reply_to: str = "") -> SesMailer:
    return SesMailer(lambda: "nao-responda@exemplo.com.br", lambda: reply_to, lambda: base_url)


@pytest.fixture(scope="module")
def moto() -> Iterator[str]:
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    host, port = server.get_host_and_port()
    address = f"http://{host}:{port}"
    # Loads the service, which takes seconds on a busy machine.
    boto3.Session("test", "test", region_name="sa-east-1").client("sesv2", endpoint_url=address).list_email_identities()
    yield address
    server.stop()


def test_a_verified_sender_sends_and_another_is_told_no(moto: str) -> None:
    with pytest.raises(MailRefused):
        mailer(moto).send(**MAIL)
    session = boto3.Session("test", "test", region_name="sa-east-1")
    session.client("sesv2", endpoint_url=moto).create_email_identity(EmailIdentity="nao-responda@exemplo.com.br")
    mailer(moto).send(**MAIL)
    assert session.client("ses", endpoint_url=moto).get_send_quota()["SentLast24Hours"] == 1


class Ses(ThreadingHTTPServer):
    """Answers everything with ``answer``; None: takes the mail and says nothing."""

    answer: tuple[int, bytes] | None = (200, b'{"MessageId": "1"}')
    taken: list[dict[str, Any]]
    paths: list[str]


class _Handler(BaseHTTPRequestHandler):
    server: Ses

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        self.server.taken.append(json.loads(body))
        self.server.paths.append(self.path)
        if self.server.answer is None:
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)
            return
        status, content = self.server.answer
        self.send_response(status)
        self.send_header("content-length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_arguments: object) -> None:
        """Say nothing."""


@pytest.fixture
def ses() -> Iterator[Ses]:
    server = Ses(("127.0.0.1", 0), _Handler)
    server.taken, server.paths = [], []
    Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def address(ses: Ses) -> str:
    return f"http://127.0.0.1:{ses.server_address[1]}/demo/ses"


def test_what_is_sent(ses: Ses) -> None:
    mailer(address(ses), reply_to="ajuda@exemplo.com.br").send(**MAIL)
    (body,) = ses.taken
    assert ses.paths == ["/demo/ses/v2/email/outbound-emails"]
    assert body["FromEmailAddress"] == "Central <nao-responda@exemplo.com.br>"
    assert body["ReplyToAddresses"] == ["ajuda@exemplo.com.br"]
    assert body["Destination"] == {"ToAddresses": ["bia@exemplo.com.br"]}
    assert body["Content"]["Simple"]["Subject"] == {"Data": "Olá ☀", "Charset": "UTF-8"}
    assert body["Content"]["Simple"]["Body"]["Text"]["Data"] == "Olá!\n"


@pytest.mark.parametrize("status", [403, 429, 500, 503])
def test_what_passes_is_tried_again(ses: Ses, status: int) -> None:
    ses.answer = (status, b"<html>")
    with pytest.raises(TryLater):
        mailer(address(ses)).send(**MAIL)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (
            b'{"__type": "com.amazonaws#MessageRejected", "message": "bia@exemplo.com.br is not verified"}',
            "MessageRejected",
        ),
        (b'{"name": "BadRequestException"}', "BadRequestException"),
        (b'{"message": "bia@exemplo.com.br"}', "HTTP 400"),
        (b"[]", "HTTP 400"),
        (b"not JSON", "HTTP 400"),
    ],
)
def test_a_refusal_says_its_code_and_no_address(ses: Ses, content: bytes, code: str) -> None:
    ses.answer = (400, content)
    with pytest.raises(MailRefused) as refused:
        mailer(address(ses)).send(**MAIL)
    assert refused.value.code == code


def test_silence_after_the_mail_was_handed_over_is_nothing_to_try_again(ses: Ses) -> None:
    ses.answer = None
    sending = mailer(address(ses))
    for number in (1, 2):
        with pytest.raises(MailUnconfirmed):
            sending.send(**MAIL)
        assert len(ses.taken) == number, "not even once more on another connection"
    ses.answer = (200, b"{}")
    sending.send(**MAIL)


def test_a_service_that_is_not_there_has_nothing() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(TryLater):
        mailer(f"http://127.0.0.1:{port}").send(**MAIL)
    with pytest.raises(TryLater):
        mailer("http://mail.invalid").send(**MAIL)
