"""How did we do: a ticket is resolved, and its contact is asked once, or not at all."""

import json
import signal
import threading
from datetime import timedelta

import pytest

import sweep_work.handler
from central.call import system_call
from central.followups.timers import run_timers
from central.ports import Ports
from central.surveys.model import LEAST_DELAY
from tests.fakes import FakeQueues
from tests.fixtures.factories import make_channel
from tests.fixtures.killed_worker import run_worker
from tests.fixtures.patient import patient_database
from tests.fixtures.realtime import push_event
from tests.fixtures.server import TestDatabase
from tests.fixtures.surveys import QUESTION, Shop

POINTS = ("timers.held", "timers.sent", "ring", "timers.told")


def test_asked_once_when_resolved_however_often_it_rings(shop: Shop, queues: FakeQueues) -> None:
    shop.served()
    queues.doorbells.clear()
    shop.resolved()
    (bell,) = queues.of("timers")
    assert (bell.body["conversation_id"], bell.due_at) == (str(shop.id), shop.request["due_at"])
    shop.rings()
    assert shop.said() == []  # it may have been a mistake
    shop.age(due_at="10 seconds")
    queues.doorbells.clear()
    shop.rings(times=3)
    shop.rings()
    assert queues.of("timers") == [], "nobody rings for what was said"
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
    shop.settled()
    event = push_event(json.dumps({"account_id": str(shop.desk.account["id"]), "conversation_id": str(shop.id)}))
    code, first = run_worker("run_timers", postgres, event, crash_at=point)
    assert code == -signal.SIGKILL, first
    code, second = run_worker("run_timers", postgres, event)
    assert (code, json.loads(second[-1])) == (0, {"batchItemFailures": []})
    assert shop.said() == [QUESTION]
    assert shop.request["state"] == "asked"


def test_two_that_ring_at_once_ask_once(shop: Shop, postgres: TestDatabase, ports: Ports) -> None:
    shop.served()
    shop.settled()
    start, done = threading.Barrier(4), list[int]()

    def ring() -> None:
        database = patient_database(postgres.app_url, ports.queues, ports.bus)
        own = Ports(database, ports.queues, ports.bus, ports.sockets, ports.blobs, ports.secrets)
        start.wait()
        done.append(run_timers(own, system_call(shop.desk.account["id"]), shop.id))
        database.close()

    threads = [threading.Thread(target=ring) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(done) == [0, 0, 0, 1]
    assert shop.said() == [QUESTION]


def test_a_lost_ring_is_found_by_the_sweep(shop: Shop, queues: FakeQueues) -> None:
    shop.served()
    shop.settled()
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
    shop.age(due_at="10 seconds")
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
        (
            "insert into survey_settings (account_id, quiet_queue_ids)"
            " select account_id, array_agg(id) from queues group by 1",
            "disabled",
        ),
        ("insert into survey_settings (account_id, enabled) select id, false from accounts", "disabled"),
        ('update accounts set texts = texts || \'{"csat": ""}\'', "disabled"),
    ],
)
def test_whom_nobody_may_write_to_is_not_asked(shop: Shop, change: str, reason: str) -> None:
    shop.served()
    shop.settled()
    shop.owner.execute(change)
    shop.rings()
    assert (shop.request["state"], shop.request["reason"], shop.said()) == ("skipped", reason, [])


@pytest.mark.parametrize("other", ["somebody else", "another number"])
def test_the_window_of_who_is_asked_counts(shop: Shop, other: str) -> None:
    shop.served()
    shop.settled()
    shop.owner.execute("update reply_windows set last_inbound_at = now() - interval '2 days'")
    if other == "somebody else":
        shop.writes("Oi", wa_id="5511977776666", name="Bia")
    else:
        shop.writes("Oi", channel=make_channel(shop.owner, shop.desk.account))
    shop.rings()
    row = shop.owner.execute("select state, reason from survey_requests").fetchone()
    assert row == {"state": "skipped", "reason": "window"}


def test_whoever_is_blocked_after_their_rating_is_not_thanked(shop: Shop) -> None:
    shop.asked()
    shop.writes("1")
    shop.owner.execute("update contacts set blocked = true")
    shop.rings()
    assert (shop.said(), shop.lines(), shop.request["due_at"]) == ([QUESTION], ["Avaliação: 1 ★"], None)


