"""What an admin decides about providers: who may, what is refused, what ends, and what the log says."""

from typing import Any

import httpx
import pytest

from central.accounts.passwords import hash_password
from tests.fakes import FakeSecrets, FakeSockets
from tests.fakes.issuer import FakeIssuer
from tests.fixtures.factories import (
    Owner,
    Row,
    give_role,
    insert,
    make_account,
    make_identity_of,
    make_role,
    make_session,
    make_sign_in_provider,
    make_user,
)
from tests.fixtures.moving_clock import MovingClock
from tests.fixtures.single_sign_on import reach
from tests.handlers.rest_client import PUBLIC_URL, Client, token_of

AT = "/api/v1/account/sign-in-providers"
PASSWORD = "uma senha comprida"
SECRET = "GOCSPX-client-secret"  # pragma: allowlist secret
NEW = {
    "name": "Google",
    "issuer": "https://accounts.google.com",
    "client_id": "123.apps.googleusercontent.com",
    "client_secret": SECRET,
    "domains": ["Exemplo.com.br", "exemplo.com.br"],
    "password": PASSWORD,
}


@pytest.fixture(scope="module")
def stored() -> str:
    return hash_password(PASSWORD)


@pytest.fixture
def account(owner: Owner) -> Row:
    return make_account(owner)


@pytest.fixture
def boss(owner: Owner, account: Row, stored: str) -> Row:
    return make_user(owner, account, role="admin", password_hash=stored)


@pytest.fixture
def admin(client: Client, owner: Owner, account: Row, boss: Row) -> Client:
    return client.by_token(token_of(owner, account, boss))


def made(admin: Client, **columns: Any) -> Any:
    answer = admin.post(AT, {**NEW, **columns})
    assert answer.status == 201, answer.text
    return answer.json


def listen(owner: Owner, account: Row, user: Row, **columns: Any) -> str:
    """A browser with a socket; its connection id."""
    session = make_session(owner, account, user, **columns)
    row = insert(
        owner, "socket_connections", account_id=account["id"], connection_id=f"c-{session['id']}",
        session_id=session["id"], user_id=user["id"],
    )  # fmt: skip
    return str(row["connection_id"])


def test_trusts_a_provider(admin: Client, owner: Owner, account: Row, secrets: FakeSecrets) -> None:
    provider = made(admin)
    assert provider["domains"] == ["exemplo.com.br"]
    assert (provider["kind"], provider["admits_newcomers"], provider["trusts_second_factor"]) == (
        "google",
        False,
        False,
    )
    assert SECRET not in str(provider)
    assert SECRET not in admin.get(AT).text
    row = owner.execute("select client_secret from sign_in_providers").fetchone()
    assert row is not None
    context = f"{account['id']}|sign_in_providers|client_secret|{provider['id']}"
    assert secrets.open(row["client_secret"], context) == SECRET.encode()
    settings = admin.get("/api/v1/account/sign-in").json
    assert settings == {
        "company_code": account["sign_in_code"],
        "sign_in_url": f"{PUBLIC_URL}/entrar?empresa={account['sign_in_code']}",
        "redirect_uri": f"{PUBLIC_URL}/entrar/retorno",
        "single_sign_on_only": False,
    }
    logged = owner.execute("select action, details::text as details from audit_log").fetchall()
    assert [row["action"] for row in logged] == ["sign_in_provider.created"]
    assert SECRET not in logged[0]["details"]


