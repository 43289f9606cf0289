"""ingest_batch: who wrote, which conversation, numbering, counters, news. As the application role."""

import json
from typing import Any

import psycopg
import pytest
from tests.fixtures.factories import (
    Owner,
    Row,
    make_account,
    make_agent,
    make_channel,
    make_contact,
    make_conversation,
    make_identity,
    make_listener,
    make_queue,
)
from tests.fixtures.inbound import at, ingest, item, person

from central.call import system_call
from central.db.database import PostgresDatabase


@pytest.fixture
def account(owner: Owner) -> Row:
    return make_account(owner)


@pytest.fixture
def channel(owner: Owner, account: Row) -> Row:
    return make_channel(owner, account)


@pytest.fixture
def app(database: PostgresDatabase) -> psycopg.Connection[Any]:
    return database.lookup()


def one(owner: Owner, table: str) -> Row:
    rows = owner.execute(f"select * from {table}").fetchall()
    assert len(rows) == 1, f"{len(rows)} rows in {table}"
    return rows[0]


def number_of(owner: Owner, table: str) -> int:
    row = owner.execute(f"select count(*) as n from {table}").fetchone()
    assert row is not None
    return int(row["n"])


def test_the_push_is_rung_only_where_somebody_listens(
    owner: Owner, app: psycopg.Connection[Any], account: Row, channel: Row
) -> None:
    make_listener(owner, make_account(owner))
    *_, news = ingest(app, item(channel), item(channel))
    assert news.doorbells is not None
    assert news.doorbells["push"] is False
    position = owner.execute(
        "select pushed_sequence = last_sequence as all from account_sequences where account_id = %s", (account["id"],)
    ).fetchone()
    assert position == {"all": True}, "whoever connects later reads it from the log"
    make_listener(owner, account)
    *_, news = ingest(app, item(channel))
    assert news.doorbells is not None
    assert news.doorbells["push"] is True
    unpushed = "select last_sequence > pushed_sequence as some from account_sequences where account_id = %s"
    assert owner.execute(unpushed, (account["id"],)).fetchone() == {"some": True}


def test_a_first_message_creates_everything(
    owner: Owner, app: psycopg.Connection[Any], account: Row, channel: Row
) -> None:
    stored, news = ingest(app, item(channel, text="Bom dia", occurred_at=at(5)))
    contact, conversation, message = one(owner, "contacts"), one(owner, "conversations"), one(owner, "messages")
    assert (stored.outcome, stored.message_id) == ("stored", str(message["id"]))
    assert (contact["name"], contact["phone"]) == ("Ana", "+5511988887777")
    assert one(owner, "contact_identities")["match_key"] == "551188887777"
    assert (message["sequence"], message["direction"], message["text"]) == (1, "in", "Bom dia")
    assert (conversation["status"], conversation["session"], conversation["unread_count"]) == ("open", "waiting", 1)
    assert conversation["last_message_id"] == message["id"]
    assert conversation["waiting_since"] == message["created_at"]
    assert conversation["answer_due_at"] is not None
    assert one(owner, "tickets")["conversation_id"] == conversation["id"]
    assert one(owner, "reply_windows")["last_inbound_at"] == message["created_at"]
    assert news.doorbells == {"push": False, "answer": [str(conversation["id"])], "media": [], "read": []}
    facts = [fact["detail_type"] for fact in news.facts or ()]
    assert facts == ["ConversationOpened", "TicketQueued"]
    assert number_of(owner, "outbox") == 2
    events = owner.execute("select type from account_events order by sequence").fetchall()
    assert [event["type"] for event in events] == ["new_ticket", "new_message"]


def test_somebody_free_is_given_the_conversation_at_once(owner: Owner, app: Any, account: Row, channel: Row) -> None:
    agent = make_agent(owner, account)
    ingest(app, item(channel))
    conversation = one(owner, "conversations")
    assert (conversation["session"], conversation["assignee_id"]) == ("human", agent["id"])


def test_who_waits_is_written_once(owner: Owner, app: Any, account: Row, channel: Row) -> None:
    """A second writing of the new conversation was a sixth of what a first message costs."""
    queue = make_queue(owner, account)
    owner.execute("update channels set queue_id = %s where id = %s", (queue["id"], channel["id"]))
    ingest(app, item(channel))
    conversation, ticket = one(owner, "conversations"), one(owner, "tickets")
    assert (conversation["session"], conversation["handoff_reason"], conversation["version"]) == ("waiting", "rule", 1)
    assert (conversation["queue_id"], ticket["queue_id"]) == (queue["id"], queue["id"])


