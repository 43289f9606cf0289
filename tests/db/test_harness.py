"""The harness itself: real database, the application's role, empty tables, news after commit."""

import json
from collections.abc import Sequence
from uuid import UUID

import psycopg
import pytest
from tests.fakes import FakeBus, FakeQueues
from tests.fixtures.factories import (
    Owner,
    make_account,
    make_agent,
    make_channel,
    make_conversation,
    make_message,
    make_ticket,
)
from tests.fixtures.patient import patient_database
from tests.fixtures.server import TestDatabase, kept_warm

from central.call import system_call
from central.db.connection import Connection
from central.db.database import PostgresDatabase, without_account
from central.errors import TryLater
from central.events import Fact, Update
from central.ports import OutboxEntry


def test_runs_as_the_application_role(database: PostgresDatabase) -> None:
    row = (
        database.lookup()
        .execute("select current_user, rolsuper, rolbypassrls from pg_roles where rolname = current_user")
        .fetchone()
    )
    assert row == ("central_app", False, False)


@pytest.mark.parametrize("_round", [1, 2])
def test_every_test_starts_with_empty_tables(owner: Owner, _round: int) -> None:
    assert owner.execute("select count(*) as n from accounts").fetchone() == {"n": 0}
    account = make_account(owner)
    agent = make_agent(owner, account)
    conversation = make_conversation(owner, make_channel(owner, account))
    make_message(owner, conversation)
    make_ticket(owner, conversation, assignee_id=agent["id"])


def test_a_kept_connection_brings_nothing_of_the_test_before(
    postgres: TestDatabase, queues: FakeQueues, bus: FakeBus
) -> None:
    kept: list[Connection] = []
    used = []
    for last_words in ("set statement_timeout = 1234", "begin"):
        with kept_warm(patient_database(postgres.app_url, queues, bus), kept) as connected:
            used.append(connected.lookup())
            assert used[-1].execute("show statement_timeout").fetchone() != ("1234ms",)
            used[-1].execute(last_words)
    assert used[0] is used[1]
    assert (kept, used[1].closed) == ([], True)


def test_sees_only_the_account_of_the_call(database: PostgresDatabase, owner: Owner) -> None:
    mine, other = make_account(owner), make_account(owner)
    with database.transaction(system_call(mine["id"])) as transaction:
        rows = transaction.all("select id from accounts")
    assert [row["id"] for row in rows] == [mine["id"]]
    assert database.lookup().execute("select id from accounts").fetchall() == []
    with (
        pytest.raises(psycopg.errors.InsufficientPrivilege),
        database.transaction(system_call(mine["id"])) as transaction,
    ):
        transaction.count("insert into labels (account_id, name) values (%(id)s, 'x')", id=other["id"])


def test_a_transaction_does_not_end_another(database: PostgresDatabase, owner: Owner) -> None:
    call = system_call(make_account(owner)["id"])

    def nest() -> None:
        with database.transaction(call) as transaction:
            transaction.execute("update queues set name = 'A'")
            with database.transaction(call):
                pass

    with pytest.raises(RuntimeError, match="one transaction"):
        nest()
    assert owner.execute("select name from queues where name = 'A'").fetchone() is None
    with database.transaction(call) as transaction:
        assert transaction.count("update queues set name = 'A'") == 1


@pytest.mark.own_connection
def test_a_statement_without_an_account_fails_like_a_transaction(database: PostgresDatabase, owner: Owner) -> None:
    def ask() -> None:
        with without_account(database) as connection:
            connection.execute("select 1")

    owner.execute("select pg_terminate_backend(%s)", (database.lookup().info.backend_pid,))
    with pytest.raises(TryLater):
        ask()
    with without_account(database) as connection:
        assert connection.execute("select 1").fetchone() == (1,)


def test_counts_the_rows_a_statement_touched(database: PostgresDatabase, owner: Owner) -> None:
    account = make_account(owner)
    with database.transaction(system_call(account["id"])) as transaction:
        assert transaction.count("update queues set name = 'A'") == 1
        assert transaction.count("update queues set name = 'B' where id = gen_random_uuid()") == 0


def test_a_refused_statement_says_so_where_it_is_counted(database: PostgresDatabase, owner: Owner) -> None:
    account = make_account(owner)
    caught: list[psycopg.Error] = []

    def change() -> None:
        with database.transaction(system_call(account["id"])) as transaction:
            try:
                transaction.count("update queues set priority = 11")
            except psycopg.errors.CheckViolation as error:
                caught.append(error)
                raise

    with pytest.raises(psycopg.errors.CheckViolation):
        change()
    assert len(caught) == 1
    with database.transaction(system_call(account["id"])) as transaction:
        assert transaction.count("update queues set priority = 10") == 1


def test_tells_the_news_after_commit(
    database: PostgresDatabase, owner: Owner, queues: FakeQueues, bus: FakeBus
) -> None:
    account = make_account(owner)
    with database.transaction(system_call(account["id"])) as transaction:
        transaction.push(Update("presence", user_id=UUID(int=1)))
        transaction.emit(Fact("central.test", "Tested", {"a": 1}))
        assert queues.doorbells == []
    assert [doorbell.queue for doorbell in queues.doorbells] == ["push"]
    assert bus.types == ["Tested"]
    assert owner.execute("select sequence, type from account_events").fetchall() == [
        {"sequence": 1, "type": "presence"}
    ]
    assert owner.execute("select * from outbox").fetchall() == []


def test_a_fact_the_bus_did_not_take_is_left_to_the_sweep_as_it_was_told(
    database: PostgresDatabase, owner: Owner, queues: FakeQueues, bus: FakeBus
) -> None:
    account = make_account(owner)
    bus.away = True
    with database.transaction(system_call(account["id"])) as transaction:
        transaction.emit(Fact("central.test", "Tested", {"a": 1}))
    assert [doorbell.queue for doorbell in queues.doorbells] == ["sweep"]
    assert [row["detail_type"] for row in owner.execute("select detail_type from outbox").fetchall()] == ["Tested"]


def test_a_fact_says_the_same_on_the_bus_and_in_the_outbox(
    database: PostgresDatabase, owner: Owner, bus: FakeBus, monkeypatch: pytest.MonkeyPatch
) -> None:
    account = make_account(owner)
    told: list[object] = []

    def take_none(entries: Sequence[OutboxEntry]) -> list[UUID]:
        told.extend(json.loads(entry.detail) for entry in entries)
        return []

    monkeypatch.setattr(bus, "publish", take_none)
    with database.transaction(system_call(account["id"])) as transaction:
        transaction.emit(Fact("central.test", "Tested", {"a": 1}))
    assert told == [row["detail"] for row in owner.execute("select detail from outbox").fetchall()]
