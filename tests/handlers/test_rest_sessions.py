"""Seeing and ending sessions, and changing the password: what was open before is closed at once, everywhere."""

from uuid import UUID

import pytest
from argon2 import PasswordHasher

from central.accounts import passwords
from central.accounts.passwords import hash_password, verify_password
from central.accounts.sessions import change_password
from central.call import Actor, Call
from central.ports import Ports
from tests.fakes import FakeSockets
from tests.fixtures.factories import Owner, Row, insert, make_account, make_session, make_user
from tests.fixtures.mail import MailWorker
from tests.handlers.rest_client import Client, token_of

OLD = "uma senha comprida"
NEW = "outra frase bem longa"
CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0 Safari/537.36"


@pytest.fixture(scope="module")
def stored() -> str:
    return hash_password(OLD)


@pytest.fixture
def account(owner: Owner) -> Row:
    return make_account(owner)


@pytest.fixture
def user(owner: Owner, account: Row, stored: str) -> Row:
    return make_user(owner, account, email="ana@exemplo.com.br", name="Ana Souza", password_hash=stored)


def alive(client: Client, token: str) -> bool:
    return client.by_token(token).get("/api/v1/session").status == 200


def connect(owner: Owner, account: Row, token: str, user: Row) -> str:
    """A socket of a session; returns its connection id."""
    session_id = token.removeprefix("token-")
    name = f"socket-{session_id}"
    insert(
        owner,
        "socket_connections",
        account_id=account["id"],
        connection_id=name,
        session_id=session_id,
        user_id=user["id"],
    )
    return name


def change(client: Client, token: str, current: str = OLD, new: str = NEW) -> tuple[int, str]:
    body = {"current_password": current, "new_password": new}
    answer = client.by_token(token).put("/api/v1/me/password", body)
    return answer.status, "" if answer.status == 204 else answer.code


def test_lists_ones_own_living_sessions(client: Client, owner: Owner, account: Row, user: Row) -> None:
    here = token_of(owner, account, user, created_at="2026-01-02T00:00:00Z")
    token_of(owner, account, user, created_at="2026-01-01T00:00:00Z", user_agent=CHROME)
    token_of(owner, account, user, revoked_at="2026-01-01T00:00:00Z")
    token_of(owner, account, user, expires_at="2026-01-01T00:00:00Z")
    token_of(owner, account, user, last_used_at="2026-01-01T00:00:00Z")
    token_of(owner, account, make_user(owner, account))
    found = client.by_token(here).get("/api/v1/sessions").json
    assert [(row["browser"], row["system"], row["current"]) for row in found["items"]] == [
        (None, None, True),
        ("Chrome", "Windows", False),
    ]
    assert set(found["items"][0]) == {
        "id", "browser", "system", "created_at", "last_used_at", "expires_at", "current",
    }  # fmt: skip
    first = client.by_token(here).get("/api/v1/sessions", query={"limit": 1}).json
    second = client.by_token(here).get("/api/v1/sessions", query={"limit": 1, "cursor": first["next_cursor"]}).json
    assert [*first["items"], *second["items"]] == found["items"]
    assert second["next_cursor"] is None


def test_ends_one_of_ones_own(client: Client, owner: Owner, account: Row, user: Row, sockets: FakeSockets) -> None:
    here, there = token_of(owner, account, user), token_of(owner, account, user)
    colleague = token_of(owner, account, make_user(owner, account, role="admin"))
    socket = connect(owner, account, there, user)
    path = f"/api/v1/sessions/{there.removeprefix('token-')}"
    assert client.by_token(colleague).delete(path).status == 404
    assert client.by_token(here).delete(path).status == 204
    assert client.by_token(here).delete(path).status == 404
    assert (alive(client, here), alive(client, there)) == (True, False)
    assert sockets.closed == [socket]


def test_ends_all_others(client: Client, owner: Owner, account: Row, user: Row, sockets: FakeSockets) -> None:
    here, *others = [token_of(owner, account, user) for _ in range(3)]
    colleague = token_of(owner, account, make_user(owner, account))
    connect(owner, account, here, user)
    closed = {connect(owner, account, other, user) for other in others}
    assert client.by_token(here).delete("/api/v1/sessions").status == 204
    assert [alive(client, token) for token in (here, *others, colleague)] == [True, False, False, True]
    assert set(sockets.closed) == closed


def test_an_admin_ends_a_colleagues(
    client: Client, owner: Owner, account: Row, user: Row, sockets: FakeSockets
) -> None:
    admin = token_of(owner, account, make_user(owner, account, role="admin"))
    theirs = token_of(owner, account, user)
    socket = connect(owner, account, theirs, user)
    elsewhere = make_account(owner)
    insert(owner, "memberships", account_id=elsewhere["id"], user_id=user["id"], role="agent")
    other_company = token_of(owner, elsewhere, user)
    path = f"/api/v1/users/{user['id']}/sessions"
    assert client.by_token(theirs).delete(path).status == 403
    assert client.by_token(admin).delete(path).status == 204
    assert [alive(client, token) for token in (admin, theirs, other_company)] == [True, False, True]
    assert sockets.closed == [socket]


