"""How did we do: a ticket is resolved, the contact is asked once, and whatever they answer opens nothing."""

import json
import re
import signal
import threading
from datetime import timedelta
from typing import Any
from uuid import UUID

import psycopg
import pytest

import process_inbound.handler
import run_timers.handler
import sweep_work.handler
from central.clock import now
from central.db.database import PostgresDatabase
from central.events import timers_doorbell
from central.intake.accept import accept_webhook
from central.ports import Ports
from central.surveys.model import answer_in
from tests.fakes import FakeBus, FakeQueues
from tests.fixtures.contention import wait_until_blocked
from tests.fixtures.desk import Desk, make_desk
from tests.fixtures.factories import Owner, Row, insert, make_conversation, make_ticket
from tests.fixtures.inbound import entry, ingest, item, person, sign, text_message, webhook_body
from tests.fixtures.killed_worker import run_worker
from tests.fixtures.realtime import push_event
from tests.fixtures.server import TestDatabase
from tests.fixtures.worker import drain
from tests.handlers.rest_client import Client, token_of

QUESTION = "De 1 a 5, como você avalia este atendimento?"
THANKS = "Obrigado pela sua avaliação! Se quiser, conte em uma mensagem o motivo da sua nota."
GOODBYE = "Obrigado pelo seu comentário! Se ainda precisar de ajuda, escreva novamente."
POINTS = ("timers.held", "timers.sent", "ring", "timers.told")


@pytest.fixture(autouse=True)
def _wired(monkeypatch: pytest.MonkeyPatch, ports: Ports) -> None:
    for handler in (process_inbound.handler, run_timers.handler, sweep_work.handler):
        monkeypatch.setattr(handler, "ports", lambda: ports)


class Shop:
    """A company, a contact who wrote, and Ana who answered them."""

    def __init__(self, owner: Owner, ports: Ports, queues: FakeQueues, client: Client, desk: Desk) -> None:
        self.owner, self.ports, self.queues, self.desk = owner, ports, queues, desk
        self.anybody = client
        self.ana = client.by_token(token_of(owner, desk.account, desk.ana))
        self.admin = client.by_token(token_of(owner, desk.account, desk.admin))
        owner.execute("update agent_presence set state = 'pause'")
        self.writes("Oi")
        self.id: UUID = self.conversation["id"]
        self.path = f"/api/v1/conversations/{self.id}"

    def writes(self, *texts: str, **fields: Any) -> None:
        """The contact writes texts, in one batch."""
        fields.setdefault("timestamp", str(int(now().timestamp())))
        raw = webhook_body(*(entry(self.desk.channel, text_message(text, **fields)) for text in texts))
        assert (
            accept_webhook(self.ports.queues, self.ports.secrets, self.ports.blobs, raw, sign(raw), None).status == 200
        )
        assert drain(self.queues) == []

    def taps(self, code: str, title: str = "5 – Ótimo") -> None:
        """The contact chooses an option."""
        reply = {"type": "list_reply", "list_reply": {"id": code, "title": title}}
        self.writes(title, type="interactive", interactive=reply)

    def chooses(self, rating: int) -> None:
        """The contact chooses an option of the last question."""
        self.taps(f"csat:{self.request['id']}:{rating}")

    def served(self) -> None:
        """Ana takes the conversation and answers."""
        assert self.ana.call("POST", f"{self.path}/accept").status == 200
        assert self.ana.call("POST", f"{self.path}/messages", {"type": "text", "text": "Pois não"}).status == 201

    def resolved(self) -> None:
        """Ana resolves it."""
        assert self.ana.call("POST", f"{self.path}/resolve", {}).status == 200

    def asked(self) -> None:
        """Served, resolved, and the timer rang."""
        self.served()
        self.resolved()
        self.rings()

    def rings(self, times: int = 1) -> None:
        """The timer of the conversation rings."""
        bell = timers_doorbell(self.desk.account["id"], self.id)
        records = [{"messageId": str(n), "body": json.dumps(bell.body), "receiptHandle": "h"} for n in range(times)]
        assert run_timers.handler.lambda_handler({"Records": records}, None) == {"batchItemFailures": []}

    @property
    def conversation(self) -> Row:
        rows = self.owner.execute("select * from conversations order by opened_at desc, id").fetchall()
        return rows[0]

    @property
    def requests(self) -> list[Row]:
        return self.owner.execute("select * from survey_requests order by planned_at, id").fetchall()

    @property
    def request(self) -> Row:
        return self.requests[-1]

    @property
    def state(self) -> tuple[str, int | None, str | None]:
        row = self.request
        return row["state"], row["rating"], row["comment"]

    def said(self) -> list[str]:
        """What the bot said after the welcome."""
        rows = self.owner.execute(
            "select text from messages where author_type = 'bot' order by stored_at, sequence"
        ).fetchall()
        return [row["text"] for row in rows]

    def lines(self) -> list[str]:
        rows = self.owner.execute(
            "select text from messages where content ->> 'kind' = 'rating' order by sequence"
        ).fetchall()
        return [row["text"] for row in rows]

    def age(self, **columns: str) -> None:
        """Let something of the survey have been so long ago."""
        for name, interval in columns.items():
            self.owner.execute(f"update survey_requests set {name} = {name} - interval '{interval}'")


