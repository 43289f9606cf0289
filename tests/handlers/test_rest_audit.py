"""The audit log: everything that matters is in it, nothing secret is, nobody changes it, and a change would show."""

import csv
import io
from dataclasses import replace
from threading import Thread
from typing import Any

import psycopg
import pytest

from central.accounts import audit, audit_export
from central.accounts.passwords import hash_password
from central.call import Call, system_call
from central.ports import Ports
from tests.fixtures.factories import Owner, Row, default_queue, insert, make_account, make_user
from tests.fixtures.patient import patient_database
from tests.fixtures.server import TestDatabase
from tests.handlers.rest_client import Client, token_of

PASSWORD = "uma senha comprida"


class Company:
    """A company with an admin and an agent who are signed in."""

    def __init__(self, owner: Owner, client: Client) -> None:
        self.account = make_account(owner)
        self.admin = make_user(owner, self.account, role="admin", name="Dora", password_hash=hash_password(PASSWORD))
        self.agent = make_user(owner, self.account, name="Ana")
        self.by_admin = replace(client.by_token(token_of(owner, self.account, self.admin)), password=PASSWORD)
        self.by_agent = client.by_token(token_of(owner, self.account, self.agent))

    def log(self, **query: Any) -> list[Row]:
        answer = self.by_admin.get("/api/v1/audit", query=query)
        assert answer.status == 200, answer.text
        items: list[Row] = answer.json["items"]
        return items

    def actions(self) -> list[str]:
        return [row["action"] for row in reversed(self.log())]


@pytest.fixture
def company(owner: Owner, client: Client) -> Company:
    return Company(owner, client)


def write(ports: Ports, call: Call, *actions: str) -> None:
    with ports.database.transaction(call) as transaction:
        for action in actions:
            audit.record(transaction, action)


def test_a_row_says_who_what_when_and_from_where(company: Company, client: Client) -> None:
    path = f"/api/v1/users/{company.agent['id']}"
    company.by_admin.call("PATCH", path, {"role": "supervisor"}, headers={"x-correlation-id": "find-me-1"})
    (row,) = company.log()
    session_id = str(company.by_admin.token).removeprefix("token-")
    assert row.pop("occurred_at")
    assert row == {
        "sequence": 1,
        "actor": {"type": "user", "id": str(company.admin["id"]), "name": "Dora"},
        "action": "member.changed",
        "target": {"type": "user", "id": str(company.agent["id"])},
        "fields": ["role"],
        "details": {"before": {"role": "agent"}, "after": {"role": "supervisor"}},
        "address": "203.0.113.7",
        "session_id": session_id,
        "correlation_id": "find-me-1",
    }


def test_what_matters_is_written_and_nothing_secret_is(company: Company, client: Client, owner: Owner) -> None:
    login = {"email": company.admin["email"], "password": PASSWORD}
    client.post("/api/v1/session", {**login, "password": "canary-wrong-password"})
    other = client.by_token(client.post("/api/v1/session", login).json["token"])
    other.patch("/api/v1/me", {"name": "Dora Canary"})
    other.put("/api/v1/me/password", {"current_password": PASSWORD, "new_password": "canary frase comprida"})
    company.by_admin = client.by_token(token_of(owner, company.account, company.admin))
    channel = {"name": "Dois", "external_id": "777", "access_token": "canary-access-token"}
    created = company.by_admin.post("/api/v1/channels", channel)
    assert created.status == 201, created.text
    path = f"/api/v1/channels/{created.json['id']}"
    assert company.by_admin.patch(path, {"access_token": "canary-other-token"}).status == 200
    queue = company.by_admin.post("/api/v1/queues", {"name": "Canary", "member_ids": []})
    assert queue.status == 201, queue.text
    queue_path = f"/api/v1/queues/{default_queue(owner, company.account)['id']}"
    assert company.by_admin.patch(queue_path, {"agent_limit": 7}).status == 200
    assert company.by_admin.delete(f"/api/v1/users/{company.agent['id']}/sessions").status == 204
    assert company.by_admin.delete("/api/v1/sessions").status == 204
    last = client.by_token(token_of(owner, company.account, company.admin))
    assert company.by_admin.delete(f"/api/v1/sessions/{str(last.token).removeprefix('token-')}").status == 204
    assert other.delete("/api/v1/session").status == 401  # ended by the line above it
    exported = company.by_admin.post("/api/v1/audit/export", {"password": "canary frase comprida"})
    assert exported.status == 200, exported.text
    assert company.actions() == [
        "session.failed",
        "session.opened",
        "profile.changed",
        "password.changed",
        "channel.created",
        "channel.changed",
        "queue.created",
        "queue.changed",
        "sessions.revoked",
        "sessions.revoked",
        "session.revoked",
        "audit.exported",
    ]
    rows = {row["action"]: row for row in company.log()}
    assert rows["channel.changed"]["fields"] == ["access_token"]
    assert rows["session.failed"]["actor"] == {"type": "anonymous", "id": None, "name": None}
    assert rows["session.failed"]["target"] == {"type": "user", "id": str(company.admin["id"])}
    assert rows["session.failed"]["address"] == "203.0.113.7"
    assert company.by_admin.delete("/api/v1/session").status == 204
    text = owner.execute("select string_agg(a::text, ' ') as text from audit_log a").fetchone()
    assert text is not None
    # The name as it was when it was done is the actor's; no value of a field is anywhere.
    assert "canary" not in text["text"].replace("Dora Canary", "").lower()
    assert "session.closed" in text["text"]


