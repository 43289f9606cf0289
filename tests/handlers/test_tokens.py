"""API tokens: made by a person, shown once, never more than who made them, and for nothing that proves who one is."""

from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256
from typing import Any
from uuid import uuid4

import pytest

from central.accounts import callers, tokens
from central.accounts.passwords import hash_password
from central.accounts.permissions import PERMISSIONS
from central.accounts.tokens import FOR_TOKENS
from central.api.openapi import operations
from central.call import Actor, Call
from central.errors import Forbidden
from central.ports import Ports
from tests.fixtures.factories import (
    Owner,
    Row,
    make_account,
    make_agent,
    make_channel,
    make_conversation,
    make_token,
    make_user,
)
from tests.fixtures.moving_clock import MovingClock
from tests.handlers.rest_client import Answer, Client, token_of

PASSWORD = "uma senha comprida"
EVERYTHING = sorted(FOR_TOKENS)


@pytest.fixture(scope="module")
def stored() -> str:
    return hash_password(PASSWORD)


@pytest.fixture
def account(owner: Owner) -> Row:
    return make_account(owner)


@pytest.fixture
def user(owner: Owner, account: Row, stored: str) -> Row:
    return make_user(owner, account, role="admin", name="Ana Souza", password_hash=stored)


@pytest.fixture
def admin(client: Client, owner: Owner, account: Row, user: Row) -> Client:
    return replace(client.by_token(token_of(owner, account, user)), password=PASSWORD)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> MovingClock:
    clock = MovingClock()
    for module in (tokens, callers):
        monkeypatch.setattr(module, "now", clock)
    return clock


def body(**changes: Any) -> Mapping[str, Any]:
    return {"name": "ERP", "permissions": ["contacts.read"], "password": PASSWORD, **changes}


def program(client: Client, owner: Owner, account: Row, user: Row, **columns: Any) -> Client:
    """A program with a token of ``user``."""
    text = f"central_{uuid4().hex}"
    make_token(owner, account, user, **{"token_hash": sha256(text.encode()).digest(), **columns})
    return client.by_token(text)


def refused(answer: Answer) -> tuple[int, str]:
    return answer.status, answer.code


