"""The SQL functions of assignment: protocol numbers, queueing, order, capacity, modes, giving back."""

from typing import Any
from uuid import UUID

import pytest
from psycopg.types.json import Jsonb
from tests.fixtures.factories import (
    Owner,
    Row,
    default_queue,
    give_role,
    insert,
    make_account,
    make_agent,
    make_channel,
    make_conversation,
    make_queue,
    make_role,
    make_ticket,
)

from central.call import system_call
from central.db.database import PostgresDatabase


def _queue(database: PostgresDatabase, account: Row, conversation: Row, **item: Any) -> dict[str, Any]:
    body = {"conversation_id": str(conversation["id"]), "reason": "rule", **item}
    with database.transaction(system_call(account["id"])) as transaction:
        row = transaction.one("select queue_conversations(%(items)s) as news", items=Jsonb([body]))
        assert row is not None
        transaction.absorb(row["news"])
        return dict(row["news"])


def _assign(database: PostgresDatabase, account: Row, queue_id: UUID | None = None, limit: int = 50) -> dict[str, Any]:
    with database.transaction(system_call(account["id"])) as transaction:
        row = transaction.one(
            "select assign_waiting_tickets(%(queue)s, %(limit)s) as news", queue=queue_id, limit=limit
        )
        assert row is not None
        transaction.absorb(row["news"])
        return dict(row["news"])


def _ticket(owner: Owner, conversation: Row) -> Row:
    row = owner.execute(
        "select * from tickets where conversation_id = %s order by entered_at desc limit 1", (conversation["id"],)
    ).fetchone()
    assert row is not None
    return row


def test_protocols_count_per_account_and_day_of_its_own_time_zone(database: PostgresDatabase, owner: Owner) -> None:
    brazil, kiribati = make_account(owner), make_account(owner, time_zone="Pacific/Kiritimati")
    for account in (brazil, kiribati):
        with database.transaction(system_call(account["id"])) as transaction:
            rows = [transaction.one("select next_protocol() as p") for _ in range(3)]
            day = transaction.one(
                "select to_char(now() at time zone %(zone)s, 'YYYYMMDD') as day", zone=account["time_zone"]
            )
        assert day is not None
        assert [row["p"] for row in rows if row] == [f"{day['day']}-{n:06}" for n in (1, 2, 3)]


def test_a_queued_conversation_is_given_to_the_free_agent_at_once(database: PostgresDatabase, owner: Owner) -> None:
    account = make_account(owner)
    agent = make_agent(owner, account)
    conversation = make_conversation(owner, make_channel(owner, account), session="bot")
    news = _queue(database, account, conversation)
    assert [u["type"] for u in news["updates"]] == ["new_ticket", "ticket_assigned"]
    assert [f["detail_type"] for f in news["facts"]] == ["TicketQueued", "TicketAssigned"]
    assert news["facts"][0]["data"]["assigned"] is True
    ticket = _ticket(owner, conversation)
    assert (ticket["state"], ticket["assignee_id"]) == ("in_service", agent["id"])
    row = owner.execute("select session, assignee_id, version from conversations").fetchone()
    assert row == {"session": "human", "assignee_id": agent["id"], "version": 3}


def test_queueing_twice_makes_one_ticket(database: PostgresDatabase, owner: Owner) -> None:
    account = make_account(owner)
    conversation = make_conversation(owner, make_channel(owner, account), session="bot")
    _queue(database, account, conversation)
    news = _queue(database, account, conversation)
    assert news == {"updates": [], "facts": []}
    assert owner.execute("select count(*) as n from tickets").fetchone() == {"n": 1}


def test_conversations_of_one_transaction_wait_in_the_order_they_came(database: PostgresDatabase, owner: Owner) -> None:
    account = make_account(owner)
    channel = make_channel(owner, account)
    conversations = [make_conversation(owner, channel, session="bot") for _ in range(8)]
    items = [{"conversation_id": str(c["id"]), "reason": "rule"} for c in conversations]
    with database.transaction(system_call(account["id"])) as transaction:
        transaction.one("select queue_conversations(%(items)s) as news", items=Jsonb(items))
    rows = owner.execute("select conversation_id from tickets order by entered_at").fetchall()
    assert [row["conversation_id"] for row in rows] == [c["id"] for c in conversations]


