"""Closing: the company's reasons, what must be known before, and who is held to it."""

from typing import Any
from uuid import uuid4

import pytest

from central.call import system_call
from central.desk.model import ClosingState, check_closing
from central.errors import Invalid
from central.ports import Ports
from central.queues import service
from tests.fixtures.factories import Owner, Row, make_account, make_agent, make_channel, make_conversation, make_user
from tests.handlers.rest_client import Client, token_of

CLOSING = "/api/v1/closing"


@pytest.fixture
def account(owner: Owner) -> Row:
    return make_account(owner)


@pytest.fixture
def boss(client: Client, owner: Owner, account: Row) -> Client:
    return client.by_token(token_of(owner, account, make_user(owner, account, role="supervisor")))


@pytest.fixture
def agent(client: Client, owner: Owner, account: Row) -> Client:
    return client.by_token(token_of(owner, account, make_agent(owner, account)))


@pytest.fixture
def conversation(owner: Owner, account: Row) -> Row:
    return make_conversation(owner, make_channel(owner, account), session="bot")


def save(boss: Client, *names: str, required: tuple[str, ...] = ()) -> Any:
    answer = boss.put(CLOSING, {"reasons": [{"name": name} for name in names], "required": list(required)})
    assert answer.status == 200, answer.text
    return answer.json


def resolve(who: Client, conversation: Row, **body: Any) -> Any:
    return who.post(f"/api/v1/conversations/{conversation['id']}/resolve", body)


def test_reasons_are_saved_in_order_and_change_places(boss: Client, agent: Client) -> None:
    assert (agent.get(CLOSING).json["reasons"], agent.get(CLOSING).json["required"]) == ([], [])
    first, second = save(boss, "Dúvida", "Reclamação")["reasons"]
    body = {"reasons": [{**second, "name": "Dúvida", "active": False}, {**first, "name": "Reclamação"}], "required": []}
    saved = boss.put(CLOSING, body).json
    assert saved["reasons"] == body["reasons"]
    assert agent.get(CLOSING).json == saved
    assert agent.put(CLOSING, body).status == 403


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"reasons": [{"name": "Dúvida"}, {"name": "dúvida"}], "required": []}, "reasons"),
        ({"reasons": [{"name": "Dúvida", "active": False}], "required": ["reason"]}, "required"),
        ({"reasons": [], "required": ["cpf"]}, "required.0"),
    ],
)
def test_what_makes_no_sense_is_refused_and_changes_nothing(boss: Client, body: Any, field: str) -> None:
    before = save(boss, "Resolvido")
    answer = boss.put(CLOSING, body)
    assert (answer.status, list(answer.json["error"]["fields"])) == (422, [field])
    assert boss.get(CLOSING).json == before


def test_somebody_elses_reason_stays_theirs(client: Client, boss: Client, owner: Owner) -> None:
    theirs = make_account(owner)
    other = client.by_token(token_of(owner, theirs, make_user(owner, theirs, role="admin")))
    (reason,) = save(other, "Nosso")["reasons"]
    boss.put(CLOSING, {"reasons": [{"id": reason["id"], "name": "Meu"}], "required": []})
    assert other.get(CLOSING).json["reasons"] == [reason]


def test_what_is_missing_is_named_and_the_conversation_stays_open(
    boss: Client, agent: Client, owner: Owner, conversation: Row
) -> None:
    save(boss, "Dúvida", required=("reason", "note", "labels", "subject", "contact.email", "contact.name"))
    refused = resolve(agent, conversation)
    assert (refused.status, refused.code) == (422, "closing_incomplete")
    assert set(refused.json["error"]["fields"]) == {"reason", "note", "labels", "subject", "contact.email"}
    assert resolve(agent, conversation, reason="Outra coisa").json["error"]["fields"]["reason"]
    path = f"/api/v1/conversations/{conversation['id']}"
    agent.patch(path, {"subject": "Boleto"})
    boss.post("/api/v1/labels", {"name": "vip"})
    agent.put(f"{path}/labels", {"labels": ["vip"]})
    owner.execute("update contacts set email = 'ana@exemplo.com.br'")
    closed = resolve(agent, conversation, reason="Dúvida", note="Explicado")
    assert (closed.status, closed.json["status"]) == (200, "closed")
    assert owner.execute("select close_reason from conversations").fetchone() == {"close_reason": "Dúvida"}


def test_without_reasons_of_the_company_any_is_one(agent: Client, conversation: Row) -> None:
    assert resolve(agent, conversation, reason="Porque sim").status == 200


def test_a_reason_that_was_switched_off_is_none(boss: Client, agent: Client, conversation: Row) -> None:
    boss.put(CLOSING, {"reasons": [{"name": "Velho", "active": False}, {"name": "Novo"}], "required": []})
    assert resolve(agent, conversation, reason="Velho").status == 422
    assert resolve(agent, conversation).status == 200, "it is asked for only where the company says so"


def test_many_at_once_are_held_to_it_one_by_one(boss: Client, agent: Client, conversation: Row) -> None:
    save(boss, "Dúvida", required=("reason",))
    (item,) = agent.post("/api/v1/conversations/bulk", {"ids": [str(conversation["id"])], "action": "resolve"}).json[
        "items"
    ]
    assert (item["ok"], item["error"]["code"]) == (False, "closing_incomplete")


def test_the_system_closes_whatever_is_missing(
    ports: Ports, boss: Client, owner: Owner, account: Row, conversation: Row
) -> None:
    save(boss, "Dúvida", required=("reason",))
    service.resolve_conversation(ports, system_call(account["id"]), conversation["id"])
    assert owner.execute("select status from conversations").fetchone() == {"status": "closed"}


def test_a_reason_that_is_gone_stays_where_it_was_given(
    boss: Client, agent: Client, owner: Owner, conversation: Row
) -> None:
    save(boss, "Dúvida")
    resolve(agent, conversation, reason="Dúvida")
    save(boss)
    assert owner.execute("select close_reason from conversations").fetchone() == {"close_reason": "Dúvida"}


@pytest.mark.parametrize(
    ("required", "known", "reason", "note", "missing"),
    [
        ([], [], None, None, set()),
        (["reason"], [], None, None, {"reason"}),
        (["reason"], [], "A", None, set()),
        (["note", "labels"], ["labels"], None, "", {"note"}),
        (["contact.phone"], ["contact.phone"], None, None, set()),
        ([], [], "B", None, {"reason"}),
    ],
)
def test_what_is_missing(
    required: list[str], known: list[str], reason: str | None, note: str | None, missing: set[str]
) -> None:
    state = ClosingState(required, ["A"], known)
    if not missing:
        check_closing(state, reason=reason, note=note)
        return
    with pytest.raises(Invalid) as refused:
        check_closing(state, reason=reason, note=note)
    assert set(refused.value.fields or {}) == missing


def test_an_unknown_conversation_is_no_matter_of_closing(agent: Client, boss: Client) -> None:
    save(boss, "Dúvida", required=("reason",))
    assert agent.post(f"/api/v1/conversations/{uuid4()}/resolve", {}).status == 404
