"""Appending a message of ours: numbers, counters, what is told, what is refused."""

from typing import Any
from uuid import uuid4

import pytest
from tests.fakes import FakeBus, FakeQueues
from tests.fixtures.factories import (
    Owner,
    Row,
    insert,
    make_account,
    make_agent,
    make_channel,
    make_conversation,
    make_message,
)

from central.call import system_call
from central.conversations.append import append_message
from central.db.database import PostgresDatabase
from central.errors import Invalid, NotFound


@pytest.fixture
def conversation(owner: Owner) -> Row:
    conversation = make_conversation(owner, make_channel(owner, make_account(owner)))
    owner.execute("update conversations set waiting_since = now(), unread_count = 3, answer_due_at = now()")
    return conversation


def _append(database: PostgresDatabase, conversation: Row, **message: Any) -> Row:
    with database.transaction(system_call(conversation["account_id"])) as transaction:
        return append_message(transaction, conversation["id"], **{"author_type": "agent", "text": "Oi", **message})


def _now(owner: Owner) -> Row:
    row = owner.execute("select * from conversations").fetchone()
    assert row is not None
    return row


def test_an_agents_answer(
    database: PostgresDatabase, owner: Owner, conversation: Row, queues: FakeQueues, bus: FakeBus
) -> None:
    first = _append(database, conversation)
    second = _append(database, conversation)
    assert [(m["sequence"], m["status"], m["first_reply"]) for m in (first, second)] == [
        (1, "pending", True),
        (2, "pending", False),
    ]
    row = _now(owner)
    assert (row["last_sequence"], row["last_message_id"], row["outbound_count"]) == (2, second["id"], 2)
    assert (row["waiting_since"], row["unread_count"], row["read_sequence"], row["answer_due_at"]) == (None, 0, 2, None)
    assert row["first_replied_at"] == first["created_at"]
    assert row["version"] == 3
    assert bus.types == ["FirstReplied"]
    assert [d.body["conversation_id"] for d in queues.of("outbound")] == [str(conversation["id"])] * 2
    assert owner.execute("select array_agg(type order by sequence) as t from account_events").fetchone() == {
        "t": ["new_message"] * 2
    }


def test_a_note_and_a_system_message_are_never_sent(
    database: PostgresDatabase, owner: Owner, conversation: Row, queues: FakeQueues, bus: FakeBus
) -> None:
    note = _append(database, conversation, private=True)
    system = _append(database, conversation, author_type="system", type="system")
    assert (note["status"], system["status"]) == (None, None)
    row = _now(owner)
    assert (row["last_message_id"], row["outbound_count"], row["last_sequence"]) == (note["id"], 0, 2)
    assert row["waiting_since"] is not None
    assert row["answer_due_at"] is not None
    assert queues.of("outbound") == []
    assert bus.types == []


@pytest.mark.parametrize("private", [False, True])
def test_only_the_responsible_persons_words_make_it_read(
    database: PostgresDatabase, owner: Owner, conversation: Row, private: bool
) -> None:
    """A supervisor who leaves a note or helps out has not read it for whoever is responsible."""
    account = {"id": conversation["account_id"]}
    responsible, supervisor = make_agent(owner, account), make_agent(owner, account, role="supervisor")
    owner.execute("update conversations set assignee_id = %s", (responsible["id"],))
    _append(database, conversation, author_id=supervisor["id"], private=private)
    _append(database, conversation, author_id=None, private=private)
    assert (_now(owner)["unread_count"], _now(owner)["read_sequence"]) == (3, 0)
    _append(database, conversation, author_id=responsible["id"], private=private)
    assert (_now(owner)["unread_count"], _now(owner)["read_sequence"]) == (0, 3)


@pytest.mark.parametrize(("session", "answered"), [("bot", True), ("waiting", False), ("human", False)])
def test_the_bot_answers_only_while_it_is_the_one_in_charge(
    database: PostgresDatabase, owner: Owner, conversation: Row, session: str, answered: bool
) -> None:
    owner.execute("update conversations set session = %s", (session,))
    _append(database, conversation, author_type="bot")
    row = _now(owner)
    assert (row["waiting_since"] is None) is answered
    assert row["first_replied_at"] is None
    assert row["unread_count"] == 3


def test_the_same_client_id_is_one_message(
    database: PostgresDatabase, owner: Owner, conversation: Row, queues: FakeQueues
) -> None:
    client_id = uuid4()
    first = _append(database, conversation, client_id=client_id)
    again = _append(database, conversation, client_id=client_id)
    assert (again["id"], again["created"]) == (first["id"], False)
    assert _now(owner)["last_sequence"] == 1
    assert len(queues.of("outbound")) == 1


def test_replies_stay_in_their_conversation(database: PostgresDatabase, owner: Owner, conversation: Row) -> None:
    asked = make_message(owner, conversation)
    reply = _append(database, conversation, reply_to_id=asked["id"])
    assert (reply["reply_to_id"], reply["reply_to_external_id"]) == (asked["id"], asked["external_id"])
    elsewhere = make_message(owner, make_conversation(owner, make_channel(owner, {"id": conversation["account_id"]})))
    with pytest.raises(NotFound):
        _append(database, conversation, reply_to_id=elsewhere["id"])
    assert _now_messages(owner, conversation) == 2


def _now_messages(owner: Owner, conversation: Row) -> int:
    row = owner.execute(
        "select count(*) as n from messages where conversation_id = %s", (conversation["id"],)
    ).fetchone()
    assert row is not None
    return int(row["n"])


def test_files_are_attached_in_order_and_once(database: PostgresDatabase, owner: Owner, conversation: Row) -> None:
    files = [
        insert(owner, "media", account_id=conversation["account_id"], kind="image", state="stored") for _ in range(2)
    ]
    ids = [files[1]["id"], files[0]["id"]]
    message = _append(database, conversation, type="image", media_ids=ids)
    rows = owner.execute("select id from media where message_id = %s order by position", (message["id"],)).fetchall()
    assert [row["id"] for row in rows] == ids
    with pytest.raises(Invalid):
        _append(database, conversation, type="image", media_ids=ids[:1])
    assert _now_messages(owner, conversation) == 1


def test_a_foreign_conversation_is_a_missing_one(database: PostgresDatabase, owner: Owner, conversation: Row) -> None:
    other = make_account(owner)
    for conversation_id in (conversation["id"], uuid4()):
        with pytest.raises(NotFound), database.transaction(system_call(other["id"])) as transaction:
            append_message(transaction, conversation_id, author_type="bot", text="Oi")
    assert _now(owner)["last_sequence"] == 0


def test_many_writers_leave_no_gap(database: PostgresDatabase, owner: Owner, conversation: Row) -> None:
    make_agent(owner, {"id": conversation["account_id"]})
    for _ in range(20):
        _append(database, conversation)
    rows = owner.execute("select sequence from messages order by sequence").fetchall()
    assert [row["sequence"] for row in rows] == list(range(1, 21))