def test_a_standby_message_queues_nobody(owner: Owner, app: Any, channel: Row) -> None:
    ingest(app, item(channel, metadata={"standby": True}))
    conversation = one(owner, "conversations")
    assert (conversation["session"], conversation["queue_id"], conversation["answer_due_at"]) == ("bot", None, None)
    assert number_of(owner, "tickets") == 0


def test_a_bot_channel_queues_nobody(owner: Owner, app: Any, account: Row) -> None:
    channel = make_channel(owner, account, entry_mode="bot")
    ingest(app, item(channel))
    assert one(owner, "conversations")["session"] == "bot"
    assert number_of(owner, "tickets") == 0


def test_a_batch_keeps_the_order_and_counts(owner: Owner, app: Any, channel: Row) -> None:
    ingest(app, *(item(channel, text=str(n)) for n in range(10)))
    rows = owner.execute("select text, sequence from messages order by sequence").fetchall()
    assert [(row["text"], row["sequence"]) for row in rows] == [(str(n), n + 1) for n in range(10)]
    conversation = one(owner, "conversations")
    assert (conversation["last_sequence"], conversation["inbound_count"], conversation["unread_count"]) == (10, 10, 10)


def test_who_wrote_first_is_served_first(owner: Owner, app: Any, account: Row, channel: Row) -> None:
    """Ten newcomers in one batch: their tickets, their numbers and the news are in the order of their messages."""
    agent = make_agent(owner, account)
    owner.execute("update agent_presence set agent_limit = 4")
    people = [f"55119{n:08}" for n in (7, 3, 9, 1, 8, 2, 6, 0, 5, 4)]
    *_, news = ingest(app, *(item(channel, contact=person(wa_id)) for wa_id in people))
    line = owner.execute(
        "select i.value, t.protocol, t.assignee_id from tickets t"
        "  join conversations c on c.id = t.conversation_id join contact_identities i on i.contact_id = c.contact_id"
        " order by t.entered_at"
    ).fetchall()
    assert [row["value"] for row in line] == people
    assert [int(row["protocol"][-6:]) for row in line] == list(range(1, 11))
    assert [row["assignee_id"] for row in line] == [agent["id"]] * 4 + [None] * 6
    facts = [f["detail"]["data"] for f in news.facts or () if f["detail_type"] == "ConversationOpened"]
    assert [fact["channel_id"] for fact in facts] == [str(channel["id"])] * 10
    assert all("place" not in fact and "standby" not in fact for fact in facts)
    told = owner.execute(
        "select array_agg(conversation_id::text order by sequence) as ids from account_events"
        " where type = 'new_message'"
    ).fetchone()
    assert told is not None
    assert [fact["conversation_id"] for fact in facts] == told["ids"]


def test_the_same_message_again_changes_nothing(owner: Owner, app: Any, channel: Row) -> None:
    first = item(channel)
    ingest(app, first)
    before = one(owner, "conversations")
    again, news = ingest(app, first)
    twice = ingest(app, first, first)
    assert again.outcome == "duplicate"
    assert [row.outcome for row in twice[:2]] == ["duplicate", "duplicate"]
    assert news.doorbells == {"push": False, "answer": [], "media": [], "read": []}
    assert one(owner, "conversations") == before
    assert number_of(owner, "account_events") == 2


def test_twice_in_one_batch_is_stored_once_without_a_gap(owner: Owner, app: Any, channel: Row) -> None:
    first, second = item(channel), item(channel)
    outcomes = [row.outcome for row in ingest(app, first, first, second)[:3]]
    assert outcomes == ["stored", "duplicate", "stored"]
    assert one(owner, "conversations")["last_sequence"] == 2


def test_a_duplicate_does_not_reopen_a_closed_conversation(owner: Owner, app: Any, channel: Row) -> None:
    first = item(channel)
    ingest(app, first)
    owner.execute("update conversations set status = 'closed', closed_at = now()")
    ingest(app, first)
    assert one(owner, "conversations")["status"] == "closed"


def test_the_same_id_on_two_channels_is_two_messages(owner: Owner, app: Any, account: Row, channel: Row) -> None:
    other, foreign = make_channel(owner, account), make_channel(owner, make_account(owner))
    ingest(app, *(item(each, external_id="wamid.same") for each in (channel, other, foreign)))
    assert number_of(owner, "messages") == 3


