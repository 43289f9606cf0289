"""Everything about one contact in one archive, and nothing about anybody else."""

import csv
import io
import json
from collections.abc import Callable
from contextlib import nullcontext
from typing import Any

import pytest

import process_privacy.handler as function
from central.clock import now
from central.ports import Ports
from central.privacy import tidying
from central.privacy.catalogue import EXPORTED
from central.privacy.model import EXPORT_LIFE, MOST_EXPORT_ATTEMPTS, SECOND_LOOK
from tests.fakes import FakeBlobs, FakeQueues
from tests.fixtures.desk import Desk, make_desk
from tests.fixtures.factories import Owner, Row, make_agent
from tests.fixtures.privacy import PASSWORD, Person, call_of, make_office, make_person, run, table_by_table, unpack
from tests.handlers.rest_client import Answer, Client, token_of


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
def person(owner: Owner, desk: Desk, blobs: FakeBlobs) -> Person:
    return make_person(owner, desk, blobs)


def ask(admin: Client, person: Person, password: str = PASSWORD) -> Answer:
    return admin.post(f"/api/v1/contacts/{person.contact['id']}/export", {"password": password})


def export(desk: Desk, admin: Client, person: Person, ports: Ports) -> str:
    job = ask(admin, person).json["id"]
    assert run(desk, ports, job) == "export"
    return str(job)


def archive_of(owner: Owner, blobs: FakeBlobs, job_id: str) -> dict[str, bytes]:
    row = owner.execute("select object_key from privacy_jobs where id = %s", (job_id,)).fetchone()
    assert row is not None
    return unpack(blobs, row["object_key"])


def audited(owner: Owner, desk: Desk) -> list[str]:
    rows = owner.execute("select action from audit_log where account_id = %s order by sequence", (desk.account["id"],))
    return [row["action"] for row in rows.fetchall()]


def test_holds_every_listed_table_and_every_file_of_this_person_only(
    owner: Owner, desk: Desk, admin: Client, person: Person, ports: Ports, blobs: FakeBlobs
) -> None:
    make_person(owner, desk, blobs, word="vizinha")
    files = archive_of(owner, blobs, export(desk, admin, person, ports))
    for table in EXPORTED:
        rows = json.loads(files[f"dados/{table}.json"])
        assert rows, f"nothing of {table}"
    assert not any(b"vizinha" in content or "vizinha" in name for name, content in files.items())
    assert len(json.loads(files["dados/messages.json"])) == 3
    kept = [content for name, content in files.items() if name.startswith("arquivos/")]
    assert kept == ["canário texto".encode()] * 3
    assert not any(".." in name for name in files)
    assert "canário nome" in files["leia-me.html"].decode()


def test_holds_every_row_of_theirs_and_none_of_anybody_elses(
    owner: Owner, desk: Desk, admin: Client, person: Person, ports: Ports, blobs: FakeBlobs
) -> None:
    """Of every exported table, every column: one that nobody plants a row in is no proof, so a new one fails here."""
    theirs = table_by_table(owner, *EXPORTED)
    assert {table for table, found in theirs.items() if not found} == set()
    make_person(owner, desk, blobs, word="vizinha")
    make_person(owner, make_desk(owner), blobs, word="estranha")
    files = archive_of(owner, blobs, export(desk, admin, person, ports))
    for table, rows in theirs.items():
        exported = json.loads(files[f"dados/{table}.json"])
        shown = [{column: value for column, value in one.items() if column in rows[0]} for one in exported]
        assert sorted(shown, key=str) == sorted(rows, key=str), table


def test_the_table_of_messages_runs_nothing_and_reads_back(
    owner: Owner, desk: Desk, admin: Client, person: Person, ports: Ports, blobs: FakeBlobs
) -> None:
    text = archive_of(owner, blobs, export(desk, admin, person, ports))["mensagens.csv"].decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["text"] for row in rows] == ["'=HYPERLINK(1) canário", "canário texto", "canário texto"]
    assert rows[0]["author_type"] == "Contato"


