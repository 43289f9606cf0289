"""The send lane on a real database against a scripted platform: what each fault leads to, order, and who may write."""

from typing import Any

import pytest

from central.delivery import service, store
from central.delivery.service import recipient_of
from central.platforms.base import Recipient
from central.ports import Ports
from tests.fakes import FakeQueues
from tests.fakes.whatsapp import Broken, Reply, graph_error
from tests.fixtures.delivery import Desk, make_desk, seal
from tests.fixtures.factories import Owner, insert, make_channel, make_conversation, make_identity, make_message

_HTML: Reply = (502, {"content-type": "text/html"}, b"<html>Bad Gateway</html>")


@pytest.fixture
def desk(owner: Owner, ports: Ports) -> Desk:
    return make_desk(owner, ports)


def test_sends_a_lane_in_order_and_stores_the_platforms_ids(desk: Desk, queues: FakeQueues) -> None:
    messages = [desk.message(f"linha {number}") for number in range(4)]
    desk.message("só para nós", private=True)
    assert desk.drain() == service.Drained(4, None, None)
    assert desk.fake.texts == [f"linha {number}" for number in range(4)]
    rows = [desk.row(message) for message in messages]
    assert [row["external_id"] for row in rows] == [sent.external_id for sent in desk.fake.ledger]
    assert all(row["status"] == "sent" and row["sent_at"] is not None for row in rows)
    assert [update["data"] for update in desk.updates()] == [{"status": "sent"}] * 4
    assert {doorbell.queue for doorbell in queues.doorbells} == {"push"}
    attempt = desk.attempts(messages[0])[0]
    assert desk.fake.ledger[0].body["biz_opaque_callback_data"] == str(attempt["id"])
    assert (attempt["state"], attempt["outcome"], attempt["leased_until"]) == ("accepted", "accepted", None)


def test_rings_again_for_what_is_beyond_one_call(
    desk: Desk, queues: FakeQueues, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "MESSAGES_PER_RING", 2)
    for number in range(3):
        desk.message(str(number))
    assert desk.drain().reason == "more"
    assert len(queues.of("outbound")) == 1
    assert desk.drain().reason is None
    assert desk.fake.texts == ["0", "1", "2"]


def test_stops_before_the_function_is_out_of_time(desk: Desk, queues: FakeQueues) -> None:
    desk.message()
    assert desk.drain(time_left=lambda: 10.0).reason == "more"
    assert desk.fake.ledger == []
    assert len(queues.of("outbound")) == 1


def test_answers_to_the_address_the_contact_last_wrote_from(desk: Desk) -> None:
    contact = {"account_id": desk.account["id"], "id": desk.conversation["contact_id"]}
    newer = make_identity(desk.owner, contact, value="BR.123", kind="wa_bsuid")
    desk.message("para o número")
    desk.drain()
    desk.owner.execute("update conversations set identity_id = %s", (newer["id"],))
    desk.message("para o usuário")
    desk.drain()
    assert desk.fake.ledger[0].body["to"].startswith("+55")
    assert desk.fake.ledger[1].body["recipient"] == "BR.123"


def test_keeps_the_form_of_the_number_the_platform_answers_with(desk: Desk) -> None:
    desk.owner.execute("update contact_identities set value = '5511988887777', match_key = '551188887777'")

    def without_ninth_digit(number: str, body: dict[str, Any]) -> Reply:
        status, headers, _ = desk.fake.accept(number, body)
        answer = b'{"contacts": [{"wa_id": "551188887777", "user_id": "BR.9"}], "messages": [{"id": "wamid.form"}]}'
        return status, headers, answer

    desk.fake.script.append(without_ninth_digit)
    desk.message()
    desk.drain()
    rows = desk.owner.execute("select kind, value from contact_identities order by kind").fetchall()
    assert [(row["kind"], row["value"]) for row in rows] == [("wa_bsuid", "BR.9"), ("wa_phone", "551188887777")]


def test_a_reply_quotes_the_platforms_message(desk: Desk) -> None:
    question = make_message(desk.owner, desk.conversation, external_id="wamid.question")
    desk.message("resposta", reply_to_id=question["id"])
    desk.drain()
    assert desk.fake.ledger[0].body["context"] == {"message_id": "wamid.question"}


