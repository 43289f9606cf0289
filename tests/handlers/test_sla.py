"""start_sla and sla_step: clocks start, run, stand still, warn, break, escalate and end; each once."""

from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

import sweep_work.handler
from central.calendars import service as calendars
from central.calendars.model import Interval, Opening, Plan, add_open_time, open_seconds
from central.call import system_call
from central.conversations.append import append_message
from central.ports import Ports
from central.queues import service
from central.upkeep import service as upkeep
from tests.db.test_queue_service import World
from tests.fakes import FakeQueues
from tests.fixtures.factories import Owner, insert, make_listener, make_queue
from tests.fixtures.sla import Promises, promises


@pytest.fixture
def world(owner: Owner, ports: Ports) -> World:
    return World(owner, ports)


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch, world: World, ports: Ports) -> Promises:
    make_listener(world.owner, world.account)
    monkeypatch.setattr(sweep_work.handler, "ports", lambda: ports)
    return promises(monkeypatch, world, ports)


def test_a_ticket_starts_its_clocks_and_their_executions(desk: Promises) -> None:
    policy = desk.policy()
    conversation = desk.waiting()
    targets = desk.targets(conversation)
    ticket = desk.world.ticket(conversation)
    assert desk.states(conversation) == {
        "first_response": "running",
        "next_response": "paused",
        "resolution": "running",
    }
    assert targets["first_response"]["due_at"] == ticket["entered_at"] + timedelta(seconds=600)
    assert targets["resolution"]["policy_id"] == policy["id"]
    assert set(desk.workflows.executions) == {f"{ticket['id']}-{target}-1" for target in targets}
    asked = desk.workflows.executions[f"{ticket['id']}-first_response-1"]
    at = datetime.fromisoformat(asked["at"])
    assert timedelta(0) <= at - (ticket["entered_at"] + timedelta(seconds=300)) <= timedelta(seconds=1)


def test_a_doubled_fact_changes_nothing(desk: Promises) -> None:
    desk.policy()
    conversation = desk.waiting()
    before = desk.targets(conversation)
    desk.queued(conversation)
    desk.queued(conversation)
    assert desk.targets(conversation) == before
    assert len(desk.workflows.executions) == 3


def test_nothing_is_promised_where_no_policy_holds(desk: Promises) -> None:
    desk.policy(active=False)
    desk.waiting()
    assert desk.owner.execute("select count(*) as n from sla_targets").fetchone() == {"n": 0}
    assert desk.workflows.executions == {}


def test_an_answer_in_time_is_met_in_the_statement_that_stores_it(desk: Promises) -> None:
    desk.policy()
    conversation = desk.waiting()
    service.accept_ticket(desk.world.ports, desk.world.call(desk.world.ana), conversation)
    desk.agent_writes(conversation, desk.world.ana)
    assert desk.states(conversation) == {"first_response": "met", "next_response": "paused", "resolution": "paused"}
    assert desk.told() == [("SlaMet", "first_response")]
    assert desk.ask(conversation)["again"] is False
    assert desk.told() == [("SlaMet", "first_response")]


def test_neither_a_note_nor_the_bot_is_an_answer(desk: Promises) -> None:
    desk.policy()
    conversation = desk.waiting()
    ana = desk.world.ana["id"]
    with desk.world.ports.database.transaction(desk.world.call(desk.world.ana)) as transaction:
        append_message(transaction, conversation, author_type="agent", author_id=ana, text="VIP", private=True)
        append_message(transaction, conversation, author_type="bot", text="Um momento, por favor.")
    assert desk.states(conversation)["first_response"] == "running"
    assert desk.told() == []


def test_an_answer_that_came_before_the_bus_counts(desk: Promises) -> None:
    desk.policy()
    conversation = desk.world.waiting(entered_at=desk.now())
    service.accept_ticket(desk.world.ports, desk.world.call(desk.world.ana), conversation)
    desk.agent_writes(conversation, desk.world.ana)
    desk.queued(conversation)
    assert desk.states(conversation)["first_response"] == "met"
    assert desk.told() == [("SlaMet", "first_response")]


def test_a_late_answer_is_missed_although_nobody_had_looked(desk: Promises) -> None:
    desk.policy()
    conversation = desk.waiting()
    service.accept_ticket(desk.world.ports, desk.world.call(desk.world.ana), conversation)
    desk.pass_time(601)
    desk.agent_writes(conversation, desk.world.ana)
    row = desk.targets(conversation)["first_response"]
    assert (row["state"], row["missed_turns"]) == ("missed", 0)
    assert desk.ask(conversation)["again"] is False
    assert desk.told() == [("SlaBreached", "first_response")]


