"""Signing in by a provider: the way there and back, who gets in, and every way around it that is closed."""

import secrets as random
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import httpx
import pyotp
import pytest

from central.accounts import second_factor as second_factor_service
from central.accounts.passwords import hash_password
from central.accounts.permissions import PERMISSIONS
from central.accounts.second_factor import context_of as factor_context
from central.accounts.step_up import check_again
from central.platforms.http import OutboundHttp
from central.single_sign_on import identities, service
from tests.fakes import FakeSecrets
from tests.fakes.issuer import CLIENT_ID, FakeIssuer
from tests.fixtures.factories import (
    Owner,
    Row,
    give_role,
    make_account,
    make_identity_of,
    make_invite,
    make_role,
    make_user,
)
from tests.fixtures.mail import MailWorker
from tests.fixtures.moving_clock import MovingClock
from tests.fixtures.single_sign_on import AT, Browser, reach, sign_in, trust
from tests.handlers.rest_client import PUBLIC_URL, Client, token_of

PASSWORD = "uma senha comprida"
EMAIL = "ana@exemplo.com.br"


@pytest.fixture(scope="module")
def stored() -> str:
    return hash_password(PASSWORD)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> MovingClock:
    clock = MovingClock()
    for module in (service, second_factor_service):
        monkeypatch.setattr(module, "now", clock)
    return clock


@pytest.fixture
def issuer(clock: MovingClock) -> FakeIssuer:
    return FakeIssuer(clock)


@pytest.fixture
def client(client: Client, issuer: FakeIssuer) -> Client:
    reach(client, issuer)
    return client


@pytest.fixture
def account(owner: Owner) -> Row:
    return make_account(owner)


@pytest.fixture
def boss(owner: Owner, account: Row, stored: str) -> Row:
    return make_user(owner, account, role="admin", email="chefe@exemplo.com.br", password_hash=stored)


@pytest.fixture
def provider(owner: Owner, account: Row, boss: Row, issuer: FakeIssuer) -> Row:
    return trust(owner, account, boss, issuer)


@pytest.fixture
def ana(owner: Owner, account: Row, stored: str) -> Row:
    return make_user(owner, account, email=EMAIL, password_hash=stored)


def count(owner: Owner, table: str) -> int:
    row = owner.execute(f"select count(*) as n from {table}").fetchone()
    assert row is not None
    return int(row["n"])


def reasons(owner: Owner) -> list[str]:
    rows = owner.execute(
        "select details->>'reason' as reason from audit_log where action = 'session.refused' order by sequence"
    ).fetchall()
    return [row["reason"] for row in rows]


def password(client: Client, email: str = EMAIL, **body: Any) -> Any:
    return client.post("/api/v1/session", {"email": email, "password": PASSWORD, **body})


# -- there and back ----------------------------------------------------------------------------------------------------


def test_the_way_there_and_back(client: Client, owner: Owner, provider: Row, ana: Row, issuer: FakeIssuer) -> None:
    browser = Browser.depart(client, provider)
    assert {name: browser.asked[name] for name in ("client_id", "redirect_uri", "scope", "tenant")} == {
        "client_id": CLIENT_ID,
        "redirect_uri": f"{PUBLIC_URL}/entrar/retorno",
        "scope": "openid email profile",
        "tenant": "1",
    }
    answer = browser.arrive(issuer.authorize(browser.asked))
    assert answer.status == 201, answer.text
    assert answer.json["user"]["email"] == EMAIL
    assert any(cookie.startswith("__Host-session=") for cookie in answer.cookies)
    here = client.by_token(answer.json["token"])
    assert here.get("/api/v1/session").status == 200
    (identity,) = here.get("/api/v1/me/identities").json["items"]
    assert (identity["provider_name"], identity["kind"], identity["email"]) == (provider["name"], "google", EMAIL)
    actions = owner.execute("select action, details from audit_log order by sequence").fetchall()
    assert [row["action"] for row in actions] == ["identity.bound", "session.opened"]
    assert actions[1]["details"] == {"provider_id": str(provider["id"])}
    assert issuer.calls == ["GET /.well-known/openid-configuration", "POST /token", "GET /keys"]
    assert sign_in(client, provider, issuer).status == 201
    assert issuer.calls[3:] == ["POST /token"], "document and keys are remembered"


