"""The bot's greeting: after the burst, once per opening, never after a person, with protocol and place in line."""

import json
import re
import threading
from datetime import timedelta
from typing import Any

import pytest

import answer_conversation.handler
from central.call import Actor, Call, system_call
from central.conversations.append import append_message
from central.db.database import PostgresDatabase
from central.frozen import changed
from central.ports import Ports
from central.queues import service
from central.queues.answer import answer_conversation as answer
from central.queues.answer import tell_positions
from tests.fakes import FakeBus, FakeQueues
from tests.fixtures.contention import wait_until_blocked
from tests.fixtures.factories import Owner, Row, default_queue, make_account, make_agent, make_channel
from tests.fixtures.inbound import ingest, item, just_now, person
from tests.fixtures.patient import patient_database
from tests.fixtures.server import TestDatabase

GREETING = "Olá! Como posso ajudá-lo(a) hoje?"
PROTOCOL = r"Seu protocolo é \d{8}-\d{6}\."


@pytest.fixture(autouse=True)
def _wired(monkeypatch: pytest.MonkeyPatch, ports: Ports) -> None:
    monkeypatch.setattr(answer_conversation.handler, "ports", lambda: ports)


@pytest.fixture
def account(owner: Owner) -> Row:
    return make_account(owner)


@pytest.fixture
def channel(owner: Owner, account: Row) -> Row:
    return make_channel(owner, account)


def write(database: PostgresDatabase, channel: Row, wa_id: str = "5511988887777", *, burst: int = 0) -> None:
    """A contact writes; the burst is over at once unless told otherwise."""
    ingest(database.lookup(), item(channel, contact=person(wa_id), occurred_at=just_now()), grouping_seconds=burst)


def conversation_of(owner: Owner) -> Row:
    row = owner.execute("select * from conversations order by opened_at desc limit 1").fetchone()
    assert row is not None
    return row


def ring(conversation: Row, times: int = 1) -> dict[str, Any]:
    body = json.dumps({"account_id": str(conversation["account_id"]), "conversation_id": str(conversation["id"])})
    records = [{"messageId": f"m{n}", "body": body, "receiptHandle": f"h{n}"} for n in range(times)]
    return answer_conversation.handler.lambda_handler({"Records": records}, None)


def said(owner: Owner, conversation: Row | None = None) -> list[str]:
    rows = owner.execute(
        "select text from messages where author_type = 'bot' and (%(id)s::uuid is null or conversation_id = %(id)s)"
        " order by stored_at, sequence",
        {"id": conversation["id"] if conversation else None},
    ).fetchall()
    return [row["text"] for row in rows]


def test_nobody_there_means_greeting_and_the_away_text_with_the_protocol(
    database: PostgresDatabase, owner: Owner, channel: Row, queues: FakeQueues
) -> None:
    write(database, channel)
    assert ring(conversation_of(owner)) == {"batchItemFailures": []}
    greeting, stand = said(owner)
    assert greeting == GREETING
    assert re.fullmatch(rf"No momento não há atendentes disponíveis\. Retornaremos em breve\.\n{PROTOCOL}", stand)
    statuses = owner.execute("select status, author_id from messages where author_type = 'bot'").fetchall()
    assert statuses == [{"status": "pending", "author_id": None}] * 2
    assert len(queues.of("outbound")) == 2
    row = conversation_of(owner)
    assert (row["answer_due_at"], row["session"]) == (None, "waiting")
    assert row["waiting_since"] is not None


def test_with_an_agent_at_once_it_is_the_hand_off_text(
    database: PostgresDatabase, owner: Owner, account: Row, channel: Row
) -> None:
    make_agent(owner, account)
    write(database, channel)
    ring(conversation_of(owner))
    assert re.fullmatch(rf"Você será transferido para um atendente\. Aguarde um momento\.\n{PROTOCOL}", said(owner)[1])


def test_behind_others_it_is_the_place_in_line(
    database: PostgresDatabase, owner: Owner, account: Row, channel: Row
) -> None:
    make_agent(owner, account, state="busy")
    write(database, channel, "5511988880001")
    write(database, channel, "5511988880002")
    second = conversation_of(owner)
    ring(second)
    wait = "Tempo estimado: alguns minutos."
    assert re.fullmatch(rf"{PROTOCOL}\nVocê é o 2º de 2 na fila\. {wait}", said(owner, second)[1])
    ticket = owner.execute(
        "select told_position, told_total from tickets where conversation_id = %s", (second["id"],)
    ).fetchone()
    assert ticket == {"told_position": 2, "told_total": 2}


def test_rung_ten_times_it_greets_once(database: PostgresDatabase, owner: Owner, channel: Row) -> None:
    write(database, channel)
    ring(conversation_of(owner), times=10)
    assert said(owner).count(GREETING) == 1


