"""An erasure that meets whatever else goes on: a message, a worker that sends, another erasure."""

import threading
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from central.clock import now
from central.errors import TryLater
from central.ports import Ports
from central.privacy import store, tidying
from central.privacy.model import SECOND_LOOK
from central.privacy.suppression import open_key
from tests.fakes import FakeBlobs
from tests.fixtures.contention import wait_until_blocked
from tests.fixtures.desk import Desk
from tests.fixtures.factories import Owner, Row, insert, make_contact, make_conversation, make_identity, make_message
from tests.fixtures.inbound import ingest, item, person
from tests.fixtures.patient import patient_database
from tests.fixtures.privacy import (
    PASSWORD,
    WORD,
    Person,
    ask,
    call_of,
    make_office,
    make_person,
    rows,
    run,
    simple,
    where,
)
from tests.fixtures.server import TestDatabase
from tests.handlers.rest_client import Client


@pytest.fixture
def office(owner: Owner, client: Client) -> tuple[Desk, Client]:
    return make_office(owner, client)


@pytest.fixture
def desk(office: tuple[Desk, Client]) -> Desk:
    return office[0]


@pytest.fixture
def admin(office: tuple[Desk, Client]) -> Client:
    return office[1]


@pytest.fixture
def somebody(owner: Owner, desk: Desk, blobs: FakeBlobs) -> Person:
    return make_person(owner, desk, blobs, WORD)


@pytest.mark.parametrize("point", ["export.claimed", "export.rows_packed", "export.kept"])
def test_an_export_that_is_being_packed_leaves_nothing(
    owner: Owner,
    desk: Desk,
    admin: Client,
    somebody: Person,
    ports: Ports,
    blobs: FakeBlobs,
    postgres: TestDatabase,
    point: str,
) -> None:
    export = admin.post(f"/api/v1/contacts/{somebody.contact['id']}/export", {"password": PASSWORD}).json["id"]
    other = patient_database(postgres.app_url, ports.queues, ports.bus)
    beside = Ports(other, ports.queues, ports.bus, ports.sockets, ports.blobs, ports.secrets)

    def erase(name: str) -> None:
        if name == point:
            run(desk, beside, ask(admin, somebody.contact))

    run(desk, ports, export, checkpoint=erase)
    other.close()
    assert where(owner, blobs, WORD) == {}
    assert blobs.objects == {}, "an archive is compressed: a look for the word would not find it"
    assert admin.post(f"/api/v1/privacy/exports/{export}/open").status == 404


def in_thread(work: Callable[[], Any]) -> tuple[threading.Thread, list[Any]]:
    done: list[Any] = []

    def body() -> None:
        try:
            done.append(work())
        except BaseException as error:
            done.append(error)

    thread = threading.Thread(target=body)
    thread.start()
    return thread, done


@pytest.mark.parametrize("alone", [True, False])
@pytest.mark.parametrize("status", ["open", "closed"])
def test_a_message_that_waits_for_the_erasure_finds_nobody_and_makes_a_new_contact(
    owner: Owner,
    desk: Desk,
    admin: Client,
    ports: Ports,
    blobs: FakeBlobs,
    postgres: TestDatabase,
    status: str,
    alone: bool,
) -> None:
    # A number that changes makes every item of its batch be stored by itself: then nothing else tries it again.
    changed = [] if alone else [item(desk.channel, "identity_change", contact=person("5511900000000"))]
    old = simple(owner, desk, status)
    job = ask(admin, old)
    started: list[Any] = []

    def write(name: str) -> None:
        if name == "erase.locked":
            connection = psycopg.connect(postgres.app_url, autocommit=True)
            started.extend(in_thread(lambda: ingest(connection, item(desk.channel, text="voltei"), *changed)))
            wait_until_blocked(owner)

    run(desk, ports, job, checkpoint=write)
    started[0].join(60)
    assert started[1][0][0].outcome == "stored"
    assert where(owner, blobs, WORD) == {}
    contacts = rows(owner, "select id from contacts")
    assert len(contacts) == 1
    assert contacts[0]["id"] != old["id"]
    assert [row["text"] for row in rows(owner, "select text from messages")] == ["voltei"]


@pytest.mark.parametrize("status", ["open", "closed"])
def test_a_message_that_was_first_goes_too(
    owner: Owner, desk: Desk, admin: Client, ports: Ports, blobs: FakeBlobs, postgres: TestDatabase, status: str
) -> None:
    job = ask(admin, simple(owner, desk, status))
    with psycopg.connect(postgres.app_url) as connection:
        stored = ingest(connection, item(desk.channel, text=f"{WORD} de novo"))
        assert stored[0].outcome == "stored"
        thread, done = in_thread(lambda: run(desk, ports, job))
        wait_until_blocked(owner)
        connection.commit()
    thread.join(60)
    assert done == ["erasure"]
    assert where(owner, blobs, WORD) == {}
    assert rows(owner, "select from contacts") == rows(owner, "select from conversations") == []


