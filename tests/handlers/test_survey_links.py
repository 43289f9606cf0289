"""A link to a survey: its page rates once, shows nothing of the contact, and is not to be guessed."""

import threading
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import psycopg
import pytest

from central.accounts.model import Visitor
from central.errors import Conflict
from central.ports import Ports
from central.surveys import store
from central.surveys.links import answer_page, make_link
from central.surveys.model import answer_in
from tests.fakes import FakeBus
from tests.fixtures.contention import wait_until_blocked
from tests.fixtures.inbound import ingest, item, person
from tests.fixtures.patient import patient_database
from tests.fixtures.server import TestDatabase
from tests.fixtures.surveys import QUESTION, Shop, link_of
from tests.handlers.rest_client import Client, token_of


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
    assert shop.anybody.call("POST", page, {"rating": 4, "comment": "  "}).json["comment_open"] is True
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
    shop.settled()
    shop.owner.execute("update reply_windows set last_inbound_at = now() - interval '2 days'")
    shop.rings()
    assert shop.request["reason"] == "window"
    page = link_of(shop)
    # Nobody asks in the chat any more, should it be opened and resolved again.
    assert (shop.request["state"], shop.request["reason"]) == ("asked", None)
    assert shop.anybody.call("POST", page, {"rating": 5}).status == 200
    assert shop.state == ("answered", 5, None)


def test_a_link_does_not_change_when_it_was_asked(shop: Shop) -> None:
    shop.asked()
    before = shop.request
    link_of(shop)
    assert shop.request["asked_at"] == before["asked_at"]
    assert shop.request["expires_at"] > before["expires_at"]


def test_a_link_shows_a_rating_also_when_its_time_is_over(shop: Shop) -> None:
    shop.asked()
    page = link_of(shop)
    assert shop.anybody.call("POST", page, {"rating": 4}).status == 200
    shop.age(expires_at="8 days", asked_at="8 days")
    shown = shop.anybody.call("GET", page).json
    assert (shown["state"], shown["rating"], shown["comment_open"]) == ("rated", 4, False)


def test_a_link_asks_in_the_words_of_the_language_where_the_company_has_none(shop: Shop) -> None:
    shop.owner.execute("""update accounts set texts = texts || '{"csat": ""}'""")
    shop.asked()
    assert shop.anybody.call("GET", link_of(shop)).json["question"] == QUESTION


def test_a_link_of_what_was_erased_at_that_moment_is_none(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = store.FoundLink(0, shop.desk.account["id"], uuid4())
    monkeypatch.setattr(store, "find_link", lambda *_, **__: gone)
    page = f"/api/v1/surveys/pages/{'x' * 43}"
    for answer in (shop.anybody.call("GET", page), shop.anybody.call("POST", page, {"rating": 5})):
        assert (answer.status, answer.code) == (404, "link_ended")


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


@pytest.mark.parametrize(
    "change",
    [
        "update tickets set state = 'abandoned'",
        "update tickets set assigned_at = null",
        "update conversations set status = 'open', closed_at = null",
    ],
)
def test_no_link_is_made_of_what_nobody_served_to_the_end(shop: Shop, change: str) -> None:
    shop.asked()
    shop.owner.execute(change.encode())
    assert shop.ana.call("POST", f"{shop.path}/survey-link").code == "nothing_to_rate"


def test_a_link_is_for_the_last_ticket(shop: Shop) -> None:
    shop.asked()
    shop.writes("Voltei")
    shop.asked()
    assert shop.anybody.call("POST", link_of(shop), {"rating": 5}).status == 200
    assert [row["rating"] for row in shop.requests] == [None, 5]


def test_a_link_waits_for_who_reopens_it(shop: Shop, ports: Ports, postgres: TestDatabase) -> None:
    shop.asked()
    with psycopg.connect(postgres.owner_url) as other, ThreadPoolExecutor(1) as pool:
        other.execute("update conversations set status = 'open', closed_at = null where id = %s", (shop.id,))
        asking = pool.submit(make_link, ports, shop.desk.call(shop.desk.ana), shop.id)
        wait_until_blocked(shop.owner)
        other.commit()
        with pytest.raises(Conflict):
            asking.result(60)


def test_a_link_takes_its_locks_in_the_order_of_a_message(shop: Shop, ports: Ports, postgres: TestDatabase) -> None:
    """The conversation, then its survey; else the two wait for each other until the database ends one of them."""
    shop.asked()
    token = link_of(shop).rsplit("/", 1)[1]
    with psycopg.connect(postgres.owner_url) as other, ThreadPoolExecutor(1) as pool:
        other.execute("select from conversations where id = %s for update", (shop.id,))
        visitor = Visitor("10.0.0.1")
        answering = pool.submit(answer_page, ports, token, visitor, rating=5, comment=None, correlation_id="r")
        wait_until_blocked(shop.owner)
        other.execute("select from survey_requests where id = %s for update nowait", (shop.request["id"],))
        other.commit()
        assert answering.result(60)["rating"] == 5


def test_a_link_and_an_option_at_once_are_one_rating(
    shop: Shop, postgres: TestDatabase, ports: Ports, bus: FakeBus
) -> None:
    shop.asked()
    token = link_of(shop).rsplit("/", 1)[1]
    bus.entries.clear()
    start, outcomes = threading.Barrier(6), list[int | str]()

    def by_link() -> None:
        database = patient_database(postgres.app_url, ports.queues, ports.bus)
        own = Ports(database, ports.queues, ports.bus, ports.sockets, ports.blobs, ports.secrets)
        start.wait()
        try:
            page = answer_page(own, token, Visitor("10.0.0.1"), rating=1, comment=None, correlation_id="r")
            outcomes.append(page["rating"])
        except Conflict as refused:
            outcomes.append(refused.code)
        finally:
            database.close()

    def by_option() -> None:
        start.wait()
        _send_rating(shop, postgres)

    threads = [threading.Thread(target=work) for work in (by_link, by_option) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    facts = shop.owner.execute("select count(*) as n from outbox where detail_type = 'TicketRated'").fetchone()
    assert facts is not None
    assert bus.types.count("TicketRated") + facts["n"] == 1
    assert outcomes == ([1] * 3 if shop.request["rating"] == 1 else ["already_rated"] * 3)
    assert shop.conversation["status"] == "closed"


def _send_rating(shop: Shop, postgres: TestDatabase) -> None:
    code = {"kind": "list_reply", "id": f"csat:{shop.request['id']}:5", "title": "5"}
    tapped = item(shop.desk.channel, type="interactive", interactive=code, contact=person("5511988887777"))
    tapped["survey"] = answer_in(tapped)
    with psycopg.connect(postgres.app_url, autocommit=True) as connection:
        ingest(connection, tapped)