def test_warns_at_50_and_80_percent_and_breaks_once(desk: Promises) -> None:
    desk.policy(next_response_seconds=None, resolution_seconds=None)
    conversation = desk.waiting()
    told: list[Any] = []
    for seconds, expected in ((301, "SlaWarned"), (180, "SlaWarned"), (120, "SlaBreached"), (60, None)):
        desk.pass_time(seconds)
        answer = desk.ask(conversation)
        assert desk.ask(conversation) == answer  # doubled
        told += [] if expected is None else [(expected, "first_response")]
        assert desk.told() == told
        assert answer["again"] is (expected == "SlaWarned")
    assert desk.states(conversation) == {"first_response": "missed"}
    assert desk.world.updates().count("sla_warning") == 2
    assert desk.world.updates().count("sla_breached") == 1


def test_an_execution_that_wakes_early_waits_on(desk: Promises) -> None:
    desk.policy()
    conversation = desk.waiting()
    answer = desk.ask(conversation)
    assert answer["again"] is True
    after = datetime.fromisoformat(answer["at"]) - desk.world.ticket(conversation)["entered_at"]
    assert timedelta(seconds=300) <= after <= timedelta(seconds=301)
    assert desk.told() == []


def test_a_replaced_or_unknown_execution_finds_nothing_to_do(desk: Promises) -> None:
    desk.policy()
    conversation = desk.waiting()
    desk.pass_time(700)
    assert desk.ask(conversation, version=2)["again"] is False
    assert desk.ask(conversation, ticket_id=str(uuid4()))["again"] is False
    assert desk.ask(conversation, account_id=str(uuid4()))["again"] is False
    assert desk.told() == []


def test_the_resolution_stands_still_while_the_contact_has_the_word(desk: Promises) -> None:
    desk.policy()
    conversation = desk.waiting()
    service.accept_ticket(desk.world.ports, desk.world.call(desk.world.ana), conversation)
    desk.pass_time(100)
    desk.agent_writes(conversation, desk.world.ana)
    desk.pass_time(1800)
    row = desk.targets(conversation)["resolution"]
    assert (row["state"], row["due_at"]) == ("paused", None)
    spent = row["spent_seconds"]
    assert 100 <= spent < 1000
    assert desk.ask(conversation, "resolution")["again"] is True
    assert desk.told() == [("SlaMet", "first_response")]
    started_at, before = row["started_at"], desk.now()
    desk.contact_writes(conversation)
    row = desk.targets(conversation)["resolution"]
    assert (row["state"], row["turns"], row["started_at"]) == ("running", 0, started_at)
    assert before <= row["due_at"] - timedelta(seconds=3600 - spent) <= desk.now()


@pytest.mark.parametrize("looked", [True, False])
def test_a_late_resolution_stands_still_for_nobody_and_is_told_once(desk: Promises, looked: bool) -> None:
    desk.policy(first_response_seconds=None, next_response_seconds=None)
    conversation = desk.waiting()
    service.accept_ticket(desk.world.ports, desk.world.call(desk.world.ana), conversation)
    desk.contact_writes(conversation)
    desk.pass_time(3601)
    if looked:
        desk.ask(conversation, "resolution")
    for _ in range(2):
        desk.agent_writes(conversation, desk.world.ana)
        desk.contact_writes(conversation)
    assert desk.targets(conversation)["resolution"]["paused_at"] is None
    assert desk.ask(conversation, "resolution")["again"] is False
    service.resolve_conversation(desk.world.ports, desk.world.call(desk.world.ana), conversation)
    assert desk.states(conversation) == {"resolution": "missed"}
    assert [fact for fact, _ in desk.told() if fact != "SlaWarned"] == ["SlaBreached"]


def test_a_resolution_that_does_not_pause_runs_on(desk: Promises) -> None:
    desk.policy(pauses=False)
    conversation = desk.waiting()
    service.accept_ticket(desk.world.ports, desk.world.call(desk.world.ana), conversation)
    desk.agent_writes(conversation, desk.world.ana)
    assert desk.states(conversation)["resolution"] == "running"


