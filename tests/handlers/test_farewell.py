"""The last word after a resolved ticket: where the company says one, before the survey, and to nobody it is not for."""

import json
import signal

import pytest

import sweep_work.handler
from tests.fakes import FakeQueues
from tests.fixtures.desk import make_served
from tests.fixtures.factories import insert, make_conversation
from tests.fixtures.killed_worker import run_worker
from tests.fixtures.realtime import push_event
from tests.fixtures.server import TestDatabase
from tests.fixtures.surveys import QUESTION, Shop
from tests.handlers.rest_client import Client

SERVICE = "/api/v1/service"
GOODBYE = "Obrigado por entrar em contato. Tenha um ótimo dia!"


@pytest.fixture
def polite(shop: Shop) -> Shop:
    """A company that says goodbye and asks nothing."""
    save(shop.admin, say_closing=True)
    insert(shop.owner, "survey_settings", account_id=shop.desk.account["id"], enabled=False)
    return shop


def save(admin: Client, **change: object) -> None:
    answer = admin.patch(SERVICE, change)
    assert answer.status == 200, answer.text


def wait(shop: Shop, seconds: int = 10) -> None:
    """Let so many seconds pass for what is said after a ticket."""
    for table in ("farewells", "survey_requests"):
        shop.owner.execute(f"update {table} set due_at = due_at - make_interval(secs => %s)", (seconds,))


def planned(shop: Shop) -> int:
    return len(shop.owner.execute("select from farewells").fetchall())


def test_nothing_is_said_until_the_company_wants_it(shop: Shop) -> None:
    assert shop.ana.get(SERVICE).json["say_closing"] is False
    shop.served()
    shop.resolved()
    assert planned(shop) == 0


def test_said_once_before_the_question_however_often_it_rings(shop: Shop, queues: FakeQueues) -> None:
    save(shop.admin, say_closing=True, texts={"closing": "Até logo, {name}! {protocol}, {queue}."})
    shop.served()
    queues.doorbells.clear()
    shop.resolved()
    row = shop.owner.execute("select due_at from farewells").fetchone()
    assert row is not None
    assert [bell.due_at for bell in queues.of("timers")] == [row["due_at"], shop.request["due_at"]]
    queues.doorbells.clear()
    shop.rings()
    assert shop.said() == []  # it may have been a mistake
    assert row["due_at"] in [bell.due_at for bell in queues.of("timers")]
    wait(shop)
    shop.rings(times=3)
    name, protocol = shop.owner.execute("select k.name, t.protocol from contacts k, tickets t").fetchone().values()  # type: ignore[union-attr]
    assert shop.said() == [f"Até logo, {name}! {protocol}, {shop.desk.queue['name']}.", QUESTION]
    assert (shop.conversation["status"], planned(shop)) == ("closed", 0)


def test_whoever_undoes_it_at_once_said_nothing(polite: Shop) -> None:
    polite.served()
    polite.resolved()
    assert polite.ana.call("POST", f"{polite.path}/reopen").status == 200
    wait(polite)
    polite.rings()
    assert (polite.said(), planned(polite)) == ([], 0)
    polite.resolved()
    wait(polite)
    polite.rings()
    assert polite.said() == [GOODBYE]


def test_whoever_resolves_again_waits_again(polite: Shop) -> None:
    polite.served()
    polite.resolved()
    wait(polite, 8)
    assert polite.ana.call("POST", f"{polite.path}/reopen").status == 200
    polite.resolved()
    wait(polite, 3)
    polite.rings()
    assert polite.said() == []


@pytest.mark.parametrize("served", ["not at all", "without an answer"])
def test_nobody_is_thanked_whom_nobody_served(polite: Shop, served: str) -> None:
    if served == "without an answer":
        assert polite.ana.call("POST", f"{polite.path}/accept").status == 200
    else:
        polite.owner.execute("update conversations set first_replied_at = now()")
    polite.resolved()
    assert planned(polite) == 0


@pytest.mark.parametrize(
    "change",
    [
        "update contacts set blocked = true",
        "update channels set state = 'inactive'",
        "update reply_windows set last_inbound_at = now() - interval '24 hours'",
        """update accounts set texts = '{"closing": ""}'""",
    ],
)
def test_who_may_not_be_written_to_is_not(polite: Shop, change: str) -> None:
    polite.served()
    polite.resolved()
    polite.owner.execute(change)
    wait(polite)
    polite.rings()
    assert (polite.said(), planned(polite)) == ([], 0)


def test_who_writes_again_elsewhere_is_answered_and_not_bidden_farewell(polite: Shop) -> None:
    polite.served()
    polite.resolved()
    contact = {"id": polite.conversation["contact_id"], "account_id": polite.desk.account["id"]}
    make_conversation(polite.owner, polite.desk.channel, contact)
    wait(polite)
    polite.rings()
    assert (polite.said(), planned(polite)) == ([], 0)


def test_many_closed_at_once_are_closed_quietly(polite: Shop) -> None:
    polite.served()
    body = {"action": "resolve", "ids": [str(polite.id)]}
    assert polite.ana.call("POST", "/api/v1/conversations/bulk", body).status == 200
    assert (polite.conversation["status"], planned(polite)) == ("closed", 0)


def test_closed_for_silence_they_are_thanked_too(polite: Shop) -> None:
    close = {"after_minutes": 1, "action": "close", "reason": "Sem resposta"}
    insert(
        polite.owner, "follow_up_rules", account_id=polite.desk.account["id"], name="Silêncio", trigger="silence",
        business_hours=False, steps=[close],
    )  # fmt: skip
    polite.served()
    polite.owner.execute("update follow_up_timers set due_at = now()")
    polite.rings()
    assert polite.conversation["status"] == "closed"
    wait(polite)
    polite.rings()
    assert polite.said() == [GOODBYE]


def test_a_lost_ring_is_found_by_the_sweep(polite: Shop, queues: FakeQueues) -> None:
    polite.served()
    polite.resolved()
    wait(polite)
    queues.doorbells.clear()
    sweep_work.handler.lambda_handler({}, None)
    assert [bell.body["conversation_id"] for bell in queues.of("timers")] == [str(polite.id)]


@pytest.mark.parametrize("point", ["timers.held", "timers.sent", "ring", "timers.told"])
def test_said_once_whenever_its_worker_dies(polite: Shop, postgres: TestDatabase, point: str) -> None:
    polite.served()
    polite.resolved()
    wait(polite)
    event = push_event(json.dumps({"account_id": str(polite.desk.account["id"]), "conversation_id": str(polite.id)}))
    code, first = run_worker("run_timers", postgres, event, crash_at=point)
    assert code == -signal.SIGKILL, first
    code, second = run_worker("run_timers", postgres, event)
    assert (code, json.loads(second[-1])) == (0, {"batchItemFailures": []})
    assert polite.said() == [GOODBYE]


def test_a_conversation_without_a_ticket_ends_without_a_word(polite: Shop) -> None:
    other = make_served(polite.owner, polite.desk, polite.desk.ana)
    assert polite.ana.call("POST", f"/api/v1/conversations/{other['id']}/resolve", {}).status == 200
    assert planned(polite) == 0
