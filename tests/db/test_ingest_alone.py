"""A newcomer's message that comes alone (0275): what it has in common with a batch, which goes another way."""

import threading
from typing import Any

import psycopg
import pytest
from tests.fixtures.contention import wait_until_blocked
from tests.fixtures.factories import Owner, Row, make_account, make_channel, make_listener
from tests.fixtures.inbound import ingest, item, person
from tests.fixtures.server import TestDatabase, raw_connection

from central.db.database import PostgresDatabase
from central.intake.model import ItemResult


@pytest.fixture
def channel(owner: Owner) -> Row:
    return make_channel(owner, make_account(owner), entry_mode="bot")


@pytest.fixture
def app(database: PostgresDatabase) -> "psycopg.Connection[Any]":
    return database.lookup()


def one(owner: Owner, query: str) -> Row:
    row = owner.execute(query.encode()).fetchone()
    assert row is not None
    return row


@pytest.mark.parametrize(("standby", "answered"), [(False, True), (True, False)])
def test_the_bot_answers_unless_somebody_else_holds_the_thread(
    owner: Owner, app: Any, channel: Row, standby: bool, answered: bool
) -> None:
    stored, news = ingest(app, item(channel, metadata={"standby": standby}))
    assert news.doorbells is not None
    assert (stored.outcome, news.doorbells["answer"]) == ("stored", [stored.conversation_id] if answered else [])
    due = one(owner, "select answer_due_at is not null as due from conversations")
    assert due == {"due": answered}


@pytest.mark.parametrize(("standby", "session"), [(False, "waiting"), (True, "bot")])
def test_nobody_waits_in_line_while_somebody_else_holds_the_thread(
    owner: Owner, app: Any, standby: bool, session: str
) -> None:
    channel = make_channel(owner, make_account(owner), entry_mode="queue")
    ingest(app, item(channel, metadata={"standby": standby}))
    assert one(owner, "select session from conversations") == {"session": session}


@pytest.mark.parametrize(("receipts", "read"), [("on_arrival", True), ("on_view", False)])
def test_it_is_marked_as_read_where_the_number_does_so(owner: Owner, app: Any, receipts: str, read: bool) -> None:
    channel = make_channel(owner, make_account(owner), entry_mode="bot", read_receipts=receipts)
    stored, news = ingest(app, item(channel))
    assert news.doorbells is not None
    assert news.doorbells["read"] == ([stored.conversation_id] if read else [])


def test_a_notice_is_no_first_message(owner: Owner, app: Any, channel: Row) -> None:
    _, news = ingest(app, item(channel, type="system", text="Ana mudou de número"))
    assert news.doorbells is not None
    assert news.doorbells["answer"] == []
    assert one(owner, "select author_type from messages") == {"author_type": "system"}
    assert one(owner, "select unread_count, waiting_since from conversations") == {
        "unread_count": 0,
        "waiting_since": None,
    }


def test_what_the_company_wrote_elsewhere_is_not_the_contacts(owner: Owner, app: Any, channel: Row) -> None:
    ingest(app, item(channel, "echo"))
    assert one(owner, "select direction from messages") == {"direction": "out"}


def test_all_of_a_message_with_more_than_text_is_kept(owner: Owner, app: Any, channel: Row) -> None:
    place: Any = {"location": {"latitude": -23.5, "longitude": -46.6}}
    more: Any = {"forwarded": True, "error": {"code": "131051"}, "metadata": {"from": "ad"}}
    ingest(app, item(channel, type="location", **place, **more))
    stored = one(owner, "select content, forwarded, error, metadata from messages")
    assert stored == {"content": place, **more}


def test_the_first_address_is_answered_to_and_any_may_be_the_phone(owner: Owner, app: Any, channel: Row) -> None:
    by_id, by_phone = person(None, user_id="BR.1")["identities"], person("5511977776666")["identities"]
    ingest(app, item(channel, contact={"identities": [*by_id, *by_phone], "name": "A" * 201}))
    query = """select i.kind, k.phone, k.name from conversations c join contacts k on k.id = c.contact_id
               join contact_identities i on i.id = c.identity_id"""
    assert one(owner, query) == {"kind": "wa_bsuid", "phone": "+5511977776666", "name": "A" * 200}


def test_it_may_quote_what_is_there(owner: Owner, app: Any, channel: Row) -> None:
    """As who writes from a new number does."""
    quoted, *_ = ingest(app, item(channel, external_id="wamid.old"))
    newcomer = item(channel, contact=person("5511977776666"), reply_to_external_id="wamid.old")
    stored, *_ = ingest(app, newcomer)
    row = one(owner, f"select reply_to_id from messages where id = '{stored.message_id}'")
    assert str(row["reply_to_id"]) == quoted.message_id


