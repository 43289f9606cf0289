"""Looking up which conversations the caller sees."""

from pathlib import Path

from central.accounts.rights import read_rights, sees_all, sight_parameter
from central.call import Sight
from central.db.database import Transaction
from central.db.queries import Queries

queries = Queries(Path(__file__).with_name("sight.sql"))


def load_sight(transaction: Transaction) -> Sight | None:
    """Return what the caller sees; None: everything.

    It is known since the session, the socket or the token was looked up; asks only where a call was made otherwise.
    """
    actor = transaction.call.actor
    if sees_all(actor):
        return None
    if actor.sight is None and actor.user_id is not None:
        row = transaction.one(queries.find_rights, user_id=actor.user_id)
        return read_rights(row and row["rights"])[1] or Sight()
    return actor.sight or Sight()


def load_numbers_parameter(transaction: Transaction) -> str | None:
    """Return what numbers about colleagues and queues are counted from; None: from everything.

    Whoever has a role of the company's own reads no number of what is out of their sight. Built-in agents do: they give
    conversations to whoever has room.
    """
    return load_sight_parameter(transaction) if transaction.call.actor.custom is not None else None


def load_sight_parameter(transaction: Transaction) -> str | None:
    """Return the same as the SQL parameter of type ``sight``."""
    return sight_parameter(transaction.call.actor.user_id, load_sight(transaction))