def test_the_page_escapes_what_people_wrote(
    owner: Owner, desk: Desk, admin: Client, person: Person, ports: Ports, blobs: FakeBlobs
) -> None:
    bad = "<script>alert(1)</script>"
    owner.execute("update accounts set name = %s", (bad,))
    owner.execute("update contacts set name = %s, attributes = %s", (bad, json.dumps({bad: bad})))
    owner.execute("update media set file_name = %s, state = 'failed'", (bad,))
    page = archive_of(owner, blobs, export(desk, admin, person, ports))["leia-me.html"].decode()
    assert "<script" not in page
    assert page.count("&lt;script&gt;") == 7, "company, name, an attribute and its value, three files"


def test_a_change_that_waits_is_found_by_the_address_platforms_use_too(
    owner: Owner, desk: Desk, admin: Client, person: Person, ports: Ports, blobs: FakeBlobs
) -> None:
    """A number is known with and without its ninth digit."""
    owner.execute("update contact_identities set match_key = 'another way to write it' where kind = 'wa_phone'")
    owner.execute('update parked_updates set item = \'{"to": "another way to write it"}\'')
    files = archive_of(owner, blobs, export(desk, admin, person, ports))
    assert len(json.loads(files["dados/parked_updates.json"])) == 1


def test_a_file_the_bucket_lost_is_named_and_fails_nothing(
    owner: Owner, desk: Desk, admin: Client, person: Person, ports: Ports, blobs: FakeBlobs
) -> None:
    blobs.delete([person.files[0]])
    files = archive_of(owner, blobs, export(desk, admin, person, ports))
    assert len([name for name in files if name.startswith("arquivos/")]) == 2
    assert "canário.png" in files["leia-me.html"].decode()


def test_needs_the_password_and_says_in_the_log_that_it_was_made_and_opened(
    owner: Owner, desk: Desk, admin: Client, person: Person, ports: Ports, queues: FakeQueues
) -> None:
    refused = ask(admin, person, "errada")
    assert (refused.status, refused.code, list(refused.json["error"]["fields"])) == (
        422,
        "wrong_password",
        ["password"],
    )
    asked = ask(admin, person)
    assert (asked.status, asked.json["state"]) == (201, "waiting")
    assert [bell.body["job_id"] for bell in queues.of("privacy")] == [asked.json["id"]]
    assert ask(admin, person).json["id"] == asked.json["id"], "one at a time"
    waiting = admin.post(f"/api/v1/privacy/exports/{asked.json['id']}/open").json
    assert (waiting["state"], waiting["url"]) == ("waiting", None)
    run(desk, ports, asked.json["id"])
    done = admin.post(f"/api/v1/privacy/exports/{asked.json['id']}/open").json
    assert done["state"] == "done"
    assert "expires=300&inline=0" in done["url"]
    assert done["counts"]["messages"] == 3
    assert audited(owner, desk) == ["export.requested", "export.made", "export.opened"]


def test_lists_newest_first_page_by_page(desk: Desk, admin: Client, person: Person, ports: Ports) -> None:
    job = export(desk, admin, person, ports)
    first = admin.get("/api/v1/privacy/exports", query={"limit": 1}).json
    assert [item["id"] for item in first["items"]] == [job]
    assert first["items"][0]["contact"]["name"] == "canário nome"
    assert first["items"][0]["requested_by"]["name"] == "Dora Admin"
    second = admin.get("/api/v1/privacy/exports", query={"limit": 1, "cursor": first["next_cursor"]}).json
    assert len(second["items"]) == 1
    assert second["next_cursor"] is None


def test_is_for_admins(owner: Owner, desk: Desk, admin: Client, person: Person) -> None:
    agent = admin.by_token(token_of(owner, desk.account, make_agent(owner, desk.account)))
    assert ask(agent, person).status == 403
    assert agent.get("/api/v1/privacy/exports").status == 403


def test_more_rows_than_are_read_at_once_are_all_there(
    owner: Owner, desk: Desk, admin: Client, person: Person, ports: Ports, blobs: FakeBlobs, monkeypatch: Any
) -> None:
    monkeypatch.setattr("central.privacy.store._PAGE", 1)
    files = archive_of(owner, blobs, export(desk, admin, person, ports))
    rows = json.loads(files["dados/messages.json"])
    assert {row["id"] for row in rows} == {str(message["id"]) for message in person.messages}
    assert len(rows) == 3


