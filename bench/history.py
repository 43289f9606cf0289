"""Years of conversations, written in bulk into both products: nobody measures an empty database in production.

Without it the planner has no statistics and keeps plans made for empty tables.
"""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psycopg
from tests.fixtures.factories import Owner, Row, default_queue, make_account, make_agent, make_channel

# Every row comes from the number n alone, so each statement below finds the ids the others made, or will make.
_ID = "md5(%(salt)s || '{0}' || n)::uuid"
_CONTACT, _IDENTITY, _CONVERSATION, _MESSAGE = (_ID.format(kind) for kind in ("contact", "identity", "talk", "message"))
_AT = "timestamptz '2026-06-01' - make_interval(secs => n * 37)"
_ROWS = {
    "contacts": f"(account_id, id, name, profile_name, phone, created_at)"
    f" select %(account)s, {_CONTACT}, 'Cliente ' || n, 'Cliente ' || n, '+5511' || 900000000 + n, {_AT} from series n",
    "contact_identities": f"(account_id, id, contact_id, channel_type, kind, value, match_key)"
    f" select %(account)s, {_IDENTITY}, {_CONTACT}, 'whatsapp', 'wa_phone', '5511' || 900000000 + n,"
    f" '5511' || 900000000 + n from series n",
    "conversations": f"(account_id, id, channel_id, contact_id, identity_id, status, closed_at, session,"
    f" queue_id, assignee_id, last_sequence, last_message_id, unread_count, inbound_count, opened_at, last_activity_at)"
    f" select %(account)s, {_CONVERSATION}, %(channel)s, {_CONTACT}, {_IDENTITY},"
    f" case when n %% %(one_open_in)s = 0 then 'open' else 'closed' end,"
    f" case when n %% %(one_open_in)s <> 0 then {_AT} end, 'human', %(queue)s,"
    f" (%(agents)s::uuid[])[1 + n %% cardinality(%(agents)s::uuid[])], 1, {_MESSAGE}, n %% 3, 1, {_AT}, {_AT}"
    f" from series n",
    "messages": f"(account_id, id, conversation_id, channel_id, sequence, direction, author_type, author_id,"
    f" type, text, external_id, created_at, stored_at)"
    f" select %(account)s, {_MESSAGE}, {_CONVERSATION}, %(channel)s, 1, 'in', 'contact', {_CONTACT}, 'text',"
    f" 'Olá, o pedido ' || n || ' chegou errado. Podem trocar?', 'wamid.' || md5(%(salt)s || n), {_AT}, {_AT}"
    f" from series n",
    "tickets": f"(account_id, protocol, conversation_id, channel_id, queue_id, state, handoff_reason,"
    f" assignee_id, entered_at, assigned_at, finished_at)"
    f" select %(account)s, 'H' || n, {_CONVERSATION}, %(channel)s, %(queue)s,"
    f" case when n %% %(one_open_in)s = 0 then 'in_service' else 'finished' end, 'rule',"
    f" (%(agents)s::uuid[])[1 + n %% cardinality(%(agents)s::uuid[])], {_AT}, {_AT},"
    f" case when n %% %(one_open_in)s <> 0 then {_AT} end from series n",
    "reply_windows": f"(account_id, channel_id, contact_id, last_inbound_at)"
    f" select %(account)s, %(channel)s, {_CONTACT}, {_AT} from series n",
}
# Those behind a primary key or another rule stay.
_INDEXES = """
select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition from pg_index i
 where i.indrelid = %(table)s::regclass and not exists (select from pg_constraint where conindid = i.indexrelid)
"""
_AT_ONCE = 2


def write_company(
    owner: Owner, url: str, conversations: int, *, agents: int = 10, one_open_in: int = 40, large: bool = False
) -> tuple[Row, list[Row]]:
    """Write a company with that many conversations of one message each; return its account and its agents.

    Args:
        owner, url: the superuser, and where: foreign keys are not checked, what is written fits. So the tables are
            filled side by side.
        one_open_in: every so many-th conversation is open, the others are closed.
        large: whether it is worth making the indexes anew behind the rows, as after a restore. Nobody else is at work.
    """
    account = make_account(owner)
    people = [make_agent(owner, account, state="offline") for _ in range(agents)]
    parameters: dict[str, Any] = {
        "account": account["id"],
        "channel": make_channel(owner, account)["id"],
        "queue": default_queue(owner, account)["id"],
        "agents": [person["id"] for person in people],
        "salt": str(account["id"]),
        "one_open_in": one_open_in,
    }

    def fill(table: str) -> None:
        with psycopg.connect(url) as connection:
            connection.execute("set session_replication_role = replica")
            indexes = connection.execute(_INDEXES, {"table": table}).fetchall() if large else []
            for name, _ in indexes:
                connection.execute(f"drop index {name}")
            series = f"from generate_series(1, {conversations}) n"
            connection.execute(f"insert into {table} {_ROWS[table].replace('from series n', series)}", parameters)
            for _, definition in indexes:
                connection.execute(definition)

    with ThreadPoolExecutor(_AT_ONCE) as pool:
        list(pool.map(fill, _ROWS))
    return account, people


def settle(owner: Owner) -> None:
    """Do what autovacuum does when it comes by."""
    owner.execute(f"vacuum analyze {', '.join(_ROWS)}")


def write_baseline(connection: "psycopg.Connection[Any]", conversations: int) -> None:
    """Write as many conversations into the baseline's tables, which must be empty."""
    for statement in (
        "insert into contacts (id, wa_id, name) select n, '5511' || 900000000 + n, 'Cliente ' || n"
        " from generate_series(1, %s) n",
        "insert into conversations (id, contact_id, status, unread, last_at, created_at)"
        " select n, n, 'closed', 0, timestamp '2026-06-01', timestamp '2026-06-01' from generate_series(1, %s) n",
        "insert into messages (id, conversation_id, external_id, direction, text)"
        " select n, n, 'wamid.' || md5(n::text), 'in', 'Olá, o pedido ' || n || ' chegou errado. Podem trocar?'"
        " from generate_series(1, %s) n",
    ):
        connection.execute(statement, (conversations,))
    for table in ("contacts", "conversations", "messages"):
        connection.execute(f"select setval(pg_get_serial_sequence('{table}', 'id'), %s)", (conversations,))
    connection.execute("vacuum analyze contacts, conversations, messages")
