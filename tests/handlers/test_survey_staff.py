"""A rating given by telephone or in person: entered by whoever may, once, and shown as entered."""

import json
import threading
from typing import Any

import psycopg
import pytest

from central.call import Actor, Call
from central.errors import Conflict
from central.frozen import changed
from central.ports import Ports
from central.queues import service
from central.surveys.staff import rate_ticket
from tests.fakes import FakeBus
from tests.fixtures.contention import wait_until_blocked
from tests.fixtures.factories import give_role, make_account, make_role, make_user
from tests.fixtures.patient import patient_database
from tests.fixtures.server import TestDatabase
from tests.fixtures.surveys import QUESTION, Shop, link_of
from tests.handlers.rest_client import Answer, Client, token_of


def protocol(shop: Shop) -> str:
    row = shop.owner.execute("select protocol from tickets order by entered_at desc limit 1").fetchone()
    assert row is not None
    name: str = row["protocol"]
    return name


def enter(shop: Shop, rating: Any = 4, who: Client | None = None, **body: Any) -> Answer:
    return (who or shop.admin).call("POST", f"/api/v1/tickets/{protocol(shop)}/rating", {"rating": rating, **body})


def test_is_kept_once_with_who_entered_it_wherever_it_is_shown(shop: Shop, bus: FakeBus) -> None:
    shop.served()
    shop.settled()
    bus.entries.clear()
    answer = enter(shop, 4, comment="  Gostou muito ")
    assert answer.status == 201, answer.text
    admin = {"id": str(shop.desk.admin["id"]), "name": shop.desk.admin["name"]}
    said = {"rating": 4, "comment": "Gostou muito", "answered_by": "staff", "entered_by": admin}
    assert {name: answer.json[name] for name in said} == said
    refused = enter(shop, 5)
    assert (refused.status, refused.code) == (409, "already_rated")
    for shown in (
        shop.ana.get(f"/api/v1/tickets/{protocol(shop)}").json["csat"],
        shop.ana.get(f"{shop.path}/tickets").json["items"][0]["csat"],
        shop.admin.get("/api/v1/surveys/answers").json["items"][0],
    ):
        assert {name: shown[name] for name in said} == said
    (fact,) = [json.loads(entry.detail)["data"] for entry in bus.entries if entry.detail_type == "TicketRated"]
    assert (fact["rating"], fact["answered_by"], fact["entered_by"]) == (4, "staff", admin["id"])
    assert fact["user_id"] == str(shop.desk.ana["id"])
    assert shop.lines() == [f"Avaliação registrada por {admin['name']}: 4 ★ – Gostou muito"]
    (log,) = shop.owner.execute("select * from audit_log where action = 'ticket.rated'").fetchall()
    assert (log["actor_id"], log["fields"]) == (shop.desk.admin["id"], ["comment", "rating"])
    assert "Gostou" not in str(log["details"])
    assert shop.admin.get("/api/v1/surveys/summary").json["by_rating"] == [0, 0, 0, 1, 0]


def test_who_was_rated_for_is_not_asked_any_more(shop: Shop) -> None:
    shop.served()
    shop.settled()
    assert enter(shop).status == 201
    shop.rings()
    assert (shop.said(), shop.state) == ([], ("answered", 4, None))


def test_what_the_contact_answers_later_changes_and_opens_nothing(shop: Shop) -> None:
    shop.asked()
    page = link_of(shop)
    assert enter(shop, 2).status == 201
    shop.chooses(5)
    shop.writes("5")
    assert shop.anybody.call("POST", page, {"rating": 5}).code == "already_rated"
    assert (shop.state, shop.conversation["status"], shop.said()) == (("answered", 2, None), "closed", [QUESTION])


def test_what_the_contact_said_themselves_stays(shop: Shop) -> None:
    shop.asked()
    shop.chooses(5)
    assert enter(shop, 1).code == "already_rated"
    assert shop.state == ("answered", 5, None)
    assert shop.request["entered_by"] is None


