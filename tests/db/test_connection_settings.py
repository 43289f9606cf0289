"""What a connection of the application is limited to, and that nothing of it is left for a pooler's next client."""

import psycopg
from tests.fixtures.factories import Owner, make_account
from tests.fixtures.server import TestDatabase, fresh_database

from central.call import system_call
from central.db.database import PostgresDatabase
from central.db.migrate import migrate
from central.ports import Ports
from central_local.postgres import Server

_SHOWN = "select current_setting('statement_timeout') as statement, current_setting('lock_timeout') as lock"


def test_every_session_of_the_role_is_limited(server: Server) -> None:
    with fresh_database(server, "limits", migrated=False) as created:
        migrate(created.owner_url, app_password="app")
        with psycopg.connect(created.app_url) as connection:
            names = ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout", "timezone")
            shown = [connection.execute("select current_setting(%s)", (name,)).fetchone() for name in names]
        assert shown == [("20s",), ("2s",), ("10s",), ("UTC",)]


def test_a_transactions_own_limits_end_with_it(
    database: PostgresDatabase, owner: Owner, postgres: TestDatabase, ports: Ports
) -> None:
    call = system_call(make_account(owner)["id"])
    limited = PostgresDatabase(
        lambda: postgres.app_url, queues=ports.queues, bus=ports.bus, statement_timeout_ms=1234, lock_timeout_ms=567
    )
    before = limited.lookup().execute(_SHOWN).fetchone()
    with limited.transaction(call) as transaction:
        assert transaction.one(_SHOWN) == {"statement": "1234ms", "lock": "567ms"}
    assert limited.lookup().execute(_SHOWN).fetchone() == before
    account = limited.lookup().execute("select nullif(current_setting('central.account_id', true), '')").fetchone()
    assert account == (None,)
    limited.close()


def test_nothing_is_asked_for_while_connecting(database: PostgresDatabase) -> None:
    """RDS Proxy and pgbouncer refuse a client that sends settings."""
    connection = database.lookup()
    assert "options" not in connection.info.get_parameters()
    assert connection.prepare_threshold is None
