"""ingest_batch: statuses in any order, edits, deletions, reactions, changed numbers, notices, early news."""

import itertools
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.fixtures.factories import (
    Owner,
    Row,
    insert,
    make_account,
    make_channel,
    make_contact,
    make_conversation,
    make_identity,
    make_message,
)
from tests.fixtures.inbound import at, ingest, item, person, status

from central.call import system_call
from central.db.database import PostgresDatabase


@pytest.fixture
def account(owner: Owner) -> Row:
    return make_account(owner)


@pytest.fixture
def channel(owner: Owner, account: Row) -> Row:
    return make_channel(owner, account)


@pytest.fixture
def contact(owner: Owner, account: Row) -> Row:
    return make_contact(owner, account, wa_id="5511988887777")


@pytest.fixture
def conversation(owner: Owner, channel: Row, contact: Row) -> Row:
    return make_conversation(owner, channel, contact)


@pytest.fixture
def app(database: PostgresDatabase) -> Any:
    return database.lookup()


def sent(owner: Owner, conversation: Row, **columns: Any) -> Row:
    """A message of ours the platform has taken."""
    return make_message(
        owner, conversation, **{"direction": "out", "status": "sent", "external_id": "wamid.ours", **columns}
    )


def attempt(owner: Owner, message: Row, **columns: Any) -> Row:
    values = {"number": 1, "conversation_id": message["conversation_id"], **columns}
    return insert(owner, "delivery_attempts", account_id=message["account_id"], message_id=message["id"], **values)


def again(owner: Owner, message: Row) -> Row:
    row = owner.execute("select * from messages where id = %s", (message["id"],)).fetchone()
    assert row is not None
    return row


def updates(owner: Owner) -> list[tuple[str, Any]]:
    rows = owner.execute("select type, data from account_events order by account_id, sequence").fetchall()
    return [(row["type"], row["data"]) for row in rows]


# -- statuses ---------------------------------------------------------------------------------------------------------

RANK = {"pending": 0, "unknown": 0, "sent": 1, "delivered": 2, "read": 3, "played": 3}


def model(state: str, names: Sequence[str]) -> str:
    """What PRODUCT says: rank never falls; failed only from pending, sent or unknown, and is not left."""
    for name in names:
        if state == "failed":
            break
        if name == "failed":
            state = "failed" if state in ("pending", "sent", "unknown") else state
        elif RANK[name] > RANK[state]:
            state = "read" if name == "played" else name
    return state


NAMES = ("sent", "delivered", "read", "failed")


@pytest.mark.parametrize("names", list(itertools.permutations(NAMES)), ids="-".join)
def test_every_permutation_one_by_one_and_at_once(
    owner: Owner, app: Any, channel: Row, conversation: Row, names: Any
) -> None:
    slow, fast = (sent(owner, conversation, external_id=f"wamid.{n}", status="pending") for n in ("slow", "fast"))
    for name in names:
        ingest(app, status(channel, "wamid.slow", name))
        ingest(app, status(channel, "wamid.slow", name))
    ingest(app, *(status(channel, "wamid.fast", name) for name in (*names, *names)))
    assert again(owner, slow)["status"] == again(owner, fast)["status"] == model("pending", names)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    start=st.sampled_from(["pending", "sent", "unknown"]),
    batches=st.lists(st.lists(st.sampled_from([*NAMES, "played"]), min_size=1, max_size=5), min_size=1, max_size=4),
)
def test_any_sequence_in_any_batches_follows_the_model(
    owner: Owner, app: Any, channel: Row, conversation: Row, start: str, batches: list[list[str]]
) -> None:
    identifier = f"wamid.{next(_counter)}"
    message = sent(owner, conversation, external_id=identifier, status=start)
    said: list[str] = []
    for batch in batches:
        ingest(app, *(status(channel, identifier, name) for name in batch))
        said += batch
        now = again(owner, message)
        assert now["status"] == model(start, said)
        if now["status"] == "read":
            assert now["sent_at"] <= now["delivered_at"] <= now["read_at"]


_counter = itertools.count()


