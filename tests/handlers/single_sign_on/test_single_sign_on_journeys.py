"""The way to a provider and back: whatever a visitor, another browser or another issuer brings."""

import secrets as random
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

from central.platforms.http import OutboundHttp
from tests.fakes.issuer import FakeIssuer
from tests.fixtures.factories import (
    Owner,
    Row,
    make_account,
    make_user,
)
from tests.fixtures.moving_clock import MovingClock
from tests.fixtures.single_sign_on import AT, Browser, count, reach, reasons, sign_in, trust
from tests.handlers.rest_client import Client

# -- S27: state, browser, provider, redirect ---------------------------------------------------------------------------


def test_a_state_is_good_once(client: Client, provider: Row, ana: Row, issuer: FakeIssuer) -> None:
    browser = Browser.depart(client, provider)
    assert browser.arrive(issuer.authorize(browser.asked)).status == 201
    again = browser.arrive(issuer.authorize(browser.asked))
    assert (again.status, again.code) == (401, "journey_ended")


@pytest.mark.parametrize(
    ("off", "on"),
    [
        ("update accounts set status = 'suspended'", "update accounts set status = 'active'"),
        ("update sign_in_providers set active = false", "update sign_in_providers set active = true"),
    ],
)
def test_who_is_on_the_way_when_it_ends_arrives_nowhere(
    client: Client, provider: Row, ana: Row, issuer: FakeIssuer, owner: Owner, off: str, on: str
) -> None:
    browser = Browser.depart(client, provider)
    owner.execute(off)
    late = browser.arrive(issuer.authorize(browser.asked))
    assert (late.status, late.code) == (401, "journey_ended")
    assert owner.execute("select count(*) from sessions").fetchone() == {"count": 0}
    owner.execute(on)
    again = Browser.depart(client, provider)
    assert again.arrive(issuer.authorize(again.asked)).status == 201


def test_a_failed_return_uses_it_up_too(client: Client, provider: Row, ana: Row, issuer: FakeIssuer) -> None:
    browser = Browser.depart(client, provider)
    assert browser.arrive("made-up").code == "token_refused"
    assert browser.arrive(issuer.authorize(browser.asked)).code == "journey_ended"


def test_another_browser_arrives_nowhere_and_ends_nothing(
    client: Client, provider: Row, ana: Row, issuer: FakeIssuer
) -> None:
    browser = Browser.depart(client, provider)
    code = issuer.authorize(browser.asked)
    for cookie in (None, "", "x" * 43, random.token_urlsafe(32)):
        elsewhere = Browser(Client(client.handler, app=client.app, journey=cookie), browser.asked)
        assert (elsewhere.arrive(code).status, elsewhere.arrive(code).code) == (401, "journey_ended")
    assert browser.arrive(code).status == 201, "what others do with a state they saw ends nobody's way"


def test_ten_minutes(client: Client, provider: Row, ana: Row, issuer: FakeIssuer, clock: MovingClock) -> None:
    late, in_time = Browser.depart(client, provider), Browser.depart(client, provider)
    clock.forward(minutes=9, seconds=59)
    assert in_time.arrive(issuer.authorize(in_time.asked)).status == 201
    clock.forward(seconds=2)
    assert late.arrive(issuer.authorize(late.asked)).code == "journey_ended"


def test_two_tabs_do_not_end_each_other(client: Client, provider: Row, ana: Row, issuer: FakeIssuer) -> None:
    first = Browser.depart(client, provider)
    second = Browser.depart(first.client, provider)
    assert second.client.journey == first.client.journey
    assert second.asked["nonce"] != first.asked["nonce"]
    assert first.arrive(issuer.authorize(first.asked)).status == 201
    assert second.arrive(issuer.authorize(second.asked)).status == 201


def test_a_code_of_somebody_elses_journey(client: Client, provider: Row, ana: Row, issuer: FakeIssuer) -> None:
    """Injected into another's return it fails at the issuer (PKCE), and its token at us (nonce)."""
    victim, thief = Browser.depart(client, provider), Browser.depart(client, provider)
    stolen = issuer.authorize(victim.asked)
    assert thief.arrive(stolen).code == "token_refused"
    careless = Browser.depart(client, provider)
    issuer.tokens.append(issuer.sign(issuer.claims(issuer.grants[issuer.authorize(victim.asked)])))
    assert careless.arrive(issuer.authorize(careless.asked)).code == "token_refused"


def test_another_companys_provider_answers_for_its_own_journeys_only(
    client: Client, owner: Owner, provider: Row, ana: Row, issuer: FakeIssuer, clock: MovingClock, stored: str
) -> None:
    """Company B's provider says that it is Ana of company A; and its answer is carried to A's journey."""
    theirs = make_account(owner)
    their_boss = make_user(owner, theirs, role="admin", password_hash=stored)
    evil = FakeIssuer(clock, url="https://login.mal.example")
    bad = trust(owner, theirs, their_boss, evil, admits_newcomers=True)
    reach(client, issuer, evil)
    assert sign_in(client, bad, evil).code == "confirm_by_mail", "only the owner of the mailbox comes to work there"
    assert count(owner, "sign_in_identities") == 0
    mine = Browser.depart(client, provider)
    evil.key, evil.key_id = evil.stranger, issuer.key_id
    issuer.tokens.append(evil.sign({**issuer.claims(issuer.grants[issuer.authorize(mine.asked)])}))
    assert mine.arrive(issuer.authorize(mine.asked)).code == "token_refused"


