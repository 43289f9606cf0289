"""From the webhook to the agent's socket, for new conversations: one after the other, and 200 at once.

Ours in process: the real handlers side by side, each fed from its queue, the socket a counting end point. The baseline
has its loop: every 15 seconds, fifty conversations. Its rounds wait side by side, and ours run while they do.
"""

import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from bench.baseline.listeners import Listeners
from bench.frames import read_given
from bench.functions import Function, http_event
from bench.load import post, send_all
from bench.machine import Company, Machine, Webhook, new_phone, webhook
from bench.measure import ROUNDS, median, percentile
from bench.table import Line

_AT_ONCE = 200
_PACED, _PER_SECOND = 40, 4.0
_AGENTS, _LIMIT = 10, 100
# Each round of the baseline posts so much later in the loop's 15 seconds.
_LATER_SECONDS = 4.0


def measure(machine: Machine) -> list[Line]:
    """Three rounds of each: ours in turn when everybody has written to those of the baseline, which then wait."""
    pipeline = _Pipeline(machine)
    ours_paced: list[float] = []
    ours_last: list[float] = []
    with _baseline_rounds(machine) as (paced, at_once):
        for _ in range(ROUNDS):
            ours_paced += pipeline.paced()
            ours_last.append(pipeline.at_once())
        theirs_paced = [seconds for one in paced for seconds in one.seconds()]
        theirs_last = [max(one.seconds()) for one in at_once]
    pipeline.stop()
    lines = []
    for name, share, limits in (("p50", 0.5, (1 / 50, 1 / 200)), ("p99", 0.99, (1 / 50, 1 / 150))):
        one, other = percentile(ours_paced, share), percentile(theirs_paced, share)
        against = f"baseline's loop {other:.1f} s"
        lines.append(
            Line(f"webhook → agent's socket, new, {name}", f"{one * 1000:.0f} ms", against, one / other, *limits)
        )
    one, other = median(ours_last), median(theirs_last)
    lines.append(
        Line(
            f"{_AT_ONCE} conversations at once, last push",
            f"{one:.2f} s",
            f"baseline's loop {other:.1f} s",
            one / other,
            1 / 20,
            1 / 100,
        )
    )
    lines.append(
        Line(
            "assignments a second meanwhile",
            f"{_AT_ONCE / one:.0f}/s",
            f"baseline {_AT_ONCE / other:.2f}/s",
            _AT_ONCE / one,
            33,
            100,
            higher_is_better=True,
        )
    )
    return lines


class _Pipeline:
    """webhook → Inbound.fifo → process_inbound → push → push_updates → socket."""

    def __init__(self, machine: Machine) -> None:
        self.machine = machine
        self.accepting = machine.function("webhook_whatsapp")
        self.storing = [machine.function("process_inbound") for _ in range(2)]
        self.pushing = machine.function("push_updates")
        self.paced(count=6, per_second=20)  # connects

    def stop(self) -> None:
        """End its processes."""
        self.machine.release(self.accepting, self.pushing, *self.storing)

    def paced(self, count: int = _PACED, per_second: float = _PER_SECOND) -> list[float]:
        """Seconds from each webhook to its agent's socket."""
        company = self.machine.company(agents=_AGENTS, agent_limit=_LIMIT)
        posts = [webhook(company, new_phone()) for _ in range(count)]
        told, started = self._run(company, posts, per_second)
        return [told[one.name] - at for one, at in zip(posts, started, strict=True)]

    def at_once(self) -> float:
        """Seconds from the first webhook to the last push."""
        company = self.machine.company(agents=_AGENTS, agent_limit=_LIMIT)
        posts = [webhook(company, new_phone()) for _ in range(_AT_ONCE)]
        told, started = self._run(company, posts, None)
        return max(told.values()) - min(started)

    def _run(
        self, company: Company, posts: Sequence[Webhook], per_second: float | None
    ) -> tuple[Mapping[str, float], Sequence[float]]:
        cloud = self.machine.cloud
        cloud.ask("reset")
        working: list[tuple[Function, str]] = [(one, "inbound.fifo") for one in self.storing]
        working.append((self.pushing, "push"))
        for function, queue in working:
            function.begin_polling(queue)
        events = [http_event(one.raw, one.signature) for one in posts]
        if per_second is None:
            self.accepting.begin(events)
        else:
            begun = time.monotonic() + 0.1
            self.accepting.begin_paced([(begun + number / per_second, event) for number, event in enumerate(events)])
        accepted = self.accepting.finish()
        told: dict[str, float] = {}
        deadline = time.monotonic() + 20
        while len(told) < len(posts) and time.monotonic() < deadline:
            time.sleep(0.02)
            for at, name, _ in read_given(self.machine, company):
                told.setdefault(name, at)
        for function, _ in working:
            function.end_polling()
        missing = [one.name for one in posts if one.name not in told]
        assert not missing, f"{len(missing)} of {len(posts)} conversations never reached their agent"
        return told, accepted.started


class _Loop:
    """A monolith of its own, whose agents wait for its loop like everybody who writes to it.

    Args:
        machine: where it runs.
        url: its database.
        later: where in the loop's 15 seconds customers write, in seconds.
        number: how many of them write.
        per_second: None when all do at once.
    """

    def __init__(self, machine: Machine, url: str, later: float, *, number: int, per_second: float | None) -> None:
        self._machine = machine
        company = machine.company(agents=0)
        posts = [webhook(company, new_phone()) for _ in range(number)]
        self._server = machine.start_baseline(url=url, loop_seconds=15)
        self._listeners = Listeners(self._server, machine.baseline_agents(_AGENTS, _LIMIT, url=url))
        time.sleep(later)
        requests = [post("/webhook", one.raw, {"x-hub-signature-256": one.signature}) for one in posts]
        times = [one / per_second for one in range(number)] if per_second else None
        begun = time.monotonic()
        answers = send_all(self._server.port, requests, connections=16, times=times)
        assert set(answers.statuses) == {200}, set(answers.statuses)
        conversations = machine.baseline_conversations(url, [one.external_id for one in posts])
        self._sent = dict(zip(conversations, (begun + at for at in times or [0.0] * number), strict=True))

    def seconds(self) -> list[float]:
        """Wait until each of them has an agent; the seconds of each."""
        self._listeners.wait(len(self._sent))
        return [self._listeners.told[conversation] - at for conversation, at in self._sent.items()]

    def close(self) -> None:
        """Everybody leaves."""
        self._listeners.close()
        self._machine.release(self._server)


@contextmanager
def _baseline_rounds(machine: Machine) -> Iterator[tuple[list[_Loop], list[_Loop]]]:
    """Run the baseline's rounds side by side: customers one after the other, and all at once.

    What is within begins when the last of them has written: from then on the loops sleep, but for their turns.
    """
    addresses = machine.further_baselines()
    # Somewhere inside the loop's 15 seconds, elsewhere each round, as customers do.
    later = [1.0 + _LATER_SECONDS * number for number in range(ROUNDS)]
    with ThreadPoolExecutor(2 * ROUNDS) as pool:
        writing = [
            pool.submit(_Loop, machine, url, at, number=number, per_second=per_second)
            for of_kind, number, per_second in (
                (addresses[:ROUNDS], _PACED, _PER_SECOND),
                (addresses[ROUNDS:], _AT_ONCE, None),
            )
            for url, at in zip(of_kind, later, strict=True)
        ]
    loops = [one.result() for one in writing]
    yield loops[:ROUNDS], loops[ROUNDS:]
    for loop in loops:
        loop.close()
