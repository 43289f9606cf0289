"""Assignment against a model: whatever happens in whatever order, the rules of queues hold after every step.

No ticket is given twice, nobody is over their limit, the line is served in its order, and nobody waits while
somebody is free.
"""

import itertools
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from tests.fakes import FakeBus
from tests.fixtures.factories import (
    Owner,
    Row,
    default_queue,
    insert,
    make_account,
    make_agent,
    make_channel,
    make_conversation,
    make_queue,
)

from central.call import Actor, Call, system_call
from central.errors import Conflict
from central.ports import Ports
from central.queues import assigning, capacity, manage, offers, presence, service, skills, store
from central.queues.model import PresenceState

_AGENTS = st.integers(0, 2)
_QUEUES = st.integers(0, 1)
_ANY = st.integers(0, 10_000)


@contextmanager
def may_be_refused(*codes: str) -> Iterator[None]:
    """A refusal for one of these reasons is as good as success; any other is a fault."""
    try:
        yield
    except Conflict as conflict:
        if conflict.code not in codes:
            raise


class Assignment(RuleBasedStateMachine):
    """Two queues, three agents (the second serves both queues), any number of conversations."""

    owner: Owner
    ports: Ports
    bus: FakeBus

    def __init__(self) -> None:
        super().__init__()
        self.account = make_account(self.owner)
        self.queues = [default_queue(self.owner, self.account), make_queue(self.owner, self.account, mode="least_busy")]
        self.agents = [
            make_agent(self.owner, self.account, state="offline", queue=self.queues[number]) for number in (0, 0, 1)
        ]
        insert(
            self.owner,
            "queue_members",
            account_id=self.account["id"],
            queue_id=self.queues[1]["id"],
            user_id=self.agents[1]["id"],
        )
        self.owner.execute("update queues set agent_limit = 2 where account_id = %s", (self.account["id"],))
        self.channel = make_channel(self.owner, self.account)
        self.conversations: list[UUID] = []
        self.system = system_call(self.account["id"])
        self.levels: dict[UUID, int] = {}
        self.skill = skills.create_skill(self.ports, self.call(0), "Espanhol", agents={}, labels={}).id
        self.bus.entries.clear()

    def call(self, agent: int) -> Call:
        return Call(self.account["id"], Actor("user", self.agents[agent]["id"], "supervisor"))

    def pick(self, number: int) -> UUID:
        return self.conversations[number % len(self.conversations)]

    def tickets(self, where: str = "true") -> list[Row]:
        return self.owner.execute(
            f"select t.*, c.status, c.session, c.assignee_id as responsible from tickets t"
            f" join conversations c on c.id = t.conversation_id where t.account_id = %s and ({where})",
            (self.account["id"],),
        ).fetchall()

    @rule(queue=_QUEUES, priority=st.sampled_from([2, 5, 9]))
    def somebody_writes(self, queue: int, priority: int) -> None:
        conversation = make_conversation(self.owner, self.channel, session="bot", priority=priority)
        self.conversations.append(conversation["id"])
        with self.ports.database.transaction(self.system) as transaction:
            item = {"conversation_id": conversation["id"], "queue_id": self.queues[queue]["id"], "reason": "rule"}
            transaction.absorb(store.queue_conversations(transaction, [item]))

    @rule(agent=_AGENTS, state=st.sampled_from(["online", "online", "pause", "offline"]))
    def chooses_a_state(self, agent: int, state: PresenceState) -> None:
        presence.set_presence(self.ports, self.call(agent), state)

    @rule(agent=_AGENTS, seconds=st.sampled_from([0, 100, 400]))
    def goes_silent(self, agent: int, seconds: int) -> None:
        self.owner.execute(
            "update agent_presence set last_heartbeat_at = now() - make_interval(secs => %s) where user_id = %s",
            (seconds, self.agents[agent]["id"]),
        )
        self.owner.execute("update tickets set assigned_at = assigned_at - interval '400 seconds'")
        self.owner.execute("update agent_presence set state_since = state_since - interval '400 seconds'")
        assigning.give_back_absent_agents(self.ports, self.system)
        presence.beat(self.ports, self.call((agent + 1) % 3))
        # Somebody who was silent for a moment is back without a beat of ours: the sweep sees that.
        service.assign_waiting_tickets(self.ports, self.system)

    @rule(agent=_AGENTS)
    def gives_a_sign_of_life(self, agent: int) -> None:
        presence.beat(self.ports, self.call(agent))

    @precondition(lambda self: self.conversations)
    @rule(agent=_AGENTS, number=_ANY)
    def accepts(self, agent: int, number: int) -> None:
        with may_be_refused("already_accepted", "capacity_reached", "conversation_closed"):
            service.accept_ticket(self.ports, self.call(agent), self.pick(number))

    @precondition(lambda self: self.conversations)
    @rule(agent=_AGENTS, number=_ANY)
    def resolves(self, agent: int, number: int) -> None:
        service.resolve_conversation(self.ports, self.call(agent), self.pick(number))

    @precondition(lambda self: self.conversations)
    @rule(agent=_AGENTS, number=_ANY)
    def reopens(self, agent: int, number: int) -> None:
        service.reopen_conversation(self.ports, self.call(agent), self.pick(number))

    @precondition(lambda self: self.conversations)
    @rule(number=_ANY, to=st.one_of(st.none(), _AGENTS))
    def is_assigned(self, number: int, to: int | None) -> None:
        user_id = None if to is None else self.agents[to]["id"]
        with may_be_refused("capacity_reached", "conversation_closed"):
            service.assign_conversation(self.ports, self.call(0), self.pick(number), user_id)

    @precondition(lambda self: self.conversations)
    @rule(number=_ANY, queue=_QUEUES)
    def is_transferred(self, number: int, queue: int) -> None:
        with may_be_refused("conversation_closed"):
            service.transfer_conversation(
                self.ports, self.call(0), self.pick(number), queue_id=self.queues[queue]["id"]
            )

    @rule(queue=_QUEUES, seconds=st.sampled_from([0, 30]), pause=st.booleans())
    def a_queue_lets_it_ring(self, queue: int, seconds: int, pause: bool) -> None:
        change = {"offer_seconds": seconds, "pause_when_silent": pause}
        manage.update_queue(self.ports, self.call(0), self.queues[queue]["id"], change)

    @precondition(lambda self: self.conversations)
    @rule(agent=_AGENTS, number=_ANY, accepts=st.booleans())
    def answers_what_rings(self, agent: int, number: int, accepts: bool) -> None:
        answer = offers.accept_offer if accepts else offers.decline_offer
        with may_be_refused("offer_over", "already_accepted"):
            answer(self.ports, self.call(agent), self.pick(number))

    @rule()
    def it_rang_too_long(self) -> None:
        self.owner.execute("update tickets set offered_until = clock_timestamp() where offered_to is not null")
        service.assign_waiting_tickets(self.ports, self.system)

    @rule()
    def who_passed_may_be_asked_again(self) -> None:
        self.owner.execute("update tickets set passed_at = passed_at - interval '61 seconds'")
        service.assign_waiting_tickets(self.ports, self.system)

    @rule(queue=_QUEUES, needed=st.sampled_from([None, 2, 4]))
    def a_queue_asks_for_a_skill(self, queue: int, needed: int | None) -> None:
        change = {"mode": "round_robin" if needed is None else "skills"}
        asked = {} if needed is None else {self.skill: needed}
        manage.update_queue(self.ports, self.call(0), self.queues[queue]["id"], change, skills=asked)

    @rule(agent=_AGENTS, level=st.integers(1, 5))
    def learns(self, agent: int, level: int) -> None:
        self.levels[self.agents[agent]["id"]] = level
        skills.update_skill(self.ports, self.call(0), self.skill, agents=self.levels)

    @rule(after=st.sampled_from([0, 60]))
    def the_first_queue_overflows(self, after: int) -> None:
        change = {"overflow_queue_id": self.queues[1]["id"], "overflow_after_seconds": after}
        manage.update_queue(self.ports, self.call(0), self.queues[0]["id"], change)
        self.owner.execute("update tickets set queued_at = queued_at - interval '61 seconds' where state = 'waiting'")
        service.assign_waiting_tickets(self.ports, self.system)

    @rule()
    def a_conversation_weighs_half(self) -> None:
        weight = capacity.ChannelWeight("whatsapp", 0.5, None)
        capacity.set_capacity(self.ports, self.call(0), [weight], [])

    @rule(queue=_QUEUES, limit=st.integers(2, 4))
    def a_limit_is_raised(self, queue: int, limit: int) -> None:
        row = self.owner.execute("select agent_limit from queues where id = %s", (self.queues[queue]["id"],)).fetchone()
        assert row is not None
        if limit > row["agent_limit"]:  # lowering it takes nothing away from anybody
            manage.update_queue(self.ports, self.call(0), self.queues[queue]["id"], {"agent_limit": limit})

    @invariant()
    def one_active_ticket_that_agrees_with_its_conversation(self) -> None:
        active = self.tickets("t.state in ('waiting', 'in_service')")
        assert len({t["conversation_id"] for t in active}) == len(active)
        for ticket in active:
            assert ticket["status"] == "open"
            assert ticket["responsible"] == ticket["assignee_id"]
            assert ticket["session"] == ("waiting" if ticket["state"] == "waiting" else "human")
        protocols = [t["protocol"] for t in self.tickets()]
        assert len(set(protocols)) == len(protocols)

    @invariant()
    def nobody_is_over_their_limit(self) -> None:
        limits = self.owner.execute(
            "select coalesce(t.assignee_id, t.offered_to) as agent, sum(t.weight) as load from tickets t"
            " where t.account_id = %s and (t.state = 'in_service' or t.offered_to is not null) group by 1",
            (self.account["id"],),
        ).fetchall()
        most = self.owner.execute(
            "select max(agent_limit) as most from queues where account_id = %s", (self.account["id"],)
        ).fetchone()
        assert most is not None
        assert all(row["load"] <= most["most"] for row in limits)

    @invariant()
    def nobody_waits_while_somebody_is_free(self) -> None:
        stuck = self.owner.execute(
            "select t.id from tickets t"
            "  join queue_members m on m.queue_id = t.queue_id"
            "  join queues q on q.id = t.queue_id"
            "  join effective_presence p on p.account_id = t.account_id and p.user_id = m.user_id and p.available"
            " where t.account_id = %s and t.state = 'waiting' and p.user_id is distinct from t.avoid_user_id"
            "   and t.offered_to is null"
            "   and not (p.user_id = any (t.passed_by) and t.passed_at > now() - interval '1 minute')"
            "   and (t.needs is null or not exists ("
            "       select from jsonb_each_text(t.needs) n"
            "         left join agent_skills a on a.user_id = p.user_id and a.skill_id = n.key::uuid"
            "        where coalesce(a.level, 0) < n.value::integer))"
            "   and (select coalesce(sum(s.weight), 0) from tickets s"
            "         where s.assignee_id = p.user_id and s.state = 'in_service' or s.offered_to = p.user_id)"
            "       + coalesce((select w.weight from channel_weights w where w.account_id = t.account_id), 1)"
            "       <= coalesce(p.agent_limit, q.agent_limit)",
            (self.account["id"],),
        ).fetchall()
        assert stuck == []

    @invariant()
    def the_line_is_served_in_its_order(self) -> None:
        """What was given automatically since the last step never passed over somebody ahead in the same line."""
        facts = [entry for entry in self.given_since() if entry["how"] == "automatic"]
        given = {fact["ticket_id"] for fact in facts}
        for queue_id in {fact["queue_id"] for fact in facts}:
            rows = self.tickets(f"t.queue_id = '{queue_id}'")
            mine = [r for r in rows if str(r["id"]) in given and r["state"] == "in_service"]
            left = [
                r
                for r in rows
                if r["state"] == "waiting"
                and r["avoid_user_id"] is None
                and not (r["needs"] or r["offered_to"] or r["passed_by"])
            ]
            for one, other in itertools.product(mine, left):
                ahead = (-one["priority"], one["entered_at"]) <= (-other["priority"], other["entered_at"])
                assert ahead, "somebody behind in line was served first"

    def given_since(self) -> list[dict[str, Any]]:
        """The data of every TicketAssigned since this was last asked."""
        given = [json.loads(e.detail)["data"] for e in self.bus.entries if e.detail_type == "TicketAssigned"]
        self.bus.entries.clear()
        return given


@pytest.mark.slow
def test_the_rules_of_queues_hold_whatever_happens(owner: Owner, ports: Ports, bus: FakeBus) -> None:
    machine = type("Machine", (Assignment,), {"owner": owner, "ports": ports, "bus": bus})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=60,
            stateful_step_count=25,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
