"""How often a request waits for the database. Each wait costs 1 to 3 ms in AWS and nothing here, so it is counted."""

from collections.abc import Callable, Iterator
from functools import partial

import pytest

from central.accounts.passwords import hash_password
from central.frozen import changed
from central.ports import Ports
from tests.fixtures.factories import (
    Owner,
    Row,
    make_account,
    make_agent,
    make_channel,
    make_contact,
    make_conversation,
    make_message,
)
from tests.fixtures.patient import patient_database
from tests.fixtures.privacy import make_office
from tests.fixtures.proxy import Proxy, proxy_to
from tests.fixtures.server import TestDatabase
from tests.handlers.rest_client import Answer, Client, rest_client, token_of


@pytest.fixture
def proxy(postgres: TestDatabase) -> Iterator[Proxy]:
    with proxy_to(postgres.app_url) as counting:
        yield counting


@pytest.fixture
def counted(ports: Ports, postgres: TestDatabase, proxy: Proxy) -> Iterator[Client]:
    database = patient_database(proxy.url(postgres.app_url), ports.queues, ports.bus)
    database.lookup().execute("select 1")  # connecting is not counted
    with rest_client(changed(ports, database=database)) as client:
        yield client
    database.close()


@pytest.fixture
def account(owner: Owner) -> Row:
    return make_account(owner)


def _trips(proxy: Proxy, send: Callable[[int], Answer]) -> int:
    """The same each time, also when a statement has been sent so often that it is kept prepared."""
    counts = set()
    for attempt in range(7):
        before = proxy.round_trips
        answer = send(attempt)
        assert answer.status < 300, answer.text
        counts.add(proxy.round_trips - before)
    (count,) = counts
    return count


def _get(client: Client, path: str, _attempt: int) -> Answer:
    return client.get(path)


def test_signing_in(counted: Client, proxy: Proxy, owner: Owner, account: Row) -> None:
    user = make_agent(owner, account, password_hash=hash_password("uma senha comprida"))
    login = {"email": user["email"], "password": "uma senha comprida"}
    # The look-up, whether the password is still that one after it was hashed, the session, the commit.
    assert _trips(proxy, lambda _: counted.post("/api/v1/session", login)) == 4


def test_reading(counted: Client, proxy: Proxy, owner: Owner, account: Row) -> None:
    conversation = make_conversation(owner, make_channel(owner, account), make_contact(owner, account))
    make_message(owner, conversation)
    client = counted.by_token(token_of(owner, account, make_agent(owner, account, role="supervisor")))
    # Who asks, the answer, the commit.
    for path in ("/api/v1/session", "/api/v1/contacts", "/api/v1/users", "/api/v1/channels", "/api/v1/conversations"):
        assert _trips(proxy, partial(_get, client, path)) == 3, path
    messages = f"/api/v1/conversations/{conversation['id']}/messages"
    # May they see the conversation, and its messages.
    assert _trips(proxy, lambda _: client.get(messages)) == 4


def test_writing_once(counted: Client, proxy: Proxy, owner: Owner, account: Row) -> None:
    client = counted.by_token(token_of(owner, account, make_agent(owner, account)))

    def create(attempt: int, **headers: str) -> Answer:
        first = 50 if headers else 0
        body = {"name": "Ana", "phone": f"119765432{first + attempt:02}"}
        return client.post(
            "/api/v1/contacts", body, headers={name: f"{key}-{attempt}" for name, key in headers.items()}
        )

    # Who asks, the number's owner, the contact, the commit; the key adds one.
    assert _trips(proxy, create) == 4
    assert _trips(proxy, lambda attempt: create(attempt, **{"idempotency-key": "k"})) == 5


def test_an_incident_report_of_much(counted: Client, proxy: Proxy, owner: Owner) -> None:
    desk, admin = make_office(owner, counted)
    asked = {"from": "2020-01-01T00:00:00Z", "until": "2099-01-01T00:00:00Z"}

    def report(_attempt: int) -> Answer:
        return admin.post("/api/v1/privacy/incident-report", asked)

    # Who asks, the password (twice), the rows, the chain, and that it was asked; none of them more often for more rows.
    assert _trips(proxy, report) == 6
    owner.execute(
        "insert into audit_log (account_id, actor_type, actor_id, action)"
        " select %s, 'user', %s, 'contact.updated' from generate_series(1, 3000)",
        (desk.account["id"], desk.admin["id"]),
    )
    assert _trips(proxy, report) == 6
    assert len(report(0).json["rows"]) > 3000