def test_what_is_stored_of_a_journey_opens_nothing(client: Client, owner: Owner, provider: Row) -> None:
    browser = Browser.depart(client, provider)
    row = owner.execute("select * from gate.journeys").fetchone()
    assert row is not None
    kept = repr(row)
    assert browser.client.journey is not None
    for secret in (browser.asked["state"], browser.asked["nonce"], browser.client.journey):
        assert secret not in kept


def test_a_key_that_is_new_is_looked_up_once(client: Client, provider: Row, ana: Row, issuer: FakeIssuer) -> None:
    ticks = [1000.0]
    assert sign_in(client, provider, issuer).status == 201
    client.app.state.issuers._clock = lambda: ticks[0] + 10_000_000
    client.app.state.issuers._keys = {issuer.url: (client.app.state.issuers._clock() - 61, issuer.published[:1])}
    issuer.calls.clear()
    issuer.rotate()
    assert sign_in(client, provider, issuer).status == 201
    assert issuer.calls.count("GET /keys") == 1
    issuer.key_id = "never"
    for _ in range(3):
        assert sign_in(client, provider, issuer).code == "token_refused"
    assert issuer.calls.count("GET /keys") == 1, "whoever makes up keys makes us ask once a minute at most"


@pytest.mark.parametrize("methods", [None, ["client_secret_basic"], ["client_secret_post", "private_key_jwt"]])
def test_the_secret_goes_the_way_the_issuer_takes_it(
    client: Client, provider: Row, ana: Row, issuer: FakeIssuer, methods: list[str] | None
) -> None:
    issuer.document = {} if methods is None else {"token_endpoint_auth_methods_supported": methods}
    assert sign_in(client, provider, issuer).status == 201


# -- S27: state, browser, provider, redirect ---------------------------------------------------------------------------


def test_a_state_is_good_once(client: Client, provider: Row, ana: Row, issuer: FakeIssuer) -> None:
    browser = Browser.depart(client, provider)
    assert browser.arrive(issuer.authorize(browser.asked)).status == 201
    again = browser.arrive(issuer.authorize(browser.asked))
    assert (again.status, again.code) == (401, "journey_ended")


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


# -- the page ----------------------------------------------------------------------------------------------------------


def test_the_page_tells_by_the_companys_code_only(client: Client, owner: Owner, account: Row, provider: Row) -> None:
    page = client.get(AT, query={"company": account["sign_in_code"]})
    assert page.json == {
        "company": account["name"],
        "password": True,
        "providers": [{"id": str(provider["id"]), "name": provider["name"], "kind": "google"}],
    }
    empty = make_account(owner)
    for code in ("nope", empty["sign_in_code"], str(account["id"]), "exemplo.com.br", EMAIL):
        answer = client.get(AT, query={"company": code})
        assert (answer.status, answer.code) == (404, "no_such_page"), code
    for _ in range(30):
        last = client.get(AT, query={"company": "guess"})
    assert last.status == 429
    assert client.get(AT, query={"company": account["sign_in_code"]}).status == 200, "a good code is never refused"
    owner.execute("update accounts set status = 'suspended' where id = %s", (account["id"],))
    assert client.get(AT, query={"company": account["sign_in_code"]}).status in (404, 429)
    assert client.post(AT, {"provider_id": str(provider["id"])}).status == 404


# -- who gets in -------------------------------------------------------------------------------------------------------


def told(owner: Owner) -> int:
    """How many mails told somebody that a way to sign in changed."""
    row = owner.execute("select count(*) from mails where kind = 'sign_in_changed'").fetchone()
    return int(row["count"]) if row else 0