def test_only_what_a_person_served_and_resolved_is_rated(shop: Shop) -> None:
    assert enter(shop).code == "nothing_to_rate"  # waits
    shop.served()
    assert enter(shop).code == "nothing_to_rate"
    shop.resolved()
    shop.owner.execute("update tickets set assigned_at = null, assignee_id = null")
    assert enter(shop).code == "nothing_to_rate"
    assert shop.owner.execute("select from survey_requests where rating is not null").fetchall() == []


def test_a_former_ticket_of_what_is_open_again_can_be_rated(shop: Shop) -> None:
    shop.served()
    shop.settled()
    former = protocol(shop)
    shop.writes("Preciso de outra coisa")
    assert protocol(shop) != former
    assert shop.admin.call("POST", f"/api/v1/tickets/{former}/rating", {"rating": 5}).status == 201
    assert enter(shop).code == "nothing_to_rate"


def test_the_leaders_are_told_of_a_low_one(shop: Shop) -> None:
    shop.served()
    shop.resolved()
    assert enter(shop, 2).status == 201
    rows = shop.owner.execute("select data from account_events where type = 'system_message'").fetchall()
    assert [row["data"]["kind"] for row in rows] == ["low_rating"]


@pytest.mark.parametrize("rating", [0, 6, "5", 4.5, True, None])
def test_nothing_but_one_to_five(shop: Shop, rating: Any) -> None:
    shop.served()
    shop.resolved()
    assert enter(shop, rating).status == 422


def test_who_served_enters_none_unless_their_role_says_so(shop: Shop) -> None:
    shop.served()
    shop.resolved()
    assert enter(shop, who=shop.ana).status == 403
    role = make_role(shop.owner, shop.desk.account, ["conversations.read", "tickets.rate"])
    give_role(shop.owner, shop.desk.ana, role)
    assert enter(shop, who=shop.ana).status == 201


def test_what_is_out_of_sight_is_not_there(shop: Shop, client: Client) -> None:
    shop.served()
    shop.resolved()
    elsewhere = make_account(shop.owner)
    stranger = make_user(shop.owner, elsewhere, role="admin")
    blind = make_user(shop.owner, shop.desk.account)
    give_role(shop.owner, blind, make_role(shop.owner, shop.desk.account, ["tickets.rate"], scope="own"))
    for account, user in ((elsewhere, stranger), (shop.desk.account, blind)):
        assert enter(shop, who=client.by_token(token_of(shop.owner, account, user))).status == 404
    assert shop.admin.call("POST", f"/api/v1/tickets/{'9' * 65}/rating", {"rating": 4}).status == 404
    assert shop.request["rating"] is None


@pytest.mark.own_connection
def test_what_is_reopened_at_that_moment_is_not_rated(shop: Shop, ports: Ports, postgres: TestDatabase) -> None:
    shop.served()
    shop.resolved()
    call = Call(shop.desk.account["id"], Actor("user", shop.desk.admin["id"], "admin"))
    name = protocol(shop)
    outcomes: list[str] = []

    def rate() -> None:
        database = patient_database(postgres.app_url, ports.queues, ports.bus)
        try:
            rate_ticket(changed(ports, database=database), call, name, rating=5, comment=None)
            outcomes.append("rated")
        except Conflict as error:
            outcomes.append(error.code)
        finally:
            database.close()

    with psycopg.connect(postgres.owner_url) as other:
        other.execute("select from conversations where id = %s for no key update", (shop.id,))
        thread = threading.Thread(target=rate)
        thread.start()
        wait_until_blocked(shop.owner)
        other.execute(
            "update tickets set state = 'waiting', finished_at = null, assigned_at = null, assignee_id = null"
        )
    thread.join()
    assert outcomes == ["nothing_to_rate"]


def test_reopened_and_resolved_again_it_is_still_once(shop: Shop, ports: Ports) -> None:
    shop.served()
    shop.resolved()
    assert enter(shop).status == 201
    call = Call(shop.desk.account["id"], Actor("user", shop.desk.ana["id"], "agent"))
    service.reopen_conversation(ports, call, shop.id)
    service.resolve_conversation(ports, call, shop.id)
    assert enter(shop, 5).code == "already_rated"
