"""What roles of a company's own see: two teams, everywhere a conversation could show through (S02, S35)."""

import json
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from central.accounts.permissions import PERMISSIONS
from central.accounts.service import hash_token
from central.ports import Ports
from central.queues import service as queues
from central.realtime.pushing import push_account
from tests.fakes import FakeSockets
from tests.fixtures.desk import make_connection, make_desk, open_window
from tests.fixtures.factories import (
    Owner,
    Row,
    give_role,
    insert,
    make_channel,
    make_contact,
    make_conversation,
    make_message,
    make_role,
    make_team,
    make_ticket,
    make_token,
)
from tests.fixtures.realtime import Handler, told
from tests.handlers.rest_client import Client, knowing, token_of

EVERYTHING: list[str] = sorted(PERMISSIONS)
WORK = [one for one in EVERYTHING if one.split(".")[0] in ("conversations", "contacts", "queues", "users", "profile")]
WORK = [one for one in WORK if one not in ("queues.manage", "users.manage")]


class TwoTeams:
    """Ana and Bia work together in one queue, Eva in another team and another queue. One conversation of each kind."""

    def __init__(self, owner: Owner, client: Client) -> None:
        self.owner = owner
        self.client = client
        self.desk = desk = make_desk(owner)
        self.second = make_channel(owner, desk.account)
        make_team(owner, desk.account, desk.ana, desk.bia)
        make_team(owner, desk.account, desk.eva)
        self.rows = {
            "ana": self._row(desk.ana, desk.queue),
            "bia": self._row(desk.bia, desk.queue),
            "eva": self._row(desk.eva, desk.other_queue),
            "bia elsewhere": self._row(desk.bia, desk.queue, self.second),
            "waiting": self._row(None, desk.queue),
            "waiting elsewhere": self._row(None, desk.queue, self.second),
            "waiting there": self._row(None, desk.other_queue),
            "bia closed": self._row(desk.bia, desk.queue, status="closed"),
        }

    def _row(self, assignee: Row | None, queue: Row, channel: Row | None = None, **columns: Any) -> Row:
        """An open conversation with a ticket, a word that is searched for, and a file."""
        contact = make_contact(self.owner, self.desk.account)
        row = make_conversation(
            self.owner,
            channel or self.desk.channel,
            contact,
            assignee_id=assignee and assignee["id"],
            queue_id=queue["id"],
            session="human" if assignee else "waiting",
            **columns,
        )
        open_window(self.owner, row)
        row["message"] = make_message(self.owner, row, text="segredo procurado")
        row["file"] = insert(
            self.owner,
            "media",
            account_id=row["account_id"],
            message_id=row["message"]["id"],
            kind="image",
            state="stored",
            object_key=f"k/{row['id']}",
            mime_type="image/png",
            bytes=1,
        )
        columns = {"assignee_id": assignee["id"]} if assignee else {}
        if row["status"] == "closed":
            columns["state"] = "finished"
        row["ticket"] = make_ticket(self.owner, row, queue, **columns)
        return row

    def as_ana(self, permissions: list[str] | None = None, **columns: Any) -> Client:
        """Ana, with a role of the company's own."""
        role = make_role(self.owner, self.desk.account, WORK if permissions is None else permissions, **columns)
        give_role(self.owner, self.desk.ana, role)
        return self.client.by_token(token_of(self.owner, self.desk.account, self.desk.ana))

    def names(self, ids: set[str]) -> set[str]:
        return {name for name, row in self.rows.items() if str(row["id"]) in ids}


@pytest.fixture
def teams(owner: Owner, client: Client) -> TwoTeams:
    return TwoTeams(owner, client)


