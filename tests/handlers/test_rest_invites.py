"""Invites: who may send them, what their links open, and who comes to work with them."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID, uuid4

import pytest

from central.accounts import passwords
from central.accounts.model import Visitor
from central.accounts.passwords import hash_password
from central.call import Actor, Call
from central.db.database import PostgresDatabase
from central.errors import CentralError, Conflict, Forbidden
from central.ports import Ports
from tests.fixtures.factories import Owner, Row, insert, make_account, make_user
from tests.fixtures.mail import MailWorker
from tests.fixtures.patient import patient_database
from tests.fixtures.server import TestDatabase
from tests.handlers.rest_client import PASSWORD, Client, knowing, token_of

EMAIL = "bia@exemplo.com.br"


@pytest.fixture
def account(owner: Owner) -> Row:
    return make_account(owner, name="Loja Sol", locale="es")


@pytest.fixture
def admin(client: Client, owner: Owner, account: Row) -> Client:
    return knowing(client, owner, account, make_user(owner, account, role="admin", name="Zélia"))


def invite(admin: Client, email: str = EMAIL, role: str = "agent") -> Row:
    answer = admin.post("/api/v1/invites", {"email": email, "role": role})
    assert answer.status == 201, answer.text
    made: Row = answer.json
    return made


def accept(client: Client, token: str, **fields: Any) -> Any:
    return client.post("/api/v1/invites/accept", {"token": token, "password": PASSWORD, **fields})


def test_a_newcomer_comes_to_work(
    client: Client, admin: Client, mail_worker: MailWorker, owner: Owner, account: Row
) -> None:
    made = invite(admin, " Bia@Exemplo.com.br ", "supervisor")
    assert (made["email"], made["role"], made["invited_by"]["name"], made["expired"]) == (
        EMAIL,
        "supervisor",
        "Zélia",
        False,
    )
    mail = mail_worker.last()
    assert mail.subject == "Zélia le invitó a Loja Sol", "in the company's language"
    found = client.post("/api/v1/invites/lookup", {"token": mail.token})
    assert found.json == {"email": EMAIL, "account": {"name": "Loja Sol"}, "known_user": False}
    answer = accept(client, mail.token, name="Bia Lima")
    assert answer.status == 201, answer.text
    assert (answer.json["user"]["name"], answer.json["role"], answer.json["user"]["locale"]) == (
        "Bia Lima",
        "supervisor",
        "es",
    )
    assert any(cookie.startswith("__Host-session=") for cookie in answer.cookies)
    assert client.by_token(answer.json["token"]).get("/api/v1/session").status == 200
    assert client.post("/api/v1/session", {"email": EMAIL, "password": PASSWORD}).status == 201
    assert admin.get("/api/v1/invites").json["items"] == []
    again = accept(client, mail.token, name="Outra")
    assert (again.status, again.code) == (404, "link_ended")
    assert client.post("/api/v1/invites/lookup", {"token": mail.token}).code == "link_ended"
    actions = owner.execute("select action from audit_log where account_id = %s order by sequence", (account["id"],))
    assert [row["action"] for row in actions.fetchall()][:3] == ["invite.sent", "invite.accepted", "session.opened"]


def test_somebody_who_is_known_gives_the_password_they_have(
    client: Client, admin: Client, mail_worker: MailWorker, owner: Owner, account: Row
) -> None:
    known = make_user(owner, make_account(owner), email=EMAIL, name="Bia", password_hash=hash_password(PASSWORD))
    invite(admin)
    token = mail_worker.last().token
    assert client.post("/api/v1/invites/lookup", {"token": token}).json["known_user"] is True
    for _ in range(5):
        wrong = accept(client, token, password="não é esta senha", name="Outra")
        assert (wrong.status, wrong.code) == (401, "wrong_credentials")
    assert accept(client, token).code == "too_many_requests"
    owner.execute("delete from gate.attempts")
    answer = accept(client, token, name="Outra")
    assert answer.status == 201, answer.text
    assert (answer.json["user"]["name"], answer.json["user"]["id"]) == ("Bia", str(known["id"]))
    assert answer.json["account"]["id"] == str(account["id"])
    row = owner.execute("select count(*) from memberships where user_id = %s", (known["id"],)).fetchone()
    assert row == {"count": 2}


def test_somebody_who_is_known_and_has_no_password_gives_the_one_they_will_have(
    client: Client, admin: Client, mail_worker: MailWorker, owner: Owner, account: Row
) -> None:
    """Another company's provider brought them: they never had one."""
    known = make_user(owner, make_account(owner), email=EMAIL, name="Bia", password_hash=None)
    invite(admin)
    token = mail_worker.last().token
    assert client.post("/api/v1/invites/lookup", {"token": token}).json["known_user"] is False
    answer = accept(client, token, name="Bia Lima")
    assert answer.status == 201, answer.text
    assert (answer.json["user"]["name"], answer.json["user"]["id"]) == ("Bia Lima", str(known["id"]))
    assert answer.json["account"]["id"] == str(account["id"])
    assert client.post("/api/v1/session", {"email": EMAIL, "password": PASSWORD}).status == 201


