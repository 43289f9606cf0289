"""Supervision: the service at this moment, another state for an agent, whispers and time sheets."""

import csv
import io
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from psycopg.types.json import Jsonb

from central.analytics import supervision
from central.call import Actor, Call, system_call
from central.errors import Forbidden
from central.ports import Ports
from central.queues import assigning, presence
from tests.fakes import FakeBus
from tests.fixtures.factories import (
    Owner,
    Row,
    default_queue,
    insert,
    make_account,
    make_agent,
    make_channel,
    make_conversation,
    make_ticket,
    make_user,
)
from tests.handlers.rest_client import Client, knowing, token_of

LIVE = "/api/v1/supervision/live"
SHEETS = "/api/v1/supervision/time-sheets"


@pytest.fixture
def account(owner: Owner) -> Row:
    return make_account(owner)


@pytest.fixture
def ana(owner: Owner, account: Row) -> Row:
    return make_agent(owner, account, name="Ana")


@pytest.fixture
def carla(owner: Owner, account: Row) -> Row:
    return make_user(owner, account, role="supervisor", name="Carla")


@pytest.fixture
def boss(client: Client, owner: Owner, account: Row, carla: Row) -> Client:
    return knowing(client, owner, account, carla)


@pytest.fixture
def agent(client: Client, owner: Owner, account: Row, ana: Row) -> Client:
    return client.by_token(token_of(owner, account, ana))


def serve(owner: Owner, account: Row, user: Row, **columns: Any) -> Row:
    """A conversation ``user`` has, with its ticket."""
    queue = default_queue(owner, account)
    conversation = make_conversation(owner, make_channel(owner, account), queue_id=queue["id"], assignee_id=user["id"])
    values = {"state": "in_service", "assignee_id": user["id"], "assigned_at": datetime.now(UTC), **columns}
    make_ticket(owner, conversation, queue, **values)
    return conversation


def states(owner: Owner, user: Row) -> list[tuple[str, str | None, bool]]:
    """State, reason and whether it ended, in order."""
    rows = owner.execute(
        "select state, reason, ended_at is not null as over from agent_states where user_id = %s order by started_at",
        (user["id"],),
    ).fetchall()
    return [(row["state"], row["reason"], row["over"]) for row in rows]


def test_the_service_at_this_moment(boss: Client, agent: Client, owner: Owner, account: Row, ana: Row) -> None:
    moment = datetime.now(UTC)
    serve(owner, account, ana, entered_at=moment, assigned_at=moment)
    serve(
        owner,
        account,
        ana,
        state="finished",
        entered_at=moment - timedelta(seconds=90),
        assigned_at=moment - timedelta(seconds=60),
        finished_at=moment,
    )
    long_ago = moment - timedelta(days=2)
    serve(
        owner,
        account,
        ana,
        state="finished",
        entered_at=long_ago - timedelta(hours=1),
        assigned_at=long_ago,
        finished_at=long_ago + timedelta(hours=1),
    )
    serve(owner, account, ana, state="abandoned", assignee_id=None, assigned_at=None, finished_at=moment)
    left = make_agent(owner, account, name="Que saiu", state="offline")
    owner.execute("update memberships set active = false where user_id = %s", (left["id"],))
    waiting = make_conversation(owner, make_channel(owner, account), session="waiting")
    ticket = make_ticket(owner, waiting, default_queue(owner, account))
    live = boss.get(LIVE)
    assert live.status == 200, live.text
    (queue,) = live.json["queues"]
    assert (queue["waiting"], queue["in_service"], queue["online"]) == (1, 1, 1)
    assert datetime.fromisoformat(queue["oldest_entered_at"]) == ticket["entered_at"]
    assert (queue["finished_today"], queue["abandoned_today"]) == (1, 1)
    assert queue["mean_service_seconds"] == pytest.approx(60, abs=0.01)
    assert queue["mean_wait_seconds"] == pytest.approx(15, abs=0.01), "the mean of 30 s and none: of today only"
    (person,) = live.json["agents"]
    assert (person["name"], person["state"], person["load"], person["agent_limit"]) == ("Ana", "online", 1, 5)
    assert person["queue_ids"] == [queue["id"]]
    assert agent.get(LIVE).status == 403


