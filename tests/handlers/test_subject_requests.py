"""What contacts ask for by law: handed on by whoever they told it, answered, and kept as proof without their words."""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import UUID

import psycopg
import pytest

from central.errors import Conflict, NotFound
from central.frozen import changed
from central.ports import Ports
from central.privacy import subject_requests
from central.privacy.model import SubjectRequest
from tests.fakes import FakeBlobs
from tests.fixtures.contention import wait_until_blocked
from tests.fixtures.desk import Desk
from tests.fixtures.factories import Owner, Row, give_role, make_agent, make_contact, make_role
from tests.fixtures.patient import patient_database
from tests.fixtures.privacy import PASSWORD, ask, call_of, make_office, rows, run, unpack
from tests.fixtures.server import TestDatabase
from tests.handlers.rest_client import Client, token_of

KINDS = ("export", "erasure", "correction", "objection")


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
def ana(owner: Owner, client: Client, desk: Desk) -> Client:
    """An agent."""
    return client.by_token(token_of(owner, desk.account, desk.ana))


@pytest.fixture
def maria(owner: Owner, desk: Desk) -> Row:
    """A contact."""
    return make_contact(owner, desk.account, name="Maria Silva", wa_id="5511988887777")


@contextmanager
def apart(ports: Ports, postgres: TestDatabase) -> Iterator[Ports]:
    """The same world over a connection of one's own."""
    database = patient_database(postgres.app_url, ports.queues, ports.bus)
    try:
        yield changed(ports, database=database)
    finally:
        database.close()


def record(who: Client, contact: Row, kind: str = "correction", **body: Any) -> Row:
    answer = who.post(f"/api/v1/contacts/{contact['id']}/subject-requests", {"kind": kind, **body})
    assert answer.status == 201, answer.text
    made: Row = answer.json
    return made


def waiting(admin: Client) -> list[Row]:
    items: list[Row] = admin.get("/api/v1/privacy/requests").json["items"]
    return items


def ended(admin: Client) -> list[Row]:
    items: list[Row] = admin.get("/api/v1/privacy/requests", query={"state": "closed"}).json["items"]
    return items


def told(owner: Owner) -> list[tuple[Any, ...]]:
    """What people were told, and who."""
    found = rows(owner, "select user_id, data from account_events where type = 'system_message' order by sequence")
    return [(row["user_id"], row["data"]["kind"], row["data"]["text"], row["data"]["audience"]) for row in found]


# One day apart, whatever the time: a day of the company is neither UTC's nor the server's.
@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_an_agent_hands_it_on_and_an_admin_sees_how_long_is_left(
    owner: Owner, desk: Desk, admin: Client, ana: Client, maria: Row, zone: str
) -> None:
    owner.execute("update accounts set time_zone = %s where id = %s", (zone, desk.account["id"]))
    made = record(ana, maria, "erasure", note="  Apague meus dados, disse ao telefone ")
    today = rows(owner, "select (now() at time zone %s)::date as day", zone)[0]["day"]
    assert made["due_on"] == (today + timedelta(days=15)).isoformat()
    assert (made["days_left"], made["in_progress"], made["state"]) == (15, False, "open")
    assert made["note"] == "Apague meus dados, disse ao telefone"
    [listed] = waiting(admin)
    assert listed == made
    assert (listed["contact"]["name"], listed["recorded_by"]["name"]) == ("Maria Silva", desk.ana["name"])
    assert ana.get("/api/v1/privacy/requests").status == 403
    assert ana.post(f"/api/v1/privacy/requests/{made['id']}/refuse", {"reason": "não"}).status == 403
    assert ana.get(f"/api/v1/contacts/{maria['id']}/subject-requests").json["items"] == [made]
    assert told(owner) == [(None, "subject_request_recorded", "erasure", "privacy")]
    owner.execute("update subject_requests set due_on = due_on - 17")
    assert waiting(admin)[0]["days_left"] == -2


def test_one_of_a_kind_is_open_at_a_time(owner: Owner, admin: Client, ana: Client, maria: Row) -> None:
    first = record(ana, maria, "objection")
    again = admin.post(f"/api/v1/contacts/{maria['id']}/subject-requests", {"kind": "objection"})
    assert (again.status, again.code) == (409, "already_requested")
    for kind in KINDS[:3]:
        record(ana, maria, kind)
    assert admin.post(f"/api/v1/privacy/requests/{first['id']}/fulfil").status == 200
    record(ana, maria, "objection")
    assert [one["kind"] for one in waiting(admin)] == ["export", "erasure", "correction", "objection"]


@pytest.mark.own_connection
def test_two_who_write_it_down_at_once_write_it_once(
    owner: Owner, desk: Desk, ports: Ports, maria: Row, postgres: TestDatabase
) -> None:
    def write() -> None:
        with apart(ports, postgres) as own:
            subject_requests.record_request(own, call_of(desk), maria["id"], kind="export", note=None)

    with psycopg.connect(postgres.owner_url) as holding, ThreadPoolExecutor(2) as pool:
        holding.execute("select from contacts where id = %s for update", (maria["id"],))
        both = [pool.submit(write) for _ in range(2)]
        wait_until_blocked(owner, 2)
        holding.commit()
        ends = [one.exception() for one in both]
    assert [type(end) for end in ends if end] == [Conflict]
    assert len(rows(owner, "select from subject_requests")) == 1


