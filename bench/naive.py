"""The naive transaction: what the baseline does for a new contact, without an ORM, one statement after the other."""

from typing import Any

import psycopg


def store_naively(connection: "psycopg.Connection[Any]", phone: str, external_id: str) -> None:
    """Store one message in the baseline's tables: six statements between begin and commit.

    Args:
        connection: in autocommit mode, to the baseline's database.
    """

    def one(statement: str, *parameters: object) -> Any:
        row = connection.execute(statement, parameters).fetchone()
        return row[0] if row else None

    with connection.transaction():
        if one("select id from messages where external_id = %s", external_id):
            return
        contact = one("select id from contacts where wa_id = %s", phone)
        if contact is None:
            contact = one("insert into contacts (wa_id, name) values (%s, 'Ana') returning id", phone)
        conversation = one("select id from conversations where contact_id = %s and status <> 'closed'", contact)
        if conversation is None:
            conversation = one(
                "insert into conversations (contact_id, status, unread, last_at)"
                " values (%s, 'waiting', 1, now()) returning id",
                contact,
            )
        connection.execute(
            "insert into messages (conversation_id, external_id, direction, text) values (%s, %s, 'in', 'Olá')",
            (conversation, external_id),
        )
