"""Migrations: from zero, again, changed afterwards, and two deploys at once."""

import threading
from dataclasses import replace

import psycopg
import pytest
from psycopg.rows import dict_row
from tests.fixtures.factories import Owner, make_account, make_agent
from tests.fixtures.server import APP_PASSWORD, TestDatabase, fresh_database

from central.db.migrate import Migration, load_migrations, migrate
from central_local.postgres import Server


def connect_owner(database: TestDatabase) -> Owner:
    return psycopg.connect(database.owner_url, autocommit=True, row_factory=dict_row)


def test_from_zero_and_once_more(server: Server) -> None:
    with fresh_database(server, "zero", migrated=False) as empty:
        assert migrate(empty.owner_url, app_password=APP_PASSWORD) == [m.name for m in load_migrations()]
        assert migrate(empty.owner_url, app_password=APP_PASSWORD) == []
        with psycopg.connect(empty.app_url) as connection:
            assert connection.execute("select count(*) from accounts").fetchone() == (0,)


def test_two_deploys_at_once_apply_everything_once(server: Server) -> None:
    with fresh_database(server, "twice", migrated=False) as empty:
        applied: list[list[str]] = []
        threads = [
            threading.Thread(target=lambda: applied.append(migrate(empty.owner_url, app_password=APP_PASSWORD)))
            for _ in range(2)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(map(len, applied)) == [0, len(load_migrations())]


def test_reasons_written_in_portuguese_become_codes(server: Server) -> None:
    """Migration 0161: whoever pauses while it is deployed goes on pausing, in one stretch."""
    every = load_migrations()
    before = [migration for migration in every if migration.name < "0161"]
    with fresh_database(server, "reasons", migrated=False) as old:
        migrate(old.owner_url, app_password=APP_PASSWORD, migrations=before)
        with connect_owner(old) as owner:
            account = make_account(owner)
            ana = make_agent(owner, account)
            owner.execute("update agent_presence set state = 'pause', reason = 'Não atendeu ao toque'")
            owner.execute(
                "insert into facts (account_id, id, type, occurred_at, user_id, data) values (%s, gen_random_uuid(),"
                ' \'AgentPresenceChanged\', now(), %s, \'{"reason": "Não atendeu ao toque", "state": "pause"}\')',
                (account["id"], ana["id"]),
            )
        migrate(old.owner_url, app_password=APP_PASSWORD, migrations=every)
        with connect_owner(old) as owner:
            found = owner.execute(
                "select (select array_agg(reason order by started_at) from agent_states) as states,"
                " (select reason from agent_presence) as presence, (select data from facts) as fact"
            ).fetchone()
    assert found is not None
    assert found["presence"] == found["states"][-1] == "offer_missed"
    assert found["states"] == [None, "offer_missed"], "no new stretch begins"
    assert found["fact"] == {"reason": "offer_missed", "state": "pause"}


def test_an_applied_migration_may_not_change(server: Server) -> None:
    with fresh_database(server, "changed", migrated=False) as empty:
        first, *_ = load_migrations()
        migrate(empty.owner_url, app_password=APP_PASSWORD, migrations=[first])
        with pytest.raises(ValueError, match="was changed"):
            migrate(empty.owner_url, migrations=[replace(first, text=first.text + "\n-- changed")])


def test_a_migration_that_fails_leaves_nothing_behind(server: Server) -> None:
    broken = Migration("9999_broken", "create table half (id integer); select 1 / 0")
    with fresh_database(server, "broken", migrated=False) as empty:
        with pytest.raises(psycopg.errors.DivisionByZero):
            migrate(empty.owner_url, app_password=APP_PASSWORD, migrations=[broken])
        with psycopg.connect(empty.owner_url) as connection:
            assert connection.execute("select to_regclass('half')").fetchone() == (None,)
            assert connection.execute("select count(*) from central_meta.migrations").fetchone() == (0,)


def test_names_are_numbered_once() -> None:
    numbers = [migration.name.split("_")[0] for migration in load_migrations()]
    assert len(set(numbers)) == len(numbers)


def test_a_migration_gives_up_on_a_table_in_use(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """It would wait for the reader, and every writer of that table for it."""
    monkeypatch.setattr("central.db.migrate.LOCK_SECONDS", 1)
    with fresh_database(server, "busy", migrated=False) as created:
        first = Migration("0001_one", "create table one (id integer)")
        migrate(created.owner_url, migrations=[first])
        with psycopg.connect(created.owner_url) as reader:
            reader.execute("select from one")
            with pytest.raises(psycopg.errors.LockNotAvailable):
                migrate(created.owner_url, migrations=[first, Migration("0002_two", "alter table one add two integer")])
        assert migrate(created.owner_url, migrations=[first]) == []