@pytest.mark.parametrize("promised", [600, None])
def test_while_the_first_answer_is_owed_it_is_the_only_one(desk: Promises, promised: int | None) -> None:
    """Nobody answered, and yet nobody waited for a while: a first answer that is promised stays owed."""
    desk.policy(first_response_seconds=promised)
    conversation = desk.waiting()
    service.accept_ticket(desk.world.ports, desk.world.call(desk.world.ana), conversation)
    with desk.world.ports.database.transaction(desk.world.lead) as transaction:
        transaction.execute("update conversations set waiting_since = null where id = %(id)s", id=conversation)
    first = {} if promised is None else {"first_response": "running"}
    assert desk.states(conversation) == {**first, "next_response": "paused", "resolution": "paused"}
    desk.contact_writes(conversation)
    following = "running" if promised is None else "paused"
    assert desk.states(conversation) == {**first, "next_response": following, "resolution": "running"}


def test_who_is_resolved_without_an_answer_was_not_answered(desk: Promises) -> None:
    desk.policy()
    conversation = desk.waiting()
    service.accept_ticket(desk.world.ports, desk.world.call(desk.world.ana), conversation)
    service.resolve_conversation(desk.world.ports, desk.world.call(desk.world.ana), conversation)
    states = desk.states(conversation)
    assert (states["first_response"], states["resolution"]) == ("cancelled", "met")


def test_each_turn_of_the_contact_is_owed_an_answer(desk: Promises) -> None:
    notify = [{"when": "breach", "after_seconds": 0, "action": "notify"}]
    desk.policy(first_response_seconds=None, resolution_seconds=None, steps=notify)
    conversation = desk.waiting()
    service.accept_ticket(desk.world.ports, desk.world.call(desk.world.ana), conversation)
    desk.agent_writes(conversation, desk.world.ana)
    desk.contact_writes(conversation)
    desk.contact_writes(conversation)  # the same turn
    row = desk.targets(conversation)["next_response"]
    assert (row["state"], row["turns"]) == ("running", 2)
    desk.pass_time(301)
    assert desk.ask(conversation, "next_response")["again"] is True  # the next turn may begin at any time
    assert ("SlaBreached", "next_response") in desk.told()
    assert desk.targets(conversation)["next_response"]["steps_done"] == 1
    desk.agent_writes(conversation, desk.world.ana)
    row = desk.targets(conversation)["next_response"]
    assert (row["state"], row["steps_done"], row["missed_at"], row["next_offset"]) == ("paused", 0, None, 150)
    desk.contact_writes(conversation)
    desk.agent_writes(conversation, desk.world.ana)
    service.resolve_conversation(desk.world.ports, desk.world.call(desk.world.ana), conversation)
    row = desk.targets(conversation)["next_response"]
    assert (row["state"], row["turns"], row["missed_turns"]) == ("missed", 3, 1)
    assert [fact for fact, _ in desk.told()].count("SlaBreached") == 1


def test_resolved_in_time_and_counted_again_after_it_was_reopened(desk: Promises) -> None:
    """Acceptance row 14: a resolution of 30 days ago does not make this one 30 days long."""
    desk.policy()
    conversation = desk.waiting()
    call = desk.world.call(desk.world.ana)
    service.accept_ticket(desk.world.ports, call, conversation)
    desk.agent_writes(conversation, desk.world.ana)
    service.resolve_conversation(desk.world.ports, call, conversation)
    assert desk.states(conversation) == {"first_response": "met", "next_response": "cancelled", "resolution": "met"}
    desk.queued(conversation)  # delivered again: the ticket is over
    desk.pass_time(30 * 86400)
    service.reopen_conversation(desk.world.ports, call, conversation)
    desk.start(desk.fact("ConversationReopened", conversation_id=conversation))
    desk.start(desk.fact("ConversationReopened", conversation_id=conversation))
    row = desk.targets(conversation)["resolution"]
    assert (row["cycle"], row["ended_at"]) == (2, None)
    assert desk.targets(conversation)["first_response"]["cycle"] == 1
    service.resolve_conversation(desk.world.ports, call, conversation)
    rows = desk.owner.execute(
        "select cycle, state, spent_seconds from sla_targets where target = 'resolution' order by cycle"
    ).fetchall()
    assert [(row["cycle"], row["state"], row["spent_seconds"] < 60) for row in rows] == [
        (1, "met", True),
        (2, "met", True),
    ]


def test_a_ticket_nobody_took_is_no_promise_kept(desk: Promises) -> None:
    desk.policy()
    conversation = desk.waiting()
    with desk.world.ports.database.transaction(system_call(desk.world.account["id"])) as transaction:
        transaction.execute("update tickets set state = 'abandoned', finished_at = now()")
    assert set(desk.states(conversation).values()) == {"cancelled"}
    assert desk.told() == []