def test_only_a_waiting_ticket_is_given_and_only_then_told(database: PostgresDatabase, owner: Owner) -> None:
    account = make_account(owner)
    first, second = make_agent(owner, account), make_agent(owner, account)
    conversation = make_conversation(owner, make_channel(owner, account), session="waiting")
    ticket = make_ticket(owner, conversation)
    news = []
    with database.transaction(system_call(account["id"])) as transaction:
        for agent in (first, second):
            row = transaction.one(
                "select put_in_service(array[%(ticket)s::uuid], array[%(agent)s::uuid], 'accepted') as news",
                ticket=ticket["id"],
                agent=agent["id"],
            )
            assert row is not None
            news.append(row["news"])
    assert [len(n["updates"]) for n in news] == [1, 0]
    assert _ticket(owner, conversation)["assignee_id"] == first["id"]


def test_a_closed_or_foreign_conversation_is_left_alone(database: PostgresDatabase, owner: Owner) -> None:
    mine, other = make_account(owner), make_account(owner)
    closed = make_conversation(owner, make_channel(owner, mine), status="closed")
    foreign = make_conversation(owner, make_channel(owner, other), session="bot")
    for conversation in (closed, foreign):
        assert _queue(database, mine, conversation)["updates"] == []
    assert owner.execute("select count(*) as n from tickets").fetchone() == {"n": 0}


def test_the_queue_is_the_asked_one_else_the_channels_else_the_default(
    database: PostgresDatabase, owner: Owner
) -> None:
    account = make_account(owner)
    asked, of_channel = make_queue(owner, account), make_queue(owner, account)
    switched_off = make_queue(owner, account, active=False)
    with_queue = make_channel(owner, account, queue_id=of_channel["id"])
    plain = make_channel(owner, account)
    cases: list[tuple[Row, dict[str, str], UUID]] = [
        (with_queue, {"queue_id": str(asked["id"])}, asked["id"]),
        (with_queue, {}, of_channel["id"]),
        (plain, {}, default_queue(owner, account)["id"]),
        (plain, {"queue_id": str(switched_off["id"])}, default_queue(owner, account)["id"]),
        (make_channel(owner, account, queue_id=switched_off["id"]), {}, default_queue(owner, account)["id"]),
    ]
    for channel, item, expected in cases:
        conversation = make_conversation(owner, channel, session="bot")
        _queue(database, account, conversation, **item)
        assert _ticket(owner, conversation)["queue_id"] == expected


@pytest.mark.parametrize(
    "presence",
    [
        "state = 'busy'",
        "state = 'pause'",
        "state = 'offline'",
        "last_heartbeat_at = now() - interval '91 seconds'",
        "last_heartbeat_at = null",
    ],
)
def test_nobody_who_is_not_there_gets_a_ticket(database: PostgresDatabase, owner: Owner, presence: str) -> None:
    account = make_account(owner)
    make_agent(owner, account)
    owner.execute(f"update agent_presence set {presence}")
    conversation = make_conversation(owner, make_channel(owner, account), session="bot")
    news = _queue(database, account, conversation)
    assert [u["type"] for u in news["updates"]] == ["new_ticket"]
    assert news["facts"][0]["data"]["assigned"] is False
    assert _ticket(owner, conversation)["state"] == "waiting"


def test_a_manual_queue_and_an_inactive_member_get_nothing(database: PostgresDatabase, owner: Owner) -> None:
    account = make_account(owner)
    manual = make_queue(owner, account, mode="manual")
    make_agent(owner, account, queue=manual)
    former = make_agent(owner, account)
    owner.execute("update memberships set active = false where user_id = %s", (former["id"],))
    channel = make_channel(owner, account)
    for queue in (manual, default_queue(owner, account)):
        conversation = make_conversation(owner, channel, session="bot")
        _queue(database, account, conversation, queue_id=str(queue["id"]))
        assert _ticket(owner, conversation)["state"] == "waiting"


def test_order_is_priority_then_entry(database: PostgresDatabase, owner: Owner) -> None:
    account = make_account(owner)
    channel = make_channel(owner, account)
    tickets = [
        make_ticket(owner, make_conversation(owner, channel, session="waiting"), priority=p, entered_at=at)
        for p, at in [
            (5, "2026-01-01T10:00:00Z"),
            (9, "2026-01-01T11:00:00Z"),
            (5, "2026-01-01T09:00:00Z"),
            (9, "2026-01-01T10:30:00Z"),
        ]
    ]
    make_agent(owner, account)
    owner.execute("update agent_presence set agent_limit = 3")
    assert _assign(database, account)["assigned"] == 3
    order = owner.execute("select id from tickets where state = 'in_service' order by assigned_at").fetchall()
    assert [row["id"] for row in order] == [tickets[3]["id"], tickets[1]["id"], tickets[2]["id"]]


