"""The operator's commands on the real database, and that nobody else can give them."""

from uuid import UUID

import psycopg
import pytest
from tests.fixtures.factories import (
    Owner,
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
from tests.fixtures.server import TestDatabase

from central.companies import operator
from central.errors import Invalid, NotFound


def test_the_list_tells_what_each_company_uses(owner: Owner, owner_url: str) -> None:
    quiet, busy = make_account(owner, name="Quieta"), make_account(owner, name="Movimentada")
    make_agent(owner, busy)
    channel = make_channel(owner, busy)
    for status in ("open", "closed"):
        conversation = make_conversation(owner, channel, make_contact(owner, busy), status=status)
        make_message(owner, conversation)
    owner.execute(
        "update messages set created_at = now() - interval '31 days' where conversation_id = %s", (conversation["id"],)
    )
    found = {one.id: one for one in operator.list_companies(owner_url)}
    assert set(found) == {quiet["id"], busy["id"]}
    one = found[busy["id"]]
    assert (one.people, one.channels, one.open_conversations, one.messages_30_days) == (1, 1, 1, 1)
    assert (found[quiet["id"]].people, found[quiet["id"]].last_activity_at) == (0, None)


def _create(owner_url: str, **changes: str) -> UUID:
    values = {"name": "Loja", "email": "Dona@Loja.com.br", "person": "Dona", **changes}
    return operator.create_company(owner_url, **values)


def test_a_new_company_has_an_admin_a_queue_and_a_link_on_its_way(owner: Owner, owner_url: str) -> None:
    company = _create(owner_url, locale="es", time_zone="America/Bogota")
    row = owner.execute(
        "select a.name, a.time_zone, u.email, u.locale, m.role, m.active, q.name as queue, q.is_default,"
        "       r.email as asked"
        "  from accounts a join memberships m on m.account_id = a.id join users u on u.id = m.user_id"
        "  join queues q on q.account_id = a.id join queue_members n on n.queue_id = q.id and n.user_id = u.id"
        "  left join gate.reset_requests r on r.email = u.email where a.id = %s",
        (company,),
    ).fetchone()
    assert row == {
        "name": "Loja", "time_zone": "America/Bogota", "email": "dona@loja.com.br", "locale": "es", "role": "admin",
        "active": True, "queue": "Atención", "is_default": True, "asked": "dona@loja.com.br",
    }  # fmt: skip


def test_somebody_who_works_elsewhere_gets_a_second_company_and_no_link(owner: Owner, owner_url: str) -> None:
    known = make_user(owner, make_account(owner), email="dona@loja.com.br", password_hash="x")
    company = _create(owner_url)
    assert owner.execute("select count(*) from users").fetchone() == {"count": 1}
    joined = owner.execute("select user_id from memberships where account_id = %s", (company,)).fetchone()
    assert joined == {"user_id": known["id"]}
    assert owner.execute("select count(*) from gate.reset_requests").fetchone() == {"count": 0}


@pytest.mark.parametrize(
    "changes", [{"name": ""}, {"name": "x" * 121}, {"email": "x"}, {"time_zone": "Mars/Base"}, {"locale": "de"}]
)
def test_what_makes_no_sense_opens_nothing(owner: Owner, owner_url: str, changes: dict[str, str]) -> None:
    with pytest.raises(Invalid):
        _create(owner_url, **changes)
    assert owner.execute("select count(*) from accounts").fetchone() == {"count": 0}


def test_suspending_ends_everything_at_once_and_resuming_brings_it_back(owner: Owner, owner_url: str) -> None:
    account, other = make_account(owner), make_account(owner)
    for one in (account, other):
        user = make_agent(owner, one)
        session = make_session(owner, one, user)
        row = {"account_id": one["id"], "user_id": user["id"], "session_id": session["id"]}
        insert(owner, "socket_connections", connection_id=f"c-{one['id']}", **row)
    for _ in range(2):
        operator.set_suspended(owner_url, account["id"], suspended=True, reason="falta de pagamento")
    left = owner.execute("select account_id from socket_connections").fetchall()
    assert left == [{"account_id": other["id"]}]
    operator.set_suspended(owner_url, account["id"], suspended=False, reason="pago")
    states = {one.id: one.status for one in operator.list_companies(owner_url)}
    assert set(states.values()) == {"active"}
    log = owner.execute("select action, details ->> 'reason' as reason from audit_log order by sequence").fetchall()
    assert [tuple(row.values()) for row in log] == [
        ("account.suspended", "falta de pagamento"),
        ("account.resumed", "pago"),
    ]


def test_a_company_that_is_not_there_is_named_so(owner_url: str) -> None:
    with pytest.raises(NotFound):
        operator.set_suspended(owner_url, UUID(int=1), suspended=True, reason="x")


@pytest.mark.parametrize(
    "statement",
    [
        "select * from operator_accounts()",
        "select operator_set_status(gen_random_uuid(), 'suspended', '')",
        "select operator_create_account('a', 'en', 'UTC', 'a@b.co', 'a')",
        "select account_ids()",
        "select person_of_email('a@b.co')",
    ],
)
def test_the_functions_role_can_give_no_such_command(postgres: TestDatabase, statement: str) -> None:
    with psycopg.connect(postgres.app_url, autocommit=True) as app, pytest.raises(psycopg.errors.InsufficientPrivilege):
        app.execute(statement)
