"""What lists and searches of conversations read: no more than they show, however many there are."""

import json
from collections.abc import Iterator
from itertools import product
from typing import Any

import psycopg
import pytest
from tests.fixtures.desk import Desk, make_desk, make_served
from tests.fixtures.factories import Owner, insert

from central.conversations import service, store
from central.conversations.model import Filter, Sort, Viewer
from central.conversations.store import queries
from central.ports import Ports

_MANY = """
with people as (
    insert into contacts (account_id, name)
    select %(account)s, 'Pessoa ' || n from generate_series(1, 6000) n
    returning id
), numbered as (
    select id, row_number() over () as n from people
)
insert into conversations (account_id, channel_id, contact_id, status, session, assignee_id, queue_id, closed_at,
                           last_activity_at)
select %(account)s, %(channel)s, id, case when n %% 3 = 0 then 'open' else 'closed' end,
       case when n %% 30 = 0 then 'waiting' else 'human' end,
       case when n %% 30 = 0 then null when n %% 2 = 0 then %(ana)s::uuid else %(bia)s::uuid end, %(queue)s,
       case when n %% 3 = 0 then null else now() end, now() - n * interval '1 minute'
  from numbered
"""


def make_many(owner: Owner, desk: Desk) -> None:
    people = {"ana": desk.ana["id"], "bia": desk.bia["id"]}
    house = {"account": desk.account["id"], "channel": desk.channel["id"], "queue": desk.queue["id"]}
    owner.execute(_MANY, {**people, **house})


@pytest.fixture
def desk(owner: Owner) -> Desk:
    return make_desk(owner)


@pytest.mark.own_connection
def test_a_search_reads_only_who_has_two_of_its_words(owner: Owner, desk: Desk, postgres: Any) -> None:
    """A word that everybody has, however long, does not make it read everybody."""
    make_many(owner, desk)
    owner.execute("vacuum analyze contacts")  # what is new stands beside its index until then
    with psycopg.connect(postgres.app_url) as connection:
        connection.execute("select set_config('central.account_id', %s, true)", (str(desk.account["id"]),))
        connection.execute("set local enable_seqscan = off")  # as with a table so large that nobody reads it whole
        found = connection.execute("select count(*) from search_conversations('{pessoa,599}', null, null, 50)")
        assert found.fetchone() == (16,)
        read = "select idx_tup_fetch from pg_stat_xact_user_tables where relname = 'contacts'"
        fetched = connection.execute(read).fetchone()
    assert fetched is not None
    assert fetched[0] < 100


@pytest.mark.own_connection
def test_a_page_reads_no_more_than_it_shows(ports: Ports, owner: Owner, desk: Desk, postgres: Any) -> None:
    """However many conversations there are: every scan of a page stops at about its length."""
    make_many(owner, desk)
    owner.execute("analyze conversations")
    with psycopg.connect(postgres.app_url, autocommit=True) as connection:
        connection.execute("select set_config('central.account_id', %s, false)", (str(desk.account["id"]),))
        ana, bia = str(desk.ana["id"]), str(desk.bia["id"])
        queue = frozenset((str(desk.queue["id"]),))
        viewers: tuple[tuple[Viewer, str, list[str]], ...] = (
            (Viewer(ana, True), queries.page_recent, []),
            (Viewer(ana, False, queue), queries.page_recent_of_people, [ana]),
            (Viewer(ana, False, queue, frozenset((bia,))), queries.page_recent_of_people, [ana, bia]),
        )
        for (viewer, statement, people), status in product(viewers, ("open", "closed", None)):
            inner = statement.split("array(", 1)[1].rsplit("), %(reader)s", 1)[0]
            parameters = {
                "filter": json.dumps({"status": status} if status else {}),
                "ids": None,
                "sight": viewer.parameter,
                "people": people,
                "unassigned": status != "closed",
                "after_time": None,
                "after_id": None,
                "limit": 51,
            }
            row = connection.execute("explain (analyze, format json) " + inner, parameters).fetchone()
            assert row is not None
            read = [
                (node["Actual Rows"] + node.get("Rows Removed by Filter", 0)) * node["Actual Loops"]
                for node in _nodes(row[0][0]["Plan"])
                if node.get("Relation Name") == "conversations"
            ]
            assert read
            assert max(read) <= 200 * max(1, len(people)), (viewer, status)
            # The same page by the function that keeps its plan: it has no nodes to look at, but it touches few blocks.
            chosen = queries.page_recent_of_people_plain if people else queries.page_recent_plain
            kept = "select recent" + chosen.split("(recent", 1)[1].rsplit(", %(reader)s", 1)[0]
            parameters |= {"status": status}
            connection.execute(kept, parameters)
            row = connection.execute("explain (analyze, buffers, format json) " + kept, parameters).fetchone()
            assert row is not None
            assert row[0][0]["Plan"]["Shared Hit Blocks"] <= 100, (viewer, status)


@pytest.mark.own_connection
@pytest.mark.parametrize("sort", ["-last_activity_at", "last_activity_at", "-priority", "waiting_since"])
def test_a_rare_label_is_not_looked_for_in_every_conversation(
    ports: Ports, owner: Owner, desk: Desk, sort: Sort
) -> None:
    make_many(owner, desk)
    account = desk.account["id"]
    label = insert(owner, "labels", account_id=account, name="Rara")
    owner.execute(
        "insert into conversation_labels (account_id, conversation_id, label_id) select account_id, id, %s"
        " from conversations where status = 'closed' order by last_activity_at limit 5",
        (label["id"],),
    )
    owner.execute("analyze conversations, conversation_labels, labels")
    wanted = Filter(status=None, label="rara")
    with ports.database.transaction(desk.admin_call) as transaction:
        viewer = service.load_viewer(transaction)
        rows, _ = store.page_conversations(transaction, viewer, wanted, sort=sort, found=None, cursor=None, limit=50)
        read = transaction.one(
            "select seq_tup_read + idx_tup_fetch as rows from pg_stat_xact_user_tables where relname = 'conversations'"
        )
    assert [row["labels"] for row in rows] == [["Rara"]] * 5
    assert read is not None
    assert read["rows"] < 100


@pytest.mark.own_connection
def test_a_page_asks_once_for_what_it_knows_few_of(owner: Owner, desk: Desk, postgres: Any) -> None:
    """Channels, queues and people are looked for once per page; only tickets and the like once per conversation."""
    shown = 12
    for number in range(shown):
        make_served(owner, desk, (desk.ana, desk.bia)[number % 2])
    with psycopg.connect(postgres.app_url) as connection:
        connection.execute("select set_config('central.account_id', %s, true)", (str(desk.account["id"]),))
        # As with tables so large that nobody reads them whole.
        for name in ("seqscan", "bitmapscan", "hashjoin", "mergejoin", "material", "memoize"):
            connection.execute(f"set local enable_{name} = off")
        found = connection.execute("select count(*) from conversation_rows(array(select id from conversations))")
        assert found.fetchone() == (shown,)
        scans: dict[str, int] = dict(
            connection.execute("select relname, idx_scan from pg_stat_xact_user_tables").fetchall()
        )
    assert scans["tickets"] == shown
    # One scan finds all; before Postgres 17 it counts one per id that is looked for.
    assert all(1 <= scans[name] <= 2 for name in ("channels", "queues", "users"))


def _nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for below in plan.get("Plans", ()):
        yield from _nodes(below)
