"""One effect per ``Idempotency-Key``: the stored reply and the effect commit in one transaction.

The key is taken by a lock that lives as long as the transaction, so a crash frees it, and two requests at once never
both run. What failed leaves nothing behind: it may be asked again with the same key.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from central.call import Call
from central.db.connection import Connection
from central.db.database import Transaction
from central.db.driver import Jsonb
from central.db.queries import Queries
from central.errors import Conflict, Invalid
from central.frozen import Frozen, changed
from central.ports import Database, Ports

queries = Queries(Path(__file__).with_name("idempotency.sql"))


class Reply(Frozen):
    """What a request was answered. ``replayed``: it was the stored answer of an earlier one."""

    status: int
    body: Any
    replayed: bool = False


class _Joined:
    """A database whose every transaction is the one that is already open."""

    def __init__(self, transaction: Transaction, database: Database) -> None:
        self._transaction = transaction
        self._database = database

    @contextmanager
    def transaction(self, call: Call) -> Iterator[Transaction]:
        """Join the open transaction.

        Raises:
            ValueError: the call is of another account.
        """
        if call.account_id != self._transaction.account_id:
            raise ValueError("a transaction belongs to one account")
        yield self._transaction

    def lookup(self) -> Connection:
        """Return the connection of the open transaction."""
        return self._database.lookup()


def run_once(
    ports: Ports, call: Call, key: str, request_hash: bytes, work: Callable[[Ports], tuple[int, Any]]
) -> Reply:
    """Run ``work`` unless this caller already did under this key.

    Args:
        key: the caller's own name of the request.
        request_hash: the same for the same request.
        work: a use case, called with ports whose database joins this transaction; returns status and JSON body. It
            must not count on an error of one of its own statements: that ends the whole transaction.

    Raises:
        Invalid: the key was used for another request.
        Conflict: the same request is running right now.
    """
    with ports.database.transaction(call) as transaction:
        row = transaction.one(queries.begin_request, user_id=call.user_id, key=key, request_hash=request_hash)
        assert row is not None
        if row["request_hash"] is not None and bytes(row["request_hash"]) != request_hash:
            raise Invalid(
                "Esta chave já foi usada em outro pedido.",
                code="idempotency_key_reused",
                fields={"Idempotency-Key": "Já foi usada em outro pedido."},
            )
        if row["response_status"] is not None:
            return Reply(row["response_status"], row["response"], replayed=True)
        if not row["fresh"]:
            raise Conflict("O mesmo pedido ainda está em andamento.", code="request_in_progress")
        status, body = work(changed(ports, database=_Joined(transaction, ports.database)))
        transaction.execute(queries.finish_request, user_id=call.user_id, key=key, status=status, response=Jsonb(body))
    return Reply(status, body)