def clocked(owner: Owner, account: Row, *clocks: dict[str, Any], **columns: Any) -> str:
    """A conversation with these clocks (columns of ``sla_targets``; ``due``: minutes from now); its id."""
    queue = default_queue(owner, account)
    conversation = make_conversation(owner, make_channel(owner, account), queue_id=queue["id"], **columns)
    ticket = make_ticket(owner, conversation, queue)
    moment = datetime.now(UTC)
    for target, values in zip(("first_response", "resolution"), clocks, strict=False):
        values = {"state": "running", **values}
        due = values.pop("due", None)
        if due is not None:
            values |= {"due_at": moment + timedelta(minutes=due), "resumed_at": moment - timedelta(hours=1)}
        insert(
            owner, "sla_targets", account_id=account["id"], ticket_id=ticket["id"], target=target,
            conversation_id=conversation["id"], goal_seconds=600, pauses=True, steps=Jsonb([]),
            started_at=moment - timedelta(hours=1), **values,
        )  # fmt: skip
    return str(conversation["id"])


def test_what_is_at_risk_or_late_is_counted_and_listed_alike(boss: Client, owner: Owner, account: Row) -> None:
    at_risk = {
        clocked(owner, account, {"due": 5, "warned": 50}),
        clocked(owner, account, {"due": 5, "warned": 80}, {"due": 60}),
        clocked(owner, account, {"due": 5, "warned": 50}, status="snoozed"),
    }
    late = {
        clocked(owner, account, {"due": -5, "warned": 80, "state": "missed"}),
        clocked(owner, account, {"due": -1}),  # nobody has come to look yet
        clocked(owner, account, {"due": 1, "warned": 80, "state": "missed"}),  # hours were moved since
        clocked(owner, account, {"due": 5, "warned": 50}, {"due": -5, "warned": 80, "state": "missed"}),
    }
    clocked(owner, account, {"due": 5})
    clocked(owner, account, {"state": "paused", "warned": 50})
    clocked(owner, account, {"due": -5, "state": "missed", "ended_at": datetime.now(UTC)})
    clocked(owner, account, {"due": -5, "warned": 80, "state": "missed"}, status="closed")
    clocked(owner, make_account(owner), {"due": -5, "warned": 80, "state": "missed"})
    (queue,) = boss.get(LIVE).json["queues"]
    assert (queue["sla_at_risk"], queue["sla_late"]) == (len(at_risk), len(late))
    for sla, ids in (("at_risk", at_risk), ("late", late)):
        for sort in ("-last_activity_at", "last_activity_at", "-priority", "waiting_since", "sla_due_at"):
            query = {"sla": sla, "sort": sort, "queue_id": queue["id"], "status": "any"}
            found = boss.get("/api/v1/conversations", query=query)
            assert {item["id"] for item in found.json["items"]} == ids, (sla, sort)
    assert boss.get("/api/v1/conversations", query={"sla": "soon"}).status == 422


def test_the_use_cases_refuse_by_themselves_who_may_not(ports: Ports, account: Row, ana: Row) -> None:
    """Not only their routes do."""
    call = Call(account["id"], Actor("user", ana["id"], "agent"))
    period: dict[str, Any] = {"first": None, "last": None}
    for refused in (
        lambda: supervision.show_live(ports, call),
        lambda: supervision.list_sheets(ports, call, **period, limit=1),
        lambda: supervision.export_sheets(ports, call, **period),
        lambda: presence.force_presence(ports, call, ana["id"], "pause"),
    ):
        with pytest.raises(Forbidden):
            refused()


def test_who_vanished_is_offline_since_their_last_sign_of_life(
    boss: Client, owner: Owner, account: Row, ana: Row
) -> None:
    last = datetime.now(UTC) - timedelta(minutes=3)
    owner.execute("update agent_presence set last_heartbeat_at = %s, reason = 'x'", (last,))
    (person,) = boss.get(LIVE).json["agents"]
    assert (person["state"], person["reason"]) == ("offline", None)
    assert datetime.fromisoformat(person["since"]) == last


