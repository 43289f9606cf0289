"""What a connection of the application is limited to, and that nothing of it is left for a pooler's next client."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg.pq import Trace
from tests.fixtures.factories import Owner, make_account
from tests.fixtures.proxy import Proxy, proxy_to
from tests.fixtures.server import TestDatabase, fresh_database

from central.call import system_call
from central.db import connection
from central.db.database import PostgresDatabase, without_account
from central.db.migrate import migrate
from central.errors import TryLater
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


def test_the_last_word_of_a_transaction_is_sync(database: PostgresDatabase, owner: Owner, tmp_path: Path) -> None:
    """Whatever comes after it, a pooler takes for the next transaction: it would wait for an end that never comes."""
    call = system_call(make_account(owner)["id"])
    libpq = database.lookup().pgconn
    for fails in (False, True):
        with (tmp_path / "trace").open("w+") as trace:
            libpq.trace(trace.fileno())
            libpq.set_trace_flags(Trace.SUPPRESS_TIMESTAMPS | Trace.REGRESS_MODE)
            try:
                with database.transaction(call) as transaction:
                    transaction.one("select 1 as one")
                    transaction.count("update accounts set name = name")
                    if fails:
                        transaction.count("select 1 / 0")
            except psycopg.errors.DivisionByZero:
                assert fails
            libpq.untrace()
            trace.seek(0)
            said = [line.split("\t")[2].strip() for line in trace if line.startswith("F")]
        assert said.count("Flush") == 1  # asks for what one() waits for
        assert said.index("Flush") < said.index("Sync")
        assert said[-1] == ("Query" if fails else "Sync")  # a rollback is a simple query, which ends by itself


@pytest.fixture
def impatient(postgres: TestDatabase, ports: Ports) -> Iterator[tuple[PostgresDatabase, Proxy]]:
    """A database whose statements may take 300 ms, behind something that can lose answers."""
    with proxy_to(postgres.app_url) as proxy:
        limited = PostgresDatabase(
            lambda: proxy.url(postgres.app_url), queues=ports.queues, bus=ports.bus, statement_timeout_ms=300
        )
        yield limited, proxy
        limited.close()


def test_nobody_waits_for_a_lost_answer_for_ever(impatient: tuple[PostgresDatabase, Proxy], owner: Owner) -> None:
    """A pooler that lost it is alive, so neither the kernel nor the server's time-outs end the wait."""
    limited, proxy = impatient
    call = system_call(make_account(owner)["id"])
    # The last finds nothing left open by the first.
    for question in (limited.transaction(call), without_account(limited), limited.transaction(call)):
        limited.lookup()
        proxy.silent = True
        with pytest.raises(TryLater) as told, question as asked:
            asked.execute("select 1")
        assert "no answer in 1.3 s" in str(told.value.__cause__)
        proxy.silent = False
        again = limited.lookup()
        again.answer_seconds = None  # a machine that is only busy is waited for
        assert again.execute("select 1").fetchone() == (1,)
        limited.close()


def test_a_look_up_takes_no_longer_than_a_statement_of_a_transaction(
    impatient: tuple[PostgresDatabase, Proxy], owner: Owner, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Outside of transactions the server's limit is the role's 20 s, here none; whoever asks behind the API has 5."""
    monkeypatch.setattr(connection, "_CANCEL_SECONDS", 60.0)
    limited, _ = impatient
    with pytest.raises(TryLater), without_account(limited) as looking:
        looking.execute("set statement_timeout = 0; select pg_sleep(600) /* look-up */")
    # It was cancelled, which takes effect a moment later; nothing else would end it.
    owner.execute(
        "do $$ begin for i in 1..12000 loop perform pg_stat_clear_snapshot();"
        " if not exists (select 1 from pg_stat_activity"
        "   where state = 'active' and query like '%select pg_sleep(600) /* look-up */') then return; end if;"
        " perform pg_sleep(0.005); end loop; raise 'it is still running'; end $$"
    )