def test_what_did_not_happen_is_not_written(company: Company) -> None:
    admin = company.admin["id"]
    assert company.by_admin.patch(f"/api/v1/users/{admin}", {"role": "agent"}).code == "last_admin"
    assert company.by_admin.patch(f"/api/v1/users/{admin}", {"role": "admin"}).status == 200
    assert company.log() == []


def test_a_wrong_sign_in_is_told_to_every_company_and_to_nobody_else(
    company: Company, client: Client, owner: Owner
) -> None:
    other, foreign = make_account(owner), make_account(owner)
    insert(owner, "memberships", account_id=other["id"], user_id=company.admin["id"], role="agent")
    for email in (company.admin["email"], "ninguem@exemplo.com.br"):
        assert client.post("/api/v1/session", {"email": email, "password": "errada"}).status == 401
    found = owner.execute("select account_id from audit_log").fetchall()
    assert {row["account_id"] for row in found} == {company.account["id"], other["id"]}
    assert foreign["id"] not in {row["account_id"] for row in found}


def test_only_admins_read_it_and_only_their_own(company: Company, owner: Owner, client: Client, ports: Ports) -> None:
    write(ports, system_call(make_account(owner)["id"]), "thing.done")
    for path in ("/api/v1/audit", "/api/v1/audit/verification"):
        assert company.by_agent.get(path).status == 403
    assert company.by_agent.post("/api/v1/audit/export").status == 403
    assert company.log() == []


def test_filters_and_pages(company: Company, ports: Ports, owner: Owner) -> None:
    write(ports, system_call(company.account["id"]), *(f"thing.{number % 2}" for number in range(6)))
    company.by_admin.patch("/api/v1/me", {"locale": "en"})
    times = [row["occurred_at"] for row in company.log()]
    assert times == sorted(times, reverse=True)
    assert [row["sequence"] for row in company.log(action="thing.1")] == [6, 4, 2]
    assert [row["sequence"] for row in company.log(actor_id=company.admin["id"])] == [7]
    assert [row["sequence"] for row in company.log(since=times[2], until=times[0])] == [6, 5]
    first = company.by_admin.get("/api/v1/audit", query={"limit": 4}).json
    second = company.by_admin.get("/api/v1/audit", query={"limit": 4, "cursor": first["next_cursor"]}).json
    assert [row["sequence"] for row in (*first["items"], *second["items"])] == [7, 6, 5, 4, 3, 2, 1]
    assert second["next_cursor"] is None


@pytest.mark.parametrize("statement", ["update audit_log set action = 'x'", "delete from audit_log"])
def test_the_application_can_only_add(company: Company, ports: Ports, statement: str) -> None:
    call = system_call(company.account["id"])
    write(ports, call, "thing.done")
    with pytest.raises(psycopg.errors.InsufficientPrivilege), ports.database.transaction(call) as transaction:
        transaction.count(statement)


