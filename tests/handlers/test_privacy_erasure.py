"""An erased contact is nowhere: not in a row, a file, a copy or a log line. Marketing never finds them again."""

import json
import threading
from collections.abc import Callable
from typing import Any

import psycopg
import pytest

from central.clock import now
from central.db.database import PostgresDatabase
from central.errors import TryLater
from central.ports import Ports
from central.privacy import consent, store, tidying
from central.privacy.catalogue import COPIES, EXPORTED
from central.privacy.model import SECOND_LOOK, Purpose
from central.privacy.suppression import open_key
from tests.fakes import FakeBlobs, FakeQueues
from tests.fixtures.contention import wait_until_blocked
from tests.fixtures.desk import Desk, make_desk
from tests.fixtures.factories import Owner, Row, insert, make_contact, make_conversation, make_message
from tests.fixtures.inbound import ingest, item, person
from tests.fixtures.privacy import PASSWORD, Person, call_of, make_office, make_person, run, table_by_table, where
from tests.fixtures.server import TestDatabase
from tests.handlers.rest_client import Client

WORD = "canário"


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


def ask(admin: Client, contact: Row, reason: str = "pedido do titular") -> str:
    answer = admin.post(f"/api/v1/contacts/{contact['id']}/erase", {"password": PASSWORD, "reason": reason})
    assert answer.status == 202, answer.text
    return str(answer.json["id"])


def rows(owner: Owner, query: str, *values: Any) -> list[Row]:
    return owner.execute(query, values).fetchall()


def test_leaves_nothing_but_a_hash_and_the_audits_fact(
    owner: Owner, desk: Desk, admin: Client, somebody: Person, ports: Ports, blobs: FakeBlobs, capfd: Any
) -> None:
    number = somebody.contact["identity"]["value"]
    before = where(owner, blobs, WORD)
    assert len([key for key in before if key.startswith("accounts/")]) == 4
    job = ask(admin, somebody.contact, reason=f"pedido de {WORD}, {number}")
    assert run(desk, ports, job) == "erasure"
    assert where(owner, blobs, WORD) == {}
    assert where(owner, blobs, number[2:]) == {}
    for table in (*EXPORTED, *COPIES):
        left = rows(owner, f"select to_jsonb(t) as row from {table} t")
        if table == "privacy_jobs":
            assert [row["row"]["id"] for row in left] == [job]
        elif table == "account_events":
            assert {row["row"]["type"] for row in left} == {"ticket_updated"}
        else:
            assert left == [], table
    written = capfd.readouterr()
    assert WORD not in written.out + written.err
    assert number not in written.out + written.err
    log = rows(owner, "select action, target_id, details from audit_log order by sequence")
    assert [row["action"] for row in log] == ["erasure.requested", "contact.erased"]
    assert log[-1]["details"] == {"conversations": 1, "requested_by": str(desk.admin["id"])}
    assert len(rows(owner, "select from suppressions")) == 3  # number, platform id, e-mail
    listed = admin.get("/api/v1/privacy/erasures").json["items"]
    assert [(one["state"], one["contact"]["name"], one["reason"]) for one in listed] == [("done", None, None)]
    assert listed[0]["counts"] == {"messages": 3, "conversations": 1}


def test_takes_every_row_of_theirs_and_none_of_anybody_elses(
    owner: Owner, desk: Desk, admin: Client, ports: Ports, blobs: FakeBlobs
) -> None:
    """Of every table of the catalogue: one that nobody plants a row in is no proof, so a new one fails here first."""
    listed = {*EXPORTED, *COPIES}
    make_person(owner, desk, blobs, "vizinha")
    make_person(owner, make_desk(owner), blobs, "estranha")
    before, objects = table_by_table(owner, *listed), dict(blobs.objects)
    planted = make_person(owner, desk, blobs, WORD)
    assert {
        table for table, found in table_by_table(owner, *listed).items() if len(found) <= len(before[table])
    } == set()
    job = ask(admin, planted.contact)
    assert run(desk, ports, job) == "erasure"
    after = table_by_table(owner, *listed)
    told = [row for row in after.pop("account_events") if row["type"] != "ticket_updated"]
    after["privacy_jobs"] = [row for row in after["privacy_jobs"] if row["id"] != job]
    assert told == before.pop("account_events")
    assert after == before
    assert blobs.objects == objects