def test_a_new_password_ends_everything_else_in_every_company(
    client: Client, owner: Owner, account: Row, user: Row, sockets: FakeSockets
) -> None:
    here, there = token_of(owner, account, user), token_of(owner, account, user)
    # Companies are gone through by their ids: one comes after this one.
    elsewhere = make_account(owner, id=UUID(int=account["id"].int + 1))
    insert(owner, "memberships", account_id=elsewhere["id"], user_id=user["id"], role="agent")
    other_company = token_of(owner, elsewhere, user)
    colleague = token_of(owner, account, make_user(owner, account))
    closed = {connect(owner, account, there, user), connect(owner, elsewhere, other_company, user)}
    connect(owner, account, here, user)
    assert change(client, here) == (204, "")
    assert [alive(client, token) for token in (here, there, other_company, colleague)] == [True, False, False, True]
    assert set(sockets.closed) == closed
    written = owner.execute("select account_id from audit_log where action = 'password.changed'").fetchall()
    assert written == [{"account_id": account["id"]}], "in the company it was done in"
    login = {"email": user["email"], "password": NEW}
    assert client.post("/api/v1/session", login).status == 201
    assert client.post("/api/v1/session", {**login, "password": OLD}).status == 401


def test_the_current_password_is_needed_and_cannot_be_guessed(
    client: Client, owner: Owner, account: Row, user: Row
) -> None:
    here, there = token_of(owner, account, user), token_of(owner, account, user)
    for _ in range(5):
        assert change(client, here, current="errada") == (422, "wrong_password")
    assert change(client, here) == (429, "too_many_requests")
    # Another session of the same person is not kept from anything.
    assert change(client, there) == (204, "")


def test_a_weak_password_is_refused(client: Client, owner: Owner, account: Row, user: Row) -> None:
    here = token_of(owner, account, user)
    body = {"current_password": OLD, "new_password": "curta"}
    answer = client.by_token(here).put("/api/v1/me/password", body)
    assert (answer.status, answer.code) == (422, "weak_password")
    assert answer.json["error"]["fields"] == {"new_password": "Use pelo menos 12 caracteres."}
    assert change(client, here, new=OLD) == (422, "weak_password")
    assert change(client, here, new="ana@exemplo.com.br") == (422, "weak_password")


def test_who_has_the_mailbox_learns_of_a_new_password(
    client: Client, owner: Owner, account: Row, user: Row, mail_worker: MailWorker
) -> None:
    """Also whoever did not change it. The mail opens nothing: it leads where a new one is asked for."""
    owner.execute("update users set locale = 'es' where id = %s", (user["id"],))
    assert change(client, token_of(owner, account, user)) == (204, "")
    mail = mail_worker.last()
    assert (mail.to, mail.subject) == ("ana@exemplo.com.br", "Su contraseña fue cambiada")
    assert "https://central.exemplo.com.br/esqueci-minha-senha?idioma=es" in mail.text.splitlines()
    assert "token" not in mail.text
    row = owner.execute("select kind, state, token_hash, link_expires_at from mails").fetchone()
    assert row == {"kind": "password_changed", "state": "sent", "token_hash": None, "link_expires_at": None}
    assert change(client, token_of(owner, account, user), current="errada")[0] == 422
    mail_worker.ring()
    assert len(mail_worker.mailer.sent) == 1, "nothing changed, nothing is told"


@pytest.fixture
def meanwhile(owner: Owner, account: Row, user: Row, ports: Ports, monkeypatch: pytest.MonkeyPatch) -> None:
    """From another browser, the password changes after it was compared and before anything follows from that."""
    calls = [Call(account["id"], Actor("user", user["id"], "agent", make_session(owner, account, user)["id"]))]

    def compare(password: str, stored: str | None) -> bool:
        fits = verify_password(password, stored)
        if calls:
            change_password(ports, calls.pop(), current=OLD, new=NEW)
        return fits

    monkeypatch.setattr(passwords, "verify_password", compare)


@pytest.mark.parametrize("old", [False, True], ids=["", "hashed long ago"])
def test_a_sign_in_begun_before_a_new_password_opens_nothing_after_it(
    client: Client, owner: Owner, user: Row, meanwhile: None, old: bool
) -> None:
    """Else whoever knew the old one has a session that its change did not end, or even the old password back."""
    if old:
        weaker = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(OLD)
        owner.execute("update users set password_hash = %s", (weaker,))
    answer = client.post("/api/v1/session", {"email": "ana@exemplo.com.br", "password": OLD})
    assert (answer.status, answer.code) == (401, "wrong_credentials")
    assert client.post("/api/v1/session", {"email": "ana@exemplo.com.br", "password": NEW}).status == 201


def test_of_two_who_change_a_password_at_once_one_does(
    client: Client, owner: Owner, account: Row, user: Row, meanwhile: None
) -> None:
    assert change(client, token_of(owner, account, user), new="ainda outra frase longa") == (422, "wrong_password")
    assert client.post("/api/v1/session", {"email": "ana@exemplo.com.br", "password": NEW}).status == 201