def test_round_robin_goes_round_and_least_busy_fills_up(database: PostgresDatabase, owner: Owner) -> None:
    for mode in ("round_robin", "least_busy"):
        account = make_account(owner)
        owner.execute("update queues set mode = %s where account_id = %s", (mode, account["id"]))
        agents = [make_agent(owner, account) for _ in range(3)]
        channel = make_channel(owner, account)
        for _ in range(2):  # the first agent already serves two and got theirs long ago
            make_ticket(owner, make_conversation(owner, channel), assignee_id=agents[0]["id"])
        given = []
        for _ in range(4):
            conversation = make_conversation(owner, channel, session="bot")
            _queue(database, account, conversation)
            given.append(_ticket(owner, conversation)["assignee_id"])
        if mode == "round_robin":
            # None of them ever got one from us; ties go to the least busy, then everybody in turn.
            assert set(given[:3]) == {a["id"] for a in agents}
            assert given[3] == given[0]
        else:
            assert agents[0]["id"] not in given


def test_a_line_nobody_can_serve_hides_no_other(database: PostgresDatabase, owner: Owner) -> None:
    account = make_account(owner)
    channel = make_channel(owner, account)
    for _ in range(60):
        make_ticket(owner, make_conversation(owner, channel, session="waiting"), priority=9)
    other = make_queue(owner, account)
    agent = make_agent(owner, account, queue=other)
    full = make_agent(owner, account)
    owner.execute("update agent_presence set agent_limit = 1 where user_id = %s", (full["id"],))
    ticket = make_ticket(owner, make_conversation(owner, channel, session="waiting"), other, priority=1)
    assert _assign(database, account)["assigned"] == 2
    row = owner.execute("select assignee_id from tickets where id = %s", (ticket["id"],)).fetchone()
    assert row == {"assignee_id": agent["id"]}


def test_an_agent_of_two_queues_has_one_capacity(database: PostgresDatabase, owner: Owner) -> None:
    account = make_account(owner)
    other = make_queue(owner, account)
    agent = make_agent(owner, account)
    insert(owner, "queue_members", account_id=account["id"], queue_id=other["id"], user_id=agent["id"])
    owner.execute("update agent_presence set agent_limit = 3")
    channel = make_channel(owner, account)
    for queue in (None, other) * 3:
        make_ticket(owner, make_conversation(owner, channel, session="waiting"), queue)
    assert _assign(database, account)["assigned"] == 3


def test_a_ticket_its_agent_gave_away_is_not_given_straight_back(database: PostgresDatabase, owner: Owner) -> None:
    account = make_account(owner)
    agent = make_agent(owner, account)
    conversation = make_conversation(owner, make_channel(owner, account), session="waiting")
    make_ticket(owner, conversation, avoid_user_id=agent["id"])
    assert _assign(database, account)["assigned"] == 0
    other = make_agent(owner, account)
    assert _assign(database, account)["assigned"] == 1
    assert _ticket(owner, conversation)["assignee_id"] == other["id"]
    assert _ticket(owner, conversation)["avoid_user_id"] is None


def test_the_former_agent_gets_a_returning_contact_when_there(database: PostgresDatabase, owner: Owner) -> None:
    account = make_account(owner)
    former = make_agent(owner, account)
    make_agent(owner, account)
    owner.execute("update agent_presence set last_assigned_at = now() where user_id = %s", (former["id"],))
    channel = make_channel(owner, account)
    conversation = make_conversation(owner, channel, session="bot")
    _queue(database, account, conversation, prefer_user_id=str(former["id"]))
    assert _ticket(owner, conversation)["assignee_id"] == former["id"]
    owner.execute("update agent_presence set state = 'pause' where user_id = %s", (former["id"],))
    conversation = make_conversation(owner, channel, session="bot")
    _queue(database, account, conversation, prefer_user_id=str(former["id"]))
    assert _ticket(owner, conversation)["assignee_id"] not in (None, former["id"])


