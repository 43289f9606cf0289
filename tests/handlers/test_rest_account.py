"""The company's settings, its check list, and changing to another company, through the function."""

from hashlib import sha256
from uuid import UUID

import pytest

from central.accounts.passwords import hash_password
from central.companies import service, store
from central.companies.model import Workplace
from central.db.database import Transaction
from tests.fakes import FakeSockets
from tests.fixtures.factories import (
    Owner,
    Row,
    insert,
    make_account,
    make_agent,
    make_channel,
    make_connection,
    make_contact,
    make_conversation,
    make_invite,
    make_message,
    make_token,
    make_user,
)
from tests.handlers.rest_client import COOKIE, Client, token_of

PASSWORD = "uma frase bem comprida"
_HASH = hash_password(PASSWORD)


@pytest.fixture
def account(owner: Owner) -> Row:
    return make_account(owner, name="Clínica")


@pytest.fixture
def person(owner: Owner, account: Row) -> Row:
    return make_user(owner, account, role="admin", email="ana@exemplo.com.br", password_hash=_HASH)


@pytest.fixture
def admin(client: Client, owner: Owner, account: Row, person: Row) -> Client:
    return client.by_token(token_of(owner, account, person))


def _join(owner: Owner, account: Row, person: Row, role: str = "agent", *, active: bool = True) -> None:
    insert(owner, "memberships", account_id=account["id"], user_id=person["id"], role=role, active=active)


def test_settings_are_changed_one_by_one_and_audited(admin: Client, owner: Owner) -> None:
    before = admin.get("/api/v1/account").json
    assert (before["name"], before["time_zone"], before["brand_color"]) == ("Clínica", "America/Sao_Paulo", None)
    changed = admin.patch(
        "/api/v1/account",
        {"time_zone": "America/Manaus", "brand_color": "#0B5C6B", "retention_days": 90, "password": PASSWORD},
    )
    assert changed.status == 200, changed.text
    expected = {**before, "time_zone": "America/Manaus", "brand_color": "#0b5c6b", "retention_days": 90}
    assert changed.json == admin.get("/api/v1/account").json == expected
    emptied = admin.patch("/api/v1/account", {"brand_color": None, "retention_days": None}).json
    assert (emptied["brand_color"], emptied["retention_days"], emptied["time_zone"]) == (None, None, "America/Manaus")
    rows = owner.execute("select action, fields from audit_log order by sequence").fetchall()
    assert [(row["action"], row["fields"]) for row in rows] == [
        ("account.changed", ["brand_color", "retention_days", "time_zone"]),
        ("account.changed", ["brand_color", "retention_days"]),
    ]


@pytest.mark.parametrize(
    "body",
    [
        {"time_zone": "America/Nowhere"},
        {"time_zone": None},
        {"name": None},
        {"name": ""},
        {"locale": "xx"},
        {"brand_color": "red"},
        {"retention_days": 0},
        {"status": "suspended"},
    ],
)
def test_what_makes_no_sense_is_refused_and_changes_nothing(admin: Client, body: Row) -> None:
    before = admin.get("/api/v1/account").json
    answer = admin.patch("/api/v1/account", body)
    assert (answer.status, answer.code) == (422, "invalid"), answer.text
    assert admin.get("/api/v1/account").json == before


@pytest.mark.parametrize("name", ["\u202e\u200b", "\u2060", "\u00ad \u200d"])
def test_a_name_that_nobody_could_see_is_refused(admin: Client, name: str) -> None:
    refused = admin.patch("/api/v1/account", {"name": name})
    assert refused.json["error"]["fields"] == {"name": "Escreva algo que se possa ver."}
    assert admin.patch("/api/v1/account", {"name": "\U0001f469\u200d\U0001f4bb"}).status == 200


def test_only_admins_change_settings(client: Client, owner: Owner, account: Row) -> None:
    agent = client.by_token(token_of(owner, account, make_agent(owner, account)))
    assert agent.get("/api/v1/account").status == 200
    assert agent.patch("/api/v1/account", {"name": "Minha"}).status == 403