def test_a_supervisor_puts_somebody_into_a_pause(
    boss: Client, agent: Client, owner: Owner, account: Row, ana: Row, carla: Row, bus: FakeBus
) -> None:
    path = f"/api/v1/supervision/agents/{ana['id']}/presence"
    forced = boss.put(path, {"state": "pause", "reason": "Reunião"})
    assert forced.status == 200, forced.text
    assert (forced.json["state"], forced.json["reason"]) == ("pause", "Reunião")
    (told,) = owner.execute("select user_id, data from account_events where type = 'presence'").fetchall()
    assert (told["user_id"], told["data"]["by_user_id"]) == (ana["id"], str(carla["id"]))
    (logged,) = owner.execute("select target_id, details from audit_log where action = 'presence.forced'").fetchall()
    assert logged == {"target_id": str(ana["id"]), "details": {"before": "online", "after": "pause"}}
    assert bus.types == ["AgentPresenceChanged"]
    assert agent.put(path, {"state": "online"}).status == 403


def test_only_a_pause_has_a_reason_that_others_see(boss: Client, agent: Client, owner: Owner, ana: Row) -> None:
    path = f"/api/v1/supervision/agents/{ana['id']}/presence"
    boss.put(path, {"state": "pause", "reason": "Reunião"})
    assert boss.put(path, {"state": "online", "reason": "A reunião acabou"}).json["reason"] is None
    told = owner.execute("select data ->> 'reason' as reason from account_events order by sequence").fetchall()
    assert told[-1]["reason"] == "A reunião acabou", "they are told all the same"
    assert boss.get(LIVE).json["agents"][0]["reason"] is None
    assert agent.put("/api/v1/me/presence", {"state": "busy", "reason": "x"}).json["reason"] is None


def test_sent_offline_they_give_back_what_they_have(boss: Client, owner: Owner, account: Row, ana: Row) -> None:
    conversation = serve(owner, account, ana)
    boss.put(f"/api/v1/supervision/agents/{ana['id']}/presence", {"state": "offline"})
    row = owner.execute(
        "select session, assignee_id from conversations where id = %s", (conversation["id"],)
    ).fetchone()
    assert row == {"session": "waiting", "assignee_id": None}


def test_put_online_they_are_given_what_waits(boss: Client, owner: Owner, account: Row, ana: Row) -> None:
    owner.execute("update agent_presence set state = 'pause'")
    conversation = make_conversation(owner, make_channel(owner, account), session="waiting")
    make_ticket(owner, conversation, default_queue(owner, account))
    boss.put(f"/api/v1/supervision/agents/{ana['id']}/presence", {"state": "online"})
    row = owner.execute("select assignee_id from conversations where id = %s", (conversation["id"],)).fetchone()
    assert row == {"assignee_id": ana["id"]}


def test_nobody_is_made_present_who_is_not(boss: Client, owner: Owner, account: Row, ana: Row) -> None:
    owner.execute("update agent_presence set last_heartbeat_at = now() - interval '10 minutes'")
    path = f"/api/v1/supervision/agents/{ana['id']}/presence"
    refused = boss.put(path, {"state": "online"})
    assert (refused.status, refused.code) == (409, "not_connected")
    assert boss.put(path, {"state": "offline"}).status == 200
    never = make_user(owner, account)
    assert boss.put(f"/api/v1/supervision/agents/{never['id']}/presence", {"state": "pause"}).status == 404


def test_a_whisper_is_a_note_only_supervisors_speak(
    boss: Client, agent: Client, owner: Owner, account: Row, ana: Row
) -> None:
    path = f"/api/v1/conversations/{serve(owner, account, ana)['id']}/messages"
    said = boss.post(path, {"text": "Ofereça o desconto", "private": True, "whisper": True})
    assert said.status == 201, said.text
    assert (said.json["private"], said.json["status"], said.json["metadata"]) == (True, None, {"whisper": True})
    assert agent.post(path, {"text": "Eu também", "private": True, "whisper": True}).status == 403
    aloud = boss.post(path, {"text": "Olá", "whisper": True})
    assert (aloud.status, list(aloud.json["error"]["fields"])) == (422, ["whisper"])