def test_bound_by_subject_and_never_again_by_address(
    client: Client, owner: Owner, account: Row, provider: Row, ana: Row, issuer: FakeIssuer
) -> None:
    assert sign_in(client, provider, issuer).status == 201
    other = sign_in(client, provider, issuer, sub="somebody-else")
    assert (other.status, other.code) == (403, "other_identity"), "whoever has her address now is not her"
    renamed = sign_in(client, provider, issuer, email="ana.silva@exemplo.com.br")
    assert renamed.json["user"]["email"] == EMAIL, "her address at the provider changed; she did not"
    bia = make_user(owner, account, email="bia@exemplo.com.br")
    still = sign_in(client, provider, issuer, email=bia["email"])
    assert still.json["user"]["id"] == str(ana["id"]), "a colleague's address makes her nobody else"
    assert reasons(owner) == ["other_identity"]
    assert told(owner) == 1, "of the binding; coming again changes nothing"


@pytest.mark.parametrize(
    ("claims", "code"),
    [
        ({"email": None}, "email_missing"),
        ({"email": ["ana@exemplo.com.br"]}, "email_missing"),
        ({"email": "ana@exemplo.com.br\nBcc: x@y.z"}, "email_missing"),
        ({"email": "ana@mal.example@exemplo.com.br"}, "email_missing"),
        ({"email_verified": None}, "email_unverified"),
        ({"email_verified": False}, "email_unverified"),
        ({"email_verified": "false"}, "email_unverified"),
        ({"email_verified": "yes"}, "email_unverified"),
        ({"hd": None}, "email_unverified"),
        ({"email": "ana@outra.com.br"}, "email_domain"),
        ({"email": "ana@sub.exemplo.com.br"}, "email_domain"),
        ({"email": "ana@gmail.com", "hd": None}, "email_domain"),
    ],
)
def test_an_address_nobody_vouches_for(
    client: Client, owner: Owner, provider: Row, ana: Row, issuer: FakeIssuer, claims: Row, code: str
) -> None:
    answer = sign_in(client, provider, issuer, **claims)
    assert (answer.status, answer.code) == (403, code)
    assert reasons(owner) == [code]
    assert count(owner, "sign_in_identities") == 0


@pytest.mark.parametrize(
    ("claims", "status"),
    [
        ({}, 403),
        ({"xms_edov": False}, 403),
        ({"xms_edov": "0"}, 403),
        ({"xms_edov": True}, 201),
        ({"xms_edov": 1}, 201),
        ({"xms_edov": "1"}, 201),
        ({"xms_edov": "true"}, 201),
    ],
)
def test_microsofts_addresses_count_with_xms_edov(
    client: Client, owner: Owner, account: Row, boss: Row, ana: Row, clock: MovingClock, claims: Row, status: int
) -> None:
    tenant = "https://login.microsoftonline.com/11111111-2222-3333-4444-555555555555/v2.0"
    microsoft = FakeIssuer(clock, url=tenant)
    provider = trust(owner, account, boss, microsoft)
    reach(client, microsoft)
    answer = sign_in(client, provider, microsoft, email_verified=None, hd=None, **claims)
    assert answer.status == status, answer.text


def test_who_is_deactivated_or_gone_gets_in_nowhere(
    client: Client, owner: Owner, provider: Row, ana: Row, issuer: FakeIssuer
) -> None:
    owner.execute("update sign_in_providers set admits_newcomers = true")
    here = client.by_token(sign_in(client, provider, issuer).json["token"])
    owner.execute("update memberships set active = false where user_id = %s", (ana["id"],))
    assert here.get("/api/v1/session").status == 401
    for sub in ("subject-of-ana", "another"):
        answer = sign_in(client, provider, issuer, sub=sub)
        assert (answer.status, answer.code) == (403, "inactive")
    owner.execute("update memberships set left_at = now() where user_id = %s", (ana["id"],))
    assert count(owner, "sign_in_identities") == 0, "who left is unbound"
    assert sign_in(client, provider, issuer).code == "inactive", "and not admitted again by being known there"


