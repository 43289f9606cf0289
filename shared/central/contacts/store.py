"""Statements about contacts, one function each."""

from datetime import datetime
from typing import Any
from uuid import UUID

from central.contacts.model import Contact, ContactChange
from central.db.database import Transaction
from central.db.driver import Jsonb
from central.db.queries import load_queries

queries = load_queries(__file__)
_CHANGEABLE = ("name", "email", "phone", "state", "attributes", "blocked")

# How a phone number a person typed becomes an address on WhatsApp.
CHANNEL_TYPE = "whatsapp"
PHONE_KIND = "wa_phone"


def list_contacts(
    transaction: Transaction, *, text: str | None, after: tuple[datetime, UUID] | None, limit: int
) -> list[Contact]:
    """Return contacts, the most recently changed first, from behind ``after``."""
    after_time, after_id = after or (None, None)
    paging: dict[str, Any] = {"after_time": after_time, "after_id": after_id, "limit": limit}
    if text:
        return transaction.all_as(Contact, queries.search_contacts, text=text, **paging)
    return transaction.all_as(Contact, queries.list_contacts, **paging)


def find_contact(transaction: Transaction, contact_id: UUID) -> Contact | None:
    """Return one contact."""
    return transaction.one_as(Contact, queries.find_contact, contact_id=contact_id)


def insert_contact(
    transaction: Transaction,
    contact_id: UUID,
    *,
    name: str,
    email: str | None,
    phone: str | None,
    state: str,
    attributes: dict[str, Any],
) -> None:
    """Store a contact."""
    transaction.execute(
        queries.insert_contact,
        contact_id=contact_id,
        name=name,
        email=email,
        phone=phone,
        state=state,
        attributes=Jsonb(attributes),
    )


def claim_phone(transaction: Transaction, contact_id: UUID, *, digits: str, match_key: str) -> tuple[UUID, str]:
    """Give a number to a contact; return id and name of whoever has it now."""
    row = transaction.one(
        queries.claim_identity,
        contact_id=contact_id,
        channel_type=CHANNEL_TYPE,
        kind=PHONE_KIND,
        value=digits,
        match_key=match_key,
    )
    assert row is not None
    return row["contact_id"], row["name"] or ""


def drop_phone(transaction: Transaction, contact_id: UUID, match_key: str) -> None:
    """Take a number away from a contact, unless a conversation was held over it."""
    transaction.execute(
        queries.drop_identity,
        contact_id=contact_id,
        channel_type=CHANNEL_TYPE,
        kind=PHONE_KIND,
        match_key=match_key,
    )


def update_contact(transaction: Transaction, contact_id: UUID, change: ContactChange) -> None:
    """Write the named columns."""
    values: dict[str, Any] = {}
    for column in _CHANGEABLE:
        value = change.get(column)
        values[f"set_{column}"] = change.names(column)
        values[column] = Jsonb(value) if column == "attributes" and value is not None else value
    transaction.execute(queries.update_contact, contact_id=contact_id, **values)
