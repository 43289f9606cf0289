"""A worker killed (SIGKILL) or stopped (SIGSTOP) at every point of a delivery. The platform's ledger decides."""

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from central.delivery import service
from central.ports import Ports
from tests.fakes.whatsapp import FakeWhatsApp
from tests.fixtures.delivery import Desk, make_clients, make_desk
from tests.fixtures.delivery_worker import ROOT, start_worker
from tests.fixtures.factories import Owner, insert
from tests.fixtures.server import TestDatabase

POINTS = sorted(set(re.findall(r'checkpoint\("(delivery\.\w+)"\)', Path(service.__file__).read_text(encoding="utf-8"))))


def reconcile(desk: Desk) -> None:
    """The platform's statuses for everything it accepted, as ingest stores them."""
    items = [
        {
            "kind": "status",
            "platform": "whatsapp",
            "channel_key": desk.channel["external_id"],
            "channel_key_kind": "phone_number",
            "external_id": sent.external_id,
            "status": "sent",
            "occurred_at": "2026-11-20T10:00:00Z",
            "attempt_id": sent.body["biz_opaque_callback_data"],
        }
        for sent in desk.fake.ledger
    ]
    connection = desk.ports.database.lookup()
    connection.execute("select * from ingest_batch(%s::jsonb)", (json.dumps(items),)).fetchall()


def recover(desk: Desk) -> None:
    """Leases end, doorbells are rung again, statuses arrive."""
    for _ in range(3):
        desk.let_time_pass(1000.0)
        desk.drain()
    reconcile(desk)


def prepare(owner: Owner, ports: Ports) -> tuple[Desk, list[str]]:
    desk = make_desk(owner, ports)
    ports.blobs.put("file", b"\x89PNG\r\n\x1a\n picture", "image/png")
    texts = ["um", "dois", "três"]
    for text in texts:
        message = desk.message(text, type="image")
        insert(
            owner,
            "media",
            account_id=desk.account["id"],
            message_id=message["id"],
            kind="image",
            state="stored",
            mime_type="image/png",
            object_key="file",
            bytes=16,
        )
    return desk, texts


def captions(fake: FakeWhatsApp) -> list[str]:
    return [sent.body["image"]["caption"] for sent in fake.ledger]


def test_there_is_a_point_at_every_step() -> None:
    assert POINTS == [
        "delivery.answered",
        "delivery.calling",
        "delivery.claimed",
        "delivery.prepared",
        "delivery.uploaded",
        "delivery.written",
    ]


@pytest.mark.parametrize("time", [1, 2])
@pytest.mark.parametrize("point", POINTS)
def test_killed_at_every_point_nothing_is_lost_and_nothing_doubled(
    owner: Owner, ports: Ports, postgres: TestDatabase, point: str, time: int
) -> None:
    desk, texts = prepare(owner, ports)
    with desk.fake.serve() as url:
        killed = start_worker(
            postgres.app_url, url, desk.account["id"], desk.conversation["id"], crash_at=f"{point}:{time}"
        )
    assert killed == -signal.SIGKILL
    desk.fake.base_url = "https://graph.facebook.com"
    desk.clients = make_clients(ports, desk.fake)
    recover(desk)
    assert len(captions(desk.fake)) == len(set(captions(desk.fake))), "doubled"
    if point == "delivery.calling":
        # Between the word that the call begins and its first byte nobody can know: in doubt, shown to the agent, whose
        # decision it is. Never lost from sight, never sent by itself.
        lost = texts[time - 1]
        assert [status == "unknown" for status in desk.statuses()] == [text == lost for text in texts]
        assert captions(desk.fake) == [text for text in texts if text != lost]
        desk.owner.execute("update messages set status = 'pending', error = null where status = 'unknown'")
        desk.drain()
        reconcile(desk)
    else:
        assert captions(desk.fake) == texts, "order"
    assert sorted(captions(desk.fake)) == sorted(texts), "lost"
    assert desk.statuses() == ["sent"] * 3
    ids = owner.execute("select external_id from messages order by sequence").fetchall()
    assert {row["external_id"] for row in ids} == {sent.external_id for sent in desk.fake.ledger}
    assert not owner.execute("select 1 from delivery_attempts where state = 'sending'").fetchall()


def test_accepted_and_died_before_saving_is_one_call_for_ever(
    owner: Owner, ports: Ports, postgres: TestDatabase
) -> None:
    desk = make_desk(owner, ports)
    message = desk.message("uma vez")
    with desk.fake.serve() as url:
        start_worker(postgres.app_url, url, desk.account["id"], desk.conversation["id"], crash_at="delivery.answered")
    desk.fake.base_url = "https://graph.facebook.com"
    assert desk.row(message)["status"] == "pending"
    for _ in range(10):
        desk.let_time_pass(3600.0)
        desk.drain()
    assert desk.fake.texts == ["uma vez"]
    assert desk.row(message)["status"] == "unknown"
    reconcile(desk)
    row = desk.row(message)
    assert (row["status"], row["external_id"], row["error"]) == ("sent", desk.fake.ledger[0].external_id, None)
    desk.drain()
    assert desk.fake.texts == ["uma vez"]


def test_a_stopped_worker_that_goes_on_after_its_lease_changes_nothing(
    owner: Owner, ports: Ports, postgres: TestDatabase
) -> None:
    """SIGSTOP while the platform holds the answer back; somebody else takes the lane over; SIGCONT."""
    desk = make_desk(owner, ports)
    message = desk.message("devagar")
    environment = {**os.environ, "WORKER_DATABASE_URL": postgres.app_url, "CENTRAL_CRASH_AT": ""}
    child: list[subprocess.Popen[bytes]] = []

    def freeze(body: object) -> None:
        child[0].send_signal(signal.SIGSTOP)
        desk.let_time_pass(1000.0)
        desk.drain()
        child[0].send_signal(signal.SIGCONT)

    desk.fake.on_send = freeze
    with desk.fake.serve() as url:
        command = [
            sys.executable,
            "-m",
            "tests.fixtures.delivery_worker",
            str(desk.account["id"]),
            str(desk.conversation["id"]),
        ]
        process = subprocess.Popen(command, env={**environment, "WORKER_PLATFORM_URL": url}, cwd=ROOT)
        child.append(process)
        assert process.wait(timeout=60) == 0
    attempt = desk.attempts(message)[0]
    assert (attempt["state"], attempt["fence"], attempt["external_id"]) == ("unknown", 2, None)
    assert desk.row(message)["status"] == "unknown"
    assert desk.fake.texts == ["devagar"]
    reconcile(desk)
    assert desk.row(message)["status"] == "sent"
