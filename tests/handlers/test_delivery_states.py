"""Unknown messages, leases and fences, a channel that stops, the breaker, retries by agents, and signals."""

from typing import Any

import pytest

from central.call import Actor, Call, system_call
from central.conversations.sending import retry_message
from central.delivery import service, store
from central.errors import TryLater
from central.ports import Ports
from tests.fakes import FakeQueues
from tests.fakes.whatsapp import Broken, FakeWhatsApp, Reply, graph_error
from tests.fixtures.delivery import Desk, make_desk, seal
from tests.fixtures.factories import Owner, insert, make_conversation, make_message, make_user


@pytest.fixture
def desk(owner: Owner, ports: Ports) -> Desk:
    return make_desk(owner, ports)


# -- the platform has it, and we died (R13) ----------------------------------------------------------------------------


def test_an_unknown_message_is_never_resent_and_becomes_visible(desk: Desk) -> None:
    desk.fake.script.append(lambda number, body: (desk.fake.accept(number, body), Broken("timeout"))[1])
    message = desk.message("chegou?")
    desk.message("depois")
    desk.drain()
    assert desk.statuses() == ["unknown", "sent"]
    for _ in range(5):
        desk.let_time_pass(14 * 60 / 5)
        desk.drain()
    assert desk.row(message)["error"]["code"] == "unknown"
    desk.let_time_pass(2 * 60)
    assert [lane[1] for lane in desk.due_lanes()] == [desk.conversation["id"]]
    desk.drain()
    assert desk.row(message)["error"]["code"] == "not_confirmed"
    assert desk.due_lanes() == []
    assert desk.fake.texts == ["chegou?", "depois"]


def test_a_status_before_our_own_commit_is_applied(desk: Desk) -> None:
    message = desk.message()

    def status_first(number: str, body: dict[str, Any]) -> Reply:
        reply = desk.fake.accept(number, body)
        insert(
            desk.owner,
            "parked_updates",
            account_id=desk.account["id"],
            channel_id=desk.channel["id"],
            external_id=desk.fake.ledger[-1].external_id,
            update_key="k",
            item={
                "kind": "status",
                "status": "delivered",
                "external_id": desk.fake.ledger[-1].external_id,
                "occurred_at": "2026-11-20T10:00:00Z",
            },
        )
        return reply

    desk.fake.script.append(status_first)
    desk.drain()
    assert desk.row(message)["status"] == "delivered"
    assert desk.owner.execute("select count(*) as n from parked_updates").fetchone() == {"n": 0}