def test_a_transfer_takes_the_clocks_along(desk: Promises) -> None:
    desk.policy()
    conversation = desk.waiting()
    desk.pass_time(301)
    desk.ask(conversation)
    before = desk.targets(conversation)["first_response"]
    other = make_queue(desk.owner, desk.world.account)
    service.transfer_conversation(desk.world.ports, desk.world.lead, conversation, queue_id=other["id"])
    after = desk.targets(conversation)["first_response"]
    assert after["ticket_id"] == desk.world.ticket(conversation)["id"] != before["ticket_id"]
    assert (after["due_at"], after["warned"], after["version"]) == (before["due_at"], 50, 2)
    desk.queued(conversation)
    assert f"{after['ticket_id']}-first_response-2" in desk.workflows.executions
    assert len(desk.targets(conversation)) == 3
    assert desk.ask(conversation, ticket_id=str(before["ticket_id"]), version=1)["again"] is False


def sweep() -> None:
    event = {"Records": [{"messageId": "s", "body": "{}", "receiptHandle": "h", "attributes": {"MessageGroupId": "s"}}]}
    assert sweep_work.handler.lambda_handler(event, None) == {"batchItemFailures": []}


def test_an_hour_without_executions_is_caught_up_once(desk: Promises, queues: FakeQueues) -> None:
    desk.policy(resolution_seconds=None, next_response_seconds=None)
    lost = [desk.waiting(), desk.waiting()]
    desk.pass_time(3600)
    sweep()
    sweep()
    bells = queues.of("sla")
    assert {bell.body["ticket_id"] for bell in bells} == {str(desk.world.ticket(one)["id"]) for one in lost}
    desk.start(*[dict(bell.body) for bell in bells])  # doubled doorbells too
    names = sorted(name for name in desk.workflows.executions if name.endswith("-2"))
    assert names == sorted(f"{desk.world.ticket(one)['id']}-first_response-2" for one in lost)
    for one in lost:
        desk.ask(one, version=1)  # the old execution, after all
        desk.ask(one)
    assert sorted(desk.told()) == sorted(
        [("SlaWarned", "first_response")] * 4 + [("SlaBreached", "first_response")] * 2
    )