def test_accounts_are_mixed_in_one_batch(owner: Owner, app: Any) -> None:
    channels = [make_channel(owner, make_account(owner)) for _ in range(3)]
    rows = ingest(app, *(item(channels[n % 3], text=str(n)) for n in range(9)))
    assert [row.outcome for row in rows[:9]] == ["stored"] * 9
    for n, channel in enumerate(channels):
        found = owner.execute(
            "select text from messages where account_id = %s order by sequence", (channel["account_id"],)
        )
        assert [row["text"] for row in found.fetchall()] == [str(n), str(n + 3), str(n + 6)]
        events = owner.execute(
            "select sequence from account_events where account_id = %s order by 1", (channel["account_id"],)
        ).fetchall()
        assert [event["sequence"] for event in events] == list(range(1, len(events) + 1))
    with app.transaction():
        ingest(app, item(channels[0]))
        assert app.execute("select current_setting('central.account_id', true)").fetchone() == ("",)
        assert app.execute("select * from messages").fetchall() == []


def test_a_refused_item_costs_its_neighbours_nothing(owner: Owner, app: Any, channel: Row) -> None:
    foreign = make_channel(owner, make_account(owner))
    rows = ingest(
        app,
        item(channel, text="a"),
        item(channel, text="b", type="no such type"),
        item(channel, text="c", external_id="x" * 600),
        item(channel, text="d"),
        item(foreign, text="e"),
        item({"external_id": "nobody's"}, text="f"),
    )
    assert [row.outcome for row in rows[:6]] == ["stored", "parked", "parked", "stored", "stored", "parked"]
    assert "messages_type_check" in (rows[1].reason or "")
    assert rows[5].reason == "unknown_channel"
    texts = owner.execute("select text from messages order by text").fetchall()
    assert [row["text"] for row in texts] == ["a", "d", "e"]


def test_a_fault_that_passes_stores_nothing_at_all(owner: Owner, app: Any, channel: Row) -> None:
    owner.execute(
        "create function pg_temp.fail() returns trigger language plpgsql"
        " as $$ begin raise exception 'x' using errcode = '57014'; end $$"
    )
    owner.execute("create trigger fail before insert on media for each row execute function pg_temp.fail()")
    try:
        with pytest.raises(psycopg.errors.QueryCanceled):
            ingest(app, item(channel), item(channel, type="image", media=[{"kind": "image", "platform_media_id": "1"}]))
    finally:
        owner.execute("drop trigger fail on media")
    assert number_of(owner, "messages") == 0
    assert number_of(owner, "contacts") == 0


@pytest.mark.parametrize(("before", "now"), [("5541988887777", "554188887777"), ("554188887777", "5541988887777")])
def test_the_ninth_digit_is_no_other_person(
    owner: Owner, app: Any, account: Row, channel: Row, before: str, now: str
) -> None:
    contact = make_contact(owner, account, wa_id=before)
    ingest(app, item(channel, contact=person(now)))
    assert one(owner, "messages")["author_id"] == contact["id"]
    assert one(owner, "contact_identities")["value"] == now, "we answer to the form the platform uses"


def test_a_landline_is_another_person(owner: Owner, app: Any, account: Row, channel: Row) -> None:
    make_contact(owner, account, wa_id="5541932345678")
    ingest(app, item(channel, contact=person("554132345678")))
    assert number_of(owner, "contacts") == 2


def test_a_user_id_joins_the_phone_it_comes_with(owner: Owner, app: Any, channel: Row) -> None:
    ingest(app, item(channel, contact=person("5511988887777")))
    ingest(app, item(channel, contact=person("5511988887777", user_id="BR.1")))
    ingest(app, item(channel, contact=person(None, user_id="BR.1")))
    contact = one(owner, "contacts")
    assert number_of(owner, "contact_identities") == 2
    assert contact["phone"] == "+5511988887777"
    conversation = one(owner, "conversations")
    kind = owner.execute("select kind from contact_identities where id = %s", (conversation["identity_id"],)).fetchone()
    assert kind == {"kind": "wa_bsuid"}, "we answer to the address they wrote from"


def test_two_known_people_are_never_merged(owner: Owner, app: Any, account: Row, channel: Row) -> None:
    ana, bia = make_contact(owner, account, wa_id="5511988887777", name="Ana"), make_contact(owner, account, name="Bia")
    make_identity(owner, bia, value="BR.1", kind="wa_bsuid")
    ingest(app, item(channel, contact=person("5511988887777", user_id="BR.1")))
    assert one(owner, "messages")["author_id"] == ana["id"]
    owners = owner.execute("select kind, contact_id from contact_identities where value = 'BR.1'").fetchall()
    assert owners == [{"kind": "wa_bsuid", "contact_id": bia["id"]}]


