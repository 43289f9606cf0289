"""Whatever a request says of its host and of where it comes from: links are those of the settings, limits count on."""

from dataclasses import replace

import pytest

from tests.fixtures.factories import Owner, Row, make_account, make_user
from tests.fixtures.mail import MailWorker
from tests.handlers.rest_client import PUBLIC_URL, Client, knowing

EMAIL = "ana@exemplo.com.br"
TOKEN = "a" * 43


@pytest.fixture
def account(owner: Owner) -> Row:
    return make_account(owner)


@pytest.fixture
def admin(client: Client, owner: Owner, account: Row) -> Client:
    return knowing(client, owner, account, make_user(owner, account, role="admin", name="Zélia"))


def lying(client: Client, number: int = 0) -> Client:
    """Return somebody whose every header names another host, and an address of its own for each number."""
    address = f"192.0.2.{number + 1}"
    return replace(
        client,
        headers={
            "host": "mal.exemplo",
            "x-forwarded-host": "mal.exemplo",
            "x-original-host": "mal.exemplo",
            "x-forwarded-proto": "http",
            "x-forwarded-port": "8080",
            "x-forwarded-for": address,
            "x-real-ip": address,
            "true-client-ip": address,
            "cf-connecting-ip": address,
            "cloudfront-viewer-address": f"{address}:443",
            "x-viewer-address": address,
            "forwarded": f"for={address};host=mal.exemplo;proto=http",
        },
    )


@pytest.mark.parametrize(
    ("path", "body", "page"),
    [
        ("invites", {"email": "bia@exemplo.com.br", "role": "agent"}, "convite#token="),
        ("password-resets", {"email": EMAIL}, "redefinir-senha#token="),
        (
            "sign-ups",
            {"company": "Loja da Dona", "name": "Rosa", "email": "dona@loja.com.br"},
            "redefinir-senha?primeira=1#token=",
        ),
    ],
)
def test_a_mailed_link_is_that_of_the_settings(
    admin: Client, mail_worker: MailWorker, owner: Owner, account: Row, path: str, body: dict[str, str], page: str
) -> None:
    make_user(owner, account, email=EMAIL, password_hash="x")
    answer = lying(admin).post(f"/api/v1/{path}", body)
    assert answer.status in (201, 204), answer.text
    mail = mail_worker.last()
    assert f"{PUBLIC_URL}/{page}" in mail.text
    assert "mal.exemplo" not in mail.text + mail.subject


@pytest.mark.parametrize(
    ("method", "path", "body", "limit"),
    [
        ("POST", "session", {"email": EMAIL, "password": "errada de novo"}, 5),
        ("POST", "sign-ups", {"company": "Loja", "name": "Rosa", "email": EMAIL}, 5),
        ("POST", "password-resets", {"email": EMAIL}, 20),
        ("POST", "password-resets/confirm", {"token": TOKEN, "password": "uma frase bem comprida"}, 20),
        ("POST", "invites/lookup", {"token": TOKEN}, 20),
        ("POST", "invites/accept", {"token": TOKEN, "name": "Ana", "password": "uma frase bem comprida"}, 20),
        ("GET", f"surveys/pages/{TOKEN}", None, 20),
        ("GET", "single-sign-on?company=guess", None, 20),
    ],
)
def test_another_address_in_every_header_is_still_the_same_visitor(
    client: Client, method: str, path: str, body: dict[str, str] | None, limit: int
) -> None:
    address, _, query = f"/api/v1/{path}".partition("?")
    answers = [lying(client, number).call(method, address, body, query=query) for number in range(limit + 1)]
    assert 429 not in [answer.status for answer in answers[:-1]]
    assert (answers[-1].status, answers[-1].code) == (429, "too_many_requests"), answers[-1].text
    elsewhere = replace(client, address="203.0.113.8").call(method, address, body, query=query)
    assert elsewhere.status != 429, "it was the place that was slowed down"
