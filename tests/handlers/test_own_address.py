"""Changing one's own e-mail address: nothing counts before the mailbox answered, and nobody learns whose is whose."""

from functools import partial

import pytest

from central.accounts.mailing import send_due_mails
from central.accounts.passwords import hash_password
from central.db.database import PostgresDatabase
from central.errors import TryLater
from central.ports import MailRefused, Ports
from tests.fixtures.factories import Owner, Row, insert, make_account, make_session, make_user
from tests.fixtures.mail import MailWorker
from tests.fixtures.own_address import ME, NEW, OLD, PASSWORD, actions, address_of, ask, confirm, link, mail_to, said
from tests.fixtures.work import work_of
from tests.handlers.rest_client import PUBLIC_URL, Client, token_of


@pytest.fixture
def account(owner: Owner) -> Row:
    return make_account(owner)


@pytest.fixture(scope="module")
def hashed() -> str:
    return hash_password(PASSWORD)


@pytest.fixture
def ana(owner: Owner, account: Row, hashed: str) -> Row:
    return make_user(owner, account, name="Ana", email=OLD, password_hash=hashed)


@pytest.fixture
def here(client: Client, owner: Owner, account: Row, ana: Row) -> Client:
    return client.by_token(token_of(owner, account, ana))


def test_it_counts_once_its_link_is_opened_and_the_old_one_is_told(
    client: Client, owner: Owner, ana: Row, here: Client, mail_worker: MailWorker
) -> None:
    assert here.get(ME).json == {"email": OLD, "pending": None}
    asked = ask(here, f" {NEW.upper()} ")
    assert (asked.status, asked.json["email"], asked.json["pending"]["email"]) == (201, OLD, NEW)
    mail, notice = mail_to(mail_worker, NEW), mail_to(mail_worker, OLD)
    assert (mail.subject, notice.subject) == ("Confirme o seu novo e-mail", "Pediram para trocar o seu e-mail")
    assert mail.link.startswith(f"{PUBLIC_URL}/confirmar-email#token=")
    assert f"{PUBLIC_URL}/esqueci-minha-senha" in notice.text.splitlines()
    assert "token" not in notice.text
    pending = here.get(ME).json["pending"]
    assert (pending["email"], pending["mail_state"]) == (NEW, "sent")
    assert address_of(owner, ana) == OLD, "nothing changes before"
    assert client.post("/api/v1/session", {"email": NEW, "password": PASSWORD}).status == 401
    confirmed = confirm(here, mail.token)
    assert (confirmed.status, confirmed.json["user"]["email"]) == (200, NEW)
    assert here.get(ME).json == {"email": NEW, "pending": None}
    done = mail_to(mail_worker, OLD)
    assert done.subject == "O seu e-mail foi trocado"
    assert f"{PUBLIC_URL}/entrar" in done.text.splitlines(), "the old mailbox opens nothing"
    assert client.post("/api/v1/session", {"email": OLD, "password": PASSWORD}).status == 401
    assert client.post("/api/v1/session", {"email": NEW, "password": PASSWORD}).status == 201


def test_every_company_is_told_and_sessions_go_on(
    client: Client, owner: Owner, account: Row, ana: Row, here: Client, mail_worker: MailWorker
) -> None:
    second, left, foreign = make_account(owner), make_account(owner), make_account(owner)
    for company in (second, left):
        insert(owner, "memberships", account_id=company["id"], user_id=ana["id"], role="agent")
    owner.execute("update memberships set left_at = now(), active = false where account_id = %s", (left["id"],))
    there = client.by_token(token_of(owner, second, ana))
    token = link(mail_worker, here)
    assert there.get(ME).json["pending"]["email"] == NEW, "an address is the person's, wherever they asked"
    assert confirm(there, token).status == 200
    assert (here.get(ME).json["email"], there.get(ME).json["email"]) == (NEW, NEW)
    assert actions(owner, account) == ["email.change_asked", "email.changed"]
    assert (actions(owner, second), actions(owner, left), actions(owner, foreign)) == (["email.changed"], [], [])
    row = owner.execute(
        "select actor_id, actor_name, target_id, fields, session_id is not null as session from audit_log"
        " where account_id = %s and action = 'email.changed'",
        (account["id"],),
    ).fetchone()
    assert row == {
        "actor_id": ana["id"],
        "actor_name": "Ana",
        "target_id": str(ana["id"]),
        "fields": ["email"],
        "session": False,
    }, "the session was another company's"
    broken = owner.execute("select set_config('central.account_id', %s, false)", (str(second["id"]),))
    assert broken is not None
    assert owner.execute("select broken_at from verify_audit()").fetchone() == {"broken_at": None}


