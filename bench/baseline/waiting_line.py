"""A baseline of its own with many agents and a line, which its loop gives to them."""

import time

import psycopg

from bench.baseline.listeners import Listeners
from bench.machine import Machine

_CONTACTS = (
    "insert into contacts (wa_id, name) select 'line-' || n, 'Cliente ' || n from generate_series(1, %s) n"
    " on conflict do nothing"
)
_WAITING = (
    "insert into conversations (contact_id, status, unread, created_at)"
    " select id, 'waiting', 1, now() + id * interval '1 microsecond' from contacts where wa_id like 'line-%%'"
)
# The first of the line, each agent as many as they may have.
_BUSY = (
    "update conversations c set status = 'assigned', agent_id = (%(agents)s::bigint[])[1 + f.place %% %(number)s]"
    "  from (select id, row_number() over (order by created_at) as place from conversations where status = 'waiting') f"
    " where c.id = f.id and f.place <= %(room)s"
)


class WaitingLine:
    """Fifty agents (or so) and who waits for them.

    Args:
        machine: where it runs.
        url: its database.
        agents, limit: how many there are, and how many conversations each may have.
        waiting: how many wait when all of them have what they may have.
        busy: whether they have that from the beginning; else nobody is there yet.
        phase: where in its loop's 15 seconds it begins, in seconds.
    """

    def __init__(
        self, machine: Machine, url: str, *, agents: int, limit: int, waiting: int, busy: bool, phase: float
    ) -> None:
        self._machine = machine
        self._server = machine.start_baseline(url=url, loop_seconds=15)
        self._begins = time.monotonic() + phase
        ids = machine.baseline_agents(agents, limit, url=url)
        self._database = psycopg.connect(url, autocommit=True)
        self._database.execute(_CONTACTS, (waiting + agents * limit,))
        self._database.execute(_WAITING)
        if busy:
            self._database.execute(_BUSY, {"agents": ids, "number": agents, "room": agents * limit})
        else:
            self._database.execute("update agents set online = false")
        self._listeners = Listeners(self._server, ids)

    def come(self, given: int) -> list[float]:
        """Let everybody come at once; seconds from then to each of the first ``given`` conversations given."""
        begun = self._begin()
        self._database.execute("update agents set online = true")
        return [at - begun for at in self._listeners.wait(given)[:given]]

    def finish(self, number: int, per_second: float) -> list[float]:
        """Finish one conversation of an agent after the other; seconds from each to the next in line being given."""
        rows = self._database.execute(
            "select min(id) from conversations where status = 'assigned' group by agent_id order by 1"
        ).fetchall()
        begun = self._begin()
        due = [begun + place / per_second for place in range(number)]
        for at, (conversation,) in zip(due, rows, strict=False):
            time.sleep(max(0.0, at - time.monotonic()))
            self._database.execute("update conversations set status = 'closed' where id = %s", (conversation,))
        return [at - since for at, since in zip(self._listeners.wait(number), due, strict=True)]

    def close(self) -> None:
        """Everybody leaves."""
        self._listeners.close()
        self._database.close()
        self._machine.release(self._server)

    def _begin(self) -> float:
        time.sleep(max(0.0, self._begins - time.monotonic()))
        return time.monotonic()