def test_nobody_else_loses_anything(
    owner: Owner, desk: Desk, admin: Client, somebody: Person, ports: Ports, blobs: FakeBlobs
) -> None:
    neighbour = make_person(owner, desk, blobs, "vizinha")
    before = where(owner, blobs, "vizinha")
    run(desk, ports, ask(admin, somebody.contact))
    assert where(owner, blobs, "vizinha") == before
    assert admin.get(f"/api/v1/contacts/{neighbour.contact['id']}").status == 200
    assert admin.get(f"/api/v1/contacts/{somebody.contact['id']}").status == 404


def test_needs_the_password(admin: Client, somebody: Person, owner: Owner) -> None:
    at = f"/api/v1/contacts/{somebody.contact['id']}/erase"
    assert admin.post(at, {"password": "errada", "reason": "a"}).code == "wrong_password"
    assert admin.post(at, {"password": PASSWORD, "reason": "a" * 501}).status == 422
    assert rows(owner, "select from privacy_jobs where kind = 'erasure'") == []


def test_asked_twice_it_is_one(
    owner: Owner, desk: Desk, admin: Client, somebody: Person, ports: Ports, queues: FakeQueues
) -> None:
    job = ask(admin, somebody.contact)
    assert ask(admin, somebody.contact) == job
    assert admin.post(f"/api/v1/privacy/exports/{job}/open").status == 404, "it is no export"
    assert len(queues.of("privacy")) == 2
    assert (
        admin.post(f"/api/v1/contacts/{somebody.contact['id']}/export", {"password": PASSWORD}).code == "being_erased"
    )
    run(desk, ports, job)
    assert run(desk, ports, job) == "nothing"
    again = admin.post(f"/api/v1/contacts/{somebody.contact['id']}/erase", {"password": PASSWORD, "reason": "a"})
    assert again.status == 404
    assert len(rows(owner, "select from audit_log where action = 'contact.erased'")) == 1


class Killed(BaseException):
    """The worker is gone: nothing after this point runs."""


@pytest.mark.parametrize(
    "point", ["erasure.claimed", "erase.thinned", "erase.held", "erase.locked", "erase.rows_gone", "erase.files_gone"]
)
def test_a_worker_that_dies_anywhere_is_followed_by_one_that_finishes(
    owner: Owner, desk: Desk, admin: Client, somebody: Person, ports: Ports, blobs: FakeBlobs, point: str
) -> None:
    job = ask(admin, somebody.contact)

    def die(name: str) -> None:
        if name == point:
            raise Killed

    with pytest.raises(Killed):
        run(desk, ports, job, checkpoint=die)
    assert run(desk, ports, job) == "nothing", "the lease holds"
    owner.execute("update privacy_jobs set leased_until = now() - interval '1 second'")
    assert run(desk, ports, job) == "erasure"
    assert where(owner, blobs, WORD) == {}
    assert len(rows(owner, "select from audit_log where action = 'contact.erased'")) == 1


def test_a_bucket_that_is_away_is_tried_again(
    owner: Owner, desk: Desk, admin: Client, somebody: Person, ports: Ports, blobs: FakeBlobs, monkeypatch: Any
) -> None:
    def away(*_: Any, **__: Any) -> None:
        raise ConnectionError("storage away")

    job = ask(admin, somebody.contact)
    monkeypatch.setattr(blobs, "delete_folder", away)
    with pytest.raises(ConnectionError):
        run(desk, ports, job)
    assert admin.get("/api/v1/privacy/erasures").json["items"][0]["state"] == "working"
    monkeypatch.undo()
    owner.execute("update privacy_jobs set leased_until = now() - interval '1 second'")
    run(desk, ports, job)
    assert where(owner, blobs, WORD) == {}


@pytest.mark.parametrize(("attempts", "seconds"), [(0, 30), (2, 120), (30, 3600)])
def test_what_fails_is_free_again_after_a_while_that_grows_to_an_hour(
    owner: Owner, desk: Desk, admin: Client, ports: Ports, monkeypatch: Any, attempts: int, seconds: int
) -> None:
    def away(*_: Any, **__: Any) -> None:
        raise ConnectionError("storage away")

    job = ask(admin, simple(owner, desk, "open"))
    owner.execute("update privacy_jobs set attempts = %s", (attempts,))
    monkeypatch.setattr("central.privacy.working.erase_contact", away)
    with pytest.raises(ConnectionError):
        run(desk, ports, job)
    left = rows(owner, "select extract(epoch from leased_until - now()) as seconds from privacy_jobs")
    assert seconds - 20 < left[0]["seconds"] <= seconds


