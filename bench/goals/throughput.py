"""Messages stored and queue drained per second, and CPU per message, beside the baseline; new and known contacts."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from bench.baseline.process import Uvicorn
from bench.functions import http_event
from bench.load import post, send_all
from bench.machine import Company, Machine, Webhook, new_phone, webhook
from bench.measure import cpu_seconds, interleaved, median, ratio_of
from bench.table import Line

_MESSAGES = 800
# Known contacts write in turn, so that a batch holds messages of different conversations.
_KNOWN = 200
_WORKERS = 2


@dataclass(frozen=True, slots=True)
class Run:
    """One round of one side."""

    per_second: float
    cpu_ms: float


class _Ours:
    """One process that accepts and two that store, fed from the queue in batches of ten."""

    def __init__(self, machine: Machine) -> None:
        self.machine = machine
        self.accepting = machine.function("webhook_whatsapp")
        self.workers = [machine.function("process_inbound") for _ in range(_WORKERS)]

    def run(self, known: bool) -> Run:
        """Post as fast as the handler accepts; the clock stops when the queue is empty."""
        company = self.machine.company(connected=0)
        phones = [new_phone() for _ in range(_KNOWN)]
        if known:
            self._post([webhook(company, phone) for phone in phones])
        return self._post(_posts(company, phones if known else None))

    def _post(self, posts: Sequence[Webhook]) -> Run:
        cloud = self.machine.cloud
        cloud.ask("reset")
        events = [http_event(one.raw, one.signature) for one in posts]
        for worker in self.workers:
            worker.begin_polling("inbound.fifo")
        database = self.machine.database_cpu()
        begun = time.perf_counter()
        accepted = self.accepting.call(events)
        while cloud.ask("left", queue="inbound.fifo"):
            time.sleep(0.005)
        elapsed = time.perf_counter() - begun
        database = self.machine.database_cpu() - database
        stored = [worker.end_polling() for worker in self.workers]
        assert all(answer["statusCode"] == 200 for answer in accepted.answers)
        assert not any(answer["batchItemFailures"] for calls in stored for answer in calls.answers)
        cpu = accepted.cpu + sum(calls.cpu for calls in stored) + database
        self._check([one.external_id for one in posts])
        return Run(len(posts) / elapsed, cpu * 1000 / len(posts))

    def _check(self, external_ids: list[str]) -> None:
        row = self.machine.owner.execute(
            "select count(*) as n from messages where external_id = any(%s)", (external_ids,)
        ).fetchone()
        assert row is not None
        assert row["n"] == len(external_ids), row


class _Baseline:
    """One uvicorn process, 32 connections."""

    def __init__(self, machine: Machine) -> None:
        self.machine = machine
        self.server: Uvicorn = machine.start_baseline()

    def run(self, known: bool) -> Run:
        """Post as fast as it answers."""
        self.machine.baseline_agents()
        company = self.machine.company(agents=0)
        phones = [new_phone() for _ in range(_KNOWN)]
        if known:
            self._post([webhook(company, phone) for phone in phones])
        return self._post(_posts(company, phones if known else None))

    def _post(self, posts: Sequence[Webhook]) -> Run:
        requests = [post("/webhook", one.raw, {"x-hub-signature-256": one.signature}) for one in posts]
        before = self.machine.database_cpu() + cpu_seconds(self.server.process)
        answers = send_all(self.server.port, requests, connections=32)
        cpu = self.machine.database_cpu() + cpu_seconds(self.server.process) - before
        assert set(answers.statuses) == {200}
        return Run(answers.per_second, cpu * 1000 / len(posts))


def _posts(company: Company, phones: Sequence[str] | None) -> list[Webhook]:
    return [webhook(company, phones[one % len(phones)] if phones else new_phone()) for one in range(_MESSAGES)]


def measure(machine: Machine) -> list[Line]:
    """Both sides, both kinds of contacts, in turns."""
    ours, baseline = _Ours(machine), _Baseline(machine)
    lines = []
    for kind, known in (("new contacts", False), ("known contacts", True)):
        sides = {"ours": partial(_run, ours, known), "baseline": partial(_run, baseline, known)}
        rounds = interleaved(sides)
        rates = {side: [run.per_second for run in runs] for side, runs in rounds.items()}
        costs = {side: [run.cpu_ms for run in runs] for side, runs in rounds.items()}
        lines += [
            Line(
                f"stored and drained, {kind}",
                f"{median(rates['ours']):.0f}/s",
                f"baseline {median(rates['baseline']):.0f}/s",
                ratio_of(rates["ours"], rates["baseline"]),
                3,
                6,
                higher_is_better=True,
            ),
            Line(
                f"CPU per message, {kind}",
                f"{median(costs['ours']):.2f} ms",
                f"baseline {median(costs['baseline']):.2f} ms",
                ratio_of(costs["ours"], costs["baseline"]),
                1 / 2,
                1 / 5,
            ),
        ]
    machine.release(ours.accepting, *ours.workers, baseline.server)
    return lines


def _run(side: _Ours | _Baseline, known: bool, _: int) -> Run:
    return side.run(known)