SCOPES: dict[str, tuple[dict[str, Any], set[str] | None]] = {
    "own": ({"scope": "own"}, {"ana"}),
    "own and waiting": ({"scope": "own", "sees_unassigned": True}, {"ana", "waiting", "waiting elsewhere"}),
    "team": ({"scope": "team"}, {"ana", "bia", "bia elsewhere", "bia closed"}),
    "team and waiting": (
        {"scope": "team", "sees_unassigned": True},
        {"ana", "bia", "bia elsewhere", "bia closed", "waiting", "waiting elsewhere"},
    ),
    "team on one channel": (
        {"scope": "team", "sees_unassigned": True, "channels": "first"},
        {"ana", "bia", "bia closed", "waiting"},
    ),
    "all on one channel": (
        {"scope": "all", "channels": "first"},
        {"ana", "bia", "eva", "bia closed", "waiting", "waiting there"},
    ),
    "all on no channel": ({"scope": "all", "channels": "none"}, {"ana"}),
    "all": ({"scope": "all"}, None),
}


@pytest.mark.parametrize("name", SCOPES)
def test_what_is_out_of_sight_shows_nowhere(teams: TwoTeams, name: str) -> None:
    given, expected = SCOPES[name]
    columns = dict(given)
    if "channels" in columns:
        columns["channels"] = {"first": [teams.desk.channel], "none": []}[str(columns["channels"])]
    ana = teams.as_ana(**columns)
    visible = set(teams.rows) if expected is None else expected
    assert ana.get("/api/v1/session").json["scope"] == columns["scope"]

    # Lists in every order, and what a search finds.
    for sort in ("-last_activity_at", "last_activity_at", "-priority", "waiting_since"):
        for query in ({}, {"q": "procurado"}):
            answer = ana.get("/api/v1/conversations", query={"status": "any", "sort": sort, **query})
            assert teams.names({item["id"] for item in answer.json["items"]}) == visible, (sort, query)
    pages: tuple[dict[str, Any], ...] = ({"limit": 1}, {"view": "unassigned"})
    for page in pages:
        found: set[str] = set()
        cursor = None
        while True:
            query = {"status": "any", **page, **({"cursor": cursor} if cursor else {})}
            answer = ana.get("/api/v1/conversations", query=query).json
            found |= {item["id"] for item in answer["items"]}
            if (cursor := answer["next_cursor"]) is None:
                break
        some = {one for one in visible if "waiting" in one} if "view" in page else visible
        assert teams.names(found) == some, page
    for sort in ("-entered_at", "entered_at"):
        listed = ana.get("/api/v1/tickets", query={"sort": sort}).json["items"]
        assert teams.names({item["conversation_id"] for item in listed}) == visible, sort
    # Numbers.
    counts = ana.get("/api/v1/conversations/counts").json
    opened = {one for one in visible if "closed" not in one}
    assert counts["all"] == len(opened)
    assert counts["unassigned"] == counts["waiting"] == sum("waiting" in one for one in opened)
    # One by one: what is out of sight answers like what does not exist.
    headers = {"x-correlation-id": "same-for-all"}
    for one, row in teams.rows.items():
        paths = {
            f"/api/v1/conversations/{row['id']}": f"/api/v1/conversations/{uuid4()}",
            f"/api/v1/conversations/{row['id']}/messages": f"/api/v1/conversations/{uuid4()}/messages",
            f"/api/v1/messages/{row['message']['id']}": f"/api/v1/messages/{uuid4()}",
            f"/api/v1/media/{row['file']['id']}": f"/api/v1/media/{uuid4()}",
            f"/api/v1/tickets/{row['ticket']['protocol']}": "/api/v1/tickets/20200101-000001",
        }
        for path, missing in paths.items():
            answer = ana.get(path, headers=headers)
            if one in visible:
                assert answer.status == 200, (one, path, answer.text)
            else:
                nothing = ana.get(missing, headers=headers)
                assert (answer.status, answer.text) == (404, nothing.text), (one, path)
        listed = ana.get(f"/api/v1/contacts/{row['contact_id']}/conversations").json["items"]
        assert len(listed) == (one in visible), one
        hidden = one not in visible
        for method, path, body in (
            ("PATCH", "", {"priority": 9}),
            ("POST", "/messages", {"text": "oi", "private": True}),
            ("POST", "/read", {}),
            ("PUT", "/labels", {"labels": []}),
            ("POST", "/assign", {"user_id": str(teams.desk.ana["id"])}),
            ("POST", "/transfer", {"user_id": str(teams.desk.ana["id"])}),
            ("POST", "/snooze", {"until": "2027-01-01T00:00:00Z"}),
            ("POST", "/typing", {"state": "on"}),
        ):
            if hidden:
                at = f"/api/v1/conversations/{row['id']}{path}"
                assert ana.call(method, at, body).status == 404, (one, method, path)
    # Numbers about queues and colleagues count what is in sight.
    numbers = {one["id"]: one for one in ana.get("/api/v1/queues").json["items"]}
    for queue, here in (
        (teams.desk.queue, ("waiting", "waiting elsewhere")),
        (teams.desk.other_queue, ("waiting there",)),
    ):
        shown = numbers[str(queue["id"])]
        assert shown["waiting"] == len(visible & set(here))
        assert (shown["oldest_entered_at"] is None) == (shown["waiting"] == 0)
    people = {one["id"]: one["open_tickets"] for one in ana.get("/api/v1/users").json["items"]}
    assert people[str(teams.desk.bia["id"])] == len(visible & {"bia", "bia elsewhere"})
    assert people[str(teams.desk.eva["id"])] == len(visible & {"eva"})
    hidden_ids = [str(row["id"]) for one, row in teams.rows.items() if one not in visible]
    if hidden_ids:
        for body in ({"action": "read"}, {"action": "assign", "user_id": str(teams.desk.ana["id"])}):
            items = ana.post("/api/v1/conversations/bulk", {"ids": hidden_ids, **body}).json["items"]
            assert {(item["ok"], item["error"]["code"]) for item in items} == {(False, "not_found")}


