"""Outside hours only the hand-off waits, and everything waits in its place until the queue opens."""

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

import answer_conversation.handler
import route_tickets.handler
import sweep_work.handler
from central.calendars.model import Interval, Plan, SpecialDay
from central.call import Actor, Call
from central.db.database import PostgresDatabase
from central.ports import Ports
from central.queues import presence, service
from tests.fakes import FakeBus, FakeQueues
from tests.fixtures.factories import (
    Owner,
    Row,
    default_queue,
    make_account,
    make_agent,
    make_channel,
    make_queue,
    make_ticket,
    make_user,
)
from tests.fixtures.hours import Hours
from tests.fixtures.inbound import ingest, item, person
from tests.handlers.rest_client import Client, token_of
from tests.template.expanded import expand

EIGHT_TO_SIX = (Interval(480, 1080),)
OFFICE = Plan("America/Sao_Paulo", (EIGHT_TO_SIX,) * 5 + ((), ()))
NIGHT = Plan("America/Sao_Paulo", ((Interval(1320, 1800),),) * 7)
NEW_YORK = Plan("America/New_York", (EIGHT_TO_SIX,) * 7)


def at(text: str, zone: str = "America/Sao_Paulo") -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


FRIDAY_NIGHT = at("2026-11-27 20:00")
MONDAY = at("2026-11-30 08:00")


class World:
    """A company whose contacts write, and everything that works behind it."""

    def __init__(self, owner: Owner, database: PostgresDatabase, ports: Ports) -> None:
        self.owner, self.database, self.ports = owner, database, ports
        self.account = make_account(owner)
        self.channel = make_channel(owner, self.account)
        self.queue = default_queue(owner, self.account)
        self.ana = make_agent(owner, self.account)

    def write(self, number: int = 1) -> Row:
        """Let a contact write; return their conversation."""
        sender = person(f"551198888{number:04d}")
        written = item(self.channel, contact=sender, occurred_at=datetime.now(UTC).isoformat())
        (result, *_) = ingest(self.database.lookup(), written, grouping_seconds=0)
        return self.conversation(result.conversation_id)

    def conversation(self, conversation_id: Any) -> Row:
        row = self.owner.execute("select * from conversations where id = %s", (conversation_id,)).fetchone()
        assert row is not None
        return row

    def tickets(self) -> list[Row]:
        return self.owner.execute("select * from tickets order by entered_at, id").fetchall()

    def wishes(self) -> list[Row]:
        return self.owner.execute("select * from handoff_wishes where wished_at is not null").fetchall()

    def answer(self, conversation: Row) -> None:
        body = {"account_id": str(self.account["id"]), "conversation_id": str(conversation["id"])}
        records = [{"messageId": "a", "body": json.dumps(body), "receiptHandle": "h"}]
        assert answer_conversation.handler.lambda_handler({"Records": records}, None) == {"batchItemFailures": []}

    def route(self, **body: str) -> None:
        text = json.dumps({"account_id": str(self.account["id"]), **body})
        records = [{"messageId": "r", "body": text, "receiptHandle": "h"}]
        assert route_tickets.handler.lambda_handler({"Records": records}, None) == {"batchItemFailures": []}

    def hear(self, bus: FakeBus) -> None:
        """What the rule of the template brings to routing."""
        heard = expand()["RoutingRule"]["Properties"]["EventPattern"]["detail-type"]
        for entry in bus.entries:
            if entry.detail_type in heard:
                fact = {"source": entry.source, "detail-type": entry.detail_type, "detail": json.loads(entry.detail)}
                records = [{"messageId": "f", "body": json.dumps(fact), "receiptHandle": "h"}]
                assert route_tickets.handler.lambda_handler({"Records": records}, None) == {"batchItemFailures": []}

    def said(self, conversation: Row) -> list[str]:
        rows = self.owner.execute(
            "select text from messages where author_type = 'bot' and conversation_id = %s order by sequence",
            (conversation["id"],),
        ).fetchall()
        return [row["text"] for row in rows]

    def call(self, user: Row) -> Call:
        return Call(self.account["id"], Actor("user", user["id"], "agent"), "test")


@pytest.fixture
def world(owner: Owner, database: PostgresDatabase, ports: Ports, monkeypatch: pytest.MonkeyPatch) -> World:
    for handler in (answer_conversation.handler, route_tickets.handler, sweep_work.handler):
        monkeypatch.setattr(handler, "ports", lambda: ports)
    return World(owner, database, ports)


def sweep() -> None:
    event = {
        "Records": [{"messageId": "s", "body": "{}", "receiptHandle": "h", "attributes": {"MessageGroupId": "sweep"}}]
    }
    assert sweep_work.handler.lambda_handler(event, None) == {"batchItemFailures": []}


