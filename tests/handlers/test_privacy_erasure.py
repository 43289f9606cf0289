"""An erased contact is nowhere: not in a row, a file, a copy or a log line."""

import json
from typing import Any

import pytest

from central.clock import now
from central.errors import TryLater
from central.ports import Ports
from central.privacy import store, tidying
from central.privacy.catalogue import COPIES, EXPORTED
from central.privacy.model import SECOND_LOOK
from tests.fakes import FakeBlobs, FakeQueues
from tests.fixtures.desk import Desk, make_desk
from tests.fixtures.factories import Owner, make_conversation
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
    table_by_table,
    where,
)
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
            assert {row["row"]["type"] for row in left} == {"ticket_updated", "system_message"}
        elif table == "subject_requests":
            assert {row["row"]["state"] for row in left} == {"fulfilled", "refused"}
            assert [row["row"]["note"] or row["row"]["answer"] for row in left] == [None, None]
        else:
            assert left == [], table
    written = capfd.readouterr()
    assert WORD not in written.out + written.err
    assert number not in written.out + written.err
    log = rows(owner, "select action, target_id, details from audit_log order by sequence")
    assert [row["action"] for row in log] == ["erasure.requested", "contact.erased", "request.fulfilled"]
    assert log[1]["details"] == {"conversations": 1, "requested_by": str(desk.admin["id"])}
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
    told = [row for row in after.pop("account_events") if row["type"] not in ("ticket_updated", "system_message")]
    kept = [row for row in after["subject_requests"] if row["contact_id"] == str(planted.contact["id"])]
    assert len(kept) == 2
    after["subject_requests"] = [row for row in after["subject_requests"] if row not in kept]
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


def test_whoever_waits_for_an_agent_gets_the_place_that_is_free_now(
    owner: Owner, desk: Desk, admin: Client, somebody: Person, ports: Ports, queues: FakeQueues
) -> None:
    run(desk, ports, ask(admin, somebody.contact))
    assert [bell.body for bell in queues.of("routing")] == [{"account_id": str(desk.account["id"])}]


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
