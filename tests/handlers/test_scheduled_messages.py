"""Messages and reminders for another day: from the API to the row, the ring, and one message in the conversation."""

import json
import random
import re
import signal
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

import run_timers.handler
import sweep_work.handler
from central.call import system_call
from central.clock import now
from central.events import timers_doorbell
from central.followups import timers
from central.ports import Ports
from central.upkeep import service as upkeep
from tests.fakes import FakeQueues
from tests.fixtures.desk import Desk, make_desk, make_served, open_window
from tests.fixtures.factories import Owner, Row, insert, make_conversation, make_message, make_ticket
from tests.fixtures.inbound import ingest, item, person
from tests.fixtures.killed_worker import run_worker
from tests.fixtures.patient import patient_database
from tests.fixtures.realtime import push_event
from tests.fixtures.server import TestDatabase
from tests.handlers.rest_client import Client, token_of

PATH = "/api/v1/scheduled-messages"
POINTS = ("timers.held", "timers.sent", "ring", "timers.told")


@pytest.fixture(autouse=True)
def _wired(monkeypatch: pytest.MonkeyPatch, ports: Ports) -> None:
    monkeypatch.setattr(run_timers.handler, "ports", lambda: ports)
    monkeypatch.setattr(sweep_work.handler, "ports", lambda: ports)


@pytest.fixture
def desk(owner: Owner) -> Desk:
    return make_desk(owner)


@pytest.fixture
def served(owner: Owner, desk: Desk) -> Row:
    return make_served(owner, desk, desk.ana)


@pytest.fixture
def ana(client: Client, owner: Owner, desk: Desk) -> Client:
    return client.by_token(token_of(owner, desk.account, desk.ana))


def schedule(client: Client, conversation: Row, **values: Any) -> Row:
    body = {
        "conversation_id": str(conversation["id"]),
        "text": "Bom dia!",
        "due_at": (now() + timedelta(hours=2)).isoformat(),
        **values,
    }
    answer = client.call("POST", PATH, body)
    assert answer.status == 201, answer.text
    shown: Row = answer.json
    return shown


def ring(conversation: Row, times: int = 1) -> dict[str, Any]:
    bell = timers_doorbell(conversation["account_id"], conversation["id"])
    records = [{"messageId": str(n), "body": json.dumps(bell.body), "receiptHandle": "h"} for n in range(times)]
    return run_timers.handler.lambda_handler({"Records": records}, None)


def make_due(owner: Owner) -> None:
    owner.execute("update scheduled_messages set due_at = now() - interval '1 second' where state = 'scheduled'")


def written(owner: Owner) -> list[Row]:
    return owner.execute(
        "select text, author_id, author_type, private, type, status from messages"
        " where direction = 'out' order by sequence"
    ).fetchall()


def state(owner: Owner) -> tuple[str, str | None]:
    row = owner.execute("select state, reason from scheduled_messages").fetchone()
    assert row is not None
    return row["state"], row["reason"]


def test_it_is_sent_once_at_its_time_however_often_it_rings(
    ana: Client, owner: Owner, desk: Desk, served: Row, queues: FakeQueues
) -> None:
    shown = schedule(ana, served)
    assert (shown["state"], shown["window_open"], shown["author"]["name"]) == ("scheduled", True, "Ana Agente")
    (bell,) = queues.of("timers")
    assert bell.due_at == datetime.fromisoformat(shown["due_at"])
    ring(served)
    assert written(owner) == []
    assert queues.of("timers") == [bell, bell]  # too early: asked for again
    make_due(owner)
    assert ring(served, times=3) == {"batchItemFailures": []}
    ring(served)
    assert written(owner) == [
        {"text": "Bom dia!", "author_id": desk.ana["id"], "author_type": "agent", "private": False, "type": "text",
         "status": "pending"}
    ]  # fmt: skip
    assert len(queues.of("outbound")) == 1
    (item_,) = ana.call("GET", PATH, query={"conversation_id": served["id"]}).json["items"]
    assert (item_["state"], item_["message_id"] is not None) == ("sent", True)