def test_what_made_it_fail_is_told_also_when_the_database_is_away(
    owner: Owner, desk: Desk, admin: Client, ports: Ports, monkeypatch: Any
) -> None:
    def away(*_: Any, **__: Any) -> None:
        raise ConnectionError("storage away")

    def database_away(*_: Any) -> None:
        raise TryLater("away")

    job = ask(admin, simple(owner, desk, "open"))
    monkeypatch.setattr("central.privacy.working.erase_contact", away)
    monkeypatch.setattr(store, "release_job", database_away)
    with pytest.raises(ConnectionError):
        run(desk, ports, job)


@pytest.mark.parametrize("column", ["value", "match_key"])
def test_a_change_that_waits_is_found_by_either_way_to_write_an_address(
    owner: Owner, desk: Desk, admin: Client, somebody: Person, ports: Ports, column: str
) -> None:
    owner.execute(f"update contact_identities set {column} = 'another way to write it' where kind = 'wa_phone'")
    owner.execute('update parked_updates set item = \'{"to": "another way to write it"}\'')
    run(desk, ports, ask(admin, somebody.contact))
    assert rows(owner, "select from parked_updates") == []


def test_watchers_are_told_of_the_newest_conversations_and_nobody_is_looked_for_after_closed_ones(
    owner: Owner, desk: Desk, admin: Client, ports: Ports, queues: FakeQueues, monkeypatch: Any
) -> None:
    monkeypatch.setattr("central.privacy.erasing._MOST_TOLD", 1)
    contact = simple(owner, desk, "closed")
    make_conversation(owner, desk.channel, contact, status="closed")
    job = ask(admin, contact)
    queues.doorbells.clear()
    run(desk, ports, job)
    assert len(rows(owner, "select from account_events where type = 'ticket_updated'")) == 1
    assert queues.of("routing") == []


def test_many_messages_go_in_portions(
    owner: Owner, desk: Desk, admin: Client, somebody: Person, ports: Ports, blobs: FakeBlobs, monkeypatch: Any
) -> None:
    monkeypatch.setattr("central.privacy.erasing._MESSAGES_AT_ONCE", 2)
    portions: list[str] = []
    run(desk, ports, ask(admin, somebody.contact), checkpoint=portions.append)
    assert portions.count("erase.thinned") == 2
    assert admin.get("/api/v1/privacy/erasures").json["items"][0]["counts"]["messages"] == 3
    assert where(owner, blobs, WORD) == {}


def test_what_an_upload_left_after_the_first_look_goes_at_the_second(
    owner: Owner, desk: Desk, admin: Client, somebody: Person, ports: Ports, blobs: FakeBlobs
) -> None:
    run(desk, ports, ask(admin, somebody.contact))
    blobs.put(somebody.files[0], WORD.encode(), "image/png")
    tidying.tidy_up(ports, call_of(desk), at=now() + SECOND_LOOK / 2)
    assert somebody.files[0] in blobs.objects
    tidying.tidy_up(ports, call_of(desk), at=now() + SECOND_LOOK)
    assert where(owner, blobs, WORD) == {}
    assert rows(owner, "select from forgotten_files") == []


def test_files_in_portions_are_each_looked_at_twice(
    owner: Owner, desk: Desk, admin: Client, somebody: Person, ports: Ports, blobs: FakeBlobs, monkeypatch: Any
) -> None:
    monkeypatch.setattr(tidying, "_FOLDERS_AT_ONCE", 1)
    run(desk, ports, ask(admin, somebody.contact))
    assert where(owner, blobs, WORD) == {}, "one portion marks no folder of the next as emptied"
    run(desk, ports, ask(admin, make_person(owner, desk, blobs, "vizinho").contact))
    blobs.put(somebody.files[0], WORD.encode(), "image/png")
    tidying.tidy_up(ports, call_of(desk), at=now() + SECOND_LOOK)
    assert where(owner, blobs, WORD) == {}, "and none that waits for its second look as forgotten"


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
    other = PostgresDatabase(lambda: postgres.app_url, queues=ports.queues, bus=ports.bus)
    beside = Ports(other, ports.queues, ports.bus, ports.sockets, ports.blobs, ports.secrets)

    def erase(name: str) -> None:
        if name == point:
            run(desk, beside, ask(admin, somebody.contact))

    run(desk, ports, export, checkpoint=erase)
    other.close()
    assert where(owner, blobs, WORD) == {}
    assert blobs.objects == {}, "an archive is compressed: a look for the word would not find it"
    assert admin.post(f"/api/v1/privacy/exports/{export}/open").status == 404


# -- while a message comes in ------------------------------------------------------------------------------------------