def test_is_gone_after_seven_days(
    owner: Owner, desk: Desk, admin: Client, person: Person, ports: Ports, blobs: FakeBlobs
) -> None:
    job = export(desk, admin, person, ports)
    mine = [key for key in blobs.objects if job in key]
    tidying.tidy_up(ports, call_of(desk), at=now() + EXPORT_LIFE / 2)
    assert [key for key in blobs.objects if job in key] == mine != []
    owner.execute("update privacy_jobs set expires_at = now() where id = %s", (job,))
    over_already = admin.post(f"/api/v1/privacy/exports/{job}/open").json
    assert (over_already["state"], over_already["url"]) == ("done", None), "whoever tidies up late opens nothing"
    over = now() + EXPORT_LIFE
    tidying.tidy_up(ports, call_of(desk), at=over)
    assert [key for key in blobs.objects if job in key] == []
    answer = admin.post(f"/api/v1/privacy/exports/{job}/open").json
    assert (answer["state"], answer["url"]) == ("expired", None)
    tidying.tidy_up(ports, call_of(desk), at=over + SECOND_LOOK)
    assert owner.execute("select count(*) as n from forgotten_files").fetchone() == {"n": 0}


def test_the_sweep_finds_what_a_lost_doorbell_left(
    owner: Owner, desk: Desk, admin: Client, person: Person, ports: Ports, queues: FakeQueues
) -> None:
    from central.upkeep.service import sweep_work

    job = ask(admin, person).json["id"]
    queues.doorbells.clear()
    sweep_work(ports)
    assert queues.of("privacy") == [], "its own doorbell has half a minute"
    owner.execute("update privacy_jobs set created_at = created_at - interval '1 minute'")
    assert sweep_work(ports).found["privacy"] == 1
    assert [bell.body for bell in queues.of("privacy")] == [{"account_id": str(desk.account["id"]), "job_id": job}]


class Killed(BaseException):
    """The worker is gone: nothing after this point runs."""


@pytest.mark.parametrize("point", ["export.claimed", "export.rows_packed", "export.kept"])
def test_a_worker_that_dies_anywhere_is_followed_by_one_that_does_it(
    owner: Owner, desk: Desk, admin: Client, person: Person, ports: Ports, blobs: FakeBlobs, point: str
) -> None:
    job = ask(admin, person).json["id"]
    points: list[str] = []

    def die(name: str) -> None:
        points.append(name)
        if name == point:
            raise Killed

    with pytest.raises(Killed):
        run(desk, ports, job, checkpoint=die)
    assert points[-1] == point
    assert run(desk, ports, job) == "nothing", "the lease holds"
    owner.execute("update privacy_jobs set leased_until = now() - interval '1 second' where id = %s", (job,))
    assert run(desk, ports, job) == "export"
    assert len(json.loads(archive_of(owner, blobs, job)["dados/messages.json"])) == 3
    assert run(desk, ports, job) == "nothing"


def test_a_worker_that_comes_late_with_the_same_archive_spoils_nothing(
    owner: Owner, desk: Desk, admin: Client, person: Person, ports: Ports, blobs: FakeBlobs
) -> None:
    job = ask(admin, person).json["id"]
    run(desk, ports, job, checkpoint=overtaken(owner, desk, ports, job, at="export.kept"))
    done = row_of(owner, job)
    assert (done["state"], done["attempts"]) == ("done", 2)
    assert audited(owner, desk).count("export.made") == 1
    assert json.loads(archive_of(owner, blobs, job)["dados/messages.json"]), "it is still there"


@pytest.mark.parametrize("tries", [0, MOST_EXPORT_ATTEMPTS - 1])
def test_a_worker_that_fails_when_another_is_done_changes_nothing(
    owner: Owner, desk: Desk, admin: Client, person: Person, ports: Ports, blobs: FakeBlobs, tries: int
) -> None:
    job = ask(admin, person).json["id"]
    owner.execute("update privacy_jobs set attempts = %s where id = %s", (tries, job))
    overtake = overtaken(owner, desk, ports, job, at="export.rows_packed")

    def fail(name: str) -> None:
        overtake(name)
        if name == "export.rows_packed":
            raise ConnectionError("storage away")

    with pytest.raises(ConnectionError):
        run(desk, ports, job, checkpoint=fail)
    done = row_of(owner, job)
    assert (done["state"], done["leased_until"]) == ("done", None)
    assert json.loads(archive_of(owner, blobs, job)["dados/messages.json"])


