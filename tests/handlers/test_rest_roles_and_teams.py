"""Roles and teams: who may make them, what they change at once, and that nobody gives more than they have (S34)."""

from threading import Thread

import pytest

from central.accounts.links import hash_link
from central.accounts.permissions import NEEDS_FULL_SIGHT, PERMISSIONS
from central.accounts.roles_store import Team
from central.accounts.teams import update_team
from central.frozen import changed
from central.ports import Ports
from tests.fakes import FakeSockets
from tests.fixtures.desk import Desk, make_connection, make_desk
from tests.fixtures.factories import (
    Owner,
    Row,
    give_role,
    insert,
    make_channel,
    make_conversation,
    make_role,
    make_team,
)
from tests.fixtures.patient import patient_database
from tests.fixtures.server import TestDatabase
from tests.handlers.rest_client import Client, knowing

SALES = {"name": "Vendas", "permissions": ["conversations.read", "conversations.reply"], "scope": "team"}


class Company:
    """The desk, with the admin and Ana signed in."""

    def __init__(self, owner: Owner, client: Client) -> None:
        self.owner = owner
        self.client = client
        self.desk: Desk = make_desk(owner)
        self.admin = self.signed_in(self.desk.admin)
        self.ana = self.signed_in(self.desk.ana)

    def signed_in(self, user: Row) -> Client:
        return knowing(self.client, self.owner, self.desk.account, user)

    def connect(self, *users: Row) -> None:
        for user in users:
            make_connection(self.owner, self.desk, user, str(user["name"]))

    def last_audit(self) -> Row:
        row: Row = self.admin.get("/api/v1/audit", query={"limit": 1}).json["items"][0]
        return row


@pytest.fixture
def company(owner: Owner, client: Client) -> Company:
    return Company(owner, client)


def test_a_role_is_made_listed_changed_and_deleted(company: Company) -> None:
    channel = str(company.desk.channel["id"])
    made = company.admin.post("/api/v1/roles", {**SALES, "channel_ids": [channel, channel]})
    assert made.status == 201, made.text
    assert made.json == {
        "id": made.json["id"],
        "built_in": False,
        "name": "Vendas",
        "permissions": ["conversations.read", "conversations.reply", "profile.own"],
        "scope": "team",
        "sees_unassigned": True,
        "channel_ids": [channel],
        "members": 0,
    }
    assert (company.last_audit()["action"], company.last_audit()["details"]["name"]) == ("role.created", "Vendas")
    listed = company.ana.get("/api/v1/roles").json["items"]
    assert [(one["id"], one["built_in"], one["scope"], one["members"]) for one in listed] == [
        ("admin", True, "all", 1),
        ("supervisor", True, "all", 0),
        ("agent", True, "own", 3),
        (made.json["id"], False, "team", 0),
    ]
    path = f"/api/v1/roles/{made.json['id']}"
    changed = company.admin.patch(path, {"scope": "all", "sees_unassigned": False, "channel_ids": None})
    assert (changed.json["scope"], changed.json["sees_unassigned"], changed.json["channel_ids"]) == ("all", True, None)
    assert company.last_audit()["fields"] == ["channel_ids", "scope"]
    assert company.admin.patch(path, {"name": "Vendas"}).status == 200
    assert company.admin.get("/api/v1/audit").json["items"][0]["fields"] == ["channel_ids", "scope"], "nothing changed"
    assert company.admin.delete(path).status == 204
    assert company.last_audit()["action"] == "role.deleted"
    assert company.admin.delete(path).status == 404


def test_a_role_nobody_could_have_is_refused(company: Company) -> None:
    company.admin.post("/api/v1/roles", SALES)
    taken = company.admin.post("/api/v1/roles", {**SALES, "name": "VENDAS"})
    assert (taken.status, taken.code) == (409, "name_taken")
    other = company.admin.post("/api/v1/roles", {**SALES, "name": "Outra"}).json["id"]
    assert company.admin.patch(f"/api/v1/roles/{other}", {"name": "vendas"}).code == "name_taken"
    for wrong in (
        {"permissions": ["everything.destroy"]},
        {"permissions": ["conversations.reply"]},
        {"scope": "some"},
        {"name": " "},
        {"permissions": None},
    ):
        answer = company.admin.post("/api/v1/roles", {**SALES, "name": "X", **wrong})
        assert answer.status == 422, (wrong, answer.text)


