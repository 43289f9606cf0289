"""How often the hours of a queue are asked for: at every look at who waits, one for everybody who comes."""

from datetime import UTC, datetime

import psycopg
from psycopg.rows import dict_row
from tests.fixtures.desk import make_desk
from tests.fixtures.factories import Owner, make_conversation, make_ticket
from tests.fixtures.hours import Hours

from central.calendars.model import Interval, Plan

_WAITING = 12


def test_hours_are_asked_for_once_a_queue_however_many_wait(owner: Owner, owner_url: str) -> None:
    desk = make_desk(owner)
    Hours(owner, desk.account, Plan("America/Sao_Paulo", ((Interval(0, 1440),),) * 7), datetime.now(UTC))
    for _ in range(_WAITING):
        make_ticket(owner, make_conversation(owner, desk.channel), state="waiting")
    with psycopg.connect(owner_url, row_factory=dict_row) as counting:
        counting.execute("set track_functions = 'all'")
        counting.execute("select set_config('central.account_id', %s, true)", (str(desk.account["id"]),))
        counting.execute("select follow_hours(50)")
        rows = counting.execute(
            "select funcname, calls from pg_stat_xact_user_functions"
            " where funcname in ('calendar_of_queue', 'calendar_is_open', 'next_change')"
        ).fetchall()
    calls = {row["funcname"]: row["calls"] for row in rows}
    assert calls["next_change"] == 1
    assert calls["calendar_of_queue"] == 2  # is it shut, and when does it change