def overtaken(owner: Owner, desk: Desk, ports: Ports, job: str, *, at: str) -> Callable[[str], None]:
    """Return what is called at checkpoints: at one the lease is over, and another worker does the whole job."""

    def overtake(name: str) -> None:
        if name == at:
            owner.execute("update privacy_jobs set leased_until = now() - interval '1 second' where id = %s", (job,))
            assert run(desk, ports, job) == "export"

    return overtake


def row_of(owner: Owner, job: str) -> Row:
    row = owner.execute("select * from privacy_jobs where id = %s", (job,)).fetchone()
    assert row is not None
    return row


def test_of_two_people_each_has_a_job_of_their_own(
    owner: Owner, desk: Desk, admin: Client, person: Person, blobs: FakeBlobs
) -> None:
    another = make_person(owner, desk, blobs, "vizinho")
    theirs = ask(admin, another).json["id"]
    erase = {"password": PASSWORD, "reason": "pedido"}
    assert admin.post(f"/api/v1/contacts/{another.contact['id']}/erase", erase).status == 202
    mine = ask(admin, person)
    assert mine.status == 201, "it is somebody else who is being erased"
    assert ask(admin, person).json["id"] == mine.json["id"] != theirs


@pytest.mark.parametrize("fails", [True, False])
def test_taking_releasing_and_ending_a_job_leaves_another_as_it_is(
    owner: Owner, desk: Desk, admin: Client, person: Person, ports: Ports, blobs: FakeBlobs, fails: bool
) -> None:
    mine = ask(admin, person).json["id"]
    theirs = ask(admin, make_person(owner, desk, blobs, "vizinho")).json["id"]
    seen = [row_of(owner, theirs)]

    def look(name: str) -> None:
        if name == "export.claimed":
            assert row_of(owner, theirs) == seen[0]
            owner.execute(
                "update privacy_jobs set state = 'working', leased_until = now() + interval '1 day' where id = %s",
                (theirs,),
            )
            seen.append(row_of(owner, theirs))
        if name == "export.kept" and fails:
            raise ConnectionError("storage away")

    with pytest.raises(ConnectionError) if fails else nullcontext():
        run(desk, ports, mine, checkpoint=look)
    assert row_of(owner, mine)["state"] == ("working" if fails else "done")
    assert row_of(owner, theirs) == seen[1]


def test_gives_up_when_the_bucket_stays_away(
    owner: Owner, desk: Desk, admin: Client, person: Person, ports: Ports, blobs: FakeBlobs, monkeypatch: Any
) -> None:
    def away(*_: Any) -> None:
        raise ConnectionError("storage away")

    monkeypatch.setattr(blobs, "put_file", away)
    job = ask(admin, person).json["id"]
    for _ in range(MOST_EXPORT_ATTEMPTS):
        with pytest.raises(ConnectionError):
            run(desk, ports, job)
        owner.execute("update privacy_jobs set leased_until = now() - interval '1 second' where id = %s", (job,))
    assert run(desk, ports, job) == "nothing"
    assert admin.post(f"/api/v1/privacy/exports/{job}/open").json["state"] == "failed"
    assert ask(admin, person).json["id"] != job


def test_the_function_answers_per_record_and_parks_nonsense(
    desk: Desk, admin: Client, person: Person, ports: Ports, queues: FakeQueues, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(function, "ports", lambda: ports)
    ask(admin, person)
    bodies: list[Row] = [dict(queues.of("privacy")[0].body), {}, {"account_id": str(desk.account["id"])}]
    records = [
        {"messageId": str(n), "receiptHandle": str(n), "body": json.dumps(body), "attributes": {}}
        for n, body in enumerate(bodies)
    ]
    assert function.lambda_handler({"Records": records}, None) == {"batchItemFailures": []}
    assert len(queues.parked) == 1
    assert admin.get("/api/v1/privacy/exports").json["items"][0]["state"] == "done"