@pytest.mark.parametrize("name", ["own", "team", "team and waiting"])
def test_sockets_and_the_replay_tell_what_lists_show(
    teams: TwoTeams, ports: Ports, sockets: FakeSockets, name: str
) -> None:
    from central.call import system_call
    from central.events import Update

    given, visible = SCOPES[name]
    assert visible is not None
    ana = teams.as_ana(**given)
    make_connection(teams.owner, teams.desk, teams.desk.ana, "ana")
    with ports.database.transaction(system_call(teams.desk.account["id"])) as transaction:
        for row in teams.rows.values():
            transaction.push(Update("new_message", row["id"], row["message"]["id"]))
    push_account(ports, teams.desk.account["id"])
    replayed = ana.get("/api/v1/events", query={"after": 0}).json
    for events in (told(sockets, "ana"), replayed["items"]):
        assert teams.names({event["conversation_id"] for event in events}) == visible
    words = json.dumps([told(sockets, "ana"), replayed])
    for one, row in teams.rows.items():
        if one not in visible:
            assert str(row["id"]) not in words


def test_who_may_not_read_conversations_is_told_of_none(teams: TwoTeams, ports: Ports, sockets: FakeSockets) -> None:
    from central.call import system_call
    from central.events import Update

    ana = teams.as_ana(["contacts.read", "profile.own"], scope="all")
    make_connection(teams.owner, teams.desk, teams.desk.ana, "ana")
    with ports.database.transaction(system_call(teams.desk.account["id"])) as transaction:
        transaction.push(Update("ticket_updated", teams.rows["ana"]["id"]))
        transaction.push(Update("presence", user_id=teams.desk.bia["id"], data={"state": "busy"}))
        transaction.push(Update("system_message", data={"kind": "x", "text": "todos"}))
        transaction.push(Update("system_message", data={"kind": "x", "text": "admins", "audience": "admins"}))
    push_account(ports, teams.desk.account["id"])
    assert [event["data"].get("text") for event in told(sockets, "ana")] == ["todos"]
    assert ana.get("/api/v1/events", query={"after": 0}).status == 403


