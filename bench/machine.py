"""What every goal stands on: one durable Postgres with both products' databases, AWS, and who is at work in them."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from typing import Any, get_args
from uuid import uuid4

import psutil
import psycopg
from psycopg import sql
from psycopg.rows import dict_row
from tests.fixtures.factories import Owner, Row, make_account, make_agent, make_channel, make_session
from tests.fixtures.inbound import entry, sign, text_message, webhook_body
from tests.fixtures.server import with_database

from bench.baseline.process import Uvicorn
from bench.cloud import CloudProcess
from bench.functions import Function
from bench.history import settle, write_baseline, write_company
from bench.measure import ROUNDS, cpu_of_tree
from central.db.migrate import migrate
from central.events import QueueName
from central.platforms.webhook import BadBody
from central.platforms.whatsapp_inbound import split_webhook
from central_local.files import ROOT, locked
from central_local.postgres import Server, ensure_server

FOLDER = ROOT / ".central/bench-postgres"
SECRET = "app-secret"
_APP_PASSWORD = "app"
_FIFO = {"inbound", "outbound", "sweep"}
_QUEUES = [f"{name}.fifo" if name in _FIFO else name for name in get_args(QueueName)]
_phones = count(1)
# Conversations both databases hold before anything is measured, and in how many companies of ours they lie.
_HISTORY, _COMPANIES = 20_000, 20
_FURTHER_BASELINES = [f"bench_baseline_{number}" for number in range(2 * ROUNDS)]


@dataclass(frozen=True, slots=True)
class Company:
    """A company of the product: its number and the agents who are there, each with a browser connected."""

    account: Row
    channel: Row
    agents: list[Row]
    connections: dict[str, str]  # connection id → user id


@dataclass(frozen=True, slots=True)
class Webhook:
    """A webhook as it is posted."""

    name: str
    external_id: str
    raw: bytes
    signature: str


class Machine:
    """Everything that runs. Made by :func:`running_machine`."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.product_url = _fresh(server, "bench_product")
        self.baseline_url = _fresh(server, "bench_baseline")
        for name in _FURTHER_BASELINES:
            _drop(server, name)
        migrate(self.product_url, app_password=_APP_PASSWORD)
        self.app_url = with_database(server.url(), "bench_product", user="central_app", password=_APP_PASSWORD)
        self.owner: Owner = psycopg.connect(self.product_url, autocommit=True, row_factory=dict_row)
        self.cloud = CloudProcess({"/central/bench/meta/app_secret": SECRET})
        self._functions: list[Function] = []
        self._servers: list[Uvicorn] = []
        for _ in range(_COMPANIES):
            write_company(self.owner, self.product_url, _HISTORY // _COMPANIES)
        settle(self.owner)
        self.release(self.start_baseline())  # makes its tables when it starts
        with psycopg.connect(self.baseline_url, autocommit=True) as connection:
            write_baseline(connection, _HISTORY)

    def environment(self, database_url: str | None = None) -> dict[str, str]:
        """Return what the template gives a function."""
        base = f"{self.cloud.endpoint}/000000000000"
        return {
            **{f"{name.removesuffix('.fifo').upper()}_QUEUE_URL": f"{base}/{name}" for name in _QUEUES},
            **{f"{name.removesuffix('.fifo').upper()}_DEAD_LETTER_URL": f"{base}/dead-{name}" for name in _QUEUES},
            "AWS_ENDPOINT_URL": self.cloud.endpoint,
            "AWS_ACCESS_KEY_ID": "bench",
            "AWS_SECRET_ACCESS_KEY": "bench",
            "AWS_REGION": "sa-east-1",
            "AWS_LAMBDA_FUNCTION_NAME": "bench",
            "DATABASE_URL": database_url or self.app_url,
            "EVENT_BUS_NAME": "bench",
            "MEDIA_BUCKET": "bench",
            "WEBSOCKET_ENDPOINT": f"{self.cloud.endpoint}/ws",
            "SECRETS_PREFIX": "/central/bench",
            "KMS_KEY_ID": "bench",
            "PUBLIC_URL": "http://127.0.0.1",
        }

    def function(self, name: str, *, database_url: str | None = None, **environment: str) -> Function:
        """Start a handler in a process of its own."""
        started = Function(name, {**self.environment(database_url), **environment}, self.cloud.port)
        self._functions.append(started)
        return started

    def start_baseline(
        self, app: str = "bench.baseline.app:app", *, url: str | None = None, loop_seconds: int = 3600
    ) -> Uvicorn:
        """Start the monolith (or another app) on the same Postgres; its loop only runs where the loop is measured."""
        address = (url or self.baseline_url).replace("postgresql://", "postgresql+asyncpg://")
        environment = {"BASELINE_APP_SECRET": SECRET, "BASELINE_DATABASE_URL": address}
        started = Uvicorn(app, {**environment, "BASELINE_LOOP_SECONDS": str(loop_seconds)})
        self._servers.append(started)
        return started

    def release(self, *things: Function | Uvicorn) -> None:
        """Stop what a goal started."""
        for thing in things:
            thing.stop()
            if isinstance(thing, Function):
                self._functions.remove(thing)
            else:
                self._servers.remove(thing)

    def company(self, *, agents: int = 10, agent_limit: int = 5, connected: int | None = None) -> Company:
        """Make a company with agents who are there for hours; ``connected`` of them (default all) with a browser."""
        account = make_account(self.owner)
        self.owner.execute("update queues set agent_limit = %s where account_id = %s", (agent_limit, account["id"]))
        people = [make_agent(self.owner, account) for _ in range(agents)]
        self.owner.execute(
            "update agent_presence set last_heartbeat_at = now() + interval '1 day' where account_id = %s",
            (account["id"],),
        )
        company = Company(account, make_channel(self.owner, account), people, {})
        self.connect(company, people[: agents if connected is None else connected])
        return company

    def connect(self, company: Company, people: Sequence[Row]) -> None:
        """Let agents of a company open a browser."""
        account = company.account
        for person in people:
            session = make_session(self.owner, account, person)
            connection = uuid4().hex
            self.owner.execute(
                "insert into socket_connections (account_id, connection_id, session_id, user_id, last_seen_at)"
                " values (%s, %s, %s, %s, now() + interval '1 day')",
                (account["id"], connection, session["id"], person["id"]),
            )
            company.connections[connection] = str(person["id"])

    def further_baselines(self) -> list[str]:
        """Return the addresses of further databases of the baseline, two for each round, without conversations.

        For measures that wait for its loop side by side. The baseline makes its tables when it starts.
        """
        for name in _FURTHER_BASELINES:
            self.server.create_database(name)
        return [with_database(self.server.url(), name) for name in _FURTHER_BASELINES]

    def baseline_agents(self, number: int = 10, agent_limit: int = 5, *, url: str | None = None) -> list[int]:
        """Close what is open in the baseline and give it fresh agents; return their ids."""
        with psycopg.connect(url or self.baseline_url, autocommit=True) as connection:
            connection.execute("update conversations set status = 'closed', agent_id = null where status <> 'closed'")
            connection.execute("delete from agents")
            rows = connection.execute(
                "insert into agents (name, online, agent_limit) select 'Agent ' || n, true, %s"
                " from generate_series(1, %s) n returning id",
                (agent_limit, number),
            )
            return [row[0] for row in rows]

    def baseline_conversations(self, url: str, external_ids: list[str]) -> list[int]:
        """Return the conversation of each message, in their order."""
        with psycopg.connect(url) as connection:
            rows = connection.execute(
                "select external_id, conversation_id from messages where external_id = any(%s)", (external_ids,)
            )
            found: dict[str, int] = dict(rows.fetchall())
        return [found[one] for one in external_ids]

    def database_cpu(self) -> float:
        """Return the CPU seconds Postgres has used; backends that ended are not in it."""
        pid = int((self.server.folder / "data/postmaster.pid").read_text().split("\n", 1)[0])
        return cpu_of_tree(psutil.Process(pid))

    def stop(self) -> None:
        """Stop everything but Postgres."""
        for function in list(self._functions):
            self.release(function)
        for server in list(self._servers):
            self.release(server)
        self.owner.close()
        self.cloud.stop()


@contextmanager
def running_machine() -> Iterator[Machine]:
    """Start it; everything is stopped at the end. A second bench waits for the first: they would measure each other."""
    with locked(FOLDER / "bench.lock"):
        server = ensure_server(FOLDER, durable=True)
        try:
            machine = Machine(server)
            try:
                yield machine
            finally:
                machine.stop()
        finally:
            server.release()


def _drop(server: Server, name: str) -> None:
    with psycopg.connect(server.url(), autocommit=True) as connection:
        connection.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)))