@pytest.fixture
def shop(owner: Owner, ports: Ports, queues: FakeQueues, client: Client) -> Shop:
    return Shop(owner, ports, queues, client, make_desk(owner))


# Asking


def test_asked_once_when_resolved_however_often_it_rings(shop: Shop, queues: FakeQueues) -> None:
    shop.served()
    queues.doorbells.clear()
    shop.resolved()
    (bell,) = queues.of("timers")
    assert (bell.body["conversation_id"], bell.due_at) == (str(shop.id), None)
    assert shop.said() == []
    shop.rings(times=3)
    shop.rings()
    assert shop.said() == [QUESTION]
    assert shop.conversation["status"] == "closed"
    asked = shop.owner.execute("select * from messages where author_type = 'bot'").fetchone()
    assert asked is not None
    (section,) = asked["content"]["interactive"]["sections"]
    assert [row["id"] for row in section["rows"]] == [f"csat:{shop.request['id']}:{n}" for n in (5, 4, 3, 2, 1)]
    assert (asked["type"], asked["status"], shop.request["message_id"]) == ("interactive", "pending", asked["id"])
    assert len(queues.of("outbound")) == 1
    days = shop.request["expires_at"] - shop.request["asked_at"]
    assert abs(days - timedelta(days=7)) < timedelta(seconds=1)


@pytest.mark.parametrize("point", POINTS)
def test_asked_once_whenever_its_worker_dies(shop: Shop, postgres: TestDatabase, point: str) -> None:
    shop.served()
    shop.resolved()
    event = push_event(json.dumps({"account_id": str(shop.desk.account["id"]), "conversation_id": str(shop.id)}))
    code, first = run_worker("run_timers", postgres, event, crash_at=point)
    assert code == -signal.SIGKILL, first
    code, second = run_worker("run_timers", postgres, event)
    assert (code, json.loads(second[-1])) == (0, {"batchItemFailures": []})
    assert shop.said() == [QUESTION]
    assert shop.request["state"] == "asked"