def test_mix_up(client: Client, provider: Row, ana: Row, issuer: FakeIssuer) -> None:
    """The issuer's own name in the answer (RFC 9207) is the journey's, or the code goes nowhere."""
    browser = Browser.depart(client, provider)
    issuer.calls.clear()
    assert browser.arrive(issuer.authorize(browser.asked), iss="https://login.mal.example").code == "token_refused"
    assert "POST /token" not in issuer.calls
    honest = Browser.depart(client, provider)
    assert honest.arrive(issuer.authorize(honest.asked), iss=issuer.url).status == 201
    issuer.document = {"authorization_response_iss_parameter_supported": True}
    client.app.state.issuers = None
    silent = Browser.depart(client, provider)
    assert silent.arrive(issuer.authorize(silent.asked)).code == "token_refused", "it always says so, and did not"


def test_nothing_a_visitor_says_decides_where_browsers_go(client: Client, provider: Row) -> None:
    for extra in (
        {"redirect_uri": "https://mal.example"},
        {"next": "//mal.example"},
        {"issuer": "https://mal.example"},
    ):
        answer = client.post(AT, {"provider_id": str(provider["id"]), **extra})
        assert answer.status == 422, extra
    answer = client.post(AT, {"provider_id": str(provider["id"])}, headers={"host": "mal.example"})
    assert urlsplit(answer.json["redirect_url"]).hostname == "accounts.google.com"
    assert "mal.example" not in answer.json["redirect_url"]


@pytest.mark.parametrize(
    "place", ["http://accounts.google.com/a", "javascript:alert(1)", "https://169.254.169.254/a", "https://10.0.0.1/t"]
)
def test_an_issuer_sends_nobody_inside(client: Client, provider: Row, issuer: FakeIssuer, place: str) -> None:
    for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
        issuer.document = {name: place}
        client.app.state.issuers = None
        assert client.post(AT, {"provider_id": str(provider["id"])}).status == 503


def test_another_site_begins_no_journey(client: Client, provider: Row) -> None:
    body = {"provider_id": str(provider["id"])}
    assert client.post(AT, body, headers={"origin": "https://mal.example"}).code == "foreign_origin"
    finish = client.post(f"{AT}/finish", {"state": "a", "code": "b"}, headers={"origin": "https://mal.example"})
    assert finish.code == "foreign_origin"


def test_journeys_are_counted_by_place(client: Client, provider: Row, owner: Owner) -> None:
    owner.execute(
        "insert into gate.attempts (key, used, window_ends_at)"
        " values (gate.key_of('journey', '203.0.113.7'), 300, now() + interval '1 hour')"
    )
    assert client.post(AT, {"provider_id": str(provider["id"])}).status == 429
    elsewhere = Client(client.handler, app=client.app, address="203.0.113.8")
    assert elsewhere.post(AT, {"provider_id": str(provider["id"])}).status == 201


# -- when the issuer is away, or talks nonsense ------------------------------------------------------------------------


@pytest.mark.parametrize("place", ["/.well-known/openid-configuration", "/token", "/keys"])
@pytest.mark.parametrize(
    ("answer", "statuses"),
    [
        (httpx.ConnectError("no"), {503}),
        (httpx.ReadTimeout("slow"), {503}),
        (httpx.Response(500), {503}),
        (httpx.Response(200, text="<html>"), {401, 503}),
        (httpx.Response(200, json=[]), {401, 503}),
        (httpx.Response(200, json={"keys": 5, "id_token": 7}), {401, 503}),
        (httpx.Response(302, headers={"location": "https://10.0.0.1/"}), {401, 503}),
        (httpx.Response(200, content=b"[" * 300_000), {503}),
    ],
)
def test_what_an_issuer_may_do_wrong(
    client: Client, provider: Row, ana: Row, issuer: FakeIssuer, place: str, answer: Any, statuses: set[int]
) -> None:
    browser = Browser.depart(client, provider)
    client.app.state.issuers = None
    issuer.answers[place] = answer
    assert browser.arrive(issuer.authorize(browser.asked)).status in statuses
    if place.startswith("/.well"):
        assert client.post(AT, {"provider_id": str(provider["id"])}).status == 503


def test_a_wrong_secret_is_told_to_the_companys_log(
    client: Client, owner: Owner, provider: Row, ana: Row, issuer: FakeIssuer
) -> None:
    issuer.secret = "another"  # pragma: allowlist secret
    assert sign_in(client, provider, issuer).code == "token_refused"
    assert reasons(owner) == ["client_refused"]


def test_nothing_is_asked_within_a_transaction(
    client: Client, owner: Owner, provider: Row, ana: Row, issuer: FakeIssuer
) -> None:
    seen: list[str] = []
    transport = issuer.__call__

    def look(request: httpx.Request) -> httpx.Response:
        row = owner.execute(
            "select count(*) as n from pg_stat_activity where usename = 'central_app'"
            " and datname = current_database() and xact_start is not null"
        ).fetchone()
        assert row is not None
        seen.append(f"{request.url.path}: {row['n']}")
        return transport(request)

    client.app.state.http = OutboundHttp(transport=httpx.MockTransport(look))
    client.app.state.issuers = None
    assert sign_in(client, provider, issuer).status == 201
    assert [one.rpartition(" ")[2] for one in seen] == ["0", "0", "0"]
