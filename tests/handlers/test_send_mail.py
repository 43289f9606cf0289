"""Our own mail: what is tried again, what never is, and what happens when the worker dies."""

from datetime import timedelta

import pytest

from central.accounts.mailing import retry_seconds, send_due_mails
from central.clock import now
from central.errors import TryLater
from central.ports import MailRefused, MailUnconfirmed, Ports
from central.upkeep.slices import MailWork, mail_work
from tests.fakes import FakeQueues
from tests.fixtures.factories import Owner, Row, make_account, make_user
from tests.fixtures.mail import MailWorker
from tests.handlers.rest_client import Client, token_of


class Died(Exception):
    """The worker was killed."""


@pytest.fixture
def account(owner: Owner) -> Row:
    return make_account(owner, name="Loja Sol")


@pytest.fixture
def admin(client: Client, owner: Owner, account: Row) -> Client:
    return client.by_token(token_of(owner, account, make_user(owner, account, role="admin", name="Zélia")))


@pytest.fixture
def invite(admin: Client) -> Row:
    answer = admin.post("/api/v1/invites", {"email": "Bia@Exemplo.com.br", "role": "agent"})
    assert answer.status == 201, answer.text
    made: Row = answer.json
    return made


def state(owner: Owner) -> Row:
    row = owner.execute("select state, attempts, error, due_at from mails").fetchone()
    assert row is not None
    return row


def make_due(owner: Owner) -> None:
    owner.execute("update mails set due_at = now() where due_at is not null")


def test_an_invite_leaves_once_however_often_it_is_rung(
    mail_worker: MailWorker,
    owner: Owner,
    invite: Row,
    queues: FakeQueues,
) -> None:
    assert len(queues.of("mail")) == 1
    for _ in range(3):
        assert mail_worker.ring() == {"batchItemFailures": []}
    (mail,) = mail_worker.mailer.sent
    assert (mail.to, mail.subject) == ("bia@exemplo.com.br", "Zélia convidou você para Loja Sol")
    assert mail.link.startswith("https://central.exemplo.com.br/convite#token=")
    assert len(mail.token) == 43
    assert state(owner)["state"] == "sent"


def test_the_database_knows_no_token(mail_worker: MailWorker, owner: Owner, invite: Row) -> None:
    token = mail_worker.last().token
    for table in ("mails", "invites", "audit_log", "outbox"):
        assert owner.execute(f"select t::text from {table} t where t::text like %s", (f"%{token}%",)).fetchall() == []


def test_what_surely_did_not_leave_is_tried_again_later(
    mail_worker: MailWorker,
    owner: Owner,
    invite: Row,
    queues: FakeQueues,
) -> None:
    mail_worker.mailer.faults = [TryLater("away"), TryLater("away")]
    before = now()
    mail_worker.ring()
    first = state(owner)
    assert (first["state"], first["attempts"], first["error"]) == ("pending", 1, "unavailable")
    assert before + timedelta(seconds=10) <= first["due_at"] <= now() + timedelta(seconds=15)
    assert 10 <= queues.of("mail")[-1].delay_seconds <= 20
    owner.execute("update mails set due_at = due_at + interval '1 hour'")
    mail_worker.ring()
    assert state(owner)["attempts"] == 1, "its time has not come"
    make_due(owner)
    mail_worker.ring()
    make_due(owner)
    assert mail_worker.last().to == "bia@exemplo.com.br"
    assert (state(owner)["state"], state(owner)["attempts"]) == ("sent", 3)
    assert len(mail_worker.mailer.sent) == 1


def test_what_may_have_left_is_never_sent_again_by_itself(
    mail_worker: MailWorker,
    owner: Owner,
    admin: Client,
    invite: Row,
) -> None:
    mail_worker.mailer.faults, mail_worker.mailer.keeps_faulty = [MailUnconfirmed()], True
    for _ in range(3):
        mail_worker.ring()
    assert len(mail_worker.mailer.sent) == 1
    assert (state(owner)["state"], state(owner)["error"]) == ("unknown", "no_answer")
    assert admin.get("/api/v1/invites").json["items"][0]["mail_state"] == "unknown"
    # It did arrive: its link is good, and so is that of the mail a person has sent again.
    first = mail_worker.mailer.sent[0].token
    admin.post(f"/api/v1/invites/{invite['id']}/resend")
    second = mail_worker.last().token
    for token in (first, second):
        assert admin.post("/api/v1/invites/lookup", {"token": token}).status == 200
    assert admin.get("/api/v1/invites").json["items"][0]["mail_state"] == "sent"


