"""The bot, the push and the media worker killed (SIGKILL) at every crash point: nothing is lost, nothing doubled."""

import json
import re
import signal
from pathlib import Path
from typing import Any

import pytest

from central.call import system_call
from central.delivery import files
from central.events import Update
from central.ports import Ports
from central.queues import answer
from central.realtime import pushing
from tests.fakes import FakeQueues
from tests.fixtures.delivery import make_desk as make_delivery_desk
from tests.fixtures.desk import Desk, make_connection, make_desk, make_served
from tests.fixtures.factories import (
    Owner,
    insert,
    make_account,
    make_channel,
    make_listener,
    make_message,
)
from tests.fixtures.inbound import ingest, item, just_now
from tests.fixtures.killed_worker import FolderBlobs, run_worker
from tests.fixtures.realtime import Browser, push_event
from tests.fixtures.server import TestDatabase
from tests.handlers.test_process_media import picture


def points_of(module: Any) -> list[str]:
    return re.findall(r'checkpoint\("([\w.]+)"\)', Path(module.__file__).read_text(encoding="utf-8"))


ANSWER = ("answer.held", "answer.greeted", "ring", "answer.told")
PUSH = ("push.taken", "frame", "frame:2", "push.sent", "push.written")
MEDIA = ("media.claimed", "media.fetched", "media.kept", "ring", "media.written")


def test_every_point_is_tried() -> None:
    for module, tried in ((answer, ANSWER), (pushing, PUSH), (files, MEDIA)):
        assert points_of(module) == [point for point in tried if "." in point]


@pytest.mark.parametrize("point", ANSWER)
def test_a_contact_is_greeted_once_whenever_the_bot_dies(
    owner: Owner, ports: Ports, queues: FakeQueues, postgres: TestDatabase, point: str
) -> None:
    account = make_account(owner)
    make_listener(owner, account)
    channel = make_channel(owner, account, entry_mode="bot")
    ingest(ports.database.lookup(), item(channel, occurred_at=just_now()), grouping_seconds=0)
    row = owner.execute("select id, account_id from conversations").fetchone()
    assert row is not None
    event = push_event(json.dumps({"account_id": str(row["account_id"]), "conversation_id": str(row["id"])}))
    code, first = run_worker("answer_conversation", postgres, event, crash_at=point)
    assert code == -signal.SIGKILL, first
    code, second = run_worker("answer_conversation", postgres, event)
    assert (code, json.loads(second[-1])) == (0, {"batchItemFailures": []})
    said = owner.execute("select text, status from messages where author_type = 'bot' order by sequence").fetchall()
    assert [one["status"] for one in said] == ["pending", "pending"]
    assert said[0]["text"].startswith("Olá!")
    assert "protocolo" in said[1]["text"]
    assert owner.execute("select count(*) as n from tickets").fetchone() == {"n": 1}
    assert owner.execute("select answer_due_at from conversations").fetchone() == {"answer_due_at": None}
    # Whoever was not rung is found: the lane by its messages, the push by its events, the facts in the outbox.
    told = first + second
    owner.execute("update messages set stored_at = stored_at - interval '1 minute'")
    lanes = ports.database.lookup().execute("select conversation_id from due_lanes(10)").fetchall()
    assert lanes == [(row["id"],)]
    left = owner.execute("select count(*) as n from outbox where detail_type = 'TicketQueued'").fetchone()
    assert left is not None
    assert told.count("fact TicketQueued") + left["n"] >= 1
    unpushed = owner.execute("select pushed_sequence < last_sequence as open from account_sequences").fetchone()
    assert unpushed == {"open": True}


@pytest.mark.parametrize("point", PUSH)
def test_every_browser_has_everything_once_whenever_the_pusher_dies(
    owner: Owner, ports: Ports, postgres: TestDatabase, point: str
) -> None:
    desk: Desk = make_desk(owner)
    served = make_served(owner, desk, desk.ana)
    browsers = {}
    for name in ("ana", "chefe"):
        make_connection(owner, desk, desk.ana if name == "ana" else desk.admin, name)
        browsers[name] = Browser(lambda _after: pytest.fail("no gap, nobody had to ask"), 0)
    with ports.database.transaction(system_call(desk.account["id"])) as transaction:
        for _ in range(3):
            message = make_message(owner, served)
            transaction.push(Update("new_message", served["id"], message["id"]))
    event = push_event(json.dumps({"account_id": str(desk.account["id"])}))
    code, first = run_worker("push_updates", postgres, event, crash_at=point)
    assert code == -signal.SIGKILL, first
    owner.execute("update push_leases set leased_until = now() - interval '1 second' where holder is not null")
    code, second = run_worker("push_updates", postgres, event)
    assert (code, json.loads(second[-1])) == (0, {"batchItemFailures": []})
    for line in first + second:
        if line.startswith("frame "):
            _, name, frame = line.split(" ", 2)
            browsers[name].take(json.loads(frame))
    assert {name: browser.events for name, browser in browsers.items()} == {"ana": [1, 2, 3], "chefe": [1, 2, 3]}
    position = owner.execute("select last_sequence, pushed_sequence from account_sequences").fetchone()
    assert position == {"last_sequence": 3, "pushed_sequence": 3}


@pytest.mark.parametrize("point", MEDIA)
def test_a_file_is_stored_once_whenever_its_worker_dies(
    owner: Owner, ports: Ports, postgres: TestDatabase, tmp_path: Path, point: str
) -> None:
    desk = make_delivery_desk(owner, ports)
    message = make_message(owner, desk.conversation, type="image")
    desk.fake.files["m1"] = (picture("PNG"), "image/png")
    file = insert(
        owner, "media", account_id=desk.account["id"], message_id=message["id"], kind="image", mime_type="image/png",
        platform_media_id="m1", next_attempt_at="2026-01-01T00:00:00Z",
    )  # fmt: skip
    event = push_event(json.dumps({"account_id": str(desk.account["id"]), "media_id": str(file["id"])}))
    with desk.fake.serve() as url:
        surroundings = {"GRAPH_BASE_URL": url, "WORKER_FOLDER": str(tmp_path)}
        code, first = run_worker("process_media", postgres, event, crash_at=point, **surroundings)
        assert code == -signal.SIGKILL, first
        desk.let_time_pass(files.LEASE_SECONDS + 10.0)
        code, second = run_worker("process_media", postgres, event, **surroundings)
    assert (code, json.loads(second[-1])) == (0, {"batchItemFailures": []})
    stored = owner.execute("select state, object_key from media").fetchone()
    assert stored is not None
    assert stored["state"] == "stored"
    assert FolderBlobs(tmp_path).get(stored["object_key"]) == picture("PNG")
    assert len(desk.updates()) == 1, "the bubble is told once"
