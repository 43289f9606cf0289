"""A new password for who forgot theirs: one answer for everybody, one use for every link."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial

import pytest

from central.accounts.passwords import hash_password
from central.db.database import PostgresDatabase
from central.ports import Ports
from tests.fakes import FakeQueues, FakeSockets
from tests.fixtures.factories import Owner, Row, insert, make_account, make_user
from tests.fixtures.mail import MailWorker
from tests.fixtures.patient import patient_database
from tests.fixtures.server import TestDatabase
from tests.fixtures.work import work_of
from tests.handlers.rest_client import Answer, Client, token_of

OLD, NEW = "a senha que eu esqueci", "uma frase nova e comprida"
EMAIL = "ana@exemplo.com.br"


@pytest.fixture
def account(owner: Owner) -> Row:
    return make_account(owner)


@pytest.fixture
def user(owner: Owner, account: Row) -> Row:
    return make_user(owner, account, name="Ana", email=EMAIL, password_hash=hash_password(OLD))


def ask(client: Client, email: str = EMAIL) -> Answer:
    return client.post("/api/v1/password-resets", {"email": email})


def confirm(client: Client, token: str, password: str = NEW) -> Answer:
    return client.post("/api/v1/password-resets/confirm", {"token": token, "password": password})


def sign_in(client: Client, password: str) -> int:
    return client.post("/api/v1/session", {"email": EMAIL, "password": password}).status


def test_a_link_gives_a_new_password_once_and_ends_every_session(
    client: Client,
    mail_worker: MailWorker,
    owner: Owner,
    account: Row,
    user: Row,
    sockets: FakeSockets,
) -> None:
    elsewhere = make_account(owner)
    insert(owner, "memberships", account_id=elsewhere["id"], user_id=user["id"], role="agent")
    tokens = [token_of(owner, account, user), token_of(owner, elsewhere, user)]
    session = owner.execute("select id from sessions where account_id = %s", (elsewhere["id"],)).fetchone()
    assert session is not None
    insert(
        owner,
        "socket_connections",
        account_id=elsewhere["id"],
        connection_id="s-1",
        session_id=session["id"],
        user_id=user["id"],
    )
    assert ask(client, f" {EMAIL.upper()} ").status == 204
    mail = mail_worker.last()
    assert (mail.to, mail.subject) == (EMAIL, "Escolha uma nova senha")
    assert mail.link.startswith("https://central.exemplo.com.br/redefinir-senha#token=")
    assert confirm(client, mail.token).status == 204
    assert [client.by_token(token).get("/api/v1/session").status for token in tokens] == [401, 401]
    assert sockets.closed == ["s-1"]
    assert (sign_in(client, OLD), sign_in(client, NEW)) == (401, 201)
    again = confirm(client, mail.token, "outra frase bem comprida")
    assert (again.status, again.code) == (404, "link_ended")
    assert confirm(client, mail.token, "curta").code == "link_ended", "nothing is said about the password either"
    log = owner.execute(
        "select action, actor_type from audit_log where account_id = %s order by sequence", (account["id"],)
    ).fetchall()
    assert [(row["action"], row["actor_type"]) for row in log[:2]] == [
        ("password.reset_asked", "system"),
        ("password.reset", "user"),
    ]


def test_an_unknown_address_is_answered_alike_and_gets_nothing(
    client: Client,
    mail_worker: MailWorker,
    owner: Owner,
    user: Row,
    queues: FakeQueues,
) -> None:
    left = make_user(owner, make_account(owner), email="fora@exemplo.com.br")
    owner.execute("update memberships set active = false where user_id = %s", (left["id"],))
    stopped = make_account(owner, status="suspended")
    make_user(owner, stopped, email="parada@exemplo.com.br")
    answers, rung = [], []
    for email in (EMAIL, "ninguem@exemplo.com.br", "fora@exemplo.com.br", "parada@exemplo.com.br", "nem e-mail"):
        queues.doorbells.clear()
        answer = ask(client, email)
        answers.append((answer.status, answer.text, set(answer.headers)))
        rung.append([(bell.queue, bell.body, bell.delay_seconds) for bell in queues.doorbells])
    assert all(answer == answers[0] for answer in answers)
    assert all(bells == rung[0] for bells in rung)
    assert owner.execute("select count(*) from mails").fetchone() == {"count": 0}, "not even a row, in the request"
    mail_worker.ring()
    assert [mail.to for mail in mail_worker.mailer.sent] == [EMAIL]
    assert owner.execute("select count(*) from gate.reset_requests").fetchone() == {"count": 0}


def test_an_unknown_address_is_the_same_work(
    client: Client, owner: Owner, user: Row, database: PostgresDatabase
) -> None:
    """S26: what takes the same work takes the same time."""
    known, unknown = (
        work_of(database, owner, partial(ask, replace(client, address=address), email))
        for address, email in (("198.51.100.1", EMAIL), ("198.51.100.2", "ninguem@exemplo.com.br"))
    )
    assert known == unknown
    assert "gate.reset_requests" in known


def test_the_page_speaks_as_the_mail_does(client: Client, mail_worker: MailWorker, owner: Owner, user: Row) -> None:
    owner.execute("update users set locale = 'en' where id = %s", (user["id"],))
    ask(client)
    assert mail_worker.last().link.startswith("https://central.exemplo.com.br/redefinir-senha?idioma=en#token=")
    owner.execute("update users set password_hash = null where id = %s", (user["id"],))
    ask(client)
    mail = mail_worker.last()
    assert mail.link.startswith("https://central.exemplo.com.br/redefinir-senha?primeira=1&idioma=en#token=")
    assert "&amp;idioma=en#token=" in mail.html
    assert confirm(client, mail.token).status == 204


def test_asking_is_slowed_down_per_place_and_locks_nobody_out(
    client: Client,
    mail_worker: MailWorker,
    user: Row,
) -> None:
    client.address = "203.0.113.7"
    for _ in range(20):
        assert ask(client).status == 204
    refused = ask(client)
    assert (refused.status, refused.code) == (429, "too_many_requests")
    assert int(refused.headers["retry-after"]) > 0
    client.address = "203.0.113.8"
    assert ask(client).status == 204
    assert mail_worker.last().to == EMAIL


def test_a_known_browser_asks_beside_all_the_others(client: Client, user: Row) -> None:
    client.address = "203.0.113.7"
    answer = client.post("/api/v1/session", {"email": EMAIL, "password": OLD})
    device = next(c for c in answer.cookies if c.startswith("__Host-device=")).split("=", 1)[1].split(";")[0]
    for number in range(20):
        assert ask(client, f"ninguem{number}@exemplo.com.br").status == 204
    assert ask(client).status == 429
    client.device = device
    assert [ask(client).status for _ in range(6)] == [204] * 5 + [429]


def test_asking_in_somebodys_name_fills_no_mailbox_and_spoils_no_link(
    client: Client,
    mail_worker: MailWorker,
    user: Row,
) -> None:
    tokens = []
    for number in range(12):
        client.address = f"198.51.100.{number}"
        assert ask(client).status == 204
        mail_worker.ring()
        tokens = [mail.token for mail in mail_worker.mailer.sent]
    assert len(tokens) == 5
    assert confirm(client, tokens[0]).status == 204, "the first is as good as the last"
    assert confirm(client, tokens[4], "outra frase bem comprida").status == 404, "and used up with it"


def test_a_link_ends(client: Client, mail_worker: MailWorker, owner: Owner, user: Row) -> None:
    ask(client)
    token = mail_worker.last().token
    row = owner.execute(
        "select link_expires_at - now() between '59 minutes' and '60 minutes' as ok from mails"
    ).fetchone()
    assert row == {"ok": True}
    owner.execute("update mails set link_expires_at = now()")
    assert confirm(client, token).code == "link_ended"
    assert confirm(client, token, "curta").code == "link_ended"
    assert sign_in(client, OLD) == 201


def test_a_link_is_worth_nothing_to_who_may_not_sign_in(
    client: Client,
    mail_worker: MailWorker,
    owner: Owner,
    user: Row,
) -> None:
    ask(client)
    token = mail_worker.last().token
    owner.execute("update memberships set active = false")
    assert confirm(client, token).code == "link_ended"


def test_another_company_sends_the_link_when_the_first_is_suspended(
    client: Client, mail_worker: MailWorker, owner: Owner, account: Row, user: Row
) -> None:
    insert(owner, "memberships", account_id=make_account(owner)["id"], user_id=user["id"], role="agent")
    owner.execute("update accounts set status = 'suspended' where id = %s", (account["id"],))
    ask(client)
    assert confirm(client, mail_worker.last().token).status == 204
    assert sign_in(client, NEW) == 201


def test_a_weak_password_is_refused_and_the_link_stays_good(
    client: Client,
    mail_worker: MailWorker,
    user: Row,
) -> None:
    ask(client)
    token = mail_worker.last().token
    for weak in ("curta", "senhasenha123", EMAIL):
        answer = confirm(client, token, weak)
        assert (answer.status, answer.code) == (422, "weak_password")
        assert "password" in answer.json["error"]["fields"]
    assert confirm(client, token).status == 204


def test_links_cannot_be_guessed_and_a_good_one_is_never_refused(
    client: Client,
    mail_worker: MailWorker,
    user: Row,
) -> None:
    ask(client)
    token = mail_worker.last().token
    answers = [confirm(client, f"{number:043}") for number in range(25)]
    assert [answer.status for answer in answers] == [404] * 20 + [429] * 5
    assert client.post("/api/v1/invites/lookup", {"token": token}).status == 429, "another kind of link"
    assert confirm(client, token).status == 204


def test_a_link_used_by_two_at_once_is_used_once(
    client: Client,
    mail_worker: MailWorker,
    owner: Owner,
    user: Row,
    ports: Ports,
    postgres: TestDatabase,
) -> None:
    ask(client)
    token = mail_worker.last().token

    def use(number: int) -> int:
        database = patient_database(postgres.app_url, ports.queues, ports.bus)
        own = Ports(database, ports.queues, ports.bus, ports.sockets, ports.blobs, ports.secrets)
        try:
            from central.accounts.model import Visitor
            from central.accounts.password_resets import reset_password
            from central.errors import NotFound

            try:
                reset_password(own, token, f"{NEW} {number}", visitor=Visitor("203.0.113.9"), correlation_id="c")
            except NotFound:
                return 0
            return 1
        finally:
            database.close()

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(use, range(4))) == 1
    assert owner.execute("select count(*) from audit_log where action = 'password.reset'").fetchone() == {"count": 1}


def test_links_end_when_the_password_changes_otherwise(
    client: Client, mail_worker: MailWorker, owner: Owner, account: Row, user: Row
) -> None:
    """Also when it is changed from within another company than the one whose mail it was."""
    ask(client)
    token = mail_worker.last().token
    elsewhere = make_account(owner)
    insert(owner, "memberships", account_id=elsewhere["id"], user_id=user["id"], role="agent")
    body = {"current_password": OLD, "new_password": NEW}
    changed = client.by_token(token_of(owner, elsewhere, user)).put("/api/v1/me/password", body)
    assert changed.status == 204, changed.text
    assert confirm(client, token, "outra frase bem comprida").code == "link_ended"
    assert sign_in(client, NEW) == 201


def test_another_sites_page_cannot_ask(client: Client, user: Row) -> None:
    client.origin = "https://mal.exemplo"
    assert ask(client).code == "foreign_origin"
    assert confirm(client, "x").code == "foreign_origin"


def test_a_password_by_a_link_is_told_too(client: Client, user: Row, mail_worker: MailWorker) -> None:
    ask(client)
    token = mail_worker.last().token
    assert confirm(client, token).status == 204
    assert mail_worker.last().subject == "A sua senha foi trocada"
