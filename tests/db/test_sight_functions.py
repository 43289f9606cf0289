"""How often the rights of somebody are worked out: it is the dearest step on the way to every browser."""

import psycopg
import pytest
from psycopg.rows import dict_row
from tests.fixtures.desk import make_connection, make_desk, make_served
from tests.fixtures.factories import Owner, give_role, make_role, make_team

from central.realtime.store import queries


@pytest.mark.parametrize("role", ["built-in", "own"])
def test_the_rights_of_a_watcher_are_worked_out_once(owner: Owner, owner_url: str, role: str) -> None:
    desk = make_desk(owner)
    if role == "own":
        make_team(owner, desk.account, desk.ana, desk.bia)
        for agent in (desk.ana, desk.bia):
            give_role(owner, agent, make_role(owner, desk.account, ["conversations.read"], scope="team"))
    conversation = make_served(owner, desk, desk.ana)
    make_connection(owner, desk, desk.ana, "ana", viewing_conversation_id=conversation["id"])
    make_connection(owner, desk, desk.admin, "admin", viewing_conversation_id=conversation["id"])
    with psycopg.connect(owner_url, row_factory=dict_row) as counting:
        counting.execute("set track_functions = 'all'")
        counting.execute("select set_config('central.account_id', %s, true)", (str(desk.account["id"]),))
        watchers = counting.execute(queries.list_watchers, {"conversation_id": conversation["id"]}).fetchall()
        calls = counting.execute(
            "select calls from pg_stat_xact_user_functions where funcname = 'rights_of'"
        ).fetchone()
    assert [one["connection_id"] for one in watchers] == ["ana", "admin"]
    assert calls == {"calls": 1}