def test_the_second_factor_is_asked_for_too(
    client: Client, admin: Client, mail_worker: MailWorker, owner: Owner
) -> None:
    known = make_user(owner, make_account(owner), email=EMAIL, password_hash=hash_password(PASSWORD))
    owner.execute(
        "insert into gate.second_factors (user_id, secret, enabled_at) values (%s, 'x', now())", (known["id"],)
    )
    invite(admin)
    answer = accept(client, mail_worker.last().token)
    assert (answer.status, list(answer.json)) == (200, ["second_factor"])
    assert answer.cookies == []


def test_who_left_comes_back_by_an_invite(
    client: Client, admin: Client, mail_worker: MailWorker, owner: Owner, account: Row
) -> None:
    user = make_user(owner, account, role="admin", email=EMAIL, password_hash=hash_password(PASSWORD))
    refused = admin.post("/api/v1/invites", {"email": EMAIL, "role": "agent"})
    assert (refused.status, refused.code) == (409, "already_member")
    assert admin.delete(f"/api/v1/users/{user['id']}").status == 204
    invite(admin, role="agent")
    answer = accept(client, mail_worker.last().token)
    assert (answer.status, answer.json["role"]) == (201, "agent")
    assert admin.get(f"/api/v1/users/{user['id']}").json["active"] is True


def test_one_open_invite_per_address_and_company(admin: Client, client: Client, owner: Owner) -> None:
    invite(admin)
    again = admin.post("/api/v1/invites", {"email": EMAIL.upper(), "role": "admin"})
    assert (again.status, again.code) == (409, "already_invited")
    elsewhere = make_account(owner)
    other = client.by_token(token_of(owner, elsewhere, make_user(owner, elsewhere, role="admin")))
    assert other.post("/api/v1/invites", {"email": EMAIL, "role": "agent"}).status == 201
    assert len(admin.get("/api/v1/invites").json["items"]) == 1


def test_what_was_taken_back_or_ended_opens_nothing(
    client: Client, admin: Client, mail_worker: MailWorker, owner: Owner, account: Row
) -> None:
    made = invite(admin)
    token = mail_worker.last().token
    owner.execute("update invites set expires_at = now()")
    assert client.post("/api/v1/invites/lookup", {"token": token}).code == "link_ended"
    assert admin.get("/api/v1/invites").json["items"][0]["expired"] is True
    assert admin.post(f"/api/v1/invites/{made['id']}/resend").json["expired"] is False
    fresh = mail_worker.last().token
    assert client.post("/api/v1/invites/lookup", {"token": fresh}).status == 200
    owner.execute("update accounts set status = 'suspended' where id = %s", (account["id"],))
    assert client.post("/api/v1/invites/lookup", {"token": fresh}).code == "link_ended"
    owner.execute("update accounts set status = 'active'")
    assert admin.delete(f"/api/v1/invites/{made['id']}").status == 204
    assert client.post("/api/v1/invites/lookup", {"token": fresh}).code == "link_ended", "it tells nobody anything"
    assert accept(client, fresh, name="Bia").code == "link_ended"
    assert admin.post(f"/api/v1/invites/{made['id']}/resend").status == 404
    assert admin.delete(f"/api/v1/invites/{made['id']}").status == 404
    assert owner.execute("select count(*) from users where email = %s", (EMAIL,)).fetchone() == {"count": 0}


