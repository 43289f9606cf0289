"""Every named statement of every slice is prepared on the real schema as the application role."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from tests.fixtures.server import fresh_database

from central.db.queries import Queries
from central_local.postgres import Server

ROOT = Path(__file__).resolve().parents[2] / "shared" / "central"
STATEMENTS = [
    pytest.param(text, id=f"{path.parent.name}.{name}")
    for path in sorted(ROOT.glob("*/*.sql"))
    if path.name != "schema.sql"  # the demo's tables
    for name, text in Queries(path).all.items()
]
_PARAMETER = re.compile(r"%\((\w+)\)s")


@pytest.fixture(scope="module")
def app(server: Server) -> Iterator[psycopg.Connection[Any]]:
    """A database with the demo's tables too, which only DemoMode makes."""
    with fresh_database(server, "queries") as complete:
        with psycopg.connect(complete.owner_url, autocommit=True) as owner:
            owner.execute((ROOT / "demo" / "schema.sql").read_bytes())
        with psycopg.connect(complete.app_url, autocommit=True) as connection:
            yield connection


@pytest.mark.parametrize("statement", STATEMENTS)
def test_is_a_statement_the_application_may_run(app: psycopg.Connection[Any], statement: str) -> None:
    numbers: dict[str, int] = {}
    numbered = _PARAMETER.sub(lambda found: f"${numbers.setdefault(found.group(1), len(numbers) + 1)}", statement)
    done = app.pgconn.prepare(b"", numbered.replace("%%", "%").encode())
    assert done.status == psycopg.pq.ExecStatus.COMMAND_OK, done.error_message.decode()