def test_who_writes_on_friday_evening_is_served_on_monday_morning(world: World, queues: FakeQueues) -> None:
    hours = Hours(world.owner, world.account, OFFICE, FRIDAY_NIGHT)
    first, second, third = (world.write(number) for number in (1, 2, 3))
    assert world.tickets() == []
    assert (first["session"], first["queue_id"], first["handoff_reason"]) == ("bot", world.queue["id"], "rule")
    for conversation in (third, second, first):
        world.answer(conversation)
    greeting, closed = world.said(first)
    assert greeting == "Olá! Como posso ajudá-lo(a) hoje?"
    assert "Sua mensagem ficou registrada" in closed
    # They write again, and again: they know by now.
    world.answer(world.write(1))
    assert len(world.said(first)) == 2
    presence.set_presence(world.ports, world.call(world.ana), "online")
    world.route()
    assert world.tickets() == [], "whoever comes online at night is given nothing"
    bells = [bell.due_at for bell in queues.of("routing") if bell.due_at is not None]
    assert bells == [hours.real(MONDAY)], "many who wait are one ring, at the opening"

    hours.move(MONDAY + timedelta(seconds=1))
    world.owner.execute("update agent_presence set agent_limit = 2")
    world.route()
    tickets = world.tickets()
    assert [ticket["conversation_id"] for ticket in tickets] == [first["id"], second["id"], third["id"]]
    assert [ticket["state"] for ticket in tickets] == ["in_service", "in_service", "waiting"]
    assert world.conversation(first["id"])["session"] == "human"
    fourth = world.write(4)
    assert world.tickets()[-1]["conversation_id"] == fourth["id"], "who comes after the opening is behind them"
    assert world.wishes() == []
    assert len(world.said(first)) == 2, "the platform takes nothing more than a day after they wrote"
    opened = hours.real(MONDAY - timedelta(minutes=1))
    assert all(ticket["entered_at"] > opened for ticket in tickets), "nobody waited for us while we were closed"


@pytest.mark.parametrize("by", ["time", "hand", "contact"])
def test_a_wish_sleeps_with_its_conversation(world: World, queues: FakeQueues, bus: FakeBus, by: str) -> None:
    hours = Hours(world.owner, world.account, OFFICE, FRIDAY_NIGHT)
    asleep, awake = world.write(1), world.write(2)
    # A place is worked out to 10 ms of waiting: whoever is drained by themselves came a minute before, not a moment.
    world.owner.execute(
        "update handoff_wishes set wished_at = wished_at - interval '1 minute' where conversation_id = %s",
        (asleep["id"],),
    )
    chief = make_user(world.owner, world.account, role="supervisor")
    lead = Call(world.account["id"], Actor("user", chief["id"], "supervisor"), "test")
    service.snooze_conversation(world.ports, lead, asleep["id"], datetime.now(UTC) + timedelta(days=7))
    hours.move(MONDAY + timedelta(minutes=1))
    queues.doorbells.clear()
    sweep()
    assert len(queues.of("routing")) == 1, "for who is awake"
    world.route()
    assert [ticket["conversation_id"] for ticket in world.tickets()] == [awake["id"]]
    assert [wish["conversation_id"] for wish in world.wishes()] == [asleep["id"]]
    queues.doorbells.clear()
    sweep()
    assert queues.of("routing") == [], "nothing is due while it sleeps"
    bus.entries.clear()
    if by == "time":
        world.owner.execute("update conversations set snoozed_until = now() where id = %s", (asleep["id"],))
        world.route(conversation_id=str(asleep["id"]))
    elif by == "hand":
        service.reopen_conversation(world.ports, lead, asleep["id"])
    else:
        world.write(1)
        world.owner.execute("update outbox set created_at = created_at - interval '1 minute'")
        sweep()
    world.hear(bus)
    assert world.tickets()[0]["conversation_id"] == asleep["id"], "it keeps the place of its wish"
    assert (len(world.tickets()), world.wishes()) == (2, [])


def test_wishes_of_one_instant_keep_their_order(world: World) -> None:
    hours = Hours(world.owner, world.account, OFFICE, FRIDAY_NIGHT)
    written = sorted((world.write(number)["id"] for number in (1, 2, 3)), reverse=True)
    for place, conversation_id in enumerate(written):
        world.owner.execute(
            "update handoff_wishes set wished_at = %s where conversation_id = %s",
            (hours.real(FRIDAY_NIGHT) + timedelta(microseconds=place), conversation_id),
        )
    hours.move(MONDAY + timedelta(seconds=1))
    world.route()
    assert [ticket["conversation_id"] for ticket in world.tickets()] == written


