"""All tickets as a list: by state, queue, person, team, priority, protocol, promise and day; in pages."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest

from central.call import Actor, Call, system_call
from central.conversations.service import load_viewer
from central.db.database import PostgresDatabase
from central.db.driver import Jsonb
from central.ports import Ports
from central.queues import tickets
from central.queues.tickets import queries
from tests.db.test_queue_service import World
from tests.fixtures.factories import (
    Owner,
    Row,
    default_queue,
    give_role,
    insert,
    make_account,
    make_agent,
    make_channel,
    make_contact,
    make_conversation,
    make_queue,
    make_role,
    make_team,
    make_ticket,
    make_user,
)
from tests.fixtures.sla import promises
from tests.handlers.rest_client import Client, token_of


class Company:
    """A company with one ticket of every state, each of a conversation of its own, and somebody who sees them all."""

    def __init__(self, owner: Owner, client: Client) -> None:
        self.owner, self.client = owner, client
        self.account = make_account(owner)
        self.queue, self.night = default_queue(owner, self.account), make_queue(owner, self.account, name="Plantão")
        self.ana, self.bia = (make_agent(owner, self.account, state="pause", name=name) for name in ("Ana", "Bia"))
        self.channel = make_channel(owner, self.account)
        self.boss = client.by_token(token_of(owner, self.account, make_user(owner, self.account, role="supervisor")))
        ana, bia = self.ana["id"], self.bia["id"]
        for day, (name, columns) in enumerate(
            (
                ("waiting", {"priority": 9}),
                ("in_service", {"assignee_id": ana}),
                ("finished", {"state": "finished", "assignee_id": bia, "priority": 2}),
                ("abandoned", {"state": "abandoned"}),
                ("transferred", {"state": "transferred", "assignee_id": ana, "queue": self.night}),
            )
        ):
            self.add(name, entered_at=f"2026-03-{day + 1:02} 12:00:00Z", **columns)

    def add(self, subject: str, *, queue: Row | None = None, **columns: Any) -> Row:
        state = columns.get("state")
        over = {"finished_at": columns["entered_at"]} if state in ("finished", "abandoned", "transferred") else {}
        conversation = make_conversation(
            self.owner,
            self.channel,
            status="open" if state is None else "closed",
            session="human" if columns.get("assignee_id") else "waiting",
            assignee_id=columns.get("assignee_id"),
            queue_id=(queue or self.queue)["id"],
            subject=subject,
        )
        return make_ticket(self.owner, conversation, queue or self.queue, **over, **columns)

    def names(self, who: Client | None = None, **query: Any) -> list[str]:
        answer = (who or self.boss).get("/api/v1/tickets", query=query)
        assert answer.status == 200, answer.text
        return [item["subject"] for item in answer.json["items"]]


@pytest.fixture
def company(owner: Owner, client: Client) -> Company:
    return Company(owner, client)


ALL = ["transferred", "abandoned", "finished", "in_service", "waiting"]
BY: dict[str, tuple[Callable[[Company], dict[str, Any]], list[str]]] = {
    "nothing": (lambda _: {}, ALL),
    "oldest first": (lambda _: {"sort": "entered_at"}, ALL[::-1]),
    "pending": (lambda _: {"state": "waiting"}, ["waiting"]),
    "open": (lambda _: {"state": "in_service"}, ["in_service"]),
    "closed": (lambda _: {"state": "closed"}, ["transferred", "abandoned", "finished"]),
    "abandoned": (lambda _: {"state": "abandoned"}, ["abandoned"]),
    "queue": (lambda one: {"queue_id": one.night["id"]}, ["transferred"]),
    "person": (lambda one: {"assignee_id": one.ana["id"]}, ["transferred", "in_service"]),
    "person and state": (lambda one: {"assignee_id": one.ana["id"], "state": "closed"}, ["transferred"]),
    "team": (lambda one: {"team_id": make_team(one.owner, one.account, one.bia)["id"]}, ["finished"]),
    "nobody": (lambda _: {"unassigned": "true"}, ["abandoned", "waiting"]),
    "high": (lambda _: {"priority": "high"}, ["waiting"]),
    "low": (lambda _: {"priority": "low"}, ["finished"]),
    "from a day": (lambda _: {"since": "2026-03-04"}, ["transferred", "abandoned"]),
    "to a day": (lambda _: {"until": "2026-03-02"}, ["in_service", "waiting"]),
    "one day": (lambda _: {"since": "2026-03-03", "until": "2026-03-03"}, ["finished"]),
    "no day": (lambda _: {"until": "2020-01-01"}, []),
    "at risk": (lambda _: {"sla": "at_risk"}, []),
}


@pytest.mark.parametrize("by", BY)
def test_shows_what_was_asked_for(company: Company, by: str) -> None:
    query, expected = BY[by]
    assert company.names(**query(company)) == expected


def test_a_day_is_one_of_the_companys_time_zone(company: Company) -> None:
    company.add("late at night", state="finished", entered_at="2026-03-21 02:30:00Z")  # 23:30 of the 20th in São Paulo
    assert company.names(since="2026-03-20", until="2026-03-20") == ["late at night"]
    assert company.names(since="2026-03-21") == []


def test_a_protocol_is_found_by_how_it_begins(company: Company) -> None:
    company.owner.execute("update tickets set protocol = '20260305-000777' where state = 'finished'")
    for beginning in ("20260305", "20260305-", "20260305-0007", "20260305-000777"):
        assert company.names(protocol_prefix=beginning) == ["finished"], beginning
    assert company.names(protocol_prefix="000777") == []
    for strange in ("%", "2026%", "_", "a", ""):
        assert company.boss.get("/api/v1/tickets", query={"protocol_prefix": strange}).status == 422, strange


def test_what_a_row_tells(company: Company) -> None:
    item = company.boss.get("/api/v1/tickets", query={"state": "in_service"}).json["items"][0]
    assert (item["assignee"]["name"], item["queue"]["name"]) == ("Ana", company.queue["name"])
    assert item["channel"] == {"id": str(company.channel["id"]), "type": "whatsapp", "name": company.channel["name"]}
    assert item["contact"]["name"]
    assert item["csat"] is None
    assert item["clocks"] == []
    assert company.boss.get(f"/api/v1/conversations/{item['conversation_id']}").json["ticket"]["id"] == item["id"]


def test_who_was_never_served_has_no_time_of_service(company: Company) -> None:
    item = company.boss.get("/api/v1/tickets", query={"state": "abandoned"}).json["items"][0]
    found = company.boss.get(f"/api/v1/tickets/{item['protocol']}").json
    (listed,) = company.boss.get(f"/api/v1/conversations/{item['conversation_id']}/tickets").json["items"]
    assert [one["service_seconds"] for one in (item, found, listed)] == [None] * 3


def test_comes_in_pages_that_nothing_new_shifts(company: Company) -> None:
    seen: list[str] = []
    cursor = None
    while True:
        page = company.boss.get("/api/v1/tickets", query={"limit": 2, **({"cursor": cursor} if cursor else {})}).json
        seen += [item["subject"] for item in page["items"]]
        company.add("newer", entered_at="2026-04-01 12:00:00Z")
        if (cursor := page["next_cursor"]) is None:
            break
    assert seen == ALL
    first = company.boss.get("/api/v1/tickets", query={"limit": 2}).json
    other_way = company.boss.get("/api/v1/tickets", query={"cursor": first["next_cursor"], "sort": "entered_at"})
    assert (other_way.status, list(other_way.json["error"]["fields"])) == (422, ["cursor"])


@pytest.mark.parametrize(
    "query",
    [
        {"since": "2026-03-05", "until": "2026-03-04"},
        {"until": "9999-12-31"},
        {"since": "31/12"},
        {"state": "open"},
        {"unassigned": "true", "assignee_id": "{ana}"},
    ],
)
def test_what_makes_no_sense_is_refused(company: Company, query: dict[str, str]) -> None:
    filled = {name: value.format(ana=company.ana["id"]) for name, value in query.items()}
    assert company.boss.get("/api/v1/tickets", query=filled).status == 422


def test_what_is_not_here_is_not_found(company: Company) -> None:
    elsewhere = make_account(company.owner)
    foreign = {
        "queue_id": default_queue(company.owner, elsewhere)["id"],
        "assignee_id": make_user(company.owner, elsewhere)["id"],
        "team_id": make_team(company.owner, elsewhere)["id"],
    }
    for name, value in foreign.items():
        for one in (value, uuid4(), "x"):
            assert company.boss.get("/api/v1/tickets", query={name: str(one)}).status == 404, name
    boss = company.client.by_token(
        token_of(company.owner, elsewhere, make_user(company.owner, elsewhere, role="admin"))
    )
    assert company.names(boss) == []


def test_a_role_of_ones_own_sees_tickets_of_the_conversations_it_sees(company: Company) -> None:
    own = make_role(company.owner, company.account, ["conversations.read"], scope="own")
    give_role(company.owner, company.bia, own)
    bia = company.client.by_token(token_of(company.owner, company.account, company.bia))
    assert company.names(bia) == ["finished"]
    assert company.names(bia, state="waiting") == []
    ana = company.client.by_token(token_of(company.owner, company.account, company.ana))
    assert company.names(ana) == ["transferred", "in_service", "waiting"]


@pytest.mark.parametrize("walk", [0, 3, 1000])
@pytest.mark.parametrize("sort", ["-entered_at", "entered_at"])
def test_a_page_of_ones_own_is_the_same_wherever_it_is_found(
    company: Company, monkeypatch: pytest.MonkeyPatch, walk: int, sort: str
) -> None:
    monkeypatch.setattr(tickets, "_WALK", walk)
    give_role(company.owner, company.bia, make_role(company.owner, company.account, ["conversations.read"]))
    bia = company.client.by_token(token_of(company.owner, company.account, company.bia))
    for number in range(12):
        who = company.bia if number % 3 == 0 else company.ana
        company.add(f"{number:02}", entered_at=f"2026-04-{number + 1:02} 12:00:00Z", assignee_id=who["id"])
    found: list[str] = []
    cursor: dict[str, Any] = {}
    while True:
        page = bia.get("/api/v1/tickets", query={"limit": 2, "sort": sort, **cursor}).json
        found += [item["subject"] for item in page["items"]]
        if page["next_cursor"] is None:
            break
        cursor = {"cursor": page["next_cursor"]}
    expected = ["finished", "00", "03", "06", "09"]
    assert found == (expected if sort == "entered_at" else expected[::-1])


def test_a_promise_at_risk_or_late_is_found(
    monkeypatch: pytest.MonkeyPatch, owner: Owner, ports: Ports, client: Client
) -> None:
    desk = promises(monkeypatch, World(owner, ports), ports)
    world = desk.world
    boss = client.by_token(token_of(owner, world.account, world.chief))
    desk.policy()
    conversation = desk.waiting()

    def found(sla: str) -> list[UUID]:
        items = boss.get("/api/v1/tickets", query={"sla": sla}).json["items"]
        return [UUID(item["conversation_id"]) for item in items]

    assert (found("at_risk"), found("late")) == ([], [])
    desk.pass_time(301)
    desk.ask(conversation)
    assert (found("at_risk"), found("late")) == ([conversation], [])
    desk.pass_time(301)
    assert (found("at_risk"), found("late")) == ([], [conversation])


def test_a_page_reads_no_more_than_it_shows(owner: Owner, database: PostgresDatabase, company: Company) -> None:
    """Five thousand tickets, first Bia's, then Ana's: every list walks an index and stops, whatever it is about."""
    contact = make_contact(owner, company.account)
    newcomer = insert(owner, "users", name="Novo", email="novo@exemplo.com.br")
    owner.execute(
        """
        with made as (
            insert into conversations (account_id, channel_id, contact_id, status, assignee_id, queue_id, closed_at)
            select %(account)s, %(channel)s, %(contact)s, 'closed',
                   case when n > 2500 then %(ana)s else %(bia)s end::uuid, %(queue)s, now()
              from generate_series(1, 5000) n
            returning id, assignee_id
        )
        insert into tickets (account_id, protocol, conversation_id, channel_id, queue_id, handoff_reason, state,
                             assignee_id, entered_at, assigned_at, finished_at)
        select %(account)s, '20250101-' || row_number() over (), id, %(channel)s, %(queue)s, 'rule', 'finished',
               assignee_id, timestamptz '2025-01-01' + row_number() over (order by assignee_id = %(bia)s::uuid desc)
                   * interval '1 minute', now(), now()
          from made
        """,
        {
            "account": company.account["id"],
            "channel": company.channel["id"],
            "contact": contact["id"],
            "queue": company.queue["id"],
            "ana": company.ana["id"],
            "bia": company.bia["id"],
        },
    )
    owner.execute("analyze tickets")
    owner.execute("analyze conversations")
    filters: tuple[dict[str, Any], ...] = (
        {},
        {"closed": True},
        {"state": "waiting"},
        {"state": "in_service"},
        {"assignee_id": str(company.ana["id"])},
        {"assignee_id": str(newcomer["id"])},
        {"assignee_id": str(company.bia["id"]), "closed": True},
        {"protocol": "20250101-1234"},
        {"sla": "late"},
    )
    inner = queries.page_newest.split("ticket_rows(array(", 1)[1].rsplit("))", 1)[0]
    for wanted in filters:
        parameters = {"filter": Jsonb(wanted), "sight": None, "after_time": None, "after_id": None, "limit": 51}
        with database.transaction(system_call(company.account["id"])) as transaction:
            row = transaction.one(f"explain (analyze, format json) {inner}", **parameters)
        assert row is not None
        plan = row["QUERY PLAN"][0]["Plan"]
        assert _rows_read(plan) < 500, (wanted, plan)
    # Who sees their own only stops after so many of everybody's.
    give_role(owner, company.bia, make_role(owner, company.account, ["conversations.read"]))
    bia = Call(company.account["id"], Actor("user", company.bia["id"], "agent"), "test")
    for statement in (queries.page_newest_near, queries.page_oldest_near):
        bound, inner = statement.split("select * from ticket_rows(array(", 1)
        with database.transaction(bia) as transaction:
            sight = load_viewer(transaction).parameter
            row = transaction.one(
                f"explain (analyze, format json) {bound} {inner.rsplit('))', 1)[0]}",
                filter=Jsonb({}),
                sight=sight,
                after_time=None,
                after_id=None,
                limit=51,
                walk=100,
            )
        assert row is not None
        assert _rows_read(row["QUERY PLAN"][0]["Plan"]) < 500, row


def _rows_read(plan: dict[str, Any]) -> int:
    """Rows the leaves of a plan looked at, also those a filter threw away."""
    mine = 0
    if "Relation Name" in plan:
        thrown = plan.get("Rows Removed by Filter", 0) + plan.get("Rows Removed by Index Recheck", 0)
        mine = (plan["Actual Rows"] + thrown) * plan["Actual Loops"]
    return int(mine) + sum(_rows_read(child) for child in plan.get("Plans", ()))
