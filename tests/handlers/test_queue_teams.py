"""Whole teams serve a queue: who joins one is given what waits there, who leaves it is not; who was chosen stays."""

from typing import Any
from uuid import uuid4

import pytest

from central.call import system_call
from central.ports import Ports
from central.queues.service import assign_waiting_tickets
from tests.fakes import FakeQueues
from tests.fixtures.desk import Desk, make_desk
from tests.fixtures.factories import Owner, Row, make_agent, make_conversation, make_team, make_ticket
from tests.handlers.rest_client import Client, token_of


@pytest.fixture
def desk(owner: Owner) -> Desk:
    desk = make_desk(owner)
    owner.execute("update agent_presence set state = 'pause'")
    return desk


@pytest.fixture
def boss(client: Client, owner: Owner, desk: Desk) -> Client:
    return client.by_token(token_of(owner, desk.account, desk.admin))


def ids(*rows: Row) -> list[str]:
    return sorted(str(row["id"]) for row in rows)


def queue_of(boss: Client, queue: Row, **change: Any) -> Any:
    path = f"/api/v1/queues/{queue['id']}"
    answer = boss.patch(path, change) if change else boss.get(path)
    assert answer.status == 200, answer.text
    return answer.json


def served_by(queue: Any) -> list[str]:
    return sorted(queue["member_ids"])


def test_a_team_serves_a_queue_with_whoever_is_in_it(boss: Client, owner: Owner, desk: Desk) -> None:
    team = make_team(owner, desk.account, desk.ana, desk.bia)
    queue = queue_of(boss, desk.other_queue, team_ids=ids(team))
    assert (served_by(queue), queue["chosen_ids"], queue["team_ids"]) == (
        ids(desk.ana, desk.bia, desk.eva),
        ids(desk.eva),
        ids(team),
    )
    assert boss.patch(f"/api/v1/teams/{team['id']}", {"member_ids": ids(desk.bia)}).status == 200
    assert served_by(queue_of(boss, desk.other_queue)) == ids(desk.bia, desk.eva)
    assert boss.delete(f"/api/v1/teams/{team['id']}").status == 204
    queue = queue_of(boss, desk.other_queue)
    assert (served_by(queue), queue["team_ids"]) == (ids(desk.eva), [])


def test_who_was_chosen_by_name_stays_and_who_is_in_two_teams_too(boss: Client, owner: Owner, desk: Desk) -> None:
    one, two = make_team(owner, desk.account, desk.ana, desk.eva), make_team(owner, desk.account, desk.ana)
    assert served_by(queue_of(boss, desk.other_queue, team_ids=ids(one, two))) == ids(desk.ana, desk.eva)
    assert served_by(queue_of(boss, desk.other_queue, team_ids=ids(two))) == ids(desk.ana, desk.eva)
    # Eva is taken out by name, and back in by her team; Ana is chosen by name, and stays without hers.
    assert served_by(queue_of(boss, desk.other_queue, team_ids=ids(one), member_ids=ids(desk.ana))) == ids(
        desk.ana, desk.eva
    )
    assert served_by(queue_of(boss, desk.other_queue, member_ids=[])) == ids(desk.ana, desk.eva)
    assert served_by(queue_of(boss, desk.other_queue, member_ids=ids(desk.ana), team_ids=[])) == ids(desk.ana)


def test_a_new_queue_has_its_team_from_the_beginning(boss: Client, owner: Owner, desk: Desk) -> None:
    team = make_team(owner, desk.account, desk.ana)
    made = boss.post("/api/v1/queues", {"name": "Financeiro", "team_ids": ids(team)})
    assert (made.status, made.json["member_ids"]) == (201, ids(desk.ana))
    for body in ({"name": "Outra", "team_ids": [str(uuid4())]}, {"team_ids": [str(uuid4())]}):
        answer = boss.post("/api/v1/queues", body) if "name" in body else None
        answer = answer or boss.patch(f"/api/v1/queues/{desk.queue['id']}", body)
        assert answer.status == 404


@pytest.mark.parametrize("how", ["team", "person"])
def test_who_joins_a_team_is_given_what_waits(
    boss: Client, owner: Owner, desk: Desk, ports: Ports, queues: FakeQueues, how: str
) -> None:
    team = make_team(owner, desk.account)
    newcomer = make_agent(owner, desk.account, queue=desk.queue)
    owner.execute("delete from queue_members where user_id = %s", (newcomer["id"],))
    queue_of(boss, desk.other_queue, team_ids=ids(team))
    conversation = make_conversation(owner, desk.channel, session="waiting", queue_id=desk.other_queue["id"])
    make_ticket(owner, conversation, desk.other_queue)
    queues.doorbells.clear()
    if how == "team":
        assert boss.patch(f"/api/v1/teams/{team['id']}", {"member_ids": ids(newcomer)}).status == 200
    else:
        assert boss.patch(f"/api/v1/users/{newcomer['id']}", {"team_ids": ids(team)}).status == 200
    assert queues.of("routing")
    assert assign_waiting_tickets(ports, system_call(desk.account["id"])) == 1
    row = owner.execute("select assignee_id from conversations where id = %s", (conversation["id"],)).fetchone()
    assert row == {"assignee_id": newcomer["id"]}


def test_who_may_not_act_for_a_while_is_given_nothing_and_serves_again_when_they_come_back(
    boss: Client, owner: Owner, desk: Desk, ports: Ports
) -> None:
    away = make_agent(owner, desk.account, queue=desk.queue)
    owner.execute("delete from queue_members where user_id = %s", (away["id"],))
    owner.execute("update memberships set active = false where user_id = %s", (away["id"],))
    team = make_team(owner, desk.account, away)
    queue_of(boss, desk.other_queue, team_ids=ids(team))
    conversation = make_conversation(owner, desk.channel, session="waiting", queue_id=desk.other_queue["id"])
    make_ticket(owner, conversation, desk.other_queue)
    assert assign_waiting_tickets(ports, system_call(desk.account["id"])) == 0
    owner.execute("update memberships set active = true where user_id = %s", (away["id"],))
    assert assign_waiting_tickets(ports, system_call(desk.account["id"])) == 1