def test_the_name_follows_the_platform_until_somebody_edits_it(owner: Owner, app: Any, channel: Row) -> None:
    for given, shown in (("Ana", "Ana"), ("Ana Paula", "Ana Paula")):
        ingest(app, item(channel, contact=person(name=given)))
        assert one(owner, "contacts")["name"] == shown
    owner.execute("update contacts set name = 'Dra. Ana (VIP)'")
    ingest(app, item(channel, contact=person(name="aninha")))
    assert one(owner, "contacts")["name"] == "Dra. Ana (VIP)"


def test_a_contact_without_a_name_is_known_again(owner: Owner, app: Any, channel: Row) -> None:
    ingest(app, item(channel, contact=person(name=None)))
    ingest(app, item(channel, contact=person(name=None)))
    assert one(owner, "contacts")["name"] == ""


def test_whoever_returns_continues_the_last_conversation(owner: Owner, app: Any, account: Row, channel: Row) -> None:
    contact = make_contact(owner, account, wa_id="5511988887777")
    conversation = make_conversation(owner, channel, contact, status="closed")
    _, news = ingest(app, item(channel))
    now = one(owner, "conversations")
    assert (now["id"], now["status"], now["closed_at"], now["session"]) == (conversation["id"], "open", None, "waiting")
    opened = (news.facts or ())[0]["detail"]["data"]
    assert opened["reopened"] is True


def test_or_starts_another_one(owner: Owner, app: Any, account: Row) -> None:
    channel = make_channel(owner, account, when_contact_returns="new")
    make_conversation(owner, channel, make_contact(owner, account, wa_id="5511988887777"), status="closed")
    ingest(app, item(channel))
    states = owner.execute("select status from conversations order by status").fetchall()
    assert [row["status"] for row in states] == ["closed", "open"]


def test_a_snoozed_conversation_wakes_up(owner: Owner, app: Any, account: Row, channel: Row) -> None:
    make_conversation(owner, channel, make_contact(owner, account, wa_id="5511988887777"), status="snoozed")
    *_, news = ingest(app, item(channel), item(channel))
    conversation = one(owner, "conversations")
    assert (conversation["status"], conversation["snoozed_until"]) == ("open", None)
    (woken,) = news.facts or ()
    assert (woken["source"], woken["detail_type"]) == ("central.conversations", "ConversationWoken")
    data = {"conversation_id": str(conversation["id"]), "user_id": None, "by": "contact"}
    assert woken["detail"]["data"] == data
    assert number_of(owner, "tickets") == 0


def test_a_blocked_contact_is_kept_quietly(owner: Owner, app: Any, account: Row, channel: Row) -> None:
    make_contact(owner, account, wa_id="5511988887777", blocked=True)
    stored, news = ingest(app, item(channel))
    conversation = one(owner, "conversations")
    assert stored.outcome == "stored"
    assert (conversation["status"], conversation["unread_count"]) == ("closed", 0)
    assert news.doorbells == {"push": False, "answer": [], "media": [], "read": []}
    assert number_of(owner, "tickets") == 0


def test_an_echo_is_ours_and_silences_the_bot(owner: Owner, app: Any, account: Row) -> None:
    channel = make_channel(owner, account, entry_mode="bot")
    ingest(app, item(channel))
    assert one(owner, "conversations")["answer_due_at"] is not None
    ingest(app, item(channel, "echo", text="Já te respondo"))
    echo = owner.execute("select * from messages where sequence = 2").fetchone()
    conversation = one(owner, "conversations")
    assert echo is not None
    assert (echo["direction"], echo["author_type"], echo["author_id"], echo["status"]) == ("out", "agent", None, "sent")
    assert (conversation["session"], conversation["answer_due_at"], conversation["waiting_since"]) == (
        "human",
        None,
        None,
    )
    assert (conversation["unread_count"], conversation["outbound_count"]) == (1, 1)


def test_an_echo_reopens_nothing(owner: Owner, app: Any, account: Row, channel: Row) -> None:
    make_conversation(owner, channel, make_contact(owner, account, wa_id="5511988887777"), status="closed")
    ingest(app, item(channel, "echo"))
    assert one(owner, "conversations")["status"] == "closed"
    assert number_of(owner, "reply_windows") == 0, "only the contact opens the window"


def test_the_reply_window_never_goes_back(owner: Owner, app: Any, channel: Row) -> None:
    ingest(app, item(channel, occurred_at=at(500)))
    ingest(app, item(channel, occurred_at=at(100)))
    assert one(owner, "reply_windows")["last_inbound_at"].isoformat() == "2026-11-21T12:08:20+00:00"


