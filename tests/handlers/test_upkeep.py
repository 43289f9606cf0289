"""What the sweep forgets, and what it tells about the house."""

import json
from typing import Any
from uuid import uuid4

import pytest

import sweep_work.handler
from central.ports import Ports
from central.upkeep import service
from tests.fakes import FakeQueues
from tests.fixtures.desk import Desk, make_desk, make_served
from tests.fixtures.factories import (
    Owner,
    Row,
    insert,
    make_account,
    make_channel,
    make_conversation,
    make_message,
    make_session,
    make_ticket,
    make_user,
)
from tests.handlers.rest_client import Client, token_of


@pytest.fixture(autouse=True)
def _wired(monkeypatch: pytest.MonkeyPatch, ports: Ports) -> None:
    monkeypatch.setattr(sweep_work.handler, "ports", lambda: ports)


@pytest.fixture
def desk(owner: Owner) -> Desk:
    desk = make_desk(owner)
    owner.execute("update agent_presence set state = 'offline'")
    return desk


def sweep() -> None:
    assert sweep_work.handler.lambda_handler({"source": "aws.scheduler"}, None) == {}


def ago(owner: Owner, interval: str) -> Any:
    row = owner.execute("select now() - %s::interval as at", (interval,)).fetchone()
    assert row is not None
    return row["at"]


def log_events(owner: Owner, account: Row, *ages: str) -> None:
    """Events of these ages, oldest first, numbered from 1, all pushed."""
    for sequence, age in enumerate(ages, 1):
        insert(
            owner, "account_events", account_id=account["id"], sequence=sequence, type="presence", data={},
            occurred_at=ago(owner, age),
        )  # fmt: skip
    last = len(ages)
    insert(owner, "account_sequences", account_id=account["id"], last_sequence=last, pushed_sequence=last)


def keep(owner: Owner, desk: Desk, what: str, age: str) -> None:
    """One row of a kind that became useless ``age`` ago."""
    account_id, user, at = desk.account["id"], desk.ana, ago(owner, age)
    match what:
        case "idempotency_keys":
            insert(
                owner, what, account_id=account_id, user_id=user["id"], key=uuid4().hex, request_hash=b"x",
                created_at=at,
            )  # fmt: skip
        case "parked_updates":
            insert(
                owner, what, account_id=account_id, channel_id=desk.channel["id"], external_id=uuid4().hex,
                update_key="sent", item={}, created_at=at,
            )  # fmt: skip
        case "socket_tickets":
            session = make_session(owner, desk.account, user)
            insert(
                owner, what, account_id=account_id, token_hash=uuid4().bytes, session_id=session["id"],
                user_id=user["id"], expires_at=at, used_at=at,
            )  # fmt: skip
        case "revoked sessions":
            make_session(owner, desk.account, user, revoked_at=at)
        case "expired sessions":
            make_session(owner, desk.account, user, expires_at=at)


def left(owner: Owner, table: str) -> int:
    row = owner.execute(f"select count(*) as n from {table}").fetchone()
    assert row is not None
    return int(row["n"])


@pytest.mark.parametrize(
    ("what", "kept", "grace", "over"),
    [
        ("idempotency_keys", "23 hours", "24 hours 30 minutes", "25 hours 1 minute"),
        ("parked_updates", "6 days 23 hours", "7 days 30 minutes", "7 days 61 minutes"),
        ("socket_tickets", "59 minutes", "90 minutes", "121 minutes"),
        ("revoked sessions", "29 days", "30 days 30 minutes", "30 days 61 minutes"),
        ("expired sessions", "29 days", "30 days 30 minutes", "30 days 61 minutes"),
    ],
)
def test_what_is_over_is_forgotten_once_an_hour(
    owner: Owner, desk: Desk, what: str, kept: str, grace: str, over: str
) -> None:
    table = what.split()[-1]
    keep(owner, desk, what, kept)
    keep(owner, desk, what, grace)
    sweep()
    assert left(owner, table) == 2, "not for the few that were over within this hour"
    keep(owner, desk, what, over)
    sweep()
    assert left(owner, table) == 1, "but then all of them"


def test_a_session_that_lives_is_kept_however_old(owner: Owner, desk: Desk) -> None:
    make_session(owner, desk.account, desk.ana, created_at=ago(owner, "300 days"))
    keep(owner, desk, "revoked sessions", "31 days")
    sweep()
    assert left(owner, "sessions") == 1


