"""Two workers at once. Barriers and locks decide who waits for whom; nothing sleeps."""

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from typing import Any

import psycopg
import pytest
from tests.fixtures.contention import wait_until_blocked
from tests.fixtures.factories import (
    Owner,
    Row,
    make_account,
    make_channel,
    make_contact,
    make_conversation,
    make_message,
)
from tests.fixtures.inbound import ingest, item, person, status
from tests.fixtures.server import TestDatabase, raw_connection

from central.platforms.phone import match_key

Connection = psycopg.Connection[Any]
WORKERS = 8


@pytest.fixture
def channel(owner: Owner) -> Row:
    return make_channel(owner, make_account(owner))


@contextmanager
def connections(postgres: TestDatabase, number: int) -> Iterator[list[Connection]]:
    with ExitStack() as stack:
        yield [stack.enter_context(raw_connection(postgres)) for _ in range(number)]


def at_once(works: list[Callable[[], Any]]) -> list[Any]:
    """Run all of ``works`` from one barrier; return their results, raise the first error."""
    barrier, results, errors = threading.Barrier(len(works)), [None] * len(works), []

    def run(place: int, work: Callable[[], Any]) -> None:
        barrier.wait()
        try:
            results[place] = work()
        except Exception as error:
            errors.append(error)

    threads = [threading.Thread(target=run, args=(place, work)) for place, work in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
    return results


def patiently(connection: Connection, *items: dict[str, Any]) -> Any:
    """What the queue does: a deadlock costs the batch another try."""
    for _ in range(20):
        try:
            return ingest(connection, *items)
        except psycopg.OperationalError:
            continue
    raise AssertionError("twenty deadlocks in a row")


def counts(owner: Owner) -> tuple[int, ...]:
    tables = ("contacts", "contact_identities", "conversations", "messages", "tickets")
    return tuple(len(owner.execute(f"select 1 from {table}").fetchall()) for table in tables)


def test_the_same_webhook_eight_times_at_once(owner: Owner, postgres: TestDatabase, channel: Row) -> None:
    with connections(postgres, WORKERS) as open_ones:
        for _ in range(10):
            same = item(channel)
            rows = at_once([partial(patiently, c, same) for c in open_ones])
            assert sorted(row[0].outcome for row in rows) == ["duplicate"] * (WORKERS - 1) + ["stored"]
    assert counts(owner) == (1, 1, 1, 10, 1)
    sequences = owner.execute("select sequence from messages order by 1").fetchall()
    assert [row["sequence"] for row in sequences] == list(range(1, 11)), "duplicates take no number"
    opened = owner.execute("select count(*) as n from outbox where detail_type = 'ConversationOpened'").fetchone()
    assert opened == {"n": 1}


def test_ten_first_messages_of_a_new_contact_at_once(owner: Owner, postgres: TestDatabase, channel: Row) -> None:
    rounds = 15
    with connections(postgres, 10) as open_ones:
        for number in range(rounds):
            who = person(f"55119{80000000 + number}", user_id=f"BR.{number}")
            at_once([partial(patiently, c, item(channel, contact=who)) for c in open_ones])
    assert counts(owner) == (rounds, 2 * rounds, rounds, 10 * rounds, rounds)
    rows = owner.execute(
        "select array_agg(sequence order by sequence) as numbers,"
        " max(c.last_sequence) as last, max(c.unread_count) as unread"
        " from messages m join conversations c on c.id = m.conversation_id group by m.conversation_id"
    ).fetchall()
    assert all((r["numbers"], r["last"], r["unread"]) == (list(range(1, 11)), 10, 10) for r in rows)


def test_whoever_returns_ten_times_at_once_reopens_one(owner: Owner, postgres: TestDatabase, channel: Row) -> None:
    make_conversation(
        owner, channel, make_contact(owner, {"id": channel["account_id"]}, wa_id="5511988887777"), status="closed"
    )
    with connections(postgres, 10) as open_ones:
        at_once([partial(patiently, c, item(channel)) for c in open_ones])
    assert counts(owner) == (1, 1, 1, 10, 1)


def test_batches_of_the_same_people_in_opposite_order(owner: Owner, postgres: TestDatabase, channel: Row) -> None:
    people = [person(f"55119{80000000 + n}") for n in range(6)]
    with connections(postgres, 4) as open_ones:
        for _ in range(5):
            at_once(
                [
                    partial(patiently, connection, *(item(channel, contact=who) for who in order))
                    for connection, order in zip(open_ones, [people, people[::-1]] * 2, strict=True)
                ]
            )
    assert counts(owner) == (6, 6, 6, 120, 6)


@pytest.mark.own_connection
def test_a_batch_waits_for_newcomers_before_it_stores_any(owner: Owner, postgres: TestDatabase, channel: Row) -> None:
    """Else it would hold one person while it waits for another, whom somebody stores who comes to need the first."""
    ana, bia, cid = (item(channel, contact=person(f"5511988880{n:03}")) for n in range(3))
    with connections(postgres, 2) as (first, second):
        done: list[Any] = []
        with first.transaction():
            ingest(first, ana, bia)
            thread = threading.Thread(target=lambda: done.extend(ingest(second, cid, ana)))
            thread.start()
            wait_until_blocked(owner)
            ingest(first, cid)
        thread.join(60)
    assert [row.outcome for row in done if row.index is not None] == ["duplicate", "duplicate"]
    assert counts(owner) == (3, 3, 3, 3, 3)


@pytest.mark.own_connection
def test_a_newcomers_addresses_are_stored_in_one_order(owner: Owner, postgres: TestDatabase, channel: Row) -> None:
    """In that of whoever finds or creates a contact: two that name the same two addresses do not wait crosswise."""
    account_id, phone = channel["account_id"], "5511988880000"
    contact = make_contact(owner, {"id": account_id}, wa_id="5511977770000")
    add = (
        "insert into contact_identities (account_id, contact_id, channel_type, kind, value, match_key)"
        f" values ('{account_id}', '{contact['id']}', 'whatsapp', %s, %s, %s)"
    )
    with connections(postgres, 2) as (first, second):
        done: list[Any] = []
        with first.transaction(force_rollback=True):
            first.execute("select set_config('central.account_id', %s, true)", (str(account_id),))
            first.execute(add, ("wa_bsuid", "BR.7", "BR.7"))
            newcomer = item(channel, contact=person(phone, user_id="BR.7"))
            thread = threading.Thread(target=lambda: done.extend(ingest(second, newcomer)))
            thread.start()
            wait_until_blocked(owner)
            first.execute(add, ("wa_phone", phone, match_key(phone)))
        thread.join(60)
    assert done[0].outcome == "stored"


def test_the_news_of_an_account_has_no_gap(owner: Owner, postgres: TestDatabase) -> None:
    channels = [make_channel(owner, make_account(owner), entry_mode="bot") for _ in range(2)]
    with connections(postgres, WORKERS) as open_ones:
        for part in range(10):
            people = [person(f"55119{8000 + worker}{part:04}") for worker in range(WORKERS)]
            at_once(
                [
                    partial(patiently, connection, *(item(channel, contact=who) for channel in channels))
                    for connection, who in zip(open_ones, people, strict=True)
                ]
            )
    for channel in channels:
        rows = owner.execute(
            "select sequence from account_events where account_id = %s order by 1", (channel["account_id"],)
        ).fetchall()
        assert [row["sequence"] for row in rows] == list(range(1, 10 * WORKERS + 1))


def test_a_status_meets_the_commit_of_its_message(owner: Owner, postgres: TestDatabase, channel: Row) -> None:
    """Sender and status worker look past each other unless both take the same lock: either order must end at read."""
    conversation = make_conversation(owner, channel)
    with connections(postgres, 2) as (sender, worker):
        for number in range(30):
            message = make_message(owner, conversation, direction="out", status="sent")
            identifier = f"wamid.race{number}"

            def accept(message: Row = message, identifier: str = identifier) -> None:
                with sender.transaction():
                    sender.execute("select set_config('central.account_id', %s, true)", (str(channel["account_id"]),))
                    sender.execute("update messages set external_id = %s where id = %s", (identifier, message["id"]))
                    sender.execute(
                        "select take_parked_updates(array[%s]::uuid[], array[%s])", (channel["id"], identifier)
                    )

            at_once([accept, partial(patiently, worker, status(channel, identifier, "read"))])
    states = owner.execute("select distinct status from messages").fetchall()
    assert states == [{"status": "read"}]
    assert owner.execute("select * from parked_updates").fetchall() == []


@pytest.mark.own_connection
def test_the_status_waits_for_an_open_transaction(owner: Owner, postgres: TestDatabase, channel: Row) -> None:
    """The same, with the order forced: the status looks while the sender has written but not committed."""
    message = make_message(owner, make_conversation(owner, channel), direction="out", status="sent")
    with connections(postgres, 2) as (sender, worker):
        sender.execute("begin")
        sender.execute("select set_config('central.account_id', %s, true)", (str(channel["account_id"]),))
        sender.execute("update messages set external_id = 'wamid.x' where id = %s", (message["id"],))
        sender.execute("select take_parked_updates(array[%s]::uuid[], array['wamid.x'])", (channel["id"],))
        thread = threading.Thread(target=lambda: ingest(worker, status(channel, "wamid.x", "read")))
        thread.start()
        wait_until_blocked(owner)
        sender.execute("commit")
        thread.join()
    row = owner.execute("select status from messages where id = %s", (message["id"],)).fetchone()
    assert row == {"status": "read"}


@pytest.mark.own_connection
def test_a_new_name_waits_for_the_conversation_before_it_has_the_contact(
    postgres: TestDatabase, owner: Owner, channel: Row
) -> None:
    """Whoever holds the conversation and wants the contact, an erasure for one, would wait for a message that waits."""
    with connections(postgres, 2) as (first, second):
        stored = ingest(first, item(channel))[0]
        account_id, conversation_id = str(channel["account_id"]), stored.conversation_id
        done: list[Any] = []
        with second.transaction():
            second.execute("select set_config('central.account_id', %s, true)", (account_id,))
            second.execute("select from conversations where id = %s for update", (conversation_id,))
            thread = threading.Thread(
                target=lambda: done.extend(ingest(first, item(channel, contact=person(name="Ana Lima"))))
            )
            thread.start()
            wait_until_blocked(owner)
            second.execute("set local lock_timeout = '500ms'")
            second.execute("select from contacts for update")
        thread.join(60)
    assert done[0].outcome == "stored"
    assert owner.execute("select name from contacts").fetchone() == {"name": "Ana Lima"}