@pytest.mark.parametrize("change", ["demoted", "deactivated", "removed"])
def test_what_somebody_gave_who_may_no_more_opens_nothing(
    client: Client, admin: Client, mail_worker: MailWorker, owner: Owner, account: Row, change: str
) -> None:
    leaving = make_user(owner, account, role="admin", name="Saindo")
    invite(knowing(client, owner, account, leaving), role="admin")
    token = mail_worker.last().token
    path = f"/api/v1/users/{leaving['id']}"
    done = {
        "demoted": lambda: admin.patch(path, {"role": "agent"}),
        "deactivated": lambda: admin.patch(path, {"active": False}),
        "removed": lambda: admin.delete(path),
    }[change]()
    assert done.status in (200, 204), done.text
    answer = accept(client, token, name="Eu de novo")
    assert (answer.status, answer.code) == (404, "link_ended")
    assert admin.get("/api/v1/invites").json["items"] == []


def test_a_link_for_a_password_is_no_invite_and_the_other_way_round(
    client: Client, admin: Client, mail_worker: MailWorker
) -> None:
    invite(admin)
    body = {"token": mail_worker.last().token, "password": PASSWORD}
    assert client.post("/api/v1/password-resets/confirm", body).code == "link_ended"


def test_a_newcomer_needs_a_name_and_a_good_password(client: Client, admin: Client, mail_worker: MailWorker) -> None:
    invite(admin)
    token = mail_worker.last().token
    assert "name" in accept(client, token).json["error"]["fields"]
    weak = accept(client, token, name="Bia", password="curta")
    assert (weak.status, weak.code) == (422, "weak_password")
    assert accept(client, token, name="Bia").status == 201


@pytest.mark.parametrize("role", ["admin", "supervisor"])
def test_nobody_invites_to_more_than_they_have(ports: Ports, owner: Owner, account: Row, role: Any) -> None:
    """By the use case: who may invite at all is another question (a role of the company's own may let others do it)."""
    from central.accounts.invites import invite as invite_somebody

    weaker = {"admin": "supervisor", "supervisor": "agent"}[role]
    user = make_user(owner, account, role=weaker)
    call = Call(account["id"], Actor("user", user["id"], weaker, token_id=uuid4()))  # type: ignore[arg-type]
    with pytest.raises(Forbidden) as refused:
        invite_somebody(ports, call, EMAIL, role)
    assert refused.value.code == "role_too_high"
    assert owner.execute("select count(*) from invites").fetchone() == {"count": 0}
    assert invite_somebody(ports, call, EMAIL, weaker).role == weaker


def test_nobody_sends_again_what_they_could_not_send(admin: Client, ports: Ports, owner: Owner, account: Row) -> None:
    """By the use case, as above. A new mail would open the stronger role for seven more days."""
    from central.accounts.invites import resend_invite

    made = invite(admin, role="admin")
    user = make_user(owner, account, role="supervisor")
    with pytest.raises(Forbidden) as refused:
        resend_invite(ports, Call(account["id"], Actor("user", user["id"], "supervisor")), UUID(made["id"]))
    assert refused.value.code == "role_too_high"
    assert owner.execute("select count(*) from mails").fetchone() == {"count": 1}


