"""Contacts and colleagues through the function."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from central.frozen import changed
from central.ports import Ports
from tests.fakes import FakeSockets
from tests.fixtures.factories import Owner, Row, insert, make_account, make_agent, make_contact, make_user
from tests.fixtures.patient import patient_database
from tests.fixtures.server import TestDatabase
from tests.handlers.rest_client import Client, knowing, token_of


@pytest.fixture
def account(owner: Owner) -> Row:
    return make_account(owner)


@pytest.fixture
def admin_user(owner: Owner, account: Row) -> Row:
    return make_user(owner, account, role="admin", name="Zélia")


@pytest.fixture
def admin(client: Client, owner: Owner, account: Row, admin_user: Row) -> Client:
    return knowing(client, owner, account, admin_user)


@pytest.fixture
def agent(client: Client, owner: Owner, account: Row) -> Client:
    return client.by_token(token_of(owner, account, make_agent(owner, account, name="Beto")))


# -- contacts -------------------------------------------------------------------------------------


def test_a_typed_phone_becomes_an_address(agent: Client, owner: Owner) -> None:
    body = {"name": "  Maria Silva ", "phone": "(11) 98765-4321", "email": "Maria@Exemplo.com.br"}
    answer = agent.post("/api/v1/contacts", body)
    assert answer.status == 201, answer.text
    contact = answer.json
    assert (contact["name"], contact["phone"], contact["email"]) == (
        "Maria Silva",
        "+5511987654321",
        "maria@exemplo.com.br",
    )
    assert contact["phone_display"] == "+55 11 98765-4321"
    assert [(i["kind"], i["value"]) for i in contact["identities"]] == [("wa_phone", "5511987654321")]
    assert agent.get(f"/api/v1/contacts/{contact['id']}").json == contact
    row = owner.execute("select match_key from contact_identities").fetchone()
    assert row == {"match_key": "551187654321"}


@pytest.mark.parametrize("phone", ["11 8765-4321", "+55 11 98765-4321", "5511987654321"])
def test_a_duplicate_names_who_has_the_number(agent: Client, owner: Owner, account: Row, phone: str) -> None:
    known = make_contact(owner, account, wa_id="551187654321", name="Maria")
    answer = agent.post("/api/v1/contacts", {"name": "Outra", "phone": f"+{phone}" if phone[0] == "5" else phone})
    assert (answer.status, answer.code) == (409, "contact_exists")
    assert answer.json["error"]["details"] == {"contact_id": str(known["id"]), "name": "Maria"}
    assert owner.execute("select count(*) from contacts").fetchone() == {"count": 1}


def test_the_same_number_may_be_known_in_another_company(agent: Client, owner: Owner) -> None:
    make_contact(owner, make_account(owner), wa_id="5511987654321")
    assert agent.post("/api/v1/contacts", {"name": "Maria", "phone": "11987654321"}).status == 201


def test_what_is_no_phone_is_refused(agent: Client) -> None:
    for phone in ("abc", "123", "+99999999999999999999", "9" * 60):
        answer = agent.post("/api/v1/contacts", {"name": "Maria", "phone": phone})
        assert (answer.status, answer.code) == (422, "invalid_phone")
        assert "phone" in answer.json["error"]["fields"]


@pytest.mark.parametrize("q", ["joao", "JOÃO", "jose@", "98765", "(11) 98765-4321", "silva j"])
def test_search_ignores_accents_case_and_punctuation(agent: Client, owner: Owner, account: Row, q: str) -> None:
    found = make_contact(owner, account, wa_id="5511987654321", name="João Silva José", email="jose@x.com")
    make_contact(owner, account, name="Pedro")
    make_contact(owner, make_account(owner), name="João Silva José", wa_id="5511987654321")
    assert [item["id"] for item in agent.get("/api/v1/contacts", query={"q": q}).json["items"]] == [str(found["id"])]


@pytest.mark.parametrize("stored", ["5541988887777", "554188887777"])
@pytest.mark.parametrize("q", ["+55 41 98888-7777", "(41) 8888-7777", "98888-7777", "8888-7777"])
def test_a_number_is_found_with_and_without_its_ninth_digit(
    agent: Client, owner: Owner, account: Row, stored: str, q: str
) -> None:
    found = make_contact(owner, account, wa_id=stored)
    make_contact(owner, account, wa_id="5542988887776")
    assert [item["id"] for item in agent.get("/api/v1/contacts", query={"q": q}).json["items"]] == [str(found["id"])]


@pytest.mark.parametrize("q", ["%", "_", "100%", "\\", "%%%", "' or 1=1 --", "😀"])
def test_search_takes_every_character_as_itself(agent: Client, owner: Owner, account: Row, q: str) -> None:
    make_contact(owner, account, name="Ana")
    answer = agent.get("/api/v1/contacts", query={"q": q})
    assert (answer.status, answer.json["items"]) == (200, [])


def test_pages_through_all_contacts_once(agent: Client, owner: Owner, account: Row) -> None:
    made = {str(make_contact(owner, account)["id"]) for _ in range(7)}
    seen: list[str] = []
    cursor = None
    while True:
        page = agent.get("/api/v1/contacts", query={"limit": 3, **({"cursor": cursor} if cursor else {})}).json
        seen.extend(item["id"] for item in page["items"])
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert len(seen) == 7
    assert set(seen) == made


def test_a_changed_phone_moves_the_address(agent: Client, owner: Owner, account: Row) -> None:
    contact = make_contact(owner, account, wa_id="5511987654321")
    answer = agent.patch(f"/api/v1/contacts/{contact['id']}", {"phone": "21 97777-6666", "state": "customer"})
    assert answer.status == 200, answer.text
    assert [i["value"] for i in answer.json["identities"]] == ["5521977776666"]
    assert answer.json["state"] == "customer"
    assert answer.json["name"] == contact["name"]
    assert agent.patch(f"/api/v1/contacts/{contact['id']}", {"phone": None}).json["identities"] == []


def test_null_is_not_a_name(agent: Client, owner: Owner, account: Row) -> None:
    contact = make_contact(owner, account)
    answer = agent.patch(f"/api/v1/contacts/{contact['id']}", {"name": None})
    assert (answer.status, answer.json["error"]["fields"]) == (422, {"name": "Não pode ser vazio."})


# -- one effect per key ---------------------------------------------------------------------------


def test_a_key_has_one_effect_and_one_answer(agent: Client, owner: Owner) -> None:
    body = {"name": "Maria", "phone": "11987654321"}
    first = agent.post("/api/v1/contacts", body, headers={"idempotency-key": "k-1"})
    assert first.status == 201, first.text
    again = agent.post("/api/v1/contacts", dict(reversed(body.items())), headers={"idempotency-key": "k-1"})
    assert (again.status, again.json) == (201, first.json)
    assert again.headers["idempotent-replayed"] == "true"
    other = agent.post("/api/v1/contacts", {**body, "name": "Outra"}, headers={"idempotency-key": "k-1"})
    assert (other.status, other.code) == (422, "idempotency_key_reused")
    assert owner.execute("select count(*) from contacts").fetchone() == {"count": 1}


def test_a_refused_request_leaves_its_key_free(agent: Client, owner: Owner, account: Row) -> None:
    known = make_contact(owner, account, wa_id="5511987654321")
    body = {"name": "Maria", "phone": "11987654321"}
    assert agent.post("/api/v1/contacts", body, headers={"idempotency-key": "k"}).status == 409
    owner.execute("delete from contacts where id = %s", (known["id"],))
    assert agent.post("/api/v1/contacts", body, headers={"idempotency-key": "k"}).status == 201


@pytest.mark.parametrize("key", ["", "x" * 256, "a b", "é"])
def test_a_malformed_key_is_refused(agent: Client, owner: Owner, key: str) -> None:
    answer = agent.post("/api/v1/contacts", {"name": "M"}, headers={"idempotency-key": key})
    assert answer.status == 422
    assert owner.execute("select count(*) from contacts").fetchone() == {"count": 0}


def test_eight_at_once_have_one_effect(
    owner: Owner, account: Row, admin_user: Row, ports: Ports, postgres: TestDatabase
) -> None:
    from mangum import Mangum

    from central.api.app import create_app
    from central.api.settings import ApiSettings

    token = token_of(owner, account, admin_user)

    def one(number: int) -> tuple[int, str]:
        import asyncio

        asyncio.set_event_loop(asyncio.new_event_loop())
        database = patient_database(postgres.app_url, ports.queues, ports.bus)
        app = create_app(changed(ports, database=database), ApiSettings("https://x.exemplo"))
        client = Client(Mangum(app, lifespan="off"), token=token)
        try:
            answer = client.post(
                "/api/v1/contacts",
                {"name": "Maria", "phone": "11987654321"},
                headers={"idempotency-key": f"key-{number // 8}"},
            )
            return answer.status, answer.json.get("id") or answer.code
        finally:
            database.close()
            asyncio.get_event_loop().close()

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(one, range(8)))
    assert {status for status, _ in answers} <= {201, 409}
    assert len({found for status, found in answers if status == 201}) == 1
    assert {found for status, found in answers if status == 409} <= {"request_in_progress"}
    assert owner.execute("select count(*) from contacts").fetchone() == {"count": 1}


# -- colleagues -----------------------------------------------------------------------------------


def test_lists_colleagues_by_name_with_presence(admin: Client, agent: Client, owner: Owner, account: Row) -> None:
    gone = make_agent(owner, account, name="álvaro")
    owner.execute(
        "update agent_presence set last_heartbeat_at = now() - interval '10 minutes' where user_id = %s", (gone["id"],)
    )
    make_user(owner, make_account(owner), name="Estranho")
    first = agent.get("/api/v1/users", query={"limit": 2}).json
    second = agent.get("/api/v1/users", query={"limit": 2, "cursor": first["next_cursor"]}).json
    people = [(user["name"], user["presence"]) for user in first["items"] + second["items"]]
    assert people == [("álvaro", "offline"), ("Beto", "online"), ("Zélia", "offline")]
    assert second["next_cursor"] is None


def test_a_changed_role_ends_sessions_and_sockets(
    client: Client, admin: Client, owner: Owner, account: Row, sockets: FakeSockets
) -> None:
    user = make_user(owner, account)
    token = token_of(owner, account, user)
    session = owner.execute("select id from sessions where user_id = %s", (user["id"],)).fetchone()
    assert session is not None
    insert(
        owner,
        "socket_connections",
        account_id=account["id"],
        connection_id="s-1",
        session_id=session["id"],
        user_id=user["id"],
    )
    answer = admin.patch(f"/api/v1/users/{user['id']}", {"role": "supervisor"})
    assert (answer.status, answer.json["role"]) == (200, "supervisor")
    assert sockets.closed == ["s-1"]
    assert client.by_token(token).get("/api/v1/session").status == 401


def test_the_last_admin_stays(admin: Client, owner: Owner, account: Row, admin_user: Row) -> None:
    for change in ({"role": "agent"}, {"active": False}):
        answer = admin.patch(f"/api/v1/users/{admin_user['id']}", change)
        assert (answer.status, answer.code) == (409, "last_admin")
    make_user(owner, account, role="admin")
    assert admin.patch(f"/api/v1/users/{admin_user['id']}", {"role": "agent"}).status == 200


def test_an_agent_changes_nobodys_role(agent: Client, owner: Owner, account: Row) -> None:
    user = make_user(owner, account)
    answer = agent.patch(f"/api/v1/users/{user['id']}", {"role": "admin"})
    assert (answer.status, answer.code) == (403, "forbidden")


def test_a_cursor_of_another_list_or_changed_is_refused(agent: Client, owner: Owner, account: Row) -> None:
    for _ in range(2):
        make_contact(owner, account)
    cursor: Any = agent.get("/api/v1/contacts", query={"limit": 1}).json["next_cursor"]
    for path, value in (
        ("/api/v1/users", cursor),
        ("/api/v1/contacts", cursor[:-2]),
        ("/api/v1/contacts", "A" + cursor[1:] if cursor[0] != "A" else "B" + cursor[1:]),
        ("/api/v1/contacts", "x" * 2000),
        ("/api/v1/contacts", "%F0%9F%98%80"),
    ):
        answer = agent.get(path, query={"cursor": value})
        assert (answer.status, set(answer.json["error"]["fields"])) == (422, {"cursor"})