def test_a_password_is_needed_and_the_address_must_be_another_one(
    owner: Owner, ana: Row, here: Client, mail_worker: MailWorker
) -> None:
    assert said(ask(here, password="errada")) == (422, "wrong_password")
    assert said(ask(here, OLD.upper())) == (422, "same_address")
    for email in ("sem arroba", "a@b", "a@b.co, c@d.co", "a@b.co\nBcc: c@d.co", "", "a" * 250 + "@b.co"):
        answer = ask(here, email)
        assert (answer.status, set(answer.json["error"]["fields"])) == (422, {"email"}), email
    mail_worker.ring()
    assert mail_worker.mailer.sent == []
    assert here.get(ME).json["pending"] is None


def test_a_link_is_good_once(owner: Owner, ana: Row, here: Client, mail_worker: MailWorker) -> None:
    token = link(mail_worker, here)
    assert confirm(here, token).status == 200
    assert said(confirm(here, token)) == (404, "link_ended")
    assert address_of(owner, ana) == NEW


def test_asking_ends_no_link_for_a_password(client: Client, here: Client, mail_worker: MailWorker) -> None:
    assert client.post("/api/v1/password-resets", {"email": OLD}).status == 204
    token = mail_to(mail_worker, OLD).token
    link(mail_worker, here)
    new = {"token": token, "password": "outra frase bem comprida"}
    assert client.post("/api/v1/password-resets/confirm", new).status == 204


def test_a_link_ends_after_a_day(owner: Owner, ana: Row, here: Client, mail_worker: MailWorker) -> None:
    token = link(mail_worker, here)
    row = owner.execute("select link_expires_at - now() as left from mails where kind = 'email_change'").fetchone()
    assert row is not None
    assert 86_000 < row["left"].total_seconds() <= 86_400
    owner.execute("update mails set link_expires_at = now() where kind = 'email_change'")
    assert said(confirm(here, token)) == (404, "link_ended")
    assert (address_of(owner, ana), here.get(ME).json["pending"]) == (OLD, None)


def test_a_link_opens_nothing_to_who_did_not_ask(
    client: Client, owner: Owner, account: Row, ana: Row, here: Client, mail_worker: MailWorker
) -> None:
    """Signed out, or as a colleague: else a mailbox's owner would give their address to who asked in their name."""
    token = link(mail_worker, here)
    colleague = make_user(owner, account)
    assert said(confirm(client, token)) == (401, "unauthenticated")
    assert said(confirm(client.by_token(token_of(owner, account, colleague)), token)) == (404, "link_ended")
    assert client.by_token(token_of(owner, account, colleague)).get(ME).json["pending"] is None
    assert (address_of(owner, ana), address_of(owner, colleague)) == (OLD, colleague["email"])
    assert confirm(client.by_token(token_of(owner, account, ana)), token).status == 200, "another browser of hers"


def test_links_are_good_for_one_thing(
    client: Client, owner: Owner, ana: Row, here: Client, mail_worker: MailWorker
) -> None:
    token = link(mail_worker, here)
    body = {"token": token, "password": "uma frase nova e comprida"}
    assert said(client.post("/api/v1/password-resets/confirm", body)) == (404, "link_ended")
    assert said(client.post("/api/v1/invites/lookup", {"token": token})) == (404, "link_ended")
    client.post("/api/v1/password-resets", {"email": OLD})
    assert said(confirm(here, mail_to(mail_worker, OLD).token)) == (404, "link_ended")
    assert confirm(here, token).status == 200, "a wrong try ends nothing"


