"""Signing in and out through the function, with real gateway events on the real database."""

from datetime import UTC, datetime, timedelta

import pytest

from central.accounts.passwords import hash_password
from tests.fakes import FakeSockets
from tests.fixtures.factories import Owner, Row, insert, make_account, make_user
from tests.handlers.rest_client import COOKIE, DEVICE, PUBLIC_URL, Client, token_of

PASSWORD = "uma senha comprida"


@pytest.fixture(scope="module")
def stored() -> str:
    return hash_password(PASSWORD)


@pytest.fixture
def account(owner: Owner) -> Row:
    return make_account(owner)


@pytest.fixture
def user(owner: Owner, account: Row, stored: str) -> Row:
    return make_user(owner, account, email="ana@exemplo.com.br", name="Ana", password_hash=stored)


def test_signs_in_and_reads_the_session(client: Client, account: Row, user: Row) -> None:
    answer = client.post("/api/v1/session", {"email": " Ana@Exemplo.com.br ", "password": PASSWORD})
    assert answer.status == 201, answer.text
    body = answer.json
    assert body["user"] == {
        "id": str(user["id"]),
        "name": "Ana",
        "email": "ana@exemplo.com.br",
        "avatar_url": None,
        "locale": "pt-BR",
        "signature": "",
    }
    assert body["account"]["id"] == str(account["id"])
    assert body["role"] == "agent"
    assert "conversations.reply" in body["permissions"]
    assert "channels.manage" not in body["permissions"]
    assert [cookie.partition("=")[0] for cookie in answer.cookies] == [COOKIE, DEVICE]
    for cookie in answer.cookies:
        attributes = {part.strip().lower() for part in cookie.split(";")[1:]}
        assert attributes >= {"httponly", "secure", "path=/", "samesite=lax"}
    rest = answer.cookies[0].partition("=")[2]
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"
    token = body.pop("token")
    assert rest.split(";")[0] == token
    assert client.by_token(token).get("/api/v1/session").json == body
    assert client.by_cookie(token).get("/api/v1/session").json == body


def test_the_token_is_stored_hashed_only(client: Client, owner: Owner, user: Row) -> None:
    token = client.post("/api/v1/session", {"email": user["email"], "password": PASSWORD}).json["token"]
    row = owner.execute("select s::text as text from sessions s").fetchone()
    assert row is not None
    assert token not in row["text"]
    assert len(token) >= 43


@pytest.mark.parametrize(
    "body",
    [
        {"email": "ana@exemplo.com.br", "password": "outra"},
        {"email": "ninguem@exemplo.com.br", "password": PASSWORD},
        {"email": "ana@exemplo.com.br", "password": PASSWORD, "account_id": "00000000-0000-4000-8000-000000000000"},
    ],
)
def test_every_wrong_login_is_answered_alike(client: Client, user: Row, body: Row) -> None:
    answer = client.post("/api/v1/session", body, headers={"x-correlation-id": "same-for-all"})
    assert answer.status == 401
    assert answer.json == {
        "error": {"code": "wrong_credentials", "message": "E-mail ou senha incorretos."},
        "correlation_id": "same-for-all",
    }
    assert answer.cookies == []


def test_somebody_without_a_password_or_no_longer_active_cannot_sign_in(
    client: Client, owner: Owner, account: Row, user: Row
) -> None:
    invited = make_user(owner, account)
    assert client.post("/api/v1/session", {"email": invited["email"], "password": PASSWORD}).status == 401
    token = token_of(owner, account, user)
    owner.execute("update memberships set active = false where user_id = %s", (user["id"],))
    assert client.post("/api/v1/session", {"email": user["email"], "password": PASSWORD}).status == 403
    assert client.by_token(token).get("/api/v1/session").status == 401
    owner.execute("update memberships set active = true")
    assert client.by_token(token).get("/api/v1/session").status == 200
    owner.execute("update accounts set status = 'suspended'")
    assert client.by_token(token).get("/api/v1/session").status == 401


def test_only_a_right_password_is_told_that_no_company_lets_in(
    client: Client, owner: Owner, account: Row, user: Row
) -> None:
    right, wrong = ({"email": user["email"], "password": word} for word in (PASSWORD, "outra"))
    for statement in ("update accounts set status = 'suspended'", "update memberships set active = false"):
        owner.execute(statement)
        refused = client.post("/api/v1/session", right)
        assert (refused.status, refused.code, refused.cookies) == (403, "no_access", [])
        assert client.post("/api/v1/session", wrong).code == "wrong_credentials"
    owner.execute("update accounts set status = 'active'")
    other = make_account(owner)
    insert(owner, "memberships", account_id=other["id"], user_id=user["id"], role="agent")
    assert client.post("/api/v1/session", right).json["account"]["id"] == str(other["id"]), "another company does"
    owner.execute("update memberships set active = false, left_at = now()")
    assert client.post("/api/v1/session", right).code == "wrong_credentials", "who left everywhere is nobody's"


def test_an_old_hash_is_renewed_at_sign_in(client: Client, owner: Owner, account: Row) -> None:
    from argon2 import PasswordHasher

    weak = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
    user = make_user(owner, account, password_hash=weak)
    assert client.post("/api/v1/session", {"email": user["email"], "password": PASSWORD}).status == 201
    row = owner.execute("select password_hash from users where id = %s", (user["id"],)).fetchone()
    assert row is not None
    assert "m=19456,t=2,p=1" in row["password_hash"]
    assert client.post("/api/v1/session", {"email": user["email"], "password": PASSWORD}).status == 201