def test_the_database_is_away_when_the_answer_comes(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    original, faults = store.finish, [TryLater("away"), TryLater("away")]

    def flaky(*arguments: Any) -> Any:
        if faults:
            raise faults.pop()
        return original(*arguments)

    monkeypatch.setattr(store, "finish", flaky)
    desk.message()
    desk.drain()
    assert desk.statuses() == ["sent"]
    assert len(desk.fake.ledger) == 1
    assert desk.pauses == [0.1, 0.5]


# -- lease and fence (R34) ---------------------------------------------------------------------------------------------


def test_a_lane_at_work_is_left_alone(desk: Desk) -> None:
    desk.message()
    first = store.claim_next(desk.ports.database, desk.account["id"], desk.conversation["id"])
    second = store.claim_next(desk.ports.database, desk.account["id"], desk.conversation["id"])
    assert (first.state, second.state, second.reason) == ("claimed", "waiting", "busy")


def test_a_worker_that_wakes_up_before_its_call_does_not_call(desk: Desk) -> None:
    message = desk.message()
    database, account = desk.ports.database, desk.account["id"]
    late = store.claim_next(database, account, desk.conversation["id"]).claimed
    assert late is not None
    desk.let_time_pass(1000.0)
    desk.drain()
    assert desk.statuses() == ["sent"]
    assert store.begin_call(database, account, late.attempt, {}) is False
    assert [attempt["outcome"] for attempt in desk.attempts(message)] == ["retry", "accepted"]
    assert len(desk.fake.ledger) == 1


def test_a_status_of_an_earlier_try_stops_the_next_one(desk: Desk) -> None:
    """The agent pressed "send again" on an unknown message; before our call the platform says it has the first one."""
    message = desk.message()

    def delivered(name: str) -> None:
        if name == "delivery.prepared":
            desk.owner.execute("update messages set status = 'delivered' where id = %s", (message["id"],))

    desk.drain(checkpoint=delivered)
    desk.message("depois")
    desk.drain()
    assert desk.statuses() == ["delivered", "sent"]
    assert desk.fake.texts == ["depois"]


def test_a_lease_that_is_over_is_enough_not_to_call(desk: Desk) -> None:
    desk.message()
    late = store.claim_next(desk.ports.database, desk.account["id"], desk.conversation["id"]).claimed
    assert late is not None
    desk.let_time_pass(1000.0)
    assert store.begin_call(desk.ports.database, desk.account["id"], late.attempt, {}) is False


def test_a_worker_that_wakes_up_after_its_call_changes_nothing(desk: Desk) -> None:
    message = desk.message()
    database, account = desk.ports.database, desk.account["id"]
    late = store.claim_next(database, account, desk.conversation["id"]).claimed
    assert late is not None
    assert store.begin_call(database, account, late.attempt, {})
    desk.let_time_pass(1000.0)
    desk.drain()
    assert desk.row(message)["status"] == "unknown"
    written = store.finish(
        database, account, late.attempt, {"outcome": "failed", "error": {"code": "x", "message": "x"}}
    )
    assert written["written"] is False
    assert desk.row(message)["status"] == "unknown"
    assert desk.fake.ledger == []


def test_writing_the_same_answer_twice_changes_nothing(desk: Desk) -> None:
    message = desk.message()
    database, account = desk.ports.database, desk.account["id"]
    claimed = store.claim_next(database, account, desk.conversation["id"]).claimed
    assert claimed is not None
    assert store.begin_call(database, account, claimed.attempt, {})
    outcome = {"outcome": "accepted", "external_id": "wamid.once", "health": "good"}
    first = store.finish(database, account, claimed.attempt, outcome)
    again = store.finish(database, account, claimed.attempt, outcome)
    assert (first["told"], again["told"]) == (True, False)
    assert desk.row(message)["external_id"] == "wamid.once"
    assert len(desk.updates()) == 1


# -- the channel -------------------------------------------------------------------------------------------------------


def test_a_revoked_token_stops_the_channel_and_loses_nothing(desk: Desk, queues: FakeQueues) -> None:
    desk.fake.script.append(graph_error(190, status=401))
    for number in range(3):
        desk.message(str(number))
    assert desk.drain().reason == "channel"
    channel = desk.owner.execute("select state, state_reason from channels").fetchone()
    assert channel is not None
    assert channel["state"] == "error"
    assert channel["state_reason"]
    assert desk.statuses() == ["pending"] * 3
    fact = desk.owner.execute("select detail_type, detail from outbox").fetchone()
    assert fact is not None
    assert (fact["detail_type"], fact["detail"]["data"]["state"]) == ("ChannelStateChanged", "error")
    told = desk.updates()[-1]
    assert (told["type"], told["data"]["audience"], told["data"]["kind"]) == (
        "system_message",
        "admins",
        "channel_error",
    )
    desk.let_time_pass(3 * 86_400.0)
    assert desk.due_lanes() == []
    assert desk.drain().calls == 0

    assert service.resume_channel(desk.ports, desk.call, desk.channel["id"]) == 0
    desk.owner.execute("update channels set state = 'active', state_reason = null")
    seal(desk.owner, desk.ports.secrets, desk.channel, "a new token")
    assert service.resume_channel(desk.ports, desk.call, desk.channel["id"]) == 1
    assert [bell.body["conversation_id"] for bell in queues.of("outbound")] == [str(desk.conversation["id"])]
    assert desk.drain().calls == 3
    assert desk.fake.texts == ["0", "1", "2"]


def test_a_channel_without_credentials_stops_and_says_why(desk: Desk) -> None:
    desk.owner.execute("update channels set credentials = null")
    desk.message()
    desk.drain()
    assert desk.owner.execute("select state from channels").fetchone() == {"state": "error"}
    assert desk.statuses() == ["pending"]


@pytest.mark.parametrize("state", ["inactive", "configuring", "error"])
def test_a_channel_that_is_off_waits(desk: Desk, state: str) -> None:
    desk.owner.execute("update channels set state = %s", (state,))
    desk.message()
    assert desk.drain() == service.Drained(0, "channel", None)
    assert desk.attempts(desk.message()) == []


def test_the_breaker_opens_probes_and_closes(desk: Desk) -> None:
    lanes = [make_conversation(desk.owner, desk.channel) for _ in range(7)]
    for lane in lanes:
        desk.message("x", lane)
    desk.fake.script.extend([Broken("refused")] * 5)
    for lane in lanes[:5]:
        assert desk.drain(lane).calls == 1
        desk.let_time_pass(0.1)
    held = desk.drain(lanes[5])
    assert (held.calls, held.reason) == (0, "blocked")
    desk.let_time_pass((held.seconds or 0) + 0.01)
    assert desk.drain(lanes[5]).calls == 1
    pacing = desk.owner.execute("select consecutive_failures as n from channel_pacing").fetchone()
    assert pacing == {"n": 0}
    desk.let_time_pass(1.0)
    assert desk.drain(lanes[6]).calls == 1


# -- an agent tries again (R15) ----------------------------------------------------------------------------------------


def test_a_retry_begins_a_new_round_of_tries(desk: Desk) -> None:
    message = desk.message()
    desk.fake.script.extend([(500, {}, b"")] * 7)
    for _ in range(8):
        desk.drain()
        desk.let_time_pass(1000.0)
    assert desk.row(message)["status"] == "failed"
    desk.owner.execute("update messages set status = 'pending', error = null where id = %s", (message["id"],))
    desk.drain()
    assert desk.row(message)["status"] == "pending"
    desk.let_time_pass(1000.0)
    desk.drain()
    assert desk.statuses() == ["sent"]
    assert [attempt["number"] for attempt in desk.attempts(message)] == list(range(1, 9))


def test_an_agent_who_presses_retry_twice_sends_once(desk: Desk) -> None:
    message = desk.message("de novo")
    desk.fake.script.append(graph_error(131026))
    desk.drain()
    admin = make_user(desk.owner, desk.account, role="admin")
    insert(
        desk.owner,
        "reply_windows",
        account_id=desk.account["id"],
        channel_id=desk.channel["id"],
        contact_id=desk.conversation["contact_id"],
        last_inbound_at="2100-01-01T00:00:00Z",
    )
    call = Call(desk.account["id"], Actor("user", admin["id"], "admin"))
    pressed = [retry_message(desk.ports, call, message["id"])["status"] for _ in range(2)]
    assert pressed == ["pending", "pending"]
    desk.drain()
    desk.drain()
    assert desk.fake.texts == ["de novo"]
    assert [attempt["outcome"] for attempt in desk.attempts(message)] == ["failed", "accepted"]


# -- signals -----------------------------------------------------------------------------------------------------------


def test_receipts_and_typing_go_out_for_the_contacts_last_message(desk: Desk) -> None:
    make_message(desk.owner, desk.conversation, external_id="wamid.old")
    make_message(desk.owner, desk.conversation, external_id="wamid.new")
    conversation_id = desk.conversation["id"]
    assert service.send_signal(desk.ports, desk.call, conversation_id, "read", None, desk.clients)
    assert service.send_signal(desk.ports, desk.call, conversation_id, "typing", None, desk.clients)
    assert [signal["message_id"] for signal in desk.fake.signals] == ["wamid.new"] * 2
    assert [signal.get("typing_indicator") for signal in desk.fake.signals] == [None, {"type": "text"}]


def test_a_signal_about_nothing_or_for_a_stranger_does_nothing(desk: Desk, owner: Owner) -> None:
    assert not service.send_signal(desk.ports, desk.call, desk.conversation["id"], "read", None, desk.clients)
    make_message(owner, desk.conversation, external_id="wamid.mine")
    stranger = make_desk(owner, desk.ports)
    foreign = system_call(stranger.account["id"])
    assert not service.send_signal(desk.ports, foreign, desk.conversation["id"], "read", None, desk.clients)
    assert desk.fake.signals == []


def test_a_reaction_tells_the_platform_how_it_stands_now(desk: Desk) -> None:
    message = make_message(desk.owner, desk.conversation, external_id="wamid.liked")
    insert(
        desk.owner,
        "reactions",
        account_id=desk.account["id"],
        message_id=message["id"],
        author_type="agent",
        author_id=desk.channel["id"],
        emoji="👍",
    )

    def tell() -> bool:
        lane, target = desk.conversation["id"], message["id"]
        return service.send_signal(desk.ports, desk.call, lane, "reaction", target, desk.clients)

    assert tell()
    desk.owner.execute("delete from reactions")
    assert tell()
    assert [sent.body["reaction"]["emoji"] for sent in desk.fake.ledger] == ["👍", ""]


def test_another_company_cannot_drain_a_lane(desk: Desk, owner: Owner) -> None:
    desk.message()
    stranger = make_desk(owner, desk.ports, FakeWhatsApp())
    drained = service.drain_lane(desk.ports, system_call(stranger.account["id"]), desk.conversation["id"], desk.clients)
    assert drained == service.Drained(0, None, None)
    assert desk.statuses() == ["pending"]