@pytest.mark.parametrize("permission", sorted(NEEDS_FULL_SIGHT))
def test_who_decides_who_sees_what_sees_everything(company: Company, permission: str) -> None:
    """Otherwise a role of limited sight would give itself what was kept from it."""
    reads = [one for one in PERMISSIONS if one.endswith(".read") and one not in NEEDS_FULL_SIGHT]
    # Whoever acts in an area must read it.
    wanted = {
        "name": "Chefia",
        "permissions": sorted({*reads, permission, f"{permission.split('.')[0]}.read"} & {*PERMISSIONS}),
    }
    channel = str(company.desk.channel["id"])
    for sight in ({"scope": "team"}, {"scope": "own"}, {"scope": "all", "channel_ids": [channel]}):
        answer = company.admin.post("/api/v1/roles", {**wanted, **sight})
        assert (answer.status, set(answer.json["error"]["fields"])) == (422, {"permissions"}), sight
    assert company.admin.post("/api/v1/roles", {**wanted, "scope": "all"}).status == 201


def test_nobody_makes_or_touches_a_role_that_may_more_than_they(company: Company) -> None:
    desk = company.desk
    permissions = ["roles.manage", "users.read", "conversations.read", "profile.own"]
    own = make_role(company.owner, desk.account, permissions, scope="all")
    give_role(company.owner, desk.ana, own)
    higher = company.admin.post("/api/v1/roles", SALES).json["id"]
    lower = company.ana.post("/api/v1/roles", {**SALES, "permissions": ["conversations.read"], "name": "Leitura"})
    assert lower.status == 201, lower.text
    for answer in (
        company.ana.post("/api/v1/roles", {**SALES, "name": "X"}),
        company.ana.patch(f"/api/v1/roles/{lower.json['id']}", {"permissions": SALES["permissions"]}),
        company.ana.patch(f"/api/v1/roles/{own['id']}", {"permissions": [*permissions, "users.manage"]}),
        company.ana.patch(f"/api/v1/roles/{higher}", {"permissions": ["conversations.read"]}),
        company.ana.delete(f"/api/v1/roles/{higher}"),
    ):
        assert (answer.status, answer.code) == (403, "role_too_high"), answer.text
    assert company.ana.delete(f"/api/v1/roles/{lower.json['id']}").status == 204


def test_a_role_somebody_has_is_not_deleted_even_at_once(company: Company) -> None:
    role = make_role(company.owner, company.desk.account, ["conversations.read"])
    give_role(company.owner, company.desk.ana, role)
    refused = company.admin.delete(f"/api/v1/roles/{role['id']}")
    assert (refused.status, refused.code) == (409, "role_in_use")
    assert refused.json["error"]["details"] == {"users": [{"id": str(company.desk.ana["id"]), "name": "Ana Agente"}]}
    assert "Ana Agente" in refused.json["error"]["message"]


def test_what_a_role_may_changes_at_once(company: Company, sockets: FakeSockets) -> None:
    """The next request has the new rights; sockets close, and who resumes is told to fetch everything anew."""
    desk = company.desk
    role = make_role(company.owner, desk.account, ["conversations.read", "contacts.read", "profile.own"])
    give_role(company.owner, desk.ana, role)
    company.connect(desk.ana, desk.bia)
    assert company.ana.get("/api/v1/contacts").status == 200
    before = company.ana.get("/api/v1/events").json["last_sequence"]
    company.admin.patch(f"/api/v1/roles/{role['id']}", {"permissions": ["conversations.read"], "scope": "team"})
    assert company.ana.get("/api/v1/contacts").status == 403
    session = company.ana.get("/api/v1/session").json
    assert session["permissions"] == ["conversations.read", "profile.own"]
    assert (session["role"], session["scope"]) == ("agent", "team")
    assert session["custom_role"] == {"id": str(role["id"]), "name": role["name"]}
    assert sockets.closed == ["Ana Agente"]
    left = company.owner.execute("select connection_id from socket_connections").fetchall()
    assert left == [{"connection_id": "Bia Agente"}]
    resumed = company.ana.get("/api/v1/events", query={"after": before}).json
    assert (resumed["items"], resumed["reset"]) == ([], True)
    again = company.ana.get("/api/v1/events", query={"after": resumed["last_sequence"]}).json
    assert (again["items"], again["reset"]) == ([], False)
    others = company.signed_in(desk.bia).get("/api/v1/events", query={"after": before}).json
    assert (others["items"], others["reset"]) == ([], False)
    # Another name changes nobody's rights.
    sockets.closed.clear()
    company.admin.patch(f"/api/v1/roles/{role['id']}", {"name": "Outro nome"})
    assert sockets.closed == []