def test_every_state_is_kept_with_its_reason(ports: Ports, agent: Client, owner: Owner, ana: Row) -> None:
    for body in (
        {"state": "pause", "reason": "Almoço"},
        {"state": "pause", "reason": "Café"},
        {"state": "online"},
        {"state": "online"},
        {"state": "offline"},
    ):
        assert agent.put("/api/v1/me/presence", body).status == 200
    assert states(owner, ana) == [
        ("online", None, True),
        ("pause", "Almoço", True),
        ("pause", "Café", True),
        ("online", None, True),
        ("offline", None, False),
    ]


def test_who_vanishes_and_comes_back(ports: Ports, owner: Owner, account: Row, ana: Row) -> None:
    owner.execute("update agent_states set started_at = started_at - interval '1 hour'")
    last = datetime.now(UTC) - timedelta(minutes=10)
    owner.execute("update agent_presence set last_heartbeat_at = %s", (last,))
    assigning.give_back_absent_agents(ports, system_call(account["id"]))
    assert states(owner, ana) == [("online", None, True), ("offline", None, False)]
    row = owner.execute("select started_at from agent_states where ended_at is null").fetchone()
    assert row == {"started_at": last}
    presence.beat(ports, Call(account["id"], Actor("user", ana["id"], "agent")))
    assert states(owner, ana)[-1] == ("online", None, False)


def test_nobody_vanishes_before_what_somebody_else_chose_for_them(
    ports: Ports, boss: Client, owner: Owner, account: Row, ana: Row
) -> None:
    boss.put(f"/api/v1/supervision/agents/{ana['id']}/presence", {"state": "pause", "reason": "Reunião"})
    owner.execute("update agent_presence set last_heartbeat_at = now() - interval '10 minutes'")
    assigning.give_back_absent_agents(ports, system_call(account["id"]))
    # The pause was over when it began: offline took its place.
    assert states(owner, ana) == [("online", None, True), ("offline", None, False)]


def test_who_was_never_there_is_not_offline_since_now(client: Client, owner: Owner, account: Row) -> None:
    newcomer = make_user(owner, account)
    body = {"state": "offline"}
    assert client.by_token(token_of(owner, account, newcomer)).put("/api/v1/me/presence", body).status == 200
    assert states(owner, newcomer) == []


def test_a_time_sheet_by_day_of_the_companys_zone(boss: Client, agent: Client, owner: Owner, account: Row) -> None:
    bia = make_user(owner, account, name="Bia")
    at = datetime(2026, 11, 20, 23, 0, tzinfo=UTC)  # 20:00 in São Paulo
    for state, reason, minutes in (
        ("online", None, 180),
        ("pause", "Café", 60),
        ("busy", None, 120),
        ("online", None, 0),
        ("offline", None, 600),
    ):
        ends = at + timedelta(minutes=minutes) if minutes else at
        insert(
            owner, "agent_states", account_id=account["id"], user_id=bia["id"],
            started_at=at, ended_at=ends, state=state, reason=reason,
        )  # fmt: skip
        at = ends + timedelta(seconds=1)
    found = boss.get(SHEETS, query={"since": "2026-11-20", "until": "2026-11-21", "user_id": str(bia["id"])})
    assert found.status == 200, found.text
    (sheet,) = found.json["items"]
    friday, saturday = sheet["days"]
    assert (friday["day"], friday["online_seconds"], friday["pause_seconds"]) == ("2026-11-20", 180 * 60, 3599)
    assert friday["pauses"] == [{"reason": "Café", "seconds": 3599}]
    assert (saturday["day"], saturday["busy_seconds"], saturday["online_seconds"]) == ("2026-11-21", 7200, 0)
    assert saturday["pauses"] == [{"reason": "Café", "seconds": 1}], "the second after midnight is the next day's"
    assert saturday["last_at"].startswith("2026-11-21T05:00"), "offline is no time somebody was there"
    only = boss.get(SHEETS, query={"since": "2026-11-21", "until": "2026-11-21", "user_id": str(bia["id"])})
    assert only.json["items"][0]["days"] == [saturday], "and what began the day before counts from midnight"
    text = boss.post(f"{SHEETS}/export", query={"since": "2026-11-20", "until": "2026-11-20"}).text
    lines = list(csv.DictReader(io.StringIO(text)))
    assert [(line["name"], line["online_minutes"], line["pauses"]) for line in lines] == [("Bia", "180", "Café: 60")]
    assert agent.get(SHEETS, query={"since": "2026-11-20", "until": "2026-11-21"}).status == 403


