"""Messages stored and queue drained per second, and CPU per message, beside the baseline."""

import time
from dataclasses import dataclass

from bench.baseline.process import Uvicorn
from bench.functions import Function, http_event
from bench.load import post, send_all
from bench.machine import Machine, new_phone, webhook
from bench.measure import cpu_seconds, interleaved, median, ratio_of
from bench.table import Line

_MESSAGES = 1500
_WORKERS = 2


@dataclass(frozen=True, slots=True)
class Run:
    """One round of one side."""

    per_second: float
    cpu_ms: float


def measure(machine: Machine) -> list[Line]:
    """Post new contacts' messages as fast as they are taken, until every one is stored."""
    accepting = machine.function("webhook_whatsapp")
    workers = [machine.function("process_inbound") for _ in range(_WORKERS)]
    server = machine.start_baseline()
    rounds = interleaved(
        {
            "ours": lambda _: _ours(machine, accepting, workers),
            "baseline": lambda _: _baseline(machine, server),
        }
    )
    machine.release(accepting, server, *workers)
    rates = {side: [run.per_second for run in runs] for side, runs in rounds.items()}
    costs = {side: [run.cpu_ms for run in runs] for side, runs in rounds.items()}
    return [
        Line(
            "stored and drained, new contacts",
            f"{median(rates['ours']):.0f}/s",
            f"baseline {median(rates['baseline']):.0f}/s",
            ratio_of(rates["ours"], rates["baseline"]),
            3,
            6,
            higher_is_better=True,
        ),
        Line(
            "CPU per message, handlers + Postgres",
            f"{median(costs['ours']):.2f} ms",
            f"baseline {median(costs['baseline']):.2f} ms",
            ratio_of(costs["ours"], costs["baseline"]),
            1 / 2,
            1 / 5,
        ),
    ]


def _ours(machine: Machine, accepting: Function, workers: list[Function]) -> Run:
    machine.cloud.ask("reset")
    company = machine.company(connected=0)
    posts = [webhook(company, new_phone()) for _ in range(_MESSAGES)]
    events = [http_event(one.raw, one.signature) for one in posts]
    for worker in workers:
        worker.begin_polling("inbound.fifo")
    database = machine.database_cpu()
    begun = time.perf_counter()
    accepting.begin(events)
    accepted = accepting.finish()
    while machine.cloud.ask("left", queue="inbound.fifo"):
        time.sleep(0.005)
    elapsed = time.perf_counter() - begun
    database = machine.database_cpu() - database
    stored = [worker.end_polling() for worker in workers]
    assert all(answer["statusCode"] == 200 for answer in accepted.answers)
    count = machine.owner.execute(
        "select count(*) as n from messages where account_id = %s", (company.account["id"],)
    ).fetchone()
    assert count is not None
    assert count["n"] == _MESSAGES, count
    cpu = accepted.cpu + sum(calls.cpu for calls in stored) + database
    return Run(_MESSAGES / elapsed, cpu * 1000 / _MESSAGES)


def _baseline(machine: Machine, server: Uvicorn) -> Run:
    machine.baseline_agents()
    company = machine.company(agents=0)
    posts = [webhook(company, new_phone()) for _ in range(_MESSAGES)]
    requests = [post("/webhook", one.raw, {"x-hub-signature-256": one.signature}) for one in posts]
    database, process = machine.database_cpu(), cpu_seconds(server.process)
    answers = send_all(server.port, requests, connections=32)
    cpu = machine.database_cpu() - database + cpu_seconds(server.process) - process
    assert set(answers.statuses) == {200}
    return Run(answers.per_second, cpu * 1000 / _MESSAGES)