def test_a_team_is_made_changed_and_deleted(company: Company, sockets: FakeSockets) -> None:
    desk = company.desk
    ana, bia, eva = (str(user["id"]) for user in (desk.ana, desk.bia, desk.eva))
    company.connect(desk.ana, desk.bia, desk.eva, desk.admin)

    def closed() -> set[str]:
        found = set(sockets.closed)
        sockets.closed.clear()
        return found

    made = company.admin.post("/api/v1/teams", {"name": "Financeiro", "member_ids": [ana, bia, ana]})
    assert made.status == 201, made.text
    assert made.json == {"id": made.json["id"], "name": "Financeiro", "member_ids": sorted([ana, bia])}
    assert closed() == {"Ana Agente", "Bia Agente"}
    assert company.ana.get("/api/v1/teams").json["items"] == [made.json]
    assert company.admin.post("/api/v1/teams", {"name": "financeiro"}).code == "name_taken"
    path = f"/api/v1/teams/{made.json['id']}"
    assert company.admin.patch(path, {"name": "Cobrança"}).json["name"] == "Cobrança"
    assert closed() == set()
    company.connect(desk.ana, desk.bia)
    changed = company.admin.patch(path, {"member_ids": [bia, eva]})
    assert changed.json["member_ids"] == sorted([bia, eva])
    assert closed() == {"Ana Agente", "Bia Agente", "Eva Agente"}, "who left, who stays and sees less, who came"
    audit = company.last_audit()
    assert (audit["action"], audit["details"]) == ("team.changed", {"joined": [eva], "left": [ana]})
    company.connect(desk.bia)
    assert company.admin.delete(path).status == 204
    assert closed() == {"Bia Agente"}
    assert company.last_audit()["action"] == "team.deleted"
    assert company.admin.delete(path).status == 404


