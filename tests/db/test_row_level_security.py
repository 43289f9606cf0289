"""Row-level security of every table, with rows of two companies made from the catalogue alone.

A new table is covered without a new test: what a column needs is derived from its type, checks and foreign keys.
"""

import re
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from psycopg import sql
from psycopg.types.json import Jsonb
from tests.fixtures.factories import Owner, Row, make_account

from central.call import system_call
from central.db.database import PostgresDatabase
from central.db.migrate import load_migrations

TABLES = sorted(
    {
        name
        for migration in load_migrations()
        for name in re.findall(r"^create table (\w+) \(", migration.text, re.MULTILINE)
    }
)
_CHOICES = re.compile(r"\(\(?(\w+) = (?:ANY \(ARRAY\[)?'([^']*)'")
# The same in the function of a trigger (0278_rules_at_the_row.sql).
_RULES = re.compile(r"\bwhen new\.(\w+) not in \('([^']*)'")
_PATTERNS = {"color": "#0b5c6b", "phone": "+5511988887777"}
# What a check asks for that its type does not say.
_SHAPED: dict[tuple[str, str], Any] = {
    ("suppressions", "hash"): bytes(32),
    ("calendar_openings", "closes_at"): "2026-11-21T13:00:00Z",
    ("sign_in_providers", "domains"): ["exemplo.com.br"],
    ("forgotten_files", "folder"): f"accounts/{uuid4()}/contacts/{uuid4()}",
}


def fill(owner: Owner, table: str, account_id: UUID, made: dict[str, Row]) -> Row:
    """Insert one valid row of ``table`` for the account, and first what its foreign keys point to."""
    if table in made:
        return made[table]
    columns = owner.execute(
        "select a.attname as name, format_type(a.atttypid, null) as type, a.attnotnull and not a.atthasdef as needed,"
        " a.attidentity <> '' or a.attgenerated <> '' as automatic"
        " from pg_attribute a where a.attrelid = %s::regclass and a.attnum > 0 and not a.attisdropped",
        (table,),
    ).fetchall()
    values: Row = {}
    references = owner.execute(
        "select c.confrelid::regclass::text as target,"
        " (select array_agg(attname::text order by k.n) from unnest(c.conkey) with ordinality k (num, n)"
        "   join pg_attribute on attrelid = c.conrelid and attnum = k.num) as ours,"
        " (select array_agg(attname::text order by k.n) from unnest(c.confkey) with ordinality k (num, n)"
        "   join pg_attribute on attrelid = c.confrelid and attnum = k.num) as theirs"
        " from pg_constraint c where c.contype = 'f' and c.conrelid = %s::regclass",
        (table,),
    ).fetchall()
    needed = {column["name"] for column in columns if column["needed"]}
    for reference in references:
        if set(reference["ours"]) <= needed and reference["target"] not in (table, "accounts"):
            target = fill(owner, reference["target"], account_id, made)
            values |= {
                ours: target[theirs] for ours, theirs in zip(reference["ours"], reference["theirs"], strict=True)
            }
    checks = owner.execute(
        "select pg_get_constraintdef(oid) as text from pg_constraint where contype = 'c' and conrelid = %s::regclass",
        (table,),
    ).fetchall()
    rules = owner.execute(
        "select p.prosrc as text from pg_trigger t join pg_proc p on p.oid = t.tgfoid"
        " where t.tgname = %s::text || '_rules' and t.tgrelid = %s::regclass",
        (table, table),
    ).fetchall()
    choices = dict(found for check in checks for found in _CHOICES.findall(check["text"]))
    choices |= dict(found for rule in rules for found in _RULES.findall(rule["text"]))
    for column in columns:
        name = column["name"]
        if name == "account_id":
            values[name] = account_id
        elif column["needed"] and not column["automatic"] and name not in values:
            values[name] = choices.get(name) or _SHAPED.get((table, name)) or _value(name, column["type"])
    statement = sql.SQL("insert into {} ({}) values ({}) returning to_jsonb({}) as line").format(
        sql.Identifier(table),
        sql.SQL(", ").join(map(sql.Identifier, values)),
        sql.SQL(", ").join(sql.Placeholder() for _ in values),
        sql.Identifier(table),
    )
    row = owner.execute(statement, list(values.values())).fetchone()
    assert row is not None
    # As JSON: Python has no -infinity for a time.
    made[table] = row["line"]
    return made[table]