@pytest.mark.parametrize(
    ("locale", "words"),
    [("pt-BR", "Não atendeu ao toque"), ("en", "Did not answer the ring"), ("es", "No respondió al timbre")],
)
def test_reasons_of_ours_are_codes_said_in_the_readers_language(
    boss: Client, owner: Owner, account: Row, ana: Row, carla: Row, locale: str, words: str
) -> None:
    owner.execute("update users set locale = %s where id = %s", (locale, carla["id"]))
    at = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
    insert(
        owner, "agent_states", account_id=account["id"], user_id=ana["id"],
        started_at=at, ended_at=at + timedelta(minutes=5), state="pause", reason="offer_missed",
    )  # fmt: skip
    period = {"since": "2026-11-20", "until": "2026-11-20"}
    (sheet,) = boss.get(SHEETS, query={**period, "user_id": str(ana["id"])}).json["items"]
    assert sheet["days"][0]["pauses"] == [{"reason": "offer_missed", "seconds": 300}]
    (line,) = csv.DictReader(io.StringIO(boss.post(f"{SHEETS}/export", query=period).text))
    assert line["pauses"] == f"{words}: 5"


def test_a_state_that_lasts_counts_until_now(boss: Client, owner: Owner, account: Row, ana: Row) -> None:
    owner.execute("update agent_states set started_at = now() - interval '1 hour'")
    today = datetime.now(UTC).date()
    query = {"since": str(today - timedelta(days=1)), "until": str(today)}
    (sheet,) = boss.get(SHEETS, query=query).json["items"]
    assert sum(day["online_seconds"] for day in sheet["days"]) == pytest.approx(3600, abs=600)
    owner.execute("update agent_presence set last_heartbeat_at = now() - interval '2 hours'")
    (sheet,) = boss.get(SHEETS, query=query).json["items"]
    assert sheet["days"] == [], "whose heartbeat is not heard was there until the last one"


@pytest.mark.parametrize(("since", "until"), [("2026-11-21", "2026-11-20"), ("2026-01-01", "2026-12-31")])
def test_a_period_makes_sense(boss: Client, since: str, until: str) -> None:
    for method, path in (("GET", SHEETS), ("POST", f"{SHEETS}/export")):
        refused = boss.call(method, path, query={"since": since, "until": until})
        assert (refused.status, list(refused.json["error"]["fields"])) == (422, ["until"])


def test_a_week_that_ends_today_by_itself(boss: Client, owner: Owner, account: Row, ana: Row) -> None:
    owner.execute("update agent_states set started_at = now() - interval '1 hour'")
    (sheet,) = boss.get(SHEETS).json["items"]
    assert sum(day["online_seconds"] for day in sheet["days"]) == pytest.approx(3600, abs=600)
    assert boss.get(SHEETS, query={"user_id": str(uuid4())}).status == 404


def test_sheets_come_in_pages(boss: Client, owner: Owner, account: Row) -> None:
    for name in ("Bia", "Dora", "Ana"):
        make_agent(owner, account, name=name)
    query = {"since": "2026-11-20", "until": "2026-11-21", "limit": 2}
    first = boss.get(SHEETS, query=query).json
    assert [sheet["name"] for sheet in first["items"]] == ["Ana", "Bia"]
    second = boss.get(SHEETS, query={**query, "cursor": first["next_cursor"]}).json
    assert ([sheet["name"] for sheet in second["items"]], second["next_cursor"]) == (["Dora"], None)
