"""Connections and transactions. The only place that says which account a transaction belongs to.

One process serves one call at a time, so it keeps one connection. Statements of a transaction travel in pipeline mode:
BEGIN and the account go out with the first statement, the news with COMMIT, so a use case costs as many round trips as
it has answers to wait for.
"""

import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Any, TypeVar
from uuid import UUID

from central.call import Call
from central.clock import now, rfc3339
from central.db.connection import Connection
from central.db.driver import class_row, dict_row, psycopg
from central.errors import TryLater
from central.events import Doorbell, Fact, Update, push_doorbell, sweep_doorbell
from central.ids import new_id
from central.ports import Bus, Database, OutboxEntry, Queues

# Lost connection, failover to read-only, deadlock, lock time-out, shutdown.
_PASSING = (psycopg.OperationalError, psycopg.errors.ReadOnlySqlTransaction)
Row = dict[str, Any]
T = TypeVar("T")

_AWAY = "O banco de dados não respondeu. Tente de novo em instantes."
# A connection that slept longer than this may have been cut off unnoticed (a frozen function, a failover).
_TEST_AFTER_SECONDS = 20.0
# One statement, and local to the transaction: behind a pooler the next one may belong to somebody else. What holds
# outside of transactions is set with the role (central/db/migrate.py).
_BEGIN = (
    "select set_config('central.account_id', %s, true),"
    " set_config('statement_timeout', %s, true), set_config('lock_timeout', %s, true)"
)


class Transaction:
    """An open transaction of one account: runs named queries and collects the news it will tell when it commits."""

    def __init__(self, connection: Connection, call: Call) -> None:
        self.call = call
        self._connection = connection
        self.updates: list[Update] = []
        self.facts: list[Fact] = []
        self.doorbells: list[Doorbell] = []

    @property
    def account_id(self) -> UUID:
        """The account every statement of this transaction sees."""
        return self.call.account_id

    def execute(self, query: str, **parameters: Any) -> None:
        """Run a statement whose answer nobody waits for; its error surfaces at the next answer or at commit."""
        self._connection.execute(query, parameters or None)

    def count(self, query: str, **parameters: Any) -> int:
        """Run a statement and return the number of rows it touched."""
        # In a pipeline the answer, and with it the count or the error, is only there after a synchronisation.
        with self._connection.pipeline():
            cursor = self._connection.execute(query, parameters or None)
        return cursor.rowcount

    def one(self, query: str, **parameters: Any) -> Row | None:
        """Return the first row as a dict, or None."""
        with self._connection.cursor(row_factory=dict_row) as cursor:
            return cursor.execute(query, parameters or None).fetchone()

    def all(self, query: str, **parameters: Any) -> list[Row]:
        """Return all rows as dicts."""
        with self._connection.cursor(row_factory=dict_row) as cursor:
            return cursor.execute(query, parameters or None).fetchall()

    def one_as(self, kind: type[T], query: str, **parameters: Any) -> T | None:
        """Return the first row as ``kind`` (its fields are the columns), or None."""
        with self._connection.cursor(row_factory=class_row(kind)) as cursor:
            return cursor.execute(query, parameters or None).fetchone()

    def all_as(self, kind: type[T], query: str, **parameters: Any) -> list[T]:
        """Return all rows as ``kind``."""
        with self._connection.cursor(row_factory=class_row(kind)) as cursor:
            return cursor.execute(query, parameters or None).fetchall()

    def push(self, *updates: Update) -> None:
        """Tell the people who watch, once this commits."""
        self.updates.extend(updates)

    def emit(self, *facts: Fact) -> None:
        """Tell other slices and integrations, once this commits."""
        self.facts.extend(facts)

    def ring(self, *doorbells: Doorbell) -> None:
        """Wake a worker, once this commits."""
        self.doorbells.extend(doorbells)

    def absorb(self, news: Mapping[str, Any] | None) -> None:
        """Tell, as if they were ours, the news a SQL function returned.

        Args:
            news: ``{"updates": [{type, conversation_id?, message_id?, user_id?, data?}],
                "facts": [{source, detail_type, data}]}``.
        """
        for item in (news or {}).get("updates", ()):
            ids = {key: UUID(item[key]) for key in ("conversation_id", "message_id", "user_id") if item.get(key)}
            self.push(Update(item["type"], **ids, data=item.get("data") or {}))
        for item in (news or {}).get("facts", ()):
            self.emit(Fact(item["source"], item["detail_type"], item["data"]))


