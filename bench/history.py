"""Years of conversations, written in bulk into both products: nobody measures an empty database in production.

Without it the planner has no statistics and keeps plans made for empty tables.
"""

from typing import Any

import psycopg
from tests.fixtures.factories import Owner, Row, default_queue, make_account, make_agent, make_channel

# Every row comes from the number n alone, so each statement below finds the ids the others made.
_ID = "md5(%(salt)s || '{0}' || n)::uuid"
_CONTACT, _IDENTITY, _CONVERSATION, _MESSAGE = (_ID.format(kind) for kind in ("contact", "identity", "talk", "message"))
_AT = "timestamptz '2026-06-01' - make_interval(secs => n * 37)"
_STATEMENTS = (
    f"insert into contacts (account_id, id, name, profile_name, phone, created_at)"
    f" select %(account)s, {_CONTACT}, 'Cliente ' || n, 'Cliente ' || n, '+5511' || 900000000 + n, {_AT} from series n",
    f"insert into contact_identities (account_id, id, contact_id, channel_type, kind, value, match_key)"
    f" select %(account)s, {_IDENTITY}, {_CONTACT}, 'whatsapp', 'wa_phone', '5511' || 900000000 + n,"
    f" '5511' || 900000000 + n from series n",
    f"insert into conversations (account_id, id, channel_id, contact_id, identity_id, status, closed_at, session,"
    f" queue_id, assignee_id, last_sequence, last_message_id, unread_count, inbound_count, opened_at, last_activity_at)"
    f" select %(account)s, {_CONVERSATION}, %(channel)s, {_CONTACT}, {_IDENTITY},"
    f" case when n %% %(one_open_in)s = 0 then 'open' else 'closed' end,"
    f" case when n %% %(one_open_in)s <> 0 then {_AT} end, 'human', %(queue)s,"
    f" (%(agents)s::uuid[])[1 + n %% cardinality(%(agents)s::uuid[])], 1, {_MESSAGE}, n %% 3, 1, {_AT}, {_AT}"
    f" from series n",
    f"insert into messages (account_id, id, conversation_id, channel_id, sequence, direction, author_type, author_id,"
    f" type, text, external_id, created_at, stored_at)"
    f" select %(account)s, {_MESSAGE}, {_CONVERSATION}, %(channel)s, 1, 'in', 'contact', {_CONTACT}, 'text',"
    f" 'Olá, o pedido ' || n || ' chegou errado. Podem trocar?', 'wamid.' || md5(%(salt)s || n), {_AT}, {_AT}"
    f" from series n",
    f"insert into tickets (account_id, protocol, conversation_id, channel_id, queue_id, state, handoff_reason,"
    f" assignee_id, entered_at, assigned_at, finished_at)"
    f" select %(account)s, 'H' || n, {_CONVERSATION}, %(channel)s, %(queue)s,"
    f" case when n %% %(one_open_in)s = 0 then 'in_service' else 'finished' end, 'rule',"
    f" (%(agents)s::uuid[])[1 + n %% cardinality(%(agents)s::uuid[])], {_AT}, {_AT},"
    f" case when n %% %(one_open_in)s <> 0 then {_AT} end from series n",
    f"insert into reply_windows (account_id, channel_id, contact_id, last_inbound_at)"
    f" select %(account)s, %(channel)s, {_CONTACT}, {_AT} from series n",
)
_TABLES = "contacts, contact_identities, conversations, messages, tickets, reply_windows"


def write_company(
    owner: Owner, conversations: int, *, agents: int = 10, one_open_in: int = 40
) -> tuple[Row, list[Row]]:
    """Write a company with that many conversations of one message each; return its account and its agents.

    Args:
        owner: the superuser: foreign keys are not checked, what is written fits.
        one_open_in: every so many-th conversation is open, the others are closed.
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
    with owner.transaction():
        owner.execute("set local session_replication_role = replica")
        for statement in _STATEMENTS:
            series = f"from generate_series(1, {conversations}) n"
            owner.execute(statement.replace("from series n", series), parameters)
    return account, people


def settle(owner: Owner) -> None:
    """Do what autovacuum does when it comes by."""
    owner.execute(f"vacuum analyze {_TABLES}")


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