def test_the_sweep_looks_at_the_oldest_clocks_first(
    desk: Promises, queues: FakeQueues, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And at so many at a time as it is asked for: of those that were due and those nobody ever looked at together."""
    monkeypatch.setattr(upkeep, "_AT_ONCE", 3)
    desk.policy(resolution_seconds=None, next_response_seconds=None)
    lost = []
    for number in range(4):
        desk.pass_time(3600)
        lost.append(str(desk.world.ticket(desk.waiting())["id"]))
        if number % 2:
            desk.owner.execute("update sla_targets set looks_at = null where ticket_id = %s", (lost[-1],))
    desk.pass_time(3600)
    sweep()
    assert [bell.body["ticket_id"] for bell in queues.of("sla")] == lost[:3]


def test_a_clock_that_goes_on_before_its_next_look_is_found_by_the_sweep(desk: Promises, queues: FakeQueues) -> None:
    desk.policy(first_response_seconds=None, next_response_seconds=None)
    conversation = desk.waiting()
    service.accept_ticket(desk.world.ports, desk.world.call(desk.world.ana), conversation)
    desk.pass_time(1700)
    desk.agent_writes(conversation, desk.world.ana)
    desk.pass_time(20 * 3600)
    desk.ask(conversation, "resolution")
    sweep()
    assert queues.of("sla") == []
    desk.contact_writes(conversation)  # less than two minutes before the warning
    sweep()
    (bell,) = queues.of("sla")
    desk.start(dict(bell.body))
    name = f"{desk.world.ticket(conversation)['id']}-resolution-2"
    at = datetime.fromisoformat(desk.workflows.executions[name]["at"])
    assert at - desk.now() < timedelta(seconds=101)


def test_executions_that_cannot_be_started_now_are_started_when_asked_again(desk: Promises) -> None:
    desk.policy()
    conversation = desk.world.waiting(entered_at=desk.now())
    desk.workflows.away = True
    fact = desk.fact("TicketQueued", ticket_id=desk.world.ticket(conversation)["id"])
    assert desk.start(fact) == {"batchItemFailures": [{"itemIdentifier": "0"}]}
    desk.workflows.away = False
    assert desk.start(fact) == {"batchItemFailures": []}
    assert len(desk.workflows.executions) == 3


@pytest.mark.parametrize("body", ["x", "7", "{}", '{"account_id": "7"}', '{"detail-type": "A", "detail": {}}'])
def test_what_cannot_be_read_is_parked(desk: Promises, queues: FakeQueues, body: str) -> None:
    assert desk.start(body) == {"batchItemFailures": []}
    assert [parked.queue for parked in queues.parked] == ["sla"]


def test_an_agents_own_conversation_owes_no_first_answer(desk: Promises) -> None:
    desk.policy()
    conversation = desk.world.serving(desk.world.ana, handoff_reason="agent", entered_at=desk.now())
    desk.start(desk.fact("TicketAssigned", ticket_id=desk.world.ticket(conversation)["id"]))
    assert desk.states(conversation) == {"next_response": "paused", "resolution": "paused"}


def office(desk: Promises, opens: str, closes: str) -> None:
    """The company works from Monday to Friday, in São Paulo."""
    week = tuple((Interval(int(opens) * 60, int(closes) * 60),) if day < 5 else () for day in range(7))
    plan = Plan("America/Sao_Paulo", week)
    calendars.create_calendar(desk.world.ports, desk.world.lead, "Comercial", plan, is_default=True)


def test_an_hour_promised_on_friday_at_ten_to_six_ends_on_monday_at_ten_to_ten(desk: Promises) -> None:
    """Acceptance row 13: SLA 1 h, hours 9 to 18."""
    office(desk, "9", "18")
    desk.policy(business_hours=True, first_response_seconds=3600, next_response_seconds=None, resolution_seconds=None)
    zone = ZoneInfo("America/Sao_Paulo")
    today = desk.now().astimezone(zone)
    friday = (today + timedelta(days=(4 - today.weekday()) % 7 + 7)).replace(
        hour=17, minute=50, second=0, microsecond=0
    )
    conversation = desk.world.waiting(entered_at=friday)
    desk.queued(conversation)
    due_at = desk.targets(conversation)["first_response"]["due_at"].astimezone(zone)
    assert due_at == (friday + timedelta(days=3)).replace(hour=9, minute=50)
    assert due_at.strftime("%a %H:%M") == "Mon 09:50"


def test_sql_and_python_count_open_time_alike(desk: Promises) -> None:
    office(desk, "9", "18")
    rows = desk.owner.execute("select calendar_id, opens_at, closes_at from calendar_openings order by 2").fetchall()
    openings = [Opening(row["opens_at"], row["closes_at"]) for row in rows]
    random = Random(7)
    with desk.world.ports.database.transaction(system_call(desk.world.account["id"])) as transaction:
        for _ in range(200):
            start = desk.now() + timedelta(seconds=random.uniform(0, 40 * 86400))
            seconds = random.choice([0.0, 1.0, random.uniform(0, 3600), random.uniform(0, 400_000)])
            calendar_id = random.choice([rows[0]["calendar_id"], None])
            known = None if calendar_id is None else openings
            row = transaction.one(
                "select m.at, sla_open_seconds(%(c)s, %(start)s, m.at) as seconds,"
                " sla_open_seconds(%(c)s, m.at, %(start)s) as backwards"
                " from (select sla_moment(%(c)s, %(start)s, %(seconds)s::float8) as at) m",
                c=calendar_id, start=start, seconds=seconds,
            )  # fmt: skip
            assert row is not None
            expected = add_open_time(known, start, seconds)
            assert abs((row["at"] - expected).total_seconds()) < 0.001, (calendar_id, start, seconds)
            assert abs(row["seconds"] - open_seconds(known, start, expected)) < 0.001
            assert row["backwards"] == open_seconds(known, expected, start) == 0


def test_the_clock_moves_with_the_calendar(desk: Promises) -> None:
    """Hours that are changed while a clock runs: the look goes by the hours of today."""
    account_id = desk.world.account["id"]
    calendar = insert(
        desk.owner, "calendars", account_id=account_id, name="Comercial", time_zone="UTC", is_default=True
    )
    start = desk.now().astimezone(UTC)
    opening = {"account_id": account_id, "calendar_id": calendar["id"]}
    insert(
        desk.owner, "calendar_openings", **opening,
        opens_at=start - timedelta(hours=1), closes_at=start + timedelta(hours=5),
    )  # fmt: skip
    desk.policy(business_hours=True, resolution_seconds=None, next_response_seconds=None)
    conversation = desk.waiting()
    desk.owner.execute("update calendar_openings set closes_at = now() + interval '1 second'")
    insert(
        desk.owner, "calendar_openings", **opening,
        opens_at=start + timedelta(days=2), closes_at=start + timedelta(days=3),
    )  # fmt: skip
    answer = desk.ask(conversation)
    due = desk.targets(conversation)["first_response"]["due_at"]
    assert timedelta(days=2) < due - start < timedelta(days=2, minutes=10)
    assert datetime.fromisoformat(answer["at"]) - start > timedelta(days=2)