def test_the_former_agent_gets_nothing_of_a_channel_their_role_does_not_see(
    database: PostgresDatabase, owner: Owner
) -> None:
    account = make_account(owner)
    former, other = make_agent(owner, account), make_agent(owner, account)
    seen, unseen = make_channel(owner, account), make_channel(owner, account)
    give_role(owner, former, make_role(owner, account, ["conversations.read", "conversations.reply"], channels=[seen]))
    for channel, expected in ((seen, former), (unseen, other)):
        conversation = make_conversation(owner, channel, session="bot")
        _queue(database, account, conversation, prefer_user_id=str(former["id"]))
        assert _ticket(owner, conversation)["assignee_id"] == expected["id"]


def test_who_served_a_contact_last_serves_them_again(database: PostgresDatabase, owner: Owner) -> None:
    account = make_account(owner)
    former = make_agent(owner, account)
    make_agent(owner, account)
    owner.execute("update agent_presence set last_assigned_at = now() where user_id = %s", (former["id"],))
    for state, expected in (("finished", True), ("transferred", False)):
        conversation = make_conversation(owner, make_channel(owner, account), session="bot")
        make_ticket(owner, conversation, state=state, assignee_id=former["id"], entered_at="2026-01-01T00:00:00Z")
        _queue(database, account, conversation)
        assert (_ticket(owner, conversation)["assignee_id"] == former["id"]) is expected


def _give_back(database: PostgresDatabase, account: Row, user_id: UUID | None = None) -> dict[str, Any]:
    with database.transaction(system_call(account["id"])) as transaction:
        row = transaction.one("select give_back_absent_agents(%(user)s) as news", user=user_id)
        assert row is not None
        transaction.absorb(row["news"])
        return dict(row["news"])


def test_an_agent_who_vanished_loses_their_tickets_once_after_the_grace_time(
    database: PostgresDatabase, owner: Owner
) -> None:
    account = make_account(owner)
    gone, there = make_agent(owner, account), make_agent(owner, account)
    channel = make_channel(owner, account)
    conversation = make_conversation(owner, channel, assignee_id=gone["id"])
    ticket = make_ticket(owner, conversation, assignee_id=gone["id"], entered_at="2026-01-01T00:00:00Z")

    def last_seen(seconds: int) -> None:
        owner.execute(
            "update agent_presence set last_heartbeat_at = now() - make_interval(secs => %s) where user_id = %s",
            (seconds, gone["id"]),
        )

    last_seen(200)  # faltering: told as gone, but keeps what they have
    news = _give_back(database, account)
    assert [(u["type"], u.get("user_id")) for u in news["updates"]] == [("presence", str(gone["id"]))]
    assert _give_back(database, account)["updates"] == []
    assert _ticket(owner, conversation)["assignee_id"] == gone["id"]

    last_seen(301)
    news = _give_back(database, account)
    assert [u["type"] for u in news["updates"]] == ["ticket_updated", "ticket_assigned"]
    assert [f["detail_type"] for f in news["facts"]] == ["TicketGivenBack", "TicketAssigned"]
    moved = _ticket(owner, conversation)
    assert (moved["id"], moved["assignee_id"]) == (ticket["id"], there["id"])
    assert moved["entered_at"] == ticket["entered_at"]

    last_seen(0)  # back again: nothing moves
    assert _give_back(database, account)["updates"] == []
    assert _ticket(owner, conversation)["assignee_id"] == there["id"]


def test_the_grace_time_is_a_setting_and_a_fresh_assignment_counts_as_life(
    database: PostgresDatabase, owner: Owner
) -> None:
    account = make_account(owner, settings={"give_back_after_seconds": 1000})
    agent = make_agent(owner, account)
    owner.execute("update agent_presence set last_heartbeat_at = now() - interval '900 seconds'")
    channel = make_channel(owner, account)
    old = make_conversation(owner, channel, assignee_id=agent["id"])
    make_ticket(owner, old, assignee_id=agent["id"])
    assert "ticket_updated" not in [u["type"] for u in _give_back(database, account)["updates"]]
    owner.execute("update agent_presence set last_heartbeat_at = now() - interval '1001 seconds'")
    fresh = make_conversation(owner, channel, assignee_id=agent["id"])
    make_ticket(owner, fresh, assignee_id=agent["id"])
    owner.execute("update tickets set assigned_at = now() where conversation_id = %s", (fresh["id"],))
    _give_back(database, account)
    assert (_ticket(owner, old)["state"], _ticket(owner, fresh)["state"]) == ("waiting", "in_service")