def test_what_is_refused_says_why_and_is_not_tried_again(
    mail_worker: MailWorker,
    owner: Owner,
    invite: Row,
) -> None:
    mail_worker.mailer.faults = [MailRefused("MessageRejected")]
    mail_worker.ring()
    mail_worker.ring()
    assert mail_worker.mailer.sent == []
    assert (state(owner)["state"], state(owner)["error"]) == ("failed", "MessageRejected")


@pytest.mark.parametrize(("place", "left"), [("mail.claimed", 0), ("mail.sent", 1)])
def test_a_worker_that_dies_leaves_no_second_mail(
    ports: Ports,
    mail_worker: MailWorker,
    owner: Owner,
    invite: Row,
    place: str,
    left: int,
) -> None:
    def die(name: str) -> None:
        if name == place:
            raise Died

    with pytest.raises(Died):
        send_due_mails(ports, mail_worker.mailer, public_url="https://x", checkpoint=die)
    mail_worker.ring()
    assert state(owner)["state"] == "sending", "another worker may still be at it"
    make_due(owner)
    mail_worker.ring()
    assert len(mail_worker.mailer.sent) == left
    assert state(owner)["state"] == "unknown"


def test_a_late_outcome_of_a_worker_that_was_given_up_changes_nothing(
    ports: Ports,
    mail_worker: MailWorker,
    owner: Owner,
    invite: Row,
) -> None:
    def overtaken(name: str) -> None:
        if name == "mail.sent":
            owner.execute("update mails set attempts = attempts + 1")

    send_due_mails(ports, mail_worker.mailer, public_url="https://x", checkpoint=overtaken)
    assert state(owner)["state"] == "sending"


def test_nothing_is_sent_about_what_is_over(
    mail_worker: MailWorker,
    owner: Owner,
    admin: Client,
    invite: Row,
) -> None:
    admin.delete(f"/api/v1/invites/{invite['id']}")
    mail_worker.ring()
    assert mail_worker.mailer.sent == []
    assert (state(owner)["state"], state(owner)["error"]) == ("failed", "too_late")


def test_a_suspended_company_sends_nothing(ports: Ports, mail_worker: MailWorker, owner: Owner, invite: Row) -> None:
    owner.execute("update accounts set status = 'suspended'")
    mail_worker.ring()
    assert mail_worker.mailer.sent == []
    assert (state(owner)["state"], state(owner)["error"]) == ("failed", "too_late")
    assert mail_work(ports.database) == MailWork(due=False, ahead=False), "the database may sleep"


def test_a_mail_that_waited_too_long_is_given_up(
    mail_worker: MailWorker,
    owner: Owner,
    invite: Row,
) -> None:
    owner.execute("update mails set created_at = now() - interval '25 hours'")
    mail_worker.ring()
    assert mail_worker.mailer.sent == []
    assert state(owner)["error"] == "too_late"


def test_the_sweep_rings_for_mail_that_was_forgotten(
    ports: Ports, owner: Owner, invite: Row, queues: FakeQueues
) -> None:
    from central.upkeep.service import sweep_work

    queues.doorbells.clear()
    owner.execute("update mails set due_at = now() - interval '1 minute'")
    swept = sweep_work(ports)
    assert (len(queues.of("mail")), swept.found["mail"], swept.again) == (1, 1, True)
    owner.execute("update mails set due_at = now() + interval '5 minutes'")
    queues.doorbells.clear()
    swept = sweep_work(ports)
    assert (queues.of("mail"), swept.again) == ([], True), "it will be due before somebody rings"


def test_waiting_grows_and_ends_at_a_quarter_of_an_hour() -> None:
    assert [retry_seconds(attempts, 0.0) for attempts in (1, 2, 3, 7, 50)] == [10, 20, 40, 600, 600]
    assert retry_seconds(50, 1.0) == 900