def test_who_waits_through_the_day_for_the_night_shift_is_told_both_times(world: World) -> None:
    hours = Hours(world.owner, world.account, NIGHT, at("2026-11-25 21:00"))
    conversation = world.write()
    world.answer(conversation)
    hours.move(at("2026-11-25 22:00") + timedelta(seconds=1))
    world.owner.execute("update agent_presence set state = 'busy'")
    world.route()
    world.route()
    (ticket,) = world.tickets()
    *_, place = world.said(conversation)
    assert place.startswith(f"Seu protocolo é {ticket['protocol']}.\nVocê é o 1º de 1 na fila.")
    assert len(world.said(conversation)) == 3
    assert ticket["told_position"] == 1


@pytest.mark.parametrize(
    ("plan", "holidays", "moment", "open_then"),
    [
        (OFFICE, (), at("2026-11-27 17:59"), True),
        (OFFICE, (), at("2026-11-27 18:00"), False),
        (OFFICE, (), at("2026-11-30 08:00"), True),
        (NIGHT, (), at("2026-11-26 03:00"), True),
        (NIGHT, (), at("2026-11-26 12:00"), False),
        (OFFICE, (SpecialDay(date(2026, 12, 25), "Natal"),), at("2026-12-25 10:00"), False),
        (OFFICE, (), at("2026-11-29 10:00"), False),
        (
            Plan(OFFICE.time_zone, OFFICE.week, (SpecialDay(date(2026, 11, 29), "Feirão", (Interval(540, 780),)),)),
            (),
            at("2026-11-29 10:00"),
            True,
        ),
        # Clocks go back on the 1st of November: eight o'clock is an hour later in UTC from then on.
        (NEW_YORK, (), datetime(2026, 10, 31, 12, 30, tzinfo=UTC), True),
        (NEW_YORK, (), datetime(2026, 11, 1, 12, 30, tzinfo=UTC), False),
        (NEW_YORK, (), datetime(2026, 11, 1, 13, 0, tzinfo=UTC), True),
        # … and forward on the 14th of March.
        (NEW_YORK, (), datetime(2027, 3, 13, 12, 30, tzinfo=UTC), False),
        (NEW_YORK, (), datetime(2027, 3, 14, 12, 30, tzinfo=UTC), True),
    ],
)
def test_who_writes_gets_a_ticket_when_it_is_open(
    world: World, plan: Plan, holidays: tuple[SpecialDay, ...], moment: datetime, open_then: bool
) -> None:
    Hours(world.owner, world.account, plan, moment, holidays)
    world.write()
    assert len(world.tickets()) == int(open_then)
    assert len(world.wishes()) == int(not open_then)


def test_who_waits_when_it_closes_keeps_their_place_and_is_told_once(world: World, queues: FakeQueues) -> None:
    hours = Hours(world.owner, world.account, OFFICE, at("2026-11-26 17:59"))
    world.owner.execute("update agent_presence set state = 'busy'")
    conversation = world.write()
    world.route()
    assert [bell.due_at for bell in queues.of("routing") if bell.due_at] == [hours.real(at("2026-11-26 18:00"))]
    hours.move(at("2026-11-26 18:00") + timedelta(seconds=1))
    world.route()
    world.route()
    (text,) = world.said(conversation)
    assert "Sua mensagem ficou registrada" in text
    presence.set_presence(world.ports, world.call(world.ana), "online")
    world.route()
    (ticket,) = world.tickets()
    assert ticket["state"] == "waiting", "nobody is given them until it opens"
    hours.move(at("2026-11-27 08:00") + timedelta(seconds=1))
    world.route()
    assert world.tickets()[0]["assignee_id"] == world.ana["id"]


def test_who_waits_when_it_closes_may_be_told_their_place(world: World) -> None:
    hours = Hours(world.owner, world.account, OFFICE, at("2026-11-26 17:59"))
    world.owner.execute("update agent_presence set state = 'busy'")
    world.owner.execute("update queues set out_of_hours_text = '{queue}|{protocol}|{position} de {total}|{wait}'")
    first = world.write(1)
    world.route()
    hours.move(at("2026-11-26 18:00") + timedelta(seconds=1))
    world.route()
    wished = world.write(2)
    world.answer(wished)
    (ticket,) = world.tickets()
    name = world.queue["name"]
    assert world.said(first) == [f"{name}|{ticket['protocol']}|1 de 1|"]
    assert world.said(wished)[1] == f"{name}|| de |", "a wish has neither ticket nor place"


def test_whoever_is_there_at_night_may_still_take_them(world: World) -> None:
    Hours(world.owner, world.account, OFFICE, FRIDAY_NIGHT)
    wished = world.write(1)
    service.accept_ticket(world.ports, world.call(world.ana), wished["id"])
    assert world.tickets()[0]["assignee_id"] == world.ana["id"]
    assert world.wishes() == [], "who has their ticket wishes for none"