def test_the_switcher_shows_living_companies_of_the_caller_only(
    admin: Client, owner: Owner, account: Row, person: Row
) -> None:
    other, left, closed = (make_account(owner, name=name) for name in ("Loja", "Antiga", "Fechada"))
    make_account(owner, name="De outros")
    _join(owner, other, person)
    _join(owner, left, person, active=False)
    _join(owner, closed, person)
    owner.execute("update accounts set status = 'suspended' where id = %s", (closed["id"],))
    items = admin.get("/api/v1/me/accounts").json["items"]
    assert [(one["name"], one["role"], one["current"]) for one in items] == [
        ("Clínica", "admin", True),
        ("Loja", "agent", False),
    ]


def test_changing_company_opens_a_session_there_and_ends_the_one_here(
    client: Client, admin: Client, owner: Owner, person: Row, sockets: FakeSockets
) -> None:
    other = make_account(owner, name="Loja")
    _join(owner, other, person)
    (session,) = owner.execute("select * from sessions where user_id = %s", (person["id"],)).fetchall()
    socket = make_connection(owner, session)
    answer = admin.post("/api/v1/session/account", {"account_id": str(other["id"])})
    assert answer.status == 201, answer.text
    assert sockets.closed == [socket["connection_id"]]
    assert (answer.json["account"]["name"], answer.json["role"]) == ("Loja", "agent")
    assert answer.cookies[0].startswith(f"{COOKIE}={answer.json['token']}")
    assert admin.get("/api/v1/session").status == 401
    there = client.by_token(answer.json["token"])
    assert there.get("/api/v1/account").json["name"] == "Loja"
    assert there.patch("/api/v1/account", {"name": "X"}).status == 403


def test_a_change_lasts_no_longer_and_gives_no_tries_back(
    client: Client, admin: Client, owner: Owner, person: Row
) -> None:
    other = make_account(owner, name="Loja")
    _join(owner, other, person)
    owner.execute("update sessions set expires_at = now() + interval '1 hour'")
    for number in range(4):
        client.post("/api/v1/session", {"email": f"p{number}@exemplo.com.br", "password": "errada"})
    tries = owner.execute("select key, used from gate.attempts order by key").fetchall()
    answer = admin.post("/api/v1/session/account", {"account_id": str(other["id"])})
    assert answer.status == 201, answer.text
    assert owner.execute("select key, used from gate.attempts order by key").fetchall() == tries
    lasting = owner.execute(
        "select expires_at <= now() + interval '1 hour' as short from sessions where account_id = %s", (other["id"],)
    ).fetchone()
    assert lasting == {"short": True}


