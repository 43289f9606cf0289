"""What contacts agree to: written down by people, told by WhatsApp, or said with one word."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import psycopg
import pytest

from central.call import system_call
from central.clock import now, rfc3339
from central.db.database import PostgresDatabase
from central.ports import Ports
from central.privacy import consent, incident, opting
from central.privacy.opting import obey_keyword
from tests.fakes import FakeQueues
from tests.fixtures.contention import wait_until_blocked
from tests.fixtures.desk import Desk, make_served
from tests.fixtures.factories import Owner, Row, make_agent, make_contact, make_message
from tests.fixtures.inbound import entry, ingest, item, sign, text_message, webhook_body
from tests.fixtures.privacy import call_of, make_office
from tests.fixtures.server import TestDatabase
from tests.handlers.rest_client import Client, token_of

WA_ID = "5511988887777"


@pytest.fixture
def office(owner: Owner, client: Client) -> tuple[Desk, Client]:
    return make_office(owner, client)


@pytest.fixture
def desk(office: tuple[Desk, Client]) -> Desk:
    return office[0]


@pytest.fixture
def admin(office: tuple[Desk, Client]) -> Client:
    return office[1]


class Phone:
    """A contact who writes by WhatsApp: webhook, queue and worker, as deployed."""

    def __init__(self, desk: Desk, queues: FakeQueues, webhook: Any, worker: Any) -> None:
        self.desk, self.queues, self.webhook, self.worker = desk, queues, webhook, worker

    def write(self, text: str, **fields: Any) -> dict[str, Any]:
        """Write one message and return the event its worker was called with."""
        fields.setdefault("timestamp", str(int(now().timestamp())))
        raw = webhook_body(entry(self.desk.channel, text_message(text, wa_id=WA_ID, **fields)))
        before = len(self.queues.of("inbound"))
        answer = self.webhook(
            {
                "rawPath": "/webhooks/whatsapp",
                "requestContext": {"http": {"method": "POST"}},
                "headers": {"x-hub-signature-256": sign(raw)},
                "body": raw.decode(),
                "isBase64Encoded": False,
            },
            None,
        )
        assert answer["statusCode"] == 200
        event = {
            "Records": [
                {
                    "messageId": str(n),
                    "receiptHandle": str(n),
                    "body": json.dumps(bell.body),
                    "attributes": {"MessageGroupId": bell.group, "ApproximateReceiveCount": "1"},
                }
                for n, bell in enumerate(self.queues.of("inbound")[before:])
            ]
        }
        assert self.worker(event, None) == {"batchItemFailures": []}
        return event


@pytest.fixture
def phone(desk: Desk, queues: FakeQueues, ports: Ports, monkeypatch: pytest.MonkeyPatch) -> Phone:
    import process_inbound.handler
    import webhook_whatsapp.handler

    monkeypatch.setattr(webhook_whatsapp.handler, "queues", lambda: ports.queues)
    monkeypatch.setattr(webhook_whatsapp.handler, "secrets", lambda: ports.secrets)
    monkeypatch.setattr(webhook_whatsapp.handler, "blobs", lambda: ports.blobs)
    monkeypatch.setattr(process_inbound.handler, "ports", lambda: ports)
    return Phone(desk, queues, webhook_whatsapp.handler.lambda_handler, process_inbound.handler.lambda_handler)


def texts(owner: Owner) -> list[str]:
    rows = owner.execute("select text from messages where author_type = 'bot' order by sequence").fetchall()
    return [row["text"] for row in rows]


def consents(owner: Owner) -> list[tuple[bool, str]]:
    rows = owner.execute("select granted, source from contact_consents order by recorded_at").fetchall()
    return [(row["granted"], row["source"]) for row in rows]


def contact(owner: Owner) -> Row:
    row = owner.execute("select * from contacts").fetchone()
    assert row is not None
    return row


def refusal(ports: Ports, desk: Desk, contact_id: Any) -> str | None:
    return consent.marketing_allowed(ports, call_of(desk), [contact_id])[contact_id]


def test_one_word_stops_marketing_and_is_confirmed_once(
    owner: Owner, desk: Desk, phone: Phone, ports: Ports, queues: FakeQueues
) -> None:
    phone.write("Oi")
    assert texts(owner) == []
    event = phone.write("Sair.")
    assert consents(owner) == [(False, "keyword")]
    assert len(texts(owner)) == 1
    assert "não receberá mais" in texts(owner)[0]
    assert refusal(ports, desk, contact(owner)["id"]) == "opted_out"
    assert queues.of("outbound"), "the confirmation leaves"
    phone.worker(event, None)
    phone.write("SAIR")
    assert consents(owner) == [(False, "keyword")]
    assert len(texts(owner)) == 1
    phone.write("start")
    assert consents(owner) == [(False, "keyword"), (True, "keyword")]
    assert "voltou a receber" in texts(owner)[1]
    assert refusal(ports, desk, contact(owner)["id"]) is None
    phone.write("sair")
    assert len(texts(owner)) == 3, "a new wish is confirmed again"


def test_a_word_that_comes_back_after_another_is_not_said_again(owner: Owner, phone: Phone) -> None:
    stopped = phone.write("sair")
    phone.write("start")
    assert phone.worker(stopped, None) == {"batchItemFailures": []}
    assert consents(owner) == [(False, "keyword"), (True, "keyword")]
    assert len(texts(owner)) == 2


def test_the_service_goes_on(owner: Owner, phone: Phone) -> None:
    phone.write("sair")
    phone.write("preciso de ajuda")
    row = owner.execute("select status, unread_count, waiting_since from conversations").fetchone()
    assert row is not None
    assert (row["status"], row["unread_count"]) == ("open", 2)


def test_a_word_of_our_own_people_stops_nothing(owner: Owner, desk: Desk, ports: Ports) -> None:
    message = make_message(owner, make_served(owner, desk, desk.ana), direction="out", text="SAIR")
    assert not obey_keyword(ports, system_call(desk.account["id"]), message["id"], "stop")
    assert (consents(owner), texts(owner)) == ([], [])


@pytest.mark.parametrize("text", ["quero sair mais cedo", "voltar", "sair do plano", "start"])
def test_other_words_change_nothing(owner: Owner, phone: Phone, text: str) -> None:
    phone.write(text)
    assert (consents(owner), texts(owner)) == ([], [])


def test_a_company_may_say_it_in_its_own_words_or_not_at_all(owner: Owner, phone: Phone) -> None:
    owner.execute("""update accounts set texts = '{"marketing_stopped": ""}'""")
    phone.write("sair")
    assert (consents(owner), texts(owner)) == ([(False, "keyword")], [])


def test_they_may_name_who_asked_and_what_of(owner: Owner, desk: Desk, phone: Phone) -> None:
    own = "{name}, {protocol}, {queue}, [{hours}{wait}]"
    owner.execute("update accounts set texts = jsonb_build_object('marketing_stopped', %s::text)", (own,))
    phone.write("Oi")
    phone.write("sair")
    ticket = owner.execute("select protocol from tickets").fetchone()
    assert ticket is not None
    assert texts(owner)[-1] == f"{contact(owner)['name']}, {ticket['protocol']}, {desk.queue['name']}, []"


def test_who_waits_may_be_told_their_place_with_it(owner: Owner, phone: Phone) -> None:
    own = "{position}/{total}, {wait}"
    owner.execute("update accounts set texts = jsonb_build_object('marketing_stopped', %s::text)", (own,))
    owner.execute("update agent_presence set state = 'busy'")
    phone.write("Oi")
    phone.write("sair")
    assert texts(owner)[-1] == "1/1, alguns minutos"


def test_somebody_who_is_blocked_is_heard_and_not_answered(owner: Owner, phone: Phone) -> None:
    phone.write("oi")
    owner.execute("update contacts set blocked = true")
    phone.write("sair")
    assert (consents(owner), texts(owner)) == ([(False, "keyword")], [])


def test_a_worker_that_dies_between_storing_and_obeying_obeys_the_next_time(
    owner: Owner, phone: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:

    class Killed(BaseException):
        pass

    def die(*_: Any) -> bool:
        raise Killed

    with monkeypatch.context() as dying:
        dying.setattr(opting, "obey_keyword", die)
        with pytest.raises(Killed):
            phone.write("sair")
    body = phone.queues.of("inbound")[-1]
    record = {"messageId": "1", "receiptHandle": "1", "body": json.dumps(body.body), "attributes": {}}
    phone.worker({"Records": [record]}, None)
    assert consents(owner) == [(False, "keyword")]
    assert len(texts(owner)) == 1


def test_a_word_takes_its_locks_in_the_order_of_an_erasure(
    owner: Owner, desk: Desk, ports: Ports, postgres: TestDatabase
) -> None:
    """The conversation, then the contact; else the two wait for each other until the database ends one of them."""
    conversation = make_served(owner, desk, desk.ana)
    message = make_message(owner, conversation, text="SAIR")
    with psycopg.connect(postgres.owner_url) as erasing, ThreadPoolExecutor(1) as pool:
        erasing.execute("select from conversations where id = %s for update", (conversation["id"],))
        obeying = pool.submit(obey_keyword, ports, system_call(desk.account["id"]), message["id"], "stop")
        wait_until_blocked(owner)
        erasing.execute("select from contacts where id = %s for update nowait", (conversation["contact_id"],))
        erasing.commit()
        assert obeying.result(60)


def test_whatsapp_tells_stop_and_resume(owner: Owner, desk: Desk, ports: Ports, database: PostgresDatabase) -> None:
    def tell(value: str) -> None:
        who = {"identities": [{"kind": "wa_phone", "value": WA_ID, "match_key": WA_ID}], "name": "Ana"}
        ingest(database.lookup(), item(desk.channel, "opt", value=value, contact=who))

    tell("out")
    tell("out")
    assert consents(owner) == [(False, "platform")]
    assert refusal(ports, desk, contact(owner)["id"]) == "opted_out"
    tell("in")
    assert consents(owner) == [(False, "platform"), (True, "platform")]
    assert refusal(ports, desk, contact(owner)["id"]) is None


def test_people_write_down_what_was_said_and_the_history_stays(
    owner: Owner, desk: Desk, admin: Client, ports: Ports
) -> None:
    somebody = make_contact(owner, desk.account)
    at = f"/api/v1/contacts/{somebody['id']}/consents"
    said = {"purpose": "marketing", "granted": True, "source": "Formulário", "note": "Site"}
    for long in ({"note": "a" * 1001}, {"source": "a" * 81}):
        assert admin.post(at, {**said, **long}).status == 422
    first = admin.post(at, said)
    assert first.status == 201
    assert first.json["recorded_by"] == {"id": str(desk.admin["id"]), "name": "Dora Admin"}
    admin.post(at, {"purpose": "service", "granted": True, "source": "Contrato"})
    admin.post(at, {**said, "granted": False, "source": "Telefone", "note": ""})
    shown = admin.get(at).json["items"]
    assert [(one["purpose"], one["granted"], one["source"], one["note"]) for one in shown] == [
        ("marketing", False, "Telefone", None),
        ("service", True, "Contrato", None),
        ("marketing", True, "Formulário", "Site"),
    ]
    assert refusal(ports, desk, somebody["id"]) == "opted_out"
    assert admin.get(f"/api/v1/contacts/{somebody['id']}").json["marketing_opt_out_at"] is not None
    page = admin.get(at, query={"limit": 2}).json
    assert len(admin.get(at, query={"limit": 2, "cursor": page["next_cursor"]}).json["items"]) == 1
    log = owner.execute("select details from audit_log where action = 'consent.recorded'").fetchall()
    assert log[0]["details"] == {"purpose": "marketing", "granted": True}


def test_nobody_changes_or_removes_what_was_said(owner: Owner, desk: Desk, database: PostgresDatabase) -> None:
    import psycopg

    make_contact(owner, desk.account)
    for statement in ("update contact_consents set granted = true", "delete from contact_consents"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege), database.transaction(call_of(desk)) as transaction:
            transaction.count(statement)


def test_an_incident_report_says_who_did_what(
    owner: Owner, desk: Desk, admin: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    somebody = make_contact(owner, desk.account)
    admin.post(
        f"/api/v1/contacts/{somebody['id']}/consents", {"purpose": "service", "granted": True, "source": "Contrato"}
    )
    day = timedelta(days=1)
    asked = {"from": rfc3339(now() - day), "until": rfc3339(now() + day)}
    report = admin.post("/api/v1/privacy/incident-report", asked)
    assert report.status == 200, report.text
    assert report.json["from"] == asked["from"]
    assert report.json["actions"] == {"consent.recorded": 1}
    assert [(one["name"], one["actions"], one["addresses"]) for one in report.json["people"]] == [
        ("Dora Admin", 1, ["203.0.113.7"])
    ]
    assert report.json["rows"][0]["target"] == {"type": "contact", "id": str(somebody["id"])}
    assert report.json["chain"]["ok"] is True
    assert report.json["complete"] is True
    again = admin.post("/api/v1/privacy/incident-report", asked).json
    assert again["actions"] == {"consent.recorded": 1, "incident_report.made": 1}
    for since, until in ((-2, -1), (1, 2)):
        another = {"from": rfc3339(now() + since * day), "until": rfc3339(now() + until * day)}
        assert admin.post("/api/v1/privacy/incident-report", another).json["rows"] == []
    monkeypatch.setattr(incident, "MOST_ROWS", 2)
    cut = admin.post("/api/v1/privacy/incident-report", asked).json
    assert (cut["complete"], len(cut["rows"])) == (False, 2), "and it says so"
    swapped = {"from": asked["until"], "until": asked["from"]}
    assert admin.post("/api/v1/privacy/incident-report", swapped).status == 422
    for edge in (
        {"until": asked["from"]},
        {"from": "0001-01-01T00:00:00+14:00"},
        {"until": "9999-12-31T23:59:59-12:00"},
    ):
        assert admin.post("/api/v1/privacy/incident-report", {**asked, **edge}).status == 422
    farthest = admin.post("/api/v1/privacy/incident-report", {**asked, "from": "0001-01-01T00:00:00+14:00"})
    assert farthest.json["error"]["fields"] == {"from": "Não é uma data e hora."}
    agent = admin.by_token(token_of(owner, desk.account, make_agent(owner, desk.account)))
    assert agent.post("/api/v1/privacy/incident-report", asked).status == 403