@pytest.mark.own_connection
def test_the_contact_is_taken_before_the_request_as_an_erasure_does(
    owner: Owner, desk: Desk, ports: Ports, ana: Client, maria: Row, postgres: TestDatabase
) -> None:
    """Else the two wait for each other until the database ends one of them."""
    request = record(ana, maria, "objection")

    def fulfil() -> SubjectRequest:
        with apart(ports, postgres) as own:
            return subject_requests.fulfil_request(own, call_of(desk), UUID(request["id"]))

    with psycopg.connect(postgres.owner_url) as erasing, ThreadPoolExecutor(1) as pool:
        erasing.execute("select from contacts where id = %s for update", (maria["id"],))
        fulfilling = pool.submit(fulfil)
        wait_until_blocked(owner)
        erasing.execute("select from subject_requests where id = %s for update nowait", (request["id"],))
        erasing.commit()
        assert fulfilling.result(60).state == "fulfilled"


def test_a_correction_is_said_to_be_done_and_whoever_wrote_it_down_is_told(
    owner: Owner, desk: Desk, admin: Client, ana: Client, maria: Row
) -> None:
    request = record(ana, maria, note="O e-mail está errado")
    done = admin.post(f"/api/v1/privacy/requests/{request['id']}/fulfil")
    assert (done.status, done.json["state"], done.json["closed_by"]["id"]) == (200, "fulfilled", str(desk.admin["id"]))
    assert told(owner)[1:] == [(desk.ana["id"], "subject_request_fulfilled", "correction", "person")]
    assert admin.post(f"/api/v1/privacy/requests/{request['id']}/fulfil").code == "already_closed"
    assert admin.post(f"/api/v1/privacy/requests/{request['id']}/refuse", {"reason": "x"}).code == "already_closed"
    assert waiting(admin) == []
    assert ended(admin) == [done.json]
    log = rows(owner, "select action, target_id, details from audit_log order by sequence")
    assert [(row["action"], row["target_id"]) for row in log] == [
        ("request.recorded", str(maria["id"])),
        ("request.fulfilled", str(maria["id"])),
    ]
    assert log[1]["details"] == {"kind": "correction"}


def test_whoever_answers_their_own_is_told_nothing(owner: Owner, admin: Client, maria: Row) -> None:
    request = record(admin, maria)
    admin.post(f"/api/v1/privacy/requests/{request['id']}/fulfil")
    assert [one[1] for one in told(owner)] == ["subject_request_recorded"]


def test_who_wants_no_marketing_gets_none(owner: Owner, admin: Client, ana: Client, maria: Row) -> None:
    request = record(ana, maria, "objection")
    assert rows(owner, "select from contact_consents") == []
    assert admin.post(f"/api/v1/privacy/requests/{request['id']}/fulfil").status == 200
    [consent] = admin.get(f"/api/v1/contacts/{maria['id']}/consents").json["items"]
    assert (consent["purpose"], consent["granted"], consent["source"]) == ("marketing", False, "pedido do titular")
    assert rows(owner, "select from contacts where marketing_opt_out_at is not null") != []


def test_is_refused_with_a_reason(owner: Owner, desk: Desk, admin: Client, ana: Client, maria: Row) -> None:
    request = record(ana, maria, "erasure")
    at = f"/api/v1/privacy/requests/{request['id']}/refuse"
    for wrong in ({}, {"reason": ""}, {"reason": "  "}, {"reason": "x" * 1001}):
        assert admin.post(at, wrong).status == 422
    refused = admin.post(at, {"reason": "A nota fiscal precisa ser guardada por cinco anos"}).json
    assert (refused["state"], refused["answer"]) == ("refused", "A nota fiscal precisa ser guardada por cinco anos")
    assert told(owner)[-1] == (desk.ana["id"], "subject_request_refused", "erasure", "person")
    assert ana.get(f"/api/v1/contacts/{maria['id']}/subject-requests").json["items"] == [refused]


@pytest.mark.parametrize("kind", ["export", "erasure"])
def test_a_copy_and_an_erasure_end_by_being_done_only(admin: Client, ana: Client, maria: Row, kind: str) -> None:
    request = record(ana, maria, kind)
    answer = admin.post(f"/api/v1/privacy/requests/{request['id']}/fulfil")
    assert (answer.status, answer.code) == (409, "ends_by_itself")


