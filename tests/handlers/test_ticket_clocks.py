"""Every clock of a ticket, by its protocol and in its conversation's history, and how it stands."""

from typing import Any
from uuid import UUID

import pytest

from central.ports import Ports
from central.queues import service
from tests.db.test_queue_service import World
from tests.fixtures.factories import Owner, make_queue
from tests.fixtures.sla import Promises, promises
from tests.handlers.rest_client import Client, token_of


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch, owner: Owner, ports: Ports) -> Promises:
    return promises(monkeypatch, World(owner, ports), ports)


@pytest.fixture
def lead(client: Client, desk: Promises) -> Client:
    world = desk.world
    return client.by_token(token_of(world.owner, world.account, world.chief))


def clocks(who: Client, desk: Promises, conversation: UUID) -> dict[str, dict[str, Any]]:
    """The clocks of the latest ticket by its protocol, which the history tells alike."""
    protocol = desk.world.ticket(conversation)["protocol"]
    found = who.get(f"/api/v1/tickets/{protocol}").json["clocks"]
    history = who.get(f"/api/v1/conversations/{conversation}/tickets").json["items"]
    (listed,) = [one["clocks"] for one in history if one["protocol"] == protocol]
    assert [clock | {"seconds": 0} for clock in listed] == [clock | {"seconds": 0} for clock in found]
    return {clock["target"]: clock for clock in found}


def test_shows_what_runs_what_stands_still_and_what_is_decided(lead: Client, desk: Promises) -> None:
    desk.policy()
    conversation = desk.waiting()
    desk.pass_time(60)
    before = clocks(lead, desk, conversation)
    assert list(before) == ["first_response", "next_response", "resolution"]
    first, following = before["first_response"], before["next_response"]
    assert (first["state"], first["goal_seconds"], first["paused_since"], first["ended_at"]) == (
        "running",
        600,
        None,
        None,
    )
    assert 60 <= first["seconds"] < 90
    assert first["due_at"] > first["started_at"]
    assert (following["state"], following["due_at"]) == ("paused", None)
    assert following["paused_since"] is not None
    service.accept_ticket(desk.world.ports, desk.world.call(desk.world.ana), conversation)
    desk.agent_writes(conversation, desk.world.ana)
    after = clocks(lead, desk, conversation)
    assert (after["first_response"]["state"], after["first_response"]["due_at"]) == ("met", None)
    assert after["first_response"]["ended_at"] is not None
    assert after["resolution"]["state"] == "paused"
    assert after["resolution"]["paused_since"] is not None


def test_what_was_missed_says_when(lead: Client, desk: Promises) -> None:
    desk.policy()
    conversation = desk.waiting()
    desk.pass_time(601)
    desk.ask(conversation)
    first = clocks(lead, desk, conversation)["first_response"]
    assert (first["state"], first["ended_at"]) == ("missed", None)
    assert first["missed_at"] == first["due_at"]
    assert first["seconds"] >= 601


def test_of_what_was_reopened_the_clocks_that_count_now_are_shown(lead: Client, desk: Promises) -> None:
    desk.policy(next_response_seconds=None)
    conversation = desk.waiting()
    service.accept_ticket(desk.world.ports, desk.world.call(desk.world.ana), conversation)
    service.resolve_conversation(desk.world.ports, desk.world.lead, conversation)
    assert clocks(lead, desk, conversation)["resolution"]["state"] == "met"
    service.reopen_conversation(desk.world.ports, desk.world.lead, conversation)
    desk.queued(conversation)
    resolution = clocks(lead, desk, conversation)["resolution"]
    assert (resolution["state"], resolution["ended_at"]) == ("running", None)


def test_live_clocks_go_along_to_the_next_ticket_and_what_is_not_promised_is_not_shown(
    lead: Client, desk: Promises
) -> None:
    desk.policy(next_response_seconds=None)
    conversation = desk.waiting()
    desk.policy(
        name="Plantão",
        queue_id=(queue := make_queue(desk.owner, desk.world.account))["id"],
        first_response_seconds=None,
    )
    assert set(clocks(lead, desk, conversation)) == {"first_response", "resolution"}
    former = desk.world.ticket(conversation)["protocol"]
    service.transfer_conversation(desk.world.ports, desk.world.lead, conversation, queue_id=queue["id"])
    assert set(clocks(lead, desk, conversation)) == {"next_response", "resolution"}
    assert lead.get(f"/api/v1/tickets/{former}").json["clocks"] == []


def test_without_a_promise_there_is_none(lead: Client, desk: Promises) -> None:
    assert clocks(lead, desk, desk.waiting()) == {}
