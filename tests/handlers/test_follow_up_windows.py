"""Who waits while the platform's reply window ends is told of, once."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

import sweep_work.handler
from central.clock import now
from central.ports import Ports
from tests.db.test_queue_service import World
from tests.fakes import FakeQueues
from tests.fixtures.desk import open_window
from tests.fixtures.factories import Owner
from tests.fixtures.follow_ups import NUDGE, PATH, make_rule, ring, said, timer, wired, write_again
from tests.handlers.rest_client import Client, token_of


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch, owner: Owner, ports: Ports) -> World:
    return wired(monkeypatch, owner, ports)


def wait_in_window(world: World, age: str) -> UUID:
    conversation = world.serving(world.ana)
    world.owner.execute("update conversations set waiting_since = now() where id = %s", (conversation,))
    open_window(world.owner, world.conversation(conversation), age)
    return conversation


def wrote_at(world: World, conversation: UUID) -> datetime:
    row = world.owner.execute(
        "select r.last_inbound_at from reply_windows r join conversations c using (channel_id, contact_id)"
        " where c.id = %s",
        (conversation,),
    ).fetchone()
    assert row is not None
    moment: datetime = row["last_inbound_at"]
    return moment


def test_who_waits_while_the_window_ends_is_told_of_once(client: Client, world: World, queues: FakeQueues) -> None:
    lead = client.by_token(token_of(world.owner, world.account, world.chief))
    body = {"name": "Janela", "trigger": "window", "minutes_before": 120, "notify": "assignee", "steps": [NUDGE]}
    assert lead.post(PATH, body).status == 201
    assert [bell.body for bell in queues.of("timers")] == [{"account_id": str(world.account["id"])}]
    queues.doorbells.clear()  # lost
    sweep_work.handler.lambda_handler({}, None)
    assert [bell.body for bell in queues.of("timers")] == [{"account_id": str(world.account["id"])}]
    due, later, answered = (wait_in_window(world, age) for age in ("22 hours", "20 hours", "22 hours"))
    world.owner.execute("update conversations set waiting_since = null where id = %s", (answered,))
    queues.doorbells.clear()
    ring(world, None)
    bells = queues.of("timers")
    assert [bell.body.get("conversation_id") for bell in bells] == [str(due), None]
    assert bells[1].due_at == wrote_at(world, later) + timedelta(hours=22)
    ring(world, due, times=3)
    ring(world, later)
    assert len(said(world, due)) == 1
    assert said(world, later) == said(world, answered) == []
    told = world.owner.execute("select data, user_id from account_events where type = 'system_message'").fetchall()
    assert [(one["data"]["kind"], one["user_id"]) for one in told] == [("window_closing", world.ana["id"])]
    queues.doorbells.clear()
    ring(world, None)
    assert [bell.body.get("conversation_id") for bell in queues.of("timers")] == [None]


def test_who_is_in_line_is_told_their_place_with_it(world: World) -> None:
    world.waiting()
    make_rule(world, {**NUDGE, "text": "{position}/{total}, {wait}."}, trigger="window", minutes_before=120)
    conversation = world.waiting()
    world.owner.execute("update conversations set waiting_since = now() where id = %s", (conversation,))
    served = wait_in_window(world, "22 hours")
    open_window(world.owner, world.conversation(conversation), "22 hours")
    ring(world, None)
    for one in (conversation, served):
        ring(world, one)
    assert said(world, conversation) == ["2/2, alguns minutos."]
    assert said(world, served) == ["/, ."]


@pytest.mark.parametrize(
    ("notify", "told"), [("nobody", []), ("leaders", [("leaders", None)]), ("assignee", [("person", "ana")])]
)
def test_who_is_told_is_who_the_rule_says(world: World, notify: str, told: list[Any]) -> None:
    make_rule(world, NUDGE, trigger="window", minutes_before=120, notify=notify)
    conversation = wait_in_window(world, "22 hours")
    ring(world, None)
    ring(world, conversation)
    assert len(said(world, conversation)) == 1
    rows = world.owner.execute("select data, user_id from account_events where type = 'system_message'").fetchall()
    expected = [(audience, world.ana["id"] if person else None) for audience, person in told]
    assert [(row["data"]["audience"], row["user_id"]) for row in rows] == expected


def test_a_window_that_goes_on_is_not_told_of(world: World, queues: FakeQueues) -> None:
    make_rule(world, trigger="window", minutes_before=120, notify="leaders")
    conversation = wait_in_window(world, "22 hours")
    ring(world, None)
    write_again(world, conversation)
    ring(world, conversation)
    assert "system_message" not in world.updates()


@pytest.mark.parametrize(
    "change",
    [
        "update conversations set waiting_since = null",
        "update conversations set session = 'bot', assignee_id = null",
        "update conversations set status = 'snoozed', snoozed_until = now() + interval '1 hour'",
        "update follow_up_rules set active = false",
    ],
)
def test_a_window_in_which_nobody_waits_any_more_is_not_told_of(world: World, change: str) -> None:
    make_rule(world, trigger="window", minutes_before=120, notify="leaders")
    conversation = wait_in_window(world, "22 hours")
    ring(world, None)
    assert timer(world, conversation, "window")["due_at"] is not None
    world.owner.execute(change.encode())
    ring(world, conversation)
    assert "system_message" not in world.updates()


def test_nobody_who_writes_later_is_due_before_the_next_look(world: World, queues: FakeQueues) -> None:
    make_rule(world, trigger="window", minutes_before=120, notify="leaders")
    before = now()
    ring(world, None)
    (bell,) = queues.of("timers")
    assert bell.due_at is not None
    assert before <= bell.due_at - timedelta(hours=22) <= now()
    world.owner.execute("update follow_up_rules set looks_at = now()")
    queues.doorbells.clear()
    sweep_work.handler.lambda_handler({}, None)
    assert [bell.body for bell in queues.of("timers")] == [{"account_id": str(world.account["id"])}]