@pytest.mark.parametrize("point", POINTS)
def test_it_is_sent_once_whenever_its_worker_dies(
    ana: Client, owner: Owner, served: Row, postgres: TestDatabase, point: str
) -> None:
    schedule(ana, served)
    make_due(owner)
    event = push_event(json.dumps({"account_id": str(served["account_id"]), "conversation_id": str(served["id"])}))
    code, first = run_worker("run_timers", postgres, event, crash_at=point)
    assert code == -signal.SIGKILL, first
    code, second = run_worker("run_timers", postgres, event)
    assert (code, json.loads(second[-1])) == (0, {"batchItemFailures": []})
    assert [row["text"] for row in written(owner)] == ["Bom dia!"]
    assert state(owner) == ("sent", None)
    owner.execute("update messages set stored_at = stored_at - interval '1 minute'")
    lanes = owner.execute("select conversation_id from due_lanes(10)").fetchall()
    assert [row["conversation_id"] for row in lanes] == [served["id"]]  # whoever was not rung is found


def test_every_point_is_tried() -> None:
    text = Path(timers.__file__).read_text(encoding="utf-8")
    assert re.findall(r'checkpoint\("([\w.]+)"\)', text) == [point for point in POINTS if "." in point]


def test_the_sweep_finds_what_was_not_rung_and_sleeps_otherwise(
    ana: Client, owner: Owner, served: Row, queues: FakeQueues
) -> None:
    def sweep() -> tuple[int, int]:
        queues.doorbells.clear()
        owner.execute("update account_sequences set pushed_sequence = last_sequence")
        sweep_work.handler.lambda_handler({}, None)
        return len(queues.of("timers")), len(queues.of("sweep"))

    schedule(ana, served)
    owner.execute("update agent_presence set state = 'offline'")
    assert sweep() == (0, 0)  # due in two hours: the database may sleep until then
    owner.execute("update scheduled_messages set due_at = now() + interval '10 minutes'")
    assert sweep() == (0, 1)
    make_due(owner)
    assert sweep() == (1, 1)
    ring(served)
    owner.execute("delete from messages")
    assert sweep() == (0, 0)