def test_no_comment_is_asked_for_when_none_can_come_any_more(shop: Shop) -> None:
    shop.asked()
    shop.writes("5")
    shop.age(comment_until="31 minutes")
    shop.rings()
    assert shop.said() == [QUESTION, "Obrigado pela sua avaliação!"]


def test_a_question_has_the_variables_of_every_other_text(shop: Shop) -> None:
    settings = {"enabled": True, "question": "{protocol}|{queue}|{position}{total}{wait}{hours}|{typo}"}
    assert shop.admin.call("PUT", "/api/v1/surveys/settings", settings).status == 200
    shop.served()
    shop.settled()
    shop.rings()
    ticket = shop.owner.execute("select protocol from tickets").fetchone()
    assert ticket is not None
    assert shop.said() == [f"{ticket['protocol']}|{shop.desk.queue['name']}||{{typo}}"]


@pytest.mark.parametrize("how", ["everywhere", "in this queue"])
def test_who_is_switched_off_is_not_even_planned(shop: Shop, queues: FakeQueues, how: str) -> None:
    settings = {
        "enabled": how != "everywhere",
        "quiet_queue_ids": [str(shop.desk.queue["id"])] if how == "in this queue" else [],
    }
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
    assert timedelta(seconds=600) <= bell.due_at - shop.request["planned_at"] < timedelta(seconds=660)
    shop.rings()
    assert queues.of("timers") == [bell, bell]  # too early: asked for again
    assert shop.ana.call("POST", f"{shop.path}/reopen").status == 200
    shop.age(due_at="11 minutes")
    shop.rings()
    assert (shop.request["reason"], shop.said()) == ("reopened", [])
    before = shop.request["due_at"]
    shop.resolved()  # the same ticket, which was never asked about
    assert (shop.request["state"], shop.request["reason"], before) == ("planned", None, None)
    shop.age(due_at="11 minutes")
    shop.rings()
    assert (len(shop.requests), shop.said()) == (1, [QUESTION])


def test_who_writes_before_the_question_is_heard_and_not_asked(shop: Shop) -> None:
    shop.served()
    shop.settled()
    shop.writes("Ainda não funciona")
    shop.rings()
    assert (shop.request["reason"], shop.said()) == ("reopened", [])


def test_what_was_resolved_and_then_ended_otherwise_is_not_asked_about(shop: Shop) -> None:
    shop.served()
    shop.settled()
    assert shop.ana.call("POST", f"{shop.path}/reopen").status == 200
    shop.owner.execute("update tickets set state = 'abandoned', finished_at = now()")
    shop.owner.execute("update conversations set status = 'closed', closed_at = now()")
    shop.rings()
    assert (shop.request["reason"], shop.said()) == ("reopened", [])


def test_whoever_resolves_again_is_asked_from_then_on(shop: Shop, queues: FakeQueues) -> None:
    shop.served()
    shop.resolved()
    first = shop.request["due_at"]
    assert shop.ana.call("POST", f"{shop.path}/reopen").status == 200
    queues.doorbells.clear()
    shop.resolved()
    assert shop.request["due_at"] > first
    assert [bell.due_at for bell in queues.of("timers")] == [shop.request["due_at"]]


@pytest.mark.parametrize("chosen", [True, False])
def test_who_undoes_it_at_once_asks_nobody(shop: Shop, chosen: bool) -> None:
    """Asked at once by the company's choice: there is still the time in which the app offers to undo."""
    if chosen:
        assert shop.admin.call("PUT", "/api/v1/surveys/settings", {"enabled": True, "delay_seconds": 0}).status == 200
    shop.served()
    shop.resolved()
    assert shop.request["due_at"] - shop.request["planned_at"] >= timedelta(seconds=LEAST_DELAY)
    assert shop.ana.call("POST", f"{shop.path}/reopen").status == 200
    shop.age(due_at="10 seconds")
    shop.rings()
    assert (shop.request["reason"], shop.said()) == ("reopened", [])


def test_once_per_ticket(shop: Shop) -> None:
    shop.asked()
    assert shop.ana.call("POST", f"{shop.path}/reopen").status == 200
    shop.settled()
    shop.rings()
    assert (len(shop.requests), shop.said()) == (1, [QUESTION])
    shop.writes("Voltei")  # another ticket
    shop.asked()
    assert [row["state"] for row in shop.requests] == ["asked", "asked"]
    assert shop.said() == [QUESTION, QUESTION]