@pytest.mark.parametrize("portions", [True, False])
def test_a_worker_that_writes_down_what_was_sent_does_not_meet_the_erasure_half_way(
    owner: Owner,
    desk: Desk,
    admin: Client,
    ports: Ports,
    blobs: FakeBlobs,
    postgres: TestDatabase,
    monkeypatch: pytest.MonkeyPatch,
    portions: bool,
) -> None:
    """It has its attempt and wants the message: an erasure that has the message and wants the attempt is a deadlock."""
    contact = simple(owner, desk, "open")
    (message,) = rows(owner, "select account_id, conversation_id, id as message_id from messages")
    insert(owner, "delivery_attempts", **message, number=1, state="sending")
    if not portions:
        monkeypatch.setattr(store, "thin_out_messages", lambda *_: 0)
    job = ask(admin, contact)
    with psycopg.connect(postgres.app_url) as sender:
        sender.execute("select set_config('central.account_id', %s, true)", (str(desk.account["id"]),))
        sender.execute("select from delivery_attempts for update")
        thread, done = in_thread(lambda: run(desk, ports, job))
        wait_until_blocked(owner)
        sender.execute("update messages set status = 'failed'")
    thread.join(60)
    assert done == ["erasure"]
    assert where(owner, blobs, WORD) == {}


@pytest.mark.own_connection
def test_nothing_begins_to_be_sent_to_somebody_while_they_are_erased(
    owner: Owner, desk: Desk, admin: Client, ports: Ports, postgres: TestDatabase
) -> None:
    job = ask(admin, simple(owner, desk, "open"))
    (lane,) = rows(owner, "select account_id, id from conversations")
    refused = []

    def send(name: str) -> None:
        if name == "erase.held":
            with psycopg.connect(postgres.app_url) as sender:
                sender.execute("set lock_timeout = '200ms'")
                with pytest.raises(psycopg.errors.LockNotAvailable) as waits:
                    sender.execute("select claim_next_message(%s, %s, 60, 3, 24)", (lane["account_id"], lane["id"]))
                refused.append(waits.value.diag.context)

    assert run(desk, ports, job, checkpoint=send) == "erasure"
    assert ["pg_advisory_xact_lock" in (context or "") for context in refused] == [True], "at the lane, before any row"


@pytest.mark.own_connection
def test_a_conversation_that_begins_while_it_takes_its_locks_goes_too(
    owner: Owner, desk: Desk, admin: Client, ports: Ports, blobs: FakeBlobs, postgres: TestDatabase
) -> None:
    """What is written in it is being sent already: its attempt comes before what the erasure holds."""
    contact = simple(owner, desk, "closed")
    job = ask(admin, contact)
    with psycopg.connect(postgres.app_url) as sender:

        def begin(name: str) -> None:
            if name == "erase.held" and not started.is_set():
                message = make_message(owner, make_conversation(owner, desk.channel, contact), text=f"{WORD} novo")
                of_it = {"account_id": desk.account["id"], "conversation_id": message["conversation_id"]}
                insert(owner, "delivery_attempts", **of_it, message_id=message["id"], number=1, state="sending")
                sender.execute("select set_config('central.account_id', %s, true)", (str(desk.account["id"]),))
                sender.execute("select from delivery_attempts for update")
                started.set()

        started = threading.Event()
        thread, done = in_thread(lambda: run(desk, ports, job, checkpoint=begin))
        assert started.wait(60)
        wait_until_blocked(owner)
        sender.execute("update messages set status = 'failed' where text like '%% novo'")
    thread.join(60)
    assert done == ["erasure"]
    assert where(owner, blobs, WORD) == {}
    assert rows(owner, "select from contacts") == rows(owner, "select from conversations") == []


def test_what_begins_faster_than_it_is_erased_comes_back_later(
    owner: Owner, desk: Desk, admin: Client, ports: Ports
) -> None:
    contact = simple(owner, desk, "closed")
    job = ask(admin, contact)
    rounds = list[str]()

    def begin(name: str) -> None:
        if name == "erase.held" and len(rounds) < 30:
            make_conversation(owner, desk.channel, contact, status="closed")
            rounds.append(name)

    with pytest.raises(TryLater):
        run(desk, ports, job, checkpoint=begin)
    assert len(rounds) == 10
    assert rows(owner, "select from contacts")
    owner.execute("update privacy_jobs set leased_until = now() - interval '1 second'")
    rounds += [""] * 30
    assert run(desk, ports, job) == "erasure"
    assert rows(owner, "select from contacts") == []


