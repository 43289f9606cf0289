"""An answer and a look at the same moment; two looks at once: one verdict, one fact, whoever is first."""

import json
import threading
from collections import Counter
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from tests.db.test_queue_service import World
from tests.fixtures.factories import Owner, insert, make_listener
from tests.fixtures.patient import patient_database
from tests.fixtures.server import TestDatabase

from central.conversations.append import append_message
from central.ports import Ports
from central.sla.service import Visit, look

ROUNDS = 500


@pytest.fixture
def two(postgres: TestDatabase, ports: Ports) -> Iterator[list[Ports]]:
    opened = [patient_database(postgres.app_url, ports.queues, ports.bus) for _ in range(2)]
    yield [Ports(one, ports.queues, ports.bus, ports.sockets, ports.blobs, ports.secrets) for one in opened]
    for one in opened:
        one.close()


class Rounds:
    """Many tickets, each with a first answer that is due in this moment."""

    def __init__(self, owner: Owner, ports: Ports) -> None:
        self.world = World(owner, ports)
        make_listener(owner, self.world.account)
        self.owner = owner
        owner.execute("update agent_presence set agent_limit = 100")
        self.tickets = [self._due() for _ in range(ROUNDS)]

    def _due(self) -> tuple[UUID, UUID]:
        conversation = self.world.serving(self.world.ana)
        ticket: UUID = self.world.ticket(conversation)["id"]
        insert(
            self.owner, "sla_targets", account_id=self.world.account["id"], ticket_id=ticket, target="first_response",
            conversation_id=conversation, goal_seconds=60, pauses=True, steps=[], state="running", warned=80,
            started_at="2026-01-01T00:00:00Z", resumed_at="2026-01-01T00:00:00Z", due_at="2026-01-01T00:01:00Z",
            next_offset=60, next_mark_at="2026-01-01T00:01:00Z",
        )  # fmt: skip
        return conversation, ticket

    def make_due(self, ticket: UUID) -> None:
        """The promised minute ends within the next milliseconds: on either side of both who come now."""
        self.owner.execute(
            "update sla_targets set resumed_at = n.t - interval '60 seconds', due_at = n.t, next_mark_at = n.t"
            " from (select clock_timestamp() + random() * interval '6 milliseconds' as t) n where ticket_id = %s",
            (ticket,),
        )

    def facts(self, bus: Any) -> Counter[tuple[str, str]]:
        told = [json.loads(entry.detail)["data"] | {"fact": entry.detail_type} for entry in bus.entries]
        left = self.owner.execute("select detail_type, detail from outbox").fetchall()
        told += [row["detail"]["data"] | {"fact": row["detail_type"]} for row in left]
        return Counter((one["ticket_id"], one["fact"]) for one in told if one["fact"].startswith("Sla"))


@pytest.mark.slow
def test_a_reply_and_the_look_at_the_same_moment(owner: Owner, ports: Ports, two: list[Ports]) -> None:
    """500 rounds: exactly one of met and missed, and exactly the fact that says so (R25)."""
    rounds = Rounds(owner, ports)
    account_id, ana = rounds.world.account["id"], rounds.world.ana
    gate, failures = threading.Barrier(2), list[BaseException]()

    def reply() -> None:
        for conversation, ticket in rounds.tickets:
            rounds.make_due(ticket)
            gate.wait()
            try:
                with two[0].database.transaction(rounds.world.call(ana)) as transaction:
                    append_message(transaction, conversation, author_type="agent", author_id=ana["id"], text="Oi")
            except BaseException as error:
                failures.append(error)

    def step() -> None:
        for _, ticket in rounds.tickets:
            gate.wait()
            try:
                visit = Visit(account_id, ticket, "first_response", 1)
                while look(two[1], visit, correlation_id="r") is not None and not _past(two[1], ticket, account_id):
                    pass
            except BaseException as error:
                failures.append(error)

    threads = [threading.Thread(target=work) for work in (reply, step)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    states = {
        str(row["ticket_id"]): row["state"]
        for row in owner.execute("select ticket_id, state from sla_targets where ended_at is not null").fetchall()
    }
    assert len(states) == ROUNDS
    assert set(states.values()) == {"met", "missed"}, "the moment must lie between them"
    facts = rounds.facts(ports.bus)
    assert facts == Counter(
        {(ticket, "SlaMet" if state == "met" else "SlaBreached"): 1 for ticket, state in states.items()}
    )


def _past(ports: Ports, ticket: UUID, account_id: UUID) -> bool:
    from central.call import system_call

    with ports.database.transaction(system_call(account_id)) as transaction:
        row = transaction.one(
            "select due_at < clock_timestamp() as past from sla_targets where ticket_id = %(id)s", id=ticket
        )
    return row is None or row["past"] is not False


@pytest.mark.slow
def test_two_looks_at_once(owner: Owner, ports: Ports, two: list[Ports]) -> None:
    """Doubled executions (R26): every breach once."""
    rounds = Rounds(owner, ports)
    gate, failures = threading.Barrier(2), list[BaseException]()

    def step(own: Ports) -> None:
        for _, ticket in rounds.tickets:
            gate.wait()
            try:
                look(own, Visit(rounds.world.account["id"], ticket, "first_response", 1), correlation_id="r")
            except BaseException as error:
                failures.append(error)

    threads = [threading.Thread(target=step, args=(own,)) for own in two]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert rounds.facts(ports.bus) == Counter({(str(ticket), "SlaBreached"): 1 for _, ticket in rounds.tickets})