def test_a_socket_asks_the_table_too(teams: TwoTeams, handler: Callable[[str], Handler], sockets: FakeSockets) -> None:

    teams.as_ana(["conversations.read", "profile.own"], scope="own")
    make_connection(teams.owner, teams.desk, teams.desk.ana, "ana")
    say = handler("ws_message")

    def answers(**message: Any) -> list[str]:
        sockets.frames.clear()
        event = {"requestContext": {"connectionId": "ana", "routeKey": "$default"}, "body": json.dumps(message)}
        say(event, None)
        frames = [json.loads(frame) for _, frame in sockets.frames]
        return [frame["error"]["code"] if frame["type"] == "error" else frame["type"] for frame in frames]

    mine, bias = str(teams.rows["ana"]["id"]), str(teams.rows["bia"]["id"])
    assert answers(action="typing", conversation_id=mine, state="on") == ["forbidden"]
    assert answers(action="view", conversation_id=mine) == ["viewing"]
    assert answers(action="view", conversation_id=bias) == ["not_found"]
    assert answers(action="heartbeat") == ["heartbeat"]


def test_what_leaves_ones_sight_is_taken_back(teams: TwoTeams, ports: Ports, sockets: FakeSockets) -> None:
    """A colleague's conversation that goes to another team is to be forgotten, and says nothing else."""

    teams.as_ana(scope="team")
    make_connection(teams.owner, teams.desk, teams.desk.ana, "ana")
    row = teams.rows["bia"]
    queues.transfer_conversation(ports, teams.desk.admin_call, row["id"], user_id=teams.desk.eva["id"])
    push_account(ports, teams.desk.account["id"])
    about = [event for event in told(sockets, "ana") if event["conversation_id"] == str(row["id"])]
    assert about
    assert all(event["data"] == {"removed": True} for event in about)


def test_whoever_helps_out_in_their_team_may_answer_there(teams: TwoTeams) -> None:
    ana = teams.as_ana(scope="team", sees_unassigned=True)
    bias, waiting = teams.rows["bia"], teams.rows["waiting"]
    answer = ana.post(f"/api/v1/conversations/{bias['id']}/messages", {"text": "Oi"})
    assert answer.status == 201, answer.text
    assert ana.get(f"/api/v1/conversations/{bias['id']}").json["assignee"]["name"] == "Bia Agente"
    # What nobody has they accept with their answer.
    assert ana.post(f"/api/v1/conversations/{waiting['id']}/messages", {"text": "Oi"}).status == 201
    assert ana.get(f"/api/v1/conversations/{waiting['id']}").json["assignee"]["name"] == "Ana Agente"


def test_take_next_takes_what_is_in_sight(teams: TwoTeams) -> None:
    ana = teams.as_ana(scope="own", sees_unassigned=True, channels=[teams.second])
    path = f"/api/v1/queues/{teams.desk.queue['id']}/take-next"
    taken = ana.post(path)
    assert taken.json["id"] == str(teams.rows["waiting elsewhere"]["id"])
    assert (ana.post(path).status, ana.post(path).code) == (404, "empty")
    other = f"/api/v1/queues/{teams.desk.other_queue['id']}/take-next"
    assert (ana.post(other).status, ana.post(other).code) == (403, "not_in_queue")
    blind = teams.as_ana(scope="own")
    assert blind.post(path).code == "not_in_queue"


def test_a_conversation_cannot_be_started_on_a_channel_out_of_sight(teams: TwoTeams) -> None:
    ana = teams.as_ana(scope="all", channels=[teams.desk.channel])
    body = {"channel_id": str(teams.second["id"]), "contact": {"phone": "11987654321"}, "message": {"text": "Oi"}}
    assert ana.post("/api/v1/conversations", body).status == 404