class PostgresDatabase:
    """The product's database.

    Args:
        url: libpq address of the application role.
        queues, bus: where news goes after a commit.
        statement_timeout_ms, lock_timeout_ms: of statements in a transaction: 5 s behind the API, 20 s in workers.
            Nobody waits longer than the first for an answer either, in a transaction or not.
    """

    def __init__(
        self,
        url: Callable[[], str],
        *,
        queues: Queues,
        bus: Bus,
        statement_timeout_ms: int = 5000,
        lock_timeout_ms: int = 2000,
    ) -> None:
        self._url = url
        self._queues = queues
        self._bus = bus
        self._statement_timeout_ms = statement_timeout_ms
        self._limits = (str(statement_timeout_ms), str(lock_timeout_ms))
        self._connection: Connection | None = None
        self._used_at = 0.0
        self._open = False

    def lookup(self) -> Connection:
        """Return the connection, alive, in autocommit mode and without an account.

        Raises:
            TryLater: the database cannot be reached.
        """
        connection = self._connection
        try:
            if connection is not None and (connection.closed or connection.broken):
                self.close()
                connection = None
            if connection is not None and time.monotonic() - self._used_at > _TEST_AFTER_SECONDS:
                try:
                    connection.execute("select 1")
                except psycopg.OperationalError:
                    self.close()
                    connection = None
            if connection is None:
                connection = Connection.connect(
                    self._url(),
                    autocommit=True,
                    prepare_threshold=None,  # RDS Proxy and pgbouncer pin or mix up named statements
                    connect_timeout=5,
                    # A host that died without a word is noticed in seconds, not when the function times out.
                    keepalives_idle=5,
                    keepalives_interval=2,
                    keepalives_count=3,
                    tcp_user_timeout=10_000,
                    application_name="central",
                )
                connection.limit_statements(self._statement_timeout_ms)
                self._connection = connection
        except psycopg.OperationalError as error:
            raise TryLater(_AWAY) from error
        self._used_at = time.monotonic()
        return connection

    def close(self) -> None:
        """Drop the connection; the next call opens another."""
        if self._connection is not None:
            with suppress(psycopg.Error):
                self._connection.close()
            self._connection = None

    @contextmanager
    def transaction(self, call: Call) -> Iterator[Transaction]:
        """Open a transaction of ``call.account_id`` (only its rows exist); commit at the end, then tell the news.

        Raises:
            TryLater: the database went away, is read-only or broke a deadlock; nothing was done.
            RuntimeError: a use case called another one inside its transaction: the inner one would end both.
        """
        connection = self.lookup()
        if self._open:
            raise RuntimeError("one use case is one transaction")
        transaction = Transaction(connection, call)
        facts: list[Mapping[str, Any]] = []
        self._open = True
        try:
            # Leaving the pipeline sends COMMIT and waits for it; what failed on the way is raised there at the latest.
            with connection.pipeline():
                connection.execute("begin")
                connection.execute(_BEGIN, (str(call.account_id), *self._limits))
                yield transaction
                facts = [_fact(f, call) for f in transaction.facts]
                if transaction.updates or facts:
                    connection.execute(
                        "select append_news(%s, %s)",
                        (_json([_update(u) for u in transaction.updates]), _json(facts)),
                    )
                connection.execute("commit")
        except _PASSING as error:
            # The connection is not trusted again, and the whole transaction may be tried again by whoever asked.
            self.close()
            raise TryLater(_AWAY) from error
        except BaseException:
            self._roll_back(connection)
            raise
        finally:
            self._open = False
        self._tell(transaction, facts)

    def _roll_back(self, connection: Connection) -> None:
        """End the transaction without effect; a connection that cannot do even that is dropped."""
        try:
            connection.execute("rollback")
        except psycopg.Error:
            self.close()

    def _tell(self, transaction: Transaction, facts: Sequence[Mapping[str, Any]]) -> None:
        """Ring and publish after commit. What fails here stays in its rows and is swept up."""
        doorbells = list(transaction.doorbells)
        if transaction.updates:
            doorbells.append(push_doorbell(transaction.account_id))
        ring_quietly(self._queues, doorbells)
        if facts:
            entries = [
                OutboxEntry(UUID(f["id"]), f["source"], f["detail_type"], json.dumps(f["detail"])) for f in facts
            ]
            self._publish(transaction.call, entries)

    def _publish(self, call: Call, entries: Sequence[OutboxEntry]) -> None:
        """Publish facts that are already stored and delete them from the outbox; one round trip."""
        published: list[UUID] = []
        with suppress(TryLater):
            published = self._bus.publish(entries)
        if len(published) < len(entries):
            ring_quietly(self._queues, [sweep_doorbell(now())])
        if published:
            with suppress(TryLater), self.transaction(call) as cleaning:
                cleaning.execute("delete from outbox where id = any(%(ids)s)", ids=published)


@contextmanager
def without_account(database: Database) -> Iterator[Connection]:
    """Run statements that precede the account, or set it themselves; each commits by itself.

    Raises:
        TryLater: the database went away, is read-only or broke a deadlock. A statement that was on its way may have had
            its effect.
    """
    connection = database.lookup()
    try:
        yield connection
    except _PASSING as error:
        connection.close()  # not trusted again; the next call opens another
        raise TryLater(_AWAY) from error


def ring_quietly(queues: Queues, doorbells: Sequence[Doorbell]) -> None:
    """Ring; a queue that is away is no failure of the work that is already committed (the sweep rings again)."""
    if doorbells:
        with suppress(TryLater):
            queues.ring(doorbells)


def _json(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"))


def _update(update: Update) -> Mapping[str, Any]:
    item: dict[str, Any] = {"type": update.type}
    for key in ("conversation_id", "message_id", "user_id"):
        value = getattr(update, key)
        if value is not None:
            item[key] = str(value)
    if update.data:
        item["data"] = update.data
    return item


def _fact(fact: Fact, call: Call) -> Mapping[str, Any]:
    fact_id = str(new_id())
    return {
        "id": fact_id,
        "source": fact.source,
        "detail_type": fact.detail_type,
        "detail": {
            "id": fact_id,
            "version": fact.version,
            "occurred_at": rfc3339(now()),
            "account_id": str(call.account_id),
            "correlation_id": call.correlation_id,
            "causation_id": call.causation_id,
            "data": dict(fact.data),
        },
    }