def test_two_that_ring_at_once_ask_once(shop: Shop, database: PostgresDatabase) -> None:
    shop.served()
    shop.resolved()
    threads = [threading.Thread(target=shop.rings) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert shop.said() == [QUESTION]


def test_a_lost_ring_is_found_by_the_sweep(shop: Shop, queues: FakeQueues) -> None:
    shop.served()
    shop.resolved()
    queues.doorbells.clear()
    sweep_work.handler.lambda_handler({}, None)
    assert [bell.body["conversation_id"] for bell in queues.of("timers")] == [str(shop.id)]
    shop.rings()
    queues.doorbells.clear()
    sweep_work.handler.lambda_handler({}, None)
    assert queues.of("timers") == []


def test_many_resolved_at_once_are_asked_too(shop: Shop) -> None:
    shop.served()
    body = {"action": "resolve", "ids": [str(shop.id)]}
    assert shop.ana.call("POST", "/api/v1/conversations/bulk", body).status == 200
    shop.rings()
    assert shop.said() == [QUESTION]


def test_nobody_is_asked_whom_nobody_answered(shop: Shop, queues: FakeQueues) -> None:
    assert shop.ana.call("POST", f"{shop.path}/accept").status == 200
    queues.doorbells.clear()
    shop.resolved()
    assert (shop.requests, queues.of("timers")) == ([], [])


def test_nobody_is_asked_whom_nobody_served(shop: Shop) -> None:
    shop.owner.execute("update conversations set first_replied_at = now()")
    assert shop.admin.call("POST", f"{shop.path}/resolve", {}).status == 200
    assert shop.requests == []


def test_a_ticket_that_ended_otherwise_is_not_asked_about(shop: Shop) -> None:
    shop.served()
    body = {"queue_id": str(shop.desk.other_queue["id"])}
    assert shop.ana.call("POST", f"{shop.path}/transfer", body).status == 200
    states = shop.owner.execute("select state from tickets order by entered_at").fetchall()
    assert [row["state"] for row in states][:1] == ["transferred"]
    assert shop.requests == []


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ("update contacts set blocked = true", "blocked"),
        ("update contacts set marketing_opt_out_at = now()", "opted_out"),
        ("update channels set state = 'inactive'", "channel"),
        ("update reply_windows set last_inbound_at = now() - interval '24 hours'", "window"),
        ("insert into survey_settings (account_id, enabled) select id, false from accounts", "disabled"),
        ('update accounts set texts = texts || \'{"csat": ""}\'', "disabled"),
    ],
)
def test_whom_nobody_may_write_to_is_not_asked(shop: Shop, change: str, reason: str) -> None:
    shop.served()
    shop.resolved()
    shop.owner.execute(change)
    shop.rings()
    assert (shop.request["state"], shop.request["reason"], shop.said()) == ("skipped", reason, [])


def test_who_is_switched_off_is_not_even_planned(shop: Shop, queues: FakeQueues) -> None:
    settings = {"enabled": True, "quiet_queue_ids": [str(shop.desk.queue["id"])]}
    assert shop.admin.call("PUT", "/api/v1/surveys/settings", settings).status == 200
    shop.served()
    shop.resolved()
    assert shop.requests == []


def test_asked_after_a_while_and_not_at_all_when_it_is_open_again(shop: Shop, queues: FakeQueues) -> None:
    shop.owner.execute("insert into survey_settings (account_id, delay_seconds) select id, 600 from accounts")
    shop.served()
    queues.doorbells.clear()
    shop.resolved()
    (bell,) = queues.of("timers")
    assert bell.due_at == shop.request["due_at"]
    shop.rings()
    assert queues.of("timers") == [bell, bell]  # too early: asked for again
    assert shop.ana.call("POST", f"{shop.path}/reopen").status == 200
    shop.age(due_at="11 minutes")
    shop.rings()
    assert (shop.request["reason"], shop.said()) == ("reopened", [])
    shop.resolved()  # the same ticket, which was never asked about
    shop.age(due_at="11 minutes")
    shop.rings()
    assert (len(shop.requests), shop.said()) == (1, [QUESTION])


def test_once_per_ticket(shop: Shop) -> None:
    shop.asked()
    assert shop.ana.call("POST", f"{shop.path}/reopen").status == 200
    shop.resolved()
    shop.rings()
    assert (len(shop.requests), shop.said()) == (1, [QUESTION])
    shop.writes("Voltei")  # another ticket
    shop.asked()
    assert [row["state"] for row in shop.requests] == ["asked", "asked"]
    assert shop.said() == [QUESTION, QUESTION]


# Answering in the chat