@pytest.mark.parametrize(("digits", "phone"), [("12345", None), ("123456", "+123456"), ("9" * 19, None)])
def test_what_is_too_short_or_long_is_an_address_and_no_phone(
    owner: Owner, app: Any, channel: Row, digits: str, phone: str | None
) -> None:
    assert ingest(app, item(channel, contact=person(digits)))[0].outcome == "stored"
    assert one(owner, "select phone from contacts") == {"phone": phone}


def test_somebody_who_is_known_by_another_address_is_no_newcomer(owner: Owner, app: Any, channel: Row) -> None:
    ingest(app, item(channel, contact=person(user_id="BR.1")))
    stored, _ = ingest(app, item(channel, contact=person("5511977776666", user_id="BR.1")))
    assert stored.outcome == "stored"
    assert one(owner, "select count(*) as n from contacts") == {"n": 1}
    assert one(owner, "select count(*) as n from conversations") == {"n": 1}


def test_what_passes_is_not_tried_another_way(owner: Owner, app: Any, channel: Row) -> None:
    """A lock that was waited for in vain is waited for once: the batch comes back."""
    owner.execute(
        "create sequence tries; grant all on tries to central_app;"
        " create function fail_once() returns trigger language plpgsql as $$ begin"
        " if nextval('tries') = 1 then raise exception 'locked' using errcode = '55P03'; end if; return new; end $$;"
        " create trigger fail_once before insert on contacts for each row execute function fail_once()"
    )
    try:
        with pytest.raises(psycopg.errors.LockNotAvailable):
            ingest(app, item(channel))
    finally:
        owner.execute("drop trigger fail_once on contacts; drop function fail_once; drop sequence tries")


def test_it_is_told_in_the_log_and_outside(owner: Owner, app: Any, channel: Row) -> None:
    stored, news = ingest(app, item(channel))
    event = one(owner, "select sequence, type, conversation_id::text, message_id::text from account_events")
    assert event == {
        "sequence": 1,
        "type": "new_message",
        "conversation_id": stored.conversation_id,
        "message_id": stored.message_id,
    }
    assert news.doorbells is not None
    assert news.doorbells["push"] is False, "nobody listens"
    assert news.facts == [one(owner, "select id::text, source, detail_type, detail from outbox")]
    detail = news.facts[0]["detail"]
    assert (detail["id"], detail["account_id"]) == (news.facts[0]["id"], stored.account_id)
    assert (detail["correlation_id"], detail["data"]["conversation_id"]) == ("test", stored.conversation_id)


def test_what_was_told_of_it_before_is_done_to_it(owner: Owner, app: Any, channel: Row) -> None:
    newcomer = item(channel)
    ingest(app, item(channel, "edit", target_external_id=newcomer["external_id"], type="text", text="Corrigido"))
    ingest(app, newcomer)
    assert one(owner, "select text from messages") == {"text": "Corrigido"}


@pytest.mark.own_connection
def test_who_comes_while_it_waits_for_its_number_is_told(owner: Owner, postgres: TestDatabase, channel: Row) -> None:
    newcomer = item(channel, contact=person("551177776666"))
    told: list[ItemResult] = []
    with raw_connection(postgres) as app, raw_connection(postgres) as other:
        ingest(app, item(channel))  # makes the counter
        with other.transaction():
            other.execute("select set_config('central.account_id', %s, true)", (str(channel["account_id"]),))
            other.execute("select from account_sequences for update")
            thread = threading.Thread(target=lambda: told.extend(ingest(app, newcomer)))
            thread.start()
            wait_until_blocked(owner)
            make_listener(owner, {"id": channel["account_id"]})
        thread.join(60)
    assert told[-1].doorbells is not None
    assert told[-1].doorbells["push"] is True
    assert one(owner, "select last_sequence - pushed_sequence as left from account_sequences") == {"left": 1}


@pytest.mark.own_connection
def test_its_edit_waits_until_it_is_there(owner: Owner, postgres: TestDatabase, channel: Row) -> None:
    """Else the edit would be parked by whoever does not see the message yet, when nobody looks for it any more."""
    newcomer = item(channel)
    edit = item(channel, "edit", target_external_id=newcomer["external_id"], type="text", text="Corrigido")
    with raw_connection(postgres) as first, raw_connection(postgres) as second:
        with first.transaction():
            ingest(first, newcomer)
            thread = threading.Thread(target=lambda: ingest(second, edit))
            thread.start()
            wait_until_blocked(owner)
        thread.join(60)
    assert one(owner, "select text from messages") == {"text": "Corrigido"}
    assert one(owner, "select count(*) as n from parked_updates") == {"n": 0}