@pytest.mark.parametrize(
    "email",
    [
        "",
        "bia",
        "bia@exemplo",
        "bia@exemplo.com, eu@mal.exemplo",
        "Bia <bia@exemplo.com>",
        "bia@exemplo.com\r\nBcc: eu@mal.exemplo",
        "bia@@exemplo.com",
        "bia@-exemplo.com",
        '"bia lima"@exemplo.com',
        "bia@exemplo.com\u202e",
    ],
)
def test_what_is_no_single_address_is_refused(admin: Client, owner: Owner, email: str) -> None:
    answer = admin.post("/api/v1/invites", {"email": email, "role": "agent"})
    assert (answer.status, set(answer.json["error"]["fields"])) == (422, {"email"})
    assert owner.execute("select count(*) from mails").fetchone() == {"count": 0}


def test_names_cannot_write_into_the_mail(client: Client, owner: Owner, mail_worker: MailWorker) -> None:
    company = make_account(owner, name="<b>Mal</b>\r\nBcc: eu@mal.exemplo https://mal.exemplo {name}")
    bad = make_user(owner, company, role="admin", name="Eu\u202e <script>x</script>")
    client.by_token(token_of(owner, company, bad)).post("/api/v1/invites", {"email": EMAIL, "role": "agent"})
    mail = mail_worker.last()
    assert mail.subject.isprintable()
    assert "\u202e" not in mail.text + mail.html
    assert "<script>" not in mail.html
    assert "<b>" not in mail.html
    assert mail.html.count("https://") == 2, "the link, as a button and written out"
    assert "https://mal" not in mail.text


def test_nobody_is_flooded_with_invites(admin: Client, owner: Owner) -> None:
    made = invite(admin)
    path = f"/api/v1/invites/{made['id']}/resend"
    assert [admin.post(path).status for _ in range(6)] == [200] * 4 + [429] * 2
    assert owner.execute("select count(*) from mails").fetchone() == {"count": 5}
    assert invite(admin, "outra@exemplo.com.br")["mail_state"] == "pending"


def test_no_company_floods_others_with_invites(admin: Client, owner: Owner, account: Row) -> None:
    owner.execute(
        "select gate.count_try(gate.key_of('invite mails', %s), 100, now()) from generate_series(1, 99)",
        (str(account["id"]),),
    )
    invite(admin)
    refused = admin.post("/api/v1/invites", {"email": "outra@exemplo.com.br", "role": "agent"})
    assert (refused.status, refused.code) == (429, "too_many_requests")
    assert int(refused.headers["retry-after"]) > 60
    assert len(admin.get("/api/v1/invites").json["items"]) == 1


def test_two_who_accept_at_once_are_one(
    admin: Client, mail_worker: MailWorker, owner: Owner, ports: Ports, postgres: TestDatabase
) -> None:
    invite(admin)
    token = mail_worker.last().token

    def come(number: int) -> str:
        from central.accounts.invites import accept_invite

        database = patient_database(postgres.app_url, ports.queues, ports.bus)
        own = Ports(database, ports.queues, ports.bus, ports.sockets, ports.blobs, ports.secrets)
        try:
            visitor = Visitor(f"203.0.113.{number}")
            accept_invite(own, token, name="Bia", password=PASSWORD, visitor=visitor, correlation_id="c")
        except CentralError as error:
            return error.code
        finally:
            database.close()
        return "came"

    with ThreadPoolExecutor(4) as pool:
        outcomes = sorted(pool.map(come, range(4)))
    assert outcomes.count("came") == 1
    assert set(outcomes) <= {"came", "link_ended"}
    assert owner.execute("select count(*) from users where email = %s", (EMAIL,)).fetchone() == {"count": 1}