def test_an_option_rates_and_opens_nothing(shop: Shop, queues: FakeQueues, bus: FakeBus) -> None:
    shop.asked()
    before = shop.conversation
    queues.doorbells.clear()
    bus.entries.clear()
    shop.chooses(4)
    assert shop.state == ("answered", 4, None)
    after = shop.conversation
    assert (after["status"], after["unread_count"], after["id"]) == ("closed", before["unread_count"], before["id"])
    assert after["inbound_count"] == before["inbound_count"] + 1
    assert bus.types == ["TicketRated"]
    fact = json.loads(bus.entries[0].detail)["data"]
    assert (fact["rating"], fact["user_id"], fact["answered_by"]) == (4, str(shop.desk.ana["id"]), "chat")
    assert [bell.queue for bell in queues.doorbells if bell.queue != "push"] == ["timers"]  # no greeting, no ticket
    shop.rings(times=2)
    assert shop.said() == [QUESTION, THANKS]
    assert shop.lines() == ["Avaliação: 4 ★"]
    tickets = shop.owner.execute("select protocol, state from tickets").fetchall()
    assert [row["state"] for row in tickets] == ["finished"]
    shown = shop.ana.call("GET", f"/api/v1/tickets/{tickets[0]['protocol']}").json
    assert (shown["csat"]["rating"], shown["csat"]["comment"]) == (4, None)
    (listed,) = shop.ana.call("GET", f"/api/v1/conversations/{shown['conversation']['id']}/tickets").json["items"]
    assert listed["csat"] == shown["csat"]


@pytest.mark.parametrize("text", ["5", "nota 5", "5️⃣", "⭐⭐⭐⭐⭐"])
def test_a_number_rates_too(shop: Shop, text: str) -> None:
    shop.asked()
    shop.writes(text)
    assert (shop.state, shop.conversation["status"]) == (("answered", 5, None), "closed")


def test_what_follows_is_the_comment_and_help_is_offered(shop: Shop, bus: FakeBus) -> None:
    shop.asked()
    shop.writes("2")
    shop.rings()
    bus.entries.clear()
    shop.writes("Demorou muito")
    assert (shop.state, shop.conversation["status"]) == (("answered", 2, "Demorou muito"), "closed")
    assert bus.types == []
    shop.rings(times=2)
    assert shop.said() == [QUESTION, THANKS, GOODBYE]
    shop.writes("Ainda estou sem luz")  # whoever writes again is heard
    assert (shop.state, shop.conversation["status"]) == (("answered", 2, "Demorou muito"), "open")


def test_a_rating_and_its_comment_in_one_burst(shop: Shop) -> None:
    shop.asked()
    shop.writes("5", "Muito bom!")
    assert (shop.state, shop.conversation["status"]) == (("answered", 5, "Muito bom!"), "closed")
    shop.rings()
    assert (shop.said(), shop.lines()) == ([QUESTION, GOODBYE], ["Avaliação: 5 ★ – Muito bom!"])


@pytest.mark.parametrize("text", ["E o meu boleto?", "preciso de outra coisa", "SAIR"])
def test_a_new_problem_is_never_taken_for_a_comment(shop: Shop, text: str) -> None:
    shop.asked()
    shop.writes("5")
    shop.rings()
    shop.writes(text)
    assert (shop.state, shop.conversation["status"]) == (("answered", 5, None), "open")


def test_a_comment_has_half_an_hour_unless_it_quotes(shop: Shop) -> None:
    shop.asked()
    shop.writes("5")
    shop.rings()
    shop.age(comment_until="31 minutes", answered_at="31 minutes")
    shop.owner.execute("update messages set external_id = 'wamid.prompt' where text = %s", (THANKS,))
    shop.writes("Foi ótimo", context={"id": "wamid.prompt"})
    assert (shop.state, shop.conversation["status"]) == (("answered", 5, "Foi ótimo"), "closed")
    shop.owner.execute("update survey_requests set comment = null")
    shop.writes("Foi ótimo")
    assert (shop.state, shop.conversation["status"]) == (("answered", 5, None), "open")


def test_no_comment_is_asked_for_when_none_is_wanted(shop: Shop) -> None:
    settings = {"enabled": True, "ask_comment": False, "thanks": "Valeu, {name}!"}
    assert shop.admin.call("PUT", "/api/v1/surveys/settings", settings).status == 200
    shop.asked()
    shop.writes("5")
    shop.rings()
    assert shop.said()[-1] == "Valeu, Ana!"
    shop.writes("Muito bom")
    assert (shop.state, shop.conversation["status"]) == (("answered", 5, None), "open")


