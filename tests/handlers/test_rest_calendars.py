"""Calendars through the function: what is stored, what follows from it, and who is refused."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest

from central.calendars import service
from central.calendars.store import openings_between
from central.call import system_call
from central.clock import now
from central.ports import Ports
from central.upkeep.slices import due_calendars
from tests.fixtures.factories import Owner, Row, default_queue, make_account, make_agent, make_user
from tests.fixtures.moving_clock import MovingClock
from tests.handlers.rest_client import Client, token_of

PATH = "/api/v1/calendars"
WEEK = [{"weekday": weekday, "opens": "08:00", "closes": "18:00"} for weekday in range(5)]
OFFICE: dict[str, Any] = {"name": "Comercial", "time_zone": "America/Sao_Paulo", "week": WEEK}
WHOLE = [{"weekday": weekday, "opens": "00:00", "closes": "24:00"} for weekday in range(7)]


@pytest.fixture
def account(owner: Owner) -> Row:
    return make_account(owner)


@pytest.fixture
def boss(client: Client, owner: Owner, account: Row) -> Client:
    return client.by_token(token_of(owner, account, make_user(owner, account, role="supervisor")))


@pytest.fixture
def agent(client: Client, owner: Owner, account: Row) -> Client:
    return client.by_token(token_of(owner, account, make_agent(owner, account)))


def openings(owner: Owner, calendar_id: str) -> list[tuple[datetime, datetime]]:
    found = owner.execute(
        "select opens_at, closes_at from calendar_openings where calendar_id = %s order by 1", (calendar_id,)
    ).fetchall()
    return [(row["opens_at"], row["closes_at"]) for row in found]


def test_a_calendar_is_made_read_changed_and_deleted(boss: Client, agent: Client, owner: Owner) -> None:
    night = {"weekday": 5, "opens": "22:00", "closes": "06:00"}
    body: dict[str, Any] = OFFICE | {
        "week": [*WEEK, night],
        "holidays": {"country": "BR", "region": "SP", "optional": True, "worked": ["Carnaval"]},
        "days": [{"date": "2099-12-24", "name": "Véspera", "hours": [{"opens": "08:00", "closes": "12:00"}]}],
    }
    made = boss.post(PATH, body)
    assert made.status == 201, made.text
    calendar = made.json
    assert calendar["week"] == [*WEEK, night]
    assert calendar["days"][0] == body["days"][0] | {"every_year": False}
    closed = {day["name"] for day in calendar["closed_days"]}
    assert {"Natal", "Revolução Constitucionalista", "Corpus Christi"} <= closed
    assert "Carnaval" not in closed
    assert calendar["used_by"] == []
    path = f"{PATH}/{calendar['id']}"
    assert agent.get(path).json == calendar
    changed = boss.patch(path, {"name": "Loja", "week": WHOLE, "holidays": None, "days": []}).json
    assert (changed["name"], changed["week"], changed["holidays"], changed["closed_days"]) == ("Loja", WHOLE, None, [])
    assert (changed["open"], changed["changes_at"]) == (True, None), "what is always open does not close"
    assert changed["time_zone"] == "America/Sao_Paulo"
    assert boss.delete(path).status == 204
    assert boss.get(path).status == 404
    assert openings(owner, calendar["id"]) == []


def test_lists_page_by_name(boss: Client) -> None:
    for name in ("b", "Ç", "A"):
        assert boss.post(PATH, OFFICE | {"name": name}).status == 201
    first = boss.get(PATH, query={"limit": "2"}).json
    second = boss.get(PATH, query={"limit": "2", "cursor": first["next_cursor"]}).json
    assert sorted(row["name"] for row in first["items"] + second["items"]) == ["A", "b", "Ç"]
    assert second["next_cursor"] is None


def test_queues_go_by_their_own_calendar_or_the_default_one(boss: Client, owner: Owner, account: Row) -> None:
    queue = default_queue(owner, account)
    is_open = "select queue_is_open(%s) as open from set_config('central.account_id', %s, false)"

    def open_now() -> bool:
        row = owner.execute(is_open, (queue["id"], str(account["id"]))).fetchone()
        return bool(row and row["open"])

    assert open_now(), "without any calendar it is always open"
    closed = [{"weekday": (now().weekday() + 3) % 7, "opens": "10:00", "closes": "10:01"}]
    default = boss.post(PATH, OFFICE | {"name": "Fechado", "week": closed, "is_default": True}).json
    assert not open_now()
    assert [user["name"] for user in default["used_by"]] == ["Atendimento"]
    refused = boss.delete(f"{PATH}/{default['id']}")
    assert (refused.status, refused.code) == (409, "calendar_in_use")
    assert refused.json["error"]["details"]["used_by"][0]["id"] == str(queue["id"])
    other = boss.post(PATH, OFFICE | {"name": "Sempre", "week": WHOLE, "is_default": True}).json
    assert open_now()
    assert not boss.get(f"{PATH}/{default['id']}").json["is_default"], "there is one default calendar"
    assert boss.delete(f"{PATH}/{default['id']}").status == 204
    assert not boss.patch(f"{PATH}/{other['id']}", {"is_default": False}).json["is_default"]


def test_names_are_unique_and_hours_must_make_sense(boss: Client, agent: Client) -> None:
    assert boss.post(PATH, OFFICE).status == 201
    assert boss.post(PATH, OFFICE | {"name": "COMERCIAL"}).code == "name_taken"
    assert agent.post(PATH, OFFICE | {"name": "Meu"}).status == 403
    refused_hours: list[dict[str, Any]] = [
        {"week": []},
        {"week": [*WEEK, {"weekday": 0, "opens": "17:00", "closes": "19:00"}]},
        {"week": [{"weekday": 7, "opens": "08:00", "closes": "09:00"}]},
        {"week": [{"weekday": 1, "opens": "24:00", "closes": "25:00"}]},
        {"time_zone": "Lua/Norte"},
        {"holidays": {"country": "BR", "region": "XX"}},
        {"holidays": {"country": "ZZ"}},
        {"days": [{"date": "1999-01-01"}]},
        {"days": [{"date": "2026-02-30"}]},
    ]
    for wrong in refused_hours:
        refused = boss.post(PATH, OFFICE | {"name": "Novo"} | wrong)
        assert refused.status == 422, wrong
        assert (
            boss.post(f"{PATH}/preview", {key: v for key, v in (OFFICE | wrong).items() if key != "name"}).status == 422
        )


@pytest.mark.parametrize("date", ["0002-11-01", "1999-12-31", "9999-12-31"])
def test_a_day_of_another_time_is_refused_in_words(boss: Client, date: str) -> None:
    refused = boss.post(PATH, OFFICE | {"days": [{"date": date}]})
    assert refused.json["error"]["fields"] == {"days.0.date": "Esta data fica longe demais."}


def test_a_draft_is_previewed_and_not_stored(boss: Client) -> None:
    draft = {"time_zone": "America/Sao_Paulo", "week": WEEK, "holidays": {"country": "BR"}}
    seen = boss.post(f"{PATH}/preview", draft)
    assert seen.status == 200, seen.text
    assert len(seen.json["openings"]) == 14
    assert seen.json["changes_at"] in (seen.json["openings"][0]["closes_at"], seen.json["openings"][0]["opens_at"])
    assert "Natal" in {day["name"] for day in seen.json["closed_days"]}
    assert boss.get(PATH).json["items"] == []


def test_holidays_to_choose_from(agent: Client) -> None:
    found = agent.get("/api/v1/holidays", query={"region": "SP", "year": "2027"})
    assert {"date": "2027-02-09", "name": "Carnaval", "optional": True} in found.json["items"]
    assert agent.get("/api/v1/holidays", query={"region": "SP", "year": "1"}).status == 422
    assert agent.get("/api/v1/holidays", query={"region": "XX", "year": "2027"}).status == 422
    assert agent.get("/api/v1/holidays", query={"country": "../x", "year": "2027"}).status == 422


def test_a_change_does_not_rewrite_what_is_past(boss: Client, owner: Owner, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = MovingClock()
    clock.time = datetime(2026, 11, 25, 15, tzinfo=UTC)  # a Wednesday, noon in São Paulo
    monkeypatch.setattr(service, "now", clock)
    path = f"{PATH}/{boss.post(PATH, OFFICE).json['id']}"
    calendar_id = path.rsplit("/", 1)[1]
    past = [one for one in openings(owner, calendar_id) if one[1] <= clock.time]
    assert len(past) >= 20
    today = datetime(2026, 11, 25, 11, tzinfo=UTC)
    assert (today, today + timedelta(hours=10)) in openings(owner, calendar_id)
    # The same hours again: what is going on goes on.
    boss.patch(path, {"week": WEEK})
    assert (today, today + timedelta(hours=10)) in openings(owner, calendar_id)
    # Closed from now on today, then opened again an hour later.
    clock.forward(minutes=30)
    boss.patch(path, {"week": [{"weekday": 0, "opens": "08:00", "closes": "18:00"}]})
    after = openings(owner, calendar_id)
    assert [one for one in after if one[1] <= datetime(2026, 11, 25, 15, tzinfo=UTC)] == past
    assert (today, clock.time) in after
    closed_at = clock.time
    clock.forward(hours=1)
    boss.patch(path, {"week": WEEK})
    after = openings(owner, calendar_id)
    assert (today, closed_at) in after
    assert (clock.time, today + timedelta(hours=10)) in after
    assert all(before[1] < following[0] for before, following in pairwise(after))


def test_holidays_go_on_by_themselves(
    boss: Client, owner: Owner, account: Row, ports: Ports, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = MovingClock()
    monkeypatch.setattr(service, "now", clock)
    made = boss.post(PATH, OFFICE | {"holidays": {"country": "BR", "region": "SP"}}).json
    assert due_calendars(ports.database, 10) == []
    owner.execute("update calendars set filled_until = now() + interval '11 months'")
    assert [str(found[1]) for found in due_calendars(ports.database, 10)] == [made["id"]]
    clock.forward(days=400)
    call = system_call(account["id"])
    assert service.refresh_calendar(ports, call, made["id"])
    christmas = datetime(clock.time.year, 12, 25, 13, tzinfo=UTC)
    if christmas < clock.time:
        christmas = christmas.replace(year=christmas.year + 1)
    with ports.database.transaction(call) as transaction:
        assert openings_between(transaction, made["id"], christmas, christmas + timedelta(hours=1)) == []
        a_year_ahead = clock.time + timedelta(days=380)
        assert openings_between(transaction, made["id"], a_year_ahead, a_year_ahead + timedelta(days=7))
    assert due_calendars(ports.database, 10) == []