def test_a_company_has_a_bounded_number_of_tokens(
    admin: Client, owner: Owner, account: Row, user: Row, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those of another company do not count."""
    monkeypatch.setattr(tokens, "MOST_TOKENS", 2)
    elsewhere = make_account(owner)
    make_token(owner, elsewhere, make_user(owner, elsewhere, role="admin"))
    make_token(owner, account, user)
    assert admin.post("/api/v1/tokens", body()).status == 201
    assert refused(admin.post("/api/v1/tokens", body(name="Outro"))) == (409, "too_many_tokens")


def test_is_shown_once_and_works(client: Client, admin: Client, owner: Owner, user: Row) -> None:
    made = admin.post("/api/v1/tokens", body(permissions=["contacts.read", "contacts.write"]))
    assert made.status == 201, made.text
    token = made.json["token"]
    assert (token[:8], len(token) >= 8 + 43, made.json["hint"]) == ("central_", True, token[-4:])
    erp = client.by_token(token)
    assert erp.get("/api/v1/contacts").status == 200
    assert erp.post("/api/v1/contacts", {"name": "Maria", "phone": "11987654321"}).status == 201
    assert refused(erp.get("/api/v1/channels")) == (403, "forbidden")
    listed = admin.get("/api/v1/tokens")
    assert token not in listed.text
    (shown,) = listed.json["items"]
    assert shown["created_by"] == {"id": str(user["id"]), "name": "Ana Souza"}
    assert shown["permissions"] == ["contacts.read", "contacts.write"]
    (row,) = owner.execute("select * from api_tokens").fetchall()
    assert bytes(row["token_hash"]) == sha256(token.encode()).digest()
    assert token not in str(row)


def test_a_list_of_them_has_pages(admin: Client, owner: Owner, account: Row, user: Row) -> None:
    for number in range(5):
        make_token(owner, account, user, name=f"T{number}", created_at=f"2026-01-0{number + 1}T00:00:00Z")
    first = admin.get("/api/v1/tokens", query={"limit": 3}).json
    second = admin.get("/api/v1/tokens", query={"limit": 3, "cursor": first["next_cursor"]}).json
    names = [row["name"] for row in (*first["items"], *second["items"])]
    assert (names, second["next_cursor"]) == (["T4", "T3", "T2", "T1", "T0"], None)


def test_making_one_asks_for_ones_password(admin: Client) -> None:
    answer = admin.post("/api/v1/tokens", body(password="errada"))
    assert refused(answer) == (422, "wrong_password")
    assert set(answer.json["error"]["fields"]) == {"password"}
    for _ in range(4):
        admin.post("/api/v1/tokens", body(password="errada"))
    assert admin.post("/api/v1/tokens", body()).status == 429


@pytest.mark.parametrize("personal", sorted(set(PERMISSIONS) - FOR_TOKENS))
def test_nothing_personal_can_be_given_to_one(admin: Client, personal: str) -> None:
    answer = admin.post("/api/v1/tokens", body(permissions=["contacts.read", personal]))
    assert refused(answer) == (422, "invalid")
    assert set(answer.json["error"]["fields"]) == {"permissions"}


@pytest.mark.parametrize(
    "changes",
    [
        {"permissions": []},
        {"permissions": ["everything"]},
        {"name": " "},
        {"expires_at": "2020-01-01T00:00:00Z"},
        {"expires_at": "2120-01-01"},
    ],
)
def test_what_makes_no_sense_is_refused(admin: Client, changes: Mapping[str, Any]) -> None:
    assert admin.post("/api/v1/tokens", body(**changes)).status == 422


def test_nobody_makes_one_that_may_more_than_they(ports: Ports, owner: Owner, account: Row, stored: str) -> None:
    supervisor = make_user(owner, account, role="supervisor", password_hash=stored)
    call = Call(account["id"], Actor("user", supervisor["id"], "supervisor"))
    with pytest.raises(Forbidden) as refusal:
        tokens.create_token(
            ports, call, name="x", permissions=["contacts.read", "channels.manage"], expires_at=None, password=PASSWORD
        )
    assert refusal.value.code == "more_than_yours"
    assert owner.execute("select count(*) from api_tokens").fetchone() == {"count": 0}


def test_a_role_of_the_companys_own_gives_no_more_than_it_has(
    client: Client, owner: Owner, account: Row, stored: str
) -> None:
    role = owner.execute(
        "insert into roles (account_id, name, permissions, scope) values (%s, 'Sistemas', %s, 'own') returning id",
        (account["id"], ["tokens.manage", "contacts.read"]),
    ).fetchone()
    assert role is not None
    user = make_user(owner, account, password_hash=stored)
    owner.execute("update memberships set role_id = %s where user_id = %s", (role["id"], user["id"]))
    keeper = client.by_token(token_of(owner, account, user))
    answer = keeper.post("/api/v1/tokens", body(permissions=["contacts.read", "contacts.write"]))
    assert refused(answer) == (403, "more_than_yours")
    made = keeper.post("/api/v1/tokens", body())
    assert client.by_token(made.json["token"]).get("/api/v1/contacts").status == 200
    owner.execute("update roles set permissions = '{tokens.manage}' where id = %s", (role["id"],))
    assert client.by_token(made.json["token"]).get("/api/v1/contacts").status == 403


def test_a_token_loses_what_its_maker_loses(client: Client, owner: Owner, account: Row, user: Row) -> None:
    make_user(owner, account, role="admin")
    erp = program(client, owner, account, user, permissions=("contacts.read", "audit.read"))
    assert erp.get("/api/v1/audit").status == 200
    owner.execute("update memberships set role = 'agent' where user_id = %s", (user["id"],))
    assert refused(erp.get("/api/v1/audit")) == (403, "forbidden")
    assert erp.get("/api/v1/contacts").status == 200


@pytest.mark.parametrize(
    "end",
    [
        "update memberships set active = false where user_id = %s",
        "delete from memberships where user_id = %s",
        "update accounts a set status = 'suspended' from memberships m where m.account_id = a.id and m.user_id = %s",
        "update api_tokens set expires_at = now() where user_id = %s",
        "delete from api_tokens where user_id = %s",
    ],
)
def test_it_ends_with_what_it_stands_for(client: Client, owner: Owner, account: Row, user: Row, end: str) -> None:
    erp = program(client, owner, account, user)
    assert erp.get("/api/v1/contacts").status == 200
    owner.execute(end.encode(), (user["id"],))
    assert refused(erp.get("/api/v1/contacts")) == (401, "token_ended")


def test_who_comes_back_does_not_find_their_tokens(client: Client, owner: Owner, account: Row, user: Row) -> None:
    erp = program(client, owner, account, user)
    for change in ("active = false, left_at = now()", "active = true, left_at = null"):
        owner.execute(f"update memberships set {change} where user_id = %s".encode(), (user["id"],))
    assert refused(erp.get("/api/v1/contacts")) == (401, "token_ended")


def test_it_ends_when_it_was_to_end(client: Client, admin: Client, clock: MovingClock) -> None:
    at = clock.time.replace(microsecond=0)
    made = admin.post("/api/v1/tokens", body(expires_at=at.replace(year=at.year + 1, day=1).isoformat())).json
    erp = client.by_token(made["token"])
    clock.forward(days=300)
    assert erp.get("/api/v1/contacts").status == 200
    clock.forward(days=66)
    assert refused(erp.get("/api/v1/contacts")) == (401, "token_ended")


def test_ending_one(client: Client, admin: Client, owner: Owner, account: Row, user: Row) -> None:
    erp = program(client, owner, account, user)
    token_id = admin.get("/api/v1/tokens").json["items"][0]["id"]
    assert admin.delete(f"/api/v1/tokens/{token_id}").status == 204
    assert refused(erp.get("/api/v1/contacts")) == (401, "token_ended")
    assert admin.delete(f"/api/v1/tokens/{token_id}").status == 404


@pytest.mark.parametrize("made_up", ["central_", "central_x", "central_" + "a" * 43, "Central_" + "a" * 43])
def test_a_made_up_one_is_nobodys(client: Client, made_up: str) -> None:
    assert client.by_token(made_up).get("/api/v1/contacts").status == 401


def test_whatever_proves_who_somebody_is_is_for_people(client: Client, owner: Owner, account: Row, user: Row) -> None:
    """Every permission a row can hold, also those nobody can give to a token."""
    erp = program(client, owner, account, user, permissions=tuple(PERMISSIONS), requests_per_minute=1000)
    person = f"/api/v1/users/{user['id']}"
    for method, path, sent in (
        ("GET", "/api/v1/session", None),
        ("DELETE", "/api/v1/session", None),
        ("GET", "/api/v1/sessions", None),
        ("DELETE", "/api/v1/sessions", None),
        ("DELETE", f"/api/v1/sessions/{uuid4()}", None),
        ("DELETE", f"{person}/sessions", None),
        ("DELETE", f"{person}/two-factor", {"password": PASSWORD}),
        ("GET", "/api/v1/me/two-factor", None),
        ("POST", "/api/v1/me/two-factor", {"password": PASSWORD}),
        ("DELETE", "/api/v1/me/two-factor", {"password": PASSWORD}),
        ("PATCH", "/api/v1/me", {"name": "Outra"}),
        ("PUT", "/api/v1/me/password", {"current_password": PASSWORD, "new_password": "outra frase bem longa"}),
        ("GET", "/api/v1/tokens", None),
        ("POST", "/api/v1/tokens", body()),
        ("DELETE", f"/api/v1/tokens/{uuid4()}", None),
        ("POST", "/api/v1/socket-tickets", None),
    ):
        assert refused(erp.call(method, path, sent)) == (403, "people_only"), (method, path)


def test_the_document_says_what_tokens_are_for(client: Client) -> None:
    document = client.get("/api/v1/openapi.json").json
    assert set(document["components"]["securitySchemes"]) == {"session", "cookie", "apiToken"}
    for operation in operations():
        described = document["paths"][operation.path][operation.method.lower()]
        named = {name for one in described.get("security", []) for name in one}
        assert named in (set(), {"session", "cookie"}, {"session", "cookie", "apiToken"})
        assert ("429" in described["responses"]) or not operation.needs_session
        area = operation.path.removeprefix("/api/v1/").split("/")[0]
        if area in ("me", "session", "sessions", "socket-tickets", "tokens"):
            assert "apiToken" not in named, operation.path
    assert {"apiToken": []} in document["paths"]["/api/v1/contacts"]["get"]["security"]


def test_the_log_names_the_maker_and_the_token(
    client: Client, admin: Client, owner: Owner, account: Row, user: Row
) -> None:
    made = admin.post("/api/v1/tokens", body(permissions=["labels.manage"])).json
    assert client.by_token(made["token"]).post("/api/v1/labels", {"name": "vip"}).status == 201
    admin.delete(f"/api/v1/tokens/{made['id']}")
    created, deleted = (
        row
        for row in owner.execute("select * from audit_log order by sequence").fetchall()
        if row["action"].startswith("token.")
    )
    assert (created["action"], created["details"]) == (
        "token.created",
        {"name": "ERP", "permissions": ["labels.manage"]},
    )
    assert (deleted["action"], deleted["target_id"], deleted["details"]) == (
        "token.deleted",
        made["id"],
        {"name": "ERP"},
    )
    assert made["token"] not in str(owner.execute("select * from audit_log").fetchall())


def test_what_a_token_does_is_told_apart_from_its_maker(client: Client, owner: Owner, account: Row, user: Row) -> None:
    erp = program(client, owner, account, user, permissions=("queues.manage", "audit.read"))
    assert erp.post("/api/v1/queues", {"name": "Cobrança", "member_ids": []}).status == 201
    (row,) = owner.execute("select * from audit_log where action = 'queue.created'").fetchall()
    (token,) = owner.execute("select id from api_tokens").fetchall()
    assert (row["actor_type"], row["actor_id"], row["actor_name"]) == ("token", user["id"], "Ana Souza")
    assert (row["session_id"], row["details"]["token_id"]) == (None, str(token["id"]))
    (shown,) = erp.get("/api/v1/audit", query={"action": "queue.created"}).json["items"]
    assert shown["actor"] == {"type": "token", "id": str(user["id"]), "name": "Ana Souza"}


def test_it_writes_as_its_maker(client: Client, owner: Owner, account: Row, user: Row) -> None:
    conversation = make_conversation(owner, make_channel(owner, account), assignee_id=user["id"])
    erp = program(client, owner, account, user, permissions=("conversations.reply", "conversations.read"))
    path = f"/api/v1/conversations/{conversation['id']}/messages"
    answer = erp.post(path, {"text": "Nota do ERP", "private": True})
    assert answer.status == 201, answer.text
    assert answer.json["author"] == {"type": "agent", "id": str(user["id"]), "name": "Ana Souza"}
    (token,) = owner.execute("select id from api_tokens").fetchall()
    assert answer.json["metadata"] == {"token_id": str(token["id"])}
    own = client.by_token(token_of(owner, account, user)).post(path, {"text": "Minha", "private": True})
    assert own.json["metadata"] == {}


def test_its_last_use_is_written_once_a_minute(
    client: Client, admin: Client, owner: Owner, account: Row, user: Row, clock: MovingClock
) -> None:
    erp = program(client, owner, account, user)
    used = []
    for _ in range(3):
        erp.get("/api/v1/contacts")
        used.append(admin.get("/api/v1/tokens").json["items"][0]["last_used_at"])
        clock.forward(seconds=30)
    assert used[0] == used[1] != used[2]


def test_one_effect_per_idempotency_key(client: Client, owner: Owner, account: Row, user: Row) -> None:
    erp = program(client, owner, account, user, permissions=("contacts.read", "contacts.write"))
    new, headers = {"name": "Maria", "phone": "11987654321"}, {"idempotency-key": "order-1"}
    first, again = (erp.post("/api/v1/contacts", new, headers=headers) for _ in range(2))
    assert (first.status, again.status, again.json) == (201, 201, first.json)
    assert again.headers["idempotent-replayed"] == "true"
    assert owner.execute("select count(*) from contacts").fetchone() == {"count": 1}
    colleague = program(client, owner, account, make_agent(owner, account), permissions=("contacts.write",))
    other = {"name": "João", "phone": "11987654322"}
    assert "idempotent-replayed" not in colleague.post("/api/v1/contacts", other, headers=headers).headers
    blind = program(client, owner, account, user, permissions=("contacts.read",))
    assert refused(blind.post("/api/v1/contacts", new, headers=headers)) == (403, "forbidden")


def test_a_browser_cannot_be_made_to_send_one(client: Client, owner: Owner, account: Row, user: Row) -> None:
    """A token in the cookie would be one that other sites can use."""
    erp = program(client, owner, account, user)
    assert erp.token is not None
    assert client.by_cookie(erp.token).get("/api/v1/contacts").status == 401


def test_a_token_that_may_manage_people_does_within_what_it_may(
    client: Client, owner: Owner, account: Row, user: Row
) -> None:
    """An admin could make more tokens, which no token may: so it makes no admin."""
    erp = program(client, owner, account, user, permissions=tuple(EVERYTHING))
    path = f"/api/v1/users/{make_agent(owner, account)['id']}"
    assert erp.patch(path, {"role": "supervisor"}).json["role"] == "supervisor"
    assert refused(erp.patch(path, {"role": "admin"})) == (403, "role_too_high")
    assert erp.post("/api/v1/invites", {"email": "bia@exemplo.com.br", "role": "agent"}).status == 201
    assert refused(erp.post("/api/v1/invites", {"email": "c@exemplo.com.br", "role": "admin"})) == (
        403,
        "role_too_high",
    )
    made = erp.post("/api/v1/roles", {"name": "Vendas", "permissions": ["conversations.read"], "scope": "own"})
    assert made.status == 201
    assert erp.delete(path).status == 204
    narrow = program(client, owner, account, user, permissions=("users.manage", "users.read"))
    other = f"/api/v1/users/{make_agent(owner, account)['id']}"
    assert refused(narrow.patch(other, {"active": False})) == (403, "role_too_high")
