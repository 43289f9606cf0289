"""Whatever a contact answers a survey in the chat opens nothing and counts once; a new problem is never an answer."""

import json
import threading

import psycopg
import pytest

from central.ports import Ports
from tests.fakes import FakeBus, FakeQueues
from tests.fixtures.contention import wait_until_blocked
from tests.fixtures.factories import make_channel, make_contact, make_conversation
from tests.fixtures.inbound import ingest, item, person
from tests.fixtures.server import TestDatabase
from tests.fixtures.surveys import GOODBYE, QUESTION, THANKS, Shop, link_of


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
    shop.writes(" Demorou muito ")
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


def quotes(shop: Shop, text: str, quoted: str) -> None:
    """The contact quotes what the bot said, by its text."""
    shop.owner.execute("update messages set external_id = 'wamid.quoted' where text = %s", (quoted,))
    shop.writes(text, context={"id": "wamid.quoted"})


def test_a_quote_of_the_question_without_a_rating_is_something_else(shop: Shop) -> None:
    shop.asked()
    quotes(shop, "Demorou muito", QUESTION)
    assert (shop.state, shop.conversation["status"]) == (("asked", None, None), "open")


def test_a_second_comment_is_something_else(shop: Shop) -> None:
    shop.asked()
    shop.writes("5")
    shop.rings()
    shop.writes("Foi ótimo")
    quotes(shop, "Aliás, faltou uma peça", THANKS)
    assert (shop.state, shop.conversation["status"]) == (("answered", 5, "Foi ótimo"), "open")


def test_a_comment_after_the_week_is_something_else(shop: Shop) -> None:
    shop.asked()
    shop.writes("5")
    shop.rings()
    shop.age(expires_at="8 days", comment_until="8 days")
    quotes(shop, "Foi ótimo", THANKS)
    assert (shop.state, shop.conversation["status"]) == (("answered", 5, None), "open")


@pytest.mark.parametrize("returns", ["new", "reopen"])
def test_a_comment_to_what_was_followed_by_another_matter_is_something_else(shop: Shop, returns: str) -> None:
    shop.owner.execute("update channels set when_contact_returns = %s", (returns,))
    shop.asked()
    shop.writes("5")
    shop.rings()
    shop.writes("Preciso de outra coisa")
    assert shop.admin.call("POST", f"/api/v1/conversations/{shop.conversation['id']}/resolve", {}).status == 200
    quotes(shop, "Foi ótimo", THANKS)
    assert (shop.state, shop.conversation["status"]) == (("answered", 5, None), "open")


def test_a_quote_of_anything_else_is_no_answer_beside_an_open_conversation(shop: Shop) -> None:
    shop.asked()
    shop.writes("Outra coisa")
    quotes(shop, "3", "Pois não")
    assert (shop.state, shop.conversation["unread_count"]) == (("asked", None, None), 2)


def test_a_number_that_quotes_the_thanks_opens_nothing_however_little_was_said_since(shop: Shop) -> None:
    shop.owner.execute("""update accounts set texts = texts || '{"csat_comment_thanks": ""}'""")
    shop.asked()
    shop.writes("5")
    shop.rings()
    shop.writes("Foi ótimo")
    shop.rings()
    shop.age(answered_at="31 minutes")
    quotes(shop, "4", THANKS)
    assert (shop.state, shop.conversation["status"]) == (("answered", 5, "Foi ótimo"), "closed")


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


def test_a_number_is_for_the_last_question(shop: Shop) -> None:
    shop.asked()
    shop.writes("Voltei")
    shop.asked()
    shop.writes("4")
    assert [row["rating"] for row in shop.requests] == [None, 4]


def test_a_number_is_no_answer_where_only_a_link_asks(shop: Shop) -> None:
    shop.owner.execute("""update accounts set texts = texts || '{"csat": ""}'""")
    shop.asked()
    link_of(shop)
    shop.owner.execute("update conversations set inbound_count = 0")  # as when Ana began it
    shop.writes("5")
    assert (shop.state, shop.conversation["status"]) == (("asked", None, None), "open")


def test_what_was_resolved_again_is_answered_for_the_one_question(shop: Shop) -> None:
    shop.asked()
    assert shop.ana.call("POST", f"{shop.path}/reopen").status == 200
    shop.resolved()
    shop.writes("5")
    assert (shop.state, shop.conversation["status"]) == (("answered", 5, None), "closed")


@pytest.mark.parametrize("other", ["somebody else", "another number"])
def test_what_goes_on_elsewhere_does_not_matter(shop: Shop, other: str) -> None:
    shop.asked()
    channel, contact = shop.desk.channel, {"id": shop.conversation["contact_id"]}
    if other == "somebody else":
        contact = make_contact(shop.owner, shop.desk.account)
    else:
        channel = make_channel(shop.owner, shop.desk.account)
    make_conversation(shop.owner, channel, contact)
    shop.writes("5")
    assert shop.state == ("answered", 5, None)


@pytest.mark.parametrize("answer", ["option", "number"])
def test_an_answer_comes_by_the_number_it_was_asked_by(shop: Shop, answer: str) -> None:
    shop.asked()
    reply = {"type": "list_reply", "list_reply": {"id": f"csat:{shop.request['id']}:5", "title": "5"}}
    fields = {"type": "interactive", "interactive": reply} if answer == "option" else {}
    other = make_channel(shop.owner, shop.desk.account)
    shop.writes("5", channel=other, **fields)
    assert shop.state == ("asked", None, None)
    last = shop.owner.execute("select channel_id, status from conversations order by opened_at desc limit 1").fetchone()
    assert last == {"channel_id": other["id"], "status": "open"}


def test_whoever_is_blocked_rates_nothing(shop: Shop) -> None:
    shop.asked()
    shop.owner.execute("update contacts set blocked = true")
    shop.writes("1")
    assert shop.state == ("asked", None, None)


def test_a_number_of_somebody_who_was_not_asked_is_no_answer(shop: Shop) -> None:
    shop.writes("Oi", wa_id="5511977776666", name="Bia")
    bia = shop.conversation["id"]
    assert bia != shop.id
    assert shop.admin.call("POST", f"/api/v1/conversations/{bia}/resolve", {}).status == 200
    shop.asked()
    shop.writes("5", wa_id="5511977776666", name="Bia")
    assert shop.state == ("asked", None, None)


def test_an_option_of_somebody_else_is_an_ordinary_message(shop: Shop) -> None:
    shop.asked()
    mine = shop.request["id"]
    shop.taps("csat:00000000-0000-4000-8000-000000000000:5")
    assert shop.conversation["status"] == "open"
    reply = {"type": "list_reply", "list_reply": {"id": f"csat:{mine}:1", "title": "1"}}
    shop.writes("Oi", wa_id="5511977776666", name="Bia")  # known from now on
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
    assert (shop.conversation["inbound_count"], shop.request["inbound_count"]) == (2, 2)


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
