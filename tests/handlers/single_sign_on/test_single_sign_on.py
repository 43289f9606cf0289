"""Signing in by a provider: the way there and back, who gets in, and every way around it that is closed."""

from uuid import uuid4

import pytest

from tests.fakes.issuer import CLIENT_ID, FakeIssuer
from tests.fixtures.factories import (
    Owner,
    Row,
    make_account,
    make_invite,
    make_user,
)
from tests.fixtures.mail import MailWorker
from tests.fixtures.moving_clock import MovingClock
from tests.fixtures.single_sign_on import (
    AT,
    EMAIL,
    Browser,
    count,
    password,
    reach,
    reasons,
    sign_in,
    told,
    trust,
)
from tests.handlers.rest_client import PUBLIC_URL, Client

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
