"""The demo's look-alike provider: our product signs in by it as by any other, and it is as strict as a good one."""

from base64 import b64encode
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

import httpx
import pytest

from central.demo.http import Request, Response
from central.demo.issuer import CLIENT_ID, CLIENT_SECRET, PATH
from central.demo.service import SCHEMA, answer_request
from central.platforms.http import OutboundHttp
from central.ports import Ports
from central.single_sign_on.model import challenge_of
from central.single_sign_on.providers import context_of
from tests.fakes import FakeSecrets
from tests.fixtures.factories import Owner, Row, make_account, make_sign_in_provider, make_user
from tests.fixtures.single_sign_on import Browser
from tests.handlers.rest_client import PUBLIC_URL, Client

ISSUER = PUBLIC_URL + PATH
WAY_BACK = f"{PUBLIC_URL}/entrar/retorno"
EMAIL = "bia@plataforma.com"
VERIFIER = "v" * 43
ASKED = {
    "response_type": "code",
    "scope": "openid email profile",
    "client_id": CLIENT_ID,
    "redirect_uri": WAY_BACK,
    "state": "its own",
    "nonce": "nonce",
    "code_challenge": challenge_of(VERIFIER),
    "code_challenge_method": "S256",
}


@pytest.fixture(autouse=True)
def issuer(owner: Owner) -> None:
    owner.execute(SCHEMA.read_text())
    owner.execute("truncate demo.people, demo.codes, demo.keys cascade")
    owner.execute("insert into demo.people (email, name) values (%s, 'Bia Rocha')", (EMAIL,))


@pytest.fixture
def client(client: Client, ports: Ports) -> Client:
    """The product, whose calls out reach the look-alike and nothing else."""

    def answer(request: httpx.Request) -> httpx.Response:
        headers = {name.lower(): value for name, value in request.headers.items()}
        asked = Request(request.method, request.url.path, dict(request.url.params), headers, request.content)
        found = answer_request(ports, asked, public_url=PUBLIC_URL).to_gateway()
        return httpx.Response(found["statusCode"], text=found["body"], headers=found["headers"])

    # As in a demo: only what the installation itself is reached by is trusted beyond public addresses.
    graph = f"{PUBLIC_URL}/demo/graph"
    client.app.state.http = OutboundHttp(transport=httpx.MockTransport(answer), trusted_bases=[graph])
    client.app.state.issuers = None
    return client


@pytest.fixture
def account(owner: Owner) -> Row:
    return make_account(owner)


@pytest.fixture
def provider(owner: Owner, account: Row) -> Row:
    boss = make_user(owner, account, role="admin")
    values: Row = {"client_id": CLIENT_ID, "domains": ["plataforma.com"], "admits_newcomers": True}
    made = make_sign_in_provider(owner, account, boss, issuer=ISSUER, **values)
    sealed = FakeSecrets().seal(CLIENT_SECRET.encode(), context_of(account["id"], made["id"]))
    owner.execute("update sign_in_providers set client_secret = %s", (sealed,))
    return made


def visit(ports: Ports, method: str, query: dict[str, str], form: dict[str, str] | None = None) -> Response:
    request = Request(method, f"{PATH}/authorize", query, {}, urlencode(form or {}).encode())
    return answer_request(ports, request, public_url=PUBLIC_URL)


def choose(ports: Ports, query: dict[str, str], **form: str) -> dict[str, str]:
    """Choose an account on its page and return what the browser is sent back with."""
    gone = visit(ports, "POST", query, form)
    assert (gone.status, gone.body) == (303, b"")
    address = urlsplit(gone.to_gateway()["headers"]["location"])
    assert f"{address.scheme}://{address.netloc}{address.path}" == WAY_BACK
    return dict(parse_qsl(address.query))


def redeem(ports: Ports, code: str, *, basic: str | None = None, **form: str) -> Response:
    values = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": WAY_BACK,
        "code_verifier": VERIFIER,
        **({} if basic else {"client_id": CLIENT_ID, "client_secret": CLIENT_SECRET}),
        **form,
    }
    headers = {"authorization": f"Basic {b64encode(basic.encode()).decode()}"} if basic else {}
    request = Request("POST", f"{PATH}/token", {}, headers, urlencode(values).encode())
    return answer_request(ports, request, public_url=PUBLIC_URL)


def test_the_product_signs_in_by_it_as_by_any_other(
    client: Client, owner: Owner, ports: Ports, account: Row, provider: Row
) -> None:
    make_user(owner, account, email=EMAIL)
    browser = Browser.depart(client, provider)
    page = visit(ports, "GET", browser.asked)
    assert (page.status, page.mime_type) == (200, "text/html; charset=utf-8")
    assert "Bia Rocha" in page.body.decode()
    brought = choose(ports, browser.asked, email=EMAIL)
    assert (brought["state"], brought["iss"]) == (browser.asked["state"], ISSUER)
    answer = browser.arrive(brought["code"], iss=brought["iss"])
    assert answer.status == 201, answer.text
    assert answer.json["user"]["email"] == EMAIL
    (identity,) = client.by_token(answer.json["token"]).get("/api/v1/me/identities").json["items"]
    assert (identity["kind"], identity["email"]) == ("other", EMAIL)

    again = Browser.depart(client, provider)
    brought = choose(ports, again.asked, email=EMAIL.upper())
    assert again.arrive(brought["code"], iss=brought["iss"]).status == 201, "the same person, by the subject"
    mixed = Browser.depart(client, provider)
    assert mixed.arrive(choose(ports, mixed.asked, email=EMAIL)["code"]).code == "token_refused", "it names itself"