@pytest.mark.parametrize(
    "columns",
    [
        {"issuer": "http://accounts.google.com"},
        {"issuer": "https://10.0.0.1"},
        {"issuer": "https://localhost"},
        {"issuer": "https://a@accounts.google.com"},
        {"issuer": "https://accounts.google.com/?a=1"},
        {"issuer": "https://accounts.google.com:22"},
        {"issuer": "accounts.google.com"},
        {"issuer": "https://login.microsoftonline.com/common/v2.0"},
        {"issuer": "https://login.microsoftonline.com/organizations/v2.0"},
        {"issuer": "https://login.microsoftonline.com/consumers/v2.0"},
        {"issuer": "https://login.microsoftonline.com/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0"},
        {"issuer": "https://login.microsoftonline.com"},
        {"domains": []},
        {"domains": ["exemplo"]},
        {"domains": ["@exemplo.com.br"]},
        {"domains": ["*.exemplo.com.br"]},
        {"domains": [f"d{number}.com.br" for number in range(21)]},
        {"newcomer_role": "admin"},
        {"newcomer_role": "nobody"},
        {"client_secret": ""},
        {"name": "x" * 61},
        {"password": "outra"},
    ],
)
def test_what_is_refused(admin: Client, owner: Owner, columns: Row) -> None:
    answer = admin.post(AT, {**NEW, **columns})
    assert answer.status == 422, answer.text
    assert owner.execute("select 1 from sign_in_providers").fetchall() == []


def test_only_who_may_do_everything_decides(client: Client, owner: Owner, account: Row, boss: Row, stored: str) -> None:
    """A provider can say that anybody is anybody, also an admin: so its permission alone is not enough."""
    user = make_user(owner, account, password_hash=stored)
    give_role(owner, user, make_role(owner, account, ["account.manage", "account.read"], scope="all"))
    provider = make_sign_in_provider(owner, account, boss)
    almost = client.by_token(token_of(owner, account, user))
    password = {"password": PASSWORD}
    for method, path, body in (
        ("POST", AT, NEW),
        ("PATCH", f"{AT}/{provider['id']}", {"domains": ["gmail.com"], **password}),
        ("DELETE", f"{AT}/{provider['id']}", password),
        ("PATCH", "/api/v1/account/sign-in", {"single_sign_on_only": True, **password}),
    ):
        answer = almost.call(method, path, body)
        assert (answer.status, answer.code) == (403, "role_too_high"), (method, path)
    for role in ("supervisor", "agent"):
        other = client.by_token(token_of(owner, account, make_user(owner, account, role=role)))
        assert other.get(AT).status == 403


def test_every_change_asks_for_ones_own_password(admin: Client, owner: Owner) -> None:
    provider = made(admin)
    at = f"{AT}/{provider['id']}"
    for method, path, body in (
        ("PATCH", at, {"name": "Outro"}),
        ("DELETE", at, {}),
        ("PATCH", "/api/v1/account/sign-in", {"single_sign_on_only": True}),
    ):
        assert admin.call(method, path, {**body, "password": "outra"}).code == "wrong_password"
        assert admin.call(method, path, body or {"password": None}).status == 422
    assert owner.execute("select name from sign_in_providers").fetchall() == [{"name": "Google"}]


def test_changes(admin: Client, owner: Owner, account: Row, secrets: FakeSecrets) -> None:
    provider = made(admin)
    ana = make_user(owner, account)
    row = {"id": provider["id"], "account_id": account["id"]}
    make_identity_of(owner, row, ana)
    at = f"{AT}/{provider['id']}"
    role = make_role(owner, account, ["contacts.read"])
    change = {
        "name": "Outro",
        "client_secret": "second-secret",  # pragma: allowlist secret
        "newcomer_role": str(role["id"]),
        "admits_newcomers": True,
        "password": PASSWORD,
    }
    changed = admin.patch(at, change)
    assert changed.status == 200, changed.text
    assert changed.json["newcomer_custom_role"] == {"id": str(role["id"]), "name": role["name"]}
    stored = owner.execute(
        "select client_secret, (select count(*) from sign_in_identities) as n from sign_in_providers"
    )
    found = stored.fetchone()
    assert found is not None
    context = f"{account['id']}|sign_in_providers|client_secret|{provider['id']}"
    assert (secrets.open(found["client_secret"], context), found["n"]) == (b"second-secret", 1)
    assert admin.patch(at, {"client_id": "another", "password": PASSWORD}).status == 200
    assert owner.execute("select 1 from sign_in_identities").fetchall() == [], "it may call everybody otherwise now"
    assert admin.patch(at, {"issuer": "https://mal.example", "password": PASSWORD}).status == 422, "never"
    assert admin.patch(at, {"domains": None, "password": PASSWORD}).status == 422
    assert admin.delete(at, body={"password": PASSWORD}).status == 204
    assert admin.delete(at, body={"password": PASSWORD}).status == 404
    actions = owner.execute("select action from audit_log order by sequence").fetchall()
    assert [row["action"].rpartition(".")[2] for row in actions] == ["created", "changed", "changed", "deleted"]


