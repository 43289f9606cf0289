"""A line of 500 and 50 agents: how soon whoever is next has an agent once there is room, how fast, and how right.

However good the product is, a line waits as long as nobody is free; so what is measured begins when somebody is. First
the shift begins: 750 wait, and 50 agents with room for five come at once. Then 500 wait, and agents finish one
conversation after the other. Ours in process, as in ``push``; the baseline has its loop: every 15 seconds, fifty
conversations, and is given two periods of it.
"""

import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from typing import Any
from uuid import uuid4

from tests.fixtures.factories import make_session

from bench.baseline.waiting_line import WaitingLine
from bench.frames import read_given
from bench.functions import rest_event
from bench.machine import Company, Machine, event_of, new_phone
from bench.measure import ROUNDS, median, percentile
from bench.table import Line

_AGENTS, _LIMIT = 50, 5
_ROOM = _AGENTS * _LIMIT
_LINE = 500
# Finished one after the other, each by another agent.
_FINISHED, _PER_SECOND = 25, 5.0
_LOOPED = 2 * 50  # in two turns
# Where in the loop's 15 seconds each round of the baseline begins: evenly, as customers do.
_PHASES = (2.5, 7.5, 12.5)
_REST = 2

_WRONG = """
with line as (
    select t.*, row_number() over (order by rank desc, entered_at, id) as place
      from tickets t where account_id = %(account)s
), given as (
    select * from line where assigned_at is not null
)
select (select count(*) from given g
         where exists (select from given b where b.place < g.place and b.assigned_at > g.assigned_at)
            or exists (select from line w where w.place < g.place and w.assigned_at is null))::integer as out_of_order,
       (select count(*) from given g
         where (select count(*) from given o
                 where o.assignee_id = g.assignee_id and o.assigned_at <= g.assigned_at
                   and coalesce(o.finished_at, 'infinity') > g.assigned_at) > %(limit)s)::integer as over_limit,
       least((select count(*) from line where state = 'waiting'),
             greatest(0, %(room)s - (select count(*) from line where state = 'in_service')))::integer as forgotten
"""


@dataclass(frozen=True, slots=True)
class Round:
    """One round of ours.

    Attributes:
        shift: seconds from the first agent who came to each conversation given, in the order they were.
        freed: seconds from each conversation finished to the agent of the next in line.
        twice, over_limit, out_of_order, forgotten: conversations that were given to two agents, above an agent's limit,
            before somebody who stood in front of them, and not at all though there was room.
    """

    shift: list[float]
    freed: list[float]
    twice: int
    over_limit: int
    out_of_order: int
    forgotten: int


def measure(machine: Machine) -> list[Line]:
    """Three rounds of each: ours in turn while those of the baseline wait for their loops side by side."""
    service = _Service(machine)
    with _baseline_rounds(machine) as waiting:
        ours = [service.run() for _ in range(ROUNDS)]
        shifts, freed = ([one.result() for one in rounds] for rounds in waiting)
    service.stop()
    lines = []
    for name, share, limits in (("p50", 0.5, (1 / 50, 1 / 200)), ("p95", 0.95, (1 / 50, 1 / 150))):
        one = percentile([seconds for round_ in ours for seconds in round_.freed], share)
        other = percentile([seconds for times in freed for seconds in times], share)
        against = f"baseline's loop {other:.1f} s"
        lines.append(
            Line(f"{_LINE} wait: room → agent's socket, {name}", f"{one * 1000:.0f} ms", against, one / other, *limits)
        )
    # Shown and not judged: fifty people who come at the same moment are fifty requests, one after the other.
    one, other = median([round_.shift[_LOOPED - 1] for round_ in ours]), median([times[-1] for times in shifts])
    lines.append(
        Line(
            f"{_LINE + _ROOM} wait, {_AGENTS} agents come: the {_LOOPED}th is given",
            f"{one:.2f} s",
            f"baseline's loop {other:.1f} s",
            one / other,
        )
    )
    rate = median([_ROOM / round_.shift[-1] for round_ in ours])
    lines.append(
        Line(
            "assignments a second meanwhile, all who have room",
            f"{rate:.0f}/s",
            f"baseline {_LOOPED / other:.2f}/s",
            rate,
            33,
            100,
            higher_is_better=True,
        )
    )
    given = ROUNDS * (_ROOM + _FINISHED)
    for name, wrong in (
        ("to two agents", sum(round_.twice for round_ in ours)),
        ("above an agent's limit", sum(round_.over_limit for round_ in ours)),
        ("before somebody in front of them", sum(round_.out_of_order for round_ in ours)),
        ("not at all, though there was room", sum(round_.forgotten for round_ in ours)),
    ):
        lines.append(Line(f"given {name}", f"{wrong}/{given}", "", wrong, 0, 0))
    return lines


