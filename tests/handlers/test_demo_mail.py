"""The demo's mail service: what our mailer sends is what people read at /demo/mail."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import pytest

from central.aws.mail import SesMailer
from central.demo.http import Request
from central.demo.service import SCHEMA, answer_request
from central.ports import MailRefused, Ports
from tests.fixtures.factories import Owner

PUBLIC_URL = "https://central.test"


@pytest.fixture(autouse=True)
def service(owner: Owner) -> None:
    owner.execute(SCHEMA.read_text())
    owner.execute("truncate demo.mails")


@pytest.fixture
def mailer(ports: Ports, monkeypatch: pytest.MonkeyPatch) -> Iterator[SesMailer]:
    """Our mailer, talking to the demo function over HTTP."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            response = answer_request(ports, Request("POST", self.path, {}, {}, body), public_url=PUBLIC_URL)
            content = json.dumps(response.body).encode()
            self.send_response(response.status)
            self.send_header("content-length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_arguments: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    yield SesMailer(
        lambda: "nao-responda@central.invalid",
        lambda: "",
        lambda: f"http://127.0.0.1:{server.server_address[1]}/demo/ses",
    )
    server.shutdown()
    server.server_close()


def mailbox(ports: Ports) -> str:
    response = answer_request(ports, Request("GET", "/demo/mail", {}, {}, b""), public_url=PUBLIC_URL)
    assert (response.status, response.mime_type) == (200, "text/html; charset=utf-8")
    page: bytes = response.body
    return page.decode()


def test_a_mail_can_be_read_and_its_link_clicked(ports: Ports, mailer: SesMailer) -> None:
    assert "Ainda não há e-mails." in mailbox(ports)
    link = f"{PUBLIC_URL}/convite#token=abc-_1"
    mailer.send(to="bia@exemplo.com.br", subject="Convite ☀", text=f"Olá!\n\nAceitar:\n{link}\n", html="<p>nada</p>")
    page = mailbox(ports)
    assert f'<a href="{link}">{link}</a>' in page
    assert "Convite ☀" in page
    assert "Para bia@exemplo.com.br" in page


def test_nobody_writes_into_the_page(ports: Ports, mailer: SesMailer) -> None:
    """Anybody may speak to the look-alike."""
    bad = "<script>x</script>"
    text = f'{bad}\nhttps://mal.exemplo\n{PUBLIC_URL}.mal.exemplo/x\njavascript:x\n{PUBLIC_URL}/"onclick=x'
    mailer.send(to=f"{bad}@x", subject=bad, text=text, html="")
    page = mailbox(ports)
    assert "<script>" not in page
    assert page.count("<a ") == 1, "our own address only, and escaped"
    assert f'<a href="{PUBLIC_URL}/&quot;onclick=x">' in page


def test_the_newest_are_kept(ports: Ports, mailer: SesMailer, owner: Owner) -> None:
    owner.execute(
        "insert into demo.mails (sender, recipient, subject, content) select 'a', 'b', 'Nº ' || n, 'x'"
        " from generate_series(1, 300) n"
    )
    mailer.send(to="b@x", subject="Último", text="x", html="")
    assert owner.execute("select count(*) <= 201 as few from demo.mails").fetchone() == {"few": True}
    assert mailbox(ports).index("Último") < mailbox(ports).index("Nº 300")


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b'{"Destination": 5}', b'{"Destination": {"ToAddresses": []}}'])
def test_what_is_no_mail_is_refused_as_ses_refuses(ports: Ports, body: bytes) -> None:
    path = "/demo/ses/v2/email/outbound-emails"
    response = answer_request(ports, Request("POST", path, {}, {}, body), public_url=PUBLIC_URL)
    assert (response.status, response.body["__type"]) == (400, "BadRequestException")


def test_a_nul_in_a_mail_is_refused(mailer: SesMailer) -> None:
    values: dict[str, Any] = {"to": "a@x", "subject": "a\0b", "text": "x", "html": ""}
    with pytest.raises(MailRefused) as refused:
        mailer.send(**values)
    assert refused.value.code == "BadRequestException"
