"""Which tables can hold something about a contact is read from the schema; each must be exported, or say why not."""

import pytest
from tests.fixtures.factories import Owner

from central.privacy.catalogue import APART, COPIES, EXPORTED
from central.privacy.store import exporting

# By foreign keys, however far, and by the names that columns with such an id have: some references are no keys.
_REACHED = """
with recursive below as (
    select 'contacts'::regclass::oid as id
    union
    select c.conrelid from pg_constraint c join below b on c.confrelid = b.id where c.contype = 'f'
)
select b.id::regclass::text as name from below b
union
select a.attrelid::regclass::text
  from pg_attribute a join pg_class t on t.oid = a.attrelid
 where t.relkind in ('r', 'p') and t.relnamespace = 'public'::regnamespace and not a.attisdropped
   and a.attname ~ '(^|_)(contact|conversation|message|ticket|identity)_id$'
"""
# Hold copies of answers and facts, by no key and no name: found by reading, kept here.
_BY_READING = {"outbox", "idempotency_keys"}


def reached(owner: Owner) -> set[str]:
    return {row["name"] for row in owner.execute(_REACHED).fetchall()} | _BY_READING


def test_every_table_with_a_way_to_contacts_is_listed(owner: Owner) -> None:
    listed = {*EXPORTED, *COPIES, *APART}
    assert reached(owner) - listed == set(), "list it in central/privacy/catalogue.py, and export and erase it"
    assert listed - reached(owner) - {"parked_updates", "audit_log"} == set(), (
        "what is gone stands on the list no longer"
    )
    assert len(listed) == len(EXPORTED) + len(COPIES) + len(APART)


@pytest.mark.parametrize(
    "table",
    [
        "create table planted (account_id uuid, id uuid, contact_id uuid, foreign key (account_id, contact_id)"
        " references contacts (account_id, id))",
        "create table planted (account_id uuid, m uuid, foreign key (account_id, m)"
        " references messages (account_id, id))",
        "create table planted (account_id uuid, last_conversation_id uuid)",
    ],
)
def test_a_new_table_is_noticed(owner: Owner, table: str) -> None:
    owner.execute(table)
    try:
        assert "planted" in reached(owner)
    finally:
        owner.execute("drop table planted")


def test_every_exported_table_has_its_statement() -> None:
    named = {name.removeprefix("rows_of_") for name in exporting.all if name.startswith("rows_of_")}
    assert named == set(EXPORTED)