def test_read_says_delivered_and_times_do_not_depend_on_order(
    owner: Owner, app: Any, channel: Row, conversation: Row
) -> None:
    message = sent(owner, conversation)
    ingest(app, status(channel, "wamid.ours", "read", occurred_at=at(30)))
    early = again(owner, message)
    assert (early["status"], early["delivered_at"]) == ("read", early["read_at"])
    ingest(
        app,
        status(channel, "wamid.ours", "delivered", occurred_at=at(20)),
        status(channel, "wamid.ours", "sent", occurred_at=at(10)),
    )
    late = again(owner, message)
    assert [late[name].second for name in ("sent_at", "delivered_at", "read_at")] == [10, 20, 30]
    assert late["status"] == "read"


def test_statuses_of_one_message_are_one_update(owner: Owner, app: Any, channel: Row, conversation: Row) -> None:
    sent(owner, conversation, status="pending")
    ingest(app, *(status(channel, "wamid.ours", name) for name in ("sent", "delivered", "read")))
    assert updates(owner) == [("message_status", {"status": "read"})]
    ingest(app, status(channel, "wamid.ours", "delivered"))
    assert len(updates(owner)) == 1, "late duplicates tell nobody anything"


def test_a_failure_keeps_its_reason(owner: Owner, app: Any, channel: Row, conversation: Row) -> None:
    message = sent(owner, conversation)
    error = {"code": "131047", "message": "A janela de 24 horas fechou."}
    ingest(app, status(channel, "wamid.ours", "failed", error=error))
    assert (again(owner, message)["status"], again(owner, message)["error"]) == ("failed", error)
    ingest(app, status(channel, "wamid.ours", "read"))
    assert again(owner, message)["read_at"] is None, "what failed was read by nobody"


def test_unknown_is_resolved_by_the_attempt_it_names(owner: Owner, app: Any, channel: Row, conversation: Row) -> None:
    message = sent(owner, conversation, status="unknown", external_id=None)
    tried = attempt(owner, message, state="unknown")
    ingest(app, status(channel, "wamid.theirs", "delivered", attempt_id=str(tried["id"])))
    now = again(owner, message)
    assert (now["status"], now["external_id"]) == ("delivered", "wamid.theirs")
    after = owner.execute("select state, outcome, external_id from delivery_attempts").fetchone()
    assert after == {"state": "accepted", "outcome": "accepted", "external_id": "wamid.theirs"}


def test_failed_is_left_only_by_a_new_attempt(owner: Owner, app: Any, channel: Row, conversation: Row) -> None:
    message = sent(owner, conversation)
    first = attempt(owner, message, state="accepted", external_id="wamid.ours")
    ingest(app, status(channel, "wamid.ours", "failed", attempt_id=str(first["id"])))
    owner.execute("update messages set status = 'pending' where id = %s", (message["id"],))
    attempt(owner, message, number=2, state="sending")
    late = ingest(app, status(channel, "wamid.ours", "sent", attempt_id=str(first["id"])))
    assert late[0].outcome == "ignored"
    assert again(owner, message)["status"] == "pending", "news of the refused attempt says nothing about the new one"


def test_an_old_failure_does_not_fail_the_new_attempt(owner: Owner, app: Any, channel: Row, conversation: Row) -> None:
    message = sent(owner, conversation, status="pending", external_id=None)
    first = attempt(owner, message, state="unknown")
    attempt(owner, message, number=2, state="sending")
    ingest(app, status(channel, "wamid.first", "failed", attempt_id=str(first["id"])))
    assert again(owner, message)["status"] == "pending"


def test_a_status_never_touches_what_came_in(owner: Owner, app: Any, channel: Row) -> None:
    theirs = item(channel)
    ingest(app, theirs)
    ingest(app, status(channel, theirs["external_id"], "read"))
    row = owner.execute("select status, read_at from messages").fetchone()
    assert row == {"status": None, "read_at": None}


def test_a_status_of_another_account_finds_nothing(owner: Owner, app: Any, channel: Row, conversation: Row) -> None:
    message = sent(owner, conversation, status="pending", external_id=None)
    tried = attempt(owner, message)
    foreign = make_channel(owner, make_account(owner))
    assert ingest(app, status(foreign, "wamid.x", "read", attempt_id=str(tried["id"])))[0].outcome == "deferred"
    assert again(owner, message)["status"] == "pending"