def test_a_human_conversation_wakes_no_bot(owner: Owner, app: Any, account: Row, channel: Row) -> None:
    make_conversation(owner, channel, make_contact(owner, account, wa_id="5511988887777"), session="human")
    _, news = ingest(app, item(channel))
    assert (news.doorbells or {})["answer"] == []
    assert one(owner, "conversations")["answer_due_at"] is None


def test_every_message_of_a_burst_puts_the_answer_off_and_the_first_one_rings(
    owner: Owner, app: Any, channel: Row
) -> None:
    _, news = ingest(app, item(channel), grouping_seconds=2)
    first = one(owner, "conversations")["answer_due_at"]
    assert len((news.doorbells or {})["answer"]) == 1
    *_, news = ingest(app, item(channel), item(channel), grouping_seconds=2)
    assert one(owner, "conversations")["answer_due_at"] > first
    assert (news.doorbells or {})["answer"] == []


def test_a_bell_that_is_overdue_is_rung_again(owner: Owner, app: Any, channel: Row) -> None:
    ingest(app, item(channel), grouping_seconds=2)
    owner.execute("update conversations set answer_due_at = now() - interval '1 millisecond'")
    _, news = ingest(app, item(channel), grouping_seconds=2)
    assert len((news.doorbells or {})["answer"]) == 1


def test_media_waits_to_be_fetched(owner: Owner, app: Any, channel: Row) -> None:
    media = {"kind": "audio", "platform_media_id": "77", "mime_type": "audio/ogg; codecs=opus", "voice": True}
    _, news = ingest(app, item(channel, type="audio", media=[media]))
    row = one(owner, "media")
    assert (row["state"], row["platform_media_id"], row["voice"]) == ("pending", "77", True)
    assert row["message_id"] == one(owner, "messages")["id"]
    assert (news.doorbells or {})["media"] == [str(row["id"])]


def test_content_and_reply_are_kept(owner: Owner, app: Any, channel: Row) -> None:
    first = item(channel)
    place = {"latitude": -23.5, "longitude": -46.6, "name": "Sé"}
    ingest(app, first, item(channel, type="location", location=place, reply_to_external_id=first["external_id"]))
    ingest(app, item(channel, reply_to_external_id=first["external_id"], forwarded=True))
    rows = owner.execute("select * from messages order by sequence").fetchall()
    assert rows[1]["content"] == {"location": place}
    assert rows[1]["reply_to_id"] == rows[2]["reply_to_id"] == rows[0]["id"]
    assert rows[2]["forwarded"] is True


def test_read_receipts_on_arrival_are_asked_for(owner: Owner, app: Any, account: Row) -> None:
    channel = make_channel(owner, account, read_receipts="on_arrival")
    stored, news = ingest(app, item(channel))
    assert (news.doorbells or {})["read"] == [str(stored.conversation_id)]


def test_an_inactive_channel_or_suspended_account_parks(owner: Owner, app: Any, account: Row) -> None:
    inactive = make_channel(owner, account, state="inactive")
    suspended = make_channel(owner, make_account(owner, status="suspended"))
    rows = ingest(app, item(inactive), item(suspended), item(inactive, "status", external_id="x", status="sent"))
    assert [row.outcome for row in rows] == ["parked", "parked", "ignored"]


def test_an_item_without_identity_is_parked(app: Any, channel: Row) -> None:
    assert ingest(app, item(channel, contact={"identities": []}))[0].outcome == "parked"


def test_the_function_sees_nothing_of_others(owner: Owner, database: PostgresDatabase, channel: Row) -> None:
    """Row-level security holds inside: the same person in two accounts is two contacts."""
    foreign = make_channel(owner, make_account(owner))
    ingest(database.lookup(), item(channel), item(foreign))
    for account_id in (channel["account_id"], foreign["account_id"]):
        with database.transaction(system_call(account_id)) as transaction:
            assert len(transaction.all("select * from contacts")) == 1
    assert number_of(owner, "contacts") == 2


def test_bad_and_ignored_items_are_answered_for(app: Any) -> None:
    rows = ingest(app, {"kind": "bad", "reason": "why"}, {"kind": "ignored", "reason": "group_message"})
    assert [(row.outcome, row.reason) for row in rows] == [("parked", "why"), ("ignored", "group_message")]


def test_the_result_is_json_the_worker_can_read(app: Any, channel: Row) -> None:
    _, news = ingest(app, item(channel))
    assert json.loads(json.dumps(news.doorbells)) == news.doorbells
