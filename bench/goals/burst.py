"""Three messages at once from each new contact, the third delivered twice: zero errors, all stored once, in order."""

import json

import psycopg

from bench.functions import http_event
from bench.load import post, send_all
from bench.machine import Company, Machine, Webhook, new_phone, webhook
from bench.table import Line

_CONTACTS = 200
_MESSAGES = 3


def measure(machine: Machine) -> list[Line]:
    """Count; there is nothing here that a busy machine could change."""
    company = machine.company(connected=0)
    bursts = _bursts(company)
    errors, stored, twice, out_of_order = _ours(machine, company, bursts)
    theirs_errors, theirs_stored = _baseline(machine, bursts)
    expected = _CONTACTS * _MESSAGES
    requests = expected + _CONTACTS
    return [
        Line("burst: answers that are errors", f"{errors}/{requests}", f"baseline {theirs_errors}", errors, 0, 0),
        Line(
            "burst: messages stored once",
            f"{stored}/{expected}",
            f"baseline {theirs_stored}",
            stored / expected if not twice else 0,
            1,
            1,
            higher_is_better=True,
        ),
        Line("burst: contacts whose order changed", f"{out_of_order}/{_CONTACTS}", "", out_of_order, 0, 0),
    ]


def _bursts(company: Company) -> list[list[Webhook]]:
    """Four deliveries a contact: one, two, three, three."""
    bursts = []
    for _ in range(_CONTACTS):
        phone = new_phone()
        posts = [webhook(company, phone, f"mensagem {number}") for number in range(_MESSAGES)]
        bursts.append([*posts, posts[-1]])
    return bursts


def _ours(machine: Machine, company: Company, bursts: list[list[Webhook]]) -> tuple[int, int, int, int]:
    """Four webhook processes, one per delivery, and four workers. The queue's own deduplication is off: what counts is
    the database's. Returns errors, stored, stored more than once, contacts out of order.
    """
    cloud = machine.cloud
    cloud.ask("reset", deduplicate=False)
    accepting = [machine.function("webhook_whatsapp") for _ in range(_MESSAGES + 1)]
    storing = [machine.function("process_inbound") for _ in range(4)]
    for worker in storing:
        worker.begin_polling("inbound.fifo")
    for number, function in enumerate(accepting):
        function.begin([http_event(burst[number].raw, burst[number].signature) for burst in bursts])
    answers = [answer for function in accepting for answer in function.finish().answers]
    while cloud.ask("left", queue="inbound.fifo"):
        pass
    failed = 0
    for worker in storing:
        failed += sum(len(answer["batchItemFailures"]) for answer in worker.end_polling().answers)
    arrivals = cloud.ask("arrivals", queue="inbound.fifo")
    cloud.ask("reset")
    machine.release(*accepting, *storing)
    rows = machine.owner.execute(
        "select conversation_id, external_id, sequence from messages where account_id = %s"
        " order by conversation_id, sequence",
        (company.account["id"],),
    ).fetchall()
    ids = [row["external_id"] for row in rows]
    errors = sum(answer["statusCode"] != 200 for answer in answers) + failed
    return errors, len(set(ids)), len(ids) - len(set(ids)), _out_of_order(rows, arrivals, bursts)


def _out_of_order(rows: list[dict[str, object]], arrivals: list[str], bursts: list[list[Webhook]]) -> int:
    """Contacts whose messages do not stand in one conversation, numbered without gaps in the order the queue has."""
    arrived: dict[str, int] = {}
    for number, body in enumerate(arrivals):
        message = json.loads(body)["entry"]["changes"][0]["value"]["messages"][0]
        arrived.setdefault(message["id"], number)
    stored: dict[object, list[str]] = {}
    sequences: dict[object, list[object]] = {}
    for row in rows:
        stored.setdefault(row["conversation_id"], []).append(str(row["external_id"]))
        sequences.setdefault(row["conversation_id"], []).append(row["sequence"])
    wanted = {tuple(sorted({one.external_id for one in burst}, key=lambda id_: arrived[id_])) for burst in bursts}
    good = sum(
        tuple(ids) in wanted and sequences[conversation] == list(range(1, len(ids) + 1))
        for conversation, ids in stored.items()
    )
    return len(bursts) - good


def _baseline(machine: Machine, bursts: list[list[Webhook]]) -> tuple[int, int]:
    """Errors and messages stored at the first delivery."""
    machine.baseline_agents()
    server = machine.start_baseline()
    posts = [one for burst in bursts for one in burst]
    requests = [post("/webhook", one.raw, {"x-hub-signature-256": one.signature}) for one in posts]
    answers = send_all(server.port, requests, connections=32)
    machine.release(server)
    ids = list({one.external_id for one in posts})
    with psycopg.connect(machine.baseline_url) as connection:
        row = connection.execute("select count(*) from messages where external_id = any(%s)", (ids,)).fetchone()
    assert row is not None
    return sum(status != 200 for status in answers.statuses), row[0]