@pytest.mark.parametrize("how", ["off", "deleted"])
def test_what_a_provider_opened_ends_with_it(
    admin: Client, owner: Owner, account: Row, boss: Row, sockets: FakeSockets, how: str
) -> None:
    provider, other = made(admin), made(admin, name="Outro")
    ana = make_user(owner, account)
    ends = listen(owner, account, ana, provider_id=provider["id"])
    listen(owner, account, ana, provider_id=other["id"])
    listen(owner, account, ana)
    at = f"{AT}/{provider['id']}"
    if how == "off":
        assert admin.patch(at, {"active": False, "password": PASSWORD}).status == 200
    else:
        assert admin.delete(at, body={"password": PASSWORD}).status == 204
    assert sockets.closed == [ends]
    living = owner.execute("select 1 from sessions where revoked_at is null and user_id = %s", (ana["id"],)).fetchall()
    assert len(living) == 2


def test_only_single_sign_on(admin: Client, owner: Owner, account: Row, boss: Row, sockets: FakeSockets) -> None:
    at = "/api/v1/account/sign-in"
    required = {"single_sign_on_only": True, "password": PASSWORD}
    assert admin.patch(at, required).code == "no_provider"
    provider = made(admin)
    ana = make_user(owner, account)
    ends = listen(owner, account, ana)
    listen(owner, account, ana, provider_id=provider["id"])
    listen(owner, account, boss)
    assert admin.patch(at, required).json["single_sign_on_only"] is True
    assert sockets.closed == [ends]
    for answer in (
        admin.patch(f"{AT}/{provider['id']}", {"active": False, "password": PASSWORD}),
        admin.delete(f"{AT}/{provider['id']}", body={"password": PASSWORD}),
    ):
        assert (answer.status, answer.code) == (409, "last_provider")
    assert owner.execute("select active from sign_in_providers").fetchall() == [{"active": True}]
    owner.execute("delete from gate.attempts")  # a quarter of an hour goes by
    assert admin.patch(at, {"single_sign_on_only": False, "password": PASSWORD}).status == 200
    assert admin.delete(f"{AT}/{provider['id']}", body={"password": PASSWORD}).status == 204


def test_the_check(admin: Client) -> None:
    issuer = FakeIssuer(MovingClock())
    provider = made(admin)
    at = f"{AT}/{provider['id']}/check"
    reach(admin, issuer)
    assert admin.post(at).json == {"ok": True, "code": None, "found": None}
    issuer.document = {"issuer": "https://other.example"}
    assert admin.post(at).json == {"ok": False, "code": "issuer_differs", "found": "https://other.example"}
    issuer.document = {"token_endpoint": "https://10.0.0.1/token"}
    assert admin.post(at).json["code"] == "endpoint_refused"
    issuer.document = {}
    issuer.answers["/.well-known/openid-configuration"] = httpx.Response(404)
    assert admin.post(at).json["code"] == "discovery_unreadable"
    issuer.answers.clear()
    issuer.published = []
    reach(admin, issuer)
    assert admin.post(at).json["code"] == "keys_unreadable"
    reach(admin)
    assert admin.post(at).json["code"] == "discovery_unreachable"


def test_ten_at_most(admin: Client, owner: Owner, account: Row, boss: Row) -> None:
    for _ in range(10):
        make_sign_in_provider(owner, account, boss)
    assert admin.post(AT, NEW).code == "too_many_providers"