def test_by_hand_a_conversation_is_put_into_a_closed_queue(world: World) -> None:
    Hours(world.owner, world.account, OFFICE, FRIDAY_NIGHT)
    conversation = world.write()
    other = make_queue(world.owner, world.account, name="Cobrança")
    make_agent(world.owner, world.account, queue=other)
    service.transfer_conversation(world.ports, world.call(world.ana), conversation["id"], queue_id=other["id"])
    (ticket,) = world.tickets()
    assert (ticket["queue_id"], ticket["state"]) == (other["id"], "waiting")
    assert world.conversation(conversation["id"])["session"] == "waiting"
    assert world.wishes() == []


def test_a_queue_has_hours_and_words_of_its_own(world: World, client: Client) -> None:
    Hours(world.owner, world.account, OFFICE, FRIDAY_NIGHT)
    boss = client.by_token(token_of(world.owner, world.account, make_user(world.owner, world.account, role="admin")))
    path = f"/api/v1/queues/{world.queue['id']}"
    words = boss.patch(path, {"out_of_hours_text": "Voltamos {opens}, {name}."}).json
    assert (words["open"], words["calendar_id"]) == (False, None)
    assert words["changes_at"] is not None
    conversation = world.write()
    world.answer(conversation)
    assert world.said(conversation)[1].startswith("Voltamos ")
    assert world.said(conversation)[1].endswith(", Ana.")
    week = [{"weekday": day, "opens": "00:00", "closes": "24:00"} for day in range(7)]
    always = boss.post("/api/v1/calendars", {"name": "Sempre", "time_zone": "UTC", "week": week}).json
    changed = boss.patch(path, {"calendar_id": always["id"]}).json
    assert (changed["open"], changed["changes_at"], changed["calendar_id"]) == (True, None, always["id"])
    assert boss.delete(f"/api/v1/calendars/{always['id']}").code == "calendar_in_use"
    world.route()
    assert [ticket["conversation_id"] for ticket in world.tickets()] == [conversation["id"]]


def test_the_sweep_finds_wishes_whose_doorbell_was_lost(world: World, queues: FakeQueues) -> None:
    hours = Hours(world.owner, world.account, OFFICE, MONDAY - timedelta(hours=2))
    world.owner.execute("delete from agent_presence")
    conversation = world.write()
    world.answer(conversation)
    world.owner.execute("update account_sequences set pushed_sequence = last_sequence")
    world.owner.execute("delete from messages where author_type = 'bot'")
    world.owner.execute("delete from outbox")
    queues.doorbells.clear()
    sweep()
    assert queues.of("routing") == []
    assert queues.of("sweep") == [], "two hours before, the database may sleep"
    hours.move(MONDAY - timedelta(minutes=50))
    sweep()
    assert len(queues.of("sweep")) == 1, "within the hour it keeps itself awake"
    hours.move(MONDAY + timedelta(seconds=10))
    queues.doorbells.clear()
    sweep()
    (bell,) = queues.of("routing")
    world.route(**{key: value for key, value in bell.body.items() if key != "account_id"})
    assert [ticket["conversation_id"] for ticket in world.tickets()] == [conversation["id"]]


def test_a_calendar_that_runs_out_is_worked_out_again(world: World, queues: FakeQueues) -> None:
    hours = Hours(world.owner, world.account, OFFICE, MONDAY)
    world.owner.execute("update calendars set filled_until = now() + interval '3 months'")
    sweep()
    (bell,) = (bell for bell in queues.of("routing") if "calendar_id" in bell.body)
    assert bell.body["calendar_id"] == str(hours.calendar["id"])
    world.route(calendar_id=str(hours.calendar["id"]))
    row = world.owner.execute(
        "select max(closes_at) > now() + interval '12 months' as far from calendar_openings"
    ).fetchone()
    assert row == {"far": True}
    queues.doorbells.clear()
    sweep()
    assert not [bell for bell in queues.of("routing") if "calendar_id" in bell.body]


def test_a_closed_conversation_wishes_for_nothing(world: World) -> None:
    hours = Hours(world.owner, world.account, OFFICE, FRIDAY_NIGHT)
    gone, stays = world.write(1), world.write(2)
    service.resolve_conversation(world.ports, world.call(world.ana), gone["id"])
    hours.move(MONDAY + timedelta(seconds=1))
    world.route()
    assert [ticket["conversation_id"] for ticket in world.tickets()] == [stays["id"]]
    assert world.wishes() == []


def test_a_ticket_of_before_the_calendar_waits_on(world: World) -> None:
    conversation = world.write()
    world.owner.execute("delete from tickets")
    world.owner.execute("update conversations set session = 'waiting'")
    make_ticket(world.owner, world.conversation(conversation["id"]), world.queue)
    Hours(world.owner, world.account, OFFICE, FRIDAY_NIGHT)
    world.route()
    assert world.tickets()[0]["state"] == "waiting"
