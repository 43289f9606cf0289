"""Opening a company by oneself: the link in the mail is the only way in, and one answer for everybody."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from central.companies import sign_ups, store
from central.ports import Ports
from tests.fakes import FakeQueues
from tests.fixtures.factories import Owner, make_account, make_user
from tests.fixtures.mail import MailWorker
from tests.handlers.rest_client import Answer, Client

EMAIL = "dona@loja.com.br"
WISH = {"company": "Loja da Dona", "name": "Dona Rosa", "email": EMAIL}
PASSWORD = "uma frase bem comprida"


def ask(client: Client, **changes: str) -> Answer:
    return client.post("/api/v1/sign-ups", {**WISH, **changes})


def token_in(text: str) -> str:
    return text.partition("#token=")[2].split()[0]


def test_a_company_is_opened_and_entered_by_the_link(
    client: Client, mail_worker: MailWorker, owner: Owner, queues: FakeQueues
) -> None:
    assert client.get("/api/v1/sign-ups").json == {"open": True}
    assert ask(client, email=" Dona@Loja.com.br ").status == 204
    assert len(queues.of("mail")) == 1
    assert owner.execute("select count(*) from accounts").fetchone() == {"count": 0}
    mail = mail_worker.last()
    assert (mail.to, mail.subject) == (EMAIL, "Crie a sua senha da Central")
    assert "Loja da Dona" in mail.text
    assert "/redefinir-senha?primeira=1#token=" in mail.text, "the page speaks of a first password too"
    done = client.post("/api/v1/password-resets/confirm", {"token": token_in(mail.text), "password": PASSWORD})
    assert done.status == 204, done.text
    session = client.post("/api/v1/session", {"email": EMAIL, "password": PASSWORD}).json
    assert (session["account"]["name"], session["user"]["name"], session["role"]) == (
        "Loja da Dona",
        "Dona Rosa",
        "admin",
    )
    admin = client.by_token(session["token"])
    (queue,) = admin.get("/api/v1/queues").json["items"]
    assert (queue["name"], queue["is_default"]) == ("Atendimento", True)
    assert [step["key"] for step in admin.get("/api/v1/account/checklist").json["items"] if step["done"]] == ["queue"]


def test_asking_again_and_ringing_again_open_one_company(client: Client, mail_worker: MailWorker, owner: Owner) -> None:
    for _ in range(2):
        assert ask(client).status == 204
    for _ in range(3):
        mail_worker.ring()
    assert ask(client, company="Outra").status == 204
    mail_worker.ring()
    assert owner.execute("select name from accounts").fetchall() == [{"name": "Loja da Dona"}]


def test_somebody_known_is_given_no_company_by_strangers(client: Client, mail_worker: MailWorker, owner: Owner) -> None:
    account = make_account(owner, name="A de sempre")
    make_user(owner, account, email=EMAIL, password_hash="x")
    answer = ask(client)
    assert (answer.status, answer.text) == (204, "")
    assert mail_worker.last().to == EMAIL
    assert owner.execute("select name from accounts").fetchall() == [{"name": "A de sempre"}]


def test_an_address_taken_meanwhile_opens_nothing(
    client: Client, mail_worker: MailWorker, owner: Owner, ports: Ports, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(client)
    (wish,) = store.due_sign_ups(ports.database, 10)
    make_user(owner, make_account(owner, name="A de sempre"), email=EMAIL, password_hash="x")
    with monkeypatch.context() as patched:
        patched.setattr(store, "due_sign_ups", lambda *_: [wish])
        assert sign_ups.open_asked_companies(ports) == 0
    assert owner.execute("select name from accounts").fetchall() == [{"name": "A de sempre"}]


def test_a_worker_that_died_after_opening_opens_nothing_twice(
    client: Client, mail_worker: MailWorker, owner: Owner, ports: Ports
) -> None:
    ask(client)
    (wish,) = store.due_sign_ups(ports.database, 10)
    assert sign_ups.open_asked_companies(ports) == 1
    owner.execute(
        "insert into gate.sign_ups values (%s, %s, %s, %s, 'pt-BR', now())",
        (wish.email, wish.id, wish.company, wish.person),
    )
    assert sign_ups.open_asked_companies(ports) == 0
    assert owner.execute("select count(*) from accounts").fetchone() == {"count": 1}


def test_strangers_are_slowed_down_by_place(client: Client, owner: Owner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sign_ups, "now", lambda: datetime(2026, 11, 21, tzinfo=UTC))
    for number in range(5):
        assert ask(client, email=f"p{number}@loja.com.br").status == 204
    refused = ask(client)
    assert (refused.status, refused.code, refused.headers["retry-after"]) == (429, "too_many_requests", "900")
    assert ask(replace(client, address="198.51.100.77")).status == 204


def test_where_it_is_closed_nothing_is_asked_for(client: Client, owner: Owner) -> None:
    client.app.state.settings = replace(client.app.state.settings, sign_up=False)
    assert client.get("/api/v1/sign-ups").json == {"open": False}
    answer = ask(client)
    assert (answer.status, answer.code) == (403, "sign_up_closed")
    assert owner.execute("select count(*) from gate.sign_ups").fetchone() == {"count": 0}


@pytest.mark.parametrize(
    "changes", [{"email": "x"}, {"company": ""}, {"name": "x" * 121}, {"locale": "de"}, {"role": "admin"}]
)
def test_what_makes_no_sense_is_named(client: Client, changes: dict[str, str]) -> None:
    answer = ask(client, **changes)
    assert (answer.status, set(answer.json["error"]["fields"])) == (422, set(changes))