def test_asking_again_and_giving_up_end_the_link_of_before(
    owner: Owner, account: Row, ana: Row, here: Client, mail_worker: MailWorker
) -> None:
    first = link(mail_worker, here)
    second = link(mail_worker, here, "ana.lima@outra.com.br")
    assert said(confirm(here, first)) == (404, "link_ended")
    assert here.get(ME).json["pending"]["email"] == "ana.lima@outra.com.br"
    assert here.delete(ME).status == 204
    assert said(confirm(here, second)) == (404, "link_ended")
    assert here.get(ME).json["pending"] is None
    assert here.delete(ME).status == 204, "nothing to give up"
    assert actions(owner, account) == ["email.change_asked"] * 2 + ["email.change_given_up"]
    assert ask(here).status == 201
    assert here.delete(ME).status == 204
    mail_worker.ring()
    assert [mail.to for mail in mail_worker.mailer.sent].count(NEW) == 1, "what had not left does not leave any more"


@pytest.mark.parametrize("way", ["changed", "by a link"])
def test_a_new_password_ends_the_change(
    client: Client, owner: Owner, ana: Row, here: Client, mail_worker: MailWorker, way: str
) -> None:
    """What the notice promises whoever did not ask themselves."""
    token, other = link(mail_worker, here), "uma frase nova e comprida"
    if way == "changed":
        body = {"current_password": PASSWORD, "new_password": other}
        assert here.put("/api/v1/me/password", body).status == 204
    else:
        client.post("/api/v1/password-resets", {"email": OLD})
        body = {"token": mail_to(mail_worker, OLD).token, "password": other}
        assert client.post("/api/v1/password-resets/confirm", body).status == 204
    again = client.post("/api/v1/session", {"email": OLD, "password": other})
    assert said(confirm(client.by_token(again.json["token"]), token)) == (404, "link_ended")
    assert address_of(owner, ana) == OLD


def test_the_old_mailbox_opens_nothing_any_more(
    client: Client, owner: Owner, account: Row, ana: Row, here: Client, mail_worker: MailWorker
) -> None:
    """A link for a new password that was mailed there ends, also one that is on its way."""
    token = link(mail_worker, here)
    client.post("/api/v1/password-resets", {"email": OLD})
    reset = mail_to(mail_worker, OLD).token
    assert confirm(here, token).status == 200
    body = {"token": reset, "password": "uma frase nova e comprida"}
    assert said(client.post("/api/v1/password-resets/confirm", body)) == (404, "link_ended")
    # Whoever looked the person up before the change writes it down after it.
    insert(owner, "mails", account_id=account["id"], kind="password_reset", address=OLD, user_id=ana["id"])
    mail_worker.ring()
    assert [mail.subject for mail in mail_worker.mailer.sent if mail.to == OLD][-1] == "O seu e-mail foi trocado"
    assert owner.execute("select error from mails where state = 'failed'").fetchone() == {"error": "too_late"}


def test_nobody_is_told_that_an_address_is_somebody_elses(
    client: Client, owner: Owner, ana: Row, here: Client, mail_worker: MailWorker
) -> None:
    """Only its mailbox is, without a link and without a name."""
    make_user(owner, make_account(owner), email="bia@exemplo.com.br", name="Bia")
    answers = []
    for email in ("bia@exemplo.com.br", "ninguem@exemplo.com.br"):
        asked = ask(here, email)
        mail_worker.ring()
        pending = here.get(ME).json["pending"]
        answers.append((asked.status, set(asked.json["pending"]), pending["email"] == email, pending["mail_state"]))
    assert answers[0] == answers[1] == (201, {"email", "asked_at", "expires_at", "mail_state"}, True, "sent")
    told = mail_to(mail_worker, "bia@exemplo.com.br")
    assert told.subject == "Este e-mail já tem uma conta"
    assert "token" not in told.text
    assert "Ana" not in told.text


def test_an_address_that_is_somebody_elses_is_the_same_work(
    owner: Owner, ana: Row, here: Client, database: PostgresDatabase
) -> None:
    """S26: what takes the same work takes the same time."""
    make_user(owner, make_account(owner), email="bia@exemplo.com.br")
    ask(here, "outra@exemplo.com.br")  # from now on each replaces the one before
    taken, free = (
        work_of(database, owner, partial(ask, here, email))
        for email in ("bia@exemplo.com.br", "ninguem@exemplo.com.br")
    )
    assert taken == free
    assert "public.mails" in taken