def test_rung_by_eight_workers_at_once_it_greets_once(
    database: PostgresDatabase, postgres: TestDatabase, owner: Owner, channel: Row, queues: FakeQueues, ports: Ports
) -> None:
    write(database, channel)
    conversation = conversation_of(owner)
    start = threading.Barrier(8)

    def work() -> None:
        own = patient_database(postgres.app_url, queues, ports.bus)
        start.wait()
        answer(
            Ports(own, ports.queues, ports.bus, ports.sockets, ports.blobs, ports.secrets),
            system_call(conversation["account_id"]),
            conversation["id"],
        )
        own.close()

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert said(owner).count(GREETING) == 1


def test_while_the_burst_lasts_it_rings_again_with_the_rest(
    database: PostgresDatabase, owner: Owner, channel: Row, queues: FakeQueues
) -> None:
    write(database, channel, burst=600)
    ring(conversation_of(owner))
    assert said(owner) == []
    (bell,) = queues.of("answer")
    assert 300 < bell.delay_seconds <= 600
    assert conversation_of(owner)["answer_due_at"] is not None


def test_after_a_person_the_bot_keeps_quiet(
    database: PostgresDatabase, owner: Owner, account: Row, channel: Row
) -> None:
    agent = make_agent(owner, account)
    write(database, channel)
    conversation = conversation_of(owner)
    call = Call(account["id"], Actor("user", agent["id"], "agent"))
    with database.transaction(call) as transaction:
        append_message(transaction, conversation["id"], author_type="agent", author_id=agent["id"], text="Oi, Ana!")
    ring(conversation)
    assert said(owner) == []


def test_later_bursts_of_the_same_opening_are_not_greeted(
    database: PostgresDatabase, owner: Owner, channel: Row
) -> None:
    for _ in range(3):
        write(database, channel)
        ring(conversation_of(owner))
    assert said(owner).count(GREETING) == 1


def test_whatever_becomes_due_again_in_the_same_opening_is_no_second_greeting(
    database: PostgresDatabase, owner: Owner, channel: Row
) -> None:
    write(database, channel)
    ring(conversation_of(owner))
    owner.execute("update conversations set answer_due_at = now()")
    ring(conversation_of(owner))
    assert said(owner).count(GREETING) == 1
    assert conversation_of(owner)["answer_due_at"] is None


def test_every_opening_is_greeted_once(
    database: PostgresDatabase, owner: Owner, account: Row, channel: Row, ports: Ports
) -> None:
    for _ in range(2):
        write(database, channel)
        conversation = conversation_of(owner)
        ring(conversation, times=3)
        service.resolve_conversation(ports, system_call(account["id"]), conversation["id"])
    assert said(owner).count(GREETING) == 2
    assert owner.execute("select count(distinct protocol) as n from tickets").fetchone() == {"n": 2}


def test_a_conversation_closed_meanwhile_is_not_greeted(
    database: PostgresDatabase, owner: Owner, account: Row, channel: Row, ports: Ports
) -> None:
    write(database, channel)
    conversation = conversation_of(owner)
    service.resolve_conversation(ports, system_call(account["id"]), conversation["id"])
    ring(conversation)
    assert said(owner) == []


def test_with_entry_mode_bot_the_bot_greets_and_queues(
    database: PostgresDatabase, owner: Owner, account: Row, bus: FakeBus
) -> None:
    make_agent(owner, account)
    channel = make_channel(owner, account, entry_mode="bot")
    write(database, channel)
    assert conversation_of(owner)["session"] == "bot"
    ring(conversation_of(owner))
    assert conversation_of(owner)["session"] == "human"
    assert said(owner)[0] == GREETING
    assert "protocolo" in said(owner)[1]
    assert bus.types[-2:] == ["TicketQueued", "TicketAssigned"]


def test_the_accounts_own_words(database: PostgresDatabase, owner: Owner, account: Row, channel: Row) -> None:
    owner.execute(
        "update accounts set texts = %s",
        (json.dumps({"greeting": "Oi, {name}! {inexistente}", "away": "", "protocol": "Nº {protocol}"}),),
    )
    write(database, channel)
    ring(conversation_of(owner))
    greeting, stand = said(owner)
    assert greeting == "Oi, Ana! {inexistente}"
    assert re.fullmatch(r"Nº \d{8}-\d{6}", stand)


def test_unreadable_doorbells_are_parked(queues: FakeQueues) -> None:
    bodies = ["", "[]", "{}", '{"account_id": "x", "conversation_id": 7}', "null"]
    records = [{"messageId": str(n), "body": body, "receiptHandle": "h"} for n, body in enumerate(bodies)]
    answer = answer_conversation.handler.lambda_handler({"Records": records}, None)
    assert answer == {"batchItemFailures": []}
    assert [parked.queue for parked in queues.parked] == ["answer"] * len(bodies)


def told_again(owner: Owner, ports: Ports, account: Row) -> int:
    return tell_positions(ports, system_call(account["id"]))