def test_a_status_before_our_own_commit_waits(
    owner: Owner, app: Any, database: PostgresDatabase, account: Row, channel: Row, conversation: Row
) -> None:
    message = sent(owner, conversation, external_id=None)
    early = status(channel, "wamid.ours", "delivered")
    assert ingest(app, early)[0].outcome == "deferred"
    assert ingest(app, early)[0].outcome == "deferred"
    ingest(app, status(channel, "wamid.ours", "read"))
    with database.transaction(system_call(account["id"])) as transaction:
        transaction.count("update messages set external_id = 'wamid.ours' where id = %(id)s", id=message["id"])
        news = transaction.one(
            "select take_parked_updates(array[%(channel)s]::uuid[], array['wamid.ours']) as updates",
            channel=channel["id"],
        )
    assert again(owner, message)["status"] == "read"
    assert news is not None
    assert [update["data"] for update in news["updates"]] == [{"status": "read"}]
    assert owner.execute("select * from parked_updates").fetchall() == []


# -- edits, deletions, reactions --------------------------------------------------------------------------------------


def change(channel: Row, kind: str, target: str, **fields: Any) -> dict[str, Any]:
    return item(channel, kind, target_external_id=target, contact=person(), **fields)


def test_an_edit_a_reaction_and_a_deletion(owner: Owner, app: Any, channel: Row) -> None:
    theirs = item(channel)
    ingest(app, theirs)
    target = theirs["external_id"]
    ingest(
        app,
        change(channel, "edit", target, type="text", text="Corrigido"),
        change(channel, "reaction", target, emoji="👍"),
    )
    row = owner.execute("select text, edited_at from messages").fetchone()
    assert row is not None
    assert row["text"] == "Corrigido"
    assert owner.execute("select emoji, author_type from reactions").fetchall() == [
        {"emoji": "👍", "author_type": "contact"}
    ]
    ingest(app, change(channel, "reaction", target, emoji=""), change(channel, "revoke", target))
    assert owner.execute("select * from reactions").fetchall() == []
    kept = owner.execute("select text, deleted_at from messages").fetchone()
    assert kept is not None
    assert kept["deleted_at"] is not None
    assert kept["text"] == "Corrigido", "what was written is kept for whoever may see it"
    assert [data for kind, data in updates(owner) if kind == "message_status"] == [
        {"change": name} for name in ("edit", "reaction", "reaction", "revoke")
    ]


def test_changes_that_come_first_wait_for_their_message(owner: Owner, app: Any, channel: Row) -> None:
    theirs = item(channel, text="Antes", occurred_at=at(0))
    early = [
        change(channel, "edit", theirs["external_id"], type="text", text="Depois", occurred_at=at(10)),
        change(channel, "reaction", theirs["external_id"], emoji="❤️", occurred_at=at(11)),
    ]
    assert [row.outcome for row in ingest(app, *early)[:2]] == ["deferred", "deferred"]
    ingest(app, theirs)
    row = owner.execute("select text from messages").fetchone()
    assert row == {"text": "Depois"}
    assert owner.execute("select emoji from reactions").fetchall() == [{"emoji": "❤️"}]
    assert owner.execute("select * from parked_updates").fetchall() == []


def test_an_older_edit_does_not_undo_a_newer_one(owner: Owner, app: Any, channel: Row) -> None:
    theirs = item(channel)
    target = theirs["external_id"]
    ingest(app, theirs, change(channel, "edit", target, text="2", occurred_at=at(900)))
    ingest(app, change(channel, "edit", target, text="1", occurred_at=at(800)))
    assert owner.execute("select text from messages").fetchone() == {"text": "2"}


def test_nobody_edits_or_deletes_what_the_other_side_wrote(
    owner: Owner, app: Any, channel: Row, conversation: Row
) -> None:
    message = sent(owner, conversation, text="Nossa")
    rows = ingest(app, change(channel, "edit", "wamid.ours", text="Deles"), change(channel, "revoke", "wamid.ours"))
    assert [row.outcome for row in rows[:2]] == ["ignored", "ignored"]
    assert (again(owner, message)["text"], again(owner, message)["deleted_at"]) == ("Nossa", None)


# -- people -----------------------------------------------------------------------------------------------------------


