"""A newcomer's message that comes alone (0275): what it has in common with a batch, which goes another way."""

import threading
from typing import Any

import psycopg
import pytest
from tests.fixtures.contention import wait_until_blocked
from tests.fixtures.factories import Owner, Row, make_account, make_channel
from tests.fixtures.inbound import ingest, item, person
from tests.fixtures.server import TestDatabase, raw_connection

from central.db.database import PostgresDatabase


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


def test_a_notice_is_no_first_message(owner: Owner, app: Any, channel: Row) -> None:
    _, news = ingest(app, item(channel, type="system", text="Ana mudou de número"))
    assert news.doorbells is not None
    assert news.doorbells["answer"] == []
    assert one(owner, "select author_type from messages") == {"author_type": "system"}
    assert one(owner, "select unread_count, waiting_since from conversations") == {
        "unread_count": 0,
        "waiting_since": None,
    }


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