def test_tickets_go_to_who_may_serve_them(teams: TwoTeams, ports: Ports) -> None:
    """By itself a ticket goes to nobody whose role may not answer or does not see the channel; by hand neither."""
    desk, owner = teams.desk, teams.owner
    owner.execute("delete from queue_members where user_id = %s", (desk.bia["id"],))
    give_role(owner, desk.ana, make_role(owner, desk.account, WORK, scope="own", channels=[teams.second]))
    queues.assign_waiting_tickets(ports, desk.admin_call)
    given = {
        name: owner.execute("select assignee_id from conversations where id = %s", (row["id"],)).fetchone()
        for name, row in teams.rows.items()
        if name.startswith("waiting")
    }
    assert given == {
        "waiting": {"assignee_id": None},
        "waiting elsewhere": {"assignee_id": desk.ana["id"]},
        "waiting there": {"assignee_id": desk.eva["id"]},
    }
    admin = teams.client.by_token(token_of(owner, desk.account, desk.admin))
    path = f"/api/v1/conversations/{teams.rows['waiting']['id']}/assign"
    refused = admin.post(path, {"user_id": str(desk.ana["id"])})
    assert (refused.status, refused.code) == (409, "cannot_serve")
    give_role(
        owner, desk.ana, make_role(owner, desk.account, ["conversations.read"], scope="own", sees_unassigned=True)
    )
    queues.assign_waiting_tickets(ports, desk.admin_call)
    assert admin.post(path, {"user_id": str(desk.ana["id"])}).code == "cannot_serve"
    assert admin.get(path.removesuffix("/assign")).json["assignee"] is None


def test_a_team_ends_where_the_company_ends(teams: TwoTeams, owner: Owner, client: Client) -> None:
    """The same person in two companies: colleagues and roles of one say nothing in the other."""
    from tests.fixtures.factories import make_account

    other = make_account(owner)
    insert(owner, "memberships", account_id=other["id"], user_id=teams.desk.ana["id"], role="agent")
    teams.as_ana(scope="all")
    ana = client.by_token(token_of(owner, other, teams.desk.ana))
    session = ana.get("/api/v1/session").json
    assert (session["scope"], session["custom_role"]) == ("own", None)
    assert ana.get("/api/v1/conversations", query={"status": "any"}).json["items"] == []


def test_who_still_has_it_on_the_screen_is_told_nothing_more(
    teams: TwoTeams, ports: Ports, sockets: FakeSockets
) -> None:
    """The screen of somebody who lost sight of a conversation does not hear who types there."""
    from central.realtime.service import set_typing

    desk = teams.desk
    teams.as_ana(scope="team")
    row = teams.rows["bia"]
    for user in (desk.ana, desk.eva, desk.admin):
        make_connection(teams.owner, desk, user, str(user["name"]), viewing_conversation_id=row["id"])
    set_typing(ports, desk.call(desk.bia), row["id"], on=True, private=True)
    assert {to for to, _ in sockets.frames} == {"Ana Agente", "Dora Admin"}
    queues.transfer_conversation(ports, desk.admin_call, row["id"], user_id=desk.eva["id"])
    sockets.frames.clear()
    set_typing(ports, desk.admin_call, row["id"], on=True, private=True)
    assert {to for to, _ in sockets.frames} == {"Eva Agente"}


def test_who_may_not_answer_any_more_gives_their_conversations_back(teams: TwoTeams) -> None:
    ana = teams.as_ana(scope="own")
    role = ana.get("/api/v1/session").json["custom_role"]["id"]
    admin = knowing(teams.client, teams.owner, teams.desk.account, teams.desk.admin)
    changed = admin.patch(f"/api/v1/roles/{role}", {"permissions": ["conversations.read"]})
    assert changed.status == 200, changed.text
    ticket = admin.get(f"/api/v1/conversations/{teams.rows['ana']['id']}").json
    assert (ticket["assignee"] or {}).get("id") != str(teams.desk.ana["id"])


def test_an_api_token_sees_what_its_maker_sees(teams: TwoTeams) -> None:
    teams.as_ana(scope="team")
    value = "central_um-token-de-teste"
    make_token(
        teams.owner,
        teams.desk.account,
        teams.desk.ana,
        permissions=("conversations.read",),
        token_hash=hash_token(value),
    )
    found = teams.client.by_token(value).get("/api/v1/conversations", query={"status": "any"})
    assert found.status == 200, found.text
    assert teams.names({item["id"] for item in found.json["items"]}) == SCOPES["team"][1]