def test_who_waits_is_told_a_new_place_once_and_not_too_often(
    database: PostgresDatabase, owner: Owner, account: Row, channel: Row, ports: Ports, queues: FakeQueues
) -> None:
    make_agent(owner, account, state="pause")
    conversations = []
    for number in range(3):
        write(database, channel, f"551198888000{number}")
        conversations.append(conversation_of(owner))
        ring(conversations[-1])
    owner.execute("update tickets set told_total = 3")
    service.resolve_conversation(ports, system_call(account["id"]), conversations[0]["id"])
    queues.doorbells.clear()
    assert told_again(owner, ports, account) == 0  # told less than a minute ago
    earliest = owner.execute("select min(told_at) as at from tickets where state = 'waiting'").fetchone()
    assert earliest is not None
    assert [bell.due_at for bell in queues.of("routing")] == [earliest["at"] + timedelta(seconds=60)]
    owner.execute("update tickets set told_at = now() - interval '61 seconds'")
    assert told_again(owner, ports, account) == 2
    assert said(owner, conversations[1])[-1].startswith("Você é o 1º de 2 na fila.")
    assert said(owner, conversations[2])[-1].startswith("Você é o 2º de 2 na fila.")
    assert told_again(owner, ports, account) == 0


@pytest.fixture
def first_of_two(
    database: PostgresDatabase, owner: Owner, account: Row, channel: Row, ports: Ports, queues: FakeQueues
) -> Row:
    """Who waits first, was told that they are the first of one, and was joined by somebody."""
    make_agent(owner, account, state="pause")
    write(database, channel, "5511988880001")
    ring(first := conversation_of(owner))
    write(database, channel, "5511988880002")
    ring(conversation_of(owner))
    queues.doorbells.clear()
    return first


def passed(owner: Owner, seconds: int) -> None:
    """Everybody was told so long ago."""
    owner.execute("update tickets set told_at = now() - make_interval(secs => %s)", (seconds,))


def test_a_new_total_alone_is_told_after_five_pauses_and_once(
    owner: Owner, account: Row, ports: Ports, queues: FakeQueues, first_of_two: Row
) -> None:
    passed(owner, 200)
    assert told_again(owner, ports, account) == 0
    (bell,) = queues.of("routing")
    told_at = owner.execute("select told_at from tickets order by entered_at limit 1").fetchone()
    assert told_at is not None
    assert bell.due_at == told_at["told_at"] + timedelta(seconds=300)
    passed(owner, 301)
    assert told_again(owner, ports, account) == 1
    assert said(owner, first_of_two)[-1].startswith("Você é o 1º de 2 na fila.")
    passed(owner, 301)
    assert told_again(owner, ports, account) == 0


@pytest.mark.parametrize("where", ["queue", "account"])
def test_a_new_total_is_not_told_where_the_text_does_not_name_it(
    owner: Owner, account: Row, ports: Ports, queues: FakeQueues, first_of_two: Row, where: str
) -> None:
    if where == "queue":
        owner.execute("update queues set position_text = 'Falta pouco: {position}'")
    else:
        owner.execute('update accounts set texts = \'{"position": "Falta pouco: {position}"}\'')
    passed(owner, 301)
    assert told_again(owner, ports, account) == 0
    assert queues.of("routing") == []


def test_a_queue_that_never_tells_places_tells_no_totals(
    owner: Owner, account: Row, ports: Ports, first_of_two: Row
) -> None:
    owner.execute("update queues set position_interval_seconds = 0")
    passed(owner, 9999)
    assert told_again(owner, ports, account) == 0


@pytest.mark.own_connection
def test_two_who_look_at_once_tell_a_contact_once(
    owner: Owner, account: Row, first_of_two: Row, postgres: TestDatabase, ports: Ports
) -> None:
    passed(owner, 301)
    told: list[int] = []

    def look() -> None:
        database = patient_database(postgres.app_url, ports.queues, ports.bus)
        told.append(tell_positions(changed(ports, database=database), system_call(account["id"])))
        database.close()

    with owner.transaction():
        owner.execute("select from conversations where id = %s for update", (first_of_two["id"],))
        lookers = [threading.Thread(target=look) for _ in range(2)]
        for looker in lookers:
            looker.start()
        wait_until_blocked(owner, 2)
    for looker in lookers:
        looker.join()
    assert sorted(told) == [0, 1]


def test_a_queues_own_position_text_and_a_window_that_is_over(
    database: PostgresDatabase, owner: Owner, account: Row, channel: Row, ports: Ports
) -> None:
    make_agent(owner, account, state="pause")
    owner.execute(
        "update queues set position_text = '{position}/{total}' where id = %s", (default_queue(owner, account)["id"],)
    )
    conversations = []
    for number in range(3):
        write(database, channel, f"551198888000{number}")
        conversations.append(conversation_of(owner))
        ring(conversations[-1])
    assert said(owner, conversations[2])[1].endswith("\n3/3")
    owner.execute("update tickets set told_at = now() - interval '61 seconds'")
    owner.execute(
        "update reply_windows set last_inbound_at = now() - interval '1 day' where contact_id = %s",
        (conversations[1]["contact_id"],),
    )
    service.resolve_conversation(ports, system_call(account["id"]), conversations[0]["id"])
    assert told_again(owner, ports, account) == 1
    assert said(owner, conversations[2])[-1] == "2/2"