def test_an_address_taken_meanwhile_stays_whose_it_is(
    owner: Owner, ana: Row, here: Client, mail_worker: MailWorker
) -> None:
    token = link(mail_worker, here)
    bia = make_user(owner, make_account(owner), email=NEW)
    assert said(confirm(here, token)) == (409, "address_taken")
    assert (address_of(owner, ana), address_of(owner, bia)) == (OLD, NEW)
    mail_worker.ring()
    assert "O seu e-mail foi trocado" not in [mail.subject for mail in mail_worker.mailer.sent]


def test_nobodys_mailbox_is_filled(
    client: Client, owner: Owner, account: Row, ana: Row, here: Client, hashed: str, mail_worker: MailWorker
) -> None:
    """Five mails in a quarter of an hour by one person, and five to one address whoever asks."""
    for number in range(5):
        assert ask(here, f"outra{number}@exemplo.com.br").status == 201
    refused = ask(here, "outra9@exemplo.com.br")
    assert said(refused) == (429, "too_many_requests")
    assert int(refused.headers["retry-after"]) > 0
    assert here.get(ME).json["pending"]["email"] == "outra4@exemplo.com.br", "the one before stays good"
    for number in range(6):
        somebody = make_user(owner, account, email=f"gente{number}@exemplo.com.br", password_hash=hashed)
        asked = ask(client.by_token(token_of(owner, account, somebody)), "vitima@exemplo.com.br")
        assert asked.status == (201 if number < 5 else 429)
    assert ask(client.by_token(token_of(owner, account, make_user(owner, account, password_hash=hashed)))).status == 201


def test_a_mail_that_does_not_arrive_is_said_so(owner: Owner, ana: Row, here: Client, mail_worker: MailWorker) -> None:
    assert ask(here).status == 201
    mail_worker.mailer.faults = [MailRefused("no_such_mailbox")]
    mail_worker.ring()
    pending = here.get(ME).json["pending"]
    assert pending["mail_state"] == "failed"
    token = link(mail_worker, here)
    assert confirm(here, token).status == 200


def test_a_mail_that_could_not_leave_is_tried_again_with_another_link(
    owner: Owner, ana: Row, here: Client, mail_worker: MailWorker
) -> None:
    assert ask(here).status == 201
    mail_worker.mailer.faults = [TryLater("away"), TryLater("away")]
    mail_worker.ring()
    owner.execute("update mails set due_at = now() where state = 'pending'")
    assert confirm(here, mail_to(mail_worker, NEW).token).status == 200


def test_who_left_every_company_confirms_nothing(owner: Owner, ana: Row, here: Client, mail_worker: MailWorker) -> None:
    token = link(mail_worker, here)
    owner.execute("update memberships set active = false, left_at = now() where user_id = %s", (ana["id"],))
    assert said(confirm(here, token)) == (401, "session_ended")
    assert address_of(owner, ana) == OLD


def test_a_token_of_the_api_changes_no_address(owner: Owner, ana: Row, here: Client) -> None:
    body = {"name": "ERP", "permissions": ["contacts.read"], "password": PASSWORD}
    owner.execute("update memberships set role = 'admin' where user_id = %s", (ana["id"],))
    made = here.post("/api/v1/tokens", body)
    assert made.status == 201, made.text
    machine = here.by_token(made.json["token"])
    for answer in (machine.get(ME), ask(machine), machine.delete(ME), confirm(machine, "nada")):
        assert said(answer) == (403, "people_only")


def test_the_worker_dies_between_claiming_and_sending(
    owner: Owner, account: Row, ana: Row, here: Client, mail_worker: MailWorker, ports: Ports
) -> None:
    """A link nobody got is worth nothing; asking again sends another."""
    assert ask(here).status == 201

    def die(name: str) -> None:
        if name == "mail.claimed":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        send_due_mails(ports, mail_worker.mailer, public_url=PUBLIC_URL, checkpoint=die)
    make_session(owner, account, ana)
    assert confirm(here, link(mail_worker, here)).status == 200
