"""A promise of seconds on the running stack: the state machine warns and breaks it, a fast answer keeps it."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest

from tests.e2e.stack import Agent, Stack, eventually, fresh_wa_id, running_stack

pytestmark = pytest.mark.stack
GOAL = 20


@pytest.fixture(scope="module")
def stack() -> Stack:
    return running_stack()


@pytest.fixture
def agent(stack: Stack) -> Iterator[Agent]:
    """The demo's admin, who takes nothing by themselves, with a policy of seconds for one queue."""
    for role in ("agent", "supervisor", "admin"):
        stack.sign_in(role).be("offline")
    signed_in = stack.sign_in("admin")
    (queue,) = [one for one in signed_in.get("/queues")["items"] if one["is_default"]]
    (channel,) = [one for one in signed_in.get("/channels")["items"] if one["is_default"]]
    body = {
        "name": "Prova de segundos", "queue_id": queue["id"], "channel_id": channel["id"], "business_hours": False,
        "first_response_seconds": GOAL, "steps": [{"when": "breach", "action": "raise_priority", "priority": 10}],
    }  # fmt: skip
    made = signed_in.post("/sla/policies", body)
    assert made.status_code == 201, made.text
    yield signed_in
    signed_in.client.delete(f"/sla/policies/{made.json()['id']}").raise_for_status()
    signed_in.be("online")


def waiting(stack: Stack, agent: Agent) -> dict[str, Any]:
    """A customer who waits in line, with a clock that runs."""
    wa_id = fresh_wa_id()
    assert stack.deliver(stack.messages(wa_id, "Prova SLA", "Alguém aí?")).status_code == 200

    def clocked() -> dict[str, Any] | None:
        conversation = agent.conversation_of(wa_id)
        return conversation if conversation and conversation["sla"] else None

    conversation = eventually(clocked)
    assert conversation["sla"]["target"] == "first_response"
    return conversation


def test_a_promise_is_warned_of_and_broken_on_time(stack: Stack, agent: Agent) -> None:
    with agent.socket() as socket:
        conversation = waiting(stack, agent)
        due_at = datetime.fromisoformat(conversation["sla"]["due_at"])

        def told(kind: str) -> datetime:
            event = socket.until(lambda e: e["type"] == kind and e["conversation_id"] == conversation["id"])
            return datetime.fromisoformat(event["occurred_at"])

        assert -GOAL <= (told("sla_warning") - due_at).total_seconds() < 0
        # whole seconds of the state machine, and this machine's own time to answer
        assert 0 <= (told("sla_breached") - due_at).total_seconds() < 30
    late = agent.get(f"/conversations/{conversation['id']}")
    assert late["sla"]["state"] == "missed"
    assert late["priority"] == 10
    agent.post(f"/conversations/{conversation['id']}/resolve", {})


def test_an_answer_in_time_keeps_it(stack: Stack, agent: Agent) -> None:
    conversation = waiting(stack, agent)
    path = f"/conversations/{conversation['id']}"
    assert agent.post(f"{path}/accept", {}).status_code == 200
    assert agent.post(f"{path}/messages", {"text": "Aqui!"}).status_code == 201
    assert agent.get(path)["sla"] is None
    agent.post(f"{path}/resolve", {})