def test_two_companies_bring_the_same_newcomer(
    client: Client, admin: Client, mail_worker: MailWorker, owner: Owner, ports: Ports, postgres: TestDatabase
) -> None:
    from central.accounts.invites import accept_invite

    elsewhere = make_account(owner)
    other = client.by_token(token_of(owner, elsewhere, make_user(owner, elsewhere, role="admin")))
    invite(admin)
    first = mail_worker.last().token
    invite(other)
    second = mail_worker.last().token

    def come(token: str) -> str:
        database = patient_database(postgres.app_url, ports.queues, ports.bus)
        own = Ports(database, ports.queues, ports.bus, ports.sockets, ports.blobs, ports.secrets)
        try:
            visitor = Visitor("203.0.113.1")
            accept_invite(own, token, name="Bia", password=PASSWORD, visitor=visitor, correlation_id="c")
        except Conflict:
            # As the answer says: opened again, the invite knows them and takes the password they have now.
            accept_invite(own, token, name=None, password=PASSWORD, visitor=visitor, correlation_id="c")
        finally:
            database.close()
        return "came"

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(come, (first, second))) == ["came", "came"]
    row = owner.execute("select count(*) from users where email = %s", (EMAIL,)).fetchone()
    assert row == {"count": 1}


def test_the_application_writes_down_nobody_who_works_nowhere(database: PostgresDatabase, account: Row) -> None:
    import psycopg

    from central.call import system_call

    with pytest.raises(psycopg.errors.InsufficientPrivilege), database.transaction(system_call(account["id"])) as tx:
        tx.execute("insert into users (id, email, name) values (%(id)s, 'x@exemplo.com.br', 'X')", id=UUID(int=1))


def test_invites_are_listed_in_pages(admin: Client) -> None:
    emails = [invite(admin, f"pessoa{number}@exemplo.com.br")["email"] for number in range(3)]
    first = admin.get("/api/v1/invites", query={"limit": 2}).json
    second = admin.get("/api/v1/invites", query={"limit": 2, "cursor": first["next_cursor"]}).json
    assert [item["email"] for item in first["items"] + second["items"]] == emails[::-1]


def test_an_invite_to_a_role_of_the_companys_own(
    client: Client, admin: Client, mail_worker: MailWorker, owner: Owner, account: Row
) -> None:
    role = insert(
        owner,
        "roles",
        account_id=account["id"],
        name="Leitura",
        scope="own",
    )
    owner.execute("update roles set permissions = '{conversations.read}'")
    made = invite(admin, role=str(role["id"]))
    assert made["custom_role"] == {"id": str(role["id"]), "name": "Leitura"}
    answer = accept(client, mail_worker.last().token, name="Bia")
    assert answer.json["custom_role"] == {"id": str(role["id"]), "name": "Leitura"}
    gone = insert(owner, "roles", account_id=account["id"], name="Some", scope="own")
    invite(admin, "outra@exemplo.com.br", role=str(gone["id"]))
    owner.execute("delete from roles where id = %s", (gone["id"],))
    assert accept(client, mail_worker.last().token, name="Outra").code == "link_ended"


@pytest.mark.parametrize("stored", [True, False], ids=["another password", "the first password"])
def test_a_password_that_changes_while_an_invite_is_accepted_is_the_one_that_counts(
    client: Client,
    admin: Client,
    mail_worker: MailWorker,
    owner: Owner,
    account: Row,
    monkeypatch: pytest.MonkeyPatch,
    stored: bool,
) -> None:
    """Else whoever knew the old one has a session that its change did not end, or takes the new one away."""
    old = hash_password(PASSWORD) if stored else None
    known = make_user(owner, make_account(owner), email=EMAIL, name="Bia", password_hash=old)
    invite(admin)
    name, real = ("verify_password", passwords.verify_password) if stored else ("hash_password", hash_password)

    def compare(*given: Any) -> Any:
        answer = real(*given)
        owner.execute("update users set password_hash = 'another' where id = %s", (known["id"],))
        return answer

    monkeypatch.setattr(passwords, name, compare)
    answer = accept(client, mail_worker.last().token, name="Bia")
    assert (answer.status, answer.code) == ((401, "wrong_credentials") if stored else (409, "user_exists"))
    row = owner.execute("select count(*) from memberships where account_id = %s", (account["id"],)).fetchone()
    assert row == {"count": 1}, "only the admin works there"
    row = owner.execute("select password_hash from users where id = %s", (known["id"],)).fetchone()
    assert row == {"password_hash": "another"}
