"""What a company keeps no longer is forgotten: the right rows, in portions, whoever dies on the way."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from central.clock import now
from central.ports import Ports
from central.privacy import tidying
from central.privacy.catalogue import COPIES, EXPORTED
from central.upkeep.service import sweep_work
from tests.fakes import FakeBlobs, FakeQueues
from tests.fixtures.desk import Desk, make_desk
from tests.fixtures.factories import Owner, Row, insert, make_account, make_channel, make_conversation, make_message
from tests.fixtures.privacy import call_of, make_person, table_by_table
from tests.fixtures.server import TestDatabase

TODAY = now()


@pytest.fixture
def desk(owner: Owner) -> Desk:
    desk = make_desk(owner)
    owner.execute("update accounts set retention_days = 30 where id = %s", (desk.account["id"],))
    return desk


def closed(owner: Owner, desk: Desk, days: float, **columns: Any) -> Row:
    """A conversation that was closed so many days ago, with one message."""
    values = {"status": "closed", "closed_at": TODAY - timedelta(days=days), **columns}
    conversation = make_conversation(owner, desk.channel, **values)
    make_message(owner, conversation)
    return conversation


def left(owner: Owner) -> set[Any]:
    return {row["id"] for row in owner.execute("select id from conversations").fetchall()}


def tidy(desk: Desk, ports: Ports, at: datetime = TODAY, **options: Any) -> int:
    return tidying.tidy_up(ports, call_of(desk), at=at, **options)


def test_the_right_rows_and_twice_is_the_same(owner: Owner, desk: Desk, ports: Ports) -> None:
    closed(owner, desk, 30.1)
    closed(owner, desk, 400)
    stays = {
        closed(owner, desk, 29.9)["id"],
        closed(owner, desk, 400, status="open", closed_at=None)["id"],
        closed(owner, desk, 400, status="snoozed", closed_at=None, snoozed_until=TODAY)["id"],
    }
    assert tidy(desk, ports) == 2
    assert left(owner) == stays
    assert tidy(desk, ports) == 0
    assert left(owner) == stays
    assert len(owner.execute("select id from contacts").fetchall()) == 5, "people stay"
    rows = owner.execute("select action, details from audit_log").fetchall()
    assert [(row["action"], row["details"]) for row in rows] == [
        ("retention.applied", {"messages": 2, "conversations": 2})
    ]


# What is the contact's and not a conversation's, and what has an age of its own (central.upkeep).
OUTLIVES = {
    "contacts",
    "contact_identities",
    "contact_consents",
    "reply_windows",
    "privacy_jobs",
    "subject_requests",
    "account_events",
    "outbox",
    "idempotency_keys",
    "parked_updates",
}


def test_takes_every_row_of_an_old_conversation_and_none_of_another(
    owner: Owner, desk: Desk, ports: Ports, blobs: FakeBlobs
) -> None:
    """Of every table of the catalogue: a new one is covered, or says here why it outlives a conversation."""
    tables = {*EXPORTED, *COPIES} - OUTLIVES
    make_person(owner, desk, blobs, "vizinha")
    kept, objects = table_by_table(owner, *tables), set(blobs.objects)
    old = make_person(owner, desk, blobs, "antiga")
    assert {table for table, found in table_by_table(owner, *tables).items() if len(found) <= len(kept[table])} == set()
    owner.execute(
        "update conversations set status = 'closed', closed_at = %s where id = %s",
        (TODAY - timedelta(days=31), old.conversation["id"]),
    )
    assert tidy(desk, ports, now() + timedelta(minutes=1)) == 1
    assert table_by_table(owner, *tables) == kept
    assert {key for key in set(blobs.objects) - objects if "/media/" in key} == set(), "its files too"
    assert objects <= set(blobs.objects)


def test_time_goes_on(owner: Owner, desk: Desk, ports: Ports) -> None:
    closed(owner, desk, 0)
    assert tidy(desk, ports, at=TODAY + timedelta(days=30)) == 0
    assert tidy(desk, ports, at=TODAY + timedelta(days=30, seconds=1)) == 1


def test_without_a_number_of_days_everything_stays(owner: Owner, desk: Desk, ports: Ports) -> None:
    closed(owner, desk, 4000)
    owner.execute("update accounts set retention_days = null")
    assert tidy(desk, ports) == 0
    assert len(left(owner)) == 1


def test_other_companies_keep_theirs(owner: Owner, desk: Desk, ports: Ports) -> None:
    other = make_account(owner, retention_days=1)
    conversation = make_conversation(
        owner, make_channel(owner, other), status="closed", closed_at=TODAY - timedelta(days=9)
    )
    assert tidy(desk, ports) == 0
    assert left(owner) == {conversation["id"]}


def test_files_go_with_their_messages(owner: Owner, desk: Desk, ports: Ports, blobs: FakeBlobs) -> None:
    keys = []
    for days in (31, 1):
        conversation = closed(owner, desk, days)
        media_id = uuid4()
        keys.append(f"accounts/{desk.account['id']}/media/{media_id}/foto.png")
        blobs.put(keys[-1], b"x", "image/png")
        message = owner.execute("select id from messages where conversation_id = %s", (conversation["id"],)).fetchone()
        assert message is not None
        insert(
            owner, "media", account_id=desk.account["id"], id=media_id, message_id=message["id"], kind="image",
            state="stored", object_key=keys[-1],
        )  # fmt: skip
    assert tidying.tidy_up(ports, call_of(desk)) == 1
    assert list(blobs.objects) == [keys[1]]


def many(owner: Owner, desk: Desk, count: int) -> None:
    """So many old conversations with forty messages each, written at once."""
    contact = closed(owner, desk, 1)["contact_id"]
    owner.execute(
        "with c as (insert into conversations (account_id, channel_id, contact_id, status, closed_at, session)"
        " select %(account)s, %(channel)s, %(contact)s, 'closed', now() - interval '90 days', 'human'"
        " from generate_series(1, %(count)s) returning id)"
        " insert into messages (account_id, conversation_id, channel_id, sequence, direction, author_type, type, text)"
        " select %(account)s, c.id, %(channel)s, s, 'in', 'contact', 'text', 'Olá' from c, generate_series(1, 40) s",
        {"account": desk.account["id"], "channel": desk.channel["id"], "contact": contact, "count": count},
    )


class Killed(BaseException):
    """The worker is gone: nothing after this point runs."""


def test_goes_in_portions_and_goes_on_after_a_crash(owner: Owner, desk: Desk, ports: Ports) -> None:
    many(owner, desk, 260)
    portions: list[int] = []

    def die(name: str) -> None:
        portions.append(len(left(owner)))
        if len(portions) == 4:
            raise Killed

    with pytest.raises(Killed):
        tidy(desk, ports, checkpoint=die)
    assert portions == [236, 211, 186, 161], "25 at a time, each kept"
    assert tidy(desk, ports) == 160
    assert len(left(owner)) == 1
    assert owner.execute("select count(*) as n from messages").fetchone() == {"n": 1}


def test_what_takes_too_long_goes_on_in_another_call(
    owner: Owner, desk: Desk, ports: Ports, queues: FakeQueues, monkeypatch: pytest.MonkeyPatch
) -> None:
    many(owner, desk, 60)
    monkeypatch.setattr(tidying, "_MOST_SECONDS", -1.0)
    assert tidy(desk, ports) == 25
    assert [bell.body for bell in queues.of("privacy")] == [{"account_id": str(desk.account["id"])}]


def test_a_conversation_that_is_being_reopened_is_passed_over(
    owner: Owner, desk: Desk, ports: Ports, postgres: TestDatabase
) -> None:
    kept, gone = closed(owner, desk, 90), closed(owner, desk, 90)
    with psycopg.connect(postgres.owner_url) as busy:
        busy.execute("update conversations set status = 'open', closed_at = null where id = %s", (kept["id"],))
        assert tidy(desk, ports) == 1
        busy.commit()
    assert left(owner) == {kept["id"]} != {gone["id"]}
    assert tidy(desk, ports) == 0


def test_the_sweep_rings_for_it(owner: Owner, desk: Desk, ports: Ports, queues: FakeQueues) -> None:
    closed(owner, desk, 10)
    assert "privacy" not in sweep_work(ports).found
    closed(owner, desk, 31)
    assert sweep_work(ports).found["privacy"] == 1
    assert [bell.body for bell in queues.of("privacy")] == [{"account_id": str(desk.account["id"])}]
    tidy(desk, ports)
    assert "privacy" not in sweep_work(ports).found
