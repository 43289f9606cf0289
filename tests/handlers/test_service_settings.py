"""What a company says by itself in its own words, and how patient it is: saved, said, and followed."""

from typing import Any
from uuid import UUID

import pytest

from central.call import system_call
from central.ports import Ports
from central.queues.answer import answer_conversation
from central.texts import DEFAULTS
from tests.fakes import FakeQueues
from tests.fixtures.desk import Desk, make_desk, open_window
from tests.fixtures.factories import Owner, make_conversation, make_ticket, make_user
from tests.handlers.rest_client import Client, token_of

SERVICE = "/api/v1/service"


@pytest.fixture
def desk(owner: Owner) -> Desk:
    desk = make_desk(owner)
    owner.execute("update agent_presence set state = 'pause'")
    return desk


@pytest.fixture
def boss(client: Client, owner: Owner, desk: Desk) -> Client:
    return client.by_token(token_of(owner, desk.account, make_user(owner, desk.account, role="supervisor")))


@pytest.fixture
def agent(client: Client, owner: Owner, desk: Desk) -> Client:
    return client.by_token(token_of(owner, desk.account, desk.ana))


def save(boss: Client, **change: Any) -> Any:
    answer = boss.patch(SERVICE, change)
    assert answer.status == 200, answer.text
    return answer.json


def waiting(owner: Owner, desk: Desk, **columns: Any) -> UUID:
    conversation = make_conversation(owner, desk.channel, session="waiting", queue_id=desk.queue["id"])
    make_ticket(owner, conversation, **columns)
    open_window(owner, conversation)
    owner.execute("update conversations set answer_due_at = now() where id = %s", (conversation["id"],))
    return UUID(str(conversation["id"]))


def said(owner: Owner, conversation: UUID) -> list[str]:
    rows = owner.execute("select text from messages where conversation_id = %s order by sequence", (conversation,))
    return [row["text"] for row in rows.fetchall()]


def test_every_text_has_the_words_of_the_language_until_it_has_its_own(boss: Client, agent: Client) -> None:
    read = agent.get(SERVICE).json
    assert set(read["texts"].values()) == {None}
    assert read["defaults"] == {name: DEFAULTS["pt-BR"][name] for name in read["texts"]}
    assert (read["position_interval_seconds"], read["give_back_after_seconds"]) == (60, 300)
    assert (read["idle_after_seconds"], read["say_closing"]) == (300, False)
    changed = save(boss, texts={"greeting": " Oi, {name}! ", "away": ""}, give_back_after_seconds=120)
    assert (changed["texts"]["greeting"], changed["texts"]["away"]) == ("Oi, {name}!", "")
    assert (changed["position_interval_seconds"], changed["give_back_after_seconds"]) == (60, 120)
    assert save(boss, texts={"greeting": None})["texts"] == {**changed["texts"], "greeting": None}
    assert agent.get(SERVICE).json["give_back_after_seconds"] == 120
    assert save(boss, say_closing=True)["say_closing"]
    assert save(boss, give_back_after_seconds=120)["say_closing"]
    assert agent.patch(SERVICE, {"give_back_after_seconds": 0}).status == 403


def test_what_is_written_is_said(boss: Client, owner: Owner, desk: Desk, ports: Ports) -> None:
    save(boss, texts={"greeting": "Oi, {name}!", "position": "Lugar {position} de {total}", "protocol": ""})
    conversation = waiting(owner, desk)
    answer_conversation(ports, system_call(desk.account["id"]), conversation)
    name = owner.execute("select name from contacts order by created_at desc limit 1").fetchone()
    assert name is not None
    assert said(owner, conversation) == [f"Oi, {name['name']}!", "Lugar 1 de 1"]


def test_whoever_is_gone_gives_back_after_the_companys_time(
    boss: Client, owner: Owner, desk: Desk, queues: FakeQueues, ports: Ports
) -> None:
    from central.queues.assigning import give_back_absent_agents

    served = make_conversation(owner, desk.channel, assignee_id=desk.ana["id"], queue_id=desk.queue["id"])
    make_ticket(owner, served, assignee_id=desk.ana["id"])
    owner.execute(
        "update agent_presence set state = 'online', last_heartbeat_at = now() - interval '200 seconds'"
        " where user_id = %s",
        (desk.ana["id"],),
    )

    def holder() -> Any:
        give_back_absent_agents(ports, system_call(desk.account["id"]))
        row = owner.execute("select assignee_id from conversations where id = %s", (served["id"],)).fetchone()
        return row["assignee_id"] if row else None

    assert holder() == desk.ana["id"]
    save(boss, give_back_after_seconds=0)
    assert holder() == desk.ana["id"], "never"
    queues.doorbells.clear()
    save(boss, give_back_after_seconds=180)
    assert len(queues.of("sweep")) == len(queues.of("routing")) == 1
    assert holder() is None


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"give_back_after_seconds": 30}, "give_back_after_seconds"),
        ({"idle_after_seconds": 59}, "idle_after_seconds"),
        ({"idle_after_seconds": 28_801}, "idle_after_seconds"),
        ({"position_interval_seconds": 5}, "position_interval_seconds"),
        ({"texts": {"greeting": "x" * 1001}}, "texts.greeting"),
        ({"texts": {"csat": "Quanto?"}}, "texts.csat"),
    ],
)
def test_what_makes_no_sense_is_refused(boss: Client, body: Any, field: str) -> None:
    answer = boss.patch(SERVICE, body)
    assert (answer.status, list(answer.json["error"]["fields"])) == (422, [field])