def test_whom_it_brings_is_mailed_an_invite(client: Client, ports: Ports, owner: Owner, provider: Row) -> None:
    browser = Browser.depart(client, provider)
    brought = choose(ports, browser.asked, email="diego@plataforma.com", name="Diego Nunes")
    assert browser.arrive(brought["code"], iss=brought["iss"]).code == "confirm_by_mail"
    (mail,) = owner.execute("select kind, address from mails").fetchall()
    assert (mail["kind"], mail["address"]) == ("invite", "diego@plataforma.com")
    other = Browser.depart(client, provider)
    brought = choose(ports, other.asked, email="ana@outra.com.br")
    assert other.arrive(brought["code"], iss=brought["iss"]).code == "email_domain"


def test_a_code_is_good_once_for_a_minute_and_for_who_asked(ports: Ports, owner: Owner) -> None:
    code = choose(ports, ASKED, email=EMAIL)["code"]
    assert redeem(ports, code, client_secret="another").status == 401  # pragma: allowlist secret
    assert redeem(ports, code, grant_type="password").status == 400
    assert redeem(ports, code).body["token_type"] == "Bearer"
    assert redeem(ports, code).body == {"error": "invalid_grant"}, "once"
    for wrong in ({"code_verifier": "w" * 43}, {"redirect_uri": "https://mal.exemplo/"}):
        assert redeem(ports, choose(ports, ASKED, email=EMAIL)["code"], **wrong).status == 400
    assert redeem(ports, "\0").status == 400
    late = choose(ports, ASKED, email=EMAIL)["code"]
    owner.execute("update demo.codes set created_at = now() - interval '61 seconds'")
    assert redeem(ports, late).status == 400


def test_the_secret_may_come_in_the_header(ports: Ports) -> None:
    good = choose(ports, ASKED, email=EMAIL)["code"]
    assert redeem(ports, good, basic=f"{CLIENT_ID}:{CLIENT_SECRET}").status == 200
    assert redeem(ports, good, basic="x").status == 401
    request = Request("POST", f"{PATH}/token", {}, {"authorization": "Basic %"}, b"")
    assert answer_request(ports, request, public_url=PUBLIC_URL).status == 401


@pytest.mark.parametrize("wrong", [{"client_id": "other"}, {"redirect_uri": "https://mal.exemplo/entrar/retorno"}])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_strangers_request_sends_the_browser_nowhere(ports: Ports, method: str, wrong: dict[str, str]) -> None:
    page = visit(ports, method, {**ASKED, **wrong}, {"email": EMAIL})
    assert page.status == 400
    assert "location" not in page.headers


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"scope": "email"}, "invalid_scope"),
        ({"code_challenge_method": "plain"}, "invalid_request"),
        ({"code_challenge": ""}, "invalid_request"),
        ({"nonce": "\0"}, "invalid_request"),
    ],
)
def test_any_other_fault_goes_back_to_the_client(ports: Ports, wrong: dict[str, str], error: str) -> None:
    for method in ("GET", "POST"):
        gone = visit(ports, method, {**ASKED, **wrong}, {"email": EMAIL})
        assert gone.status == 303
        assert parse_qs(urlsplit(gone.headers["location"]).query)["error"] == [error]
    assert choose(ports, ASKED, cancel="1") == {"error": "access_denied", "state": "its own", "iss": ISSUER}


@pytest.mark.parametrize("email", ["", "bia", "a\0b@plataforma.com", "x" * 250 + "@a.co"])
def test_what_is_no_address_is_said_on_the_page(ports: Ports, email: str) -> None:
    page = visit(ports, "POST", ASKED, {"email": email})
    assert page.status == 200
    assert "Escreva um e-mail" in page.body.decode()


def test_nobody_writes_into_the_page(ports: Ports) -> None:
    choose(ports, ASKED, email="x@plataforma.com", name='<script>"')
    page = visit(ports, "GET", {**ASKED, "state": '"><script>'}).body.decode()
    assert "<script>" not in page
    assert "&lt;script&gt;&quot;" in page


def test_the_key_stays_the_same(ports: Ports) -> None:
    request = Request("GET", f"{PATH}/keys", {}, {}, b"")
    first, second = (answer_request(ports, replace(request), public_url=PUBLIC_URL).body for _ in range(2))
    key: dict[str, Any] = first["keys"][0]
    assert (first, key["kty"], "d" in key) == (second, "RSA", False)