def simple(owner: Owner, desk: Desk, status: str) -> Row:
    """A contact with one conversation and one message."""
    contact = make_contact(owner, desk.account, wa_id="5511988887777", name="Ana", profile_name="Ana")
    make_message(owner, make_conversation(owner, desk.channel, contact, status=status), text=WORD)
    return contact


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
    started[0].join(30)
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
    thread.join(30)
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
    thread.join(30)
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
        assert started.wait(30)
        wait_until_blocked(owner)
        sender.execute("update messages set status = 'failed' where text like '%% novo'")
    thread.join(30)
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


def test_whoever_waits_for_an_agent_gets_the_place_that_is_free_now(
    owner: Owner, desk: Desk, admin: Client, somebody: Person, ports: Ports, queues: FakeQueues
) -> None:
    run(desk, ports, ask(admin, somebody.contact))
    assert [bell.body for bell in queues.of("routing")] == [{"account_id": str(desk.account["id"])}]


# -- marketing after it ------------------------------------------------------------------------------------------------


def allowed(ports: Ports, desk: Desk, contact: Row) -> str | None:
    return consent.marketing_allowed(ports, call_of(desk), [contact["id"]])[contact["id"]]


def say_yes(ports: Ports, desk: Desk, contact: Row, purpose: Purpose = "marketing") -> None:
    consent.record_consent(ports, call_of(desk), contact["id"], purpose=purpose, granted=True, source="site", note=None)


@pytest.mark.parametrize("typed", ["5511988887777", "551188887777"])
def test_who_is_written_into_the_list_again_gets_service_and_no_marketing(
    owner: Owner, desk: Desk, admin: Client, ports: Ports, typed: str
) -> None:
    old = simple(owner, desk, "open")
    assert allowed(ports, desk, old) is None
    run(desk, ports, ask(admin, old))
    again = make_contact(owner, desk.account, wa_id=typed)
    assert allowed(ports, desk, again) == "erased"
    by_phone_only = make_contact(owner, desk.account, wa_id="5521977776666", phone="+5511988887777")
    assert allowed(ports, desk, by_phone_only) == "erased"
    assert allowed(ports, desk, make_contact(owner, desk.account)) is None
    say_yes(ports, desk, again, "service")
    assert allowed(ports, desk, again) == "erased", "a yes to something else is none"
    say_yes(ports, desk, again)
    assert allowed(ports, desk, again) is None, "a yes after the erasure counts again"


def test_the_last_word_counts(owner: Owner, desk: Desk, admin: Client, ports: Ports) -> None:
    """Of somebody who shares an address with who was erased, and had said yes before."""
    old = simple(owner, desk, "open")
    owner.execute("update contacts set email = 'ana@exemplo.com.br' where id = %s", (old["id"],))
    other = make_contact(owner, desk.account, wa_id="5521977776666", email="ana@exemplo.com.br")
    say_yes(ports, desk, other)
    run(desk, ports, ask(admin, old))
    assert allowed(ports, desk, other) == "erased"
    say_yes(ports, desk, other)
    assert allowed(ports, desk, other) is None
    consent.record_consent(
        ports, call_of(desk), other["id"], purpose="marketing", granted=False, source="site", note=None
    )
    owner.execute("update contacts set marketing_opt_out_at = null where id = %s", (other["id"],))
    assert allowed(ports, desk, other) == "erased", "a no is no yes, whatever stands on the contact"


def test_an_e_mail_address_is_recognised_however_it_is_written(
    owner: Owner, desk: Desk, admin: Client, ports: Ports
) -> None:
    old = simple(owner, desk, "open")
    owner.execute("update contacts set email = 'ana@exemplo.com.br' where id = %s", (old["id"],))
    run(desk, ports, ask(admin, old))
    again = make_contact(owner, desk.account, wa_id="5521977776666", email=" Ana@Exemplo.com.br ")
    assert allowed(ports, desk, again) == "erased"


def test_of_two_erasures_the_later_one_counts(owner: Owner, desk: Desk, admin: Client, ports: Ports) -> None:
    """Somebody with two addresses that were erased at different times, who said yes in between."""
    old = simple(owner, desk, "open")
    owner.execute("update contacts set email = 'ana@exemplo.com.br' where id = %s", (old["id"],))
    run(desk, ports, ask(admin, old))
    again = make_contact(owner, desk.account, wa_id="5511988887777", email="ana@exemplo.com.br")
    say_yes(ports, desk, again)
    assert allowed(ports, desk, again) is None
    hashes = [row["hash"] for row in rows(owner, "select hash from suppressions")]
    assert len(hashes) == 2
    for late in hashes:
        owner.execute(
            "update suppressions set created_at = now() + case when hash = %s then interval '1 day'"
            " else interval '-1 day' end",
            (late,),
        )
        assert allowed(ports, desk, again) == "erased"


