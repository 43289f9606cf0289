"""After how long an agent who is online and touches nothing is put into a pause. Who does it: ``presence.beat``."""

from pathlib import Path

from central.accounts import audit
from central.accounts.permissions import check
from central.call import Call
from central.db.queries import Queries
from central.frozen import Frozen
from central.ports import Ports

queries = Queries(Path(__file__).with_name("idleness.sql"))


class IdlePause(Frozen):
    """``minutes`` without touching anything until the pause; 0: there is none."""

    minutes: int


def get_idle_pause(ports: Ports, call: Call) -> IdlePause:
    """Return the company's limit."""
    check(call, "queues.read")
    with ports.database.transaction(call) as transaction:
        found = transaction.one_as(IdlePause, queries.read_idle_pause)
        assert found is not None
        return found


def set_idle_pause(ports: Ports, call: Call, minutes: int) -> IdlePause:
    """Set the company's limit. Everybody is judged by it with their next heartbeat, also who is in the pause already.

    Args:
        minutes: 0 (never) to 480.

    Raises:
        Forbidden: the caller may not.
    """
    check(call, "queues.manage")
    with ports.database.transaction(call) as transaction:
        transaction.execute(queries.save_idle_pause, minutes=minutes)
        audit.record(
            transaction, "idle_pause.changed", target=("account", call.account_id), details={"minutes": minutes}
        )
    return IdlePause(minutes)