def test_who_still_counts_as_there_loses_nothing_however_short_the_grace_time(
    database: PostgresDatabase, owner: Owner
) -> None:
    account = make_account(owner, settings={"give_back_after_seconds": 10})
    agent = make_agent(owner, account)
    owner.execute("update agent_presence set last_heartbeat_at = now() - interval '30 seconds'")
    conversation = make_conversation(owner, make_channel(owner, account), assignee_id=agent["id"])
    make_ticket(owner, conversation, assignee_id=agent["id"])
    assert _give_back(database, account)["updates"] == []
    assert _ticket(owner, conversation)["assignee_id"] == agent["id"]


def test_nobody_is_told_that_who_left_by_choice_is_gone(database: PostgresDatabase, owner: Owner) -> None:
    account = make_account(owner)
    make_agent(owner, account, state="offline")
    owner.execute("update agent_presence set last_heartbeat_at = now() - interval '1 hour'")
    assert _give_back(database, account)["updates"] == []


def test_position_and_total_follow_the_order(database: PostgresDatabase, owner: Owner) -> None:
    account = make_account(owner)
    channel = make_channel(owner, account)
    conversations = [make_conversation(owner, channel, session="waiting") for _ in range(3)]
    for conversation, priority, hour in zip(conversations, (5, 5, 8), (9, 8, 10), strict=True):
        make_ticket(owner, conversation, priority=priority, entered_at=f"2026-01-01T{hour:02}:00:00Z")
    with database.transaction(system_call(account["id"])) as transaction:
        places = [
            transaction.one("select place, total from ticket_position(%(id)s)", id=c["id"]) for c in conversations
        ]
    assert places == [{"place": p, "total": 3} for p in (3, 2, 1)]


def test_a_ticket_follows_the_priority_of_its_conversation(owner: Owner) -> None:
    account = make_account(owner)
    conversation = make_conversation(owner, make_channel(owner, account), session="waiting")
    make_ticket(owner, conversation)
    owner.execute("update conversations set priority = 9")
    assert _ticket(owner, conversation)["priority"] == 9


@pytest.mark.parametrize(
    "why",
    [
        "update conversations set status = 'snoozed', snoozed_until = now() + interval '1 day' where id = %(ahead)s",
        "update tickets set avoid_user_id = %(agent)s",
        "update tickets set needs = jsonb_build_object(gen_random_uuid()::text, 1)",
        "update tickets set passed_by = array[%(agent)s::uuid], passed_at = now()",
        "update tickets set offered_to = %(colleague)s, offered_at = now(), offered_until = now() + interval '1 hour'",
        "update tickets set queue_id = %(other_queue)s",
        "update tickets set channel_id = %(other_channel)s",
    ],
)
def test_who_comes_is_not_held_up_by_somebody_the_free_agent_cannot_take(
    database: PostgresDatabase, owner: Owner, why: str
) -> None:
    account = make_account(owner)
    channel, other_channel = make_channel(owner, account), make_channel(owner, account)
    agent, colleague = make_agent(owner, account), make_agent(owner, account, state="offline")
    give_role(
        owner, agent, make_role(owner, account, ["conversations.read", "conversations.reply"], channels=[channel])
    )
    ahead = make_conversation(owner, other_channel if "channel_id" in why else channel, session="waiting")
    make_ticket(owner, ahead, default_queue(owner, account))
    ids = {
        "ahead": ahead["id"],
        "agent": agent["id"],
        "colleague": colleague["id"],
        "other_queue": make_queue(owner, account)["id"],
        "other_channel": other_channel["id"],
    }
    owner.execute(why, ids)
    conversation = make_conversation(owner, channel, session="bot")
    _queue(database, account, conversation)
    assert _ticket(owner, conversation)["assignee_id"] == agent["id"]


def test_who_comes_to_a_line_nobody_has_room_for_stands_at_its_end(database: PostgresDatabase, owner: Owner) -> None:
    account = make_account(owner)
    channel = make_channel(owner, account)
    make_agent(owner, account)
    owner.execute("update queues set agent_limit = 1 where account_id = %s", (account["id"],))
    served, *line = [make_conversation(owner, channel, session="bot") for _ in range(4)]
    for conversation in (served, *line):
        _queue(database, account, conversation)
    assert [_ticket(owner, one)["state"] for one in (served, *line)] == ["in_service", *["waiting"] * 3]
    owner.execute("update tickets set state = 'finished', finished_at = now() where state = 'in_service'")
    _assign(database, account)
    assert [_ticket(owner, one)["state"] for one in line] == ["in_service", "waiting", "waiting"]