def test_a_stranger_is_let_in_only_where_the_company_says_so(
    client: Client, owner: Owner, account: Row, provider: Row, issuer: FakeIssuer
) -> None:
    assert sign_in(client, provider, issuer).code == "not_a_member"
    owner.execute("update sign_in_providers set admits_newcomers = true, newcomer_role = 'supervisor'")
    answer = sign_in(client, provider, issuer, name="  Ana\n Souza ")
    assert answer.status == 201, answer.text
    assert (answer.json["user"]["name"], answer.json["role"]) == ("Ana Souza", "supervisor")
    actions = owner.execute("select action from audit_log where actor_type = 'user' order by sequence").fetchall()
    assert [row["action"] for row in actions] == ["member.admitted", "identity.bound", "session.opened"]
    assert password(client).status == 401, "there is no password"
    assert sign_in(client, provider, issuer).status == 201


def test_a_deleted_role_lets_nobody_in(client: Client, owner: Owner, provider: Row, issuer: FakeIssuer) -> None:
    owner.execute("update sign_in_providers set admits_newcomers = true, newcomer_role_id = %s", (uuid4(),))
    assert sign_in(client, provider, issuer).code == "not_a_member"
    assert count(owner, "users") == 1


def test_who_was_invited_comes_in_with_the_invites_role(
    client: Client, owner: Owner, account: Row, boss: Row, provider: Row, issuer: FakeIssuer
) -> None:
    make_invite(owner, account, boss, email=EMAIL, role="supervisor")
    answer = sign_in(client, provider, issuer)
    assert (answer.status, answer.json["role"]) == (201, "supervisor")
    assert count(owner, "invites where accepted_at is not null") == 1


def test_an_issuer_of_the_companys_own_brings_nobody_without_their_mailbox(
    client: Client, owner: Owner, account: Row, boss: Row, clock: MovingClock, mail_worker: MailWorker
) -> None:
    """It may speak for the company's people, and for nobody else: not even that they exist is told."""
    own = FakeIssuer(clock, url="https://sso.exemplo.com.br/realms/um")
    provider = trust(owner, account, boss, own, admits_newcomers=True)
    reach(client, own)
    elsewhere = make_account(owner)
    make_user(owner, elsewhere, email="beto@exemplo.com.br")
    for email in (EMAIL, "beto@exemplo.com.br"):
        answer = sign_in(client, provider, own, email=email, sub=email)
        assert (answer.status, answer.code) == (403, "confirm_by_mail")
    assert count(owner, f"memberships where account_id = '{account['id']}'") == 1
    assert count(owner, "mails where kind = 'invite' and state = 'pending'") == 2
    colleague = make_user(owner, account, email="caio@exemplo.com.br")
    assert sign_in(client, provider, own, email=colleague["email"], sub="caio").status == 201


# -- the second factor -------------------------------------------------------------------------------------------------


@pytest.fixture
def factor(owner: Owner, ana: Row, secrets: FakeSecrets) -> pyotp.TOTP:
    totp = pyotp.TOTP("A" * 32)
    owner.execute(
        "insert into gate.second_factors (user_id, enabled_at, secret) values (%s, now(), %s)",
        (ana["id"], secrets.seal(b"A" * 32, factor_context(ana["id"]))),
    )
    return totp


def test_our_second_factor_is_asked_for_all_the_same(
    client: Client, owner: Owner, provider: Row, factor: pyotp.TOTP, issuer: FakeIssuer, clock: MovingClock
) -> None:
    answer = sign_in(client, provider, issuer)
    assert answer.status == 200
    body = {"challenge": answer.json["second_factor"]["challenge"], "code": factor.at(clock.time)}
    done = client.post("/api/v1/session/second-factor", body)
    assert done.status == 201, done.text
    row = owner.execute("select provider_id from sessions").fetchone()
    assert row == {"provider_id": provider["id"]}, "it is the provider's session all the same"