def test_chooses_among_several_companies(client: Client, owner: Owner, account: Row, user: Row) -> None:
    other = make_account(owner)
    insert(owner, "memberships", account_id=other["id"], user_id=user["id"], role="admin")
    login = {"email": user["email"], "password": PASSWORD}
    assert client.post("/api/v1/session", login).json["account"]["id"] == str(account["id"])
    chosen = client.post("/api/v1/session", {**login, "account_id": str(other["id"])}).json
    assert (chosen["account"]["id"], chosen["role"]) == (str(other["id"]), "admin")


@pytest.mark.parametrize(
    "columns",
    [
        {"expires_at": datetime.now(UTC) - timedelta(seconds=1)},
        {"revoked_at": datetime.now(UTC)},
        {"last_used_at": datetime.now(UTC) - timedelta(hours=12, minutes=1)},
    ],
)
def test_an_ended_session_opens_nothing(client: Client, owner: Owner, account: Row, user: Row, columns: Row) -> None:
    answer = client.by_token(token_of(owner, account, user, **columns)).get("/api/v1/session")
    assert (answer.status, answer.code) == (401, "session_ended")
    assert answer.headers["www-authenticate"] == "Bearer"


def test_use_keeps_a_session_alive(client: Client, owner: Owner, account: Row, user: Row) -> None:
    long_ago = datetime.now(UTC) - timedelta(hours=11)
    token = token_of(owner, account, user, last_used_at=long_ago)
    assert client.by_token(token).get("/api/v1/session").status == 200
    row = owner.execute("select last_used_at from sessions").fetchone()
    assert row is not None
    assert row["last_used_at"] > datetime.now(UTC) - timedelta(minutes=1)


def test_signing_out_ends_this_session_and_its_sockets_only(
    client: Client, owner: Owner, account: Row, user: Row, sockets: FakeSockets
) -> None:
    tokens = [token_of(owner, account, user) for _ in range(2)]
    sessions = owner.execute("select id from sessions order by created_at").fetchall()
    for number, session in enumerate(sessions):
        insert(
            owner,
            "socket_connections",
            account_id=account["id"],
            connection_id=f"socket-{number}",
            session_id=session["id"],
            user_id=user["id"],
        )
    answer = client.by_cookie(tokens[0]).delete("/api/v1/session")
    assert answer.status == 204
    assert "max-age=0" in answer.cookies[0].lower()
    assert sockets.closed == ["socket-0"]
    assert client.by_token(tokens[0]).get("/api/v1/session").status == 401
    assert client.by_token(tokens[1]).get("/api/v1/session").status == 200


@pytest.mark.parametrize("origin", [None, "null", "https://mal.exemplo", "https://central.exemplo.com.br.mal.exemplo"])
def test_another_site_cannot_act_with_the_cookie(
    client: Client, owner: Owner, account: Row, user: Row, origin: str | None
) -> None:
    token = token_of(owner, account, user)
    answer = client.by_cookie(token, origin=origin).patch("/api/v1/me", {"name": "Trocada"})
    assert (answer.status, answer.code) == (403, "foreign_origin")
    assert owner.execute("select name from users").fetchone() == {"name": "Ana"}
    assert client.by_cookie(token, origin=PUBLIC_URL).patch("/api/v1/me", {"name": "Trocada"}).status == 200


def test_another_site_cannot_sign_somebody_in(client: Client, user: Row) -> None:
    body = {"email": user["email"], "password": PASSWORD}
    foreign = client.post("/api/v1/session", body, headers={"origin": "https://mal.exemplo"})
    assert (foreign.status, foreign.code) == (403, "foreign_origin")
    assert client.post("/api/v1/session", body, headers={"origin": PUBLIC_URL}).status == 201


def test_forged_forwarding_headers_change_nothing(client: Client, owner: Owner, account: Row, user: Row) -> None:
    token = token_of(owner, account, user)
    forged = {"host": "mal.exemplo", "x-forwarded-host": "mal.exemplo", "x-forwarded-for": "127.0.0.1"}
    answer = client.by_cookie(token, origin="https://mal.exemplo").patch("/api/v1/me", {"name": "X"}, headers=forged)
    assert answer.status == 403


def test_nobody_writes_what_is_not_theirs_to_write(client: Client, owner: Owner, account: Row, user: Row) -> None:
    own = client.by_token(token_of(owner, account, user))
    for extra in ({"role": "admin"}, {"account_id": str(account["id"])}, {"email": "x@y.z"}, {"id": str(user["id"])}):
        answer = own.patch("/api/v1/me", {"name": "Nova", **extra})
        assert (answer.status, answer.code) == (422, "invalid")
        assert set(answer.json["error"]["fields"]) == set(extra)
    assert owner.execute("select name from users").fetchone() == {"name": "Ana"}


def test_unknown_addresses_and_methods_answer_in_our_shape(client: Client) -> None:
    for method, path, status, code in (
        ("GET", "/api/v1/nothing", 404, "not_found"),
        ("GET", "/api/v1/session/", 404, "not_found"),
        ("PUT", "/api/v1/session", 405, "method_not_allowed"),
    ):
        answer = client.call(method, path)
        assert (answer.status, answer.code) == (status, code)
        assert answer.json["correlation_id"] == answer.headers["x-correlation-id"]
