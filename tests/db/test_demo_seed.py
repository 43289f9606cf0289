"""The demo's data: complete, repeatable, and mended when the engine's state is gone."""

import json
from datetime import datetime
from itertools import compress
from typing import Any

from tests.fakes import FakeBlobs, FakeSecrets
from tests.fixtures.factories import Owner

from central.call import Actor, Call
from central.demo import ground
from central.demo import seed as demo
from central.demo.issuer import CLIENT_SECRET
from central.demo.stories import STORIES
from central.ports import Ports
from central.queues import presence
from central.queues.service import resolve_conversation
from central.single_sign_on.providers import context_of
from central.sla.service import Visit, look


def run(owner_url: str, secrets: FakeSecrets, blobs: FakeBlobs, url: str = "http://localhost:8080") -> demo.DemoAccess:
    return demo.seed(owner_url, secrets, blobs, app_secret="s", verify_token="v", public_url=url)


def count(owner: Owner, table: str) -> int:
    row: Any = owner.execute(f"select count(*) as n from {table}".encode()).fetchone()
    return int(row["n"])


def time(owner: Owner) -> datetime:
    row: Any = owner.execute("select clock_timestamp() as at").fetchone()
    at: datetime = row["at"]
    return at


def test_the_demo_is_there_once(owner: Owner, owner_url: str, secrets: FakeSecrets, blobs: FakeBlobs) -> None:
    owner.execute("drop schema if exists demo cascade")
    access = run(owner_url, secrets, blobs)
    tables = (
        "conversations", "messages", "contacts", "tickets", "users", "media", "demo.messages", "sla_policies",
        "sla_targets", "closing_reasons", "closing_rules", "follow_up_rules", "scheduled_messages", "survey_requests",
    )  # fmt: skip
    before = {table: count(owner, table) for table in tables}
    run(owner_url, secrets, blobs)
    assert {table: count(owner, table) for table in tables} == before
    assert before["conversations"] == len(STORIES)
    open_now = "select bool_and(queue_is_open(q.id)) as open from queues q, set_config('central.account_id', %s, false)"
    assert owner.execute(open_now, (str(ground.ACCOUNT),)).fetchone() == {"open": True}, "the demo never closes"
    assert [login["role"] for login in access.logins] == ["admin", "agent", "supervisor"]
    assert secrets.webhook_secrets == {"meta/app_secret": "s", "meta/verify_token": "v"}


def test_counters_and_sequences_agree_with_the_messages(
    owner: Owner, owner_url: str, secrets: FakeSecrets, blobs: FakeBlobs
) -> None:
    owner.execute("drop schema if exists demo cascade")
    run(owner_url, secrets, blobs)
    wrong = owner.execute(
        "select c.id from conversations c join lateral ("
        " select count(*) as n, max(sequence) as last, count(*) filter (where direction = 'in') as inbound"
        "   from messages m where m.conversation_id = c.id) m on true"
        " where m.n <> c.last_sequence or m.last <> c.last_sequence or m.inbound <> c.inbound_count"
    ).fetchall()
    assert wrong == []


def test_the_screens_of_the_service_have_something_to_show(
    owner: Owner, owner_url: str, secrets: FakeSecrets, blobs: FakeBlobs
) -> None:
    owner.execute("drop schema if exists demo cascade")
    run(owner_url, secrets, blobs)
    rows = owner.execute(
        "select k.standing from set_config('central.account_id', %s, false), conversation_clocks() k",
        (str(ground.ACCOUNT),),
    ).fetchall()
    assert {row["standing"] for row in rows} == {"running", "at_risk", "late"}
    states = owner.execute("select distinct state from sla_targets").fetchall()
    assert {row["state"] for row in states} == {"running", "paused", "met", "missed", "cancelled"}
    assert count(owner, "tickets where state = 'abandoned'") == 1
    assert count(owner, "closing_reasons where active") == 4
    assert count(owner, "closing_rules where required = '{contact.name}'") == 1
    assert count(owner, "priority_rules where active and priority = 9") == 1
    assert count(owner, "follow_up_rules where jsonb_array_length(steps) = 2") == 1
    later: Any = owner.execute(
        "select now() < s.due_at and s.due_at < c.snoozed_until as in_order,"
        " s.inbound_count = c.inbound_count as unanswered,"
        " s.due_at < w.last_inbound_at + interval '23:59' as within_window"
        " from scheduled_messages s join conversations c on c.id = s.conversation_id and c.status = 'snoozed'"
        " join reply_windows w on w.contact_id = c.contact_id where s.state = 'scheduled'"
    ).fetchone()
    assert later == {"in_order": True, "unanswered": True, "within_window": True}


