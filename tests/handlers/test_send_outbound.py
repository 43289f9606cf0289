"""The function itself: SQS event in, partial answer out."""

import json
from typing import Any

import pytest

import send_outbound.handler as function
from central.delivery import service
from central.ports import Ports
from tests.fakes import FakeQueues
from tests.fakes.whatsapp import Broken, graph_error
from tests.fixtures.delivery import Desk, make_desk
from tests.fixtures.factories import Owner, make_conversation, make_message


@pytest.fixture
def desk(owner: Owner, ports: Ports, monkeypatch: pytest.MonkeyPatch) -> Desk:
    made = make_desk(owner, ports)
    monkeypatch.setattr(function, "ports", lambda: ports)
    monkeypatch.setattr(function, "_clients", lambda: made.clients)
    return made


def record(desk: Desk, number: int = 1, *, receive_count: int = 1, **body: Any) -> dict[str, Any]:
    conversation = body.pop("conversation", desk.conversation)
    content = {"account_id": str(desk.account["id"]), "conversation_id": str(conversation["id"]), **body}
    return {
        "messageId": f"m{number}",
        "receiptHandle": f"r{number}",
        "body": json.dumps(content),
        "attributes": {"MessageGroupId": str(conversation["id"]), "ApproximateReceiveCount": str(receive_count)},
    }


def run(*records: dict[str, Any]) -> list[str]:
    answer = function.lambda_handler({"Records": list(records)}, None)
    return [item["itemIdentifier"] for item in answer["batchItemFailures"]]


def test_a_doorbell_drains_its_lane(desk: Desk) -> None:
    desk.message("um")
    desk.message("dois")
    assert run(record(desk)) == []
    assert desk.fake.texts == ["um", "dois"]


def test_ten_doorbells_are_one_effect(desk: Desk) -> None:
    desk.message("uma")
    assert run(*(record(desk, number) for number in range(10))) == []
    assert desk.fake.texts == ["uma"]


def test_a_short_wait_comes_back_when_it_is_over(desk: Desk, queues: FakeQueues) -> None:
    other = make_conversation(desk.owner, desk.channel)
    desk.message("espera")
    desk.message("outra", other)
    desk.fake.script.append(graph_error(131056))
    failed = run(record(desk, 1), record(desk, 2), record(desk, 3, conversation=other))
    assert failed == ["m1", "m2"]
    assert queues.delays["r1"] == 4
    assert desk.fake.texts == ["outra"]


def test_a_long_wait_is_left_to_the_sweep(desk: Desk, queues: FakeQueues) -> None:
    desk.message("espera")
    desk.fake.script.append((429, {"retry-after": "600"}, b""))
    assert run(record(desk)) == []
    assert queues.delays == {}
    assert [doorbell.queue for doorbell in queues.of("sweep")] == ["sweep"]


def test_a_doorbell_that_returned_too_often_is_left_to_the_sweep(desk: Desk, queues: FakeQueues) -> None:
    desk.message("espera")
    desk.fake.script.append(graph_error(131056))
    assert run(record(desk, receive_count=5)) == []
    assert len(queues.of("sweep")) == 1


def test_nothing_that_needs_a_person_becomes_a_dead_letter(desk: Desk, queues: FakeQueues) -> None:
    desk.message("janela fechada")
    desk.fake.script.extend([graph_error(131047), graph_error(190)])
    desk.message("token")
    assert run(record(desk)) == []
    assert (desk.statuses(), queues.parked) == (["failed", "pending"], [])
    assert "modelo" in desk.row(desk_message(desk, "janela fechada"))["error"]["message"]


def desk_message(desk: Desk, text: str) -> dict[str, Any]:
    row = desk.owner.execute("select * from messages where text = %s", (text,)).fetchone()
    assert row is not None
    return row


@pytest.mark.parametrize("body", ["", "[]", "{}", '{"account_id": 5, "conversation_id": "x"}', "null"])
def test_what_is_no_doorbell_is_parked(desk: Desk, queues: FakeQueues, body: str) -> None:
    assert run({**record(desk), "body": body}) == []
    assert len(queues.parked) == 1


def test_signals_are_sent_and_their_failures_only_logged(desk: Desk, queues: FakeQueues) -> None:
    make_message(desk.owner, desk.conversation, external_id="wamid.in")
    assert run(record(desk, 1, kind="read"), record(desk, 2, kind="typing")) == []
    assert len(desk.fake.signals) == 2
    make_message(desk.owner, desk.conversation, external_id="wamid.odd")
    desk.owner.execute("update channels set credentials = null")
    assert run(record(desk, 3, kind="read")) == []
    assert queues.parked == []


def test_a_network_that_is_down_blames_nobody(desk: Desk) -> None:
    desk.fake.script.append(Broken("refused"))
    message = desk.message()
    run(record(desk))
    assert desk.row(message)["status"] == "pending"


def test_a_message_in_doubt_is_looked_at_again(desk: Desk, queues: FakeQueues) -> None:
    desk.fake.script.append(Broken("timeout"))
    desk.message()
    assert run(record(desk)) == []
    assert len(queues.of("sweep")) == 1


def test_a_signal_that_keeps_failing_does_not_hold_the_lane_back(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: Any) -> None:
        raise RuntimeError("a fault of ours")

    monkeypatch.setattr(service, "send_signal", fails)
    desk.message("depois")
    assert run(record(desk, 1, kind="typing"), record(desk, 2)) == ["m1", "m2"]
    assert run(record(desk, 1, kind="typing", receive_count=6), record(desk, 2)) == []
    assert desk.fake.texts == ["depois"]
