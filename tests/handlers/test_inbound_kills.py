"""process_inbound is killed at every point where it may die: after redelivery nothing is lost and nothing doubled."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from central.intake import service
from central.intake.accept import accept_webhook
from central.ports import Ports
from tests.fakes import FakeQueues
from tests.fixtures.factories import (
    Owner,
    Row,
    make_account,
    make_channel,
    make_listener,
)
from tests.fixtures.inbound import entry, sign, text_message, webhook_body
from tests.fixtures.server import TestDatabase
from tests.fixtures.worker import event_of, message

ROOT = Path(__file__).resolve().parents[2]
POINTS = ("inbound_read", "inbound_stored", "inbound_told")


@pytest.fixture
def channel(owner: Owner) -> Row:
    return make_channel(owner, make_account(owner))


def work(postgres: TestDatabase, event: object, crash_at: str = "") -> tuple[int, list[str]]:
    environment = {**os.environ, "WORKER_DATABASE_URL": postgres.app_url, "CENTRAL_CRASH_AT": crash_at}
    done = subprocess.run(
        [sys.executable, "-m", "tests.fixtures.inbound_worker"],
        input=json.dumps(event), capture_output=True, text=True, cwd=ROOT, env=environment, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout.split("\n")[:-1]


@pytest.mark.parametrize("point", POINTS)
def test_killed_and_delivered_again(
    owner: Owner, ports: Ports, queues: FakeQueues, postgres: TestDatabase, channel: Row, point: str
) -> None:
    make_listener(owner, {"id": channel["account_id"]})
    raw = webhook_body(
        entry(channel, text_message("um"), text_message("dois")), entry({**channel, "external_id": "9"}, text_message())
    )
    accept_webhook(queues, ports.secrets, ports.blobs, raw, sign(raw), None)
    batch = [message(doorbell) for doorbell in queues.of("inbound")]
    code, first = work(postgres, event_of(batch), point)
    assert code == -9, first
    code, second = work(postgres, event_of(batch))
    assert (code, json.loads(second[-1])) == (0, {"batchItemFailures": []})
    rows = owner.execute("select text, sequence from messages order by sequence").fetchall()
    assert rows == [{"text": "um", "sequence": 1}, {"text": "dois", "sequence": 2}]
    assert owner.execute("select count(*) as n from tickets").fetchone() == {"n": 1}
    told = first + second
    assert "ring push" in told
    assert "park unknown_channel" in told
    # What was not told before it died is in its row still, and the sweep was asked to look.
    left = owner.execute("select count(*) as n from outbox").fetchone()
    assert left is not None
    assert sum(line.startswith("fact ") for line in told) + left["n"] == 2
    assert ("ring answer" in told) or ("ring sweep" in told)


def test_every_point_is_tried() -> None:
    named = re.findall(r"checkpoint\(\"(\w+)\"\)", Path(service.__file__).read_text(encoding="utf-8"))
    assert tuple(named) == POINTS