def test_a_number_counts_only_as_the_first_thing_said(shop: Shop) -> None:
    shop.asked()
    shop.writes("Outra coisa", "5")
    assert (shop.state, shop.conversation["status"]) == (("asked", None, None), "open")
    assert shop.conversation["unread_count"] == 2
    shop.served()
    shop.resolved()  # planned, not yet asked: the number is not for the old question
    shop.writes("5")
    assert shop.requests[0]["rating"] is None
    assert shop.conversation["status"] == "open"


def test_an_option_or_a_quote_counts_also_later(shop: Shop) -> None:
    shop.asked()
    shop.owner.execute("update messages set external_id = 'wamid.question' where text = %s", (QUESTION,))
    shop.writes("Outra coisa")
    shop.writes("3", context={"id": "wamid.question"})
    assert shop.state == ("answered", 3, None)
    assert (shop.conversation["status"], shop.conversation["unread_count"]) == ("open", 1)
    shop.chooses(5)  # the first one counts
    assert shop.state == ("answered", 3, None)
    assert shop.conversation["unread_count"] == 1


def test_after_it_is_over_an_option_opens_nothing_and_a_number_does(shop: Shop) -> None:
    shop.asked()
    shop.age(expires_at="8 days", asked_at="8 days")
    shop.chooses(5)
    assert (shop.state, shop.conversation["status"]) == (("asked", None, None), "closed")
    shop.writes("5")
    assert (shop.state, shop.conversation["status"]) == (("asked", None, None), "open")


def test_a_number_long_after_the_answer_is_something_else(shop: Shop) -> None:
    shop.asked()
    shop.writes("5")
    shop.writes("4")  # changed their mind: the first counts, and nothing opens
    assert (shop.state, shop.conversation["status"]) == (("answered", 5, None), "closed")
    shop.age(answered_at="31 minutes", comment_until="31 minutes")
    shop.writes("2")
    assert shop.conversation["status"] == "open"


def test_an_option_of_somebody_else_is_an_ordinary_message(shop: Shop) -> None:
    shop.asked()
    mine = shop.request["id"]
    shop.taps("csat:00000000-0000-4000-8000-000000000000:5")
    assert shop.conversation["status"] == "open"
    reply = {"type": "list_reply", "list_reply": {"id": f"csat:{mine}:1", "title": "1"}}
    shop.writes("1", wa_id="5511977776666", name="Bia", type="interactive", interactive=reply)
    assert (shop.state, len(shop.owner.execute("select from conversations").fetchall())) == (("asked", None, None), 2)


def test_with_new_conversations_a_number_is_for_the_last_one_only(shop: Shop) -> None:
    shop.owner.execute("update channels set when_contact_returns = 'new'")
    shop.asked()
    shop.writes("Outra coisa")
    other = shop.conversation["id"]
    assert other != shop.id
    assert shop.admin.call("POST", f"/api/v1/conversations/{other}/resolve", {}).status == 200
    shop.writes("5")
    assert shop.state == ("asked", None, None)
    assert len(shop.owner.execute("select from conversations").fetchall()) == 3