def test_a_row_cannot_be_given_its_place_time_or_hash(company: Company, ports: Ports, owner: Owner) -> None:
    call = system_call(company.account["id"])
    write(ports, call, "thing.done")
    with ports.database.transaction(call) as transaction:
        transaction.execute(
            "insert into audit_log (account_id, sequence, occurred_at, actor_type, action, previous_hash, hash)"
            " values (current_account(), 99, '2020-01-01', 'system', 'thing.forged', '\\x00', '\\x00')"
        )
    row = owner.execute("select sequence, occurred_at > now() - interval '1 minute' as fresh from audit_log"
                        " where action = 'thing.forged'").fetchone()  # fmt: skip
    assert row == {"sequence": 2, "fresh": True}
    assert company.by_admin.get("/api/v1/audit/verification").json["ok"] is True


@pytest.mark.parametrize(
    ("harm", "at"),
    [
        ("update audit_log set actor_name = 'Eva' where sequence = 2", 2),
        ("update audit_log set fields = '{x}' where sequence = 3", 3),
        ("update audit_log set details = '{\"a\": 1}' where sequence = 1", 1),
        ("update audit_log set occurred_at = occurred_at - interval '1 microsecond' where sequence = 4", 4),
        ("update audit_log set address = null where sequence = 2", 2),
        ("delete from audit_log where sequence = 2", 3),
        ("delete from audit_log where sequence = 1", 2),
        ("update audit_log set sequence = sequence + 10 where sequence = 5", 15),
        ("update audit_log a set hash = audit_hash(a) from (select 1) x where false", None),
    ],
)
def test_a_changed_log_shows(company: Company, owner: Owner, ports: Ports, harm: str, at: int | None) -> None:
    call = Call(company.account["id"], correlation_id="c", address="203.0.113.7")
    write(ports, call, *(f"thing.{number}" for number in range(5)))
    before = company.by_admin.get("/api/v1/audit/verification").json
    assert (before["ok"], before["rows"], before["broken_at"], len(before["head"])) == (True, 5, None, 64)
    owner.execute(harm.encode())
    after = company.by_admin.get("/api/v1/audit/verification").json
    assert (after["ok"], after["broken_at"]) == (at is None, at)


def test_a_changed_row_with_a_new_hash_breaks_at_the_next(company: Company, owner: Owner, ports: Ports) -> None:
    write(ports, system_call(company.account["id"]), *(f"thing.{number}" for number in range(3)))
    owner.execute("update audit_log set action = 'thing.hidden' where sequence = 2")
    owner.execute("update audit_log a set hash = audit_hash(a) where sequence = 2")
    assert company.by_admin.get("/api/v1/audit/verification").json["broken_at"] == 3
    changed = "select b.hash from audit_log b where b.account_id = a.account_id and b.sequence = 2"
    owner.execute(f"update audit_log a set previous_hash = ({changed}) where sequence = 3")
    assert company.by_admin.get("/api/v1/audit/verification").json["broken_at"] == 3, (
        "its own hash holds the one before"
    )


def test_writers_at_once_make_one_chain(company: Company, owner: Owner, ports: Ports, postgres: TestDatabase) -> None:
    def run() -> None:
        database = patient_database(postgres.app_url, ports.queues, ports.bus)
        for _ in range(10):
            with database.transaction(system_call(company.account["id"])) as transaction:
                audit.record(transaction, "thing.done")
        database.close()

    threads = [Thread(target=run) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    state = company.by_admin.get("/api/v1/audit/verification").json
    assert (state["ok"], state["rows"]) == (True, 50)


def test_exports_csv_in_pages_and_writes_that_down(
    company: Company, ports: Ports, monkeypatch: pytest.MonkeyPatch
) -> None:
    company.by_admin.patch("/api/v1/me", {"name": '=HYPERLINK("http://mal.exemplo")'})
    company.by_admin.patch("/api/v1/me", {"name": 'Dora, a "chefe"'})
    monkeypatch.setattr(audit_export, "EXPORT_LIMIT", 1)
    answer = company.by_admin.post("/api/v1/audit/export")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="auditoria.csv"'
    (newest,) = csv.DictReader(io.StringIO(answer.text))
    assert newest["actor_name"] == 'Dora, a "chefe"'
    rest = company.by_admin.post("/api/v1/audit/export", query={"cursor": answer.headers["x-next-cursor"]})
    (oldest,) = csv.DictReader(io.StringIO(rest.text))
    assert oldest["actor_name"] == '\'=HYPERLINK("http://mal.exemplo")'
    assert (oldest["action"], oldest["fields"], len(oldest["hash"])) == ("profile.changed", "name", 64)
    assert "x-next-cursor" not in rest.headers
    assert company.actions()[2:] == ["audit.exported", "audit.exported"]