def test_whoever_is_unbound_finishes_nothing_they_began_with_it(
    client: Client,
    owner: Owner,
    account: Row,
    boss: Row,
    provider: Row,
    factor: pyotp.TOTP,
    issuer: FakeIssuer,
    clock: MovingClock,
) -> None:
    """The provider's word was taken, and a code is waited for; what a password began there goes on."""
    vouched = sign_in(client, provider, issuer).json["second_factor"]["challenge"]
    by_password = client.post("/api/v1/session", {"email": EMAIL, "password": PASSWORD}).json["second_factor"]
    admin = client.by_token(token_of(owner, account, boss))
    row = owner.execute("select id, user_id from sign_in_identities").fetchone()
    assert row is not None
    at = f"/api/v1/users/{row['user_id']}/identities/{row['id']}"
    assert admin.delete(at, body={"password": PASSWORD}).status == 204
    path, code = "/api/v1/session/second-factor", factor.at(clock.time)
    assert client.post(path, {"challenge": vouched, "code": code}).code == "challenge_ended"
    assert client.post(path, {"challenge": by_password["challenge"], "code": code}).status == 201


def test_the_providers_own_is_enough_where_the_company_says_so(
    client: Client, owner: Owner, account: Row, provider: Row, factor: pyotp.TOTP, issuer: FakeIssuer
) -> None:
    owner.execute("update sign_in_providers set trusts_second_factor = true")
    answer = sign_in(client, provider, issuer)
    assert answer.status == 201
    assert client.by_token(answer.json["token"]).get("/api/v1/session").status == 200
    owner.execute("delete from gate.second_factors")
    owner.execute("update accounts set second_factor_required = true")
    answer = sign_in(client, provider, issuer)
    assert answer.json["second_factor_setup_required"] is False
    assert client.by_token(answer.json["token"]).get("/api/v1/users").status == 200
    owner.execute("update sign_in_providers set trusts_second_factor = false")
    owing = client.by_token(sign_in(client, provider, issuer).json["token"])
    assert owing.get("/api/v1/users").code == "second_factor_setup_required"


# -- only single sign-on -----------------------------------------------------------------------------------------------


def test_a_password_opens_nothing_but_for_admins(
    client: Client, owner: Owner, account: Row, provider: Row, ana: Row, boss: Row, issuer: FakeIssuer
) -> None:
    before = client.by_token(password(client).json["token"])
    owner.execute("update accounts set single_sign_on_only = true")
    assert before.get("/api/v1/session").status == 401, "at once, also where it was opened before"
    answer = password(client)
    assert (answer.status, answer.code) == (403, "single_sign_on_required")
    assert answer.json["error"]["details"] == {"company": account["sign_in_code"]}
    wrong = client.post("/api/v1/session", {"email": EMAIL, "password": "outra"})
    assert wrong.status == 401, "told only with the right password"
    admin = password(client, boss["email"])
    assert client.by_token(admin.json["token"]).get("/api/v1/session").status == 200
    here = client.by_token(sign_in(client, provider, issuer).json["token"])
    assert here.get("/api/v1/session").status == 200
    other = make_account(owner)
    owner.execute(
        "insert into memberships (account_id, user_id, role) values (%s, %s, 'agent')", (other["id"], ana["id"])
    )
    assert password(client).json["account"]["id"] == str(other["id"]), "the company whose door it opens"
    there = client.by_token(password(client).json["token"])
    switch = there.post("/api/v1/session/account", {"account_id": str(account["id"])})
    assert (switch.status, switch.code) == (403, "single_sign_on_required")
    assert there.get("/api/v1/session").status == 200