def test_an_hour_without_a_sweep_is_caught_up_in_order_and_in_portions(
    owner: Owner, desk: Desk, ports: Ports, postgres: TestDatabase, queues: FakeQueues, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two sweeps and two workers at once (R26): what was longest due first, ten at a time of all kinds, each once."""
    monkeypatch.setattr(upkeep, "_AT_ONCE", 10)
    owner.execute("update agent_presence set state = 'offline'")
    due: dict[str, datetime] = {}
    for minute in random.Random(26).sample(range(1, 31), 30):
        at = now() - timedelta(minutes=60 + minute)
        if minute % 3 == 0:
            conversation = make_conversation(owner, desk.channel, session="waiting", queue_id=desk.queue["id"])
            ticket = make_ticket(owner, conversation, entered_at=at - timedelta(minutes=10))
            since = at - timedelta(minutes=10)
            insert(owner, "ticket_waits", account_id=desk.account["id"], ticket_id=ticket["id"], since=since, due_at=at)
        else:
            conversation = make_served(owner, desk, desk.ana)
            insert(
                owner, "scheduled_messages", account_id=desk.account["id"], conversation_id=conversation["id"],
                author_id=desk.ana["id"], kind="message", type="text", text="Bom dia!", due_at=at,
                cancel_on_reply=False, inbound_count=0,
            )  # fmt: skip
        due[str(conversation["id"])] = at
    order = sorted(due, key=due.__getitem__)
    two = [
        Ports(
            patient_database(postgres.app_url, queues, ports.bus),
            *(queues, ports.bus, ports.sockets, ports.blobs, ports.secrets),
        )
        for _ in range(2)
    ]

    def at_once(work: Callable[[Ports], Any]) -> None:
        threads = [threading.Thread(target=work, args=(own,)) for own in two]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    call = system_call(desk.account["id"])
    for portion in (order[:10], order[10:20], order[20:]):
        queues.doorbells.clear()
        upkeep.sweep_work(two[0])
        assert [bell.body["conversation_id"] for bell in queues.of("timers")] == portion
        queues.doorbells.clear()
        at_once(upkeep.sweep_work)
        rung = [UUID(bell.body["conversation_id"]) for bell in queues.of("timers")]
        assert sorted(rung) == sorted([UUID(one) for one in portion] * 2)
        at_once(lambda own, rung=rung: [timers.run_timers(own, call, one) for one in rung])  # type: ignore[misc]
    for own in two:
        own.database.close()  # type: ignore[attr-defined]
    assert [row["text"] for row in written(owner)].count("Bom dia!") == 20
    assert owner.execute("select count(*) as n from tickets where state = 'abandoned'").fetchone() == {"n": 10}
    queues.doorbells.clear()
    upkeep.sweep_work(ports)
    assert queues.of("timers") == []


def test_of_many_at_once_the_rest_is_rung_for(owner: Owner, desk: Desk, served: Row, queues: FakeQueues) -> None:
    for _ in range(21):
        insert(
            owner, "scheduled_messages", account_id=desk.account["id"], conversation_id=served["id"],
            author_id=desk.ana["id"], kind="message", type="text", text="Bom dia!", due_at=now(), cancel_on_reply=False,
            inbound_count=0,
        )  # fmt: skip
    ring(served)
    assert (len(written(owner)), len(queues.of("timers"))) == (20, 1)
    ring(served)
    assert len(written(owner)) == 21


@pytest.mark.parametrize("cancels", [True, False])
def test_a_contact_who_writes_first_overtakes_it(
    ana: Client, owner: Owner, ports: Ports, desk: Desk, served: Row, cancels: bool
) -> None:
    schedule(ana, served, cancel_on_reply=cancels)
    number = owner.execute("select value from contact_identities where id = %s", (served["identity_id"],)).fetchone()
    assert number is not None
    ingest(ports.database.lookup(), item(desk.channel, contact=person(number["value"])))
    (shown,) = ana.call("GET", PATH, query={"conversation_id": served["id"]}).json["items"]
    assert (shown["state"], shown["reason"]) == (("cancelled", "replied") if cancels else ("scheduled", None))
    make_due(owner)
    ring(served)
    assert len(written(owner)) == (0 if cancels else 1)
    assert state(owner) == (("cancelled", "replied") if cancels else ("sent", None))


def test_whoever_changes_it_has_seen_what_the_contact_wrote(
    ana: Client, owner: Owner, ports: Ports, desk: Desk, served: Row
) -> None:
    shown = schedule(ana, served)
    number = owner.execute("select value from contact_identities where id = %s", (served["identity_id"],)).fetchone()
    assert number is not None
    ingest(ports.database.lookup(), item(desk.channel, contact=person(number["value"])))
    assert ana.call("PATCH", f"{PATH}/{shown['id']}", {"text": "Mesmo assim"}).json["state"] == "scheduled"
    make_due(owner)
    ring(served)
    assert [row["text"] for row in written(owner)] == ["Mesmo assim"]


def test_what_cannot_be_sent_says_why_and_its_author_is_told(
    ana: Client, owner: Owner, desk: Desk, served: Row
) -> None:
    late = schedule(ana, served, due_at=(now() + timedelta(days=3)).isoformat())
    assert late["window_open"] is False
    open_window(owner, served, "2 days")
    make_due(owner)
    ring(served)
    assert state(owner) == ("failed", "window_closed")
    (line,) = written(owner)
    assert (line["author_type"], line["private"]) == ("system", True)
    told = owner.execute("select user_id, data from account_events where type = 'system_message'").fetchone()
    assert told is not None
    assert (told["user_id"], told["data"]["kind"], told["data"]["audience"]) == (
        desk.ana["id"], "scheduled_failed", "person",
    )  # fmt: skip


def test_its_author_has_left_and_it_goes_in_their_name(ana: Client, owner: Owner, desk: Desk, served: Row) -> None:
    schedule(ana, served)
    owner.execute("update memberships set active = false where user_id = %s", (desk.ana["id"],))
    make_due(owner)
    ring(served)
    assert [row["author_id"] for row in written(owner)] == [desk.ana["id"]]


@pytest.mark.parametrize("another", [True, False])
def test_a_closed_conversation_is_opened_or_left_for_the_open_one(
    ana: Client, owner: Owner, desk: Desk, served: Row, another: bool
) -> None:
    schedule(ana, served)
    owner.execute("update conversations set status = 'closed', closed_at = now() where id = %s", (served["id"],))
    open_one = served
    if another:
        contact = {"id": served["contact_id"], "account_id": served["account_id"], "identity": None}
        open_one = make_conversation(owner, desk.channel, contact)
    make_due(owner)
    ring(served)
    row = owner.execute("select conversation_id from messages where direction = 'out'").fetchone()
    assert row == {"conversation_id": open_one["id"]}
    statuses = owner.execute("select status from conversations order by status").fetchall()
    assert [one["status"] for one in statuses] == (["closed", "open"] if another else ["open"])


def test_a_reminder_is_a_note_that_only_its_author_is_told_of(
    ana: Client, owner: Owner, desk: Desk, served: Row
) -> None:
    schedule(ana, served, kind="reminder", text="Ligar para a Maria", cancel_on_reply=False)
    open_window(owner, served, "2 days")  # a note needs no window
    make_due(owner)
    ring(served)
    (note,) = written(owner)
    assert (note["text"], note["private"], note["status"]) == ("Ligar para a Maria", True, None)
    told = owner.execute("select user_id, data from account_events where type = 'system_message'").fetchone()
    assert told is not None
    assert (told["user_id"], told["data"]["kind"]) == (desk.ana["id"], "reminder")


def test_it_is_changed_sent_at_once_and_cancelled(ana: Client, owner: Owner, served: Row, queues: FakeQueues) -> None:
    first, second = schedule(ana, served), schedule(ana, served, text="Até amanhã")
    later = (now() + timedelta(days=1)).isoformat()
    changed = ana.call("PATCH", f"{PATH}/{first['id']}", {"text": "Boa tarde!", "due_at": later})
    assert (changed.json["text"], changed.json["window_open"]) == ("Boa tarde!", False)
    assert queues.of("timers")[-1].due_at == datetime.fromisoformat(later)
    for _ in range(2):
        assert ana.call("POST", f"{PATH}/{first['id']}/send").json["state"] == "sent"
        assert ana.call("POST", f"{PATH}/{second['id']}/cancel").json["state"] == "cancelled"
    assert [row["text"] for row in written(owner)] == ["Boa tarde!"]
    for path, body in ((f"{PATH}/{first['id']}/cancel", None), (f"{PATH}/{second['id']}/send", None)):
        assert ana.call("POST", path, body).code == "already_ended"
    assert ana.call("PATCH", f"{PATH}/{first['id']}", {"text": "x"}).code == "already_ended"


def test_sending_at_once_what_cannot_be_sent_leaves_it(ana: Client, owner: Owner, served: Row) -> None:
    shown = schedule(ana, served)
    open_window(owner, served, "2 days")
    assert ana.call("POST", f"{PATH}/{shown['id']}/send").code == "window_closed"
    assert state(owner) == ("scheduled", None)


def test_others_conversations_are_not_there(client: Client, owner: Owner, desk: Desk, ana: Client, served: Row) -> None:
    shown = schedule(ana, served)
    bia = client.by_token(token_of(owner, desk.account, desk.bia))
    assert bia.call("GET", PATH).json["items"] == []
    assert bia.call("POST", f"{PATH}/{shown['id']}/cancel").status == 404
    assert bia.call("GET", PATH, query={"conversation_id": served["id"]}).status == 404
    body = {"conversation_id": str(served["id"]), "text": "x", "due_at": (now() + timedelta(hours=1)).isoformat()}
    assert bia.call("POST", PATH, body).status == 404
    admin = client.by_token(token_of(owner, desk.account, desk.admin))
    assert [one["id"] for one in admin.call("GET", PATH).json["items"]] == [shown["id"]]


def test_the_list_pages_by_time(ana: Client, served: Row) -> None:
    times = [(now() + timedelta(hours=hours)).isoformat() for hours in (3, 1, 2)]
    for time in times:
        schedule(ana, served, due_at=time)
    first = ana.call("GET", PATH, query={"limit": 2, "state": "scheduled"}).json
    second = ana.call("GET", PATH, query={"limit": 2, "state": "scheduled", "cursor": first["next_cursor"]}).json
    shown = [datetime.fromisoformat(one["due_at"]) for one in [*first["items"], *second["items"]]]
    assert shown == sorted(datetime.fromisoformat(time) for time in times)
    assert second["next_cursor"] is None


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"due_at": datetime(2020, 1, 1, tzinfo=UTC).isoformat()}, "due_at"),
        ({"due_at": datetime(2999, 1, 1, tzinfo=UTC).isoformat()}, "due_at"),
        ({"due_at": "2027-01-01T10:00:00"}, "due_at"),
        ({"text": "  "}, "text"),
        ({"kind": "reminder", "text": "  "}, "text"),
        ({"text": "x" * 5000}, "text"),
        ({"type": "template", "text": None}, "template"),
        ({"template": {"name": "a", "language": "pt_BR"}}, "template"),
        ({"type": "template", "text": None, "template": {"name": "a", "language": "pt_BR"}}, "template.name"),
        (
            {"kind": "reminder", "type": "template", "text": None, "template": {"name": "a", "language": "pt_BR"}},
            "type",
        ),
    ],
)
def test_nonsense_is_refused(ana: Client, served: Row, values: Row, field: str) -> None:
    body = {
        "conversation_id": str(served["id"]), "text": "Bom dia!", "due_at": (now() + timedelta(hours=1)).isoformat(),
    }  # fmt: skip
    answer = ana.call("POST", PATH, {**body, **values})
    assert answer.status == 422, answer.text
    assert field in answer.json["error"]["fields"]


def test_a_template_needs_no_window(ana: Client, owner: Owner, desk: Desk, served: Row) -> None:
    insert(
        owner, "message_templates", account_id=desk.account["id"], channel_id=desk.channel["id"], name="lembrete",
        language="pt_BR", status="APPROVED", components=[{"type": "BODY", "text": "Olá {{1}}"}],
    )  # fmt: skip
    template = {"name": "lembrete", "language": "pt_BR", "variables": {"1": "Maria"}}
    shown = schedule(
        ana, served, type="template", text=None, template=template, due_at=(now() + timedelta(days=9)).isoformat()
    )
    assert shown["window_open"] is True
    open_window(owner, served, "8 days")
    make_due(owner)
    ring(served)
    (sent,) = written(owner)
    assert (sent["type"], sent["text"]) == ("template", "Olá Maria")


def test_fifty_wait_in_one_conversation_at_most(ana: Client, owner: Owner, desk: Desk, served: Row) -> None:
    for _ in range(50):
        insert(
            owner, "scheduled_messages", account_id=desk.account["id"], conversation_id=served["id"],
            author_id=desk.ana["id"], kind="message", text="x", due_at=now() + timedelta(days=1), cancel_on_reply=True,
            inbound_count=0,
        )  # fmt: skip
    body = {"conversation_id": str(served["id"]), "text": "x", "due_at": (now() + timedelta(hours=1)).isoformat()}
    assert ana.call("POST", PATH, body).code == "too_many_scheduled"


def test_what_cannot_be_read_is_parked(queues: FakeQueues) -> None:
    for body in ("x", "{}", '{"account_id": "7"}'):
        event = {"Records": [{"messageId": "1", "body": body, "receiptHandle": "h"}]}
        assert run_timers.handler.lambda_handler(event, None) == {"batchItemFailures": []}
    assert [parked.queue for parked in queues.parked] == ["timers"] * 3


def test_an_unknown_conversation_is_nothing_to_do(desk: Desk) -> None:
    assert ring({"account_id": desk.account["id"], "id": uuid4()}) == {"batchItemFailures": []}


def test_a_message_of_the_contact_before_does_not_count(ana: Client, owner: Owner, served: Row) -> None:
    make_message(owner, served)
    owner.execute("update conversations set inbound_count = 4")
    schedule(ana, served)
    make_due(owner)
    ring(served)
    assert state(owner) == ("sent", None)