def test_the_event_log_is_cut_at_one_place(client: Client, owner: Owner, desk: Desk) -> None:
    """Whoever resumes from what is gone is told to begin anew; everybody else misses nothing."""
    log_events(owner, desk.account, "26 hours", "25 hours", "23 hours", "24 hours 1 minute", "1 hour", "1 minute")
    other = make_account(owner)
    log_events(owner, other, "24 hours 30 minutes", "1 hour")
    sweep()
    rows = owner.execute("select account_id, sequence from account_events order by 1, 2").fetchall()
    assert [row["sequence"] for row in rows if row["account_id"] == desk.account["id"]] == [5, 6]
    assert [row["sequence"] for row in rows if row["account_id"] == other["id"]] == [1, 2]
    browser = client.by_token(token_of(owner, desk.account, desk.ana))
    resets = [browser.get("/api/v1/events", query={"after": after}).json["reset"] for after in (0, 3, 4, 5, 6)]
    assert resets == [True, True, False, False, False]


def test_a_mountain_is_carried_away_in_bounded_steps(
    owner: Owner, desk: Desk, queues: FakeQueues, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "_PRUNED_AT_ONCE", 2)
    monkeypatch.setattr(service, "_MOST_PRUNINGS", 2)
    log_events(owner, desk.account, *["30 hours"] * 7)
    keep(owner, desk, "idempotency_keys", "30 hours")
    sweep()
    assert (left(owner, "account_events"), left(owner, "idempotency_keys")) == (3, 0)
    assert len(queues.of("sweep")) == 1, "it looks again in a minute"
    sweep()
    assert left(owner, "account_events") == 0
    queues.doorbells.clear()
    sweep()
    assert queues.doorbells == []


@pytest.mark.parametrize(
    "what", ["idempotency_keys", "parked_updates", "socket_tickets", "revoked sessions", "expired sessions"]
)
def test_no_kind_is_deleted_all_at_once(owner: Owner, desk: Desk, monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    monkeypatch.setattr(service, "_PRUNED_AT_ONCE", 2)
    monkeypatch.setattr(service, "_MOST_PRUNINGS", 2)
    for _ in range(7):
        keep(owner, desk, what, "40 days")
    sweep()
    assert left(owner, what.split()[-1]) == 3
    sweep()
    assert left(owner, what.split()[-1]) == 0


def test_tells_how_the_house_does(owner: Owner, desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    for age in ("90 seconds", "10 seconds"):
        waiting = make_conversation(owner, desk.channel, session="waiting", queue_id=desk.queue["id"])
        make_ticket(owner, waiting, entered_at=ago(owner, age))
    other = make_account(owner)
    stopped = make_channel(owner, other, state="error")
    make_message(owner, make_conversation(owner, stopped), direction="out", stored_at=ago(owner, "1 day"))
    served = make_served(owner, desk, desk.ana)
    for status, age in (("pending", "70 seconds"), ("pending", "5 seconds"), ("unknown", "1 hour"), ("sent", "1 hour")):
        make_message(owner, served, direction="out", status=status, stored_at=ago(owner, age))
    keep(owner, desk, "parked_updates", "1 hour")
    sweep()
    (line,) = [json.loads(line) for line in capsys.readouterr().out.splitlines() if "_aws" in line]
    (described,) = line["_aws"]["CloudWatchMetrics"]
    assert (described["Namespace"], described["Dimensions"]) == ("Central", [["environment", "service"]])
    numbers = {metric["Name"]: line[metric["Name"]][0] for metric in described["Metrics"]}
    assert 90 <= numbers.pop("OldestWaitSeconds") < 150
    assert 70 <= numbers.pop("OldestPendingSeconds") < 130
    assert numbers == {"WaitingTickets": 2, "LateMessages": 1, "UnconfirmedMessages": 1, "ParkedUpdates": 1}


def test_an_empty_house_has_numbers_too(owner: Owner, capsys: pytest.CaptureFixture[str]) -> None:
    make_user(owner, make_account(owner))
    sweep()
    (line,) = [json.loads(line) for line in capsys.readouterr().out.splitlines() if "_aws" in line]
    assert (line["OldestWaitSeconds"], line["OldestPendingSeconds"]) == ([0], [0])