def test_two_that_make_the_key_at_once_have_the_same(
    owner: Owner, desk: Desk, ports: Ports, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, faster = ports.secrets.seal, list[bytes]()

    def beaten(value: bytes, context: str) -> bytes:
        monkeypatch.undo()
        faster.append(open_key(ports, call_of(desk)))
        return real(value, context)

    monkeypatch.setattr(ports.secrets, "seal", beaten)
    assert [open_key(ports, call_of(desk))] == faster


# -- two erasures at once ----------------------------------------------------------------------------------------------


def test_two_who_empty_a_folder_at_once_have_looked_once(
    owner: Owner,
    desk: Desk,
    admin: Client,
    somebody: Person,
    ports: Ports,
    blobs: FakeBlobs,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Else what an upload leaves after the first look stays for ever: the slower one would count it as the second."""
    delete_folder, slower = blobs.delete_folder, [True]

    def overtaken(folder: str) -> None:
        delete_folder(folder)
        if slower:
            slower.clear()
            assert tidying.empty_folders(ports, call_of(desk))

    monkeypatch.setattr(blobs, "delete_folder", overtaken)
    run(desk, ports, ask(admin, somebody.contact))
    assert slower == [], "somebody was faster"
    blobs.put(somebody.files[0], WORD.encode(), "image/png")
    tidying.tidy_up(ports, call_of(desk), at=now() + SECOND_LOOK)
    assert where(owner, blobs, WORD) == {}
    assert rows(owner, "select from forgotten_files") == []


@pytest.mark.own_connection
def test_folders_are_taken_in_one_order_by_everybody(
    owner: Owner, desk: Desk, ports: Ports, postgres: TestDatabase
) -> None:
    """Of two that hold one folder each and want the other's, one would be thrown out."""
    first, *others = sorted(f"accounts/{desk.account['id']}/media/{uuid4()}" for _ in range(3))
    folders = [*others, first]
    for folder in folders:
        insert(owner, "forgotten_files", account_id=desk.account["id"], folder=folder)

    def empty() -> None:
        database = patient_database(postgres.app_url, ports.queues, ports.bus)
        for index in ("indexscan", "bitmapscan"):  # which would find them in this order by chance
            database.lookup().execute(f"set enable_{index} = off")
        with database.transaction(call_of(desk)) as transaction:
            store.folders_emptied(transaction, folders, None, SECOND_LOOK)
        database.close()

    with psycopg.connect(postgres.owner_url) as somebody_else:
        somebody_else.execute("select from forgotten_files where folder = %s for update", (first,))
        thread, done = in_thread(empty)
        wait_until_blocked(owner)
        free = owner.execute("select folder from forgotten_files for update skip locked").fetchall()
        assert {row["folder"] for row in free} == set(others)
    thread.join(60)
    assert done == [None]
    assert rows(owner, "select from forgotten_files where once_more") == []


@pytest.mark.own_connection
def test_two_erasures_of_people_with_the_same_addresses_take_them_in_one_order(
    owner: Owner, desk: Desk, admin: Client, ports: Ports, postgres: TestDatabase
) -> None:
    numbers = [f"55119888877{number:02}" for number in range(12)]

    def somebody_with_all() -> Row:
        contact = make_contact(owner, desk.account, wa_id=numbers[0])
        for number in numbers[1:]:
            make_identity(owner, contact, value=number, kind="wa_phone")
        return contact

    run(desk, ports, ask(admin, somebody_with_all()))
    hashes = sorted(bytes(row["hash"]) for row in rows(owner, "select hash from suppressions"))
    assert len(hashes) == len(numbers)
    job = ask(admin, somebody_with_all())
    database = patient_database(postgres.app_url, ports.queues, ports.bus)
    beside = Ports(database, ports.queues, ports.bus, ports.sockets, ports.blobs, ports.secrets)
    with psycopg.connect(postgres.owner_url) as first:
        first.execute("select from suppressions where hash = %s for update", (hashes[0],))
        thread, done = in_thread(lambda: run(desk, beside, job))
        wait_until_blocked(owner)
        free = owner.execute("select hash from suppressions for update skip locked").fetchall()
        assert sorted(bytes(row["hash"]) for row in free) == hashes[1:], "it holds none before it has the first"
    thread.join(60)
    database.close()
    assert done == ["erasure"]