def test_whoever_was_signed_out_meanwhile_changes_nowhere(
    admin: Client, owner: Owner, person: Row, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = make_account(owner, name="Loja")
    _join(owner, other, person)
    listed = store.list_workplaces

    def while_all_sessions_end(transaction: Transaction, user_id: UUID) -> list[Workplace]:
        owner.execute("update sessions set revoked_at = now()")
        return listed(transaction, user_id)

    monkeypatch.setattr(store, "list_workplaces", while_all_sessions_end)
    answer = admin.post("/api/v1/session/account", {"account_id": str(other["id"])})
    assert (answer.status, answer.code) == (401, "session_ended")
    assert owner.execute("select count(*) from sessions where revoked_at is null").fetchone() == {"count": 0}


def test_a_token_says_nothing_about_the_second_factor(client: Client, owner: Owner, account: Row, person: Row) -> None:
    secret = f"central_{'x' * 43}"
    token = make_token(owner, account, person, permissions=("account.manage",))
    owner.execute(
        "update api_tokens set token_hash = %s where id = %s", (sha256(secret.encode()).digest(), token["id"])
    )
    program = client.by_token(secret)
    assert program.patch("/api/v1/account", {"name": "Outra"}).status == 200
    answer = program.patch("/api/v1/account", {"second_factor_required": False})
    assert (answer.status, answer.code) == (403, "people_only")


def test_a_second_factor_is_asked_for_no_longer_by_password_only(client: Client, owner: Owner, account: Row) -> None:
    boss = make_user(owner, account, role="admin", password_hash=hash_password("uma frase bem comprida"))
    admin = client.by_token(token_of(owner, account, boss))
    for body in ({}, {"password": "errada"}):
        answer = admin.patch("/api/v1/account", {"name": "Outra", "second_factor_required": False, **body})
        assert (answer.status, answer.code) == (422, "wrong_password")
    assert admin.get("/api/v1/account").json["name"] == "Clínica"
    done = admin.patch("/api/v1/account", {"second_factor_required": False, "password": "uma frase bem comprida"})
    assert (done.status, done.json["second_factor_required"]) == (200, False)


def test_old_conversations_are_deleted_by_password_only(
    client: Client, admin: Client, owner: Owner, account: Row, person: Row
) -> None:
    """Whoever finds a browser open lets no years of conversations go. A token was made with a password."""
    for body in ({}, {"password": "errada"}):
        answer = admin.patch("/api/v1/account", {"name": "Outra", "retention_days": 1, **body})
        assert (answer.status, answer.code) == (422, "wrong_password")
    before = admin.get("/api/v1/account").json
    assert (before["name"], before["retention_days"]) == ("Clínica", None)
    assert admin.patch("/api/v1/account", {"retention_days": 30, "password": PASSWORD}).json["retention_days"] == 30
    assert admin.patch("/api/v1/account", {"retention_days": None}).json["retention_days"] is None
    made = admin.post("/api/v1/tokens", {"name": "ERP", "permissions": ["account.manage"], "password": PASSWORD})
    assert client.by_token(made.json["token"]).patch("/api/v1/account", {"retention_days": 60}).status == 200


def test_nobody_changes_to_a_company_that_is_not_theirs(admin: Client, owner: Owner, account: Row, person: Row) -> None:
    foreign, left = make_account(owner), make_account(owner)
    _join(owner, left, person, active=False)
    for account_id in (account["id"], foreign["id"], left["id"], "0b7f2f0e-6f0c-4d52-9d1c-4c1f6f0a9b11"):
        answer = admin.post("/api/v1/session/account", {"account_id": str(account_id)})
        assert (answer.status, answer.code) == (404, "not_found")
    assert admin.get("/api/v1/session").status == 200


def test_a_company_that_asks_for_a_second_factor_asks_for_it_after_a_change_too(
    client: Client, admin: Client, owner: Owner, person: Row
) -> None:
    strict = make_account(owner, name="Banco")
    owner.execute("update accounts set second_factor_required = true where id = %s", (strict["id"],))
    _join(owner, strict, person)
    answer = admin.post("/api/v1/session/account", {"account_id": str(strict["id"])})
    assert (answer.status, answer.json["second_factor_setup_required"]) == (201, True)
    refused = client.by_token(answer.json["token"]).get("/api/v1/account")
    assert (refused.status, refused.code) == (403, "second_factor_setup_required")


def test_a_window_that_shows_another_company_is_told_so_and_changes_nothing(
    admin: Client, owner: Owner, account: Row
) -> None:
    other = make_account(owner)
    for method, body in (("GET", None), ("PATCH", {"name": "Errada"})):
        stale = admin.call(method, "/api/v1/account", body, headers={"x-account-id": str(other["id"])})
        assert (stale.status, stale.code) == (409, "other_account")
        here = admin.call("GET", "/api/v1/account", headers={"x-account-id": str(account["id"])})
        assert (here.status, here.json["name"]) == (200, "Clínica")


def test_the_session_tells_of_first_steps_colour_and_other_companies(admin: Client, owner: Owner, person: Row) -> None:
    before = admin.get("/api/v1/session").json
    assert (before["account"]["onboarding"], before["account"]["brand_color"], before["companies"]) == (True, None, 1)
    other = make_account(owner)
    _join(owner, other, person)
    assert admin.patch("/api/v1/account", {"onboarding": False, "brand_color": "#0b5c6b"}).json["onboarding"] is False
    # Said again it is no other moment, and what is not said stays.
    ended = owner.execute("select onboarding_ended_at as at from accounts order by 1 nulls last").fetchone()
    admin.patch("/api/v1/account", {"onboarding": False})
    admin.patch("/api/v1/account", {"name": "Outra"})
    assert owner.execute("select onboarding_ended_at as at from accounts order by 1 nulls last").fetchone() == ended
    after = admin.get("/api/v1/session").json
    assert (after["account"]["onboarding"], after["account"]["brand_color"], after["companies"]) == (
        False,
        "#0b5c6b",
        2,
    )
    assert admin.patch("/api/v1/account", {"onboarding": True}).json["onboarding"] is True
    answer = admin.post("/api/v1/session/account", {"account_id": str(other["id"])})
    assert (answer.json["account"]["onboarding"], answer.json["companies"]) == (True, 2)


def _done(admin: Client) -> set[str]:
    items = admin.get("/api/v1/account/checklist").json["items"]
    assert items[0]["key"] == "channel"
    return {one["key"] for one in items if one["done"]}


def test_the_check_list_follows_what_really_happens(admin: Client, owner: Owner, account: Row, person: Row) -> None:
    elsewhere = make_account(owner)
    make_agent(owner, elsewhere)
    make_channel(owner, elsewhere)
    assert _done(admin) == set()
    channel = make_channel(owner, account)
    assert _done(admin) == {"channel"}
    make_agent(owner, account)
    assert "team" in _done(admin)
    assert "hours" not in _done(admin)
    insert(owner, "calendars", account_id=account["id"], name="Loja", time_zone="America/Sao_Paulo")
    assert "hours" in _done(admin)
    conversation = make_conversation(owner, channel, make_contact(owner, account))
    make_message(owner, conversation, direction="out", author_type="agent", status="pending")
    assert "sent" not in _done(admin)
    owner.execute("update messages set status = 'delivered' where account_id = %s", (account["id"],))
    assert {"sent", "replied"} <= _done(admin)
    owner.execute("update messages set author_type = 'bot', author_id = null where account_id = %s", (account["id"],))
    assert "replied" not in _done(admin)


def test_somebody_invited_counts_as_a_team_and_what_is_not_built_is_said_so(
    admin: Client, owner: Owner, account: Row, person: Row
) -> None:
    invite = make_invite(owner, account, person)
    assert _done(admin) == {"team"}
    owner.execute("update invites set revoked_at = now() where id = %s", (invite["id"],))
    assert _done(admin) == set()
    items = admin.get("/api/v1/account/checklist").json["items"]
    missing = {one["key"] for one in items if not one["available"]}
    assert missing == {"transcription", "ai_handoff", "score", "campaign"}


def test_a_password_that_changes_on_the_way_to_another_company_ends_the_way(
    admin: Client, owner: Owner, person: Row, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else a session opened by the old password goes on in the other company."""
    other = make_account(owner, name="Loja")
    _join(owner, other, person)
    owner.execute("update users set password_hash = 'old' where id = %s", (person["id"],))

    def between(_ports: object, _connections: object) -> None:
        owner.execute("update users set password_hash = 'new' where id = %s", (person["id"],))

    monkeypatch.setattr(service, "close_sockets", between)
    answer = admin.post("/api/v1/session/account", {"account_id": str(other["id"])})
    assert (answer.status, answer.code) == (401, "session_ended")
    row = owner.execute("select count(*) from sessions where account_id = %s", (other["id"],)).fetchone()
    assert row == {"count": 0}
