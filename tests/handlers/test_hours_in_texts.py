"""``{hours}`` and ``{opens}`` stand for the queue's hours in every text, and for nothing where it has none."""

import json
from datetime import UTC, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from psycopg.types.json import Jsonb

import answer_conversation.handler
import route_tickets.handler
import run_timers.handler
from central.calendars.words import say_moment
from central.db.database import PostgresDatabase
from central.ports import Ports
from tests.db.test_queue_service import World as Desk
from tests.fixtures.factories import Owner
from tests.fixtures.follow_ups import NUDGE, answer, make_rule, pass_time, ring, said, serving
from tests.fixtures.hours import Hours
from tests.fixtures.surveys import Shop, link_of
from tests.handlers.test_out_of_hours import FRIDAY_NIGHT, OFFICE, World, at

THURSDAY = at("2026-11-26 10:00")
OFFICE_HOURS = "de segunda a sexta, das 8h às 18h"


@pytest.fixture
def world(owner: Owner, database: PostgresDatabase, ports: Ports, monkeypatch: pytest.MonkeyPatch) -> World:
    for handler in (answer_conversation.handler, route_tickets.handler, run_timers.handler):
        monkeypatch.setattr(handler, "ports", lambda: ports)
    found = World(owner, database, ports)
    owner.execute("update agent_presence set state = 'busy'")
    return found


def write_texts(owner: Owner, **texts: str) -> None:
    owner.execute("update accounts set texts = %s", (Jsonb(texts),))


def words_for(moment: datetime) -> str:
    zone = ZoneInfo("America/Sao_Paulo")
    return say_moment(moment.astimezone(zone), datetime.now(UTC).astimezone(zone), locale="pt-BR")


def test_a_greeting_and_a_place_in_line_say_the_hours(world: World) -> None:
    hours = Hours(world.owner, world.account, OFFICE, THURSDAY)
    write_texts(world.owner, greeting="Atendemos {hours} e reabrimos {opens}.", protocol="")
    world.owner.execute("update queues set position_text = '{position}º, {hours}'")
    conversation = world.write()
    world.answer(conversation)
    opens = words_for(hours.real(at("2026-11-27 08:00")))
    assert world.said(conversation) == [f"Atendemos {OFFICE_HOURS} e reabrimos {opens}.", f"1º, {OFFICE_HOURS}"]


def test_a_greeting_while_it_is_closed_says_them_too(world: World) -> None:
    hours = Hours(world.owner, world.account, OFFICE, FRIDAY_NIGHT)
    write_texts(world.owner, greeting="Atendemos {hours}.", out_of_hours="Voltamos {opens}.")
    conversation = world.write()
    world.answer(conversation)
    opens = words_for(hours.real(at("2026-11-30 08:00")))
    assert world.said(conversation) == [f"Atendemos {OFFICE_HOURS}.", f"Voltamos {opens}."]


def test_without_a_calendar_they_stand_for_nothing(world: World) -> None:
    write_texts(world.owner, greeting="Atendemos [{hours}] e reabrimos [{opens}].", protocol="", position="")
    conversation = world.write()
    world.answer(conversation)
    assert world.said(conversation) == ["Atendemos [] e reabrimos []."]


def test_the_queue_of_the_conversation_counts(world: World) -> None:
    Hours(world.owner, world.account, OFFICE, THURSDAY)
    world.owner.execute(
        "with night as (insert into calendars (account_id, name, time_zone, week, filled_until)"
        " select account_id, 'Plantão', time_zone, %s, filled_until from calendars returning account_id, id),"
        " open as (insert into calendar_openings (account_id, calendar_id, opens_at, closes_at)"
        "  select account_id, id, now() - interval '1 day', now() + interval '1 day' from night)"
        " update queues q set calendar_id = n.id from night n where q.account_id = n.account_id",
        (Jsonb([[[0, 1440]]] * 7),),
    )
    write_texts(world.owner, greeting="Atendemos {hours}[{opens}].", protocol="", position="")
    conversation = world.write()
    world.answer(conversation)
    # It does not close as far as anybody knows, so it does not open again either.
    assert world.said(conversation) == ["Atendemos todos os dias, 24 horas[]."]


def test_who_is_abandoned_is_told_the_hours(world: World) -> None:
    Hours(world.owner, world.account, OFFICE, THURSDAY)
    write_texts(world.owner, abandonment="Atendemos {hours}.")
    conversation = world.write()
    world.route()
    world.owner.execute("update ticket_waits set since = since - interval '601 seconds', due_at = now()")
    body = json.dumps({"account_id": str(world.account["id"]), "conversation_id": str(conversation["id"])})
    record = {"messageId": "t", "body": body, "receiptHandle": "h"}
    assert run_timers.handler.lambda_handler({"Records": [record]}, None) == {"batchItemFailures": []}
    assert world.said(conversation) == [f"Atendemos {OFFICE_HOURS}."]


def test_a_survey_says_the_hours(shop: Shop) -> None:
    Hours(shop.owner, shop.desk.account, OFFICE, THURSDAY)
    write_texts(shop.owner, csat="Nota de 1 a 5? Atendemos {hours}.", csat_comment="Obrigado! Atendemos {hours}.")
    shop.asked()
    assert shop.said()[-1].startswith(f"Nota de 1 a 5? Atendemos {OFFICE_HOURS}.")
    shop.resolved()
    page = shop.anybody.get(link_of(shop)).json
    assert page["question"] == f"Nota de 1 a 5? Atendemos {OFFICE_HOURS}."


def test_a_rule_about_silence_says_the_hours(owner: Owner, ports: Ports, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run_timers.handler, "ports", lambda: ports)
    desk = Desk(owner, ports)
    Hours(owner, desk.account, OFFICE, THURSDAY)
    make_rule(desk, {**NUDGE, "text": "Ainda está aí? Atendemos {hours}."})
    conversation: UUID = serving(desk)
    answer(desk, conversation)
    pass_time(desk, conversation)
    ring(desk, conversation)
    assert said(desk, conversation) == [f"Ainda está aí? Atendemos {OFFICE_HOURS}."]
