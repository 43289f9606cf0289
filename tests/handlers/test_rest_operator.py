"""What an operator does through the function, and that nobody else becomes one."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import psycopg
import pytest

from central.accounts.passwords import hash_password
from central.companies import operator
from central.errors import NotFound
from tests.fakes import FakeQueues, FakeSockets
from tests.fixtures.factories import (
    Owner,
    Row,
    insert,
    make_account,
    make_agent,
    make_channel,
    make_contact,
    make_conversation,
    make_message,
    make_session,
    make_user,
)
from tests.fixtures.mail import MailWorker
from tests.fixtures.server import TestDatabase
from tests.handlers.rest_client import Client, token_of

PATH = "/api/v1/operator/companies"
PASSWORD = "uma frase bem comprida"
NEW = {"name": "Loja Nova", "person": "Dona Rosa", "email": "dona@loja.com.br"}


@pytest.fixture
def home(owner: Owner) -> Row:
    return make_account(owner, name="Quem opera")


@pytest.fixture
def person(owner: Owner, home: Row) -> Row:
    return make_user(owner, home, role="agent", email="ops@exemplo.com.br", password_hash=hash_password(PASSWORD))


@pytest.fixture
def chief(client: Client, owner: Owner, postgres: TestDatabase, home: Row, person: Row) -> Client:
    """An operator whose session was opened with a second factor."""
    operator.set_operator(postgres.owner_url, "OPS@exemplo.com.br", operates=True)
    return client.by_token(token_of(owner, home, person, second_factor_at=datetime.now(UTC)))


def _status(company_id: object, status: str, **changes: str) -> tuple[str, dict[str, str]]:
    body = {"status": status, "reason": "falta de pagamento", "password": PASSWORD, **changes}
    return f"{PATH}/{company_id}/status", body


@pytest.mark.parametrize(
    ("change", "state"),
    [
        ("update sessions set token_hash = token_hash", "yes"),
        ("update sessions set second_factor_at = null", "second_factor"),
        (
            "update sessions set second_factor_at = null; update gate.operators set second_factor_required = false",
            "yes",
        ),
        ("update sessions set revoked_at = now()", "no"),
        ("update sessions set expires_at = now()", "no"),
        ("update memberships set active = false", "no"),
        ("update accounts set status = 'suspended'", "no"),
        ("delete from gate.operators", "no"),
    ],
)
def test_the_database_itself_tells_an_operators_session(
    chief: Client, owner: Owner, home: Row, change: str, state: str
) -> None:
    """Whoever asks, and whatever was asked before."""
    owner.execute(change)
    (session,) = owner.execute("select id from sessions").fetchall()
    asked = "select operator_state(%s, %s) as state"
    assert owner.execute(asked, (home["id"], session["id"])).fetchone() == {"state": state}
    assert owner.execute(asked, (make_account(owner)["id"], session["id"])).fetchone() == {"state": "no"}


def test_the_list_tells_how_big_each_company_is_page_by_page(chief: Client, owner: Owner, home: Row) -> None:
    busy = make_account(owner, name="Movimentada", created_at=datetime.now(UTC) + timedelta(seconds=5))
    user = make_agent(owner, busy)
    channel = make_channel(owner, busy)
    for status in ("open", "closed"):
        conversation = make_conversation(owner, channel, make_contact(owner, busy), status=status, last_sequence=3)
    media = {"account_id": busy["id"], "kind": "image", "object_key": "k", "mime_type": "image/png"}
    for state, size in (("stored", 700), ("uploading", 9000)):
        insert(owner, "media", **media, state=state, bytes=size, created_by=user["id"])
    first = chief.get(PATH, query={"limit": 1}).json
    (one,) = first["items"]
    assert (one["name"], one["people"], one["channels"]) == ("Movimentada", 1, 1)
    assert (one["conversations"], one["open_conversations"], one["messages"]) == (2, 1, 6)
    assert (one["stored_bytes"], one["last_activity_at"] is not None) == (700, True)
    rest = chief.get(PATH, query={"limit": 1, "cursor": first["next_cursor"]}).json
    assert ([one["id"] for one in rest["items"]], rest["next_cursor"]) == ([str(home["id"])], None)
    assert make_message(owner, conversation)["conversation_id"] == conversation["id"]


@pytest.mark.parametrize("q", ["clinica s", "DONO@saude.com.br", "id", "100%", "_"])
def test_a_company_is_found_by_name_address_or_id(chief: Client, owner: Owner, q: str) -> None:
    wanted = make_account(owner, name="Clínica São João 100%_")
    make_user(owner, wanted, email="dono@saude.com.br")
    make_account(owner, name="Outra")
    asked = str(wanted["id"]) if q == "id" else q
    assert [one["id"] for one in chief.get(PATH, query={"q": asked}).json["items"]] == [str(wanted["id"])]
    assert chief.get(PATH, query={"q": asked, "status": "suspended"}).json["items"] == []


def test_a_new_company_gets_its_mail_at_once(
    chief: Client, client: Client, mail_worker: MailWorker, owner: Owner, queues: FakeQueues, person: Row
) -> None:
    queues.doorbells.clear()
    made = chief.post(PATH, NEW)
    assert (made.status, made.json["name"], made.json["people"]) == (201, "Loja Nova", 1)
    assert len(queues.of("mail")) == 1
    mail = mail_worker.last()
    assert mail.to == "dona@loja.com.br"
    token = mail.text.partition("#token=")[2].split()[0]
    assert client.post("/api/v1/password-resets/confirm", {"token": token, "password": PASSWORD}).status == 204
    session = client.post("/api/v1/session", {"email": "dona@loja.com.br", "password": PASSWORD}).json
    assert (session["account"]["id"], session["role"], session["operator"]) == (made.json["id"], "admin", False)
    row = owner.execute(
        "select actor_type, details from audit_log where account_id = %s and action = 'account.created'",
        (made.json["id"],),
    ).fetchone()
    assert row == {"actor_type": "system", "details": {"operator": str(person["id"])}}


def test_somebody_known_becomes_its_admin_and_is_sent_nothing(chief: Client, owner: Owner) -> None:
    known = make_user(owner, make_account(owner), email="dona@loja.com.br", password_hash="x")
    made = chief.post(PATH, {**NEW, "email": "Dona@Loja.com.br"}).json
    joined = owner.execute("select user_id, role from memberships where account_id = %s", (made["id"],)).fetchall()
    assert joined == [{"user_id": known["id"], "role": "admin"}]
    assert owner.execute("select count(*) from gate.reset_requests").fetchone() == {"count": 0}


@pytest.mark.parametrize("changes", [{"name": ""}, {"email": "x"}, {"time_zone": "Mars/Base"}, {"locale": "de"}])
def test_what_makes_no_sense_opens_nothing(chief: Client, owner: Owner, changes: dict[str, str]) -> None:
    answer = chief.post(PATH, {**NEW, **changes})
    assert (answer.status, set(answer.json["error"]["fields"])) == (422, set(changes))
    assert owner.execute("select count(*) from accounts").fetchone() == {"count": 1}


def test_suspending_ends_everything_at_once_and_resuming_brings_it_back(
    client: Client, chief: Client, owner: Owner, person: Row, sockets: FakeSockets
) -> None:
    account = make_account(owner)
    user = make_agent(owner, account)
    theirs = client.by_token(token_of(owner, account, user))
    socket = {
        "account_id": account["id"],
        "user_id": user["id"],
        "session_id": make_session(owner, account, user)["id"],
    }
    insert(owner, "socket_connections", connection_id="c-1", **socket)
    assert theirs.get("/api/v1/session").status == 200
    path, body = _status(account["id"], "suspended")
    for _ in range(2):  # asked again it changes nothing
        answer = chief.put(path, body)
        assert (answer.status, answer.json["status"]) == (200, "suspended"), answer.text
    assert theirs.get("/api/v1/session").status == 401
    assert owner.execute("select count(*) from socket_connections").fetchone() == {"count": 0}
    assert sockets.closed == ["c-1"]
    assert chief.put(*_status(account["id"], "active", reason="pago")).json["status"] == "active"
    assert theirs.get("/api/v1/session").status == 200
    log = owner.execute(
        "select action, details from audit_log where account_id = %s order by sequence", (account["id"],)
    ).fetchall()
    by = {"operator": str(person["id"])}
    assert [(row["action"], row["details"]) for row in log] == [
        ("account.suspended", {**by, "reason": "falta de pagamento"}),
        ("account.resumed", {**by, "reason": "pago"}),
    ]


def test_suspending_takes_the_password_a_company_and_not_ones_own(chief: Client, owner: Owner, home: Row) -> None:
    other = make_account(owner)
    wrong = chief.put(*_status(other["id"], "suspended", password="errada"))
    assert (wrong.status, wrong.code) == (422, "wrong_password")
    own = chief.put(*_status(home["id"], "suspended"))
    assert (own.status, own.code) == (409, "own_company")
    for missing in (uuid4(), "not-an-id"):
        assert chief.put(*_status(missing, "suspended")).status == 404
    assert owner.execute("select distinct status from accounts").fetchall() == [{"status": "active"}]


def test_a_password_alone_operates_nothing(client: Client, chief: Client, owner: Owner, home: Row, person: Row) -> None:
    plain = client.by_token(token_of(owner, home, person))
    assert plain.get("/api/v1/session").json["operator"] is True
    other = make_account(owner)
    for answer in (plain.get(PATH), plain.post(PATH, NEW), plain.put(*_status(other["id"], "suspended"))):
        assert (answer.status, answer.code) == (403, "second_factor_needed")


def test_an_admin_is_no_operator_and_one_who_was_is_none_any_more(
    client: Client, chief: Client, owner: Owner, postgres: TestDatabase, home: Row
) -> None:
    admin = make_user(owner, home, role="admin")
    caller = client.by_token(token_of(owner, home, admin, second_factor_at=datetime.now(UTC)))
    other = make_account(owner)
    assert chief.get(PATH).status == 200
    operator.set_operator(postgres.owner_url, "ops@exemplo.com.br", operates=False)
    assert operator.list_operators(postgres.owner_url) == []
    for one in (caller, chief):
        assert one.get("/api/v1/session").json["operator"] is False
        for answer in (one.get(PATH), one.post(PATH, NEW), one.put(*_status(other["id"], "suspended"))):
            assert (answer.status, answer.code) == (403, "forbidden")
    with pytest.raises(NotFound):
        operator.set_operator(postgres.owner_url, "ninguem@exemplo.com.br", operates=True)


def test_the_database_refuses_whatever_the_api_let_through(owner: Owner, postgres: TestDatabase, home: Row) -> None:
    """As the functions' own role, with the session of somebody who is no operator."""
    admin = make_user(owner, home, role="admin")
    session = make_session(owner, home, admin, second_factor_at=datetime.now(UTC))
    other = make_account(owner)
    ids = (home["id"], session["id"])
    with psycopg.connect(postgres.app_url, autocommit=True) as app:
        listed = "select * from operator_companies(%s, %s, null, null, null, null, 10)"
        assert app.execute(listed, ids).fetchall() == []
        changed = app.execute("select operator_change_status(%s, %s, %s, 'suspended')", (*ids, other["id"])).fetchone()
        assert changed == ("refused",)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            app.execute("select operator_first_admin(%s, %s, %s, 'a@b.co')", (*ids, UUID(int=1)))
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            app.execute("insert into gate.operators (user_id) values (%s)", (admin["id"],))
        for statement in ("update accounts set status = 'suspended'", "select operator_emails()"):
            app.execute("select set_config('central.account_id', %s, false)", (str(other["id"]),))
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                app.execute(statement.encode())
    assert owner.execute("select distinct status from accounts").fetchall() == [{"status": "active"}]