def test_its_clocks_go_on_as_those_of_the_product(
    owner: Owner, owner_url: str, ports: Ports, secrets: FakeSecrets, blobs: FakeBlobs
) -> None:
    owner.execute("drop schema if exists demo cascade")
    began = time(owner)
    run(owner_url, secrets, blobs)
    kept = b"select ticket_id, target, state, warned, steps_done, due_at, next_mark_at from sla_targets order by 1, 2"
    before = owner.execute(kept).fetchall()
    live = owner.execute("select ticket_id, target from sla_targets where ended_at is null").fetchall()
    for clock in live:
        look(ports, Visit(ground.ACCOUNT, clock["ticket_id"], clock["target"], 1), correlation_id="c")
    after, ended = owner.execute(kept).fetchall(), time(owner)
    # The database's clock goes on: a mark that a slow machine has waited for is not looked at.
    still = [row["next_mark_at"] is None or not began < row["next_mark_at"] <= ended for row in before]
    assert list(compress(after, still)) == list(compress(before, still)), (
        "nothing was due that it does not show already"
    )
    assert count(owner, "outbox") == 0


def test_whoever_tries_it_closes_without_a_question(
    owner: Owner, owner_url: str, ports: Ports, secrets: FakeSecrets, blobs: FakeBlobs
) -> None:
    owner.execute("drop schema if exists demo cascade")
    run(owner_url, secrets, blobs)
    (user,) = owner.execute("select id from users where email = 'demo@plataforma.com'").fetchall()
    call = Call(ground.ACCOUNT, Actor("user", user["id"], "admin"), "c")
    for conversation in owner.execute("select id from conversations where status <> 'closed'").fetchall():
        resolve_conversation(ports, call, conversation["id"])
    assert count(owner, "conversations where status <> 'closed'") == 0


def test_a_lost_engine_state_is_mended(owner: Owner, owner_url: str, secrets: FakeSecrets, blobs: FakeBlobs) -> None:
    owner.execute("drop schema if exists demo cascade")
    run(owner_url, secrets, blobs)
    stored = dict(blobs.objects)
    assert stored
    blobs.objects.clear()
    owner.execute("update channels set credentials = 'gone'")
    run(owner_url, secrets, blobs)
    assert blobs.objects == stored
    for number in ground.NUMBERS:
        row: Any = owner.execute("select credentials from channels where id = %s", (number.channel_id,)).fetchone()
        opened = secrets.open(bytes(row["credentials"]), f"{ground.ACCOUNT}|channels|credentials|{number.channel_id}")
        assert json.loads(opened) == {"access_token": number.access_token}


def test_who_signs_in_first_is_online(
    owner: Owner, owner_url: str, ports: Ports, secrets: FakeSecrets, blobs: FakeBlobs
) -> None:
    owner.execute("drop schema if exists demo cascade")
    run(owner_url, secrets, blobs)
    (user,) = owner.execute("select id from users where email = 'demo@plataforma.com'").fetchall()
    call = Call(ground.ACCOUNT, Actor("user", user["id"], "admin"), "c")
    presence.beat(ports, call)
    assert presence.get_presence(ports, call).state == "online"


def test_its_people_sign_in_by_the_look_alike_wherever_the_demo_is(
    owner: Owner, owner_url: str, secrets: FakeSecrets, blobs: FakeBlobs
) -> None:
    owner.execute("drop schema if exists demo cascade")
    run(owner_url, secrets, blobs)
    owner.execute("update sign_in_providers set name = 'Outro nome'")
    run(owner_url, secrets, blobs, "http://localhost:9090")
    row: Any = owner.execute("select * from sign_in_providers").fetchone()
    assert (row["issuer"], row["name"]) == ("http://localhost:9090/demo/oidc", "Outro nome")
    owner.execute("update sign_in_providers set client_secret = 'gone'")
    run(owner_url, secrets, blobs)
    row = owner.execute("select * from sign_in_providers").fetchone()
    opened = secrets.open(bytes(row["client_secret"]), context_of(ground.ACCOUNT, row["id"]))
    assert opened == CLIENT_SECRET.encode()
    assert count(owner, "demo.people") == 4