class _Service:
    """Agents' requests → rest_api, with route_tickets → push → push_updates → socket."""

    def __init__(self, machine: Machine) -> None:
        self.machine = machine
        self.storing = machine.function("process_inbound")
        self.asking = [machine.function("rest_api") for _ in range(_REST)]
        self.routing = machine.function("route_tickets")
        self.pushing = machine.function("push_updates")
        self.run(finished=_REST)  # connects

    def stop(self) -> None:
        """End its processes."""
        self.machine.release(self.storing, self.routing, self.pushing, *self.asking)

    def run(self, finished: int = _FINISHED) -> Round:
        """One company from the beginning of its shift until so many conversations were finished."""
        company = self.machine.company(agents=_AGENTS, agent_limit=_LIMIT, connected=0)
        owner, account = self.machine.owner, company.account["id"]
        owner.execute("update agent_presence set state = 'offline' where account_id = %s", (account,))
        tokens = {str(agent["id"]): self._sign_in(company, agent) for agent in company.agents}
        self._fill_line(company)
        self.machine.connect(company, company.agents)
        given = _Given(self.machine, company)
        self.routing.begin_polling("routing")
        self.pushing.begin_polling("push")
        comes = [rest_event("PUT", "/api/v1/me/presence", token, {"state": "online"}) for token in tokens.values()]
        begun = time.monotonic()
        self._ask([(begun, event) for event in comes])
        shift = [at - begun for at in given.wait(_ROOM)]
        held = owner.execute(
            "select distinct on (assignee_id) assignee_id, conversation_id from tickets"
            " where account_id = %s and state = 'in_service' order by assignee_id, assigned_at",
            (account,),
        ).fetchall()
        begun = time.monotonic() + 0.2
        due = [begun + number / _PER_SECOND for number in range(finished)]
        path = "/api/v1/conversations/{}/resolve"
        ends = [
            rest_event("POST", path.format(row["conversation_id"]), tokens[str(row["assignee_id"])], {})
            for row in islice(held, finished)
        ]
        self._ask(list(zip(due, ends, strict=True)))
        # The line is kept, so the next place that becomes free is for whoever is next.
        freed = [at - since for at, since in zip(given.wait(_ROOM + finished)[_ROOM:], due, strict=True)]
        self.routing.end_polling()
        self.pushing.end_polling()
        wrong = owner.execute(_WRONG, {"account": account, "limit": _LIMIT, "room": _ROOM}).fetchone()
        assert wrong is not None
        return Round(shift, freed, twice=given.twice(), **wrong)

    def _sign_in(self, company: Company, agent: dict[str, Any]) -> str:
        token = uuid4().hex
        digest = sha256(token.encode()).digest()
        make_session(self.machine.owner, company.account, agent, token_hash=digest)
        return token

    def _fill_line(self, company: Company) -> None:
        """Let customers write while nobody is there; some matter more than others."""
        phones = [new_phone() for _ in range(_LINE + _ROOM)]
        events = [event_of(company, phones[at : at + 10]) for at in range(0, len(phones), 10)]
        assert all(answer == {"batchItemFailures": []} for answer in self.storing.call(events).answers)
        self.machine.owner.execute(
            "update tickets set priority = 1 + right(protocol, 1)::integer where account_id = %s",
            (company.account["id"],),
        )
        self.machine.cloud.ask("reset")

    def _ask(self, events: Sequence[tuple[float, Any]]) -> None:
        for number, function in enumerate(self.asking):
            function.begin_paced(events[number::_REST])
        statuses = {answer["statusCode"] for function in self.asking for answer in function.finish().answers}
        assert statuses == {200}, statuses


class _Given:
    """Who was given to whom, as the agents' browsers were told."""

    def __init__(self, machine: Machine, company: Company) -> None:
        self._machine = machine
        self._company = company
        self._told: dict[str, float] = {}
        self._agents: dict[str, set[str]] = {}

    def wait(self, number: int) -> list[float]:
        """Wait until so many were given; when each of them was, in that order."""
        deadline = time.monotonic() + 20
        while len(self._told) < number and time.monotonic() < deadline:
            time.sleep(0.02)
            self._read()
        assert len(self._told) == number, f"{len(self._told)} of {number} conversations reached an agent"
        return sorted(self._told.values())

    def twice(self) -> int:
        """How many were given to more than one agent."""
        self._read()
        return sum(len(agents) > 1 for agents in self._agents.values())

    def _read(self) -> None:
        for at, name, user_id in read_given(self._machine, self._company):
            self._told.setdefault(name, at)
            self._agents.setdefault(name, set()).add(user_id)


@contextmanager
def _baseline_rounds(machine: Machine) -> Iterator[tuple[list[Future[list[float]]], list[Future[list[float]]]]]:
    """Run the baseline's rounds side by side: those of the shift, those of places that become free.

    What is within begins when all of them are prepared: from then on they sleep, but for what their loops do.
    """
    addresses = machine.further_baselines()

    def prepare(url: str, phase: float, busy: bool) -> WaitingLine:
        return WaitingLine(machine, url, agents=_AGENTS, limit=_LIMIT, waiting=_LINE, busy=busy, phase=phase)

    with ThreadPoolExecutor(2 * ROUNDS) as pool:
        lines = list(pool.map(prepare, addresses, _PHASES * 2, [False] * ROUNDS + [True] * ROUNDS))
        yield (
            [pool.submit(line.come, _LOOPED) for line in lines[:ROUNDS]],
            [pool.submit(line.finish, _FINISHED, _PER_SECOND) for line in lines[ROUNDS:]],
        )
        for line in lines:
            line.close()