def test_two_changes_of_one_team_at_once_are_one_after_the_other(
    company: Company, ports: Ports, postgres: TestDatabase
) -> None:
    desk = company.desk
    team = make_team(company.owner, desk.account, desk.ana)
    wanted = ([desk.ana, desk.bia], [desk.eva])
    done: list[Team] = []

    def change(members: list[Row]) -> None:
        database = patient_database(postgres.app_url, ports.queues, ports.bus)
        own = changed(ports, database=database)
        done.append(update_team(own, desk.admin_call, team["id"], member_ids=[one["id"] for one in members]))
        database.close()

    threads = [Thread(target=change, args=(members,)) for members in wanted for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(done) == 8
    (left,) = company.admin.get("/api/v1/teams").json["items"]
    assert left["member_ids"] in [sorted(str(one["id"]) for one in members) for members in wanted]


def test_a_channel_that_is_gone_leaves_less_to_see_never_more(company: Company) -> None:
    second = make_channel(company.owner, company.desk.account)
    role = make_role(company.owner, company.desk.account, ["conversations.read"], scope="all", channels=[second])
    company.owner.execute("delete from channels where id = %s", (second["id"],))
    (shown,) = [one for one in company.admin.get("/api/v1/roles").json["items"] if one["id"] == str(role["id"])]
    assert shown["channel_ids"] == []


def test_somebody_is_given_a_role_and_teams(company: Company, sockets: FakeSockets) -> None:
    desk = company.desk
    role = company.admin.post("/api/v1/roles", SALES).json
    team = make_team(company.owner, desk.account, desk.bia)
    company.connect(desk.ana, desk.bia)
    path = f"/api/v1/users/{desk.ana['id']}"
    given = company.admin.patch(path, {"role": role["id"], "team_ids": [str(team["id"])]})
    assert given.status == 200, given.text
    assert (given.json["role"], given.json["team_ids"]) == ("agent", [str(team["id"])])
    assert given.json["custom_role"] == {"id": role["id"], "name": "Vendas"}
    assert set(sockets.closed) == {"Ana Agente", "Bia Agente"}, "whose rights and whose team changed"
    assert company.ana.get("/api/v1/session").status == 401
    ana = company.signed_in(desk.ana)
    session = ana.get("/api/v1/session").json
    assert (session["scope"], session["custom_role"]) == ("team", {"id": role["id"], "name": "Vendas"})
    assert ana.get("/api/v1/contacts").status == 403
    assert company.admin.delete(f"/api/v1/roles/{role['id']}").code == "role_in_use"
    back = company.admin.patch(path, {"role": "agent", "team_ids": []}).json
    assert (back["custom_role"], back["team_ids"]) == (None, [])
    assert company.admin.delete(f"/api/v1/roles/{role['id']}").status == 204
    for body in ({"role": role["id"]}, {"role": "owner"}):
        assert company.admin.patch(path, body).status == 422, body
    assert company.admin.patch(path, {"team_ids": [role["id"]]}).status == 404


def test_nobody_promotes_themselves_or_others_above_themselves(company: Company) -> None:
    """S34: whoever manages people gives at most what they have, by role, by invite, and to themselves too."""
    desk = company.desk
    lead = make_role(company.owner, desk.account, ["users.manage", "users.read", "profile.own"], scope="all")
    higher = company.admin.post("/api/v1/roles", SALES).json["id"]
    give_role(company.owner, desk.ana, lead)
    for user in (desk.ana, desk.bia):
        for wanted in ("admin", "supervisor", "agent", higher):
            answer = company.ana.patch(f"/api/v1/users/{user['id']}", {"role": wanted})
            assert (answer.status, answer.code) == (403, "role_too_high"), (user["name"], wanted, answer.text)
    for wanted in ("admin", higher):
        answer = company.ana.post("/api/v1/invites", {"email": "nova@exemplo.com.br", "role": wanted})
        assert (answer.status, answer.code) == (403, "role_too_high"), answer.text
    demoted = company.ana.patch(f"/api/v1/users/{desk.admin['id']}", {"role": "agent"})
    assert (demoted.status, demoted.code) == (403, "role_too_high")
    # Nor do they decide how somebody above them signs in.
    for method, path, body in (
        ("DELETE", f"/api/v1/users/{desk.admin['id']}/two-factor", {"password": "x"}),
        ("DELETE", f"/api/v1/users/{desk.admin['id']}/sessions", None),
    ):
        answer = company.ana.call(method, path, body)
        assert (answer.status, answer.code) == (403, "role_too_high"), (path, answer.text)


def test_who_is_invited_joins_the_teams_that_are_left(company: Company) -> None:
    desk = company.desk
    role = company.admin.post("/api/v1/roles", SALES).json["id"]
    stays, goes = (make_team(company.owner, desk.account) for _ in range(2))
    ids = sorted(str(team["id"]) for team in (stays, goes))
    body = {"email": "nova@exemplo.com.br", "role": role, "team_ids": ids}
    made = company.admin.post("/api/v1/invites", body)
    assert (made.status, made.json["team_ids"], made.json["custom_role"]["id"]) == (201, ids, role), made.text
    missing = company.admin.post("/api/v1/invites", {**body, "email": "b@exemplo.com.br", "team_ids": [role]})
    assert missing.status == 404
    company.admin.delete(f"/api/v1/teams/{goes['id']}")
    link = insert(
        company.owner,
        "mails",
        account_id=desk.account["id"],
        kind="invite",
        address="nova@exemplo.com.br",
        invite_id=made.json["id"],
        state="sent",
        due_at=None,
        token_hash=hash_link("um-link-de-teste"),
        link_expires_at="2100-01-01T00:00:00Z",
    )
    assert link["kind"] == "invite"
    accepted = company.client.post(
        "/api/v1/invites/accept",
        {"token": "um-link-de-teste", "name": "Nova", "password": "uma frase bem comprida"},
    )
    assert accepted.status == 201, accepted.text
    assert (accepted.json["custom_role"]["id"], accepted.json["scope"]) == (role, "team")
    user = accepted.json["user"]["id"]
    assert company.admin.get(f"/api/v1/users/{user}").json["team_ids"] == [str(stays["id"])]


def test_many_at_once_need_what_one_needs(company: Company) -> None:
    """An action for many conversations is no way around the permission for one (S02)."""
    desk = company.desk
    role = make_role(company.owner, desk.account, ["conversations.read", "conversations.manage"], scope="all")
    give_role(company.owner, desk.ana, role)
    row = make_conversation(company.owner, desk.channel)
    many = {"ids": [str(row["id"])], "action": "assign", "user_id": str(desk.ana["id"])}
    assert company.ana.post("/api/v1/conversations/bulk", many).code == "forbidden"
    one = company.ana.post(f"/api/v1/conversations/{row['id']}/assign", {"user_id": str(desk.ana["id"])})
    assert one.code == "forbidden"
    done = company.ana.post("/api/v1/conversations/bulk", {**many, "action": "resolve"})
    assert done.json["items"][0]["ok"]