def _value(name: str, kind: str) -> Any:
    by_type = {
        "uuid": uuid4(),
        "text": _PATTERNS.get(name, uuid4().hex),
        "text[]": [],
        "bytea": uuid4().bytes,
        "jsonb": Jsonb({}),
        "date": "2026-11-21",
        "boolean": False,
        "timestamp with time zone": "2026-11-21T12:00:00Z",
    }
    return by_type.get(kind, 1)


def account_column(table: str) -> sql.Identifier:
    return sql.Identifier("id" if table == "accounts" else "account_id")


@pytest.mark.parametrize("table", TABLES)
def test_a_company_sees_changes_and_makes_its_own_rows_only(
    owner: Owner, database: PostgresDatabase, table: str
) -> None:
    mine, other = make_account(owner), make_account(owner)
    rows = {}
    for account in (mine, other):
        made: dict[str, Row] = {"accounts": account}
        rows[account["id"]] = fill(owner, table, account["id"], made)
        if table == "users":
            made.pop("memberships", None)
            owner.execute(
                "insert into memberships (account_id, user_id, role) values (%s, %s, 'agent')",
                (account["id"], rows[account["id"]]["id"]),
            )
    name, before = sql.Identifier(table), snapshot(owner, table)
    shown = sql.Identifier("id") if table == "users" else account_column(table)
    wanted = rows[mine["id"]]["id"] if table == "users" else mine["id"]

    with database.transaction(system_call(mine["id"])) as transaction:
        seen = {
            str(row["key"]) for row in transaction.all(text(sql.SQL("select {} as key from {}").format(shown, name)))
        }
    assert seen == {str(wanted)}
    none = database.lookup().execute(sql.SQL("select {} from {}").format(shown, name)).fetchall()
    assert none == [], "without an account there are no rows"

    foreign = rows[other["id"]]
    for statement in (
        sql.SQL("delete from {} where {} = {}").format(
            name, shown, sql.Literal(foreign["id"] if table == "users" else other["id"])
        ),
        sql.SQL("insert into {} select * from json_populate_record(null::{}, {})").format(
            name, name, sql.Literal(_as_json(owner, table, other["id"]))
        ),
    ):
        try:
            with database.transaction(system_call(mine["id"])) as transaction:
                transaction.count(text(statement))
        except (psycopg.errors.InsufficientPrivilege, psycopg.errors.GeneratedAlways):
            pass
    assert snapshot(owner, table) == before


@pytest.mark.parametrize(
    ("hole", "mended"),
    [
        ("alter table labels disable row level security", "alter table labels enable row level security"),
        ("create policy hole on labels using (true) with check (true)", "drop policy hole on labels"),
    ],
)
def test_a_planted_hole_turns_it_red(owner: Owner, database: PostgresDatabase, hole: str, mended: str) -> None:
    owner.execute(hole.encode())
    try:
        with pytest.raises(AssertionError):
            test_a_company_sees_changes_and_makes_its_own_rows_only(owner, database, "labels")
    finally:
        owner.execute(mended.encode())


def text(statement: sql.Composed) -> str:
    return statement.as_string(None)


def snapshot(owner: Owner, table: str) -> list[str]:
    query = sql.SQL("select t::text as line from {} t order by 1").format(sql.Identifier(table))
    return [row["line"] for row in owner.execute(query).fetchall()]


def _as_json(owner: Owner, table: str, account_id: UUID) -> str:
    """Another company's row with fresh ids: what an attacker would insert."""
    if table == "users":
        return "{}"
    query = sql.SQL("select to_jsonb(t)::text as line from {} t where {} = %s limit 1").format(
        sql.Identifier(table), account_column(table)
    )
    row = owner.execute(query, (account_id,)).fetchone()
    assert row is not None
    return str(row["line"])