def test_the_same_answer_eight_times_at_once(shop: Shop, postgres: TestDatabase) -> None:
    shop.asked()
    answer = item(shop.desk.channel, text="5", survey={"rating": 5}, contact=person("5511988887777"))
    outcomes: list[str | None] = []

    def send() -> None:
        with psycopg.connect(postgres.app_url, autocommit=True) as connection:
            outcomes.append(ingest(connection, answer)[0].outcome)

    threads = [threading.Thread(target=send) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(map(str, outcomes)) == ["duplicate"] * 7 + ["stored"]
    assert (shop.state, shop.conversation["status"]) == (("answered", 5, None), "closed")
    assert shop.conversation["inbound_count"] == 2


def test_an_answer_at_the_moment_of_reopening(shop: Shop, postgres: TestDatabase, ports: Ports) -> None:
    shop.asked()
    answer = item(shop.desk.channel, text="5", survey={"rating": 5}, contact=person("5511988887777"))

    def send() -> None:
        with psycopg.connect(postgres.app_url, autocommit=True) as connection:
            ingest(connection, answer)

    thread = threading.Thread(target=send)
    with psycopg.connect(postgres.owner_url) as other:
        other.execute("update conversations set status = 'open', closed_at = null where id = %s", (shop.id,))
        thread.start()
        wait_until_blocked(shop.owner)
    thread.join()
    # Whoever reopened it is answered: the number is something they read.
    assert shop.state == ("asked", None, None)
    assert (shop.conversation["status"], shop.conversation["unread_count"]) == ("open", 1)


def test_an_erased_contact_leaves_no_survey(shop: Shop) -> None:
    shop.asked()
    shop.chooses(5)
    shop.owner.execute("delete from contacts")
    assert shop.requests == []


# By a link


def link_of(shop: Shop) -> str:
    """A new link's path in the API."""
    answer = shop.ana.call("POST", f"{shop.path}/survey-link")
    assert answer.status == 201, answer.text
    found = re.fullmatch(r"https://central\.exemplo\.com\.br/avaliacao/([\w-]{43})", answer.json["url"])
    assert found
    return f"/api/v1/surveys/pages/{found[1]}"


def test_a_link_rates_once_and_takes_a_comment_after_it(shop: Shop, bus: FakeBus) -> None:
    shop.asked()
    page = link_of(shop)
    shown = shop.anybody.call("GET", page).json
    assert (shown["state"], shown["question"], shown["rating"], shown["comment_open"]) == (
        "open",
        QUESTION,
        None,
        False,
    )
    assert shown["company"].startswith("Empresa")
    bus.entries.clear()
    rated = shop.anybody.call("POST", page, {"rating": 4})
    assert (rated.status, rated.json["state"], rated.json["comment_open"]) == (200, "rated", True)
    assert shop.anybody.call("POST", page, {"rating": 4}).status == 200  # a double click
    refused = shop.anybody.call("POST", page, {"rating": 1})
    assert (refused.status, refused.code) == (409, "already_rated")
    assert bus.types == ["TicketRated"]
    assert shop.anybody.call("POST", page, {"comment": " Gostei "}).json["comment_open"] is False
    again = shop.anybody.call("POST", page, {"comment": "Mais"})
    assert (again.status, again.code) == (409, "already_commented")
    assert shop.state == ("answered", 4, "Gostei")
    assert shop.lines() == ["Avaliação: 4 ★", "Avaliação: 4 ★ – Gostei"]
    assert (shop.conversation["status"], shop.said()) == ("closed", [QUESTION])
    shop.chooses(1)  # the first one counts, whichever way it came
    assert (shop.state, shop.conversation["status"]) == (("answered", 4, "Gostei"), "closed")
    link = shop.ana.call("POST", f"{shop.path}/survey-link")
    assert (link.status, link.code) == (409, "already_rated")


def test_a_link_shows_nothing_of_the_contact(shop: Shop) -> None:
    shop.owner.execute("update contacts set name = 'Maria Segredo', phone = '+5511912345678', email = 'm@segredo.com'")
    shop.asked()
    page = link_of(shop)
    shop.anybody.call("POST", page, {"rating": 4, "comment": "Comentário Segredo"})
    shown = shop.anybody.call("GET", page)
    assert "egredo" not in shown.text
    assert "5511912345678" not in shown.text


def test_a_link_asks_whom_the_bot_could_not_ask(shop: Shop) -> None:
    shop.served()
    shop.resolved()
    shop.owner.execute("update reply_windows set last_inbound_at = now() - interval '2 days'")
    shop.rings()
    assert shop.request["reason"] == "window"
    assert shop.anybody.call("POST", link_of(shop), {"rating": 5}).status == 200
    assert shop.state == ("answered", 5, None)


def test_who_answers_by_a_link_first_is_not_asked(shop: Shop) -> None:
    shop.owner.execute("insert into survey_settings (account_id, delay_seconds) select id, 600 from accounts")
    shop.served()
    shop.resolved()
    assert shop.anybody.call("POST", link_of(shop), {"rating": 5}).status == 200
    assert shop.request["due_at"] is None
    shop.rings()
    assert shop.said() == []


def test_what_opens_nothing(shop: Shop) -> None:
    for token in ("x", "x" * 43, "x" * 101):
        assert shop.anybody.call("GET", f"/api/v1/surveys/pages/{token}").status in (404, 422)
    shop.asked()
    page = link_of(shop)
    shop.age(expires_at="8 days", asked_at="8 days")
    assert shop.anybody.call("GET", page).json["state"] == "expired"
    late = shop.anybody.call("POST", page, {"rating": 5})
    assert (late.status, late.code, shop.state) == (409, "survey_expired", ("asked", None, None))
    for body in ({}, {"comment": "só isto"}, {"rating": 0}, {"rating": 6}, {"rating": "5"}, {"rating": 5, "x": 1}):
        assert shop.anybody.call("POST", link_of(shop), body).status == 422
    shop.owner.execute("update accounts set status = 'suspended'")
    assert shop.anybody.call("GET", page).status == 404


def test_guessing_links_is_slow_and_keeps_nobody_from_a_good_one(shop: Shop) -> None:
    shop.asked()
    page = link_of(shop)
    answers = [shop.anybody.call("GET", f"/api/v1/surveys/pages/{n:043}").status for n in range(22)]
    assert answers == [404] * 20 + [429] * 2
    assert shop.anybody.call("GET", page).status == 200


def test_only_the_hash_of_a_link_is_stored_and_five_are_good(shop: Shop) -> None:
    shop.asked()
    links = [link_of(shop) for _ in range(6)]
    stored = shop.owner.execute("select token_hash from survey_links").fetchall()
    assert len(stored) == 5
    assert not any(links[-1].rsplit("/", 1)[1].encode() in bytes(row["token_hash"]) for row in stored)
    assert [shop.anybody.call("GET", link).status for link in links] == [404, 200, 200, 200, 200, 200]


def test_a_link_needs_a_resolved_ticket_in_sight(shop: Shop, client: Client) -> None:
    shop.served()
    refused = shop.ana.call("POST", f"{shop.path}/survey-link")
    assert (refused.status, refused.code) == (409, "nothing_to_rate")
    shop.resolved()
    bia = client.by_token(token_of(shop.owner, shop.desk.account, shop.desk.bia))
    assert bia.call("POST", f"{shop.path}/survey-link").status == 404


def test_a_link_and_an_option_at_once_are_one_rating(shop: Shop, postgres: TestDatabase, bus: FakeBus) -> None:
    shop.asked()
    page = link_of(shop)
    bus.entries.clear()
    threads = [threading.Thread(target=lambda: shop.anybody.call("POST", page, {"rating": 1})) for _ in range(3)] + [
        threading.Thread(target=lambda: _send_rating(shop, postgres)) for _ in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    facts = shop.owner.execute("select count(*) as n from outbox where detail_type = 'TicketRated'").fetchone()
    assert facts is not None
    assert bus.types.count("TicketRated") + facts["n"] == 1
    assert shop.request["rating"] in (1, 5)
    assert shop.conversation["status"] == "closed"


def _send_rating(shop: Shop, postgres: TestDatabase) -> None:
    code = {"kind": "list_reply", "id": f"csat:{shop.request['id']}:5", "title": "5"}
    tapped = item(shop.desk.channel, type="interactive", interactive=code, contact=person("5511988887777"))
    tapped["survey"] = answer_in(tapped)
    with psycopg.connect(postgres.app_url, autocommit=True) as connection:
        ingest(connection, tapped)


# What the company chose, and what came back


def test_settings_are_read_and_saved(shop: Shop) -> None:
    path = "/api/v1/surveys/settings"
    first = shop.admin.call("GET", path).json
    assert (first["enabled"], first["ask_comment"], first["delay_seconds"], first["question"]) == (True, True, 0, None)
    assert first["defaults"]["question"] == QUESTION
    saved = shop.admin.call("PUT", path, {"enabled": True, "delay_seconds": 60, "question": "E aí, {name}?"})
    assert (saved.status, saved.json["question"], saved.json["delay_seconds"]) == (200, "E aí, {name}?", 60)
    assert shop.admin.call("GET", path).json == saved.json
    back = shop.admin.call("PUT", path, {"enabled": False})
    assert (back.json["question"], back.json["enabled"], back.json["delay_seconds"]) == (None, False, 0)
    unknown = {"enabled": True, "quiet_queue_ids": ["00000000-0000-4000-8000-000000000000"]}
    assert shop.admin.call("PUT", path, unknown).status == 404
    for body in ({}, {"enabled": True, "question": ""}, {"enabled": True, "delay_seconds": 90000}):
        assert shop.admin.call("PUT", path, body).status == 422
    assert shop.ana.call("GET", path).status == 403
    audited = shop.owner.execute("select action from audit_log where action = 'surveys.changed'").fetchall()
    assert len(audited) == 2


def test_the_question_is_said_in_the_companys_words(shop: Shop) -> None:
    body = {"enabled": True, "question": "{name}, como foi o {protocol}?"}
    assert shop.admin.call("PUT", "/api/v1/surveys/settings", body).status == 200
    shop.asked()
    (asked,) = shop.said()
    assert re.fullmatch(r"Ana, como foi o \d{8}-\d{6}\?", asked)


def test_answers_are_listed_filtered_and_summed_up(shop: Shop, owner: Owner) -> None:
    shop.asked()
    shop.chooses(4)
    for rating in (5, 2):
        _rated(owner, shop, rating)
    path = "/api/v1/surveys/answers"
    listed = shop.admin.call("GET", path).json["items"]
    assert [one["rating"] for one in listed] == [4, 2, 5]
    assert (listed[0]["agent"]["name"], listed[0]["answered_by"]) == ("Ana Agente", "chat")
    first = shop.admin.call("GET", path, query={"limit": 2}).json
    rest = shop.admin.call("GET", path, query={"limit": 2, "cursor": first["next_cursor"]}).json
    assert [one["rating"] for one in first["items"] + rest["items"]] == [4, 2, 5]
    assert rest["next_cursor"] is None

    def ratings(**query: Any) -> list[int]:
        answer = shop.admin.call("GET", path, query=query)
        assert answer.status == 200, answer.text
        return [one["rating"] for one in answer.json["items"]]

    assert ratings(rating=2) == [2]
    assert ratings(user_id=shop.desk.bia["id"]) == [2, 5]
    assert ratings(queue_id=shop.desk.other_queue["id"]) == []
    assert ratings(until="2020-01-01") == []
    assert ratings(since="2020-01-01", until="2100-01-01") == [4, 2, 5]
    assert shop.admin.call("GET", path, query={"since": "2026-02-01", "until": "2026-01-01"}).status == 422
    summary = shop.admin.call("GET", "/api/v1/surveys/summary").json
    assert (summary["asked"], summary["answered"], summary["by_rating"]) == (3, 3, [0, 1, 0, 1, 1])
    assert round(summary["mean"], 3) == 3.667
    empty = shop.admin.call("GET", "/api/v1/surveys/summary", query={"until": "2020-01-01"}).json
    assert empty == {"asked": 0, "answered": 0, "mean": None, "by_rating": [0, 0, 0, 0, 0]}
    assert shop.ana.call("GET", path).status == 403


def _rated(owner: Owner, shop: Shop, rating: int) -> None:
    conversation = make_conversation(owner, shop.desk.channel, status="closed")
    ticket = make_ticket(owner, conversation, state="finished", assignee_id=shop.desk.bia["id"])
    insert(
        owner, "survey_requests", account_id=shop.desk.account["id"], ticket_id=ticket["id"],
        conversation_id=conversation["id"], contact_id=conversation["contact_id"],
        channel_id=conversation["channel_id"], state="answered", rating=rating, answered_by="link",
        asked_at=now() - timedelta(days=rating), answered_at=now() - timedelta(hours=rating),
        expires_at=now() + timedelta(days=1),
    )  # fmt: skip
