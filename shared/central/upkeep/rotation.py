"""Wraps the data keys of every sealed value again, under the key that is current now. Values and data keys stay unseen.

Run after the key of the key service was replaced, or before an old one is deleted. Running it twice, or again after it
died half way, is harmless: a value is replaced only by itself.
"""

from uuid import UUID

from central.accounts import audit
from central.call import system_call
from central.db.database import without_account
from central.frozen import Frozen
from central.ports import Ports
from central.upkeep.store import queries


class Rotated(Frozen):
    """How many values were wrapped again, and how many could not be (changed, or bound to another place)."""

    wrapped: int
    broken: int


def rotate_secrets(ports: Ports) -> Rotated:
    """Wrap every sealed value of every company again.

    Raises:
        TryLater: the database or the key service is away; run it again.
    """
    with without_account(ports.database) as connection:
        accounts: list[UUID] = [row[0] for row in connection.execute(queries.accounts_with_secrets).fetchall()]
    wrapped = broken = 0
    for account_id in accounts:
        done = _rotate_account(ports, account_id)
        wrapped, broken = wrapped + done.wrapped, broken + done.broken
    return Rotated(wrapped, broken)


def _rotate_account(ports: Ports, account_id: UUID) -> Rotated:
    call = system_call(account_id)
    with ports.database.transaction(call) as transaction:
        values = transaction.all(queries.sealed_values)
    fresh: list[tuple[str, UUID, bytes, bytes]] = []
    broken = 0
    for value in values:
        sealed = bytes(value["sealed"])
        try:
            fresh.append((value["place"], value["id"], sealed, ports.secrets.rewrap(sealed, value["context"])))
        except ValueError:
            broken += 1
    with ports.database.transaction(call) as transaction:
        for place, row_id, old, new in fresh:
            transaction.execute(getattr(queries, f"replace_{place}"), id=row_id, old=old, new=new)
        audit.record(transaction, "secrets.rotated", details={"wrapped": len(fresh), "broken": broken})
    return Rotated(len(fresh), broken)