def moved(channel: Row, before: Row | dict[str, Any], after: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return item(channel, "identity_change", reason="user_changed_number", previous=before, contact=after, **fields)


def test_a_changed_number_keeps_the_person(
    owner: Owner, app: Any, channel: Row, contact: Row, conversation: Row
) -> None:
    make_identity(owner, contact, value="BR.1", kind="wa_bsuid")
    before, after = (
        person("5511988887777", user_id="BR.1", name=None),
        person("5521977776666", user_id="BR.2", name=None),
    )
    ingest(
        app,
        item(channel, contact=person("5511988887777")),
        moved(channel, before, after, text="Ana mudou de número"),
        item(channel, contact=person("5521977776666", user_id="BR.2")),
    )
    values = owner.execute("select value from contact_identities order by value").fetchall()
    assert [row["value"] for row in values] == ["5521977776666", "BR.2"]
    assert owner.execute("select phone from contacts").fetchall() == [{"phone": "+5521977776666"}]
    texts = owner.execute("select type from messages order by sequence").fetchall()
    assert [row["type"] for row in texts] == ["text", "system", "text"]


def test_a_number_somebody_else_has_is_not_taken(
    owner: Owner, app: Any, account: Row, channel: Row, contact: Row
) -> None:
    other = make_contact(owner, account, wa_id="5521977776666", name="Bia")
    ingest(app, moved(channel, person("5511988887777", name=None), person("5521977776666", name=None)))
    rows = owner.execute("select contact_id, value from contact_identities").fetchall()
    assert rows == [{"contact_id": other["id"], "value": "5521977776666"}]


def test_a_redelivered_change_is_noted_once(owner: Owner, app: Any, channel: Row, conversation: Row) -> None:
    news = moved(channel, person("5511988887777", name=None), person("5521977776666", name=None), text="mudou")
    ingest(app, news)
    ingest(app, news)
    assert len(owner.execute("select * from messages").fetchall()) == 1


def test_marketing_is_refused_and_wanted_again(owner: Owner, app: Any, channel: Row, contact: Row) -> None:
    for value, out in (("out", True), ("in", False)):
        ingest(app, item(channel, "opt", contact=person(), value=value, category="marketing_messages"))
        row = owner.execute("select marketing_opt_out_at is not null as out from contacts").fetchone()
        assert row == {"out": out}


# -- notices ----------------------------------------------------------------------------------------------------------


def notice(channel: Row, kind: str, **fields: Any) -> dict[str, Any]:
    return item(channel, kind, channel_key=channel["business_id"], channel_key_kind="waba", **fields)


def test_a_template_notice_reaches_every_channel_of_the_business(
    owner: Owner, app: Any, account: Row, channel: Row
) -> None:
    second = make_channel(owner, account, business_id=channel["business_id"])
    for each in (channel, second):
        insert(owner, "message_templates", account_id=account["id"], channel_id=each["id"], name="oi", language="pt_BR")
    template = {"name": "oi", "language": "pt_BR", "reason": "INVALID_FORMAT"}
    rows = ingest(
        app,
        notice(channel, "template_update", field="message_template_status_update", event="REJECTED",
               severity="warning", template=template),
    )  # fmt: skip
    assert rows[0].outcome == "applied"
    states = owner.execute("select status, rejected_reason from message_templates").fetchall()
    assert states == [{"status": "REJECTED", "rejected_reason": "INVALID_FORMAT"}] * 2


def test_a_notice_to_several_numbers_hides_no_stranger_s_message(
    owner: Owner, app: Any, account: Row, channel: Row
) -> None:
    make_channel(owner, account, business_id=channel["business_id"])
    limits = notice(channel, "account_update", field="phone_number_quality_update", event="ONBOARDING", severity="info")
    rows = ingest(app, limits, item({"external_id": "nobody's"}))
    assert {(row.index, row.outcome, row.reason) for row in rows if row.index is not None} >= {
        (1, "parked", "unknown_channel")
    }


def test_a_ban_stops_the_channel_and_tells_the_admins(owner: Owner, app: Any, channel: Row) -> None:
    ingest(
        app, notice(channel, "account_update", field="account_update", event="ACCOUNT_VIOLATION", severity="critical")
    )
    row = owner.execute("select state, state_reason from channels").fetchone()
    assert row == {"state": "error", "state_reason": "ACCOUNT_VIOLATION"}
    assert updates(owner)[0][0] == "system_message"


def test_a_notice_for_info_tells_nobody(owner: Owner, app: Any, channel: Row) -> None:
    ingest(
        app, notice(channel, "account_update", field="phone_number_quality_update", event="ONBOARDING", severity="info")
    )
    assert updates(owner) == []