def test_an_invite_by_mail_leads_to_the_page(
    client: Client, owner: Owner, account: Row, boss: Row, provider: Row, mail_worker: MailWorker
) -> None:
    owner.execute("update accounts set single_sign_on_only = true")
    admin = client.by_token(token_of(owner, account, boss))
    assert admin.post("/api/v1/invites", {"email": "bia@exemplo.com.br", "role": "agent"}).status == 201
    body = {"token": mail_worker.last().token, "name": "Bia", "password": "uma frase bem comprida"}
    answer = client.post("/api/v1/invites/accept", body)
    assert (answer.status, answer.code) == (403, "single_sign_on_required")
    assert count(owner, f"memberships where account_id = '{account['id']}'") == 2, "she works there now"


def test_a_providers_session_stays_in_its_company(
    client: Client, owner: Owner, account: Row, provider: Row, ana: Row, issuer: FakeIssuer
) -> None:
    """Whoever runs a provider of one company could otherwise walk into every other one of that person's."""
    other = make_account(owner)
    owner.execute(
        "insert into memberships (account_id, user_id, role) values (%s, %s, 'admin')", (other["id"], ana["id"])
    )
    here = client.by_token(sign_in(client, provider, issuer).json["token"])
    switch = here.post("/api/v1/session/account", {"account_id": str(other["id"])})
    assert (switch.status, switch.code) == (403, "signed_in_elsewhere")
    assert here.get("/api/v1/session").status == 200, "the session goes on"
    assert count(owner, "sessions") == 1


# -- ending ------------------------------------------------------------------------------------------------------------


def test_its_sessions_end_like_others(
    client: Client, owner: Owner, provider: Row, ana: Row, issuer: FakeIssuer
) -> None:
    first, second, third = (client.by_token(sign_in(client, provider, issuer).json["token"]) for _ in range(3))
    assert first.delete("/api/v1/session").status == 204
    assert first.get("/api/v1/session").status == 401
    changed = {"current_password": PASSWORD, "new_password": "outra frase bem comprida"}
    assert second.put("/api/v1/me/password", changed).status == 204
    assert (second.get("/api/v1/session").status, third.get("/api/v1/session").status) == (200, 401)
    owner.execute("update sign_in_providers set active = false")
    assert second.get("/api/v1/session").status == 401, "a provider that is trusted no longer opens nothing"


def test_unbinding_asks_for_a_password(
    client: Client, owner: Owner, provider: Row, ana: Row, issuer: FakeIssuer
) -> None:
    here = client.by_token(sign_in(client, provider, issuer).json["token"])
    (identity,) = here.get("/api/v1/me/identities").json["items"]
    at = f"/api/v1/me/identities/{identity['id']}"
    assert here.delete(at, body={"password": "outra"}).code == "wrong_password"
    owner.execute("update users set password_hash = null where id = %s", (ana["id"],))
    assert here.delete(at, body={"password": "outra"}).code == "no_password"
    owner.execute("update users set password_hash = %s where id = %s", (hash_password(PASSWORD), ana["id"]))
    assert here.delete(at, body={"password": PASSWORD}).status == 204
    assert here.get("/api/v1/me/identities").json["items"] == []
    assert told(owner) == 2, "of the binding and of its end"
    assert sign_in(client, provider, issuer, sub="new").status == 201, "bound anew, by her address"


def test_unbinding_ends_what_the_provider_opened_elsewhere(
    client: Client, owner: Owner, account: Row, provider: Row, ana: Row, issuer: FakeIssuer
) -> None:
    here, there = (client.by_token(sign_in(client, provider, issuer).json["token"]) for _ in range(2))
    by_password = client.by_token(token_of(owner, account, ana))
    (identity,) = here.get("/api/v1/me/identities").json["items"]
    assert here.delete(f"/api/v1/me/identities/{identity['id']}", body={"password": PASSWORD}).status == 204
    states = [one.get("/api/v1/session").status for one in (here, there, by_password)]
    assert states == [200, 401, 200], "this one goes on, and what a password opened"


