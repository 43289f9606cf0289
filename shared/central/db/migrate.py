"""Applies the migrations, each once, under an advisory lock. Run by the deploy and by ``make migrate``."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import LiteralString, cast

import psycopg
from psycopg import sql

MIGRATIONS = Path(__file__).with_name("migrations")
_LOCK = 7_236_412_001  # any number of our own
LOCK_SECONDS = 15  # how long a migration may wait for a table that somebody uses
# What holds for every session of the application. With the role, because neither RDS Proxy nor pgbouncer lets a client
# send settings while it connects ("RDS Proxy currently doesn't support command-line options"), and one set later would
# reach whoever uses the connection next.
APP_SETTINGS = {
    "statement_timeout": "20s",
    "lock_timeout": "2s",
    "idle_in_transaction_session_timeout": "10s",
    "timezone": "UTC",
}


@dataclass(frozen=True, slots=True)
class Migration:
    """One file ``NNNN_title.sql``."""

    name: str
    text: str

    @property
    def checksum(self) -> str:
        """SHA-256 of the text: a migration that was applied must never change."""
        return hashlib.sha256(self.text.encode()).hexdigest()


def load_migrations(folder: Path = MIGRATIONS) -> list[Migration]:
    """Return the migrations of ``folder`` in the order of their numbers."""
    return [Migration(path.stem, path.read_text(encoding="utf-8")) for path in sorted(folder.glob("[0-9]*.sql"))]


def migrate(
    owner_url: str, *, app_password: str | None = None, migrations: Iterable[Migration] | None = None
) -> list[str]:
    """Bring the database up to date and return the names of what was applied; calling it again applies nothing.

    Args:
        owner_url: libpq address of a role that may create roles and objects (the cluster's master user).
        app_password: set as the password of ``central_app``, so that the functions can connect.
        migrations: defaults to the product's.

    Raises:
        ValueError: an applied migration was changed afterwards.
        psycopg.errors.LockNotAvailable: a table was in use for LOCK_SECONDS; nothing of this migration is left.
    """
    applied = []
    with psycopg.connect(owner_url, autocommit=True) as connection:
        connection.execute("select pg_advisory_lock(%s)", (_LOCK,))
        # Whoever waits for a table's lock makes everybody after it wait too: rather no migration than no service.
        connection.execute(sql.SQL("set lock_timeout = {}").format(sql.Literal(f"{LOCK_SECONDS}s")))
        _prepare_roles(connection, app_password)
        connection.execute("set role central_owner")
        connection.execute("create schema if not exists central_meta")
        connection.execute(
            "create table if not exists central_meta.migrations"
            " (name text primary key, checksum text not null, applied_at timestamptz not null default now())"
        )
        done: dict[str, str] = dict(connection.execute("select name, checksum from central_meta.migrations").fetchall())
        for migration in load_migrations() if migrations is None else migrations:
            if migration.name in done:
                if done[migration.name] != migration.checksum:
                    raise ValueError(f"migration {migration.name} was changed after it had been applied")
                continue
            with connection.transaction():
                # The text is a file of this package, never input.
                connection.execute(migration.text.encode())
                connection.execute(
                    "insert into central_meta.migrations (name, checksum) values (%s, %s)",
                    (migration.name, migration.checksum),
                )
            applied.append(migration.name)
    return applied


def _prepare_roles(connection: psycopg.Connection[tuple[object, ...]], app_password: str | None) -> None:
    """Create the three roles and what the owner needs to work; the second run changes nothing but the password."""
    roles: tuple[tuple[str, LiteralString], ...] = (
        ("central_owner", "nologin"),
        ("central_lookup", "nologin"),
        ("central_app", "login"),
    )
    for role, options in roles:
        known = connection.execute("select 1 from pg_roles where rolname = %s", (role,)).fetchone()
        if not known:
            try:
                connection.execute(sql.SQL("create role {} {}").format(sql.Identifier(role), sql.SQL(options)))
            except psycopg.errors.DuplicateObject:
                pass  # another database of the same cluster was migrated at the same moment
    if app_password is not None:
        connection.execute(sql.SQL("alter role central_app password {}").format(sql.Literal(app_password)))
    configured = connection.execute("select coalesce(rolconfig, '{}') from pg_roles where rolname = 'central_app'")
    settings = {entry.lower() for (found,) in configured for entry in cast(list[str], found)}
    for name, value in APP_SETTINGS.items():
        if f"{name}={value}".lower() not in settings:
            connection.execute(
                sql.SQL("alter role central_app set {} = {}").format(sql.Identifier(name), sql.Literal(value))
            )
    database = connection.info.dbname
    connection.execute("grant central_owner to current_user")
    connection.execute("grant central_lookup to central_owner")
    connection.execute(
        sql.SQL("grant create, connect on database {} to central_owner").format(sql.Identifier(database))
    )
    connection.execute(sql.SQL("grant connect on database {} to central_app").format(sql.Identifier(database)))
    connection.execute("grant usage, create on schema public to central_owner")
    connection.execute("grant usage on schema public to central_app")
    # Owning a function asks for CREATE on its schema; central_lookup cannot log in and runs nothing but those.
    connection.execute("grant usage, create on schema public to central_lookup")