def _fresh(server: Server, name: str) -> str:
    _drop(server, name)
    server.create_database(name)
    return with_database(server.url(), name)


def new_phone() -> str:
    """Return a Brazilian mobile number nobody used yet."""
    return f"55119{80_000_000 + next(_phones)}"


def webhook(company: Company, phone: str, text: str = "Olá, meu pedido chegou errado. Podem trocar?") -> Webhook:
    """Return one text message from ``phone``, signed, as Meta posts it (about 500 bytes)."""
    name = f"Cliente {phone}"
    value = text_message(text, wa_id=phone, name=name)
    raw = webhook_body(entry(company.channel, value))
    return Webhook(name, value["messages"][0]["id"], raw, sign(raw, SECRET))


def _inbound_event(bodies: list[dict[str, Any]]) -> dict[str, Any]:
    """Return an SQS event that holds these queue messages."""
    return {
        "Records": [
            {
                "messageId": uuid4().hex,
                "receiptHandle": "bench",
                "body": json.dumps(body),
                "attributes": {"ApproximateReceiveCount": "1", "MessageGroupId": str(number)},
            }
            for number, body in enumerate(bodies)
        ]
    }


def event_of(company: Company, phones: list[str]) -> dict[str, Any]:
    """Return the SQS event of one message from each phone, as the webhook would have enqueued it."""
    bodies: list[dict[str, Any]] = []
    for phone in phones:
        items = split_webhook(webhook(company, phone).raw)
        assert not isinstance(items, BadBody)
        bodies += [item.body for item in items]
    return _inbound_event(bodies)