def test_an_admin_unbinds_a_colleague(
    client: Client, owner: Owner, account: Row, boss: Row, provider: Row, ana: Row, issuer: FakeIssuer
) -> None:
    here = client.by_token(sign_in(client, provider, issuer).json["token"])
    by_password = client.by_token(token_of(owner, account, ana))
    bia = make_user(owner, account, email="bia@exemplo.com.br")
    another = client.by_token(sign_in(client, provider, issuer, sub="bia", email=bia["email"]).json["token"])
    admin = client.by_token(token_of(owner, account, boss))
    at = f"/api/v1/users/{ana['id']}/identities"
    assert admin.get(f"/api/v1/users/{boss['id']}/identities").json["items"] == []
    (identity,) = admin.get(at).json["items"]
    assert identity["email"] == EMAIL
    assert by_password.get(at).status == 403
    assert by_password.delete(f"{at}/{identity['id']}", body={"password": PASSWORD}).status == 403
    assert admin.delete(f"{at}/{identity['id']}", body={"password": "outra"}).code == "wrong_password"
    assert admin.delete(
        f"/api/v1/users/{boss['id']}/identities/{identity['id']}", body={"password": PASSWORD}
    ).status == (404), "an identity of somebody else's"
    assert (len(admin.get(at).json["items"]), told(owner)) == (1, 2)

    assert admin.delete(f"{at}/{identity['id']}", body={"password": PASSWORD}).status == 204
    assert (admin.get(at).json["items"], told(owner)) == ([], 3)
    assert [one.get("/api/v1/session").status for one in (here, by_password, another)] == [401, 200, 200]
    mail = owner.execute("select user_id from mails order by created_at desc limit 1").fetchone()
    assert mail == {"user_id": ana["id"]}, "hers, not the admin's"
    row = owner.execute(
        "select actor_id, target_id, details from audit_log where action = 'identity.unbound'"
    ).fetchone()
    assert row is not None
    assert (row["actor_id"], row["target_id"]) == (boss["id"], str(ana["id"]))
    assert admin.delete(f"{at}/{identity['id']}", body={"password": PASSWORD}).status == 404, "once"
    assert sign_in(client, provider, issuer, sub="new").status == 201, "bound anew, which was refused before"


def test_nobody_unbinds_who_may_do_more(
    client: Client, owner: Owner, account: Row, boss: Row, provider: Row, issuer: FakeIssuer, stored: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    helper = make_user(owner, account, password_hash=stored)
    give_role(owner, helper, make_role(owner, account, sorted({*PERMISSIONS} - {"tokens.manage"})))
    here = client.by_token(token_of(owner, account, helper))
    of_boss = make_identity_of(owner, provider, boss)
    body = {"password": PASSWORD}
    assert here.delete(f"/api/v1/users/{boss['id']}/identities/{of_boss['id']}", body=body).code == "role_too_high"
    ana = make_user(owner, account, email=EMAIL)
    of_ana = make_identity_of(owner, provider, ana)

    def meanwhile(*arguments: Any, **named: Any) -> Any:
        owner.execute("update memberships set role = 'admin' where user_id = %s", (ana["id"],))
        return check_again(*arguments, **named)

    monkeypatch.setattr(identities, "check_again", meanwhile)
    refused = here.delete(f"/api/v1/users/{ana['id']}/identities/{of_ana['id']}", body=body)
    assert refused.code == "role_too_high", "an admin by the time the password was looked at"
    assert count(owner, "sign_in_identities") == 2


def test_who_left_has_no_identities_to_be_seen(client: Client, owner: Owner, account: Row, boss: Row, ana: Row) -> None:
    admin = client.by_token(token_of(owner, account, boss))
    owner.execute("update memberships set active = false, left_at = now() where user_id = %s", (ana["id"],))
    assert admin.get(f"/api/v1/users/{ana['id']}/identities").status == 404


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