def test_a_template_goes_out_with_its_definition(desk: Desk) -> None:
    insert(
        desk.owner,
        "message_templates",
        account_id=desk.account["id"],
        channel_id=desk.channel["id"],
        name="aviso",
        language="pt_BR",
        status="APPROVED",
        components=[{"type": "BODY", "text": "Olá {{1}}"}],
    )
    desk.message(
        "Olá Ana",
        type="template",
        content={"template": {"name": "aviso", "language": "pt_BR", "variables": {"1": "Ana"}}},
    )
    desk.drain()
    template = desk.fake.ledger[0].body["template"]
    assert (template["name"], template["components"][0]["parameters"][0]["text"]) == ("aviso", "Ana")


# -- faults (R11, R12) -------------------------------------------------------------------------------------------------

# What the platform does → status of the message, outcome of the attempt, whether the platform may have it.
FAULTS: dict[str, tuple[Any, str, str]] = {
    "500": ((500, {}, b"{}"), "pending", "retry"),
    "502 with a page": (_HTML, "pending", "retry"),
    "503": ((503, {"retry-after": "7"}, b""), "pending", "retry"),
    "504": ((504, {}, b""), "unknown", "unknown"),
    "no connection": (Broken("refused"), "pending", "retry"),
    "hangs": (Broken("timeout"), "unknown", "unknown"),
    "reset after the request": (Broken("reset"), "unknown", "unknown"),
    "answer cut": ((200, {}, b'{"messages": [{"id": "wa'), "unknown", "unknown"),
    "page with 200": ((200, {"content-type": "text/html"}, b"<html></html>"), "unknown", "unknown"),
    "error inside 200": ((200, {}, graph_error(131016)[2]), "pending", "retry"),
    "429": ((429, {"retry-after": "9"}, b""), "pending", "wait"),
    "130429": (graph_error(130429), "pending", "wait"),
    "131056": (graph_error(131056), "pending", "wait"),
    "131047": (graph_error(131047), "failed", "failed"),
    "131026": (graph_error(131026), "failed", "failed"),
    "190": (graph_error(190, status=401), "pending", "stopped"),
    "an unknown code": (graph_error(999_999), "failed", "failed"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_every_fault_has_one_meaning(desk: Desk, name: str) -> None:
    step, status, outcome = FAULTS[name]
    desk.fake.script.append(step)
    message = desk.message()
    desk.drain()
    attempt = desk.attempts(message)[0]
    assert (desk.row(message)["status"], attempt["outcome"]) == (status, outcome)
    assert attempt["state"] != "sending"
    assert (attempt["retry_at"] is not None) == (outcome in ("retry", "wait", "unknown"))
    if status in ("failed", "unknown"):
        error = desk.row(message)["error"]
        assert error["code"]
        assert error["message"].endswith(".")


@pytest.mark.parametrize("name", FAULTS)
def test_no_fault_is_ever_sent_twice_or_tried_for_ever(desk: Desk, name: str) -> None:
    """Every fault for ever: at most six tries (limits: eight), never more than the ledger allows, never stuck."""
    step, status, outcome = FAULTS[name]
    desk.fake.script.extend([step] * 60)
    message = desk.message()
    for _ in range(40):
        desk.drain()
        desk.let_time_pass(4000.0)
    calls = len([path for _, path in desk.fake.calls if path.endswith("/messages")])
    assert desk.fake.ledger == []
    assert not any(attempt["state"] == "sending" for attempt in desk.attempts(message))
    final = desk.row(message)["status"]
    if outcome == "stopped":
        assert (final, calls) == ("pending", 1)
    elif outcome == "unknown":
        assert (final, calls) == ("unknown", 1)
    elif outcome == "retry":
        assert (final, calls) == ("failed", 6)
        assert "depois de 6 tentativas" in desk.row(message)["error"]["message"]
    elif outcome == "wait":
        assert final == "failed"
        assert calls <= 24
    else:
        assert (final, calls) == (status, 1)


def test_waits_exactly_as_long_as_the_platform_says(desk: Desk) -> None:
    desk.fake.script.append((429, {"retry-after": "9"}, b""))
    other_number = make_channel(desk.owner, desk.account)
    seal(desk.owner, desk.ports.secrets, other_number)
    neighbour = make_conversation(desk.owner, desk.channel)
    elsewhere = make_conversation(desk.owner, other_number)
    desk.message("primeira")
    desk.message("vizinha", neighbour)
    desk.message("outro número", elsewhere)
    assert desk.drain().reason == "retry"
    blocked = desk.drain(neighbour)
    assert blocked.reason == "blocked"
    assert 8.0 < (blocked.seconds or 0) <= 9.0
    assert desk.drain(elsewhere).calls == 1
    desk.let_time_pass(8.0)
    assert (desk.drain().calls, desk.drain(neighbour).calls) == (0, 0)
    desk.let_time_pass(1.1)
    assert (desk.drain().calls, desk.drain(neighbour).calls) == (1, 1)


def test_the_pair_limit_holds_back_this_contact_only(desk: Desk) -> None:
    neighbour = make_conversation(desk.owner, desk.channel)
    desk.fake.script.extend([graph_error(131056)] * 2)
    desk.message("muitas")
    desk.message("vizinha", neighbour)
    waits = []
    for _ in range(2):
        drained = desk.drain()
        waits.append(round(drained.seconds or 0))
        desk.let_time_pass((drained.seconds or 0) + 0.1)
    assert waits == [4, 16]
    assert desk.drain(neighbour).calls == 1
    assert desk.drain().calls == 1
    assert desk.statuses() == ["sent"]


# -- one lane (R10, order) ---------------------------------------------------------------------------------------------


def test_order_is_kept_across_retries(desk: Desk) -> None:
    desk.fake.script.extend([(500, {}, b""), (503, {}, b"")])
    for number in range(3):
        desk.message(str(number))
    while desk.statuses() != ["sent"] * 3:
        desk.drain()
        desk.let_time_pass(100.0)
    assert desk.fake.texts == ["0", "1", "2"]


def test_poison_at_the_head_frees_the_lane_in_bounded_time(desk: Desk) -> None:
    other = make_conversation(desk.owner, desk.channel)
    poison = desk.message("veneno")
    desk.message("depois")
    desk.message("outra", other)

    def poisoned(number: str, body: dict[str, Any]) -> Reply:
        return (500, {}, b"") if body["text"]["body"] == "veneno" else desk.fake.accept(number, body)

    desk.fake.script.extend([poisoned] * 50)
    waited = 0.0
    while desk.row(poison)["status"] == "pending":
        drained = desk.drain(chance=lambda: 1.0)
        if not desk.fake.ledger:
            assert desk.drain(other).calls == 1
        waited += drained.seconds or 0
        desk.let_time_pass((drained.seconds or 0) + 0.1)
    assert desk.drain().calls + desk.fake.texts.count("depois") >= 1
    assert desk.fake.texts == ["outra", "depois"]
    assert desk.statuses() == ["failed", "sent"]
    assert waited <= 3 * 900


def test_a_message_that_kills_its_worker_every_time_fails_in_the_end(desk: Desk) -> None:
    message = desk.message("pesada demais")
    desk.message("depois")
    for _ in range(6):
        assert store.claim_next(desk.ports.database, desk.account["id"], desk.conversation["id"]).state == "claimed"
        desk.let_time_pass(1000.0)
    desk.drain()
    assert desk.row(message)["error"]["code"] == "worker_lost"
    assert (desk.statuses(), desk.fake.texts) == (["failed", "sent"], ["depois"])


def test_a_fault_of_ours_counts_and_ends(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    message = desk.message()
    desk.message("depois dela")
    original = recipient_of

    def fails(addresses: Any) -> Recipient:
        if desk.row(message)["status"] == "pending":
            raise RuntimeError("a fault of ours")
        return original(addresses)

    monkeypatch.setattr(service, "recipient_of", fails)
    for _ in range(6):
        desk.drain()
        desk.let_time_pass(1000.0)
    assert desk.row(message)["error"]["code"] == "preparation_failed"
    desk.drain()
    assert desk.fake.texts == ["depois dela"]


def test_what_the_platform_would_refuse_never_leaves(desk: Desk) -> None:
    message = desk.message("x" * 5000)
    desk.message("depois")
    desk.drain()
    assert desk.row(message)["error"]["code"] == "too_long"
    assert desk.fake.texts == ["depois"]
