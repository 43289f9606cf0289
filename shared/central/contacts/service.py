"""Use cases about contacts."""

from datetime import datetime
from typing import Any
from uuid import UUID

from central.call import Call
from central.contacts import store
from central.contacts.model import Contact, ContactChange, ContactState
from central.db.database import Transaction
from central.errors import Conflict, Invalid, NotFound
from central.ids import new_id
from central.platforms.phone import digits_of, match_key, parse_typed, search_pattern
from central.ports import Ports


def list_contacts(
    ports: Ports, call: Call, *, text: str | None, after: tuple[datetime, UUID] | None, limit: int
) -> list[Contact]:
    """Return at most ``limit`` contacts, the most recently changed first.

    Args:
        text: part of a name or e-mail (accents and case do not matter) or of a phone number as people write it.
        after: change time and id of the last row shown.
    """
    with ports.database.transaction(call) as transaction:
        return store.list_contacts(transaction, text=_search_text(text) if text else None, after=after, limit=limit)


def get_contact(ports: Ports, call: Call, contact_id: UUID) -> Contact:
    """Return one contact.

    Raises:
        NotFound: nobody of this company.
    """
    with ports.database.transaction(call) as transaction:
        return _existing(transaction, contact_id)


def create_contact(
    ports: Ports,
    call: Call,
    *,
    name: str,
    email: str | None = None,
    phone: str | None = None,
    state: ContactState = "lead",
    attributes: dict[str, Any] | None = None,
) -> Contact:
    """Store a contact; a phone number becomes an address to write to.

    Raises:
        Invalid: the phone number cannot be one.
        Conflict: somebody has this number; ``details`` names them.
    """
    international = normalise_phone(phone)
    contact_id = new_id()
    with ports.database.transaction(call) as transaction:
        store.insert_contact(
            transaction,
            contact_id,
            name=name,
            email=email,
            phone=international,
            state=state,
            attributes=attributes or {},
        )
        if international is not None:
            _claim(transaction, contact_id, international)
        return _existing(transaction, contact_id)


def update_contact(ports: Ports, call: Call, contact_id: UUID, values: dict[str, Any]) -> Contact:
    """Change a contact.

    Args:
        values: new values of name, email, phone (as typed, or None), state, attributes, blocked.

    Raises:
        NotFound: nobody of this company.
        Invalid: the phone number cannot be one.
        Conflict: somebody else has this number; ``details`` names them.
    """
    if "phone" in values:
        values = {**values, "phone": normalise_phone(values["phone"])}
    change = ContactChange(values)
    with ports.database.transaction(call) as transaction:
        before = _existing(transaction, contact_id)
        if change.names("phone") and change.get("phone") != before.phone:
            if before.phone is not None:
                store.drop_phone(transaction, contact_id, match_key(before.phone))
            if change.get("phone") is not None:
                _claim(transaction, contact_id, change.get("phone"))
        store.update_contact(transaction, contact_id, change)
        return _existing(transaction, contact_id)


def normalise_phone(typed: str | None) -> str | None:
    """Return a typed phone number in international form ("+5511987654321").

    Raises:
        Invalid: it cannot be one.
    """
    if typed is None or not typed.strip():
        return None
    international = parse_typed(typed)
    if international is None:
        sentence = "Não é um número de telefone."
        raise Invalid(sentence, code="invalid_phone", fields={"phone": sentence})
    return international


def _search_text(typed: str) -> str:
    """Return what to look for, as the middle of a LIKE pattern: a typed phone number in every form, else the text."""
    text = " ".join(typed.split())
    digits = digits_of(text)
    if len(digits) >= 4 and all(char in "+-(). " or char.isdigit() for char in text):
        return search_pattern(digits)
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _existing(transaction: Transaction, contact_id: UUID) -> Contact:
    contact = store.find_contact(transaction, contact_id)
    if contact is None:
        raise NotFound()
    return contact


def _claim(transaction: Transaction, contact_id: UUID, phone: str) -> None:
    owner_id, name = store.claim_phone(transaction, contact_id, digits=digits_of(phone), match_key=match_key(phone))
    if owner_id != contact_id:
        raise Conflict(
            f"Este telefone já é de {name}." if name else "Este telefone já é de outro contato.",
            code="contact_exists",
            fields={"phone": "Já é de outro contato."},
            details={"contact_id": str(owner_id), "name": name},
        )