def test_a_copy_ends_its_request_and_holds_it(
    owner: Owner, desk: Desk, admin: Client, ana: Client, maria: Row, ports: Ports, blobs: FakeBlobs
) -> None:
    request = record(ana, maria, "export", note="Quer levar os dados")
    record(ana, maria, "correction")
    job = admin.post(f"/api/v1/contacts/{maria['id']}/export", {"password": PASSWORD}).json["id"]
    first = waiting(admin)[0]
    assert (first["id"], first["in_progress"]) == (request["id"], True)
    refused = admin.post(f"/api/v1/privacy/requests/{request['id']}/refuse", {"reason": "não"})
    assert (refused.status, refused.code) == (409, "in_progress")
    assert run(desk, ports, job) == "export"
    assert [one["kind"] for one in waiting(admin)] == ["correction"]
    assert [(one["state"], one["closed_by"]["id"]) for one in ended(admin)] == [("fulfilled", str(desk.admin["id"]))]
    assert told(owner)[-1] == (desk.ana["id"], "subject_request_fulfilled", "export", "person")
    [key] = blobs.objects
    assert b"Quer levar os dados" in unpack(blobs, key)["dados/subject_requests.json"]


def test_an_export_that_fails_leaves_it_open(
    owner: Owner, desk: Desk, admin: Client, ana: Client, maria: Row, ports: Ports, blobs: FakeBlobs, monkeypatch: Any
) -> None:
    def away(*_: Any) -> None:
        raise ConnectionError("storage away")

    record(ana, maria, "export")
    job = admin.post(f"/api/v1/contacts/{maria['id']}/export", {"password": PASSWORD}).json["id"]
    owner.execute("update privacy_jobs set attempts = 4")
    monkeypatch.setattr(blobs, "put_file", away)
    with pytest.raises(ConnectionError):
        run(desk, ports, job)
    assert [(one["state"], one["in_progress"]) for one in waiting(admin)] == [("open", False)]


def test_an_erasure_ends_every_request_and_takes_every_word(
    owner: Owner, desk: Desk, admin: Client, ana: Client, maria: Row, ports: Ports
) -> None:
    for kind in KINDS:
        record(ana, maria, kind, note="Maria quer")
    other = make_contact(owner, desk.account, name="João", wa_id="5511977776666")
    record(ana, other, "erasure", note="João quer")
    assert run(desk, ports, ask(admin, maria)) == "erasure"
    assert [one["contact"]["name"] for one in waiting(admin)] == ["João"]
    assert waiting(admin)[0]["note"] == "João quer"
    assert {one["kind"]: (one["state"], one["note"], one["contact"]["name"]) for one in ended(admin)} == {
        "export": ("lapsed", None, None),
        "erasure": ("fulfilled", None, None),
        "correction": ("lapsed", None, None),
        "objection": ("lapsed", None, None),
    }
    assert {one[1:3] for one in told(owner) if one[0] == desk.ana["id"]} == {
        ("subject_request_fulfilled", "erasure"),
        *(("subject_request_lapsed", kind) for kind in ("export", "correction", "objection")),
    }
    assert ana.post(f"/api/v1/contacts/{maria['id']}/subject-requests", {"kind": "export"}).status == 404
    assert ana.get(f"/api/v1/contacts/{maria['id']}/subject-requests").status == 404


@pytest.mark.own_connection
def test_what_is_written_down_while_the_contact_is_erased_finds_nobody(
    owner: Owner, desk: Desk, admin: Client, maria: Row, ports: Ports, postgres: TestDatabase
) -> None:
    job = ask(admin, maria)
    late: list[Future[None]] = []

    def write() -> None:
        with apart(ports, postgres) as own:
            subject_requests.record_request(own, call_of(desk), maria["id"], kind="export", note="Maria")

    with ThreadPoolExecutor(1) as pool:

        def meet(point: str) -> None:
            if point == "erase.locked":
                late.append(pool.submit(write))
                wait_until_blocked(owner)

        assert run(desk, ports, job, checkpoint=meet) == "erasure"
        assert isinstance(late[0].exception(20), NotFound)
    assert rows(owner, "select from subject_requests") == []


def test_who_may_only_read_contacts_hands_it_on(owner: Owner, client: Client, desk: Desk, maria: Row) -> None:
    reader = make_agent(owner, desk.account)
    give_role(owner, reader, make_role(owner, desk.account, ["contacts.read"]))
    record(client.by_token(token_of(owner, desk.account, reader)), maria, "export")
    nobody = make_agent(owner, desk.account)
    give_role(owner, nobody, make_role(owner, desk.account, ["conversations.read"]))
    refused = client.by_token(token_of(owner, desk.account, nobody)).post(
        f"/api/v1/contacts/{maria['id']}/subject-requests", {"kind": "erasure"}
    )
    assert refused.status == 403


def test_pages_go_on_where_they_ended(owner: Owner, desk: Desk, admin: Client, ana: Client) -> None:
    for n in range(5):
        contact = make_contact(owner, desk.account, name=f"Cliente {n}", wa_id=f"551198888000{n}")
        record(ana, contact)

    def walk(state: str) -> list[str]:
        names: list[str] = []
        query = {"state": state, "limit": "2"}
        while True:
            page = admin.get("/api/v1/privacy/requests", query=query).json
            names += [one["contact"]["name"] for one in page["items"]]
            if page["next_cursor"] is None:
                return names
            query["cursor"] = page["next_cursor"]

    assert walk("open") == [f"Cliente {n}" for n in range(5)]
    for one in waiting(admin):
        admin.post(f"/api/v1/privacy/requests/{one['id']}/fulfil")
    assert walk("closed") == [f"Cliente {n}" for n in reversed(range(5))]