def test_an_address_that_is_erased_again_needs_another_yes(
    owner: Owner, desk: Desk, admin: Client, ports: Ports
) -> None:
    """A yes from in between, of somebody who shares it, is older than the second erasure."""
    shared = "update contacts set email = 'ana@exemplo.com.br' where id = %s"
    first = simple(owner, desk, "open")
    owner.execute(shared, (first["id"],))
    run(desk, ports, ask(admin, first))
    other = make_contact(owner, desk.account, wa_id="5521977776666", email="ana@exemplo.com.br")
    say_yes(ports, desk, other)
    assert allowed(ports, desk, other) is None
    second = simple(owner, desk, "open")
    owner.execute(shared, (second["id"],))
    run(desk, ports, ask(admin, second))
    assert allowed(ports, desk, other) == "erased"


def test_the_key_of_hashes_opens_in_its_own_company_only(owner: Owner, desk: Desk, admin: Client, ports: Ports) -> None:
    run(desk, ports, ask(admin, simple(owner, desk, "open")))
    other = make_desk(owner)
    owner.execute(
        "insert into privacy_keys (account_id, sealed) select %s, sealed from privacy_keys", (other.account["id"],)
    )
    with pytest.raises(ValueError):
        open_key(ports, call_of(other))


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


def test_files_that_take_too_long_are_left_to_another_try(
    owner: Owner, desk: Desk, admin: Client, somebody: Person, ports: Ports, blobs: FakeBlobs, monkeypatch: Any
) -> None:
    """The job is done when nothing is left, not before."""
    job = ask(admin, somebody.contact)
    with monkeypatch.context() as slow:
        slow.setattr(tidying, "_MOST_SECONDS", -1.0)
        with pytest.raises(TryLater):
            run(desk, ports, job)
    assert admin.get("/api/v1/privacy/erasures").json["items"][0]["state"] == "working"
    owner.execute("update privacy_jobs set leased_until = now() - interval '1 second'")
    run(desk, ports, job)
    assert where(owner, blobs, WORD) == {}


def test_who_is_erased_and_writes_again_is_answered(
    owner: Owner, desk: Desk, admin: Client, ports: Ports, database: PostgresDatabase
) -> None:
    run(desk, ports, ask(admin, simple(owner, desk, "open")))
    stored = ingest(database.lookup(), item(desk.channel, text="oi", contact=person()))
    assert stored[0].outcome == "stored"
    assert stored[-1].doorbells is not None
    assert stored[-1].doorbells["answer"] == [str(stored[0].conversation_id)]


def test_the_hash_says_nothing_without_the_key(
    owner: Owner, desk: Desk, admin: Client, ports: Ports, monkeypatch: Any
) -> None:
    run(desk, ports, ask(admin, simple(owner, desk, "open")))
    first = {bytes(row["hash"]) for row in rows(owner, "select hash from suppressions")}
    owner.execute("delete from suppressions")
    owner.execute("delete from privacy_keys")
    run(desk, ports, ask(admin, simple(owner, desk, "open")))
    assert first.isdisjoint({bytes(row["hash"]) for row in rows(owner, "select hash from suppressions")})


def test_a_key_service_that_is_away_allows_nothing(
    owner: Owner, desk: Desk, admin: Client, ports: Ports, monkeypatch: Any
) -> None:
    run(desk, ports, ask(admin, simple(owner, desk, "open")))

    def away(*_: Any) -> bytes:
        raise TryLater("KMS away")

    monkeypatch.setattr(ports.secrets, "open", away)
    with pytest.raises(TryLater):
        allowed(ports, desk, make_contact(owner, desk.account))


def test_somebody_who_does_not_exist_is_unknown(desk: Desk, ports: Ports) -> None:
    assert allowed(ports, desk, {"id": desk.account["id"]}) == "unknown"


def test_watchers_are_told_to_forget_the_conversation(
    owner: Owner, desk: Desk, admin: Client, somebody: Person, ports: Ports
) -> None:
    run(desk, ports, ask(admin, somebody.contact))
    told = admin.get("/api/v1/events", query={"after": 0}).json
    shown = json.dumps(told)
    assert str(somebody.conversation["id"]) in shown
    assert '"removed": true' in shown


def test_the_store_exports_listed_tables_only(desk: Desk, ports: Ports) -> None:
    with ports.database.transaction(call_of(desk)) as transaction, pytest.raises(KeyError):
        list(store.rows_of(transaction, "users", desk.account["id"]))
