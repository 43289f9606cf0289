"""Accepting a webhook (verified and in the queue) by the handler alone, beside a signed hello."""

from bench.baseline.process import Uvicorn
from bench.functions import Function, http_event
from bench.load import post, send_all
from bench.machine import Machine, new_phone, webhook
from bench.measure import interleaved, median, ratio_of
from bench.table import Line

_CALLS = 2000
_HELLOS = 20_000


def measure(machine: Machine) -> list[Line]:
    """One process each: the handler called once after the other, the hello with 32 connections."""
    accepting = machine.function("webhook_whatsapp")
    hello = machine.start_baseline("bench.baseline.hello:app")
    rounds = interleaved({"ours": lambda _: _ours(machine, accepting), "hello": lambda _: _hello(machine, hello)})
    machine.release(accepting, hello)
    return [
        Line(
            "webhook accepted, handler alone",
            f"{median(rounds['ours']):.0f}/s",
            f"signed hello {median(rounds['hello']):.0f}/s",
            ratio_of(rounds["ours"], rounds["hello"]),
            0.05,
            0.12,
            higher_is_better=True,
        )
    ]


def _ours(machine: Machine, accepting: Function) -> float:
    machine.cloud.ask("reset")
    company = machine.company(agents=0)
    posts = [webhook(company, new_phone()) for _ in range(_CALLS)]
    calls = accepting.call([http_event(one.raw, one.signature) for one in posts])
    assert all(answer["statusCode"] == 200 for answer in calls.answers)
    assert machine.cloud.ask("left", queue="inbound.fifo") == _CALLS
    return calls.count / calls.wall


def _hello(machine: Machine, hello: Uvicorn) -> float:
    company = machine.company(agents=0)
    one = webhook(company, new_phone())
    requests = [post("/", one.raw, {"x-hub-signature-256": one.signature})] * _HELLOS
    answers = send_all(hello.port, requests, connections=32)
    assert set(answers.statuses) == {200}
    return answers.per_second
